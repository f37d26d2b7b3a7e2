"""The loss surfaces around the weights of any run, as a playback of its path."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from app.jobs.job import Job
from app.playback.playback import MovingTrace, Panel, Playback, TextReadout
from app.run.epochs import lattice
from app.run.lab import Lab
from app.sections.loss_surface.figure import (
    BALL,
    COLORS,
    PATH,
    SHADOW,
    SURFACE,
    compare_figure,
    surface_with_path,
)
from app.sections.loss_surface.loss_surface import MAX_PATH, PlaneChoice, loss_surface_of
from app.sections.loss_surface.ranges import snapped
from core.engine.costs import COSTS
from core.engine.objective import Objective
from core.language import N_, _
from core.types import Array, Labels

#: Points of the surfaces along each axis.
POINTS = 61
#: Surfaces are drawn up to at least this multiple of the largest cost on the path.
HEADROOM = 1.6
#: Height of the path above its surface, as a share of the top.
LIFT = 0.02


def objectives(lab: Lab, epoch: int) -> dict[str, Objective]:
    """Return the objective of the run and, if the output allows it, that of the other cost."""
    now, task = lab.objective(epoch), lab.task
    own: str = lab.task.cost
    names = tuple(COLORS) if own in COLORS else (own,)
    return {
        name: Objective(lab.network, name, task.inputs, task.y, now.lambda_, now.penalty.name)
        for name in names
    }


class RunPath(NamedTuple):
    """What a run has come through, apart from the run.

    Attributes
    ----------
    epochs : ndarray of int, shape (k,)
    thetas : ndarray of shape (k, n_parameters)
    objectives : mapping
        Name of a cost -> its objective, with the penalty in force at the last of the epochs.
    """

    epochs: Labels
    thetas: Array
    objectives: Mapping[str, Objective]


def path_of(lab: Lab, epoch: int) -> RunPath:
    """Return the path up to an epoch; the lab is trained at least up to it."""
    epochs = lattice(epoch, MAX_PATH)
    thetas = np.array([lab.step(int(one)).theta for one in epochs])
    return RunPath(epochs, thetas, objectives(lab, epoch))


def loss_surface_playback(
    path: RunPath, choice: PlaneChoice, done: Callable[[float], None] | None = None
) -> Playback:
    """Return the surfaces around the last weights of a path, with the path.

    Parameters
    ----------
    path : RunPath
    choice : PlaneChoice
    done : callable, optional
        Called repeatedly with the share that is done, 0 to 1.

    Raises
    ------
    ValueError
        If the weights have overflowed, or a slice has a parameter that does not exist.
    """
    epochs, thetas, costs = path
    epoch = int(epochs[-1])
    if not np.isfinite(thetas).all():
        raise ValueError(_("epoch: the weights have overflowed, takes one from before that"))
    surface = loss_surface_of(costs, epochs, thetas, choice, POINTS, done)
    s, t = surface.at.T
    panels, moving, readouts = [], [], []
    span = 12 // (len(surface.heights) + 1)
    for number, (name, height) in enumerate(surface.heights.items()):
        top = snapped(HEADROOM * float(np.nanmax(height.true)))
        figure = surface_with_path(top, POINTS)
        figure.data[SURFACE].update(
            x=surface.s.astype("float32"),
            y=surface.t.astype("float32"),
            z=np.minimum(height.J, top).astype("float32"),
        )
        for axis, values, text in zip(
            ("xaxis", "yaxis"), (surface.s, surface.t), surface.plane.names, strict=True
        ):
            figure.update_layout(
                {"scene": {axis: {"range": [values[0], values[-1]], "title": {"text": _(text)}}}}
            )
        label = COSTS[name].label
        panels.append(
            Panel(
                label.capitalize(), figure, span, 380, _("drawn up to J = {top:g}").format(top=top)
            )
        )
        over = np.minimum(height.true, top) + LIFT * top
        moving += [
            MovingTrace(
                number, SHADOW, "trail", s, t, np.minimum(height.below, top) + LIFT / 2 * top
            ),
            MovingTrace(number, PATH, "trail", s, t, over),
            MovingTrace(number, BALL, "each", *(_column(one) for one in (s, t, over))),
        ]
        readouts.append(
            TextReadout(
                f"J, {label}",
                _("{label}, of the weights").format(label=label),
                [f"{J:.4g}" for J in height.true],
            )
        )
    compare = compare_figure(tuple(surface.heights))
    compare.update_xaxes(range=[0, max(1, epoch)])
    for number, height in enumerate(surface.heights.values()):
        for line, J in enumerate((height.true, height.below)):
            moving.append(
                MovingTrace(len(panels), 2 * number + line, "trail", epochs.astype(float), J)
            )
    lowest = min(float(h.true.min()) for h in surface.heights.values())
    highest = max(float(h.below.max()) for h in surface.heights.values())
    compare.update_yaxes(range=[np.log10(max(lowest, 1e-9)) - 0.2, np.log10(highest) + 0.2])
    panels.append(Panel(_("True cost, and cost on the plane"), compare, span, 380))
    return Playback(
        page="loss_surface",
        steps=epochs,
        panels=tuple(panels),
        moving=tuple(moving),
        readouts=tuple(readouts),
        ending=surface.note,
        good=True,
        linked=tuple(range(len(surface.heights))),
        speed=20,
        unit=N_("epoch"),
        opens_at_end=True,
    )


def _column(values: Array) -> Array:
    return np.asarray(values)[:, np.newaxis]


#: 3,721 costs of the whole network, under two costs.
DRAW = Job(
    N_("Computing the cost over the plane"), loss_surface_playback, seconds=120.0, megabytes=400
)
