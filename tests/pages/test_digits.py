"""Digits: the bars of the exercise, the frames, uploads, refusals, the page."""

import gc
import json
import weakref
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.io import savemat
from sklearn.metrics import confusion_matrix
from streamlit.testing.v1 import AppTest

from app.figures.maps import FULL, HALF
from app.live.live import Live
from app.pages.digits import uploads
from app.pages.digits.experiment import DIGITS
from app.pages.digits.scene import PICTURE_BYTES, WALL, DigitsScene
from app.run.lab import Lab
from app.run.sent_numbers import SentNumbers
from app.settings.changes import Change
from core.data.digits import read_examples, read_weights
from core.data.mnist import fetch
from tests.asking import Patient
from tests.unit import fake_openml

SCRIPT = "from app.pages.digits.page import render\nrender()\n"
SEEDS = range(5)


def lab_of(**values: Any) -> Lab:
    return DIGITS.lab(DIGITS.settings(**values))


def scene_of(lab: Lab) -> DigitsScene:
    scene = DIGITS.scene(lab)
    assert isinstance(scene, DigitsScene)
    return scene


def mat_file(m: int = 60, side: int = 20) -> bytes:
    """Return a file as people bring them: blobs at ten places, the digit 0 labeled 10."""
    rng = np.random.default_rng(0)
    labels = np.arange(m) % 10 + 1
    X = rng.uniform(0, 0.2, (m, side * side))
    X[np.arange(m), 7 * labels] = 1.0
    out = BytesIO()
    savemat(out, {"X": X, "y": labels[:, np.newaxis]})
    return out.getvalue()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_hundred_evaluations_of_tnc_read_most_digits(seed: int) -> None:
    """8 x 8, 25 units, lambda 1, 30 % held out: 98 % in training, 95 % on the rest."""
    lab = lab_of(seed=seed, start=seed)
    reached = lab.advance(1000)
    numbers = scene_of(lab).pack(reached).numbers
    assert numbers["train_accuracy"] >= 0.98
    assert numbers["test_accuracy"] >= 0.95
    assert 100 <= numbers["n_evals"] <= 101
    assert "Max. number of function evaluations" in lab.run.message


def parts(scene: DigitsScene, data: bytes) -> dict[str, Any]:
    """Return the parts of a frame as the browser reads them."""
    at, found = 8 * len(scene.names), {}
    types = {"f4": np.float32, "u2": np.uint16, "u1": np.uint8}
    for name, kind, count in scene.describe(10, SentNumbers())["parts"]:
        found[name] = np.frombuffer(data, types[kind], count, at)
        at += found[name].nbytes
    assert at <= len(data) < at + 8
    return found


def test_a_frame_holds_pictures_confusions_and_the_wall() -> None:
    lab = lab_of(examples=300, hidden=(9,))
    lab.advance(3)
    scene = scene_of(lab)
    found = parts(scene, scene.pack(3).data)
    theta = lab.step(3).theta
    W = lab.network.unpack(theta)[0][0]
    unit = found["pictures"].reshape(9, 64)[4].astype(int) - HALF
    np.testing.assert_allclose(unit / HALF, W[:, 4] / np.abs(W[:, 4]).max(), atol=0.005)
    said = lab.network.predict(theta, lab.task.inputs_test).argmax(axis=1)
    np.testing.assert_array_equal(found["said"], said[:WALL])
    table = found["confusion"].reshape(10, 10)
    assert table.sum() == 90
    np.testing.assert_array_equal(table, confusion_matrix(lab.task.labels_test, said))


def test_a_common_contrast_has_one_full_color() -> None:
    lab = lab_of(examples=100, contrast="common")
    pictures = scene_of(lab).unit_pictures(lab.task.theta).reshape(25, 64).astype(int)
    full = (np.abs(pictures - HALF) == HALF).any(axis=1)
    assert 1 <= full.sum() < 25
    own = scene_of(lab_of(examples=100)).unit_pictures(lab.task.theta).reshape(25, 64).astype(int)
    assert ((np.abs(own - HALF) == HALF).any(axis=1)).all()
    assert own.max() <= FULL


@pytest.mark.parametrize("units", [1, 25, 100])
def test_frames_keep_to_20_kb_at_any_size(units: int) -> None:
    data = mat_file()
    name = uploads.keep(data, read_examples(data))
    lab = lab_of(source="upload", file=name, hidden=(units,), test=0)
    scene = scene_of(lab)
    frame = scene.pack(0)
    assert len(frame.data) <= 20_000
    assert units * scene.shown_side**2 <= PICTURE_BYTES
    assert scene.part == "training"
    json.dumps(scene.describe(10, SentNumbers()), allow_nan=False)


def test_every_iteration_of_a_20_by_20_run_is_a_frame() -> None:
    data = mat_file()
    name = uploads.keep(data, read_examples(data))
    live = Live(DIGITS, DIGITS.settings(source="upload", file=name, max_evals=10))
    asking = Patient(live)
    asking.look()
    header = asking.ask("more", 0, 3).header
    assert header["n_frames"] >= 1
    assert header["pace"] == 5


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"source": "upload", "file": "nowhere"}, "no longer kept here"),
        ({"optimizer": "bfgs", "hidden": (100,)}, "BFGS for 7,510 parameters, takes at most"),
        ({"test": 100}, "leaves none to train on"),
        ({"optimizer": "tnc", "batch": 10}, "TNC takes all examples"),
    ],
)
def test_what_makes_no_run_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        lab_of(**values)


