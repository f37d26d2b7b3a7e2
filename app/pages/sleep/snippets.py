"""The code of each chapter: a few lines of NumPy with the numbers of the page, ready to run.

The records of activations, costs and penalties hold their code. The tests run every snippet and
compare its results with the engine.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.run.lab import Lab
from core.engine.costs import COSTS, Cost
from core.engine.network import Network
from core.engine.penalties import PENALTIES, Penalty
from core.types import Array


@dataclass(frozen=True)
class Source:
    """The data and the records that a snippet is made from.

    Attributes
    ----------
    nights, held_out : ndarray of shape (m, 3)
        Hours of sleep, hours of study, score.
    network : Network
    theta : ndarray of shape (n_parameters,)
        The initial weights.
    cost : Cost
    lambda_ : float
    penalty : Penalty
    """

    nights: Array
    held_out: Array
    network: Network
    theta: Array
    cost: Cost
    lambda_: float
    penalty: Penalty


def snippet(chapter: str, lab: Lab, nights: Array, held_out: Array) -> str:
    """Return the code of a chapter.

    Parameters
    ----------
    chapter : str
        Key of ``PARTS``.
    lab : Lab
        The run of the page.
    nights, held_out : ndarray of shape (m, 3)
        Hours of sleep, hours of study, score.
    """
    settings = lab.settings
    source = Source(
        nights,
        held_out,
        lab.network,
        lab.task.theta,
        COSTS[lab.task.cost],
        settings.lambda_,
        PENALTIES[settings.penalty],
    )
    return "\n".join(part(source) for part in PARTS[chapter])


def _list(values: Array) -> str:
    return repr(np.asarray(values).tolist())


def _data(source: Source) -> str:
    return f"""import numpy as np

hours = np.array({_list(source.nights[:, :2])})  # of sleep, of study
score = np.array({_list(source.nights[:, 2:])})

x_max = hours.max(axis=0)
x = hours / x_max
y = score / 100
m = len(y)
"""


def _functions(source: Source) -> str:
    hidden, output = source.network.functions[0], source.network.functions[-1]
    return f"""
def f(z):  # {hidden.label}, the activation of the hidden units
    return {hidden.code}


def f_prime(z, a):  # its derivative, from z and a = f(z)
    return {hidden.code_derivative}


def f_out(z):  # {output.label}, the activation of the output
    return {output.code}


def f_out_prime(z, a):
    return {output.code_derivative}

"""


def _weights(source: Source) -> str:
    W, b = source.network.unpack(source.theta)
    lines = ["W = ["]
    lines += [f"    np.array({_list(W_l)})," for W_l in W]
    lines.append("]")
    if source.network.biases:
        lines.append("b = [")
        lines += [f"    np.array({_list(b_l)})," for b_l in b if b_l is not None]
        lines.append("]")
    return "\n".join(lines) + "\n"


def _forward(source: Source) -> str:
    bias = " + b[l]" if source.network.biases else ""
    return f"""
def forward(x):
    z, a = [None], [x]  # z[l] and a[l] of layer l; layer 0 is the input
    for l in range(len(W)):
        z.append(a[l] @ W[l]{bias})
        a.append(f_out(z[-1]) if l == len(W) - 1 else f(z[-1]))
    return z, a


def predict(x):
    return forward(x)[1][-1]


y_hat = predict(x)
print(100 * y_hat)
"""


def _cost(source: Source) -> str:
    return f"""
lambda_ = {source.lambda_!r}


def cost(x):
    y_hat = predict(x)
    data = {source.cost.code}
    return data + sum({source.penalty.code} for W_l in W)


J = cost(x)
print(J)
"""


def _gradient(source: Source) -> str:
    cost = source.cost
    over_m = " / m" if cost.reduction == "mean" else ""
    if cost.matched == source.network.functions[-1].name:
        delta = f"delta = (y_hat - y){over_m}"
    else:
        each = f"({cost.code_derivative})" if over_m else cost.code_derivative
        delta = f"dJ_da = {each}{over_m}\n    delta = dJ_da * f_out_prime(z[-1], a[-1])"
    return f"""
def gradient(x):
    z, a = forward(x)
    y_hat = a[-1]
    {delta}
    dJ_dW, dJ_db = [], []
    for l in reversed(range(len(W))):
        W_l = W[l]
        dJ_dW.insert(0, a[l].T @ delta + {source.penalty.code_derivative})
        dJ_db.insert(0, delta.sum(axis=0))
        if l > 0:
            delta = delta @ W_l.T * f_prime(z[l], a[l])
    return dJ_dW, dJ_db


dJ_dW, dJ_db = gradient(x)
print(dJ_dW)
"""


def _check(source: Source) -> str:
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


def _training(source: Source) -> str:
    biases = source.network.biases
    parameters = "[p for l in range(len(W)) for p in (W[l], b[l])]" if biases else "W"
    gradients = "[g for l in range(len(W)) for g in (dJ_dW[l], dJ_db[l])]" if biases else "dJ_dW"
    return f"""
from scipy.optimize import minimize


def objective(theta):
    start = 0
    for p in {parameters}:  # theta's numbers back into the arrays
        p[...] = theta[start : start + p.size].reshape(p.shape)
        start += p.size
    dJ_dW, dJ_db = gradient(x)
    return cost(x), np.concatenate([g.ravel() for g in {gradients}])


theta = np.concatenate([p.ravel() for p in {parameters}])
result = minimize(objective, theta, jac=True, method="BFGS", options={{"maxiter": 200}})
objective(result.x)
print(result.nit, result.nfev, result.fun)
print(100 * predict(x))
"""


def _overfitting(source: Source) -> str:
    return f"""
held_out = np.array({_list(source.held_out)}).reshape(-1, 3)  # nights that it was not trained on
x_held_out, y_held_out = held_out[:, :2] / x_max, held_out[:, 2:] / 100
rmse = 100 * np.sqrt(np.mean((predict(x) - y) ** 2))
rmse_held_out = 100 * np.sqrt(np.mean((predict(x_held_out) - y_held_out) ** 2))
print(rmse, rmse_held_out)
"""


#: Chapter -> the parts of its code, in order.
PARTS: dict[str, tuple[Callable[[Source], str], ...]] = {
    "data": (_data,),
    "forward": (_data, _functions, _weights, _forward),
    "cost": (_data, _functions, _weights, _forward, _cost),
    "gradient": (_data, _functions, _weights, _forward, _cost, _gradient),
    "check": (_data, _functions, _weights, _forward, _cost, _gradient, _check),
    "training": (_data, _functions, _weights, _forward, _cost, _gradient, _training),
    "overfitting": (
        _data, _functions, _weights, _forward, _cost, _gradient, _training, _overfitting,
    ),
}  # fmt: skip
