"""Why a run is stuck, and what to try: from measurements of the run alone, each with its source."""

from .curves import overfitting, plateau
from .finding import Check, Finding, Suggestion
from .measurements import History, Measurements
from .rates import diverged, too_large_alpha, too_small_alpha, unusual_alpha
from .units import dead_units, saturated_units, symmetric_weights

__all__ = ["FINDINGS", "Check", "Finding", "History", "Measurements", "Suggestion", "first_finding"]

#: What is looked for, the most urgent first: a cause before what follows from it.
FINDINGS: tuple[Check, ...] = (
    Check("diverged", diverged),
    Check("symmetric_weights", symmetric_weights),
    Check("unusual_alpha", unusual_alpha),
    Check("too_large_alpha", too_large_alpha),
    Check("dead_units", dead_units),
    Check("saturated_units", saturated_units),
    Check("too_small_alpha", too_small_alpha),
    Check("plateau", plateau),
    Check("overfitting", overfitting),
)


def first_finding(run: Measurements) -> tuple[str, Finding] | None:
    """Return the name of the most urgent finding, and the finding; None if there is none."""
    for check in FINDINGS:
        found = check.find(run)
        if found is not None:
            return check.name, found
    return None
