"""The settings of the page on sleep and study: fields, defaults, layout of their widgets."""

from dataclasses import dataclass, replace

from app.pages.sleep.nights import MAX_NIGHTS, TUTORIAL, from_text, to_text
from app.settings import run_fields
from app.settings.field import setting
from app.settings.kinds import Choice, Slider, Text, options
from app.settings.run_fields import FULL_BATCH
from app.settings.run_settings import RunSettings
from app.settings.settings import Form

CHAPTERS: dict[str, str] = {
    "data": "1 · The nights",
    "forward": "2 · A guess",
    "cost": "3 · What it costs",
    "gradient": "4 · Which way is down",
    "check": "5 · Trust, but check",
    "training": "6 · Training",
    "overfitting": "7 · New nights",
}

NIGHTS = Text(
    label="Nights",
    help="Hours of sleep, hours of study, score of each night.",
    default=to_text(TUTORIAL),
    most=16 * MAX_NIGHTS,
    check=from_text,
    takes=f"2 to {MAX_NIGHTS} nights as in 3_5_75~5_1_82",
)
CHAPTER = Choice(
    label="Chapter",
    help="Where we are: from the data to a network that is trained, and tested on new nights.",
    default="data",
    effect="view",
    options=options(CHAPTERS),
)
HELD = Slider(
    label="Held out",
    term="test-set",
    help="Realistic nights that the network is never trained on, to see how it does on new ones.",
    default=0,
    low=0,
    high=200,
    stops=(0, 5, 10, 20, 50, 100, 200),
)
BIASES = Choice(
    label="Biases",
    term="bias",
    help="The notebook's network has none: at 0 hours of both it predicts f(0) whatever it learns.",
    default="without",
    options=options({"without": "without", "with": "with"}),
)
HOURS_SLEPT = Slider(
    label="Hours of sleep",
    help="Before your next test: the cross on the map moves across.",
    default=8.0,
    effect="view",
    low=0.0,
    high=24.0,
    stops=tuple(i / 2 for i in range(25)),
)
HOURS_STUDIED = replace(
    HOURS_SLEPT,
    label="Hours of study",
    help="Before your next test: the cross on the map moves up.",
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
            help="Nights in each update.",
            high=MAX_NIGHTS,
            stops=(FULL_BATCH, 1, 2, 5, 10, 20, 50, 100),
        )
    )
    epochs: int = setting(
        replace(
            run_fields.EPOCHS,
            label="Iterations",
            help="Where the run ends at the latest. BFGS makes one iteration a step, of one or "
            "more evaluations of the cost.",
            default=200,
            stops=(50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000),
        )
    )
    speed: int = setting(
        replace(run_fields.SPEED, help="Iterations from one frame to the next.", default=1)
    )
    hours_slept: float = setting(HOURS_SLEPT)
    hours_studied: float = setting(HOURS_STUDIED)


SLEEP_FORM = Form(
    "sleep",
    SleepSettings,
    {
        "Your next test": (("hours_slept", "hours_studied"),),
        "Network": (("hidden",), ("biases",), ("activation",), ("init",)),
        "Training": (
            ("optimizer",),
            ("alpha", "schedule"),
            ("mu", "period"),
            ("held",),
            ("penalty", "lambda_"),
            ("epochs", "speed"),
        ),
        "Seed, batch": (("start", "batch"), ("pace",)),
    },
    front=("hours_slept", "hours_studied", "held", "hidden", "optimizer", "alpha"),
)
