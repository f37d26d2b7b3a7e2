"""Who asks for something in a class, and what for; and what is refused."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from app.classroom.classes import Class, Classes
from app.classroom.guesses import Guesses
from app.classroom.keys import Key
from app.classroom.people import Member


class RefusedError(Exception):
    """A request that is refused, with the status and the word that say so."""

    def __init__(self, status: int, word: str, reason: str) -> None:
        super().__init__(word)
        self.status, self.word, self.reason = status, word, reason


#: The same for what is not there and for what is another's.
UNKNOWN = (404, "unknown", "token")


@dataclass(frozen=True)
class Asking:
    """Who asks, and for what.

    Attributes
    ----------
    request : Request
    said : dict
        The body.
    classes : Classes
        All rooms of this process.
    guesses : Guesses
        The wrong codes that were said.
    openings : Guesses
        The rooms that were opened, counted likewise.
    here : Class or None
        The room of the browser's key, if it has one that holds.
    key : Key or None
    teacher : int or None
        The number of the teacher who asks.
    member : Member or None
        The learner who asks.
    """

    request: Request
    said: dict[str, Any]
    classes: Classes
    guesses: Guesses
    openings: Guesses
    here: Class | None = None
    key: Key | None = None
    teacher: int | None = None
    member: Member | None = None

    @property
    def inside(self) -> Class:
        """Return the room of who asks.

        Raises
        ------
        RefusedError
            If they are in none, were sent away, or it is over.
        """
        here = self.here
        if here is None or here.room.is_over:
            raise RefusedError(*UNKNOWN)
        if self.member is not None and self.member.id not in here.room.members:
            raise RefusedError(*UNKNOWN)
        return here

    @property
    def taught(self) -> Class:
        """Return the room that who asks teaches.

        Raises
        ------
        RefusedError
            If they teach none.
        """
        here = self.inside
        if self.teacher is None:
            raise RefusedError(*UNKNOWN)
        return here
