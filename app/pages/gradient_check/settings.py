"""The settings of the gradient check page: fields, defaults, and the layout of their widgets."""

from dataclasses import dataclass

from app.pages.gradient_check.cases import ALL_PARAMETERS, CASES, EPSILONS, scientific
from app.settings.field import setting
from app.settings.kinds import Choice, Slider, Whole, labels_of
from app.settings.run_fields import MAX_SEED
from app.settings.settings import Form, Settings
from core.language import N_

CASE = Choice(
    label=N_("Network"),
    help=N_("Whose gradient is checked."),
    default="exercise4",
    effect="view",
    options=labels_of(CASES),
)
EPSILON = Slider(
    label=N_("Half step ε"),
    term="epsilon",
    help=N_("Each parameter is moved up by ε and down by ε, and J is computed at both ends."),
    default=1e-4,
    effect="view",
    low=1e-12,
    high=1.0,
    stops=EPSILONS,
    labels={epsilon: scientific(epsilon) for epsilon in EPSILONS},
)
LAMBDA = Slider(
    label=N_("Regularization strength λ"),
    term="lambda",
    help=N_("The penalty is part of the cost and of its gradient: it must be checked too."),
    default=0.0,
    effect="view",
    low=0.0,
    high=100.0,
    stops=(0.0, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0),
    shown_if=lambda values: CASES[values["case"]].takes_lambda,
)
CHECKED = Slider(
    label=N_("Parameters checked"),
    help=N_("How many parameters are drawn; at least one of every W and b is among them."),
    default=40,
    effect="view",
    low=1,
    high=ALL_PARAMETERS,
    stops=(5, 10, 20, 40, 60, 100),
    shown_if=lambda values: CASES[values["case"]].is_sampled,
)
SEED = Whole(
    label=N_("Seed"),
    term="seed",
    help=N_("Number that draws the parameters: the same number, the same ones."),
    default=0,
    effect="view",
    low=0,
    high=MAX_SEED,
    shown_if=CHECKED.shown_if,
)


@dataclass(frozen=True)
class GradientCheckSettings(Settings):
    """The settings of the page on the gradient check."""

    case: str = setting(CASE)
    epsilon: float = setting(EPSILON)
    lambda_: float = setting(LAMBDA)
    checked: int = setting(CHECKED)
    seed: int = setting(SEED)


GRADIENT_CHECK_FORM = Form(
    "gradient_check",
    GradientCheckSettings,
    {N_("Gradient check"): (("case",), ("epsilon",), ("lambda_",), ("checked", "seed"))},
)
