"""Runs side by side: a race to its end, and a branch that leaves its run."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenLab
from tests.browser.lab_page import LabPage

#: Three learning rates on the moons, of which the smallest comes nowhere in so few epochs.
RACE = "alpha=0.01&activation=tanh&init=xavier&epochs=120&speed=5&vs=alpha:0.1+alpha:1&target=0.6"
LANES = ("α 0.01", "α 0.1", "α 1")


def tile(lab: LabPage, name: str) -> Locator:
    """Return the tile of the lane with this name."""
    return lab.page.get_by_role("article", name=name, exact=True)


def arrivals(lab: LabPage) -> list[str]:
    """Return the rows of the order of arrival, without what differs from time to time."""
    rows = lab.page.get_by_role("table", name="Order of arrival").locator("tbody tr")
    return [" ".join(row.locator("td, th").all_inner_texts()[:4]) for row in rows.all()]


def test_a_race_is_run_to_its_end_and_says_who_was_first(open_lab: OpenLab) -> None:
    lab = open_lab(RACE).painted()
    expect(tile(lab, "α 1")).to_be_visible()
    expect(lab.page.get_by_text("Only α differs")).to_be_visible()
    rows = lab.page.get_by_role("table", name="Order of arrival").locator("tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("not yet")  # nobody is first before anybody plays
    lab.press("Play")
    lab.expect_status("finished")
    assert arrivals(lab) == ["1 α 1 7 7", "2 α 0.1 65 65", "– α 0.01 not yet"]
    assert [tile(lab, name).get_attribute("data-epoch") for name in LANES] == ["120"] * 3
    # The same again for whoever opens the address.
    order = arrivals(lab)
    costs = [tile(lab, name).get_attribute("data-cost") for name in LANES]
    lab.page.wait_for_url("**epoch=120**")
    lab.page.reload()
    lab.painted()
    lab.expect_epoch(120)
    expect(rows.nth(1)).to_contain_text("α 0.1")
    assert arrivals(lab) == order
    assert [tile(lab, name).get_attribute("data-cost") for name in LANES] == costs
    # One of them alone: the page as it is for a single run, and the way back.
    lab.press("One lane")
    expect(tile(lab, "α 1")).to_have_count(0)
    expect(lab.page.get_by_role("img", name="Map of what the network says")).to_be_visible()
    lab.press("All lanes")
    expect(tile(lab, "α 1")).to_be_visible()


def test_a_branch_keeps_the_past_and_leaves_it(open_lab: OpenLab) -> None:
    lab = open_lab("activation=tanh&init=xavier&epochs=400&speed=5").painted()
    branch = lab.button("Branch here")
    expect(branch).to_be_disabled()  # there is no past to share yet
    lab.play_to(60)
    lab.scrub(50)
    lab.expect_epoch(50)
    cost = lab.stage.get_attribute("data-cost")
    branch.click()
    dialog = lab.page.get_by_role("dialog")
    alpha = dialog.get_by_role("slider")
    for _ in range(2):
        alpha.press("ArrowRight")
    dialog.get_by_role("button", name="Add this lane").click()
    expect(lab.page.get_by_role("img", name="Branches of the run")).to_be_visible()
    lab.expect_epoch(50)
    tiles = lab.page.get_by_role("group", name="Lanes", exact=True).get_by_role("article")
    first, second = tiles.nth(0), tiles.nth(1)
    expect(second).to_have_attribute("data-epoch", "50")
    assert [first.get_attribute("data-cost"), second.get_attribute("data-cost")] == [cost] * 2
    lab.press("Play")
    lab.wait("Number(s.epoch) > 80")
    lab.press("Pause")
    lab.expect_status("paused")
    assert first.get_attribute("data-cost") != second.get_attribute("data-cost")
    tree = lab.page.get_by_role("img", name="Branches of the run")
    expect(tree).to_contain_text("50")
    named = tree.get_attribute("aria-label")
    assert named is not None
    assert "at epoch 50" in named
    lab.page.reload()
    lab.painted()
    expect(tree).to_have_attribute("aria-label", named)
