"""What a visitor looks at more closely: drawings, one unit, mistakes; and what is no wish."""

import json
from base64 import b64decode
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.figures.maps import HALF
from app.live.live import Live
from app.pages.digits.experiment import DIGITS
from app.pages.digits.scene import EXCITING, FILM, DigitsScene
from app.pages.digits.selection import (
    MAX_POINTS,
    mistakes,
    most_and_least,
    read_wish,
    relative_activations,
)
from core.data.drawing import as_written
from tests.asking import Asking
from tests.pages.test_digits import lab_of, parts, scene_of

TURN = np.linspace(0.0, 2.0 * np.pi, 40)
ONE = [[[0.5, 0.1], [0.5, 0.9]]]
ZERO = [np.stack([0.5 + 0.25 * np.sin(TURN), 0.5 - 0.36 * np.cos(TURN)], axis=1).tolist()]

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=12,
)


def wish(**values: Any) -> dict[str, Any]:
    return {"number": 1, "drawing": 0, "strokes": [], "unit": 0, "wall": "first", **values}


def asked(**values: Any) -> dict[str, Any]:
    """Return the wish as the browser says it, among those for other parts of the page."""
    return {"digits": wish(**values)}


@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("number", "drawing", "strokes", "unit", "wall"), ANYTHING)
    )
    | ANYTHING
)  # fmt: skip
def test_what_is_no_wish_is_left_unheard(said: Any) -> None:
    heard = read_wish(said)
    if heard is not None:
        assert all(np.isfinite(stroke).all() and stroke.shape[1] == 2 for stroke in heard.strokes)
        assert heard.examples in {"first", "wrong"}


def test_a_drawing_has_a_limit() -> None:
    assert read_wish(wish(strokes=[[[0.1, 0.1]] * MAX_POINTS])) is not None
    assert read_wish(wish(strokes=[[[0.1, 0.1]] * (MAX_POINTS + 1)])) is None
    assert read_wish(wish(strokes=[[[float("nan"), 0.1]]])) is None
    assert read_wish(wish(strokes=[[[1e9, 0.1]]])) is None


def test_the_most_and_the_least_exciting_are_at_the_two_ends() -> None:
    z = np.array([0.3, -2.0, 5.0, 1.0, -2.0])
    most, least = most_and_least(z, 2)
    np.testing.assert_array_equal(most.value, [5.0, 1.0])
    np.testing.assert_array_equal(least.value, [-2.0, -2.0])
    assert set(least.index) == {1, 4}
    assert len(most_and_least(z, 9)[0].index) == 5


def test_mistakes_are_sorted_by_how_sure_they_are() -> None:
    y_hat = np.array([[0.1, 0.6], [0.9, 0.2], [0.7, 0.3], [0.8, 0.1]])
    wrong = mistakes(y_hat, np.array([1, 1, 0, 1]))
    np.testing.assert_array_equal(wrong.index, [1, 3])
    np.testing.assert_array_equal(wrong.value, [0.9, 0.8])


@pytest.mark.parametrize("bounds", [None, (0.0, 1.0), (-1.0, 1.0)])
def test_how_strongly_units_answer_is_a_share(bounds: tuple[float, float] | None) -> None:
    a = np.array([-1.0, 0.0, 0.5, 1.0]) if bounds != (0.0, 1.0) else np.array([0.0, 0.5, 1.0])
    shares = relative_activations(a, bounds)
    assert shares.min() >= 0.0
    assert shares.max() == 1.0
    assert (relative_activations(np.zeros(3), None) == 0.0).all()


@pytest.fixture(scope="module")
def trained() -> DigitsScene:
    lab = lab_of()
    lab.advance(1000)
    return scene_of(lab)


