"""The shortest part of a sequence that still fails: delta debugging.

Zeller and Hildebrandt, "Simplifying and isolating failure-inducing input", 2002.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def shortest(
    items: Sequence[Item], fails: Callable[[Sequence[Item]], bool], tries: int = 100
) -> list[Item]:
    """Return a part of a sequence that fails, from which nothing can be left out.

    Parameters
    ----------
    items : sequence
        It fails as a whole.
    fails : callable
        Says whether a part of it, in the same order, does.
    tries : int
        That are made at the most; then the shortest part is returned that was found.
    """
    kept, parts = list(items), 2
    while len(kept) > 1 and tries > 0:
        size = -(-len(kept) // parts)
        for start in range(0, len(kept), size):
            rest = kept[:start] + kept[start + size :]
            if tries <= 0:
                break
            tries -= 1
            if rest and fails(rest):
                kept, parts = rest, max(2, parts - 1)
                break
        else:
            if size == 1:
                break
            parts = min(len(kept), 2 * parts)
    return kept
