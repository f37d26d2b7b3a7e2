"""Digits: handwritten digits, and hidden units that become detectors of strokes."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

import numpy as np

from app.live.experiment import Experiment
from app.pages.digits import uploads
from app.pages.digits.scene import DigitsScene
from app.pages.digits.settings import DIGITS_FORM, DigitsSettings
from app.run.shared_arrays import shared_arrays
from app.run.task import Task
from core.data.datasets import one_hot
from core.data.digits import N_CLASSES, Digits, embedded
from core.data.mnist import Mnist, kept
from core.data.scaling import SCALINGS
from core.engine.costs import COSTS
from core.engine.examples import laid_out
from core.engine.network import Network
from core.language import _
from core.types import Array, Labels


class Pool(Protocol):
    """Digits of which a page takes some."""

    @property
    def n_pixels(self) -> int:
        """Return the number of pixels of a picture."""
        ...

    @property
    def labels(self) -> Labels:
        """Return the labels of all."""
        ...

    def some(self, index: Labels) -> Digits:
        """Return the digits with these indices."""
        ...


@lru_cache(maxsize=1)
def _embedded() -> Digits:
    return embedded()


def _from_scikit_learn(settings: DigitsSettings) -> Pool:
    """Return the built-in digits."""
    return _embedded()


def _from_upload(settings: DigitsSettings) -> Pool:
    """Return the digits of an uploaded file."""
    return uploads.digits(settings.file)


def _from_mnist(settings: DigitsSettings) -> Pool:
    """Return MNIST, if it has been fetched."""
    mnist = _mnist() or _reread_mnist()
    if mnist is None:
        raise ValueError(
            _(
                "source: MNIST has not been fetched to this server; Fetch MNIST, below the page, "
                "does that where there is a network"
            )
        )
    return mnist


@lru_cache(maxsize=1)
def _mnist() -> Mnist | None:
    return kept()


def _reread_mnist() -> Mnist | None:
    """Read MNIST again: another visitor may have fetched it meanwhile."""
    _mnist.cache_clear()
    return _mnist()


SOURCES: dict[str, Callable[[DigitsSettings], Pool]] = {
    "embedded": _from_scikit_learn,
    "mnist": _from_mnist,
    "upload": _from_upload,
}


#: The arrays of a split, as a Task names them.
ARRAYS = ("X", "y", "labels", "X_test", "y_test", "labels_test")


def split_of(settings: DigitsSettings, pool: Pool) -> dict[str, Any]:
    """Return the digits to learn, shuffled and split, by ARRAYS.

    Whoever asks for the same has the same arrays, which nobody can change.

    Raises
    ------
    ValueError
        If none is left to train on, or the server has no room for them.
    """
    n = min(len(pool.labels), settings.examples)
    m = n - round(n * settings.test / 100)
    if m < 1:
        raise ValueError(
            _("test_share: got {test} %, which leaves none to train on; takes less").format(
                test=settings.test
            )
        )
    key = ("digits", settings.source, settings.file, settings.seed, n, settings.test)
    numbers = n * (pool.n_pixels + 1 + N_CLASSES + 1)
    return shared_arrays(key, ARRAYS, 8 * numbers, lambda: _split(settings, pool, m))


def _split(settings: DigitsSettings, pool: Pool, m: int) -> dict[str, Any]:
    """Return the digits, the first m to train on."""
    chosen = np.random.default_rng(settings.seed).permutation(len(pool.labels))
    found: dict[str, Any] = {}
    for part, index in (("", chosen[:m]), ("_test", chosen[m : settings.examples])):
        digits = pool.some(index)
        found[f"X{part}"] = laid_out(digits.X)
        found[f"y{part}"] = one_hot(digits.labels, N_CLASSES)
        found[f"labels{part}"] = digits.labels
    return found


def task(settings: DigitsSettings) -> Task:
    """Return the digits and the network that the settings ask for."""
    pool = SOURCES[settings.source](settings)
    split = split_of(settings, pool)
    network = Network(
        (pool.n_pixels, *settings.hidden, N_CLASSES),
        (
            *(settings.activation for _ in settings.hidden),
            COSTS[settings.cost].matched or "sigmoid",
        ),
    )
    return Task(
        network,
        settings.cost,
        initial_weights(settings, network),
        SCALINGS["none"](split["X"]),
        **split,
        n_classes=N_CLASSES,
    )


def initial_weights(settings: DigitsSettings, network: Network) -> Array:
    """Return the initial weights: drawn, or those of an uploaded file.

    Raises
    ------
    ValueError
        If the weights of the file are for another network.
    """
    if not settings.weights:
        return network.initialize(settings.init, settings.start)
    thetas = uploads.weights(settings.weights)
    sizes = (thetas[0].shape[1] - 1, *(len(theta) for theta in thetas))
    if sizes != network.sizes:
        raise ValueError(
            _(
                "weights: got those of a network {sizes}, takes "
                "{needed}: digits of as many pixels, as many hidden units"
            ).format(sizes="-".join(map(str, sizes)), needed="-".join(map(str, network.sizes)))
        )
    return network.from_thetas(list(thetas))


DIGITS = Experiment(DIGITS_FORM, task, DigitsScene)
