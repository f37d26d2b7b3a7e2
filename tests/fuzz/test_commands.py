"""Any sequence of commands is answered by a message that a browser can read, or refused."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.by_hand.tabs import TABS
from app.live.answer import answer_to
from app.live.command import LARGEST, NAMES, read_command
from app.live.live import Live
from app.live.route import MAX_BYTES
from app.pages.digits.selection import EXAMPLE_LISTS
from app.pages.table import EXPERIMENTS
from tests.asking import Asking
from tests.fuzz.strategies import CASES, JUNK, corners
from tests.fuzz.visits import check_json

EACH = max(1, CASES // len(EXPERIMENTS))
MOST_COMMANDS = 8
#: A network small enough that a command is quick.
SMALL = {"m": "20", "examples": "40", "hidden": "2", "epochs": "50", "optimizer": "adam"}

NUMBERS = st.sampled_from(
    [0, 1, 2, 3, 29, 30, 50, 51, 10**6, LARGEST - 1, LARGEST, 10**400, -1, True, 0.5, 1e300, -1e300]
)
#: Anything that JSON holds, deep and long.
ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | NUMBERS
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([word for word in JUNK if word.isascii()]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
POINTS = st.lists(st.lists(st.floats(-10, 10) | NUMBERS, min_size=2, max_size=2), max_size=6)


def damaged(record: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Return records as these say, parts of them left out or anything in their place."""
    return st.fixed_dictionaries({}, optional={key: one | ANYTHING for key, one in record.items()})


#: What a visitor may want to look at, of every page.
WISH = damaged(
    {
        "by_hand": damaged(
            {
                "number": NUMBERS,
                "tab": st.sampled_from([*TABS, ""]),
                "index": NUMBERS,
                "unit": st.lists(NUMBERS, max_size=3),
                "example": NUMBERS,
                "epsilon": st.sampled_from([1e-4, 1e-12, 1.0, 0.0, 1e-300]),
                "answer": st.text(max_size=50),
            }
        ),
        "digits": damaged(
            {
                "number": NUMBERS,
                "drawing": NUMBERS,
                "strokes": st.lists(POINTS, max_size=4),
                "unit": NUMBERS,
                "wall": st.sampled_from(EXAMPLE_LISTS),
            }
        ),
    }
)


def setting(page: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return what a stage may set: any field, legal or not."""
    fields = EXPERIMENTS[page].form.fields
    # As many epochs and as large a network as these tests have time for.
    quick = [name for name in fields if name not in {"hidden", "m", "examples", "nights"}]
    texts = {name: st.sampled_from(corners(fields[name])) for name in quick}
    one = st.sampled_from(quick).flatmap(
        lambda name: st.fixed_dictionaries({name: texts[name] | ANYTHING})
    )
    return one | st.dictionaries(st.text(max_size=8), ANYTHING, max_size=2)


def commands(page: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return commands, some of them damaged."""
    known = {key: st.just("known") for key in ("scene", "branch", "jumps", "view", "slow")}
    sound = {
        "name": st.sampled_from(NAMES),
        "number": st.integers(0, 30),
        "epoch": st.integers(0, 60),
        "n": st.integers(0, 40),
        "shown": st.integers(0, 60),
        "wish": WISH,
        "set": setting(page),
    }
    return st.fixed_dictionaries(
        {"name": sound["name"], "number": sound["number"], **known},
        optional={key: sound[key] for key in ("epoch", "n", "shown", "wish", "set")},
    ) | damaged(sound | known)


class Stage(Asking):
    """Who sends bytes as a browser's, and reads what comes."""

    seconds = 0.0

    def send(self, said: dict[str, Any]) -> bool:
        """Send a command, "known" filled in; return whether it was one."""
        filled = {
            key: self.known.get(key, value) if value == "known" else value
            for key, value in said.items()
        }
        try:
            command = read_command(json.dumps(filled).encode())
        except ValueError as error:
            assert ": takes" in str(error) or ", takes" in str(error), error
            return False
        check_json(self.read(answer_to(self.live, command, self.seconds)).header)
        return True


@pytest.mark.parametrize("page", EXPERIMENTS)
def test_any_commands_are_answered_or_refused(page: str) -> None:
    experiment = EXPERIMENTS[page]
    start, _ = experiment.form.read({k: v for k, v in SMALL.items() if k in experiment.form.fields})
    taken = []

    @settings(
        max_examples=EACH,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
    )
    @given(st.lists(commands(page), min_size=1, max_size=MOST_COMMANDS))
    def try_some(said: list[dict[str, Any]]) -> None:
        stage = Stage(Live(experiment, start))
        taken.extend([stage.send(one) for one in said])
        stage.ask("show", 1)  # who is honest is answered as ever

    try_some()
    assert any(taken)


@pytest.mark.parametrize(
    "data",
    [
        b'{"name":' * 9000,
        b"[" * MAX_BYTES,
        b'{"name":"more","number":1,"wish":' + b'{"a":' * 900 + b"1" + b"}" * 901,
        b'{"name":"more","number":1,"wish":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
        b'{"name":"show","number":' + b"9" * 5000 + b"}",
        b'{"name":"show","number":1,"name":["show"]}',
        b'{"name":"show","number":1,"scene":"\\ud800"}',
        # As a whole number it has 301 digits, which were sent back.
        b'{"name":"show","number":1,"wish":{"by_hand":{"number":1e300,"tab":"chain"}}}',
        b'{"name":"show","number":1,"wish":{"digits":{"number":-1e300}}}',
    ],
)
def test_what_is_deep_long_or_doubled_harms_nothing(data: bytes) -> None:
    live = Live(EXPERIMENTS["moons"], EXPERIMENTS["moons"].settings(m=20, hidden=(2,)))
    try:
        command = read_command(data)
    except ValueError:
        return
    check_json(Stage(live).read(answer_to(live, command, 0.0)).header)
