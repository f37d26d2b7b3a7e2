"""A visitor of all pages in a real browser, who does one thing after another, and looks."""

import random
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit

import numpy as np
from playwright.sync_api import Error, FilePayload
from scipy.io import savemat

from app.pages.table import EXPERIMENTS, PAGES
from app.settings.old_addresses import OLD_PATHS
from tests.browser.lab_page import LabPage, go_to
from tests.browser.pages import SharedPage
from tests.forms import FORMS

#: Milliseconds that one thing may take before it is left, and looks at what must come to be.
BRIEFLY, LOOKS = 5000, 400
NO_SCRIPT = "[data-test-script-state=notRunning]"
#: Path -> the page. At the root is the start page, or what was there before.
PATHS = {
    path: name
    for name, record in PAGES.items()
    for path in (record.path, *OLD_PATHS.get(name, ()))
    if path
}
AT_ROOT = next(name for name in PAGES if "" in OLD_PATHS.get(name, ()))


class FaultError(Exception):
    """The page shows what it must not show; the message says what."""


class Wanderer:
    """A visitor; what each does is determined by a number.

    Parameters
    ----------
    shared : SharedPage
        A page of the browser that shows the app.
    """

    def __init__(self, shared: SharedPage) -> None:
        self.shared, self.page = shared, shared.page
        self.lab = LabPage(self.page)
        self.page.set_default_timeout(BRIEFLY)
        self.draw = random.Random()
        #: How often one can go back and forward again, within the app, as far as is certain.
        self.behind = self.ahead = 0
        #: The path where the page came to rest last; empty after a step through the history.
        self.at = ""

    def act(self, name: str, number: int) -> None:
        """Do one thing. What cannot be done at this moment is left."""
        self.draw = random.Random(number)
        try:
            DEEDS[name](self)
        except Error as error:  # Playwright's: there is no such button now, or it was replaced
            if "crash" in str(error):
                raise FaultError(str(error)) from error
        self.check_nothing_failed()

    def check_nothing_failed(self) -> None:
        """Raise a FaultError if an exception is shown, or the console told of one."""
        with suppress(Error):  # while another document is on its way, there is none to look at
            if said := self.page.get_by_test_id("stException").all_inner_texts():
                raise FaultError(f"an exception: {said[0][:200]}")
        if self.shared.faults:
            raise FaultError(self.shared.faults[0][:200])

    def look(self) -> None:
        """Wait until the page is at rest, and check that it is all there.

        Raises
        ------
        FaultError
            If it never comes to that.
        """
        wrong = ""
        for _ in range(LOOKS):
            wrong = "another document on its way"
            with suppress(Error):
                self.lab.animation_frames(3)
                wrong = self.wrong()
            if not wrong:
                break
        self.check_nothing_failed()
        # A link to the page that is shown, and one that another overtakes, leave no entry.
        path = urlsplit(self.page.url).path
        self.behind, self.at = self.behind + (self.at not in ("", path)), path
        if wrong:
            raise FaultError(f"{wrong} at {self.page.url[:300]}")

    def wrong(self) -> str:
        """Return what is not there yet, or never to be; empty if all is right."""
        at = urlsplit(self.page.url)
        path = at.path.strip("/")
        if path not in PATHS and path:
            return "a path of no page"
        if not self.page.locator(NO_SCRIPT).count():
            return "a script that never ends"
        query = dict(parse_qsl(at.query, keep_blank_values=True))
        # Without a query, the start page is at the root.
        name = PATHS.get(path) or (AT_ROOT if query else "")
        if name in FORMS and not FORMS[name].settings.keys_match(query):
            owners = [one for one, form in FORMS.items() if form.settings.keys_match(query)]
            return f"the address of {owners} under the path of {name}"
        stages = self.page.get_by_test_id("stage")
        if name in EXPERIMENTS and not stages.count():
            return f"{name} without a stage"
        if name in EXPERIMENTS and not int(stages.first.get_attribute("data-frames") or 0):
            return f"{name} without a frame"
        return ""

    def go_to(self) -> None:
        """Follow a link to a page."""
        self.follow(self.draw.choice([record.title for record in PAGES.values()]))

    def follow(self, title: str) -> None:
        """Follow the link to the page with this title."""
        go_to(self.page, title)
        self.ahead = 0

    def hurry(self) -> None:
        """Follow two or three links without waiting for any."""
        for _ in range(self.draw.randint(2, 3)):
            self.go_to()
            self.lab.animation_frames(self.draw.randrange(3))

    def go_back(self) -> None:
        """Go back in the browser's history, within the app."""
        if self.behind:
            self.page.evaluate("history.back()")
            self.behind, self.ahead, self.at = self.behind - 1, self.ahead + 1, ""

    def go_forward(self) -> None:
        """Go forward in it."""
        if self.ahead:
            self.page.evaluate("history.forward()")
            self.behind, self.ahead, self.at = self.behind + 1, self.ahead - 1, ""

    def press(self) -> None:
        """Press a button of the stage."""
        name = self.draw.choice(["play", "play", "play", "step", "back", "reset"])
        self.page.evaluate(
            "name => document.querySelector(`[data-testid=stage] .gn-${name}`)?.click()", name
        )

    def scrub(self) -> None:
        """Drag the scrubber somewhere and let go."""
        self.lab.scrub(self.draw.randrange(100))

    def move(self) -> None:
        """Move a slider by some stops, quickly."""
        sliders = self.page.get_by_role("slider")
        if n := sliders.count():
            slider = sliders.nth(self.draw.randrange(n))
            slider.focus(timeout=BRIEFLY)
            for _ in range(self.draw.randint(1, 4)):
                self.page.keyboard.press(self.draw.choice(["ArrowLeft", "ArrowRight", "End"]))

    def press_any(self) -> None:
        """Press any button of the page that neither fetches nor saves a file."""
        buttons = self.page.locator("[data-testid=stMain] button:visible").filter(
            has_not_text="Fetch"
        )
        if n := buttons.count():
            button = buttons.nth(self.draw.randrange(n))
            if "ownload" not in button.inner_text(timeout=BRIEFLY):
                button.click(timeout=BRIEFLY)

    def type(self) -> None:
        """Press keys that the page may take."""
        for _ in range(self.draw.randint(1, 5)):
            self.page.keyboard.press(self.draw.choice([" ", "ArrowLeft", "ArrowRight", "Tab", "r"]))

    def click(self) -> None:
        """Click somewhere in the picture."""
        stage = self.page.get_by_test_id("stage").first
        box = stage.bounding_box(timeout=BRIEFLY)
        if box is not None:
            x, y = (self.draw.random() * box[side] for side in ("width", "height"))
            self.page.mouse.click(box["x"] + x, min(box["y"] + y, 700))

    def upload(self) -> None:
        """Bring a file, sound or not, where the page takes any."""
        inputs = self.page.locator("input[type=file]")
        if n := inputs.count():
            data = self.draw.choice([*FILES.values(), b"", bytes(1000)])
            name = "digits.mat" if data in (FILES["mat"], bytes(1000)) else "nights.csv"
            file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": data}
            inputs.nth(self.draw.randrange(n)).set_input_files(file)

    def reload(self) -> None:
        """Load the page again."""
        self.page.reload()

    def resize(self) -> None:
        """Make the window wider, or less wide."""
        width, height = self.draw.choice([(1440, 900), (1280, 720), (1024, 768)])
        self.page.set_viewport_size({"width": width, "height": height})


def pictures(seed: int = 0) -> bytes:
    """Return a .mat file of some pictures."""
    out = BytesIO()
    rng = np.random.default_rng(seed)
    savemat(out, {"X": rng.uniform(size=(60, 16)), "y": np.arange(60) % 10 + 1})
    return out.getvalue()


FILES = {"mat": pictures(), "csv": b"sleep,study,score\n7,2,80\n5,1,70\n6,4,90\n"}

#: What a visitor does.
DEEDS: dict[str, Callable[[Wanderer], None]] = {
    name: getattr(Wanderer, name)
    for name in (
        "go_to", "hurry", "go_back", "go_forward", "press", "scrub", "move", "press_any", "type",
        "click", "upload", "reload", "resize", "look",
    )
}  # fmt: skip
