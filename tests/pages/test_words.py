"""Every text of a page goes through the function of core/language.py.

Pages are drawn in a language that puts every text in marks: whatever is outside of them was never
looked up in a catalogue.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.lessons.lesson import Lesson
from app.lessons.library import Library
from app.pages.sleep import chapters
from app.pages.table import PAGES
from app.ui import cards_view, language
from core.language import using
from tests.pages.harness import opened
from tests.words import CLOSE, OPEN, Marks, marked_file, page_texts, unmarked

SCRIPT = """
from app.lessons.library import LIBRARY
from app.pages.subjects import subjects
from app.pages.table import PAGES
from app.ui.language import in_language
from app.ui.page_frame import page_heading

LIBRARY.know(subjects())

@in_language
def draw():
    record = PAGES["{name}"]
    page_heading(record.title, record.sentence)
    record.render()

draw()
"""
#: Name of a page -> addresses of it: what is shown depends on the settings.
ADDRESSES: dict[str, tuple[dict[str, str], ...]] = {
    **{name: ({},) for name in PAGES},
    "moons": ({"m": "60", "epochs": "100"}, {"m": "1"}, {"m": "60", "alpha": "x", "was": "x"}),
    "digits": ({"examples": "60", "test": "30"},),
    "downhill": ({}, {"f": "own", "coefficients": "1 2"}, {"f": "ravine", "alpha": "1"}),
    "gradient_check": ({}, {"case": "digits"}, {"epsilon": "0.1"}),
    "sleep": (
        *({"chapter": name} for name in chapters.CHAPTERS),
        {"held": "20", "chapter": "overfitting"},
        {"hours_slept": "24"},
    ),
    "glossary": ({"term": "batch"},),
}
#: Words that stand as they are in every language, with the reason.
SAME = {
    "tanh": "the name of a function",
    "ReLU": "the name of a function",
    "Xavier": "a name",
    "He": "a name",
    "Adam": "the name of an optimizer",
    "RMSProp": "the name of an optimizer",
    "Nesterov": "a name",
    "BFGS": "the name of an optimizer",
    "CG": "the name of an optimizer",
    "TNC": "the name of an optimizer",
    "MSE": "a symbol",
    "RMSE": "a symbol",
    "MNIST": "the name of a data set",
    "XOR": "the name of a data set",
    "dJ": "a symbol",
    "dW": "a symbol",
    "Glassnet": "our name",
}


def marked_lesson(lesson: Lesson) -> Lesson:
    """Return a lesson in marks: its words are in the language of its file."""
    title, about = (f"{OPEN}{text}{CLOSE}" for text in (lesson.title, lesson.about))
    return replace(lesson, title=title, about=about)


@pytest.fixture(autouse=True)
def marks(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the visitor have a language that puts every text in marks."""
    monkeypatch.setattr(language, "translations", Marks)
    lessons = Library.lessons
    monkeypatch.setattr(Library, "lessons", lambda self: list(map(marked_lesson, lessons(self))))
    for module in (cards_view, chapters):
        monkeypatch.setattr(module, "localized", lambda path: marked_file(path, tmp_path))


def bare_texts(page: AppTest) -> list[tuple[str, list[str]]]:
    """Return the words of a page that are in no marks, each with its place."""
    found = [(where, unmarked(text)) for where, text in page_texts(page)]
    bare = [(where, [word for word in words if word not in SAME]) for where, words in found]
    return [(where, words) for where, words in bare if words]


@pytest.mark.parametrize("name", PAGES)
def test_no_text_of_a_page_is_bare(name: str) -> None:
    for address in ADDRESSES[name]:
        page = opened(AppTest.from_string(SCRIPT.format(name=name), default_timeout=60), address)
        assert len(list(page_texts(page))) > 5
        assert bare_texts(page) == [], address


def test_no_text_of_a_section_is_bare() -> None:
    page = opened(
        AppTest.from_string(SCRIPT.format(name="xor"), default_timeout=60), {"epochs": "100"}
    )
    with using(Marks()):  # the harness, too, says which of the texts is chosen
        page.button(key="xor.sheet-make").click().run()
    assert bare_texts(page) == []


def test_a_bare_text_is_found() -> None:
    page = AppTest.from_string(
        """
import streamlit as st
from core.language import _, using
from tests.words import Marks

with using(Marks()):
    st.markdown(_("This one.") + " That one.")
    st.button(_("Go"), help="Go on")
"""
    ).run()
    assert [words for _where, words in bare_texts(page)] == [["That", "one"], ["Go", "on"]]
