"""Backprop by hand: the panel shows the numbers of the engine, whatever a browser sends."""

import json
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.by_hand.doctor import unit_problems
from app.by_hand.epoch_state import EpochState
from app.by_hand.notation import Notation, mathml
from app.by_hand.panel import panel
from app.by_hand.paths import path_lines
from app.by_hand.selection import read_selection
from app.by_hand.tabs import TABS
from app.hosting.paths import ASSETS
from app.live.experiment import Experiment
from app.pages.backprop.experiment import BACKPROP
from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.table import EXPERIMENTS
from app.pages.xor.experiment import XOR
from core.engine.activations import ACTIVATIONS
from core.engine.costs import COSTS
from core.engine.network import Network
from core.engine.objective import Objective
from core.explain.unit_doctor import examine
from tests.app.panel_checks import SMALL, lab_of, panel_json, results
from tests.golden.figures import GOLDEN
from tests.story import story


def test_the_exercise_with_two_tanh_layers_is_the_pages_own() -> None:
    lab = lab_of(BACKPROP, 300)
    for epoch, J in GOLDEN["moons_tanh"]["loss_at_epoch"].items():
        assert lab.step(int(epoch)).J == pytest.approx(J, rel=1e-9)


@pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=EXPERIMENTS)
@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("selected", [{}, {"example": None}, {"unit": (1, 2)}, {"index": 10**6}])
def test_every_tab_says_something_on_every_page(
    experiment: Experiment[Any], tab: str, selected: dict[str, Any]
) -> None:
    lab = lab_of(experiment, **SMALL.get(experiment.form.name, {}))
    found = panel_json(lab, 2, tab, **selected)
    assert found["epoch"] == 2
    assert found["tab"] == tab
    assert 0 <= found["index"] < lab.network.n_parameters


@pytest.mark.parametrize("index", range(25))
def test_the_lines_of_a_weight_equal_the_engine(index: int) -> None:
    lab = lab_of(BACKPROP)
    found = panel_json(lab, 2, "chain", index=index, example=16)
    come = results(found["lines"])
    sound = lab.objective(2)(lab.step(2).theta).dJ_dtheta[index]
    assert come["all examples, summed"] == pytest.approx(sound, rel=1e-12)
    assert found["dJ_dw"] == pytest.approx(sound, rel=1e-12)
    # The very weight that the run goes on with.
    assert come["update"] == lab.step(3).theta[index]
    if found["full"]:
        together = results(found["full"])["together"]
        assert together == pytest.approx(come["example 17’s part"], rel=1e-12)


def test_the_factors_of_a_line_multiply_to_its_number() -> None:
    lab = lab_of(BACKPROP)
    for index in (0, 4, 7, 10, 20, 24):
        lines = panel_json(lab, 2, "chain", index=index, example=5)["lines"]
        part = next(line for line in lines if line["what"] == "example 6’s part")
        result, *factors = [term["value"] for term in part["terms"] if "value" in term]
        assert result == pytest.approx(np.prod(factors), rel=1e-12)
        total = next(line for line in lines if line["what"] == "all examples, summed")
        result, *contributions = [term["value"] for term in total["terms"] if "value" in term]
        assert result == pytest.approx(np.sum(contributions), rel=1e-12)


def test_the_exercises_derivation_stands_there_in_full() -> None:
    lab = lab_of(BACKPROP)
    lines = path_lines(EpochState(lab, 2), 3, 0)
    assert len(lines) == 3 + 1  # over each unit of the second layer, and together
    texts = [term.tex for term in lines[0].terms if term.value is not None]
    assert texts == [
        r"(\hat y - y)",
        "W^{(3)}_{1,1}",
        r"(1 - (a^{(2)}_{1})^2)",
        "W^{(2)}_{1,1}",
        r"(1 - (a^{(1)}_{1})^2)",
        "x_{2}",
        "",
    ]


