"""The section Luck: many networks that differ in their seeds, trained in the background."""

import json
from functools import partial
from math import floor, log10
from time import sleep
from typing import Any

import numpy as np
import streamlit as st

from app.live.experiment import Experiment
from app.sections.luck.draws import FACTORS, LEAST, MOST, draws_of, factors_of
from app.sections.luck.luck import Luck
from app.sections.luck.summary import (
    MEASURES,
    best_median_worst,
    final_costs,
    measures_of,
    message,
    parts_of_variance,
    solved,
    solved_in_words,
    variance_in_words,
)
from app.settings.settings import in_words
from app.ui import session, storage
from app.ui.component import mount
from app.ui.escape import escape_markdown
from app.ui.language import in_language
from core.language import N_, _

#: Seconds between two updates of the pictures, and that a first one waits for the first lines.
UPDATE_SECONDS, FIRST_SECONDS = 0.4, 0.25
#: Seconds in which a browser draws these, before all of the page is run anew.
DRAWN_SECONDS = 0.15
DEFAULT, STEP = 32, 8
#: Of accuracy, in per cent.
TARGET = 95.0
#: State of the training -> what is said of it.
PROGRESS = {
    "running": N_("{done} of {n} networks trained"),
    "paused": N_("{done} of {n} networks trained; the others go on"),
    "done": N_("All {n} networks trained"),
    "stopped": N_("Stopped; {done} of {n} networks trained"),
    "failed": N_("{done} of {n} networks trained"),
}
WORDS = N_(
    "One run says little: another seed draws other initial weights, and the result is another. "
    "Here are many networks with the settings of this page, which differ in nothing but their "
    "seeds. Every thin line is one of them; the band holds the middle half. **Click a picture** to "
    "open its network above."
)


def luck_section(experiment: Experiment[Any]) -> None:
    """Draw the section: its controls, and what there is of the networks."""
    with st.expander(_("Luck: the same network, other seeds"), icon=":material/casino:"):
        st.markdown(_(WORDS))
        luck = storage.kept(_key(experiment))
        running = isinstance(luck, Luck) and not luck.ask()
        every = UPDATE_SECONDS if running else None
        st.fragment(in_language(_luck), run_every=every)(experiment, running)


def _key(experiment: Experiment[Any], part: str = "") -> str:
    return experiment.form.key(f"luck{part}")


def _begin(experiment: Experiment[Any]) -> None:
    """Train networks with the page's settings; what was trained before goes."""
    settings = session.page(experiment).settings.alone.but(epoch=0)
    n: Any = storage.kept(_key(experiment, "-n"))
    factor = storage.kept(_key(experiment, "-factor")) or "weights"
    before = storage.kept(_key(experiment))
    if isinstance(before, Luck):
        before.stop()
    storage.keep(_key(experiment), None)  # its memory is given back before more is asked for
    del before
    try:
        draws = draws_of(experiment.form, settings, str(factor), n)
        luck: Luck | str = Luck(experiment, draws, session.visitor().key)
    except ValueError as error:
        luck = in_words(error, experiment.form.fields.values())
    storage.keep(_key(experiment), luck)


def _stop(experiment: Experiment[Any]) -> None:
    """Train no more networks."""
    luck = storage.kept(_key(experiment))
    if isinstance(luck, Luck):
        luck.stop()


def _open(experiment: Experiment[Any]) -> None:
    """Open the network that was clicked as the page's own."""
    luck, number = storage.kept(_key(experiment)), storage.sent(_key(experiment, "-shown"), "open")
    if isinstance(luck, Luck) and type(number) is int and 0 <= number < len(luck.draws):
        session.set_up(experiment, luck.draws.settings[number], play=True)


def _compare(experiment: Experiment[Any]) -> None:
    """Open the best, the median and the worst network as lanes."""
    luck = storage.kept(_key(experiment))
    if isinstance(luck, Luck) and luck.known:
        numbers = dict.fromkeys(best_median_worst(luck))  # of two networks, the best is the median
        lanes = [luck.draws.settings[number] for number in numbers]
        session.set_up(experiment, lanes[0].compared(lanes, 0), play=True)


