"""Comparing on a live page: what the stage asks of its lanes, and the dialog for a new one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from app.live.experiment import Experiment
from app.settings.arranging import rearranged, with_changed, with_lane, with_run
from app.settings.field import Field
from app.settings.races import Race, races_of, set_up
from app.settings.run_settings import RunSettings
from app.settings.settings import Form
from app.settings.variants import may_differ
from app.ui import session, storage
from app.ui.controls import FormWidgets
from app.ui.escape import escape_markdown
from app.ui.forms import LaneQuestion
from app.ui.language import in_language
from app.ui.press import forget_press, press
from core.language import N_, _

#: Letters of the address of a kept run.
MOST_ADDRESS = 6000
#: What the stage may ask that takes a dialog: name -> its title.
QUESTIONS = {
    "add": N_("Compare"),
    "branch": N_("Branch"),
    "change": N_("Change a lane"),
}


def asked_of_lanes(experiment: Experiment[Any]) -> None:
    """Do what the stage asks of its lanes; for its component's callback.

    What is none is not obeyed: it was no stage of ours that asked.
    """
    asked = storage.sent(session.stage_key(experiment.form), "lanes")
    if not isinstance(asked, dict):
        return
    if asked.get("do") == "beside":
        _beside(experiment, asked.get("address"))
        return
    action, place, epoch = (asked.get(key) for key in ("do", "place", "epoch"))
    place, epoch = (one if type(one) is int and one >= 0 else 0 for one in (place, epoch))
    state = session.page(experiment)
    if action in QUESTIONS:
        state.question = LaneQuestion(str(action), place, state.front_epoch if epoch else 0)
        session.redraw(experiment)
        return
    try:
        session.rearrange(experiment, rearranged(state.settings, str(action), place))
    except ValueError:
        return


def _beside(experiment: Experiment[Any], address: object) -> None:
    """Add the run of an address of this page to those that are compared."""
    state, text = session.page(experiment), str(address)[:MOST_ADDRESS]
    query = {key: values[-1] for key, values in parse_qs(urlsplit(text).query).items()}
    other, problems = experiment.form.read(query)
    state.problems += problems
    try:
        session.rearrange(experiment, with_run(state.settings, other))
    except ValueError as error:
        state.problems.append(f"{error}.")
        session.redraw(experiment)


#: Key of the button that applies what the dialog describes.
APPLY = "lane-apply"


@dataclass(frozen=True)
class Draft:
    """A lane that is being described.

    Attributes
    ----------
    values : dict
        What it has otherwise.
    epoch : int
        From which on; 0 from the start.
    """

    values: dict[str, Any]
    epoch: int


def compare_dialog(experiment: Experiment[Any]) -> None:
    """Draw the dialog that the stage asked for, if it did."""
    question = session.page(experiment).question
    if question is None:
        return
    close = partial(_close, experiment)
    title = _(QUESTIONS[question.action])
    st.dialog(title, on_dismiss=close, icon=":material/compare:")(in_language(_contents))(
        experiment, question
    )


def _close(experiment: Experiment[Any]) -> None:
    session.page(experiment).question = None
    for key in (APPLY, *map(_race_key, races_of(experiment.form))):
        forget_press(key)


def _race_key(race: Race) -> str:
    return f"race-{race.name}"


def _contents(experiment: Experiment[Any], question: LaneQuestion) -> None:
    """Draw what is in the dialog."""
    state = session.page(experiment)
    lanes = state.settings.all_lanes()
    place = question.place if question.action == "change" else state.settings.front
    own = lanes[min(place, len(lanes) - 1)]
    draft = _draft(experiment.form, own, question)
    label = _("Change it") if question.action == "change" else _("Add this lane")
    apply = _changed(experiment, place) if question.action == "change" else _added(experiment)
    with press(label, APPLY, type="primary", icon=":material/add:") as pressed:
        if pressed:
            try:
                apply(draft)
            except ValueError as error:
                pressed = False
                st.error(escape_markdown(str(error)) + ".", icon=":material/block:")
            else:
                _close(experiment)
    if pressed:
        st.rerun()
    if question.action == "add":
        _races(experiment)


def _added(experiment: Experiment[Any]) -> Callable[[Draft], None]:
    settings = session.page(experiment).settings
    return lambda draft: session.rearrange(
        experiment, with_lane(settings, draft.values, draft.epoch)
    )


def _changed(experiment: Experiment[Any], place: int) -> Callable[[Draft], None]:
    settings = session.page(experiment).settings
    return lambda draft: session.rearrange(experiment, with_changed(settings, place, draft.values))


def _draft(form: Form[Any], own: RunSettings, question: LaneQuestion) -> Draft:
    """Draw the choice of a setting and its value, and return what is chosen."""
    is_branch = question.action == "branch"
    fields = {
        name: field
        for name, field in form.fields.items()
        if _can_differ(form, field, own) and (not is_branch or field.effect == "fork")
    }
    first = "alpha" if "alpha" in fields else next(iter(fields))
    if is_branch:
        sentence = _(
            "The new lane shares everything with the present one up to epoch {epoch}, and goes on "
            "with another setting from there."
        ).format(epoch=f"{question.epoch:,}")
    elif question.action == "change":
        sentence = _("What this lane has otherwise than the others.")
    else:
        sentence = _(
            "A copy of the run in front: the same data, initial weights and order of batches, with "
            "one setting changed."
        )
    st.markdown(sentence)
    name = st.selectbox(
        _("Setting"),
        list(fields),
        index=list(fields).index(first),
        format_func=lambda name: fields[name].label,
        key="lane-setting",
    )
    # Keys of their own: the page's own widgets of the same fields stand beside.
    own_keys = replace(form, name=f"{form.name}.lane")
    values = {**own.values, name: fields[name].another(getattr(own, name), own.values)}
    widgets = FormWidgets(own_keys, values, {})
    value = widgets.widget(fields[name], values, narrow=True)
    return Draft({name: value}, question.epoch if is_branch else 0)


def _can_differ(form: Form[Any], field: Field[Any], own: RunSettings) -> bool:
    """Return whether a field is offered: it has a widget on the page, and it applies."""
    return may_differ(field) and field.name in form.placed and field.shown_if(own.values)


def _races(experiment: Experiment[Any]) -> None:
    """Draw the ready comparisons."""
    st.markdown("##### " + _("Ready comparisons"))
    state = session.page(experiment)
    for race in races_of(experiment.form):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            with press(_(race.label), _race_key(race), icon=":material/play_arrow:") as pressed:
                if pressed:
                    settings = set_up(state.settings, race, experiment.form)
                    session.rearrange(experiment, settings, play=True)
                    _close(experiment)
            if pressed:
                st.rerun()
            st.caption(_(race.note))
