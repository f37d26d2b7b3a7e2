"""The estimators: scikit-learn's own checks, its tools, and the same steps as its networks."""

import json
import os
import pickle
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.datasets import load_diabetes, load_iris
from sklearn.exceptions import ConvergenceWarning
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from core.data.datasets import load
from core.engine.network import Network
from core.engine.optimizers import OPTIMIZERS, SCHEDULES
from core.estimators import NetworkClassifier, NetworkRegressor
from core.estimators.base import NetworkEstimator
from core.types import Array

ROOT = Path(__file__).resolve().parents[2]
MOONS = load("moons", 90, 0.1, 0, 0.0)
X, LABELS = MOONS.X_train, MOONS.labels_train
NUMBERS = np.sin(3 * X[:, 0]) + X[:, 1]


def test_scikit_learns_own_checks_all_pass() -> None:
    program = [sys.executable, "-m", "tests.unit.estimator_checks"]
    environment = {**os.environ, "SCIPY_ARRAY_API": "1"}
    told = subprocess.run(
        program, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    results: list[dict[str, Any]] = json.loads(told.stdout)
    for name in ("NetworkClassifier", "NetworkRegressor"):
        assert sum(result["estimator"] == name for result in results) > 50
    assert [result for result in results if result["status"] != "passed"] == []
    assert not any(result["expected_to_fail"] for result in results)


#: Names of a solver's settings here and in scikit-learn, for the same steps.
SOLVERS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "gradient descent": (
        {"optimizer": "gradient_descent", "alpha": 0.05},
        {"solver": "sgd", "learning_rate_init": 0.05, "momentum": 0.0},
    ),
    "momentum": (
        {"optimizer": "momentum", "alpha": 0.02, "mu": 0.8},
        {"solver": "sgd", "learning_rate_init": 0.02, "momentum": 0.8, "nesterovs_momentum": False},
    ),
    "Nesterov": (
        {"optimizer": "nesterov", "alpha": 0.02, "mu": 0.8},
        {"solver": "sgd", "learning_rate_init": 0.02, "momentum": 0.8, "nesterovs_momentum": True},
    ),
    "Adam": (
        {"optimizer": "adam", "alpha": 0.02},
        {"solver": "adam", "learning_rate_init": 0.02},
    ),
}
#: Batch size, penalty: scikit-learn divides the penalty by the size of the batch, not of the data.
BATCHES = [(90, 0.7), (20, 0.0)]
ACTIVATIONS = {"tanh": "tanh", "sigmoid": "logistic", "relu": "relu", "linear": "identity"}


def first_weights(model: Any, network: Network) -> Array:
    """Return the weights that scikit-learn's network has after one epoch of its own."""
    return network.pack(model.coefs_, model.intercepts_)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize(("batch_size", "lambda_"), BATCHES)
