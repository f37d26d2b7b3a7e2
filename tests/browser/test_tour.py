"""The tour: offered once, left at any time, by keys too."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenLab
from tests.browser.lab_page import LabPage

NEW = "sessionStorage.setItem('is-new', 'yes'); localStorage.removeItem('glassnet-tour')"


def come_anew(page: Page) -> None:
    """Come back as somebody whom nothing was offered yet."""
    page.evaluate(NEW)
    page.reload()


def test_the_tour_is_offered_once_points_at_things_and_gives_the_focus_back(
    open_lab: OpenLab,
) -> None:
    lab = open_lab(path="/moons").painted()
    page = lab.page
    offer = page.get_by_role("region", name="Tour")
    expect(offer).to_have_count(0)  # somebody who was offered it before
    come_anew(page)
    offer.get_by_role("button", name="Show me around").click()
    expect(offer).to_have_count(0)
    titles = ["Play", "The network", "What it says", "The cost J", "Change anything"]
    for number, title in enumerate(titles, 1):
        card = page.get_by_role("dialog", name=title, exact=True)
        expect(card).to_be_in_viewport(ratio=1)
        expect(card).to_contain_text(f"{number} of {len(titles)}")
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("dialog")).to_have_count(0)
    lab.expect_epoch(0)  # the arrows were the tour's
    page.reload()
    LabPage(page).painted()
    expect(offer).to_have_count(0)


def test_on_a_phone_it_can_be_left_with_escape(open_lab: OpenLab) -> None:
    page = open_lab(path="/moons", width=390, height=844).painted().page
    come_anew(page)
    page.get_by_role("button", name="Show me around").click()
    expect(page.get_by_role("dialog", name="Play", exact=True)).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
