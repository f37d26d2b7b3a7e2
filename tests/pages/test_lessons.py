"""The list of lessons, and a file that a visitor brings along."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.lessons.bounds import MAX_CHARACTERS
from app.lessons.library import FOLDER, LIBRARY, MAX_BYTES, name_of_file
from app.lessons.link import PACKED
from app.pages.subjects import subjects
from app.settings.settings import LESSON
from app.ui.lesson import own as visitor_lessons
from app.ui.lesson import session as lesson_session
from tests.pages.harness import read

SCRIPT = """
import streamlit as st
from app.lessons.library import LIBRARY
from app.pages.subjects import subjects
from app.pages.table import PAGES
LIBRARY.know(subjects())
PAGES[st.session_state.get("page", "lessons")].render()
"""
LESSON_FILE = """---
title: The *first* step
page: downhill
minutes: 5
about: What <b>a step</b> is.
start: "?alpha=0.3"
shown: [alpha]
---

## One

Words.

## Two

More.
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder of lessons of the host's own."""
    LIBRARY.know(subjects())
    monkeypatch.setenv(FOLDER, str(tmp_path))
    yield tmp_path


def opened() -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=60).run()
    assert not page.exception
    return page


def with_file(data: bytes) -> AppTest:
    page = opened()
    page.file_uploader(key="lessons.file").upload("lesson.md", data, "text/markdown")
    page.run()
    assert not page.exception
    return page


def test_each_lesson_is_listed_with_a_link_that_opens_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "first.md").write_text(LESSON_FILE, encoding="utf-8")
    (folder / "broken.md").write_text("---\ntitle: A\n---\n", encoding="utf-8")
    monkeypatch.setattr("app.hosting.base_path.st.get_option", lambda name: "course/lab")
    page = opened()
    (own,) = [one.value for one in page.markdown if "lesson=first" in one.value]
    assert "](/course/lab/downhill?lesson=first)" in own
    assert "The *first* step" in read(own)
    assert r"\<b\>a step" in own
    assert "Downhill · 2 steps · 5 minutes" in [one.value for one in page.caption]
    assert not any("broken" in one.value for one in page.markdown)


def test_a_server_without_lessons_says_so() -> None:
    expected = not LIBRARY.lessons()
    assert any("no lessons" in one.value for one in opened().markdown) == expected


def test_a_file_is_opened_and_its_lesson_is_played_on_its_page() -> None:
    page = with_file(b"\xef\xbb\xbf" + LESSON_FILE.encode())
    assert not page.error
    page.button(key="lessons.open").click().run()
    name = page.session_state[lesson_session.KEPT].lesson.name
    assert name.startswith(PACKED)
    page.session_state["page"] = "downhill"
    page.run()
    assert page.query_params["alpha"] == "0.3"
    assert page.query_params[LESSON] == name


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (LESSON_FILE.replace("minutes: 5", "minutes: soon").encode(), "Line 4: got “soon”"),
        (b"\xff\xfe\x00", "a text file in UTF-8"),
        (b"a" * (MAX_BYTES + 1), "at most 240 kB"),
        (b"a" * (MAX_CHARACTERS + 1), f"at most {MAX_CHARACTERS:,} characters"),
        (b"", "Line 1"),
    ],
)
def test_a_file_with_a_mistake_says_what_and_cannot_be_opened(data: bytes, said: str) -> None:
    page = with_file(data)
    (error,) = page.error
    assert said in read(error.value)
    assert not page.button
    assert lesson_session.KEPT not in page.session_state


def test_a_lesson_too_long_for_a_link_is_found_by_this_visitor_alone() -> None:
    words = "\n\n".join(sha256(bytes([n])).hexdigest() for n in range(230))
    text = f"{LESSON_FILE}\n{words}\n"
    page = with_file(text.encode())
    page.button(key="lessons.open").click().run()
    name = page.session_state[lesson_session.KEPT].lesson.name
    assert name == name_of_file(text)
    # Another document of the same visit, opened at the address: the lesson begins again.
    page.session_state[lesson_session.KEPT] = None
    page.session_state["page"] = "downhill"
    page.query_params[LESSON] = name
    page.run()
    assert page.session_state[lesson_session.KEPT].lesson.name == name
    other = opened()
    other.session_state["page"] = "downhill"
    other.query_params[LESSON] = name
    other.run()
    assert lesson_session.current("downhill") is None
    assert lesson_session.KEPT not in other.session_state


def test_a_visitor_keeps_only_the_newest_files(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, object] = {}
    monkeypatch.setattr("app.ui.lesson.own.storage.keep", kept.__setitem__)
    monkeypatch.setattr("app.ui.lesson.own.storage.kept", kept.get)
    for n in range(visitor_lessons.MOST + 3):
        visitor_lessons.keep(f"{LESSON_FILE}\nNumber {n}.\n")
    found = kept[visitor_lessons.KEPT]
    assert isinstance(found, dict)
    assert [text.split()[-1] for text in found.values()] == [
        f"{n}." for n in range(3, visitor_lessons.MOST + 3)
    ]


def test_a_page_is_free_again_when_a_lesson_of_another_page_was_begun() -> None:
    page = with_file(LESSON_FILE.encode())
    page.button(key="lessons.open").click().run()
    page.session_state["page"] = "downhill"
    page.run()
    state = page.session_state["_downhill"]
    assert state.guard is not None
    del page.session_state["page"]
    page.run()
    other = LESSON_FILE.replace("downhill", "one_weight").replace("alpha=0.3", "alpha=0.5")
    page.file_uploader(key="lessons.file").upload("other.md", other.encode(), "text/markdown")
    page.run()
    page.button(key="lessons.open").click().run()
    page.query_params.clear()
    page.session_state["page"] = "downhill"
    page.run()
    assert page.session_state["_downhill"].guard is None
    assert LESSON not in page.query_params
