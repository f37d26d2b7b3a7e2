"""The worksheet: every number of the key, once more from the numbers on the sheet."""

import re
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.by_hand.notation import mathml
from app.live.experiment import Experiment
from app.pages.backprop.experiment import BACKPROP
from app.pages.backprop.settings import BACKPROP_FORM
from app.pages.moons.experiment import MOONS
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.table import EXPERIMENTS
from app.pages.xor.experiment import XOR
from app.run.lab import Lab
from app.sections.worksheet.building import fits, worksheet
from app.sections.worksheet.documents import ANSWER_SPACE, answer, given_number, to_markdown
from app.sections.worksheet.paper import to_html
from app.sections.worksheet.records import Blank, Sheet
from app.sections.worksheet.variants import settings_of_variant, variants
from core.engine.activations import ACTIVATIONS, Activation
from core.engine.costs import COSTS, Cost
from core.engine.network import Network

HIDDEN = [name for name, record in ACTIVATIONS.items() if record.f_prime is not None]
#: Those that a sigmoid output allows.
OF_A_SIGMOID = [
    name
    for name, record in COSTS.items()
    if record.matched == "sigmoid" or not record.takes_classes
]
#: A page, its settings, and the examples of the update.
CASES: list[tuple[Experiment[Any], dict[str, Any], int]] = [
    (SLEEP_STUDY, {}, 1),
    (SLEEP_STUDY, {"biases": "with"}, 3),
    (XOR, {}, 1),
    (XOR, {}, 4),
    (XOR, {"hidden": ()}, 2),
    (BACKPROP, {"hidden": (3,), "m": 20}, 1),
    (BACKPROP, {"hidden": (3,)}, 4),
    (BACKPROP, {"hidden": (1,), "m": 20}, 3),
    *((XOR, {"hidden": (2,), "activation": name}, 1) for name in HIDDEN),
    *(
        (BACKPROP, {"hidden": (2,), "m": 20, "cost": name}, n)
        for name in OF_A_SIGMOID
        for n in (1, 3)
    ),
]
#: Those that an address can ask for.
WITH_ADDRESS = [one for one in CASES if COSTS[one[1].get("cost", "mse")].offered]


def lab_of(experiment: Experiment[Any], values: dict[str, Any], n: int, number: int = 0) -> Lab:
    """Return the run of a variant."""
    settings = experiment.settings(**values)
    return experiment.lab(settings_of_variant(experiment, settings, n, number))


def sheet_of(experiment: Experiment[Any], values: dict[str, Any], n: int) -> Sheet:
    return worksheet(lab_of(experiment, values, n), digits=5)


def blanks_of(sheet: Sheet) -> list[Blank]:
    return [blank for section in sheet.sections for blank in section.blanks]


def value_of(code: str, **names: float) -> float:
    """Return the value of a NumPy expression of numbers."""
    return float(eval(code, {"np": np, **names}))


