"""Controls under More in the browser, and the cards of another data set."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenLab


def test_more_is_opened_remembered_by_the_browser_and_not_in_the_address(open_lab: OpenLab) -> None:
    lab = open_lab("lambda_=0.1").painted()
    expect(lab.slider("Learning rate")).to_be_visible()
    expect(lab.slider("Noise")).not_to_be_visible()
    note = lab.page.get_by_text(re.compile("Set under More: .*Strength λ 0.1"))
    expect(note).to_be_visible()
    lab.page.get_by_text("More", exact=True).click()
    expect(lab.slider("Noise")).to_be_visible()
    expect(note).to_have_count(0)
    lab.page.reload()  # another session: only the browser knows
    lab.painted()
    expect(lab.slider("Noise")).to_be_visible()
    lab.to_end("Noise", "Home")
    expect(lab.page).to_have_url(re.compile("noise=0.0&"))
    assert "more" not in lab.page.url


def test_the_cards_of_the_spirals_lead_to_a_network_that_solves_them(open_lab: OpenLab) -> None:
    lab = open_lab("data=spirals").painted()
    expect(lab.button("Train to 1,000")).to_have_count(0)
    lab.press("Solve it")
    lab.wait("s.status === 'playing' || Number(s.epoch) > 0")
    lab.wait("Number(s.epoch) >= 300")
    lab.press("Pause")
    lab.expect_status("paused")
    expect(lab.page.get_by_role("toolbar")).to_contain_text(re.compile(r"9[5-9]\.\d|100\.0"))
