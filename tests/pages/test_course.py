"""The teacher's page of the course: every lesson is there, and every link opens what it says."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from app.lessons.course import course_files, outline
from app.lessons.lesson import Predict
from app.lessons.reading import read_lesson
from app.pages.course.page import address
from app.pages.course.plans import PLANS
from app.pages.subjects import subjects
from app.pages.table import EXPERIMENTS, PAGES, PATH
from app.sections.worksheet.building import fits
from app.ui.addresses import url_path
from tests.pages.harness import opened

SCRIPT = 'from app.pages.table import PAGES\nPAGES["course"].render()\n'
SUBJECTS = subjects()
OPENED = """
from app.lessons.library import LIBRARY
from app.pages.subjects import subjects
from app.pages.table import PAGES
from app.ui.lesson.frame import lesson_frame

LIBRARY.know(subjects())
record = PAGES["{page}"]
with lesson_frame(record.name):
    record.render()
"""
FILES = course_files()
LINK = re.compile(r"\]\((/[^)]*)\)")


@pytest.fixture(scope="module")
def texts() -> list[str]:
    page = AppTest.from_string(SCRIPT, default_timeout=30).run()
    assert not page.exception
    assert [one.anchor for one in page.subheader] == [path.stem for path in FILES]
    return [one.value for one in page.markdown]


def test_all_eight_are_planned_in_their_order() -> None:
    assert list(PLANS) == [path.stem for path in FILES]
    assert len(PLANS) == 8


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_outline_is_that_of_the_lesson(path: Path) -> None:
    one = outline(path)
    lesson = read_lesson(path.read_text("utf-8"), SUBJECTS, one.name).lesson
    assert lesson is not None
    predictions = [part for step in lesson.steps for _, part in step.numbered(Predict)]
    assert (one.title, one.page) == (lesson.title, lesson.subject.name)
    assert (one.minutes, one.predictions) == (lesson.minutes, len(predictions))
    assert one.own_seed == lesson.own_seed
    assert PLANS[one.name].title == lesson.title


def test_each_lesson_is_listed_with_its_numbers_and_its_link(texts: list[str]) -> None:
    table = texts[1].splitlines()[2:]
    assert len(table) == len(FILES)
    total = 0
    for row, section, path in zip(table, texts[2:], FILES, strict=True):
        one = outline(path)
        total += one.minutes
        for cell in (one.minutes, one.predictions, f"[{one.title}]({address(one)})"):
            assert f"| {cell} |" in row
        assert ("| own |" in row) == one.own_seed
        plan = PLANS[one.name]
        for words in (plan.what_for, plan.expect, *(each.said for each in plan.wrong)):
            assert words in section
        assert f"{one.minutes} minutes · {one.predictions} predictions" in section
        assert f"[Open the lesson]({address(one)})" in section
        assert ("worksheet: none" in section) == (not plan.worksheet)
    assert f"{total} minutes" in texts[0]


def test_every_link_leads_to_a_lesson_or_to_a_page_with_a_worksheet(texts: list[str]) -> None:
    links = {link for text in texts for link in LINK.findall(text)}
    lessons = set()
    for link in links:
        parts = urlsplit(link)
        query = parse_qs(parts.query)
        (page,) = [name for name in PAGES if f"/{url_path(name)}" == parts.path]
        if "lesson" in query:
            (name,) = query["lesson"]
            (path,) = [path for path in FILES if path.stem == name]
            assert outline(path).page == page
            lessons.add(name)
        else:
            settings, problems = EXPERIMENTS[page].form.read({k: v[-1] for k, v in query.items()})
            assert not problems
            # A network that does not fit on a sheet has no worksheet.
            assert fits(EXPERIMENTS[page].task(settings).network)
    assert lessons == {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_lesson_opens_on_its_page(path: Path) -> None:
    one = outline(path)
    lesson = read_lesson(path.read_text("utf-8"), SUBJECTS, one.name).lesson
    assert lesson is not None
    page = opened(
        AppTest.from_string(OPENED.format(page=one.page), default_timeout=60), {"lesson": one.name}
    )
    assert not page.error
    first = lesson.steps[0]
    assert any(text.value == f"#### {first.title}" for text in page.markdown)
    assert any(f"Step 1 of {len(lesson.steps)}" in text.value for text in page.markdown)
    # Every control that the lesson fixes is away or locked.
    fields = lesson.subject.form.fields
    for name in lesson.fixed:
        shown = [w for w in (*page.slider, *page.selectbox) if w.label == fields[name].label]
        assert all(widget.disabled for widget in shown), name


def test_a_wrong_prediction_is_one_that_the_lesson_asks_for() -> None:
    for path in FILES:
        assert 2 <= len(PLANS[path.stem].wrong) <= outline(path).predictions


def test_it_is_in_the_navigation_but_not_on_the_path() -> None:
    assert PAGES["course"].group == "Teach"
    assert PAGES["course"] not in PATH
    assert not PAGES["course"].controls


def test_the_start_page_leads_there() -> None:
    page = AppTest.from_string(
        "from app.pages.table import START\nSTART.render()\n", default_timeout=30
    ).run()
    assert any("](/course)" in one.value for one in page.markdown)
