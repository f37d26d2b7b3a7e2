"""The live view on the page: one component that draws everything that moves.

The transport (play, pause, step, back, reset, scrubber) is part of it rather than a row of
Streamlit buttons: a press acts in the browser at once, on the frames it already has, and is then
sent to the server.
"""

from functools import partial
from time import perf_counter
from typing import Any

import streamlit as st

from app.hosting import metrics
from app.hosting.shares import SHARES
from app.live.experiment import Experiment
from app.ui import session
from app.ui.component import mount


@st.fragment
def stage(experiment: Experiment[Any]) -> None:
    """Mount the stage with the next message.

    A command from the browser runs this fragment alone; a change of a setting runs the page.
    """
    live = session.live(experiment)
    if live is None:  # a new session that has not run the page yet
        st.rerun()
    caught_up = session.catch_up(experiment)
    if experiment.follows_epoch and live.is_news():
        caught_up = False
    began = perf_counter()
    with SHARES.turn:
        message = live.next_message()
    metrics.tick(perf_counter() - began, live.n_frames, len(message))
    mount(
        "live/stage",
        session.stage_key(experiment.form),
        message,
        on_command_change=partial(session.obey_stage, experiment),
    )
    if not caught_up:
        st.rerun()
