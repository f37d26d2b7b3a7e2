"""Data sets, their split and their scaling."""

import numpy as np
import pytest

from core.data.datasets import DATASETS, accuracy, load
from core.data.scaling import SCALINGS
from core.types import Array


@pytest.mark.parametrize("name", DATASETS)
@pytest.mark.parametrize("m", [2, 3, 101])
def test_shape_classes_and_seed(name: str, m: int) -> None:
    record = DATASETS[name]
    X, labels = record.make(m, 0.1, 3)
    assert X.shape == (m, 2)
    assert set(labels) <= set(range(record.n_classes))
    np.testing.assert_array_equal(X, record.make(m, 0.1, 3)[0])
    assert (X != record.make(m, 0.1, 4)[0]).any()


@pytest.mark.parametrize("name", DATASETS)
def test_head_is_a_fair_sample(name: str) -> None:
    split = load(name, 900, 0.1, 0, 0.5)
    assert len(split.X_train) == len(split.X_test) == 450
    share = np.bincount(split.labels_train) / 450
    np.testing.assert_allclose(share, 1 / split.n_classes, atol=0.08)
    np.testing.assert_array_equal(split.y_train.argmax(axis=1), split.labels_train)


def test_spirals_without_noise_do_not_meet() -> None:
    X, labels = DATASETS["spirals"].make(400, 0.0, 0)
    gaps = np.linalg.norm(X[labels == 0][:, np.newaxis] - X[labels == 1], axis=2)
    assert gaps.min() > 0.15


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("rings", 10, 0.1, 0, 0.0), "name: got 'rings', takes one of"),
        (("moons", 1, 0.1, 0, 0.0), "m: got 1, takes a whole number from 2 to 10,000,000"),
        (("moons", 10, -0.1, 0, 0.0), "noise: got -0.1"),
        (("moons", 10, 0.1, 0, 1.5), "test_share: got 1.5"),
        (("moons", 10, 0.1, 0, 1.0), "leaves none to train on"),
        (("moons", 2, 0.1, 0, 0.5), "1 training example, all of class .; takes at least 2 classes"),
    ],
)
def test_bad_arguments_are_refused(
    arguments: tuple[str, int, float, int, float], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        load(*arguments)


def test_accuracy_counts_rows() -> None:
    y_hat = np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4], [0.5, 0.5]])
    assert accuracy(y_hat, np.array([0, 1, 1, 0])) == 0.75
    assert np.isnan(accuracy(np.empty((0, 2)), np.empty(0, dtype=int)))


def test_accuracy_takes_targets_as_an_objective_does() -> None:
    y = np.array([[0.0], [1.0], [1.0], [0.0]])
    assert accuracy(np.array([[0.1], [0.9], [0.8], [0.2]]), y) == 1.0  # no m x m comparison
    assert accuracy(np.array([[0.1], [0.4], [0.8], [0.2]]), y[:, 0]) == 0.75
    y_hat = np.array([[0.9, 0.1], [0.2, 0.8], [0.6, 0.4]])
    assert accuracy(y_hat, np.eye(2)[[0, 1, 1]]) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("y_hat", "y", "message"),
    [
        (np.ones(3), np.ones(3), r"y_hat: got shape \(3,\), takes \(m, n_L\)"),
        (np.ones((3, 2)), np.ones((3, 1)), r"y: got shape \(3, 1\), takes \(3,\) or \(3, 2\)"),
        (np.ones((3, 2)), np.ones(2), r"y: got shape \(2,\), takes \(3,\)"),
        (np.full((3, 1), np.nan), np.ones(3), "y_hat: got a value that is not finite"),
    ],
)
def test_accuracy_of_what_does_not_fit_is_refused(y_hat: Array, y: Array, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        accuracy(y_hat, y)


@pytest.mark.parametrize("name", SCALINGS)
def test_scaling_inverts_and_survives_a_constant_column(name: str) -> None:
    X = np.array([[3.0, 7.0], [5.0, 7.0], [10.0, 7.0]])
    scaling = SCALINGS[name](X)
    np.testing.assert_allclose(scaling.invert(scaling.apply(X)), X)
    assert np.isfinite(scaling.apply(X)).all()


def test_scalings_do_what_they_are_called() -> None:
    X = np.array([[3.0, -5.0], [5.0, 1.0], [10.0, 2.0]])
    np.testing.assert_allclose(np.abs(SCALINGS["maximum"](X).apply(X)).max(axis=0), 1.0)
    standard = SCALINGS["standard"](X).apply(X)
    np.testing.assert_allclose(standard.mean(axis=0), 0.0, atol=1e-15)
    np.testing.assert_allclose(standard.std(axis=0), 1.0)
