"""The route of classes without a server: who may ask for what, and how often."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from app.classroom import answers
from app.classroom.classes import MAX_ROOMS, Classes
from app.classroom.guesses import MOST
from app.classroom.keys import COOKIE
from app.classroom.log import MemoryLog
from app.classroom.route import MAX_BYTES, MOST_OPENED, PATH, ClassRoute
from app.classroom.switch import VARIABLE
from app.classroom.teachers_page import TeachersPage
from app.run.wire import read_message
from tests.own_loop import run

PAGE = TeachersPage("glossary", "Glossary", "/glossary")


async def nobody(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer for all that is behind the middleware."""
    await PlainTextResponse("behind")(scope, receive, send)


class Browser:
    """One browser: it keeps a cookie, and asks the route."""

    def __init__(self, layer: ClassRoute, address: str = "10.0.0.1") -> None:
        self.layer = layer
        self.address = address
        self.cookie = ""
        self.body = b""

    async def ask(self, what: str, **said: Any) -> int:
        """Ask; return the status."""
        return await self.send(what, json.dumps(said).encode())

    async def send(self, what: str, body: bytes, *, method: str = "POST", **headers: str) -> int:
        """Send some bytes; return the status."""
        sent = {"host": "here", "content-length": str(len(body)), **headers}
        if self.cookie:
            sent["cookie"] = f"{COOKIE}={self.cookie}"
        scope = {
            "type": "http", "method": method, "path": PATH + what, "scheme": "http",
            "query_string": b"", "server": ("here", 80), "client": (self.address, 5000),
            "headers": [(key.encode(), value.encode()) for key, value in sent.items()],
        }  # fmt: skip
        said: list[Message] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Message) -> None:
            said.append(message)

        await self.layer(scope, receive, send)
        start, *rest = said
        self.body = b"".join(one.get("body", b"") for one in rest)
        for key, value in start["headers"]:
            if key == b"set-cookie":
                morsel = SimpleCookie(value.decode())[COOKIE]
                self.cookie = morsel.value
                assert not self.cookie or (morsel["httponly"] and morsel["samesite"] == "lax")
        return int(start["status"])

    @property
    def said(self) -> Any:
        """Return the answer's JSON."""
        return json.loads(self.body)


@dataclass
class School:
    """A server with its rooms, and who asks it."""

    classes: Classes
    layer: ClassRoute

    def browser(self, address: str = "10.0.0.1") -> Browser:
        """Return a browser that has not been here before."""
        return Browser(self.layer, address)

    async def opened(self) -> tuple[Browser, str]:
        """Return a teacher's browser, and the code of the class."""
        teacher = self.browser()
        assert await teacher.ask("open") == 204
        assert await teacher.ask("state") == 200
        return teacher, teacher.said["code"]

    async def joined(self, code: str, name: str = "", address: str = "10.0.0.2") -> Browser:
        """Return the browser of a learner who has joined."""
        one = self.browser(address)
        assert await one.ask("join", code=code, name=name) == 204
        return one

    def run(self, main: Callable[[], Awaitable[None]]) -> None:
        """Run something in a loop of its own."""

        async def all_() -> None:
            self.classes.start()
            await main()

        run(all_())


@pytest.fixture
def school(monkeypatch: pytest.MonkeyPatch) -> School:
    """Return a server that has just been started; nobody waits for long."""
    monkeypatch.setattr(answers, "NEWS_SECONDS", 0.2)
    classes = Classes(MemoryLog())
    return School(classes, ClassRoute(nobody, PATH, classes, refused_seconds=0.0))


def test_a_class_is_opened_joined_and_followed(school: School) -> None:
    async def main() -> None:
        teacher, code = await school.opened()
        learner = await school.joined(code.lower(), "Ada")
        await teacher.ask("state")
        (person,) = teacher.said["people"]
        assert (person["name"], teacher.said["n"], teacher.said["leads"]) == ("Ada", 1, True)
        school.classes.tell_of(code, PAGE)
        await asyncio.sleep(0.01)
        assert await learner.ask("follow") == 200
        header, _ = read_message(learner.body)
        assert (header["page"], header["room_paused"]) == ("glossary", False)
        await teacher.ask("act", **{"do": "pause", "is": True})
        assert await learner.ask("follow", source=header["source"], serial=1) == 200
        assert read_message(learner.body)[0]["room_paused"] is True
        assert await learner.ask("state") == 200
        assert "people" not in learner.said

    school.run(main)


