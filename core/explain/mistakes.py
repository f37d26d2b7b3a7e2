"""Classic mistakes in backpropagation, as records in one table: what each breaks, and how.

A Mistaken objective takes an Objective's place: its cost is right, its gradient is the mistaken
one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..checks import instance, whole
from ..engine.activations import Activation
from ..engine.costs import Cost
from ..engine.differentiable import CostParts, Evaluation
from ..engine.examples import Examples
from ..engine.network import Network
from ..engine.objective import Objective
from ..language import N_, translated
from ..types import Array, read_only
from .chain_rule import RIGHT, Rules, derivative, gradient, gradient_of, inputs_of

#: Where derivatives are compared.
SAMPLE_Z = np.linspace(-5.0, 5.0, 101)[:, np.newaxis]


@translated("label", "what", "why_not")
@dataclass(frozen=True)
class Mistake:
    """One mistake.

    Attributes
    ----------
    name, label : str
        Key in ``MISTAKES`` and what people call it.
    what : str
        What goes wrong, in a sentence.
    rules : Rules
        Backpropagation with the mistake in it.
    shows : callable
        ``shows(objective)``: whether it makes any difference there. A penalty of 0 on biases
        does not, nor does a transpose of a row.
    why_not : str
        What is missing where it makes none; empty where it always does.
    """

    name: str
    label: str
    what: str
    rules: Rules
    shows: Callable[[Objective], bool]
    why_not: str = ""


def _without_derivative(f: Activation, z: Array, a: Array) -> Array:
    return np.ones_like(z)


def _derivative_at_a(f: Activation, z: Array, a: Array) -> Array:
    return derivative(f, a, f.f(a))


def _transposed(a: Array, delta: Array) -> Array:
    """Return the right numbers in the wrong places: laid out by columns, read by rows."""
    return (delta.T @ a).reshape(a.shape[1], delta.shape[1])


def _without_input(a: Array, delta: Array) -> Array:
    return np.repeat(delta.sum(axis=0)[np.newaxis], a.shape[1], axis=0)


def _over_units(delta: Array) -> Array:
    """Return sums over the units, one an example, as many as there are biases."""
    return np.resize(delta.sum(axis=1), delta.shape[1])


def _no_mean(cost: Cost, m: int) -> float:
    return 1.0


def _on_biases_too(objective: Objective, theta: Array) -> Array:
    strength = np.full_like(theta, objective.lambda_ / len(objective.X))
    return objective.penalty.derivative(strength, theta)


def _always(objective: Objective) -> bool:
    return True


def _uses_derivatives(objective: Objective) -> bool:
    """Say whether a derivative that is not 1 everywhere takes part."""
    return any((derivative(f, SAMPLE_Z, f.f(SAMPLE_Z)) != 1.0).any() for f in _derived(objective))


def _bends(objective: Objective) -> bool:
    """Say whether a derivative takes part that differs between z and f(z): not that of ReLU."""
    return any(
        not np.array_equal(derivative(f, SAMPLE_Z, a), _derivative_at_a(f, SAMPLE_Z, a))
        for f in _derived(objective)
        for a in (f.f(SAMPLE_Z),)
    )


def _derived(objective: Objective) -> Sequence[Activation]:
    """Return the activations whose derivatives take part: matched with the cost, none does."""
    functions = objective.network.functions
    return functions[:-1] if objective.cost.matched == functions[-1].name else functions


def _has_a_matrix(objective: Objective) -> bool:
    return any(n_in > 1 and n_out > 1 for n_in, n_out in _shapes(objective))


def _shapes(objective: Objective) -> list[tuple[int, int]]:
    return list(pairwise(objective.network.sizes))


def _regularizes(objective: Objective) -> bool:
    return objective.network.biases and objective.lambda_ > 0.0


def _has_biases(objective: Objective) -> bool:
    return objective.network.biases and (objective.m > 1 or max(objective.network.sizes[1:]) > 1)


def _is_mean(objective: Objective) -> bool:
    return objective.cost.scale(objective.m) != 1.0


MISTAKES: dict[str, Mistake] = {
    record.name: record
    for record in (
        Mistake(
            "no_derivative",
            N_("derivative left out"),
            N_("delta is passed back without the factor f'(z), as if every unit were linear."),
            replace(RIGHT, f_prime=_without_derivative),
            _uses_derivatives,
            N_("no unit here has a derivative other than 1"),
        ),
        Mistake(
            "derivative_at_a",
            N_("f'(a) instead of f'(z)"),
            N_(
                "The derivative is taken at the activation rather than at the sum: f applied twice."
            ),
            replace(RIGHT, f_prime=_derivative_at_a),
            _bends,
            N_("no derivative here differs between z and a"),
        ),
        Mistake(
            "sign",
            N_("wrong sign"),
            N_("The gradient is added rather than subtracted: every step climbs."),
            replace(RIGHT, sign=-1.0),
            _always,
        ),
        Mistake(
            "transposed",
            N_("transpose confused"),
            N_("dJ/dW is laid out by columns and read by rows: right numbers at wrong weights."),
            replace(RIGHT, dJ_dW=_transposed),
            _has_a_matrix,
            N_("no W here has two rows and two columns"),
        ),
        Mistake(
            "no_input",
            N_("input left out"),
            N_(
                "Each weight takes the step of its unit's bias, as the two equal steps of the "
                "inverter do: the factor a is missing."
            ),
            replace(RIGHT, dJ_dW=_without_input),
            _always,
        ),
        Mistake(
            "bias_regularized",
            N_("biases regularized"),
            N_(
                "The penalty's derivative is added to the biases too, on which there is no penalty."
            ),
            replace(RIGHT, penalty=_on_biases_too),
            _regularizes,
            N_("there is no penalty on a network with biases: set λ"),
        ),
        Mistake(
            "wrong_axis",
            N_("summed over the wrong axis"),
            N_("dJ/db sums delta over the units of an example rather than over the examples."),
            replace(RIGHT, dJ_db=_over_units),
            _has_biases,
            N_("there are no biases, or one example and one unit"),
        ),
        Mistake(
            "no_mean",
            N_("1/m forgotten"),
            N_("The cost is a mean over the examples, its gradient is a sum: m times too long."),
            replace(RIGHT, scale=_no_mean),
            _is_mean,
            N_("this cost is a sum, not a mean"),
        ),
    )
}


class Mistaken:
    """An objective with a mistake in its gradient; its J is right.

    Any optimizer takes it in an Objective's place.

    Parameters
    ----------
    objective : Objective
    mistake : Mistake

    Raises
    ------
    TypeError
        If one of them is an object of another kind.
    """

    def __init__(self, objective: Objective, mistake: Mistake) -> None:
        self.objective = instance("objective", objective, Objective)
        self.mistake = instance("mistake", mistake, Mistake)

    @property
    def network(self) -> Network:
        """Return the network whose parameters theta holds."""
        return self.objective.network

    @property
    def m(self) -> int:
        """Return the number of examples."""
        return self.objective.m

    @property
    def n_parameters(self) -> int:
        """Return the length of theta."""
        return self.objective.n_parameters

    def parts(self, theta: ArrayLike) -> CostParts:
        """Return the cost at theta, in its parts; raises as the objective does."""
        return self.objective.parts(theta)

    def __call__(self, theta: ArrayLike, batch: Examples | None = None) -> Evaluation:
        """Return J, and the mistaken gradient, over `batch` or over all examples.

        Raises as the objective does.
        """
        J = self.objective(theta, batch).J
        return Evaluation(J, read_only(gradient(self.objective, theta, self.mistake.rules, batch)))

    def evaluate(self, theta: Array, batch: Examples | None = None) -> Evaluation:
        """Return the same at a theta that has been checked; see `Differentiable`."""
        X, y = inputs_of(self.objective, batch)
        dJ_dtheta = read_only(gradient_of(self.objective, theta, X, y, self.mistake.rules))
        return Evaluation(self.objective.evaluate(theta, batch).J, dJ_dtheta)

    def batches(self, size: int, seed: int | None, epoch: int) -> Sequence[Any]:
        """Return the mini-batches of one epoch."""
        return self.objective.batches(size, seed, epoch)


def those_that_show(objective: Objective) -> tuple[str, ...]:
    """Return the names of the mistakes that make a difference to an objective, in their order.

    Raises
    ------
    TypeError
        If objective is no Objective.
    """
    instance("objective", objective, Objective)
    return tuple(name for name, mistake in MISTAKES.items() if mistake.shows(objective))


def hidden_mistake(objective: Objective, seed: int) -> str:
    """Return the name of the mistake that a number hides: one of those that show.

    Whatever the penalty is, which may change while the run is on, it is the same one; that on the
    biases, which shows with a penalty only, is never hidden.

    Parameters
    ----------
    objective : Objective
    seed : int
        0 or more.

    Raises
    ------
    ValueError
        If seed is anything else.
    TypeError
        If objective is no Objective.
    """
    instance("objective", objective, Objective)
    rng = np.random.default_rng(whole("seed", seed, 0))
    shown = those_that_show(objective.with_penalty(0.0, objective.penalty.name))
    return shown[int(rng.integers(len(shown)))]
