"""One record more in each table, and every live page, tab, snippet and worksheet takes it.

Nothing but added_records.py knows that they exist.
"""

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.by_hand.notation import mathml
from app.by_hand.panel import panel
from app.by_hand.selection import Selection
from app.by_hand.tabs import TABS
from app.live.experiment import Experiment
from app.live.live import Live
from app.pages.backprop.experiment import BACKPROP
from app.pages.sleep.chapter_figures import activation_plot
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.sleep.snippets import PARTS
from app.pages.table import EXPERIMENTS
from app.pages.xor.experiment import XOR
from app.run.few_examples import few_examples
from app.run.lab import Lab
from app.sections.loss_surface.loss_surface import PlaneChoice
from app.sections.loss_surface.playback import loss_surface_playback, path_of
from app.sections.worksheet.building import worksheet
from app.sections.worksheet.documents import to_markdown
from app.sections.worksheet.paper import to_html
from app.sections.worksheet.variants import settings_of_variant
from core.estimators import NetworkRegressor
from core.explain.gradient_check import check_gradient
from tests.app.added_records import (
    ADDED,
    PSEUDO_HUBER,
    QUARTIC,
    SILU,
    SignDescent,
    add_to_tables,
    silu,
)
from tests.asking import Asking
from tests.pages.snippet_checks import assert_snippet_equals_engine


@pytest.fixture(autouse=True)
def _added(monkeypatch: pytest.MonkeyPatch) -> None:
    add_to_tables(monkeypatch)


SMALL: dict[str, dict[str, Any]] = {
    "moons": {"m": 60}, "backprop": {"m": 30}, "digits": {"examples": 60, "hidden": (5,)},
}  # fmt: skip
EVERY_PAGE = pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=EXPERIMENTS)


def lab_of(experiment: Experiment[Any], epoch: int = 0, **values: Any) -> Lab:
    """Return a run of a page with all four records, at an epoch."""
    form = experiment.form
    added = {name: value for name, value in ADDED.items() if name in form.fields}
    settings = experiment.settings(**{**SMALL.get(form.name, {}), **added, **values})
    # Sleep and study has a cost of its own and no widget for another.
    lab = Lab(settings, replace(experiment.task(settings), cost="quartic"))
    lab.advance(epoch)
    assert lab.last_epoch == epoch
    return lab


def uses_all(lab: Lab) -> bool:
    """Return whether a run really uses all four records."""
    objective, hidden = lab.objective(0), lab.network.functions[:-1]
    used = (objective.cost, objective.penalty, type(lab.optimizer(0)), *dict.fromkeys(hidden))
    return used == (QUARTIC, PSEUDO_HUBER, SignDescent, SILU)


@EVERY_PAGE
def test_every_page_trains_with_them_and_its_gradient_is_right(experiment: Experiment[Any]) -> None:
    lab = lab_of(experiment, 6)
    assert uses_all(lab)
    check = check_gradient(lab.objective(3), lab.step(3).theta)
    assert check.norm_ratio < 1e-6
    assert lab.step(6).J < lab.step(0).J


@EVERY_PAGE
def test_an_address_and_the_lists_of_choices_have_them(experiment: Experiment[Any]) -> None:
    form = experiment.form
    added = {name: value for name, value in ADDED.items() if name in form.fields}
    settings, problems = form.read({name: str(value) for name, value in added.items()})
    assert problems == []
    assert settings == experiment.settings(**added)
    assert form.read(settings.to_address()) == (settings, [])
    shown = {name: form.fields[name].show(value) for name, value in added.items()}
    labels = {"activation": "SiLU", "penalty": "pseudo-Huber", "optimizer": "sign descent"}
    assert labels.items() <= shown.items()


@EVERY_PAGE
def test_every_page_is_drawn_with_them(experiment: Experiment[Any]) -> None:
    form = experiment.form
    added = {name: value for name, value in ADDED.items() if name in form.fields}
    live = Live(experiment, experiment.settings(**{**SMALL.get(form.name, {}), **added}))
    asking = Asking(live)
    asking.look()
    for epoch in range(1, 4):
        while live.shown < epoch:
            assert asking.ask("show", epoch).header["aim"] == epoch
    assert live.shown == 3
    # Each of them can be changed in a running network, too.
    for name in ("penalty", "optimizer"):
        live.use(live.settings.but(**{name: form.fields[name].default}), with_history=False)
        live.use(live.settings.but(**{name: ADDED[name]}), with_history=False)
    while live.shown < 4:
        assert asking.ask("show", 4).header["aim"] == 4


@EVERY_PAGE
@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("selected", [{}, {"example": None}, {"unit": (1, 2)}, {"index": 10**6}])
def test_every_tab_of_the_panel_shows_them(
    experiment: Experiment[Any], tab: str, selected: dict[str, Any]
) -> None:
    lab = lab_of(experiment, 3)
    content = json.dumps(panel(lab, 2, Selection(1, tab, **selected)), allow_nan=False)
    assert json.loads(content)["tab"] == tab


def test_the_chain_rule_has_their_formulas_and_numbers() -> None:
    lab = lab_of(BACKPROP, 3)
    shown = panel(lab, 2, Selection(1, "chain", index=0, example=4))
    assert shown is not None
    z, a, w = "z^{(1)}_{1}", "a^{(1)}_{1}", "W^{(1)}_{1,1}"
    for tex in (
        SILU.formula(z),
        SILU.derivative_factor(z, a),
        PSEUDO_HUBER.formula_derivative(w),
    ):
        assert mathml(tex) in shown["formulas"]
    assert len(shown["full"]) == 4  # three paths, and together
    lines = {line["what"]: line["terms"] for line in shown["lines"]}
    objective, theta = lab.objective(2), lab.step(2).theta
    gradient = objective(theta).dJ_dtheta
    assert lines["all examples, summed"][0]["value"] == pytest.approx(gradient[0], rel=1e-9)
    update = lines["update by sign descent"]
    assert update[0]["value"] == lab.step(3).theta[0]
    product = np.prod([term["value"] for term in lines["example 5’s part"][1:] if "value" in term])
    assert lines["example 5’s part"][0]["value"] == pytest.approx(product, rel=1e-12)


