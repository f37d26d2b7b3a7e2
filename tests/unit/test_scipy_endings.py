"""Why a solver of SciPy's stopped, in a sentence."""

import numpy as np
import pytest
from scipy.optimize import minimize, rosen, rosen_der

from core.engine.optimizers.scipy_endings import MEANINGS, explained


def of_rosenbrock(method: str, **options: float) -> str:
    """Return what SciPy says at the end of a search in Rosenbrock's valley."""
    result = minimize(rosen, np.array([-1.2, 1.0]), jac=rosen_der, method=method, options=options)
    return str(result.message)


@pytest.mark.parametrize(
    ("method", "options", "meaning"),
    [
        ("TNC", {"maxfun": 5}, "all the evaluations"),
        ("BFGS", {"maxiter": 3}, "all the iterations"),
        ("L-BFGS-B", {"maxiter": 3}, "all the iterations"),
        ("L-BFGS-B", {"maxfun": 3}, "all the evaluations"),
        ("CG", {}, "gradient is nearly zero"),
        ("BFGS", {}, "gradient is nearly zero"),
        ("L-BFGS-B", {"ftol": 1e-3}, "J hardly changes"),
        ("TNC", {}, "J hardly changes"),
    ],
)
def test_what_scipy_says_is_explained(method: str, options: dict[str, float], meaning: str) -> None:
    said = of_rosenbrock(method, **options)
    sentence = explained(said)
    assert meaning in sentence, said
    assert sentence.endswith(f"(SciPy says: {' '.join(said.split()).rstrip('.')}.)")


def test_a_search_that_finds_no_step_is_explained() -> None:
    said = "Desired error not necessarily achieved due to precision loss."
    assert explained(said).startswith("No step along its direction")


def test_words_that_nobody_knows_are_given_as_they_are() -> None:
    assert explained("Something   new.") == "SciPy says: Something new."


def test_every_part_can_be_found() -> None:
    assert all(part == part.lower() for part, _ in MEANINGS)
