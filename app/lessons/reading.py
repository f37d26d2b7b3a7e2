"""A lesson's file -> the lesson, and everything that is wrong with the file.

Markdown with YAML front matter; each ## begins a step. A paragraph of links that begin with "?"
is a row of buttons; a fenced block named predict, goal, ask, hint or note is what its name says.
Text is never HTML.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

# mdit-py-plugins: front matter, and formulas between dollar signs, in which * and _ mean nothing.
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from app.lessons.blocks import BLOCKS, Around
from app.lessons.buttons import buttons_of, settings_at
from app.lessons.entries import Entries
from app.lessons.lesson import Buttons, Lesson, Part, Predict, Step, Text
from app.lessons.links import GLOSSARY
from app.lessons.problem import Problem, one_of
from app.lessons.subject import Subject
from core.language import _

#: Characters and steps of a file.
MAX_CHARACTERS, MAX_STEPS = 60_000, 30
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


def parser() -> MarkdownIt:
    """Return what reads a file as Markdown: front matter, formulas, and no HTML."""
    reading = MarkdownIt("commonmark", {"html": False})
    return reading.use(front_matter_plugin).use(dollarmath_plugin)


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
    if len(text) > MAX_CHARACTERS:
        allowed = _("at most {n:,} characters").format(n=MAX_CHARACTERS)
        found = _("{n:,} characters").format(n=len(text))
        return Reading(None, (Problem(1, found, allowed),))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
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
        tokens = [token for token in self._tokens[1:] if token.level == 0]
        inline = {id(one): self._tokens[i + 1] for i, one in enumerate(self._tokens[:-1])}
        for token in tokens:
            if token.map is None or token.type.endswith("_close"):
                continue
            line = token.map[0] + 1
            if token.type == "heading_open" and token.tag in {"h1", "h2"}:
                heading = inline[id(token)].content
                if token.tag == "h1":
                    self._complain(line, f"# {heading}", _("## and the title of a step"))
                steps.append((heading, line, []))
            elif not steps:
                self._complain(line, self._lines[line - 1], _("## and the title of a step first"))
                steps.append(("", line, []))
            else:
                self._add(steps[-1][2], token, inline.get(id(token)), around)
        if not 1 <= len(steps) <= MAX_STEPS:
            found = _("{n} steps").format(n=len(steps))
            allowed = _("1 to {most} steps, each of which begins with ##").format(most=MAX_STEPS)
            self._complain(self._source.rstrip("\n").count("\n") + 1, found, allowed)
        for title, line, parts in steps:
            if not title.strip():
                self._complain(line, "##", _("## and the title of a step"))
            if not parts:
                self._complain(line, title, _("a step with text, buttons or a block"))
            if sum(isinstance(part, Predict) for part in parts) > 1:
                # What came of one is to be looked at before the next is asked.
                self._complain(line, title, _("one prediction in each step"))
        return tuple(Step(title, tuple(parts), line) for title, line, parts in steps)

    def _add(self, parts: list[Part], token: Token, inline: Token | None, around: Around) -> None:
        """Add what a token at the top level says."""
        assert token.map is not None
        first, after = token.map
        if token.type == "fence" and token.info.strip():
            kind = BLOCKS.get(token.info.strip())
            if kind is None:
                self._complain(first + 1, token.info.strip(), one_of(BLOCKS))
                return
            part = kind.read(token.content, first + 2, around, self._problems)
            if part is not None:
                parts.append(part)
            return
        for child in self._inlines(first, after):
            self._check(child, first + 1)
        if token.type == "paragraph_open" and inline is not None:
            try:
                if buttons := buttons_of(around.subject.form, inline, around.start):
                    parts.append(Buttons(tuple(buttons)))
                    return
            except ValueError as error:
                self._complain(first + 1, inline.content, str(error))
                return
        text = "\n".join(self._lines[first:after])
        if parts and isinstance(parts[-1], Text):
            text = f"{parts.pop().markdown}\n\n{text}"  # type: ignore[union-attr]
        parts.append(Text(text))

    def _inlines(self, first: int, after: int) -> list[Token]:
        """Return the inline tokens within some lines."""
        return [
            child
            for token in self._tokens
            if token.type == "inline" and token.map and first <= token.map[0] < after
            for child in token.children or []
        ]

    def _check(self, child: Token, line: int) -> None:
        """Note links that lead elsewhere, and pictures."""
        if child.type == "image":
            self._complain(line, str(child.attrGet("src")), _("text: a lesson has no pictures"))
        elif child.type == "link_open":
            target = str(child.attrGet("href") or "")
            if not target.startswith(("?", GLOSSARY)):
                allowed = _("links to “?” and settings, or to “glossary:” and an entry")
                self._complain(line, target, allowed)

    def _complain(self, line: int, found: str, allowed: str) -> None:
        self._problems.append(Problem(line, found, allowed))


def _start(subject: Subject) -> Callable[[Any], Any]:
    """Return what reads the settings with which a lesson begins."""

    def read(value: Any) -> Any:
        if not isinstance(value, str) or not value.startswith("?"):
            raise ValueError(_("“?” and settings of the page, as in its address"))
        return settings_at(subject.form, value)[0]

    return read
