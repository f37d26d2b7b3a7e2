"""The page as a user drives it: by roles and labels, waiting for what is to be seen."""

import re

from playwright.sync_api import Locator, Page, expect

from app.pages.table import PAGES
from tests.serving import PATIENCE


def go_to(page: Page, title: str) -> None:
    """Follow a link of the navigation: a page stands below the heading of its group."""
    group = next(record.group for record in PAGES.values() if record.title == title)
    page.get_by_test_id("stHeader").get_by_role("button", name=group, exact=True).click()
    page.get_by_role("menuitem", name=title, exact=True).click()


class LabPage:
    """One open page with the live view on it."""

    def __init__(self, page: Page) -> None:
        page.set_default_timeout(1000 * PATIENCE)
        self.page = page
        self.stage = page.get_by_test_id("stage")

    def painted(self) -> "LabPage":
        """Wait until the first frame is there."""
        self.wait("Number(s.frames) > 0")
        return self

    def wait(self, condition: str) -> None:
        """Wait until a condition holds, written with `s` for the stage's data."""
        self.page.wait_for_function(
            "condition => { const s = document.querySelector('[data-testid=stage]')?.dataset;"
            " return s && new Function('s', `return ${condition}`)(s); }",
            arg=condition,
        )

    def value(self, name: str) -> float:
        """Return a number of the stage."""
        return float(self.stage.get_attribute(f"data-{name}") or "nan")

    @property
    def epoch(self) -> int:
        """Return the epoch that is shown."""
        return int(self.value("epoch"))

    def expect_status(self, status: str) -> None:
        """Wait for a status, and until all is drawn."""
        expect(self.stage).to_have_attribute("data-status", status)
        expect(self.page.locator(".gn-stage[data-pending]")).to_have_count(0)

    def expect_epoch(self, epoch: int) -> None:
        """Wait for an epoch."""
        expect(self.stage).to_have_attribute("data-epoch", str(epoch))

    def button(self, name: str) -> Locator:
        """Return the button with this name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        """Press the button with this name."""
        self.button(name).click()

    def slider(self, name: str) -> Locator:
        """Return the slider whose name begins with these words."""
        return self.page.get_by_role("slider", name=re.compile(rf"^{name}\b"))

    def to_end(self, name: str, key: str) -> None:
        """Move a slider to its left end ("Home") or its right one ("End").

        While the page is drawn anew the slider may be another element for a moment, and a key
        goes to the one that has gone: as a person would, it is pressed until the slider moves.
        """
        slider = self.slider(name)
        there = "(e, side) => e.value === e[side]"
        for _ in range(30):
            slider.focus()
            slider.press(key)
            self.animation_frames(10)
            if slider.evaluate(there, {"Home": "min", "End": "max"}[key]):
                return
        raise AssertionError(f"{name} does not move")

    def play_to(self, epoch: int) -> None:
        """Play until an epoch has been shown, and pause."""
        self.press("Play")
        # Within the page: on a busy machine the run may end before a click from here arrives.
        self.stage.evaluate(
            "(stage, epoch) => new Promise(done => { const look = () => {"
            " if (Number(stage.dataset.epoch) < epoch) return requestAnimationFrame(look);"
            " stage.querySelector('.gn-play').click(); done(); }; look(); })",
            epoch,
        )
        self.expect_status("paused")

    def scrub(self, epoch: int) -> None:
        """Drag the scrubber to an epoch and let go."""
        self.slider("(Epoch|Iteration)").evaluate(
            "(e, v) => { e.value = v; e.dispatchEvent(new Event('input', {bubbles: true}));"
            " e.dispatchEvent(new Event('change', {bubbles: true})); }",
            epoch,
        )

    def animation_frames(self, n: int) -> None:
        """Let the browser draw n times."""
        self.page.evaluate(
            "n => new Promise(done => { const count = () => n-- > 0 ?"
            " requestAnimationFrame(count) : done(); count(); })",
            n,
        )

    def map_top(self) -> float:
        """Return how far down the page the map of the decision boundary begins."""
        box = self.page.get_by_role("img", name="Map of what the network says").bounding_box()
        assert box is not None
        return box["y"]

    def map_pixels(self) -> str:
        """Return the picture of the decision boundary, as text that differs if it does."""
        canvas = self.page.get_by_role("img", name="Map of what the network says")
        return str(canvas.evaluate("e => e.toDataURL()"))
