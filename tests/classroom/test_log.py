"""Laws of a log, for that in memory and for a real store; and what two processes know by one."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from time import time

import pytest

from app.classroom.classes import MAX_EVENTS, STORE, Class, Classes, FullError, log_of
from app.classroom.codes import hash_of
from app.classroom.log import Log, LogError, MemoryLog
from app.classroom.redis_log import RedisLog
from app.classroom.shown import Known
from app.classroom.teachers_page import TeachersPage
from app.run.wire import read_message
from tests.classroom.store import Store, store_in
from tests.own_loop import run
from tests.serving import PATIENCE

PAGE = TeachersPage("glossary", "Glossary", "/glossary")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with store_in(tmp_path_factory.mktemp("store")) as one:
        yield one


@pytest.fixture(params=["memory", "store"])
def made(request: pytest.FixtureRequest, store: Store) -> Callable[[], Log]:
    """Return what makes a log, within the loop that it is used in."""
    return MemoryLog if request.param == "memory" else lambda: RedisLog(store.url)


def shows(here: Class, page: str) -> bool:
    """Return whether a page is what the teacher shows."""
    return here.shown.page == page


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.005)


def test_what_is_added_is_read_once_and_in_order(made: Callable[[], Log]) -> None:
    async def main() -> None:
        log = made()
        assert await log.create("BBBBB")
        assert not await log.create("BBBBB")
        assert await log.exists("BBBBB")
        for n in range(5):
            await log.append("BBBBB", "events", b"%d" % n)
        await log.append("BBBBB", "wall", b"elsewhere")
        first = await log.read("BBBBB", "events", "", 1.0)
        assert [data for _, data in first] == [b"0", b"1", b"2", b"3", b"4"]
        waiting = asyncio.create_task(log.read("BBBBB", "events", first[-1].place, PATIENCE))
        await asyncio.sleep(0.01)
        await log.append("BBBBB", "events", b"later")
        assert [data for _, data in await waiting] == [b"later"]
        assert await log.read("BBBBB", "stage", "", 0.05) == []
        await log.close()

    run(main())


def test_who_begins_to_read_begins_with_what_is_whole(made: Callable[[], Log]) -> None:
    async def main() -> None:
        log = made()
        await log.create("CCCCC")
        for n in range(6):
            await log.append("CCCCC", "stage", b"%d" % n, whole=n == 3)
        read = [data for _, data in await log.read("CCCCC", "stage", "", 1.0)]
        assert read[-3:] == [b"3", b"4", b"5"]
        await log.close()

    run(main())


def test_of_a_room_that_is_none_nothing_is_kept(made: Callable[[], Log]) -> None:
    async def main() -> None:
        log = made()
        assert not await log.exists("DDDDD")
        await log.append("DDDDD", "events", b"nobody")
        assert await log.read("DDDDD", "events", "", 0.05) == []
        await log.close()

    run(main())


def shared(store: Store, main: Callable[[Classes, Classes], Awaitable[None]]) -> None:
    """Run something with two processes' rooms, which share a store."""

    async def all_() -> None:
        two = [Classes(RedisLog(store.url)) for _ in range(2)]
        for one in two:
            one.start()
        try:
            await main(*two)
        finally:
            for one in two:
                await one.stop()

    run(all_())


def test_two_processes_know_the_same_room(store: Store) -> None:
    async def main(one: Classes, other: Classes) -> None:
        here, key = await one.open()
        there = await other.find(key.code)
        assert there is not None
        assert key.teacher_in(there.room) == 0
        learner = await other.join(there, "Ada")
        await until(lambda: learner.id in here.room.members)
        await one.post(key.code, {"do": "ask", "text": "?", "choices": ["a", "b"]})
        await until(lambda: len(there.room.questions) == 1)
        answer = {"do": "answer", "id": learner.id, "question": 0, "choice": 1}
        await other.post(key.code, answer)
        await until(lambda: here.room.questions[0].answers == {learner.id: 1})
        one.tell_of(key.code, PAGE)
        await until(lambda: there.shown.page == "glossary")
        header, _ = read_message(there.shown.answer(Known(), {}))
        assert header["title"] == "Glossary"
        other.tile(key.code, b'{"id": "%s", "epoch": 3}' % learner.id.encode())
        await until(lambda: learner.id in here.tiles)
        # A third process, which begins later, knows it too.
        third = Classes(RedisLog(store.url))
        late = await third.find(key.code)
        assert late is not None
        await until(lambda: late.room.members.keys() == here.room.members.keys())
        await until(lambda: late.shown.page == "glossary")
        await other.close(key.code)
        await until(lambda: here.room.is_over and not len(one) and not len(other))
        await until(lambda: not len(third))
        assert await third.find(key.code) is None
        await third.stop()

    shared(store, main)


