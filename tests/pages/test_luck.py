"""The section Luck on a page: trained, said in a sentence, refused in one."""

from time import monotonic, sleep

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.harness import opened
from tests.serving import PATIENCE

ALONE = "from app.pages.moons.page import render\nrender()\n"


def open_moons(**query: str) -> AppTest:
    return opened(
        AppTest.from_string(ALONE, default_timeout=PATIENCE),
        {"data": "moons", "m": "60", "hidden": "3", "epochs": "20", **query},
    )


def test_networks_are_trained_and_the_result_is_said() -> None:
    page = open_moons()
    page.number_input(key="moons.luck-n").set_value(8)
    page.button(key="moons.luck-begin").click().run()
    deadline = monotonic() + PATIENCE
    while page.button(key="moons.luck-begin").disabled:
        assert monotonic() < deadline
        sleep(0.1)
        page.run()
    assert not page.exception
    said = [text.value for text in page.markdown]
    assert any("of 8 networks have solved it" in text for text in said)
    assert any("All of it is the draw of the initial weights" in text for text in said)
    page.number_input(key="moons.luck-accuracy").set_value(0.0).run()
    assert any("8 of 8 networks have solved it" in text.value for text in page.markdown)
    page.button(key="moons.luck-compare").click().run()
    assert not page.exception
    assert "vs" in page.query_params


@pytest.mark.parametrize("n", [0, 1000])
def test_too_many_or_none_are_refused_with_a_sentence(n: int) -> None:
    page = open_moons()
    page.number_input(key="moons.luck-n").set_value(n)
    page.button(key="moons.luck-begin").click().run()
    assert not page.exception
    assert len(page.error) == 1
    assert "takes a whole number from 8 to 128" in page.error[0].value
    assert not page.button(key="moons.luck-begin").disabled
