"""Digits: handwritten digits, and hidden units that become detectors of strokes."""

from collections.abc import Callable
from functools import lru_cache
from threading import Lock
from typing import TypeAlias
from weakref import WeakValueDictionary

import numpy as np

from app.live.experiment import Experiment
from app.pages.digits import uploads
from app.pages.digits.scene import DigitsScene
from app.pages.digits.settings import DIGITS_FORM, DigitsSettings
from app.run.task import Task
from core.data.datasets import one_hot
from core.data.digits import N_CLASSES, Digits, embedded
from core.data.mnist import Mnist, kept
from core.data.scaling import SCALINGS
from core.engine.costs import COSTS
from core.engine.network import Network
from core.engine.optimizers import OPTIMIZERS
from core.types import Array, Labels

#: Maximum number of parameters for an optimizer with a matrix of that number squared: 72 MB.
MAX_OF_SQUARE_MATRIX = 3000


#: Source, file, seed and number of the digits that some run holds.
Key: TypeAlias = tuple[str, str, int, int]
_pictures: WeakValueDictionary[Key, Array] = WeakValueDictionary()
_labels: WeakValueDictionary[Key, Labels] = WeakValueDictionary()
_lock = Lock()


@lru_cache(maxsize=1)
def _embedded() -> Digits:
    return embedded()


def digits_of(settings: DigitsSettings) -> Digits:
    """Return the digits to learn, shuffled, as many as the settings ask for.

    Whoever asks for the same has the same arrays, which nobody can change.

    Raises
    ------
    ValueError
        If they are in an upload that is no longer kept, or MNIST has not been fetched.
    """
    key = (settings.source, settings.file, settings.seed, settings.examples)
    with _lock:
        X, labels = _pictures.get(key), _labels.get(key)
        if X is not None and labels is not None:
            return Digits(X, labels)
        found = SOURCES[settings.source](settings)
        for array in (found.X, found.labels):
            array.setflags(write=False)
        _pictures[key], _labels[key] = found.X, found.labels
        return found


def _chosen(settings: DigitsSettings, m: int) -> Labels:
    """Return the indices of the digits that are learned, of m, shuffled by the seed."""
    return np.random.default_rng(settings.seed).permutation(m)[: settings.examples]


def _from_scikit_learn(settings: DigitsSettings) -> Digits:
    """Return some of the built-in digits."""
    return _embedded().some(_chosen(settings, len(_embedded().X)))


def _from_upload(settings: DigitsSettings) -> Digits:
    """Return some digits of an uploaded file."""
    digits = uploads.digits(settings.file)
    return digits.some(_chosen(settings, len(digits.X)))


def _from_mnist(settings: DigitsSettings) -> Digits:
    """Return some digits of MNIST, if it has been fetched."""
    mnist = _mnist() or _reread_mnist()
    if mnist is None:
        raise ValueError(
            "source: MNIST has not been fetched to this server; Fetch MNIST, below the page, does "
            "that where there is a network"
        )
    return mnist.some(_chosen(settings, len(mnist.labels)))


@lru_cache(maxsize=1)
def _mnist() -> Mnist | None:
    return kept()


def _reread_mnist() -> Mnist | None:
    """Read MNIST again: another visitor may have fetched it meanwhile."""
    _mnist.cache_clear()
    return _mnist()


SOURCES: dict[str, Callable[[DigitsSettings], Digits]] = {
    "embedded": _from_scikit_learn,
    "mnist": _from_mnist,
    "upload": _from_upload,
}


def task(settings: DigitsSettings) -> Task:
    """Return the digits and the network that the settings ask for."""
    digits = digits_of(settings)
    m = len(digits.X) - round(len(digits.X) * settings.test / 100)
    if m < 1:
        raise ValueError(
            f"test_share: got {settings.test} %, which leaves none to train on; takes less"
        )
    network = Network(
        (digits.X.shape[1], *settings.hidden, N_CLASSES),
        (
            *(settings.activation for _ in settings.hidden),
            COSTS[settings.cost].matched or "sigmoid",
        ),
    )
    optimizer = OPTIMIZERS[settings.optimizer]
    if optimizer.keeps_square_matrix and network.n_parameters > MAX_OF_SQUARE_MATRIX:
        raise ValueError(
            f"optimizer: got {optimizer.label} for {network.n_parameters:,} parameters, takes at "
            f"most {MAX_OF_SQUARE_MATRIX:,}, as it keeps a matrix of their number squared; "
            "L-BFGS-B does with little memory what BFGS does"
        )
    y = one_hot(digits.labels, N_CLASSES)
    return Task(
        network,
        settings.cost,
        initial_weights(settings, network),
        SCALINGS["none"](digits.X),
        digits.X[:m],
        y[:m],
        digits.X[m:],
        y[m:],
        digits.labels[:m],
        digits.labels[m:],
        N_CLASSES,
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
            f"weights: got those of a network {'-'.join(map(str, sizes))}, takes "
            f"{'-'.join(map(str, network.sizes))}: digits of as many pixels, as many hidden units"
        )
    return network.from_thetas(list(thetas))


DIGITS = Experiment(DIGITS_FORM, task, DigitsScene)
