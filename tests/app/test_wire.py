"""Numbers and arrays as a browser reads them."""

import json
from base64 import b64decode
from math import isfinite, nan
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from app.run.wire import (
    FLOAT32_MAX,
    UINT16_MAX,
    as_float32,
    finite,
    finite_list,
    float32_base64,
    pack_frame,
    uint8_base64,
    uint16_base64,
)
from core.types import Array

ARRAYS = arrays(np.float64, array_shapes(max_dims=3, max_side=4))


@given(st.floats() | st.floats().map(np.float64))
def test_a_number_is_itself_or_none(value: float) -> None:
    assert finite(value) == (value if isfinite(value) else None)
    json.dumps(finite(value), allow_nan=False)


def flat(values: list[Any]) -> list[float | None]:
    return [n for one in values for n in (flat(one) if isinstance(one, list) else [one])]


def test_a_number_that_is_too_large_for_a_frame_is_none() -> None:
    """NumPy would make an array of references, and their addresses would be sent."""
    with pytest.raises(OverflowError):
        pack_frame(("drawing",), {"drawing": 10**400}, (), {})


@given(ARRAYS, st.integers(1, 17))
def test_a_list_has_the_shape_and_the_digits(values: Array, digits: int) -> None:
    listed = json.loads(json.dumps(finite_list(values, digits), allow_nan=False))
    assert np.shape(np.array(listed, dtype=object)) == values.shape
    for sent, value in zip(flat(listed), values.ravel(), strict=True):
        if sent is None:
            # A number near the largest of all may be rounded to infinity.
            assert not isfinite(value) or not isfinite(float(f"{value:.{digits}g}"))
        else:
            assert sent == pytest.approx(value, rel=10.0 ** (1 - digits), abs=5e-324)


@given(arrays(np.float64, array_shapes(max_dims=2), elements=st.floats(-1e30, 1e30)))
def test_float32_comes_back_to_its_precision(values: Array) -> None:
    read = np.frombuffer(b64decode(float32_base64(values)), "<f4")
    np.testing.assert_array_equal(read, values.astype(np.float32).ravel())


@given(arrays(np.float64, 5, elements=st.floats(allow_infinity=False)))
def test_what_float32_cannot_hold_is_its_largest_and_never_infinite(values: Array) -> None:
    found = as_float32(values)
    assert found.dtype == np.dtype("<f4")
    np.testing.assert_array_equal(np.isnan(found), np.isnan(values))
    assert not np.isinf(found).any()
    held = np.abs(values) <= FLOAT32_MAX
    np.testing.assert_array_equal(found[held], values[held].astype(np.float32))
    np.testing.assert_array_equal(np.sign(found[~held]), np.sign(values[~held]))


@given(arrays(np.float64, 12, elements=st.floats(0, 255)))
def test_bytes_are_rounded(values: Array) -> None:
    read = np.frombuffer(b64decode(uint8_base64(values)), np.uint8)
    assert np.abs(read - values).max() <= 0.5


@given(arrays(np.float64, 12, elements=st.floats(allow_nan=True)))
def test_shares_are_clipped_and_nan_is_the_top(shares: Array) -> None:
    read = np.frombuffer(b64decode(uint16_base64(shares)), "<u2")
    expected = np.clip(np.where(np.isnan(shares), 1.0, shares), 0.0, 1.0) * UINT16_MAX
    assert np.abs(read - expected).max() <= 0.5
    assert np.frombuffer(b64decode(uint16_base64(np.array([nan]))), "<u2") == UINT16_MAX
