"""The live view on the page: one component that draws everything that moves.

It is told which run to ask for, and asks the live route itself. The transport (play, pause, step,
back, reset, scrubber) is part of it rather than a row of Streamlit buttons: a press acts in the
browser at once, on the frames it already has.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from app.hosting.base_path import under_base_path
from app.live import route
from app.live.experiment import Experiment
from app.live.live import Live
from app.ui import session
from app.ui.classroom import show_to_class
from app.ui.component import mount

#: Panels of every page besides its own: what begins a comparison.
EVERYWHERE = ("lane_buttons",)
#: And where runs are compared.
COMPARING = ("compare",)
#: Panels within a lesson; and those that would tell there what it asks.
IN_LESSONS, TELLING = ("goal",), ("advice",)


def stage(
    experiment: Experiment[Any],
    live: Live,
    on_lanes: Callable[[], None],
    lesson: Mapping[str, Any] | None = None,
    on_sketch: Callable[[], None] | None = None,
    step: str = "",
) -> None:
    """Mount the stage; it asks for what is new where the revision is another than before.

    Parameters
    ----------
    experiment : Experiment
    live : Live
    on_lanes : callable
        Called when it asks something of its lanes.
    lesson : mapping, optional
        What a lesson waits for, and what the visitor has predicted: ``Lesson`` in
        ``assets/live/types.d.ts``.
    on_sketch : callable, optional
        Called when the visitor has drawn a prediction.
    step : str
        Of the visitor's lesson, in words, for their teacher.
    """
    with live.lock:
        live.drawn()
        panels = [
            *(name for name in live.scene.panels if lesson is None or name not in TELLING),
            *(IN_LESSONS if lesson is not None else ()),
            *EVERYWHERE,
            *(COMPARING if live.settings.is_compared else ()),
        ]
        show_to_class(live, experiment.form.name, panels, step)
        data = {
            "page": experiment.form.name,
            "panels": panels,
            "address": under_base_path(route.PATH + live.token),
            "key": live.key,
            "number": live.number,
            "revision": live.revision,
            "undo": session.page(experiment).history.in_words(),
            "lesson": None if lesson is None else dict(lesson),
        }
    mount(
        "live/stage",
        session.stage_key(experiment.form),
        data,
        on_redraw_change=partial(session.redraw, experiment),
        on_undo_change=partial(session.undo, experiment),
        on_redo_change=partial(session.redo, experiment),
        on_lanes_change=on_lanes,
        on_sketch_change=on_sketch or _nothing,
    )


def _nothing() -> None:
    """Do nothing: no prediction is asked for."""
