"""Every factor of every gradient, and every classic mistake."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.optimizers import make_optimizer
from core.engine.training import Run
from core.explain.chain_rule import gradient, passes
from core.explain.factors import n_paths, path_factors, unit_factors, weight_factors
from core.explain.gradient_check import check_gradient
from core.explain.mistakes import MISTAKES, Mistaken, hidden_mistake, those_that_show
from core.types import Array
from tests.unit.test_objective import objectives

Drawn = tuple[Objective, Array]


def close(a: Array | float, b: Array | float, size: float) -> None:
    """Expect that both are equal to 1e-12 of the size of what they are sums of."""
    np.testing.assert_allclose(a, b, rtol=1e-12, atol=1e-12 * max(size, 1e-300))


@given(objectives())
@settings(deadline=None)
def test_written_out_it_is_the_objectives_gradient(drawn: Drawn) -> None:
    objective, theta = drawn
    expected = objective(theta).dJ_dtheta
    close(gradient(objective, theta), expected, float(np.abs(expected).max()))


@given(objectives(), st.integers(0, 10**6))
@settings(deadline=None)
def test_the_product_of_the_factors_is_the_gradient_and_contributions_add_up(
    drawn: Drawn, place: int
) -> None:
    objective, theta = drawn
    index = place % theta.size
    factors = weight_factors(objective, theta, index)
    size = float(np.abs(factors.contributions).sum()) + abs(factors.penalty)
    close(factors.dJ_dw, objective(theta).dJ_dtheta[index], size)
    close(factors.contributions.sum() + factors.penalty, factors.dJ_dw, size)
    assert factors.w == theta[index]
    assert (factors.i is None) == objective.network.parameter_names[index].startswith("b")
    unit = factors.unit
    if unit.dJ_da is None or unit.f_prime is None:
        assert unit.y is not None
        close(unit.delta, unit.scale * (unit.a - unit.y), float(np.abs(unit.delta).max()))
        return
    close(unit.delta, unit.dJ_da * unit.f_prime, float(np.abs(unit.delta).max()))
    if unit.downstream:
        parts = [one.w * one.delta for one in unit.downstream]
        close(unit.dJ_da, np.sum(parts, axis=0), float(np.abs(parts).sum()))


@given(objectives(), st.integers(0, 10**6), st.integers(0, 10**6))
@settings(deadline=None)
def test_every_path_back_multiplied_out_adds_up_to_the_contribution(
    drawn: Drawn, place: int, example: int
) -> None:
    objective, theta = drawn
    index, e = place % theta.size, example % objective.m
    layers = passes(objective, theta)
    paths = path_factors(objective, theta, index, e, layers)
    weight = weight_factors(objective, theta, index, layers)
    assert len(paths) == n_paths(objective.network, index)
    products = [path.product for path in paths]
    close(np.sum(products), weight.contributions[e], float(np.abs(products).sum()))
    back = objective.network.depth - weight.layer
    for path in paths:
        assert len(path.units) == back + 1
        assert len(path.factors) == 2 * back + 2
        assert path.units[-1] == weight.j


def test_a_way_back_through_an_example_that_is_not_there_is_refused() -> None:
    objective, theta = example()
    with pytest.raises(ValueError, match="example: got 7, takes a whole number from 0 to 6"):
        path_factors(objective, theta, 0, 7)


@given(st.integers(0, 10**6))
def test_a_hidden_mistake_is_one_that_shows_and_always_the_same(seed: int) -> None:
    objective, _ = example("mse", lambda_=0.0)
    name = hidden_mistake(objective, seed)
    assert MISTAKES[name].shows(objective)
    assert hidden_mistake(objective, seed) == name


def test_numbers_hide_every_mistake_that_shows() -> None:
    objective, _ = example(sizes=(2, 3, 2))
    hidden = {hidden_mistake(objective, seed) for seed in range(200)}
    assert hidden == set(MISTAKES) - {"bias_regularized"}
    without = objective.with_penalty(0.0, "l2")
    assert all(hidden_mistake(without, n) == hidden_mistake(objective, n) for n in range(50))
    assert set(those_that_show(objective)) == set(MISTAKES)


@given(objectives())
@settings(deadline=None)
def test_the_factors_follow_the_forward_pass(drawn: Drawn) -> None:
    objective, theta = drawn
    activations = objective.network.forward(theta, objective.X)
    for layer, one in enumerate(passes(objective, theta), 1):
        # A sum that cancels is off by the rounding of its terms, which are of the order of 1.
        np.testing.assert_allclose(one.a_in, activations[layer - 1], rtol=1e-13, atol=1e-14)
        np.testing.assert_allclose(one.a, activations[layer], rtol=1e-13, atol=1e-14)
        for unit in range(objective.network.sizes[layer]):
            factors = unit_factors(objective, theta, layer, unit)
            np.testing.assert_array_equal(factors.a, one.a[:, unit])
            assert (factors.y is None) == (layer < objective.network.depth)


@pytest.mark.parametrize("index", [-1, 13])
def test_a_parameter_that_is_not_there_is_refused(index: int) -> None:
    objective, theta = example()
    with pytest.raises(ValueError, match=f"index: got {index}, takes a whole number from 0 to 12"):
        weight_factors(objective, theta, index)
    with pytest.raises(ValueError, match="layer: got 3, takes a whole number from 1 to 2"):
        unit_factors(objective, theta, 3, 0)


def example(
    cost: str = "cross_entropy", lambda_: float = 0.5, sizes: tuple[int, ...] = (2, 3, 1)
) -> Drawn:
    """Return a little network that every mistake shows in."""
    rng = np.random.default_rng(5)
    output = {"cross_entropy": "sigmoid", "softmax_cross_entropy": "softmax"}.get(cost, "sigmoid")
    network = Network(sizes, (*("tanh" for _ in sizes[2:]), output))
    y = np.eye(sizes[-1])[rng.integers(0, sizes[-1], 7)]
    X = rng.normal(size=(7, sizes[0]))
    return Objective(network, cost, X, y, lambda_), rng.normal(size=network.n_parameters)


@given(objectives(), st.sampled_from(sorted(MISTAKES)))
@settings(deadline=None, max_examples=300)
def test_a_mistake_is_detected_where_it_shows_and_the_sound_network_never(
    drawn: Drawn, name: str
) -> None:
    objective, theta = drawn
    mistake = MISTAKES[name]
    sound = objective(theta).dJ_dtheta
    size = float(np.linalg.norm(sound))
    checked = check_gradient(objective, theta)
    noise = float(np.abs(checked.analytic - checked.numerical).max())
    broken = gradient(objective, theta, mistake.rules)
    if not mistake.shows(objective):
        close(broken, sound, size + float(np.abs(sound).max()))
        return
    gap = float(np.abs(broken - checked.numerical).max())
    # A drawn theta can be one at which the mistake happens to change next to nothing.
    assume(float(np.abs(broken - sound).max()) > 1e-4 * size)
    assert gap > 10 * noise


@pytest.mark.parametrize("name", sorted(MISTAKES))
@pytest.mark.parametrize("cost", ["cross_entropy", "mse"])
def test_every_mistake_shows_in_a_network_of_2_3_2(name: str, cost: str) -> None:
    objective, theta = example(cost, sizes=(2, 3, 2))
    mistake = MISTAKES[name]
    assert mistake.shows(objective)
    broken = gradient(objective, theta, mistake.rules)
    numerical = check_gradient(objective, theta).numerical
    ratio = np.linalg.norm(broken - numerical) / np.linalg.norm(broken + numerical)
    assert ratio > 1e-3


def test_a_mistake_is_red_only_at_the_parameters_concerned() -> None:
    objective, theta = example(sizes=(2, 3, 2))
    sound = objective(theta).dJ_dtheta
    biases = objective.network.is_weight == 0
    for name in ("bias_regularized", "wrong_axis"):
        wrong = ~np.isclose(gradient(objective, theta, MISTAKES[name].rules), sound)
        assert wrong[biases].any()
        assert not wrong[~biases].any()
    for name in ("transposed", "no_input"):
        wrong = ~np.isclose(gradient(objective, theta, MISTAKES[name].rules), sound)
        assert wrong[~biases].any()
        assert not wrong[biases].any()


@pytest.mark.parametrize("name", sorted(MISTAKES))
@pytest.mark.parametrize("batch_size", [None, 3])
def test_training_goes_on_with_a_mistake(name: str, batch_size: int | None) -> None:
    objective, theta = example(sizes=(2, 3, 2))
    optimizer = make_optimizer(
        "gradient_descent", {"alpha": 0.1, "batch_size": batch_size, "seed": 1}
    )
    run = Run(Mistaken(objective, MISTAKES[name]), optimizer, theta)
    run.extend(20)
    assert run.last.k == 20
    if batch_size is None:  # what is said of the cost is right
        assert run.last.J == pytest.approx(objective.parts(run.last.theta).J, rel=1e-12)
    if name == "sign":
        assert run.last.J > run[0].J
    if name in ("no_mean", "bias_regularized") and batch_size is None:
        assert run.last.J < run[0].J  # some mistakes still learn


def test_without_a_mistake_it_trains_as_the_objective_does() -> None:
    optimizer = make_optimizer("gradient_descent", {"alpha": 0.3, "batch_size": 2, "seed": 1})
    none = MISTAKES["transposed"]  # changes nothing where no matrix has two rows and columns
    flat, theta = example(sizes=(1, 3, 1))
    assert not none.shows(flat)
    one, other = Run(Mistaken(flat, none), optimizer, theta), Run(flat, optimizer, theta)
    one.extend(30)
    other.extend(30)
    np.testing.assert_allclose(one.last.theta, other.last.theta, rtol=1e-11)
