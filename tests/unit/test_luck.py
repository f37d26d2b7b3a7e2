"""What many runs say together: spread, share that solved it, and what the variance comes from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from core.explain.luck import VarianceParts, share_solved, spread, two_way, variance_parts

#: Half of the smallest number there is, is none: what is between two such depends on the order.
COSTS = st.floats(0.0, 1e6, allow_subnormal=False)


@given(st.lists(st.lists(COSTS, min_size=3, max_size=3), min_size=1, max_size=9))
def test_the_spread_is_numpys(costs: list[list[float]]) -> None:
    found = spread(costs)
    np.testing.assert_allclose(found.median, np.median(costs, axis=0))
    np.testing.assert_allclose(found.lower, np.quantile(costs, 0.25, axis=0))
    np.testing.assert_allclose(found.upper, np.quantile(costs, 0.75, axis=0))


def test_what_has_diverged_is_the_worst_and_hides_nothing() -> None:
    found = spread([[1.0], [2.0], [3.0], [np.inf], [np.nan]])
    assert (found.lower[0], found.median[0], found.upper[0]) == (2.0, 3.0, np.inf)
    assert spread([[1.0], [np.inf]]).median[0] == np.inf


def test_the_share_that_solved_it() -> None:
    found = share_solved([0.9, 0.95, 1.0, np.nan], 0.95, at_least=True)
    assert (found.solved, found.n, found.share) == (2, 4, 0.5)
    low = share_solved([0.1, 0.2, np.nan, np.inf], 0.1, at_least=False)
    assert low.solved == 1
    # Wilson's interval by its formula.
    z = stats.norm.ppf(0.975)
    center = (0.5 + z * z / 8) / (1 + z * z / 4)
    half = z * np.sqrt(0.25 / 4 + z * z / 64) / (1 + z * z / 4)
    assert found.low == pytest.approx(center - half)
    assert found.high == pytest.approx(center + half)


def test_a_design_without_interaction_has_none() -> None:
    rng = np.random.default_rng(0)
    weights, data = rng.normal(size=(40, 1)), 3.0 * rng.normal(size=(1, 50))
    found = variance_parts(weights + data)
    assert found.both == pytest.approx(0.0, abs=1e-20)
    assert found.weights == pytest.approx(float(weights.var(ddof=1)))
    assert found.data == pytest.approx(float(data.var(ddof=1)))
    assert sum(found.shares) == pytest.approx(1.0)


def test_parts_come_out_of_what_was_put_in() -> None:
    rng = np.random.default_rng(1)
    results = rng.normal(size=(300, 1)) + 2 * rng.normal(size=(1, 300))
    results = results + 0.5 * rng.normal(size=(300, 300))
    found = variance_parts(results)
    assert found.weights == pytest.approx(1.0, rel=0.2)
    assert found.data == pytest.approx(4.0, rel=0.2)
    assert found.both == pytest.approx(0.25, rel=0.05)


def test_mean_squares_are_those_of_the_analysis_of_variance() -> None:
    rng = np.random.default_rng(2)
    results = rng.normal(size=(4, 3)) + 5.0 * rng.normal(size=(4, 1))
    found = variance_parts(results)
    # One-way: SciPy's F of the rows is MS_w over the rest, which is columns and residuals.
    f = stats.f_oneway(*results).statistic
    MS_w = 3 * found.weights + found.both
    assert MS_w / results.var(axis=1, ddof=1).mean() == pytest.approx(f)


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([[1.0], [3.0]], VarianceParts(2.0, 0.0, 0.0)),
        ([[1.0, 3.0]], VarianceParts(0.0, 2.0, 0.0)),
        (np.ones((3, 3)), VarianceParts(0.0, 0.0, 0.0)),
    ],
)
def test_where_one_factor_or_nothing_varies(results: object, expected: VarianceParts) -> None:
    found = variance_parts(results)  # type: ignore[arg-type]
    assert found == expected
    assert sum(found.shares) == (1.0 if expected.total else 0.0)


def test_no_part_is_negative() -> None:
    found = variance_parts([[0.0, 1.0], [1.0, 0.0]])
    assert (found.weights, found.data, found.both) == (0.0, 0.0, 1.0)


@given(st.integers(4, 2000))
def test_seeds_to_cross(n: int) -> None:
    n_w, n_d = two_way(n)
    assert 2 <= n_d <= n_w <= 4 * n_d
    assert n - n_d < n_w * n_d <= n


@pytest.mark.parametrize(
    ("n", "expected"), [(8, (4, 2)), (13, (4, 3)), (32, (8, 4)), (128, (16, 8))]
)
def test_usual_numbers(n: int, expected: tuple[int, int]) -> None:
    assert two_way(n) == expected


def test_refusals_name_the_argument() -> None:
    with pytest.raises(ValueError, match=r"^costs: got shape"):
        spread([1.0])
    with pytest.raises(ValueError, match=r"^results: got shape"):
        share_solved([], 0.5, at_least=True)
    with pytest.raises(ValueError, match=r"^target: got"):
        share_solved([1.0], np.nan, at_least=True)
    with pytest.raises(ValueError, match=r"^results: got one that is not finite"):
        variance_parts([[1.0, np.inf], [1.0, 2.0]])
    with pytest.raises(ValueError, match=r"^results: got shape"):
        variance_parts([[1.0]])
    with pytest.raises(ValueError, match=r"^n: got 3"):
        two_way(3)