@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("task", ["two classes", "three classes", "numbers"])
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_steps_are_scikit_learns(
    task: str, solver: str, batch_size: int, lambda_: float, activation: str
) -> None:
    ours, theirs = SOLVERS[solver]
    common: dict[str, Any] = {
        "batch_size": batch_size,
        "shuffle": False,
        "warm_start": True,
        "tol": 1e-9,
    }
    arguments = {"alpha": lambda_, "activation": ACTIVATIONS[activation], **common, **theirs}
    y: Any = {
        "two classes": LABELS,
        "three classes": LABELS + (X[:, 0] > 0.5),
        "numbers": NUMBERS,
    }[task]
    regression = task == "numbers"
    rival = (MLPRegressor if regression else MLPClassifier)(
        hidden_layer_sizes=(4, 3), max_iter=1, **arguments
    )
    rival.fit(X, y)
    mine = (NetworkRegressor if regression else NetworkClassifier)(
        (4, 3), activation, lambda_=lambda_, max_iter=25, **common, **ours
    )
    network = Network(
        (2, 4, 3, rival.coefs_[-1].shape[1]),
        (activation, activation, {"logistic": "sigmoid", "identity": "linear"}.get(
            rival.out_activation_, rival.out_activation_)),
    )  # fmt: skip
    mine.set_params(init=first_weights(rival, network)).fit(X, y)
    n_before = len(rival.loss_curve_)
    rival.set_params(max_iter=25).fit(X, y)
    assert mine.network_ == network
    np.testing.assert_allclose(mine.theta_, first_weights(rival, network), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(mine.loss_curve_, rival.loss_curve_[n_before:], rtol=1e-10)
    assert mine.n_iter_ == rival.n_iter_
    np.testing.assert_allclose(mine.predict(X), rival.predict(X), rtol=1e-8, atol=1e-12)
    if not regression:
        np.testing.assert_allclose(mine.predict_proba(X), rival.predict_proba(X), rtol=1e-8)


@pytest.mark.parametrize("regression", [False, True])
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_lbfgs_takes_scikit_learns_path(regression: bool) -> None:
    y: Any = NUMBERS if regression else LABELS
    arguments = {"solver": "lbfgs", "alpha": 0.3, "activation": "tanh", "warm_start": True}
    arguments |= {"random_state": 0}
    rival = (MLPRegressor if regression else MLPClassifier)(
        hidden_layer_sizes=(4,), max_iter=1, **arguments
    )
    rival.fit(X, y)
    mine = (NetworkRegressor if regression else NetworkClassifier)(
        (4,), optimizer="lbfgsb", lambda_=0.3, max_iter=25
    )
    network = Network((2, 4, 1), ("tanh", "linear" if regression else "sigmoid"))
    mine.set_params(init=first_weights(rival, network)).fit(X, y)
    rival.set_params(max_iter=25).fit(X, y)
    assert mine.n_iter_ == rival.n_iter_
    np.testing.assert_allclose(mine.theta_, first_weights(rival, network), rtol=1e-7, atol=1e-9)
    assert mine.loss_ == pytest.approx(rival.loss_, rel=1e-9)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_training_stops_where_scikit_learns_does() -> None:
    arguments: dict[str, Any] = {"batch_size": 30, "shuffle": False, "tol": 1e-3}
    rival = MLPClassifier((4,), activation="tanh", alpha=0, max_iter=1, **arguments)
    rival.set_params(learning_rate_init=0.02, warm_start=True).fit(X, LABELS)
    network = Network((2, 4, 1), ("tanh", "sigmoid"))
    mine = NetworkClassifier((4,), alpha=0.02, lambda_=0, max_iter=900, **arguments)
    mine.set_params(init=first_weights(rival, network)).fit(X, LABELS)
    # A fit of one epoch has left its own count of idle epochs: a fresh one begins at 0.
    rival.set_params(max_iter=900, n_iter_no_change=10).fit(X, LABELS)
    assert mine.n_iter_ < 900
    assert mine.n_iter_ == rival.n_iter_


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_partial_fit_goes_on_with_what_the_optimizer_remembers(schedule: str) -> None:
    whole = NetworkClassifier(
        (4,),
        random_state=3,
        shuffle=False,
        max_iter=6,
        tol=0.0,
        batch_size=40,
        schedule=schedule,
        period=2,
    )
    with pytest.warns(ConvergenceWarning, match="still falling after max_iter = 6 epochs"):
        whole.fit(X, LABELS)
    piecewise = clone(whole)
    for _ in range(6):
        piecewise.partial_fit(X, LABELS, classes=[0, 1])
    np.testing.assert_array_equal(piecewise.theta_, whole.theta_)
    assert piecewise.loss_curve_ == whole.loss_curve_
    assert piecewise.n_iter_ == whole.n_iter_ == 6


def test_warm_start_goes_on_and_a_cold_one_begins_again() -> None:
    model = NetworkRegressor((4,), optimizer="bfgs", max_iter=5, random_state=0, warm_start=True)
    with pytest.warns(ConvergenceWarning):
        first = model.fit(X, NUMBERS).loss_
    with pytest.warns(ConvergenceWarning):
        second = model.fit(X, NUMBERS).loss_
    assert second < first
    with pytest.warns(ConvergenceWarning):
        assert model.set_params(warm_start=False).fit(X, NUMBERS).loss_ == first


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_every_optimizer_fits_repeats_and_survives_a_pickle(optimizer: str) -> None:
    model = NetworkClassifier((6,), optimizer=optimizer, alpha=0.1, random_state=1, max_iter=300)
    score = model.fit(X, LABELS).score(X, LABELS)
    assert score > 0.8
    again = clone(model).fit(X, LABELS)
    np.testing.assert_array_equal(again.theta_, model.theta_)
    model.partial_fit(X, LABELS)
    thawed = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(thawed.predict_proba(X), model.predict_proba(X))
    np.testing.assert_array_equal(
        thawed.partial_fit(X, LABELS).theta_, model.partial_fit(X, LABELS).theta_
    )


def test_works_in_a_pipeline_a_grid_search_and_cross_validation() -> None:
    features, species = load_iris(return_X_y=True)
    pipeline = make_pipeline(
        StandardScaler(), NetworkClassifier((5,), optimizer="lbfgsb", random_state=0)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        assert cross_val_score(pipeline, features, species, cv=3).mean() > 0.93
        search = GridSearchCV(pipeline, {"networkclassifier__lambda_": [1e-3, 1.0, 1e4]}, cv=3).fit(
            features, species
        )
    assert search.best_params_["networkclassifier__lambda_"] < 1e4
    features, disease = load_diabetes(return_X_y=True)
    regression = make_pipeline(
        StandardScaler(), NetworkRegressor((), optimizer="bfgs", lambda_=1.0)
    )
    assert cross_val_score(regression, features, disease, cv=3).mean() > 0.45


def test_names_of_classes_are_kept_and_probabilities_add_up() -> None:
    names = np.array(["left", "middle", "right"])[LABELS + (X[:, 0] > 1.5)]
    for cost in (None, "cross_entropy", "cross_entropy_sum", "mse"):
        model = NetworkClassifier((5,), cost=cost, optimizer="lbfgsb", random_state=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model.fit(X, names)
        assert list(model.classes_) == ["left", "middle", "right"]
        assert set(model.predict(X)) <= set(names)
        np.testing.assert_allclose(model.predict_proba(X).sum(axis=1), 1.0)
        assert model.score(X, names) > 0.9


def test_several_targets_keep_their_shape() -> None:
    both = np.column_stack([NUMBERS, X[:, 0]])
    model = NetworkRegressor((8,), optimizer="bfgs", random_state=0, max_iter=1000).fit(X, both)
    assert model.predict(X).shape == both.shape
    assert model.score(X, both) > 0.95


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_without_biases_there_are_none() -> None:
    model = NetworkRegressor((3,), biases=False, optimizer="lbfgsb", random_state=0).fit(X, NUMBERS)
    assert model.theta_.size == 2 * 3 + 3
    assert model.predict(np.zeros((1, 2)))[0] == 0.0


def test_divergence_is_warned_of_and_leaves_finite_weights() -> None:
    model = NetworkRegressor((5,), activation="linear", optimizer="gradient_descent", alpha=50.0)
    with pytest.warns(ConvergenceWarning, match="The cost ran away"):
        model.fit(X, NUMBERS)
    assert np.isfinite(model.theta_).all()
    assert np.isfinite(model.predict(X)).all()


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (NetworkClassifier(optimizer="sgd"), r"optimizer: got 'sgd', takes one of \['gradient"),
        (NetworkClassifier(activation="swish"), "activations: got 'swish'"),
        (NetworkClassifier(cost="half_mse"), "cost: got 'half_mse', which is one for a regressor"),
        (NetworkRegressor(cost="cross_entropy"), "cost: got 'cross_entropy', which is one for a c"),
        (NetworkClassifier(lambda_=-1.0), "lambda_: got -1"),
        (NetworkClassifier(alpha=0.0), "alpha: got 0"),
        (NetworkClassifier(hidden_layer_sizes=(3, 0)), "hidden_layer_sizes: got 0, takes a whole"),
        (
            NetworkClassifier().set_params(hidden_layer_sizes=5),
            "hidden_layer_sizes: got 5",
        ),
        (NetworkClassifier().set_params(biases="no"), "biases: got 'no', takes True or False"),
        (NetworkClassifier().set_params(warm_start=1), "warm_start: got 1, takes True or False"),
        (NetworkClassifier().set_params(shuffle=None), "shuffle: got None, takes True or False"),
        (
            NetworkClassifier().set_params(max_iter=1.5),
            "max_iter: got 1.5, takes a whole",
        ),
        (NetworkClassifier(n_iter_no_change=-1), "n_iter_no_change: got -1, takes a whole"),
        (NetworkClassifier(batch_size="all"), "batch_size: got 'all', takes a whole number"),
        (NetworkClassifier((), init=np.full(3, np.nan)), "init: got a value that is not finite"),
        (NetworkClassifier(batch_size=0), "batch_size: got 0"),
        (NetworkClassifier(optimizer="tnc", batch_size=9), "batch_size: got 9, but TNC takes all"),
        (NetworkClassifier(max_iter=0), "max_iter: got 0"),
        (NetworkClassifier(tol=-1.0), "tol: got -1"),
        (NetworkClassifier(init="none"), "initializer: got 'none'"),
        (NetworkClassifier((), init=np.zeros(7)), r"init: got shape \(7,\), takes \(3,\)"),
    ],
)
def test_bad_parameters_are_refused(model: NetworkEstimator, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        model.fit(X, LABELS)


def test_classes_that_were_not_announced_are_refused() -> None:
    model = NetworkClassifier((2,))
    with pytest.raises(ValueError, match="classes: got None, the first call of partial_fit"):
        model.partial_fit(X, LABELS)
    model.partial_fit(X, LABELS, classes=[0, 1])
    with pytest.raises(ValueError, match="y: got 8, takes the classes"):
        model.partial_fit(X, LABELS + 7 * (LABELS == 1))
    with pytest.raises(ValueError, match=r"classes: got .*, takes those of the first call"):
        model.partial_fit(X, LABELS, classes=[0, 1, 2])


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_a_warm_start_with_other_data_is_refused() -> None:
    model = NetworkClassifier((2,), warm_start=True, optimizer="lbfgsb").fit(X, LABELS)
    with pytest.raises(ValueError, match=r"y: got the classes .* a warm start takes those"):
        model.fit(X, LABELS + 1)
    model.set_params(hidden_layer_sizes=(3,))
    with pytest.raises(ValueError, match="X, y: got data for a network of"):
        model.fit(X, LABELS)
