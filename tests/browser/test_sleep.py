"""Sleep and study in the browser: edit a cell, train, read the prediction, files both ways."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenLab
from tests.browser.lab_page import LabPage
from tests.browser.windows import PHONE, WIDER, expect_none, in_windows


def open_sleep(open_lab: OpenLab, query: str = "", **kwargs: object) -> LabPage:
    return open_lab(query, path="/sleep", **kwargs).painted()


TRIES = 4


def score(lab: LabPage) -> float:
    """Return the score of the next test, at the end of the way through the network."""
    cell = lab.page.get_by_role("table", name="The way to the score").locator("tr").last
    return float(cell.locator("b").inner_text())


def train(lab: LabPage) -> None:
    lab.press("Play")
    lab.expect_status("finished")


def settle(lab: LabPage) -> None:
    """Wait until the server has drawn the page: where a run stops, chapters are drawn anew."""
    app = lab.page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")


def grid(lab: LabPage) -> Locator:
    """Return the canvas of the table."""
    table = lab.page.get_by_test_id("stDataFrame")
    table.scroll_into_view_if_needed()
    return table.locator("canvas").first


def type_into(lab: LabPage, row: int, column: int, text: str) -> None:
    """Type into a cell of the table: rows from 1, columns 0 to 2."""
    entry = lab.page.locator("input.gdg-input")
    for _ in range(TRIES):
        settle(lab)
        canvas = grid(lab)
        lab.animation_frames(10)
        box = canvas.bounding_box()
        assert box is not None
        first = 34  # the column of row marks
        width = (box["width"] - first) / 3
        # A pane for scrolling lies over the canvas, so it is the mouse that clicks.
        lab.page.mouse.dblclick(
            box["x"] + first + width * (column + 0.5), box["y"] + 35 * (row + 0.5)
        )
        try:
            expect(entry).to_be_focused(timeout=5000)
            break
        except AssertionError:  # the page was drawn anew under the mouse: as a person, once more
            continue
    lab.page.keyboard.press("ControlOrMeta+a")
    lab.page.keyboard.type(text, delay=100)  # as a person types: the entry follows a key later
    expect(entry).to_have_value(text)
    lab.page.keyboard.press("Enter")


def test_it_learns_the_nights_and_a_slider_moves_the_score(open_lab: OpenLab) -> None:
    lab = open_sleep(open_lab)
    before = score(lab)
    train(lab)
    assert lab.value("cost") < 1e-4
    after = score(lab)
    assert after != before
    assert 60 < after < 100
    expect(lab.page.get_by_text("next test", exact=True)).to_be_visible()
    # Isolines are labeled in points.
    expect(lab.page.locator(".gn-boundary .contourlabels text").first).to_be_attached()
    assert lab.page.get_by_text("NaN").count() == 0
    # A slider moves the cross and the score.
    epoch, before = lab.epoch, score(lab)
    lab.slider("Hours of sleep").press("ArrowLeft")
    lab.page.wait_for_url(re.compile("hours_slept=7.5"))
    lab.page.wait_for_function(
        "before => Number([...document.querySelectorAll('.gn-way b')].pop().textContent) < before",
        arg=before,
    )
    cross = "() => document.querySelector('.gn-boundary .gn-plot').data.at(-1).x[0] === 7.5"
    lab.page.wait_for_function(cross)
    assert lab.epoch == epoch  # it is the same run


def test_an_edited_cell_is_learned(open_lab: OpenLab) -> None:
    lab = open_sleep(open_lab, "epochs=50")
    type_into(lab, 1, 2, "40")
    lab.page.wait_for_url(re.compile("nights=3_5_40"))
    # The map has the new score: only now the stage is about the edited nights.
    lab.page.wait_for_function(
        "() => document.querySelector('.gn-boundary .gn-plot')?.data?.[1].customdata[0] === 40"
    )
    lab.expect_epoch(0)
    train(lab)
    assert lab.value("cost") < 0.01


def test_a_bad_cell_is_told_and_the_run_goes_on(open_lab: OpenLab) -> None:
    lab = open_sleep(open_lab)
    lab.play_to(5)
    type_into(lab, 2, 2, "820")
    told = lab.page.get_by_text("Row 2: score is 820, takes 0 to 100 points.")
    expect(told).to_be_visible()
    assert "nights=3_5_75~5_1_82~10_2_93" in lab.page.url
    assert lab.epoch >= 5
    # What was typed is kept, also over another chapter.
    lab.page.get_by_role("radio", name="2 · A guess").click()
    expect(told).to_be_hidden()
    lab.page.get_by_role("radio", name="1 · The nights").click()
    expect(told).to_be_visible()
    type_into(lab, 2, 2, "60")
    lab.page.wait_for_url(re.compile("5_1_60"))
    expect(told).to_be_hidden()


def test_nights_go_out_and_come_in_as_csv(open_lab: OpenLab, tmp_path: Path) -> None:
    lab = open_sleep(open_lab)
    with lab.page.expect_download() as event:
        lab.page.get_by_role("button", name="Download CSV").click()
    file = tmp_path / event.value.suggested_filename
    event.value.save_as(file)
    assert file.read_text().splitlines() == [
        "sleep,study,score",
        "3.0,5.0,75.0",
        "5.0,1.0,82.0",
        "10.0,2.0,93.0",
    ]
    file.write_text("score,study,sleep\n50,1,4\n90,4,9\n")
    chooser = lab.page.get_by_test_id("stFileUploader").locator("input[type=file]")
    chooser.set_input_files(file)
    lab.page.wait_for_url(re.compile("nights=4_1_50~9_4_90"))
    bad = tmp_path / "bad.csv"
    bad.write_text("sleep,study,score\n5,1,80\n6,<b>many</b>,70\n")
    chooser.set_input_files(bad)
    told = lab.page.get_by_text("Row 2: study is “<b>many</b>”")
    expect(told).to_be_visible()  # as text, never as HTML
    assert "nights=4_1_50~9_4_90" in lab.page.url


def test_chapters_speak_of_the_iteration_that_is_shown(open_lab: OpenLab) -> None:
    lab = open_sleep(open_lab, "chapter=gradient")
    expect(lab.page.get_by_text("dJ/dW at iteration 0")).to_be_visible()
    lab.play_to(5)
    epoch = lab.epoch
    expect(lab.page.get_by_text(f"dJ/dW at iteration {epoch}")).to_be_visible()
    lab.press("Step")
    lab.expect_epoch(epoch + 1)
    lab.page.get_by_role("radio", name="6 · Training").click()
    expect(lab.page.get_by_text("evaluations of J")).to_be_visible()
    assert lab.epoch >= 5


def test_held_out_nights_and_a_better_lambda(open_lab: OpenLab) -> None:
    lab = open_sleep(open_lab, "chapter=overfitting")
    lab.page.get_by_role("button", name="Add 20 nights, hold 20 others out").click()
    lab.page.wait_for_url(re.compile("held=20"))
    better = lab.page.get_by_role("button", name=re.compile("Train with λ ="))
    expect(better).to_be_visible()
    better.click()
    lab.expect_status("finished")
    expect(lab.page.get_by_role("toolbar")).to_contain_text("held out")


def test_nothing_is_cut_off(open_lab: OpenLab) -> None:
    lab = open_sleep(open_lab, "", **PHONE, theme="dark")
    for _ in in_windows(lab.page, "dark"):
        expect_none(lab.page, WIDER)
        for name in ("Play", "Reset"):
            expect(lab.button(name)).to_be_in_viewport()
