"""A fully connected network: its shape, its initial weights, and what it puts out.

It holds no weights: theta is an argument. Costs and gradients are in objective.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..checks import flag, instance, one_of, sequence, shown, vector, vectors, whole
from ..language import _
from ..types import Array
from .activations import ACTIVATIONS, Activation, hidden_activations
from .forward import forward_pass
from .initializers import INITIALIZERS
from .parameters import Parameters, overflow

#: Seeds of NumPy's legacy generator.
MAX_SEED = 2**32 - 1


@dataclass(frozen=True)
class Network(Parameters):
    """The shape of a network.

    Attributes
    ----------
    sizes : tuple of int
        Units per layer from input to output, (n_0, ..., n_L), each at least 1; L >= 1.
    activations : tuple of str
        One name from ``ACTIVATIONS`` for each layer but the input; one whose derivative is not
        element-wise (softmax) only as the last.
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
        object.__setattr__(self, "sizes", _sizes(self.sizes))
        names = sequence(
            "activations", self.activations, _("names, one for each layer but the input")
        )
        object.__setattr__(self, "activations", names)
        object.__setattr__(self, "biases", flag("biases", self.biases))
        if len(names) != self.depth or self.depth != len(self.sizes) - 1:
            raise ValueError(
                _(
                    "activations: got {n_names} names, takes {n_layers}, "
                    "one for each layer but the input"
                ).format(n_names=len(names), n_layers=len(self.sizes) - 1)
            )
        for name in names:
            one_of("activations", name, ACTIVATIONS)
        for name in names[:-1]:
            if ACTIVATIONS[name].f_prime is None:
                raise ValueError(
                    _(
                        "activations: got {name!r} in a hidden layer, takes one of {names} there"
                    ).format(name=name, names=list(hidden_activations()))
                )

    def __reduce__(self) -> tuple[Any, ...]:
        """Return what a copy is made from: not the records, whose functions may have no name."""
        return Network, (self.sizes, self.activations, self.biases)

    @property
    def depth(self) -> int:
        """Return L, the number of layers of weights."""
        return len(self.activations)

    @cached_property
    def functions(self) -> tuple[Activation, ...]:
        """Return the activation record of each layer but the input."""
        return tuple(ACTIVATIONS[name] for name in self.activations)

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

        Raises
        ------
        ValueError
            If there is no such initializer, or the seed is out of range.
        """
        return self.draw(name, np.random.RandomState(whole("seed", seed, 0, MAX_SEED)))

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

        Raises
        ------
        ValueError
            If there is no such initializer.
        TypeError
            If rng is no RandomState.
        """
        draw = one_of("initializer", name, INITIALIZERS).draw
        instance("rng", rng, np.random.RandomState)
        W, b = [], []
        for n_in, n_out in pairwise(self.sizes):
            W_layer, b_layer = draw(rng, n_in, n_out)
            W.append(W_layer)
            b.append(b_layer)
        return self.pack(W, b if self.biases else ())

    def forward(self, theta: Array, X: ArrayLike) -> list[Array]:
        """Return the activations of every layer, the input's included.

        z_l = a_{l-1} @ W_l + b_l and a_l = f_l(z_l).

        Parameters
        ----------
        theta : ndarray of shape (n_parameters,)
        X : array_like of shape (m, n_0)
            m may be 0.

        Returns
        -------
        list of ndarray, shapes (m, n_0), ..., (m, n_L)

        Raises
        ------
        ValueError
            If theta or X has another shape or is not finite, or so large that a layer overflows.
        """
        at = vector("theta", theta, self.n_parameters)
        inputs = vectors("X", X, self.sizes[0])
        with np.errstate(over="ignore", invalid="ignore"):
            activations = [inputs, *(layer.a for layer in forward_pass(self, at, inputs))]
        if not all(np.isfinite(a).all() for a in activations):
            raise overflow(at)
        return activations

    def predict(self, theta: Array, X: ArrayLike) -> Array:
        """Return y_hat, shape (m, n_L); raises as `forward`."""
        return self.forward(theta, X)[-1]


def _sizes(given: Sequence[int]) -> tuple[int, ...]:
    """Return the units of each layer."""
    takes = _("takes at least an input and an output layer, each of 1 or more units")
    try:
        sizes = sequence("sizes", given, "layers")
        if len(sizes) >= 2:
            return tuple(whole("sizes", size, 1) for size in sizes)
    except ValueError:
        pass
    raise ValueError(_("sizes: got {given}, {takes}").format(given=shown(given), takes=takes))
