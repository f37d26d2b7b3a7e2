"""Cost over a line or a plane through theta, all points of the grid at once.

A network of n parameters has a cost in n dimensions; what can be drawn of it is a cut. Gradients
too, so that many balls can roll side by side.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..engine.network import Network
from ..engine.objective import Objective
from ..types import Array

#: Numbers in the largest array of a chunk: small enough for a processor's cache.
CHUNK = 100_000


@dataclass(frozen=True)
class Plane:
    """A plane in the space of theta: theta(s, t) = origin + s u + t v.

    Attributes
    ----------
    origin, u, v : ndarray of shape (n_parameters,)
    names : tuple of str
        What s and t are called, for the axes.
    """

    origin: Array
    u: Array
    v: Array
    names: tuple[str, str]

    def at(self, s: Array, t: Array) -> Array:
        """Return theta at each (s_i, t_i), shape (n, n_parameters)."""
        return np.asarray(
            self.origin + s[:, np.newaxis] * self.u + t[:, np.newaxis] * self.v, dtype=np.float64
        )

    def coordinates(self, thetas: Array) -> Array:
        """Return (s, t) of the points of the plane nearest to each theta, shape (n, 2).

        u and v need not stand at a right angle: it is the least squares solution.
        """
        basis = np.column_stack([self.u, self.v])
        found, *_ = np.linalg.lstsq(basis, (thetas - self.origin).T, rcond=None)
        return np.asarray(found.T, dtype=np.float64)


def costs_at(
    objective: Objective, thetas: Array, done: Callable[[float], None] | None = None
) -> Array:
    """Return J, penalty included, at each of many thetas.

    Parameters
    ----------
    objective : Objective
    thetas : ndarray of shape (n, n_parameters)
    done : callable, optional
        Told the share that is done, 0 to 1, now and then.

    Returns
    -------
    ndarray of shape (n,)

    Raises
    ------
    ValueError
        If thetas has another number of columns than the network has parameters.
    """
    network = objective.network
    if thetas.ndim != 2 or thetas.shape[1] != network.n_parameters:
        raise ValueError(
            f"thetas: got shape {thetas.shape}, takes (n, {network.n_parameters}), one theta a row"
        )
    J = np.empty(len(thetas))
    size = max(1, CHUNK // (objective.m * max(network.sizes)))
    for start in range(0, len(thetas), size):
        part = slice(start, start + size)
        J[part] = _costs_of(objective, thetas[part])
        if done:
            done(min(1.0, (start + size) / len(thetas)))
    return J


def cost_on_line(objective: Objective, theta: Array, direction: Array, s: Array) -> Array:
    """Return J at theta + s_i * direction, shape (n,)."""
    return costs_at(objective, theta + s[:, np.newaxis] * direction)


def cost_on_plane(
    objective: Objective,
    plane: Plane,
    s: Array,
    t: Array,
    done: Callable[[float], None] | None = None,
) -> Array:
    """Return J over the grid of s (across) and t (up), shape (len(t), len(s))."""
    S, T = np.meshgrid(s, t)
    return costs_at(objective, plane.at(S.ravel(), T.ravel()), done).reshape(S.shape)


def slice_through(network: Network, theta: Array, first: int, second: int) -> Plane:
    """Return the plane of two parameters, all others as they are in theta.

    s and t are the values of the two parameters themselves.

    Raises
    ------
    ValueError
        If an index is no parameter's, or both are the same.
    """
    for name, index in (("first", first), ("second", second)):
        if not 0 <= index < network.n_parameters:
            raise ValueError(f"{name}: got {index}, takes 0 to {network.n_parameters - 1}")
    if first == second:
        raise ValueError(f"second: got {second} again, takes another parameter than the first")
    axes = np.eye(network.n_parameters)[[first, second]]
    origin = theta.astype(np.float64)
    origin[[first, second]] = 0.0
    names = network.parameter_names
    return Plane(origin, axes[0], axes[1], (names[first], names[second]))


def random_plane(network: Network, theta: Array, seed: int) -> Plane:
    """Return a plane through theta in two random directions, each scaled unit by unit.

    What leads into a unit (its "filter", bias included) has in each direction the length that it
    has in theta: otherwise a network whose weights are large would look flat for no other
    reason. Li, Xu, Taylor, Studer and Goldstein, "Visualizing the loss landscape of neural
    nets", 2018, section 4.
    """
    rng = np.random.default_rng(seed)
    directions = []
    for _ in range(2):
        direction = rng.standard_normal(network.n_parameters)
        layers = zip(network.layers(direction), network.layers(theta), strict=True)
        for part, weights in layers:  # views: a column is what leads into one unit
            part *= np.linalg.norm(weights, axis=0) / np.linalg.norm(part, axis=0)
        directions.append(direction)
    return Plane(theta, directions[0], directions[1], ("first direction", "second direction"))


def principal_plane(path: Array) -> tuple[Plane, float]:
    """Return the plane that comes nearest to a path, through its end, and the share it explains.

    Parameters
    ----------
    path : ndarray of shape (n, n_parameters)
        The thetas of a run, 3 or more that differ.

    Returns
    -------
    plane : Plane
        Along the two leading principal components of the path.
    share : float
        Of the path's variance, 0 to 1.

    Raises
    ------
    ValueError
        If the path has no two directions.

    Notes
    -----
    Lorch, "Visualizing deep network training trajectories with PCA", 2016.
    """
    centered = path - path.mean(axis=0)
    _, sizes, directions = np.linalg.svd(centered, full_matrices=False)
    variances = sizes**2
    if len(sizes) < 2 or variances[1] <= 1e-24 * max(variances[0], 1e-300):
        raise ValueError("path: got thetas on one line, takes a path with a bend: a longer run")
    plane = Plane(path[-1], directions[0], directions[1], ("component 1", "component 2"))
    return plane, float(variances[:2].sum() / variances.sum())


def gradients_at(objective: Objective, thetas: Array) -> Array:
    """Return dJ/dtheta at each of many thetas, shape (n, n_parameters).

    Backpropagation as in `Objective`, for all thetas side by side.
    """
    network, n = objective.network, len(thetas)
    activations, zs, weights = _forward(objective, thetas)
    cost, y = objective.cost, objective.y
    f = network.functions[-1]
    if cost.matched == f.name:
        delta = cost.scale(objective.m) * (activations[-1] - y)
    else:
        assert cost.derivative is not None and f.f_prime is not None  # settled by the Objective
        dJ_da = cost.scale(objective.m) * cost.derivative(activations[-1], y)
        delta = dJ_da * f.f_prime(zs[-1], activations[-1])
    gradients = objective.penalty.derivative(objective.strength, thetas)
    stop = network.n_parameters
    for index in range(network.depth - 1, -1, -1):
        n_in, n_out = network.sizes[index], network.sizes[index + 1]
        if network.biases:
            gradients[:, stop - n_out : stop] += delta.sum(axis=1)
            stop -= n_out
        start = stop - n_in * n_out
        a = activations[index]
        gradients[:, start:stop] += (a.swapaxes(1, 2) @ delta).reshape(n, n_in * n_out)
        stop = start
        previous = network.functions[index - 1].f_prime
        if index and previous is not None:
            delta = (delta @ weights[index].swapaxes(1, 2)) * previous(
                zs[index - 1], activations[index]
            )
    return gradients


def _forward(objective: Objective, thetas: Array) -> tuple[list[Array], list[Array], list[Array]]:
    """Return a (the input's included), z and W of every layer, all thetas side by side."""
    network, n = objective.network, len(thetas)
    activations: list[Array] = [np.broadcast_to(objective.X, (n, *objective.X.shape))]
    zs, weights, start = [], [], 0
    for f, n_in, n_out in zip(
        network.functions, network.sizes[:-1], network.sizes[1:], strict=True
    ):
        stop = start + n_in * n_out
        W = thetas[:, start:stop].reshape(n, n_in, n_out)
        z = activations[-1] @ W
        start = stop
        if network.biases:
            z += thetas[:, np.newaxis, start : start + n_out]
            start += n_out
        weights.append(W)
        zs.append(z)
        activations.append(f.f(z))
    return activations, zs, weights


def _costs_of(objective: Objective, thetas: Array) -> Array:
    """Return J at each theta, one forward pass for all of them."""
    activations, zs, _ = _forward(objective, thetas)
    J = objective.cost.J(zs[-1], activations[-1], objective.y)
    return np.asarray(J + objective.penalties(thetas))
