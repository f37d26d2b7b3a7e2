"""The browser computes a network's maps from theta, and they are those of core."""

import json
import subprocess
import sys
from base64 import b64decode
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.figures.maps import OUTPUT_RULES, Layout, network_maps
from app.figures.plane import InputPlane
from app.live.answer import answer_to
from app.live.command import Command
from app.live.live import Live
from app.live.plane_scene import BROWSER_ACTIVATIONS, PlaneScene
from app.live.scene import NUMBERS
from app.pages.moons.experiment import MOONS
from app.run.sent_numbers import SentNumbers
from app.run.wire import Part
from core.data.scaling import Scaling
from core.engine.activations import ACTIVATIONS, hidden_activations
from core.engine.network import Network
from core.types import Array
from tests.app.added_records import add_to_tables
from tests.asking import Asking

ROOT = Path(__file__).resolve().parents[2]
NODE = Path(sys.executable).with_name("node")
#: Drawn networks.
N = 200


class Case:
    """A drawn network with its weights, over a drawn plane."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        depth, self.n_outputs = seed % 7, 1 + seed // 7 % 3
        sizes = (2, *rng.integers(1, 13, depth).tolist(), self.n_outputs)
        hidden = rng.choice(hidden_activations(), depth).tolist()
        last = sorted(BROWSER_ACTIVATIONS)[seed // 21 % len(BROWSER_ACTIVATIONS)]
        self.network = Network(sizes, (*hidden, last), bool(rng.integers(2)))
        # As a frame has it, and large enough that some units are saturated.
        gain = rng.choice([0.5, 1.0, 3.0])
        weights = [rng.normal(0.0, gain / np.sqrt(n), (n, to)) for n, to in pairwise(sizes)]
        biases = [rng.normal(0.0, 0.5, n) for n in sizes[1:]] if self.network.biases else ()
        self.theta = self.network.pack(weights, biases).astype(np.float32)
        low, side = rng.uniform(-5.0, 5.0, 2), rng.uniform(0.5, 10.0, 2)
        self.plane = InputPlane((low[0], low[0] + side[0]), (low[1], low[1] + side[1]))
        self.scaling = Scaling(rng.uniform(-5.0, 5.0, 2), rng.uniform(0.3, 10.0, 2))
        self.columns, self.rows = map(int, rng.integers(8, 49, 2))
        self.stride = int(rng.integers(1, 8))
        self.output = "score" if rng.random() < 0.2 else "classes"
        self.inputs = rng.normal(0.0, 2.0, (40, 2))

    def as_json(self) -> dict[str, Any]:
        """Return what the browser is told of it."""
        network, scaling = self.network, self.scaling
        return {
            "scene": {
                "sizes": network.sizes,
                "biases": network.biases,
                "plane": [self.plane.x, self.plane.y],
                "map": [self.columns, self.rows],
                "unit_map": [-(-self.columns // self.stride), -(-self.rows // self.stride)],
            },
            "computed": {
                "activations": [(f.name, f.bounds) for f in network.functions],
                "output": self.output,
                "shift": scaling.shift.tolist(),
                "scale": scaling.scale.tolist(),
                "stride": self.stride,
            },
            "theta": self.theta.tolist(),
            "inputs": self.inputs.T.ravel().tolist(),
        }

    def maps(self) -> tuple[Array, Array]:
        """Return the maps as the server makes them."""
        grid = self.scaling.apply(self.plane.grid(self.columns, self.rows))
        theta = self.theta.astype(np.float64)
        return network_maps(self.network, theta, grid, self.columns, self.stride, self.output)


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    return [Case(seed) for seed in range(N)]


@pytest.fixture(scope="module")
def computed(cases: list[Case], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("maps")
    (folder / "cases.json").write_text(json.dumps([case.as_json() for case in cases]), "utf-8")
    script = ROOT / "tests" / "javascript" / "live" / "computed_maps.js"
    command = [NODE, script, folder / "cases.json", folder / "answers.json"]
    subprocess.run(command, check=True, capture_output=True, text=True)
    answers: dict[str, Any] = json.loads((folder / "answers.json").read_text("utf-8"))
    return answers


def test_the_server_knows_which_activations_the_browser_knows(computed: dict[str, Any]) -> None:
    assert set(computed["activations"]) == BROWSER_ACTIVATIONS <= set(ACTIVATIONS)
    assert set(computed["outputs"]) == set(OUTPUT_RULES)


def test_networks_of_all_kinds_are_drawn(cases: list[Case]) -> None:
    networks = [case.network for case in cases]
    assert {len(network.sizes) - 2 for network in networks} == set(range(7))
    assert {network.activations[-1] for network in networks} == BROWSER_ACTIVATIONS
    assert {name for network in networks for name in network.activations} == BROWSER_ACTIVATIONS
    assert {(case.n_outputs, case.network.biases) for case in cases} == {
        (n, biases) for n in (1, 2, 3) for biases in (False, True)
    }
    assert {case.output for case in cases} == set(OUTPUT_RULES)


def test_activations_are_those_of_core(cases: list[Case], computed: dict[str, Any]) -> None:
    for seed, (case, answer) in enumerate(zip(cases, computed["answers"], strict=True)):
        expected = case.network.forward(case.theta.astype(np.float64), case.inputs)
        for a, layer in zip(expected, answer["layers"], strict=True):
            found = np.array(layer).reshape(a.T.shape).T
            np.testing.assert_allclose(found, a, rtol=0, atol=1e-5, err_msg=f"case {seed}")


def test_maps_are_the_servers_within_a_step_of_a_byte(
    cases: list[Case], computed: dict[str, Any]
) -> None:
    for seed, (case, answer) in enumerate(zip(cases, computed["answers"], strict=True)):
        for expected, found in zip(case.maps(), (answer["map"], answer["units"]), strict=True):
            assert np.abs(np.array(found) - expected.ravel()).max() <= 1, f"case {seed}"


def scene_of(**values: Any) -> PlaneScene:
    scene = MOONS.scene(MOONS.lab(MOONS.settings(**values)))
    assert isinstance(scene, PlaneScene)
    return scene


def test_a_frame_of_the_story_is_its_numbers_and_theta() -> None:
    frame = scene_of().pack(0).data
    assert len(frame) == 8 * len(NUMBERS) + 4 * (2 * 5 + 5 + 5 * 5 + 5 + 5 * 2 + 2) + 4 <= 400
    live = Live(MOONS, MOONS.settings())
    asking = Asking(live)
    asking.look()
    asking.number += 1
    command = Command("more", asking.number, 0, 10, **asking.known)
    assert len(answer_to(live, command)) <= 10 * 400


def test_the_description_says_how_the_maps_are_computed() -> None:
    scene = scene_of(hidden=(3,), activation="relu", data="spirals3")
    description = scene.describe(100, SentNumbers())
    told = json.loads(json.dumps(description["computed_maps"], allow_nan=False))
    scaling = scene.lab.task.scaling
    assert told == {
        "activations": [["relu", None], ["sigmoid", [0.0, 1.0]]],
        "output": "classes",
        "shift": scaling.shift.tolist(),
        "scale": scaling.scale.tolist(),
        "stride": scene.layout.stride,
    }
    columns, rows = description["unit_map"]
    assert Layout(scene.layout.stride, 6) == scene.layout
    assert (columns, rows) == (scene.layout.columns, scene.layout.rows)


def test_maps_that_the_browser_cannot_compute_are_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    add_to_tables(monkeypatch)
    scene = scene_of(activation="silu", hidden=(3,))
    assert scene.describe(100, SentNumbers())["computed_maps"] is None
    names = [name for name, _, _ in scene.parts]
    assert names == ["theta", "map", "units", "wrong"]
    found = arrays_of(scene)
    expected = scene.arrays(scene.lab.step(0).theta)
    for name in ("map", "units"):
        np.testing.assert_array_equal(found[name], expected[name].ravel())
    assert len(set(found["units"].tolist())) > 50
    readings = scene.lab.readings(scene.lab.step(0).theta, 0)
    m = scene.lab.m
    assert found["wrong"][:m].mean() == pytest.approx(1.0 - readings.train_accuracy)
    assert found["wrong"][m:].mean() == pytest.approx(1.0 - readings.test_accuracy)


def test_the_description_has_the_class_of_every_example() -> None:
    scene = scene_of(data="spirals3", m=60, test=25)
    description, task = scene.describe(100, SentNumbers()), scene.lab.task
    labels = np.frombuffer(b64decode(description["labels"]), np.uint8)
    assert labels.tolist() == [*task.labels, *task.labels_test]
    test = np.frombuffer(b64decode(description["test_examples"]), "<f4").reshape(-1, 2)
    np.testing.assert_allclose(test, task.X_test, rtol=1e-6)
    assert description["n_classes"] == 3


def arrays_of(scene: PlaneScene) -> dict[str, Array]:
    """Return the arrays of the first frame by their names."""
    data = scene.pack(0).data
    at, found = 8 * len(scene.names), {}
    for name, kind, n in scene.parts:
        found[name] = np.frombuffer(data, f"<{kind}", n, at)
        at += found[name].nbytes
    return found


def test_where_the_browser_computes_maps_the_server_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*args: object) -> None:
        raise AssertionError("maps were computed")

    monkeypatch.setattr("app.live.plane_scene.network_maps", refuse)
    scene = scene_of()
    assert scene.parts == (Part("theta", "f4", scene.lab.network.n_parameters),)
    theta = scene.lab.step(0).theta
    np.testing.assert_array_equal(arrays_of(scene)["theta"], theta.astype(np.float32))
