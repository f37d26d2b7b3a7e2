"""Every activation: its derivative, its buffers, its extremes."""

import numpy as np
import pytest

from core.engine.activations import ACTIVATIONS, EXPIT_SIZE, hidden_activations, softmax

# No z at 0, where ReLU has no derivative.
Z = np.linspace(-6, 6, 600).reshape(200, 3)


@pytest.mark.parametrize("name", hidden_activations())
def test_derivative_equals_central_difference(name: str) -> None:
    record, epsilon = ACTIVATIONS[name], 1e-6
    assert record.f_prime is not None
    numerical = (record.f(Z + epsilon) - record.f(Z - epsilon)) / (2 * epsilon)
    np.testing.assert_allclose(record.f_prime(Z, record.f(Z)), numerical, atol=1e-9)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_writing_into_a_buffer_gives_the_same_numbers(name: str) -> None:
    record = ACTIVATIONS[name]
    out = np.empty_like(Z)
    record.f(Z, out=out)
    np.testing.assert_array_equal(out, record.f(Z))
    if record.f_prime is not None:
        d = np.empty_like(Z)
        record.f_prime(Z, out, out=d)
        np.testing.assert_array_equal(d, record.f_prime(Z, out))


@pytest.mark.parametrize("name", ACTIVATIONS)
@pytest.mark.parametrize("m", [1, 1000], ids=["small", "large"])
def test_extremes_stay_finite_and_in_bounds(name: str, m: int) -> None:
    record = ACTIVATIONS[name]
    a = record.f(np.tile([[-1000.0, 0.0, 1000.0]], (m, 1)))
    assert np.isfinite(a).all()
    if record.bounds is not None:
        assert record.bounds[0] <= a.min()
        assert a.max() <= record.bounds[1]


def test_small_and_large_arrays_agree_on_the_sigmoid() -> None:
    z = np.linspace(-700, 700, EXPIT_SIZE + 1)
    small = np.array([ACTIVATIONS["sigmoid"].f(z[i : i + 1])[0] for i in range(len(z))])
    np.testing.assert_allclose(ACTIVATIONS["sigmoid"].f(z), small, rtol=1e-14)


def test_softmax_rows_add_up_to_one() -> None:
    np.testing.assert_allclose(softmax(Z * 200).sum(axis=1), 1.0)
