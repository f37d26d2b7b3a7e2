"""The worksheet: every number of the key, once more from the numbers on the sheet."""

import re
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.by_hand.notation import mathml
from app.live.experiment import Experiment
from app.pages.backprop.experiment import BACKPROP
from app.pages.moons.experiment import MOONS
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.xor.experiment import XOR
from app.sections.worksheet.building import fits, worksheet
from app.sections.worksheet.documents import (
    ANSWER_SPACE,
    answer,
    given_number,
    to_html,
    to_markdown,
)
from app.sections.worksheet.records import Sheet
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
CASES: list[tuple[Experiment[Any], dict[str, Any], int]] = [
    (SLEEP_STUDY, {}, 0),
    (SLEEP_STUDY, {"biases": "with"}, 2),
    (XOR, {}, 1),
    (XOR, {"hidden": ()}, 2),
    (BACKPROP, {"hidden": (3,), "m": 20}, 7),
    (BACKPROP, {"hidden": (1,), "m": 20}, 4),
    *((XOR, {"hidden": (2,), "activation": name}, 3) for name in HIDDEN),
    *((BACKPROP, {"hidden": (2,), "m": 20, "cost": name}, 4) for name in OF_A_SIGMOID),
]


def sheet_of(
    experiment: Experiment[Any], values: dict[str, Any], example: int, epoch: int = 4
) -> Sheet:
    lab = experiment.lab(experiment.settings(**values))
    lab.advance(epoch)
    return worksheet(lab, epoch, example, alpha=0.5, digits=5)


def value_of(code: str, **names: float) -> float:
    """Return the value of a NumPy expression of numbers."""
    return float(eval(code, {"np": np, **names}))


def by_hand(sheet: Sheet, f: Activation, cost: Cost) -> list[float]:
    """Return every number that the sheet asks for, in its order, from what it gives alone."""
    output = ACTIVATIONS["sigmoid"]
    given = {one.tex: one.value for numbers in sheet.given.values() for one in numbers}
    sizes = sheet.sizes

    def weights(layer: int, prefix: str = "") -> tuple[list[list[float]], list[float]]:
        W = [
            [given[f"{prefix}W^{{({layer})}}_{{{i},{j}}}"] for j in range(1, sizes[layer] + 1)]
            for i in range(1, sizes[layer - 1] + 1)
        ]
        b = [given.get(f"b^{{({layer})}}_{{{j}}}", 0.0) for j in range(1, sizes[layer] + 1)]
        return W, b

    layers = [weights(layer) for layer in range(1, len(sizes))]
    y, alpha = given["y"], given[r"\alpha"]
    x = [given[f"x_{{{i}}}"] for i in range(1, sizes[0] + 1)]

    def forward(layers: list[tuple[list[list[float]], list[float]]]) -> Any:
        a, found = x, []
        for n, (W, b) in enumerate(layers):
            code = output.code if n == len(layers) - 1 else f.code
            z = [sum(a[i] * W[i][j] for i in range(len(a))) + b[j] for j in range(len(b))]
            a = [value_of(code, z=one) for one in z]
            found.append((z, a))
        return found

    found = forward(layers)
    numbers = [one for z, a in found for pair in zip(z, a, strict=True) for one in pair]
    y_hat = found[-1][1][0]
    numbers.append(value_of(cost.code, y_hat=y_hat, y=y, m=1))
    dJ_da = value_of(cost.code_derivative, y_hat=y_hat, y=y)
    deltas = [[dJ_da * value_of(output.code_derivative, z=found[-1][0][0], a=y_hat)]]
    for n in range(len(layers) - 2, -1, -1):
        W = layers[n + 1][0]
        z, a = found[n]
        deltas.insert(
            0,
            [
                sum(deltas[0][k] * W[j][k] for k in range(len(deltas[0])))
                * value_of(f.code_derivative, z=z[j], a=a[j])
                for j in range(len(z))
            ],
        )
    for delta in reversed(deltas):
        numbers += delta
    has_biases = any(tex.startswith("b") for tex in given)
    gradient, updated, new_layers = [], [], []
    for n, (W, b) in enumerate(layers):
        a_in = x if n == 0 else found[n - 1][1]
        dW = [[a * d for d in deltas[n]] for a in a_in]
        gradient += [one for row in dW for one in row] + (deltas[n] if has_biases else [])
        new_W = [
            [w - alpha * d for w, d in zip(r, dr, strict=True)] for r, dr in zip(W, dW, strict=True)
        ]
        new_b = [w - alpha * d for w, d in zip(b, deltas[n], strict=True)] if has_biases else b
        updated += [one for row in new_W for one in row] + (new_b if has_biases else [])
        new_layers.append((new_W, new_b))
    y_hat = forward(new_layers)[-1][1][0]
    return [*numbers, *gradient, *updated, value_of(cost.code, y_hat=y_hat, y=y, m=1)]


