"""The settings of the page on backprop by hand: fields, defaults, layout of their widgets."""

from dataclasses import dataclass, replace

from app.settings import run_fields
from app.settings.data_fields import EXAMPLES, NOISE, output_and_cost
from app.settings.field import setting
from app.settings.kinds import Choice
from app.settings.run_fields import FULL_BATCH, fits_one_output
from app.settings.run_settings import RunSettings
from app.settings.settings import Form
from core.engine.costs import COSTS
from core.language import N_

COST = Choice(
    label=N_("Output and cost J"),
    term="cost",
    help=N_(
        "Cross-entropy (CE), summed or its mean, or the mean squared error (MSE): the "
        "last has one factor more in the delta of the output."
    ),
    default="cross_entropy_sum",
    options=lambda: {
        name: output_and_cost(cost)
        for name, cost in COSTS.items()
        if cost.offered and fits_one_output(cost)
    },
)


@dataclass(frozen=True)
class BackpropSettings(RunSettings):
    """The settings of the page on backprop by hand."""

    m: int = setting(
        replace(
            EXAMPLES,
            help=N_("Number of points; all are training examples."),
            default=200,
            high=1000,
            stops=(2, 3, 4, 5, 10, 20, 50, 100, 200, 500, 1000),
        )
    )
    noise: float = setting(replace(NOISE, default=0.2))
    cost: str = setting(COST)
    hidden: tuple[int, ...] = setting(replace(run_fields.HIDDEN, default=(3, 3)))
    activation: str = setting(replace(run_fields.ACTIVATION, default="tanh"))
    init: str = setting(replace(run_fields.INIT, default="uniform"))
    start: int = setting(
        replace(
            run_fields.START,
            label=N_("Seed"),
            help=N_(
                "Number that draws the points, and then, from the same generator, the initial "
                "weights."
            ),
        )
    )
    alpha: float = setting(replace(run_fields.ALPHA, default=0.01))
    batch: int = setting(
        replace(run_fields.BATCH, high=1000, stops=(FULL_BATCH, 100, 50, 20, 10, 5, 2, 1))
    )
    epochs: int = setting(
        replace(
            run_fields.EPOCHS,
            default=300,
            stops=(10, 50, 100, 200, 300, 500, 1000, 2000, 5000),
        )
    )
    speed: int = setting(replace(run_fields.SPEED, default=1))


BACKPROP_FORM = Form(
    "backprop",
    BackpropSettings,
    {
        N_("Points"): (("m", "noise"),),
        N_("Network"): (("hidden",), ("activation",), ("cost",), ("init",)),
        N_("Training"): (
            ("optimizer",),
            ("alpha", "schedule"),
            ("mu", "period"),
            ("penalty", "lambda_"),
            ("batch",),
            ("epochs", "speed"),
        ),
        N_("Seed, speed"): (("start",), ("pace",)),
    },
    front=("m", "hidden", "activation", "cost", "optimizer", "alpha"),
)