@pytest.mark.parametrize(
    ("experiment", "values"),
    [
        (MOONS, {"m": 40, "cost": "mse", "lambda_": 1.0}),
        (MOONS, {"m": 40, "cost": "softmax_cross_entropy", "activation": "relu"}),
        (MOONS, {"m": 40, "penalty": "l1", "lambda_": 2.0}),
        (XOR, {"cost": "mse"}),
        (SLEEP_STUDY, {"optimizer": "gradient_descent"}),
        (DIGITS, {"examples": 40, "hidden": (4, 3), "optimizer": "adam", "alpha": 0.01}),
    ],
)
def test_deltas_come_out_of_their_factors(
    experiment: Experiment[Any], values: dict[str, Any]
) -> None:
    lab = lab_of(experiment, **values)
    network = lab.network
    for layer in range(1, network.depth + 1):
        index = next(block.start for block in network.blocks if block.layer == layer)
        lines = panel_json(lab, 2, "chain", index=index, example=1)["lines"]
        delta = next(line for line in lines if line["what"].startswith("delta"))
        numbers = [term["value"] for term in delta["terms"] if "value" in term]
        _result, *factors = numbers
        if layer == network.depth:
            assert numbers[0] == pytest.approx(np.prod(factors), rel=1e-12)
        else:
            *sums, f_prime = factors
            pairs = np.array(sums).reshape(-1, 2).prod(axis=1) if len(sums) > 1 else np.array(sums)
            assert numbers[0] == pytest.approx(pairs.sum() * f_prime, rel=1e-9, abs=1e-300)


def test_a_batch_and_other_optimizers_say_what_they_make_of_it() -> None:
    lab = lab_of(XOR)  # one example at a time: an epoch is four updates
    lines = panel_json(lab, 2, "chain", index=0)["lines"]
    update = lines[-1]
    assert update["what"].startswith("update, the first of 4 in this epoch, with example ")
    optimizer = lab.optimizer(2)
    following = optimizer.step(lab.goal(2), lab.step(2))
    assert following is not None
    assert update["terms"][0]["value"] == following.theta[0]
    adam = lab_of(MOONS, m=40, optimizer="adam")
    assert panel_json(adam, 2, "chain")["lines"][-1]["what"] == "update by Adam"
    # The next iterate of a search is shown once the run has made it.
    bfgs = lab_of(SLEEP_STUDY)
    come = results(panel_json(bfgs, 2, "chain", index=4)["lines"])
    assert come["iteration by BFGS"] == bfgs.step(3).theta[4]
    fresh = panel_json(bfgs, 3, "chain")["lines"][-1]
    assert fresh["what"] == "iteration by BFGS"  # not known yet
    assert "value" not in fresh["terms"][0]


@pytest.mark.parametrize("batch", [1, 3, 7])
def test_the_batch_that_comes_next_is_named(batch: int) -> None:
    lab = lab_of(BACKPROP, 5, m=20, batch=batch)
    members = EpochState(lab, 4).batch
    assert members is not None
    assert len(members) == batch
    objective = lab.objective(4)
    alone = Objective(lab.network, objective.cost.name, objective.X[members], objective.y[members])
    expected = alone(lab.step(4).theta).dJ_dtheta
    np.testing.assert_allclose(lab.step(4).dJ_dtheta, expected, rtol=1e-9, atol=1e-14)
    found = panel_json(lab, 4, "steps")["stages"]
    assert found[-2]["weights"] == pytest.approx(lab.step(4).dJ_dtheta.tolist())
    assert f"{members[0] + 1}" in found[-2]["what"]
    assert found[-1]["action"] == "Make the epoch ›"


def test_a_tab_about_weights_shows_the_first_weight_into_a_unit() -> None:
    lab = lab_of(BACKPROP)
    about_weights = [tab.name for tab in TABS.values() if tab.weights_only]
    assert about_weights == ["contributions", "check", "broken"]
    for tab in about_weights:
        found = panel_json(lab, 2, tab, unit=(2, 1))
        assert found["unit"] is None
        assert (found["layer"], found["i"], found["j"]) == (2, 0, 1)
    assert panel_json(lab, 2, "chain", unit=(2, 1))["unit"] == [2, 1]


def test_the_browser_has_the_same_tabs() -> None:
    folder = ASSETS / "live" / "by_hand"
    contents, panel = ((folder / name).read_text() for name in ("contents.js", "panel.js"))
    shown = re.findall(r'name: "(\w+)",\s*label: _\("([A-Z][^"]+)"\),\s', contents)
    assert shown == [(tab.name, tab.title) for tab in TABS.values()]
    (about_weights,) = re.findall(r"ABOUT_WEIGHTS = \[(.*?)\]", panel)
    assert re.findall(r"\w+", about_weights) == [t.name for t in TABS.values() if t.weights_only]


def test_the_cost_stage_has_the_penalty_in_formula_and_numbers() -> None:
    lab = lab_of(BACKPROP, lambda_=10.0)
    cost = next(one for one in panel_json(lab, 2, "steps")["stages"] if one["title"] == "Cost")
    numbers = {row["name"]: row["values"][0] for row in cost["rows"]}
    parts = lab.objective(2).parts(lab.step(2).theta)
    assert numbers["penalty"] == pytest.approx(parts.penalty)
    assert numbers["J"] == pytest.approx(parts.J)
    assert "&#x003BB;" in cost["math"]  # lambda


