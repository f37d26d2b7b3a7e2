"""The tabs of the panel, each one record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.by_hand.broken import broken_json
from app.by_hand.chain import chain_json
from app.by_hand.check import check_json
from app.by_hand.contributions import contributions_json
from app.by_hand.doctor import doctor_json
from app.by_hand.epoch_state import EpochState
from app.by_hand.selection import Selection
from app.by_hand.stages import stages_json
from core.language import N_, translated


@translated("title")
@dataclass(frozen=True)
class Tab:
    """One tab.

    Attributes
    ----------
    name : str
        Key in ``TABS``.
    title : str
        Its label in the panel.
    content : callable
        ``content(state, selection)`` -> what it shows, for JSON; everything that is selected
        exists.
    weights_only : bool
        Whether it shows one weight, and never a unit.
    """

    name: str
    title: str
    content: Callable[[EpochState, Selection], dict[str, Any]]
    weights_only: bool = False


TABS: dict[str, Tab] = {
    record.name: record
    for record in (
        Tab("chain", N_("Chain rule"), chain_json),
        Tab("steps", N_("Step through"), stages_json),
        Tab("contributions", N_("Gradient per example"), contributions_json, weights_only=True),
        Tab("check", N_("Check"), check_json, weights_only=True),
        Tab("broken", N_("Break it"), broken_json, weights_only=True),
        Tab("doctor", N_("Unit doctor"), doctor_json),
    )
}
