"""A lesson's file, written from text to text: entries of its front matter, steps, parts of steps.

What stands in the file already stays as it is, whoever has written it.
"""

import re
from collections.abc import Mapping
from typing import Any

import yaml
from markdown_it.token import Token

from app.lessons.block_text import entries_text, example_step
from app.lessons.bounds import MAX_CHARACTERS
from app.lessons.markdown import parser
from app.lessons.plain_words import one_line
from app.lessons.reading import LANGUAGES
from app.lessons.subject import Subject
from core.language import _, language

#: Where YAML ends a line.
_BREAKS = re.compile("[\n\x85\u2028\u2029]")


def new_file(title: str, page: str, minutes: int = 0, about: str = "") -> str:
    """Return the file of a lesson that has no steps yet.

    Raises
    ------
    ValueError
        Where it has no title.
    """
    return with_front("", front_entries(title, page, minutes, about))


def front_entries(title: str, page: str, minutes: int, about: str) -> dict[str, Any]:
    """Return the entries of a lesson's front matter; None for one that is left out.

    Raises
    ------
    ValueError
        Where there is no title.
    """
    if not title.strip():
        raise ValueError(_("A lesson takes a title."))
    return {
        "title": one_line(title),
        "page": page,
        "language": language() if language() in LANGUAGES[1:] else None,
        "minutes": minutes or None,
        "about": one_line(about) or None,
    }


def example_file(subject: Subject) -> str:
    """Return a small lesson of a page, with which one begins."""
    front = new_file(_("My lesson"), subject.name, 10)
    return f"{front}{example_step(subject)}\n"


def front_of(text: str) -> dict[str, Any]:
    """Return the entries of a file's front matter; none where they cannot be read."""
    lines = _front_lines(text)
    if lines is None:
        return {}
    try:
        values = yaml.safe_load("\n".join(lines))
    except (yaml.YAMLError, ValueError, RecursionError, OverflowError):
        return {}
    return {str(key): value for key, value in values.items()} if isinstance(values, dict) else {}


def with_front(text: str, entries: Mapping[str, Any]) -> str:
    """Return the file with other values of some entries of its front matter.

    Parameters
    ----------
    text : str
    entries : mapping
        None for one that is to be taken out.

    Raises
    ------
    ValueError
        Where the front matter cannot be read, or the file becomes too long.
    """
    text = _normal(text)
    lines = _front_lines(text)
    if lines is None:
        kept, rest = [], text.lstrip("\n")
    else:
        kept, rest = lines, "\n".join(text.split("\n")[len(lines) + 2 :]).lstrip("\n")
    for name, value in entries.items():
        kept = _with_entry(kept, name, value)
    return within_bounds("\n".join(["---", *kept, "---", "", rest]))


def titles_of_steps(text: str) -> list[str]:
    """Return the titles of the steps, as Markdown."""
    tokens = _tokens(_normal(text))
    return [tokens[place + 1].content for place in _headings(tokens)]


def with_part(text: str, part: str, step: int | None = None) -> str:
    """Return the file with a part, or a step, at the end of a step; at its own end by default.

    Raises
    ------
    ValueError
        Where the file becomes too long.
    """
    text = _normal(text)
    tokens = _tokens(text)
    lines = text.split("\n")
    lines += _ending_of_open_block(tokens, lines)
    starts = [token.map[0] for place in _headings(tokens) if (token := tokens[place]).map]
    is_last = step is None or step + 1 >= len(starts)
    at = len(lines) if is_last or step is None else starts[step + 1]
    before = "\n".join(lines[:at]).rstrip()
    after = "\n".join(lines[at:]).strip("\n")
    pieces = [piece for piece in (before, part.strip("\n"), after) if piece]
    return within_bounds("\n\n".join(pieces) + "\n")


def within_bounds(text: str) -> str:
    """Return a file that is not too long.

    Raises
    ------
    ValueError
        If it is.
    """
    if len(text) > MAX_CHARACTERS:
        raise ValueError(
            _(
                "The file would have {n:,} characters, and a lesson has at most {most:,}: "
                "it stays as it was."
            ).format(n=len(text), most=MAX_CHARACTERS)
        )
    return text


def _normal(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")


def _tokens(text: str) -> list[Token]:
    """Return what Markdown makes of a file; nothing where its lists lie too deep in each other."""
    try:
        return parser().parse(text)
    except RecursionError:
        return []


def _front_lines(text: str) -> list[str] | None:
    """Return the lines of the front matter, without those around it; None where there is none."""
    text = _normal(text)
    first = next(iter(_tokens(text)), None)
    if first is None or first.type != "front_matter" or first.map is None:
        return None
    return text.split("\n")[1 : first.map[1] - 1]


def _headings(tokens: list[Token]) -> list[int]:
    """Return the places of the tokens that begin a step, as reading.py does."""
    return [
        place
        for place, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag in {"h1", "h2"} and token.level == 0
    ]


def _ending_of_open_block(tokens: list[Token], lines: list[str]) -> list[str]:
    """Return the line that ends a block which nobody has ended: what follows would lie in it."""
    last = tokens[-1] if tokens else None
    if last is None or last.type != "fence" or last.map is None or last.level:
        return []
    final = next((line for line in reversed(lines[last.map[0] + 1 :]) if line.strip()), "")
    is_ended = final.strip().startswith(last.markup) and not final.strip().strip(last.markup[0])
    return [] if is_ended else [last.markup]


def _with_entry(lines: list[str], name: str, value: Any) -> list[str]:
    """Return lines of YAML with another value of an entry; the other lines stay."""
    lines = _BREAKS.split("\n".join(lines))
    refusal = ValueError(
        _("The lines between --- and --- at the top cannot be read: mend them first.")
    )
    try:
        node = yaml.compose("\n".join(lines), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        raise refusal from None
    own = [] if value is None else entries_text({name: value}).rstrip("\n").split("\n")
    if node is None:
        return [*(line for line in lines if line.strip()), *own]
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        raise refusal
    starts = [(str(key.value), key.start_mark.line) for key, _value in node.value]
    place = next((i for i, (key, _line) in enumerate(starts) if key == name), None)
    if place is None:
        return [*lines, *own]
    first = starts[place][1]
    after = starts[place + 1][1] if place + 1 < len(starts) else len(lines)
    # A comment above the next entry is the next entry's.
    while after > first + 1 and (not lines[after - 1].strip() or lines[after - 1][0] == "#"):
        after -= 1
    return [*lines[:first], *own, *lines[after:]]