def test_an_optimizer_is_no_larger_because_it_comes_later_in_the_run() -> None:
    """By the address's record of changes, or by a change of the run that is there."""
    large = {"hidden": (100,), "examples": 100}
    with pytest.raises(ValueError, match="BFGS for 7,510 parameters"):
        lab_of(**large, changes=(Change(5, "optimizer", "bfgs"),))
    lab = lab_of(**large)
    with pytest.raises(ValueError, match="BFGS for 7,510 parameters"):
        lab.change(0, lab.settings.but(optimizer="bfgs"))
    assert lab.settings.optimizer == "tnc"


def weights_file(hidden: int = 5, pixels: int = 400) -> bytes:
    rng = np.random.default_rng(1)
    out = BytesIO()
    thetas = {"Theta1": (hidden, pixels + 1), "Theta2": (10, hidden + 1)}
    savemat(out, {name: rng.normal(size=shape) for name, shape in thetas.items()})
    return out.getvalue()


def test_brought_weights_are_there_without_training() -> None:
    data, weights = mat_file(), weights_file()
    digits, thetas = read_examples(data), read_weights(weights)
    lab = lab_of(
        source="upload",
        file=uploads.keep(data, digits),
        weights=uploads.keep(weights, thetas),
        hidden=(5,),
        test=0,
        lambda_=0.0,
    )
    numbers = scene_of(lab).pack(0).numbers
    # By hand, straight from the matrices.
    order = np.random.default_rng(0).permutation(60)
    X, labels = digits.X[order], digits.labels[order]
    a = X
    for theta in thetas:
        a = 1.0 / (1.0 + np.exp(-(a @ theta[:, 1:].T + theta[:, 0])))
    y = np.eye(10)[labels]
    by_hand = -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum() / 60
    assert numbers["J"] == pytest.approx(by_hand, rel=1e-9)
    assert numbers["train_accuracy"] == np.mean(a.argmax(axis=1) == labels)


def test_weights_of_another_network_are_refused() -> None:
    weights = weights_file()
    name = uploads.keep(weights, read_weights(weights))
    with pytest.raises(ValueError, match="got those of a network 400-5-10, takes 64-25-10"):
        lab_of(weights=name)
    with pytest.raises(ValueError, match="file: holds weights"):
        uploads.digits(name)
    pictures = mat_file()
    with pytest.raises(ValueError, match="weights: holds pictures"):
        uploads.weights(uploads.keep(pictures, read_examples(pictures)))


def test_so_many_files_are_kept_and_no_more() -> None:
    data = [mat_file(20, side) for side in range(9, 9 + uploads.KEPT + 1)]
    names = [uploads.keep(one, read_examples(one)) for one in data]
    assert len(set(names)) == uploads.KEPT + 1
    with pytest.raises(ValueError, match="file: is no longer kept"):
        uploads.digits(names[0])
    assert uploads.digits(names[-1]).side == 9 + uploads.KEPT


def test_the_page_opens_and_every_control_explains_itself() -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=60).run()
    assert not page.exception
    assert not page.error
    page.segmented_control(key="digits.source").set_value("upload").run()
    assert "takes a new upload of it" in page.error[0].value.replace("\\", "")
    page.segmented_control(key="digits.source").set_value("embedded").run()
    assert not page.error


@pytest.mark.usefixtures("offline")
def test_mnist_is_learned_once_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCIKIT_LEARN_DATA", str(tmp_path))
    with pytest.raises(ValueError, match="MNIST has not been fetched"):
        lab_of(source="mnist")
    page = AppTest.from_string(SCRIPT, default_timeout=60).run()
    fetching = next(button for button in page.button if button.label == "Fetch MNIST")
    fetching.click().run()
    assert "OpenML does not answer" in page.error[0].value
    assert page.segmented_control(key="digits.source").value == "embedded"  # nothing is lost
    fetch(folder=tmp_path, child=Path(fake_openml.__file__))
    fetching = next(button for button in page.button if button.label == "Fetch MNIST")
    fetching.click().run()
    assert not page.error
    assert page.segmented_control(key="digits.source").value == "mnist"
    assert lab_of(source="mnist").network.sizes == (400, 25, 10)


def test_no_hidden_layer_shows_the_outputs() -> None:
    lab = lab_of(hidden=(), examples=200)
    lab.advance(5)
    scene = scene_of(lab)
    strokes = [[[0.5, 0.1], [0.5, 0.9]]]
    scene.hear({"digits": {"number": 1, "drawing": 1, "strokes": strokes, "unit": 0}})
    assert len(parts(scene, scene.pack(5).data)["lit"]) == 10
    assert scene.describe(5, SentNumbers())["digits"]["units"] == "Output units"


def test_large_files_push_out_earlier_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    data = [mat_file(30, side) for side in (9, 10, 11)]
    monkeypatch.setattr(uploads, "KEPT_BYTES", 2 * 30 * 11**2 * 8)
    names = [uploads.keep(one, read_examples(one)) for one in data]
    with pytest.raises(ValueError, match="file: is no longer kept"):
        uploads.digits(names[0])
    assert uploads.digits(names[2]).side == 11
    monkeypatch.setattr(uploads, "KEPT_BYTES", 1)
    assert uploads.digits(uploads.keep(data[0], read_examples(data[0]))).side == 9


def test_visitors_of_the_same_digits_share_their_pixels() -> None:
    first, second = DIGITS.lab(DIGITS.settings()), DIGITS.lab(DIGITS.settings(hidden=(30,)))
    for one, other in (
        (first.task.X, second.task.X),
        (first.task.inputs, second.task.inputs),
        (first.objective(0).X, second.objective(0).X),
        (first.task.labels, second.task.labels),
    ):
        assert np.shares_memory(one, other)
        assert not one.flags.writeable
    shuffled = DIGITS.lab(DIGITS.settings(seed=5))
    assert not np.shares_memory(first.task.X, shuffled.task.X)
    gone = weakref.ref(first.task.X.base)
    del first, second, one, other
    gc.collect()
    assert gone() is None
