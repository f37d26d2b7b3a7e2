"""Where W and b of each layer lie in theta, the one flat vector of all parameters."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from math import prod

import numpy as np
from numpy.typing import ArrayLike

from ..checks import array, matrix, sequence
from ..language import _
from ..types import Array


@dataclass(frozen=True)
class Block:
    """Where one W or b lies in theta.

    Attributes
    ----------
    layer : int
        1 for the first layer of weights.
    kind : str
        "W" or "b".
    shape : tuple of int
        (n_in, n_out) or (n_out,).
    start, stop : int
        theta[start:stop] holds it, row by row.
    """

    layer: int
    kind: str
    shape: tuple[int, ...]
    start: int
    stop: int

    @property
    def where(self) -> slice:
        """Return the slice of theta."""
        return slice(self.start, self.stop)


def overflow(theta: Array) -> ValueError:
    """Return the refusal of parameters so large that something computed from them overflows."""
    largest = float(np.abs(theta).max())
    return ValueError(
        _(
            "theta: got numbers up to {largest:.3g}, takes smaller ones: there is an overflow"
        ).format(largest=largest)
    )


class Parameters:
    """The parameters of a network of given sizes: W1, b1, W2, b2, ... in theta."""

    sizes: tuple[int, ...]
    biases: bool

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return where W1, b1, W2, b2, ... lie in theta, in this order."""
        shapes: list[tuple[int, str, tuple[int, ...]]] = []
        for layer, (n_in, n_out) in enumerate(pairwise(self.sizes), 1):
            shapes.append((layer, "W", (n_in, n_out)))
            if self.biases:
                shapes.append((layer, "b", (n_out,)))
        blocks, start = [], 0
        for layer, kind, shape in shapes:
            stop = start + prod(shape)
            blocks.append(Block(layer, kind, shape, start, stop))
            start = stop
        return tuple(blocks)

    @property
    def n_parameters(self) -> int:
        """Return the length of theta."""
        return self.blocks[-1].stop

    @cached_property
    def parameter_names(self) -> tuple[str, ...]:
        """Return a name for each element of theta: "W1[2,3]" is from unit 2 to unit 3 (from 1)."""
        return tuple(
            f"{block.kind}{block.layer}[{','.join(str(i + 1) for i in index)}]"
            for block in self.blocks
            for index in np.ndindex(block.shape)
        )

    @cached_property
    def is_weight(self) -> Array:
        """Return a vector like theta: 1 for a weight, 0 for a bias."""
        mask = np.zeros(self.n_parameters)
        for block in self.blocks:
            if block.kind == "W":
                mask[block.where] = 1.0
        mask.setflags(write=False)
        return mask

    def unpack(self, theta: Array) -> tuple[list[Array], list[Array | None]]:
        """Return views of theta: the list of W (n_in, n_out), the list of b (n_out,) or None.

        Parameters
        ----------
        theta : ndarray of shape (n_parameters,), or (..., n_parameters) for many of them
            The W then have shape (..., n_in, n_out), the b (..., n_out).

        Raises
        ------
        ValueError
            If theta has another shape.
        """
        theta = array("theta", theta)
        if theta.ndim == 0 or theta.shape[-1] != self.n_parameters:
            raise self._other_shape(theta)
        W: list[Array] = []
        b: list[Array | None] = []
        for block in self.blocks:
            view = theta[..., block.where].reshape(*theta.shape[:-1], *block.shape)
            if block.kind == "W":
                W.append(view)
                b.append(None)
            else:
                b[-1] = view
        return W, b

    def layers(self, theta: Array) -> list[Array]:
        """Return views of theta, one a layer: W with b as one row more, (n_in + 1, n_out).

        Without biases just W, (n_in, n_out). Of many thetas, (..., n_parameters), the views have
        shape (..., n_in + 1, n_out).

        Raises
        ------
        ValueError
            If theta has another shape.
        """
        theta = array("theta", theta)
        if theta.ndim == 0 or theta.shape[-1] != self.n_parameters:
            raise self._other_shape(theta)
        found, start = [], 0
        for n_in, n_out in pairwise(self.sizes):
            rows = n_in + 1 if self.biases else n_in
            part = theta[..., start : start + rows * n_out]
            found.append(part.reshape(*theta.shape[:-1], rows, n_out))
            start += rows * n_out
        return found

    def pack(self, W: Sequence[ArrayLike], b: Sequence[ArrayLike | None] = ()) -> Array:
        """Return the theta that holds these W and b; the inverse of `unpack`.

        Raises
        ------
        ValueError
            If their number or a shape is not the network's.
        """
        theta = np.empty(self.n_parameters)
        parts = {"W": sequence("W", W, "matrices"), "b": sequence("b", b, "vectors")}
        for kind, given in parts.items():
            expected = sum(block.kind == kind for block in self.blocks)
            if len([part for part in given if part is not None]) != expected:
                raise ValueError(
                    _("{kind}: got {n_given} arrays, takes {expected}").format(
                        kind=kind, n_given=len(given), expected=expected
                    )
                )
        for block in self.blocks:
            name = f"{block.kind}{block.layer}"
            part = array(name, parts[block.kind][block.layer - 1])
            if part.shape != block.shape:
                raise ValueError(
                    _("{name}: got shape {shape}, takes {expected}").format(
                        name=name, shape=part.shape, expected=block.shape
                    )
                )
            theta[block.where] = part.ravel()
        return theta

    def from_thetas(self, thetas: Sequence[ArrayLike]) -> Array:
        """Return the theta that holds published weights in the form of exercise 4.

        Parameters
        ----------
        thetas : sequence of array_like, one a layer
            Theta_l of shape (n_out, 1 + n_in), the biases in its first column; (n_out, n_in)
            for a network without biases.

        Returns
        -------
        theta : ndarray of shape (n_parameters,)

        Raises
        ------
        ValueError
            If their number or a shape is not the network's, or an element is not finite.
        """
        given = sequence("thetas", thetas, _("matrices, one a layer"))
        depth = len(self.sizes) - 1
        if len(given) != depth:
            raise ValueError(
                _("thetas: got {n_given} matrices, takes {depth}, one a layer").format(
                    n_given=len(given), depth=depth
                )
            )
        ones = 1 if self.biases else 0
        W: list[Array] = []
        b: list[Array | None] = []
        for layer, (part, n_in) in enumerate(zip(given, self.sizes, strict=False), 1):
            Theta = matrix(f"Theta{layer}", part, ones + n_in)
            W.append(Theta[:, ones:].T)
            b.append(Theta[:, 0] if self.biases else None)
        return self.pack(W, b if self.biases else ())

    def to_thetas(self, theta: Array) -> list[Array]:
        """Return theta in the form of exercise 4; the inverse of `from_thetas`.

        Raises
        ------
        ValueError
            If theta has not shape (n_parameters,).
        """
        theta = array("theta", theta)
        if theta.ndim != 1:
            raise self._other_shape(theta)
        return [
            layer.T.copy() if not self.biases else np.roll(layer, 1, axis=0).T
            for layer in self.layers(theta)
        ]

    def _other_shape(self, theta: Array) -> ValueError:
        """Return the refusal of a theta that has another shape than the network's."""
        return ValueError(
            _("theta: got shape {shape}, takes ({n_parameters},)").format(
                shape=theta.shape, n_parameters=self.n_parameters
            )
        )
