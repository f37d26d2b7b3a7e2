"""What a browser keeps of the class that it is in: a cookie that its scripts cannot read."""

from dataclasses import dataclass

from app.classroom.codes import is_secret_of, read_code
from app.classroom.people import Member
from app.classroom.room import Room

#: Name of the cookie.
COOKIE = "glassnet-class"


@dataclass(frozen=True)
class Key:
    """A key to a room.

    Attributes
    ----------
    code : str
        Of the room.
    id : str
        The learner's; empty for who teaches.
    secret : str
    """

    code: str
    id: str
    secret: str

    def in_cookie(self) -> str:
        """Return it as the cookie's value."""
        return f"{self.code}.{self.id}.{self.secret}"

    def teacher_in(self, room: Room) -> int | None:
        """Return the number of the teacher whose key it is; None if it is that of none."""
        if self.id:
            return None
        kept = enumerate(room.teachers)
        return next((n for n, one in kept if is_secret_of(one, self.secret)), None)

    def member_of(self, room: Room) -> Member | None:
        """Return the learner whose key it is; None if it is nobody's."""
        member = room.members.get(self.id)
        return member if member and is_secret_of(member.key, self.secret) else None


def read_key(value: str) -> Key | None:
    """Return the key that a cookie holds; None if it holds none."""
    parts = value.split(".")
    if len(value) > 120 or len(parts) != 3:
        return None
    code, id_, secret = parts
    try:
        return Key(read_code(code), id_, secret)
    except ValueError:
        return None