@pytest.mark.parametrize(("experiment", "values", "example"), CASES)
def test_every_number_of_the_key_follows_from_the_sheet(
    experiment: Experiment[Any], values: dict[str, Any], example: int
) -> None:
    sheet = sheet_of(experiment, values, example)
    settings = experiment.settings(**values)
    cost = COSTS[experiment.task(settings).cost]
    expected = by_hand(sheet, ACTIVATIONS[settings.activation], cost)
    found = [blank.value for section in sheet.sections for blank in section.blanks]
    assert found == pytest.approx(expected, rel=1e-10, abs=1e-15)


@pytest.mark.parametrize(("experiment", "values", "example"), CASES)
def test_the_pages_say_the_same_numbers(
    experiment: Experiment[Any], values: dict[str, Any], example: int
) -> None:
    sheet = sheet_of(experiment, values, example)
    answers = [answer(one.value, sheet.digits) for s in sheet.sections for one in s.blanks]
    key = to_markdown(sheet, key=True)
    assert re.findall(r"\*\*([−\d.e-]+)\*\*$", key, flags=re.M) == answers
    page = to_html(sheet, key=True)
    assert re.findall("<span class=key>(.*?)</span>", page) == answers
    for one in (one for numbers in sheet.given.values() for one in numbers):
        assert f"${one.tex} = {given_number(one.value)}$" in key
        assert f"<math>{mathml(one.tex)}</math> = {given_number(one.value)}<" in page


def test_the_sheet_itself_gives_no_answer_away() -> None:
    sheet = sheet_of(XOR, {}, 1)
    blanks = [blank for section in sheet.sections for blank in section.blanks]
    text, page = to_markdown(sheet, key=False), to_html(sheet, key=False)
    assert text.count(ANSWER_SPACE.replace("_", r"\_")) == len(blanks)
    assert page.count("<td>= <span class=blank></span></td>") == len(blanks)
    assert "class=key" not in page
    for blank in blanks:
        shown = answer(blank.value, sheet.digits)
        assert shown not in text or len(shown) < 5
    assert "<script" not in page
    assert "http" not in page


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
        worksheet(lab, 0, 0, 0.5)
    with pytest.raises(ValueError, match="example: got 5, takes 1 to 4"):
        worksheet(XOR.lab(XOR.settings()), 0, 4, 0.5)


def test_the_page_makes_a_sheet_of_a_network_that_fits() -> None:
    page = AppTest.from_string("from app.pages.backprop.page import render\nrender()\n").run(
        timeout=30
    )
    assert not page.exception
    assert "2-3-3-1 does not fit" in page.info[0].value
    page.button(key="backprop.sheet-smaller").click().run(timeout=30)
    assert not page.info
    page.button(key="backprop.sheet-make").click().run(timeout=30)
    assert not page.exception
    assert any("Backpropagation by hand: 2-3-1" in text.value for text in page.markdown)
