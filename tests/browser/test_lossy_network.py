"""A network that loses, delays and doubles answers: nothing is stuck, and the numbers are right."""

import json
import math
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from app.pages.table import EXPERIMENTS
from tests.browser.lab_page import LabPage, go_to
from tests.browser.pages import SharedPage

HERE = Path(__file__).resolve().parent
#: Takes the place of the page's network, and counts what must never be seen.
SCRIPTS = ("lossy_network.js", "stage_watch.js")
ACTIONS = 200
EPOCHS = 400
COMMON = f"epochs={EPOCHS}&speed=5&optimizer=gradient_descent&more=1"
#: Path of a page -> its name, its title, and the label of its scrubber.
PAGES = {
    "/moons": ("moons", "Moons", "Epoch"),
    "/sleep": ("sleep", "Sleep and study", "Iteration"),
}
#: Looks in two animation frames for what must come to be.
LOOKS = 1000


class Wanderer:
    """A visitor who does something else all the time, drawn from a seed."""

    def __init__(self, lab: LabPage, seed: int) -> None:
        self.lab, self.draw = lab, random.Random(seed)
        #: Pages that the browser's back button still leads to.
        self.depth = 0
        #: How often something was done that takes a playing run back.
        self.n_falls = 0

    def act(self) -> None:
        """Do one thing, and let the browser draw a few times."""
        (action,) = self.draw.choices([*DEEDS], [*DEEDS.values()])
        action(self)
        self.lab.animation_frames(self.draw.randrange(5))

    def press(self, name: str) -> None:
        """Press a button of the stage, if it can be pressed."""
        # In one go: a button may be disabled, or be called otherwise, in the next moment.
        self.lab.stage.evaluate("(stage, name) => stage.querySelector(`.gn-${name}`).click()", name)

    def toggle(self) -> None:
        """Play, or pause."""
        self.press("play")

    def pause(self) -> None:
        """Pause if it plays."""
        self.lab.stage.evaluate(
            "stage => { if (stage.dataset.status === 'playing')"
            " stage.querySelector('.gn-play').click(); }"
        )

    def step(self) -> None:
        """Go an epoch on or back."""
        self.press(self.draw.choice(["step", "step", "back"]))

    def reset(self) -> None:
        """Go back to the initial weights."""
        self.n_falls += 1
        self.press("reset")

    def scrub(self) -> None:
        """Drag the scrubber to some epoch and let go."""
        self.lab.scrub(self.draw.randrange(EPOCHS))

    def move(self) -> None:
        """Move a slider by one stop."""
        slider = self.lab.slider(self.draw.choice(["Learning rate", "Learning rate", "Speed"]))
        self.n_falls += 1
        slider.press(self.draw.choice(["ArrowLeft", "ArrowRight"]))

    def start_anew(self) -> None:
        """Draw other initial weights."""
        self.n_falls += 1
        self.lab.press("New start")

    def change_page(self) -> None:
        """Follow a link to one of the two pages."""
        self.go_to(self.draw.choice([title for _, title, _ in PAGES.values()]))
        self.depth += 1

    def go_to(self, title: str) -> None:
        """Follow a link."""
        go_to(self.lab.page, title)

    def go_back(self) -> None:
        """Go back in the browser's history, within the app."""
        if self.depth:
            self.lab.page.evaluate("history.back()")
            self.depth -= 1


#: What the visitor does, and how often.
DEEDS: dict[Callable[[Wanderer], None], int] = {
    Wanderer.toggle: 10,
    Wanderer.step: 4,
    Wanderer.scrub: 5,
    Wanderer.reset: 1,
    Wanderer.move: 5,
    Wanderer.start_anew: 1,
    Wanderer.change_page: 2,
    Wanderer.go_back: 1,
}


def query_of(lab: LabPage) -> dict[str, str]:
    """Return the query of the address."""
    return dict(parse_qsl(urlsplit(lab.page.url).query, keep_blank_values=True))


def shown(lab: LabPage) -> tuple[float, float, float]:
    """Return epoch, cost and learning rate of the stage."""
    return lab.value("epoch"), lab.value("cost"), lab.value("alpha")


