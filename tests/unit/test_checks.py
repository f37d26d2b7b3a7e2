"""What is refused, and that the refusal names the argument, what came and what it takes."""

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import pytest

from core.checks import array, flag, indices, position, sequence, vector, whole, within
from core.data.datasets import one_hot
from core.engine.network import Network
from core.engine.objective import Objective

ONE = np.ones((1, 1))
NETWORK = Network((1, 1), ("sigmoid",))


@pytest.mark.parametrize(
    ("call", "argument", "table"),
    [
        (lambda name: Network((1, 1), (name,)), "activations", "'sigmoid', 'tanh'"),
        (lambda name: NETWORK.initialize(name, 0), "initializer", "'tutorial', 'xavier'"),
        (lambda name: Objective(NETWORK, name, ONE, ONE), "cost", "'cross_entropy'"),
        (lambda name: Objective(NETWORK, "mse", ONE, ONE, 1.0, name), "penalty", "'l2', 'l1'"),
    ],
)
def test_an_unknown_name_is_refused_with_those_there_are(
    call: Callable[[str], object], argument: str, table: str
) -> None:
    with pytest.raises(ValueError, match=rf"{argument}: got 'none such', takes one of \[{table}"):
        call("none such")


@pytest.mark.parametrize("sizes", [(), (2,), (2, 0), (2, -3, 1), (2, 2.5, 1), (2, "3", 1)])
def test_layers_that_are_none_are_refused(sizes: tuple[object, ...]) -> None:
    names = ("sigmoid",) * max(0, len(sizes) - 1)
    with pytest.raises(ValueError, match=r"sizes: got \(.*, takes at least an input and an output"):
        Network(sizes, names)  # type: ignore[arg-type]


@pytest.mark.parametrize("labels", [[0, 1, 3], [-1], [0.5], [np.nan]])
def test_labels_that_are_no_classes_are_refused(labels: list[float]) -> None:
    with pytest.raises(ValueError, match=r"labels: got .*, takes classes, whole numbers from 0 to"):
        one_hot(np.array(labels), 3)


class Unshowable:
    """An object that raises where it is shown or converted."""

    def __repr__(self) -> str:
        raise RuntimeError("no")

    __array__ = __repr__


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (lambda: within("a", np.float32(0.5), 0, 1), 0.5),
        (lambda: within("a", np.array(2), 0, np.inf), 2.0),
        (lambda: within("a", Fraction(1, 4), 0, 1), 0.25),
        (lambda: within("a", -0.0, 0, 1), 0.0),
        (lambda: whole("n", np.int8(3), 1), 3),
        (lambda: whole("n", np.array(3), 1, 3), 3),
        (lambda: flag("b", np.False_), False),
        (lambda: position("k", -1, 5), 4),
        (lambda: position("k", np.uint8(2), 5), 2),
    ],
)
def test_what_is_taken_becomes_pythons_own(call: Callable[[], object], expected: object) -> None:
    found = call()
    assert found == expected
    assert type(found) is type(expected)
    assert repr(found) == repr(expected)  # no negative zero


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: within("a", "0.1", 0, 1), "a: got '0.1', takes a number of 0 or more, at most 1"),
        (lambda: within("a", True, 0, np.inf), "a: got True, takes a number of 0 or more"),
        (lambda: within("a", np.inf, 0, np.inf), "a: got inf, takes a finite number of 0 or more"),
        (lambda: within("a", 10**400, 0, np.inf), "a: got 1000.*[.]{3}, takes a finite number"),
        (lambda: within("a", np.nan, -np.inf, np.inf), "a: got nan, takes a number$"),
        (lambda: within("a", 1j, 0, 1), "a: got 1j, takes a number"),
        (lambda: within("a", Unshowable(), 0, 1), "a: got an object of Unshowable, takes a number"),
        (lambda: whole("n", 2.0, 1), "n: got 2, takes a whole number of 1 or more"),
        (lambda: whole("n", True, 1), "n: got True, takes a whole number of 1 or more"),
        (lambda: whole("n", 12, 1, 9), "n: got 12, takes a whole number from 1 to 9"),
        (lambda: whole("n", np.timedelta64(3), 1), "n: got .*, takes a whole number of 1"),
        (lambda: flag("b", 1), "b: got 1, takes True or False"),
        (lambda: array("X", [[1], [1, 2]]), r"X: got \[\[1\], \[1, 2\]\], takes an array of num"),
        (lambda: array("X", np.ones(2) * 1j), "X: got an array of shape .* of complex128, takes"),
        (lambda: array("X", ["1.5"]), r"X: got \['1.5'\], takes an array of real numbers"),
        (lambda: array("X", Unshowable()), "X: got an object of Unshowable, takes an array"),
        (lambda: vector("t", 0.5, 3), r"t: got shape \(\), takes \(3,\)"),
        (lambda: vector("t", np.ones((1, 3)), 3), r"t: got shape \(1, 3\), takes \(3,\)"),
        (lambda: vector("t", [1, np.nan, 2], 3), "t: got a value that is not finite"),
        (lambda: indices("i", [1.9], 5), r"i: got \[1.9\], takes whole numbers from 0 to 4"),
        (lambda: indices("i", [7], 5), "i: got 7, takes whole numbers from 0 to 4"),
        (lambda: indices("i", [True, False], 5), "takes whole numbers from 0 to 4, or 5 booleans"),
        (lambda: sequence("s", "ab", "names"), "s: got 'ab', takes a sequence of names"),
        (lambda: sequence("s", 5, "names"), "s: got 5, takes a sequence of names"),
    ],
)
def test_what_is_refused_is_named_shown_and_answered(
    call: Callable[[], object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_arrays_are_converted_and_masks_stand_for_their_true_places() -> None:
    theta = np.arange(3.0)
    assert vector("theta", theta, 3) is theta
    for given in (
        theta.astype("f"),
        theta.astype(">f8"),
        [0, 1, 2],
        (0.0, 1, Fraction(2)),
    ):
        found = vector("theta", given, 3)
        assert found.dtype == np.float64
        np.testing.assert_array_equal(found, theta)
    np.testing.assert_array_equal(indices("i", [False, True, True], 3), [1, 2])
    assert len(indices("i", [], 3)) == 0
    assert array("a", [10**30, 1]).tolist() == [1e30, 1.0]
