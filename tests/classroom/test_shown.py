"""What followers are sent of a teacher's page: who joined early and who joins late see the same."""

import asyncio
from struct import unpack_from
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.classroom.classes import Class, Classes
from app.classroom.log import MemoryLog
from app.classroom.publisher import Publisher
from app.classroom.shown import MAX_BYTES, Known, Shown
from app.classroom.teachers_page import TeachersPage
from app.live.live import Live
from app.pages.moons.experiment import MOONS
from app.run.wire import float64, message, read_message
from tests.asking import Patient, with_lanes
from tests.own_loop import run
from tests.story import story

PAGE = TeachersPage("moons", "Moons", "/moons", ("network", "plane", "cost"))
SMALL = story(m=40, hidden=(2,), epochs=400, speed=5)


class Follower:
    """Who asks for what the teacher shows, and keeps it as a browser does."""

    def __init__(self, here: Class) -> None:
        self.here, self.known = here, Known()
        self.header: dict[str, Any] = {}
        self.frames: dict[float, bytes] = {}
        self.scenes: list[Any] = []
        self.n_bytes = 0

    def ask(self) -> None:
        """Ask once, and take the answer in."""
        answer = self.here.shown.answer(self.known, {})
        self.n_bytes = len(answer)
        header, data = read_message(answer)
        if header.get("scene") != self.header.get("scene"):
            self.frames = {}
        if header["cut"] is not None:
            self.frames = {at: one for at, one in self.frames.items() if at < header["cut"]}
        if "scenes" in header:
            self.scenes = header["scenes"]
        n = header["n_frames"]
        size = len(data) // n if n else 0
        for i in range(n):
            frame = data[i * size : (i + 1) * size]
            self.frames[unpack_from("<d", frame)[0]] = frame
        self.header = header
        self.known = Known(
            header["source"], header["revision"], header.get("scene", ""),
            header.get("view", ""), header["branch"],
        )  # fmt: skip


async def room() -> tuple[Classes, Class]:
    """Return a class that was just opened."""
    classes = Classes(MemoryLog())
    classes.start()
    here, _ = await classes.open()
    return classes, here


async def told() -> None:
    """Let everybody hear what was said."""
    for _ in range(10):
        await asyncio.sleep(0)


def shown_to(classes: Classes, here: Class, live: Live, page: TeachersPage = PAGE) -> None:
    """Have the teacher's run followed."""
    audience = Publisher(classes, here.room.code, 0, page)
    live.audience = audience
    audience.show(live)


ACTIONS = st.one_of(
    st.tuples(st.just("play"), st.integers(1, 10)),
    st.tuples(st.just("rest"), st.integers(0, 60)),
    st.tuples(st.just("alpha"), st.sampled_from([0.1, 1.0, 3.0])),
    st.tuples(st.just("start"), st.integers(1, 3)),
    st.tuples(st.just("reset"), st.just(0)),
    st.tuples(st.just("compare"), st.just(0)),
    st.tuples(st.just("look"), st.just(0)),
)


def do(asking: Patient, action: tuple[str, Any]) -> None:
    """Do what a teacher does, and ask as the teacher's stage asks then."""
    live, (name, value) = asking.live, action
    if name == "play":
        asking.ask("more", live.shown_epoch, value)
    elif name == "rest":
        asking.ask("show", value)
    elif name == "reset":
        asking.ask("reset")
    elif name == "look":
        asking.look()
    else:
        now = live.settings
        other = with_lanes(now.alone, [{"alpha": 2.0}]) if name == "compare" else now.but(
            **{name: value}
        )  # fmt: skip
        live.use(other, with_history=name == "compare")
        asking.look()


@settings(max_examples=60, deadline=None)
@given(st.lists(ACTIONS, max_size=14), st.integers(0, 14))
def test_who_follows_from_the_first_and_who_comes_late_see_what_the_teacher_sees(
    actions: list[tuple[str, Any]], late: int
) -> None:
    async def main() -> None:
        classes, here = await room()
        live = Live(MOONS, SMALL)
        asking = Patient(live)
        asking.look()
        shown_to(classes, here, live)
        await told()
        early = Follower(here)
        followers = [early]
        for number, action in enumerate(actions):
            early.ask()
            if number == late:
                followers.append(Follower(here))
            do(asking, action)
            await told()
        asking.look()
        await told()
        followers.append(Follower(here))
        for one in followers:
            one.ask()
            assert one.header["playing"] == live.playing
            assert one.header["scene"] == live.sent.scene
            assert len(one.scenes) == len(live.lanes)
            assert one.scenes[0]["settings"] == live.describe()[0]["settings"]
            if not live.playing:
                assert one.frames[live.shown] == live.moment(live.shown)
            # Nothing that a fork has taken away is left.
            for epoch, frame in one.frames.items():
                assert frame == live.moment(int(epoch))
            assert not here.shown.is_news_to(one.known)

    run(main())


