"""The page on which a lesson is written: by buttons, its mistakes said at their lines."""

from base64 import b64decode
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import segno
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea

from app.lessons.blocks import BLOCKS, BlockKind
from app.lessons.bounds import MAX_CHARACTERS
from app.lessons.lesson import Ask, Goal, Hint, Lesson, Note, Predict, Text
from app.lessons.link import MAX_LINK, unpacked
from app.lessons.predictions import PREDICTIONS
from app.lessons.qr import as_svg
from app.lessons.questions import RUN_QUESTIONS
from app.lessons.reading import read_lesson
from app.pages.subjects import subjects
from app.ui.lesson import session as lesson_session
from tests.pages.harness import read

SUBJECTS = subjects()
SCRIPT = """
import streamlit as st
from app.lessons.library import LIBRARY
from app.pages.subjects import subjects
from app.pages.table import PAGES
LIBRARY.know(subjects())
PAGES[st.session_state.get("page", "write_lesson")].render()
"""


class Writer:
    """The page as a teacher uses it."""

    def __init__(self) -> None:
        self.page = AppTest.from_string(SCRIPT, default_timeout=60)
        self.run()

    def run(self) -> "Writer":
        self.page.run()
        assert not self.page.exception
        return self

    @property
    def text(self) -> str:
        return str(self.file.value)

    @property
    def file(self) -> TextArea:
        (file,) = [one for one in self.page.text_area if one.label == "File of the lesson"]
        return file

    @property
    def lesson(self) -> Lesson:
        found = read_lesson(self.text, SUBJECTS)
        assert found.lesson is not None, [one.sentence for one in found.problems]
        return found.lesson

    def type(self, text: str) -> "Writer":
        self.file.set_value(text)
        return self.run()

    def choose(self, form: str) -> "Writer":
        self.page.button_group(key="write_lesson.form").set_value(form)
        return self.run()

    def fill(self, form: str, **values: Any) -> "Writer":
        for name, value in values.items():
            key = f"write_lesson.{form}.{name}"
            for kind in ("text_input", "text_area", "number_input", "selectbox", "checkbox"):
                for widget in getattr(self.page, kind):
                    if widget.key == key:
                        widget.set_value(value)
            self.run()
        return self

    def press(self, key: str) -> "Writer":
        self.page.button(key=f"write_lesson.{key}").click()
        return self.run()

    def errors(self) -> list[str]:
        return [read(one.value) for one in self.page.error]

    def begin(self, page: str = "moons", title: str = "Mine") -> "Writer":
        self.fill("front", title=title, page=page)
        return self.press("begin")

    def step(self, title: str) -> "Writer":
        self.choose("step").fill("new_step", title=title, words="Some words.")
        return self.press("add_step")


def test_it_opens_with_a_lesson_that_works() -> None:
    writer = Writer()
    assert writer.lesson.subject.name == "moons"
    assert not writer.errors()
    assert not writer.page.button(key="write_lesson.try").disabled
    shown = [one.value for one in writer.page.markdown]
    assert f"#### {writer.lesson.steps[0].title}" in shown


def test_a_lesson_of_all_kinds_of_parts_by_buttons_alone() -> None:
    writer = Writer().begin(title='It\'s "the": #1 plateau')
    writer.step("First").choose("predict")
    writer.fill(
        "predict", question="Which: straight, or bent?", kind="choice", measure="accuracy",
        answer1="straight", comparison1="<", number1=90,
        answer2="bent", comparison2=">=", number2=90, at=100, because="Look: it bends.",
    ).press("add.predict")  # fmt: skip
    writer.step("Second").choose("goal")
    writer.fill("goal", measure="test_accuracy", comparison=">=", number=98).press("add.goal")
    writer.choose("ask").fill("ask", question="How many?", asked="of:parameters", near=0.0)
    writer.press("add.ask")
    writer.fill("ask", question="Which one is dead?", asked="what:dead_unit").press("add.ask")
    writer.choose("hint").fill("hint", words="Count them.").press("add.hint")
    writer.fill("hint", computed=True).press("add.hint")
    writer.choose("note").fill("note", words="Wait.").press("add.note")
    lesson = writer.lesson
    assert lesson.title == 'It\'s "the": #1 plateau'
    first, second = (step.parts for step in lesson.steps)
    assert [type(part) for part in first] == [Text, Predict]
    assert [type(part) for part in second] == [Text, Goal, Ask, Ask, Hint, Hint, Note]
    predict = first[1]
    assert isinstance(predict, Predict)
    assert {label: one.text for label, one in predict.options.items()} == {
        "straight": "accuracy < 0.9", "bent": "accuracy >= 0.9",
    }  # fmt: skip
    assert predict.at == 100
    number, name = second[2:4]
    assert isinstance(number, Ask)
    assert isinstance(name, Ask)
    assert (number.of and number.of.text, name.what) == ("parameters", "dead_unit")
    assert not writer.page.text_area(key="write_lesson.note.words").value  # ready for the next one


