"""Run the code of a chapter as a learner would, and compare its results with the engine."""

import contextlib
import io
import warnings
from typing import Any

import numpy as np
import pytest

from app.pages.sleep.experiment import held_out, nights_of
from app.pages.sleep.settings import SleepSettings
from app.pages.sleep.snippets import PARTS, snippet
from app.run.lab import Lab

#: In their order: each goes on from the code of those before, the check apart.
CHAPTERS = tuple(PARTS)


def run_snippet(chapter: str, lab: Lab) -> dict[str, Any]:
    """Return the variables that a chapter's code leaves."""
    settings = lab.settings
    assert isinstance(settings, SleepSettings)
    code = snippet(chapter, lab, nights_of(settings), held_out(settings))
    variables: dict[str, Any] = {}
    with contextlib.redirect_stdout(io.StringIO()):
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # the mean of no held-out nights
            exec(compile(code, "snippet", "exec"), variables)
    return variables


def assert_snippet_equals_engine(chapter: str, lab: Lab) -> None:
    """Compare everything that a chapter's code computes; `lab` has not been trained yet."""
    found, objective, theta = run_snippet(chapter, lab), lab.objective(0), lab.task.theta
    place = CHAPTERS.index(chapter)
    np.testing.assert_allclose(found["x"], lab.task.inputs, rtol=1e-15)
    if place >= CHAPTERS.index("forward"):
        y_hat = lab.network.predict(theta, lab.task.inputs)
        np.testing.assert_allclose(found["y_hat"], y_hat, rtol=1e-12)
    if place >= CHAPTERS.index("cost"):
        assert found["J"] == pytest.approx(objective(theta).J, rel=1e-12)
    if place >= CHAPTERS.index("gradient"):
        W, b = lab.network.unpack(objective(theta).dJ_dtheta)
        for mine, own in zip(found["dJ_dW"], W, strict=True):
            np.testing.assert_allclose(mine, own, rtol=1e-9, atol=1e-12)
        for mine, own_b in zip(found["dJ_db"], b, strict=True):
            if own_b is not None:
                np.testing.assert_allclose(mine, own_b, rtol=1e-9, atol=1e-12)
    if chapter == "check":
        assert found["ratio"] < 1e-6
    if place >= CHAPTERS.index("training"):
        lab.advance(200)
        assert found["result"].fun == pytest.approx(lab.run.last.J, rel=0.5, abs=1e-4)
        assert found["result"].fun < objective(theta).J
    if chapter == "overfitting":
        assert 0 <= found["rmse"] < 60
        assert (found["rmse_held_out"] > 0) == bool(len(lab.task.X_test))
