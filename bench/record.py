"""Record the answers of every page, number by number, and compare two recordings bit by bit.

For a change that must not change a number: record before and after, and compare. No browser: a
page is driven as its live view and its playback are, by addresses, commands and messages, which
are what visitors have bookmarked and browsers send. From the root of a checkout:

    python record.py OUT.json
    python record.py --compare BEFORE.json AFTER.json

Numbers stand in a recording as they are, in hexadecimal, or as the hash of their bytes beside some
of them. Words are kept apart from numbers, as they may be put otherwise on purpose. A comparison
ends with exit code 1 where weights of a first-order optimizer differ by a bit, or are missing.
"""

import argparse
import json
import math
import re
import sys
import time
from base64 import b64decode
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import scipy
from threadpoolctl import threadpool_limits

sys.path.insert(0, str(Path.cwd()))  # the checkout that is recorded

# --- The adapter: all that depends on names and places in the checkout. ---------------------------

from app.by_hand.tabs import TABS
from app.live.live import Live
from app.pages.cost_surfaces import descent as cost_surfaces
from app.pages.cost_surfaces.settings import COST_SURFACES_FORM
from app.pages.digits.grid import cells, train
from app.pages.digits.settings import DIGITS_FORM
from app.pages.downhill import descent as downhill
from app.pages.downhill.page import STORIES
from app.pages.downhill.settings import DOWNHILL_FORM
from app.pages.gradient_check.cases import CASES
from app.pages.gradient_check.check import chosen_parameters, sweep, verdict
from app.pages.gradient_check.settings import GradientCheckSettings
from app.pages.one_weight import descent as one_weight
from app.pages.one_weight.settings import ONE_WEIGHT_FORM
from app.pages.sleep.settings import SLEEP_FORM
from app.pages.sleep.studies import sweep as penalties_of_nights
from app.pages.sleep.studies import trials
from app.pages.table import EXPERIMENTS
from app.playback.playback import Playback
from app.run.lab import Lab
from app.sections.loss_surface.loss_surface import PLANES, PlaneChoice
from app.sections.loss_surface.playback import loss_surface_playback
from app.sections.worksheet.building import worksheet
from app.sections.worksheet.documents import to_markdown
from app.settings.run_settings import RunSettings
from app.settings.settings import Form, Settings
from core.engine.optimizers import FirstOrder, Step
from core.explain.gradient_check import GradientCheck, check_gradient
from core.explain.mistakes import MISTAKES

S = TypeVar("S", bound=Settings)

#: Name of a playback page in a recording -> its form, and what makes a playback of settings.
PLAYBACKS: dict[str, tuple[Form[Any], Callable[[Any], Playback]]] = {
    "downhill": (DOWNHILL_FORM, downhill.playback),
    "surfaces": (COST_SURFACES_FORM, cost_surfaces.playback),
    "one weight": (ONE_WEIGHT_FORM, one_weight.playback),
}


def settings_of(page: str, address: Mapping[str, str]) -> RunSettings:
    """Return the settings that an address of a live page stands for."""
    form: Form[RunSettings] = EXPERIMENTS[page].form
    return _read(form, address)


def _read(form: Form[S], address: Mapping[str, str]) -> S:
    settings, problems = form.read(address)
    assert not problems, problems
    return settings


def new_live(page: str, address: Mapping[str, str]) -> Live:
    """Return the run of a live page, opened at an address."""
    return Live(EXPERIMENTS[page], settings_of(page, address))


def address_of(live: Live) -> dict[str, str]:
    """Return the address as it is now."""
    return live.settings.to_address()


def change(live: Live, address: Mapping[str, str]) -> None:
    """Move widgets: give some fields other values, written as in an address."""
    fields = live.experiment.form.fields
    values = {name: fields[name].parse(text) for name, text in address.items()}
    live.use(live.settings.but(**values), with_history=False)


def go_to(live: Live, page: str, address: Mapping[str, str]) -> None:
    """Go to another address of the same page, as a lesson's button or the back button does."""
    live.use(settings_of(page, address), with_history=True)


def lab_of(live: Live) -> Lab:
    """Return the training of a run."""
    return live.lab


