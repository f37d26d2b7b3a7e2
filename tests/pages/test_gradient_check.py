"""The page that checks gradients: what it shows, its address, its verdicts."""

from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.pages.gradient_check.cases import CASES, EPSILONS
from app.pages.gradient_check.check import chosen_parameters, sweep, verdict
from app.pages.gradient_check.settings import GradientCheckSettings
from app.pages.moons.experiment import MOONS
from core.engine.network import Network
from core.explain.gradient_check import GradientCheck
from tests.golden.figures import GOLDEN
from tests.pages.harness import address_of, opened, read

LAB = MOONS.lab(MOONS.settings(m=40, test=0))


#: The harness cannot go to a page that is a function, so the page is a script of its own here.
SCRIPT = "from app.pages.gradient_check.page import render\nrender()\n"


def open_page(**query: str) -> AppTest:
    """Open the page at an address."""
    return opened(AppTest.from_string(SCRIPT, default_timeout=30), query)


def table_of(page: AppTest) -> dict[str, list[Any]]:
    """Return the columns of the table."""
    return {str(name): list(column) for name, column in page.dataframe[0].value.items()}


def check_of(settings: GradientCheckSettings) -> tuple[GradientCheck, tuple[GradientCheck, ...]]:
    """Return the check with these settings, and that at every epsilon."""
    objective, theta = CASES[settings.case].make(settings.lambda_, LAB, 0)
    indices = chosen_parameters(settings, objective.network)
    checks = sweep(objective, theta, indices)
    return checks[EPSILONS.index(settings.epsilon)], checks


def test_it_opens_with_the_exercises_table() -> None:
    page = open_page()
    table = table_of(page)
    assert list(table) == ["parameter", "numerical", "backpropagation", "relative difference"]
    assert table["parameter"][:5] == ["b1[1]", "W1[1,1]", "W1[2,1]", "W1[3,1]", "b1[2]"]
    expected = GOLDEN["ex4"]["check_network"]["gradient_lambda_0"]
    np.testing.assert_allclose(table["backpropagation"], expected, rtol=5e-9)
    np.testing.assert_allclose(table["numerical"], expected, atol=1e-9)
    assert "the difference is less than 1e-9" in page.success[0].value
    assert address_of(page) == {
        "case": "exercise4", "epsilon": "0.0001", "lambda_": "0.0", "checked": "40",
        "seed": "0",
    }  # fmt: skip


def test_the_slider_shows_truncation_and_rounding() -> None:
    page = open_page()
    page.select_slider(key="gradient_check.epsilon").set_value(0.3).run()
    assert "ε is too coarse" in page.warning[0].value
    assert address_of(page)["epsilon"] == "0.3"
    page.select_slider(key="gradient_check.epsilon").set_value(1e-11).run()
    assert "ε is too fine" in page.warning[0].value
    ratio = next(metric.value for metric in page.metric if "difference" in metric.label)
    assert float(ratio) > 1e-7


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("lambda_", [0.0, 3.0])
def test_every_case_is_right_with_a_fair_epsilon(case: str, lambda_: float) -> None:
    settings = GradientCheckSettings(case=case, lambda_=lambda_)
    check, checks = check_of(settings)
    assert verdict(check, checks).kind == "right"
    assert check.norm_ratio < 1e-8


@pytest.mark.parametrize("case", CASES)
def test_the_page_shows_every_case(case: str) -> None:
    page = open_page(case=case, checked="10", seed="3")
    assert page.success
    assert any(read(caption.value).startswith(CASES[case].note) for caption in page.caption)
    shown = {(slider.key or "").split(".")[-1] for slider in page.select_slider}
    assert ("lambda_" in shown) == (case != "moons")
    assert ("checked" in shown) == (case == "digits")


def test_a_sample_of_the_digits_is_drawn_again_by_its_number() -> None:
    names = [table_of(open_page(case="digits", seed=seed))["parameter"] for seed in ("0", "0", "1")]
    assert names[0] == names[1] != names[2]
    assert {str(name).split("[")[0] for name in names[0]} == {"W1", "b1", "W2", "b2"}


def test_a_wrong_gradient_is_found() -> None:
    check, checks = check_of(GradientCheckSettings())
    wrong = tuple(
        GradientCheck(one.names, one.analytic * 1.01, one.numerical, one.epsilon) for one in checks
    )
    assert verdict(wrong[EPSILONS.index(check.epsilon)], wrong).kind == "wrong"


def test_a_bad_address_falls_back_and_says_so() -> None:
    page = open_page(case="nobody", epsilon="0", seed="x")
    said = " ".join(read(toast.value) for toast in page.toast)
    assert len(page.toast) == 3
    assert "1e-12 to 1" in said
    assert table_of(page)["parameter"][0] == "b1[1]"
    page.run()
    assert not page.toast


def test_an_address_of_before_opens() -> None:
    page = open_page(case="digits", lambda_="3.0", draw="5")
    assert page.number_input(key="gradient_check.seed").value == 5
    page = open_page(check_lambda="0.3")
    assert address_of(page)["lambda_"] == "0.3"


def test_parameters_come_in_the_exercises_order() -> None:
    network = Network((2, 2, 1), ("sigmoid", "sigmoid"))
    names = [
        network.parameter_names[i] for i in chosen_parameters(GradientCheckSettings(), network)
    ]
    assert names == [
        "b1[1]", "W1[1,1]", "W1[2,1]", "b1[2]", "W1[1,2]", "W1[2,2]", "b2[1]", "W2[1,1]", "W2[2,1]",
    ]  # fmt: skip
