"""A run as the pages see it: the same settings, the same numbers, changes included."""

import numpy as np
import pytest

from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MOONS_FORM
from app.run.lab import Lab
from app.settings.changes import Change
from tests.story import story

SMALL = story(m=60, hidden=(3,), activation="tanh", init="xavier", epochs=200)


def numbers(lab: Lab, epoch: int) -> bytes:
    """Return theta after so many epochs, to the bit."""
    return lab.step(epoch).theta.tobytes()


@pytest.mark.parametrize("batch", [0, 7])
def test_an_address_repeats_a_run_with_its_changes(batch: int) -> None:
    lab = MOONS.lab(SMALL.but(batch=batch))
    lab.advance(50)
    lab.change(50, lab.settings.but(alpha=0.05))
    lab.advance(80)
    lab.change(80, lab.settings.but(lambda_=1.0, batch=10))
    lab.advance(120)
    lab.change(90, lab.settings.but(alpha=1.0))
    lab.advance(200)
    opened = MOONS.lab(MOONS_FORM.read(lab.settings.to_address())[0])
    for end in (85, 200):  # in two goes, and past several changes at once
        opened.advance(end)
    for epoch in (0, 50, 51, 80, 81, 90, 91, 200):
        assert numbers(opened, epoch) == numbers(lab, epoch), epoch
        assert opened.readings(opened.step(epoch).theta, epoch) == lab.readings(
            lab.step(epoch).theta, epoch
        )


def test_an_address_repeats_a_run_whose_optimizer_changed() -> None:
    lab = MOONS.lab(SMALL)
    changes: tuple[tuple[int, dict[str, object]], ...] = (
        (30, {"optimizer": "bfgs"}),
        (36, {"penalty": "l1", "lambda_": 0.2}),
        (42, {"optimizer": "momentum", "batch": 7, "schedule": "step", "period": 5}),
        (60, {"optimizer": "nesterov", "mu": 0.5}),
    )
    for epoch, values in changes:
        lab.advance(epoch)
        lab.change(epoch, lab.settings.but(**values))
    lab.advance(80)
    opened = MOONS.lab(MOONS_FORM.read(lab.settings.to_address())[0])
    opened.advance(80)
    for epoch in (30, 31, 36, 37, 42, 43, 60, 61, 80, 33, 40):
        assert numbers(opened, epoch) == numbers(lab, epoch), epoch
    # The step schedule counts epochs from where the batch size changed, which is epoch 42.
    assert [lab.alpha(epoch) for epoch in (43, 44, 45, 46, 50)] == [
        0.5 * 0.5 ** (epoch // 5) for epoch in (43, 44, 45, 46, 50)
    ]
    assert np.isnan(lab.alpha(35))


def test_a_search_that_ended_goes_on_with_another_optimizer() -> None:
    lab = MOONS.lab(SMALL.but(optimizer="lbfgsb", lambda_=1.0))
    end = lab.advance(10_000)
    assert lab.ended
    assert "L-BFGS-B stopped by itself" in lab.run.message
    lab.change(end, lab.settings.but(optimizer="adam", alpha=0.01))
    assert lab.advance(end + 10) == end + 10


def test_a_fork_before_an_earlier_change_repeats_too() -> None:
    lab = MOONS.lab(SMALL)
    lab.advance(100)
    lab.change(100, lab.settings.but(alpha=0.1))
    lab.advance(120)
    lab.change(50, lab.settings.but(lambda_=1.0))
    lab.advance(90)
    opened = MOONS.lab(MOONS_FORM.read(lab.settings.to_address())[0])
    opened.advance(90)
    for epoch in (10, 50, 51, 90):
        assert numbers(opened, epoch) == numbers(lab, epoch), epoch


def test_a_fork_before_a_change_that_an_address_brought() -> None:
    told = SMALL.but(alpha=0.1, changes=(Change(100, "alpha", 0.5),))
    lab = MOONS.lab(told)
    lab.advance(50)
    lab.change(50, lab.settings.but(lambda_=1.0))
    lab.advance(70)
    opened = MOONS.lab(MOONS_FORM.read(lab.settings.to_address())[0])
    opened.advance(70)
    assert numbers(opened, 70) == numbers(lab, 70)
    assert lab.settings.at(10).alpha == 0.5


def test_a_change_leaves_the_past_alone() -> None:
    lab, plain = MOONS.lab(SMALL), MOONS.lab(SMALL)
    lab.advance(40)
    plain.advance(60)
    lab.change(40, lab.settings.but(alpha=5.0))
    lab.advance(60)
    assert numbers(lab, 40) == numbers(plain, 40)
    assert numbers(lab, 41) != numbers(plain, 41)


def test_a_view_setting_changes_no_number() -> None:
    lab = MOONS.lab(SMALL)
    lab.advance(60)
    before = numbers(lab, 60)
    lab.change(10, lab.settings.but(epochs=999, speed=50))
    assert lab.last_epoch == 60
    assert numbers(lab, 60) == before


def test_an_epoch_sees_every_example_once() -> None:
    lab = MOONS.lab(SMALL.but(batch=7))  # 30 training examples: 5 updates an epoch
    assert lab.advance(4) == 4
    assert lab.run.last.k == 20


def test_readings_equal_a_calculation_by_hand() -> None:
    lab = MOONS.lab(SMALL.but(lambda_=0.6, scaling="standard"))
    lab.advance(30)
    theta = lab.step(30).theta
    readings = lab.readings(theta, 30)
    X = (lab.task.X - lab.task.X.mean(0)) / lab.task.X.std(0)
    W, _ = lab.network.unpack(theta)
    y_hat = lab.network.predict(theta, X)
    y = lab.task.y
    by_hand = -(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat)).sum() / len(y)
    assert readings.data == pytest.approx(by_hand)
    assert readings.penalty == pytest.approx(0.6 / (2 * 30) * sum((w**2).sum() for w in W))
    assert readings.J == pytest.approx(lab.step(30).J)
    assert readings.train_accuracy == np.mean(y_hat.argmax(1) == lab.task.labels)


