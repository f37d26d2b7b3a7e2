"""The small problems of the tutorials: data, network and weights as published."""

import numpy as np

# scikit-learn: the exercise draws its moons with it, from a generator that then goes on.
from sklearn.datasets import make_moons

from .checks import vector, whole, within
from .data.datasets import MAX_EXAMPLES, MAX_NOISE, MAX_SEED
from .data.scaling import maximum
from .engine.network import Network
from .engine.objective import Objective
from .types import Array, Labels

#: Three nights: hours of sleep and of study before a test, and its score out of 100.
HOURS: Array = np.array([[3.0, 5.0], [5.0, 1.0], [10.0, 2.0]])
SCORES: Array = np.array([[75.0], [82.0], [93.0]])


def sleep_study(lambda_: float = 0.0) -> Objective:
    """Return the 2-3-1 network without biases that predicts a score.

    Inputs are divided by their largest values, scores by 100; the cost is half the sum of
    squares. From "Neural Networks Demystified".
    """
    network = Network((2, 3, 1), ("sigmoid", "sigmoid"), biases=False)
    return Objective(network, "half_squares", maximum(HOURS).apply(HOURS), SCORES / 100.0, lambda_)


def exercise4_check(lambda_: float = 0.0) -> tuple[Objective, Array]:
    """Return the 3-5-3 network by which exercise 4 checks its gradient, and its theta.

    Weights and inputs are sin(1), sin(2), ... divided by 10, filled column by column, and the
    classes 1, 2, 3, 4, 5 modulo 3. Coursera Machine Learning, programming exercise 4, section
    2.4.
    """
    n_in, n_hidden, n_out, m = 3, 5, 3, 5
    network = Network((n_in, n_hidden, n_out), ("sigmoid", "sigmoid"))
    theta = network.from_thetas([_sines(n_hidden, n_in + 1), _sines(n_out, n_hidden + 1)])
    y = np.eye(n_out)[np.arange(1, m + 1) % n_out]
    return Objective(network, "cross_entropy", _sines(m, n_in), y, lambda_), theta


def tanh_moons(
    m: int = 200, noise: float = 0.2, seed: int = 0
) -> tuple[Array, Labels, np.random.RandomState]:
    """Return points, their classes, and the generator as it stands after they were drawn.

    The exercise with two tanh layers draws its initial weights from the generator that drew its
    data, so that both come from one seed.

    Parameters
    ----------
    m : int
        2 or more.
    noise : float
        Standard deviation of each coordinate, 0 or more.
    seed : int
        0 to 2**32 - 1.

    Returns
    -------
    X : ndarray of shape (m, 2)
    labels : ndarray of int, shape (m,)
    rng : RandomState

    Raises
    ------
    ValueError
        If one of them is out of range.
    """
    m, noise = whole("m", m, 2, MAX_EXAMPLES), within("noise", noise, 0.0, MAX_NOISE)
    rng = np.random.RandomState(whole("seed", seed, 0, MAX_SEED))
    X, labels = make_moons(m, noise=noise, random_state=rng)
    return X, labels, rng


def inverter(cost: str) -> Objective:
    """Return y_hat = sigmoid(w1 x + w2), with the targets 1 for x = 0 and 0 for x = 1.

    From the backpropagation and gradient descent tutorial, which takes the cost "mse".
    """
    network = Network((1, 1), ("sigmoid",))
    return Objective(network, cost, [[0.0], [1.0]], [[1.0], [0.0]])


def published_inverter_step(w: Array, alpha: float) -> Array:
    """Return the weights after one step as the tutorial's code makes it, with its slip.

    Both weights move by the same, alpha * sum((y_hat - y) y_hat (1 - y_hat)), though the gradient
    with respect to w1 has the factor x.
    """
    w, alpha = vector("w", w, 2), within("alpha", alpha, 0.0, np.inf, open_low=True)
    x, y = np.array([0.0, 1.0]), np.array([1.0, 0.0])
    y_hat = _logistic(w[0] * x + w[1])
    return np.asarray(w - alpha * np.sum((y_hat - y) * y_hat * (1.0 - y_hat)))


#: Inputs of the network with one weight, all of which are to give 0.
ONE_WEIGHT_X: Array = np.array([[0.1], [0.25], [0.5], [0.75], [1.0]])


def one_weight(cost: str) -> Objective:
    """Return y_hat = sigmoid(w x), without a bias, with the target 0 for every x.

    From the backpropagation and gradient descent tutorial, which takes the cost "mse".
    """
    network = Network((1, 1), ("sigmoid",), biases=False)
    return Objective(network, cost, ONE_WEIGHT_X, np.zeros_like(ONE_WEIGHT_X))


def published_one_weight_step(w: float, alpha: float) -> float:
    """Return the weight after one step as the tutorial publishes it, with its slip.

    It moves by alpha * sum((y_hat - y) y_hat (1 - y_hat)): the true gradient has the factors x
    and 2/m as well.
    """
    w, alpha = within("w", w, -np.inf, np.inf), within("alpha", alpha, 0.0, np.inf, open_low=True)
    y_hat = _logistic(w * ONE_WEIGHT_X)
    return w - alpha * float(np.sum(y_hat * y_hat * (1.0 - y_hat)))


def _logistic(z: Array) -> Array:
    with np.errstate(over="ignore"):  # 1 / (1 + infinity) is right
        return np.asarray(1.0 / (1.0 + np.exp(-z)))


def _sines(rows: int, columns: int) -> Array:
    values: Array = np.sin(np.arange(1, rows * columns + 1)) / 10.0
    return values.reshape(rows, columns, order="F")


#: Inputs and targets of exclusive or: 1 where just one of two is 1.
XOR_X: Array = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_Y: Array = np.array([[0.0], [1.0], [1.0], [0.0]])
