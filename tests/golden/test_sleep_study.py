"""Neural Networks Demystified: hours of sleep and study, a test score, a 2-3-1 network."""

import numpy as np
import pytest
from scipy.optimize import minimize

from core.data.scaling import SCALINGS
from core.engine.optimizers import BFGS
from core.engine.training import Run
from core.explain.gradient_check import check_gradient
from core.tutorials import HOURS, SCORES, sleep_study
from core.types import Array
from tests.golden.figures import GOLDEN

GOLD = GOLDEN["sleep_study"]
NETWORK = sleep_study().network
STARTS = 20


def start(seed: int) -> Array:
    """Return weights from a standard normal, as the notebook draws them but with a seed."""
    rng = np.random.default_rng(seed)
    return NETWORK.pack([rng.standard_normal((2, 3)), rng.standard_normal((3, 1))])


def test_data_and_network() -> None:
    np.testing.assert_array_equal(HOURS, GOLD["X_hours_sleep_study"])
    np.testing.assert_array_equal(SCORES, GOLD["y_score"])
    assert (NETWORK.sizes, NETWORK.biases) == ((2, 3, 1), False)


def test_normalization() -> None:
    scaling = SCALINGS["maximum"](HOURS)
    np.testing.assert_array_equal(scaling.scale, [10, 5])
    # Kept from the training data: a later row is divided by the same.
    np.testing.assert_allclose(scaling.apply(np.array([[4.0, 5.5]])), [[0.4, 1.1]])


def test_bfgs_from_twenty_starts() -> None:
    """The notebook prints 80 iterations, 86 evaluations and a cost of 0.000000 from one start."""
    iterations, costs = [], []
    for seed in range(STARTS):
        run = Run(sleep_study(), BFGS(), start(seed))
        run.extend(200)
        goal = sleep_study()
        result = minimize(lambda theta, J=goal: tuple(J(theta)), start(seed), jac=True,
                          method="BFGS", options={"maxiter": 200})  # fmt: skip
        assert run.last.theta.tobytes() == result.x.tobytes()
        assert (run.last.k, run.last.n_evals) == (result.nit, result.nfev)
        assert run.status == "finished"
        iterations.append(run.last.k)
        costs.append(run.last.J)
    recomputed = GOLD["recomputed_over_20_random_starts"]
    found = [min(iterations), float(np.median(iterations)), max(iterations)]
    assert found == recomputed["iterations_min_median_max"]
    assert max(costs) == pytest.approx(recomputed["final_cost_max"], abs=5e-6)
    assert sum(J < 1e-4 for J in costs) >= 15
    assert min(iterations) <= GOLD["printed"]["iterations"] <= max(iterations)
    assert f"{min(costs):.6f}" == GOLD["printed"]["final_cost"]


def test_slip_three_times_the_gradient_upwards() -> None:
    """The notebook adds 3 dJ/dW and the cost rises, then subtracts it: only the latter descends."""
    goal = sleep_study()
    theta = start(0)
    J, dJ_dtheta = goal(theta)
    up, down = goal(theta + 3 * dJ_dtheta).J, goal(theta - 3 * dJ_dtheta).J
    assert up > J > down


def test_numerical_gradient() -> None:
    """The notebook's norm ratio, which it finds to be of the order of 1e-8 or less."""
    assert check_gradient(sleep_study(), start(1)).norm_ratio < 1e-8