def test_the_doctor_speaks_of_units_together_and_of_the_network_first() -> None:
    lab = lab_of(MOONS, m=60, hidden=(4, 3), activation="relu")
    health = examine(lab.objective(0), lab.step(0).theta)
    found = unit_problems(replace(health[0], saturated=np.array([1.0, 0.2, 1.0, 1.0])), "ReLU")
    assert found[0].startswith("Units 1, 3 and 4 of layer 1 are dead")
    deep = story(m=60, hidden=(5, 5, 5, 5))
    vanished = panel_json(lab_of(MOONS, **deep.values), 2, "doctor")["doctor"]["said"]
    assert vanished[0].startswith("The gradient vanishes")


@given(st.integers(0, 24), st.sampled_from([0.0, 2.0]))
@settings(deadline=None, max_examples=20)
def test_contributions_add_up_to_the_gradient(index: int, lambda_: float) -> None:
    lab = lab_of(BACKPROP, m=50, lambda_=lambda_)
    contributions = panel_json(lab, 2, "contributions", index=index)["contributions"]
    sound = lab.objective(2)(lab.step(2).theta).dJ_dtheta[index]
    assert contributions["sum"] + contributions["slope"] == pytest.approx(
        contributions["total"], rel=1e-12
    )
    assert contributions["total"] == pytest.approx(sound, rel=1e-9, abs=1e-12)
    assert sorted(contributions["examples"]) == list(range(50))
    assert contributions["up"] + contributions["down"] <= 50


def test_the_stages_go_forward_and_back_and_end_with_the_update() -> None:
    lab = lab_of(BACKPROP)
    found = panel_json(lab, 2, "steps", example=3)["stages"]
    titles = [stage["title"] for stage in found]
    assert titles == [
        "Input",
        "Forward: layer 1",
        "Forward: layer 2",
        "Forward: output",
        "Cost",
        "Back: output",
        "Back: layer 2",
        "Back: layer 1",
        "Gradient",
        "Update",
    ]
    theta, following = lab.step(2).theta, lab.step(3).theta
    assert found[-1]["weights"] == pytest.approx((following - theta).tolist())
    assert found[-2]["weights"] == pytest.approx(lab.step(2).dJ_dtheta.tolist())
    activations = lab.network.forward(theta, lab.task.inputs[3:4])
    for layer in (1, 2, 3):
        assert found[layer]["rows"][1]["values"] == pytest.approx(activations[layer][0].tolist())
    assert found[4]["rows"][3]["values"] == [pytest.approx(lab.step(2).J)]


@given(
    st.dictionaries(
        st.sampled_from(["number", "tab", "index", "unit", "example", "epsilon", "answer"]),
        st.one_of(
            st.none(), st.integers(), st.floats(), st.text(max_size=5),
            st.lists(st.integers() | st.text(max_size=3), max_size=3), st.sampled_from(list(TABS)),
        ),
    )
)  # fmt: skip
@settings(deadline=None)
def test_the_panel_answers_whatever_a_browser_selects(sent: dict[str, Any]) -> None:
    selection = read_selection(sent)
    if selection is not None:
        json.dumps(panel(SOME, 1, selection), allow_nan=False)


SOME = lab_of(BACKPROP, m=20)


@pytest.mark.parametrize("sent", [None, 3, "chain", [], {"unit": 3}, {"index": "x"}])
def test_what_is_no_selection_is_ignored(sent: object) -> None:
    assert read_selection(sent) is None


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_every_activation_says_its_derivative(activation: str) -> None:
    record = ACTIVATIONS[activation]
    assert "<" in mathml(record.formula("z"))
    assert (record.formula_derivative is None) == (record.f_prime is None)
    assert bool(record.code_derivative) == (record.f_prime is not None)
    if record.formula_derivative is not None:
        assert "<" in mathml(record.formula_derivative("z", "a"))


@pytest.mark.parametrize("cost", COSTS)
def test_every_cost_says_its_derivative(cost: str) -> None:
    record, names = COSTS[cost], Notation(Network((2, 2), ("sigmoid",)))
    if record.formula_derivative is None:
        with pytest.raises(ValueError, match=f"{cost}: has no derivative"):
            names.cost_derivative(record, 5, 1)
        return
    derivative = names.cost_derivative(record, 5, 1)
    assert "<" in mathml(derivative)
    assert r"\hat y_{2}" in derivative
    assert (r"\frac{1}{m}" in derivative) == (record.reduction == "mean")
    assert r"\frac{1}{m}" not in names.cost_derivative(record, 1, 1)
