"""Digits: pictures of the hidden units, accuracies, the confusion matrix, the wall."""

from collections.abc import Mapping
from functools import cached_property
from math import ceil, isqrt
from typing import Any

import numpy as np

from app.figures.accuracy import ACCURACIES, accuracy_curve
from app.figures.map_colors import diverging_bytes
from app.figures.maps import HALF
from app.figures.palette_in_use import palette
from app.live.scene import COST, ITERATION_RATE, NUMBERS, Readout, Scene, figure_json
from app.live.small import side_by_side, small_pixels
from app.pages.digits.selection import (
    Chosen,
    Wish,
    mistakes,
    most_and_least,
    read_wish,
    relative_activations,
)
from app.pages.digits.settings import DigitsSettings
from app.run.epochs import lattice
from app.run.lab import Lab
from app.run.thetas import Thetas
from app.run.wire import Part, uint8_base64
from core.data.digits import N_CLASSES
from core.data.drawing import Drawn, Handwriting, as_written, handwriting_of
from core.language import N_, _
from core.types import Array, Labels

#: Examples on the wall.
WALL = 100
#: Bytes of a frame that the pictures of the hidden units may take together.
PICTURE_BYTES = 12_000
#: Units of a small picture.
SMALL = 25
#: Pictures of one unit through the iterations, at the most.
FILM = 16
#: Examples that excite a unit most, and as many that do least.
EXCITING = 8
#: Pictures whose darkest and lightest pixels are taken for ink and paper.
SAMPLE = 500


