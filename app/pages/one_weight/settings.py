"""The settings of the page on one weight: fields, defaults, and the layout of their widgets."""

from dataclasses import dataclass

from app.settings.field import setting
from app.settings.kinds import Slider
from app.settings.settings import Form, Settings
from core.language import N_

#: The range of w that is always drawn.
LOW, HIGH = -30.0, 15.0

MAX_STEPS = 10_000

W_0 = Slider(
    label=N_("Start w"),
    help=N_("The weight before the first step."),
    default=5.0,
    effect="view",
    low=LOW,
    high=HIGH,
    stops=tuple(i / 2 for i in range(-60, 31)),
)
ALPHA = Slider(
    label=N_("Learning rate α"),
    term="learning-rate",
    help=N_("The same for all balls."),
    default=0.5,
    effect="view",
    low=1e-3,
    high=10.0,
    stops=(*(float(f"{d}e{p}") for p in range(-3, 1) for d in (1, 2, 5)), 10.0),
)
STEPS = Slider(
    label=N_("Steps"),
    help=N_("Updates of the weight."),
    default=2000,
    effect="view",
    low=1,
    high=MAX_STEPS,
    stops=(10, 50, 100, 200, 500, 1000, 2000, 5000, 10_000),
)


@dataclass(frozen=True)
class OneWeightSettings(Settings):
    """The settings of the page on one weight."""

    w_0: float = setting(W_0)
    alpha: float = setting(ALPHA)
    steps: int = setting(STEPS)


ONE_WEIGHT_FORM = Form(
    "one_weight", OneWeightSettings, {N_("One weight"): (("w_0",), ("alpha",), ("steps",))}
)
