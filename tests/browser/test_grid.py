"""The experiment grid in the browser: trained, a cell opened, the same after a reload."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenLab
from tests.serving import PATIENCE

HEADING = "Experiment grid: settings against each other"


def test_a_cell_of_the_grid_opens_its_network_and_a_reload_shows_the_same(
    open_lab: OpenLab,
) -> None:
    lab = open_lab("examples=300&hidden=8&pace=30", path="/digits").painted()
    lab.page.get_by_text(HEADING).click()
    lab.press("Train the grid")
    # Forty-eight networks and the start of the processes that train them: on a busy machine that
    # alone takes longer than anything else that is waited for.
    everything = lab.page.get_by_text("All 48 networks trained")
    expect(everything).to_be_visible(timeout=5000 * PATIENCE)
    cell = lab.page.get_by_role("button", name="Evaluations 50, Strength λ 3:")
    accuracy = cell.locator("b").inner_text()
    pictures = lab.page.locator(".gn-experiment-grid canvas")
    expect(pictures).to_have_count(1)  # one for all cells
    lab.page.get_by_label("Color by").select_option("test cost")
    expect(cell.locator("b")).not_to_have_text(accuracy)
    lab.page.get_by_label("best first").check()
    items = lab.page.get_by_role("list", name="Cells, best first").get_by_role("button")
    expect(items).to_have_count(48)
    costs = [float(text.split()[-1]) for text in items.locator("b").all_inner_texts()]
    assert costs == sorted(costs)
    cell.focus()
    cell.press("Enter")
    lab.page.wait_for_url(lambda url: "max_evals=50" in url)
    assert "lambda_=3.0" in lab.page.url
    lab.expect_status("finished")
    expect(lab.page.get_by_role("toolbar")).to_contain_text(accuracy)
    # The grid is still there, and nothing of it has been trained again.
    expect(everything).to_be_visible()
    expect(lab.page).to_have_url(re.compile(r"\bepoch=\d"))
    lab.page.reload()
    lab.painted()
    lab.expect_status("finished")  # where it was, and said to have ended there
    expect(lab.page.get_by_role("toolbar")).to_contain_text(accuracy)


def test_a_grid_is_stopped_and_goes_on(open_lab: OpenLab) -> None:
    lab = open_lab("hidden=60", path="/digits").painted()
    lab.page.get_by_text(HEADING).click()
    lab.press("Train the grid")
    expect(lab.page.get_by_text("of 48 networks trained")).to_be_visible()
    # While a script runs, Streamlit has a button of this name too, above the page.
    page = lab.page.get_by_test_id("stMainBlockContainer")
    stop = page.get_by_role("button", name="Stop", exact=True)
    expect(stop).to_be_enabled()
    stop.click()
    expect(lab.page.get_by_text(re.compile(r"Stopped; \d+ of 48"))).to_be_visible()
    expect(lab.button("Train the grid")).to_be_enabled()
    expect(lab.page.get_by_text("All 48")).to_have_count(0)
    lab.press("Go on")
    expect(stop).to_be_enabled()
    stop.click()
