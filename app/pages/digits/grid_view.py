"""The section on lambda and iterations: a grid of networks trained in the background."""

import json
from dataclasses import dataclass

import streamlit as st

from app.jobs.background import Background
from app.pages.digits.experiment import DIGITS
from app.pages.digits.grid import Cell, Outcome, cells, picture, train
from app.pages.digits.settings import DigitsSettings
from app.ui import session, storage
from app.ui.component import mount
from app.ui.escape import escape_markdown
from app.ui.language import in_language
from core.language import N_, _

FORM = DIGITS.form
KEY, BUTTONS = FORM.key("grid"), FORM.key("grid-cells")
#: Seconds between two updates of the progress.
UPDATE_SECONDS = 0.7
#: State of the work -> text of the progress bar.
PROGRESS = {
    "waiting": N_("Another grid is on its way here; this one begins when that has ended"),
    "running": N_("{n} of {of} networks trained"),
    "done": N_("All {n} of {of} networks trained"),
    "stopped": N_("Stopped; {n} of {of} networks trained"),
}
WORDS = N_(
    "Programming exercise 4 of Coursera's Machine Learning ends with an invitation: change λ and "
    "the number of iterations, and see what the network makes of digits it has never seen. Here "
    "is that whole experiment. The large number is the accuracy in per cent on **held-out** "
    "digits, the small one on those it was **trained** with. With little λ and many iterations "
    "it overfits: training reaches 100 % and the rest stays behind. With too much λ it cannot "
    "even learn what it is shown. **Click a cell** to open its network."
)


@dataclass(frozen=True)
class Grid:
    """A grid that is being trained: its cells, and the background work."""

    cells: list[Cell]
    work: Background[Outcome]


def grid_section() -> None:
    """Draw the grid and its buttons."""
    with st.expander(_("Lambda and iterations: a grid of networks"), icon=":material/grid_on:"):
        st.markdown(_(WORDS))
        grid = storage.kept(KEY)
        running = isinstance(grid, Grid) and not grid.work.ask()
        st.fragment(in_language(_grid), run_every=UPDATE_SECONDS if running else None)(running)


def _begin() -> None:
    """Start to train the grid for the settings of the run."""
    live = session.live(DIGITS)
    assert live is not None  # there is a stage above
    assert isinstance(live.settings, DigitsSettings)
    grid = cells(live.settings)
    storage.keep(KEY, Grid(grid, Background(train, grid, live.lab.task)))


def _stop() -> None:
    """Stop the training of the grid."""
    grid = storage.kept(KEY)
    if isinstance(grid, Grid):
        grid.work.stop()


def _open() -> None:
    """Open the network of the cell that was clicked."""
    grid, number = storage.kept(KEY), storage.sent(BUTTONS, "cell")
    if isinstance(grid, Grid) and isinstance(number, int) and 0 <= number < len(grid.cells):
        session.set_up(DIGITS, grid.cells[number].settings, play=True)


def _grid(is_updated: bool) -> None:
    """Draw the grid; `is_updated` is whether Streamlit calls this repeatedly."""
    grid = storage.kept(KEY)
    is_done = not isinstance(grid, Grid) or grid.work.ask()
    # Both are always there, so that a double click does not press the other button.
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Train the grid"),
            on_click=_begin,
            icon=":material/play_arrow:",
            key=FORM.key("grid-begin"),
            disabled=not is_done,
        )
        st.button(
            _("Stop"),
            on_click=_stop,
            icon=":material/stop:",
            key=FORM.key("grid-stop"),
            disabled=is_done,
        )
        if isinstance(grid, Grid):
            _progress(grid.work)
    if isinstance(grid, Grid):
        if grid.work.error:
            st.error(escape_markdown(grid.work.error), icon=":material/block:")
        data = json.dumps(picture(grid.cells, grid.work.results))
        mount("pages/digits/grid", BUTTONS, data, on_cell_change=_open)
    if is_updated == is_done or session.page(DIGITS).widgets_behind:
        # The training has started or ended, or a cell was opened: the whole page must be run.
        st.rerun()


def _progress(work: Background[Outcome]) -> None:
    """Draw the progress bar."""
    done = len(work.results)
    st.progress(done / work.n, text=_(PROGRESS[work.state]).format(n=done, of=work.n))
