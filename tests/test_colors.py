"""No color of the picture's language is written anywhere but in the table of palettes."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLE = "app/figures/palette.py"
#: Files -> colors that they may name, each with its reason; all looked at on 2026-11-30.
EXCEPTIONS = {
    # The brand, in the tab and above the controls: one picture for everybody.
    "assets/icon.svg": {"#0b6e4f", "#3a7ab8", "#d6604d", "#fff"},
    "assets/logo.svg": {"#0b6e4f", "#0b8f68", "#3a7ab8", "#d6604d", "#fff"},
    # The panels of the dark theme, a little lighter than its page.
    "assets/shared/base.css": {"#23282f"},
    # Ink on a white sheet, in either theme.
    "assets/live/digits/sheet.js": {"#111"},
    # A document of its own, black on white for the printer.
    "app/sections/worksheet/paper.py": {"#111", "#999"},
}
#: Words for colors, which sentences take from the palette in use.
WORDS = re.compile(r"\b(red|blue|green|amber|orange|purple|violet)\b", re.IGNORECASE)


def sources(*suffixes: str) -> dict[str, str]:
    """Return the text of each file of app/ and assets/ with one of some suffixes."""
    paths = [path for room in ("app", "assets") for path in (ROOT / room).rglob("*.*")]
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in sorted(paths)
        if path.suffix in suffixes
    }


def test_colors_are_in_the_table_alone() -> None:
    found: dict[str, set[str]] = {}
    for name, text in sources(".py", ".js", ".css", ".svg", ".html").items():
        # A color is no anchor, no entity and no private name of a class: they have other letters.
        colors = set(re.findall(r"(?<![\w&])#(?:[0-9a-fA-F]{3,4}){1,2}\b", text))
        if colors and name != TABLE:
            found[name] = colors
    assert found == EXCEPTIONS


def test_other_notations_of_colors_are_white_black_or_nothing() -> None:
    for name, text in sources(".py", ".js", ".css").items():
        for channels in re.findall(r"\b(?:rgba?|hsla?)\(([\d ,.]*)", text):
            first = re.findall(r"[\d.]+", channels)[:3]
            assert first in ([], ["0"] * 3, ["255"] * 3), name


def test_sentences_name_no_color_of_their_own() -> None:
    for name, text in sources(".md").items():
        assert not WORDS.findall(text), name
    for name, text in sources(".py", ".js").items():
        if name == TABLE:
            continue
        without_comments = re.sub(r"(?m)^\s*(?:#|//|/?\*).*$", "", text)
        assert not WORDS.findall(without_comments), name
