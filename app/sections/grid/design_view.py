"""The controls of the next grid: a ready experiment, the axes, the repeats."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from app.live.experiment import Experiment
from app.live.live import Live
from app.sections.grid.axes import MAX_TYPED, as_typed, fields_for_axes, proposed
from app.sections.grid.design import Design
from app.sections.grid.draft import NONE, Draft, draft_of
from app.sections.grid.presets import PRESETS, Preset, presets_of
from app.sections.grid.repeats import REPEATS, repeats_of
from app.settings.settings import Form
from app.ui import session, storage
from app.ui.escape import escape_markdown
from app.ui.language import in_language
from core.language import N_, _

#: Key of an address.
KEY = "grid"
#: What the axes are called, and the names of their widgets.
AXES = (("columns", N_("Columns")), ("rows", N_("Rows")), ("groups", N_("Rows of rows")))


def draft_key(form: Form[Any]) -> str:
    """Return the key of the page's draft."""
    return form.key("grid-draft")


def draft(experiment: Experiment[Any], live: Live) -> Draft:
    """Return the visitor's draft; at first that of the page's first ready experiment."""
    form, kept = experiment.form, storage.kept(draft_key(experiment.form))
    if isinstance(kept, Draft):
        return kept
    first = asked_preset(form) or next(iter(presets_of(form).values()))
    return draft_of(first, form, live.settings)


def asked_preset(form: Form[Any]) -> Preset | None:
    """Return the ready experiment that the visitor's first address names, as ``grid=alpha_batch``.

    It opens the section with it: a link of a teacher's.
    """
    address = storage.first_address()
    if address.path not in (None, form.name):
        return None
    return presets_of(form).get(address.query.get(KEY, ""))


def design_controls(experiment: Experiment[Any], live: Live) -> Design | None:
    """Draw the controls; return the design, or None where it makes no grid, which is then said."""
    form, before = experiment.form, draft(experiment, live)
    _fill(form, before)
    preset = st.selectbox(
        _("Experiment"),
        list(presets_of(form)),
        format_func=lambda name: PRESETS[name].label,
        key=form.key("grid-preset"),
        on_change=in_language(partial(_take_preset, experiment)),
        help=_("Ready experiments; the settings below can be others."),
    )
    st.markdown(PRESETS[preset].words)
    names, texts = zip(
        *(_axis(experiment, live, *one, optional=i > 0) for i, one in enumerate(AXES)), strict=True
    )
    kind, number, goal = st.columns((2, 1, 1), vertical_alignment="bottom")
    repeats = kind.selectbox(
        _("Repeat with"),
        list(repeats_of(form.fields)),
        format_func=lambda name: REPEATS[name].label,
        key=form.key("grid-repeats"),
        help=_(
            "What is another one in each run of a cell. In cross-validation, the training examples "
            "are cut into as many folds as there are runs; each run holds out another one, and is "
            "tested on it."
        ),
    )
    n = number.number_input(_("Runs of a cell"), step=1, key=form.key("grid-n"))
    target = goal.number_input(
        _("Target J"),
        value=None,
        key=form.key("grid-target"),
        placeholder=_("none"),
        help=_("The first epoch whose cost is no more than this is measured too."),
    )
    now = Draft(preset, names, texts, repeats, int(n), target)
    storage.keep(draft_key(form), now)
    return _checked(experiment, live, now)


def _checked(experiment: Experiment[Any], live: Live, now: Draft) -> Design | None:
    """Return the design of a draft, and say how large it is; or say why there is none."""
    form = experiment.form
    try:
        found = now.design(form, live.settings)
    except ValueError as error:
        st.error(escape_markdown(str(error)), icon=":material/block:")
        return None
    sizes = " × ".join(str(len(one.values)) for one in found.axes)
    runs = found.n
    for one in found.axes:
        runs *= len(one.values)
    said = _("{sizes} cells × {n} = {runs} runs. All other settings are the page's.").format(
        sizes=sizes, n=found.n, runs=f"{runs:,}"
    )
    fixed = ", ".join(
        f"{form.fields[name].label} {form.fields[name].show(value)}"
        for name, value in found.fixed.items()
        if getattr(live.settings, name) != value
    )
    also = _("In all cells: {settings}.").format(settings=fixed) if fixed else ""
    st.caption(escape_markdown(f"{said} {also}"))
    return found


def _axis(
    experiment: Experiment[Any], live: Live, name: str, label: str, *, optional: bool
) -> tuple[str, str]:
    """Draw the choice of a field and the list of its values; return both."""
    form = experiment.form
    fields = fields_for_axes(form)
    field, values = st.columns((1, 2), vertical_alignment="bottom")
    chosen = field.selectbox(
        _(label),
        [*([NONE] if optional else []), *fields],
        format_func=lambda one: fields[one].label if one else _("none"),
        key=form.key(f"grid-{name}"),
        on_change=in_language(partial(_propose, experiment, name)),
    )
    typed = values.text_input(
        _("Values of {axis}").format(axis=_(label)),
        key=form.key(f"grid-{name}-values"),
        max_chars=MAX_TYPED,
        disabled=chosen == NONE,
        help=_("With commas between them. Possible: {allowed}.").format(
            allowed=escape_markdown(fields[chosen].allowed)
        )
        if chosen
        else None,
    )
    return chosen, typed


def _widgets(form: Form[Any], one: Draft) -> dict[str, Any]:
    """Return the value of each widget by its key."""
    values = {
        "grid-preset": one.preset, "grid-repeats": one.repeats, "grid-n": one.n,
        "grid-target": one.target,
    }  # fmt: skip
    for (name, _label), field, text in zip(AXES, one.names, one.texts, strict=True):
        values |= {f"grid-{name}": field, f"grid-{name}-values": text}
    return {form.key(name): value for name, value in values.items()}


def _fill(form: Form[Any], one: Draft) -> None:
    """Set the widgets that have no value: they lose theirs while another page is shown."""
    for key, value in _widgets(form, one).items():
        storage.default(key, value)


def _of_live(experiment: Experiment[Any], does: Callable[[Live], None]) -> None:
    live = session.live(experiment)
    if live is not None:
        does(live)


def _take_preset(experiment: Experiment[Any]) -> None:
    """Fill the widgets with the experiment that was chosen."""
    form = experiment.form
    name = storage.kept(form.key("grid-preset"))

    def take(live: Live) -> None:
        one = draft_of(PRESETS[str(name)], form, live.settings)
        for key, value in _widgets(form, one).items():
            storage.keep(key, value)

    _of_live(experiment, take)


def _propose(experiment: Experiment[Any], axis: str) -> None:
    """Fill in the values of an axis whose field was chosen."""
    form = experiment.form
    name = str(storage.kept(form.key(f"grid-{axis}")))

    def fill(live: Live) -> None:
        field = fields_for_axes(form).get(name)
        text = as_typed(field, proposed(field, live.settings.values)) if field else ""
        storage.keep(form.key(f"grid-{axis}-values"), text)

    _of_live(experiment, fill)
