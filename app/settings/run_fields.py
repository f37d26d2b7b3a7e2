"""The fields that every training run has. A page may change their defaults and ranges."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from math import inf
from typing import Any

from app.settings.kinds import Choice, Layers, Slider, Whole, labels_of, options
from core.engine.activations import ACTIVATIONS
from core.engine.costs import Cost
from core.engine.initializers import INITIALIZERS
from core.engine.optimizers import OPTIMIZERS, SCHEDULES, FirstOrder
from core.engine.penalties import PENALTIES
from core.explain.mistakes import MISTAKES
from core.language import N_, _

MAX_EPOCHS = 100_000
#: Value of `batch`: every update takes all training examples.
FULL_BATCH = 0
#: Value of `mistake`: the gradient is correct.
NO_MISTAKE = "none"
MAX_SEED = 999_999


def has(optimizer: str, hyperparameter: str) -> bool:
    """Return whether an optimizer has a hyperparameter; both by their names."""
    record = OPTIMIZERS[optimizer]
    return hyperparameter in {one.name for one in fields(record)}  # type: ignore[arg-type]


def fits_one_output(cost: Cost) -> bool:
    """Return whether a cost fits a single output unit; with softmax that would always be 1."""
    return cost.matched is None or ACTIVATIONS[cost.matched].f_prime is not None


def describe_optimizer(name: str) -> str:
    """Return what an optimizer does and, if it has a learning rate, its formula; as Markdown."""
    optimizer = OPTIMIZERS[name]
    formula = f"  \n${optimizer.formula}$" if issubclass(optimizer, FirstOrder) else ""
    return optimizer.note + formula


def batch_sizes(stops: Iterable[int], values: Mapping[str, Any]) -> list[int]:
    """Return the batch sizes smaller than the training set: all examples first, then descending."""
    m, test = values.get("m"), values.get("test", 0)
    most = inf if m is None else m - round(m * test / 100)
    sizes = {size for size in stops if size < most} | {values["batch"]}
    return [FULL_BATCH, *sorted(sizes - {FULL_BATCH}, reverse=True)]


HIDDEN = Layers(
    label=N_("Hidden layers"),
    term="hidden-layer",
    help=N_("Layers between input and output, 0 to {layers}, of 1 to {units} units each."),
    default=(5, 5),
)
ACTIVATION = Choice(
    label=N_("Activation f"),
    term="activation",
    help=N_("What each hidden unit does with its sum z: a = f(z)."),
    default="sigmoid",
    options=labels_of(ACTIVATIONS, lambda record: record.f_prime is not None),
)
INIT = Choice(
    label=N_("Initialization"),
    term="initialization",
    help=N_("New start draws others."),
    notes=lambda: (f"{record.label}: {record.note}" for record in INITIALIZERS.values()),
    default="tutorial",
    options=labels_of(INITIALIZERS),
    button=N_("New start"),
)
START = Whole(
    label=N_("Weight seed"),
    term="seed",
    help=N_(
        "Number that draws the initial weights and the mini-batches. Reset goes back to exactly "
        "these weights; New start takes the next number."
    ),
    default=0,
    low=0,
    high=MAX_SEED,
)
OPTIMIZER = Choice(
    label=N_("Optimizer"),
    term="optimizer",
    help=N_("Acts on the running network at once."),
    default="gradient_descent",
    effect="fork",
    options=labels_of(OPTIMIZERS),
    symbol=N_("optimizer"),
    describe=describe_optimizer,
)
ALPHA = Slider(
    label=N_("Learning rate α"),
    term="learning-rate",
    help=N_("Acts on the running network at once."),
    default=0.5,
    effect="fork",
    low=1e-4,
    high=100.0,
    stops=(
        *(float(f"{digit}e{power}") for power in range(-4, 2) for digit in (1, 2, 3, 5, 7)),
        100.0,
    ),
    symbol="α",
    argument="alpha",
    shown_if=lambda values: has(values["optimizer"], "alpha"),
)
MU = Slider(
    label=N_("Momentum μ"),
    term="momentum",
    help=N_("Acts at once."),
    default=0.9,
    effect="fork",
    low=0.0,
    high=0.999,
    stops=(0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999),
    symbol="μ",
    argument="mu",
    shown_if=lambda values: has(values["optimizer"], "mu"),
)
SCHEDULE = Choice(
    label=N_("Learning-rate schedule"),
    term="schedule",
    help=N_("α is the learning rate at the start."),
    notes=lambda: (
        *(record.note[:1].upper() + record.note[1:] for record in SCHEDULES.values()),
        _("Acts at once."),
    ),
    default="constant",
    effect="fork",
    options=labels_of(SCHEDULES),
    symbol=N_("schedule"),
    shown_if=lambda values: has(values["optimizer"], "schedule"),
)
PERIOD = Slider(
    label=N_("Period"),
    term="schedule",
    help=N_(
        "Epochs after which the step schedule halves α, and in which the cosine takes it to 0."
    ),
    default=1000,
    effect="fork",
    low=1,
    high=MAX_EPOCHS,
    stops=(10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000),
    symbol=N_("period"),
    argument="period",
    shown_if=lambda values: SCHEDULE.shown_if(values) and values["schedule"] != SCHEDULE.default,
)
LAMBDA = Slider(
    label=N_("Strength λ"),
    term="lambda",
    help=N_("Over the m training examples."),
    notes=lambda: (*(record.note for record in PENALTIES.values()), _("Acts at once.")),
    default=0.0,
    effect="fork",
    low=0.0,
    high=100.0,
    stops=(0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0),
    symbol="λ",
    argument="lambda_",
)
PENALTY = Choice(
    label=N_("Regularization"),
    term="regularization",
    help=N_("The penalty that is added to the cost, times λ."),
    notes=lambda: (record.note for record in PENALTIES.values()),
    default="l2",
    effect="fork",
    options=labels_of(PENALTIES),
    symbol=N_("penalty"),
)
BATCH = Slider(
    label=N_("Batch size"),
    term="batch",
    help=N_("Mini-batches are in a new random order each epoch. Acts at once."),
    notes=lambda: (full_batch_note(),),
    default=FULL_BATCH,
    effect="fork",
    low=FULL_BATCH,
    high=5000,
    stops=(FULL_BATCH, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1),
    labels={FULL_BATCH: N_("all")},
    symbol=N_("batch"),
    argument="batch_size",
    stops_among=batch_sizes,
)
EPOCHS = Slider(
    label=N_("Epochs"),
    term="epoch",
    help=N_("Where the run ends. In an epoch every training example is seen once."),
    default=5000,
    effect="view",
    low=1,
    high=MAX_EPOCHS,
    stops=(100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000),
)
SPEED = Slider(
    label=N_("Speed"),
    help=N_("Epochs from one frame to the next."),
    default=10,
    effect="view",
    low=1,
    high=1000,
    stops=(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
)
PACE = Slider(
    label=N_("Frames per second"),
    help=N_("How fast it plays, where the server has the time."),
    default=30,
    effect="view",
    low=1,
    high=60,
    stops=(1, 2, 5, 10, 20, 30, 60),
)
#: What moves the lanes of a comparison together: name -> label.
CLOCKS = {
    "epoch": N_("by epoch"),
    "passes": N_("by passes over the data"),
    "time": N_("by processor time"),
}
#: How a comparison is arranged: name -> label.
ARRANGEMENTS = {"tiles": N_("all lanes"), "one": N_("the lane in front")}
# The stage sets these three where runs are compared.
CLOCK = Choice(
    label=N_("Lanes move together"),
    help=N_("What is the same for all lanes that are shown at a time."),
    default="epoch",
    effect="view",
    options=options(CLOCKS),
    optional=True,
)
TARGET = Slider(
    label=N_("Target J"),
    help=N_("The cost that the lanes race for; 0 for none."),
    default=0.0,
    effect="view",
    low=0.0,
    high=1e6,
    stops=(0.0,),
    optional=True,
)
ARRANGEMENT = Choice(
    label=N_("Shown"),
    help=N_("All lanes side by side, or the page of the lane in front."),
    default="tiles",
    effect="view",
    options=options(ARRANGEMENTS),
    optional=True,
)
# The section with the worksheets sets this one in the addresses that it prints.
WORKSHEET = Whole(
    label=N_("Examples of a worksheet"),
    help=N_(
        "Train on so few examples, their inputs and the initial weights rounded to three decimals, "
        "as a worksheet has them; 0 for all examples, not rounded."
    ),
    default=0,
    low=0,
    high=4,
    optional=True,
)
# The panel of backprop by hand sets these two; they have no widget among the controls.
MISTAKE = Choice(
    label=N_("Mistake"),
    term="gradient-check",
    help=N_("A classic mistake in the gradient of the run."),
    default=NO_MISTAKE,
    effect="fork",
    options=lambda: (
        {NO_MISTAKE: _("none")} | {name: record.label for name, record in MISTAKES.items()}
    ),
    symbol=N_("mistake"),
)
RIDDLE = Whole(
    label=N_("Hidden mistake"),
    term="gradient-check",
    help=N_("Number that hides a mistake, to be found out; 0 hides none."),
    default=0,
    effect="fork",
    low=0,
    high=MAX_SEED,
    symbol=N_("riddle"),
)


def full_batch_note() -> str:
    """Return the sentence that names the optimizers which take all examples in every update."""
    names = [one.label for one in OPTIMIZERS.values() if not issubclass(one, FirstOrder)]
    return _("{names} and {last} take all.").format(names=", ".join(names[:-1]), last=names[-1])