def due(lab: LabPage) -> tuple[float, float, float]:
    """Return what the engine has at the epoch that is shown, from the address alone."""
    experiment = EXPERIMENTS[PAGES[urlsplit(lab.page.url).path][0]]
    settings, problems = experiment.form.read(query_of(lab))
    assert not problems, lab.page.url
    run = experiment.lab(settings)
    reached = run.advance(lab.epoch)
    numbers = experiment.scene(run).pack(reached).numbers
    return reached, numbers["J"], numbers["alpha"]


def come_to_rest(lab: LabPage) -> None:
    """Wait until nothing is on its way, and what is shown is what the address says."""
    app = lab.page.get_by_test_id("stApp")
    known: dict[tuple[str, int], tuple[float, float, float]] = {}
    for _ in range(LOOKS):
        lab.animation_frames(2)
        lab.page.wait_for_function("window.network.onWay === 0")
        expect(app).to_have_attribute("data-test-script-state", "notRunning")
        at = (lab.page.url, lab.epoch)
        known[at] = known.get(at) or due(lab)
        if same(shown(lab), known[at]):
            return
    raise AssertionError(f"shows {shown(lab)}, should show {due(lab)}: {lab.page.url}")


def same(some: tuple[float, ...], others: tuple[float, ...]) -> bool:
    """Return whether numbers are the same to the bit; a cost may be none."""
    return all(
        one == other or (math.isnan(one) and math.isnan(other))
        for one, other in zip(some, others, strict=True)
    )


def check_status(lab: LabPage) -> None:
    """Expect the status of a stage that does not play."""
    status = lab.stage.get_attribute("data-status")
    assert status in {"idle", "paused", "finished", "diverged"}
    assert status != "idle" or lab.epoch == 0
    assert (status == "finished") == (lab.epoch == int(query_of(lab)["epochs"]))


def check_play(wanderer: Wanderer) -> None:
    """Expect that Play plays on, and that what is then shown is right again."""
    lab = wanderer.lab
    lab.scrub(lab.epoch // 2)  # an end is nothing to play on from
    come_to_rest(lab)
    before = lab.epoch
    wanderer.toggle()
    lab.wait(f"Number(s.epoch) > {before}")
    wanderer.pause()
    come_to_rest(lab)
    assert lab.epoch > before


@pytest.fixture
def lossy(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[LabPage]:
    """Return a page whose network is a bad one, drawn from the parameter."""
    shared = SharedPage(browser, address)
    scrubbers = {path: scrubber for path, (_, _, scrubber) in PAGES.items()}
    given = {"seed": request.param, "scrubbers": scrubbers}
    shared.page.add_init_script(f"Object.assign(window, {json.dumps(given)});")
    for name in SCRIPTS:
        shared.page.add_init_script(path=HERE / name)
    yield LabPage(shared.open("/sleep", COMMON, 1440, 900, "light"))
    faults = shared.leave()
    shared.close()
    assert not faults


@pytest.mark.parametrize(("lossy", "seed"), [(n, n) for n in (1, 2, 3)], indirect=["lossy"])
def test_nothing_is_stuck_and_every_number_is_right(lossy: LabPage, seed: int) -> None:
    lab, page, wanderer = lossy.painted(), lossy.page, Wanderer(lossy, seed)
    arrive(wanderer, "/moons")
    lab.painted()
    for _ in range(ACTIONS):
        wanderer.act()
    network = page.evaluate("window.network")
    assert min(network["lost"], network["doubled"]) > 10
    page.evaluate("window.network.isSound = true")
    epochs = {}
    for path, (_, _, scrubber) in PAGES.items():
        arrive(wanderer, path)
        wanderer.pause()
        come_to_rest(lab)
        check_status(lab)
        check_play(wanderer)
        epochs[scrubber] = int(query_of(lab)["epochs"])
    seen = page.evaluate("window.seen")
    assert seen["arrivals"] > 2
    assert (seen["exceptions"], seen["away"], seen["strays"]) == (0, [], [])
    assert seen["falls"] <= wanderer.n_falls
    assert all(seen["highest"][scrubber] <= most for scrubber, most in epochs.items())
    # Nobody has moved this slider: neither page has taken over the other's settings.
    assert epochs == {"Iteration": EPOCHS, "Epoch": EXPERIMENTS["moons"].settings().epochs}


def arrive(wanderer: Wanderer, path: str) -> None:
    """Follow the link to a page, and wait until the address is that page's own."""
    wanderer.go_to(PAGES[path][1])
    wanderer.lab.page.wait_for_url(lambda url: urlsplit(url).path == path and "alpha=" in url)
