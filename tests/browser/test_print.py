"""A printed page: picture, numbers and settings, and nothing to press."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenLab


def test_a_printed_page_has_the_settings_and_no_controls(open_lab: OpenLab) -> None:
    page = open_lab("alpha=0.7", path="/moons").painted().page
    settings = page.get_by_text("Learning rate α: 0.7")
    expect(settings).to_be_hidden()
    page.emulate_media(media="print")
    expect(settings).to_be_visible()
    expect(page.get_by_text("cost J", exact=True)).to_be_visible()
    for name in ("Play", "Reset"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()
    expect(page.get_by_role("slider", name="Learning rate")).to_be_hidden()
    page.emulate_media(media="screen")
