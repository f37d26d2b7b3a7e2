"""Sleep and study: its task, its frames, its snippets and its page."""

from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app.pages.sleep.brute_force import REACH, Trial, search, years
from app.pages.sleep.experiment import SLEEP_STUDY, nights_of
from app.pages.sleep.scene import SleepScene
from app.pages.sleep.settings import CHAPTERS
from app.pages.sleep.snippets import PARTS
from app.run.lab import Lab
from core.engine.activations import ACTIVATIONS
from core.engine.penalties import PENALTIES
from core.explain.loss_surfaces import costs_at
from core.tutorials import sleep_study
from tests.asking import Asking
from tests.pages.snippet_checks import assert_snippet_equals_engine

SCRIPT = "from app.pages.sleep.page import render\nrender()\n"
MANY = "~".join(f"{5 + i / 4:g}_{i / 5:g}_{70 + i}" for i in range(12))


def lab_of(**values: Any) -> Lab:
    return SLEEP_STUDY.lab(SLEEP_STUDY.settings(**values))


def scene_of(lab: Lab) -> SleepScene:
    scene = SLEEP_STUDY.scene(lab)
    assert isinstance(scene, SleepScene)
    return scene


def test_the_task_is_the_tutorials() -> None:
    lab, objective = lab_of(), sleep_study()
    np.testing.assert_array_equal(lab.objective(0).X, objective.X)
    np.testing.assert_array_equal(lab.objective(0).y, objective.y)
    theta = np.random.default_rng(0).standard_normal(9)
    assert lab.objective(0)(theta).J == objective(theta).J


def test_it_learns_the_three_nights() -> None:
    lab = lab_of()
    reached = lab.advance(200)
    numbers = scene_of(lab).pack(reached).numbers
    assert numbers["J"] < 1e-4
    assert numbers["off"] < 1.0


@pytest.mark.parametrize("biases", ["without", "with"])
@pytest.mark.parametrize("hidden", [(3,), (), (4, 2)])
def test_the_way_to_the_score_is_the_forward_pass(biases: str, hidden: tuple[int, ...]) -> None:
    lab = lab_of(biases=biases, hidden=hidden, hours_slept=6.0, hours_studied=4.0)
    lab.advance(5)
    scene = scene_of(lab)
    frame = scene.pack(5)
    x = np.array([[0.6, 0.8]])
    activations = lab.network.forward(lab.step(5).theta, x)
    assert frame.numbers["score"] == pytest.approx(100 * activations[-1][0, 0])
    keys = [key for row in scene._way() for key in row["keys"]]
    assert set(keys) <= set(scene.names)
    last = [row["keys"] for row in scene._way()][-2]
    assert [frame.numbers[key] for key in last] == pytest.approx(activations[-1][0].tolist())
    assert len(frame.data) <= 600
    # What the frame holds is what its names say.
    values = np.frombuffer(frame.data, count=len(scene.names))
    assert dict(zip(scene.names, values, strict=True))["x_1"] == 0.8


def test_maxima_are_those_of_the_training_data() -> None:
    lab = lab_of(held=50, hours_slept=12.0)
    np.testing.assert_array_equal(lab.task.scaling.scale, [10, 5])
    assert scene_of(lab).numbers(lab.task.theta, 0)["x_0"] == 1.2
    assert len(lab.task.X_test) == 50


def test_held_out_nights_cost_as_if_there_were_as_many() -> None:
    lab = lab_of(held=20)
    task, theta = lab.task, lab.task.theta
    y_hat = lab.network.predict(theta, task.inputs_test)
    by_hand = 0.5 * np.mean((task.y_test - y_hat) ** 2) * 3
    assert lab.readings(theta, 0).test == pytest.approx(by_hand)


def test_every_chapter_has_its_code() -> None:
    assert list(PARTS) == list(CHAPTERS)


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"hidden": (4, 2), "biases": "with", "activation": "tanh", "lambda_": 0.01, "held": 9},
        {"nights": MANY, "activation": "relu", "penalty": "l1", "lambda_": 0.3, "held": 5},
        {"hidden": (), "activation": "linear", "held": 5},
    ],
)
def test_every_snippet_runs_and_equals_the_engine(chapter: str, values: dict[str, Any]) -> None:
    """What a learner copies is run as it stands."""
    assert_snippet_equals_engine(chapter, lab_of(chapter=chapter, **values))


