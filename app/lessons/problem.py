"""What is wrong with a lesson's file, and where; all of it is collected, not the first alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.language import _

#: Characters of what stands in the file that are said again.
MAX_SAID = 60


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong.

    Attributes
    ----------
    line : int
        Of the file, from 1.
    found : str
        What stands there.
    allowed : str
        What may stand there.
    """

    line: int
    found: str
    allowed: str

    @property
    def sentence(self) -> str:
        """Return the line, what stands there and what is allowed."""
        found = self.found if len(self.found) <= MAX_SAID else f"{self.found[:MAX_SAID]}…"
        return _("Line {line}: got “{found}”, takes {allowed}.").format(
            line=self.line, found=found, allowed=self.allowed
        )


def one_of(names: Iterable[str]) -> str:
    """Return in words that one of these names is allowed."""
    return _("one of {names}").format(names=", ".join(names))