def test_who_joins_again_stays_who_they_are(school: School) -> None:
    async def main() -> None:
        teacher, code = await school.opened()
        learner = await school.joined(code)
        cookie = learner.cookie
        assert await learner.ask("join", code=code, name="Another") == 204
        assert learner.cookie == cookie
        await teacher.ask("state")
        assert teacher.said["n"] == 1

    school.run(main)


@pytest.mark.parametrize("do", ["call", "pause", "lead", "rename", "go", "close", "hand"])
def test_a_learner_cannot_do_what_a_teacher_can(school: School, do: str) -> None:
    async def main() -> None:
        teacher, code = await school.opened()
        learner, other = await school.joined(code), await school.joined(code)
        before = school.classes.peek(code)
        assert before is not None
        n_events = before.room.n_events
        other_id = other.cookie.split(".")[1]
        said = {"do": do, "id": other_id, "name": "Mallory", "is": True}
        for one in (learner, school.browser()):
            assert await one.ask("act", **said) == 404
        assert before.room.n_events == n_events
        # Nor by a learner's secret as if it were a teacher's.
        learner.cookie = f"{code}..{learner.cookie.split('.')[2]}"
        assert await learner.ask("act", **said) == 404
        assert await teacher.ask("act", **said) in {200, 204}

    school.run(main)


def test_the_teachers_secret_is_in_nothing_that_a_learner_is_sent(school: School) -> None:
    async def main() -> None:
        teacher, code = await school.opened()
        secret = teacher.cookie.split(".")[2]
        learner = await school.joined(code)
        school.classes.tell_of(code, PAGE)
        await asyncio.sleep(0.01)
        for what in ("state", "follow"):
            assert await learner.ask(what) == 200
            assert secret.encode() not in learner.body

    school.run(main)


def test_it_is_handed_to_a_second_teacher_who_leads_when_they_say_so(school: School) -> None:
    async def main() -> None:
        teacher, code = await school.opened()
        assert await teacher.ask("act", do="hand") == 200
        second = school.browser()
        assert await second.ask("teach", code=code, secret=teacher.said["secret"]) == 204
        await second.ask("state")
        assert second.said["leads"] is False
        # Both press at once.
        await asyncio.gather(second.ask("act", do="lead"), teacher.ask("act", do="lead"))
        leads = []
        for one in (teacher, second):
            await one.ask("state")
            leads.append(one.said["leads"])
        assert sorted(leads) == [False, True]
        assert await school.browser().ask("teach", code=code, secret="guessed") == 404

    school.run(main)


def test_the_wall_is_for_the_teacher_and_says_what_is_new(school: School) -> None:
    async def main() -> None:
        teacher, code = await school.opened()
        learner = await school.joined(code, "Ada")
        id_ = learner.cookie.split(".")[1]
        for epoch in (1, 2):
            school.classes.tile(code, json.dumps({"id": id_, "epoch": epoch}).encode())
        school.classes.tile(code, json.dumps({"id": "a stranger", "epoch": 3}).encode())
        await asyncio.sleep(0.01)
        assert await teacher.ask("wall") == 200
        assert teacher.said == {"n": 2, "tiles": [{"id": id_, "epoch": 2}]}
        assert await teacher.ask("wall", n=2) == 200
        assert teacher.said == {"n": 2, "tiles": []}
        assert await learner.ask("wall") == 404
        await teacher.ask("act", do="go", id=id_)
        await teacher.ask("wall")
        assert teacher.said["tiles"] == []

    school.run(main)


def test_who_is_sent_away_hears_and_sees_nothing_more(school: School) -> None:
    async def main() -> None:
        teacher, code = await school.opened()
        learner, other = await school.joined(code), await school.joined(code)
        waiting = asyncio.create_task(learner.ask("state", events=3))
        await teacher.ask("act", do="go", id=learner.cookie.split(".")[1])
        assert await waiting == 404
        assert await learner.ask("follow") == 404
        assert await other.ask("state") == 200

    school.run(main)


