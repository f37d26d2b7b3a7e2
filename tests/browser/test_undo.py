"""Undo, the curve of the run before, and Play at the end of a run."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenLab


def test_a_change_keeps_the_curve_before_and_one_key_brings_it_back(open_lab: OpenLab) -> None:
    lab = open_lab("data=moons&m=100&test=0&epochs=400&alpha=0.5").painted()
    expect(lab.button("Undo")).to_have_attribute("aria-disabled", "true")
    lab.play_to(50)
    epoch, cost = lab.epoch, lab.value("cost")
    curves = lab.page.locator(".gn-cost .gn-line-labels")
    expect(curves).to_have_text("training")
    slider = lab.slider("Learning rate")
    slider.focus()
    slider.press("ArrowRight")
    undo = lab.page.get_by_role("button", name=re.compile("^Undo: α 0.5 → "))
    expect(undo).to_be_visible()
    expect(curves).to_contain_text("α 0.5")
    lab.press("Step")
    lab.expect_epoch(epoch + 1)
    # In a field for text the keys are the field's own.
    lab.page.get_by_role("spinbutton").first.press("Control+z")
    lab.animation_frames(20)
    expect(undo).to_be_visible()
    lab.button("Step").focus()
    lab.page.keyboard.press("Control+z")
    lab.expect_epoch(epoch)
    lab.wait(f"Number(s.cost) === {cost!r}")
    lab.wait("s.alpha === '0.5'")
    redo = lab.page.get_by_role("button", name=re.compile("^Redo: α 0.5 → "))
    expect(redo).to_be_visible()
    lab.page.keyboard.press("Control+Shift+z")
    lab.wait("s.alpha !== '0.5'")
    lab.expect_epoch(epoch + 1)


def test_a_run_at_its_end_is_played_again_and_the_row_stays_in_view(open_lab: OpenLab) -> None:
    lab = open_lab("data=moons&m=60&epochs=900&alpha=0.5", height=720).painted()
    lab.press("Play")
    lab.expect_status("finished")
    cost = lab.value("cost")
    again = lab.button("Play again")
    box = again.bounding_box()
    assert box is not None
    lab.page.get_by_text("epoch", exact=True).first.hover()
    lab.page.mouse.wheel(0, 900)
    lab.page.wait_for_function("document.querySelector('.gn-stuck') !== null")
    expect(again).to_be_in_viewport(ratio=1)
    again.click()
    lab.expect_status("playing")
    lab.expect_status("finished")
    assert lab.value("cost") == cost
