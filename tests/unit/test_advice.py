"""What is measured of a run to find out whether it is stuck."""

from math import inf, nan
from time import perf_counter

import numpy as np
import pytest

from core.engine import Network, Objective
from core.engine.optimizers import BFGS, Adam, FirstOrder, GradientDescent, Optimizer
from core.engine.patience import patient_until
from core.explain.advice import FINDINGS, Check, Finding, History, Measurements, findings
from core.explain.advice.attainable import ASSUMED, attainable_accuracy, labels_of
from core.explain.advice.measurements import MAX_PROBES
from core.explain.advice.rates import DIGITS, reduced, rounded
from core.explain.advice.units import twins
from core.types import Array

RNG = np.random.default_rng(0)
X = RNG.standard_normal((80, 2))
LABELS = np.asarray(X[:, 0] * X[:, 1] > 0, dtype=np.intp)
NETWORK = Network((2, 3, 1), ("tanh", "sigmoid"))
OBJECTIVE = Objective(NETWORK, "cross_entropy", X, LABELS[:, np.newaxis])


def history(J: Array, accuracy: float = 0.5, test: float = nan) -> History:
    """Return a history with a point each tenth epoch."""
    ones = np.ones(len(J))
    return History(np.linspace(0.0, 10.0 * (len(J) - 1), len(J)), J, test * ones, accuracy * ones)


def measurements(
    J: Array, optimizer: Optimizer | None = None, theta: Array | None = None
) -> Measurements:
    """Return a run that has just come to these weights."""
    optimizer = optimizer or GradientDescent(alpha=0.1)
    theta = NETWORK.initialize("xavier", 1) if theta is None else theta
    step = optimizer.start(OBJECTIVE, theta)
    return Measurements(
        OBJECTIVE,
        optimizer,
        step,
        lambda epoch: step.theta,
        history(J),
        nan,
        1000,
        has_ended=False,
        has_diverged=False,
    )


def test_neighbors_get_separate_classes_right_and_random_ones_by_half() -> None:
    apart = np.vstack([X, X + 100.0])
    classes = np.repeat([0, 1], len(X))
    assert attainable_accuracy(apart, classes) == 1.0
    random = np.random.default_rng(1).integers(2, size=len(apart))
    assert 0.3 < attainable_accuracy(apart, random) < 0.7


def test_an_example_does_not_vote_on_itself_even_where_others_lie_on_it() -> None:
    same = np.zeros((40, 2))
    lone = np.zeros(40, dtype=np.intp)
    lone[0] = 1
    assert attainable_accuracy(same, lone) == 39 / 40


def test_few_examples_can_all_be_right_and_large_ones_are_not_looked_at() -> None:
    assert attainable_accuracy(X[:4], LABELS[:4]) == 1.0
    assert attainable_accuracy(np.zeros((100, 64)), np.zeros(100, dtype=np.intp)) == ASSUMED


def test_labels_come_from_one_column_or_from_several() -> None:
    np.testing.assert_array_equal(labels_of(np.array([[0.0], [1.0]])), [0, 1])
    np.testing.assert_array_equal(labels_of(np.eye(3)), [0, 1, 2])


def test_the_fall_is_that_of_the_lowest_cost_in_the_newest_third() -> None:
    J = np.array([4.0, 2.0, 3.0, 2.5, 2.2, 2.0, 9.0, 1.5, 1.0, 3.0])
    seen = history(J)
    assert seen.since == 60
    assert seen.fall == pytest.approx(0.5)  # from 2 to 1
    assert seen.rises == pytest.approx(1 / 3)  # of 9 -> 1.5 -> 1 -> 3
    assert history(np.full(10, 0.7)).fall == 0.0


def test_rounding_is_no_rise() -> None:
    jitter = 1.0 + 1e-12 * RNG.standard_normal(30)
    assert history(jitter).rises == 0.0


@pytest.mark.parametrize(("alpha", "less"), [(0.5, 0.05), (20.0, 2.0), (0.04, 0.005), (1.0, 0.1)])
def test_a_reduced_learning_rate_has_one_digit(alpha: float, less: float) -> None:
    assert reduced(alpha) == less


def test_rounding_keeps_the_ratio_within_a_third() -> None:
    for alpha in np.geomspace(1e-6, 1e3, 50):
        ratio = rounded(float(alpha)) / alpha
        assert 0.7 < ratio < 1.4
        assert round(rounded(float(alpha)) / 10 ** np.floor(np.log10(alpha))) in DIGITS


