"""Links that are buttons: one whose target begins with "?" sets a page up."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

# markdown-it-py: the CommonMark parser in Python.
from markdown_it.token import Token

from app.settings.settings import Form
from core.language import _

#: Key of a button's target that starts the run.
PLAY = "play"


@dataclass(frozen=True)
class Button:
    """A button of a step: it applies settings, and starts the run if `play` is true."""

    label: str
    settings: Any
    play: bool


def settings_at(form: Form[Any], target: str, start: Any = None) -> tuple[Any, bool]:
    """Return the settings of a target such as ``?alpha=5&play``, and whether it is to play.

    What the target does not say is as in `start`: by default the page's own settings.

    Raises
    ------
    ValueError
        If it has a key or a value that the page does not take.
    """
    query = {k: v[-1] for k, v in parse_qs(target.lstrip("?"), keep_blank_values=True).items()}
    play = query.pop(PLAY, None) is not None
    before = {} if start is None else start.to_address()
    settings, problems = form.read({**before, **query})
    unknown = sorted(set(query) - set(form.fields) - set(form.settings.other_keys))
    if unknown:
        raise ValueError(
            _("{target}: got {unknown}, takes {known}").format(
                target=target, unknown=", ".join(unknown), known=", ".join(form.fields)
            )
        )
    if problems:
        raise ValueError(f"{target}: {problems[0]}")
    return settings, play


def buttons_of(
    form: Form[Any], inline: Token, start: Any = None, most: int | None = None
) -> list[Button]:
    """Return the buttons of a paragraph, `most` at the most; the rest is as in `start`.

    Raises
    ------
    ValueError
        As `settings_at`, and where there are more.
    """
    buttons = []
    children = inline.children or []
    n = sum(str(token.attrGet("href") or "").startswith("?") for token in children)
    if most is not None and n > most:
        raise ValueError(_("at most {most} buttons in a row").format(most=most))
    for i, token in enumerate(children):
        target = str(token.attrGet("href") or "") if token.type == "link_open" else ""
        if target.startswith("?"):
            settings, play = settings_at(form, target, start)
            buttons.append(Button(children[i + 1].content, settings, play))
    return buttons
