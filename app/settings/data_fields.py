"""The fields of data sets and costs that several pages share."""

from app.settings.kinds import Choice, Slider, Whole
from app.settings.run_fields import MAX_SEED
from core.engine.activations import ACTIVATIONS
from core.engine.costs import COSTS, Cost
from core.language import N_, _


def is_for_classification(cost: Cost) -> bool:
    """Return whether classification pages offer a cost: a mean over the examples."""
    return cost.offered and cost.reduction == "mean"


def output_and_cost(cost: Cost) -> str:
    """Return the output's activation and the cost in short, such as "softmax + CE"."""
    output = ACTIVATIONS[cost.matched or "sigmoid"].label
    is_plain = cost.short == COSTS["cross_entropy"].short
    short = _("CE") if is_plain else cost.short
    return f"{output} + {short}"


EXAMPLES = Slider(
    label=N_("Examples"),
    term="example",
    help=N_("Number of points, training and test together."),
    default=1000,
    low=2,
    high=5000,
    stops=(2, 5, 10, 20, 50, 100, 200, 300, 500, 750, 1000, 1500, 2000, 3000, 4000, 5000),
    argument="m",
)
NOISE = Slider(
    label=N_("Noise"),
    term="noise",
    help=N_("The standard deviation of each coordinate, in units of the axes."),
    default=0.1,
    low=0.0,
    high=1.0,
    stops=tuple(i / 100 for i in (0, 2, 5, 8, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 80, 100)),
    argument="noise",
)
TEST = Slider(
    label=N_("Test share"),
    term="test-set",
    help=N_("Percentage of the points that are held out."),
    default=50,
    low=0,
    high=100,
    stops=tuple(range(0, 91, 10)),
    unit=" %",
    argument="test_share",
)
SEED = Whole(
    label=N_("Data seed"),
    term="seed",
    help=N_("Number that draws the points: the same number, the same points."),
    default=0,
    low=0,
    high=MAX_SEED,
)
COST = Choice(
    label=N_("Output and cost J"),
    term="cost",
    help=N_(
        "CE is cross-entropy, MSE the mean squared error. A sigmoid per class, or softmax: the "
        "outputs of an example add up to 1."
    ),
    default="cross_entropy",
    options=lambda: {
        name: output_and_cost(cost) for name, cost in COSTS.items() if is_for_classification(cost)
    },
)
