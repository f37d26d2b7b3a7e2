"""The experiment grid on the pages: its controls, its refusals, its progress, and a cell opened."""

import csv
import json
from io import StringIO
from time import monotonic, sleep
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.sections.grid.experiment_grid import ExperimentGrid
from app.sections.grid.message import message
from app.sections.grid.table_file import csv_text
from app.sections.grid.view import progress_text
from tests.pages.harness import address_of, opened

pytestmark = pytest.mark.xdist_group("workers")

PATIENCE = 120.0
PAGES = {
    "moons": {"m": "60", "epochs": "3"},
    "xor": {"epochs": "3"},
    "sleep": {"epochs": "3"},
    "digits": {"examples": "60", "hidden": "3", "max_evals": "3"},
    "backprop": {"m": "20", "epochs": "3"},
}


def page_of(name: str, **query: str) -> AppTest:
    script = f"from app.pages.{name}.page import render\nrender()\n"
    page = AppTest.from_string(script, default_timeout=60)
    page.session_state[key(name, "open")] = True
    return opened(page, {**PAGES[name], **query})


def key(name: str, widget: str) -> str:
    return f"{name}.grid-{widget}"


def design(page: AppTest, name: str, *axes: tuple[str, str], n: int = 1) -> AppTest:
    """Set the axes: a field and its values each."""
    none = ("", "")
    for place, (field, values) in zip(
        ("columns", "rows", "groups"), (*axes, none, none), strict=False
    ):
        page.selectbox(key(name, place)).set_value(field).run()
        if field:
            page.text_input(key(name, f"{place}-values")).set_value(values).run()
    page.number_input(key(name, "n")).set_value(n).run()
    assert not page.exception
    return page


def trained(page: AppTest, name: str) -> ExperimentGrid:
    """Press the button, and wait until all is trained."""
    page.button(key(name, "begin")).click().run()
    assert not page.exception
    grid = page.session_state[f"{name}.grid"]
    assert isinstance(grid, ExperimentGrid)
    deadline = monotonic() + PATIENCE
    while not grid.work.ask():
        assert monotonic() < deadline
        sleep(0.05)
    page.run()
    assert not page.exception
    return grid


AXES: dict[str, tuple[tuple[str, str], ...]] = {
    "moons": (("noise", "0, 0.2"), ("hidden", "2, 5-5")),
    "xor": (("hidden", "0, 3"), ("activation", "tanh, ReLU")),
    "sleep": (("hidden", "1, 3"), ("held", "0, 20")),
    "digits": (("max_evals", "2, 4"), ("lambda_", "0, 1")),
    "backprop": (("alpha", "0.01, 0.1"), ("batch", "all, 5")),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_grid_is_trained_on_every_live_page(name: str) -> None:
    page = design(page_of(name), name, *AXES[name])
    grid = trained(page, name)
    assert grid.work.state == "done"
    assert len(grid.outcomes) == 4
    assert progress_text(grid) == "All 4 networks trained"
    shown = json.loads(json.dumps(message(grid), allow_nan=False))
    assert [axis["label"] for axis in shown["axes"]] == [axis.label for axis in grid.design.axes]
    assert len(shown["cells"]) == 4
    for cell in shown["cells"]:
        assert cell["problem"] == ""
        assert cell["n"] == 1
        assert cell["picture"] is not None
        assert shown["palettes"][cell["picture"]["palette"]]
        assert any(cell["values"].values())
    text = csv_text(grid.design, grid.cells, grid.trials, grid.outcomes)
    assert len(list(csv.DictReader(StringIO(text)))) == 4


def test_a_cell_opens_as_it_stands_there() -> None:
    page = design(page_of("moons"), "moons", *AXES["moons"], n=3)
    grid = trained(page, "moons")
    number = 3
    summary = grid.summaries()[number]
    assert summary is not None
    middle = summary.middle
    assert middle is not None
    assert grid.settings_of(number).start == middle.repeat
    assert (grid.settings_of(number).noise, grid.settings_of(number).hidden) == (0.2, (5, 5))  # type: ignore[attr-defined]


def test_what_makes_no_grid_is_said_and_nothing_begins() -> None:
    page = page_of("moons")
    for values, sentence in (("0, 7", "“7” is not a value of Noise"), ("", "is empty")):
        design(page, "moons", ("noise", values))
        assert any(sentence in error.value.replace("\\", "") for error in page.error)
        assert page.button(key("moons", "begin")).disabled
    design(page, "moons", ("noise", "0, 0.1"), n=0)
    assert any("got 0, takes 1 to 50" in error.value.replace("\\", "") for error in page.error)
    assert page.button(key("moons", "begin")).disabled
    design(page, "moons", ("noise", "0, 0.1"), n=1)
    assert not page.error
    assert not page.button(key("moons", "begin")).disabled
    assert "moons.grid" not in page.session_state


def test_another_experiment_fills_in_its_settings() -> None:
    page = page_of("moons")
    page.selectbox(key("moons", "preset")).set_value("alpha_batch").run()
    assert page.selectbox(key("moons", "columns")).value == "alpha"
    assert page.text_input(key("moons", "columns-values")).value == "0.01, 0.03, 0.1, 0.3, 1.0, 3.0"
    assert page.text_input(key("moons", "rows-values")).value == "all, 100, 10, 1"
    # A field of one's own choice brings values to begin with.
    page.selectbox(key("moons", "groups")).set_value("cost").run()
    assert "softmax" in str(page.text_input(key("moons", "groups-values")).value)
    assert not page.exception


def test_a_page_without_a_learning_rate_gets_an_optimizer_that_has_one() -> None:
    page = page_of("sleep")
    page.selectbox(key("sleep", "preset")).set_value("alpha_batch").run()
    said = [caption.value.replace("\\", "") for caption in page.caption]
    assert any("In all cells: Optimizer gradient descent" in one for one in said)


def test_nothing_is_drawn_before_it_is_opened() -> None:
    script = "from app.pages.moons.page import render\nrender()\n"
    page = opened(AppTest.from_string(script, default_timeout=60), PAGES["moons"])
    assert key("moons", "preset") not in page.session_state
    page.session_state[key("moons", "open")] = True
    page.run()
    assert page.selectbox(key("moons", "preset")).value == "units_noise"


def test_an_address_opens_a_ready_experiment() -> None:
    # As the navigation does it, before the page writes the address.
    script = (
        "from app.ui.storage import first_address\nfirst_address()\n"
        "from app.pages.moons.page import render\nrender()\n"
    )
    query = {**PAGES["moons"], "grid": "alpha_batch"}
    page = opened(AppTest.from_string(script, default_timeout=60), query)
    assert page.selectbox(key("moons", "preset")).value == "alpha_batch"
    other = opened(AppTest.from_string(script, default_timeout=60), {**query, "grid": "nonsense"})
    assert key("moons", "preset") not in other.session_state


def test_the_page_itself_is_left_as_it_is() -> None:
    page = design(page_of("moons"), "moons", *AXES["moons"])
    before: dict[str, Any] = address_of(page)
    trained(page, "moons")
    assert address_of(page) == before
