"""A recorded run: the weights at some of its epochs, between which as much changes."""

from typing import Any

import numpy as np

from app.figures.maps import COLUMNS, ROWS
from app.live.experiment import Experiment
from app.live.plane_scene import PlaneScene
from app.run.wire import float32_base64
from app.settings.run_settings import RunSettings
from core.types import Array, Labels

#: Decimals of numbers that are only drawn.
DECIMALS = 5


def film(experiment: Experiment[Any], settings: RunSettings, n: int) -> dict[str, Any]:
    """Return n epochs of a run on a plane, as assets/pages/start/film.js reads them.

    Raises
    ------
    TypeError
        If the page's scene is not one over a plane.
    """
    lab = experiment.lab(settings)
    scene = experiment.scene(lab)
    if not isinstance(scene, PlaneScene):
        raise TypeError(f"experiment: got {experiment.form.name}, takes one with a PlaneScene")
    last = lab.advance(settings.epochs)
    thetas = np.array([lab.step(epoch).theta for epoch in range(last + 1)])
    epochs = evenly_changing(
        np.array([lab.network.predict(theta, lab.task.inputs).ravel() for theta in thetas]), n
    )
    readings = [lab.readings(thetas[epoch], int(epoch)) for epoch in epochs]
    task = lab.task
    return {
        "sizes": lab.network.sizes,
        "biases": lab.network.biases,
        "plane": [scene.map.plane.x, scene.map.plane.y],
        "map": [COLUMNS, ROWS],
        "unit_map": [scene.layout.columns, scene.layout.rows],
        "computed_maps": scene.computed_maps(),
        "X": float32_base64(task.X),
        "labels": task.labels.tolist(),
        "epochs": epochs.tolist(),
        "J": [one.J for one in readings],
        "wrong": [
            round((1 - one.train_accuracy) * lab.m) if task.n_classes else None for one in readings
        ],
        "thetas": float32_base64(thetas[epochs]),
    }


def evenly_changing(outputs: Array, n: int) -> Labels:
    """Return at most n indices, the first and the last among them, between which as much changes.

    Parameters
    ----------
    outputs : ndarray of shape (n_epochs, k)
    n : int
    """
    steps = np.sqrt(np.mean(np.diff(outputs, axis=0) ** 2, axis=1))
    # Where hardly anything changes, the film still has a picture now and then.
    steps += 0.2 * steps.mean()
    length = np.concatenate([[0.0], np.cumsum(steps)])
    wanted = np.linspace(0.0, length[-1], n)
    return np.unique(np.searchsorted(length, wanted).clip(0, len(length) - 1))


def rounded(values: Array) -> list[Any]:
    """Return numbers that are only drawn."""
    return np.round(values, DECIMALS).tolist()  # type: ignore[no-any-return]
