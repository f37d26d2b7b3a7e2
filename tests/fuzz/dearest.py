"""The dearest addresses, searched for by climbing: `python -m tests.fuzz.dearest [PAGE ...]`.

From the address with all fields at their highest, one field after another takes the corner at which
an answer is dearest, until none makes it dearer: all fields count at once.
"""

import sys
from collections.abc import Callable, Mapping

from app.settings.kinds import Slider, Whole
from core.data.digits import MAX_EXAMPLES
from tests.forms import FORMS
from tests.fuzz.strategies import TEXTS, Query, brought, corners
from tests.fuzz.visits import Visit, visit

#: What the panel of backprop by hand shows is part of an answer: each of its tabs in turn.
WISHES = ("", "chain", "steps", "votes", "check", "broken", "doctor")

Cost = Callable[[Visit], float]
COSTS: dict[str, Cost] = {
    "work": lambda found: found.work,
    "bytes": lambda found: float(found.n_bytes),
}


def highest(page: str) -> Query:
    """Return an address that makes a run, most of its numbers at their highest."""
    query: Query = {}
    for name, field in FORMS[page].fields.items():
        largest = 1 if isinstance(field, Slider | Whole) else -1
        tried = query | {name: corners(field)[largest]}
        if not visit(page, tried).said:
            query = tried
    return query


def climb(page: str, cost: Cost, rounds: int = 2) -> tuple[Query, Visit]:
    """Return the dearest address that is found, and what came of it."""
    best = highest(page)
    found = visit(page, best)
    for _ in range(rounds):
        before = cost(found)
        for name, field in FORMS[page].fields.items():
            for text in dict.fromkeys(corners(field)):
                tried = best | {name: text}
                other = visit(page, tried, wish_of(text))
                if not other.said and cost(other) > cost(found):
                    best, found = tried, other
        if cost(found) <= before:
            break
    return best, found


def wish_of(tab: str) -> Mapping[str, Mapping[str, str]] | None:
    """Return the wish for a tab of the panel; None where there is no such tab."""
    return {"by_hand": {"tab": tab}} if tab in WISHES else None


def main() -> None:
    """Print the dearest address of each page, by each cost."""
    TEXTS["file"].append(brought(MAX_EXAMPLES, 20))
    for page in sys.argv[1:] or FORMS:
        for name, cost in COSTS.items():
            query, found = climb(page, cost)
            text = "&".join(f"{key}={value[:40]}" for key, value in query.items())
            print(
                f"{page}, {name}: {found.work:.3f} s, one pass {found.largest:.3f} s, "
                f"{found.n_bytes:,} bytes: {text}",
                flush=True,
            )


if __name__ == "__main__":
    main()