@pytest.mark.parametrize(("strokes", "digit"), [(ONE, 1), (ZERO, 0)], ids=["one", "zero"])
def test_a_drawn_digit_is_read(trained: DigitsScene, strokes: Any, digit: int) -> None:
    trained.hear(asked(strokes=strokes, drawing=7))
    lab, epoch = trained.lab, trained.lab.last_epoch
    frame = trained.pack(epoch)
    found = parts(trained, frame.data)
    x = as_written([np.array(stroke) for stroke in strokes], trained.handwriting).x
    _, a, y_hat = lab.network.forward(lab.step(epoch).theta, x)
    np.testing.assert_allclose(found["outputs"], y_hat[0], rtol=1e-6)
    np.testing.assert_allclose(found["lit"], a[0], rtol=1e-6)
    assert found["outputs"].argmax() == digit
    assert frame.numbers["drawing"] == 7
    looks = trained.aside(epoch)["digits"]
    assert len(b64decode(looks["drawn"]["pixels"])) == 64
    assert len(b64decode(looks["drawn"]["fine"])) == looks["drawn"]["fine_side"] ** 2


def test_a_unit_has_a_film_and_examples(trained: DigitsScene) -> None:
    trained.hear(asked(unit=3))
    lab, epoch = trained.lab, trained.lab.last_epoch
    looks = trained.aside(epoch)["digits"]
    unit = looks["unit"]
    assert unit["epochs"][0] == 0
    assert unit["epochs"][-1] == epoch
    assert len(unit["epochs"]) <= FILM
    film = np.frombuffer(b64decode(unit["film"]), np.uint8).reshape(-1, 64).astype(int) - HALF
    W = lab.network.unpack(lab.task.theta)[0][0][:, 3]
    np.testing.assert_allclose(film[0] / HALF, W / np.abs(W).max(), atol=0.005)
    theta_1 = lab.network.to_thetas(lab.step(epoch).theta)[0]
    z = lab.task.inputs @ theta_1[3, 1:] + theta_1[3, 0]
    assert unit["most"]["value"][0] == pytest.approx(z.max(), abs=1e-3)
    assert unit["least"]["value"][0] == pytest.approx(z.min(), abs=1e-3)
    assert len(unit["most"]["labels"]) == EXCITING
    json.dumps(looks, allow_nan=False)


def test_how_it_went_wrong_counts_what_the_accuracy_says(trained: DigitsScene) -> None:
    trained.hear(asked(wall="wrong"))
    epoch = trained.lab.last_epoch
    looks = trained.aside(epoch)["digits"]
    wrong, m = looks["wrong"], len(trained.labels)
    accuracy = trained.pack(epoch).numbers["test_accuracy"]
    assert wrong["n"] == round((1 - accuracy) * m) > 0
    assert wrong["value"] == sorted(wrong["value"], reverse=True)
    assert all(said != label for said, label in zip(wrong["said"], wrong["labels"], strict=True))


def test_a_unit_that_is_not_there_is_not_looked_at() -> None:
    scene = scene_of(lab_of(examples=50, hidden=(3,)))
    scene.hear(asked(unit=3))
    looks = scene.aside(0)["digits"]
    assert "unit" not in looks


def test_a_wish_outlives_a_new_run() -> None:
    live = Live(DIGITS, DIGITS.settings(examples=100))
    asking = Asking(live)
    asking.ask("show", wish=asked(strokes=ONE, drawing=1))
    live.use(DIGITS.settings(examples=100, hidden=(5,)), with_history=False)
    header = asking.look().header
    assert header["aside"]["digits"]["drawn"]["drawing"] == 1


def test_what_is_no_wish_is_not_kept() -> None:
    live = Live(DIGITS, DIGITS.settings(examples=100))
    asking = Asking(live)
    asking.ask("show", wish=asked(strokes=ONE, drawing=1))
    asking.ask("show", wish={"digits": {"strokes": [[[0.1, 0.1]] * (MAX_POINTS + 1)]}})
    live.use(DIGITS.settings(examples=100, hidden=(5,)), with_history=False)
    header = asking.look().header
    assert header["aside"]["digits"]["drawn"]["drawing"] == 1


def test_two_hidden_layers_learn_and_show_the_first() -> None:
    lab = lab_of(hidden=(30, 15), init="xavier")
    reached = lab.advance(1000)
    scene = scene_of(lab)
    assert scene.pack(reached).numbers["train_accuracy"] > 0.9
    assert scene.n_pictures == 30
