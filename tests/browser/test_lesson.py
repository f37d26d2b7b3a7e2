"""A lesson as its learner meets it: from a link, on a phone, drawn by keys, a goal met, locks."""

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from app.lessons.link import packed
from tests.browser.conftest import OpenLab
from tests.browser.lab_page import LabPage
from tests.browser.walk_page import WalkPage

MOONS = """\
---
title: Few units
page: moons
start: "?m=100&epochs=60&hidden=3&alpha=0.5&speed=10"
shown: [alpha]
---

## First

What will the cost do?

```predict
question: Will J be below 0.9?
kind: choice
options:
  "yes": J < 0.9
  "no": J >= 0.9
because: It falls at once.
```

```goal
reach: epochs >= 60 and alpha >= 1
```

```ask
question: How many hidden units are there?
of: units
tolerance: 0
```

## Second

```predict
question: Draw the cost.
kind: curve
```
"""
DOWNHILL = """\
---
title: Where it stops
page: downhill
start: "?alpha=0.01&x_0=4&pace=30"
shown: [alpha]
---

## First

```predict
question: Where will the ball come to rest?
kind: number
of: x
tolerance: 0.1
```

```goal
reach: arrived == 1 and steps < 60
text: Arrive within 60 steps.
```

```ask
question: Where is the ball now?
of: x
tolerance: 0.001
```
"""


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def open_lesson(open_lab: OpenLab, more: str = "", width: int = 1440, height: int = 900) -> LabPage:
    """Open the lesson on the moons by its link."""
    lab = open_lab(f"lesson={packed(MOONS)}{more}", width=width, height=height)
    return lab.painted()


def predict(page: Page, answer: str) -> None:
    """Choose an answer, and give it."""
    page.get_by_text(answer, exact=True).click()
    page.get_by_role("button", name="That is my prediction").click()
    expect(page.get_by_text(f"Your prediction: {answer}.")).to_be_visible()


def test_predict_run_explain_check(open_lab: OpenLab) -> None:
    lab = open_lesson(open_lab)
    page = lab.page
    expect(page.get_by_role("heading", name="First")).to_be_visible()
    expect(lab.button("Play")).to_be_disabled()
    page.keyboard.press(" ")
    expect(page.get_by_text("How many hidden units")).to_have_count(0)
    predict(page, "no")
    page.get_by_role("button", name="Play it").click()
    lab.expect_status("finished")
    expect(page.get_by_text("It came: yes.")).to_be_visible()
    expect(page.get_by_text("It falls at once.")).to_be_visible()
    # The goal: a learning rate that is not the lesson's first.
    goal = page.get_by_role("group", name="Goal")
    expect(goal).to_contain_text("learning rate α ≥ 1")
    lab.press("Reset")
    lab.expect_epoch(0)
    slider = lab.slider("Learning rate")
    for _ in range(3):
        slider.press("ArrowRight")
    page.wait_for_url(lambda url: float(parse_qs(urlsplit(url).query)["alpha"][0]) >= 1.0)
    lab.press("Play")
    expect(page.get_by_text("Reached at epoch 60.")).to_be_visible()
    expect(goal).to_contain_text("Goal reached at epoch 60")
    # The question: wrong, then right.
    answer = page.get_by_role("textbox", name="Your answer")
    answer.fill("4")
    answer.press("Enter")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("No. Look again, or take a hint.")).to_be_visible()
    answer.fill("3")
    answer.press("Enter")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Right: 3.")).to_be_visible()
    page.get_by_role("button", name="Next step").click()
    expect(page.get_by_role("heading", name="Second")).to_be_visible()
    # A reload finds it where it was.
    page.reload()
    expect(page.get_by_role("heading", name="Second")).to_be_visible()


def test_a_curve_is_drawn_by_keys_and_stays(open_lab: OpenLab) -> None:
    lab = open_lesson(open_lab)
    page = lab.page
    predict(page, "yes")
    page.get_by_role("button", name="Play it").click()
    lab.expect_status("finished")
    page.get_by_role("button", name="Next step").click()
    area = page.get_by_role("application")
    area.focus()
    for key in ("ArrowUp", "ArrowRight", "ArrowDown", "ArrowRight", "ArrowDown"):
        area.press(key)
    area.press("Enter")
    expect(page.get_by_text("Your prediction is drawn.")).to_be_visible()
    lab.press("Play")
    lab.expect_status("finished")
    expect(page.get_by_text("of the chart's height")).to_be_visible()
    expect(page.get_by_text("your prediction", exact=True)).to_be_visible()


def test_what_is_locked_stays_whatever_the_address_says(open_lab: OpenLab) -> None:
    lab = open_lesson(open_lab, "&hidden=9-9&m=1000&alpha=2")
    page = lab.page
    predict(page, "yes")
    page.get_by_role("button", name="Play it").click()
    lab.expect_status("finished")
    assert query_of(page)["hidden"] == ["3"]
    expect(page.get_by_role("slider", name="Hidden layers")).to_have_count(0)
    page.get_by_role("button", name="Leave the lesson").click()
    expect(page.get_by_role("heading", name="First")).to_have_count(0)
    page.wait_for_url(lambda url: "lesson=" not in url)
    expect(page.get_by_role("slider", name="Hidden layers")).to_be_visible()


def test_a_lesson_on_a_phone(open_lab: OpenLab) -> None:
    lab = open_lesson(open_lab, width=390, height=844)
    page = lab.page
    wide = "document.documentElement.scrollWidth - window.innerWidth"
    assert page.evaluate(wide) <= 0
    parts = (page.get_by_role("heading", name="First"), lab.stage, lab.slider("Learning rate"))
    tops = [part.evaluate("e => e.getBoundingClientRect().top") for part in parts]
    assert tops == sorted(tops)  # what it asks, the picture, the controls
    predict(page, "yes")
    page.get_by_role("button", name="Play it").click()
    lab.expect_status("finished")
    expect(page.get_by_text("and so it came")).to_be_visible()
    assert page.evaluate(wide) <= 0


def test_a_lesson_about_a_path(open_lab: OpenLab) -> None:
    page = open_lab(f"lesson={packed(DOWNHILL)}", path="/downhill").page
    walk = WalkPage(page).painted()
    expect(walk.button("Play")).to_be_disabled()
    number = page.get_by_role("spinbutton", name="Your prediction")
    number.fill("2.2")
    number.press("Enter")
    page.get_by_role("button", name="That is my prediction").click()
    expect(page.get_by_text("Your prediction: 2.2.")).to_be_visible()
    expect(page.get_by_text("Arrive within 60 steps.")).to_have_count(0)
    walk.press("Play")
    walk.expect_status("finished")
    expect(page.get_by_text("it came to 2.25")).to_be_visible()
    expect(page.get_by_text("Arrive within 60 steps.")).to_be_visible()
    # A question is about the step at which the path rests, not about its end.
    walk.walk.get_by_role("slider").evaluate(
        "e => { e.value = 1; e.dispatchEvent(new Event('input', {bubbles: true}));"
        " e.dispatchEvent(new Event('change', {bubbles: true})); }"
    )
    walk.expect_step(1)
    answer = page.get_by_role("textbox", name="Your answer")
    answer.fill("2.25")
    answer.press("Enter")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("No. Look again, or take a hint.")).to_be_visible()
    answer.fill("2.88")  # 4 - 0.01 * 112
    answer.press("Enter")
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("Right: 2.88.")).to_be_visible()
