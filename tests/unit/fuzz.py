"""Calls of the public functions with arguments that they were not made for, drawn from a seed.

    python -m tests.unit.fuzz 20000 [SEED]

Every call must return finite numbers, or refuse by a ValueError, TypeError or IndexError that
names the argument, what it got and what it takes. Nothing else: no other exception, no warning.
"""

import sys
import warnings
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
from sklearn.exceptions import ConvergenceWarning

from tests.unit.fuzz_cases import CASES, Case
from tests.unit.nasty import nasty, twisted


def is_long(value: Any) -> bool:
    """Say whether a count of this many would take long."""
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return any(map(is_long, value))
    return isinstance(value, int) and value > 100


def oddities(value: Any, may_be_infinite: bool) -> str:
    """Return what is not finite in a result; nothing if all of it is."""
    if isinstance(value, float | np.floating):
        value = np.asarray(value)
    if isinstance(value, np.ndarray):
        if value.dtype.kind != "f":
            return ""
        if np.isnan(value).any():
            return "NaN"
        return "infinity" if not may_be_infinite and np.isinf(value).any() else ""
    parts: list[Any] = []
    if isinstance(value, list | tuple):
        parts = list(value)
    elif is_dataclass(value) and not isinstance(value, type):
        parts = [getattr(value, one.name) for one in fields(value)]
    return next((found for part in parts if (found := oddities(part, may_be_infinite))), "")


def outcome(case: Case, arguments: Mapping[str, Any]) -> str:
    """Call a function; return "returned", "refused", or what went wrong."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        if case.warns:
            warnings.simplefilter("ignore", ConvergenceWarning)
        try:
            found = case.call(**arguments) if case.arguments else None
        except (ValueError, TypeError, IndexError) as error:
            name, _, said = str(error).partition(":")
            allowed = {*arguments, *case.aliases.split()}
            if name in allowed and "got" in said and ("takes" in said or "which" in said):
                return "refused"
            return f"refusal without a name: {type(error).__name__}: {error}"
        except Exception as error:
            return f"{type(error).__name__}: {error}"
    odd = "" if case.passes_on else oddities(found, case.may_be_infinite)
    return f"let out {odd}" if odd else "returned"


def fuzz(n: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Make n calls; return how they went, and what went wrong, each with its call."""
    rng = np.random.default_rng(seed)
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for _ in range(n):
        number = int(rng.integers(len(CASES)))
        case = CASES[number]
        arguments = {name: make(rng) for name, make in case.arguments.items()}
        names = list(arguments)
        for name in rng.choice(names, size=min(len(names), int(rng.integers(1, 3))), replace=False):
            value = twisted(arguments[str(name)], rng) if rng.integers(2) else nasty(rng)
            if not (name in case.counts.split() and is_long(value)):
                arguments[str(name)] = value
        try:
            said = outcome(case, arguments)
        except Exception as error:
            said = f"broken fuzz: {error!r}"
        counts[said if said in ("returned", "refused") else "fault"] += 1
        if said not in ("returned", "refused"):
            faults.append(f"case {number}: {said[:200]}\n    {_shown(arguments)}")
    return counts, faults


def _shown(arguments: Mapping[str, Any]) -> str:
    parts = []
    for name, value in arguments.items():
        try:
            parts.append(f"{name}={value!r}"[:120].replace("\n", " "))
        except RuntimeError:
            parts.append(f"{name}=Evil()")
    return ", ".join(parts)


if __name__ == "__main__":
    calls = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    found, wrong = fuzz(calls, int(sys.argv[2]) if len(sys.argv) > 2 else 0)
    print(dict(found))
    for line in wrong[:60]:
        print(line)
    sys.exit(bool(wrong))
