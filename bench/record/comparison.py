"""How two recordings are compared."""

import json
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

KINDS = ("theta", "J", "others", "words")
#: Maximum number of differences of each kind that are printed for a part.
MAX_PRINTED = 3
NUMBER = re.compile(r"-?0x[01]\.[0-9a-f]+p[-+]\d+|-?inf|nan")


@dataclass(frozen=True)
class Difference:
    """One difference.

    Attributes
    ----------
    kind : str
        One of KINDS.
    where : str
        The way there in the recording.
    relative : float
        Largest relative difference of the numbers that are known; NaN where none of them is.
    grave : bool
        Whether weights of a first-order optimizer are others, or missing.
    values : tuple
        What stands there before and after.
    """

    kind: str
    where: str
    relative: float
    grave: bool
    values: tuple[Any, Any]


def relative_difference(a: float, b: float) -> float:
    """Return |a - b| / the larger of both; infinity if only one of them is finite."""
    if a == b or (math.isnan(a) and math.isnan(b)):
        return 0.0
    if not (math.isfinite(a) and math.isfinite(b)):
        return math.inf
    gap = abs(a - b) / max(abs(a), abs(b))
    return gap if math.isfinite(gap) else math.inf


def differences(
    a: Any, b: Any, where: tuple[str, ...] = (), grave: bool = False
) -> Iterator[Difference]:
    """Return what differs between two recordings, or parts of them, that stand at `where`."""
    if a == b:
        return
    if isinstance(a, dict) and isinstance(b, dict) and "sha" not in a:
        for key in {**a, **b}:
            weights = key == "theta" and bool(a.get("first_order"))
            yield from differences(a.get(key), b.get(key), (*where, key), grave or weights)
        return
    if isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for i, (one, other) in enumerate(zip(a, b, strict=True)):
            name = one.get("what", str(i)) if isinstance(one, dict) else str(i)
            yield from differences(one, other, (*where, name), grave)
        return
    lost = where[-1:] == ("moments",)
    yield Difference(_kind(where), " / ".join(where), _gap(a, b), grave or lost, (a, b))


def _kind(where: Sequence[str]) -> str:
    return next((kind for kind in KINDS if kind in where), "others")


def _gap(a: Any, b: Any) -> float:
    """Return the relative difference of two numbers or digests; NaN if it is not defined."""
    if isinstance(a, dict) and isinstance(b, dict):
        if a["n"] != b["n"]:
            return math.inf
        pairs = zip([*a["some"], a["length"]], [*b["some"], b["length"]], strict=True)
        return max(relative_difference(_number(x), _number(y)) for x, y in pairs) or math.nan
    try:
        return relative_difference(_number(a), _number(b))
    except TypeError:
        return math.nan


def _number(value: Any) -> float:
    """Return a number as `exact` has written it.

    Raises
    ------
    TypeError
        If it is none.
    """
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return float.fromhex(value)
    if isinstance(value, int):
        return float(value)
    raise TypeError(value)


def compare(before: Path, after: Path) -> int:
    """Print what differs between two recordings; return the exit code."""
    a, b = (json.loads(path.read_text("utf-8")) for path in (before, after))
    if a["versions"] != b["versions"]:
        print(f"versions of Python, NumPy, SciPy: {a['versions']} and {b['versions']}")
    grave, printed = 0, set[str]()
    for name in {**a["parts"], **b["parts"]}:
        if name not in a["parts"] or name not in b["parts"]:
            print(f"{name}: only in {before if name in a['parts'] else after}")
            grave += name in a["parts"]
            continue
        found = list(differences(a["parts"][name], b["parts"][name]))
        grave += sum(one.grave for one in found)
        sorted_out = {kind: [one for one in found if one.kind == kind] for kind in KINDS}
        summaries = (f"{kind} {_summary(some)}" for kind, some in sorted_out.items())
        print(f"{name:48} {'  '.join(summaries)}")
        for one in (one for some in sorted_out.values() for one in some[:MAX_PRINTED]):
            text = _in_words(one, a["texts"], b["texts"])
            if one.kind != "words" or text not in printed:  # words: each once
                print(f"    {one.where}: {text}")
            printed.add(text)
    print(f"{grave} grave: weights of first-order runs, or what is missing" if grave else "well")
    return int(grave > 0)


def _summary(found: Sequence[Difference]) -> str:
    """Return a count of the differences, and the largest ones of numbers."""
    if not found:
        return "equal"
    known = [one.relative for one in found if not math.isnan(one.relative)]
    return f"DIFFER ({len(found)}{f', up to {max(known):.1e}' if known else ''})"


def _in_words(one: Difference, before: dict[str, list[str]], after: dict[str, list[str]]) -> str:
    """Return a difference in words: of two texts, from where they differ."""
    grave = "  GRAVE" if one.grave else ""
    a, b = one.values
    if str(a) in before and str(b) in after:
        pairs = zip_longest(before[a], after[b], fillvalue="(nothing)")
        x, y = next((x, y) for x, y in pairs if x != y)
        return f"{x[:100]!r} and {y[:100]!r}"
    if math.isnan(one.relative):
        return f"{str(a)[:60]} and {str(b)[:60]}{grave}"
    return f"{one.relative:.1e}{grave}"
