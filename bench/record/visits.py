"""The visits themselves, and all parts of a recording."""

import json
from collections.abc import Iterator
from typing import Any

from app.by_hand.tabs import TABS
from app.live.live import Live
from app.pages.gradient_check.cases import CASES
from app.playback.playback import Playback
from app.sections.loss_surface.loss_surface import PLANES
from bench.record.pages import (
    address_of,
    advance,
    change,
    check_of,
    go_to,
    grid_of,
    is_first_order,
    lab_of,
    loss_surface_of,
    new_live,
    playback_of,
    readings_at,
    scene_numbers,
    sheet_of,
    status_of,
    step_at,
    stories,
    studies_of,
)
from bench.record.scenarios import (
    ADDRESSES,
    BY_HAND,
    DIGITS_WISH,
    HAND_EPOCH,
    LOOKS,
    NIGHTS,
    SCENARIOS,
    SHEETS,
    Address,
    Scenario,
)
from bench.record.values import FLEETING, NAME, Recorded, _hash, by_key, digest, exact, spoken
from tests.asking import Asking


def tell(asking: Asking, name: str, epoch: int, **more: Any) -> tuple[Recorded, bytes]:
    """Send a command as a browser does; return the header and the frames of the answer.

    A browser that learns of another run from the answer asks again. The header holds what is said
    of the only lane among the rest, and the run's description as "scene" where it is sent.
    """
    meant = asking.known["scene"]
    said = asking.ask(name, epoch, n=1, shown=epoch, **more)
    scenes = said.header.get("scenes", [])
    if said.header["scene"] != meant and name != "reset":
        said = asking.ask(name, epoch, n=1, shown=epoch, **more)
        scenes = said.header.get("scenes", scenes)
    header = {**said.header, **said.header["lanes"][0]}
    for key in ("lanes", "scenes", *FLEETING):
        header.pop(key, None)
    if scenes:
        (header["scene"],) = scenes
    return header, b"".join(said.first)