def test_a_class_that_is_closed_is_gone_with_all_that_it_knew(school: School) -> None:
    async def main() -> None:
        teacher, code = await school.opened()
        learner = await school.joined(code)
        assert await teacher.ask("act", do="close") == 204
        await asyncio.sleep(0.01)
        for one in (teacher, learner):
            assert await one.ask("state") == 404
        assert await school.browser().ask("join", code=code) == 404
        assert len(school.classes) == 0
        assert not await school.classes.log.exists(code)

    school.run(main)


def test_nothing_of_one_room_is_in_another(school: School) -> None:
    async def main() -> None:
        rooms = [await school.opened() for _ in range(10)]
        learners = [await school.joined(code, "Ada") for _, code in rooms]
        for number, (_, code) in enumerate(rooms):
            school.classes.tell_of(code, TeachersPage("page", f"Title {number}", "/page"))
        await asyncio.sleep(0.01)
        for number, ((teacher, code), learner) in enumerate(zip(rooms, learners, strict=True)):
            await learner.ask("follow")
            assert read_message(learner.body)[0]["title"] == f"Title {number}"
            await teacher.ask("state")
            assert teacher.said["code"] == code
            assert [one["id"] for one in teacher.said["people"]] == [learner.cookie.split(".")[1]]
            # A key to one room opens no other.
            other = rooms[(number + 1) % len(rooms)][1]
            stranger = school.browser()
            stranger.cookie = learner.cookie.replace(code, other)
            assert await stranger.ask("state") == 404

    school.run(main)


def test_a_thousand_wrong_codes_let_nobody_in_and_keep_no_class_out(school: School) -> None:
    async def main() -> None:
        _, code = await school.opened()
        attacker = school.browser("10.0.0.66")
        said = [await attacker.ask("join", code="BBBBB") for _ in range(1000)]
        assert said.count(404) <= MOST
        assert set(said) == {404, 429}
        assert await attacker.ask("join", code=code) == 429
        await school.joined(code, address="10.0.0.3")  # others may
        for _ in range(100):
            await school.joined(code, address="10.0.0.3")  # right ones never count

    school.run(main)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"origin": "http://elsewhere"}, 404),
        ({"origin": "http://here"}, 204),
        ({"content-length": str(MAX_BYTES + 1)}, 413),
        ({"content-length": "-1"}, 413),
        ({"content-length": ""}, 413),
    ],
)
def test_the_origin_and_the_size_are_looked_at(
    school: School, headers: dict[str, str], status: int
) -> None:
    async def main() -> None:
        assert await school.browser().send("open", b"{}", **headers) == status

    school.run(main)


@pytest.mark.parametrize(
    ("what", "body", "status"),
    [
        ("join", b"[]", 400),
        ("join", b"{", 400),
        ("join", b'{"code": 5}', 400),
        ("join", b'{"code": "BCDFG", "name": "<b>"}', 400),
        ("join", b'{"name": NaN}', 400),
        ("join", b"[" * 4000, 400),
        ("nothing", b"{}", 404),
        ("../live/x", b"{}", 404),
        ("follow", b"{}", 404),
        ("state", b"{}", 404),
        ("act", b"{}", 404),
        ("leave", b"{}", 204),
    ],
)
def test_what_is_nothing_is_refused_in_a_word(
    school: School, what: str, body: bytes, status: int
) -> None:
    async def main() -> None:
        one = school.browser()
        assert await one.send(what, body) == status
        assert len(one.body) < 30

    school.run(main)


def test_other_methods_and_other_paths_go_elsewhere(school: School) -> None:
    async def main() -> None:
        one = school.browser()
        assert await one.send("state", b"{}", method="GET") == 405
        one.layer = ClassRoute(nobody, "/base/room/", school.classes)
        await one.ask("state")
        assert one.body == b"behind"

    school.run(main)


def test_a_host_can_switch_classes_off(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "off")

    async def main() -> None:
        assert await school.browser().ask("open") == 404

    school.run(main)


