"""Cost surfaces of the inverter: one ball per cost, from the same start."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from app.figures.palette_in_use import palette
from app.figures.surface import (
    BALL,
    OTHER_BALL,
    OTHER_TRAIL,
    TRAIL,
    contour_figure,
    surface_figure,
)
from app.pages.cost_surfaces.settings import REACH, CostSurfacesSettings
from app.playback.playback import MovingTrace, Panel, Playback, TextReadout, frames_dense_at_start
from core.engine.costs import COSTS
from core.engine.optimizers import FirstOrder, make_optimizer
from core.engine.training import Run
from core.explain.loss_surfaces import cost_on_plane, costs_at, gradients_at, slice_through
from core.language import _
from core.tutorials import inverter, published_inverter_step
from core.types import Array, Labels

#: Points of the surfaces along each axis.
POINTS = 61
#: Starts along each axis from which the share that is stuck is measured.
STARTS = 31
#: Heights at which the drawn surfaces are clipped.
TOPS = {"mse": 1.0, "cross_entropy": 6.0}
NAMES = ("w1", "w2")
#: Updates after which the share that is stuck is measured.
STUCK_STEPS = 500


@dataclass(frozen=True)
class CostGrid:
    """One cost over the square of both weights.

    Attributes
    ----------
    s : ndarray of shape (POINTS,)
        Values of each weight.
    J, gradient_norm : ndarray of shape (POINTS, POINTS)
        The cost, and the norm of its gradient.
    """

    s: Array
    J: Array
    gradient_norm: Array


@lru_cache(maxsize=len(TOPS))
def cost_grid(cost: str) -> CostGrid:
    """Return a cost and the norm of its gradient over the square."""
    objective = inverter(cost)
    s = np.linspace(-REACH, REACH, POINTS)
    plane = slice_through(objective.network, np.zeros(2), 0, 1)
    grid = np.column_stack([part.ravel() for part in np.meshgrid(s, s)])
    norm = np.linalg.norm(gradients_at(objective, grid), axis=1).reshape(POINTS, POINTS)
    return CostGrid(s, cost_on_plane(objective, plane, s, s), norm)


def optimizer_of(settings: CostSurfacesSettings) -> FirstOrder:
    """Return the optimizer of both balls."""
    optimizer = make_optimizer(settings.optimizer, {"alpha": settings.alpha, "mu": settings.mu})
    assert isinstance(optimizer, FirstOrder)  # the field offers no others
    return optimizer


def path(settings: CostSurfacesSettings, cost: str) -> Array:
    """Return the thetas of one ball, shape (n + 1, 2); fewer if it diverged."""
    run = Run(inverter(cost), optimizer_of(settings), np.array([settings.w_1, settings.w_2]))
    run.extend(settings.steps)
    return np.array([run[k].theta for k in range(len(run))])


def published_path(settings: CostSurfacesSettings) -> Array:
    """Return the thetas of the tutorial's code, from the same start."""
    thetas = [np.array([settings.w_1, settings.w_2])]
    for _step in range(settings.steps):
        thetas.append(published_inverter_step(thetas[-1], settings.alpha))
    return np.array(thetas)


@lru_cache(maxsize=64)
def share_stuck(cost: str, optimizer: FirstOrder, steps: int) -> float:
    """Return the share of starts from which the inverter does not invert after some steps.

    Starts are a grid over the whole square; a ball that leaves the square is counted too.
    """
    objective = inverter(cost)
    s = np.linspace(-REACH, REACH, STARTS)
    thetas = np.column_stack([part.ravel() for part in np.meshgrid(s, s)])
    memory = optimizer.begin(thetas.size)
    for epoch in range(steps):
        gradient = gradients_at(objective, thetas).ravel()
        change, memory = optimizer.move(gradient, memory, optimizer.alpha_at(epoch))
        thetas = thetas + change.reshape(thetas.shape)
    z_0, z_1 = thetas[:, 1], thetas.sum(axis=1)  # the unit's z at x = 0 and at x = 1
    return float(np.mean(~((z_0 > 0) & (z_1 < 0))))


