"""Optimizers on the moons page: each can be chosen and plays, also in mid-run."""

import re

from playwright.sync_api import expect

from app.pages.moons.settings import MOONS_FORM
from core.engine.optimizers import OPTIMIZERS, FirstOrder
from tests.browser.conftest import OpenLab
from tests.browser.lab_page import LabPage

FIRST_ORDER = {"gradient_descent", "momentum", "nesterov", "rmsprop", "adam"}


def choose(lab: LabPage, label: str, value: str) -> None:
    """Choose from a list in the sidebar, which closes where the sidebar is scrolled."""
    box = lab.page.get_by_role("combobox", name=label)
    box.scroll_into_view_if_needed()
    lab.animation_frames(4)
    box.click()
    box.press_sequentially(value)  # a long list shows its first options only
    lab.page.get_by_role("option", name=value, exact=True).click()


def test_every_optimizer_plays(open_lab: OpenLab) -> None:
    first, *others = OPTIMIZERS
    lab = open_lab(f"optimizer={first}&speed=1&alpha=0.05").painted()
    before = lab.value("cost")
    for name in (first, *others):
        if name != first:
            lab.press("Reset")
            lab.expect_status("idle")
            choose(lab, "Optimizer", MOONS_FORM.fields["optimizer"].show(name))
            expect(lab.page).to_have_url(re.compile(rf"[?&]optimizer={name}(&|$)"))
            # An optimizer that finds the length of its steps itself has no learning rate.
            has_alpha = issubclass(OPTIMIZERS[name], FirstOrder)
            lab.wait(f"(s.alpha !== 'NaN') === {str(has_alpha).lower()}")
        assert lab.value("cost") == before
        lab.press("Play")
        lab.wait("Number(s.epoch) >= 8")
        lab.press("Pause")
        lab.expect_status("paused")
        assert lab.value("cost") < before, name
    assert lab.page.get_by_text("make no run").count() == 0
    expect(lab.slider("Learning rate")).to_have_count(1 if name in FIRST_ORDER else 0)


def test_an_optimizer_takes_over_in_mid_run(open_lab: OpenLab) -> None:
    lab = open_lab("speed=5").painted()
    lab.play_to(200)
    # From some epochs between 120 and 145 BFGS ends in a local minimum; from 200 it does not.
    lab.scrub(200)
    lab.expect_epoch(200)
    plateau, epoch = lab.value("cost"), lab.epoch
    choose(lab, "Optimizer", "BFGS")
    expect(lab.page.get_by_text("Finds the length of its steps itself")).to_be_visible()
    lab.wait("s.status === 'paused' && s.alpha === 'NaN'")
    assert lab.epoch == epoch  # it goes on from here, not again
    assert lab.value("cost") == plateau
    lab.press("Play")
    lab.expect_status("finished")
    assert lab.value("cost") < plateau / 10
    said = lab.page.get_by_role("status").filter(has_text="BFGS stopped by itself after")
    expect(said).to_be_visible()
    assert "was=" in lab.page.url
    last, cost = lab.epoch, lab.value("cost")
    expect(lab.page).to_have_url(re.compile(rf"epoch={last}\b"))
    lab.page.reload()
    lab.painted()
    lab.expect_epoch(last)  # the page stands where it stood
    lab.expect_status("finished")
    assert lab.value("cost") == cost


def test_mini_batches_are_refused_with_a_note_and_mended(open_lab: OpenLab) -> None:
    lab = open_lab("optimizer=tnc&more=1").painted()
    lab.slider("Batch size").focus()
    lab.page.keyboard.press("End")
    refusal = lab.page.get_by_text("TNC takes all examples in every update")
    expect(refusal).to_be_visible()
    expect(lab.stage).to_be_visible()  # the last run that could be made stays
    choose(lab, "Optimizer", "Adam")
    expect(refusal).to_have_count(0)
    lab.play_to(5)


def test_a_schedule_lowers_alpha_on_the_page(open_lab: OpenLab) -> None:
    lab = open_lab("schedule=step&period=10&speed=1&alpha=0.5").painted()
    lab.press("Play")
    lab.wait("Number(s.epoch) >= 25")
    lab.press("Pause")
    lab.scrub(20)
    lab.expect_epoch(20)
    assert lab.value("alpha") == 0.125
    expect(lab.page.get_by_text("α 0.125 · 21 evaluations")).to_be_visible()


def test_an_early_end_brings_the_axis_of_epochs_to_it(open_lab: OpenLab) -> None:
    lab = open_lab("optimizer=lbfgsb&speed=1&epochs=5000").painted()
    lab.press("Play")
    lab.expect_status("finished")
    end = lab.epoch
    assert 10 < end < 300
    lab.page.wait_for_function(
        "end => document.querySelector('.gn-cost .js-plotly-plot').layout.xaxis.range[1] === end",
        arg=end,
    )
    assert lab.value("cost") < 0.01
