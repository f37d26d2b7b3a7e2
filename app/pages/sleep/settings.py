"""The settings of the page on sleep and study: fields, defaults, layout of their widgets."""

from dataclasses import dataclass, replace

from app.pages.sleep.nights import MAX_NIGHTS, TUTORIAL, from_text, to_text
from app.settings import run_fields
from app.settings.field import setting
from app.settings.kinds import Choice, Slider, Text, options
from app.settings.run_fields import FULL_BATCH
from app.settings.run_settings import RunSettings
from app.settings.settings import Form
from core.language import N_, _

CHAPTERS: dict[str, str] = {
    "data": N_("1 · The nights"),
    "forward": N_("2 · A guess"),
    "cost": N_("3 · What it costs"),
    "gradient": N_("4 · Which way is down"),
    "check": N_("5 · Trust, but check"),
    "training": N_("6 · Training"),
    "overfitting": N_("7 · New nights"),
}

NIGHTS = Text(
    label=N_("Nights"),
    help=N_("Hours of sleep, hours of study, score of each night."),
    default=to_text(TUTORIAL),
    most=16 * MAX_NIGHTS,
    check=from_text,
    takes=lambda: _("2 to {most} nights as in 3_5_75~5_1_82").format(most=MAX_NIGHTS),
)
CHAPTER = Choice(
    label=N_("Chapter"),
    help=N_("Where we are: from the data to a network that is trained, and tested on new nights."),
    default="data",
    effect="view",
    options=options(CHAPTERS),
)
HELD = Slider(
    label=N_("Held out"),
    term="test-set",
    help=N_(
        "Realistic nights that the network is never trained on, to see how it does on new ones."
    ),
    default=0,
    low=0,
    high=200,
    stops=(0, 5, 10, 20, 50, 100, 200),
)
BIASES = Choice(
    label=N_("Biases"),
    term="bias",
    help=N_(
        "The notebook's network has none: at 0 hours of both it predicts f(0) whatever it learns."
    ),
    default="without",
    options=options({"without": N_("without"), "with": N_("with")}),
)
HOURS_SLEPT = Slider(
    label=N_("Hours of sleep"),
    help=N_("Before your next test: the cross on the map moves across."),
    default=8.0,
    effect="view",
    low=0.0,
    high=24.0,
    stops=tuple(i / 2 for i in range(25)),
)
HOURS_STUDIED = replace(
    HOURS_SLEPT,
    label=N_("Hours of study"),
    help=N_("Before your next test: the cross on the map moves up."),
    default=3.0,
    stops=tuple(i / 2 for i in range(17)),
)


@dataclass(frozen=True)
class SleepSettings(RunSettings):
    """The settings of the page on sleep and study."""

    nights: str = setting(NIGHTS)
    chapter: str = setting(CHAPTER)
    held: int = setting(HELD)
    hidden: tuple[int, ...] = setting(replace(run_fields.HIDDEN, default=(3,)))
    biases: str = setting(BIASES)
    init: str = setting(replace(run_fields.INIT, default="normal"))
    optimizer: str = setting(replace(run_fields.OPTIMIZER, default="bfgs"))
    alpha: float = setting(replace(run_fields.ALPHA, default=1.0))
    batch: int = setting(
        replace(
            run_fields.BATCH,
            help=N_("Nights in each update."),
            high=MAX_NIGHTS,
            stops=(FULL_BATCH, 1, 2, 5, 10, 20, 50, 100),
        )
    )
    epochs: int = setting(
        replace(
            run_fields.EPOCHS,
            label=N_("Iterations"),
            help=N_(
                "Where the run ends at the latest. BFGS makes one iteration a step, of one or "
                "more evaluations of the cost."
            ),
            default=200,
            stops=(50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000),
        )
    )
    speed: int = setting(
        replace(run_fields.SPEED, help=N_("Iterations from one frame to the next."), default=1)
    )
    hours_slept: float = setting(HOURS_SLEPT)
    hours_studied: float = setting(HOURS_STUDIED)


SLEEP_FORM = Form(
    "sleep",
    SleepSettings,
    {
        N_("Your next test"): (("hours_slept", "hours_studied"),),
        N_("Network"): (("hidden",), ("biases",), ("activation",), ("init",)),
        N_("Training"): (
            ("optimizer",),
            ("alpha", "schedule"),
            ("mu", "period"),
            ("held",),
            ("penalty", "lambda_"),
            ("epochs", "speed"),
        ),
        N_("Seed, batch"): (("start", "batch"), ("pace",)),
    },
    front=("hours_slept", "hours_studied", "held", "hidden", "optimizer", "alpha"),
)
