"""XOR in the browser: the truth table, the surfaces, and the path on them."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenLab
from tests.browser.lab_page import LabPage, go_to
from tests.browser.still import still

#: Where Plotly says that a surface is seen from, and where the one that is drawn is.
CAMERA = """n => JSON.stringify(
  document.querySelectorAll('.gn-loss-surface-plot')[n]._fullLayout.scene.camera.eye)"""
DRAWN = """n => JSON.stringify(document.querySelectorAll('.gn-loss-surface-plot')[n]
  ._fullLayout.scene._scene.getCamera().eye)"""
PATH = "n => document.querySelectorAll('.gn-loss-surface-plot')[n].data[2].x.length"


def open_xor(open_lab: OpenLab, query: str = "", **kwargs: object) -> LabPage:
    """Open the page and wait for its first frame and its charts."""
    lab = open_lab(query, path="/xor", **kwargs).painted()
    lab.page.wait_for_function(
        "() => [...document.querySelectorAll('.gn-loss-surface-plot')].length === 3 &&"
        " [...document.querySelectorAll('.gn-loss-surface-plot')].every(p => p._fullLayout)"
    )
    return lab


def outputs(lab: LabPage) -> list[float]:
    """Return the four outputs as the table shows them."""
    cells = lab.page.get_by_role("table", name="Truth table").locator("td:last-child")
    return [float(text) for text in cells.all_inner_texts()]


def test_one_example_at_a_time_learns_the_table(open_lab: OpenLab) -> None:
    lab = open_xor(open_lab, "epochs=3000&speed=100")
    assert max(abs(said - 0.5) for said in outputs(lab)) < 0.4
    lab.press("Play")
    lab.expect_status("finished")
    assert outputs(lab) == pytest.approx([0, 1, 1, 0], abs=0.05)
    expect(lab.page.get_by_text("of the path's variance")).to_be_visible()
    assert lab.page.get_by_text("NaN").count() == 0


def test_seed_19_in_one_batch_stays_at_one_half(open_lab: OpenLab) -> None:
    lab = open_xor(open_lab, "batch=0&start=19&speed=500")
    lab.press("Play")
    lab.expect_status("finished")
    assert outputs(lab) == pytest.approx([0.5] * 4, abs=0.02)
    assert lab.value("cost") == pytest.approx(0.6931, abs=1e-3)


def test_the_path_grows_on_both_surfaces_and_goes_back(open_lab: OpenLab) -> None:
    lab = open_xor(open_lab)
    lab.press("Play")
    lab.wait("Number(s.epoch) >= 400")
    for chart in (0, 1):
        lab.page.wait_for_function(f"({PATH})({chart}) > 20")
    lab.press("Pause")
    lab.expect_status("paused")
    lab.scrub(100)
    lab.expect_epoch(100)
    # At rest, both surfaces are those of the epoch that is shown: 101 points, one an epoch.
    for chart in (0, 1):
        lab.page.wait_for_function(f"({PATH})({chart}) === 101")
    assert lab.epoch == 100


def test_the_cameras_turn_together_and_stay(open_lab: OpenLab) -> None:
    lab = open_xor(open_lab)
    before = lab.page.evaluate(CAMERA, 0)
    plot = lab.page.locator(".gn-loss-surface-plot").first
    lab.page.wait_for_function("() => document.querySelector('.gn-loss-surface-plot canvas')")
    box = still(plot)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    lab.page.mouse.move(x, y)
    lab.page.mouse.down()
    lab.page.mouse.move(x + 80, y + 20, steps=6)
    lab.page.mouse.up()
    lab.animation_frames(10)
    same = f"before => ({CAMERA})(0) !== before && ({CAMERA})(0) === ({CAMERA})(1)"
    lab.page.wait_for_function(same, arg=before)
    turned = json.loads(lab.page.evaluate(CAMERA, 0))
    for chart in (0, 1):
        assert json.loads(lab.page.evaluate(DRAWN, chart)) == pytest.approx(turned, abs=1e-6)
    lab.play_to(200)
    kept = json.loads(lab.page.evaluate(CAMERA, 1))
    assert kept == pytest.approx(turned, abs=1e-6)


def test_a_slice_names_its_two_weights(open_lab: OpenLab) -> None:
    lab = open_xor(open_lab, "plane=slice&first=2&second=10")
    title = "n => document.querySelectorAll('.gn-loss-surface-plot')[n].layout.scene"
    assert lab.page.evaluate(f"({title})(0).xaxis.title.text") == "W1[1,2]"
    assert lab.page.evaluate(f"({title})(1).yaxis.title.text") == "W2[1,1]"
    lab.page.get_by_role("combobox", name="Plane").click()
    lab.page.get_by_role("option", name="random", exact=True).click()
    lab.page.wait_for_function(f"({title})(0).xaxis.title.text === 'first direction'")
    lab.expect_epoch(0)  # another look at the run is no other run


def test_pages_share_names_but_not_settings(open_lab: OpenLab) -> None:
    lab = open_xor(open_lab, "alpha=0.7")
    lab.press("Play")
    lab.wait("Number(s.epoch) >= 100")
    go_to(lab.page, "Moons")
    lab.page.wait_for_url(lambda url: "alpha=0.3" in url and "data=moons" in url)
    expect(lab.page.get_by_role("table", name="Truth table")).to_be_hidden()
    go_to(lab.page, "XOR")
    lab.page.wait_for_url(lambda url: "/xor" in url and "alpha=0.7" in url)
    lab.wait("Number(s.epoch) >= 100")


def test_the_moons_have_their_surface_too(open_lab: OpenLab) -> None:
    lab = open_lab("m=100&speed=20").painted()
    lab.play_to(300)
    lab.page.get_by_text("Cost surface around the current weights").click()
    lab.page.get_by_role("button", name="Draw").click()
    walk = lab.page.get_by_test_id("playback")
    expect(walk).to_have_attribute("data-status", "finished")
    expect(walk.get_by_role("status")).to_contain_text("of the path's variance")
    shown = lab.epoch
    assert walk.get_attribute("data-step") == str(shown)
    walk.get_by_role("button", name="Reset").click()
    expect(walk).to_have_attribute("data-step", "0")
    lab.expect_epoch(shown)  # the run above stays where it is


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_nothing_is_cut_off(open_lab: OpenLab, width: int, height: int) -> None:
    lab = open_xor(open_lab, width=width, height=height, theme="dark")
    wide = lab.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    for name in ("Play", "Reset"):
        expect(lab.button(name)).to_be_in_viewport()
