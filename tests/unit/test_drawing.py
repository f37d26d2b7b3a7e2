"""Drawings made to look as the data do: measured, scaled, centered, inked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.ndimage import center_of_mass

from core.data.digits import embedded
from core.data.drawing import Handwriting, as_written, handwriting_of
from core.types import Array

EIGHT = handwriting_of(embedded().X)
TWENTY = Handwriting(20, 14.0, 2.25, np.array([10.0, 10.0]), True, 0.0, 1.0)
HOOK = [np.array([(0.2, 0.1), (0.6, 0.1), (0.4, 0.9)]), np.array([(0.3, 0.5), (0.5, 0.5)])]


def bars(width: int, length: int, side: int = 20) -> Array:
    """Return pictures of one upright bar each, here and there."""
    rng = np.random.default_rng(0)
    X = np.zeros((40, side, side))
    for one in X:
        row, column = rng.integers(0, side - length), rng.integers(0, side - width)
        one[row : row + length, column : column + width] = 1.0
    return X.reshape(40, -1)


def test_the_built_in_digits_fill_their_picture() -> None:
    assert EIGHT.extent == pytest.approx(8.0, abs=0.1)
    assert 1.5 < EIGHT.pen < 2.5
    assert not EIGHT.by_mass
    np.testing.assert_allclose(EIGHT.center, [4.0, 4.0], atol=0.2)
    assert (EIGHT.paper, EIGHT.ink) == (-1.0, 1.0)


@pytest.mark.parametrize(("width", "length"), [(2, 14), (3, 12), (4, 16)])
def test_the_pen_and_the_extent_of_bars_are_found(width: int, length: int) -> None:
    hand = handwriting_of(bars(width, length))
    assert hand.extent == pytest.approx(length, abs=0.5)
    # The ends of a stripe are nearer to an edge than its middle is.
    assert hand.pen == pytest.approx(width, abs=0.6)


def test_pictures_centered_by_mass_are_told_from_those_centered_by_their_box() -> None:
    rng = np.random.default_rng(1)
    y, x = np.mgrid[:20, :20]
    tails = []
    for _ in range(30):
        one = (np.hypot(y - 9, x - 9) < 3.5).astype(float)
        one[9, 9 : rng.integers(12, 19)] = 1.0  # a tail of no weight makes the box uneven
        tails.append(one.ravel())
    assert handwriting_of(np.array(tails)).by_mass


def test_blank_pictures_have_some_handwriting() -> None:
    hand = handwriting_of(np.zeros((5, 64)))
    assert np.isfinite(as_written(HOOK, hand).x).all()


@pytest.mark.parametrize("hand", [EIGHT, TWENTY], ids=["box", "mass"])
@given(
    scale=st.floats(0.01, 50.0), x=st.floats(-5.0, 5.0), y=st.floats(-5.0, 5.0)
)  # fmt: skip
def test_where_and_how_large_one_draws_does_not_matter(
    hand: Handwriting, scale: float, x: float, y: float
) -> None:
    here = as_written(HOOK, hand).x
    there = as_written([scale * stroke + [x, y] for stroke in HOOK], hand).x
    # Rounding may put a point of a stroke on the next of the finer pixels.
    np.testing.assert_allclose(there, here, atol=0.2 * (hand.ink - hand.paper))
    assert here.min() >= hand.paper
    assert here.max() <= hand.ink


@pytest.mark.parametrize("hand", [EIGHT, TWENTY], ids=["box", "mass"])
def test_a_drawing_is_as_large_as_the_data_and_where_they_are(hand: Handwriting) -> None:
    fine = as_written(HOOK, hand).fine
    finer = len(fine) / hand.side
    rows, columns = (np.flatnonzero((fine > 0.5).any(axis=axis)) for axis in (1, 0))
    assert max(np.ptp(rows), np.ptp(columns)) / finer == pytest.approx(hand.extent, abs=0.3)
    box = [(side[0] + side[-1] + 1) / 2 / finer for side in (rows, columns)]
    mass = (np.array(center_of_mass(fine)) + 0.5) / finer
    np.testing.assert_allclose(mass if hand.by_mass else box, hand.center, atol=0.15)


def test_an_empty_sheet_is_paper_and_a_dot_is_a_dot() -> None:
    assert (as_written([], EIGHT).x == EIGHT.paper).all()
    assert (as_written([np.empty((0, 2))], EIGHT).x == EIGHT.paper).all()
    dot = as_written([np.array([(0.3, 0.3)])], EIGHT)
    assert dot.fine.sum() == pytest.approx(
        np.pi * (EIGHT.pen / 2 * len(dot.fine) / 8) ** 2, rel=0.1
    )
