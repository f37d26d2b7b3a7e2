"""The settings of the digits page: fields, defaults, and the layout of their widgets."""

from dataclasses import dataclass, replace

from app.settings import data_fields, run_fields
from app.settings.field import setting
from app.settings.kinds import Choice, Slider, Text, options
from app.settings.run_fields import has
from app.settings.run_settings import RunSettings
from app.settings.settings import Form
from core.language import N_

SOURCE = Choice(
    label=N_("Digits"),
    help=N_(
        "Those that come with scikit-learn, 1,797 of 8 x 8 pixels; MNIST, once it has been "
        "fetched to this server; or your own file. Both are added below the page."
    ),
    default="embedded",
    options=options({"embedded": "8 × 8", "mnist": "MNIST", "upload": N_("uploaded")}),
)
FILE = Text(label=N_("File"), help=N_("Name of an uploaded file in the address."), default="")
WEIGHTS = Text(label=N_("Weights"), help=N_("Name of uploaded weights in the address."), default="")
EXAMPLES = Slider(
    label=N_("Examples"),
    help=N_("Number of digits, training and test together."),
    default=20_000,
    low=20,
    high=20_000,
    stops=(50, 100, 200, 500, 1000, 2000, 5000, 20_000),
    labels={20_000: N_("all")},
)
MAX_EVALS = Slider(
    label=N_("Evaluations"),
    term="evaluation",
    help=N_("The run ends after so many."),
    default=100,
    effect="fork",
    low=1,
    high=100_000,
    stops=(10, 20, 50, 100, 200, 400, 1000, 2000, 5000),
    symbol=N_("evaluations"),
    argument="max_evals",
    shown_if=lambda values: has(values["optimizer"], "max_evals"),
)
PACE = replace(
    run_fields.PACE,
    help=N_("How fast a run is shown. TNC comes far in a dozen iterations: slowly, one can watch."),
    default=5,
)
CONTRAST = Choice(
    label=N_("Contrast of the pictures"),
    help=N_("Each unit's own largest weight is full color, or the largest of all units."),
    default="own",
    options=options({"own": N_("each its own"), "common": N_("common")}),
)


@dataclass(frozen=True)
class DigitsSettings(RunSettings):
    """The settings of the digits page."""

    source: str = setting(SOURCE)
    file: str = setting(FILE)
    weights: str = setting(WEIGHTS)
    examples: int = setting(EXAMPLES)
    test: int = setting(replace(data_fields.TEST, default=30))
    seed: int = setting(
        replace(data_fields.SEED, help=N_("Number that shuffles the digits before they are split."))
    )
    hidden: tuple[int, ...] = setting(
        replace(
            run_fields.HIDDEN,
            help=N_(
                "One or two layers between pixels and outputs, of 1 to 100 units each. The "
                "pictures are the weights that lead into the units of the first."
            ),
            default=(25,),
            layers=2,
            units=100,
        )
    )
    cost: str = setting(data_fields.COST)
    init: str = setting(replace(run_fields.INIT, default="exercise4"))
    optimizer: str = setting(replace(run_fields.OPTIMIZER, default="tnc"))
    max_evals: int = setting(MAX_EVALS)
    lambda_: float = setting(replace(run_fields.LAMBDA, default=1.0))
    batch: int = setting(replace(run_fields.BATCH, high=20_000))
    epochs: int = setting(
        replace(
            run_fields.EPOCHS,
            label=N_("Iterations"),
            help=N_("Where the run ends at the latest."),
            default=1000,
            stops=(10, 20, 50, 100, 200, 500, 1000, 2000, 5000),
        )
    )
    speed: int = setting(
        replace(run_fields.SPEED, help=N_("Iterations from one frame to the next."), default=1)
    )
    pace: int = setting(PACE)
    contrast: str = setting(CONTRAST)


DIGITS_FORM = Form(
    "digits",
    DigitsSettings,
    {
        N_("Digits"): (("source",), ("examples", "test")),
        N_("Network"): (("hidden",), ("activation",), ("cost",), ("init",)),
        N_("Training"): (
            ("optimizer",),
            ("max_evals",),
            ("alpha", "schedule"),
            ("mu", "period"),
            ("penalty", "lambda_"),
            ("batch",),
            ("epochs", "speed"),
        ),
        N_("Pictures"): (("pace",), ("contrast",)),
        N_("Seeds"): (("seed", "start"),),
    },
    front=("source", "hidden", "optimizer", "max_evals", "alpha", "penalty", "lambda_"),
)
