r"""Plain words as Markdown that shows them as they are: for those who know no Markdown.

Formulas between dollar signs stay formulas, lines that begin with "- " or "1. " stay lists, and an
empty line begins a paragraph. Nothing else has a meaning: no heading, no link, no block.
"""

import re

#: A formula: no space inside its dollar signs, and no digit behind them, as in "$5 and $6".
_FORMULA = re.compile(r"(\$(?=[^\s$])[^$`\n]*?(?<=[^\s\\])\$(?![\d$]))")
#: What has a meaning within a line: "<" before a name and "_" beside a space alone, so that most
#: words stay as they were typed.
_SPECIAL = re.compile(
    r"[\\`*\[\]~$|]|&(?=#?\w+;)|<(?=[A-Za-z/!?])|(?<![^\W_])_|_(?![^\W_])", re.ASCII
)
_ITEM = re.compile(r"([-+]|\d{1,9}[.)])\s+(?=\S)")
#: What has one where a line begins.
_LEADING = re.compile(r"[#>=+:-]")
_NUMBER = re.compile(r"(\d{1,9})([.)])$")


def one_line(text: str) -> str:
    """Return a text on one line, each space a single one, without what no file can hold."""
    return " ".join(text.replace("\0", "").split())


def plain_line(text: str) -> str:
    """Return Markdown for words within a line, such as a title or a question."""
    parts = _FORMULA.split(one_line(text))
    return "".join(
        part if number % 2 else _SPECIAL.sub(r"\\\g<0>", part) for number, part in enumerate(parts)
    )


def plain_title(text: str) -> str:
    """Return Markdown for the words of a heading: one that ends with # loses it otherwise."""
    return re.sub(r"(?<!\\)#(?=#*$)", r"\#", plain_line(text), count=1)


def as_typed(markdown: str) -> str:
    """Return the words that a title was made from, for a place where Markdown means nothing."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown)


def plain(text: str) -> str:
    """Return Markdown for words of several lines."""
    lines = [_line(line) for line in text.splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _line(text: str) -> str:
    text = plain_line(text)
    item = _ITEM.match(text)
    if item:
        return f"{item[1]} {_beginning(text[item.end() :])}"
    return _NUMBER.sub(r"\1\\\2", text) if _NUMBER.match(text) else _beginning(text)


def _beginning(text: str) -> str:
    """Return a line whose beginning has no meaning."""
    return f"\\{text}" if _LEADING.match(text) else text
