"""The settings of the XOR page: fields, defaults, and the layout of their widgets."""

from dataclasses import dataclass, replace

from app.sections.loss_surface.loss_surface import PLANES
from app.settings import run_fields
from app.settings.data_fields import output_and_cost
from app.settings.field import setting
from app.settings.kinds import Choice, Whole, options
from app.settings.run_fields import FULL_BATCH, MAX_SEED, fits_one_output
from app.settings.run_settings import RunSettings
from app.settings.settings import Form
from core.engine.costs import COSTS
from core.language import N_

MAX_PARAMETER = 1000

COST = Choice(
    label=N_("Output and cost J"),
    term="cost",
    help=N_("What is minimized. Cross-entropy and mean squared error are shown beside each other."),
    default="cross_entropy",
    options=lambda: {
        name: output_and_cost(cost)
        for name, cost in COSTS.items()
        if cost.offered and cost.reduction == "mean" and fits_one_output(cost)
    },
)
PLANE = Choice(
    label=N_("Plane"),
    term="cost-surface",
    help=N_(
        "Which cut through the space of all weights is drawn. Principal directions: "
        "along the path's two leading principal components. Two weights: all "
        "others stay as they are. Random: two directions, scaled unit by unit."
    ),
    default="principal",
    effect="view",
    options=options(PLANES),
)
FIRST = Whole(
    label=N_("First weight"),
    help=N_(
        "Number of the parameter across: 1 is W1[1,1], then row by row, each layer's weights "
        "before its biases."
    ),
    default=1,
    effect="view",
    low=1,
    high=MAX_PARAMETER,
    argument="first",
    shown_if=lambda values: values["plane"] == "slice",
)
SECOND = replace(
    FIRST,
    label=N_("Second weight"),
    help=N_("Number of the parameter along the other axis."),
    default=4,
    argument="second",
)
TURN = Whole(
    label=N_("Plane seed"),
    help=N_("Number that draws the two random directions."),
    default=0,
    effect="view",
    low=0,
    high=MAX_SEED,
    shown_if=lambda values: values["plane"] == "random",
)


@dataclass(frozen=True)
class XorSettings(RunSettings):
    """The settings of the XOR page."""

    cost: str = setting(COST)
    hidden: tuple[int, ...] = setting(replace(run_fields.HIDDEN, default=(3,)))
    init: str = setting(replace(run_fields.INIT, default="xor"))
    alpha: float = setting(replace(run_fields.ALPHA, default=0.1))
    batch: int = setting(
        replace(
            run_fields.BATCH,
            label=N_("Batch size"),
            help=N_(
                "One at a time, in a new random order each epoch, or all four in one batch. "
                "Acts at once."
            ),
            default=1,
            high=4,
            stops=(FULL_BATCH, 2, 1),
            labels={FULL_BATCH: N_("all four"), 1: N_("one at a time"), 2: N_("two")},
        )
    )
    epochs: int = setting(replace(run_fields.EPOCHS, default=10_000))
    speed: int = setting(replace(run_fields.SPEED, default=20))
    plane: str = setting(PLANE)
    first: int = setting(FIRST)
    second: int = setting(SECOND)
    turn: int = setting(TURN)


XOR_FORM = Form(
    "xor",
    XorSettings,
    {
        N_("Network"): (("hidden",), ("activation",), ("cost",), ("init",)),
        N_("Training"): (
            ("batch",),
            ("optimizer",),
            ("alpha", "schedule"),
            ("mu", "period"),
            ("epochs", "speed"),
        ),
        N_("Cost surface"): (("plane",), ("first", "second"), ("turn",)),
        N_("Seed, regularization"): (("penalty", "lambda_"), ("start",), ("pace",)),
    },
    front=("hidden", "batch", "optimizer", "alpha", "speed", "plane", "first", "second", "turn"),
)
