"""Undo and redo on a page that has no stage: two buttons over its controls."""

from functools import partial
from typing import Any

from app.settings.settings import Form
from app.ui import forms
from app.ui.component import mount


def undo_bar(form: Form[Any]) -> None:
    """Draw the buttons; Ctrl+Z and Ctrl+Shift+Z do the same."""
    mount(
        "shared/undo_bar",
        form.key("undo"),
        forms.page_state(form).history.in_words(),
        on_undo_change=partial(forms.undo, form),
        on_redo_change=partial(forms.redo, form),
    )