def advance(lab: Lab, epoch: int) -> int:
    """Train up to an epoch, however long it takes; return the epoch reached."""
    return lab.advance(epoch)


def step_at(lab: Lab, epoch: int) -> Step:
    """Return what has a theta, J, dJ_dtheta, n_evals and n_gradients, after so many epochs."""
    return lab.step(epoch)


def is_first_order(lab: Lab, epoch: int) -> bool:
    """Say whether no optimizer but those of first order have led to an epoch."""
    k = lab.step(epoch).k
    return all(isinstance(one.optimizer, FirstOrder) for one in lab.run.segments if one.k <= k)


def status_of(lab: Lab) -> tuple[str, str]:
    """Return how a training stands, and the sentence that says why it ended."""
    return lab.run.status, lab.run.message


def readings_at(lab: Lab, epoch: int) -> dict[str, float]:
    """Return costs and accuracies after so many epochs."""
    return vars(lab.readings(lab.step(epoch).theta, epoch))


def scene_numbers(page: str, lab: Lab, epoch: int) -> dict[str, float]:
    """Return the numbers of a frame by their names."""
    return EXPERIMENTS[page].scene(lab).pack(epoch).numbers


def sheet_of(lab: Lab, epoch: int) -> tuple[dict[str, Any], str, str]:
    """Return a worksheet: its numbers, and sheet and answer key in Markdown."""
    made = worksheet(lab, epoch, 1, 0.5)
    return asdict(made), to_markdown(made, key=False), to_markdown(made, key=True)


def playback_of(page: str, address: Mapping[str, str], changes: Mapping[str, Any]) -> Playback:
    """Return a page's playback: at an address, with `changes` as a button makes them."""
    form, playback = PLAYBACKS[page]
    return playback(_read(form, address).but(**changes))


def stories() -> dict[str, Mapping[str, Any]]:
    """Return what the buttons of the downhill page set."""
    return {title: {"mu": 0.0} | changes for title, _, changes in STORIES}


def loss_surface_of(lab: Lab, epoch: int, plane: str) -> Playback:
    """Return the loss surfaces around the weights of an epoch."""
    choice = PlaneChoice(plane, 0, lab.network.sizes[1], 0)
    return loss_surface_playback(lab, epoch, choice)


def check_of(case: str, lambda_: float, lab: Lab, epoch: int) -> dict[str, Any]:
    """Return a gradient check as the page makes it: with exercise 4's epsilon, and with others."""
    settings = GradientCheckSettings(case=case, lambda_=lambda_)
    objective, theta = CASES[case].make(lambda_, lab, epoch)
    indices = chosen_parameters(settings, objective.network)
    check = check_gradient(objective, theta, settings.epsilon, indices)
    checks = sweep(objective, theta, indices)
    said = verdict(check, checks)
    return {
        "theta": theta.tolist(),
        "J": objective(theta).J,
        "check": _check(check),
        "sweep": [_check(one) for one in checks],
        "verdict": [said.kind, said.sentence],
    }


def _check(check: GradientCheck) -> list[Any]:
    numbers = (check.analytic, check.numerical, check.relative_difference)
    return [check.epsilon, check.norm_ratio, *(part.tolist() for part in numbers)]


def studies_of(address: Mapping[str, str]) -> dict[str, Any]:
    """Return what the chapters of sleep and study try out, without the seconds it takes."""
    settings = _read(SLEEP_FORM, address)
    found = penalties_of_nights(settings)
    return {
        "training": found.training,
        "held_out": found.held_out,
        "brute force": [[one.weights, one.tried, one.J] for one in trials(settings)],
    }


def grid_of(address: Mapping[str, str]) -> list[list[float | None]]:
    """Return the accuracies of some networks of the digits page's grid."""
    settings = _read(DIGITS_FORM, address)
    task = EXPERIMENTS["digits"].task(settings)
    outcomes = [train(cell, task) for cell in cells(settings, (0.0, 1.0), (10, 20))]
    return [[one.lambda_, one.length, one.train_accuracy, one.test_accuracy] for one in outcomes]


# --- What is recorded. ----------------------------------------------------------------------------

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
    """Return a visit with three changes of a first-order run: its rate, its penalty, its batch."""
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
#: What a visitor of the digits page looks at.
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

