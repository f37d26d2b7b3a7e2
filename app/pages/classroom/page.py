"""A class: the way in, what the teacher shows, or the teacher's desk, by who the browser is."""

import streamlit as st

from app.classroom.route import PATH
from app.classroom.switch import is_on
from app.hosting.base_path import under_base_path
from app.hosting.network_address import reached_at
from app.lessons.qr import as_svg, qr_code
from app.ui import classroom, storage
from app.ui.component import mount
from core.language import _

#: Key of an address that names the class to join.
CODE = "code"


def render() -> None:
    """Draw the page."""
    if not is_on():
        st.info(_("This server has no classes: its host has switched them off."))
        return
    found = classroom.own_class()
    role = "nobody"
    if found:
        here, key = found
        role = "learner" if key.member_of(here.room) else "teacher"
    path = under_base_path("/classroom")
    server, is_guess = reached_at(str(st.context.url or ""))
    join = f"{server}{path}"
    with st.container(key="classroom"):
        mount(
            "classroom/classroom",
            "classroom-view",
            {
                "route": under_base_path(PATH),
                "classroom": path,
                "role": role,
                "code": (storage.asked(CODE) or "")[:12],
                "secret": "",
                "join": join,
                "isGuess": is_guess,
            },
        )
    if found and role == "teacher":
        with st.expander(_("QR code of the link"), icon=":material/qr_code_2:"):
            link = f"{join}?{CODE}={found[0].room.code}"
            alt = _("QR code of the link that learners open to join")
            st.image(as_svg(qr_code(link)), width=300, alt=alt)
