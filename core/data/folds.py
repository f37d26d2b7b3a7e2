"""Folds for cross-validation: each example is held out once, while the others are learned."""

from collections.abc import Sequence

import numpy as np

# Whoever knows scikit-learn's cross-validation gets the same folds here.
from sklearn.model_selection import KFold, StratifiedKFold

from ..checks import whole
from ..types import Labels

#: Largest seed of the shuffle.
MAX_SEED = 2**32 - 1


def folds(labels: Sequence[int] | Labels, m: int, k: int, seed: int = 0) -> list[Labels]:
    """Return the numbers of the examples that each of k folds holds out.

    Every class has the same share in each fold, where it has at least k examples.

    Parameters
    ----------
    labels : sequence of int, of length m or 0
        The classes; empty where there are none.
    m : int
        Examples.
    k : int
        Folds, 2 to m.
    seed : int
        Draws the order in which the examples are dealt out.

    Raises
    ------
    ValueError
        If there are too few examples for k folds.
    """
    whole("k", k, 2, m)
    whole("seed", seed, 0, MAX_SEED)
    X = np.empty((m, 0))
    smallest = np.unique(labels, return_counts=True)[1].min() if len(labels) else 0
    kind = StratifiedKFold if smallest >= k else KFold
    y = np.asarray(labels) if smallest >= k else None
    cut = kind(n_splits=k, shuffle=True, random_state=seed).split(X, y)
    return [held_out for _, held_out in cut]
