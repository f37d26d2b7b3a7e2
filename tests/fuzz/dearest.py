"""The dearest addresses, searched for by climbing: `python -m tests.fuzz.dearest [PAGE ...]`.

From the address with all fields at their highest, one field after another takes the corner at which
an answer is dearest, until none makes it dearer: all fields count at once.
"""

import sys

from app.settings.kinds import Slider, Whole
from core.data.digits import MAX_EXAMPLES
from tests.forms import FORMS
from tests.fuzz.strategies import Query, brought, corners
from tests.fuzz.visits import Visit, keeps_to_bounds, visit

#: What the panel of backprop by hand shows is part of an answer: each of its tabs in turn.
WISHES = ("", "chain", "steps", "contributions", "check", "broken", "doctor")


def look(page: str, query: Query, tab: str = "") -> Visit:
    """Open an address with a tab of the panel."""
    return visit(page, query, {"by_hand": {"tab": tab}})


def highest(page: str, query: Query) -> Query:
    """Return an address that makes a run, as many of its numbers as can be at their highest."""
    for name, field in FORMS[page].fields.items():
        largest = 1 if isinstance(field, Slider | Whole) else -1
        tried = query | {name: corners(field)[largest]}
        if tried != query and not look(page, tried).said:
            query = tried
    return query


def texts_of(page: str) -> list[tuple[str, str]]:
    """Return every corner of every field, by the name of the field."""
    fields = FORMS[page].fields.items()
    return [(name, text) for name, field in fields for text in dict.fromkeys(corners(field))]


def climb(page: str, query: Query, rounds: int = 1) -> tuple[Query, str, Visit]:
    """Return the dearest address that is found with its tab, and what came of them."""
    best, tab = highest(page, query), ""
    found = look(page, best)
    for _ in range(rounds):
        before = found.work
        for name, text in (*texts_of(page), *(("", one) for one in WISHES)):
            tried = (best | {name: text}, tab) if name else (best, text)
            other = look(page, *tried)
            if not other.said and other.work > found.work:
                (best, tab), found = tried, other
        if found.work <= before:
            break
    return best, tab, found


def main() -> int:
    """Print the dearest address of each page; return how many cost too much."""
    large = {"digits": {"source": "upload", "file": brought(MAX_EXAMPLES, 20)}}
    n_beyond = 0
    for page in sys.argv[1:] or FORMS:
        query, tab, found = climb(page, large.get(page, {}))
        n_beyond += not keeps_to_bounds(page, found)
        text = "&".join(f"{key}={value[:40]}" for key, value in query.items())
        print(
            f"{page}: {found.work:.3f} s, one pass {found.largest:.4f} s, "
            f"{found.n_bytes:,} bytes: {text} {tab}",
            flush=True,
        )
    return n_beyond


if __name__ == "__main__":
    sys.exit(main())