@pytest.mark.parametrize("page", ["moons", "downhill"])
def test_every_kind_of_prediction_and_question_of_a_page_can_be_written(page: str) -> None:
    writer = Writer().begin(page)
    kinds = [one for one in PREDICTIONS if page == "moons" or not PREDICTIONS[one].sketch]
    for kind in kinds:
        writer.step(kind).choose("predict")
        (box,) = [one for one in writer.page.selectbox if one.key == "write_lesson.predict.kind"]
        assert box.options == [PREDICTIONS[one].what for one in kinds]
        writer.fill("predict", question=f"A {kind}?", kind=kind)
        for n in (1, 2) if kind == "choice" else ():
            writer.fill("predict", **{f"answer{n}": f"{n}", f"number{n}": float(n)})
        writer.press("add.predict")
    writer.choose("ask")
    (box,) = [one for one in writer.page.selectbox if one.key == "write_lesson.ask.asked"]
    questions = RUN_QUESTIONS if page == "moons" else {}
    measures = [one.label for one in SUBJECTS[page].measures.values()]
    assert box.options == [*(one.what for one in questions.values()), *measures]
    for name in questions:
        writer.fill("ask", question=name, asked=f"what:{name}").press("add.ask")
    lesson = writer.lesson
    assert [p.kind for step in lesson.steps for p in step.parts if isinstance(p, Predict)] == kinds
    asked = [p.what for step in lesson.steps for p in step.parts if isinstance(p, Ask)]
    assert asked == list(questions)


