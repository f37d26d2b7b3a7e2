"""A lesson on its page, by Streamlit's own test harness: prediction, locks, answers, leaving."""

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from app.lessons.link import packed
from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MOONS_FORM
from app.ui.forms import page_key
from app.ui.lesson import session as lesson_session
from app.ui.lesson.session import KEPT, LessonState
from app.ui.session import LiveState
from tests.asking import Asking
from tests.pages.harness import address_of, opened, read

SCRIPT = str(Path(__file__).resolve().parents[2] / "app" / "pages" / "main.py")

LESSON = """\
---
title: Few units
page: moons
start: "?m=100&epochs=60&hidden=3&alpha=0.5"
shown: [alpha, epochs]
locked: [m]
---

## First

```predict
question: Will J be below 0.9?
kind: choice
options:
  "yes": J < 0.9
  "no": J >= 0.9
because: It falls at once.
```

```ask
question: How many hidden units are there?
of: units
tolerance: 0
because: Count them.
```

```hint
Look at the picture.
```

```hint
computed
```

```note
For the teacher alone.
```

## Second

[Faster](?alpha=5&play)

```goal
reach: alpha > 1 and epochs >= 20
```
"""
NAME = packed(LESSON)


def open_lesson(**query: str) -> AppTest:
    return opened(
        AppTest.from_file(SCRIPT, default_timeout=30), {"m": "100", **query, "lesson": NAME}
    )


def lesson_of(page: AppTest) -> LessonState:
    state = page.session_state[KEPT]
    assert isinstance(state, LessonState)
    return state


def live_state(page: AppTest) -> LiveState[Any]:
    state = page.session_state[page_key(MOONS_FORM)]
    assert isinstance(state, LiveState)
    assert state.live is not None
    return state


def said(page: AppTest) -> str:
    """Return all that is written on the page."""
    every = [*page.markdown, *page.caption, *page.success, *page.info, *page.warning]
    return read("\n".join(one.value for one in every))


def press(page: AppTest, label: str) -> None:
    (button,) = [one for one in page.button if one.label == label]
    assert not button.disabled
    button.click().run()
    assert not page.exception


def give(page: AppTest, answer: str = "yes") -> None:
    """Predict, and play the run to its end as a browser does."""
    page.radio[0].set_value(answer).run()
    press(page, "That is my prediction")
    live = live_state(page).live
    assert live is not None
    asking = Asking(live)
    asking.look()
    asking.ask("show", 60)
    page.run()


def test_a_prediction_comes_first_and_holds_the_run() -> None:
    page = open_lesson()
    assert not page.exception
    live = live_state(page).live
    assert live is not None
    assert live.held
    assert (live.settings.hidden, live.settings.epochs) == ((3,), 60)
    asking = Asking(live)
    asking.look()
    assert asking.ask("more", 0, 5).epochs in ([], [0])
    assert live.lab.last_epoch == 0
    assert "How many hidden units" not in said(page)  # nothing is asked before it has come
    assert "It falls at once." not in said(page)


def test_what_came_is_told_once_the_run_has_come_there() -> None:
    page = open_lesson()
    page.radio[0].set_value("yes").run()
    press(page, "That is my prediction")
    assert "Your prediction: **yes**" in said(page)
    assert "It falls at once." not in said(page)
    assert not live_state(page).live.held  # type: ignore[union-attr]
    give_up = live_state(page).live
    assert give_up is not None
    Asking(give_up).ask("show", 30)
    page.run()
    assert "It falls at once." not in said(page)  # half way is not there
    asking = Asking(give_up)
    asking.look()
    asking.ask("show", 60)
    page.run()
    assert "and so it came" in said(page)
    assert "It falls at once." in said(page)
    assert "How many hidden units" in said(page)


def test_answers_hints_and_the_next_step() -> None:
    page = open_lesson()
    give(page, "no")
    assert "It came: yes" in said(page)
    page.text_input[0].set_value("4").run()
    press(page, "Check")
    assert "No. Look again" in said(page)
    press(page, "Hint 1 of 2")
    assert "Look at the picture." in said(page)
    page.text_input[0].set_value("3").run()
    press(page, "Check")
    assert "Right: 3." in said(page)
    assert "Count them." in said(page)
    assert "For the teacher alone." not in said(page)
    press(page, "Next step")
    assert "#### Second" in said(page)
    press(page, "Faster")
    live = live_state(page).live
    assert live is not None
    assert live.settings.alpha == 5.0
    asking = Asking(live)
    asking.look()
    asking.ask("show", 20)
    page.run()
    assert "Reached at epoch 20" in said(page)
    given = lesson_of(page).progress.given
    assert [one.is_right for one in given.values()] == [False, True, True]
    assert all("lesson=" in one.address for one in given.values() if one.address)


