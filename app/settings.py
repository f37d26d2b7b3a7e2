"""Everything that determines a run, as one frozen record, and its way to the address and back.

One table, FIELDS, drives the widgets, the address in both directions and the tests. No
Streamlit here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, NamedTuple, TypeAlias
from urllib.parse import urlencode

from core.activations import ACTIVATIONS, HIDDEN_ACTIVATIONS
from core.costs import COSTS
from core.datasets import DATASETS
from core.initialisers import INITIALISERS

#: What a change of a field does: make another run, act on the running network from the present
#: epoch on, or neither.
Effect: TypeAlias = Literal["restart", "fork", "view"]
Value: TypeAlias = int | float | str | tuple[int, ...]

MAX_LAYERS, MAX_UNITS = 6, 12
MAX_EPOCHS = 100_000
MAX_CHANGES = 200
#: As `batch`: every update takes all training examples.
FULL_BATCH = 0


@dataclass(frozen=True)
class Field:
    """One setting.

    Attributes
    ----------
    name : str
        Attribute of Settings and key in the address.
    label, help : str
        What the widget is called, and what it does in a sentence.
    effect : {"restart", "fork", "view"}
        See `Effect`.
    low, high : float or None
        Range of a number, both included.
    ticks : tuple
        The values that a slider stops at (any other in range is taken from the address), or
        all the choices there are.
    labels : mapping
        How a value is shown, where not as itself.
    symbol : str
        Short name for a note on a chart.
    argument : str
        What core calls it, where it complains of it.
    """

    name: str
    label: str
    help: str
    effect: Effect
    low: float | None = None
    high: float | None = None
    ticks: tuple[Value, ...] = ()
    labels: Mapping[Value, str] | None = None
    symbol: str = ""
    argument: str = ""

    def show(self, value: Value) -> str:
        """Return the value as people read it."""
        if self.labels and value in self.labels:
            return self.labels[value]
        if isinstance(value, tuple):
            return "-".join(map(str, value))
        return (
            f"{value:,}"
            if isinstance(value, int)
            else f"{value:g}"
            if isinstance(value, float)
            else value
        )

    @property
    def allowed(self) -> str:
        """Return what the field takes, in words."""
        if self.name == "hidden":
            return f"0 to {MAX_LAYERS} layers of 1 to {MAX_UNITS} units each, as in 5-5"
        if self.low is not None:
            return f"{self.low:g} to {self.high:g}"
        return ", ".join(map(str, self.ticks))

    def parse(self, text: str) -> Value:
        """Return the value that `text` from an address stands for.

        Raises
        ------
        ValueError
            If it is none of those allowed.
        """
        default = DEFAULTS[self.name]
        if isinstance(default, tuple):
            sizes = tuple(int(part) for part in text.split("-")) if text not in ("", "0") else ()
            if len(sizes) > MAX_LAYERS or any(not 1 <= n <= MAX_UNITS for n in sizes):
                raise ValueError(text)
            return sizes
        if isinstance(default, str):
            if text not in self.ticks:
                raise ValueError(text)
            return text
        value: int | float = type(default)(text)
        assert self.low is not None and self.high is not None
        if not self.low <= value <= self.high:  # false for NaN too
            raise ValueError(text)
        return value


class Change(NamedTuple):
    """A change of a running network: up to `epoch` the field `name` had the value `was`."""

    epoch: int
    name: str
    was: float | int


@dataclass(frozen=True)
class Settings:
    """A run, determined. See FIELDS for what each attribute is and takes.

    `changes` are those made while the run was on, in the order of their epochs; the attributes
    hold what is in force after the last of them.
    """

    data: str = "moons"
    m: int = 1000
    noise: float = 0.1
    test: int = 50
    seed: int = 0
    scaling: str = "none"
    hidden: tuple[int, ...] = (5, 5)
    activation: str = "sigmoid"
    cost: str = "cross_entropy"
    init: str = "tutorial"
    start: int = 0
    alpha: float = 0.5
    lambda_: float = 0.0
    batch: int = FULL_BATCH
    epochs: int = 5000
    speed: int = 10
    changes: tuple[Change, ...] = ()

    def to_address(self) -> dict[str, str]:
        """Return the key and value of every setting, as they stand in the address."""
        query = {field.name: _to_text(getattr(self, field.name)) for field in FIELDS}
        if self.changes:
            query["was"] = " ".join(f"{c.epoch}~{c.name}~{_to_text(c.was)}" for c in self.changes)
        return query

    def to_query(self) -> str:
        """Return the same as one query string."""
        return urlencode(self.to_address())

    def changed_at(self, epoch: int, new: "Settings") -> "Settings":
        """Return `new` with this record's history up to `epoch`, and what changes there.

        A setting that is moved twice at the same epoch is one change; one moved back is none.
        """
        changes = [change for change in self.changes if change.epoch <= epoch]
        for field in FIELDS:
            if field.effect != "fork" or epoch == 0:
                continue
            was = getattr(self.at(epoch), field.name)
            for change in [c for c in changes if (c.epoch, c.name) == (epoch, field.name)]:
                changes.remove(change)
                was = change.was
            if was != getattr(new, field.name):
                changes.append(Change(epoch, field.name, was))
        return replace(new, changes=tuple(c for c in changes if c.epoch > 0))

    def at(self, epoch: int) -> "Settings":
        """Return the settings in force for the updates of `epoch` + 1, without the history."""
        values: dict[str, Any] = {}
        for change in reversed(self.changes):
            if change.epoch > epoch:
                values[change.name] = change.was
        return replace(self, changes=(), **values)


FIELDS: tuple[Field, ...] = (
    Field(
        "data",
        "Data set",
        "The points to learn. A change starts the run again.",
        "restart",
        ticks=tuple(DATASETS),
        labels={name: record.label for name, record in DATASETS.items()},
    ),
    Field(
        "m",
        "Examples",
        "How many points in all, for training and test together.",
        "restart",
        low=2,
        high=5000,
        ticks=(2, 5, 10, 20, 50, 100, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 4000, 5000),
        argument="m",
    ),
    Field(
        "noise",
        "Noise",
        "How far the points stray: standard deviation of each coordinate, in units of the axes.",
        "restart",
        low=0.0,
        high=1.0,
        ticks=tuple(i / 100 for i in (0, 2, 5, 8, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100)),
    ),
    Field(
        "test",
        "Test share",
        "Percentage of the points held out: the network is never trained on them.",
        "restart",
        low=0,
        high=100,
        ticks=tuple(range(0, 91, 10)),
        labels={share: f"{share} %" for share in range(101)},
        argument="test_share",
    ),
    Field(
        "seed",
        "Data seed",
        "Number that draws the points: the same number, the same points.",
        "restart",
        low=0,
        high=999_999,
    ),
    Field(
        "scaling",
        "Inputs",
        "Normalisation, a step of its own before the network: none, each input divided by its "
        "largest absolute value, or standardised to mean 0 and deviation 1. Axes stay in the "
        "data's units.",
        "restart",
        ticks=("none", "maximum", "standard"),
        labels={"none": "as they are", "maximum": "÷ maximum", "standard": "standardised"},
    ),
    Field(
        "hidden",
        "Hidden layers",
        f"Layers between input and output, 0 to {MAX_LAYERS}, of 1 to {MAX_UNITS} units each.",
        "restart",
    ),
    Field(
        "activation",
        "Activation f",
        "What each hidden unit does with its sum z: a = f(z).",
        "restart",
        ticks=HIDDEN_ACTIVATIONS,
        labels={name: ACTIVATIONS[name].label for name in HIDDEN_ACTIVATIONS},
    ),
    Field(
        "cost",
        "Output and cost J",
        "Cross-entropy and mean squared error: a sigmoid per class. Softmax: the outputs of an "
        "example add up to 1.",
        "restart",
        ticks=("cross_entropy", "softmax_cross_entropy", "mse"),
        labels={
            "cross_entropy": COSTS["cross_entropy"].label,
            "softmax_cross_entropy": "softmax",
            "mse": "MSE",
        },
    ),
    Field(
        "init",
        "First weights",
        "How they are drawn. "
        + " ".join(f"{record.label}: {record.note}" for record in INITIALISERS.values()),
        "restart",
        ticks=tuple(INITIALISERS),
        labels={name: record.label for name, record in INITIALISERS.items()},
    ),
    Field(
        "start",
        "Weight seed",
        "Number that draws the first weights and the mini-batches. Reset goes back to the very "
        "same weights; New start takes the next number.",
        "restart",
        low=0,
        high=999_999,
    ),
    Field(
        "alpha",
        "Learning rate α",
        "Length of a step: θ ← θ − α ∂J/∂θ. Acts on the running network at once.",
        "fork",
        low=1e-4,
        high=100.0,
        ticks=(
            *(float(f"{digit}e{power}") for power in range(-4, 2) for digit in (1, 2, 3, 5, 7)),
            100.0,
        ),
        symbol="α",
    ),
    Field(
        "lambda_",
        "Penalty λ",
        "Regularisation λ/2m · Σ W² over the m training examples, never on the biases: it keeps "
        "the weights small. Acts at once.",
        "fork",
        low=0.0,
        high=100.0,
        ticks=(0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0),
        symbol="λ",
    ),
    Field(
        "batch",
        "Batch size",
        "Examples in each update: all of them, or mini-batches in a new random order each epoch. "
        "Acts at once.",
        "fork",
        low=FULL_BATCH,
        high=5000,
        ticks=(FULL_BATCH, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
        labels={FULL_BATCH: "all"},
        symbol="batch",
        argument="batch_size",
    ),
    Field(
        "epochs",
        "Epochs",
        "Where the run ends. In an epoch every training example is seen once.",
        "view",
        low=1,
        high=MAX_EPOCHS,
        ticks=(100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000),
    ),
    Field(
        "speed",
        "Speed",
        "Epochs from one picture to the next.",
        "view",
        low=1,
        high=1000,
        ticks=(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
    ),
)

FIELD: dict[str, Field] = {field.name: field for field in FIELDS}
DEFAULTS: dict[str, Any] = {field.name: field.default for field in fields(Settings)}


def from_address(query: Mapping[str, str]) -> tuple[Settings, list[str]]:
    """Return the settings that an address stands for, and a sentence for each bad value.

    A key that is missing, and a value that is not allowed, give the default.
    """
    values: dict[str, Any] = {}
    problems: list[str] = []
    for field in FIELDS:
        if field.name not in query:
            continue
        try:
            values[field.name] = field.parse(query[field.name])
        except (ValueError, OverflowError):
            values[field.name] = DEFAULTS[field.name]
            problems.append(
                f"{field.label}: the address says “{query[field.name][:40]}”, which takes "
                f"{field.allowed}. Set to {field.show(values[field.name])}."
            )
    try:
        values["changes"] = _parse_changes(query.get("was", ""))
    except ValueError:
        problems.append(
            "The address's record of changes during the run (was) cannot be read and is left out."
        )
    return Settings(**values), problems


def in_words(error: ValueError) -> str:
    """Return what core says of an argument, under the name that the page gives it."""
    argument, colon, rest = str(error).partition(":")
    names = {field.argument: field.label for field in FIELDS if field.argument}
    return f"{names.get(argument, argument)}{colon}{rest}"


def _parse_changes(text: str) -> tuple[Change, ...]:
    """Return the changes that "epoch~name~value epoch~name~value" stands for."""
    changes = []
    if len(text.split()) > MAX_CHANGES:
        raise ValueError(text)
    for part in text.split():
        epoch, name, was = part.split("~")
        field = FIELD.get(name)
        if field is None or field.effect != "fork" or not 0 < int(epoch) < MAX_EPOCHS:
            raise ValueError(part)
        value = field.parse(was)
        assert isinstance(value, int | float)  # all that can change in a run are numbers
        changes.append(Change(int(epoch), name, value))
    return tuple(sorted(changes, key=lambda change: change.epoch))


def _to_text(value: Value) -> str:
    """Return the shortest text that reads back as the same value."""
    if isinstance(value, tuple):
        return "-".join(map(str, value)) or "0"
    return repr(value) if isinstance(value, float) else str(value)
