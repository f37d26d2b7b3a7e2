"""The worksheet: every number of the key, once more by plain Python."""

import re
from collections.abc import Callable
from math import exp, log, tanh
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.by_hand.notation import mathml
from app.live.experiment import Experiment
from app.pages.backprop.experiment import BACKPROP
from app.pages.moons.experiment import MOONS
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.xor.experiment import XOR
from app.sections.worksheet.documents import LINE, given_number, number, to_html, to_markdown
from app.sections.worksheet.worksheet import Sheet, fits, worksheet
from core.engine.network import Network

CASES: list[tuple[Experiment[Any], dict[str, Any], int]] = [
    (SLEEP_STUDY, {}, 0),
    (SLEEP_STUDY, {"biases": "with", "activation": "tanh"}, 2),
    (XOR, {}, 1),
    (XOR, {"cost": "mse", "activation": "tanh", "hidden": (2,)}, 3),
    (XOR, {"hidden": ()}, 2),
    (BACKPROP, {"hidden": (3,), "m": 20}, 7),
    (BACKPROP, {"hidden": (2,), "m": 20, "cost": "cross_entropy", "activation": "relu"}, 4),
    (BACKPROP, {"hidden": (1,), "m": 20, "cost": "mse", "activation": "linear"}, 4),
]


def sheet_of(
    experiment: Experiment[Any], values: dict[str, Any], example: int, epoch: int = 4
) -> Sheet:
    lab = experiment.lab(experiment.settings(**values))
    lab.advance(epoch)
    return worksheet(lab, epoch, example, alpha=0.5, digits=5)


F: dict[str, Callable[[float], float]] = {
    "sigmoid": lambda z: 1 / (1 + exp(-z)),
    "tanh": tanh,
    "relu": lambda z: max(z, 0.0),
    "linear": lambda z: z,
}
F_PRIME: dict[str, Callable[[float, float], float]] = {
    "sigmoid": lambda z, a: a * (1 - a),
    "tanh": lambda z, a: 1 - a * a,
    "relu": lambda z, a: float(z > 0),
    "linear": lambda z, a: 1.0,
}
COST = {
    "cross_entropy": lambda a, y: -(y * log(a) + (1 - y) * log(1 - a)),
    "cross_entropy_sum": lambda a, y: -(y * log(a) + (1 - y) * log(1 - a)),
    "half_squares": lambda a, y: 0.5 * (a - y) ** 2,
    "mse": lambda a, y: (a - y) ** 2,
}
#: dJ/dz of a sigmoid output.
OUTPUT = {
    "cross_entropy": lambda a, y: a - y,
    "cross_entropy_sum": lambda a, y: a - y,
    "half_squares": lambda a, y: (a - y) * a * (1 - a),
    "mse": lambda a, y: 2 * (a - y) * a * (1 - a),
}


def by_hand(sheet: Sheet, f: str, cost: str) -> list[float]:
    """Return every number that the sheet asks for, in its order, from what it gives alone."""
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
            name = "sigmoid" if n == len(layers) - 1 else f
            z = [sum(a[i] * W[i][j] for i in range(len(a))) + b[j] for j in range(len(b))]
            a = [F[name](value) for value in z]
            found.append((z, a))
        return found

    found = forward(layers)
    numbers = [one for z, a in found for pair in zip(z, a, strict=True) for one in pair]
    y_hat = found[-1][1][0]
    numbers.append(COST[cost](y_hat, y))
    deltas = [[OUTPUT[cost](y_hat, y)]]
    for n in range(len(layers) - 2, -1, -1):
        W = layers[n + 1][0]
        z, a = found[n]
        deltas.insert(
            0,
            [
                sum(deltas[0][k] * W[j][k] for k in range(len(deltas[0]))) * F_PRIME[f](z[j], a[j])
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
    return [*numbers, *gradient, *updated, COST[cost](forward(new_layers)[-1][1][0], y)]


@pytest.mark.parametrize(("experiment", "values", "example"), CASES)
def test_every_number_of_the_key_is_found_by_plain_python(
    experiment: Experiment[Any], values: dict[str, Any], example: int
) -> None:
    sheet = sheet_of(experiment, values, example)
    settings = experiment.settings(**values)
    cost = experiment.lab(settings).task.cost
    expected = by_hand(sheet, settings.activation, cost)
    found = [blank.value for section in sheet.sections for blank in section.blanks]
    assert found == pytest.approx(expected, rel=1e-10, abs=1e-15)


@pytest.mark.parametrize(("experiment", "values", "example"), CASES)
def test_the_pages_say_the_same_numbers(
    experiment: Experiment[Any], values: dict[str, Any], example: int
) -> None:
    sheet = sheet_of(experiment, values, example)
    answers = [number(one.value, sheet.digits) for s in sheet.sections for one in s.blanks]
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
    assert text.count(LINE.replace("_", r"\_")) == len(blanks)
    assert page.count("<td>= <span class=blank></span></td>") == len(blanks)
    assert "class=key" not in page
    for blank in blanks:
        shown = number(blank.value, sheet.digits)
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
def test_numbers_have_as_many_digits_as_count(value: float, digits: int, text: str) -> None:
    assert number(value, digits) == text


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
