"""Ready comparisons: what differs from lane to lane, as a table of records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from app.settings.run_fields import has
from app.settings.run_settings import RunSettings
from app.settings.settings import Form
from core.language import N_

S = TypeVar("S", bound=RunSettings)


@dataclass(frozen=True)
class Race:
    """A comparison that is set up by one click.

    Attributes
    ----------
    name, label, note : str
        Its key in ``RACES``, what it is called, and what it asks, in a sentence.
    lanes : tuple of mapping
        What each lane sets: name of a field -> value. The first is in front.
    own : mapping
        Name of a page -> other lanes for it: an alpha that suits one page suits no other.
    is_first_order : bool
        Whether the lanes differ in what SciPy's solvers do not have: in place of one of these,
        gradient descent is taken.
    """

    name: str
    label: str
    note: str
    lanes: tuple[Mapping[str, Any], ...]
    own: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    is_first_order: bool = False

    def lanes_for(self, form: Form[Any]) -> tuple[Mapping[str, Any], ...]:
        """Return the lanes for a page, without those that set what it does not have."""
        lanes = self.own.get(form.name, self.lanes)
        return tuple(lane for lane in lanes if all(_takes(form, *one) for one in lane.items()))


def _takes(form: Form[Any], name: str, value: Any) -> bool:
    """Return whether a page has a field that takes a value."""
    if name not in form.fields:
        return False
    one = form.fields[name]
    try:
        return bool(one.parse(one.to_text(value)) == value)
    except (ValueError, OverflowError):
        return False


def set_up(settings: S, race: Race, form: Form[S]) -> S:
    """Return the settings of a race on a page; all that it does not set stays."""
    base = settings.alone.but(changes=())
    if race.is_first_order and not has(base.optimizer, "alpha"):
        base = base.but(optimizer="gradient_descent")
    return base.compared([base.but(**lane) for lane in race.lanes_for(form)], 0)


def races_of(form: Form[Any]) -> list[Race]:
    """Return the races that a page can show: those with two lanes or more."""
    return [race for race in RACES.values() if len(race.lanes_for(form)) > 1]


def _each(name: str, *values: Any) -> tuple[Mapping[str, Any], ...]:
    """Return lanes that differ in one field."""
    return tuple({name: value} for value in values)


def _optimizers(**alphas: float | None) -> tuple[Mapping[str, Any], ...]:
    """Return lanes with an optimizer each, and the learning rate that suits it, if it has one."""
    constant = {"schedule": "constant", "batch": 0}
    return tuple(
        {"optimizer": name, **constant, **({} if alpha is None else {"alpha": alpha})}
        for name, alpha in alphas.items()
    )


RACES: dict[str, Race] = {
    race.name: race
    for race in (
        Race(
            "optimizers",
            N_("Six optimizers"),
            N_(
                "Each with the learning rate that suits it on this page: of eleven from 0.001 to "
                "30, the one with the least cost at the end, by the worst of three draws of the "
                "weights."
            ),
            _optimizers(
                gradient_descent=3.0,
                momentum=1.0,
                nesterov=1.0,
                rmsprop=0.5,
                adam=0.3,
                bfgs=None,
            ),
            own={
                "xor": _optimizers(
                    gradient_descent=3.0,
                    momentum=3.0,
                    nesterov=3.0,
                    rmsprop=0.03,
                    adam=0.3,
                    bfgs=None,
                ),
                "backprop": _optimizers(
                    gradient_descent=0.01,
                    momentum=0.003,
                    nesterov=0.001,
                    rmsprop=0.01,
                    adam=0.1,
                    bfgs=None,
                ),
                "sleep": _optimizers(
                    gradient_descent=30.0,
                    momentum=3.0,
                    nesterov=3.0,
                    rmsprop=0.1,
                    adam=0.3,
                    bfgs=None,
                ),
                "digits": _optimizers(
                    gradient_descent=1.0,
                    momentum=0.03,
                    nesterov=0.3,
                    rmsprop=0.03,
                    adam=0.1,
                    lbfgsb=None,
                ),
            },
        ),
        Race(
            "alphas",
            N_("Five learning rates"),
            N_("From too small to too large: which one is best, and how do the others fail?"),
            _each("alpha", 0.03, 0.1, 0.5, 3.0, 30.0),
            is_first_order=True,
        ),
        Race(
            "activations",
            N_("Four activations"),
            N_("The same network, with other bends in its hidden units."),
            _each("activation", "sigmoid", "tanh", "relu", "linear"),
        ),
        Race(
            "initial",
            N_("Initial weights"),
            N_("How large may they be, and what becomes of a network that starts with zeros?"),
            _each("init", "xavier", "tutorial", "normal", "zeros"),
        ),
        Race(
            "costs",
            N_("Mean squared error against cross-entropy"),
            N_("Two costs, each with the output that goes with it. Compare boundaries, not J."),
            _each("cost", "mse", "cross_entropy"),
        ),
        Race(
            "batches",
            N_("Mini-batches"),
            N_("All examples in each update, or a few: more updates in an epoch, each less sure."),
            _each("batch", 0, 100, 10, 1),
            is_first_order=True,
            own={name: _each("batch", 0, 2, 1) for name in ("sleep", "xor", "backprop")},
        ),
        Race(
            "penalty",
            N_("With and without penalty"),
            N_("What does λ do to the boundary, and to the cost of examples never seen?"),
            _each("lambda_", 0.0, 0.3, 3.0, 30.0),
        ),
        Race(
            "widths",
            N_("Widths"),
            N_("How many hidden units does it take?"),
            _each("hidden", (1,), (2,), (3,), (5,), (12,)),
        ),
    )
}
