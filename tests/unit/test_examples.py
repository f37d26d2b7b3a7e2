"""How examples lie in memory: shared where they can be, and the same numbers in any case."""

import numpy as np
import pytest

from core.engine.backpropagation import MOST_BUFFERS
from core.engine.examples import columns_of, draw_batches, is_laid_out, laid_out
from core.engine.network import Network
from core.engine.objective import Objective
from core.types import Array

X = np.random.default_rng(0).normal(size=(23, 3))
y = (X[:, :1] > 0).astype(float)


def an_objective(inputs: Array, biases: bool = True) -> Objective:
    return Objective(Network((3, 4, 1), ("tanh", "sigmoid"), biases), "cross_entropy", inputs, y)


@pytest.mark.parametrize("biases", [True, False])
def test_objectives_share_what_is_laid_out_and_copy_what_is_not(biases: bool) -> None:
    shared = laid_out(X)
    assert np.array_equal(shared, X)
    one, other, own = (an_objective(inputs, biases) for inputs in (shared, shared, X))
    assert one.X is shared
    assert np.shares_memory(one.examples.inputs, other.examples.inputs)
    assert not np.shares_memory(own.examples.inputs, X)
    theta = one.network.initialize("xavier", seed=1)
    assert one.examples.inputs.flags.c_contiguous
    assert np.array_equal(one.examples.inputs, own.examples.inputs)
    assert one(theta).J == own(theta).J
    assert np.array_equal(one(theta).dJ_dtheta, own(theta).dJ_dtheta)


def test_a_part_of_what_is_laid_out_is_not() -> None:
    shared = laid_out(X)
    assert is_laid_out(shared)
    for part in (shared[:5], shared[:, :2], shared[::2], X, shared.copy()):
        assert not is_laid_out(part)
        columns = columns_of(part, 1)
        assert np.array_equal(columns[:-1], part.T)
        assert (columns[-1] == 1.0).all()
    with pytest.raises(ValueError, match="read-only"):
        shared[0, 0] = 1.0


@pytest.mark.parametrize("size", [1, 5, 22, 23])
@pytest.mark.parametrize("seed", [None, 4])
def test_batches_are_the_same_whether_they_are_copied_early_or_late(
    size: int, seed: int | None
) -> None:
    objective = an_objective(X)
    examples, theta = objective.examples, objective.network.initialize("xavier", seed=1)
    early = draw_batches(examples, size, seed, 2)
    late = draw_batches(examples, size, seed, 2, large=0)
    assert len(early) == len(late) == -(-23 // size)
    for one, other in zip(early, late, strict=True):
        assert one.m == other.m
        assert np.array_equal(one.inputs, other.inputs)
        assert np.array_equal(one.y, other.y)
        (J, gradient), (J_late, gradient_late) = (
            objective.evaluate(theta, batch) for batch in (one, other)
        )
        assert J == J_late
        assert np.array_equal(gradient, gradient_late)
    assert late[-1].m == early[-1].m
    assert [batch.m for batch in late[:2]] == [batch.m for batch in early[:2]]
    with pytest.raises(IndexError):
        late[len(early)]
    assert late[0] is late[0]


def test_buffers_are_kept_for_a_few_batch_sizes_only() -> None:
    objective = an_objective(X)
    theta = objective.network.initialize("xavier", seed=1)
    found: dict[int, float] = {}
    for size in (*range(1, 12), 23, *range(11, 0, -1)):
        evaluation = objective.evaluate(theta, objective.batches(size, 0, 0)[0])
        assert found.setdefault(size, evaluation.J) == evaluation.J
        assert len(objective._passes._buffers) <= MOST_BUFFERS
