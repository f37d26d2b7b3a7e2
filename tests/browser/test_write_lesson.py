"""A teacher writes a lesson with the buttons alone, and plays it; a broken file is not played."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenLab

#: Clicks that the lesson below takes, those into each box included: there are five minutes for it.
MOST_CLICKS = 33


class Teacher:
    """Somebody who knows no Markdown: clicks, and types words into named boxes."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0
        self.form = page.locator(".st-key-write-form")
        self.preview = page.locator(".st-key-write-preview")
        self.file = page.get_by_role("textbox", name="File of the lesson")

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1

    def press(self, name: str) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=True))

    def choose_form(self, name: str) -> None:
        form = self.page.get_by_role("radio", name=name, exact=True)
        if not form.is_checked():
            self.click(form)

    def write(self, label: str, text: str, n: int = 0) -> None:
        """Type into a box; who clicks into it first has one click more."""
        box = self.form.get_by_label(label, exact=True).nth(n)
        self.click(box)
        box.fill(text)

    def choose(self, label: str, option: str, n: int = 0) -> None:
        self.click(self.form.get_by_role("combobox", name=re.compile(label)).nth(n))
        self.click(self.page.get_by_role("option", name=option, exact=True))

    def add_step(self, title: str, text: str) -> None:
        self.choose_form("Step")
        self.write("Title of the step", title)
        self.write("Text", text)
        self.press("Add a step")
        expect(self.preview.get_by_role("heading", name=title)).to_be_visible()


def test_a_lesson_of_three_steps_by_buttons_alone_is_tried(open_lab: OpenLab) -> None:
    lab = open_lab(path="/write-lesson")
    teacher = Teacher(lab.page)
    teacher.write("Title of the lesson", 'The "plateau": #1')
    teacher.press("Begin a new file")
    expect(teacher.form.get_by_label("Title of the step")).to_be_visible()
    teacher.add_step("What will happen?", "Look at the boundary.")
    teacher.choose_form("Prediction")
    teacher.write("Question", "After training, the boundary is: straight, or bent?")
    teacher.choose("What is measured", "training accuracy")
    for n, answer in enumerate(("bent", "straight")):  # from there on, and below it
        teacher.write("Answer", answer, n)
        teacher.write("Percent", "90", n)
    teacher.press("Add a prediction")
    expect(teacher.preview.get_by_text("straight, or bent?")).to_be_visible()
    teacher.add_step("Do better", "Change what you like.")
    teacher.choose_form("Goal")
    teacher.choose("What is measured", "test accuracy")
    teacher.write("Percent", "98")
    teacher.press("Add a goal")
    expect(teacher.preview.get_by_text("test accuracy ≥ 0.98")).to_be_visible()
    teacher.add_step("How large is it?", "Look at the network.")
    teacher.choose_form("Question")
    teacher.write("Question", "How many parameters are there?")
    teacher.choose("What is asked for", "parameters")
    teacher.press("Add a question")
    expect(teacher.preview.get_by_text("How many parameters are there?")).to_be_visible()
    expect(teacher.preview.get_by_text("Step 3 of 3")).to_be_visible()
    teacher.press("Try it")
    expect(lab.stage).to_be_visible()
    lab.page.wait_for_url(lambda url: urlsplit(url).path == "/moons" and "lesson=" in url)
    lesson = lab.page.locator(".st-key-lesson")
    expect(lesson.get_by_text('The "plateau": #1')).to_be_visible()
    expect(lesson.get_by_role("heading", name="What will happen?")).to_be_visible()
    expect(lesson.get_by_text("straight, or bent?")).to_be_visible()
    expect(lesson.get_by_text("Step 1 of 3")).to_be_visible()
    expect(lab.button("Play")).to_be_disabled()
    assert teacher.clicks <= MOST_CLICKS


def test_a_file_that_was_broken_is_said_to_be_and_cannot_be_tried(open_lab: OpenLab) -> None:
    lab = open_lab(path="/write-lesson")
    teacher = Teacher(lab.page)
    errors, attempt = lab.page.locator(".st-key-lesson-problems"), lab.button("Try it")
    expect(attempt).to_be_enabled()
    expect(errors).to_have_count(0)
    lab.page.get_by_text("Link and QR code").click()
    link = lab.page.get_by_test_id("stCode").inner_text()
    assert link.startswith(f"{urlsplit(lab.page.url)._replace(path='', query='').geturl()}/moons?")
    picture = lab.page.get_by_role("img", name="QR code of the link to the lesson")
    expect(picture).to_be_visible()
    assert picture.evaluate("e => e.naturalWidth > 100 && e.naturalWidth === e.naturalHeight")
    sound = teacher.file.input_value()
    teacher.file.fill(sound.replace("page: moons", "page: mons").replace("## ", "# "))
    teacher.file.press("Control+Enter")
    expect(attempt).to_be_disabled()
    expect(errors.get_by_text("Line 3: got “mons”")).to_be_visible()
    expect(errors.get_by_text("page: mons", exact=True)).to_be_visible()
    expect(lab.button("Save the file")).to_be_enabled()
    expect(lab.page.get_by_text("Link and QR code")).to_have_count(0)
    lab.press("Undo")
    expect(attempt).to_be_enabled()
    expect(errors).to_have_count(0)
    expect(teacher.file).to_have_value(sound)
    lab.page.goto(link)
    expect(lab.page.locator(".st-key-lesson").get_by_text("My lesson")).to_be_visible()
