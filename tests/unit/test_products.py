"""Products in blocks equal products at once, whatever the shapes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.network import Network
from core.engine.objective import Objective
from core.engine.products import MEDIUM, ONE_THREAD, block_size, columns_in_blocks, sum_in_blocks
from core.explain.gradient_check import check_gradient, sample_parameters

SIZES = st.integers(1, 40)


@given(SIZES, SIZES, SIZES, SIZES)
def test_blocks_add_up_to_the_whole(rows: int, inner: int, columns: int, size: int) -> None:
    rng = np.random.default_rng(0)
    A, B = rng.normal(size=(rows, inner)), rng.normal(size=(inner, columns))
    out = np.empty((rows, columns))
    columns_in_blocks(A, B, out, size)
    np.testing.assert_allclose(out, A @ B, rtol=1e-12, atol=1e-12)
    sum_in_blocks(A, B, out, size)
    np.testing.assert_allclose(out, A @ B, rtol=1e-12, atol=1e-12)


@given(st.integers(1, 500), st.integers(1, 500), st.integers(1, 100_000))
def test_blocks_are_for_middling_products_only(n_in: int, n_out: int, m: int) -> None:
    size = block_size(n_in, n_out, m)
    assert 1 <= size <= m
    if size < m:
        assert ONE_THREAD < n_in * n_out * m <= MEDIUM
        assert n_in * n_out * size <= max(ONE_THREAD, n_in * n_out)


@pytest.mark.parametrize("m", [400, 1500])
def test_gradient_is_right_where_blocks_are_taken(m: int) -> None:
    rng = np.random.default_rng(0)
    network = Network((30, 25, 10), ("tanh", "softmax"))
    assert any(block_size(n + 1, k, m) < m for n, k in ((30, 25), (25, 10)))
    y = np.eye(10)[rng.integers(0, 10, m)]
    objective = Objective(network, "softmax_cross_entropy", rng.normal(size=(m, 30)), y)
    theta = network.initialize("xavier", 0)
    check = check_gradient(objective, theta, indices=sample_parameters(network, 40))
    assert check.norm_ratio < 1e-8
    y_hat = objective.parts_and_output(theta)[1]
    np.testing.assert_allclose(y_hat, network.predict(theta, objective.X), rtol=1e-12)
