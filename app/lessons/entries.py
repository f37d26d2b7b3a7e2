"""The entries of YAML text, each read as what it is to be; what is wrong is collected."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, TypeVar

# PyYAML: a lesson's front matter and blocks, by its safe loader, which makes plain values alone.
import yaml

from app.lessons.problem import Problem, one_of
from core.language import _

T = TypeVar("T")

#: In C where PyYAML has it: ten times as fast.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: How deep lists and mappings may lie in each other.
MAX_DEPTH = 4
#: Entries of one block that nobody knows and that are named, at the most.
MOST_UNKNOWN = 10


class Entries:
    """Entries of a mapping, with the lines on which they stand.

    Parameters
    ----------
    text : str
        YAML.
    first_line : int
        On which the text begins in the file, from 1.
    problems : list of Problem
        What is wrong is added to it.
    """

    def __init__(self, text: str, first_line: int, problems: list[Problem]) -> None:
        self._first, self._problems = first_line, problems
        self._values: dict[str, Any] = {}
        self._lines: dict[str, int] = {}
        self._known: list[str] = []
        #: Whether it could be read at all.
        self.is_read = self._read(text)

    def line(self, name: str = "") -> int:
        """Return the line of an entry; the first one where it has none."""
        return self._lines.get(name, self._first)

    def complain(self, name: str, found: object, allowed: str) -> None:
        """Note that an entry is wrong."""
        self._problems.append(Problem(self.line(name), str(found), allowed))

    def has(self, name: str) -> bool:
        """Return whether there is such an entry."""
        return name in self._values

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text; it is required where there is no default."""

        def read(value: Any) -> str:
            if isinstance(value, bool | int | float):
                return str(value)
            if not isinstance(value, str) or not value.strip():
                raise ValueError(_("a text"))
            return value.strip()

        return self.read(name, read, default, "")

    def whole(self, name: str, low: int, high: int, default: int | None) -> int:
        """Return a whole number."""

        def read(value: Any) -> int:
            if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
                raise ValueError(
                    _("a whole number from {low:,} to {high:,}").format(low=low, high=high)
                )
            return value

        return self.read(name, read, default, low)

    def choice(self, name: str, names: Collection[str], default: str | None = None) -> str:
        """Return one of some names."""

        def read(value: Any) -> str:
            if not isinstance(value, str) or value not in names:
                raise ValueError(one_of(names))
            return value

        return self.read(name, read, default, next(iter(names), ""))

    def names(self, name: str, allowed: Collection[str]) -> list[str]:
        """Return a list of names, which may be none; each one that is not allowed is noted."""
        value = self._take(name)
        if value is None:
            return []
        items = value if isinstance(value, list) else str(value).replace(",", " ").split()
        found = []
        for item in items:
            if isinstance(item, str) and item in allowed:
                found.append(item)
            else:
                self.complain(name, item, one_of(allowed))
        return found

    def pairs(self, name: str) -> Mapping[str, Any]:
        """Return a mapping, which may be empty."""
        value = self._take(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.complain(name, value, _("lines of “name: value”, each with two more spaces"))
            return {}
        return {str(key): one for key, one in value.items()}

    def read(self, name: str, read: Callable[[Any], T], default: T | None, instead: T) -> T:
        """Return what ``read(value)`` makes of an entry.

        Its ValueError says what is allowed. `instead` is returned where an entry is wrong or
        missing, so that the rest can be read.
        """
        value = self._take(name)
        if value is None:
            if default is None:
                missing = _("no {name}").format(name=name)
                self.complain(name, missing, _("an entry {name}").format(name=name))
                return instead
            return default
        try:
            return read(value)
        except ValueError as error:
            self.complain(name, value, str(error))
            return instead

    def end(self) -> None:
        """Note the entries that nobody has asked for."""
        unknown = [name for name in self._values if name not in self._known]
        for name in unknown[:MOST_UNKNOWN]:
            self.complain(name, name, one_of(dict.fromkeys(self._known)))

    def _take(self, name: str) -> Any:
        self._known.append(name)
        return self._values.get(name)

    def _read(self, text: str) -> bool:
        try:
            _check_events(yaml.parse(text, Loader=LOADER))
            node = yaml.compose(text, Loader=LOADER)
            values = yaml.load(text, Loader=LOADER)
        except (yaml.YAMLError, ValueError, RecursionError, OverflowError) as error:
            mark = getattr(error, "problem_mark", None)
            line = self._first + (mark.line if mark else 0)
            lines = text.splitlines()
            found = lines[mark.line] if mark and mark.line < len(lines) else text.strip()[:60]
            own = str(error) if isinstance(error, _UnwantedError) else ""
            allowed = own or _(
                "lines of “name: value”; a text that holds a colon or # stands in quotes"
            )
            self._problems.append(Problem(line, found, allowed))
            return False
        if values is None:
            return True
        if not isinstance(node, yaml.MappingNode) or not isinstance(values, dict):
            allowed = _("lines of “name: value”")
            self._problems.append(Problem(self._first, text.strip()[:60], allowed))
            return False
        for key, _value in node.value:
            name, line = str(key.value), self._first + key.start_mark.line
            if name in self._lines:
                allowed = _("each entry once")
                self._problems.append(Problem(line, name, allowed))
            self._lines[name] = line
        self._values = {str(key): value for key, value in values.items()}
        return True


class _UnwantedError(ValueError):
    """What YAML can say and a lesson cannot, and where."""

    def __init__(self, allowed: str, mark: yaml.Mark) -> None:
        super().__init__(allowed)
        self.problem_mark = mark


def _check_events(events: Iterable[yaml.Event]) -> None:
    """Raise _UnwantedError where one part stands for another, or they lie too deep in each other.

    A few short lines with such references may stand for millions of values.
    """
    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            allowed = _("text without & and * at its beginning, or in quotes")
            raise _UnwantedError(allowed, event.start_mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise _UnwantedError(_("fewer lists within lists"), event.start_mark)
