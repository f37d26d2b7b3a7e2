"""What a lesson looks for while a run plays; the lesson itself is told of in app/lessons."""

from collections.abc import Sequence
from typing import Any, Protocol

from app.run.lab import Lab


class Watching(Protocol):
    """Looks at a run.

    Attributes
    ----------
    revision : int
        Counts what it has found, for which the page is to be drawn.
    """

    revision: int

    def look(self, lab: Lab, epochs: Sequence[int]) -> dict[str, Any]:
        """Look at epochs that are shown; return the part of an aside on what there is."""
        ...