def by_hand(sheet: Sheet, f: Activation, cost: Cost) -> list[float]:
    """Return every number that the sheet asks for, in its order, from what it gives alone."""
    output, m, sizes = ACTIVATIONS["sigmoid"], sheet.m, sheet.sizes
    given = {one.tex: one.value for numbers in sheet.given.values() for one in numbers}
    scale = 1 / m if cost.reduction == "mean" else 1.0

    def weights(layer: int) -> tuple[list[list[float]], list[float]]:
        W = [
            [given[f"W^{{({layer})}}_{{{i},{j}}}"] for j in range(1, sizes[layer] + 1)]
            for i in range(1, sizes[layer - 1] + 1)
        ]
        b = [given.get(f"b^{{({layer})}}_{{{j}}}", 0.0) for j in range(1, sizes[layer] + 1)]
        return W, b

    def example(k: int) -> tuple[list[float], float]:
        mark = "" if m == 1 else f"^{{[{k + 1}]}}"
        return [given[f"x{mark}_{{{i}}}"] for i in range(1, sizes[0] + 1)], given[f"y{mark}"]

    def forward(x: list[float], layers: list[tuple[list[list[float]], list[float]]]) -> Any:
        a, found = x, []
        for n, (W, b) in enumerate(layers):
            code = output.code if n == len(layers) - 1 else f.code
            z = [sum(a[i] * W[i][j] for i in range(len(a))) + b[j] for j in range(len(b))]
            a = [value_of(code, z=one) for one in z]
            found.append((z, a))
        return found

    def costs_of(layers: list[tuple[list[list[float]], list[float]]]) -> list[float]:
        return [
            value_of(cost.code, y_hat=forward(x, layers)[-1][1][0], y=y, m=1) for x, y in examples
        ]

    layers, alpha = [weights(layer) for layer in range(1, len(sizes))], given[r"\alpha"]
    examples = [example(k) for k in range(m)]
    found = [forward(x, layers) for x, _y in examples]
    numbers = [
        one[n][which][j]
        for n in range(len(layers))
        for j in range(sizes[n + 1])
        for which in (0, 1)
        for one in found
    ]
    costs = costs_of(layers)
    numbers += [*(costs if m > 1 else []), scale * sum(costs)]
    all_deltas = []
    for (_x, y), passed in zip(examples, found, strict=True):
        y_hat = passed[-1][1][0]
        dJ_da = scale * value_of(cost.code_derivative, y_hat=y_hat, y=y)
        deltas = [[dJ_da * value_of(output.code_derivative, z=passed[-1][0][0], a=y_hat)]]
        for n in range(len(layers) - 2, -1, -1):
            W, (z, a) = layers[n + 1][0], passed[n]
            deltas.insert(
                0,
                [
                    sum(deltas[0][k] * W[j][k] for k in range(len(deltas[0])))
                    * value_of(f.code_derivative, z=z[j], a=a[j])
                    for j in range(len(z))
                ],
            )
        all_deltas.append(deltas)
    for n in range(len(layers) - 1, -1, -1):
        numbers += [deltas[n][j] for j in range(sizes[n + 1]) for deltas in all_deltas]
    has_biases = any(tex.startswith("b") for tex in given)
    gradient, updated, new_layers = [], [], []
    for n, (W, b) in enumerate(layers):
        inputs = [
            x if n == 0 else one[n - 1][1] for (x, _y), one in zip(examples, found, strict=True)
        ]
        dW = [
            [
                sum(a[i] * deltas[n][j] for a, deltas in zip(inputs, all_deltas, strict=True))
                for j in range(len(b))
            ]
            for i in range(len(W))
        ]
        db = [sum(deltas[n][j] for deltas in all_deltas) for j in range(len(b))]
        gradient += [one for row in dW for one in row] + (db if has_biases else [])
        new_W = [
            [w - alpha * d for w, d in zip(r, dr, strict=True)] for r, dr in zip(W, dW, strict=True)
        ]
        new_b = [w - alpha * d for w, d in zip(b, db, strict=True)] if has_biases else b
        updated += [one for row in new_W for one in row] + (new_b if has_biases else [])
        new_layers.append((new_W, new_b))
    return [*numbers, *gradient, *updated, scale * sum(costs_of(new_layers))]


@pytest.mark.parametrize(("experiment", "values", "n"), CASES)
def test_every_number_of_the_key_follows_from_the_sheet(
    experiment: Experiment[Any], values: dict[str, Any], n: int
) -> None:
    sheet = sheet_of(experiment, values, n)
    settings = experiment.settings(**values)
    cost = COSTS[experiment.task(settings).cost]
    expected = by_hand(sheet, ACTIVATIONS[settings.activation], cost)
    found = [value for blank in blanks_of(sheet) for value in blank.values]
    assert sheet.m == n
    assert found == pytest.approx(expected, rel=1e-10, abs=1e-15)


