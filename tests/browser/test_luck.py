"""Luck in the browser: many networks are trained, and the worst is opened by a click."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenLab


def test_of_32_the_worst_is_opened_as_it_is(open_lab: OpenLab) -> None:
    lab = open_lab("m=60&test=0&hidden=3&epochs=100&speed=20&alpha=0.7").painted()
    page = lab.page
    page.get_by_text("Luck: the same network, other seeds").click()
    lab.press("Train them")
    expect(page.get_by_text("All 32 networks trained")).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^Costs of 32 networks"))).to_be_visible()
    networks = page.get_by_role("group", name="The networks, the best first")
    expect(networks.get_by_role("button")).to_have_count(32)
    worst = networks.get_by_role("button", name=re.compile("^the worst"))
    label = worst.get_attribute("aria-label") or ""
    found = re.search(r"weight seed (\d+), J ([\d.]+)", label)
    assert found
    worst.click()
    page.wait_for_url(re.compile(rf"[?&]start={found[1]}(&|$)"))
    lab.expect_status("finished")
    lab.expect_epoch(100)
    # It is that very run: its cost in the end is the one below its picture.
    assert abs(lab.value("cost") - float(found[2])) < 1e-3
    # Nothing else was set, and what was trained is still there.
    assert "alpha=0.7" in page.url
    expect(networks.get_by_role("button")).to_have_count(32)
