"""A page with a walk on it, as a user drives it."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.lab_page import LabPage


class WalkPage:
    """One open page with a walk."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.walk = page.get_by_test_id("playback")

    def painted(self) -> "WalkPage":
        """Wait until the charts are drawn."""
        expect(self.page.locator(".gn-playback-plot .main-svg").first).to_be_visible()
        self.wait("Number(s.frames) > 0")
        return self

    def wait(self, condition: str) -> None:
        """Wait until a condition holds, written with `s` for the walk's data."""
        self.page.wait_for_function(
            "condition => { const s = document.querySelector('[data-testid=playback]')?.dataset;"
            " return s && new Function('s', `return ${condition}`)(s); }",
            arg=condition,
        )

    def animation_frames(self, n: int) -> None:
        """Let the browser draw n times."""
        LabPage(self.page).animation_frames(n)

    def value(self, name: str) -> float:
        """Return a number of the walk."""
        return float(self.walk.get_attribute(f"data-{name}") or "nan")

    def button(self, name: str) -> Locator:
        """Return the button with this name."""
        return self.page.get_by_role("button", name=name, exact=True)

    def press(self, name: str) -> None:
        """Press it."""
        self.button(name).click()

    def expect_step(self, step: int) -> None:
        """Wait for a step."""
        expect(self.walk).to_have_attribute("data-step", str(step))

    def expect_status(self, status: str) -> None:
        """Wait for a status."""
        expect(self.walk).to_have_attribute("data-status", status)
