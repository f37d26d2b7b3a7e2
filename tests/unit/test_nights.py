"""Realistic nights: in range, repeatable, close to the tutorial's three."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data.nights import BASE, NOISE, SLEEP, STUDY, realistic_nights
from core.tutorials import HOURS, SCORES


@given(st.integers(0, 300), st.integers(0, 2**32 - 1))
def test_nights_are_realistic(m: int, seed: int) -> None:
    X, scores = realistic_nights(m, seed)
    assert X.shape == (m, 2)
    assert scores.shape == (m, 1)
    assert ((X >= [3, 0]) & (X <= [10, 5])).all()
    assert ((scores >= 0) & (scores <= 100)).all()
    np.testing.assert_array_equal(2 * X, np.round(2 * X))
    again = realistic_nights(m, seed)
    np.testing.assert_array_equal(again[0], X)
    np.testing.assert_array_equal(again[1], scores)


def test_more_sleep_and_more_study_help() -> None:
    X, scores = realistic_nights(2000, 0)
    design = np.column_stack([np.ones(len(X)), X])
    found = np.linalg.lstsq(design, scores[:, 0], rcond=None)[0]
    np.testing.assert_allclose(found, [BASE, SLEEP, STUDY], rtol=0.1)


def test_the_tutorials_nights_could_be_among_them() -> None:
    expected = BASE + HOURS @ [[SLEEP], [STUDY]]
    assert np.abs(expected - SCORES).max() < 2 * NOISE


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="m: got -1"):
        realistic_nights(-1, 0)
