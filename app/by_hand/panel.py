"""All that the panel shows, as JSON can say it."""

from collections.abc import Callable
from typing import Any

from app.by_hand import chain
from app.by_hand.broken import broken
from app.by_hand.check import check
from app.by_hand.doctor import doctor
from app.by_hand.epoch_state import Moment
from app.by_hand.lines import Formulas, number, picture
from app.by_hand.notation import mathml
from app.by_hand.selection import Look
from app.by_hand.stages import stages
from app.by_hand.votes import votes
from app.run.lab import Lab
from core.engine.network import Network
from core.explain.factors import place_of

#: Tabs that speak of one weight, never of a unit.
ABOUT_WEIGHTS = ("votes", "check", "broken")


def panel(lab: Lab, epoch: int, look: Look) -> dict[str, Any] | None:
    """Return what is looked at, at an epoch; None while nothing is.

    What is not there, as after a change of the network, is replaced by the nearest that is.
    """
    if not look.tab:
        return None
    moment = Moment(lab, epoch)
    network, names = lab.network, moment.notation
    index = min(max(look.index, 0), network.n_parameters - 1)
    place = place_of(network, index)
    unit = _unit(look, network.sizes)
    if unit and look.tab in ABOUT_WEIGHTS:
        # Of a unit, the first weight that leads into it.
        index, unit = _first_into(network, *unit), None
        place = place_of(network, index)
    example = None if look.example is None else min(max(look.example, 0), lab.m - 1)
    where = place.layer, place.i, place.j
    name = names.W(*where)
    said: dict[str, Any] = {
        "number": look.number,
        "epoch": epoch,
        "tab": look.tab,
        "index": index,
        "layer": place.layer,
        "i": place.i,
        "j": place.j,
        "unit": unit,
        "example": example,
        "m": lab.m,
        "sizes": network.sizes,
        "biases": network.biases,
        "name": mathml(names.z(*unit) if unit else name),
        "words": names.unit_words(*unit).capitalize() if unit else _words(moment, index),
        "w": number(float(moment.theta[index])),
        "dJ_dw": number(float(moment.gradient_taken[index])),
        "wrong": chain.dJ_dw_is_wrong(moment, index),
    }
    return said | PARTS[look.tab](moment, index, unit, example, look)


def _unit(look: Look, sizes: tuple[int, ...]) -> tuple[int, int] | None:
    if look.unit is None:
        return None
    layer, j = look.unit
    there = 1 <= layer < len(sizes) and 0 <= j < sizes[layer]
    return look.unit if there else None


def _first_into(network: Network, layer: int, j: int) -> int:
    """Return the place in theta of the first weight that leads into a unit."""
    return next(one.start for one in network.blocks if one.layer == layer) + j


def _words(moment: Moment, index: int) -> str:
    """Return where a parameter leads from and to."""
    names, place = moment.notation, place_of(moment.lab.network, index)
    to = names.unit_words(place.layer, place.j)
    if place.i is None:
        return f"the bias of {to}"
    return f"from {names.unit_words(place.layer - 1, place.i)} to {to}"


Part = Callable[[Moment, int, tuple[int, int] | None, int | None, Look], dict[str, Any]]


def _chain(
    moment: Moment, index: int, unit: tuple[int, int] | None, example: int | None, look: Look
) -> dict[str, Any]:
    formulas = Formulas()
    lines = (
        chain.of_unit(moment, *unit, example) if unit else chain.of_weight(moment, index, example)
    )
    full = [] if unit or example is None else chain.in_full(moment, index, example)
    return {
        "lines": picture(lines, formulas),
        "full": picture(full, formulas),
        "formulas": formulas.texts,
    }


def _stages(
    moment: Moment, index: int, unit: tuple[int, int] | None, example: int | None, look: Look
) -> dict[str, Any]:
    return {"stages": stages(moment, example or 0)}


def _votes(
    moment: Moment, index: int, unit: tuple[int, int] | None, example: int | None, look: Look
) -> dict[str, Any]:
    return {"votes": votes(moment, index)}


def _check(
    moment: Moment, index: int, unit: tuple[int, int] | None, example: int | None, look: Look
) -> dict[str, Any]:
    return {"check": check(moment, index, look.epsilon)}


def _broken(
    moment: Moment, index: int, unit: tuple[int, int] | None, example: int | None, look: Look
) -> dict[str, Any]:
    return {
        "broken": broken(moment, look.answer),
        "check": check(moment, index, look.epsilon),
    }


def _doctor(
    moment: Moment, index: int, unit: tuple[int, int] | None, example: int | None, look: Look
) -> dict[str, Any]:
    return {"doctor": doctor(moment)}


#: What each tab adds.
PARTS: dict[str, Part] = {
    "chain": _chain,
    "steps": _stages,
    "votes": _votes,
    "check": _check,
    "broken": _broken,
    "doctor": _doctor,
}