@pytest.mark.parametrize(("experiment", "values", "n"), WITH_ADDRESS)
def test_the_update_of_each_variant_is_the_step_that_its_address_shows(
    experiment: Experiment[Any], values: dict[str, Any], n: int
) -> None:
    settings = experiment.settings(**values, start=7)
    sheets = variants(experiment, settings, n, 5, lambda query: f"/page?{urlencode(query)}")
    assert [sheet.variant for sheet in sheets] == [1, 2, 3, 4, 5]
    assert [sheet.seed for sheet in sheets] == [7, 8, 9, 10, 11]
    assert len({str(sheet.given) for sheet in sheets}) == 5
    for sheet in sheets:
        # As a browser opens it: by the address alone.
        opened, problems = experiment.form.read(dict(parse_qsl(urlsplit(sheet.address).query)))
        assert not problems
        lab = experiment.lab(opened)
        assert lab.advance(1) == 1
        *_, update, new_cost = sheet.sections
        new_theta = [answer(float(one), 6) for one in lab.step(1).theta]
        assert [answer(blank.values[0], 6) for blank in update.blanks] == new_theta
        assert answer(new_cost.blanks[0].values[0], 6) == answer(lab.step(1).J, 6)
        given = [one for name, numbers in sheet.given.items() if "Layer" in name for one in numbers]
        assert [one.value for one in given] == lab.step(0).theta.tolist()
        assert all(float(f"{one.value:.3f}") == one.value for one in given)


def test_what_no_sheet_calculates_does_not_reach_its_step() -> None:
    settings = BACKPROP.settings(
        hidden=(3,),
        optimizer="adam",
        lambda_=3.0,
        batch=1,
        mistake="no_derivative",
        schedule="step",
    )
    sheet, plain = (
        variants(BACKPROP, one, 2, 1, lambda query: "")[0]
        for one in (settings, BACKPROP.settings(hidden=(3,)))
    )
    assert sheet == plain


def test_a_page_without_a_worksheet_has_its_numbers_as_before() -> None:
    lab = BACKPROP.lab(BACKPROP.settings(hidden=(3,)))
    assert lab.m == 200
    assert any(float(f"{one:.3f}") != one for one in lab.step(0).theta)


@pytest.mark.parametrize(("experiment", "values", "n"), CASES)
def test_the_pages_say_the_same_numbers(
    experiment: Experiment[Any], values: dict[str, Any], n: int
) -> None:
    sheet = sheet_of(experiment, values, n)
    answers = [answer(value, sheet.digits) for one in blanks_of(sheet) for value in one.values]
    key = to_markdown([sheet], key=True)
    assert re.findall(r"\*\*([−\d.e+-]+)\*\*(?=,|$)", key, flags=re.M) == answers
    page = to_html([sheet], key=True)
    assert re.findall("<span class=key>(.*?)</span>", page) == answers
    for one in (one for numbers in sheet.given.values() for one in numbers):
        assert f"${one.tex} = {given_number(one.value)}$" in key
        assert f"<math>{mathml(one.tex)}</math> = {given_number(one.value)}<" in page


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_a_gradient_of_a_batch_is_a_sum_that_is_written_out(n: int) -> None:
    sheet = sheet_of(XOR, {"hidden": (2,)}, n)
    blanks = {blank.tex: blank for blank in blanks_of(sheet)}
    formula = blanks[r"\partial J / \partial W^{(2)}_{2,1}"].formula
    assert formula == {
        1: r"a^{(1)}_{2} \delta^{(2)}_{1}",
        2: r"a^{(1)[1]}_{2} \delta^{(2)[1]}_{1} + a^{(1)[2]}_{2} \delta^{(2)[2]}_{1}",
    }.get(n, formula)
    assert formula.count(r"\delta") == n
    assert len(blanks[r"\hat y"].values) == n


@pytest.mark.parametrize("n", [1, 4])
def test_the_sheet_itself_gives_no_answer_away(n: int) -> None:
    sheet = sheet_of(XOR, {}, n)
    values = [value for blank in blanks_of(sheet) for value in blank.values]
    text, page = to_markdown([sheet], key=False), to_html([sheet], key=False)
    assert text.count(ANSWER_SPACE.replace("_", r"\_")) == len(values)
    assert page.count("= <span class=blank></span></td>") == len(values)
    assert "class=key" not in page
    for value in values:
        shown = answer(value, sheet.digits)
        assert shown not in text or len(shown) < 5
    assert "<script" not in page
    assert "http" not in page


