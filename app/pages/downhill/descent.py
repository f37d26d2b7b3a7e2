"""Downhill: gradient descent on a function of one variable, as a playback."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from app.pages.downhill.figure import BALL, STEP, TANGENT, TRAIL, curve_figure, with_strip
from app.pages.downhill.settings import OWN, DownhillSettings
from app.playback.playback import (
    MovingTrace,
    Panel,
    Playback,
    TextReadout,
    evenly_spaced_frames,
)
from core.checks import within
from core.data.polynomials import POLYNOMIALS, read_polynomial
from core.engine.curve import Curve, ends
from core.engine.optimizers import Momentum
from core.engine.training import Run, Status
from core.language import _
from core.types import Array

#: A shorter step ends the descent, as in the tutorial.
PRECISION = 1e-5
#: A descent diverges where |x| exceeds the largest that is drawn by this factor.
DIVERGENCE_FACTOR = 10.0
#: The visitor's own polynomial is drawn from -OWN_REACH to OWN_REACH.
OWN_REACH = 5.0
#: Number of starts in the strip under the curve, and updates from each.
STARTS, STRIP_STEPS = 241, 400


class Ending(StrEnum):
    """How a descent ended."""

    #: A step was shorter than PRECISION.
    CONVERGED = "converged"
    #: No steps are left.
    OUT_OF_STEPS = "out of steps"
    DIVERGED = "diverged"


@dataclass(frozen=True)
class Descent:
    """A finished descent.

    Attributes
    ----------
    curve : Curve
    low, high : float
        The x that is drawn.
    optimizer : Momentum
    x : ndarray of shape (n + 1,)
        Every x, from the start on.
    status : Ending
    """

    curve: Curve
    low: float
    high: float
    optimizer: Momentum
    x: Array
    status: Ending


def descend(settings: DownhillSettings) -> Descent:
    """Return the descent that the settings ask for.

    Raises
    ------
    ValueError
        If the polynomial cannot be read, or the start is outside the range that is drawn.
    """
    if settings.f == OWN:
        curve, low, high = Curve(read_polynomial(settings.coefficients)), -OWN_REACH, OWN_REACH
    else:
        record = POLYNOMIALS[settings.f]
        curve, low, high = Curve(record.polynomial), record.low, record.high
    within("x_0", settings.x_0, low, high)
    optimizer = Momentum(settings.alpha, mu=settings.mu)
    run = Run(curve, optimizer, np.array([settings.x_0]))
    x, status = [float(settings.x_0)], Ending.OUT_OF_STEPS
    while len(x) <= settings.steps:
        run.extend(1)
        # The diverging step is shown too: it explains what went wrong.
        has_diverged = run.status is Status.DIVERGED
        x.append(_next(optimizer, curve, x) if has_diverged else _at(run))
        if has_diverged or abs(x[-1]) > DIVERGENCE_FACTOR * max(abs(low), abs(high)):
            status = Ending.DIVERGED
            break
        # With momentum a ball that turns back is slow too, so the derivative must be small as well.
        gradient_step = optimizer.alpha * abs(float(curve.f_prime(x[-1])))
        if max(abs(x[-1] - x[-2]), gradient_step) <= PRECISION:
            status = Ending.CONVERGED
            break
    return Descent(curve, low, high, optimizer, np.array(x), status)


def _at(run: Run[Curve]) -> float:
    return float(run.last.theta[0])


def _next(optimizer: Momentum, curve: Curve, x: Sequence[float]) -> float:
    """Return the x after these."""
    velocity = x[-1] - x[-2] if len(x) > 1 else 0.0
    return float(x[-1] + optimizer.mu * velocity - optimizer.alpha * curve.f_prime(x[-1]))


def sentence(descent: Descent) -> str:
    """Return how a descent ended and why, in words."""
    x, n = descent.x[-1], len(descent.x) - 1
    derivative = float(descent.curve.f_prime(x))
    minima = descent.curve.minima()
    if descent.status is Ending.DIVERGED:
        return _("It ran away at step {n}. {why}").format(n=n, why=_why_it_overshoots(descent))
    if descent.status is Ending.CONVERGED:
        near = minima[np.abs(minima - x).argmin()] if len(minima) else np.inf
        if abs(near - x) < 0.05 * (descent.high - descent.low):
            return _(
                "Arrived after {n} steps at x = {x!r}, where a step is shorter than "
                "{precision:.5f}; the minimum itself is at {near:.10g}."
            ).format(n=n, x=float(x), precision=PRECISION, near=near)
        return _(
            "Stuck after {n} steps at x = {x:.6g}: it is flat there, f′(x) = {derivative:.2g}, "
            "and a step is as short as the derivative is small. But it is no minimum."
        ).format(n=n, x=x, derivative=derivative)
    if _swings(descent):
        why = _why_it_overshoots(descent)
        return _("It swings to and fro and does not settle. {why}").format(why=why)
    return _(
        "Still on its way after {n} steps: f′(x) = {derivative:.3g}. More steps, or a larger α?"
    ).format(n=n, derivative=derivative)


def playback(settings: DownhillSettings) -> Playback:
    """Return the playback of the descent.

    Raises
    ------
    ValueError
        As `descend`.
    """
    descent = descend(settings)
    curve, x = descent.curve, descent.x[evenly_spaced_frames(len(descent.x))]
    f, f_prime = curve.f(x), curve.f_prime(x)
    mu = descent.optimizer.mu
    after = np.append(descent.x[1:], _next(descent.optimizer, curve, list(descent.x)))[
        evenly_spaced_frames(len(descent.x))
    ]
    tangent_length = (descent.high - descent.low) / 9
    starts = np.linspace(descent.low, descent.high, STARTS)
    found = ends(curve, descent.optimizer, starts, STRIP_STEPS)
    figure = curve_figure(curve, descent.low, descent.high)
    # All tangents have the same length on screen, so the slope is scaled to the figure's axes.
    top = float(np.ptp(figure.layout.yaxis.range)) / (descent.high - descent.low)
    half = tangent_length / np.sqrt(1.0 + (f_prime / top) ** 2)
    moving = (
        MovingTrace(0, TRAIL, "trail", x, f),
        MovingTrace(0, TANGENT, "each", _pairs(x - half, x + half),
               _pairs(f - f_prime * half, f + f_prime * half)),
        MovingTrace(0, STEP, "each", _pairs(x, after), _pairs(f, f)),
        MovingTrace(0, BALL, "each", x[:, np.newaxis], f[:, np.newaxis]),
    )  # fmt: skip
    step = [f"{number:+.3g}" for number in after - x]
    readouts = (
        TextReadout("x", _("Where the ball is"), _places(descent, x)),
        TextReadout("f(x)", _("How high it is"), [f"{number:.4g}" for number in f]),
        TextReadout("f′(x)", _("The derivative there"), [f"{number:.4g}" for number in f_prime]),
        TextReadout("Δx", _("What the next step adds to x"), step),
    )
    steps = evenly_spaced_frames(len(descent.x))
    bare = Panel(_("Curve"), figure, 7, 520)
    rule = "v" if mu else "−α f′(x)"
    return Playback(
        page="downhill",
        steps=steps,
        panels=(
            replace(
                bare,
                figure=with_strip(figure, curve, starts, found),
                note=_("strip below: in which valley a start there ends"),
                before=bare,
            ),
        ),
        moving=moving,
        readouts=readouts,
        ending=sentence(descent),
        good=descent.status is Ending.CONVERGED,
        columns=(_("step"), "x", "f(x)", "f′(x)", rule),
        rows=[
            (str(k), f"{a:.6g}", f"{b:.5g}", f"{c:.4g}", f"{d:+.4g}")
            for k, a, b, c, d in zip(steps, x, f, f_prime, after - x, strict=True)
        ],
        speed=settings.pace,
    )


def _places(descent: Descent, x: Array) -> list[str]:
    """Return where the ball is in each frame, and by an arrow that it has left the picture."""
    return [
        f"{'←' if one < descent.low else '→'} {one:.3g}"
        if not descent.low <= one <= descent.high
        else f"{one:.5g}"
        for one in x
    ]


def _pairs(first: Array, second: Array) -> Array:
    return np.column_stack([first, second])


def _swings(descent: Descent) -> bool:
    """Return whether the last steps alternate in sign without becoming shorter."""
    steps = np.diff(descent.x[-20:])
    return bool(len(steps) > 4 and (np.sign(steps[1:]) != np.sign(steps[:-1])).mean() > 0.8
                and np.abs(steps[-4:]).max() > 0.5 * np.abs(steps[:4]).max())  # fmt: skip


def _why_it_overshoots(descent: Descent) -> str:
    """Return why it overshoots: the bound on alpha at the minimum nearest to the start."""
    minima = descent.curve.minima()
    alpha, mu = descent.optimizer.alpha, descent.optimizer.mu
    if not len(minima):
        return _("f has no minimum: it falls without end.")
    near = minima[np.abs(minima - descent.x[0]).argmin()]
    f_second = float(descent.curve.f_prime.deriv()(near))
    bound = 2.0 * (1.0 + mu) / f_second
    if alpha >= bound:
        return _(
            "With α = {alpha:g} each step overshoots the valley and lands higher on the other "
            "side: at the minimum, x = {near:.4g}, f″ = {f_second:.4g}, and α must stay under "
            "{most}/f″ = {bound:.3g}."
        ).format(
            alpha=alpha, near=near, f_second=f_second, most="2 (1 + μ)" if mu else "2", bound=bound
        )
    start = float(descent.curve.f_prime(descent.x[0]))
    return _(
        "With α = {alpha:g} the first step, −α f′(x₀) = {step:+.3g}, is so long that it "
        "leaves the valley, where the derivative is larger still."
    ).format(alpha=alpha, step=-alpha * start)
