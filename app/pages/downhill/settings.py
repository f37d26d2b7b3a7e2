"""The settings of the downhill page: fields, defaults, and the layout of their widgets."""

from dataclasses import dataclass
from typing import Any

from app.settings.field import setting
from app.settings.kinds import Choice, Slider, Text, labels_of
from app.settings.settings import Form, Settings
from core.data.polynomials import POLYNOMIALS
from core.language import N_, _

MAX_STEPS = 5000

OWN = "own"

F = Choice(
    label=N_("Function f(x)"),
    help=N_("What is to be minimized."),
    notes=lambda: (f"*{record.label}*: {record.note}" for record in POLYNOMIALS.values()),
    default="tutorial",
    effect="view",
    options=lambda: labels_of(POLYNOMIALS)() | {OWN: _("your own")},
)
COEFFICIENTS = Text(
    label=N_("Coefficients"),
    help=N_("Of a polynomial, highest power first: 1 -3 0 0 2 is x⁴ − 3x³ + 2."),
    default="1 0 -5 1 4",
    effect="view",
    shown_if=lambda values: values["f"] == OWN,
    argument="coefficients",
)
X_0 = Slider(
    label=N_("Start x₀"),
    help=N_("Where the ball is put down."),
    default=4.0,
    effect="view",
    low=-5.0,
    high=5.0,
    stops=tuple(round(-5 + i / 10, 1) for i in range(101)),
    argument="x_0",
)
ALPHA = Slider(
    label=N_("Learning rate α"),
    term="learning-rate",
    help=N_("Here a step is x ← x − α f′(x)."),
    default=0.01,
    effect="view",
    low=1e-4,
    high=10.0,
    stops=(
        *(float(f"{d}e{p}") for p in range(-4, 0) for d in (1, 2, 3, 5, 7, 8, 9)),
        *(1.0, 2.0, 5.0, 10.0),
    ),
)
MU = Slider(
    label=N_("Momentum μ"),
    term="momentum",
    help=N_("Here v ← μv − α f′(x), x ← x + v. 0 is plain gradient descent."),
    default=0.0,
    effect="view",
    low=0.0,
    high=0.999,
    stops=(0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98),
)
STEPS = Slider(
    label=N_("Maximum steps"),
    help=N_("It ends sooner where a step is shorter than 0.00001, as the tutorial's does."),
    default=200,
    effect="view",
    low=1,
    high=MAX_STEPS,
    stops=(10, 20, 50, 100, 200, 500, 1000, 2000, 5000),
)
PACE = Slider(
    label=N_("Frames per second"),
    help=N_("How fast it plays."),
    default=5,
    effect="view",
    low=1,
    high=30,
    stops=(1, 2, 5, 10, 20, 30),
)


@dataclass(frozen=True)
class DownhillSettings(Settings):
    """The settings of the downhill page."""

    f: str = setting(F)
    coefficients: str = setting(COEFFICIENTS)
    x_0: float = setting(X_0)
    alpha: float = setting(ALPHA)
    mu: float = setting(MU)
    steps: int = setting(STEPS)
    pace: int = setting(PACE)


def _start_of(name: str) -> dict[str, Any]:
    """Return the start and the learning rate that go with a function."""
    if name == OWN:
        return {"x_0": 3.0, "alpha": 0.01, "mu": 0.0}
    record = POLYNOMIALS[name]
    return {"x_0": record.x_0, "alpha": record.alpha, "mu": 0.0}


DOWNHILL_FORM = Form(
    "downhill",
    DownhillSettings,
    {
        N_("Function"): (("f",), ("coefficients",)),
        N_("Descent"): (("x_0",), ("alpha", "mu"), ("steps", "pace")),
    },
    {"f": _start_of},
)
