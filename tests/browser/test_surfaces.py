"""Cost surfaces in the browser: both balls roll, the cameras turn together, a click starts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenLab
from tests.browser.still import still
from tests.browser.walk_page import WalkPage

CAMERA = """n => JSON.stringify(
  document.querySelectorAll('.gn-playback-plot')[n]._fullLayout.scene.camera.eye)"""


def open_surfaces(open_lab: OpenLab, query: str = "", **kwargs: object) -> WalkPage:
    """Open the page and wait for its charts."""
    walk = WalkPage(open_lab(query, path="/surfaces", **kwargs).page)
    walk.wait("Number(s.frames) > 0 && Number(s.charts) === 4")
    return walk


def test_both_balls_roll_and_the_end_is_told(open_lab: OpenLab) -> None:
    walk = open_surfaces(open_lab, "ball_steps=500")
    said = walk.page.get_by_role("status").filter(has_text="After 500 steps")
    expect(said).to_be_hidden()
    walk.press("Play")
    walk.wait("Number(s.step) > 50")
    trail = "n => document.querySelectorAll('.gn-playback-plot')[n].data[1].x.length"
    assert walk.page.evaluate(trail, 0) > 3
    assert walk.page.evaluate(trail, 1) > 3
    walk.expect_status("finished")
    expect(said).to_be_visible()
    expect(said).to_contain_text("cross-entropy: w = (")
    assert "NaN" not in walk.walk.inner_text()


def test_the_cameras_turn_together_and_stay_while_it_plays(open_lab: OpenLab) -> None:
    walk = open_surfaces(open_lab)
    before = walk.page.evaluate(CAMERA, 0)
    assert walk.page.evaluate(CAMERA, 1) == before
    walk.page.wait_for_function("() => document.querySelector('.gn-playback-plot canvas')")
    box = still(walk.page.locator(".gn-playback-plot").first)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    walk.page.mouse.move(x, y)
    walk.page.mouse.down()
    walk.page.mouse.move(x + 80, y + 20, steps=6)
    walk.page.mouse.up()
    walk.animation_frames(10)
    same = f"before => ({CAMERA})(0) !== before && ({CAMERA})(0) === ({CAMERA})(1)"
    walk.page.wait_for_function(same, arg=before)
    turned = walk.page.evaluate(CAMERA, 0)
    walk.press("Play")
    walk.wait("Number(s.step) > 100")
    walk.press("Pause")
    assert walk.page.evaluate(CAMERA, 0) == turned


def test_a_click_on_a_map_starts_both_balls_there(open_lab: OpenLab) -> None:
    walk = open_surfaces(open_lab)
    plot = walk.page.locator(".gn-playback-plot").nth(3)
    box = still(plot)
    plot.click(position={"x": 0.7 * box["width"], "y": 0.3 * box["height"]})
    walk.page.wait_for_url(lambda url: "w_1=" in url and "w_1=-0.149" not in url)
    ball = "n => document.querySelectorAll('.gn-playback-plot')[n].data[2].x[0]"
    walk.page.wait_for_function(f"({ball})(2) > 0 && ({ball})(2) === ({ball})(3)")
    walk.expect_step(0)
    assert "surfaces?" in walk.page.url


def test_the_published_step_leaves_a_trail_of_its_own(open_lab: OpenLab) -> None:
    walk = open_surfaces(open_lab, "slip=shown")
    walk.page.get_by_role("slider", name="Step of the path").evaluate(
        "e => { e.value = e.max; e.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    walk.expect_step(12_000)
    said = walk.page.get_by_role("status").filter(has_text="step without x")
    expect(said).to_contain_text("w = (-4.7724, 2.4814), J = 0.007198")
    expect(said).to_contain_text("w = (-4.9627, 2.5333), J = 0.005982")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_nothing_is_cut_off(open_lab: OpenLab, width: int, height: int) -> None:
    walk = open_surfaces(open_lab, width=width, height=height, theme="dark")
    wide = walk.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0


def test_one_weight_ends_at_the_tutorials_figures(open_lab: OpenLab) -> None:
    walk = WalkPage(open_lab(path="/one-weight").page).painted()
    walk.press("Play")
    walk.wait("Number(s.step) > 0")
    walk.press("Pause")
    walk.expect_status("paused")
    walk.page.get_by_role("slider", name="Step of the path").press("End")
    walk.expect_step(2000)
    said = walk.page.get_by_role("status").filter(has_text="w = -24.3428836")
    expect(said).to_contain_text("0.757384221746")
    expect(said).to_contain_text("0.00130014553005")
    assert walk.page.get_by_text("NaN").count() == 0