def test_what_is_fixed_is_refused_whatever_asks_for_it() -> None:
    page = open_lesson(hidden="9-9", m="500", alpha="0.1")
    give(page)
    state = live_state(page)
    live = state.live
    assert live is not None
    # The address: while a prediction is open, all of it; later, what the lesson fixes.
    assert (live.settings.hidden, live.settings.epochs) == ((3,), 60)
    page.query_params.update({"hidden": "9-9", "alpha": "2.0"})
    page.run()
    assert (live_state(page).live.settings.hidden) == (3,)  # type: ignore[union-attr]
    assert live_state(page).live.settings.alpha == 2.0  # type: ignore[union-attr]
    assert any("Fixed in this lesson" in one.value for one in page.toast)
    # The stage.
    with live.lock:
        live.set({"hidden": "9-9"})
    assert live.settings.hidden == (3,)
    # The controls: only what is shown, and what is locked cannot be moved.
    keys = {one.key for one in [*page.select_slider, *page.slider, *page.number_input]}
    assert {"moons.alpha", "moons.epochs", "moons.m"} <= keys
    assert not {"moons.layers", "moons.seed"} & keys
    assert page.select_slider(key="moons.m").disabled
    assert not page.select_slider(key="moons.alpha").disabled


def test_a_forged_widget_moves_nothing() -> None:
    page = open_lesson()
    give(page)
    # A browser cannot move it; a message that says so all the same ends here.
    state: LiveState[Any] = live_state(page)
    live = state.adopt({"m": 500, "alpha": 2.0, "start": 9}, "")
    held = live.settings.values
    assert (held["m"], held["alpha"], held["start"]) == (100, 2.0, 0)


def test_who_leaves_is_free_and_the_address_says_so() -> None:
    page = open_lesson()
    assert address_of(page)["lesson"] == NAME
    press(page, "Leave the lesson")
    assert KEPT not in page.session_state or page.session_state[KEPT] is None
    assert "lesson" not in address_of(page)
    live = live_state(page).live
    assert live is not None
    assert not live.held
    page.query_params["hidden"] = "9-9"
    page.run()
    assert live_state(page).live.settings.hidden == (9, 9)  # type: ignore[union-attr]


def test_what_is_no_lesson_is_said_and_the_page_is_there() -> None:
    page = opened(
        AppTest.from_file(SCRIPT, default_timeout=30), {"m": "100", "lesson": "~nonsense"}
    )
    assert not page.exception
    assert any("cannot be shown" in one.value for one in page.toast)
    assert live_state(page).live.settings == MOONS.settings(m=100)  # type: ignore[union-attr]


def test_a_lesson_is_taken_up_where_the_browser_says() -> None:
    page = open_lesson()
    give(page)
    press(page, "Next step")
    kept = lesson_of(page).progress.kept()
    again = open_lesson()
    state = lesson_of(again)
    lesson_session.restore(state, kept)
    again.run()
    assert "#### Second" in said(again)
    assert lesson_of(again).progress.given == lesson_of(page).progress.given


SHOWN = """\
---
title: First this, then that
page: moons
start: "?m=100&epochs=60&hidden=3&alpha=0.5"
shown: [alpha]
---

## One

[This first](?alpha=1)

```predict
question: And with 2?
kind: number
of: J
tolerance: 10
run: "?alpha=2"
```
"""


def test_a_run_may_be_shown_before_another_is_predicted() -> None:
    page = AppTest.from_file(SCRIPT, default_timeout=30)
    opened(page, {"m": "100", "lesson": packed(SHOWN)})
    live = live_state(page).live
    assert live is not None
    assert (live.settings.alpha, live.held) == (2.0, True)
    press(page, "This first")
    assert (live.settings.alpha, live.held) == (1.0, False)
    page.number_input[0].set_value(0.5).run()
    press(page, "That is my prediction")
    assert (live.settings.alpha, live.held) == (2.0, False)
    assert live.lab.last_epoch == 0  # the predicted run has not been shown before
    asking = Asking(live)
    asking.look()
    asking.ask("show", 60)
    page.run()
    assert "You said 0.5" in said(page)