def playback(settings: CostSurfacesSettings) -> Playback:
    """Return the playback of both descents."""
    paths = {cost: path(settings, cost) for cost in TOPS}
    n = max(len(thetas) for thetas in paths.values())
    steps = frames_dense_at_start(n)
    published = published_path(settings) if settings.slip == "shown" else None
    surfaces, maps, moving, readouts = [], [], [], []
    for number, (cost, thetas) in enumerate(paths.items()):
        grid, top, label = cost_grid(cost), TOPS[cost], COSTS[cost].label
        flat = np.asarray(grid.gradient_norm < settings.flat)
        clipped = np.minimum(grid.J, top)
        stuck = share_stuck(cost, optimizer_of(settings), STUCK_STEPS)
        note = _("{flat}: flat, {mean:.0%} of the square").format(
            flat=palette().words.flat, mean=flat.mean()
        )
        surfaces.append(
            Panel(label.capitalize(), surface_figure(grid.s, grid.s, clipped, flat, top, NAMES),
                  6, 370, f"{note}; " + _("drawn up to J = {top:g}").format(top=top))
        )  # fmt: skip
        above = contour_figure(grid.s, grid.s, clipped, flat, top, NAMES)
        seen = Panel(_("From above"), above, 6, 300)
        said = _("after {n} steps {stuck:.0%} of all starts have not learned NOT yet").format(
            n=STUCK_STEPS, stuck=stuck
        )
        maps.append(replace(seen, note=said, before=seen))
        moving += _trails(number, cost, thetas, steps, TRAIL, BALL)
        if cost == "mse" and published is not None:
            moving += _trails(number, cost, published, steps, OTHER_TRAIL, OTHER_BALL)
        J = costs_at(inverter(cost), thetas[np.minimum(steps, len(thetas) - 1)])
        name = COSTS[cost].short
        readouts.append(
            TextReadout(
                f"J, {name}",
                _("{label}, at its ball").format(label=label),
                [f"{one:.3g}" for one in J],
            )
        )
    return Playback(
        page="cost_surfaces",
        steps=steps,
        panels=(*surfaces, *maps),
        moving=tuple(moving),
        readouts=tuple(readouts),
        ending=_ending(paths, published),
        good=True,
        linked=(0, 1),
        pick=(2, 3),
        speed=30,
    )


def _trails(
    number: int, cost: str, thetas: Array, steps: Labels, trail: int, ball: int
) -> list[MovingTrace]:
    """Return the moving traces of a path: trail and ball, on the surface and on the map."""
    shown = thetas[np.minimum(steps, len(thetas) - 1)]
    # Slightly above the surface, so that it does not hide them.
    z = np.minimum(costs_at(inverter(cost), shown), TOPS[cost]) + 0.02 * TOPS[cost]
    x, y = shown.T
    each = [part[:, np.newaxis] for part in (x, y, z)]
    return [
        MovingTrace(number, trail, "trail", x, y, z),
        MovingTrace(number, ball, "each", *each),
        MovingTrace(number + 2, trail, "trail", x, y),
        MovingTrace(number + 2, ball, "each", each[0], each[1]),
    ]


def _place(cost: str, w: Array) -> str:
    """Return the two weights and the cost there, in words."""
    return f"w = ({w[0]:.4f}, {w[1]:.4f}), J = {inverter(cost).parts(w).J:.6f}"


def _ending(paths: Mapping[str, Array], published: Array | None) -> str:
    """Return where the balls are at the end."""
    ends = [f"{COSTS[cost].label}: {_place(cost, thetas[-1])}" for cost, thetas in paths.items()]
    if published is not None:
        ends.append(_("step without x: {place}").format(place=_place("mse", published[-1])))
    n = max(map(len, paths.values())) - 1
    return _("After {n:,} steps: {ends}.").format(n=n, ends="; ".join(ends))
