"""Two pages of one visitor: each keeps its settings, whatever address the browser sends with it."""

import pytest
from streamlit.runtime.state.query_params_proxy import QueryParamsProxy
from streamlit.testing.v1 import AppTest

from app.pages.downhill.settings import DOWNHILL_FORM
from app.pages.moons.experiment import MOONS
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.table import EXPERIMENTS
from app.ui import addresses
from app.ui.forms import page_key
from tests.pages.harness import address_of

SCRIPT = """
import streamlit as st
from app.pages.table import PAGES
PAGES[st.session_state["page"]].render()
"""


class Visitor:
    """One who goes from page to page; the browser's message has a path and a query."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.test = AppTest.from_string(SCRIPT, default_timeout=30)
        monkeypatch.setattr(addresses, "path_in_browser", lambda: self.path)

    def go(self, page: str, query: dict[str, str], path: str | None = None) -> dict[str, str]:
        """Open a page with a query, by default behind its own path; return what it writes."""
        self.path = addresses.url_path(page) if path is None else path
        self.test.session_state["page"] = page
        self.test.query_params.clear()
        for key, value in query.items():
            self.test.query_params[key] = value
        self.test.run()
        assert not self.test.exception
        return address_of(self.test)


@pytest.fixture
def visitor(monkeypatch: pytest.MonkeyPatch) -> Visitor:
    return Visitor(monkeypatch)


@pytest.mark.parametrize("first", ["sleep", "backprop", "downhill"])
def test_what_another_page_has_written_is_not_taken(visitor: Visitor, first: str) -> None:
    before = visitor.go("moons", {"alpha": "0.6", "data": "circles"})
    other = visitor.go(first, {"alpha": "0.02"})
    assert other["alpha"] == "0.02"
    # Behind the path of the moons, and with the moons' address behind that of the other page.
    assert visitor.go("moons", other) == before
    assert visitor.go(first, before) == other


def test_nor_is_it_taken_where_the_page_is_new_to_the_visitor(visitor: Visitor) -> None:
    moons = visitor.go("moons", {"alpha": "0.6"})
    assert visitor.go("sleep", moons) == SLEEP_STUDY.settings().to_address()
    assert visitor.go("downhill", moons) == DOWNHILL_FORM.settings().to_address()


def test_nor_where_it_tells_of_changes_during_the_run(visitor: Visitor) -> None:
    before = visitor.go("moons", {"alpha": "0.6"})
    other = visitor.go("sleep", {"alpha": "0.02", "was": "5~alpha~0.5"})
    assert "was" in other
    assert visitor.go("moons", other) == before


def test_a_page_is_given_back_what_it_had_written(visitor: Visitor) -> None:
    first = visitor.go("moons", {"alpha": "0.6"})
    second = visitor.go("moons", first | {"alpha": "0.7"})
    sleep = visitor.go("sleep", {"alpha": "0.02"})
    # The back button, between pages and within one.
    assert visitor.go("moons", second)["alpha"] == "0.7"
    assert visitor.go("moons", first)["alpha"] == "0.6"
    assert visitor.go("sleep", sleep)["alpha"] == "0.02"


def test_an_address_by_hand_counts_after_other_pages_too(visitor: Visitor) -> None:
    visitor.go("sleep", {})
    backprop = visitor.go("backprop", {})
    assert visitor.go("moons", {"alpha": "0.6"})["alpha"] == "0.6"
    # All keys of another page but one: as a handout may have them.
    handout = {key: value for key, value in backprop.items() if key != "riddle"} | {"m": "500"}
    assert visitor.go("moons", handout)["m"] == "500"
    assert visitor.go("downhill", {"rate": "0.02", "inertia": "0.5"})["alpha"] == "0.02"


def test_what_only_an_unseen_page_writes_is_a_link(visitor: Visitor) -> None:
    backprop = EXPERIMENTS["backprop"].settings().to_address() | {"alpha": "0.6"}
    assert visitor.go("moons", backprop)["alpha"] == "0.6"


def test_the_path_of_another_page_makes_the_query_its_own(visitor: Visitor) -> None:
    before = visitor.go("moons", {"alpha": "0.6"})
    assert visitor.go("moons", {"alpha": "0.7"}, path="sleep") == before


def test_a_page_writes_its_address_over_what_another_has_on_its_way(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The browser puts a late address behind the path of the page that it shows by then."""
    written = []
    write = QueryParamsProxy.from_dict

    def noted(params: QueryParamsProxy, query: dict[str, str]) -> None:
        written.append(query)
        write(params, query)

    monkeypatch.setattr(QueryParamsProxy, "from_dict", noted)
    moons = visitor.go("moons", {"alpha": "0.3"})
    weight = visitor.go("one_weight", {"alpha": "0.2"})
    assert written == [moons, weight]
    # The address of the page itself, as the browser had it before that of the other one came.
    visitor.go("moons", moons)
    assert written == [moons, weight, moons]
    visitor.go("moons", moons)
    assert len(written) == 3  # and once is enough


def test_a_refused_query_leaves_the_run_as_it_is(visitor: Visitor) -> None:
    visitor.go("moons", {"alpha": "0.6"})
    run = visitor.test.session_state[page_key(MOONS.form)].live.lab
    visitor.go("moons", visitor.go("sleep", {}))
    state = visitor.test.session_state[page_key(MOONS.form)]
    assert state.live.lab is run
    assert not state.problems


def test_a_moved_widget_of_a_form_is_not_undone_by_a_late_address(visitor: Visitor) -> None:
    before = visitor.go("downhill", {"alpha": "0.001"})
    visitor.test.select_slider(key="downhill.alpha").set_value(0.02).run()
    now = address_of(visitor.test)
    assert now["alpha"] == "0.02"
    # Another widget, in a message that was sent before that address had come.
    visitor.test.select_slider(key="downhill.pace").set_value(10)
    after = visitor.go("downhill", before)
    assert (after["alpha"], after["pace"]) == ("0.02", "10")
    # The back button comes alone.
    assert visitor.go("downhill", before) == before


def test_a_page_without_settings_clears_the_late_address_of_another() -> None:
    test = AppTest.from_string(
        "from app.ui.forms import clear_late_address, page_state\n"
        "from app.pages.downhill.settings import DOWNHILL_FORM\n"
        "page_state(DOWNHILL_FORM)\nclear_late_address()\n"
    )
    test.query_params["term"] = "plateau"
    test.run()
    assert address_of(test) == {"term": "plateau"}
    for key, value in DOWNHILL_FORM.settings().to_address().items():
        test.query_params[key] = value
    del test.query_params["term"]
    test.run()
    assert address_of(test) == {}
