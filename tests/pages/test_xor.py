"""XOR: its task, its frames, the surface around the weights, and its page."""

import json
from base64 import b64decode
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from app.live.experiment import Experiment
from app.live.live import Live
from app.pages.table import EXPERIMENTS
from app.pages.xor.experiment import XOR
from app.pages.xor.scene import OUTPUTS, POINTS, XorScene
from app.run.epochs import lattice
from app.run.wire import UINT16_MAX
from app.sections.loss_surface.loss_surface import (
    MAX_PATH,
    PLANES,
    ROWS,
    TOPS,
    PlaneChoice,
    loss_surface_of,
)
from app.sections.loss_surface.ranges import bounds, snapped
from app.settings.changes import Change
from core.engine.patience import UnfinishedError, patient_until
from core.types import Array
from tests.asking import Patient

ELSEWHERE = (
    "nights", "chapter", "file", "weights", "mistake", "riddle", "clock", "target", "arrangement",
    "worksheet",
)  # fmt: skip
SCRIPT = "from app.pages.xor.page import render\nrender()\n"


def scene_at(epoch: int, **values: Any) -> XorScene:
    """Return the scene of a run that has come to an epoch."""
    lab = XOR.lab(XOR.settings(**values))
    lab.advance(epoch)
    scene = XOR.scene(lab)
    assert isinstance(scene, XorScene)
    return scene


def heights(aside: dict[str, Any], cost: str) -> Array:
    """Return the heights of a cost as a browser reads them."""
    whole = np.frombuffer(b64decode(aside["heights"][cost]["J"]), "<u2")
    return whole.reshape(POINTS, POINTS) * TOPS[cost] / UINT16_MAX


@pytest.mark.parametrize("kind", PLANES)
def test_the_loss_surface_is_the_cost_of_the_weights_it_stands_for(kind: str) -> None:
    scene = scene_at(300, plane=kind, batch=0)
    aside = scene.aside(300)["loss_surface"]
    s, t = np.array(aside["s"]), np.array(aside["t"])
    choice = PlaneChoice(kind, 0, 3, 0)
    epochs = lattice(300, MAX_PATH)
    thetas = np.array([scene.lab.step(int(epoch)).theta for epoch in epochs])
    surface = loss_surface_of(scene.objectives(300), epochs, thetas, choice, POINTS)
    for cost, objective in scene.objectives(300).items():
        for row, column in ((0, 0), (5, 30), (40, 7)):
            theta = surface.plane.at(s[[column]], t[[row]])[0]
            expected = min(objective.parts(theta).J, TOPS[cost])
            assert heights(aside, cost)[row, column] == pytest.approx(expected, abs=1e-4)
        told = aside["heights"][cost]
        assert told["true"][-1] == pytest.approx(objective.parts(thetas[-1]).J, rel=1e-5)
    # The current weights lie within what is drawn.
    assert s[0] < aside["at"][0][-1] < s[-1]
    assert t[0] < aside["at"][1][-1] < t[-1]


def test_what_the_browser_projects_is_what_the_server_did() -> None:
    aside = scene_at(400).aside(400)["loss_surface"]
    theta = scene_at(400).lab.step(400).theta
    at = np.array(aside["dual"]) @ (theta - np.array(aside["origin"]))
    np.testing.assert_allclose(at, [column[-1] for column in aside["at"]], rtol=1e-4, atol=1e-4)


def test_true_and_plane_agree_where_the_path_lies_in_the_plane() -> None:
    """A slice goes through the current weights; all others of the path lie beside it."""
    aside = scene_at(2000, plane="slice").aside(2000)["loss_surface"]
    told = aside["heights"]["cross_entropy"]
    assert told["below"][-1] == pytest.approx(told["true"][-1], rel=1e-5)
    assert abs(told["below"][0] - told["true"][0]) > 0.01


def test_the_paths_own_plane_explains_most_of_it() -> None:
    own, drawn = (
        scene_at(2000, plane=kind).aside(2000)["loss_surface"] for kind in ("principal", "random")
    )
    assert own is not None
    assert drawn is not None
    share = float(own["note"].split()[3].rstrip("%"))
    assert 90 < share <= 100
    gap = [
        np.abs(np.subtract(one["heights"]["mse"]["true"], one["heights"]["mse"]["below"])).mean()
        for one in (own, drawn)
    ]
    assert gap[0] < gap[1]


def test_before_the_path_has_a_bend_there_is_another_plane() -> None:
    aside = scene_at(0).aside(0)["loss_surface"]
    assert "Not enough path yet" in aside["note"]
    json.dumps(aside, allow_nan=False)