def test_twins_have_equal_weights_in_and_out() -> None:
    W1 = np.array([[1.0, 1.0, 2.0], [3.0, 3.0, 4.0]])
    b1 = np.array([0.5, 0.5, 0.5])

    def found(out: list[list[float]]) -> set[tuple[int, int]]:
        return twins(NETWORK, NETWORK.pack([W1, np.array(out)], [b1, np.zeros(1)]))

    assert found([[1.0], [1.0], [1.0]]) == {(1, 0), (1, 1)}
    assert found([[1.0], [2.0], [1.0]]) == set()  # they get other gradients, and part


def test_a_probe_is_what_the_optimizer_does() -> None:
    run = measurements(np.ones(30))
    probe = run.probe(0.3)
    assert probe is not None
    optimizer = GradientDescent(alpha=0.3)
    step = optimizer.start(OBJECTIVE, run.step.theta)
    for _ in range(8):
        step = optimizer.step(OBJECTIVE, step)
    assert probe.fall == pytest.approx(run.step.J - step.J, abs=1e-12)
    assert probe.is_smooth
    wild = run.probe(1e6)
    assert wild is not None
    assert not wild.is_smooth


def test_there_are_so_many_probes_and_the_same_is_made_once() -> None:
    run = measurements(np.ones(30))
    made = [run.probe(0.1 * k) for k in range(1, MAX_PROBES + 3)]
    assert [one is not None for one in made] == [True] * MAX_PROBES + [False] * 2
    assert run.probe(0.1) is made[0]


@pytest.mark.parametrize("optimizer", [BFGS(), Adam(batch_size=10)])
def test_nothing_is_probed_without_a_learning_rate_or_in_batches(optimizer: Optimizer) -> None:
    assert measurements(np.ones(30), optimizer).probe(0.1) is None


@pytest.mark.parametrize("alpha", [0.0, 5e-324, 1e-200])
def test_where_a_schedule_has_come_to_its_end_no_learning_rate_is_reduced(
    alpha: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    optimizer = GradientDescent(schedule="cosine", period=10)
    monkeypatch.setattr(GradientDescent, "alpha_at", lambda self, epoch: alpha)
    run = measurements(np.linspace(1.0, 3.0, 40), optimizer)
    assert run.alpha is None
    findings(run)  # and nothing fails


def test_what_there_is_no_time_for_is_not_measured() -> None:
    run = measurements(np.ones(30))
    with patient_until(perf_counter() - 1.0):
        assert run.probe(0.1) is None
        assert run.health == ()
    assert run.was_late
    run = measurements(np.ones(30))
    with patient_until(inf):
        assert run.probe(0.1) is not None
        assert run.health
    assert not run.was_late


@pytest.mark.parametrize("optimizer", [BFGS(), GradientDescent(), Adam()])
def test_a_short_history_says_nothing(optimizer: Optimizer) -> None:
    assert findings(measurements(np.ones(5), optimizer)) == {}


def test_only_where_a_step_is_as_long_as_alpha_there_is_a_usual_alpha() -> None:
    assert FirstOrder.usual_alpha is GradientDescent.usual_alpha is None
    assert Adam.usual_alpha is not None
    low, high = Adam.usual_alpha
    assert low <= Adam().alpha <= high


def test_all_is_found_the_most_urgent_first_but_nothing_said_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def found(*names: str, about: str = "", is_last: bool = False) -> list[Check]:
        return [Check(one, lambda run: Finding({}, ()), about, is_last) for one in names]

    def names() -> list[str]:
        return list(findings(measurements(np.ones(30))))

    none = Check("c", lambda run: None, about="alpha")
    checks = [*found("a"), none, *found("d", "e", about="alpha"), *found("f", "g")]
    monkeypatch.setattr("core.explain.advice.FINDINGS", checks)
    assert names() == ["a", "d", "f", "g"]
    monkeypatch.setattr("core.explain.advice.FINDINGS", [*found("z", is_last=True), *checks])
    assert names() == ["z"]


def test_of_the_learning_rate_one_thing_is_said() -> None:
    assert {one.name for one in FINDINGS if one.about == "alpha"} == {
        "unusual_alpha", "too_large_alpha", "too_small_alpha",
    }  # fmt: skip
