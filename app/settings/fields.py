"""Every setting of the moons page as a record in one table, FIELDS, which drives the widgets, the
address in both directions and the tests. Other pages take from it what they have in common. The
values themselves are in settings.py.
"""

from dataclasses import fields

from app.settings.field import MAX_LAYERS, MAX_UNITS, Field
from core.data.datasets import DATASETS
from core.engine.activations import ACTIVATIONS, hidden_activations
from core.engine.costs import COSTS
from core.engine.initializers import INITIALIZERS
from core.engine.optimizers import OPTIMIZERS, SCHEDULES
from core.engine.penalties import PENALTIES
from core.explain.mistakes import MISTAKES

MAX_EPOCHS = 100_000
#: As `batch`: every update takes all training examples.
FULL_BATCH = 0


def optimizers_with(hyperparameter: str) -> frozenset[str]:
    """Return which optimizers have a hyperparameter of this name."""
    return frozenset(
        name
        for name, optimizer in OPTIMIZERS.items()
        if hyperparameter in {one.name for one in fields(optimizer)}  # type: ignore[arg-type]
    )


FIELDS: tuple[Field, ...] = (
    Field(
        "data",
        "Data set",
        "The points to learn. A change starts the run again.",
        "moons",
        "restart",
        ticks=tuple(DATASETS),
        labels={name: record.label for name, record in DATASETS.items()},
    ),
    Field(
        "m",
        "Examples",
        "How many points in all, for training and test together.",
        1000,
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
        0.1,
        "restart",
        low=0.0,
        high=1.0,
        ticks=tuple(i / 100 for i in (0, 2, 5, 8, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100)),
    ),
    Field(
        "test",
        "Test share",
        "Percentage of the points held out: the network is never trained on them.",
        50,
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
        0,
        "restart",
        low=0,
        high=999_999,
    ),
    Field(
        "scaling",
        "Inputs",
        "Normalization, a step of its own before the network: none, each input divided by its "
        "largest absolute value, or standardized to mean 0 and deviation 1. Axes stay in the "
        "data's units.",
        "none",
        "restart",
        ticks=("none", "maximum", "standard"),
        labels={"none": "as they are", "maximum": "÷ maximum", "standard": "standardized"},
    ),
    Field(
        "hidden",
        "Hidden layers",
        f"Layers between input and output, 0 to {MAX_LAYERS}, of 1 to {MAX_UNITS} units each.",
        (5, 5),
        "restart",
    ),
    Field(
        "activation",
        "Activation f",
        "What each hidden unit does with its sum z: a = f(z).",
        "sigmoid",
        "restart",
        ticks=hidden_activations(),
        labels={name: ACTIVATIONS[name].label for name in hidden_activations()},
    ),
    Field(
        "cost",
        "Output and cost J",
        "Cross-entropy and mean squared error: a sigmoid per class. Softmax: the outputs of an "
        "example add up to 1.",
        "cross_entropy",
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
        + " ".join(f"{record.label}: {record.note}" for record in INITIALIZERS.values()),
        "tutorial",
        "restart",
        ticks=tuple(INITIALIZERS),
        labels={name: record.label for name, record in INITIALIZERS.items()},
    ),
    Field(
        "start",
        "Weight seed",
        "Number that draws the first weights and the mini-batches. Reset goes back to the very "
        "same weights; New start takes the next number.",
        0,
        "restart",
        low=0,
        high=999_999,
    ),
    Field(
        "optimizer",
        "Optimizer",
        "How the gradient becomes a step. Acts on the running network at once. "
        + " ".join(f"*{record.label}*: {record.note}" for record in OPTIMIZERS.values()),
        "gradient_descent",
        "fork",
        ticks=tuple(OPTIMIZERS),
        labels={name: record.label for name, record in OPTIMIZERS.items()},
        symbol="optimizer",
    ),
    Field(
        "alpha",
        "Learning rate α",
        "Length of a step: θ ← θ − α ∂J/∂θ. Acts on the running network at once.",
        0.5,
        "fork",
        low=1e-4,
        high=100.0,
        ticks=(
            *(float(f"{digit}e{power}") for power in range(-4, 2) for digit in (1, 2, 3, 5, 7)),
            100.0,
        ),
        symbol="α",
        when={"optimizer": optimizers_with("alpha")},
    ),
    Field(
        "mu",
        "Momentum μ",
        "Share of its velocity that the rolling ball keeps from one update to the next. Acts at "
        "once.",
        0.9,
        "fork",
        low=0.0,
        high=0.999,
        ticks=(0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999),
        symbol="μ",
        when={"optimizer": optimizers_with("mu")},
    ),
    Field(
        "schedule",
        "Schedule of α",
        "How the learning rate falls with the epochs. "
        + " ".join(record.note.capitalize() for record in SCHEDULES.values())
        + " Acts at once.",
        "constant",
        "fork",
        ticks=tuple(SCHEDULES),
        labels={name: record.label for name, record in SCHEDULES.items()},
        symbol="schedule",
        when={"optimizer": optimizers_with("schedule")},
    ),
    Field(
        "period",
        "Period",
        "Epochs after which the step schedule halves α, and in which the cosine takes it to 0.",
        1000,
        "fork",
        low=1,
        high=MAX_EPOCHS,
        ticks=(10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000),
        symbol="period",
        argument="period",
        when={
            "optimizer": optimizers_with("schedule"),
            "schedule": set(SCHEDULES) - {"constant"},
        },
    ),
    Field(
        "lambda_",
        "Penalty λ",
        "Regularization over the m training examples, never on the biases. "
        + " ".join(record.note for record in PENALTIES.values())
        + " Acts at once.",
        0.0,
        "fork",
        low=0.0,
        high=100.0,
        ticks=(0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0),
        symbol="λ",
    ),
    Field(
        "penalty",
        "Kind of penalty",
        "What λ weighs. " + " ".join(record.note for record in PENALTIES.values()),
        "l2",
        "fork",
        ticks=tuple(PENALTIES),
        labels={name: record.label for name, record in PENALTIES.items()},
        symbol="penalty",
    ),
    Field(
        "batch",
        "Batch size",
        "Examples in each update: all of them, or mini-batches in a new random order each epoch. "
        "Acts at once. BFGS, L-BFGS-B, conjugate gradients, Newton-CG and TNC take all.",
        FULL_BATCH,
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
        5000,
        "view",
        low=1,
        high=MAX_EPOCHS,
        ticks=(100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000),
    ),
    Field(
        "speed",
        "Speed",
        "Epochs from one picture to the next.",
        10,
        "view",
        low=1,
        high=1000,
        ticks=(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
    ),
)

#: What backpropagation by hand breaks on a running network. They have no place among the controls:
#: the panel below the network sets them.
BROKEN_FIELDS: tuple[Field, ...] = (
    Field(
        "mistake",
        "Mistake",
        "A classic mistake in the gradient that the run takes.",
        "none",
        "fork",
        ticks=("none", *MISTAKES),
        labels={name: record.label for name, record in MISTAKES.items()},
        symbol="mistake",
    ),
    Field(
        "riddle",
        "Hidden mistake",
        "Number that hides a mistake, to be found out; 0 hides none.",
        0,
        "fork",
        low=0,
        high=999_999,
        symbol="riddle",
    ),
)

FIELD: dict[str, Field] = {record.name: record for record in FIELDS}
