"""Digits: pictures of the hidden units, accuracies, the table of confusions, the wall."""

from math import ceil, isqrt
from typing import Any

import numpy as np

# Metrics are not ours to write.
from sklearn.metrics import confusion_matrix

from app.figures.accuracy import ACCURACIES, accuracy_curve
from app.figures.cost_curve import CURVES, cost_curve
from app.figures.palette import diverging_bytes
from app.frames import Frame, padded
from app.lab import Lab
from app.maps import HALF
from app.past import Past
from app.scenes.scene import COST, NUMBERS, RATE, Readout, plain
from core.activations import ACTIVATIONS
from core.digits import N_CLASSES
from core.types import Array, Labels

#: Examples on the wall.
WALL = 100
#: Bytes of a frame that the pictures of the hidden units may take together.
PICTURE_BYTES = 12_000


class DigitsScene:
    """Pictures of the hidden units, both accuracies, the table of confusions, the wall.

    A frame is its numbers, the table of confusions as uint16 row by row, a byte a pixel of each
    unit's picture, and of each example on the wall what was said and how surely, 0 to 255.
    """

    readouts = (
        COST,
        Readout(
            "training", "Share of the training examples that are read right", "train_accuracy",
            "share",
        ),
        Readout("test", "Share of the test examples that are read right", "test_accuracy", "share"),
        RATE,
    )  # fmt: skip

    def __init__(self, lab: Lab) -> None:
        self.lab, task = lab, lab.task
        self.side = isqrt(task.X.shape[1])
        # Coarser pictures where there are many units: 100 of 20 x 20 would be 40 kB.
        self.n_pictures = lab.network.sizes[1]
        self.stride = 1
        while self.n_pictures * ceil(self.side / self.stride) ** 2 > PICTURE_BYTES:
            self.stride += 1
        held_out = len(task.X_test) > 0
        #: What is confused, and shown on the wall: held-out digits where there are any.
        self.part = "test" if held_out else "training"
        self.inputs = task.inputs_test if held_out else task.inputs
        self.labels: Labels = task.labels_test if held_out else task.labels

    @property
    def shown_side(self) -> int:
        """Return the width of a unit's picture in pixels."""
        return ceil(self.side / self.stride)

    def pictures(self, theta: Array) -> Array:
        """Return the weights into each unit of the first layer as bytes, HALF for 0."""
        W = self.lab.network.layers(theta)[0]
        weights = W[: self.side**2].T.reshape(-1, self.side, self.side)
        weights = weights[:, :: self.stride, :: self.stride]
        top = np.abs(weights).max(axis=(1, 2), keepdims=True)
        if self.lab.settings.contrast == "common":
            top = np.full_like(top, top.max())
        share = np.divide(weights, top, out=np.zeros_like(weights), where=top > 0)
        return np.asarray(np.rint(HALF + HALF * share)).astype(np.uint8)

    def pack(self, epoch: int) -> Frame:
        """Return the frame of an iteration that the lab has reached."""
        lab = self.lab
        step = lab.step(epoch)
        readings = lab.readings(step.theta, epoch)
        numbers = {
            **vars(readings),
            "J": readings.J,
            "epoch": epoch,
            "alpha": lab.alpha(epoch),
            "n_evals": step.n_evals,
            "n_gradients": step.n_gradients,
        }
        y_hat = lab.network.predict(step.theta, self.inputs)
        said = y_hat.argmax(axis=1)
        table = confusion_matrix(self.labels, said, labels=np.arange(N_CLASSES))
        sure = y_hat.max(axis=1)[:WALL]
        parts = (
            np.array([numbers[name] for name in NUMBERS]).tobytes(),
            table.astype(np.uint16).tobytes(),
            self.pictures(step.theta).tobytes(),
            said[:WALL].astype(np.uint8).tobytes(),
            np.rint(255.0 * np.clip(sure, 0.0, 1.0)).astype(np.uint8).tobytes(),
        )
        return Frame(numbers, padded(b"".join(parts)))

    def describe(self, end: int, past: Past) -> dict[str, Any]:
        """Return the description of the run, the digits on the wall included."""
        lab, network = self.lab, self.lab.network
        wall = min(WALL, len(self.inputs))
        pixels = self.inputs[:wall]
        low, high = float(pixels.min()), float(pixels.max())
        grey = np.rint(255.0 * (pixels - low) / max(high - low, 1e-12)).astype(int)
        keys = [*(key for _, key, _ in CURVES), *(key for _, key, _ in ACCURACIES)]
        return {
            "sizes": network.sizes,
            "layers": [ACTIVATIONS[name].label for name in network.activations],
            "numbers": NUMBERS,
            "readouts": self.readouts,
            "unit": "iteration",
            "parts": [
                ["confusion", "u2", N_CLASSES**2],
                ["pictures", "u1", self.n_pictures * self.shown_side**2],
                ["said", "u1", wall],
                ["sure", "u1", wall],
            ],
            "curves": [key for _, key, _ in CURVES],
            "accuracy_curves": [key for _, key, _ in ACCURACIES],
            "past": past.points(keys),
            "cost": plain(cost_curve(end, lab.settings, "iteration")),
            "accuracy": plain(accuracy_curve(end)),
            "unit_palette": diverging_bytes(),
            "digits": {
                "side": self.side,
                "shown_side": self.shown_side,
                "n_pictures": self.n_pictures,
                "part": self.part,
                "n": len(self.labels),
                "labels": self.labels[:wall].tolist(),
                "pixels": grey.tolist(),
            },
        }

    def aside(self, epoch: int) -> dict[str, Any] | None:
        """Return nothing: all that moves is in the frames."""
        return None

    def look(self) -> str:
        """Return nothing: the description follows from the run."""
        return ""
