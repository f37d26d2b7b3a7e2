"""A room, made from its events: a pure fold, the same wherever they are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.classroom.people import Member
from app.classroom.question import MAX_QUESTIONS, Question

#: Learners of a room at the most.
MAX_MEMBERS = 250

Event = Mapping[str, Any]


@dataclass
class Room:
    """What is known of a room.

    Attributes
    ----------
    code : str
    opened : float
        When it was, in seconds since 1970.
    teachers : list of str
        What is kept of the secrets of those who teach.
    leader : int
        The number of the teacher whose pages are followed.
    members : dict
        Learners by their ids.
    gone : set of str
        Ids of those who were sent away or have left.
    is_paused : bool
        Whether everybody is to look up: no learner's page plays.
    calls : int
        How often all were called back to the teacher's page.
    questions : list of Question
        Those that were asked; the last is the present one.
    is_over : bool
        Whether it was closed.
    n_events : int
        That it was made from.
    taken : set of str
        The names of the events: one may be said again where the store had not answered.
    """

    code: str
    opened: float = 0.0
    teachers: list[str] = field(default_factory=list)
    leader: int = 0
    members: dict[str, Member] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    is_paused: bool = False
    calls: int = 0
    questions: list[Question] = field(default_factory=list)
    is_over: bool = False
    n_events: int = 0
    taken: set[str] = field(default_factory=set)

    def take(self, event: Event) -> None:
        """Take an event; one that is none, or was taken before, changes nothing else."""
        self.n_events += 1
        name = str(event.get("name_of_event", ""))
        if name in self.taken:
            return
        if name:
            self.taken.add(name)
        change = CHANGES.get(str(event.get("do")))
        if change is not None and not self.is_over:
            change(self, event)

    @property
    def is_full(self) -> bool:
        """Return whether no more learners may join."""
        return len(self.members) >= MAX_MEMBERS


def _open(room: Room, event: Event) -> None:
    if not room.teachers:
        room.opened = float(event["at"])
        room.teachers.append(str(event["key"]))


def _join(room: Room, event: Event) -> None:
    member = Member(str(event["id"]), str(event["key"]), str(event["name"]), int(event["animal"]))
    if not room.is_full and member.id not in room.gone:
        room.members.setdefault(member.id, member)


def _rename(room: Room, event: Event) -> None:
    if member := room.members.get(str(event["id"])):
        member.name = str(event["name"])


def _go(room: Room, event: Event) -> None:
    room.gone.add(str(event["id"]))
    room.members.pop(str(event["id"]), None)


def _teach(room: Room, event: Event) -> None:
    room.teachers.append(str(event["key"]))


def _lead(room: Room, event: Event) -> None:
    room.leader = int(event["teacher"])


def _pause(room: Room, event: Event) -> None:
    room.is_paused = bool(event["is"])


def _call(room: Room, event: Event) -> None:
    room.calls += 1


def _ask(room: Room, event: Event) -> None:
    if len(room.questions) < MAX_QUESTIONS:
        room.questions.append(Question(str(event["text"]), tuple(event["choices"])))


def _answer(room: Room, event: Event) -> None:
    number, choice, member = int(event["question"]), int(event["choice"]), str(event["id"])
    if member not in room.members or number != len(room.questions) - 1:
        return
    question = room.questions[number]
    if not question.is_revealed and 0 <= choice < len(question.choices):
        question.answers[member] = choice


def _reveal(room: Room, event: Event) -> None:
    if room.questions:
        room.questions[-1].is_revealed = True


def _truth(room: Room, event: Event) -> None:
    choice = int(event["choice"])
    if room.questions and 0 <= choice < len(room.questions[-1].choices):
        room.questions[-1].is_revealed, room.questions[-1].truth = True, choice


def _close(room: Room, event: Event) -> None:
    room.is_over = True
    room.questions.clear()
    room.members.clear()
    room.teachers.clear()


#: What each event changes, by its ``do``.
CHANGES: dict[str, Callable[[Room, Event], None]] = {
    "open": _open,
    "join": _join,
    "rename": _rename,
    "go": _go,
    "teach": _teach,
    "lead": _lead,
    "pause": _pause,
    "call": _call,
    "ask": _ask,
    "answer": _answer,
    "reveal": _reveal,
    "truth": _truth,
    "close": _close,
}
