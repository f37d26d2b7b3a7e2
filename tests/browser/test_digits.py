"""Digits in the browser: the pictures change, the wall and the table follow, files come in."""

import re
from math import cos, pi, sin
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import OpenLab
from tests.browser.lab_page import LabPage
from tests.browser.still import still
from tests.browser.windows import PHONE, WIDER, expect_none, in_windows
from tests.pages.test_digits import mat_file

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
    table = lab.page.get_by_role("table", name="Confusion matrix")
    expect(table.locator("td").filter(has_text="5").first).to_be_visible()
    said = lab.page.get_by_role("status").filter(has_text="Max. number of function evaluations")
    expect(said).to_be_visible()
    after = pictures(lab)
    lab.press("Back")
    lab.expect_status("paused")
    assert pictures(lab) != after
    assert lab.page.get_by_text("NaN").count() == 0


def test_the_wall_says_what_is_read_and_a_file_of_ones_own_is_learned(
    open_lab: OpenLab, tmp_path: Path
) -> None:
    lab = open_digits(open_lab)
    wall = lab.page.get_by_role("img", name="A hundred digits")
    wall.scroll_into_view_if_needed()
    wall.hover(position={"x": 10, "y": 10})
    expect(lab.page.get_by_text(", read as ")).to_be_visible()
    # A file of one's own.
    lab.page.get_by_text("Use your own digits or weights").click()
    chooser = lab.page.get_by_test_id("stFileUploader").locator("input[type=file]").first
    good, bad = tmp_path / "mine.mat", tmp_path / "renamed.mat"
    good.write_bytes(mat_file())
    bad.write_text("hours,score\n3,75\n" * 50)
    cost = lab.value("cost")
    chooser.set_input_files(good)
    lab.page.wait_for_url(lambda url: "source=upload" in url)
    lab.wait(f"Number(s.cost) !== {cost}")  # the other digits are there
    lab.expect_epoch(0)
    lab.press("Step")
    lab.expect_epoch(1)
    chooser.set_input_files(bad)
    told = lab.page.get_by_text("cannot be read as a .mat file")
    expect(told).to_be_visible()
    assert "source=upload" in lab.page.url  # nothing is lost
    lab.press("Step")
    lab.expect_epoch(2)


def test_nothing_is_cut_off(open_lab: OpenLab) -> None:
    lab = open_digits(open_lab, "", **PHONE, theme="dark")
    for _ in in_windows(lab.page, "dark"):
        expect_none(lab.page, WIDER)
        for name in ("Play", "Reset"):
            expect(lab.button(name)).to_be_in_viewport()


def draw(lab: LabPage, points: list[tuple[float, float]], *, lift: bool = True) -> None:
    """Draw one stroke on the sheet, its width and height being 1, and lift the pen."""
    sheet = lab.page.get_by_role("img", name="Sheet to draw a digit on")
    box = still(sheet)
    places = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points]
    lab.page.mouse.move(*places[0])
    lab.page.mouse.down()
    for place in places[1:]:
        lab.page.mouse.move(*place)
    if lift:
        lab.page.mouse.up()


ONE = [(0.5, 0.15), (0.5, 0.5), (0.5, 0.85)]
ZERO = [(0.5 + 0.25 * sin(t * pi / 16), 0.5 - 0.36 * cos(t * pi / 16)) for t in range(34)]


def test_a_drawn_one_and_a_drawn_zero_are_read_and_nothing_is_by_itself(open_lab: OpenLab) -> None:
    lab = open_digits(open_lab, "pace=30")
    lab.press("Play")
    lab.expect_status("finished")
    end = lab.epoch
    verdict = lab.page.get_by_role("status").filter(has_text="It reads")
    expect(verdict).to_have_count(0)
    draw(lab, ONE)
    expect(lab.page.get_by_text("It reads a 1.")).to_be_visible()
    best = lab.page.get_by_role("listitem", name="Output 1")
    expect(best).to_contain_text("9")  # ninety-odd per cent
    lab.press("Clear")
    expect(verdict).to_have_count(0)
    draw(lab, ZERO)
    expect(lab.page.get_by_text("It reads a 0.")).to_be_visible()
    # Back at the start, the same sheet is read by a network that knows nothing.
    lab.scrub(0)
    expect(lab.page.get_by_role("listitem", name="Output 0")).not_to_contain_text("98 %")
    # At the end again, it is read while one draws.
    lab.scrub(end)
    lab.expect_epoch(end)
    lab.press("Clear")
    draw(lab, ZERO[:12], lift=False)
    expect(lab.page.get_by_text("It reads a")).to_be_visible()
    sheet = lab.page.get_by_role("img", name="Sheet to draw a digit on").bounding_box()
    assert sheet is not None
    # The pen does not rest: there is always a newer stroke on its way.
    for x, y in ZERO[12:]:
        lab.page.mouse.move(sheet["x"] + x * sheet["width"], sheet["y"] + y * sheet["height"])
        lab.animation_frames(4)
    expect(lab.page.get_by_text("It reads a 0.")).to_be_visible()
    lab.page.mouse.up()
    expect(lab.page.get_by_text("It reads a 0.")).to_be_visible()
    lab.press("Undo stroke")
    expect(lab.page.get_by_text("It reads a")).to_have_count(0)


def test_a_drawing_is_read_while_the_run_plays(open_lab: OpenLab) -> None:
    lab = open_digits(open_lab, "optimizer=gradient_descent&alpha=2&epochs=5000&pace=30")
    draw(lab, ONE)
    expect(lab.page.get_by_text("It reads a")).to_be_visible()
    lab.press("Play")
    lab.wait("Number(s.epoch) > 20")
    lab.press("Clear")
    draw(lab, ZERO)
    expect(lab.page.get_by_text("It reads a 0.")).to_be_visible()
    lab.expect_status("playing")


def test_a_unit_is_followed_and_mistakes_are_shown(open_lab: OpenLab) -> None:
    lab = open_digits(open_lab, "pace=30&max_evals=40")
    lab.press("Play")
    lab.expect_status("finished")
    expect(lab.page.get_by_role("heading", name="Unit 1 ")).to_be_visible()
    units = lab.page.get_by_role("img", name="The weights into each hidden unit")
    box = units.bounding_box()
    assert box is not None
    units.click(position={"x": box["width"] / 2, "y": 30})  # one of the first row
    heading = lab.page.get_by_role("heading", name=re.compile("^Unit [2-9]"))
    expect(heading).to_be_visible()
    named = heading.text_content() or ""
    film = lab.page.get_by_role("img", name="The unit's picture through")
    before = film.locator("img").last.get_attribute("src")
    lab.press("Next unit")
    expect(heading).not_to_have_text(named)
    assert film.locator("img").last.get_attribute("src") != before
    # Mistakes are shown with how sure they were.
    lab.press("How it went wrong")
    expect(lab.page.get_by_text("the surest mistake first")).to_be_visible()
    wall = lab.page.get_by_role("img", name="A hundred digits")
    wall.hover(position={"x": 20, "y": 20})
    said = lab.page.get_by_text(re.compile(r"A (\d), read as (\d)"))
    expect(said).to_be_visible()
    label, read = re.findall(r"\d", said.inner_text())[:2]
    assert label != read