def test_a_run_that_diverged_has_no_loss_surface(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = scene_at(0)
    monkeypatch.setattr(scene._thetas, "at", lambda epochs: np.full((len(epochs), 13), np.nan))
    assert "loss_surface" not in scene.aside(0)


def test_a_fork_gives_the_new_weights() -> None:
    scene = scene_at(200)
    before = scene.aside(200)["loss_surface"]
    lab = scene.lab
    lab.change(100, lab.settings.but(alpha=1.0))
    lab.advance(200)
    after = scene.aside(200)["loss_surface"]
    assert lab.settings.changes == (Change(100, "alpha", 0.1),)
    assert before != after


def test_a_frame_holds_outputs_and_both_costs() -> None:
    scene = scene_at(500)
    frame = scene.pack(500)
    values = np.frombuffer(frame.data, count=len(scene.names))
    numbers = dict(zip(scene.names, values, strict=True))
    theta = scene.lab.step(500).theta
    y_hat = scene.lab.network.predict(theta, scene.lab.task.X)[:, 0]
    assert [numbers[name] for name in OUTPUTS] == y_hat.tolist()
    assert numbers["cross_entropy"] == pytest.approx(numbers["J"])
    assert numbers["mse"] == pytest.approx(np.mean((y_hat - [0, 1, 1, 0]) ** 2))
    assert numbers["furthest"] == np.abs(y_hat - [0, 1, 1, 0]).max()
    assert len(frame.data) <= 250


def test_loss_surfaces_come_now_and_then_while_it_plays_and_at_once_where_it_rests() -> None:
    live = Live(XOR, XOR.settings())
    asking = Patient(live)
    asking.look()
    answers = [asking.ask("more", 20 * 10 * i, 10) for i in range(6)]
    found = [answer.header["aside"].get("loss_surface", {}).get("epoch") for answer in answers]
    assert found == [None, 400, None, 800, None, 1200]
    asked_again = asking.ask("more", 1000, 10, slow=800)
    assert asked_again.header["aside"]["loss_surface"]["epoch"] == 1200
    live.use(live.settings.but(plane="slice"), with_history=False)
    other = asking.ask("more", 1200, 1).header["aside"]["loss_surface"]
    assert other["note"] == "All other weights are as they are now."
    rest = asking.ask("show", 1210)
    assert rest.header["aside"]["loss_surface"]["epoch"] == 1210


def test_a_surface_that_takes_longer_than_there_is_goes_on_where_it_was() -> None:
    scene, in_time = scene_at(300), scene_at(300)
    wanted = in_time.aside(300)["loss_surface"]
    n_late = 0
    while True:
        try:
            with patient_until(0.0):  # there is never any time, and it comes on by a piece
                aside = scene.aside(300)
            break
        except UnfinishedError:
            n_late += 1
    assert n_late > POINTS // ROWS
    assert aside["loss_surface"] == wanted


def test_while_it_plays_a_surface_may_be_of_an_epoch_before_and_where_it_rests_it_is_not() -> None:
    scene = scene_at(400)

    def begin(epoch: int) -> None:
        with pytest.raises(UnfinishedError), patient_until(0.0):
            scene.aside(epoch)

    begin(300)
    assert scene.aside(320, rests=False)["loss_surface"]["epoch"] == 300
    begin(300)
    assert scene.aside(320)["loss_surface"]["epoch"] == 320
    begin(300)
    assert scene.aside(200, rests=False)["loss_surface"]["epoch"] == 200
    begin(300)
    scene.lab.change(100, scene.lab.settings.but(alpha=1.0))
    scene.lab.advance(310)
    assert scene.aside(310, rests=False)["loss_surface"]["epoch"] == 310  # weights have changed


@given(st.integers(0, 10**6))
def test_the_lattice_keeps_both_ends_and_few_points(epoch: int) -> None:
    epochs = lattice(epoch, MAX_PATH)
    assert epochs[0] == 0
    assert epochs[-1] == epoch
    assert len(epochs) <= MAX_PATH
    assert (np.diff(epochs) > 0).all()


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=9), st.sampled_from([0.5, 1.0, 3.0]))
def test_bounds_hold_all_with_a_margin(values: list[float], reach: float) -> None:
    low, high = bounds(np.array(values), reach)
    slack = 1e-9 * (1.0 + max(map(abs, values)))
    assert low <= min(values) - reach + slack
    assert high >= max(values) + reach - slack


@given(st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-9))
def test_snapping_goes_up_and_not_far(value: float) -> None:
    up = snapped(value)
    assert value <= up <= value + 0.5 * abs(value)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"plane": "slice", "first": 14}, "first: got 14, takes 1 to 13"),
        ({"plane": "slice", "second": 1}, "second: got 1 again"),
        ({"batch": 3, "optimizer": "bfgs"}, "takes all examples"),
    ],
)
def test_what_is_not_there_is_refused(values: dict[str, Any], message: str) -> None:
    live = Live(XOR, XOR.settings())
    asking = Patient(live)
    before = asking.look()
    with pytest.raises(ValueError, match=message):
        live.use(XOR.settings(**values), with_history=False)
    assert live.settings == XOR.settings()
    assert asking.look().frames == before.frames


@pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=EXPERIMENTS)
def test_every_field_is_explained_and_has_its_place(experiment: Experiment[Any]) -> None:
    placed = [n for rows in experiment.form.groups.values() for row in rows for n in row]
    # The nights are a table, chapters a choice, a file is brought, a mistake is a switch of the
    # live view, and so is what concerns lanes: all on the page itself. The section with the
    # worksheets sets the number of their examples.
    assert sorted([*placed, *ELSEWHERE]) == sorted({*experiment.form.fields, *ELSEWHERE})
    for field in experiment.form.fields.values():
        assert field.explanation.endswith(".")
        assert field.show(field.default) or not field.default


def test_the_page_opens_and_says_what_is_wrong() -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=30).run()
    assert not page.exception
    assert str(page.query_params["alpha"]) == "0.1"
    page.selectbox(key="xor.plane").set_value("slice").run()
    page.number_input(key="xor.first").set_value(99).run()
    assert not page.exception
    assert "First weight: got 99, takes 1 to 13" in page.error[0].value.replace("\\", "")
    page.number_input(key="xor.first").set_value(2).run()
    assert not page.error
