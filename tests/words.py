"""A translation that puts every text in marks, and what is shown outside of them."""

import json
import re
from collections.abc import Iterator, Mapping
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

OPEN, CLOSE = "⟦", "⟧"
#: Keys of JSON, and fields of Streamlit's messages, that programs read and people do not.
UNSEEN = frozenset({
    # of the browser's modules
    "page", "key", "kind", "address", "panels", "numbers", "keys", "curves", "accuracy_curves",
    "parts", "output", "activations", "examples", "test_examples", "labels", "class_palette",
    "colors", "unit_palette", "film", "thumbnails", "yours", "set", "init", "tab", "tone",
    "changes", "pixels", "points", "bars", "part", "fine", "contributions", "J", "on",
    "open_by_hand", "route", "classroom", "role", "join",
    # of Plotly
    "type", "mode", "hoverinfo", "xref", "yref", "xanchor", "yanchor", "color", "colorscale",
    "dash", "symbol", "family", "orientation", "template", "textposition", "legendgroup",
    "barmode", "hovermode", "tickformat", "exponentformat", "rangemode", "uid", "coloring",
    "aspectmode", "uirevision", "bgcolor", "dtype", "bdata", "plot_bgcolor", "paper_bgcolor",
    "dragmode", "anchor", "overlaying", "side", "xaxis_", "textfont", "z",
    # of Streamlit
    "id", "form_id", "icon", "element_id", "group_id", "style", "url_pathname", "config", "theme",
    "deferred_file_id",
    "component_name", "js_content", "css_content", "html_content", "page_script_hash",
    "type_config", "fragment_id", "format", "url", "mime_type", "file_name", "language",
    "code_text",  # Python, which is copied and run
})  # fmt: skip
#: Fields of Streamlit's messages that hold JSON.
JSON = frozenset({"json", "spec", "columns"})
#: What is no text, taken out before words are looked for.
NO_TEXT = (
    re.compile(r"\$\$.*?\$\$|\$[^$]*\$", re.DOTALL),  # LaTeX in Markdown
    re.compile(r"<style>.*?</style>", re.DOTALL),
    re.compile(r"<m[a-z]+[^>]*>.*?</m[a-z]+>", re.DOTALL),  # MathML
    re.compile(r"%\{[^}]*\}"),  # what Plotly puts in
    re.compile(r"</?[a-z]\w*[^>]*>|<!DOCTYPE html>"),
    re.compile(r"\]\([^)]*\)"),  # addresses of links
    re.compile(r":material/\w+:"),
    re.compile(r"\b[Wb]\d\[\d+(,\d+)?\]"),  # names of parameters
    # names in a lesson's file, which are the same in every language
    re.compile(r"^```[a-z]+$|^(page|kind|of): \w+$|^(title|question|minutes): ", re.MULTILINE),
    re.compile(r"^tolerance: \d+%$", re.MULTILINE),
)
WORD = re.compile(r"[A-Za-z]{2,}")
#: Lines of cards that are buttons.
BUTTON = re.compile(r"\[([^\]]+)\]\(\?")
#: Of a heading: the settings of which its step speaks.
CONDITION = re.compile(r"(\s*\{.+\})?$")


class Marks(NullTranslations):
    """Puts every text in marks."""

    def gettext(self, message: str) -> str:
        """Return the text in marks."""
        return f"{OPEN}{message}{CLOSE}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the text for a number in marks."""
        return self.gettext(msgid1 if n == 1 else msgid2)

    def info(self) -> dict[str, str]:
        """Return a header with a language that nobody speaks."""
        return {"language": "marks"}


def marked_file(path: Path, folder: Path) -> Path:
    """Return the translation of a Markdown file, in marks."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            hashes, heading = line.split(" ", 1)
            condition = CONDITION.search(heading)
            assert condition is not None
            words = heading[: condition.start()]
            lines.append(f"{hashes} {OPEN}{words}{CLOSE}{condition[0]}")
        elif BUTTON.search(line):
            lines.append(BUTTON.sub(rf"[{OPEN}\1{CLOSE}](?", line))
        else:
            lines.append(f"{OPEN}{line}{CLOSE}" if line else "")
    translated = folder / path.name
    translated.write_text("\n".join(lines), encoding="utf-8")
    return translated


def outside(text: str) -> str:
    """Return what of a text stands outside of all marks."""
    kept, depth = [], 0
    for letter in text:
        depth += letter == OPEN
        if not depth:
            kept.append(letter)
        depth -= letter == CLOSE
    return "".join(kept)


def unmarked(text: str) -> list[str]:
    """Return the words of a text that are in no marks."""
    rest = outside(text)
    for pattern in NO_TEXT:
        rest = pattern.sub(" ", rest)
    return WORD.findall(rest)


def json_texts(found: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of a JSON value that people see, each with its place."""
    if isinstance(found, str):
        yield where, found
    elif isinstance(found, Mapping):
        for key, value in found.items():
            if key not in UNSEEN and (key != "name" or _has_seen_name(found)):
                yield from json_texts(value, f"{where}.{key}")
    elif isinstance(found, list | tuple):
        for value in found:
            yield from json_texts(value, where)


def _has_seen_name(found: Mapping[str, Any]) -> bool:
    """Return whether the name of an object is seen: that of a trace that a legend or hover has."""
    if found.get("showlegend") is False or found.get("hoverinfo") == "skip":
        return False
    return str(found.get("type", "")).startswith(("scatter", "bar"))


def message_texts(message: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Yield the texts of one of Streamlit's messages that people see, each with its place."""
    for field, value in message.ListFields():
        if field.name in UNSEEN:
            continue
        place = f"{where}.{field.name}"
        many = [value] if isinstance(value, str | bytes) or hasattr(value, "ListFields") else value
        for one in many if hasattr(many, "__iter__") else ():
            if isinstance(one, str) and field.name in JSON and one[:1] in "{[":
                yield from json_texts(json.loads(one), place)
            elif isinstance(one, str):
                yield place, one
            elif isinstance(one, bytes):
                if one[:1] == b"{":
                    yield from json_texts(json.loads(one), place)
            elif hasattr(one, "ListFields"):
                yield from message_texts(one, place)


def page_texts(page: AppTest) -> Iterator[tuple[str, str]]:
    """Yield every text of a page, each with its place."""
    for element in (*page.dataframe, *page.table):
        settings = json.loads(getattr(element.proto, "columns", "") or "{}")
        for name in element.value.columns:
            if not settings.get(str(name), {}).get("label"):  # which would be shown instead
                yield f"{element.type}.column", str(name)
    yield from _block_texts(page._tree)


def _block_texts(block: Any) -> Iterator[tuple[str, str]]:
    for child in block.children.values():
        if getattr(child, "proto", None) is not None:
            yield from message_texts(child.proto, child.type)
        if hasattr(child, "children"):
            yield from _block_texts(child)