def test_a_run_that_plays_and_rests_is_told_so_once() -> None:
    async def main() -> None:
        classes, here = await room()
        live = Live(MOONS, SMALL)
        asking = Patient(live)
        asking.look()
        shown_to(classes, here, live)
        await told()
        one = Follower(here)
        one.ask()
        assert (one.header["page"], one.header["title"]) == ("moons", "Moons")
        assert one.header["address"].startswith("/moons?")
        plays, jumps = one.header["plays"], one.header["jumps"]
        for _ in range(3):
            asking.ask("more", live.shown_epoch, 5)
            await told()
            one.ask()
        assert (one.header["plays"], one.header["jumps"]) == (plays + 1, jumps)
        assert one.n_bytes < 3000  # five frames of some 200 bytes, and a head
        asking.ask("show", 10)
        await told()
        one.ask()
        assert (one.header["plays"], one.header["jumps"]) == (plays + 1, jumps + 1)
        assert one.header["shown"] == 10
        before = here.shown.serial
        asking.ask("show", 10)
        asking.look()
        await told()
        assert here.shown.serial == before  # nothing was new

    run(main())


def test_another_teachers_run_is_followed_by_nobody_until_they_lead() -> None:
    async def main() -> None:
        classes, here = await room()
        live = Live(MOONS, SMALL)
        audience = Publisher(classes, here.room.code, 1, PAGE)
        live.audience = audience
        asking = Patient(live)
        asking.look()
        asking.ask("show", 5)
        await told()
        assert here.shown.serial == 0
        await classes.post(here.room.code, {"do": "lead", "teacher": 1})
        await told()
        asking.ask("show", 10)
        await told()
        one = Follower(here)
        one.ask()
        assert one.header["shown"] == 10
        assert one.scenes

    run(main())


def test_a_page_without_a_stage_is_told_of_by_its_title() -> None:
    async def main() -> None:
        classes, here = await room()
        live = Live(MOONS, SMALL)
        shown_to(classes, here, live)
        await told()
        classes.tell_of(here.room.code, TeachersPage("glossary", "Glossary", "/glossary"))
        await told()
        one = Follower(here)
        one.ask()
        assert (one.header["page"], one.header["title"]) == ("glossary", "Glossary")
        assert not one.header["panels"]
        assert not one.frames

    run(main())


def test_frames_that_are_kept_are_bounded_and_begin_with_the_first() -> None:
    shown = Shown()
    frame_bytes = 4096
    for first in range(0, 2000, 10):
        epochs = range(first, first + 10)
        frames = [float64(epoch) + bytes(frame_bytes - 8) for epoch in epochs]
        head = {"page": "moons", "scene": "a", "cuts": [], "playing": True, "n_frames": 10}
        shown.take(message(head, frames))
        assert shown.n_bytes < MAX_BYTES + 10 * frame_bytes
    header, data = read_message(shown.answer(Known(), {}))
    epochs_sent = [unpack_from("<d", data, i * frame_bytes)[0] for i in range(header["n_frames"])]
    assert epochs_sent[0] == 0.0
    assert epochs_sent[-1] == 1999.0
    assert epochs_sent == sorted(epochs_sent)


@pytest.mark.parametrize("source", ["", "of a process that is no more"])
def test_who_was_told_by_another_process_is_sent_all(source: str) -> None:
    async def main() -> None:
        classes, here = await room()
        live = Live(MOONS, SMALL)
        shown_to(classes, here, live)
        await told()
        known = Known(source, 10**6, live.sent.scene, live.view, 0)
        header, _ = read_message(here.shown.answer(known, {}))
        assert here.shown.is_news_to(known)
        assert header["n_frames"] == 1
        assert header["scenes"]

    run(main())
