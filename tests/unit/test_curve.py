"""Curves: their derivatives, minima and where each start ends; polynomials that are typed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.polynomial import Polynomial

from core.data.polynomials import POLYNOMIALS, NamedPolynomial, read_polynomial
from core.engine.curve import Curve, ends
from core.engine.optimizers import GradientDescent, Momentum
from core.engine.training import Run

RECORDS = list(POLYNOMIALS.values())


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_slope_equals_central_difference(record: NamedPolynomial) -> None:
    for x in np.linspace(record.low, record.high, 9):
        above, below = (Curve(record.polynomial).f(x + e) for e in (1e-5, -1e-5))
        slope = Curve(record.polynomial)(np.array([x])).dJ_dtheta[0]
        assert slope == pytest.approx((above - below) / 2e-5, rel=1e-6, abs=1e-5)


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name)
def test_minima_are_minima_and_the_start_is_drawn(
    record: NamedPolynomial,
) -> None:
    minima = Curve(record.polynomial).minima()
    assert len(minima) >= 1
    for x in minima:
        assert Curve(record.polynomial).f(x) < min(
            Curve(record.polynomial).f(x - 1e-2), Curve(record.polynomial).f(x + 1e-2)
        )
    assert record.low < record.x_0 < record.high
    run = Run(Curve(record.polynomial), GradientDescent(record.alpha), np.array([record.x_0]))
    run.extend(2000)
    assert run.status == "ready"
    # It arrives, but on the plateaus, where it rests on a flat place that is no minimum.
    gap = np.abs(minima - run.last.theta[0]).min()
    assert (gap > 0.5) if record.name == "plateau" else (gap < 1e-3)


def test_minima_of_the_tutorials_curve() -> None:
    np.testing.assert_allclose(Curve(POLYNOMIALS["tutorial"].polynomial).minima(), [2.25])


@pytest.mark.parametrize("mu", [0.0, 0.9])
def test_where_starts_end_is_where_runs_end(mu: float) -> None:
    curve = Curve(POLYNOMIALS["wells"].polynomial)
    optimizer = Momentum(0.01, mu=mu)
    starts = np.linspace(-2.4, 2.4, 25)
    found = ends(curve, optimizer, starts, 400)
    for start, index in zip(starts, found, strict=True):
        run = Run(curve, optimizer, np.array([start]))
        run.extend(400)
        assert index == np.abs(curve.minima() - run.last.theta[0]).argmin()
    assert set(found) == {0, 1}


def test_a_start_that_runs_away_is_told_from_one_that_is_stuck() -> None:
    curve = Curve(POLYNOMIALS["tutorial"].polynomial)
    found = ends(curve, GradientDescent(0.2), np.array([-1.0, 0.0, 2.25, 4.0]), 200)
    assert list(found[[0, 3]]) == [-2, -2]
    assert found[1] == -1  # f'(0) = 0: it never moves
    assert found[2] == 0


@given(st.lists(st.integers(-50, 50), min_size=3, max_size=9))
def test_coefficients_are_read_highest_power_first(numbers: list[int]) -> None:
    numbers[0] = numbers[0] or 1
    for separator in (" ", ", ", ";"):
        polynomial = read_polynomial(separator.join(map(str, numbers)))
        assert polynomial == Polynomial([float(n) for n in numbers[::-1]])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "degree 0, takes one of 2 to 8"),
        ("1 x 3", "coefficients: got 'x', takes numbers with spaces"),
        ("x^4 - 3x^3", "coefficients: got 'x\\^4'"),
        ("1 2", "degree 1"),
        ("0 0 0 5 1", "degree 1"),
        ("1 " * 10, "degree 9"),
        ("1 0 nan", "got nan, takes numbers of at most"),
        ("1e9 0 0", "got 1e9, takes numbers of at most"),
    ],
)
def test_what_is_no_polynomial_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_polynomial(text)


def test_a_curve_without_a_valley_has_no_minimum() -> None:
    assert len(Curve(Polynomial([0.0, 0.0, -1.0])).minima()) == 0
