"""The check: which parameters, at which epsilons, and the verdict."""

from dataclasses import dataclass

import numpy as np

from app.jobs.child import Report
from app.jobs.job import Job
from app.pages.gradient_check.cases import ALL_PARAMETERS, EPSILONS, scientific
from app.pages.gradient_check.settings import GradientCheckSettings
from core.engine.network import Network
from core.engine.objective import Objective
from core.explain.gradient_check import GradientCheck, check_gradient, sample_parameters
from core.language import N_, _
from core.types import Array, Labels

#: Norm ratio that exercise 4 asks for, and that a correct gradient reaches at a suitable epsilon.
EXERCISE_BOUND, CORRECT_BOUND = 1e-9, 1e-7


def chosen_parameters(settings: GradientCheckSettings, network: Network) -> Labels:
    """Return the indices of the parameters to check, in the order of exercise 4.

    It is Theta1 row by row, then Theta2: for each unit its bias, then its weights.
    """
    n = settings.checked if network.n_parameters > ALL_PARAMETERS else ALL_PARAMETERS
    sampled = set(sample_parameters(network, n, settings.seed).tolist())
    places = network.to_thetas(np.arange(network.n_parameters, dtype=np.float64))
    order = np.concatenate([part.ravel() for part in places]).astype(np.intp)
    return np.array([i for i in order if int(i) in sampled], dtype=np.intp)


def sweep(objective: Objective, theta: Array, indices: Labels) -> tuple[GradientCheck, ...]:
    """Return a check at each of EPSILONS."""
    return tuple(check_gradient(objective, theta, epsilon, indices) for epsilon in EPSILONS)


def _checks(
    what: tuple[Objective, Array, Labels, float], report: Report
) -> tuple[GradientCheck, tuple[GradientCheck, ...]]:
    """Return the check at the epsilon that is chosen, and at all of EPSILONS."""
    objective, theta, indices, epsilon = what
    chosen = check_gradient(objective, theta, epsilon, indices)
    return chosen, sweep(objective, theta, indices)


#: Of up to 1,000 parameters, each by two costs for every epsilon.
CHECK = Job(N_("Checking the gradient"), _checks, seconds=30.0, megabytes=300)


@dataclass(frozen=True)
class Verdict:
    """The verdict of a check: "right", "wrong" or "unclear" at this epsilon, and a sentence."""

    kind: str
    sentence: str


def verdict(check: GradientCheck, checks: tuple[GradientCheck, ...]) -> Verdict:
    """Judge a check by its norm ratio, and by what other epsilons give."""
    best = min(checks, key=lambda other: other.norm_ratio)
    if check.norm_ratio < EXERCISE_BOUND:
        return Verdict("right", _("The gradient is right: the difference is less than 1e-9."))
    if check.norm_ratio < CORRECT_BOUND:
        return Verdict("right", _("The gradient is right, to seven digits and more."))
    if best.norm_ratio > CORRECT_BOUND:
        return Verdict(
            "wrong",
            _(
                "No ε brings the two together: the gradient is wrong, or J has a kink within reach "
                "of ε (a ReLU at z = 0, L1 at W = 0)."
            ),
        )
    if check.epsilon > best.epsilon:
        return Verdict(
            "unclear",
            _(
                "ε is too coarse: J bends between θ − ε and θ + ε. At ε = {epsilon} "
                "the two agree to {norm_ratio}."
            ).format(epsilon=scientific(best.epsilon), norm_ratio=scientific(best.norm_ratio)),
        )
    return Verdict(
        "unclear",
        _(
            "ε is too fine: the two costs differ in their last digits only, and the rest is lost "
            "in rounding. At ε = {epsilon} the two gradients agree to {norm_ratio}."
        ).format(epsilon=scientific(best.epsilon), norm_ratio=scientific(best.norm_ratio)),
    )
