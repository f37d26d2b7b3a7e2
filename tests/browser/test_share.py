"""Share: the address, and a line with what it claims, which is trained again elsewhere."""

from playwright.sync_api import expect

from app.claims.repeat import repeat
from app.pages.table import EXPERIMENTS
from tests.browser.conftest import OpenLab


def test_a_result_line_is_copied_and_repeated_and_an_altered_one_is_not(open_lab: OpenLab) -> None:
    lab = open_lab("m=100&hidden=3&epochs=400&speed=5").painted()
    page = lab.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lab.play_to(60)
    epoch = lab.epoch
    lab.press("Share")
    expect(page.get_by_role("status").filter(has_text="Address copied")).to_be_visible()
    address = str(page.evaluate("navigator.clipboard.readText()"))
    assert address.endswith(f"epoch={epoch}")
    lab.press("Copy a result line")
    expect(page.get_by_role("status").filter(has_text="Result line copied")).to_be_visible()
    line = str(page.evaluate("navigator.clipboard.readText()"))
    verdict = repeat(line, EXPERIMENTS)
    assert verdict.is_repeated, verdict.sentence
    assert f"at epoch {epoch}, as claimed" in verdict.sentence
    assert not repeat(line.replace(" J=", " J=1", 1), EXPERIMENTS).is_repeated


def test_on_a_phone_what_is_said_stays_within_the_page(open_lab: OpenLab) -> None:
    lab = open_lab(width=390, height=844).painted()
    lab.press("Share")
    button = lab.button("Copy a result line")
    expect(button).to_be_in_viewport(ratio=1)
    assert lab.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
