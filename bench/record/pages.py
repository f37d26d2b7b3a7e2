"""The adapter to the app: everything in a recording that depends on its names and modules."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar
from urllib.parse import urlencode

from app.hosting.paths import ASSETS
from app.lessons.cards import read_cards
from app.live.live import Live
from app.pages.cost_surfaces import descent as cost_surfaces
from app.pages.cost_surfaces.settings import COST_SURFACES_FORM
from app.pages.digits.settings import DIGITS_FORM
from app.pages.downhill import descent as downhill
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
from app.sections.grid.design import design
from app.sections.grid.preparing import preparation
from app.sections.grid.runs import train
from app.sections.loss_surface.loss_surface import PlaneChoice
from app.sections.loss_surface.playback import loss_surface_playback, path_of
from app.sections.worksheet.documents import to_markdown
from app.sections.worksheet.variants import variants
from app.settings.run_settings import RunSettings
from app.settings.settings import Form, Settings
from core.engine.optimizers import FirstOrder, Step
from core.explain.gradient_check import GradientCheck, check_gradient

S = TypeVar("S", bound=Settings)

#: Name of a playback page in a recording -> its form, and its function from settings to a playback.
PLAYBACKS: dict[str, tuple[Form[Any], Callable[[Any], Playback]]] = {
    "downhill": (DOWNHILL_FORM, downhill.playback),
    "surfaces": (COST_SURFACES_FORM, cost_surfaces.playback),
    "one weight": (ONE_WEIGHT_FORM, one_weight.playback),
}


def settings_of(page: str, address: Mapping[str, str]) -> RunSettings:
    """Return the settings of an address of a live page."""
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
    """Return the current address."""
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
    """Return whether all optimizers up to an epoch are of first order."""
    k = lab.step(epoch).k
    return all(isinstance(one.optimizer, FirstOrder) for one in lab.run.segments if one.k <= k)


def status_of(lab: Lab) -> tuple[str, str]:
    """Return the status of a training, and the sentence that says why it ended."""
    return lab.run.status, lab.run.message


def readings_at(lab: Lab, epoch: int) -> dict[str, float]:
    """Return costs and accuracies after so many epochs."""
    return vars(lab.readings(lab.step(epoch).theta, epoch))


def scene_numbers(page: str, lab: Lab, epoch: int) -> dict[str, float]:
    """Return the numbers of a frame by their names."""
    return EXPERIMENTS[page].scene(lab).pack(epoch).numbers


def sheet_of(page: str, lab: Lab) -> tuple[dict[str, Any], str, str]:
    """Return a worksheet: its numbers, and sheet and answer key in Markdown."""
    made = variants(EXPERIMENTS[page], lab.settings, 1, 1, urlencode)
    return asdict(made[0]), to_markdown(made, key=False), to_markdown(made, key=True)


def playback_of(page: str, address: Mapping[str, str], changes: Mapping[str, Any]) -> Playback:
    """Return a page's playback at an address, with the `changes` that a button makes."""
    form, playback = PLAYBACKS[page]
    return playback(_read(form, address).but(**changes))


def stories() -> dict[str, Mapping[str, Any]]:
    """Return what the buttons of the downhill page set."""
    lesson = read_cards(DOWNHILL_FORM, ASSETS / "cards" / "downhill.md")
    return {
        button.label: button.settings.values for step in lesson.steps for button in step.buttons
    }


def loss_surface_of(lab: Lab, epoch: int, plane: str) -> Playback:
    """Return the loss surfaces around the weights of an epoch."""
    choice = PlaneChoice(plane, 0, lab.network.sizes[1], 0)
    return loss_surface_playback(path_of(lab, epoch), choice)


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
    """Return the results of the chapters' studies on sleep and study, without their seconds."""
    settings = _read(SLEEP_FORM, address)
    found = penalties_of_nights(settings)
    return {
        "training": found.training,
        "held_out": found.held_out,
        "brute force": [[one.weights, one.combinations, one.J] for one in trials(settings)],
    }


def grid_of(address: Mapping[str, str]) -> list[list[float | None]]:
    """Return the accuracies of some networks of the digits page's grid."""
    settings = _read(DIGITS_FORM, address)
    experiment = EXPERIMENTS["digits"]
    typed = (("lambda_", "0, 1"), ("max_evals", "10, 20"))
    made = design(experiment.form, typed, "weights", 1, fixed={"epochs": 1000})
    cells, task = made.cells(settings), experiment.task(settings)
    prepare = preparation(experiment, task)
    outcomes = [train(one, task) for one in prepare(made.trials(cells))]
    return [[*cells[one.cell].values, one.train_accuracy, one.test_accuracy] for one in outcomes]