def _luck(experiment: Experiment[Any], is_updated: bool) -> None:
    """Draw all of it; `is_updated` is whether Streamlit calls this repeatedly."""
    luck = storage.kept(_key(experiment))
    is_done = not isinstance(luck, Luck) or luck.ask()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _controls(experiment, is_done)
    if isinstance(luck, str):
        st.error(escape_markdown(luck) + ".", icon=":material/block:")
    if isinstance(luck, Luck):
        if not is_updated:
            luck.wait_for_news(FIRST_SECONDS)
        _results(experiment, luck)
    if is_updated == is_done or session.page(experiment).widgets_behind:
        # The training has begun or ended, or a network was opened: the whole page must be run.
        if not is_done:
            sleep(DRAWN_SECONDS)
        st.rerun()


def _controls(experiment: Experiment[Any], is_done: bool) -> None:
    """Draw what is asked, and the buttons."""
    factors = factors_of(experiment.form)
    st.number_input(
        _("Networks"),
        value=DEFAULT,
        step=STEP,
        key=_key(experiment, "-n"),
        width=150,
        help=_("How many are trained, {least} to {most}.").format(least=LEAST, most=MOST),
    )
    if len(factors) > 1:
        st.segmented_control(
            _("What their seeds draw"),
            list(factors),
            default="weights",
            format_func=lambda name: FACTORS[name].label,
            key=_key(experiment, "-factor"),
            required=True,
            help=_(
                "The initial weights (the same seed draws the mini-batches), the data, or both: "
                "then each of some seeds of the one meets each of some seeds of the other, and the "
                "variance can be split."
            ),
        )
    st.button(
        _("Train them"),
        on_click=partial(_begin, experiment),
        icon=":material/casino:",
        key=_key(experiment, "-begin"),
        disabled=not is_done,
    )
    st.button(
        _("Stop"),
        on_click=partial(_stop, experiment),
        icon=":material/stop:",
        key=_key(experiment, "-stop"),
        disabled=is_done,
    )


def _results(experiment: Experiment[Any], luck: Luck) -> None:
    """Draw the progress, the curves and pictures, and what they say."""
    done, n = len(luck.known), len(luck.draws)
    st.progress(done / n, text=_(PROGRESS[luck.state]).format(done=done, n=n))
    if luck.error:
        st.error(escape_markdown(luck.error), icon=":material/block:")
    if done:
        _say_solved(experiment, luck)
    mount(
        "sections/luck/luck",
        _key(experiment, "-shown"),
        json.dumps(message(luck)),
        on_open_change=partial(_open, experiment),
    )
    if done > 1:
        st.markdown(variance_in_words(luck, parts_of_variance(luck)))
        st.button(
            _("Compare the best, the median and the worst"),
            on_click=partial(_compare, experiment),
            icon=":material/compare_arrows:",
            key=_key(experiment, "-compare"),
        )


def _say_solved(experiment: Experiment[Any], luck: Luck) -> None:
    """Draw what counts as solved, and how many have."""
    measures = measures_of(luck)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = next(iter(measures))
        if len(measures) > 1:
            measure = st.segmented_control(
                _("Solved is"),
                list(measures),
                default=measure,
                format_func=lambda name: MEASURES[name].label,
                key=_key(experiment, "-measure"),
                required=True,
            )
        if MEASURES[measure].is_accuracy:
            percent = st.number_input(
                _("Accuracy in per cent"), 0.0, 100.0, TARGET, 1.0, "%.1f",
                key=_key(experiment, "-accuracy"), width=180,
            )  # fmt: skip
            target = percent / 100
        else:
            target = st.number_input(
                _("Cost J"), 0.0, None, _usual_cost(luck), format="%.4g",
                key=_key(experiment, "-cost"), width=180,
            )  # fmt: skip
        st.markdown(solved_in_words(solved(luck, measure, target)))


def _usual_cost(luck: Luck) -> float:
    """Return twice the cost of the best network, in one digit: a target to begin with."""
    costs = final_costs(luck)
    best = float(np.nanmin(np.where(np.isfinite(costs), costs, np.nan), initial=np.inf))
    if not 0.0 < best < np.inf:
        return 0.1
    power = 10.0 ** floor(log10(2 * best))
    return round(2 * best / power) * power
