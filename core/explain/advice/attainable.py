"""How many of the examples a good classifier would get right: what a network can be measured by."""

import numpy as np
from scipy.spatial import KDTree

from ...types import Array, Labels

#: Neighbors that vote on an example's class.
N_NEIGHBORS = 5
#: Inputs and examples up to which neighbors are looked for. Beyond, it would take too long.
MAX_INPUTS, MAX_EXAMPLES = 3, 5000
#: Examples below which votes say little: all can be right.
FEW = 30
#: What is assumed of examples whose neighbors are not looked for.
ASSUMED = 0.9


def labels_of(y: Array) -> Labels:
    """Return the class of each row of targets: one column a class, or one of 0 and 1."""
    if y.shape[1] == 1:
        return np.asarray(y[:, 0] > 0.5, dtype=np.intp)
    return np.asarray(y.argmax(axis=1), dtype=np.intp)


def attainable_accuracy(X: Array, labels: Labels) -> float:
    """Return the share of examples whose class is that of most of their nearest neighbors.

    The error of the nearest-neighbor rule is, with many examples, less than twice the smallest
    there is. So where classes overlap, a network that is as good has nothing left to learn.

    Parameters
    ----------
    X : ndarray of shape (m, n_0)
    labels : ndarray of int, shape (m,)

    Notes
    -----
    Cover and Hart, "Nearest neighbor pattern classification", IEEE Transactions on Information
    Theory 13(1), 1967. An example does not vote on itself.
    """
    if len(X) < FEW:
        return 1.0
    if X.shape[1] > MAX_INPUTS or len(X) > MAX_EXAMPLES:
        return ASSUMED
    neighbors = KDTree(X).query(X, k=N_NEIGHBORS + 1)[1]
    itself = neighbors == np.arange(len(X))[:, np.newaxis]
    # Of several examples at one place, an example's own index may be missing among them.
    itself[~itself.any(axis=1), -1] = True
    votes = labels[neighbors[~itself].reshape(len(X), N_NEIGHBORS)]
    counts = np.stack([(votes == one).sum(axis=1) for one in range(labels.max() + 1)], axis=1)
    return float((counts.argmax(axis=1) == labels).mean())
