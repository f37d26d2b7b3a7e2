"""What each learner's network is doing, small: told by their own stage, drawn on the wall."""

import json
from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from app.classroom.classes import Classes
from app.classroom.teachers_page import TeachersPage
from app.live.live import Live
from app.run.wire import finite
from core.engine.patience import UnfinishedError

#: Seconds from one picture of a learner's run to the next while it plays.
TILE_SECONDS = 0.4
#: Numbers of a tile, where its run has them.
NUMBERS = ("J", "train_accuracy", "test_accuracy")


class Tiler:
    """Tells a class what a learner's run is doing, as their stage hears it.

    Parameters
    ----------
    classes : Classes
    code : str
        Of the room.
    member : str
        The learner's id.
    page : TeachersPage
        The page that they are on.
    step : str
        Of the lesson that they are in, in words; empty without one.
    clock : callable
        Seconds that have passed.
    """

    def __init__(
        self,
        classes: Classes,
        code: str,
        member: str,
        page: TeachersPage,
        step: str,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.classes, self.code, self.member, self.page = classes, code, member, page
        self.step, self._clock = step, clock
        self._told = -TILE_SECONDS
        self._stuck = ""

    def __call__(self, live: Live, frames: list[bytes], aside: Mapping[str, Any]) -> None:
        """Tell of an answer, not too often while the run plays; its lock is held."""
        if "advice" in aside:
            self._stuck = str(aside["advice"]["line"])
        now = self._clock()
        if live.playing and now < self._told + TILE_SECONDS:
            return
        self._told = now
        self.classes.tile(self.code, json.dumps(self.tile(live)).encode())

    def tile(self, live: Live) -> dict[str, Any]:
        """Return the tile of a run as it is now."""
        front = live.lanes[0]
        epoch = front.epoch_at(live.shown_epoch if live.playing else live.shown)
        numbers = front.sent_numbers.at(epoch)
        try:
            picture = live.scene.small_picture(front.lab.step(epoch).theta)
        except UnfinishedError:
            picture = {}
        address = live.settings.to_address() | ({"epoch": str(epoch)} if epoch else {})
        status = front.lab.run.status if front.lab.ended else ""
        return {
            "id": self.member,
            "page": self.page.title,
            "step": self.step,
            "status": "playing" if live.playing else status or "paused",
            "epoch": epoch,
            **{name: finite(numbers[name]) if name in numbers else None for name in NUMBERS},
            "stuck": self._stuck,
            "address": f"{self.page.path}?{urlencode(address)}",
            "picture": picture,
        }
