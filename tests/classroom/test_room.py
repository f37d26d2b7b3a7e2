"""A room is a fold of its events: laws over drawn sequences."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.classroom.codes import LENGTH, LETTERS, hash_of, is_secret_of, new_code, read_code
from app.classroom.guesses import MOST, SECONDS, Guesses
from app.classroom.keys import Key, read_key
from app.classroom.people import ANIMALS, MAX_NAME, draw_animal, read_name
from app.classroom.room import CHANGES, MAX_MEMBERS, Room

IDS = st.sampled_from(["a", "b", "c"])
EVENTS = st.one_of(
    st.builds(lambda: {"do": "open", "at": 1.0, "key": hash_of("t")}),
    st.builds(
        lambda id_, name: {
            "do": "join", "id": id_, "key": hash_of(id_), "name": name, "animal": len(name),
        },
        IDS,
        st.sampled_from(["", "Ada", "Émile"]),
    ),
    st.builds(lambda id_, name: {"do": "rename", "id": id_, "name": name}, IDS, st.just("Zoë")),
    st.builds(lambda id_: {"do": "go", "id": id_}, IDS),
    st.builds(lambda on: {"do": "pause", "is": on}, st.booleans()),
    st.builds(lambda: {"do": "call"}),
    st.builds(lambda: {"do": "lead", "teacher": 1}),
    st.builds(lambda: {"do": "teach", "key": hash_of("u")}),
    st.builds(lambda: {"do": "ask", "text": "?", "choices": ["a", "b"]}),
    st.builds(
        lambda id_, question, choice: {
            "do": "answer", "id": id_, "question": question, "choice": choice,
        },
        IDS,
        st.integers(0, 2),
        st.integers(0, 3),
    ),
    st.builds(lambda: {"do": "reveal"}),
    st.builds(lambda choice: {"do": "truth", "choice": choice}, st.integers(0, 3)),
    st.builds(lambda: {"do": "what is this"}),
    st.builds(dict),
)  # fmt: skip


def room_of(events: list[dict[str, Any]]) -> Room:
    room = Room("BCDFG")
    for event in events:
        room.take(event)
    return room


@given(st.lists(EVENTS, max_size=30))
def test_whoever_reads_the_same_events_knows_the_same(events: list[dict[str, Any]]) -> None:
    room = room_of(events)
    assert room == room_of(events)
    assert room.n_events == len(events)
    assert not room.gone & set(room.members)
    assert len({member.id for member in room.members.values()}) == len(room.members)


@given(st.lists(EVENTS, max_size=40))
def test_what_was_revealed_stays_as_it_was_said(events: list[dict[str, Any]]) -> None:
    room = room_of(events)
    for number, question in enumerate(room.questions):
        assert all(0 <= choice < 2 for choice in question.answers.values())
        before = dict(question.answers)
        if question.is_revealed:
            room.take({"do": "answer", "id": "a", "question": number, "choice": 0})
            assert question.answers == before


@given(st.lists(EVENTS, max_size=20))
def test_who_was_sent_away_does_not_come_back_under_the_same_id(
    events: list[dict[str, Any]],
) -> None:
    join = {"do": "join", "id": "a", "key": hash_of("a"), "name": "", "animal": 0}
    assert "a" not in room_of([{"do": "go", "id": "a"}, *events, join]).members


@given(st.lists(EVENTS, max_size=20))
def test_a_room_that_is_closed_knows_nobody_whatever_follows(events: list[dict[str, Any]]) -> None:
    room = room_of([*events, {"do": "close"}, *events])
    assert room.is_over
    assert not room.members
    assert not room.teachers


def test_the_first_who_opens_it_teaches() -> None:
    opened = [{"do": "open", "at": float(n), "key": hash_of(f"t{n}")} for n in (1, 2)]
    room = room_of(opened)
    assert room.opened == 1.0
    assert Key("BCDFG", "", "t1").teacher_in(room) == 0
    assert Key("BCDFG", "", "t2").teacher_in(room) is None


def test_a_room_is_full() -> None:
    room = room_of(
        [
            {"do": "join", "id": str(n), "key": "", "name": "", "animal": n}
            for n in range(MAX_MEMBERS + 5)
        ]
    )
    assert len(room.members) == MAX_MEMBERS


def test_every_event_has_its_test() -> None:
    drawn = {"open", "join", "rename", "go", "teach", "lead", "pause", "call", "ask", "answer"}
    assert set(CHANGES) == drawn | {"reveal", "truth", "close"}


def test_codes_are_five_letters_that_nobody_confuses() -> None:
    codes = {new_code() for _ in range(300)}
    assert len(codes) > 290
    for code in codes:
        assert len(code) == LENGTH
        assert read_code(f" {code[:2].lower()}-{code[2:]} ") == code
    assert not set("AEIOULNQVY01") & set(LETTERS)


@pytest.mark.parametrize(
    "text", ["", "BCDF", "BCDFGH", "BCDFA", "BCDF1", "<b>", "É" * 5, "B" * 500]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="takes 5 letters"):
        read_code(text)


def test_a_secret_is_known_by_what_is_kept_of_it_which_does_not_tell_it() -> None:
    kept = hash_of("secret")
    assert is_secret_of(kept, "secret")
    assert not is_secret_of(kept, "Secret")
    assert "secret" not in kept


def test_a_key_is_read_from_a_cookie_and_nothing_else_is() -> None:
    key = Key("BCDFG", "12ab", "s-e_cret")
    assert read_key(key.in_cookie()) == key
    for text in ("", "BCDFG", "a.b.c", "BCDFG.x", "BCDFG.a.b.c", f"BCDFG.a.{'x' * 200}"):
        assert read_key(text) is None


def test_a_learners_key_opens_no_desk_and_a_teachers_is_no_learners() -> None:
    room = room_of(
        [
            {"do": "open", "at": 1.0, "key": hash_of("t")},
            {"do": "join", "id": "a", "key": hash_of("s"), "name": "", "animal": 3},
        ]
    )
    learner, teacher = Key("BCDFG", "a", "s"), Key("BCDFG", "", "t")
    member = learner.member_of(room)
    assert member is not None
    assert member.called == ANIMALS[3]
    assert learner.teacher_in(room) is None
    assert Key("BCDFG", "", "s").teacher_in(room) is None
    assert teacher.teacher_in(room) == 0
    assert teacher.member_of(room) is None
    assert Key("BCDFG", "a", "t").member_of(room) is None


@pytest.mark.parametrize("name", ["Ada", "  Émile   Zola ", "李", ""])
def test_a_name_is_letters(name: str) -> None:
    assert read_name(name) == " ".join(name.split())


@pytest.mark.parametrize("name", ["<b>", "a1", "a.b", "x" * (MAX_NAME + 1), "a\u202eb", "=1"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="letters"):
        read_name(name)


def test_an_animal_is_one_that_nobody_is() -> None:
    taken = set(range(len(ANIMALS))) - {7}
    assert draw_animal(taken) == 7
    assert 0 <= draw_animal(range(len(ANIMALS))) < len(ANIMALS)
    assert len(set(ANIMALS)) == len(ANIMALS)


def test_sixty_wrong_codes_a_minute_and_others_are_not_kept_waiting() -> None:
    now = [0.0]
    guesses = Guesses(lambda: now[0])
    for _ in range(MOST):
        assert guesses.may("one")
        guesses.note("one")
    assert not guesses.may("one")
    assert guesses.may("another")
    now[0] += SECONDS + 1
    assert guesses.may("one")
