"""What the curve of the cost tells: a plateau, and overfitting."""

import numpy as np

from ...engine.optimizers import FirstOrder
from ...engine.patience import UnfinishedError
from .finding import Finding, Suggestion
from .measurements import Measurements
from .rates import rounded
from .units import is_stuck

#: Share of the epochs of a run that a plateau has to last for.
LASTING = 0.02
#: A learning rate is tried that is larger by this, where J falls at least MORE times as fast.
LARGER, MORE = 3.0, 2.0
#: A layer of fewer units than this can hardly bend a boundary; and what is suggested.
FEW_UNITS, UNITS = 3, 5
#: By how much the test cost has risen since its minimum, as a share of that, and as a share of the
#: test cost of the initial weights.
RISE, RISE_OF_FIRST = 0.2, 0.05
#: By which share the training cost has fallen meanwhile.
FALL = 0.05
#: Test costs whose middle is compared with the lowest.
RECENT = 5
#: The penalty that is suggested is this share of the lowest test cost, with the weights that had
#: that: of several data sets and networks, the share with which the test cost stayed low.
PENALTY = 0.25
#: Between these a lambda is suggested.
LEAST, MOST = 1e-6, 1e4


def plateau(run: Measurements) -> Finding | None:
    """Find a cost that hardly falls any more although more can be learned.

    Measure: by how much the lowest J has fallen in the newest third of the epochs; the accuracy
    beside that of the nearest neighbors (`attainable_accuracy`). Threshold: a fall of less than
    STUCK over at least LASTING of the run, and an accuracy that is clearly below. Why: on the flat
    parts of the cost the gradient is small, and steps in proportion to it are short. Source:
    Dauphin and others, "Identifying and attacking the saddle point problem in high-dimensional
    non-convex optimization", 2014.
    """
    history = run.history
    if not is_stuck(run):
        return None
    if not run.has_ended and run.epoch - history.since < LASTING * run.end:
        return None
    tries = (
        *_more_units(run),
        *_other_steps(run),
        *_other_activation(run),
        Suggestion(other_weights=True),
    )
    return Finding(
        {"since": history.since, "fall": history.fall, **_accuracies(run)},
        tries,
    )


def _accuracies(run: Measurements) -> dict[str, float]:
    """Return the accuracy and what is attainable, where there are classes."""
    if not run.is_classifier or run.attainable is None:
        return {}
    return {"accuracy": float(run.history.accuracy[-1]), "attainable": run.attainable}


def _more_units(run: Measurements) -> tuple[Suggestion, ...]:
    """Return a larger network, where this one is very small."""
    sizes = run.objective.network.sizes[1:-1]
    if sizes and min(sizes) >= FEW_UNITS:
        return ()
    larger = tuple(max(UNITS, n) for n in sizes) or (UNITS,)
    return (Suggestion({"hidden": larger, "activation": "tanh"}, from_start=True),)


def _other_steps(run: Measurements) -> tuple[Suggestion, ...]:
    """Return a larger learning rate, if a probe shows that it is faster, and Adam."""
    tries, optimizer = [], run.optimizer
    if not isinstance(optimizer, FirstOrder) or run.alpha is None:
        return ()
    more = rounded(LARGER * run.alpha)
    now, faster = run.probe(run.alpha), run.probe(more)
    if now and faster and faster.is_smooth and faster.fall > MORE * max(now.fall, 0.0):
        tries.append(Suggestion({"alpha": more}))
    if optimizer.usual_alpha is None:  # its steps are in proportion to the gradient
        tries.insert(0, Suggestion({"optimizer": "adam", "alpha": 0.01}))
    return tuple(tries)


def _other_activation(run: Measurements) -> tuple[Suggestion, ...]:
    """Return tanh in place of an activation whose values are never negative, as sigmoid's.

    Its mean is near 0 and its largest derivative four times the sigmoid's: LeCun, Bottou,
    Orr and Müller, "Efficient backprop", 1998, section 4.4.
    """
    network = run.objective.network
    bounds = network.functions[0].bounds
    if network.depth < 2 or bounds is None or bounds[0] < 0.0:
        return ()
    return (Suggestion({"activation": "tanh", "init": "xavier"}, from_start=True),)


def overfitting(run: Measurements) -> Finding | None:
    """Find a network that becomes better on the training examples and worse on new ones.

    Measure: the lowest test cost since the settings changed, and its epoch; the middle of the last
    RECENT test costs, as they may go up and down. Threshold: the test cost has risen by RISE of
    that minimum since, and by RISE_OF_FIRST of what it was at first, and the training cost has
    fallen by FALL. Why: the network learns what is by chance in the training examples. To stop at
    that epoch, or to penalize large weights, helps. Source: Prechelt, "Early stopping - but when?",
    1998, criterion GL.
    """
    history = run.history
    if not run.has_history or not np.isfinite(history.test).all():
        return None
    best = int(history.test.argmin())
    lowest, now = float(history.test[best]), float(np.median(history.test[-RECENT:]))
    if len(history) - best <= RECENT or now - lowest < RISE * lowest:
        return None
    if now - lowest < RISE_OF_FIRST * run.first_test:
        return None
    if np.median(history.J[-RECENT:]) > (1.0 - FALL) * history.J[best]:
        return None
    epoch = int(history.epochs[best])
    tries = [Suggestion({"epochs": epoch})] if epoch > 0 else []
    lambda_ = _penalty(run, epoch, lowest)
    if lambda_ > run.objective.lambda_:
        tries.append(Suggestion({"lambda_": lambda_}, from_start=True))
    return Finding({"since": epoch, "lowest": lowest, "now": now}, tuple(tries))


def _penalty(run: Measurements, epoch: int, lowest: float) -> float:
    """Return a lambda whose L2 penalty would be PENALTY of the lowest test cost at that epoch.

    0 where there is not the time to come back to it.
    """
    objective = run.objective
    try:
        W = run.theta_at(epoch)[objective.network.is_weight > 0]
    except UnfinishedError:
        run.was_late = True
        return 0.0
    lambda_ = 2.0 * objective.m * PENALTY * lowest / max(float((W * W).sum()), 1e-12)
    return rounded(lambda_) if LEAST < lambda_ < MOST else 0.0
