"""The shape of a network, and parameters in and out of one flat vector."""

import pickle
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.initializers import INITIALIZERS
from core.engine.network import Network

SIZES = st.lists(st.integers(1, 5), min_size=2, max_size=5)


def network_of(sizes: list[int], biases: bool = True) -> Network:
    """Return a sigmoid network of these sizes."""
    return Network(tuple(sizes), ("sigmoid",) * (len(sizes) - 1), biases)


@given(SIZES, st.booleans())
def test_unpack_is_the_inverse_of_pack(sizes: list[int], biases: bool) -> None:
    network = network_of(sizes, biases)
    theta = np.arange(network.n_parameters, dtype=float)
    W, b = network.unpack(theta)
    np.testing.assert_array_equal(network.pack(W, [x for x in b if x is not None]), theta)
    assert len(network.parameter_names) == network.n_parameters
    assert [x.shape for x in W] == list(pairwise(sizes))


@given(SIZES, st.booleans())
def test_to_thetas_is_the_inverse_of_from_thetas(sizes: list[int], biases: bool) -> None:
    network = network_of(sizes, biases)
    theta = np.arange(network.n_parameters, dtype=float)
    thetas = network.to_thetas(theta)
    ones = 1 if biases else 0
    assert [x.shape for x in thetas] == [(o, ones + i) for i, o in pairwise(sizes)]
    np.testing.assert_array_equal(network.from_thetas(thetas), theta)


def test_thetas_have_the_biases_in_their_first_column() -> None:
    network = network_of([2, 3])
    theta = network.from_thetas([[[10, 1, 2], [20, 3, 4], [30, 5, 6]]])
    W, b = network.unpack(theta)
    np.testing.assert_array_equal(W[0], [[1, 3, 5], [2, 4, 6]])
    np.testing.assert_array_equal(b[0], [10, 20, 30])


@pytest.mark.parametrize(
    ("thetas", "message"),
    [
        ([np.ones((3, 3))], "thetas: got 1 matrices, takes 2, one a layer"),
        ([np.ones((3, 2)), np.ones((1, 4))], "Theta1: got 2 columns, takes 3"),
        ([np.ones((3, 3)), np.ones((2, 4))], r"W2: got shape \(3, 2\), takes \(3, 1\)"),
        ([np.full((3, 3), np.nan), np.ones((1, 4))], "Theta1: got a value that is not finite"),
        ([np.ones(3), np.ones((1, 4))], "Theta1: got 1 dimensions, takes 2"),
    ],
)
def test_thetas_of_another_network_are_refused(thetas: list[np.ndarray], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        network_of([2, 3, 1]).from_thetas(thetas)


def test_unpack_gives_views() -> None:
    network = network_of([2, 3, 1])
    theta = np.zeros(network.n_parameters)
    network.unpack(theta)[0][0][0, 0] = 7.0
    assert theta[0] == 7.0


def test_forward_equals_a_calculation_by_hand() -> None:
    network = Network((2, 1), ("linear",))
    theta = np.array([2.0, 3.0, 0.5])
    assert network.predict(theta, np.array([[10.0, 100.0]])) == pytest.approx(320.5)


def test_names_say_layer_and_units() -> None:
    assert network_of([2, 1, 1]).parameter_names == (
        "W1[1,1]",
        "W1[2,1]",
        "b1[1]",
        "W2[1,1]",
        "b2[1]",
    )


@pytest.mark.parametrize("name", INITIALIZERS)
def test_the_same_seed_gives_the_same_weights(name: str) -> None:
    network = network_of([2, 4, 1])
    theta = network.initialize(name, 3)
    np.testing.assert_array_equal(theta, network.initialize(name, 3))
    if name != "zeros":
        assert (theta != network.initialize(name, 4)).any()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (((2,), ()), r"sizes: got \(2,\), takes at least"),
        (((2, 0, 1), ("sigmoid", "sigmoid")), "sizes: got"),
        (((2, 1), ()), "activations: got 0 names, takes 1"),
        (((2, 1), ("cubic",)), "activations: got 'cubic'"),
        (((2, 2, 1), ("softmax", "sigmoid")), "activations: got 'softmax' in a hidden layer"),
        ((b"ab", ("sigmoid",)), "sizes: got b'ab', takes at least an input"),
        ((5, ("sigmoid",)), "sizes: got 5, takes at least an input"),
        (((2, 1), "sigmoid"), "activations: got 'sigmoid', takes a sequence of names"),
        (((2, 1), ("sigmoid",), "no"), "biases: got 'no', takes True or False"),
        (((2, True), ("sigmoid",)), r"sizes: got \(2, True\)"),
    ],
)
def test_bad_shapes_are_refused(arguments: Any, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Network(*arguments)


def test_theta_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match=r"theta: got shape \(3,\), takes \(9,\)"):
        network_of([2, 2, 1]).unpack(np.zeros(3))


def test_weights_of_another_shape_are_refused() -> None:
    network = network_of([2, 1])
    with pytest.raises(ValueError, match=r"W1: got shape \(1, 2\), takes \(2, 1\)"):
        network.pack([np.zeros((1, 2))], [np.zeros(1)])
    with pytest.raises(ValueError, match="b: got 0 arrays, takes 1"):
        network.pack([np.zeros((2, 1))])


def test_unknown_initializer_is_refused() -> None:
    with pytest.raises(ValueError, match="initializer: got 'warm'"):
        network_of([2, 1]).initialize("warm", 0)


def test_a_used_network_is_pickled_as_a_fresh_one() -> None:
    network, fresh = network_of([2, 3, 1]), network_of([2, 3, 1])
    assert network.functions
    assert network.blocks
    assert pickle.dumps(network) == pickle.dumps(fresh)
    again = pickle.loads(pickle.dumps(network))
    assert again == network
    assert again.functions == network.functions
