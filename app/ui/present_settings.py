"""The settings that a visitor's page has now, for whoever writes a lesson about it."""

from typing import Any
from urllib.parse import urlencode

from app.settings.settings import Form
from app.ui import storage
from app.ui.forms import PageState, page_key, without_epoch
from app.ui.session import LiveState


def present_settings(form: Form[Any]) -> Any:
    """Return a page's settings; those with which it opens where it was not seen yet."""
    state = storage.kept(page_key(form))
    if isinstance(state, LiveState):
        state.catch_up()
    return state.settings if isinstance(state, PageState) else form.settings()


def as_query(form: Form[Any]) -> str:
    """Return them as a lesson's file has them: ``?alpha=0.5&...``."""
    return f"?{urlencode(without_epoch(present_settings(form).to_address()))}"
