"""The cost over a plane through theta, all points of a grid at once.

A network of n parameters has a cost in n dimensions; what can be drawn of it is a cut. Gradients
at many thetas too, so that many runs can go side by side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ..checks import (
    finite,
    function,
    instance,
    matrix,
    sequence,
    shown,
    vector,
    vectors,
    whole,
)
from ..engine.forward import forward_pass
from ..engine.network import Network
from ..engine.objective import Objective
from ..engine.parameters import overflow
from ..language import N_, _
from ..types import Array
from .chain_rule import gradient_of

#: Numbers in the largest array of a chunk: small enough for a processor's cache.
CHUNK = 100_000
#: The square of a larger parameter may overflow.
LARGEST = 1e100


@dataclass(frozen=True)
class ParameterPlane:
    """A plane in the space of theta: theta(s, t) = origin + s u + t v.

    Attributes
    ----------
    origin, u, v : ndarray of shape (n_parameters,)
    names : tuple of str
        What s and t are called, for the axes.

    Raises
    ------
    ValueError
        If they are no vectors of one length, or not finite.
    """

    origin: Array
    u: Array
    v: Array
    names: tuple[str, str]

    def __post_init__(self) -> None:
        origin = finite("origin", self.origin)
        object.__setattr__(self, "origin", vector("origin", origin, origin.size))
        names = sequence("names", self.names, _("2 names"))
        if len(names) != 2 or not all(isinstance(name, str) for name in names):
            raise ValueError(
                _("names: got {names}, takes 2 of them").format(names=shown(self.names))
            )
        object.__setattr__(self, "names", names)
        for name in ("u", "v"):
            object.__setattr__(self, name, vector(name, getattr(self, name), origin.size))

    def at(self, s: ArrayLike, t: ArrayLike) -> Array:
        """Return theta at each (s_i, t_i), shape (n, n_parameters).

        Raises
        ------
        ValueError
            If s and t are no vectors of one length, or not finite.
        """
        across = finite("s", s)
        up = vector("t", t, across.size)
        across = vector("s", across, across.size)[:, np.newaxis]
        return np.asarray(self.origin + across * self.u + up[:, np.newaxis] * self.v)

    def coordinates(self, thetas: ArrayLike) -> Array:
        """Return (s, t) of the points of the plane nearest to each theta, shape (n, 2).

        u and v need not stand at a right angle: it is the least squares solution.

        Raises
        ------
        ValueError
            If thetas has not shape (n, n_parameters), or is not finite.
        """
        rows = vectors("thetas", thetas, self.origin.size)
        basis = np.column_stack([self.u, self.v])
        found, *_ = np.linalg.lstsq(basis, (rows - self.origin).T, rcond=None)
        return np.asarray(found.T, dtype=np.float64)


def costs_at(
    objective: Objective, thetas: ArrayLike, done: Callable[[float], None] | None = None
) -> Array:
    """Return J, penalty included, at each of many thetas.

    Parameters
    ----------
    objective : Objective
    thetas : array_like of shape (n, n_parameters)
    done : callable, optional
        Called now and then with the share that is done, 0 to 1.

    Returns
    -------
    ndarray of shape (n,)
        Infinity where J overflows.

    Raises
    ------
    ValueError
        If thetas has another number of columns than the network has parameters, or is not finite.
    TypeError
        If objective is no Objective, or `done` no function.
    """
    network = instance("objective", objective, Objective).network
    rows = vectors("thetas", thetas, network.n_parameters)
    if done is not None:
        function("done", done)
    J = np.empty(len(rows))
    size = _chunk(objective)
    for start in range(0, len(rows), size):
        part = slice(start, start + size)
        J[part] = _costs_of([objective], rows[part])[0]
        if done:
            done(min(1.0, (start + size) / len(rows)))
    return J


def costs_of(objectives: Sequence[Objective], thetas: ArrayLike) -> Array:
    """Return J, penalty included, of several objectives at each of many thetas.

    It takes one forward pass for all of them.

    Parameters
    ----------
    objectives : sequence of Objective
        One or more, of one network and the same inputs.
    thetas : array_like of shape (n, n_parameters)

    Returns
    -------
    ndarray of shape (len(objectives), n)
        Infinity where J overflows.

    Raises
    ------
    ValueError
        If the objectives are of different networks or inputs, or thetas has another number of
        columns than the network has parameters, or is not finite.
    TypeError
        If one is no Objective.
    """
    asked = sequence("objectives", objectives, _("1 or more objectives"))
    several = [instance("objectives", one, Objective) for one in asked]
    if not several:
        raise ValueError(_("objectives: got none, takes 1 or more"))
    first = several[0]
    if any(one.network != first.network or not np.array_equal(one.X, first.X) for one in several):
        raise ValueError(_("objectives: got several networks or inputs, takes those of one"))
    rows = vectors("thetas", thetas, first.n_parameters)
    J = np.empty((len(several), len(rows)))
    size = _chunk(first)
    for start in range(0, len(rows), size):
        part = slice(start, start + size)
        J[:, part] = _costs_of(several, rows[part])
    return J


def cost_on_plane(
    objective: Objective,
    plane: ParameterPlane,
    s: ArrayLike,
    t: ArrayLike,
    done: Callable[[float], None] | None = None,
) -> Array:
    """Return J over the grid of s (across) and t (up), shape (len(t), len(s)).

    Raises
    ------
    ValueError
        If s or t is no vector of finite numbers, or the plane that of another network.
    TypeError
        If an argument is an object of another kind.
    """
    instance("plane", plane, ParameterPlane)
    across, up = finite("s", s), finite("t", t)
    S, T = np.meshgrid(vector("s", across, across.size), vector("t", up, up.size))
    return costs_at(objective, plane.at(S.ravel(), T.ravel()), done).reshape(S.shape)


def slice_through(network: Network, theta: ArrayLike, first: int, second: int) -> ParameterPlane:
    """Return the plane of two parameters, all others as they are in theta.

    s and t are the values of the two parameters themselves.

    Raises
    ------
    ValueError
        If theta does not fit, an index is no parameter's, or both are the same.
    TypeError
        If network is no Network.
    """
    n = instance("network", network, Network).n_parameters
    origin = vector("theta", theta, n).copy()
    first, second = whole("first", first, 0, n - 1), whole("second", second, 0, n - 1)
    if first == second:
        raise ValueError(
            _("second: got {second} again, takes another parameter than the first").format(
                second=second
            )
        )
    axes = np.eye(n)[[first, second]]
    origin[[first, second]] = 0.0
    names = network.parameter_names
    return ParameterPlane(origin, axes[0], axes[1], (names[first], names[second]))


def random_plane(network: Network, theta: ArrayLike, seed: int) -> ParameterPlane:
    """Return a plane through theta in two random directions, each scaled unit by unit.

    What leads into a unit (its "filter", bias included) has in each direction the length that it
    has in theta: otherwise a network whose weights are large would look flat for no other
    reason. Li, Xu, Taylor, Studer and Goldstein, "Visualizing the loss landscape of neural
    nets", 2018, section 4.

    Raises
    ------
    ValueError
        If theta does not fit, or seed is no whole number of 0 or more.
    TypeError
        If network is no Network.
    """
    at = vector("theta", theta, instance("network", network, Network).n_parameters)
    if np.abs(at).max() > LARGEST:
        raise ValueError(
            _("theta: got numbers beyond {largest:g}, takes smaller ones").format(largest=LARGEST)
        )
    rng = np.random.default_rng(whole("seed", seed, 0))
    directions: list[Array] = []
    while len(directions) < 2:
        direction = rng.standard_normal(network.n_parameters)
        layers = zip(network.layers(direction), network.layers(at), strict=True)
        for part, weights in layers:  # views: a column is what leads into one unit
            part *= np.linalg.norm(weights, axis=0) / np.linalg.norm(part, axis=0)
        directions.append(direction)
    return ParameterPlane(
        at, directions[0], directions[1], (N_("first direction"), N_("second direction"))
    )


def principal_plane(path: ArrayLike) -> tuple[ParameterPlane, float]:
    """Return the plane that comes nearest to a path, through its end, and the share it explains.

    Parameters
    ----------
    path : array_like of shape (n, n_parameters)
        The thetas of a run, 3 or more that differ.

    Returns
    -------
    plane : ParameterPlane
        Along the two leading principal components of the path.
    share : float
        Of the path's variance, 0 to 1.

    Raises
    ------
    ValueError
        If the path has no two directions, or is no matrix of finite numbers.

    Notes
    -----
    Lorch, "Visualizing deep network training trajectories with PCA", 2016.
    """
    rows = matrix("path", path)
    if np.abs(rows).max() > LARGEST:
        raise ValueError(
            _("path: got numbers beyond {largest:g}, takes smaller ones").format(largest=LARGEST)
        )
    centered = rows - rows.mean(axis=0)
    _left, sizes, directions = np.linalg.svd(centered, full_matrices=False)
    variances = sizes**2
    if len(sizes) < 2 or variances[1] <= 1e-24 * max(variances[0], 1e-300):
        raise ValueError(_("path: got thetas on one line, takes a path with a bend: a longer run"))
    plane = ParameterPlane(
        rows[-1], directions[0], directions[1], (N_("component 1"), N_("component 2"))
    )
    return plane, float(variances[:2].sum() / variances.sum())


def gradients_at(objective: Objective, thetas: ArrayLike) -> Array:
    """Return dJ/dtheta at each of many thetas, penalty included, all of them side by side.

    Parameters
    ----------
    objective : Objective
    thetas : array_like of shape (n, n_parameters)

    Returns
    -------
    ndarray of shape (n, n_parameters)

    Raises
    ------
    ValueError
        If thetas has another shape, is not finite, or so large that a gradient overflows.
    TypeError
        If objective is no Objective.
    """
    rows = vectors("thetas", thetas, instance("objective", objective, Objective).n_parameters)
    with np.errstate(over="ignore", invalid="ignore"):
        found = gradient_of(objective, rows, objective.X, objective.y)
    if not np.isfinite(found).all():
        raise overflow(rows)
    return found


def _chunk(objective: Objective) -> int:
    """Return how many thetas are taken at a time."""
    return max(1, CHUNK // (objective.m * max(objective.network.sizes)))


def _costs_of(objectives: Sequence[Objective], thetas: Array) -> Array:
    """Return J of each objective at each theta, one forward pass for all of them."""
    first = objectives[0]
    with np.errstate(over="ignore", invalid="ignore"):
        output = forward_pass(first.network, thetas, first.X)[-1]
        J = np.array(
            [one.cost.J(output.z, output.a, one.y) + one.penalty_at(thetas) for one in objectives]
        )
    J[np.isnan(J)] = np.inf
    return J