def test_an_address_is_a_text_whatever_is_in_it() -> None:
    sheet = replace(sheet_of(XOR, {}, 1), address='http://a"><script>`x`</script>/xor?a=1&b=2')
    page = to_html([sheet], key=False)
    assert "<script" not in page
    assert '"><' not in page.partition("<p>See")[2].partition("</p>")[0].replace(
        "&quot;&gt;&lt;", ""
    )
    assert "`x`" not in to_markdown([sheet], key=False)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.5, 4, "0.5000"),
        (-1.25, 3, "−1.25"),
        (2.0, 4, "2.000"),
        (12345.6, 3, "1.23e+04"),
        (0.0, 3, "0.00"),
    ],
)
def test_answers_have_the_significant_digits_asked(value: float, digits: int, text: str) -> None:
    assert answer(value, digits) == text


@pytest.mark.parametrize(
    ("sizes", "does"),
    [
        ((2, 3, 1), True),
        ((2, 1), True),
        ((1, 1, 1), True),
        ((2, 4, 1), False),
        ((2, 3, 3, 1), False),
        ((2, 3, 2), False),
        ((3, 3, 1), False),
    ],
)
def test_what_fits_on_a_sheet(sizes: tuple[int, ...], does: bool) -> None:
    assert fits(Network(sizes, ("sigmoid",) * (len(sizes) - 1))) is does


def test_what_does_not_fit_is_refused() -> None:
    lab = MOONS.lab(MOONS.settings(m=20))
    with pytest.raises(ValueError, match="takes at most 2-3-1"):
        worksheet(lab)
    with pytest.raises(ValueError, match="examples: got 20, takes 1 to 4"):
        worksheet(BACKPROP.lab(BACKPROP.settings(hidden=(3,), m=20)))
    settings, problems = BACKPROP_FORM.read({"worksheet": "5"})
    assert settings.worksheet == 0
    assert "Possible values: 0 to 4" in problems[0]


def test_the_page_makes_sheets_of_a_network_that_fits() -> None:
    page = AppTest.from_string("from app.pages.backprop.page import render\nrender()\n").run(
        timeout=30
    )
    assert not page.exception
    assert "2-3-3-1 does not fit" in page.info[0].value
    page.button(key="backprop.sheet-smaller").click().run(timeout=30)
    assert not page.info
    page.number_input(key="backprop.sheet-variants").set_value(3)
    page.number_input(key="backprop.sheet-examples").set_value(2)
    page.button(key="backprop.sheet-make").click().run(timeout=30)
    assert not page.exception
    (shown,) = [one.value for one in page.markdown if "Backpropagation by hand: 2-3-1" in one.value]
    assert "Variant 1, seed 0" in shown
    assert "`/backprop?hidden=3&worksheet=2`" in shown


def test_a_page_at_a_sheets_address_says_so_and_leads_back() -> None:
    page = AppTest.from_string("from app.pages.backprop.page import render\nrender()\n")
    page.query_params["worksheet"], page.query_params["hidden"] = "2", "3"
    page.run(timeout=30)
    assert not page.exception
    assert "step of a worksheet: 2 examples" in page.info[0].value
    page.button(key="backprop.sheet-all").click().run(timeout=30)
    assert not page.info
    assert "worksheet" not in page.query_params


@pytest.mark.parametrize("start", range(5))
def test_a_batch_has_examples_of_both_classes(start: int) -> None:
    for n, classes in ((1, 1), (2, 2), (4, 2)):
        task = BACKPROP.task_of(BACKPROP.settings(start=start, worksheet=n))
        assert len(task.X) == len(task.y) == len(task.labels) == n
        assert len(set(task.labels.tolist())) == classes


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_live_page_opens_with_few_examples(name: str) -> None:
    experiment = EXPERIMENTS[name]
    lab = experiment.lab(experiment.settings(worksheet=2, epochs=3))
    assert lab.m == 2
    assert lab.advance(2) == 2
    assert np.isfinite(experiment.scene(lab).pack(2).numbers["J"])
