"""The section with the experiment grid: its controls, its progress, its results."""

import json
from functools import partial
from typing import Any

import streamlit as st

from app.live.experiment import Experiment
from app.sections.grid.design_view import asked_preset, design_controls
from app.sections.grid.experiment_grid import ExperimentGrid, begin
from app.sections.grid.message import message
from app.sections.grid.table_file import csv_text
from app.sections.grid.work import in_words
from app.ui import session, storage
from app.ui.component import mount
from app.ui.escape import escape_markdown
from app.ui.language import in_language
from app.ui.press import press
from core.language import N_, _

#: Seconds between two updates of the progress.
UPDATE_SECONDS = 0.5
#: State of the work -> text of the progress bar.
PROGRESS = {
    "waiting": N_("{done} of {n} networks trained; another grid has its turn"),
    "running": N_("{done} of {n} networks trained"),
    "done": N_("All {n} networks trained"),
    "stopped": N_("Stopped; {done} of {n} networks trained"),
}


def grid_section(experiment: Experiment[Any]) -> None:
    """Draw the controls, and the grid once it has begun; only while they are to be seen."""
    form, grid = experiment.form, _kept(experiment)
    is_asked = asked_preset(form) is not None
    storage.default(form.key("grid-open"), is_asked)
    expander = st.expander(
        _("Experiment grid: settings against each other"),
        expanded=is_asked,
        icon=":material/grid_on:",
        key=form.key("grid-open"),
        on_change=partial(session.keep_settings, form),
    )
    running = grid is not None and not grid.work.ask()
    if not (expander.open or running):
        return
    with expander:
        st.markdown(
            _(
                "One run says little: a grid trains a network in every cell, in the background, "
                "while the page goes on. **Click a cell** to open its network."
            )
        )
        st.fragment(in_language(_controls))(experiment)
        results = st.fragment(in_language(_results), run_every=UPDATE_SECONDS if running else None)
        results(experiment, running)


def _key(experiment: Experiment[Any]) -> str:
    return experiment.form.key("grid")


def _kept(experiment: Experiment[Any]) -> ExperimentGrid | None:
    """Return the visitor's grid on this page; None before the first one."""
    grid = storage.kept(_key(experiment))
    return grid if isinstance(grid, ExperimentGrid) else None


def _controls(experiment: Experiment[Any]) -> None:
    """Draw the controls of the next grid, and the button that begins it."""
    live, grid = session.live(experiment), _kept(experiment)
    if live is None:
        return
    design = design_controls(experiment, live)
    is_over = grid is None or grid.work.ask()
    with press(
        _("Train the grid"),
        experiment.form.key("grid-begin"),
        icon=":material/play_arrow:",
        disabled=design is None or not is_over,
    ) as pressed:
        begins = pressed and design is not None and is_over
        if begins and design is not None:
            with live.lock:
                base, task = live.settings, live.lab.task
            owner = session.visitor().key
            storage.keep(_key(experiment), begin(experiment, design, base, task, owner))
    if begins:
        st.rerun()  # all of it: what is trained is looked at again and again


def _stop(experiment: Experiment[Any]) -> None:
    """Begin no more runs."""
    grid = _kept(experiment)
    if grid is not None:
        grid.work.stop()


def _resume(experiment: Experiment[Any]) -> None:
    """Go on with the runs that are left."""
    grid = _kept(experiment)
    if grid is not None:
        grid.work.resume()


def _open(experiment: Experiment[Any]) -> None:
    """Open the network of the cell that was clicked."""
    grid, number = _kept(experiment), storage.sent(_cells_key(experiment), "cell")
    if grid is not None and isinstance(number, int) and 0 <= number < len(grid.cells):
        session.set_up(experiment, grid.settings_of(number), play=True)


def _cells_key(experiment: Experiment[Any]) -> str:
    return experiment.form.key("grid-cells")


def _results(experiment: Experiment[Any], is_updated: bool) -> None:
    """Draw the grid; `is_updated` is whether Streamlit calls this repeatedly."""
    grid = _kept(experiment)
    is_over = grid is None or grid.work.ask()
    if grid is not None:
        _progress(experiment, grid, is_over=is_over)
        if grid.work.error:
            st.error(escape_markdown(grid.work.error), icon=":material/block:")
        data = json.dumps(message(grid), allow_nan=False)
        opens = partial(_open, experiment)
        mount("sections/grid/grid", _cells_key(experiment), data, on_cell_change=opens)
        if grid.design.repeats.folds:
            st.caption(
                _(
                    "A click opens the cell's settings with all training examples: no fold is "
                    "held out on the page."
                )
            )
        _download(experiment, grid)
    if is_updated == is_over or session.page(experiment).widgets_behind:
        # The training has started or ended, or a cell was opened: the whole page must be run.
        st.rerun()


def _progress(experiment: Experiment[Any], grid: ExperimentGrid, *, is_over: bool) -> None:
    """Draw how far it is, and the buttons that stop it and let it go on."""
    form = experiment.form
    # Both are always there, so that a double click does not press the other button.
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Stop"),
            on_click=partial(_stop, experiment),
            icon=":material/stop:",
            key=form.key("grid-stop"),
            disabled=is_over,
        )
        st.button(
            _("Go on"),
            on_click=partial(_resume, experiment),
            icon=":material/resume:",
            key=form.key("grid-resume"),
            disabled=grid.work.state != "stopped",
        )
        st.progress(len(grid.outcomes) / len(grid.trials), text=progress_text(grid))


def progress_text(grid: ExperimentGrid) -> str:
    """Return how far a grid is, and about how long the rest takes."""
    state, n = grid.work.state, len(grid.trials)
    said = _(PROGRESS[state]).format(done=f"{len(grid.outcomes):,}", n=f"{n:,}")
    seconds = grid.seconds_left() if state in {"waiting", "running"} else None
    return said if seconds is None else f"{said}, {in_words(seconds)}"


def _download(experiment: Experiment[Any], grid: ExperimentGrid) -> None:
    """Draw the button that saves the results."""
    st.download_button(
        _("Results as CSV"),
        lambda: csv_text(grid.design, grid.cells, grid.trials, grid.outcomes),
        f"glassnet-{experiment.form.name}-grid.csv",
        "text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=experiment.form.key("grid-csv"),
    )
