"""The settings of the page on one unit: fields, defaults, and the layout of their widgets."""

from dataclasses import dataclass

from app.settings.field import setting
from app.settings.kinds import Choice, Slider, labels_of
from app.settings.settings import Form, Settings
from core.data.gates import GATES
from core.explain.unit_rules import RULES
from core.language import N_

#: No weight is larger at first.
REACH = 5.0
MAX_STEPS = 1000

GATE = Choice(
    label=N_("Gate"),
    help=N_("What the unit is to learn: four examples with two inputs of 0 or 1."),
    notes=lambda: (f"*{gate.label}*: {gate.note}" for gate in GATES.values()),
    default="and",
    effect="view",
    options=labels_of(GATES),
)


def _weight(label: str, text: str, default: float) -> Slider[float]:
    return Slider(
        label=label,
        help=text,
        default=default,
        effect="view",
        low=-REACH,
        high=REACH,
        stops=tuple(i / 4 for i in range(-20, 21)),
    )


W_1 = _weight(N_("w₁"), N_("Of x₁, before the first step. Or drag the line itself."), -1.0)
W_2 = _weight(N_("w₂"), N_("Of x₂, before the first step. Or drag the line itself."), 2.0)
B = _weight(
    N_("b"), N_("The bias before the first step: it moves the line, and turns it not."), 0.5
)
RULE = Choice(
    label=N_("Rule"),
    help=N_("What a step makes of a mistake."),
    notes=lambda: (f"*{rule.label}*: {rule.note}" for rule in RULES.values()),
    default="perceptron",
    effect="view",
    options=labels_of(RULES),
)
ALPHA = Slider(
    label=N_("Learning rate α"),
    term="learning-rate",
    help=N_("A step is W ← W − α δ x, b ← b − α δ."),
    default=0.5,
    effect="view",
    low=1e-3,
    high=10.0,
    stops=(*(float(f"{d}e{p}") for p in range(-2, 1) for d in (1, 2, 5)), 10.0),
)
STEPS = Slider(
    label=N_("Steps"),
    help=N_("Each takes one of the four examples, in turn."),
    default=100,
    effect="view",
    low=1,
    high=MAX_STEPS,
    stops=(4, 8, 20, 50, 100, 200, 500, 1000),
)
PACE = Slider(
    label=N_("Frames per second"),
    help=N_("How fast it plays."),
    default=2,
    effect="view",
    low=1,
    high=30,
    stops=(1, 2, 5, 10, 20, 30),
)


@dataclass(frozen=True)
class OneUnitSettings(Settings):
    """The settings of the page on one unit."""

    gate: str = setting(GATE)
    w_1: float = setting(W_1)
    w_2: float = setting(W_2)
    b: float = setting(B)
    rule: str = setting(RULE)
    alpha: float = setting(ALPHA)
    steps: int = setting(STEPS)
    pace: int = setting(PACE)


ONE_UNIT_FORM = Form(
    "one_unit",
    OneUnitSettings,
    {
        N_("Examples"): (("gate",),),
        N_("The unit at first"): (("w_1", "w_2"), ("b",)),
        N_("Learning"): (("rule",), ("alpha",), ("steps", "pace")),
    },
    front=("gate", "w_1", "w_2", "b", "rule", "alpha"),
)
