"""A fully connected network: its shape, and its parameters in and out of one flat vector.

Data only: it holds no weights. Costs and gradients are in objective.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import pairwise
from math import prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..checks import is_count, matrix, one_of
from ..types import Array
from .activations import ACTIVATIONS, Activation
from .initializers import INITIALIZERS


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


@dataclass(frozen=True)
class Network:
    """The shape of a network.

    Attributes
    ----------
    sizes : tuple of int
        Units per layer from input to output, (n_0, ..., n_L), each at least 1; L >= 1.
    activations : tuple of str
        One name from ``ACTIVATIONS`` for each layer but the input; softmax only as the last.
    biases : bool
        Whether the layers have biases.

    Raises
    ------
    ValueError
        Naming the argument, what it got and what it takes.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    biases: bool = field(default=True)

    def __post_init__(self) -> None:
        sizes, names = tuple(self.sizes), tuple(self.activations)
        object.__setattr__(self, "sizes", sizes)
        object.__setattr__(self, "activations", names)
        if len(sizes) < 2 or not all(map(is_count, sizes)):
            raise ValueError(
                f"sizes: got {sizes}, takes at least an input and an output layer, "
                "each of 1 or more units"
            )
        if len(names) != len(sizes) - 1:
            raise ValueError(
                f"activations: got {len(names)} names, takes {len(sizes) - 1}, "
                "one for each layer but the input"
            )
        for name in names:
            one_of("activations", name, ACTIVATIONS)
        for name in names[:-1]:
            if ACTIVATIONS[name].f_prime is None:
                hidden = [one.name for one in ACTIVATIONS.values() if one.f_prime is not None]
                raise ValueError(
                    f"activations: got {name!r} in a hidden layer, takes one of {hidden} there"
                )

    def __getstate__(self) -> dict[str, Any]:
        """Return what is pickled: the fields alone, as records of activations hold functions."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    @property
    def depth(self) -> int:
        """Return L, the number of layers of weights."""
        return len(self.activations)

    @cached_property
    def functions(self) -> tuple[Activation, ...]:
        """Return the activation record of each layer but the input."""
        return tuple(ACTIVATIONS[name] for name in self.activations)

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

        Raises
        ------
        ValueError
            If theta has not shape (n_parameters,).
        """
        if theta.shape != (self.n_parameters,):
            raise ValueError(f"theta: got shape {theta.shape}, takes ({self.n_parameters},)")
        W: list[Array] = []
        b: list[Array | None] = []
        for block in self.blocks:
            view = theta[block.where].reshape(block.shape)
            if block.kind == "W":
                W.append(view)
                b.append(None)
            else:
                b[-1] = view
        return W, b

    def layers(self, theta: Array) -> list[Array]:
        """Return views of theta, one a layer: W with b as one row more, (n_in + 1, n_out).

        Without biases just W, (n_in, n_out).
        """
        found, start = [], 0
        for n_in, n_out in pairwise(self.sizes):
            rows = n_in + 1 if self.biases else n_in
            found.append(theta[start : start + rows * n_out].reshape(rows, n_out))
            start += rows * n_out
        return found

    def pack(self, W: Sequence[Array], b: Sequence[Array | None] = ()) -> Array:
        """Return the theta that holds these W and b; the inverse of `unpack`.

        Raises
        ------
        ValueError
            If their number or a shape is not the network's.
        """
        theta = np.empty(self.n_parameters)
        parts: dict[str, Sequence[Array | None]] = {"W": W, "b": b}
        for kind, given in parts.items():
            expected = sum(block.kind == kind for block in self.blocks)
            if len([part for part in given if part is not None]) != expected:
                raise ValueError(f"{kind}: got {len(given)} arrays, takes {expected}")
        for block in self.blocks:
            part = np.asarray(parts[block.kind][block.layer - 1], dtype=float)
            if part.shape != block.shape:
                raise ValueError(
                    f"{block.kind}{block.layer}: got shape {part.shape}, takes {block.shape}"
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
        if len(thetas) != self.depth:
            raise ValueError(f"thetas: got {len(thetas)} matrices, takes {self.depth}, one a layer")
        ones = 1 if self.biases else 0
        W: list[Array] = []
        b: list[Array | None] = []
        for layer, (given, n_in) in enumerate(zip(thetas, self.sizes, strict=False), 1):
            Theta = matrix(f"Theta{layer}", given, ones + n_in)
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
        return [
            W.T.copy() if b is None else np.vstack([b, W]).T
            for W, b in zip(*self.unpack(theta), strict=True)
        ]

    def initialize(self, name: str, seed: int) -> Array:
        """Draw the first theta.

        Parameters
        ----------
        name : str
            Key of ``INITIALIZERS``.
        seed : int
            0 to 2**32 - 1. The generator is the legacy ``RandomState``, whose stream the
            tutorials print and NumPy keeps the same for ever.

        Returns
        -------
        theta : ndarray of shape (n_parameters,)
        """
        return self.draw(name, np.random.RandomState(seed))

    def draw(self, name: str, rng: np.random.RandomState) -> Array:
        """Draw the first theta from a generator, which goes on from where it is.

        Parameters
        ----------
        name : str
            Key of ``INITIALIZERS``.
        rng : RandomState

        Returns
        -------
        theta : ndarray of shape (n_parameters,)
        """
        draw = one_of("initializer", name, INITIALIZERS).draw
        W, b = [], []
        for n_in, n_out in pairwise(self.sizes):
            W_layer, b_layer = draw(rng, n_in, n_out)
            W.append(W_layer)
            b.append(b_layer)
        return self.pack(W, b if self.biases else ())

    def forward(self, theta: Array, X: Array) -> list[Array]:
        """Return the activations of every layer, the input's included.

        z_l = a_{l-1} @ W_l + b_l and a_l = f_l(z_l).

        Parameters
        ----------
        theta : ndarray of shape (n_parameters,)
        X : ndarray of shape (m, n_0)

        Returns
        -------
        list of ndarray, shapes (m, n_0), ..., (m, n_L)
        """
        activations = [X]
        for f, W, b in zip(self.functions, *self.unpack(theta), strict=True):
            z = activations[-1] @ W
            if b is not None:
                z += b
            activations.append(f.f(z, out=z))
        return activations

    def predict(self, theta: Array, X: Array) -> Array:
        """Return y_hat, shape (m, n_L)."""
        return self.forward(theta, X)[-1]
