"""Some of the calls of fuzz.py, which makes as many as one likes; and what it is to notice."""

import warnings
from typing import Any

import numpy as np
import pytest

from core.engine import LBFGSB, Run
from tests.unit.fuzz import fuzz, outcome
from tests.unit.fuzz_cases import Case, always
from tests.unit.nasty import OBJECTIVE, THETA


@pytest.mark.parametrize("seed", [11, 12])
def test_every_call_returns_or_refuses_by_name(seed: int) -> None:
    counts, faults = fuzz(1000, seed)
    assert faults == []
    assert counts["returned"] > 100
    assert counts["refused"] > 300


def attribute(x: Any) -> Any:
    return x.none_such


def nameless(x: Any) -> Any:
    raise ValueError("bad")


def warned(x: Any) -> Any:
    warnings.warn("overflow", RuntimeWarning, stacklevel=1)
    return x


@pytest.mark.parametrize(
    ("call", "noticed"),
    [
        (attribute, "AttributeError"),
        (nameless, "refusal without a name"),
        (warned, "RuntimeWarning"),
        (lambda x: np.array([1.0, np.nan]), "let out NaN"),
        (lambda x: (1.0, [np.inf]), "let out infinity"),
    ],
)
def test_it_notices_what_it_is_for(call: Any, noticed: str) -> None:
    case = Case(call, {"x": always(1)})
    assert outcome(case, {"x": 1}).startswith(noticed)


@pytest.mark.parametrize("number", [np.int8(3), np.uint64(3), np.array(3), np.int16(3)])
def test_numpys_numbers_reach_scipy_as_pythons(number: Any) -> None:
    given: dict[str, Any] = {"max_evals": np.int16(100), "gtol": np.float32(1e-3)}
    optimizer = LBFGSB(maxcor=number, **given)
    assert type(optimizer.options["maxcor"]) is int
    assert type(optimizer.options["gtol"]) is float
    for _ in range(20):  # the crash came at one of several tries
        run = Run(OBJECTIVE, optimizer, THETA)
        run.extend(4)
        assert run.last.k > 0
