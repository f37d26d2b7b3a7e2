"""What a page computes in its script, outside jobs: little, at the largest settings there are.

Counted, not timed: passes through a network, and evaluations of a curve.
"""

from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.hosting.memory import MEGABYTE
from app.hosting.results import Results
from app.jobs.job import Job, JobError
from app.pages.sleep.chapters import CHAPTERS
from app.pages.sleep.nights import to_text
from core.data.nights import realistic_nights
from core.engine.backpropagation import Backpropagation
from core.engine.curve import Curve
from core.explain import loss_surfaces
from tests.pages.harness import opened

#: What a script may do of each: a run's first step, readings, and two or three more passes for what
#: stands around the stage; the steps of a short descent on a curve.
MOST = {"forward": 10, "evaluate": 502, "costs_at": 2}
DEEP = {"hidden": "12-12-12-12-12-12"}
NIGHTS = to_text(np.hstack(realistic_nights(500, 1)).tolist())
SLEEP = {**DEEP, "held": "200", "nights": NIGHTS}
LARGEST: dict[str, tuple[str, dict[str, str]]] = {
    "moons": ("moons", {**DEEP, "m": "5000"}),
    "moons, BFGS": ("moons", {**DEEP, "m": "1000", "optimizer": "bfgs"}),
    "digits": ("digits", {"hidden": "100-100", "test": "0"}),
    "digits, Newton-CG": ("digits", {"hidden": "100-100", "optimizer": "newton_cg"}),
    "xor": ("xor", DEEP),
    "backprop": ("backprop", {"epochs": "100000"}),
    "downhill": ("downhill", {"steps": "5000", "alpha": "0.0001"}),
    "downhill, few steps": ("downhill", {"steps": "500", "alpha": "0.0001"}),
    "one weight": ("one_weight", {"steps": "10000"}),
    "one unit": ("one_unit", {"gate": "xor", "steps": "1000"}),
    "cost surfaces": ("cost_surfaces", {}),
    "gradient check": ("gradient_check", {"checked": "10000"}),
    **{f"sleep, {chapter}": ("sleep", {**SLEEP, "chapter": chapter}) for chapter in CHAPTERS},
}


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Return the counts, which go up while pages run; what is a job's is not computed at all."""
    counts: Counter[str] = Counter()

    def count(holder: Any, name: str) -> None:
        function: Callable[..., Any] = getattr(holder, name)

        def counting(*arguments: Any, **named: Any) -> Any:
            counts[name] += 1
            return function(*arguments, **named)

        monkeypatch.setattr(holder, name, counting)

    # Without what other tests of this process have had computed.
    monkeypatch.setattr("app.ui.working.RESULTS", Results(MEGABYTE))
    count(Backpropagation, "forward")
    count(Curve, "evaluate")
    count(loss_surfaces, "costs_at")

    def left_out(job: Job[Any], *arguments: Any, **named: Any) -> Any:
        counts["jobs"] += 1
        raise JobError(job.what)

    monkeypatch.setattr(Job, "run", left_out)
    return counts


@pytest.mark.parametrize("name", LARGEST)
def test_a_script_computes_little_itself(name: str, counted: Counter[str]) -> None:
    page, query = LARGEST[name]
    script = f"from app.pages.{page}.page import render\nrender()\n"
    opened(AppTest.from_string(script, default_timeout=60), query)
    jobs = counted.pop("jobs", 0)
    for what, n in counted.items():
        assert n <= MOST[what], what
    assert counted.total() + jobs > 0
