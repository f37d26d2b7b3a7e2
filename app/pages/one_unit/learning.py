"""One unit learns a gate: the line of its two weights and its bias, step by step, as a playback."""

from itertools import islice

import numpy as np

from app.figures.palette_in_use import palette
from app.pages.one_unit.figure import (
    ARROW,
    HIGH,
    LINE,
    LOW,
    NOW,
    ONE,
    WRONG,
    ZERO,
    unit_figure,
)
from app.pages.one_unit.settings import OneUnitSettings
from app.playback.playback import MovingTrace, Panel, Playback, TextReadout
from core.data.gates import GATES, X
from core.explain.unit_rules import RULES, UnitStep, boundary, half_plane, is_right, steps
from core.language import _
from core.types import Array

#: Corners of the half-plane within the square, at the most, and once more the first one.
CORNERS = 6
#: How long W is drawn at the most, where the square's side is 2.
LONGEST = 0.7
#: A W that is shorter than this is not drawn: it would be a point.
SHORTEST = 1e-6


def learn(settings: OneUnitSettings) -> list[UnitStep]:
    """Return every step, and last the one that would be next.

    A perceptron ends when no example has changed it any more.
    """
    gate, theta = GATES[settings.gate], np.array([settings.w_1, settings.w_2, settings.b])
    made: list[UnitStep] = []
    unchanged = 0
    all_steps = steps(RULES[settings.rule], X, gate.y, theta, settings.alpha)
    for step in islice(all_steps, settings.steps + 1):
        made.append(step)
        unchanged = 0 if step.change.any() else unchanged + 1
        if unchanged == len(X):
            break
    return made


def playback(settings: OneUnitSettings) -> Playback:
    """Return the playback of all steps."""
    made, y = learn(settings), GATES[settings.gate].y
    thetas = np.array([step.theta for step in made])
    right = is_right(X, y, thetas)
    lines = np.array([_padded(boundary(theta, LOW, HIGH), 2) for theta in thetas])
    zeros, ones = (
        np.array([_padded(half_plane(sign * theta, LOW, HIGH), CORNERS) for theta in thetas])
        for sign in (-1.0, 1.0)
    )
    arrows = np.array([_arrow(theta) for theta in thetas])
    wrong = np.where(right[..., np.newaxis], np.nan, X)
    now = np.array([X[step.example] for step in made])[:, np.newaxis]
    drawn = (
        (ZERO, zeros),
        (ONE, ones),
        (LINE, lines),
        (ARROW, arrows),
        (WRONG, wrong),
        (NOW, now),
    )
    names = (_("w₁"), _("w₂"), _("b"))
    hints = (_("The weight of x₁"), _("The weight of x₂"), _("The bias"))
    readouts = [
        TextReadout(
            _("right"),
            _("Examples on their side of the line"),
            [_("{n} of {m}").format(n=int(one.sum()), m=len(X)) for one in right],
        ),
        *(
            TextReadout(name, hint, [f"{one:.4g}" for one in column])
            for name, hint, column in zip(names, hints, thetas.T, strict=True)
        ),
    ]
    note = _("{positive}: here the unit says 1; drag the line").format(
        positive=palette().words.positive
    )
    figure = unit_figure(y, boundary(thetas[0], LOW, HIGH))
    return Playback(
        page="one_unit",
        steps=np.arange(len(made)),
        panels=(Panel(_("The plane"), figure, 7, 500, note),),
        moving=tuple(
            MovingTrace(0, trace, "each", points[..., 0], points[..., 1]) for trace, points in drawn
        ),
        readouts=tuple(readouts),
        ending=sentence(settings, made, right),
        good=bool(right[-1].all()),
        columns=(_("step"), "x₁ x₂", "y", "z", "ŷ", "δ", "w₁", "w₂", "b"),
        rows=[_row(step, y) for step in made],
        drag=(0,),
        speed=settings.pace,
    )


def sentence(settings: OneUnitSettings, made: list[UnitStep], right: Array) -> str:
    """Return what came of it, in words."""
    n, found = len(made) - 1, int(right[-1].sum())
    if right[-1].all():
        first = int(np.flatnonzero(~right.all(axis=1)).max(initial=-1)) + 1
        if not first:
            return _("All four were right from the start.")
        return _("All four are right from step {first} on.").format(first=first)
    if not GATES[settings.gate].is_separable:
        return _(
            "After {n} steps {found} of 4 are right. No line has both 1s on one side and both 0s "
            "on the other: the rule turns it for ever."
        ).format(n=n, found=found)
    return _("After {n} steps {found} of 4 are right: more steps, or a larger α?").format(
        n=n, found=found
    )


def _row(step: UnitStep, y: Array) -> tuple[str, ...]:
    x_1, x_2 = X[step.example]
    numbers = (f"{step.z:.3g}", f"{step.y_hat:.3g}", f"{step.delta:+.3g}" if step.delta else "0")
    weights = tuple(f"{one:.3g}" for one in step.theta)
    return (str(step.k), f"{x_1:g} {x_2:g}", f"{y[step.example]:g}", *numbers, *weights)


def _padded(points: Array, n: int) -> Array:
    """Return points with the first one again until there are n; of none, n that are not drawn."""
    if not len(points):
        return np.full((n, 2), np.nan)
    return np.concatenate([points, np.repeat(points[:1], n - len(points), axis=0)])


def _arrow(theta: Array) -> Array:
    """Return where W begins, on the line nearest to the middle, and where it ends; shape (2, 2)."""
    W, length = theta[:2], float(np.hypot(*theta[:2]))
    if length < SHORTEST:
        return np.full((2, 2), np.nan)
    middle = np.full(2, (LOW + HIGH) / 2)
    foot = middle - W / length * float(W @ middle + theta[2]) / length
    tip = foot + W * LONGEST / (1.0 + length)
    inside = bool(((foot >= LOW) & (foot <= HIGH)).all())
    return np.array([foot, tip]) if inside else np.full((2, 2), np.nan)
