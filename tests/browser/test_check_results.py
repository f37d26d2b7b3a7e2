"""Result lines pasted or brought as a file: verdicts, a way to each run, and a file of all."""

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from app.claims.result_line import signed
from tests.app.test_verify import true_line
from tests.browser.conftest import OpenLab
from tests.browser.lab_page import LabPage, go_to
from tests.browser.windows import PHONE, WIDER, expect_none, in_windows

ADDRESS = "/moons?m=100&epochs=60&hidden=3&epoch=40"
TRUE = true_line(ADDRESS).text()
ALTERED = TRUE.replace("J=0.", "J=1.")
UNTRUE = signed(ALTERED.rpartition(" #")[0])
HOSTILE = '<img src="x" onerror="document.title=1"> [a](http://evil.example) www.evil.example'


def row(page: Page, number: int) -> Locator:
    """Return the row of a line."""
    return page.get_by_role("table").get_by_role("row").nth(number)


def paste(lab: LabPage, *lines: str) -> Page:
    """Paste lines, and have them checked."""
    field = lab.page.get_by_role("textbox", name="Result lines, one on each line")
    field.fill("\n".join(lines))
    field.blur()
    expect(lab.page.get_by_text(f"{len(lines)} lines to check.")).to_be_visible()
    lab.press("Check the lines")
    return lab.page


def test_what_is_true_is_repeated_and_an_altered_line_never_passes(open_lab: OpenLab) -> None:
    lab = open_lab(path="/check-results")
    expect(lab.page.get_by_text("A student gets one from the picture of a page")).to_be_visible()
    page = paste(lab, TRUE, ALTERED)
    expect(page.get_by_text("1 of 2 lines are as claimed.")).to_be_visible()
    expect(row(page, 1)).to_contain_text("repeated as claimed")
    expect(row(page, 2)).to_contain_text("altered")
    expect(page.get_by_role("table")).not_to_contain_text("found instead")
    expect(page.get_by_role("cell", name="repeated as claimed")).to_have_count(1)
    with page.expect_download() as download:
        lab.press("Download as CSV")
    text = Path(download.value.path()).read_text("utf-8")
    assert [line[:4] for line in text.splitlines()] == ["repe", "yes,", "no,n"]
    with page.expect_popup() as opened:
        row(page, 1).get_by_role("link", name="Open").click()
    opened.value.wait_for_url("**/moons?*epoch=40*")
    opened.value.close()


def test_a_file_is_checked_and_no_text_of_it_becomes_part_of_the_page(open_lab: OpenLab) -> None:
    page = open_lab(path="/check-results").page
    page.locator("input[type=file]").set_input_files(
        {"name": "a.txt", "mimeType": "text/plain", "buffer": f"{UNTRUE}\n{HOSTILE}".encode()}
    )
    expect(page.get_by_text("2 lines to check.")).to_be_visible()
    page.get_by_role("button", name="Check the lines").click()
    expect(row(page, 1)).to_contain_text("found instead")
    expect(row(page, 2)).to_contain_text("not readable")
    expect(row(page, 2)).to_contain_text("onerror=")
    expect(page.get_by_role("table").get_by_role("img")).to_have_count(0)
    expect(row(page, 2).get_by_role("link")).to_have_count(0)


def test_the_navigation_leads_to_it_and_nothing_is_cut_off(open_lab: OpenLab) -> None:
    lab = open_lab(path="/glossary", **PHONE)
    lab.page.set_viewport_size({"width": 1440, "height": 900})
    go_to(lab.page, "Check results")
    lab.page.wait_for_url("**/check-results")
    page = paste(lab, TRUE, UNTRUE)
    expect(page.get_by_text("1 of 2 lines are as claimed.")).to_be_visible()
    for _ in in_windows(page, "light", "dark"):
        expect_none(page, WIDER)
