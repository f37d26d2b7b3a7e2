"""What the wall is told of a learner's run, on every live page."""

import json
from typing import Any

import pytest

from app.classroom.classes import Class, Classes
from app.classroom.log import MemoryLog
from app.classroom.teachers_page import TeachersPage
from app.classroom.tiles import TILE_SECONDS, Tiler
from app.live.live import Live
from app.pages.table import EXPERIMENTS
from tests.asking import Patient
from tests.own_loop import run

PAGE = TeachersPage("moons", "Moons", "/moons")


class Wall(Classes):
    """Rooms that keep the tiles that were told, in their order."""

    def __init__(self) -> None:
        super().__init__(MemoryLog())
        self.told: list[dict[str, Any]] = []

    def tile(self, code: str, data: bytes) -> None:
        """Keep a tile."""
        self.told.append(json.loads(data))


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_live_page_has_a_tile(name: str) -> None:
    experiment = EXPERIMENTS[name]
    live = Live(experiment, experiment.settings())
    wall = Wall()
    tiler = Tiler(wall, "BCDFG", "a", PAGE, "Plateau: step 1 of 3")
    fresh = tiler.tile(live)  # before the browser has asked for anything
    assert (fresh["epoch"], fresh["status"], fresh["J"]) == (0, "paused", None)
    live.audience = tiler
    asking = Patient(live)
    asking.look()
    asking.ask("show", 2)
    last = wall.told[-1]
    assert last["epoch"] == 2
    assert last["J"] == asking.look().numbers[-1]["J"]
    assert last["address"].endswith("epoch=2")
    assert last["step"] == "Plateau: step 1 of 3"
    assert last["picture"]["colors"]
    json.dumps(last, allow_nan=False)


def test_one_who_plays_is_told_of_now_and_then_and_of_the_end_at_once() -> None:
    now = [100.0]
    live = Live(EXPERIMENTS["moons"], EXPERIMENTS["moons"].settings())
    wall = Wall()
    live.audience = Tiler(wall, "BCDFG", "a", PAGE, "", lambda: now[0])
    asking = Patient(live)
    asking.look()
    wall.told.clear()
    for _ in range(20):
        now[0] += TILE_SECONDS / 4
        asking.ask("more", live.shown_epoch, 1)
    assert 4 <= len(wall.told) <= 6
    assert {tile["status"] for tile in wall.told} == {"playing"}
    asking.ask("show", 3)
    assert (wall.told[-1]["epoch"], wall.told[-1]["status"]) == (3, "paused")


def test_of_who_has_gone_nothing_is_kept() -> None:
    async def main() -> None:
        here = Class("BCDFG")
        join = {"do": "join", "id": "a", "key": "", "name": "", "animal": 1}
        here.take("events", json.dumps(join).encode())
        here.take("wall", b'{"id": "a"}')
        here.take("wall", b'{"id": "b"}')
        assert set(here.tiles) == {"a"}
        here.take("events", b'{"do": "go", "id": "a"}')
        assert not here.tiles

    run(main())
