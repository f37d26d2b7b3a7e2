"""Whether the visitor is in a class, and what that does to the pages."""

import json
from collections.abc import Sequence

import streamlit as st

from app.classroom.classes import CLASSES, Class
from app.classroom.keys import COOKIE, Key, read_key
from app.classroom.publisher import Publisher
from app.classroom.route import PATH
from app.classroom.switch import is_on
from app.classroom.teachers_page import TeachersPage
from app.classroom.tiles import Tiler
from app.hosting.base_path import under_base_path
from app.live.live import Live
from app.ui import other_pages
from app.ui.addresses import url_path
from app.ui.component import mount


def own_key() -> Key | None:
    """Return the key to a room that the visitor's browser keeps, if any."""
    return read_key(st.context.cookies.get(COOKIE, "")) if is_on() else None


def own_class() -> tuple[Class, Key] | None:
    """Return the room that the visitor is in, and their key; None if they are in none."""
    key = own_key()
    here = CLASSES.peek(key.code) if key else None
    if key is None or here is None or here.room.is_over:
        return None
    is_in = key.teacher_in(here.room) is not None or key.member_of(here.room) is not None
    return (here, key) if is_in else None


def taught() -> tuple[Class, int] | None:
    """Return the room that the visitor teaches, and their number there; None if they do not."""
    found = own_class()
    teacher = found[1].teacher_in(found[0].room) if found else None
    return (found[0], teacher) if found and teacher is not None else None


def page_of(name: str, title: str, panels: Sequence[str] = ()) -> TeachersPage:
    """Return a page as a class is told of it."""
    return TeachersPage(name, title, under_base_path(f"/{url_path(name)}"), tuple(panels))


def show_to_class(live: Live, name: str, panels: Sequence[str], step: str) -> None:
    """Have a live page's run followed, or seen on the wall; its lock is held.

    Parameters
    ----------
    live : Live
    name : str
        Of the page.
    panels : sequence of str
    step : str
        Of the lesson that the visitor is in, in words; empty without one.
    """
    found = own_class()
    if found is None:
        live.audience = None
        return
    here, key = found
    page = page_of(name, other_pages.title_of(name), panels)
    teacher = key.teacher_in(here.room)
    if teacher is None:
        tiler = Tiler(CLASSES, here.room.code, key.id, page, step)
        live.audience = tiler
        CLASSES.tile(here.room.code, json.dumps(tiler.tile(live)).encode())
        return
    before = live.audience
    is_same = (
        isinstance(before, Publisher)
        and (before.code, before.teacher, before.page) == (here.room.code, teacher, page)
        and here.shown.page == name
    )
    if not is_same:
        audience = Publisher(CLASSES, here.room.code, teacher, page)
        live.audience = audience
        audience.show(live)


def show_elsewhere(name: str, title: str) -> None:
    """Tell the class that its teacher is on a page without a stage."""
    found = taught()
    if found and found[0].shown.page != name and found[0].room.leader == found[1]:
        CLASSES.tell_of(found[0].room.code, page_of(name, title))


def class_bar(page: str) -> None:
    """Draw what says on every page that one is in a class, and hears what the teacher asks."""
    key = own_key()
    if key is not None:
        mount(
            "classroom/bar",
            "class-bar",
            {
                "route": under_base_path(PATH),
                "classroom": under_base_path("/classroom"),
                "page": page,
                "teaches": not key.id,
            },
        )
