"""Cards: Markdown files in assets/cards, parsed into cards with buttons.

A file begins with its title (#); each ## begins a step. A link whose target begins with "?" is
a button: the target is the query of an address, and "play" in it starts the run. A heading may end
with the settings of which its step speaks, as ``{data=spirals,spirals3}``: it is shown with these
alone. A link to ``glossary:saturated`` leads to that entry of the glossary.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# markdown-it-py: the CommonMark parser in Python; cards are ordinary Markdown.
from markdown_it import MarkdownIt

from app.lessons.buttons import Button, buttons_of
from app.settings.settings import Form, Settings


@dataclass(frozen=True)
class Card:
    """One step.

    Attributes
    ----------
    index : int
        Its place in the file, by which a browser remembers it.
    title : str
    text : str
        As Markdown.
    buttons : tuple of Button
    only : mapping
        Name of a field -> its values of which the step speaks; empty if it speaks of all.
    """

    index: int
    title: str
    text: str
    buttons: tuple[Button, ...]
    only: Mapping[str, frozenset[Any]]

    def fits(self, settings: Settings) -> bool:
        """Return whether the step speaks of a page with these settings."""
        return all(getattr(settings, name) in values for name, values in self.only.items())


@dataclass(frozen=True)
class Pressed:
    """The button of a step that was pressed last.

    Attributes
    ----------
    index : int
        Of its step.
    before, after : mapping
        Name of a field -> its value before, and as the button has set it.
    """

    index: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    def is_undone(self, settings: Settings) -> bool:
        """Return whether the settings are again those of before."""
        return settings.values == self.before != self.after


def current_step(steps: Sequence[Card], settings: Settings, pressed: Pressed | None) -> int | None:
    """Return the index of the step that a page is at; None if it is at none of these.

    It is that of the button that was pressed last, whatever was changed since; otherwise the first
    with a button that sets what is set.
    """
    if pressed and not pressed.is_undone(settings):
        if any(step.index == pressed.index for step in steps):
            return pressed.index
    for step in steps:
        if any(button.settings.values == settings.values for button in step.buttons):
            return step.index
    return None


@dataclass(frozen=True)
class Cards:
    """The cards of one file."""

    title: str
    steps: tuple[Card, ...]


def read_cards(form: Form[Any], path: Path) -> Cards:
    """Read the cards in a file; their buttons set the fields of `form`.

    Raises
    ------
    ValueError
        If a button's address has a key or a value that the page does not take.
    """
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    tokens = MarkdownIt().parse(source)
    title, steps = "", list[Card]()
    heads = [i for i, token in enumerate(tokens) if token.type == "heading_open"]
    for head, following in zip(heads, [*heads[1:], len(tokens)], strict=True):
        text = tokens[head + 1].content
        if tokens[head].tag == "h1":
            title = text
            continue
        text, only = _condition(form, text)
        paragraphs, buttons = [], []
        for i in range(head, following):
            token = tokens[i]
            if token.type != "paragraph_open" or token.level or token.map is None:
                continue
            found = buttons_of(form, tokens[i + 1])
            buttons.extend(found)
            if not found:
                paragraphs.append("\n".join(lines[slice(*token.map)]))
        body = "\n\n".join(paragraphs)
        steps.append(Card(len(steps), text, body, tuple(buttons), only))
    return Cards(title, tuple(steps))


#: The end of a heading: the settings of which its step speaks.
CONDITION = re.compile(r"\s*\{(.+)\}$")


def _condition(form: Form[Any], heading: str) -> tuple[str, dict[str, frozenset[Any]]]:
    """Return a heading without its condition, and the condition.

    Raises
    ------
    ValueError
        If the page has no such field, or the field does not take the value.
    """
    found = CONDITION.search(heading)
    if found is None:
        return heading, {}
    only = {}
    for part in found[1].split():
        name, _, values = part.partition("=")
        if name not in form.fields:
            raise ValueError(f"{heading}: unknown {name}")
        only[name] = frozenset(form.fields[name].parse(one) for one in values.split(","))
    return heading[: found.start()], only
