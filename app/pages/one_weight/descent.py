"""One weight: two costs against w, and descents by the gradient and by a step without x."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import plotly.graph_objects as go

from app.figures.palette_in_use import palette
from app.pages.one_weight.figure import BALL, OTHER_BALL, OTHER_TRAIL, TRAIL, weight_figure
from app.pages.one_weight.settings import HIGH, LOW, OneWeightSettings
from app.playback.playback import MovingTrace, Panel, Playback, TextReadout, frames_dense_at_start
from core.engine.costs import COSTS
from core.engine.optimizers import GradientDescent
from core.engine.training import Run
from core.explain.loss_surfaces import costs_at
from core.language import _
from core.tutorials import one_weight, published_one_weight_step
from core.types import Array

#: The costs that are compared.
SHOWN = ("mse", "cross_entropy")
#: Points of a curve.
POINTS = 500


def path(settings: OneWeightSettings, cost: str) -> Array:
    """Return w before and after every step along the true gradient, shape (n + 1,)."""
    run = Run(one_weight(cost), GradientDescent(settings.alpha), np.array([settings.w_0]))
    w = [run.last.theta[0]]
    while len(w) <= settings.steps and run.extend(1):
        w.append(run.last.theta[0])
    return np.array(w)


def published_path(settings: OneWeightSettings) -> Array:
    """Return w before and after every published step, shape (n + 1,)."""
    w = [settings.w_0]
    for _step in range(settings.steps):
        w.append(published_one_weight_step(w[-1], settings.alpha))
    return np.array(w)


def playback(settings: OneWeightSettings) -> Playback:
    """Return the playback of all descents."""
    paths = {cost: path(settings, cost) for cost in SHOWN}
    published = published_path(settings)
    every = [*paths.values(), published]
    steps = frames_dense_at_start(max(map(len, every)))
    low, high = min(LOW, *(w.min() for w in every)), max(HIGH, *(w.max() for w in every))
    drawn = np.linspace(low, high, POINTS)
    words, panels, moving, readouts = palette().words, [], [], []
    for number, (cost, w) in enumerate(paths.items()):
        objective = one_weight(cost)
        figure = weight_figure(drawn, costs_at(objective, drawn[:, np.newaxis]))
        both = _("{training}: true gradient; {test}: step without x").format(
            training=words.training, test=words.test
        )
        note = both if cost == "mse" else _("true gradient")
        panel = Panel(COSTS[cost].label.capitalize(), figure, 6, 430, note)
        # The axis that follows the path would tell how far it goes.
        panels.append(replace(panel, before=replace(panel, figure=_figure_at_start(cost, w[0]))))
        trails = [(w, TRAIL, BALL)]
        if cost == "mse":
            trails.append((published, OTHER_TRAIL, OTHER_BALL))
        for thetas, trail, ball in trails:
            shown = thetas[np.minimum(steps, len(thetas) - 1)]
            J = costs_at(objective, shown[:, np.newaxis])
            moving.append(MovingTrace(number, trail, "trail", shown, J))
            moving.append(MovingTrace(number, ball, "each", shown[:, np.newaxis], J[:, np.newaxis]))
            of = COSTS[cost].short if ball == BALL else _("without x")
            readouts.append(
                TextReadout(
                    f"w, {of}", _("The weight at this step"), [f"{one:.5g}" for one in shown]
                )
            )
    return Playback(
        page="one_weight",
        steps=steps,
        panels=tuple(panels),
        moving=tuple(moving),
        readouts=tuple(readouts),
        ending=_ending(paths, published),
        good=True,
        speed=30,
    )


def _figure_at_start(cost: str, w_0: float) -> go.Figure:
    """Return the figure of a cost that shows no more of w than the start needs."""
    drawn = np.linspace(min(LOW, w_0), max(HIGH, w_0), POINTS)
    return weight_figure(drawn, costs_at(one_weight(cost), drawn[:, np.newaxis]))


def _ending(paths: Mapping[str, Array], published: Array) -> str:
    """Return where every ball ends, in words."""
    mse = one_weight("mse")
    true, end = paths["mse"][-1:], published[-1:]
    return _(
        "Mean squared error before: {before:.12g}. After "
        "{n:,} steps the one without x is at w = {w:.9g}, "
        "J = {J:.12g}; the true gradient, with its factors x and 2/m, at "
        "w = {true_w:.9g}, J = {true_J:.6g}; cross-entropy at "
        "w = {cross_entropy:.6g}."
    ).format(
        before=mse.parts(published[:1]).J,
        n=len(published) - 1,
        w=end[0],
        J=mse.parts(end).J,
        true_w=true[0],
        true_J=mse.parts(true).J,
        cross_entropy=paths["cross_entropy"][-1],
    )
