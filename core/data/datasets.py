"""Data sets of points in the plane, as records in one table; most are scikit-learn's.

Every data set is shuffled, so that its first examples are a fair sample: they are the training
set, and the rest is the test set.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

# The tutorials use scikit-learn's make_moons, so the same points come out.
from sklearn.datasets import make_blobs, make_circles, make_moons
from sklearn.utils import check_random_state, shuffle

from ..checks import array, finite, one_of, whole, within
from ..language import N_, _, ngettext, translated
from ..types import Array, Labels

#: Largest seed of NumPy's legacy generator.
MAX_SEED = 2**32 - 1
#: Maximum number of examples and of classes, and maximum noise.
MAX_EXAMPLES, MAX_CLASSES, MAX_NOISE = 10_000_000, 100_000, 1e6

#: (m, noise, seed) -> (X of shape (m, 2), labels of shape (m,)).
Maker: TypeAlias = Callable[[int, float, int], tuple[Array, Labels]]


@translated("label", "noise")
@dataclass(frozen=True)
class Dataset:
    """One kind of data set.

    Attributes
    ----------
    name, label : str
        Key in ``DATASETS``, and name shown to people.
    n_classes : int
        2 or 3.
    make : callable
        ``make(m, noise, seed) -> (X, labels)``, labels from 0 to n_classes - 1.
    noise : str
        Meaning of the noise, with its unit.
    """

    name: str
    label: str
    n_classes: int
    make: Maker
    noise: str


def moons(m: int, noise: float, seed: int) -> tuple[Array, Labels]:
    """Two half circles, interleaved."""
    X, labels = make_moons(n_samples=m, noise=noise, random_state=seed)
    return X, labels


def circles(m: int, noise: float, seed: int) -> tuple[Array, Labels]:
    """A ring around a ring of half its radius; class 1 is inside."""
    X, labels = make_circles(n_samples=m, noise=noise, factor=0.5, random_state=seed)
    return X, labels


def xor(m: int, noise: float, seed: int) -> tuple[Array, Labels]:
    """Four clusters at (+-1, +-1); class 1 where the two signs differ."""
    centers = np.array([[-1.0, -1.0], [-1.0, 1.0], [1.0, -1.0], [1.0, 1.0]])
    X, cluster = make_blobs(n_samples=m, centers=centers, cluster_std=noise, random_state=seed)
    return X, np.isin(cluster, (1, 2)).astype(np.intp)


def clusters(m: int, noise: float, seed: int) -> tuple[Array, Labels]:
    """Two Gaussian clusters around (-1, -1) and (1, 1)."""
    centers = np.array([[-1.0, -1.0], [1.0, 1.0]])
    X, labels = make_blobs(n_samples=m, centers=centers, cluster_std=noise, random_state=seed)
    return X, labels


def spirals(arms: int) -> Maker:
    """Return a maker of `arms` intertwined spirals, one class each, of one and a half turns.

    The radius grows evenly from 0.1 to 1.6 along the arm, and
    the noise is added to each coordinate.
    """

    def make(m: int, noise: float, seed: int) -> tuple[Array, Labels]:
        rng = check_random_state(seed)
        labels = np.arange(m) % arms
        along = np.sqrt(rng.uniform(size=m))
        angle = 3.0 * np.pi * along + 2.0 * np.pi * labels / arms
        radius = 0.1 + 1.5 * along
        X = np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
        X += rng.normal(scale=noise, size=X.shape)
        X, labels = shuffle(X, labels, random_state=rng)
        return X, labels

    return make


GAUSSIAN = N_("Standard deviation of each coordinate, in units of the axes")

DATASETS: dict[str, Dataset] = {
    record.name: record
    for record in (
        Dataset("moons", N_("moons"), 2, moons, GAUSSIAN),
        Dataset("circles", N_("circles"), 2, circles, GAUSSIAN),
        Dataset("xor", N_("XOR clusters"), 2, xor, GAUSSIAN),
        Dataset("clusters", N_("two clusters"), 2, clusters, GAUSSIAN),
        Dataset("spirals", N_("two spirals"), 2, spirals(2), GAUSSIAN),
        Dataset("spirals3", N_("three spirals"), 3, spirals(3), GAUSSIAN),
    )
}


@dataclass(frozen=True)
class Split:
    """A data set with its first examples to train on and the rest held out.

    Attributes
    ----------
    X_train, X_test : ndarray of shape (m, 2), (m_test, 2)
    labels_train, labels_test : ndarray of shape (m,), (m_test,)
    n_classes : int
    """

    X_train: Array
    labels_train: Labels
    X_test: Array
    labels_test: Labels
    n_classes: int

    @property
    def y_train(self) -> Array:
        """Return the training targets, one column per class: 1 for the correct one, else 0."""
        return one_hot(self.labels_train, self.n_classes)

    @property
    def y_test(self) -> Array:
        """Return the test targets likewise."""
        return one_hot(self.labels_test, self.n_classes)


def one_hot(labels: ArrayLike, n_classes: int) -> Array:
    """Return y of shape (m, n_classes): 1 in the column of the label, else 0.

    Raises
    ------
    ValueError
        If a label is not a whole number from 0 to n_classes - 1, or n_classes is not a whole
        number of 1 or more.
    """
    n_classes = whole("n_classes", n_classes, 1, MAX_CLASSES)
    given = array("labels", labels)
    if given.ndim != 1:
        raise ValueError(_("labels: got shape {shape}, takes (m,)").format(shape=given.shape))
    strange = given[~np.isin(given, np.arange(n_classes))]
    if strange.size:
        raise ValueError(
            _("labels: got {strange:g}, takes classes, whole numbers from 0 to {last}").format(
                strange=strange[0], last=n_classes - 1
            )
        )
    y = np.zeros((len(given), n_classes))
    y[np.arange(len(given)), given.astype(np.intp)] = 1.0
    return y


def load(name: str, m: int, noise: float, seed: int, test_share: float) -> Split:
    """Make a data set and split it.

    Parameters
    ----------
    name : str
        Key of ``DATASETS``.
    m : int
        Examples in all, 2 to MAX_EXAMPLES.
    noise : float
        0 to MAX_NOISE; the record says what it means.
    seed : int
        0 to 2**32 - 1.
    test_share : float
        Share of the examples held out, 0 to 1; the first (1 - test_share) m are the training set.

    Returns
    -------
    Split

    Raises
    ------
    ValueError
        Naming the argument, what it got and what it takes; also if no training example is left,
        or all are of one class.
    """
    record = one_of("name", name, DATASETS)
    m, seed = whole("m", m, 2, MAX_EXAMPLES), whole("seed", seed, 0, MAX_SEED)
    noise = within("noise", noise, 0.0, MAX_NOISE)
    test_share = within("test_share", test_share, 0.0, 1.0)
    X, labels = record.make(m, noise, seed)
    m_train = m - round(m * test_share)
    if m_train < 1:
        raise ValueError(
            _(
                "test_share: got {test_share:g} of m = {m} examples, which leaves none to train "
                "on; takes a share that leaves 1 or more of every class"
            ).format(test_share=test_share, m=m)
        )
    classes = np.unique(labels[:m_train])
    if len(classes) < 2:
        raise ValueError(
            ngettext(
                "m: got {m} training example, all of class {label}; takes at least 2 classes: "
                "more examples, a smaller test share or another seed",
                "m: got {m} training examples, all of class {label}; takes at least 2 classes: "
                "more examples, a smaller test share or another seed",
                m_train,
            ).format(m=m_train, label=classes[0])
        )
    return Split(X[:m_train], labels[:m_train], X[m_train:], labels[m_train:], record.n_classes)


def accuracy(y_hat: ArrayLike, y: ArrayLike) -> float:
    """Return the share of rows whose predicted class is correct, 0 to 1; NaN for no rows.

    The predicted class is that of the largest output, the first one of a tie; with a single
    output it is 1 if that is 1/2 or more.

    Parameters
    ----------
    y_hat : array_like of shape (m, n_L)
        Outputs of the network.
    y : array_like of shape (m,) or (m, n_L)
        The classes, as labels from 0 or as the targets of an Objective.

    Raises
    ------
    ValueError
        Naming the argument, what it got and what it takes.
    """
    outputs, target = finite("y_hat", y_hat), finite("y", y)
    if outputs.ndim != 2 or outputs.shape[1] == 0:
        raise ValueError(_("y_hat: got shape {shape}, takes (m, n_L)").format(shape=outputs.shape))
    if target.shape not in (outputs.shape, outputs.shape[:1]):
        raise ValueError(
            _("y: got shape {shape}, takes {vector} or {matrix}").format(
                shape=target.shape, vector=outputs.shape[:1], matrix=outputs.shape
            )
        )
    if not len(outputs):
        return float("nan")
    labels = target if target.ndim == 1 else predicted_classes(target)
    return np.count_nonzero(predicted_classes(outputs) == labels) / len(labels)


def predicted_classes(y_hat: Array) -> Labels:
    """Return the class of each row of outputs, as `accuracy` takes it."""
    if y_hat.shape[1] == 1:
        return (y_hat[:, 0] >= 0.5).astype(np.intp)
    return np.asarray(y_hat.argmax(axis=1))
