"""What the start page plays is what the pages compute: it is recorded again and compared."""

import json
from base64 import b64decode

import numpy as np
import pytest

from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from app.pages.start import record
from app.pages.start.film import evenly_changing, film
from app.pages.start.thumbnails import THUMBNAILS
from app.pages.table import PATH

FILM = json.loads(record.FILM.read_text("utf-8"))
CARDS = json.loads(record.CARDS.read_text("utf-8"))
MOST_BYTES = 150_000


def test_both_recordings_together_are_small() -> None:
    assert record.FILM.stat().st_size + record.CARDS.stat().st_size <= MOST_BYTES


def test_the_film_is_the_run_with_which_moons_opens() -> None:
    again = json.loads(json.dumps(record.recorded_film()))
    assert FILM.keys() == again.keys()
    assert FILM["X"] == again["X"]
    # Another kind of processor may choose the epoch beside one.
    assert FILM["epochs"] == pytest.approx(again["epochs"], abs=1)
    lab = MOONS.lab(MOONS.settings())
    lab.advance(lab.settings.epochs)
    steps = [lab.step(epoch) for epoch in FILM["epochs"]]
    assert FILM["J"] == pytest.approx([step.J for step in steps], rel=1e-6)
    thetas = np.frombuffer(b64decode(FILM["thetas"]), "<f4").reshape(len(steps), -1)
    np.testing.assert_allclose(thetas, [step.theta for step in steps], rtol=1e-4, atol=1e-5)


def test_the_film_ends_with_the_network_that_playing_leads_to() -> None:
    lab = MOONS.lab(MOONS.settings())
    lab.advance(lab.settings.epochs)
    last = lab.step(lab.last_epoch)
    assert FILM["epochs"][-1] == lab.last_epoch == lab.settings.epochs
    assert FILM["J"][-1] == pytest.approx(last.J, rel=1e-6)


def test_it_bends_soon_and_smoothly_and_is_right_at_the_end() -> None:
    lab = MOONS.lab(MOONS.settings())
    lab.advance(lab.settings.epochs)
    J = np.array([lab.step(k).J for k in range(lab.last_epoch + 1)])
    assert np.diff(J).max() < 1e-3  # no jump upward
    speed = lab.settings.speed
    per_second = speed * lab.settings.pace
    straight, bent = int(np.argmax(J < 0.5)), int(np.argmax(J < 0.2))
    # Not at once; and within ten seconds where a machine paints 12 frames per second.
    assert 2 * per_second < straight < bent < 10 * 12 * speed
    assert J[per_second] < 0.5 * J[0]  # something is seen in the first second
    assert FILM["wrong"][-1] <= 5


def test_every_page_but_moons_has_its_own_thumbnail() -> None:
    assert set(THUMBNAILS) == set(CARDS) == {record.name for record in PATH} - {"moons"}
    for name, card in CARDS.items():
        again = json.loads(json.dumps(THUMBNAILS[name]()))
        assert card["kind"] == again["kind"]
        assert card.keys() == again.keys()
        # Beginnings and sizes: later digits are another kind of processor's own.
        assert card.get("sizes") == again.get("sizes"), name
        assert card.get("J", [0.0])[0] == pytest.approx(again.get("J", [0.0])[0], rel=1e-6), name
        for one, other in zip(card.get("curves", []), again.get("curves", []), strict=True):
            assert one["x"] == pytest.approx(other["x"], abs=1e-3), name
            if name != "gradient_check":  # whose curve is made of rounding
                assert one["y"] == pytest.approx(other["y"], abs=1e-3), name


def test_epochs_are_chosen_where_something_changes() -> None:
    outputs = np.concatenate([np.zeros(50), np.linspace(0.0, 1.0, 50)])[:, np.newaxis]
    chosen = evenly_changing(outputs, 20)
    assert chosen[0] == 0
    assert chosen[-1] == 99
    assert np.sum(chosen > 50) > 3 * np.sum(chosen < 50)


def test_only_a_plane_makes_a_film() -> None:
    with pytest.raises(TypeError, match="experiment: got digits"):
        film(DIGITS, DIGITS.settings(), 3)