def test_a_store_that_is_killed_and_started_empty_is_filled_again(tmp_path: Path) -> None:
    with store_in(tmp_path) as store:

        async def main(one: Classes, other: Classes) -> None:
            here, key = await one.open()
            there = await other.find(key.code)
            assert there is not None
            learner = await other.join(there, "Ada")
            await one.post(key.code, {"do": "ask", "text": "?", "choices": ["a", "b"]})
            await until(lambda: len(there.room.questions) == 1)
            store.kill()
            await until(lambda: here.is_away and there.is_away)
            answer = {"do": "answer", "id": learner.id, "question": 0, "choice": 1}
            with pytest.raises(LogError):
                await other.post(key.code, answer)  # and the page says it again
            assert key.teacher_in(here.room) == 0  # what is known stays known meanwhile
            store.start()
            await until(lambda: not here.is_away and not there.is_away)
            await other.post(key.code, answer)
            await until(lambda: here.room.questions[0].answers == {learner.id: 1})
            calls = here.room.calls
            await one.post(key.code, {"do": "call"})
            await until(lambda: there.room.calls == calls + 1 == here.room.calls)
            third = Classes(RedisLog(store.url))
            late = await third.find(key.code)
            assert late is not None
            await until(lambda: late.room.members.keys() == here.room.members.keys())
            await until(lambda: bool(late.room.questions))
            await until(lambda: late.room.questions[0].answers == {learner.id: 1})
            await third.stop()

        shared(store, main)


def test_an_event_that_is_read_twice_counts_once() -> None:
    async def main() -> None:
        classes = Classes(MemoryLog())
        here, key = await classes.open()
        event = b'{"do": "call", "name_of_event": "a"}'
        for _ in range(3):
            await classes.log.append(key.code, "events", event)
        await until(lambda: here.room.n_events == 4)
        assert here.room.calls == 1
        assert here.events.count(event) == 1

    run(main())


def test_after_eight_hours_a_room_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.classroom.classes.READ_SECONDS", 0.01)

    async def main() -> None:
        classes = Classes(MemoryLog())
        await classes.log.create("FFFFF")
        old = b'{"do": "open", "at": %f, "key": "%s"}' % (time() - 9 * 3600, hash_of("t").encode())
        await classes.log.append("FFFFF", "events", old)
        await classes.find("FFFFF")
        await until(lambda: not len(classes))
        assert not await classes.log.exists("FFFFF")

    run(main())


def test_memory_is_as_it_was_after_twenty_rooms() -> None:
    async def main() -> None:
        classes = Classes(MemoryLog())
        classes.start()
        for _ in range(20):
            here, key = await classes.open()
            for _ in range(30):
                await classes.join(here, "")
            classes.tell_of(key.code, PAGE)
            await until(partial(shows, here, "glossary"))
            await classes.close(key.code)
        await until(lambda: not len(classes))
        assert classes.n_bytes == 0
        assert len(asyncio.all_tasks()) == 1  # this one

    run(main())


def test_the_store_is_the_hosts_choice() -> None:
    assert isinstance(log_of({}), MemoryLog)
    assert isinstance(log_of({STORE: "redis://localhost:1/0"}), RedisLog)
    with pytest.raises(ValueError, match="takes redis://"):
        log_of({STORE: "localhost:6379"})


def test_a_room_takes_so_many_events_and_can_still_be_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.classroom.classes.MAX_EVENTS", 20)
    assert MAX_EVENTS >= 10_000  # of a class of 250 who answer 40 questions

    async def main() -> None:
        classes = Classes(MemoryLog())
        here, key = await classes.open()
        for _ in range(19):
            await classes.post(key.code, {"do": "call"})
        with pytest.raises(FullError):
            await classes.post(key.code, {"do": "call"})
        assert here.room.calls == 19
        await classes.close(key.code)
        assert here.room.is_over

    run(main())