def test_no_test_examples_are_no_number() -> None:
    lab = MOONS.lab(SMALL.but(test=0))
    readings = lab.readings(lab.step(0).theta, 0)
    assert np.isnan(readings.test)
    assert np.isnan(readings.test_accuracy)


@pytest.mark.parametrize("cost", ["cross_entropy", "softmax_cross_entropy", "mse"])
@pytest.mark.parametrize("hidden", [(), (12,) * 6])
def test_every_shape_trains(cost: str, hidden: tuple[int, ...]) -> None:
    lab = MOONS.lab(SMALL.but(cost=cost, hidden=hidden, data="spirals3"))
    lab.advance(3)
    assert lab.step(3).J < lab.step(0).J
    assert lab.network.sizes == (2, *hidden, 3)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"test": 100}, "leaves none to train on"),
        ({"optimizer": "tnc", "batch": 5}, "TNC takes all examples"),
        ({"m": 2}, "all of class"),
        ({"batch": 50}, "batch_size: got 50, takes 1 to 30"),
        ({"changes": (Change(5, "batch", 40), Change(9, "alpha", 0.1))}, "batch_size: got 40"),
    ],
)
def test_settings_that_make_no_run_are_refused(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        MOONS.lab(SMALL.but(**change))


@pytest.mark.parametrize("test", [25, 0])
def test_what_the_network_says_of_the_held_out_is_known_after_the_readings(test: int) -> None:
    lab = MOONS.lab(SMALL.but(test=test))
    lab.advance(30)
    theta, inputs = lab.step(30).theta, lab.task.inputs_test if test else lab.task.inputs
    computed = lab.output(theta)
    lab.readings(theta, 30)
    lab.advance(60)  # its buffers are used again meanwhile
    assert lab.output(theta) == pytest.approx(computed, abs=1e-14)
    assert lab.output(theta) == pytest.approx(lab.network.predict(theta, inputs), abs=1e-14)
    other = lab.step(60).theta
    assert lab.output(other) == pytest.approx(lab.network.predict(other, inputs), abs=1e-14)