@pytest.mark.parametrize("penalty", PENALTIES)
@pytest.mark.parametrize(
    "activation", [name for name, record in ACTIVATIONS.items() if record.f_prime is not None]
)
def test_the_gradient_in_numpy_is_right_for_every_record(activation: str, penalty: str) -> None:
    values = {"activation": activation, "penalty": penalty, "lambda_": 0.3, "hidden": (4, 2)}
    assert_snippet_equals_engine("gradient", lab_of(chapter="gradient", **values))


def test_brute_force_finds_the_best_of_its_grid() -> None:
    objective, theta = sleep_study(), np.random.default_rng(3).standard_normal(9)
    values = 7
    line = np.linspace(-REACH, REACH, values)
    for weights in (1, 2, 3):
        trial = search(objective, theta, weights, values)
        grid = np.array(np.meshgrid(*(line,) * weights)).reshape(weights, -1).T
        thetas = np.repeat(theta[np.newaxis], len(grid), axis=0)
        thetas[:, :weights] = grid
        assert trial.combinations == values**weights == len(grid)
        assert trial.J == pytest.approx(costs_at(objective, thetas).min(), rel=1e-12)
    with pytest.raises(ValueError, match="weights: got 10, takes 1 to 9"):
        search(objective, theta, 10)


def test_the_curse_of_dimensionality() -> None:
    assert years(Trial(1, 1000, 31_557.6, 0.0), 1000, 2) == pytest.approx(1.0)


def test_an_address_holds_the_nights_and_refuses_others() -> None:
    form = SLEEP_STUDY.form
    settings, problems = form.read({"nights": MANY})
    assert not problems
    assert len(nights_of(settings)) == 12
    settings, problems = form.read({"nights": "3_5_175~1_2_3"})
    assert settings == SLEEP_STUDY.settings()
    assert "2 to 500 nights" in problems[0]


@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("held", ["0", "20"])
def test_every_chapter_opens(chapter: str, held: str) -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=60)
    page.query_params["chapter"] = chapter
    page.query_params["held"] = held
    page.run()
    assert not page.exception
    assert not page.error
    assert page.code[0].value.startswith("import numpy as np")
    assert page.segmented_control(key="sleep.chapter").value == chapter


def test_the_button_adds_nights_and_holds_others_out() -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=60).run()
    page.button[[b.label for b in page.button].index("Add 20 realistic nights")].click().run()
    assert not page.exception
    nights = str(page.query_params["nights"])
    assert nights.startswith("3_5_75~5_1_82~10_2_93~")
    assert nights.count("~") == 22
    assert str(page.query_params["held"]) == "20"
    page.button[[b.label for b in page.button].index("The three nights")].click().run()
    assert str(page.query_params["nights"]) == "3_5_75~5_1_82~10_2_93"


def test_a_chapter_is_no_other_run() -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=60).run()
    live = page.session_state["_sleep"].live
    asking = Asking(live)
    asking.look()
    asking.ask("show", 1)
    page.segmented_control(key="sleep.chapter").set_value("gradient").run()
    assert page.session_state["_sleep"].live is live
    assert live.shown == 1


def test_nights_have_no_widget_that_could_have_been_moved() -> None:
    """Else another address would be taken for a late one for ever, once a cell has been edited."""
    page = AppTest.from_string(SCRIPT, default_timeout=60).run()
    page.session_state["sleep.nights"] = "1_1_50~2_2_60"  # what was in force before an edit
    page.run()
    nights = "3_5_75~5_1_82~10_2_93"
    assert str(page.query_params["nights"]) == nights
    page.query_params["lambda_"] = "0.01"  # as the back button has it
    page.run()
    settings = page.session_state["_sleep"].live.settings
    assert (settings.lambda_, settings.nights) == (0.01, nights)
    assert str(page.query_params["lambda_"]) == "0.01"


def test_the_page_adopts_what_the_stage_has_set() -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=60).run()
    live = page.session_state["_sleep"].live
    asking = Asking(live)
    asking.look()
    asking.ask("show", 2)
    assert asking.ask("show", 2, set={"alpha": "2", "mistake": "sign"}).header["stale"]
    page.run()
    assert page.session_state["_sleep"].live is live
    assert str(page.query_params["mistake"]) == "sign"
    assert str(page.query_params["alpha"]) == "2.0"
    assert (live.shown, live.stale, live.settings.mistake) == (2, "", "sign")
    assert {change[:2] for change in live.settings.changes} == {(2, "alpha"), (2, "mistake")}
