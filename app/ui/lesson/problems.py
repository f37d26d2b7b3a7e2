"""What is wrong with a lesson's file, on the page: all of it at once, each with its line."""

from collections.abc import Sequence

import streamlit as st

from app.lessons.problem import Problem
from app.ui.escape import code, escape_markdown
from core.language import _, ngettext

#: Characters of a line that are shown, and problems: a page with thousands would help nobody.
MAX_LINE, MOST = 120, 100


def lesson_problems(problems: Sequence[Problem], text: str) -> None:
    """Draw the problems of a text in the order of its lines; nothing where there are none."""
    if not problems:
        return
    lines, n = text.replace("\r\n", "\n").split("\n"), len(problems)
    heading = ngettext("{n} mistake in the file", "{n} mistakes in the file", n).format(n=n)
    rows = []
    for problem in problems[:MOST]:
        # What is missing at the end stands behind the last line.
        line = lines[problem.line - 1] if problem.line <= len(lines) else ""
        quoted = f"  \n  {code(line[:MAX_LINE])}" if line.strip() else ""
        rows.append(f"- {escape_markdown(problem.sentence)}{quoted}")
    if n > MOST:
        rows.append(
            "- " + _("and {n:,} more, which follow when these are mended").format(n=n - MOST)
        )
    with st.container(key="lesson-problems"):
        st.error("\n".join([f"**{heading}**", "", *rows]))
