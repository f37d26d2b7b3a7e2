"""Cards below the page: steps with buttons that set the page up."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import streamlit as st

from app.hosting.base_path import under_base_path
from app.hosting.paths import ASSETS
from app.lessons.buttons import Button
from app.lessons.cards import Card, Pressed, current_step, read_cards
from app.lessons.links import with_links
from app.lessons.measures import RunState
from app.lessons.subject import WalkState
from app.live.experiment import Experiment
from app.live.live import Live
from app.settings.settings import Form, Settings
from app.ui import forms, session, storage
from app.ui.component import mount
from app.ui.language import localized
from app.ui.lesson import session as lesson_session
from app.ui.lesson.session import LessonState
from app.ui.lesson.view import LessonView
from app.ui.lesson.walk import walk_state
from core.language import _

# Each file is read once; cards are immutable, so all visitors share them.
_read = lru_cache(read_cards)


def live_cards(experiment: Experiment[Any]) -> None:
    """Draw the cards of a live page, if it has any."""

    def press(button: Button) -> None:
        session.set_up(experiment, button.settings, play=button.play)

    lesson = lesson_session.current(experiment.form.name)
    if lesson is None:
        _draw(experiment.form, session.page(experiment).settings, press)
    elif live := session.live(experiment):
        view = LessonView(
            experiment.form, lesson, press, partial(_run_state, live), partial(_advice, live)
        )
        view.draw()


def _run_state(live: Live) -> RunState:
    """Return the state of the run in front at the epoch that is shown."""
    with live.lock:
        return RunState(live.lab, min(live.front_epoch, live.lab.last_epoch))


def _advice(live: Live) -> str:
    """Return what is said of the run where it is stuck."""
    with live.lock:
        return str(live.lanes[0].adviser.message(live.front_epoch, 0)["line"])


def form_cards(form: Form[Any]) -> None:
    """Draw the cards of a page without a run, if it has any."""

    def press(button: Button) -> None:
        forms.set_up(form, button.settings)

    lesson, settings = lesson_session.current(form.name), forms.page_state(form).settings
    if lesson is None:
        _draw(form, settings, press)
    else:
        at_rest = partial(_walk_state, lesson, settings)
        LessonView(form, lesson, press, at_rest, lambda: "").draw()


def _walk_state(lesson: LessonState, settings: Settings) -> WalkState:
    """Return the state of the path at the step at which it rests."""
    return walk_state(lesson.lesson.subject, settings, lesson.rested)


def _draw(form: Form[Any], settings: Settings, press: Callable[[Button], None]) -> None:
    """Draw the steps that speak of these settings; `press` applies a button."""
    fitting = {
        path.stem: (cards.title, [step for step in cards.steps if step.fits(settings)])
        for path in card_files(form)
        for cards in [_read(form, localized(path))]
    }
    fitting = {name: (title, steps) for name, (title, steps) in fitting.items() if steps}
    if not fitting:
        return
    with st.container(key="cards"):
        # The choice is below the cards, which stay in sight beside the stage.
        place = st.container()
        name = _chosen(form, {name: title for name, (title, _steps) in fitting.items()})
        _title, steps = fitting[name]
        with place:
            _cards(name, steps, settings, press)
        _progress(name, settings, steps)


def _cards(
    name: str,
    steps: Sequence[Card],
    settings: Settings,
    press: Callable[[Button], None],
) -> None:
    """Draw a card for each step."""
    for number, (column, step) in enumerate(zip(st.columns(len(steps)), steps, strict=True), 1):
        with column.container(border=True, height="stretch", key=f"step-{number}"):
            st.markdown(f"**{step.title}**\n\n{with_links(step.text, under_base_path)}")
            with st.container(horizontal=True):
                for button in step.buttons:
                    st.button(
                        button.label,
                        key=f"{step.title}: {button.label}",
                        on_click=partial(_press, name, step, button, settings, press),
                        icon=":material/play_arrow:" if button.play else None,
                    )


def card_files(form: Form[Any]) -> list[Path]:
    """Return the files of a page's cards in English: that of its name first."""
    others = sorted((ASSETS / "cards").glob(f"{form.name}-*.md"))
    files = [ASSETS / "cards" / f"{form.name}.md", *others]
    return [path for path in files if path.exists() and "." not in path.stem]


def _chosen(form: Form[Any], titles: Mapping[str, str]) -> str:
    """Draw the choice of cards, where there are several; return its name."""
    names = list(titles)
    if len(names) == 1:
        return names[0]
    key = form.key("cards-chosen")
    if storage.kept(key) not in names:
        storage.keep(key, names[0])
    return str(
        st.pills(
            _("Cards"),
            names,
            format_func=titles.__getitem__,
            key=key,
            label_visibility="collapsed",
            required=True,
        )
    )


def _press(
    name: str,
    step: Card,
    button: Button,
    before: Settings,
    press: Callable[[Button], None],
) -> None:
    """Apply a button, and keep which it was."""
    storage.keep(_pressed_key(name), Pressed(step.index, before.values, button.settings.values))
    press(button)


def _progress(name: str, settings: Settings, steps: Sequence[Card]) -> None:
    """Mark the step that the page is at, and those that the browser remembers as done."""
    pressed = storage.kept(_pressed_key(name))
    assert pressed is None or isinstance(pressed, Pressed)
    mount(
        "controls/cards",
        f"{name}.cards",
        {
            "page": name,
            "steps": [step.index for step in steps],
            "current": current_step(steps, settings, pressed),
            "pressed": pressed.index if pressed else None,
        },
    )


def _pressed_key(name: str) -> str:
    """Return the key under which it is kept which button was pressed last."""
    return f"_{name}_pressed"
