"""What comes of the file: the lesson on its page, a file, a link and a QR code."""

import streamlit as st

from app.lessons.lesson import Lesson
from app.lessons.link import packed
from app.lessons.qr import as_svg, qr_code
from app.lessons.reading import UNNAMED
from app.ui.escape import escape_markdown
from app.ui.lesson import own as visitor_lessons
from app.ui.lesson.opening import address_of_lesson, open_own
from app.ui.other_pages import whole_address
from core.language import _


def out(lesson: Lesson | None, text: str) -> None:
    """Draw the ways out; a file with a mistake can be saved, but not opened or linked to."""
    with st.container(horizontal=True, key="write-out"):
        is_tried = st.button(
            _("Try it"), key="write_lesson.try", type="primary", disabled=lesson is None,
            icon=":material/play_arrow:",
        )  # fmt: skip
        st.download_button(
            _("Save the file"), text, _file_name(lesson), "text/markdown", key="write_lesson.save",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip
    if lesson is None:
        return
    if is_tried:
        open_own(text)
    with st.expander(_("Link and QR code"), icon=":material/qr_code_2:"):
        _link(text)


def _file_name(lesson: Lesson | None) -> str:
    """Return the name of the file: letters and numbers of the title."""
    title = lesson.title if lesson else ""
    words = "".join(one if one.isalnum() else " " for one in title).split()
    return f"{'-'.join(words)[:40] or UNNAMED}.md"


def _link(text: str) -> None:
    try:
        name = packed(text)
    except ValueError as error:
        said = _("This lesson fits no link: {why}. Save the file, and give that to the class.")
        st.info(said.format(why=escape_markdown(str(error))))
        return
    lesson = visitor_lessons.find(name).lesson
    assert lesson is not None  # the text was read before
    link = whole_address(address_of_lesson(lesson))
    st.caption(_("Whoever opens this link is in the lesson; nothing is kept on the server."))
    st.code(link, language=None, height=100, wrap_lines=True)
    try:
        code = qr_code(link)
    except ValueError as error:
        st.info(escape_markdown(str(error)))
        return
    alt = _("QR code of the link to the lesson")
    st.image(as_svg(code), width=360, alt=alt)
