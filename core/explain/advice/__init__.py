"""Why a run is stuck, and what to try: from measurements of the run alone, each with its source."""

from .curves import overfitting, plateau
from .finding import Check, Finding, Suggestion
from .measurements import History, Measurements
from .rates import diverged, too_large_alpha, too_small_alpha, unusual_alpha
from .units import dead_units, saturated_units, symmetric_weights

__all__ = ["FINDINGS", "Check", "Finding", "History", "Measurements", "Suggestion", "findings"]

#: What is looked for, the most urgent first: a cause before what follows from it.
FINDINGS: tuple[Check, ...] = (
    Check("diverged", diverged, is_last=True),
    Check("symmetric_weights", symmetric_weights),
    Check("unusual_alpha", unusual_alpha, about="alpha"),
    Check("too_large_alpha", too_large_alpha, about="alpha"),
    Check("dead_units", dead_units),
    Check("saturated_units", saturated_units),
    Check("too_small_alpha", too_small_alpha, about="alpha"),
    Check("plateau", plateau),
    Check("overfitting", overfitting),
)


def findings(run: Measurements) -> dict[str, Finding]:
    """Return what is found, by its name, the most urgent first."""
    found: dict[str, Finding] = {}
    spoken_of: set[str] = set()
    for check in FINDINGS:
        one = None if check.about in spoken_of else check.find(run)
        if one is None:
            continue
        found[check.name] = one
        if check.about:
            spoken_of.add(check.about)
        if check.is_last:
            break
    return found
