"""Markdown of a lesson: how it is read, and what it may not hold: pictures, links elsewhere."""

from collections.abc import Iterable, Iterator

# markdown-it-py: the CommonMark parser in Python.
from markdown_it import MarkdownIt
from markdown_it.token import Token

# mdit-py-plugins: front matter, and formulas between dollar signs, in which * and _ mean nothing.
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from app.lessons.links import GLOSSARY
from app.lessons.problem import Problem
from core.language import _


def parser() -> MarkdownIt:
    """Return what reads a file as Markdown: front matter, formulas, and no HTML."""
    reading = MarkdownIt("commonmark", {"html": False})
    return reading.use(front_matter_plugin).use(dollarmath_plugin)


def unwanted(inline: Iterable[Token], line: int) -> Iterator[Problem]:
    """Yield the pictures and the links elsewhere in what stands within a line or a paragraph.

    An address that stands there as it is says itself where it leads.
    """
    for child in inline:
        if child.type == "image":
            yield Problem(line, str(child.attrGet("src")), _("text: a lesson has no pictures"))
        elif child.type == "link_open":
            target = str(child.attrGet("href") or "")
            if not target.startswith(("?", GLOSSARY)):
                allowed = _("links to “?” and settings, or to “glossary:” and an entry")
                yield Problem(line, target, allowed)


#: Reads what stands in a block, which has no front matter.
_BLOCK = MarkdownIt("commonmark", {"html": False}).use(dollarmath_plugin)


def unwanted_in(text: str, line: int) -> Iterator[Problem]:
    """Yield the same of a text that stands in a block."""
    for token in _BLOCK.parse(text):
        yield from unwanted(token.children or [], line)
