"""What is recorded: visits to the pages, by their addresses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.pages.table import EXPERIMENTS
from core.explain.mistakes import MISTAKES

Address = Mapping[str, str]


@dataclass(frozen=True)
class Scenario:
    """A visit to a live page.

    Attributes
    ----------
    page : str
    address : mapping
        Where it begins.
    changes : tuple of (int, mapping)
        Epochs of the run, and what is changed there.
    last : int
        So many epochs are played, or fewer where the run ends before.
    fork : mapping
        What is changed at the end, after a scrub back to a third of them.
    """

    page: str
    address: Address = field(default_factory=dict)
    changes: tuple[tuple[int, Address], ...] = ()
    last: int = 300
    fork: Address = field(default_factory=dict)

    @property
    def epochs(self) -> list[int]:
        """Return the epochs that are recorded while it plays."""
        near = {0, 1, 2, 3, 5, 10, 25, 50}
        turns = {epoch + after for epoch, _ in self.changes for after in (0, 1)}
        even = {self.last * i // 6 for i in range(1, 7)}
        return sorted(epoch for epoch in near | turns | even if epoch <= self.last)


def _descends(page: str, address: Address, alpha: str = "0.7", batch: str = "20") -> Scenario:
    """Return a visit with three changes of a first-order run: learning rate, penalty, batch."""
    changes = ({"alpha": alpha}, {"lambda_": "0.03"}, {"batch": batch})
    return Scenario(page, address, tuple(zip((80, 150, 220), changes, strict=True)),
                    fork={"optimizer": "nesterov", "mu": "0.5"})  # fmt: skip


def _searches(page: str, address: Address, last: int = 60, batch: str = "2") -> Scenario:
    """Return a visit with a solver: another penalty, then Adam, then another batch."""
    changes = ({"lambda_": "0.02"}, {"optimizer": "adam", "alpha": "0.02"}, {"batch": batch})
    epochs = (last // 5, last // 2, 2 * last // 3)
    return Scenario(page, address, tuple(zip(epochs, changes, strict=True)), last,
                    fork={"lambda_": "0.3"})  # fmt: skip


SMALL = {"m": "100", "hidden": "3", "epochs": "60", "speed": "1"}
SOLVERS = ("bfgs", "lbfgsb", "cg", "newton_cg", "tnc")
DIGITS_ADAM = {"optimizer": "adam", "alpha": "0.01", "batch": "50"}

SCENARIOS: dict[str, Scenario] = {
    "moons: default": _descends("moons", {}),
    "moons: relu, softmax, adam, batch 10, seed 3": Scenario(
        "moons",
        {"activation": "relu", "cost": "softmax_cross_entropy", "optimizer": "adam",
         "alpha": "0.01", "batch": "10", "seed": "3", "init": "he"},
        ((80, {"alpha": "0.003"}), (150, {"optimizer": "rmsprop"}), (220, {"batch": "50"})),
        fork={"optimizer": "adam", "lambda_": "0.1"},
    ),
    "moons: tanh, l1, momentum, cosine": Scenario(
        "moons",
        {"activation": "tanh", "penalty": "l1", "lambda_": "0.1", "optimizer": "momentum",
         "alpha": "0.1", "schedule": "cosine", "period": "120", "mu": "0.8", "start": "4"},
        ((80, {"alpha": "0.2"}), (150, {"optimizer": "nesterov"}), (220, {"batch": "100"})),
        fork={"schedule": "step", "period": "10"},
    ),
    "moons: mse, nesterov": Scenario(
        "moons",
        {"cost": "mse", "optimizer": "nesterov", "alpha": "0.3", "batch": "50"},
        ((80, {"alpha": "1.0"}), (150, {"lambda_": "0.01"}), (220, {"batch": "0"})),
        fork={"mistake": "sign"},
    ),
    "moons: it diverges": Scenario(
        "moons", {"cost": "mse", "activation": "relu", "alpha": "50.0"}, last=60,
        fork={"alpha": "0.1"},
    ),
    **{f"moons: {name}": _searches("moons", {**SMALL, "optimizer": name}) for name in SOLVERS},
    **{
        f"moons: {name} {value}": Scenario("moons", {**SMALL, name: value}, last=20)
        for name, values in {
            "data": ("circles", "xor", "clusters", "spirals", "spirals3"),
            "init": ("xavier", "he", "normal", "exercise4", "xor", "uniform", "zeros"),
            "activation": ("tanh", "relu", "linear"),
            "scaling": ("maximum", "standard"),
            "hidden": ("0", "4-3-2"),
            "test": ("0",),
            "batch": ("7",),
        }.items()
        for value in values
    },
    "sleep: default": _searches("sleep", {}, last=120),
    **{
        f"sleep: {name} to its end": Scenario(
            "sleep", {"optimizer": name}, (), 200, {"lambda_": "0.01"}
        )
        for name in SOLVERS
    },
    "sleep: gradient descent, biases, held out": Scenario(
        "sleep",
        {"optimizer": "gradient_descent", "biases": "with", "held": "20", "epochs": "400"},
        ((80, {"alpha": "0.3"}), (150, {"lambda_": "0.001"}), (220, {"batch": "1"})),
        fork={"optimizer": "adam", "alpha": "0.05"},
    ),
    "xor: default, one at a time": _descends("xor", {}, batch="2"),
    "xor: all four, cg, a slice": _searches(
        "xor", {"batch": "0", "optimizer": "cg", "plane": "slice"}, 60
    ),
    "xor: two, adam, a random plane": Scenario(
        "xor",
        {"batch": "2", "optimizer": "adam", "cost": "mse", "plane": "random", "turn": "3"},
        last=60,
        fork={"plane": "principal", "alpha": "0.05"},
    ),
    "backprop: default": _descends("backprop", {}, alpha="0.02"),
    **{
        f"backprop: {name}": Scenario(
            "backprop",
            {"mistake": name, "lambda_": "0.1"},
            ((20, {"alpha": "0.02"}), (30, {"optimizer": "adam"}), (45, {"batch": "20"})),
            60,
            {"mistake": "none"},
        )
        for name in MISTAKES
    },
    "backprop: riddle": Scenario(
        "backprop", {"riddle": "7", "cost": "mse", "activation": "sigmoid"}, (), 60,
        {"riddle": "0"},
    ),
    "digits: default": _searches("digits", {}, 40, batch="50"),
    "digits: adam, batch 50": Scenario(
        "digits",
        DIGITS_ADAM,
        ((8, {"alpha": "0.003"}), (12, {"lambda_": "0.3"}), (16, {"batch": "200"})),
        24,
        {"optimizer": "momentum", "alpha": "0.1"},
    ),
}  # fmt: skip

#: Address of the run whose panel is read, and its page.
BY_HAND: dict[str, tuple[str, Address]] = {
    **{f"{page}: default": (page, {}) for page in EXPERIMENTS},
    "moons: softmax, batch": ("moons", {"cost": "softmax_cross_entropy", "batch": "10"}),
    "moons: bfgs, relu": ("moons", {**SMALL, "optimizer": "bfgs", "activation": "relu"}),
    "backprop: mse, momentum": ("backprop", {"cost": "mse", "optimizer": "momentum"}),
    "backprop: mistake": ("backprop", {"mistake": "transposed"}),
    "backprop: riddle": ("backprop", {"riddle": "7"}),
    "backprop: zeros": ("backprop", {"init": "zeros"}),
}
HAND_EPOCH = 20
LOOKS: tuple[dict[str, Any], ...] = (
    {"index": 0, "example": 0},
    {"index": 7, "example": None, "epsilon": 1e-3},
    {"unit": [1, 1], "example": 2},
    {"index": 10**6, "example": 1, "answer": "sign"},
)
#: Selections of a visitor of the digits page.
DIGITS_WISH = {
    "number": 1,
    "drawing": 1,
    "strokes": [[[0.3, 0.2], [0.6, 0.25], [0.5, 0.5], [0.35, 0.85]], [[0.3, 0.5], [0.6, 0.5]]],
    "unit": 3,
    "wall": "wrong",
}

#: Runs of which a worksheet is made.
SHEETS: dict[str, tuple[str, Address]] = {
    "xor": ("xor", {}),
    "xor, mse and tanh": ("xor", {"cost": "mse", "activation": "tanh"}),
    "backprop": ("backprop", {"hidden": "3"}),
    "sleep": ("sleep", {}),
}

#: Playbacks besides those of the downhill page's stories.
ADDRESSES: dict[str, tuple[str, Address]] = {
    "downhill: default": ("downhill", {}),
    "downhill: two valleys": ("downhill", {"f": "wells", "x_0": "2.2", "rate": "0.02"}),
    "downhill: plateaus": ("downhill", {"f": "plateau", "x_0": "1.5", "steps": "1000"}),
    "downhill: it runs away": ("downhill", {"f": "ravine", "x_0": "1.8", "rate": "0.2"}),
    "downhill: your own": ("downhill", {"f": "own", "x_0": "3.0", "inertia": "0.5"}),
    "surfaces: default": ("surfaces", {}),
    "surfaces: momentum and the published step": (
        "surfaces", {"ball": "momentum", "ball_steps": "2000", "slip": "shown", "w_1": "3.0"},
    ),
    "surfaces: adam": ("surfaces", {"ball": "adam", "ball_steps": "500", "flat": "0.1"}),
    "one weight: default": ("one weight", {}),
    "one weight: fast": ("one weight", {"w_rate": "5.0", "w_start": "-3.0", "w_steps": "200"}),
}  # fmt: skip

#: Settings with which the chapters' studies on sleep and study are recorded.
NIGHTS: dict[str, Address] = {
    "default": {"held": "20"},
    "biases": {"held": "5", "biases": "with"},
}
