"""The forms that write into the file, one of them shown at a time."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from app.lessons.block_text import block, step_text
from app.lessons.blocks import BLOCKS
from app.lessons.library import LIBRARY
from app.lessons.part_forms import form_of
from app.lessons.part_inputs import Input, Rows
from app.lessons.plain_words import as_typed
from app.lessons.reading import MAX_MINUTES
from app.lessons.subject import Subject
from app.lessons.writing import front_entries, front_of, new_file, titles_of_steps, with_front
from app.lessons.writing import with_part as with_part_in
from app.pages.write_lesson import draft, inputs
from app.settings.settings import in_full
from app.ui import storage
from app.ui.escape import escape_markdown
from app.ui.language import in_language
from app.ui.present_settings import as_query, present_settings
from core.language import N_, _

KEY = "write_lesson"
CHOSEN, FRONT, IN_STEP, SHOWN = (f"{KEY}.{name}" for name in ("form", "front", "in_step", "shown"))
#: Entries that are about the fields of one page.
OF_PAGE = ("start", "shown", "locked", "hidden")


def forms() -> None:
    """Draw the choice of a form, and that form."""
    titles = {name: _(title) for name, (title, _draw) in FORMS.items()}
    titles |= {name: kind.title for name, kind in BLOCKS.items()}
    before = storage.kept(CHOSEN)
    chosen = st.pills(
        _("What is written"), list(titles), default=before if before in titles else "lesson",
        format_func=titles.__getitem__, key=CHOSEN, required=True, wrap=True,
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    with st.container(border=True, key="write-form"):
        if chosen in FORMS:
            FORMS[chosen][1]()
        else:
            _part(str(chosen))
        if said := draft.refused_once():
            st.warning(escape_markdown(said))
            st.toast(escape_markdown(said))  # the form may be longer than the window


def _front_rows() -> Rows:
    pages = {name: one.title for name, one in LIBRARY.subjects.items()}
    return [
        (Input("title", N_("Title of the lesson")),),
        (
            Input("page", N_("Page"), "choice", options=pages),
            Input("minutes", N_("Minutes"), "whole", least=0, most=MAX_MINUTES),
        ),
        (Input("about", N_("What it is about, in a sentence")),),
    ]


def _lesson() -> None:
    """Draw what a lesson has as a whole; it shows what the file says."""
    rows, front = _front_rows(), front_of(draft.text())
    if storage.kept(FRONT) != front:
        storage.keep(FRONT, front)
        for row in rows:
            for one in row:
                storage.keep(f"{FRONT}.{one.name}", _read(one, front.get(one.name)))
    inputs.draw(rows, FRONT)
    with st.container(horizontal=True):
        st.button(_("Begin a new file"), on_click=_begin, key=f"{KEY}.begin", type="primary")
        st.button(_("Change it in this file"), on_click=_change_front, key=f"{KEY}.change")


def _read(one: Input, value: Any) -> Any:
    """Return what an input shows of a value of the file, which may be anything."""
    if one.kind == "whole":
        return value if isinstance(value, int) and one.least <= value <= one.most else None
    return value if isinstance(value, str) else ""


def _entries() -> dict[str, Any]:
    said = inputs.values_of(_front_rows(), FRONT)
    title, page, about = (str(said[name] or "") for name in ("title", "page", "about"))
    return front_entries(title, page, int(said["minutes"] or 0), about)


@in_language
def _begin() -> None:
    def begin(before: str) -> str:
        found = _entries()
        return new_file(
            found["title"], found["page"], found["minutes"] or 0, found["about"] or ""
        )  # fmt: skip

    if draft.change(begin):
        storage.keep(CHOSEN, "step")


@in_language
def _change_front() -> None:
    def write(text: str) -> str:
        entries = _entries()
        if entries["page"] != front_of(text).get("page"):
            entries |= dict.fromkeys(OF_PAGE)  # another page has other fields
        return with_front(text, entries)

    draft.change(write)


def _settings() -> None:
    """Draw what the lesson begins with, and what a learner can set."""
    subject = draft.subject()
    now = escape_markdown(in_full(subject.form, present_settings(subject.form)))
    st.caption(_("**{page} now:** {settings}").format(page=_title(subject), settings=now))
    st.button(_("Take the page as it is"), on_click=_take_page, key=f"{KEY}.take", type="primary")
    fields = {name: subject.form.fields[name].label for name in _placed(subject)}
    key = f"{SHOWN}.{subject.name}"
    st.multiselect(
        _("Fields that the learner can set"), list(fields), format_func=fields.__getitem__,
        key=key, persist_state="session",
    )  # fmt: skip
    with st.container(horizontal=True):
        st.button(_("Lock all but these"), on_click=partial(_lock, key), key=f"{KEY}.lock")
        st.button(_("Lock nothing"), on_click=partial(_lock, ""), key=f"{KEY}.unlock")


def _title(subject: Subject) -> str:
    return escape_markdown(subject.title)


def _placed(subject: Subject) -> list[str]:
    """Return the fields that have a control, in the order of the page."""
    return [name for rows in subject.form.groups.values() for row in rows for name in row]


@in_language
def _take_page() -> None:
    query = as_query(draft.subject().form)
    draft.change(lambda text: with_front(text, {"start": query}))


@in_language
def _lock(key: str) -> None:
    chosen = storage.kept(key) if key else None
    shown = list(chosen) if isinstance(chosen, list | tuple) else []
    draft.change(lambda text: with_front(text, {"shown": shown if key else None}))


STEP_ROWS: Rows = [
    (Input("title", N_("Title of the step")),),
    (
        Input(
            "words",
            N_("Text"),
            "words",
            N_("Plain words. Formulas stand between dollar signs; lines with “- ” are a list."),
        ),
    ),
]


def _step() -> None:
    inputs.draw(STEP_ROWS, f"{KEY}.new_step")
    st.button(_("Add a step"), on_click=_add_step, key=f"{KEY}.add_step", type="primary")


@in_language
def _add_step() -> None:
    said = inputs.values_of(STEP_ROWS, f"{KEY}.new_step")

    def write(text: str) -> str:
        return with_part_in(text, step_text(str(said["title"] or ""), str(said["words"] or "")))

    if draft.change(write):
        inputs.clear(STEP_ROWS, f"{KEY}.new_step")
        last = len(titles_of_steps(draft.text())) - 1
        storage.keep(IN_STEP, last)
        draft.go(last)


def _part(name: str) -> None:
    """Draw the form of a block."""
    subject, kind = draft.subject(), BLOCKS[name]
    titles = titles_of_steps(draft.text())
    st.caption(kind.what)
    if not titles:
        st.info(_("Add a step first: it is put into one."))
        return
    rows = _rows(name, subject)
    inputs.draw(rows, f"{KEY}.{name}")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        place = storage.kept(IN_STEP)
        if not isinstance(place, int) or place >= len(titles):
            storage.keep(IN_STEP, len(titles) - 1)
        st.selectbox(
            _("In step"), range(len(titles)), key=IN_STEP, persist_state="session",
            format_func=lambda n: f"{n + 1}. {as_typed(titles[n]) if n < len(titles) else ''}",
        )  # fmt: skip
        st.button(
            kind.add, on_click=partial(_add_part, name), key=f"{KEY}.add.{name}", type="primary"
        )  # fmt: skip


def _rows(name: str, subject: Subject) -> Rows:
    """Return the inputs of a block; which ones there are follows from what is filled in."""
    form = form_of(name)
    said = inputs.values_of(form.rows(subject, {}), f"{KEY}.{name}")
    return form.rows(subject, said)


@in_language
def _add_part(name: str) -> None:
    subject = draft.subject()
    rows, key = _rows(name, subject), f"{KEY}.{name}"
    said = inputs.values_of(rows, key)
    place = storage.kept(IN_STEP)
    step = place if isinstance(place, int) else None

    def write(text: str) -> str:
        content = form_of(name).content(subject, said, as_query(subject.form))
        return with_part_in(text, block(name, content), step)

    if draft.change(write):
        inputs.clear(rows, key)
        draft.go(step or 0)


#: Forms besides those of the blocks: what the choice says, and what draws it.
FORMS: Mapping[str, tuple[str, Callable[[], None]]] = {
    "lesson": (N_("Lesson"), _lesson),
    "settings": (N_("Settings"), _settings),
    "step": (N_("Step"), _step),
}
