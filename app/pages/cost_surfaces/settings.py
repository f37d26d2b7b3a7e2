"""The settings of the page on cost surfaces: fields, defaults, and the layout of their widgets."""

from dataclasses import dataclass, replace

from app.settings.field import setting
from app.settings.kinds import Choice, Slider, options
from app.settings.run_fields import has
from app.settings.settings import Form, Settings
from core.engine.optimizers import OPTIMIZERS, FirstOrder, Optimizer
from core.language import N_

#: The surfaces are drawn over both weights from -REACH to REACH.
REACH = 15.0
MAX_STEPS = 20_000


def is_first_order(optimizer: type[Optimizer]) -> bool:
    """Return whether an optimizer takes steps along the gradient, as a ball on a surface."""
    return issubclass(optimizer, FirstOrder)


W_1 = Slider(
    label=N_("Start w1"),
    help=N_("Weight of the input. Click on a map to put both balls there."),
    default=-0.14935895,
    effect="view",
    low=-REACH,
    high=REACH,
    stops=tuple(i / 2 for i in range(-30, 31)),
)
W_2 = replace(
    W_1,
    label=N_("Start w2"),
    help=N_("The bias, as the weight of an input that is always 1."),
    default=7.10444213,
)
OPTIMIZER = Choice(
    label=N_("Optimizer"),
    term="optimizer",
    help=N_("How both balls move."),
    notes=lambda: (
        f"*{one.label}*: {one.note}" for one in OPTIMIZERS.values() if is_first_order(one)
    ),
    default="gradient_descent",
    effect="view",
    options=lambda: {name: one.label for name, one in OPTIMIZERS.items() if is_first_order(one)},
)
ALPHA = Slider(
    label=N_("Learning rate α"),
    term="learning-rate",
    help=N_("The same for both balls."),
    default=0.05,
    effect="view",
    low=1e-3,
    high=10.0,
    stops=(*(float(f"{d}e{p}") for p in range(-3, 1) for d in (1, 2, 5)), 10.0),
)
MU = Slider(
    label=N_("Momentum μ"),
    term="momentum",
    help=N_("The same for both balls."),
    default=0.9,
    effect="view",
    low=0.0,
    high=0.99,
    stops=(0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99),
    shown_if=lambda values: has(values["optimizer"], "mu"),
)
STEPS = Slider(
    label=N_("Steps"),
    help=N_("Updates of both balls."),
    default=12_000,
    effect="view",
    low=10,
    high=MAX_STEPS,
    stops=(100, 200, 500, 1000, 2000, 5000, 12_000, 20_000),
)
FLAT = Slider(
    label=N_("Flat below"),
    term="plateau",
    help=N_("Where the gradient is shorter than that, the surface is tinted gray."),
    default=0.01,
    effect="view",
    low=1e-4,
    high=1.0,
    stops=(0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3),
)
SLIP = Choice(
    label=N_("Step without x"),
    help=N_(
        "The gradient of w1 has a factor x that a tutorial's code forgets, so that both weights "
        "move by the same. A second trail on the mean squared error shows where that leads."
    ),
    default="hidden",
    effect="view",
    options=options({"hidden": N_("hidden"), "shown": N_("shown")}),
)


@dataclass(frozen=True)
class CostSurfacesSettings(Settings):
    """The settings of the page on cost surfaces."""

    w_1: float = setting(W_1)
    w_2: float = setting(W_2)
    optimizer: str = setting(OPTIMIZER)
    alpha: float = setting(ALPHA)
    mu: float = setting(MU)
    steps: int = setting(STEPS)
    flat: float = setting(FLAT)
    slip: str = setting(SLIP)


COST_SURFACES_FORM = Form(
    "cost_surfaces",
    CostSurfacesSettings,
    {
        N_("Start"): (("w_1", "w_2"),),
        N_("Descent"): (("optimizer",), ("alpha", "mu"), ("steps",)),
        N_("Look at"): (("flat",), ("slip",)),
    },
    front=("w_1", "w_2", "optimizer", "alpha", "mu", "steps"),
)