class Visit:
    """A visit to a live page, recorded step by step."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.asking = Asking(new_live(scenario.page, scenario.address))
        self.moments: list[Recorded] = []

    @property
    def live(self) -> Live:
        """Return the run that is visited now."""
        return self.asking.live

    def record(self) -> Recorded:
        """Play, change, scrub, fork, reload, reset and come back; return all recorded states."""
        scenario, changes = self.scenario, dict(self.scenario.changes)
        for epoch in scenario.epochs:
            self.play("play", epoch)
            if epoch in changes:
                change(self.live, changes[epoch])
                self.look("change", epoch)
        third, further = scenario.last // 3, scenario.last // 3 + scenario.last // 5
        for epoch in (scenario.last // 2, scenario.last // 5 + 1, 1, third):
            self.look("scrub", epoch)
        if scenario.fork:
            tell(self.asking, "show", third, set=scenario.fork)  # as the stage changes settings
            assert scenario.fork.items() <= address_of(self.live).items()
            self.look("fork", third)
            for epoch in (third + 1, third + 2, further):
                self.play("forked", epoch)
        address = address_of(self.live)
        self.asking = Asking(new_live(scenario.page, address))
        for epoch in (0, third, third + 1, further):
            self.play("reloaded", epoch)
        tell(self.asking, "reset", 0)
        for epoch in (0, 1, 10):
            self.play("reset", epoch)
        go_to(self.live, scenario.page, address)
        self.play("went back to", further)
        return {"address": address, "moments": self.moments}

    def play(self, what: str, epoch: int) -> None:
        """Play to an epoch, pause there and record it.

        What is trained is trained before the browser asks: its answers are bound by the clock.
        """
        advance(lab_of(self.live), epoch)
        speed = int(address_of(self.live)["speed"])
        frames = b""
        if epoch >= speed:
            _, frames = tell(self.asking, "more", epoch - speed)
        self.look(what, epoch, frames)

    def look(self, what: str, epoch: int, played: bytes = b"") -> None:
        """Show an epoch and record it."""
        header, frames = tell(self.asking, "show", epoch)
        lab, shown = lab_of(self.live), int(header["shown"])
        step, (status, message) = step_at(lab, shown), status_of(lab)
        numbers = scene_numbers(self.scenario.page, lab, shown)
        self.moments.append(
            {
                "what": f"{what} {epoch}",
                "epoch": shown,
                "first_order": is_first_order(lab, shown),
                "theta": digest(step.theta),
                "J": exact(step.J),
                "dJ_dtheta": digest(step.dJ_dtheta),
                "n_evals": exact(step.n_evals),
                "n_gradients": exact(step.n_gradients),
                "readings": {k: exact(v) for k, v in readings_at(lab, shown).items()},
                "scene": {name: exact(number) for name, number in numbers.items()},
                "frames": {"packed": _hash(frames), "played": _hash(played)},
                "header": by_key(header, "aside", "scene"),
                "status": spoken(status),
                "message": spoken(message),
            }
        )


def panels(page: str, address: Address) -> Recorded:
    """Return what backpropagation by hand says of a run in each of its tabs."""
    asking = Asking(new_live(page, address))
    advance(lab_of(asking.live), HAND_EPOCH)
    found = {}
    for tab in TABS:
        for number, look in enumerate(LOOKS, 1):
            wish = {"by_hand": {"number": number, "tab": tab, **look}}
            header, _ = tell(asking, "show", HAND_EPOCH, wish=wish)
            found[f"{tab} {number}"] = by_key(header["aside"]["by_hand"])
    if page == "digits":
        header, frames = tell(asking, "show", HAND_EPOCH, wish={"digits": DIGITS_WISH})
        found["digits"] = by_key(header["aside"]["digits"]) | {"packed": _hash(frames)}
    return found


def sheets(page: str, address: Address) -> Recorded:
    """Return a worksheet of a run and its answer key."""
    live = new_live(page, address)
    numbers, sheet, key = sheet_of(page, lab_of(live))
    return {"numbers": by_key(numbers), "sheet": spoken(sheet), "key": spoken(key)}


def pictures(walk: Playback) -> Recorded:
    """Return a playback: its traces to the bit, and its message to the browser."""
    message = json.loads(walk.message())
    del message[NAME]
    traces = [
        digest(part.ravel())
        for one in walk.moving
        for part in (one.x, one.y, one.z)
        if part is not None
    ]
    return {"traces": traces, "message": by_key(message)}


def grounds() -> Iterator[tuple[str, Recorded]]:
    """Return the cost surfaces around the weights of the moons page, in each plane."""
    lab = lab_of(new_live("moons", {}))
    epoch = advance(lab, 300)
    for plane in PLANES:
        yield f"ground: {plane}", pictures(loss_surface_of(lab, epoch, str(plane)))


def checks() -> Iterator[tuple[str, Recorded]]:
    """Return the gradient checks of every network, without a penalty and with one."""
    lab = lab_of(new_live("moons", {"penalty": "l2", "lambda_": "0.1"}))
    epoch = advance(lab, 50)
    for case in CASES:
        for lambda_ in (0.0, 1.0):
            found = check_of(case, lambda_, lab, epoch)
            yield f"check: {case}, {lambda_:g}", by_key(found)


def parts() -> Iterator[tuple[str, Recorded]]:
    """Return every part of the recording by its name."""
    for name, scenario in SCENARIOS.items():
        yield name, Visit(scenario).record()
    for name, (page, address) in BY_HAND.items():
        yield f"by hand, {name}", panels(page, address)
    for name, (page, address) in SHEETS.items():
        yield f"worksheet: {name}", sheets(page, address)
    for title, changes in stories().items():
        yield f"story: {title}", pictures(playback_of("downhill", {}, changes))
    for name, (page, address) in ADDRESSES.items():
        yield name, pictures(playback_of(page, address, {}))
    yield from grounds()
    yield from checks()
    for name, address in NIGHTS.items():
        yield f"nights: {name}", by_key(studies_of(address))
    yield "grid", spoken(grid_of({"examples": "300"}))