def test_the_address_is_the_proxys_word_only_where_the_host_trusts_one(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def wrong(address: str, forwarded: str, n: int) -> list[int]:
        one = school.browser(address)
        body = b'{"code": "BBBBB"}'
        return [await one.send("join", body, **{"x-forwarded-for": forwarded}) for _ in range(n)]

    async def main() -> None:
        # Whoever writes the header themselves is still one address.
        assert 429 in [*(await wrong("10.9.9.9", "1.1.1.1", 40)),
                       *(await wrong("10.9.9.9", "2.2.2.2", 40))]  # fmt: skip
        monkeypatch.setenv("GLASSNET_TRUSTED_PROXIES", "1")
        assert 429 not in [*(await wrong("10.8.8.8", "x, 3.3.3.3", 40)),
                           *(await wrong("10.8.8.8", "x, 4.4.4.4", 40))]  # fmt: skip

    school.run(main)


def test_one_who_asks_all_the_time_is_slowed_down_and_nobody_else_is(school: School) -> None:
    async def main() -> None:
        _, code = await school.opened()
        eager, other = await school.joined(code), await school.joined(code)
        said = [await eager.ask("act", do="call") for _ in range(400)]
        assert 429 in said
        assert await other.ask("state") == 200

    school.run(main)


def test_a_question_is_answered_alone_and_revealed_to_all(school: School) -> None:
    async def main() -> None:
        teacher, code = await school.opened()
        ada, other = await school.joined(code, "Ada"), await school.joined(code, "Bo")
        asked = {"do": "ask", "text": "What will it do?", "choices": ["bend", "stay a line"]}
        assert await teacher.ask("act", **asked) == 204
        assert await ada.ask("say", question=0, choice=1) == 204
        await ada.ask("state")
        question = ada.said["question"]
        assert (question["mine"], question["counts"]) == (1, None)  # nobody else's
        await other.ask("state")
        assert other.said["question"]["mine"] is None
        assert await ada.ask("say", question=0, choice=0) == 204  # another mind, until it is seen
        for said in ({"question": 1, "choice": 0}, {"question": 0, "choice": 7}):
            assert await other.ask("say", **said) == 204
        assert await teacher.ask("say", question=0, choice=0) == 404
        await teacher.ask("state")
        assert teacher.said["question"]["counts"] == [1, 0]
        await teacher.ask("act", do="truth", choice=0)
        assert await other.ask("say", question=0, choice=1) == 204  # too late
        await other.ask("state")
        question = other.said["question"]
        assert (question["counts"], question["truth"], question["mine"]) == ([1, 0], 0, None)
        assert await teacher.ask("report") == 200
        text = teacher.body.decode()
        assert "| Ada | bend |" in text
        assert "| Bo | – |" in text
        assert "What came: bend" in text
        assert await ada.ask("report") == 404

    school.run(main)


@pytest.mark.parametrize(
    "asked",
    [
        {}, {"text": "?", "choices": ["a"]}, {"text": "", "choices": ["a", "b"]},
        {"text": "?", "choices": "ab"}, {"text": "?", "choices": ["a", "a"]},
        {"text": "?" * 300, "choices": ["a", "b"]}, {"text": "?", "choices": ["a", "b" * 99]},
        {"text": "?", "choices": [1, 2]}, {"text": 5, "choices": ["a", "b"]},
        {"text": "?", "choices": list("abcdefg")},
    ],
)  # fmt: skip
def test_what_is_no_question_is_refused(school: School, asked: dict[str, Any]) -> None:
    async def main() -> None:
        teacher, _ = await school.opened()
        assert await teacher.ask("act", do="ask", **asked) == 400
        await teacher.ask("state")
        assert "question" not in teacher.said

    school.run(main)


def test_nobody_can_open_all_the_rooms_that_there_are(school: School) -> None:
    async def main() -> None:
        said = [await school.browser("10.0.0.66").ask("open") for _ in range(30)]
        assert said.count(204) == MOST_OPENED < MAX_ROOMS
        assert await school.browser("10.0.0.7").ask("open") == 204

    school.run(main)
