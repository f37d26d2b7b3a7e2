"""Digits in the browser: the pictures change, the wall and the table follow, files come in."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.app.test_digits import mat_file
from tests.browser.conftest import OpenLab
from tests.browser.lab_page import PATIENCE, LabPage

PIXELS = "e => e.toDataURL()"


def open_digits(open_lab: OpenLab, query: str = "", **kwargs: object) -> LabPage:
    return open_lab(query, path="/digits", **kwargs).painted()


def pictures(lab: LabPage) -> str:
    """Return the hidden units' pictures, as text that differs if they do."""
    canvas = lab.page.get_by_role("img", name="The weights into each hidden unit")
    return str(canvas.evaluate(PIXELS))


def test_hidden_units_turn_into_something(open_lab: OpenLab) -> None:
    lab = open_digits(open_lab, "pace=30")
    before = pictures(lab)
    expect(lab.page.get_by_role("toolbar")).to_contain_text("training")
    lab.press("Play")
    lab.expect_status("finished")
    assert pictures(lab) != before
    table = lab.page.get_by_role("table", name="Table of confusions")
    expect(table.locator("td").filter(has_text="5").first).to_be_visible()
    said = lab.page.get_by_role("status").filter(has_text="Max. number of function evaluations")
    expect(said).to_be_visible()
    after = pictures(lab)
    lab.press("Back")
    lab.wait("s.status === 'paused'")
    assert pictures(lab) != after
    assert lab.page.get_by_text("NaN").count() == 0


def test_the_wall_says_what_a_digit_is_taken_for(open_lab: OpenLab) -> None:
    lab = open_digits(open_lab)
    wall = lab.page.get_by_role("img", name="A hundred digits")
    wall.scroll_into_view_if_needed()
    wall.hover(position={"x": 10, "y": 10})
    expect(lab.page.get_by_text(", read as ")).to_be_visible(timeout=PATIENCE)


def test_a_file_of_ones_own_is_learnt(open_lab: OpenLab, tmp_path: Path) -> None:
    lab = open_digits(open_lab)
    lab.page.get_by_text("Bring your own digits, or weights").click()
    chooser = lab.page.get_by_test_id("stFileUploader").locator("input[type=file]").first
    good, bad = tmp_path / "mine.mat", tmp_path / "renamed.mat"
    good.write_bytes(mat_file())
    bad.write_text("hours,score\n3,75\n" * 50)
    chooser.set_input_files(good)
    lab.page.wait_for_url(lambda url: "source=upload" in url, timeout=PATIENCE)
    lab.expect_epoch(0)
    lab.press("Step")
    lab.expect_epoch(1)
    chooser.set_input_files(bad)
    told = lab.page.get_by_text("cannot be read as a .mat file")
    expect(told).to_be_visible(timeout=PATIENCE)
    assert "source=upload" in lab.page.url  # nothing is lost
    lab.press("Step")
    lab.expect_epoch(2)


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1024, 768), (390, 844)])
def test_nothing_is_cut_off(open_lab: OpenLab, width: int, height: int) -> None:
    lab = open_digits(open_lab, width=width, height=height, theme="dark")
    wide = lab.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0
    for name in ("Play", "Reset"):
        expect(lab.button(name)).to_be_in_viewport()
