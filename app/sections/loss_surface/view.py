"""The cost surface around a run's present weights, drawn when it is asked for."""

from functools import lru_cache
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app.live.experiment import Experiment
from app.playback.playback import Walk
from app.sections.loss_surface.loss_surface import PLANES, Look
from app.sections.loss_surface.playback import ground_walk
from app.ui import session, storage
from app.ui.escape import plain
from app.ui.playback_view import walk_stage

WORDS = (
    "The weights have many directions, a surface has two. The **green path** is the run at its "
    "true cost; the **dark line** is its shadow, the cost of the plane right below. Where they "
    "part, the run has moved in a direction that this plane leaves out."
)
#: Surfaces that are kept, by settings, epoch and plane.
KEPT = 64


class Asked:
    """What a surface is asked of: equal settings, epoch and plane are one and the same."""

    def __init__(self, experiment: Experiment[Any], epoch: int, look: Look) -> None:
        live = session.live(experiment)
        assert live is not None  # there is a stage above
        self.lab, self.epoch, self.look = live.lab, epoch, look
        self._key = (repr(live.lab.settings), epoch, look)

    def __hash__(self) -> int:
        """Return the hash of what tells one from another."""
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        """Say whether both ask for the same."""
        return isinstance(other, Asked) and self._key == other._key


def _show(bar: DeltaGenerator, share: float) -> None:
    bar.progress(share, text="Cost over the plane …")


@lru_cache(maxsize=KEPT)
def _walk(asked: Asked) -> Walk:
    """Return the surfaces, with a bar that says how far they are."""
    bar = st.progress(0.0, text="Cost over the plane …")
    try:
        return ground_walk(asked.lab, asked.epoch, asked.look, lambda share: _show(bar, share))
    finally:
        bar.empty()


@st.fragment
def ground_section(experiment: Experiment[Any]) -> None:
    """Draw the choice of a plane, and the surfaces once they are asked for."""
    with st.expander("Cost surface around the present weights", icon=":material/landscape:"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            key = experiment.form.key
            kind = st.segmented_control(
                "Plane",
                list(PLANES),
                default="principal",
                format_func=PLANES.__getitem__,
                key=key("ground-plane"),
                required=True,
                help="The path's own: along its two leading principal components. Two weights: "
                "W1[1,1] and W1[2,1], all others as they are. Random: two directions, scaled "
                "unit by unit.",
            )
            pressed = st.button("Draw", key=key("ground-draw"), icon=":material/draw:")
        live = session.live(experiment)
        if pressed and live is not None:
            second = live.lab.network.sizes[1]
            asked = Asked(experiment, live.shown_epoch, Look(str(kind), 0, second, 0))
            storage.keep(key("ground"), asked)
        asked_before = storage.kept(key("ground"))
        if isinstance(asked_before, Asked):
            try:
                walk_stage(_walk(asked_before))
            except ValueError as error:
                st.error(plain(str(error)), icon=":material/block:")
            st.markdown(WORDS)
        else:
            st.markdown("Train first, then draw: the path of the run is part of the picture.")
