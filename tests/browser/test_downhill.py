"""Downhill in the browser: play, step, back, another function, a bad polynomial."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenLab
from tests.browser.walk_page import WalkPage
from tests.browser.windows import PHONE, WIDER, expect_none, in_windows


def open_downhill(open_lab: OpenLab, query: str = "", **kwargs: object) -> WalkPage:
    """Open the page and wait for its chart."""
    lab = open_lab(query, path="/downhill", **kwargs)
    return WalkPage(lab.page).painted()


def test_the_ball_rolls_to_the_minimum_and_it_says_so(open_lab: OpenLab) -> None:
    walk = open_downhill(open_lab, "pace=30")
    said = walk.page.get_by_role("status").filter(has_text="2.2500325268933734")
    expect(said).to_be_hidden()
    walk.press("Play")
    walk.expect_status("finished")
    walk.expect_step(42)
    expect(said).to_be_visible()
    expect(walk.page.get_by_role("toolbar")).to_contain_text("2.25")
    walk.press("Play")  # once more, from the start
    walk.wait("s.status === 'playing' && Number(s.step) < 42")


def test_step_and_back_mark_the_row_of_the_table_and_a_pause_holds_still(open_lab: OpenLab) -> None:
    walk = open_downhill(open_lab, "rate=0.001&pace=10")
    current = walk.page.locator("tr[aria-current=step]")
    expect(current).to_contain_text("66")
    walk.press("Step")
    walk.expect_step(1)
    expect(current).to_contain_text("3.888")
    walk.page.keyboard.press("Escape")
    walk.press("Step")
    expect(current).to_contain_text("3.78896")
    walk.press("Back")
    walk.expect_step(1)
    walk.press("Reset")
    walk.expect_step(0)
    expect(walk.button("Back")).to_be_disabled()
    # A pause holds still.
    walk.press("Play")
    walk.wait("Number(s.step) >= 3")
    walk.press("Pause")
    walk.expect_status("paused")
    step = walk.value("step")
    walk.page.evaluate(
        "n => new Promise(done => { const count = () => n-- > 0 ?"
        " requestAnimationFrame(count) : done(); count(); })", 40
    )  # fmt: skip
    assert walk.value("step") == step


def test_too_large_an_alpha_runs_away_visibly_and_says_why(open_lab: OpenLab) -> None:
    walk = open_downhill(open_lab, "f=ravine&x_0=1.8&rate=0.2&pace=10")
    walk.press("Play")
    walk.expect_status("finished")
    said = walk.page.get_by_role("status").filter(has_text="It ran away")
    expect(said).to_contain_text("α must stay under 2/f″ = 0.1")
    assert "NaN" not in walk.walk.inner_text()


def test_another_function_starts_where_it_is_worth_it(open_lab: OpenLab) -> None:
    walk = open_downhill(open_lab)
    walk.page.get_by_role("combobox", name="Function").click()
    walk.page.get_by_role("option", name="two valleys").click()
    walk.page.wait_for_url("**/downhill?*x_0=2.2*")
    # f(2.2): the path from there has arrived.
    expect(walk.walk).to_contain_text("5.166")
    expect(walk.page.get_by_text("make no run")).to_have_count(0)
    walk.press("Step")
    walk.expect_step(1)


def test_a_polynomial_that_cannot_be_read_is_told(open_lab: OpenLab) -> None:
    walk = open_downhill(open_lab, "f=own&x_0=2.0")
    field = walk.page.get_by_role("textbox", name="Coefficients")
    field.fill("1 zwei 3")
    field.press("Enter")
    refusal = walk.page.get_by_text("Coefficients: got 'zwei', takes numbers")
    expect(refusal).to_be_visible()
    field.fill("1 0 -2 0 1")
    field.press("Enter")
    expect(refusal).to_have_count(0)
    walk.painted()
    expect(field).to_have_value("1 0 -2 0 1")


#: Numbers that end beyond the window.
BEYOND = """() => [...document.querySelectorAll('.gn-readout b')]
  .filter(e => e.getBoundingClientRect().right > window.innerWidth).map(e => e.textContent)"""


def test_nothing_is_cut_off(open_lab: OpenLab) -> None:
    walk = open_downhill(open_lab, "rate=0.09", **PHONE)
    walk.press("Step")
    walk.press("Step")
    walk.expect_step(2)
    expect(walk.page.locator(".gn-readout b").first).to_be_visible()
    for _ in in_windows(walk.page, "light", "dark"):
        expect_none(walk.page, WIDER)
        expect_none(walk.page, BEYOND)
