"""The learning rate: too large, too small, or far from what the optimizer is used with."""

from math import floor, isfinite, log10

import numpy as np

from ...engine.optimizers import FirstOrder
from .finding import Finding, Suggestion
from .measurements import PROBE_UPDATES, UP, Measurements, Probe

#: Leading digits of a learning rate that is suggested.
DIGITS = (1, 2, 3, 5, 7, 10)
#: A learning rate is reduced to this share.
LESS = 0.1
#: Times its largest usual value from which on a learning rate is unusual.
UNUSUAL = 2.0
#: Share of steps up from which on J goes up and down.
RESTLESS = 0.25
#: By how much the lowest J may have fallen meanwhile.
STALLED = 0.05
#: Share of J by which it goes up and down. With mini-batches it always does, by less.
SWING = 0.05
#: By how much J has risen above what it was at first.
RISEN = 0.1
#: A learning rate is too small where J has fallen by less than this share so far,
LITTLE = 0.2
#: and will have fallen by less than this share more at the end.
SLOW = 0.1
#: And where this many times the learning rate makes J fall by at least a third as many times.
FACTORS = (30.0, 100.0, 300.0)
PROPORTION = 1 / 3


def rounded(alpha: float) -> float:
    """Return a learning rate with one digit, the nearest in ratio."""
    power = 10.0 ** floor(log10(alpha))
    digit = min(DIGITS, key=lambda one: abs(log10(one) - log10(alpha / power)))
    return float(f"{digit * power:.1g}")


def reduced(alpha: float) -> float:
    """Return a tenth of a learning rate, with one digit."""
    return rounded(LESS * alpha)


def diverged(run: Measurements) -> Finding | None:
    """Find a run that ended as its cost ran away.

    Measure and threshold: the status of the run, by `core.engine.divergence`. Why: steps longer
    than 2 / curvature overshoot by more than they correct. Source: Goodfellow, Bengio and
    Courville, "Deep learning", 2016, section 4.3.
    """
    if not run.has_diverged:
        return None
    if run.alpha is None:
        return Finding({}, (Suggestion(other_weights=True),))
    tries = (Suggestion({"alpha": reduced(run.alpha)}, from_start=True),)
    return Finding({"alpha": run.alpha}, tries)


def unusual_alpha(run: Measurements) -> Finding | None:
    """Find a learning rate that is far above those which the optimizer is used with.

    Measure: alpha beside the `usual_alpha` of the optimizer. Threshold: UNUSUAL times the largest
    of these, while J goes up as often as RESTLESS of the time, or does not fall, and more can be
    learned. Why: RMSProp and Adam divide the gradient by its usual size, so alpha itself is about
    the length of a step in every weight. Source: Kingma and Ba, "Adam: A method for stochastic
    optimization", 2015, section 2.1; 0.001 is their default.
    """
    optimizer, alpha = run.optimizer, run.alpha
    if alpha is None or not isinstance(optimizer, FirstOrder) or optimizer.usual_alpha is None:
        return None
    low, high = optimizer.usual_alpha
    if alpha <= UNUSUAL * high or not run.has_history or not run.can_learn_more:
        return None
    if run.history.rises < RESTLESS and run.history.fall > STALLED:
        return None
    usual = rounded(float(np.sqrt(low * high)))
    return Finding(
        {"alpha": alpha, "low": low, "high": high},
        (Suggestion({"alpha": usual}, from_start=True), Suggestion({"alpha": usual})),
    )


def too_large_alpha(run: Measurements) -> Finding | None:
    """Find a learning rate with which J goes up and down and comes no further.

    Measure: the share of steps up of J, the mean length of its steps, and the fall of its lowest
    value, over the newest third of the epochs; J beside what it was when the settings changed
    last; a probe of PROBE_UPDATES updates with alpha and with a tenth of it, where every update
    takes all examples. Threshold: STALLED, and either RESTLESS, SWING and a tenth of alpha that
    makes J fall by more, or a J that is larger than at first by RISEN: steps so long can have
    saturated units that no learning rate brings back. Why: a step that is too long goes from one
    wall of a valley to the other. Source: LeCun, Bottou, Orr and Müller, "Efficient backprop",
    1998, section 5.
    """
    alpha, history = run.alpha, run.history
    if alpha is None or not run.has_history or history.fall > STALLED or not run.can_learn_more:
        return None
    less, first, J = reduced(alpha), float(history.J[0]), float(history.J[-1])
    if J - first > RISEN * abs(first):
        tries = (Suggestion({"alpha": less}, from_start=True),)
        return Finding({"alpha": alpha, "first": first, "now": J}, tries)
    if history.rises < RESTLESS or history.swing < SWING:
        return None
    now, slower = run.probe(alpha), run.probe(less)
    if now is not None and slower is not None and slower.fall <= max(now.fall, UP * abs(J)):
        return None
    return Finding(
        {"alpha": alpha, "rises": history.rises, "since": history.since},
        (Suggestion({"alpha": less}),),
    )


def too_small_alpha(run: Measurements) -> Finding | None:
    """Find a learning rate with which J will hardly have fallen at the end.

    Measure: a probe of PROBE_UPDATES updates with alpha, and with 30, 100 and 300 times that.
    Threshold: J has fallen by less than LITTLE so far; at the speed of the probe it falls by less
    than SLOW until the end, or in as many epochs as were made so far, and with the larger alpha by
    more than that; each of the larger ones makes J fall with every update, and by PROPORTION as
    many times as it is larger. Why: as
    long as the step stays short of the valley's other wall, J falls in proportion to alpha. Source:
    LeCun, Bottou, Orr and Müller, "Efficient backprop", 1998, section 5.
    """
    alpha = run.alpha
    first, J = float(run.history.J[0]), float(run.history.J[-1])
    if alpha is None or not run.has_history or J <= (1.0 - LITTLE) * first:
        return None
    now = run.probe(alpha) if run.can_learn_more else None
    if now is None or not now.is_smooth or now.fall <= 0.0:
        return None
    horizon = max(run.end - run.epoch, run.epoch) / PROBE_UPDATES
    better = larger(run, now) if now.fall * horizon < SLOW * J else None
    if better is None or better.fall * horizon < SLOW * J:
        return None
    return Finding(
        {"alpha": alpha, "times": better.alpha / alpha, "faster": better.fall / now.fall},
        (Suggestion({"alpha": better.alpha}),),
    )


def larger(run: Measurements, now: Probe) -> Probe | None:
    """Return the largest learning rate in whose proportion J falls; None if there is none."""
    best = None
    for factor in FACTORS:
        alpha = rounded(factor * now.alpha)
        found = run.probe(alpha) if isfinite(alpha) else None
        if found is None or not found.is_smooth:
            break
        if found.fall < PROPORTION * (alpha / now.alpha) * now.fall:
            break
        best = found
    return best
