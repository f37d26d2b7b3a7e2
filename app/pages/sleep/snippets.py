"""Each chapter's few lines of NumPy, with the numbers of the page: they run as they stand.

A snippet is a beginning (data, normalization, weights, the activation) and an end; the tests run
every one and compare what it finds with the engine. No Streamlit here.
"""

import numpy as np

from app.settings.run_settings import RunSettings
from core.engine.network import Network
from core.types import Array

#: Activation -> a of z, and da/dz by a.
FUNCTIONS = {
    "sigmoid": ("1 / (1 + np.exp(-z))", "a * (1 - a)"),
    "tanh": ("np.tanh(z)", "1 - a**2"),
    "relu": ("np.maximum(z, 0)", "(a > 0) * 1.0"),
    "linear": ("z", "np.ones_like(a)"),
}
#: Penalty -> what it adds to J and to dJ/dW, for the weights W of a layer.
PENALTIES = {
    "l2": ("lambda_ / (2 * m) * np.sum(W_l**2)", "lambda_ / m * W_l"),
    "l1": ("lambda_ / m * np.sum(np.abs(W_l))", "lambda_ / m * np.sign(W_l)"),
}

#: Chapter -> the lines that are its own. Each goes on from the lines of those that it needs.
NEEDS = {
    "data": (),
    "forward": ("functions", "weights", "forward"),
    "cost": ("functions", "weights", "forward", "cost"),
    "gradient": ("functions", "weights", "forward", "cost", "gradient"),
    "check": ("functions", "weights", "forward", "cost", "gradient", "check"),
    "training": ("functions", "weights", "forward", "cost", "gradient", "training"),
    "overfitting": (
        "functions", "weights", "forward", "cost", "gradient", "training", "overfitting",
    ),
}  # fmt: skip


def snippet(
    chapter: str,
    settings: RunSettings,
    nights: Array,
    held_out: Array,
    network: Network,
    theta: Array,
) -> str:
    """Return the code of a chapter.

    Parameters
    ----------
    chapter : str
        Key of ``NEEDS``.
    settings : RunSettings
        Of the page.
    nights, held_out : ndarray of shape (m, 3)
        Hours of sleep, hours of study, score.
    network : Network
    theta : ndarray of shape (n_parameters,)
        The weights to begin with.
    """
    parts = [_data(nights)]
    for need in NEEDS[chapter]:
        if need == "functions":
            parts.append(_functions(settings))
        elif need == "weights":
            parts.append(_weights(network, theta))
        elif need == "overfitting":
            parts.append(_overfitting(held_out))
        else:
            parts.append(_ENDS[need](settings, network))
    return "\n".join(parts)


def _list(values: Array) -> str:
    return repr(np.asarray(values).tolist())


def _data(nights: Array) -> str:
    return f"""import numpy as np

hours = np.array({_list(nights[:, :2])})  # of sleep, of study
score = np.array({_list(nights[:, 2:])})

x_max = hours.max(axis=0)
x = hours / x_max
y = score / 100
m = len(y)
"""


def _functions(settings: RunSettings) -> str:
    f, slope = FUNCTIONS[settings.activation]
    return f"""
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def f(z):  # of the hidden units
    return {f}


def f_prime(a):  # by the a = f(z) that the forward pass left
    return {slope}

"""


def _weights(network: Network, theta: Array) -> str:
    W, b = network.unpack(theta)
    lines = ["W = ["]
    lines += [f"    np.array({_list(W_l)})," for W_l in W]
    lines.append("]")
    if network.biases:
        lines.append("b = [")
        lines += [f"    np.array({_list(b_l)})," for b_l in b if b_l is not None]
        lines.append("]")
    return "\n".join(lines) + "\n"


def _forward(settings: RunSettings, network: Network) -> str:
    bias = " + b[l]" if network.biases else ""
    return f"""
def forward(x):
    a = [x]
    for l in range(len(W)):
        z = a[-1] @ W[l]{bias}
        a.append(sigmoid(z) if l == len(W) - 1 else f(z))
    return a


y_hat = forward(x)[-1]
print(100 * y_hat)
"""


def _cost(settings: RunSettings, network: Network) -> str:
    value, _ = PENALTIES[settings.penalty]
    return f"""
lambda_ = {settings.lambda_!r}


def cost(x):
    data = np.sum((y - forward(x)[-1]) ** 2) / 2
    return data + sum({value} for W_l in W)


J = cost(x)
print(J)
"""


def _gradient(settings: RunSettings, network: Network) -> str:
    _, slope = PENALTIES[settings.penalty]
    return f"""
def gradient(x):
    a = forward(x)
    delta = (a[-1] - y) * a[-1] * (1 - a[-1])
    dJ_dW, dJ_db = [], []
    for l in reversed(range(len(W))):
        W_l = W[l]
        dJ_dW.insert(0, a[l].T @ delta + {slope})
        dJ_db.insert(0, delta.sum(axis=0))
        if l > 0:
            delta = delta @ W_l.T * f_prime(a[l])
    return dJ_dW, dJ_db


dJ_dW, dJ_db = gradient(x)
print(dJ_dW)
"""


def _check(settings: RunSettings, network: Network) -> str:
    return """
epsilon = 1e-4
numerical = [np.zeros_like(W_l) for W_l in W]
for W_l, n in zip(W, numerical):
    for i in np.ndindex(W_l.shape):
        w = W_l[i]
        W_l[i] = w + epsilon
        up = cost(x)
        W_l[i] = w - epsilon
        down = cost(x)
        W_l[i] = w
        n[i] = (up - down) / (2 * epsilon)

analytic = np.concatenate([g.ravel() for g in dJ_dW])
numerical = np.concatenate([n.ravel() for n in numerical])
ratio = np.linalg.norm(analytic - numerical) / np.linalg.norm(analytic + numerical)
print(ratio)
"""


def _training(settings: RunSettings, network: Network) -> str:
    parts = "[p for l in range(len(W)) for p in (W[l], b[l])]" if network.biases else "W"
    order = (
        "[p for l in range(len(W)) for p in (dJ_dW[l], dJ_db[l])]" if network.biases else "dJ_dW"
    )
    return f"""
from scipy.optimize import minimize


def objective(theta):
    start = 0
    for p in {parts}:  # theta's numbers back into the arrays
        p[...] = theta[start : start + p.size].reshape(p.shape)
        start += p.size
    dJ_dW, dJ_db = gradient(x)
    return cost(x), np.concatenate([g.ravel() for g in {order}])


theta = np.concatenate([p.ravel() for p in {parts}])
result = minimize(objective, theta, jac=True, method="BFGS", options={{"maxiter": 200}})
objective(result.x)
print(result.nit, result.nfev, result.fun)
print(100 * forward(x)[-1])
"""


def _overfitting(held_out: Array) -> str:
    return f"""
later = np.array({_list(held_out)}).reshape(-1, 3)  # nights that it was not trained on
off = 100 * np.sqrt(np.mean((forward(x)[-1] - y) ** 2))
off_held_out = 100 * np.sqrt(
    np.mean((forward(later[:, :2] / x_max)[-1] - later[:, 2:] / 100) ** 2)
)
print(off, off_held_out)
"""


_ENDS = {
    "forward": _forward,
    "cost": _cost,
    "gradient": _gradient,
    "check": _check,
    "training": _training,
}