def test_a_new_kind_of_block_is_offered_with_its_example(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = BlockKind("aside", "Aside", "Add an aside", "Beside.", BLOCKS["note"].read, "By the way")
    monkeypatch.setitem(BLOCKS, "aside", kind)
    writer = Writer().choose("aside").press("add.aside")
    assert "```aside\nBy the way\n```" in writer.text
    assert isinstance(writer.lesson.steps[0].parts[-1], Note)


def test_what_is_missing_is_said_and_the_file_stays() -> None:
    writer = Writer()
    before = writer.text
    for form, key, said in (
        ("step", "add_step", "takes a title"),
        ("predict", "add.predict", "takes a question"),
        ("goal", "add.goal", "takes a number"),
        ("note", "add.note", "takes a text"),
    ):
        writer.choose(form).press(key)
        assert [said in read(one.value) for one in writer.page.warning] == [True]
        assert writer.text == before
    writer.choose("predict").fill("predict", question="A?", answer1="a", number1=1)
    writer.press("add.predict")
    assert "2 different answers" in writer.page.warning[0].value
    assert writer.text == before
    assert writer.page.button(key="write_lesson.undo").disabled


def test_all_mistakes_are_listed_in_the_order_of_their_lines_each_with_its_line() -> None:
    writer = Writer()
    wrong = writer.text.replace("page: moons", "page: moons\nminuets: '`5`'")
    wrong = wrong.replace("of: J", "of: K").replace("tolerance: 20%", "tolerance: <b>near</b>")
    writer.type(wrong)
    (said,) = writer.errors()
    numbers = [int(line.split()[2].rstrip(":")) for line in said.split("\n") if "Line " in line]
    assert len(numbers) == 3
    assert numbers == sorted(numbers)
    for line in ("`` minuets: '`5`' ``", "` of: K `", "` tolerance: <b>near</b> `"):
        assert line in said
    assert writer.page.button(key="write_lesson.try").disabled
    assert not [one for one in writer.page.expander if "QR" in one.label]
    assert writer.page.info[0].value.startswith("The lesson is shown here")
    writer.press("undo")
    assert not writer.errors()
    assert not writer.page.button(key="write_lesson.try").disabled


def test_of_very_many_mistakes_the_first_are_listed() -> None:
    writer = Writer()
    writer.type(writer.text + "\n```nope\n```\n" * 150)
    (said,) = writer.errors()
    assert said.startswith("**150 mistakes")
    assert said.count("got “nope”") == 100
    assert said.endswith("and 50 more, which follow when these are mended")


def test_a_file_that_is_too_long_is_refused_in_a_sentence() -> None:
    writer = Writer()
    before = writer.text
    writer.type(before + "a" * MAX_CHARACTERS)
    assert f"at most {MAX_CHARACTERS:,}" in read(writer.page.warning[0].value)
    assert writer.text == before
    writer.run()
    assert not writer.page.warning


def test_a_button_adds_to_what_was_typed_in_the_same_moment() -> None:
    writer = Writer().choose("step").fill("new_step", title="Next", words="Words.")
    writer.file.set_value(f"{writer.text}\nTyped.\n")
    writer.press("add_step")
    assert "Typed." in writer.text
    assert writer.lesson.steps[1].title == "Next"


def test_what_a_button_has_written_is_shown_by_a_new_widget_that_begins_with_it() -> None:
    """Streamlit may fail to send a value to a widget that is there, and then gets the old one."""
    writer = Writer().begin()
    before, old = writer.text, writer.file.key
    writer.step("Next")
    assert writer.file.key != old
    assert writer.file.proto.default == writer.text != before
    assert not writer.file.proto.set_value
    now = writer.file.key
    writer.type(f"{writer.text}\nTyped.\n")
    assert writer.file.key == now  # what is being typed in stays where it is


def test_the_page_is_taken_as_it_is_and_all_but_some_fields_are_locked() -> None:
    writer = Writer().begin("downhill").step("One")
    writer.page.session_state["page"] = "downhill"
    writer.run()
    (alpha,) = [
        one for kind in ("select_slider", "slider", "number_input")
        for one in getattr(writer.page, kind) if one.key == "downhill.alpha"
    ]  # fmt: skip
    alpha.set_value(0.3)
    writer.run()
    del writer.page.session_state["page"]
    writer.run().choose("settings").press("take")
    assert writer.lesson.start.alpha == 0.3
    assert not writer.lesson.fixed
    shown = writer.page.multiselect(key="write_lesson.shown.downhill")
    shown.set_value(["alpha"])
    writer.run().press("lock")
    assert writer.lesson.shown == frozenset({"alpha"})
    assert writer.lesson.fixed == set(SUBJECTS["downhill"].form.fields) - {"alpha"}
    writer.press("unlock")
    assert not writer.lesson.fixed
    assert writer.text.count("start:") == 1


def test_another_page_takes_the_settings_of_the_one_before_out() -> None:
    writer = Writer().choose("settings").press("take").choose("lesson")
    writer.fill("front", page="downhill").press("change")
    assert "start:" not in writer.text
    assert "page: downhill" in writer.text


def test_what_was_written_is_there_when_one_comes_back() -> None:
    writer = Writer().begin().step("Kept")
    writer.page.session_state["page"] = "glossary"
    writer.run()
    del writer.page.session_state["page"]
    writer.run()
    assert writer.lesson.steps[0].title == "Kept"


def test_the_preview_goes_step_by_step_and_nothing_in_it_can_be_pressed() -> None:
    writer = Writer().begin().step("First").step("Second")
    writer.choose("note").fill("note", words="For me.").press("add.note")
    assert "#### Second" in [one.value for one in writer.page.markdown]
    assert "For me." in [one.value for one in writer.page.info]
    writer.page.button(key="preview.back").click()
    writer.run()
    assert "#### First" in [one.value for one in writer.page.markdown]
    assert writer.page.button(key="preview.back").disabled
    own = [one for one in writer.page.button if str(one.key).startswith("preview.")]
    assert {one.key for one in own if not one.disabled} == {"preview.next"}


def test_try_it_begins_the_lesson_on_its_page() -> None:
    writer = Writer().begin("downhill").step("One")
    writer.type(writer.text.replace("page: downhill", 'page: downhill\nstart: "?alpha=0.3"'))
    writer.press("try")
    state = writer.page.session_state[lesson_session.KEPT]
    assert unpacked(state.lesson.name) == writer.text
    writer.page.session_state["page"] = "downhill"
    writer.run()
    assert writer.page.query_params["alpha"] == "0.3"
    assert writer.page.query_params["lesson"] == state.lesson.name


def test_the_link_holds_the_file_and_the_qr_code_is_of_exactly_the_link() -> None:
    writer = Writer().begin("one_weight").step("One")
    (link,) = [one.value for one in writer.page.code]
    at = urlsplit(link)
    assert at.path == "/one-weight"
    assert unpacked(parse_qs(at.query)["lesson"][0]) == writer.text
    (picture,) = writer.page.get("image")
    (image,) = picture.proto.imgs
    drawn = b64decode(image.url.removeprefix("data:image/svg+xml;base64,")).decode()
    assert as_svg(segno.make_qr(link, error="L")) == drawn
    assert as_svg(segno.make_qr(f"{link[:-1]}_", error="L")) != drawn


def test_a_lesson_that_fits_no_link_says_so_and_is_tried_all_the_same() -> None:
    writer = Writer().begin().step("One")
    words = "\n\n".join(sha256(bytes([n])).hexdigest() for n in range(230))
    writer.type(f"{writer.text}\n{words}\n")
    assert not writer.page.code
    assert any(f"{MAX_LINK:,}" in read(one.value) for one in writer.page.info)
    writer.press("try")
    state = writer.page.session_state[lesson_session.KEPT]
    assert state.lesson.name.startswith("file-")


def test_a_share_is_filled_in_as_the_page_shows_it_and_no_other_is_taken() -> None:
    writer = Writer().choose("goal").fill("goal", measure="accuracy")
    for number in (120.0, -1.0, None):
        writer.fill("goal", number=number).press("add.goal")
        assert "“Percent”" in writer.page.warning[0].value
        assert writer.page.toast[0].value == writer.page.warning[0].value
    writer.fill("goal", comparison=">=", number=95.0).press("add.goal")
    assert "reach: accuracy >= 0.95" in writer.text


def test_a_new_file_is_no_mistake_but_waits_for_its_first_step() -> None:
    writer = Writer().begin()
    assert not writer.page.error
    assert any("add the first step" in one.value for one in writer.page.info)
