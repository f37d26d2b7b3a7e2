"""Everything that the panel shows at one epoch, for JSON."""

from typing import Any

from app.by_hand.chain import dJ_dw_is_wrong
from app.by_hand.epoch_state import EpochState
from app.by_hand.notation import mathml
from app.by_hand.selection import Selection, existing
from app.by_hand.tabs import TABS
from app.run.lab import Lab
from app.run.wire import finite
from core.explain.factors import place_of


def panel(lab: Lab, epoch: int, selection: Selection) -> dict[str, Any] | None:
    """Return what the panel shows; None while it is closed.

    Parameters
    ----------
    lab : Lab
        It has reached the epoch.
    epoch : int
    selection : Selection
        What does not exist, as after a change of the network, is replaced by the nearest that
        does.
    """
    tab = TABS.get(selection.tab)
    if tab is None:
        return None
    state, network = EpochState(lab, epoch), lab.network
    selected = existing(selection, network, lab.m, weights_only=tab.weights_only)
    names, index, unit = state.notation, selected.index, selected.unit
    place = place_of(network, index)
    words = names.unit_words(*unit) if unit else names.parameter_words(*place)
    return {
        "number": selected.number,
        "epoch": epoch,
        "tab": tab.name,
        "index": index,
        "layer": place.layer,
        "i": place.i,
        "j": place.j,
        "unit": unit,
        "example": selected.example,
        "m": lab.m,
        "sizes": network.sizes,
        "biases": network.biases,
        "name": mathml(names.z(*unit) if unit else names.W(*place)),
        "words": words.capitalize() if unit else words,
        "w": finite(state.theta[index]),
        "dJ_dw": finite(state.gradient_taken[index]),
        "wrong": dJ_dw_is_wrong(state, index),
        **tab.content(state, selected),
    }
