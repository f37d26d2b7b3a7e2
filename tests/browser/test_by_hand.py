"""Backprop by hand in the browser: click a weight, read the numbers, step, break it, see red."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from app.pages.backprop.experiment import BACKPROP
from app.pages.moons.experiment import MOONS
from app.run.lab import Lab
from core.explain.factors import weight_factors
from tests.browser.conftest import OpenLab
from tests.browser.lab_page import LabPage
from tests.browser.still import still
from tests.browser.windows import PHONE, expect_none, in_windows
from tests.story import story


def open_page(open_lab: OpenLab, query: str = "", **kwargs: Any) -> LabPage:
    lab = open_lab(query, path="/backprop", **kwargs).painted()
    expect(panel(lab)).to_be_visible()
    expect(line(lab, "weighted sum")).to_be_visible()
    return lab


def panel(lab: LabPage) -> Locator:
    return lab.page.get_by_role("region", name="Backprop by hand")


def line(lab: LabPage, what: str) -> Locator:
    return panel(lab).get_by_role("group", name=what, exact=True)


def tab(lab: LabPage, name: str) -> None:
    panel(lab).get_by_role("tab", name=name, exact=True).click()


def value(node: Locator) -> float:
    """Return the number that an element says."""
    return float(node.inner_text().replace("−", "-"))


def shown(number: float, digits: int = 4) -> re.Pattern[str]:
    """Return a pattern of how the panel writes a number."""
    return re.compile(re.escape(f"{number:#.{digits}g}".rstrip(".").replace("-", "−")))


def click_line(lab: LabPage, start: str, end: str, name: str) -> None:
    """Click a weight's line between two units, at a place where no other one lies over it."""
    places = []
    for unit in (start, end):
        box = lab.button(unit).bounding_box()
        assert box is not None
        places.append((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
    (left, top), (right, bottom) = places
    tip = lab.page.get_by_role("tooltip")
    for share in (0.5, 0.4, 0.6, 0.3, 0.7):
        # Whole pixels: a click says no fraction of one, as moving does.
        place = round(left + share * (right - left)), round(top + share * (bottom - top))
        lab.page.mouse.move(*place)
        lab.animation_frames(2)
        if tip.is_visible() and tip.inner_text().startswith(f"{name} ="):
            lab.page.mouse.click(*place)
            return
    raise AssertionError(f"no place of the line says {name}")


def engine(epoch: int, **values: Any) -> Lab:
    lab = BACKPROP.lab(BACKPROP.settings(**values))
    lab.advance(epoch)
    return lab


def test_a_weight_is_clicked_and_its_numbers_are_the_engines(open_lab: OpenLab) -> None:
    lab = open_page(open_lab)
    click_line(lab, "Unit 3 of hidden layer 1", "Unit 2 of hidden layer 2", "W₂[3,2]")
    expect(panel(lab)).to_contain_text(
        "from unit 3 of layer 1 to unit 2 of layer 2", ignore_case=True
    )
    index = BACKPROP.lab(BACKPROP.settings()).network.parameter_names.index("W2[3,2]")
    run = engine(3)
    for epoch in (0, 1, 2):
        factors = weight_factors(run.objective(epoch), run.step(epoch).theta, index)
        expect(panel(lab)).to_have_attribute("data-epoch", str(epoch))
        expect(panel(lab).get_by_label("gradient", exact=True)).to_have_text(shown(factors.dJ_dw))
        expect(line(lab, "example 1’s part")).to_contain_text(
            shown(float(factors.contributions[0]))
        )
        expect(line(lab, "update")).to_contain_text(shown(float(run.step(epoch + 1).theta[index])))
        lab.press("Step")
    # More digits are more of the same number.
    digits = panel(lab).get_by_role("slider", name="Digits")
    digits.press("End")
    factors = weight_factors(run.objective(3), run.step(3).theta, index)
    expect(panel(lab).get_by_label("gradient", exact=True)).to_have_text(shown(factors.dJ_dw, 8))
    # Back at the start, the numbers of the start.
    lab.scrub(0)
    factors = weight_factors(run.objective(0), run.step(0).theta, index)
    expect(panel(lab).get_by_label("gradient", exact=True)).to_have_text(shown(factors.dJ_dw, 8))
    assert lab.page.get_by_text("NaN").count() == 0


def test_the_numbers_follow_while_it_plays_and_stand_still_when_it_pauses(
    open_lab: OpenLab,
) -> None:
    lab = open_page(open_lab, "speed=5")
    lab.press("Play")
    lab.page.wait_for_function("Number(document.querySelector('.gn-by-hand').dataset.epoch) > 60")
    lab.press("Pause")
    lab.expect_status("paused")
    epoch = lab.epoch
    expect(panel(lab)).to_have_attribute("data-epoch", str(epoch))
    run = engine(epoch)
    gradient = panel(lab).get_by_label("gradient", exact=True)
    expect(gradient).to_have_text(shown(float(run.step(epoch).dJ_dtheta[0])))
    lab.animation_frames(40)
    expect(panel(lab)).to_have_attribute("data-epoch", str(epoch))
    # Space opens what has the focus, and arrows move the scrubber.
    panel(lab).get_by_text("In full: every way back").focus()
    lab.page.keyboard.press("Space")
    expect(line(lab, "together")).to_be_visible()
    lab.expect_status("paused")  # it does not play
    tab(lab, "Step through")
    heading = panel(lab).get_by_role("heading", level=4)
    expect(heading).to_contain_text("Input")
    lab.slider("Epoch").first.focus()
    lab.page.keyboard.press("ArrowLeft")
    lab.expect_epoch(epoch - 1)
    expect(heading).to_contain_text("Input")


def test_all_examples_or_one_and_a_point_of_the_map_chooses_it(open_lab: OpenLab) -> None:
    lab = open_page(open_lab, "m=3&noise=0.0")
    panel(lab).get_by_role("button", name="all, summed").click()
    expect(line(lab, "weighted sum")).to_have_count(0)
    expect(line(lab, "all examples, summed")).to_be_visible()
    # Plotly lies over its points and finds by itself which one is meant.
    box = still(lab.page.locator(".gn-boundary .scatterlayer .point").first)
    place = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    lab.page.mouse.move(place[0] + 3, place[1])
    lab.page.mouse.move(*place)
    lab.page.mouse.click(*place)
    expect(panel(lab).get_by_role("spinbutton", name="Example")).not_to_have_value("")
    expect(line(lab, "weighted sum")).to_be_visible()


def test_an_update_in_slow_motion_by_arrow_keys(open_lab: OpenLab) -> None:
    lab = open_page(open_lab)
    tab(lab, "Step through")
    heading = panel(lab).get_by_role("heading", level=4)
    expect(heading).to_have_text("1 of 10 · Input")
    light = lab.page.locator(".gn-light")
    pictures = set()
    for title in ("Forward: layer 1", "Forward: layer 2", "Forward: output", "Cost"):
        lab.page.keyboard.press("ArrowRight")
        expect(heading).to_contain_text(title)
        pictures.add(light.evaluate("e => e.toDataURL()"))
    assert len(pictures) >= 3  # the diagram lights what is computed
    lab.page.keyboard.press("ArrowLeft")
    expect(heading).to_contain_text("Forward: output")
    assert lab.epoch == 0  # the arrows are for the stages, not for the run
    for _ in range(6):
        lab.page.keyboard.press("ArrowRight")
    expect(heading).to_contain_text("10 of 10 · Update")
    lab.press("Make the update ›")
    lab.expect_epoch(1)
    expect(heading).to_contain_text("1 of 10 · Input")
    # A stage of a layer that is gone leaves the page whole.
    for _ in range(3):
        lab.press("Next stage ›")
    lab.to_end("Hidden layers", "Home")
    expect(lab.page).to_have_url(re.compile("hidden=0"))
    expect(panel(lab).get_by_role("heading", level=4)).to_contain_text("of 6")
    lab.expect_epoch(0)
    lab.press("Step")
    lab.expect_epoch(1)


def test_it_is_broken_turns_red_still_trains_and_is_mended(open_lab: OpenLab) -> None:
    lab = open_page(open_lab)
    tab(lab, "Break it")
    verdict = panel(lab).get_by_role("status").filter(has_text="The gradient is")
    expect(verdict).to_contain_text("right at all 25 parameters")
    panel(lab).get_by_role("switch", name="derivative left out").click()
    expect(verdict).to_contain_text("wrong at")
    expect(verdict).not_to_contain_text("W3[")  # the output layer's is right
    expect(lab.page).to_have_url(re.compile("mistake=no_derivative"))
    cost = lab.value("cost")
    lab.play_to(30)
    assert lab.value("cost") != cost
    run = engine(30, mistake="no_derivative")
    lab.scrub(30)
    lab.expect_epoch(30)
    assert lab.value("cost") == pytest.approx(run.step(30).J, rel=1e-12)
    lab.press("Fix it")
    expect(verdict).to_contain_text("right at all 25 parameters")
    expect(lab.page).to_have_url(re.compile("was=30~mistake~no_derivative"))


def test_a_riddle_is_answered_wrong_and_right(open_lab: OpenLab) -> None:
    lab = open_lab("riddle=7", path="/backprop").painted()
    expect(panel(lab)).to_contain_text("Which mistake is in this network?")
    said = panel(lab).locator(".gn-said")
    answers = panel(lab).get_by_role("group", name="Mistakes").get_by_role("button")
    expect(answers.first).to_be_visible()
    right = 0
    for i in range(answers.count()):
        answer = answers.nth(i)
        if answer.is_disabled():
            continue
        answer.click()
        expect(answer).to_have_attribute("aria-pressed", "true")
        expect(said).to_be_visible()
        right += said.inner_text().startswith("Right")
    assert right == 1
    assert "mistake=none" in lab.page.url  # the address does not tell


def test_the_check_has_an_epsilon_and_contributions_add_up(open_lab: OpenLab) -> None:
    lab = open_page(open_lab)
    tab(lab, "Check")
    table = panel(lab).get_by_role("table", name="Gradient check of this weight")
    difference = table.get_by_role("row", name="relative difference").locator("b")
    expect(difference).not_to_have_text("")
    fine = value(difference)
    assert fine < 1e-6
    panel(lab).get_by_role("slider", name="Half step epsilon").press("End")
    expect(difference).not_to_have_text(f"{fine:.1e}".replace("-", "−"))
    lab.page.wait_for_function(
        """() => { const cells = document.querySelectorAll('.gn-check td b');
          return Number(cells[2].textContent.replace('−', '-')) > 1e-4; }"""
    )
    # The contributions are the gradient's, and on the map.
    marks = lab.page.locator(".gn-marks")
    before = marks.evaluate("e => e.toDataURL()")
    tab(lab, "Gradient per example")
    total = panel(lab).get_by_label("sum over the examples")
    expect(total).to_have_text(shown(float(engine(0).step(0).dJ_dtheta[0])))
    assert value(total) == value(panel(lab).get_by_label("gradient", exact=True))
    assert marks.evaluate("e => e.toDataURL()") != before
    panel(lab).get_by_role("img", name="The gradient of each example").click(
        position={"x": 5, "y": 60}
    )
    expect(panel(lab).get_by_role("spinbutton", name="Example")).not_to_have_value("1")
    # A delta leads to its unit, and the unit to the next.
    tab(lab, "Chain rule")
    line(lab, "delta, passed back over the weights, times f′(z)").get_by_role("button").nth(
        1
    ).click()
    expect(panel(lab)).to_contain_text("Unit 2 of layer 2")
    lab.button("Output unit").click()
    expect(panel(lab)).to_contain_text("The output")
    expect(line(lab, "delta of the output, cost and activation matched")).to_be_visible()
    # The lists lead on from the unit that is seen.
    lab.button("Unit 2 of hidden layer 2").click()
    expect(panel(lab)).to_contain_text("Unit 2 of layer 2")
    panel(lab).get_by_label("From", exact=True).select_option("3")
    expect(panel(lab)).to_contain_text("unit 3 of layer 1 to unit 2 of layer 2")


def test_a_mistake_is_hidden_and_another_one_and_mended(open_lab: OpenLab) -> None:
    lab = open_page(open_lab, "more=1")
    tab(lab, "Break it")
    verdict = panel(lab).get_by_role("status").filter(has_text="The gradient is")
    for _ in range(3):
        lab.page.get_by_role("button", name=re.compile("^Hide")).click()
        expect(panel(lab)).to_contain_text("Which mistake is in this")
        expect(verdict).to_contain_text("wrong at")
        expect(panel(lab).locator(".gn-said")).to_be_hidden()
    lab.press("Fix it")
    expect(verdict).to_contain_text("right at")
    # Weights that are all zero are no mistake but another start: the check stays green.
    panel(lab).get_by_role("switch", name="weights all zero").click()
    expect(lab.page).to_have_url(re.compile("init=zeros"))
    lab.wait("Math.abs(Number(s.cost) - 200 * Math.log(2)) < 1e-9")
    expect(verdict).to_contain_text("right at all")
    tab(lab, "Unit doctor")
    said = panel(lab).get_by_role("status").filter(has_text="are twins")
    expect(said).to_be_visible()
    # The list of initial weights has followed.
    expect(lab.page.get_by_role("combobox", name="Initialization")).to_have_value("zeros")


def open_panel(open_lab: OpenLab, path: str) -> LabPage:
    """Open a live page and its panel, which is behind a button; step, so that both move."""
    lab = open_lab(path=path).painted()
    expect(panel(lab)).to_have_count(0)  # nothing of it before it is asked for
    lab.press("Show the math")
    expect(line(lab, "weighted sum")).to_be_visible()
    expect(panel(lab).get_by_label("gradient", exact=True)).not_to_have_text("–")
    lab.press("Step")
    expect(panel(lab)).to_have_attribute("data-epoch", "1")
    return lab


@pytest.mark.parametrize("path", ["/xor", "/sleep"])
def test_a_live_page_has_it_behind_a_button(open_lab: OpenLab, path: str) -> None:
    lab = open_panel(open_lab, path)
    # By a key: the page may still be scrolling to the panel, away from under the mouse.
    lab.button("Show the math").press("Enter")
    expect(panel(lab)).to_have_count(0)


def test_digits_has_it_and_a_pixel_of_a_unit_is_a_weight(open_lab: OpenLab) -> None:
    lab = open_panel(open_lab, "/digits")
    units = lab.page.get_by_role("img", name="The weights into each hidden unit")
    units.click(position={"x": 40, "y": 40})
    expect(panel(lab)).not_to_contain_text("input 1 to unit 1", ignore_case=True)
    expect(panel(lab)).to_contain_text(re.compile("input \\d+ to unit 1 of layer 1", re.IGNORECASE))
    tab(lab, "Gradient per example")
    expect(panel(lab).get_by_text("Largest positive ones")).to_be_visible()
    lab.press("Show the math")
    expect(panel(lab)).to_have_count(0)


def test_moons_has_it_and_is_not_disturbed_once_it_is_closed(open_lab: OpenLab) -> None:
    lab = open_panel(open_lab, "/moons")
    lab.press("Close backprop by hand")
    expect(panel(lab)).to_have_count(0)
    lab.play_to(50)
    lab.scrub(50)
    lab.expect_epoch(50)
    run = MOONS.lab(story())
    run.advance(50)
    assert lab.value("cost") == pytest.approx(run.step(50).J, rel=1e-12)
    expect(panel(lab)).to_have_count(0)


TABS = (
    "Chain rule", "Step through", "Gradient per example", "Check", "Break it", "Unit doctor",
)  # fmt: skip
#: What of the panel, or of the page, is beyond the page's right edge.
BEYOND = """() => { const main = document.querySelector('.stMain');
  const edge = main.getBoundingClientRect().left + main.clientWidth + 1;
  const parts = document.querySelectorAll('.gn-by-hand, .gn-terms, .gn-by-hand table');
  return [...main.scrollWidth > main.clientWidth ? ['the page'] : [],
    ...[...parts].filter(e => e.clientWidth && e.getBoundingClientRect().right > edge)
      .map(e => e.className)]; }"""


def test_nothing_is_cut_off(open_lab: OpenLab) -> None:
    lab = open_page(open_lab, "", **PHONE)
    for _ in in_windows(lab.page, "light", "dark"):
        for name in TABS:
            chosen = panel(lab).get_by_role("tab", name=name)
            still(chosen)  # charts take the new size, and move it
            tab(lab, name)
            expect(chosen).to_have_attribute("aria-selected", "true")
            lab.animation_frames(3)
            expect_none(lab.page, BEYOND)
        for name in ("Reset", "Back", "Play", "Step"):
            expect(lab.button(name)).to_be_attached()
