"""The section with the loss surface around a run's current weights, drawn on demand."""

from dataclasses import astuple
from typing import Any

import streamlit as st

from app.figures.palette_in_use import palette
from app.jobs.job import JobError
from app.live.experiment import Experiment
from app.live.live import Live
from app.playback.playback import Playback
from app.sections.loss_surface.loss_surface import PLANES, PlaneChoice
from app.sections.loss_surface.playback import DRAW, path_of
from app.ui import session, storage
from app.ui.escape import escape_markdown
from app.ui.language import in_language
from app.ui.playback_view import playback_view
from app.ui.press import press
from app.ui.working import result_of
from core.language import _


def _words() -> str:
    """Return what the picture shows, by its colors."""
    words = palette().words
    return _(
        "The weights have many directions, a surface has two. The **{path} path** is the "
        "run at its true cost; the **{shadow} line** is its shadow, the cost of the plane "
        "right below. Where they part, the run has moved in a direction that this plane leaves out."
    ).format(path=words.path, shadow=words.shadow)


def _surfaces(experiment: Experiment[Any], live: Live, choice: PlaneChoice) -> Playback | str:
    """Return the surfaces around the weights that are shown, or an error message."""
    with live.lock:  # the run may go on meanwhile
        epoch, path = live.front_epoch, path_of(live.lab, live.front_epoch)
        run = tuple(sorted(live.lab.settings.to_address().items()))
    what = (experiment.form.name, run, epoch, astuple(choice), palette().name)
    try:
        return result_of(DRAW, path, choice, key=("loss surface", *what))
    except (ValueError, JobError) as error:
        return str(error)


@st.fragment
@in_language
def loss_surface_section(experiment: Experiment[Any]) -> None:
    """Draw the choice of a plane and, after Draw is pressed, the surfaces."""
    with st.expander(_("Cost surface around the current weights"), icon=":material/landscape:"):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            key = experiment.form.key
            kind = st.segmented_control(
                _("Plane"),
                list(PLANES),
                default="principal",
                format_func=lambda name: _(PLANES[name]),
                key=key("loss-surface-plane"),
                required=True,
                help=_(
                    "Principal directions: along the path's two leading principal components. Two "
                    "weights: W1[1,1] and W1[2,1], all others as they are. Random: two directions, "
                    "scaled unit by unit."
                ),
            )
            live = session.live(experiment)
            with press(_("Draw"), key("loss-surface-draw"), icon=":material/draw:") as pressed:
                if pressed and live is not None:
                    second = live.lab.network.sizes[1]
                    storage.keep(key("loss-surface"), PlaneChoice(str(kind), 0, second, 0))
        kept = storage.kept(key("loss-surface"))
        # Requested now, or before the script was interrupted.
        if isinstance(kept, PlaneChoice) and live is not None:
            kept = _surfaces(experiment, live, kept)
            storage.keep(key("loss-surface"), kept)
        if isinstance(kept, Playback):
            playback_view(kept)
            st.markdown(_words())
        elif isinstance(kept, str):
            st.error(escape_markdown(kept), icon=":material/block:")
            st.markdown(_words())
        else:
            st.markdown(_("Train first, then draw: the path of the run is part of the picture."))