#: Walks beside those that the stories of the downhill page show.
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

#: Settings that the chapters of sleep and study try things out with.
NIGHTS: dict[str, Address] = {
    "default": {"held": "20"},
    "biases": {"held": "5", "biases": "with"},
}

# --- How it is recorded. --------------------------------------------------------------------------

Recorded = dict[str, Any]

#: In a message, but of this process and this moment alone.
FLEETING = ("scene_id", "rate")
#: The name of a walk is a hash of its words as well.
NAME = "name"
#: Numbers in words: as people write them, the minus sign included.
IN_WORDS = re.compile(r"[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
#: Bytes in base 64, unlike any word.
PACKED = re.compile(r"(?:[A-Za-z0-9+/]{4}){16,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
#: Numbers that stand beside a hash.
FIRST, SPREAD = 3, 5


class Texts:
    """The words of a recording, each list of them once, by their hash."""

    def __init__(self) -> None:
        self.kept: dict[str, list[str]] = {}

    def keep(self, words: Sequence[str]) -> str:
        """Keep a list of words; return its hash."""
        name = _hash("\n".join(words).encode())
        self.kept[name] = list(words)
        return name


TEXTS = Texts()


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def exact(number: float) -> int | str:
    """Return a number without loss, as JSON can say it."""
    return int(number) if isinstance(number, int | np.integer) else float(number).hex()


def digest(numbers: Iterable[float]) -> Recorded | list[int | str]:
    """Return numbers: a few as they are; of more a hash, some, and their length as a vector."""
    values = np.fromiter(map(float, numbers), np.float64)
    values[np.isnan(values)] = np.nan  # there are many, and all say the same
    if len(values) <= FIRST + SPREAD:
        return [exact(value) for value in values]
    spread = np.linspace(FIRST, len(values) - 1, SPREAD).round().astype(int).tolist()
    chosen = sorted({*range(FIRST), *spread})
    finite = values[np.isfinite(values)].tolist()
    return {
        "n": len(values),
        "sha": _hash(values.tobytes()),
        "some": [exact(values[i]) for i in chosen],
        "length": math.sqrt(math.fsum(value * value for value in finite)).hex(),
    }


def leaves(value: Any) -> Iterator[float | str | bytes]:
    """Return the numbers, words and packed bytes of what JSON can say, in their order."""
    if isinstance(value, Mapping) and "bdata" in value:  # an array, as Plotly packs it
        yield from np.frombuffer(b64decode(value["bdata"]), value["dtype"]).tolist()
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from leaves(part)
    elif isinstance(value, str):
        yield b64decode(value) if PACKED.fullmatch(value) else value
    else:
        yield math.nan if value is None else float(value)


def spoken(value: Any) -> Recorded:
    """Return numbers, numbers in words, words and packed bytes of what JSON can say, each apart."""
    numbers: list[float] = []
    said: list[float] = []
    words: list[str] = []
    packed = b""
    for leaf in leaves(value):
        if isinstance(leaf, bytes):
            packed += leaf
        elif isinstance(leaf, str):
            said += [float(one.replace("−", "-")) for one in IN_WORDS.findall(leaf)]
            rest = IN_WORDS.sub("#", leaf)
            words += [rest] if any(letter.isalpha() for letter in rest) else []
        else:
            numbers.append(leaf)
    return {
        **({"numbers": digest(numbers)} if numbers else {}),
        **({"said": digest(said)} if said else {}),
        **({"words": TEXTS.keep(words)} if words else {}),
        **({"packed": _hash(packed)} if packed else {}),
    }


def by_key(said: Mapping[str, Any], *deeper: str) -> Recorded:
    """Return each part of what JSON can say by its name, and so the parts of some of them."""
    return {key: by_key(value) if key in deeper else spoken(value) for key, value in said.items()}


def tell(live: Live, name: str, epoch: int, **more: Any) -> tuple[Recorded, bytes]:
    """Send a command as a browser does; return the header and the frames of the answer."""
    command = {"name": name, "epoch": epoch, "n": 1, "number": 1, "horizon": epoch}
    live.obey({**command, **more})
    message = live.next_message()
    end = 4 + int.from_bytes(message[:4], "little")
    header = {k: v for k, v in json.loads(message[4:end]).items() if k not in FLEETING}
    return header, message[end + -end % 8 :]


class Visit:
    """A visit to a live page, recorded moment by moment."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.live = new_live(scenario.page, scenario.address)
        self.moments: list[Recorded] = []

    def record(self) -> Recorded:
        """Play, change, scrub, fork, open anew, reset and come back; return all moments."""
        scenario, changes = self.scenario, dict(self.scenario.changes)
        for epoch in scenario.epochs:
            self.play("play", epoch)
            if epoch in changes:
                change(self.live, changes[epoch])
                self.look("change", epoch)
        third, further = scenario.last // 3, scenario.last // 3 + scenario.last // 5
        for epoch in (scenario.last // 2, scenario.last // 5 + 1, 1, third):
            self.look("scrub", epoch)
        if scenario.fork:
            tell(self.live, "show", third, set=scenario.fork)  # as the stage changes settings
            assert scenario.fork.items() <= address_of(self.live).items()
            self.look("fork", third)
            for epoch in (third + 1, third + 2, further):
                self.play("forked", epoch)
        address = address_of(self.live)
        self.live = new_live(scenario.page, address)
        for epoch in (0, third, third + 1, further):
            self.play("reloaded", epoch)
        tell(self.live, "reset", 0)
        for epoch in (0, 1, 10):
            self.play("reset", epoch)
        go_to(self.live, scenario.page, address)
        self.play("went back to", further)
        return {"address": address, "moments": self.moments}

    def play(self, what: str, epoch: int) -> None:
        """Play to an epoch, pause there and record it.

        What is trained is trained before the browser asks: its answers are bound by the clock.
        """
        advance(lab_of(self.live), epoch)
        speed = int(address_of(self.live)["speed"])
        frames = b""
        if epoch >= speed:
            _, frames = tell(self.live, "more", epoch - speed)
        self.look(what, epoch, frames)

    def look(self, what: str, epoch: int, played: bytes = b"") -> None:
        """Show an epoch and record it."""
        header, frames = tell(self.live, "show", epoch)
        lab, shown = lab_of(self.live), int(header["shown"])
        step, (status, message) = step_at(lab, shown), status_of(lab)
        numbers = scene_numbers(self.scenario.page, lab, shown)
        self.moments.append(
            {
                "what": f"{what} {epoch}",
                "epoch": shown,
                "first_order": is_first_order(lab, shown),
                "theta": digest(step.theta),
                "J": exact(step.J),
                "dJ_dtheta": digest(step.dJ_dtheta),
                "n_evals": exact(step.n_evals),
                "n_gradients": exact(step.n_gradients),
                "readings": {k: exact(v) for k, v in readings_at(lab, shown).items()},
                "scene": {name: exact(number) for name, number in numbers.items()},
                "frames": {"packed": _hash(frames), "played": _hash(played)},
                "header": by_key(header, "aside", "scene"),
                "status": spoken(status),
                "message": spoken(message),
            }
        )


def panels(page: str, address: Address) -> Recorded:
    """Return what backpropagation by hand says of a run in each of its tabs."""
    live = new_live(page, address)
    advance(lab_of(live), HAND_EPOCH)
    found = {}
    for tab in TABS:
        for number, look in enumerate(LOOKS, 1):
            wish = {"by_hand": {"number": number, "tab": tab, **look}}
            header, _ = tell(live, "show", HAND_EPOCH, wish=wish)
            found[f"{tab} {number}"] = by_key(header["aside"]["by_hand"])
    if page == "digits":
        header, frames = tell(live, "show", HAND_EPOCH, wish={"digits": DIGITS_WISH})
        found["digits"] = by_key(header["aside"]["digits"]) | {"packed": _hash(frames)}
    return found


def sheets(page: str, address: Address) -> Recorded:
    """Return a worksheet of a run and its answer key."""
    live = new_live(page, address)
    numbers, sheet, key = sheet_of(lab_of(live), advance(lab_of(live), HAND_EPOCH))
    return {"numbers": by_key(numbers), "sheet": spoken(sheet), "key": spoken(key)}


def pictures(walk: Playback) -> Recorded:
    """Return a walk: what its traces are made of to the bit, and its message to the browser."""
    message = json.loads(walk.message())
    del message[NAME]
    traces = [
        digest(part.ravel())
        for one in walk.moving
        for part in (one.x, one.y, one.z)
        if part is not None
    ]
    return {"traces": traces, "message": by_key(message)}


def grounds() -> Iterator[tuple[str, Recorded]]:
    """Return the cost surfaces around the weights of the moons page, in each plane."""
    lab = lab_of(new_live("moons", {}))
    epoch = advance(lab, 300)
    for plane in PLANES:
        yield f"ground: {plane}", pictures(loss_surface_of(lab, epoch, str(plane)))


def checks() -> Iterator[tuple[str, Recorded]]:
    """Return the gradient checks of every network, without a penalty and with one."""
    lab = lab_of(new_live("moons", {"penalty": "l2", "lambda_": "0.1"}))
    epoch = advance(lab, 50)
    for case in CASES:
        for lambda_ in (0.0, 1.0):
            found = check_of(case, lambda_, lab, epoch)
            yield f"check: {case}, {lambda_:g}", by_key(found)


def parts() -> Iterator[tuple[str, Recorded]]:
    """Return every part of the recording by its name."""
    for name, scenario in SCENARIOS.items():
        yield name, Visit(scenario).record()
    for name, (page, address) in BY_HAND.items():
        yield f"by hand, {name}", panels(page, address)
    for name, (page, address) in SHEETS.items():
        yield f"worksheet: {name}", sheets(page, address)
    for title, changes in stories().items():
        yield f"story: {title}", pictures(playback_of("downhill", {}, changes))
    for name, (page, address) in ADDRESSES.items():
        yield name, pictures(playback_of(page, address, {}))
    yield from grounds()
    yield from checks()
    for name, address in NIGHTS.items():
        yield f"nights: {name}", by_key(studies_of(address))
    yield "grid", spoken(grid_of({"examples": "300"}))


def record(out: Path) -> None:
    """Record everything and say how long it took."""
    began = time.perf_counter()
    spent: dict[str, float] = defaultdict(float)
    found: dict[str, Recorded] = {}
    with threadpool_limits(1, user_api="blas"):  # as the server has it
        before = began
        for name, part in parts():
            found[name], now = part, time.perf_counter()
            spent[re.split("[:,]", name)[0]] += now - before
            before = now
    versions = [sys.version.split()[0], np.__version__, scipy.__version__]
    content = {"versions": versions, "parts": found, "texts": TEXTS.kept}
    out.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    for kind, seconds in spent.items():
        print(f"{kind:12} {seconds:6.1f} s")
    print(f"{len(found)} parts in {time.perf_counter() - began:.0f} s: {out}")


# --- How two recordings are compared. -------------------------------------------------------------

KINDS = ("theta", "J", "others", "words")
#: Differences that are told of a part, of each kind.
TOLD = 3
NUMBER = re.compile(r"-?0x[01]\.[0-9a-f]+p[-+]\d+|-?inf|nan")


@dataclass(frozen=True)
class Difference:
    """One difference.

    Attributes
    ----------
    kind : str
        One of KINDS.
    where : str
        The way there in the recording.
    relative : float
        Largest relative difference of the numbers that are known; NaN where none of them is.
    grave : bool
        Whether weights of a first-order optimizer are others, or missing.
    values : tuple
        What stands there before and after.
    """

    kind: str
    where: str
    relative: float
    grave: bool
    values: tuple[Any, Any]


def relative_difference(a: float, b: float) -> float:
    """Return |a - b| / the larger of both; infinity where only one of them is finite."""
    if a == b or (math.isnan(a) and math.isnan(b)):
        return 0.0
    gap = abs(a - b) / max(abs(a), abs(b))
    return gap if math.isfinite(gap) else math.inf


def differences(
    a: Any, b: Any, where: tuple[str, ...] = (), grave: bool = False
) -> Iterator[Difference]:
    """Return what differs between two recordings, or parts of them, that stand at `where`."""
    if a == b:
        return
    if isinstance(a, dict) and isinstance(b, dict) and "sha" not in a:
        for key in {**a, **b}:
            weights = key == "theta" and bool(a.get("first_order"))
            yield from differences(a.get(key), b.get(key), (*where, key), grave or weights)
        return
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for i, (one, other) in enumerate(zip(a, b, strict=True)):
            name = one.get("what", str(i)) if isinstance(one, dict) else str(i)
            yield from differences(one, other, (*where, name), grave)
        return
    lost = where[-1:] == ("moments",)
    yield Difference(_kind(where), " / ".join(where), _gap(a, b), grave or lost, (a, b))


def _kind(where: Sequence[str]) -> str:
    return next((kind for kind in KINDS if kind in where), "others")


def _gap(a: Any, b: Any) -> float:
    """Return the relative difference of two numbers or digests; NaN where that cannot be said."""
    if isinstance(a, dict) and isinstance(b, dict):
        if a["n"] != b["n"]:
            return math.inf
        pairs = zip([*a["some"], a["length"]], [*b["some"], b["length"]], strict=True)
        return max(relative_difference(_number(x), _number(y)) for x, y in pairs) or math.nan
    try:
        return relative_difference(_number(a), _number(b))
    except TypeError:
        return math.nan


def _number(value: Any) -> float:
    """Return a number as `exact` has written it.

    Raises
    ------
    TypeError
        If it is none.
    """
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return float.fromhex(value)
    if isinstance(value, int):
        return float(value)
    raise TypeError(value)


def compare(before: Path, after: Path) -> int:
    """Tell what differs between two recordings; return the exit code."""
    a, b = (json.loads(path.read_text("utf-8")) for path in (before, after))
    if a["versions"] != b["versions"]:
        print(f"versions of Python, NumPy, SciPy: {a['versions']} and {b['versions']}")
    grave, told = 0, set[str]()
    for name in {**a["parts"], **b["parts"]}:
        if name not in a["parts"] or name not in b["parts"]:
            print(f"{name}: only in {before if name in a['parts'] else after}")
            grave += name in a["parts"]
            continue
        found = list(differences(a["parts"][name], b["parts"][name]))
        grave += sum(one.grave for one in found)
        sorted_out = {kind: [one for one in found if one.kind == kind] for kind in KINDS}
        summaries = (f"{kind} {_summary(some)}" for kind, some in sorted_out.items())
        print(f"{name:48} {'  '.join(summaries)}")
        for one in (one for some in sorted_out.values() for one in some[:TOLD]):
            told_of = _told(one, a["texts"], b["texts"])
            if one.kind != "words" or told_of not in told:  # other words are told of once
                print(f"    {one.where}: {told_of}")
            told.add(told_of)
    print(f"{grave} grave: weights of first-order runs, or what is missing" if grave else "well")
    return int(grave > 0)


def _summary(found: Sequence[Difference]) -> str:
    """Return how many differences there are, and how far off their numbers."""
    if not found:
        return "equal"
    known = [one.relative for one in found if not math.isnan(one.relative)]
    return f"DIFFER ({len(found)}{f', up to {max(known):.1e}' if known else ''})"


def _told(one: Difference, before: dict[str, list[str]], after: dict[str, list[str]]) -> str:
    """Return a difference in words: of two texts, where they part."""
    grave = "  GRAVE" if one.grave else ""
    a, b = one.values
    if str(a) in before and str(b) in after:
        pairs = zip_longest(before[a], after[b], fillvalue="(nothing)")
        x, y = next((x, y) for x, y in pairs if x != y)
        return f"{x[:100]!r} and {y[:100]!r}"
    if math.isnan(one.relative):
        return f"{str(a)[:60]} and {str(b)[:60]}{grave}"
    return f"{one.relative:.1e}{grave}"


def main() -> int:
    """Record, or compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.json")
    parser.add_argument("--compare", action="store_true", help="two recordings, before and after")
    arguments = parser.parse_args()
    if len(arguments.files) != 1 + arguments.compare:
        parser.error("takes one file to record into, two to compare")
    if arguments.compare:
        return compare(*arguments.files)
    record(arguments.files[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
