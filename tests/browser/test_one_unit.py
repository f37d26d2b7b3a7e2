"""One unit: the line is dragged, a rule learns AND step by step, and XOR it cannot."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenLab
from tests.browser.still import still
from tests.browser.walk_page import WalkPage

PATH = "/one-unit"


def opened(open_lab: OpenLab, query: str = "", width: int = 1440, height: int = 900) -> WalkPage:
    return WalkPage(open_lab(query, width=width, height=height, path=PATH).page).painted()


def place(page: Page, x: float, y: float) -> tuple[float, float]:
    """Return where a point of the plane is on the screen."""
    found = page.locator(".gn-playback-plot").evaluate(
        "(plot, [x, y]) => { const { xaxis, yaxis } = plot._fullLayout;"
        " const { left, top } = plot.getBoundingClientRect();"
        " return [left + xaxis._offset + xaxis.d2p(x), top + yaxis._offset + yaxis.d2p(y)]; }",
        [x, y],
    )
    return found[0], found[1]


def weight(page: Page, name: str) -> str:
    """Return the number of a slider."""
    return page.get_by_role("group", name=name, exact=True).inner_text().split()[-1]


def test_the_perceptron_learns_and_step_by_step_and_ends(open_lab: OpenLab) -> None:
    walk = opened(open_lab, "pace=30")
    toolbar = walk.page.get_by_role("toolbar")
    expect(toolbar).to_contain_text("2 of 4")
    walk.press("Step")
    walk.expect_step(1)
    expect(walk.page.get_by_role("row").filter(has_text="+1").first).to_be_visible()
    walk.press("Play")
    walk.expect_status("finished")
    walk.expect_step(21)
    expect(toolbar).to_contain_text("4 of 4")
    said = walk.page.get_by_role("status").filter(has_text="All four are right from step 18 on")
    expect(said).to_have_count(1)


def test_the_line_is_dragged_and_the_weights_follow(open_lab: OpenLab) -> None:
    # w = (1, 1), b = -0.5 is the line from (-0.5, 1) to (1, -0.5): it learns OR as it stands.
    walk = opened(open_lab, "gate=or&w_1=1&w_2=1&b=-0.5")
    page = walk.page
    expect(page.get_by_role("toolbar")).to_contain_text("4 of 4")
    still(page.locator(".gn-playback-plot"))
    page.mouse.move(*place(page, 0.25, 0.25))
    page.mouse.down()
    page.mouse.move(*place(page, 0.5, 0.5), steps=4)
    page.mouse.move(*place(page, 0.75, 0.75), steps=4)
    page.mouse.up()
    expect(page.get_by_role("toolbar")).to_contain_text(re.compile(r"[12] of 4"))
    expect(page).to_have_url(re.compile(r"b=-1\.[3-7]"))
    assert weight(page, "w₁") == weight(page, "w₂")  # it was moved, and not turned


def test_xor_is_learned_by_no_line_and_the_proof_is_there(open_lab: OpenLab) -> None:
    walk = opened(open_lab, "gate=xor&steps=8&pace=30")
    walk.press("Play")
    walk.expect_status("finished")
    expect(
        walk.page.get_by_role("status").filter(has_text="No line has both 1s on one side")
    ).to_have_count(1)
    walk.page.get_by_text("Why no line parts XOR").click()
    proof = walk.page.get_by_test_id("stMainBlockContainer").get_by_test_id("stExpander")
    expect(proof).to_contain_text("Suppose that a unit says 0")
    expect(proof.get_by_role("link", name="XOR")).to_have_attribute("href", "/xor")


def test_on_a_phone_it_is_moved_by_a_slider(open_lab: OpenLab) -> None:
    walk = opened(open_lab, width=390, height=844)
    page = walk.page
    page.get_by_role("button", name="Expand sidebar").click()
    slider = page.get_by_role("slider", name=re.compile("^w₁"))
    slider.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"w_1=-0\.75"))
