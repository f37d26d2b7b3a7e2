"""The live view on the page: one component that draws everything that moves.

It is told which run to ask for, and asks the live route itself. The transport (play, pause, step,
back, reset, scrubber) is part of it rather than a row of Streamlit buttons: a press acts in the
browser at once, on the frames it already has.
"""

from functools import partial
from typing import Any

from app.hosting.base_path import under_base_path
from app.live import route
from app.live.experiment import Experiment
from app.live.live import Live
from app.ui import session
from app.ui.component import mount


def stage(experiment: Experiment[Any], live: Live) -> None:
    """Mount the stage; it asks for what is new where the revision is another than before."""
    with live.lock:
        live.drawn()
        data = {
            "page": experiment.form.name,
            "panels": live.scene.panels,
            "address": under_base_path(route.PATH + live.token),
            "key": live.key,
            "number": live.number,
            "revision": live.revision,
            "undo": session.page(experiment).history.in_words(),
        }
    mount(
        "live/stage",
        session.stage_key(experiment.form),
        data,
        on_redraw_change=partial(session.redraw, experiment),
        on_undo_change=partial(session.undo, experiment),
        on_redo_change=partial(session.redo, experiment),
    )
