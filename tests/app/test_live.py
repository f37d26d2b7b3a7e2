"""The server's half of the live view: commands in, messages out."""

import json
from itertools import count
from typing import Any

import numpy as np
import pytest

from app.figures.maps import COLUMNS, HALF, ROWS, UNIT_BYTES, class_bytes, layout, unit_bytes
from app.live.live import COMMANDS, Live
from app.live.scene import NUMBERS
from app.pages.moons.experiment import MOONS
from app.settings.run_settings import Change
from core.engine.activations import ACTIVATIONS

SMALL = MOONS.settings(m=60, hidden=(3,), activation="tanh", init="xavier", epochs=100)


def read(message: bytes) -> tuple[dict[str, Any], list[dict[str, float]], list[bytes]]:
    """Return header, numbers of each frame, and the frames."""
    length = int.from_bytes(message[:4], "little")
    header = json.loads(message[4 : 4 + length])
    body = message[4 + length + -(4 + length) % 8 :]
    n = header["n_frames"]
    frames = [body[i * len(body) // n : (i + 1) * len(body) // n] for i in range(n)]
    values = [np.frombuffer(frame, count=len(NUMBERS)) for frame in frames]
    return header, [dict(zip(NUMBERS, row, strict=True)) for row in values], frames


def ask(
    live: Live, name: str, epoch: int = 0, n: int = 1, horizon: int = 10**6
) -> tuple[dict[str, Any], list[float]]:
    """Send a command; return the answer's header and the epochs of its frames."""
    live.obey({"name": name, "epoch": epoch, "n": n, "horizon": horizon})
    header, numbers, _ = read(live.next_message())
    return header, [row["epoch"] for row in numbers]


def test_the_first_message_holds_the_scene_and_the_first_frame() -> None:
    header, numbers, frames = read(Live(MOONS, SMALL).next_message())
    assert header["scene"]["sizes"] == [2, 3, 2]
    assert [row["epoch"] for row in numbers] == [0]
    assert len(frames[0]) % 8 == 0
    assert header["status"] == "ready"


def test_more_gives_the_frames_that_come_next() -> None:
    live = Live(MOONS, SMALL)
    live.next_message()
    assert ask(live, "more", 0, 3)[1] == [10, 20, 30]
    assert ask(live, "more", 30, 2)[1] == [40, 50]
    assert ask(live, "more", 10, 1)[1] == [20]  # asked again after a lost message
    header, epochs = ask(live, "more", 80, 10)
    assert epochs == [90, 100]
    assert "scene" not in header


def test_show_step_and_back_go_by_one_epoch() -> None:
    live = Live(MOONS, SMALL)
    ask(live, "more", 0, 3)
    header, epochs = ask(live, "show", 20)
    assert (header["shown"], epochs) == (20, [20])
    assert ask(live, "step", 20)[1] == [21]
    assert ask(live, "back", 21)[1] == [20]
    assert ask(live, "back", 0)[1] == [0]
    assert ask(live, "step", 100)[1] == [100]
    assert ask(live, "show", 999)[1] == [100]


def test_a_frame_repeats_to_the_bit() -> None:
    live, other = Live(MOONS, SMALL), Live(MOONS, SMALL)
    live.obey({"name": "more", "epoch": 0, "n": 5})
    frames = read(live.next_message())[2]
    other.next_message()
    other.obey({"name": "show", "epoch": 0})
    for _ in range(30):
        other.obey({"name": "step", "epoch": other.shown})
        last = read(other.next_message())[2]
    assert last[0] == frames[2]


def test_reset_repeats_the_first_frame_and_forgets_changes() -> None:
    live = Live(MOONS, SMALL)
    first = read(live.next_message())
    ask(live, "more", 0, 3)
    live.use(live.settings.but(alpha=0.1), with_history=False)
    assert live.settings.changes == (Change(30, "alpha", 0.5),)
    live.obey({"name": "reset"})
    header, numbers, frames = read(live.next_message())
    assert header["scene_id"] != first[0]["scene_id"]
    assert numbers[0]["J"] == first[1][0]["J"]
    assert live.settings == SMALL.but(alpha=0.1)
    assert frames[0][len(NUMBERS) * 8 :] == first[2][0][len(NUMBERS) * 8 :]


def test_alpha_acts_from_the_last_sent_epoch_while_playing() -> None:
    live = Live(MOONS, SMALL)
    ask(live, "more", 0, 3)
    live.use(live.settings.but(alpha=0.1), with_history=False)
    header, epochs = ask(live, "more", 30, 1)
    assert (header["branch"], header["cut"]) == (1, 30)
    assert epochs == [40]
    assert live.settings.changes == (Change(30, "alpha", 0.5),)


def test_alpha_acts_from_the_shown_epoch_while_paused() -> None:
    live = Live(MOONS, SMALL)
    ask(live, "more", 0, 3)
    ask(live, "show", 10)
    live.use(live.settings.but(lambda_=1.0), with_history=False)
    header, numbers, _ = read(live.next_message())
    assert (header["cut"], header["shown"]) == (10, 10)
    assert numbers[0]["penalty"] > 0
    assert live.lab.last_epoch == 10


def test_another_architecture_starts_again_without_history() -> None:
    live = Live(MOONS, SMALL)
    ask(live, "more", 0, 3)
    live.use(live.settings.but(alpha=0.1), with_history=False)
    live.use(live.settings.but(hidden=(4,)), with_history=False)
    header, numbers, _ = read(live.next_message())
    assert header["scene"]["sizes"] == [2, 4, 2]
    assert numbers[0]["epoch"] == 0
    assert live.settings.changes == ()


def test_an_address_with_a_history_starts_with_it() -> None:
    live = Live(MOONS, SMALL)
    told = SMALL.but(changes=(Change(5, "alpha", 0.25),))
    live.use(told, with_history=True)
    assert live.settings == told
    assert live.lab.run.optimizer.alpha == 0.25  # type: ignore[attr-defined]
    ask(live, "more", 0, 1)
    assert live.lab.run.optimizer.alpha == 0.5  # type: ignore[attr-defined]


def test_refused_settings_leave_the_run_as_it_was() -> None:
    live = Live(MOONS, SMALL)
    ask(live, "more", 0, 3)
    with pytest.raises(ValueError, match="batch_size"):
        live.use(SMALL.but(batch=55), with_history=False)
    with pytest.raises(ValueError, match="leaves none"):
        live.use(SMALL.but(test=100), with_history=False)
    assert live.settings == SMALL
    assert ask(live, "more", 30, 1)[1] == [40]


def test_the_last_frame_of_an_ended_run_is_sent_again_when_asked() -> None:
    live = Live(MOONS, SMALL.but(alpha=50.0, m=200, activation="sigmoid", init="tutorial"))
    _, epochs = ask(live, "more", 0, 30)
    assert epochs
    assert ask(live, "more", 0, 30)[1][-1] == epochs[-1]


def test_a_diverged_run_says_so_and_can_go_on_after_a_reset() -> None:
    live = Live(MOONS, SMALL.but(alpha=100.0, m=200, activation="relu", hidden=(5, 5)))
    with np.errstate(all="ignore"):
        header, epochs = ask(live, "more", 0, 30)
    assert header["status"] == "diverged"
    assert "Try alpha = 10" in header["message"]
    assert header["last_epoch"] == epochs[-1] < 100
    live.obey({"name": "reset"})
    live.use(live.settings.but(alpha=0.1), with_history=False)
    assert ask(live, "more", 0, 2)[0]["status"] == "ready"


@pytest.mark.parametrize(
    "command",
    [
        None,
        "more",
        [],
        {},
        {"name": "format"},
        {"name": "more", "epoch": "x"},
        {"name": "show", "epoch": None},
        {"name": "show", "epoch": float("inf")},
        {"name": ["more"]},
    ],
)
def test_what_is_no_command_is_ignored(command: object) -> None:
    live = Live(MOONS, SMALL)
    ask(live, "more", 0, 2)
    ask(live, "show", 10)
    live.obey(command)
    header, numbers, _ = read(live.next_message())
    assert header["shown"] == 10
    assert [row["epoch"] for row in numbers] == [10]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("epoch", [-5, 10**12])
def test_wild_epochs_are_bounded(name: str, epoch: int) -> None:
    live = Live(MOONS, SMALL)
    _, epochs = ask(live, name, epoch, 10**9)
    assert all(0 <= reached <= 100 for reached in epochs)


def test_play_is_told_until_it_is_heard() -> None:
    live = Live(MOONS, SMALL)
    assert not read(live.next_message())[0]["play"]
    live.play()
    assert read(live.next_message())[0]["play"]
    live.show_scene()
    assert read(live.next_message())[0]["play"]  # the first one may have been overtaken
    assert not ask(live, "more", 0, 1)[0]["play"]


def test_a_page_that_is_drawn_anew_gets_the_curve_so_far() -> None:
    live = Live(MOONS, SMALL.but(test=0))
    live.next_message()
    ask(live, "more", 0, 3)
    ask(live, "show", 20)
    live.show_scene()
    past = read(live.next_message())[0]["scene"]["past"]
    assert [point["epoch"] for point in past] == [0, 10, 20, 30]
    assert past[0]["J"] == live.lab.step(0).J
    assert past[0]["test"] is None
    live.use(live.settings.but(alpha=2.0), with_history=False)
    past = read(live.next_message())[0]["scene"]["past"]
    assert [point["epoch"] for point in past] == [0, 10, 20]


def test_a_command_for_another_run_is_ignored() -> None:
    live = Live(MOONS, SMALL)
    old = read(live.next_message())[0]["scene_id"]
    live.use(SMALL.but(m=100), with_history=False)
    live.obey({"name": "more", "epoch": 300, "n": 10, "scene": old})
    header, numbers, _ = read(live.next_message())
    assert [row["epoch"] for row in numbers] == [0]
    assert not live.playing
    live.obey({"name": "step", "epoch": 0, "scene": header["scene_id"]})
    assert live.shown == 1


def test_alpha_acts_where_the_browser_is_when_it_plays_again_what_it_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Hardly any time passes, in which the browser would show more.
    now = count()
    for module in ("app.live.live", "app.run.lab"):
        monkeypatch.setattr(f"{module}.perf_counter", lambda: 1e-6 * next(now))
    live = Live(MOONS, SMALL)
    ask(live, "more", 0, 5)
    ask(live, "show", 10)
    ask(live, "play", 10, horizon=20)
    live.use(live.settings.but(alpha=0.1), with_history=False)
    assert 20 <= read(live.next_message())[0]["cut"] < 50  # 50 is what it had been sent


def test_every_message_says_which_description_it_goes_with() -> None:
    live = Live(MOONS, SMALL)
    first = read(live.next_message())[0]
    assert first["view"] == first["scene"]["view"]
    assert ask(live, "more", 0, 2)[0]["view"] == first["view"]
    live.use(live.settings.but(alpha=0.1), with_history=False)
    assert read(live.next_message())[0]["scene"]["view"] != first["view"]


def test_fewer_epochs_than_are_shown_show_the_last_of_them() -> None:
    live = Live(MOONS, SMALL)
    ask(live, "more", 0, 9)
    live.use(live.settings.but(epochs=40), with_history=False)
    assert ask(live, "show", 80)[0]["shown"] == 40


def test_a_lesson_that_changes_alpha_is_a_run_of_its_own() -> None:
    live = Live(MOONS, SMALL)
    ask(live, "more", 0, 10)
    ask(live, "show", 100)
    live.use(SMALL.but(alpha=2.0, epochs=50), with_history=True)
    header, numbers, _ = read(live.next_message())
    assert (header["shown"], numbers[0]["epoch"], live.settings.changes) == (0, 0, ())


def test_a_lesson_that_only_asks_for_more_epochs_goes_on() -> None:
    live = Live(MOONS, SMALL)
    ask(live, "more", 0, 10)
    ask(live, "show", 100)
    live.use(SMALL.but(epochs=500), with_history=True)
    assert live.shown == 100
    assert ask(live, "more", 100, 1)[1] == [110]


def test_rewinding_shows_the_start_and_keeps_the_run() -> None:
    live = Live(MOONS, SMALL)
    before = read(live.next_message())[0]["jumps"]
    ask(live, "more", 0, 3)
    live.rewind()
    header, numbers, _ = read(live.next_message())
    assert (header["jumps"], header["shown"], numbers[0]["epoch"]) == (before + 1, 0, 0)
    assert live.lab.last_epoch == 30


def test_an_answer_takes_about_its_time_however_long_an_epoch_is() -> None:
    settings = SMALL.but(m=5000, test=0, batch=1, speed=1000, epochs=100_000)
    live = Live(MOONS, settings)
    live.next_message()
    reached = 0
    for _ in range(4):  # some answers may hold no frame, but the run goes on
        made = live.lab.run.last.k
        _, epochs = ask(live, "more", reached, 10)
        reached = int(epochs[-1]) if epochs else reached
        assert made < live.lab.run.last.k < made + 200_000


@pytest.mark.parametrize("n_units", [1, 2, 12, 40, 75])
def test_maps_of_all_units_keep_within_their_bytes(n_units: int) -> None:
    chosen = layout(n_units)
    assert chosen.columns * chosen.rows * n_units <= UNIT_BYTES
    assert COLUMNS * ROWS + UNIT_BYTES < 17_000


def test_the_largest_network_keeps_to_4_kb_a_frame() -> None:
    live = Live(MOONS, SMALL.but(data="spirals3", hidden=(12,) * 6))
    assert len(read(live.next_message())[2][0]) <= 4_000


def test_map_bytes_put_the_neutral_value_in_the_middle() -> None:
    a = np.array([0.0, 0.5, 1.0])
    np.testing.assert_array_equal(unit_bytes(a, ACTIVATIONS["sigmoid"]), [0, HALF, 2 * HALF])
    a = np.array([-2.0, 0.0, 4.0])
    np.testing.assert_array_equal(unit_bytes(a, ACTIVATIONS["linear"]), [64, HALF, 2 * HALF])
    np.testing.assert_array_equal(unit_bytes(np.zeros(2), ACTIVATIONS["relu"]), [HALF, HALF])


def test_class_bytes_say_who_leads_and_by_how_much() -> None:
    two = np.array([[1.0, 0.0], [0.4, 0.4], [0.0, 1.0]])
    np.testing.assert_array_equal(class_bytes(two), [0, HALF, 2 * HALF])
    three = np.array([[1.0, 0.0, 0.0], [0.2, 0.2, 0.7], [0.0, 9.0, 1.0]])
    np.testing.assert_array_equal(class_bytes(three), [84, 170 + 42, 85 + 84])
