"""Addresses: every page by its own name and by those of before, unknown ones, and no mixing."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from app.pages.table import PAGES
from tests.browser.conftest import OpenLab
from tests.browser.lab_page import go_to as follow


def query_of(page: Page) -> dict[str, str]:
    """Return the query of the address that the browser shows."""
    return {key: values[-1] for key, values in parse_qs(urlsplit(page.url).query).items()}


def path_of(page: Page) -> str:
    """Return the path of the address that the browser shows."""
    return urlsplit(page.url).path


def go_to(page: Page, title: str) -> None:
    """Follow a link of the navigation, and wait until the address is that page's own."""
    follow(page, title)
    path = next(f"/{record.path}" for record in PAGES.values() if record.title == title)
    page.wait_for_url(lambda url: urlsplit(url).path == path and "alpha=" in url)


def test_an_address_at_the_root_with_settings_of_moons_still_opens_moons(open_lab: OpenLab) -> None:
    lab = open_lab("data=circles&alpha=2.0", path="/").painted()
    page = lab.page
    assert (path_of(page), query_of(page)["data"]) == ("/", "circles")
    lab.wait("s.alpha === '2'")
    expect(page.get_by_role("dialog")).to_have_count(0)
    # The start page is one click away, and Moons does not come back on the way to others.
    page.get_by_role("link", name="Start", exact=True).click()
    expect(page.get_by_test_id("start")).to_be_visible()
    expect(lab.stage).to_have_count(0)
    go_to(page, "Downhill")


def test_a_path_and_keys_of_before_open_the_page(open_lab: OpenLab) -> None:
    page = open_lab("ball=momentum&ball_rate=0.1", path="/surfaces").page
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    page.wait_for_url(lambda url: "optimizer=momentum" in url and "alpha=0.1" in url)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_an_unknown_address_says_so_and_leads_back(open_lab: OpenLab) -> None:
    page = open_lab(path="/nonsense").page
    for path in ("/nonsense", "/moon", "/root-of-all"):
        if path != path_of(page):
            page.goto(path)
        expect(page.get_by_text("There is no page at this address")).to_be_visible()
        # Streamlit's own notice would cover the page, and the first page stand below it.
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_test_id("stage")).to_have_count(0)
    page.get_by_role("main").get_by_role("link", name="XOR").click()
    expect(page.get_by_test_id("stage")).to_be_visible()
    assert path_of(page) == "/xor"


def test_the_same_key_means_another_setting_on_another_page(open_lab: OpenLab) -> None:
    lab = open_lab("alpha=0.7", path="/xor").painted()
    page = lab.page
    table = page.get_by_role("table", name="Truth table")
    expect(table).to_be_visible()
    lab.press("Play")
    lab.wait("Number(s.epoch) >= 100")
    go_to(page, "Moons")
    page.wait_for_url(lambda url: "alpha=0.3" in url and "data=moons" in url)
    expect(table).to_be_hidden()
    go_to(page, "Downhill")
    page.wait_for_url(lambda url: "alpha=0.01" in url)
    assert query_of(page)["pace"] == "5"
    go_to(page, "XOR")
    page.wait_for_url(lambda url: "alpha=0.7" in url)
    assert query_of(page)["pace"] == "30"
    lab.wait("Number(s.epoch) >= 100")  # the run is still there


def test_the_pace_of_one_page_leaves_that_of_another(open_lab: OpenLab) -> None:
    lab = open_lab("pace=30&examples=100", path="/digits").painted()
    page = lab.page
    go_to(page, "Downhill")
    page.wait_for_url(lambda url: "pace=5" in url)
    follow(page, "Digits")
    page.wait_for_url(lambda url: "pace=30" in url)
    expect(page.get_by_role("heading", name="Digits", exact=True, level=1)).to_be_visible()