class DigitsScene(Scene):
    """Pictures of the hidden units, both accuracies, the confusion matrix, the wall.

    A frame is its numbers; for what the visitor has drawn the outputs, and how strongly each
    unit of the first layer answers, both as float32; the confusion matrix as uint16 row by
    row; a byte a pixel of each unit's picture; and of each example on the wall what was said and
    how surely, 0 to 255.
    """

    readouts = (
        COST,
        Readout(
            N_("training"), N_("Share of the training examples that are read right"),
            "train_accuracy", "share",
        ),
        Readout(
            N_("test"), N_("Share of the test examples that are read right"), "test_accuracy",
            "share",
        ),
        ITERATION_RATE,
    )  # fmt: skip

    unit = N_("iteration")
    #: Fewer than others: the readings of an iteration take a part of what its training takes.
    curve_points = 60
    panels = ("advice", "digits", "cost", "accuracy", "by_hand")
    names = (*NUMBERS, "drawing")
    curves = (*Scene.curves, *(line.key for line in ACCURACIES))

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        task = lab.task
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
        self.wish = Wish()
        self._drawn: Drawn | None = None
        self._thetas = Thetas(lab)
        self._paper, self._ink = np.percentile(task.X[:SAMPLE], [0.5, 99.5])
        self.n_wall = min(WALL, len(self.inputs))
        self.parts = (
            Part("outputs", "f4", N_CLASSES),
            Part("lit", "f4", self.n_pictures),
            Part("confusion", "u2", N_CLASSES**2),
            Part("pictures", "u1", self.n_pictures * self.shown_side**2),
            Part("said", "u1", self.n_wall),
            Part("sure", "u1", self.n_wall),
        )

    @property
    def settings(self) -> DigitsSettings:
        """Return the settings of the page."""
        assert isinstance(self.lab.settings, DigitsSettings)
        return self.lab.settings

    @cached_property
    def handwriting(self) -> Handwriting:
        """Return how the digits are written."""
        return handwriting_of(self.lab.task.X)

    def hear(self, wish: object) -> bool:
        """Take over what the visitor wants to look at; say whether it was a wish."""
        is_by_hand = super().hear(wish)
        heard = read_wish(wish.get("digits")) if isinstance(wish, Mapping) else None
        if heard is None:
            return is_by_hand
        self.wish = heard
        self._drawn = as_written(heard.strokes, self.handwriting) if heard.strokes else None
        return True

    @property
    def shown_side(self) -> int:
        """Return the width of a unit's picture in pixels."""
        return ceil(self.side / self.stride)

    def weights(self, theta: Array) -> Array:
        """Return the weights into each unit of the first layer, shape (n_1, side, side)."""
        W = self.lab.network.unpack(theta)[0][0]
        return W.T.reshape(-1, self.side, self.side)

    def unit_pictures(self, theta: Array) -> Array:
        """Return the weights into each unit of the first layer as bytes, HALF for 0."""
        weights = self.weights(theta)[:, :: self.stride, :: self.stride]
        top = np.abs(weights).max(axis=(1, 2), keepdims=True)
        if self.settings.contrast == "common":
            top = np.full_like(top, top.max())
        return _signed(weights, top)

    def small(self, thetas: Array) -> dict[str, Any]:
        """Return the weights into the units of the first layer of each network, small."""
        units = np.array([self.unit_pictures(theta) for theta in thetas])
        return small_pixels(side_by_side(units, HALF), diverging_bytes(palette()))

    def small_picture(self, theta: Array) -> dict[str, Any]:
        """Return the pictures of the first units, one below the other."""
        pictures = self.unit_pictures(theta)[:SMALL]
        return {
            "units": len(pictures),
            "size": [self.shown_side, len(pictures) * self.shown_side],
            "bytes": uint8_base64(pictures),
            "colors": diverging_bytes(palette()),
        }

    def answers(self, theta: Array) -> tuple[Array, Array]:
        """Return what is said of the drawing, and how strongly each unit answers; 0 of none."""
        network = self.lab.network
        if self._drawn is None:
            return np.zeros(N_CLASSES), np.zeros(self.n_pictures)
        _, *layers = network.forward(theta, self._drawn.x)
        return layers[-1][0], relative_activations(layers[0][0], network.functions[0].bounds)

    def numbers(self, theta: Array, epoch: int) -> dict[str, float]:
        """Return the numbers of an iteration, and which drawing its outputs are of."""
        return {**super().numbers(theta, epoch), "drawing": self.wish.drawing}

    def arrays(self, theta: Array) -> dict[str, Array]:
        """Return the arrays of a frame by the names of their parts."""
        y_hat = self.lab.output(theta)
        said = y_hat.argmax(axis=1)
        outputs, lit_units = self.answers(theta)
        sure = y_hat.max(axis=1)[:WALL]
        return {
            "outputs": outputs,
            "lit": lit_units,
            # scikit-learn's own takes longer to look at its arguments than all the rest of a frame.
            "confusion": np.bincount(N_CLASSES * self.labels + said, minlength=N_CLASSES**2),
            "pictures": self.unit_pictures(theta),
            "said": said[:WALL],
            "sure": np.rint(255.0 * np.clip(sure, 0.0, 1.0)),
        }

    def pictures(self, end: int) -> dict[str, Any]:
        """Return the axes of the accuracies, and the digits on the wall."""
        return {
            "accuracy_curves": [line.key for line in ACCURACIES],
            "accuracy": figure_json(accuracy_curve(end)),
            "digits": {
                "side": self.side,
                "shown_side": self.shown_side,
                "n_pictures": self.n_pictures,
                "part": self.part,
                "n": len(self.labels),
                "labels": self.labels[: self.n_wall].tolist(),
                "pixels": self.gray(self.inputs[: self.n_wall]),
                "units": _("Hidden units") if self.lab.network.depth > 1 else _("Output units"),
            },
        }

    def gray(self, X: Array) -> str:
        """Return pictures as a byte a pixel, 0 for paper and 255 for ink, in base 64."""
        share = (X - self._paper) / max(self._ink - self._paper, 1e-12)
        return uint8_base64(255.0 * np.clip(share, 0.0, 1.0))

    def aside(self, epoch: int, *, with_slow: bool = True, rests: bool = True) -> dict[str, Any]:
        """Return what the visitor looks at more closely: of the digits, and by hand."""
        parts = super().aside(epoch, with_slow=with_slow, rests=rests)
        if "by_hand" in parts:
            parts["by_hand"] |= self._pictures(parts["by_hand"])
        return {**parts, "digits": self._looks(epoch)}

    def _pictures(self, by_hand: dict[str, Any]) -> dict[str, Any]:
        """Return the pictures of the examples that are spoken of by hand."""
        task, pictures = self.lab.task, {}
        if by_hand["example"] is not None:
            only = Chosen(np.array([by_hand["example"]]), np.zeros(1))
            pictures["picture"] = self._examples(only, task.inputs, task.labels)
        if "contributions" in by_hand:
            order = by_hand["contributions"]["examples"]
            ends = np.array([*order[:EXCITING], *order[-EXCITING:]])
            chosen = Chosen(ends, np.zeros(len(ends)))
            pictures["contributing"] = self._examples(chosen, task.inputs, task.labels)
        return pictures

    def _looks(self, epoch: int) -> dict[str, Any]:
        """Return what the visitor looks at among the digits."""
        wish, theta = self.wish, self.lab.step(epoch).theta
        looks: dict[str, Any] = {"epoch": epoch, "number": wish.number}
        if self._drawn is not None:
            fine = self._drawn.fine
            looks["drawn"] = {
                "drawing": wish.drawing,
                "fine": uint8_base64(255.0 * fine),
                "fine_side": len(fine),
                "pixels": self.gray(self._drawn.x),
            }
        if wish.unit is not None and 0 <= wish.unit < self.n_pictures:
            looks["unit"] = self._unit(wish.unit, epoch, theta)
        if wish.examples == "wrong":
            y_hat = self.lab.network.predict(theta, self.inputs)
            wrong = mistakes(y_hat, self.labels)
            shown = Chosen(wrong.index[:WALL], wrong.value[:WALL])
            looks["wrong"] = {
                "n": len(wrong.index),
                "said": y_hat[shown.index].argmax(axis=1).tolist(),
                **self._examples(shown, self.inputs, self.labels),
            }
        return looks

    def _unit(self, unit: int, epoch: int, theta: Array) -> dict[str, Any]:
        """Return one unit's picture through the iterations, and what excites it."""
        network, task = self.lab.network, self.lab.task
        epochs = lattice(epoch, FILM)
        film = np.array([self.weights(one)[unit] for one in self._thetas.at(epochs)])
        W, (b, *_) = network.unpack(theta)
        z = task.inputs @ W[0][:, unit] + (0.0 if b is None else b[unit])
        most, least = most_and_least(z, EXCITING)
        return {
            "unit": unit,
            "epochs": epochs.tolist(),
            "film": uint8_base64(_signed(film, np.abs(film).max(axis=(1, 2), keepdims=True))),
            "most": self._examples(most, task.inputs, task.labels),
            "least": self._examples(least, task.inputs, task.labels),
        }

    def _examples(self, chosen: Chosen, inputs: Array, labels: Labels) -> dict[str, Any]:
        """Return some examples: their pictures, labels, and what they were chosen by."""
        return {
            "pixels": self.gray(inputs[chosen.index]),
            "labels": labels[chosen.index].tolist(),
            "value": np.round(chosen.value, 4).tolist(),
        }


def _signed(weights: Array, top: Array) -> Array:
    """Return weights as bytes: HALF for 0, 0 and 2 HALF for -top and top."""
    share = np.divide(weights, top, out=np.zeros_like(weights), where=top > 0)
    return np.asarray(np.rint(HALF + HALF * share)).astype(np.uint8)
