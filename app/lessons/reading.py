"""A lesson's file -> the lesson, and everything that is wrong with the file.

Markdown with YAML front matter; each ## begins a step. A paragraph of links that begin with "?"
is a row of buttons; a fenced block named predict, goal, ask, hint or note is what its name says.
Text is never HTML.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from app.lessons.blocks import BLOCKS, Around
from app.lessons.bounds import MAX_BUTTONS, MAX_PARTS, MAX_STEPS, beyond
from app.lessons.buttons import buttons_of, settings_at
from app.lessons.entries import Entries
from app.lessons.lesson import Buttons, Lesson, Part, Predict, Step, Text
from app.lessons.markdown import parser, unwanted, unwanted_in
from app.lessons.problem import Problem, one_of
from app.lessons.subject import Subject
from core.language import _

#: Languages that a file may say it is in.
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl")
MAX_MINUTES = 300
#: What a name of a lesson is made of.
UNNAMED = "lesson"


@dataclass(frozen=True)
class Reading:
    """What came of reading a file.

    Attributes
    ----------
    lesson : Lesson or None
        None where anything is wrong.
    problems : tuple of Problem
        In the order of their lines.
    """

    lesson: Lesson | None
    problems: tuple[Problem, ...]


def read_lesson(text: str, subjects: Mapping[str, Subject], name: str = UNNAMED) -> Reading:
    """Read a lesson's file.

    Parameters
    ----------
    text : str
    subjects : mapping
        Name of a page -> the page as a lesson knows it.
    name : str
        By which an address asks for it.
    """
    problems: list[Problem] = []
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if too_large := beyond(text):
        return Reading(None, (too_large,))
    try:
        tokens = parser().parse(text)
    except RecursionError:
        return Reading(None, (Problem(1, text[:60], _("fewer quotes and lists in each other")),))
    lesson = _Reader(text, tokens, subjects, problems).lesson(name)
    problems.sort()
    return Reading(None if problems else lesson, tuple(problems))


class _Reader:
    """Reads one file."""

    def __init__(
        self,
        text: str,
        tokens: list[Token],
        subjects: Mapping[str, Subject],
        problems: list[Problem],
    ) -> None:
        self._lines, self._source = text.split("\n"), text
        self._tokens, self._subjects, self._problems = tokens, subjects, problems

    def lesson(self, name: str) -> Lesson | None:
        """Return the lesson; None where it is not known of which page it is."""
        first = self._tokens[0] if self._tokens else None
        if first is None or first.type != "front_matter":
            allowed = _("“---”, then title: and page:, then “---”")
            self._complain(1, self._lines[0] or _("nothing"), allowed)
            return None
        front = Entries(first.content, 2, self._problems)
        if not front.is_read:
            return None
        title = front.text("title")
        page = front.choice("page", list(self._subjects))
        subject = self._subjects.get(page)
        if subject is None or front.text("page", "") != page:
            return None
        start = front.read("start", _start(subject), subject.form.settings(), None)
        start = subject.form.settings() if start is None else start
        fields = list(subject.form.fields)
        named = frozenset(front.names("shown", fields))
        shown = named if front.has("shown") else None
        locked = frozenset(front.names("locked", fields))
        hidden = frozenset(front.names("hidden", fields))
        seed = front.choice("seed", ("same", "own"), "same")
        if seed == "own" and "start" not in fields:
            front.complain("seed", seed, _("same: this page draws no weights"))
        language = front.choice("language", LANGUAGES, "en")
        minutes = front.whole("minutes", 0, MAX_MINUTES, 0)
        about = front.text("about", "")
        sections = front.choice("sections", ("hidden", "shown"), "hidden") == "shown"
        front.end()
        around = Around(subject, start)
        steps = self._steps(around)
        return Lesson(
            name, title, subject, start, shown, locked, hidden, seed == "own", language,
            minutes, about, sections, steps, self._source,
        )  # fmt: skip

    def _steps(self, around: Around) -> tuple[Step, ...]:
        """Return the steps."""
        steps: list[tuple[str, int, list[Part]]] = []
        for token, within in self._at_top():
            assert token.map is not None
            line = token.map[0] + 1
            if token.type == "heading_open" and token.tag in {"h1", "h2"}:
                heading = within[0].content
                if token.tag == "h1":
                    self._complain(line, f"# {heading}", _("## and the title of a step"))
                self._problems += unwanted(within[0].children or [], line)
                steps.append((heading, line, []))
            elif not steps:
                self._complain(line, self._lines[line - 1], _("## and the title of a step first"))
                steps.append(("", line, []))
            elif len(steps) <= MAX_STEPS:
                self._add(steps[-1][2], token, within, around)
        if not 1 <= len(steps) <= MAX_STEPS:
            found = _("{n} steps").format(n=len(steps))
            allowed = _("1 to {most} steps, each of which begins with ##").format(most=MAX_STEPS)
            self._complain(self._source.rstrip("\n").count("\n") + 1, found, allowed)
        for title, line, parts in steps:
            if not title.strip():
                self._complain(line, "##", _("## and the title of a step"))
            if not parts:
                self._complain(line, title, _("a step with text, buttons or a block"))
            if len(parts) > MAX_PARTS:
                allowed = _("at most {n} parts in a step").format(n=MAX_PARTS)
                self._complain(line, title, allowed)
            if sum(isinstance(part, Predict) for part in parts) > 1:
                # What came of one is to be looked at before the next is asked.
                self._complain(line, title, _("one prediction in each step"))
        return tuple(Step(title, tuple(parts), line) for title, line, parts in steps)

    def _at_top(self) -> Iterator[tuple[Token, list[Token]]]:
        """Yield what stands at the top level, each with the lines of text within it."""
        groups: list[tuple[Token, list[Token]]] = []
        for token in self._tokens[1:]:
            if token.level == 0 and token.map is not None and not token.type.endswith("_close"):
                groups.append((token, []))
            elif token.type == "inline":
                groups[-1][1].append(token)
        yield from groups

    def _add(self, parts: list[Part], token: Token, within: list[Token], around: Around) -> None:
        """Add what a token at the top level says; what is more than a step may have is left out."""
        assert token.map is not None
        first, after = token.map
        if len(parts) > MAX_PARTS:
            return
        if token.type == "fence" and token.info.strip():
            kind = BLOCKS.get(token.info.strip())
            if kind is None:
                self._complain(first + 1, token.info.strip(), one_of(BLOCKS))
                return
            part = kind.read(token.content, first + 2, around, self._problems)
            if part is not None:
                parts.append(part)
                for text in part.words:
                    self._problems += unwanted_in(text, first + 1)
            return
        for inline in within:
            self._problems += unwanted(inline.children or [], first + 1)
        if token.type == "paragraph_open":
            (inline,) = within
            try:
                if buttons := buttons_of(around.subject.form, inline, around.start, MAX_BUTTONS):
                    parts.append(Buttons(tuple(buttons)))
                    return
            except ValueError as error:
                self._complain(first + 1, inline.content, str(error))
                return
        text = "\n".join(self._lines[first:after])
        if parts and isinstance(parts[-1], Text):
            text = f"{parts.pop().markdown}\n\n{text}"  # type: ignore[union-attr]
        parts.append(Text(text))

    def _complain(self, line: int, found: str, allowed: str) -> None:
        self._problems.append(Problem(line, found, allowed))


def _start(subject: Subject) -> Callable[[Any], Any]:
    """Return what reads the settings with which a lesson begins."""

    def read(value: Any) -> Any:
        if not isinstance(value, str) or not value.startswith("?"):
            raise ValueError(_("“?” and settings of the page, as in its address"))
        return settings_at(subject.form, value)[0]

    return read
