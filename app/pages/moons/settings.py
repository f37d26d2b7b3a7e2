"""The settings of the moons page: fields, defaults, and the layout of their widgets."""

from dataclasses import dataclass, replace

from app.settings import data_fields, run_fields
from app.settings.field import setting
from app.settings.kinds import Choice, labels_of, options
from app.settings.run_settings import RunSettings
from app.settings.settings import Form
from core.data.datasets import DATASETS
from core.language import N_

#: Route of the pictures of the data sets.
THUMBNAILS = "/thumbnails"
SCALING_LABELS = {
    "none": N_("none"),
    "maximum": N_("max-scaled"),
    "standard": N_("standardized"),
}


DATA = Choice(
    label=N_("Data set"),
    help=N_("The points to learn. A change starts the run again."),
    default="moons",
    options=labels_of(DATASETS),
    pictures=THUMBNAILS,
)
SCALING = Choice(
    label=N_("Input scaling"),
    term="input-scaling",
    help=N_(
        "What is done to the inputs before the network: none, each divided by its "
        "largest absolute value, or standardized to mean 0 and deviation 1. Axes stay in the "
        "data's units."
    ),
    default="none",
    options=options(SCALING_LABELS),
)


@dataclass(frozen=True)
class MoonsSettings(RunSettings):
    """The settings of the moons page.

    Its first run is not the tutorial's, which stays on a straight line for a minute: with tanh and
    Xavier's weights the cost falls from the first second and the line bends after three to four, or
    after eight where a machine paints 12 frames per second. The buttons of its cards name the
    tutorial's settings.
    """

    activation: str = setting(replace(run_fields.ACTIVATION, default="tanh"))
    init: str = setting(replace(run_fields.INIT, default="xavier"))
    alpha: float = setting(replace(run_fields.ALPHA, default=0.3))
    epochs: int = setting(replace(run_fields.EPOCHS, default=500))
    speed: int = setting(replace(run_fields.SPEED, default=2))
    data: str = setting(DATA)
    m: int = setting(data_fields.EXAMPLES)
    noise: float = setting(data_fields.NOISE)
    test: int = setting(data_fields.TEST)
    seed: int = setting(data_fields.SEED)
    scaling: str = setting(SCALING)
    cost: str = setting(data_fields.COST)


MOONS_FORM = Form(
    "moons",
    MoonsSettings,
    {
        N_("Data"): (("data",), ("m",), ("noise", "test")),
        N_("Network"): (("hidden",), ("activation",), ("cost",), ("init",)),
        N_("Training"): (
            ("optimizer",),
            ("alpha", "schedule"),
            ("mu", "period"),
            ("penalty", "lambda_"),
            ("batch",),
            ("epochs", "speed"),
        ),
        N_("Seeds, scaling"): (("scaling",), ("seed", "start"), ("pace",)),
    },
    front=("data", "hidden", "activation", "optimizer", "alpha", "speed"),
)