def test_the_stages_of_an_update_have_their_formulas() -> None:
    shown = panel(lab_of(BACKPROP, 3), 2, Selection(1, "steps"))
    assert shown is not None
    stages = {stage["title"]: stage["math"] for stage in shown["stages"]}
    parts = {
        "Forward: layer 1": SILU.formula("z"),
        "Cost": f"J = {QUARTIC.formula} + {PSEUDO_HUBER.formula}",
        "Back: layer 1": SILU.derivative_factor("z", "a"),
        "Gradient": PSEUDO_HUBER.formula_derivative("W^{(l)}"),
        "Update": SignDescent.formula,
    }
    for title, tex in parts.items():
        assert inner(mathml(tex)) in stages[title]


def inner(math: str) -> str:
    """Return MathML without the row around it."""
    return math.removeprefix("<mrow>").removesuffix("</mrow>")


def test_a_mistake_in_their_derivatives_shows() -> None:
    for name in ("no_derivative", "derivative_at_a", "bias_regularized"):
        lab = lab_of(BACKPROP, 3, mistake=name)
        shown = panel(lab, 2, Selection(1, "broken"))
        assert shown is not None
        assert {one["name"]: one["shows"] for one in shown["broken"]["mistakes"]}[name]
        assert shown["check"]["wrong"]
    shown = panel(lab_of(BACKPROP, 3), 2, Selection(1, "check"))
    assert shown is not None
    assert not shown["check"]["wrong"]


@pytest.mark.parametrize("chapter", PARTS)
@pytest.mark.parametrize("values", [{}, {"hidden": (4, 2), "biases": "with", "held": 9}])
def test_every_snippet_runs_with_them_and_equals_the_engine(
    chapter: str, values: dict[str, Any]
) -> None:
    lab = lab_of(SLEEP_STUDY, optimizer="bfgs", chapter=chapter, **{"lambda_": 0.01, **values})
    assert_snippet_equals_engine(chapter, lab)


def test_the_chapter_plots_the_activation_and_its_derivative() -> None:
    f, f_prime = activation_plot("silu").data
    z = np.array(f.x)
    np.testing.assert_allclose(f.y, z / (1 + np.exp(-z)))
    np.testing.assert_allclose(np.gradient(f.y, z)[1:-1], f_prime.y[1:-1], atol=1e-3)
    assert "SiLU" in f.name


@pytest.mark.parametrize(
    ("experiment", "values"),
    [
        (BACKPROP, {"hidden": (3,)}),
        (XOR, {"hidden": (2,)}),
        (SLEEP_STUDY, {}),
        (XOR, {"hidden": ()}),
    ],
)
def test_the_worksheet_and_its_key_have_their_formulas(
    experiment: Experiment[Any], values: dict[str, Any]
) -> None:
    settings = settings_of_variant(experiment, lab_of(experiment, **values).settings, 1, 0)
    task = replace(experiment.task(settings), cost="quartic")
    lab = Lab(settings, few_examples(task, settings.worksheet))
    sheet = worksheet(lab)
    for is_key in (False, True):
        text, page = to_markdown([sheet], key=is_key), to_html([sheet], key=is_key)
        formulas = [QUARTIC.formula_each(r"\hat y", "y")]
        if lab.network.depth > 1:
            formulas += [SILU.formula("z"), SILU.derivative_factor("z^{(1)}_{1}", "a^{(1)}_{1}")]
        for tex in formulas:
            assert tex in text
            assert inner(mathml(tex)) in page
    # The answers are those of the formulas.
    given = {one.tex: one.value for numbers in sheet.given.values() for one in numbers}
    found = {one.tex: one.values[0] for section in sheet.sections for one in section.blanks}
    y_hat, y = found[r"\hat y"], given["y"]
    assert found["J"] == pytest.approx((y_hat - y) ** 4)
    delta = found[rf"\delta^{{({lab.network.depth})}}_{{1}}"]
    assert delta == pytest.approx(4 * (y_hat - y) ** 3 * y_hat * (1 - y_hat))


@EVERY_PAGE
def test_the_loss_surface_is_drawn_with_them(experiment: Experiment[Any]) -> None:
    lab = lab_of(experiment, 6, **({"hidden": (3,)} if experiment.form.name != "digits" else {}))
    walk = loss_surface_playback(path_of(lab, 6), PlaneChoice("slice", 0, 1, 0))
    assert QUARTIC.label in walk.readouts[0].name
    assert len(walk.message()) > 1000


def test_an_estimator_takes_them() -> None:
    X = np.linspace(-1.0, 1.0, 20)[:, np.newaxis]
    y = X[:, 0] ** 2
    model = NetworkRegressor(
        hidden_layer_sizes=(4,), activation="silu", cost="quartic", penalty="pseudo_huber",
        lambda_=0.001, optimizer="sign_descent", biases=False, max_iter=200, random_state=0,
    ).fit(X, y)  # fmt: skip
    (W1, W2), _ = model.network_.unpack(model.theta_)
    np.testing.assert_allclose(model.predict(X), (silu(X @ W1) @ W2)[:, 0])
    assert model.score(X, y) > 0.0
