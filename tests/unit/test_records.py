"""The NumPy code of each record computes what its functions do; its LaTeX fits where it is used."""

import re
from typing import Any

import numpy as np
import pytest

from core.engine.activations import ACTIVATIONS
from core.engine.costs import COSTS
from core.engine.penalties import PENALTIES

RNG = np.random.default_rng(0)
Z = RNG.standard_normal((12, 3)) * 2
Y = RNG.dirichlet(np.ones(3), size=12)


def value_of(code: str, **names: Any) -> Any:
    """Return the value of a NumPy expression."""
    return eval(code, {"np": np, **names})


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_code_of_an_activation_is_the_activation(name: str) -> None:
    record = ACTIVATIONS[name]
    a = record.f(Z)
    np.testing.assert_allclose(value_of(record.code, z=Z), a, rtol=1e-12)
    if record.f_prime is None:
        assert record.code_derivative == ""
        return
    found = value_of(record.code_derivative, z=Z, a=a)
    np.testing.assert_allclose(found, record.f_prime(Z, a), rtol=1e-12)


@pytest.mark.parametrize("name", COSTS)
def test_the_code_of_a_cost_is_the_cost(name: str) -> None:
    record = COSTS[name]
    a = ACTIVATIONS[record.matched or "sigmoid"].f(Z)
    J = record.J(Z, a, Y)
    assert value_of(record.code, y_hat=a, y=Y, m=len(Y)) == pytest.approx(J, rel=1e-12)
    if record.derivative is None:
        assert record.code_derivative == ""
        return
    found = value_of(record.code_derivative, y_hat=a, y=Y)
    np.testing.assert_allclose(found, record.derivative(a, Y), rtol=1e-12)


@pytest.mark.parametrize("name", COSTS)
def test_the_derivative_of_a_cost_stands_among_factors(name: str) -> None:
    formula = COSTS[name].formula_derivative
    assert (formula is None) == (COSTS[name].derivative is None)
    if formula is not None:
        assert is_factor(formula("a_1", "y_1"))


@pytest.mark.parametrize("name", PENALTIES)
def test_the_code_of_a_penalty_is_the_penalty(name: str) -> None:
    record, lambda_, m, W = PENALTIES[name], 0.7, 12, Z
    strength = np.full(W.size, lambda_ / m)
    names: dict[str, Any] = {"W_l": W, "lambda_": lambda_, "m": m}
    value = record.value(strength, W.ravel())
    assert value_of(record.code, **names) == pytest.approx(value, rel=1e-12)
    derivative = record.derivative(strength, W.ravel()).reshape(W.shape)
    np.testing.assert_allclose(value_of(record.code_derivative, **names), derivative, rtol=1e-12)


@pytest.mark.parametrize("name", PENALTIES)
def test_the_derivative_of_a_penalty_equals_the_central_difference(name: str) -> None:
    record, theta, epsilon = PENALTIES[name], Z.ravel(), 1e-6
    strength = np.linspace(0.0, 2.0, len(theta))
    for i, derivative in enumerate(record.derivative(strength, theta)):
        step = epsilon * (np.arange(len(theta)) == i)
        up, down = record.value(strength, theta + step), record.value(strength, theta - step)
        assert derivative == pytest.approx((up - down) / (2 * epsilon), rel=1e-6, abs=1e-8)


def is_factor(formula: str) -> bool:
    """Return whether a formula has no sum or difference outside of brackets."""
    while (inner := re.sub(r"\{[^{}]*\}|\([^()]*\)|\[[^\[\]]*\]", "", formula)) != formula:
        formula = inner
    return not re.search(r"[+-]", formula)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_derivative_stands_among_factors_as_it_is_or_in_brackets(name: str) -> None:
    record = ACTIVATIONS[name]
    if record.formula_derivative is None:
        with pytest.raises(ValueError, match=f"{name}: has no element-wise derivative"):
            record.derivative_factor("z", "a")
        return
    assert record.derivative_is_factor == is_factor(record.formula_derivative("z", "a"))
    assert is_factor(record.derivative_factor("z_1", "a_1"))


@pytest.mark.parametrize("name", PENALTIES)
def test_the_formula_of_a_penalty_takes_the_symbol_of_the_weight(name: str) -> None:
    formula = PENALTIES[name].formula_derivative("W^{(2)}_{1,3}")
    assert "W^{(2)}_{1,3}" in formula
