"""A prediction is drawn over a chart, by pointer and by keys, and stays while the run plays."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import OpenLab
from tests.browser.lesson_page import LessonPage, lesson_page
from tests.browser.still import still
from tests.browser.windows import PHONE
from tests.story import with_story

REASON = "Say first what will happen."
Points = list[list[float]]


def lesson(kind: str, *, is_open: bool = True, points: Points | None = None) -> dict[str, Any]:
    """Return a lesson that waits for a prediction, or has been given one."""
    sketch = {
        "kind": kind,
        "at": 2000,
        "isOpen": is_open,
        "points": points or [],
        "label": "your prediction",
    }
    return {"held": is_open, "reason": REASON if is_open else "", "sketch": sketch, "link": ""}


@pytest.fixture
def predicted_curve(browser: Browser, address: str) -> Iterator[LessonPage]:
    """Return Moons where a curve is to be drawn."""
    query = with_story("epochs=3000")
    with lesson_page(browser, address, lesson("curve"), query=query) as lab:
        yield lab


def area_of(lab: LessonPage) -> Locator:
    """Return what is drawn in, once it is there."""
    area = lab.page.get_by_role("application")
    expect(area).to_be_visible()
    return area


def draw(lab: LessonPage, places: list[tuple[float, float]]) -> None:
    """Draw through places, in parts of the area from its left and upper edge."""
    area = area_of(lab)
    area.scroll_into_view_if_needed()
    box = area.bounding_box()
    assert box is not None
    mouse = lab.page.mouse
    for i, (right, down) in enumerate(places):
        mouse.move(
            box["x"] + 1 + right * (box["width"] - 2), box["y"] + 1 + down * (box["height"] - 2)
        )
        if i == 0:
            mouse.down()
    mouse.up()


def line_of(lab: LessonPage) -> str:
    """Return the line that is drawn, in pixels."""
    return lab.page.locator(".gn-sketch-line").get_attribute("d") or ""


def test_a_run_is_held_until_its_curve_is_drawn_and_the_curve_stays(
    predicted_curve: LessonPage,
) -> None:
    lab = predicted_curve
    for name in ("Play", "Step"):
        expect(lab.button(name)).to_be_disabled()
        expect(lab.button(name)).to_have_attribute("title", REASON)
    expect(lab.slider("Epoch")).to_be_disabled()
    expect(lab.page.get_by_text(REASON)).to_be_visible()
    area_of(lab)
    lab.page.keyboard.press("Space")
    lab.page.keyboard.press("ArrowRight")
    lab.animation_frames(20)
    lab.expect_status("idle")
    assert all(command["name"] == "show" for command in lab.asked)
    asked = len(lab.asked)
    lab.animation_frames(60)
    assert len(lab.asked) == asked

    expect(lab.button("Done")).to_be_disabled()
    draw(lab, [(0, 0.2), (0.5, 0.4), (1, 0.9)])
    lab.press("Done")
    (told,) = lab.told
    points = told["points"]
    assert told["kind"] == "curve" and told["n"] >= 1
    assert 2 <= len(points) <= 64
    assert [points[0][0], points[-1][0]] == [0, 2000]
    # The axis goes up to 1.2 times the cost at epoch 0, which is 1.4017.
    assert points[0][1] == pytest.approx(0.8 * 1.2 * 1.4017, rel=0.03)
    assert points[-1][1] == pytest.approx(0.1 * 1.2 * 1.4017, rel=0.15)

    lab.tell(lesson("curve", is_open=False, points=points))
    expect(lab.button("Play")).to_be_enabled()
    expect(lab.page.get_by_text(REASON)).to_be_hidden()
    expect(lab.button("Done")).to_be_hidden()
    prediction = lab.page.get_by_role("img", name="your prediction")
    expect(prediction).to_be_visible()
    expect(lab.page.locator(".gn-sketch-label")).to_have_text("your prediction")
    lab.press("Play")
    lab.wait("Number(s.epoch) >= 100")
    # While nothing changes about the axes, nothing is drawn anew.
    lab.page.evaluate(
        "() => { window.redrawn = 0; new MutationObserver(changes => { redrawn += changes.length })"
        ".observe(document.querySelector('.gn-sketch'),"
        " { subtree: true, childList: true, attributes: true }); }"
    )
    before = line_of(lab)
    lab.wait("Number(s.epoch) >= 600")
    assert lab.page.evaluate("redrawn") == 0
    assert line_of(lab) == before != ""
    lab.press("Pause")
    lab.expect_status("paused")
    expect(prediction).to_be_visible()
    # Another axis, and back: the same line in the chart's units.
    lab.press("log")
    lab.page.wait_for_function(
        "before => document.querySelector('.gn-sketch-line').getAttribute('d') !== before",
        arg=before,
    )
    lab.press("linear")
    lab.page.wait_for_function(
        "before => document.querySelector('.gn-sketch-line').getAttribute('d') === before",
        arg=before,
    )
    lab.tell(None)
    expect(lab.page.locator(".gn-sketch")).to_have_count(0)


def test_a_curve_is_drawn_by_keys_alone(predicted_curve: LessonPage) -> None:
    lab = predicted_curve
    area = area_of(lab)
    area.focus()
    said = lab.page.locator(".gn-sketch [role=status]")
    area.press("ArrowRight")
    expect(said).to_have_text("epoch 250: J 1.4017")
    area.press("End")
    expect(said).to_have_text("epoch 2 000: J 1.4017")
    for _ in range(5):
        area.press("ArrowDown")
    area.press("Shift+ArrowUp")
    # An axis of 1.2 times that cost: five steps of 2 % down, and 0.25 % up.
    expect(said).to_have_text("epoch 2 000: J 1.2377")
    expect(lab.page.locator(".gn-sketch-handles circle")).to_have_count(9)
    expect(lab.page.locator(".gn-sketch-handles circle.gn-chosen")).to_be_visible()
    lab.expect_status("idle")
    area.press("Enter")
    points = lab.told[0]["points"]
    assert points[0] == [0, 1.402] and points[-1] == [2000, 1.238]
    lab.press("Clear")
    assert line_of(lab) == ""
    expect(lab.button("Done")).to_be_disabled()


def test_a_redraw_of_the_page_takes_away_nothing_that_is_being_drawn(
    predicted_curve: LessonPage,
) -> None:
    lab = predicted_curve
    draw(lab, [(0, 0.2), (0.5, 0.4)])
    before = line_of(lab)
    lab.tell(lesson("curve"))
    lab.animation_frames(5)
    assert line_of(lab) == before != ""


@pytest.mark.parametrize("path", ["/moons", "/xor"])
def test_a_boundary_is_drawn_over_the_plane(browser: Browser, address: str, path: str) -> None:
    query = with_story("") if path == "/moons" else ""
    with lesson_page(browser, address, lesson("boundary"), path=path, query=query) as lab:
        draw(lab, [(0.1, 0.5), (0.5, 0.2), (0.9, 0.5)])
        lab.press("Done")
        (told,) = lab.told
        assert told["kind"] == "boundary"
        assert len(told["points"]) == 3
        (x0, y0), (x1, y1), (x2, y2) = told["points"]
        assert x0 < x1 < x2 and y1 > y0 == pytest.approx(y2, abs=0.05)
        lab.tell(lesson("boundary", is_open=False, points=told["points"]))
        prediction = lab.page.get_by_role("img", name="your prediction")
        expect(prediction).to_be_visible()
        before = line_of(lab)
        lab.press("Play")
        lab.wait("Number(s.epoch) >= 50")
        assert line_of(lab) == before != ""
        expect(prediction).to_be_visible()


def test_a_boundary_is_drawn_by_keys_on_a_phone(browser: Browser, address: str) -> None:
    window = (PHONE["width"], PHONE["height"])
    query = with_story("")
    with lesson_page(browser, address, lesson("boundary"), window, query=query) as lab:
        area = area_of(lab)
        area.focus()
        said = lab.page.locator(".gn-sketch [role=status]")
        area.press("PageDown")
        expect(said).to_contain_text("point 2 of 5")
        before = said.text_content()
        area.press("ArrowLeft")
        area.press("ArrowUp")
        expect(said).not_to_have_text(before or "")
        area.press("PageUp")
        expect(said).to_contain_text("point 1 of 5")
        expect(lab.page.locator(".gn-sketch-handles circle")).to_have_count(5)
        area.press("Enter")
        assert 2 <= len(lab.told[0]["points"]) <= 64


def test_a_boundary_is_drawn_by_a_finger_which_does_not_scroll_the_page(
    browser: Browser, address: str
) -> None:
    window = (PHONE["width"], PHONE["height"])
    with lesson_page(browser, address, lesson("boundary"), window, query=with_story("")) as lab:
        area = area_of(lab)
        box = still(area)
        finger = lab.page.context.new_cdp_session(lab.page)

        def touch(kind: str, *at: float) -> None:
            points = [{"x": at[0], "y": at[1]}] if at else []
            finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        middle, top = box["x"] + 0.4 * box["width"], box["y"]
        touch("touchStart", middle, top + 0.8 * box["height"])
        for part in range(7, 1, -1):
            touch("touchMove", middle, top + 0.1 * part * box["height"])
        touch("touchEnd")
        expect(lab.button("Done")).to_be_enabled()
        after = area.bounding_box()
        assert after is not None and after["y"] == pytest.approx(top, abs=1)  # nothing scrolled
        lab.press("Done")
        (told,) = lab.told
        (x0, first), (x1, last) = told["points"][0], told["points"][-1]
        assert x0 == pytest.approx(x1, abs=0.05)
        assert first < last  # from below upwards


def test_a_page_without_a_lesson_fetches_nothing_of_this(open_lab: OpenLab) -> None:
    lab = open_lab().painted()
    names = lab.page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert any("/live/stage.js" in name for name in names)
    assert not [name for name in names if "/sketch/" in name]
