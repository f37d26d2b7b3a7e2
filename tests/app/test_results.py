"""Results that are kept: by values, within their bytes, and nothing else alive with them."""

import gc
import pickle
import re
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from app.hosting import metrics, results
from app.hosting.results import Results
from app.pages.moons.experiment import MOONS
from app.run.lab import Lab
from app.ui import working
from tests.serving import PATIENCE

MAX_BYTES = 2000
#: The section below the moons, with a run of ten epochs that nothing else holds.
SCRIPT = """
import streamlit as st
from app.live.live import Live
from app.hosting.shares import SHARES
from app.pages.moons.experiment import MOONS
from app.sections.loss_surface.view import loss_surface_section
from app.ui import session

page = session.page(MOONS)
if page.live is None:
    page.live = Live(MOONS, MOONS.settings(m=40, speed=10), SHARES)
    page.live.shown = page.live.lab.advance(10)
st.session_state["lab"] = page.live.lab
loss_surface_section(MOONS)
"""

#: The same study twice: it does not depend on lambda.
STUDIES = """
import streamlit as st
from app.pages.sleep import studies
from app.pages.sleep.experiment import SLEEP_STUDY

settings = SLEEP_STUDY.settings(held=20)
st.session_state["first"] = studies.sweep(settings)
st.session_state["second"] = studies.sweep(settings.but(lambda_=0.5, epochs=7))
"""
KEYS = st.tuples(st.sampled_from("abcd"), st.sampled_from((0, 1, 300, 700, 1990)))


@given(st.lists(KEYS, max_size=40))
def test_the_bound_on_bytes_holds_and_the_least_recently_used_goes_first(
    keys: list[tuple[str, int]],
) -> None:
    kept = Results(MAX_BYTES)
    sizes: dict[tuple[str, int], int] = {}
    for key in keys:
        result = (key[0], bytes(key[1]))
        kept.keep(key, result)
        if (size := len(pickle.dumps(result))) > MAX_BYTES:
            continue
        sizes.pop(key, None)
        sizes[key] = size
        while sum(sizes.values()) > MAX_BYTES:
            sizes.pop(next(iter(sizes)))
        assert kept.n_bytes == sum(sizes.values())
    assert {key: kept.get(key) for key in sizes} == {key: (key[0], bytes(key[1])) for key in sizes}
    assert len(kept) == len(sizes)


def test_what_was_asked_for_lately_stays() -> None:
    kept = Results(MAX_BYTES)
    for key in ("a", "b"):
        kept.keep(key, bytes(900))
    assert kept.get("a") is not None
    kept.keep("c", bytes(900))
    assert [kept.get(key) is not None for key in ("a", "b", "c")] == [True, False, True]
    assert (kept.hits, kept.misses) == (3, 1)


def test_one_that_is_too_large_is_made_and_not_kept() -> None:
    kept = Results(MAX_BYTES)
    kept.keep("small", 1)
    assert len(kept.get_or_make("large", lambda: bytes(MAX_BYTES))) == MAX_BYTES
    assert (len(kept), kept.get("small")) == (1, 1)


def test_everybody_has_a_copy_of_their_own() -> None:
    kept = Results(MAX_BYTES)
    numbers = [1.0, 2.0]
    kept.keep("numbers", numbers)
    numbers.append(3.0)
    kept.get("numbers").append(4.0)
    assert kept.get("numbers") == [1.0, 2.0]


def test_threads_may_share_it() -> None:
    kept = Results(MAX_BYTES)

    def square(n: int) -> tuple[int, bytes]:
        return n * n, bytes(100)

    def work(seed: int) -> bool:
        rng = np.random.default_rng(seed)
        return all(
            kept.get_or_make(("square", n), partial(square, n)) == square(n)
            for n in rng.integers(0, 60, 300).tolist()
        )

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))
    assert kept.hits + kept.misses == 8 * 300
    assert 0 < kept.n_bytes <= MAX_BYTES


@pytest.fixture
def empty(monkeypatch: pytest.MonkeyPatch) -> Iterator[Results]:
    """Let the app keep its results in a place of this test's own."""
    kept = Results(results.MEGABYTE)
    for module in (working, metrics):
        monkeypatch.setattr(module, "RESULTS", kept)
    yield kept


def test_a_surface_is_kept_and_its_run_is_not(empty: Results) -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=60).run()
    page.button[0].click().run()
    assert not page.exception
    assert (len(empty), empty.hits, empty.misses) == (1, 0, 1)
    page.run()  # the page has its own: no question to anybody
    assert (empty.hits, empty.misses) == (0, 1)

    # Another visitor asks for the same: no surface is made.
    other = AppTest.from_string(SCRIPT, default_timeout=60).run()
    other.button[0].click().run()
    assert (len(empty), empty.hits, empty.misses) == (1, 1, 1)

    # The one that made it goes; of the last one that ran, Streamlit itself holds on to the script.
    lab = weakref.ref(page.session_state["lab"])
    assert isinstance(lab(), Lab)
    del page
    gc.collect()
    assert lab() is None
    assert len(empty) == 1


def test_other_settings_another_epoch_or_plane_are_another_surface(empty: Results) -> None:
    live = AppTest.from_string(SCRIPT, default_timeout=60).run()
    live.button[0].click().run()
    live.segmented_control[0].set_value("slice").run()
    live.button[0].click().run()
    assert len(empty) == 2
    other = AppTest.from_string(SCRIPT.replace("advance(10)", "advance(9)"), default_timeout=60)
    other.run().button[0].click().run()
    assert len(empty) == 3
    other = AppTest.from_string(SCRIPT.replace("m=40", "m=40, alpha=0.2"), default_timeout=60)
    other.run().button[0].click().run()
    assert len(empty) == 4


def test_nights_are_studied_once(empty: Results) -> None:
    page = AppTest.from_string(STUDIES, default_timeout=PATIENCE).run()
    assert not page.exception
    # What the study does not depend on makes no other of it.
    assert page.session_state["second"] == page.session_state["first"]
    assert (empty.hits, empty.misses) == (1, 1)


def test_the_host_sees_it(empty: Results) -> None:
    empty.keep("one", 1)
    empty.get("one")
    empty.get("two")
    text = metrics.text().decode()
    expected = {"": 1, "_bytes": empty.n_bytes, "_hits_total": 1, "_misses_total": 1}
    for name, value in expected.items():
        found = re.search(rf"^glassnet_results{name} (\S+)$", text, re.MULTILINE)
        assert found, name
        assert float(found[1]) == value


def test_labs_do_not_go_in() -> None:
    """A key is values: what names a result is their hash, whatever they are."""
    kept, lab = Results(MAX_BYTES), MOONS.lab(MOONS.settings(m=40))
    gone = weakref.ref(lab)
    kept.keep(("of a run", *sorted(lab.settings.to_address().items())), 1)
    del lab
    gc.collect()
    assert gone() is None
    assert kept.n_bytes == len(pickle.dumps(1))
