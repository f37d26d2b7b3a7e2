"""How large a lesson's file may be: small enough to be read within a few hundredths of a second.

A link of 6 kB may hold any of them, and Markdown's parser looks for the other end of a bracket from
each one: in a paragraph of 59,000 brackets for half a second, in which nobody else is answered.
"""

from app.lessons.problem import Problem
from core.language import _

#: Of the file, of lines without an empty one between them, and lines; brackets in such lines.
MAX_CHARACTERS, MAX_PARAGRAPH, MAX_LINES, MAX_BRACKETS = 20_000, 3_000, 1_500, 100
#: Of a lesson; of a step; in a row.
MAX_STEPS, MAX_PARTS, MAX_BUTTONS = 30, 20, 12


def beyond(text: str) -> Problem | None:
    """Return what makes a file too large, if anything; its lines end with a line feed."""
    n, lines = len(text), text.split("\n")
    if n > MAX_CHARACTERS:
        allowed = _("at most {n:,} characters").format(n=MAX_CHARACTERS)
        return Problem(1, _("{n:,} characters").format(n=n), allowed)
    if len(lines) > MAX_LINES:
        allowed = _("at most {n:,} lines").format(n=MAX_LINES)
        return Problem(MAX_LINES, _("{n:,} lines").format(n=len(lines)), allowed)
    first = length = brackets = 0
    for number, line in enumerate(lines, 1):
        if not line.strip():
            length = brackets = 0
            continue
        first = first if length else number
        length, brackets = length + len(line) + 1, brackets + line.count("[")
        if length > MAX_PARAGRAPH or brackets > MAX_BRACKETS:
            allowed = _("an empty line after {n:,} characters or {brackets} brackets").format(
                n=MAX_PARAGRAPH, brackets=MAX_BRACKETS
            )
            return Problem(first, lines[first - 1], allowed)
    return None
