"""The gradient check in the browser, and the way between the pages."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenLab
from tests.browser.lab_page import go_to
from tests.browser.windows import PHONE, WIDER, expect_none, in_windows

#: Numbers and their names that do not fit their places.
CUT_OFF = """() => ['stMetricValue', 'stMetricLabel']
  .flatMap(part => [...document.querySelectorAll(`[data-testid=${part}]`)])
  .filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)"""


def test_the_slider_moves_the_verdict_and_the_plot_stays(open_lab: OpenLab) -> None:
    page = open_lab("optimizer=momentum").painted().page
    go_to(page, "Gradient check")
    right = page.get_by_text("the difference is less than 1e-9")
    expect(right).to_be_visible()
    plot = page.get_by_test_id("stPlotlyChart")
    expect(plot).to_have_count(1)  # the one before it may stand there a moment longer
    expect(plot).to_be_visible()
    slider = page.get_by_role("slider", name="Half step")
    slider.focus()
    page.keyboard.press("End")
    expect(page.get_by_text("ε is too coarse")).to_be_visible()
    expect(right).to_have_count(0)
    expect(plot).to_have_count(1)
    expect(plot).to_be_visible()
    page.wait_for_url("**/gradient-check?*epsilon=1.0*")


def test_a_run_is_still_there_after_a_visit_to_the_other_page(open_lab: OpenLab) -> None:
    lab = open_lab("alpha=0.7&data=circles").painted()
    lab.play_to(100)
    epoch, cost = lab.epoch, lab.value("cost")
    go_to(lab.page, "Gradient check")
    lab.page.get_by_role("combobox", name="Network").click()
    lab.page.get_by_role("option", name="the one on the Moons page").click()
    expect(lab.page.get_by_text(f"That is epoch {epoch:,}")).to_be_visible()
    expect(lab.stage).to_have_count(0)
    go_to(lab.page, "Moons")
    lab.expect_epoch(epoch)
    assert lab.value("cost") == cost
    lab.page.wait_for_url("**/moons?*alpha=0.7*")
    lab.play_to(epoch + 50)
    # Leaving while it plays does no harm.
    lab.press("Play")
    lab.expect_status("playing")
    go_to(lab.page, "Gradient check")
    expect(lab.page.get_by_text("Parameter by parameter")).to_be_visible()
    lab.page.wait_for_url("**/gradient-check?*epsilon=*")
    assert "alpha=" not in lab.page.url  # the other page's address stays there
    go_to(lab.page, "Moons")
    lab.wait("Number(s.epoch) >= 50")
    lab.page.wait_for_url("**/moons?*alpha=0.7*")
    assert "data=circles" in lab.page.url


def test_nothing_is_cut_off(open_lab: OpenLab) -> None:
    page = open_lab("case=digits&epsilon=1e-06", **PHONE, path="/gradient-check").page
    expect(page.get_by_text("Parameter by parameter")).to_be_visible()
    expect(page.get_by_test_id("stMetricValue").first).to_be_visible()
    table = page.get_by_test_id("stDataFrame")
    for _ in in_windows(page, "light", "dark"):
        expect(page.get_by_test_id("stPlotlyChart")).to_be_visible()
        expect_none(page, WIDER)
        expect_none(page, CUT_OFF)
        box = table.bounding_box()
        assert box is not None
        assert box["width"] > 330  # room for its four columns
