"""A page as a class is told of it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class TeachersPage:
    """A page that a teacher shows.

    Attributes
    ----------
    name : str
    title : str
    path : str
        Where it is on this server, without its settings.
    panels : tuple of str
        Of its stage; none where it has none.
    """

    name: str
    title: str
    path: str
    panels: tuple[str, ...] = ()

    @property
    def head(self) -> dict[str, Any]:
        """Return what a packet says of it."""
        return {
            "page": self.name,
            "title": self.title,
            "address": self.path,
            "panels": list(self.panels),
        }
