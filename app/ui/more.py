"""The controls under "More": open or closed as the visitor left them, named where they act."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import streamlit as st

from app.settings.settings import Form, S
from app.ui import session, storage
from app.ui.component import mount
from app.ui.escape import escape_markdown
from core.language import _

#: Key of an address that opens the controls under "More", as ``more=1``.
KEY = "more"
#: Key under which it is kept whether they are open, for all pages of the visitor.
KEPT = "_more"


@contextmanager
def more(form: Form[S], not_default: Callable[[], str], gap: int) -> Iterator[bool]:
    """Draw the expander; what is drawn within the context stands in it.

    It gives whether the expander is open. What nobody sees need not be drawn: it is a third of all
    that a page consists of. ``not_default()`` returns the fields in it that are not at their
    default, in words: below the closed expander, so that no setting acts unseen. It is called when
    they have been drawn, `gap` pixels apart.
    """
    key = form.key(KEY)
    if storage.asked(KEY) == "1":
        _open(key)
    is_new = storage.kept(KEPT) is None
    storage.default(key, bool(storage.kept(KEPT)))
    expander = st.expander(
        _("More"), expanded=bool(storage.kept(KEPT)), key=key, on_change=partial(changed, form)
    )
    is_open = bool(expander.open)
    with expander, st.container(gap=gap):
        yield is_open
    note = not_default()
    # One place in any case, so that what follows keeps its own.
    with st.container():
        if note and not is_open:
            st.caption(_("Set under More: {note}").format(note=escape_markdown(note)))
    mount(
        "controls/more",
        form.key("more-kept"),
        {"open": is_open, "isNew": is_new},
        on_remembered_change=partial(_remembered, form),
    )


def _open(key: str) -> None:
    """Open it, and keep it open on other pages."""
    storage.keep(KEPT, True)
    storage.keep(key, True)


def _remembered(form: Form[S]) -> None:
    """Open it, as the browser remembers it."""
    session.keep_settings(form)
    _open(form.key(KEY))


def changed(form: Form[S]) -> None:
    """Keep what the visitor did, for the other pages; for the expander's callback."""
    session.keep_settings(form)
    storage.keep(KEPT, bool(storage.kept(form.key(KEY))))
