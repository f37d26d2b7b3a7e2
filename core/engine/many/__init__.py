"""Many networks of one shape, trained side by side: `ManyRuns`."""

from .runs import ManyRuns

__all__ = ["ManyRuns"]
