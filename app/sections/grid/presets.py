"""Ready experiments, as records: each is offered on every page that has its settings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.sections.grid.axes import as_typed, fields_for_axes, proposed
from app.settings.field import Field
from app.settings.run_fields import FULL_BATCH, has
from app.settings.run_settings import RunSettings
from app.settings.settings import Form
from core.language import N_, translated

LAMBDAS = (0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
#: Evaluations of the cost for TNC and L-BFGS-B, epochs for all others.
LENGTHS = (10, 20, 50, 100, 200, 400)
#: More iterations than the longest run of so many evaluations needs.
ITERATIONS = 1000
UNITS = ((1,), (2,), (3,), (5,), (10,))
NOISES = (0.05, 0.1, 0.2, 0.4)
DEPTHS = ((5,), (5, 5), (5, 5, 5), (5, 5, 5, 5))
ALPHAS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0)
BATCHES = (FULL_BATCH, 100, 10, 1)
#: Held-out examples where a page has none by itself.
HELD_OUT = 20

#: Name of a field -> values, for the settings of a page.
Values = Mapping[str, tuple[Any, ...]]


@translated("label", "words")
@dataclass(frozen=True)
class Preset:
    """A ready experiment.

    Attributes
    ----------
    name, label : str
        Key in ``PRESETS``, and what people read.
    words : str
        What one sees in it, as Markdown.
    axes : callable
        ``axes(settings)`` -> the values of each field: columns first, then rows.
    fixed : callable
        ``fixed(settings)`` -> the values of fields that are the same in all cells, where they
        must not be the page's.
    needs : tuple of str
        Fields, one of which a page must have; none if it is empty.
    repeats, n : str, int
        See ``Design``.
    target : float or None
    """

    name: str
    label: str
    words: str
    axes: Callable[[RunSettings], Values]
    fixed: Callable[[RunSettings], Mapping[str, Any]] = lambda settings: {}
    needs: tuple[str, ...] = ()
    repeats: str = "weights"
    n: int = 3
    target: float | None = None

    def typed(self, form: Form[Any], settings: RunSettings) -> tuple[tuple[str, str], ...]:
        """Return the fields of the axes on a page, each with its values as one would type them."""
        fields = fields_for_axes(form)
        return tuple(
            (name, as_typed(fields[name], _taken(fields[name], values, settings)))
            for name, values in self.axes(settings).items()
        )

    def is_for(self, form: Form[Any]) -> bool:
        """Return whether a page has the settings that it is about."""
        names = self.axes(form.settings())
        has_one = not self.needs or any(name in form.fields for name in self.needs)
        return has_one and all(name in fields_for_axes(form) for name in names)


def _taken(field: Field[Any], values: tuple[Any, ...], settings: RunSettings) -> tuple[Any, ...]:
    """Return those of the values that the field takes; if none of them, what it proposes."""
    found = []
    for value in values:
        try:
            found.append(field.parse(field.to_text(value)))
        except ValueError:
            continue
    return tuple(found) or proposed(field, settings.values)


def length_field(settings: RunSettings) -> str:
    """Return the name of the field that bounds a run's length."""
    counts = has(settings.optimizer, "max_evals") and "max_evals" in settings.values
    return "max_evals" if counts else "epochs"


def _lengths(settings: RunSettings) -> Mapping[str, Any]:
    """Return what lets a run be as long as it is asked to be, with examples held out."""
    # If evaluations are counted, the bound on iterations must not end a run earlier.
    values: dict[str, Any] = {"epochs": max(settings.epochs, ITERATIONS)}
    if settings.values.get("held") == 0:
        values["held"] = HELD_OUT
    return values


def _with_alpha(settings: RunSettings) -> Mapping[str, Any]:
    """Return an optimizer that has a learning rate."""
    return {} if has(settings.optimizer, "alpha") else {"optimizer": "gradient_descent"}


PRESETS: dict[str, Preset] = {
    record.name: record
    for record in (
        Preset(
            "units_noise",
            N_("Units × noise"),
            N_(
                "How many units does one hidden layer need, and what does noise do? With too few "
                "the line cannot bend; with noise no line separates the classes, and more units "
                "only follow the noise. Each is trained for the epochs that the page says: one on "
                "a plateau needs more. **Every network starts from three draws of the weights**: "
                "the picture is the middle one, the small numbers are the quartiles."
            ),
            lambda settings: {"hidden": UNITS, "noise": NOISES},
        ),
        Preset(
            "lambda_length",
            N_("λ × length of the run"),
            N_(
                "Programming exercise 4 of Coursera's Machine Learning ends with an invitation: "
                "change λ and the number of iterations, and see what the network makes of "
                "examples it has never seen. Here is that whole experiment. With little λ and many "
                "iterations it overfits: training reaches 100 % and the **held-out** examples stay "
                "behind. With too much λ it cannot even learn what it is shown."
            ),
            lambda settings: {length_field(settings): LENGTHS, "lambda_": LAMBDAS},
            _lengths,
            needs=("test", "held"),
            n=1,
        ),
        Preset(
            "activation_depth",
            N_("Activation × depth"),
            N_(
                "Which activation learns in a deep network? Through many sigmoid layers hardly any "
                "gradient comes back to the first: the network stays where it began. Units with "
                "tanh or ReLU pass it on."
            ),
            lambda settings: {"hidden": DEPTHS, "activation": ()},
        ),
        Preset(
            "alpha_batch",
            N_("α × batch size"),
            N_(
                "A learning rate is not good by itself: small batches make many updates an epoch, "
                "so that a small α comes as far with them as a large one with all examples. Too "
                "large a one diverges."
            ),
            lambda settings: {"alpha": ALPHAS, "batch": BATCHES},
            _with_alpha,
        ),
    )
}


def presets_of(form: Form[Any]) -> dict[str, Preset]:
    """Return the experiments that a page can make."""
    return {name: record for name, record in PRESETS.items() if record.is_for(form)}
