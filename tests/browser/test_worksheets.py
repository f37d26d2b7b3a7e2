"""Worksheets of a class in the browser: made, downloaded, printed, and their step on the page."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.sections.worksheet.documents import answer
from tests.browser.conftest import OpenLab
from tests.browser.lab_page import LabPage

#: A page of a PDF, and not the list of its pages.
PDF_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
FORMATS = ("A4", "Letter")
#: What lies on something else or beyond the edge of its sheet, of all that is printed.
CUT_OFF = """() => [...document.querySelectorAll("article")].flatMap(sheet => {
  const edge = sheet.getBoundingClientRect().right;
  return [...sheet.querySelectorAll("td, span, p, h1, h2, math")]
    .filter(e => e.getBoundingClientRect().right > edge + 1).map(e => e.textContent);
})"""


def number_input(page: Page, label: str, value: int) -> None:
    """Type a number, and wait until the page has it."""
    field = page.get_by_role("spinbutton", name=label, exact=True)
    field.fill(str(value))
    field.press("Enter")
    expect(field).to_have_value(str(value))


def made(lab: LabPage, n_variants: int, n_examples: int) -> Page:
    """Open the section and have the sheets made."""
    page = lab.page
    page.get_by_text("Worksheet: calculate an update yourself").click()
    number_input(page, "Variants", n_variants)
    number_input(page, "Examples of the update", n_examples)
    lab.press("Make the sheets")
    return page


def downloaded(page: Page, label: str) -> str:
    """Return the file that a button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=label, exact=True).click()
    return Path(download.value.path()).read_text("utf-8")


# With biases, three hidden units and four examples a sheet is as full as it can be.
@pytest.mark.parametrize(("n_variants", "n_examples"), [(1, 1), (12, 1), (3, 2), (12, 4)])
@pytest.mark.parametrize("query", ["cost=cross_entropy&activation=sigmoid", "cost=mse"])
def test_every_variant_is_one_sheet_of_paper_and_so_is_its_key(
    open_lab: OpenLab, n_variants: int, n_examples: int, query: str
) -> None:
    lab = open_lab(f"hidden=3&{query}&alpha=0.123", path="/backprop").painted()
    page = made(lab, n_variants, n_examples)
    expect(page.get_by_role("heading", name="Backpropagation by hand: 2-3-1")).to_be_visible()
    files = [downloaded(page, label) for label in ("Sheets to print", "Keys to print")]
    for file in files:
        page.set_content(file)
        assert page.get_by_role("link").count() == n_variants
        for paper in FORMATS:
            pdf = page.pdf(format=paper)
            assert len(PDF_PAGE.findall(pdf)) == n_variants, paper
        page.set_viewport_size({"width": 703, "height": 900})  # of A4 within its margins
        assert page.evaluate(CUT_OFF) == []


def test_the_address_on_a_sheet_shows_its_step(open_lab: OpenLab) -> None:
    lab = open_lab("hidden=3&start=5", path="/backprop").painted()
    page = made(lab, 2, 3)
    expect(page.get_by_text("Variant 1, seed 5.")).to_be_visible()
    keys = downloaded(page, "Keys, Markdown")
    address = re.findall("`(http.*?)`", keys)[-1]
    J = re.findall(r"^- \$J = .*\*\*(.*)\*\*$", keys, flags=re.M)[-1]
    new_J = re.findall(r"^- \$.*J\(.*\*\*(.*)\*\*$", keys, flags=re.M)[-1]
    page.goto(address)
    lab.painted()
    expect(page.get_by_text("This is the step of a worksheet: 3 examples")).to_be_visible()
    lab.expect_epoch(0)
    assert answer(lab.value("cost"), 4) == J
    lab.press("Step")
    lab.expect_epoch(1)
    assert answer(lab.value("cost"), 4) == new_J
    assert J != new_J
    lab.press("Take all examples")
    page.wait_for_url(lambda url: "worksheet" not in url)


def test_one_press_takes_a_network_that_fits(open_lab: OpenLab) -> None:
    lab = open_lab(path="/backprop").painted()
    lab.page.get_by_text("Worksheet: calculate an update yourself").click()
    lab.press("Take one hidden layer of 3")
    lab.page.wait_for_url("**/backprop?*hidden=3&*")
    expect(lab.button("Make the sheets")).to_be_visible()
