"""The server's half of the live view: commands in, messages out."""

import json
from collections.abc import Callable, Mapping, Sequence
from gettext import NullTranslations
from itertools import count
from math import inf, nan
from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from app.figures.maps import COLUMNS, HALF, ROWS, UNIT_BYTES, class_bytes, layout, unit_bytes
from app.live.answer import ACTIONS, answer_to
from app.live.command import LARGEST, MAX_FRAMES, MAX_NAME, Command, read_command
from app.live.experiment import Experiment
from app.live.live import Live
from app.live.scene import NUMBERS
from app.pages.backprop.experiment import BACKPROP
from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MoonsSettings
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.xor.experiment import XOR
from app.settings.changes import Change
from core.engine.activations import ACTIVATIONS
from core.engine.differentiable import Evaluation
from core.engine.objective import Objective
from core.engine.optimizers import OPTIMIZERS
from core.language import language, using
from tests.asking import Answer, Asking, Patient, with_lanes
from tests.story import story

SMALL = story(m=60, hidden=(3,), activation="tanh", init="xavier", epochs=100)
#: What each lane but the first has otherwise: nothing is compared, or two learning rates.
ALONE: tuple[Mapping[str, Any], ...] = ()
TWO: tuple[Mapping[str, Any], ...] = ({"alpha": 5.0},)
#: Settings of a run that diverges after a few epochs, where alpha is 20.
STEEP = SMALL.but(m=200, activation="relu", init="he", hidden=(5, 5), alpha=0.1)


def opened(
    settings: MoonsSettings = SMALL, differences: Sequence[Mapping[str, Any]] = ALONE
) -> Patient:
    """Return who asks a new run and has seen its first frame."""
    asking = Patient(Live(MOONS, with_lanes(settings, differences)))
    asking.look()
    return asking


def repeat(asking: Asking, name: str, epoch: int = 0, n: int = 0, **more: Any) -> Answer:
    """Send a command with the number of the one before, as after an answer that was lost."""
    asking.number -= 1
    return asking.ask(name, epoch, n, **more)


def test_the_first_message_holds_the_scene_and_the_first_frame() -> None:
    answer = Patient(Live(MOONS, SMALL)).look()
    assert [scene["sizes"] for scene in answer.header["scenes"]] == [[2, 3, 2]]
    assert answer.epochs == [0]
    assert len(answer.first[0]) % 8 == 0
    assert answer.header["lanes"][0]["status"] == "ready"


def test_more_gives_the_frames_that_come_next() -> None:
    asking = opened()
    assert asking.ask("more", 0, 3).epochs == [10, 20, 30]
    assert asking.ask("more", 30, 2).epochs == [40, 50]
    assert asking.ask("more", 10, 1).epochs == [20]  # asked again after a lost message
    answer = asking.ask("more", 80, 10)
    assert answer.epochs == [90, 100]
    assert "scenes" not in answer.header


def test_show_steps_forward_and_back_by_one_epoch() -> None:
    asking = opened()
    asking.ask("more", 0, 3)
    answer = asking.ask("show", 20)
    assert (answer.header["shown"], answer.epochs) == (20, [20])
    assert asking.ask("show", 21).epochs == [21]
    assert asking.ask("show", 20).epochs == [20]
    assert asking.ask("show", 0).epochs == [0]
    assert asking.ask("show", 101).epochs == [100]
    answer = asking.ask("show", 999)
    assert (answer.header["aim"], answer.epochs) == (100, [100])


def test_a_frame_repeats_to_the_bit() -> None:
    asking, other = opened(), opened()
    frames = asking.ask("more", 0, 5).first
    for _ in range(30):
        last = other.ask("show", other.live.shown + 1).first
    assert last[0] == frames[2]


def test_reset_repeats_the_first_frame_and_forgets_changes() -> None:
    asking = Patient(Live(MOONS, SMALL))
    first, live = asking.look(), asking.live
    asking.ask("more", 0, 3)
    asking.ask("more", 30)
    live.use(live.settings.but(alpha=0.1), with_history=False)
    assert live.settings.changes == (Change(30, "alpha", 0.5),)
    answer = asking.ask("reset")
    assert answer.header["scene"] != first.header["scene"]
    assert answer.numbers[0]["J"] == first.numbers[0]["J"]
    assert live.settings == SMALL.but(alpha=0.1)
    assert answer.first[0][len(NUMBERS) * 8 :] == first.first[0][len(NUMBERS) * 8 :]


def test_alpha_acts_from_the_epoch_that_a_playing_browser_shows() -> None:
    asking = opened()
    live = asking.live
    asking.ask("more", 0, 3)
    asking.ask("more", 30)
    live.use(live.settings.but(alpha=0.1), with_history=False)
    answer = asking.ask("more", 30, 2)
    assert (answer.header["branch"], answer.header["cut"]) == (1, 30)
    assert answer.epochs == [30, 40]  # the one of epoch 30 has another alpha than before
    assert [row["alpha"] for row in answer.numbers] == [0.1, 0.1]
    assert live.settings.changes == (Change(30, "alpha", 0.5),)


def test_alpha_acts_from_the_shown_epoch_while_paused() -> None:
    asking = opened()
    live = asking.live
    asking.ask("more", 0, 3)
    asking.ask("show", 10)
    live.use(live.settings.but(lambda_=1.0), with_history=False)
    answer = asking.look()
    assert (answer.header["cut"], answer.header["shown"]) == (10, 10)
    assert answer.numbers[0]["penalty"] > 0
    assert live.lab.last_epoch == 10


def test_another_architecture_starts_again_without_history() -> None:
    asking = opened()
    live = asking.live
    asking.ask("more", 0, 3)
    live.use(live.settings.but(alpha=0.1), with_history=False)
    live.use(live.settings.but(hidden=(4,)), with_history=False)
    answer = asking.look()
    assert answer.header["scenes"][0]["sizes"] == [2, 4, 2]
    assert answer.numbers[0]["epoch"] == 0
    assert live.settings.changes == ()


def test_an_address_with_a_history_starts_with_it() -> None:
    asking = opened()
    live = asking.live
    told = SMALL.but(changes=(Change(5, "alpha", 0.25),))
    live.use(told, with_history=True)
    assert live.settings == told
    assert live.lab.run.optimizer.alpha == 0.25  # type: ignore[attr-defined]
    asking.look()
    asking.ask("more", 0, 1)
    assert live.lab.run.optimizer.alpha == 0.5  # type: ignore[attr-defined]


def test_refused_settings_leave_the_run_as_it_was() -> None:
    asking = opened()
    live = asking.live
    asking.ask("more", 0, 3)
    with pytest.raises(ValueError, match="batch_size"):
        live.use(SMALL.but(batch=55), with_history=False)
    with pytest.raises(ValueError, match="leaves none"):
        live.use(SMALL.but(test=100), with_history=False)
    assert live.settings == SMALL
    assert asking.ask("more", 30, 1).epochs == [40]


def test_the_last_frame_of_an_ended_run_is_sent_again_when_asked() -> None:
    asking = opened(SMALL.but(alpha=50.0, m=200, activation="sigmoid", init="tutorial"))
    epochs = asking.ask("more", 0, 30).epochs
    assert epochs
    assert asking.ask("more", 0, 30).epochs[-1] == epochs[-1]


def test_a_diverged_run_says_so_and_can_go_on_after_a_reset() -> None:
    asking = opened(SMALL.but(alpha=100.0, m=200, activation="relu", hidden=(5, 5)))
    live = asking.live
    with np.errstate(all="ignore"):
        lane = asking.ask("more", 0, 30).header["lanes"][0]
    assert lane["status"] == "diverged"
    assert "Try alpha = 10" in lane["message"]
    answer = asking.ask("show", 100)
    assert [lane["last_epoch"]] == answer.epochs == [answer.header["aim"]]
    assert lane["last_epoch"] < 100
    asking.ask("reset")
    live.use(live.settings.but(alpha=0.1), with_history=False)
    assert asking.ask("more", 0, 2).header["lanes"][0]["status"] == "ready"


GOOD: dict[str, Any] = {"name": "more", "number": 3, "epoch": 20}


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (None, "command: got NoneType, takes an object"),
        ("more", "command: got str, takes an object"),
        ([], "command: got list, takes an object"),
        ({}, "name: takes one of show, more, reset"),
        (GOOD | {"name": "format"}, "name: takes one of"),
        (GOOD | {"name": ["more"]}, "name: takes one of"),
        ({"name": "more"}, "number: takes a whole number from 0 on"),
        (GOOD | {"number": True}, "number: takes"),
        (GOOD | {"number": LARGEST}, "command: takes JSON, its numbers below 2"),
        (GOOD | {"wish": {"by_hand": {"number": 1e300}}}, "command: takes JSON, its numbers below"),
        (GOOD | {"epoch": "x"}, "epoch: takes a whole number from 0 on"),
        (GOOD | {"epoch": None}, "epoch: takes"),
        (GOOD | {"epoch": inf}, "command: takes"),
        (GOOD | {"epoch": nan}, "command: takes"),
        (GOOD | {"epoch": -5}, "epoch: takes"),
        (GOOD | {"epoch": 2.5}, "epoch: takes"),
        (GOOD | {"n": "3"}, "n: takes"),
        (GOOD | {"shown": -1}, "shown: takes"),
        (GOOD | {"branch": [0]}, "branch: takes"),
        (GOOD | {"jumps": -1}, "jumps: takes"),
        (GOOD | {"scene": 7}, "scene: takes 80 characters at the most"),
        (GOOD | {"view": "x" * (MAX_NAME + 1)}, "view: takes"),
        (GOOD | {"wish": {"digits": {"drawing": 10**400}}}, "command: takes"),
        (GOOD | {"wish": {"by_hand": {"number": -LARGEST}}}, "command: takes"),
        (GOOD | {"wish": ["digits"]}, "wish: got list, takes an object"),
        (GOOD | {"set": "sign"}, "set: got str, takes an object"),
        (GOOD | {"set": None}, "set: got NoneType, takes an object"),
    ],
)
def test_what_is_no_command_is_refused_by_name(said: object, sentence: str) -> None:
    with pytest.raises(ValueError, match=f"^{sentence}"):
        read_command(json.dumps(said).encode())


@pytest.mark.parametrize("data", [b"", b"more", b"{", b"\xff", b"[" * 10**6, b"1" * 10_000])
def test_what_is_no_json_is_no_command(data: bytes) -> None:
    with pytest.raises(ValueError, match="command: takes"):
        read_command(data)


def test_a_command_is_read_as_the_browser_means_it() -> None:
    assert read_command(json.dumps(GOOD).encode()) == Command("more", 3, 20)
    known = {
        "scene": "a",
        "branch": 2,
        "jumps": 1,
        "view": "a 2 100 ",
        "shown": 10,
        "n": MAX_FRAMES,
    }
    wish = {"wish": {"digits": {}}, "set": {"alpha": 1}}
    said = GOOD | known | wish
    assert read_command(json.dumps(said).encode()) == Command(**said)
    assert read_command(json.dumps(said | {"n": 10**9}).encode()).n == MAX_FRAMES


@pytest.mark.parametrize("name", ACTIONS)
@pytest.mark.parametrize("epoch", [0, 101, 10**12, LARGEST - 1])
def test_wild_epochs_are_bounded(name: str, epoch: int) -> None:
    asking = opened()
    answer = asking.ask(name, epoch, 10**9)
    assert len(answer.epochs) <= MAX_FRAMES
    assert all(0 <= reached <= 100 for reached in answer.epochs)
    assert 0 <= answer.header["shown"] <= answer.header["aim"] <= 100


def test_every_answer_counts_how_often_the_page_said_play() -> None:
    asking = Patient(Live(MOONS, SMALL))
    before = asking.look().header["plays"]
    asking.live.play()
    assert asking.look().header["plays"] == before + 1
    assert asking.look().header["plays"] == before + 1  # the first one may have been lost
    assert asking.ask("more", 0, 1).header["plays"] == before + 1
    asking.live.play()
    assert asking.ask("more", 10, 1).header["plays"] == before + 2


def test_a_page_that_is_drawn_anew_gets_the_curve_so_far() -> None:
    asking = opened(SMALL.but(test=0))
    live = asking.live
    asking.ask("more", 0, 3)
    asking.ask("show", 20)
    past = Asking(live).look().header["scenes"][0]["past"]
    assert [point["epoch"] for point in past] == [0, 10, 20, 30]
    assert past[0]["J"] == live.lab.step(0).J
    assert past[0]["test"] is None
    live.use(live.settings.but(alpha=2.0), with_history=False)
    past = Asking(live).look().header["scenes"][0]["past"]
    assert [point["epoch"] for point in past] == [0, 10, 20]


def test_a_command_for_another_run_changes_nothing() -> None:
    asking = opened()
    live, old = asking.live, asking.known["scene"]
    live.use(SMALL.but(m=100), with_history=False)
    answer = asking.ask("more", 300, 10)
    assert answer.epochs == [0]
    assert not live.playing
    scene = answer.header["scene"]
    assert scene != old
    asking.ask("show", 1)
    assert live.shown == 1
    for name in ACTIONS:
        answer = asking.ask(name, 7, 3, scene=old, set={"mistake": "sign", "alpha": "2"})
        assert (answer.header["scene"], answer.header["shown"], answer.epochs) == (scene, 1, [1])
        assert (live.settings, live.lab.last_epoch) == (SMALL.but(m=100), 1)
        assert not live.playing


def test_an_older_command_changes_nothing() -> None:
    asking = opened()
    live = asking.live
    asking.ask("more", 0, 3)
    before = asking.ask("show", 20)
    old = asking.number - 1
    for name in ACTIONS:
        answer = asking.ask(
            name,
            5,
            3,
            number=old,
            set={"alpha": "2"},
            wish={"by_hand": {"number": 1, "tab": "chain"}},
        )
        assert answer.header["scene"] == before.header["scene"]
        assert (answer.header["shown"], answer.header["aim"], answer.epochs) == (20, 20, [20])
        assert "by_hand" not in answer.header["aside"]
        assert answer.first == before.first
        assert (live.settings, live.playing) == (SMALL, False)
    assert asking.ask("show", 21).epochs == [21]


def test_a_reset_that_is_sent_again_resets_once() -> None:
    asking = opened()
    live = asking.live
    asking.ask("more", 0, 3)
    known = dict(asking.known)
    scene = asking.ask("reset").header["scene"]
    answer = repeat(asking, "reset", **known)
    assert answer.header["scene"] == scene != known["scene"]
    assert answer.epochs == [0]
    # Not even where it knows the new run.
    asking.ask("show", 4)
    answer = repeat(asking, "reset")
    assert (answer.header["scene"], live.lab.last_epoch) == (scene, 4)


def test_set_acts_once_where_it_is_sent_again() -> None:
    asking = opened()
    live = asking.live
    asking.ask("show", 10)
    known, asked = dict(asking.known), {"mistake": "sign"}
    first = asking.ask("show", 10, set=asked)
    assert live.settings.changes == (Change(10, "mistake", "none"),)
    again = repeat(asking, "show", 10, set=asked, **known)
    assert live.settings.changes == (Change(10, "mistake", "none"),)
    assert (again.header["branch"], again.first) == (1, first.first)
    assert again.header["stale"] == first.header["stale"] != ""
    # What was changed back in the meantime stays so.
    live.use(live.settings.but(mistake="none"), with_history=False)
    repeat(asking, "show", 10, set=asked)
    assert live.settings.mistake == "none"
    assert not live.settings.changes


def test_more_that_is_sent_again_gives_the_same_frames_to_the_bit() -> None:
    asking = opened()
    first = asking.ask("more", 0, 5)
    again = repeat(asking, "more", 0, 5)
    assert again.epochs == [10, 20, 30, 40, 50]
    assert again.frames == first.frames
    # Nor does show go further.
    first = asking.ask("show", 51)
    assert repeat(asking, "show", 51).frames == first.frames
    assert asking.live.shown == 51


def test_alpha_acts_where_the_browser_is_when_it_plays_again_what_it_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Hardly any time passes, in which the browser would show more.
    now = count()
    for module in ("app.live.sent", "app.live.answer", "app.run.lab"):
        monkeypatch.setattr(f"{module}.perf_counter", lambda: 1e-6 * next(now))
    asking = opened()
    live = asking.live
    asking.ask("more", 0, 5)
    asking.ask("show", 10)
    asking.ask("more", 10, shown=20)
    live.use(live.settings.but(alpha=0.1), with_history=False)
    assert 20 <= asking.look().header["cut"] < 50  # 50 is what it had been sent


def test_every_message_says_which_description_it_goes_with() -> None:
    asking = Patient(Live(MOONS, SMALL))
    live, first = asking.live, asking.look().header
    assert len(first["scenes"]) == 1
    header = asking.ask("more", 0, 2).header
    assert header["view"] == first["view"]
    assert "scenes" not in header
    live.use(live.settings.but(alpha=0.1), with_history=False)
    header = asking.look().header
    assert header["view"] != first["view"]
    assert len(header["scenes"]) == 1
    # It is sent for as long as the browser does not know it.
    assert "scenes" in asking.ask("more", 0, view=first["view"]).header
    assert "scenes" not in asking.look().header


def test_who_opens_the_address_of_an_end_is_told_that_the_run_has_ended_there() -> None:
    for settings in (SMALL.but(optimizer="bfgs", epochs=500), STEEP.but(alpha=20)):
        asking = Patient(Live(MOONS, settings))
        asking.look()
        header = asking.ask("show", settings.epochs).header
        ended = header["lanes"][0]
        last = ended["last_epoch"]
        assert 0 < last < settings.epochs
        again = Patient(Live(MOONS, settings, epoch=last))
        assert again.look().header["aim"] == last
        header = again.ask("show", last).header
        told = header["lanes"][0]
        assert header["shown"] == last
        assert [told[key] for key in ("status", "message", "last_epoch")] == [
            ended[key] for key in ("status", "message", "last_epoch")
        ]
        # An epoch before is none that the run ends at: nothing is said, and nothing shown of more.
        before = Patient(Live(MOONS, settings, epoch=last - 1))
        before.look()
        answer = before.ask("show", last - 1)
        assert answer.epochs == [last - 1]
        assert answer.header["lanes"][0]["status"] == "ready"


def test_fewer_epochs_than_are_shown_show_the_last_of_them() -> None:
    asking = opened()
    asking.ask("more", 0, 9)
    asking.live.use(asking.live.settings.but(epochs=40), with_history=False)
    assert asking.ask("show", 80).header["shown"] == 40


def test_a_lesson_that_changes_alpha_is_a_run_of_its_own() -> None:
    asking = opened()
    live = asking.live
    asking.ask("more", 0, 10)
    asking.ask("show", 100)
    live.use(SMALL.but(alpha=2.0, epochs=50), with_history=True)
    answer = asking.look()
    found = (answer.header["shown"], answer.numbers[0]["epoch"], live.settings.changes)
    assert found == (0, 0, ())


def test_a_lesson_that_only_asks_for_more_epochs_goes_on() -> None:
    asking = opened()
    live = asking.live
    asking.ask("more", 0, 10)
    asking.ask("show", 100)
    live.use(SMALL.but(epochs=500), with_history=True)
    assert live.shown == 100
    assert asking.ask("more", 100, 1).epochs == [110]


def test_rewinding_shows_the_start_and_keeps_the_run() -> None:
    asking = Patient(Live(MOONS, SMALL))
    before = asking.look().header["jumps"]
    asking.ask("more", 0, 3)
    asking.live.rewind()
    answer = asking.look()
    assert (answer.header["jumps"], answer.header["shown"], answer.epochs) == (before + 1, 0, [0])
    assert asking.live.lab.last_epoch == 30


@pytest.mark.parametrize("differences", [ALONE, TWO])
def test_a_run_that_is_held_is_neither_played_nor_trained(
    differences: Sequence[Mapping[str, Any]],
) -> None:
    asking = opened(differences=differences)
    live = asking.live
    assert asking.look().header["held"] is False
    live.held = True
    for name, epoch, n in (("more", 0, 10), ("show", 1, 0), ("show", 100, 0), ("more", 0, 0)):
        answer = asking.ask(name, epoch, n)
        header = answer.header
        assert (header["held"], header["playing"]) == (True, False)
        assert (header["shown"], header["aim"], answer.epochs) == (0, 0, [0])
        assert not header["unfinished"]
    assert [lane.lab.last_epoch for lane in live.lanes] == [0] * len(live.lanes)
    live.held = False
    assert asking.ask("more", 0, 1).epochs == [10]


def test_a_run_that_is_held_goes_back_and_begins_again() -> None:
    asking = opened()
    asking.ask("show", 20)
    first = asking.known["scene"]
    asking.live.held = True
    assert asking.ask("show", 19).epochs == [19]
    assert asking.ask("show", 20).epochs == [19]
    answer = asking.ask("reset")
    assert (answer.header["shown"], answer.header["held"]) == (0, True)
    assert answer.header["scene"] != first
    assert asking.ask("show", 1).epochs == [0]


def test_a_run_that_is_held_while_it_plays_rests_where_it_is_shown() -> None:
    asking = opened()
    asking.ask("more", 0, 5)
    asking.ask("more", 50, 0, shown=30)
    asking.live.held = True
    answer = asking.ask("more", 50, 10, shown=40)
    assert not answer.header["playing"]
    assert (answer.header["shown"], answer.epochs) == (40, [40])
    assert asking.ask("show", 50).header["aim"] == 40


def test_a_run_that_is_held_is_shown_where_the_page_has_opened_it() -> None:
    asking = Patient(Live(MOONS, SMALL, epoch=40))
    asking.live.held = True
    answer = asking.look()
    assert (answer.header["shown"], answer.epochs) == (40, [0, 40])
    assert asking.ask("show", 41).header["shown"] == 40
    assert asking.live.lab.last_epoch == 40


def test_a_command_from_before_the_page_rewound_does_not_go_on() -> None:
    asking = opened()
    asking.ask("more", 0, 3)
    before = dict(asking.known)
    asking.live.rewind()
    for name in ("more", "show"):
        answer = asking.ask(name, 30, 3, **before)
        assert (answer.header["shown"], answer.header["aim"], answer.epochs) == (0, 0, [0])
        assert not asking.live.playing
    assert asking.ask("more", 0, 1).epochs == [10]


def test_frames_are_cut_at_the_earliest_fork_that_the_browser_has_not_heard_of() -> None:
    asking = opened()
    live = asking.live
    asking.ask("more", 0, 5)
    asking.ask("show", 10)
    before = dict(asking.known)
    live.use(live.settings.but(alpha=0.1), with_history=False)
    asking.ask("show", 30, **before)  # its answer is lost
    live.use(live.settings.but(alpha=0.2), with_history=False)
    header = asking.ask("show", 30, **before).header
    assert (header["branch"], header["cut"]) == (2, 10)
    assert asking.ask("show", 30).header["cut"] is None
    assert asking.ask("more", 50, 2, **before).epochs == [10, 20]


def test_what_the_page_changes_has_another_revision() -> None:
    live = opened().live
    changes: tuple[Callable[[], None], ...] = (
        lambda: live.use(live.settings.but(alpha=0.1), with_history=False),
        lambda: live.use(live.settings.but(speed=5), with_history=False),
        lambda: live.use(SMALL.but(m=100), with_history=False),
        live.play,
        live.rewind,
    )
    for change in changes:
        before = live.revision
        change()
        assert live.revision > before


def test_the_page_is_stale_once_the_stage_has_set_something() -> None:
    asking = opened()
    live = asking.live
    assert live.set_meanwhile() is None
    live.drawn()
    assert asking.ask("show", 10).header["stale"] == ""  # the page does not follow the epoch
    first = asking.ask("show", 10, set={"alpha": "2"}).header["stale"]
    assert asking.look().header["stale"] == first != ""
    assert asking.ask("show", 10, set={"alpha": "3"}).header["stale"] not in {first, ""}
    settings = live.set_meanwhile()
    assert settings is not None
    assert settings == live.settings
    assert settings.alpha == 3.0
    live.drawn()
    assert asking.look().header["stale"] == ""
    assert live.set_meanwhile() is None


def test_a_page_that_follows_the_epoch_is_stale_where_the_run_stops_elsewhere() -> None:
    asking = Patient(Live(SLEEP_STUDY, SLEEP_STUDY.settings()))
    live = asking.live
    live.drawn()
    assert asking.look().header["stale"] == ""
    assert asking.ask("more", 0, 2).header["stale"] == ""
    stale = asking.ask("show", 1).header["stale"]
    assert asking.ask("show", 2).header["stale"] not in {stale, ""}
    assert asking.ask("show", 1).header["stale"] == stale
    live.drawn()
    assert asking.look().header["stale"] == ""


def test_an_answer_takes_about_its_time_however_long_an_epoch_is() -> None:
    live = Live(MOONS, SMALL.but(m=5000, test=0, batch=1, speed=1000, epochs=100_000))
    asking = Asking(live)
    asking.look()
    reached = 0
    for _ in range(4):  # some answers may hold no frame, but the run goes on
        made = live.lab.run.last.k
        epochs = asking.ask("more", reached, 10).epochs
        reached = epochs[-1] if epochs else reached
        assert made < live.lab.run.last.k < made + 200_000


@pytest.mark.parametrize("differences", [ALONE, TWO])
def test_show_gets_there_over_several_answers(differences: Sequence[Mapping[str, Any]]) -> None:
    asking = opened(SMALL.but(m=5000, test=0, batch=1), differences)
    live, shown = asking.live, [0]
    while shown[-1] < 2:
        asking.number += 1
        command = Command("show", asking.number, epoch=2, shown=shown[-1], **asking.known)
        answer = asking.read(answer_to(live, command, seconds=0.01))
        assert answer.header["aim"] == 2
        # On a busy machine there may not even be the time to come back to the epoch.
        assert answer.epochs == [answer.header["shown"]] or answer.header["unfinished"]
        shown.append(answer.header["shown"])
    assert shown == sorted(shown)
    assert set(shown) == {0, 1, 2}
    assert len(shown) > 4
    # It is the epoch that one long answer gets to.
    other = opened(SMALL.but(m=5000, test=0, batch=1), differences)
    assert asking.look().frames == other.ask("show", 2).frames


def epochs_of_lanes(answer: Answer) -> list[list[int]]:
    """Return the epoch of each frame, lane by lane."""
    return [[int(np.frombuffer(frame, count=1)[0]) for frame in lanes] for lanes in answer.frames]


def test_two_lanes_advance_together_each_as_a_run_of_its_own() -> None:
    both, plain, fast = opened(differences=TWO), opened(), opened(SMALL.but(alpha=5.0))
    header = Asking(both.live).look().header
    assert [len(header[key]) for key in ("scenes", "lanes")] == [2, 2]
    for name, epoch, n in (("more", 0, 5), ("show", 33, 0), ("show", 12, 0), ("more", 12, 30)):
        answer = both.ask(name, epoch, n)
        lanes = epochs_of_lanes(answer)
        assert lanes == [[at, at] for at in answer.epochs]
        for lane, alone in enumerate((plain, fast)):
            expected = alone.ask(name, epoch, n)
            assert answer.epochs == expected.epochs
            assert [frames[lane] for frames in answer.frames] == expected.first
    for lane, alone in enumerate((plain, fast)):
        compared, single = (Asking(one.live).look().header["scenes"] for one in (both, alone))
        own = {key: value for key, value in compared[lane].items() if key not in ("lane", "study")}
        # What was shown comes with the tick of the clock, which is the epoch here.
        own["past"] = [{k: v for k, v in one.items() if k != "tick"} for one in own["past"]]
        assert own == single[0]


def test_a_fork_acts_only_on_lanes_that_do_not_differ_in_it() -> None:
    both, fast = opened(differences=TWO), opened(SMALL.but(alpha=5.0))
    live = both.live
    for asking in (both, fast):
        asking.ask("more", 0, 3)
        asking.ask("show", 30)
    live.use(live.settings.but(alpha=0.1), with_history=False)
    slow = opened(SMALL.but(alpha=0.1, changes=(Change(30, "alpha", 0.5),)))
    answer, expected = both.ask("more", 30, 4), slow.ask("more", 0, 6)
    assert answer.header["cut"] == 30
    assert answer.epochs == [30, 40, 50, 60]
    assert answer.first[1:] == expected.first[3:]
    assert [lanes[1] for lanes in answer.frames[1:]] == fast.ask("more", 30, 3).first
    changes = [lane.lab.settings.changes for lane in live.lanes]
    assert changes == [(Change(30, "alpha", 0.5),), ()]
    # What they do not differ in acts on both.
    both.ask("show", 60)
    live.use(live.settings.but(lambda_=1.0), with_history=False)
    assert [lane.lab.settings.lambda_ for lane in live.lanes] == [1.0, 1.0]
    assert [lane.lab.settings.alpha for lane in live.lanes] == [0.1, 5.0]
    # A reset keeps the lanes apart.
    both.ask("reset")
    assert [lane.lab.settings.alpha for lane in live.lanes] == [0.1, 5.0]
    assert [lane.lab.settings.changes for lane in live.lanes] == [(), ()]


def test_a_lane_that_has_ended_repeats_its_last_frame_while_the_other_goes_on() -> None:
    asking = opened(STEEP.but(speed=1), differences=({"alpha": 20.0},))
    with np.errstate(all="ignore"):
        answer = asking.ask("more", 0, 20)
    first, second = answer.header["lanes"]
    assert (first["status"], first["last_epoch"]) == ("ready", None)
    assert second["status"] == "diverged"
    last = second["last_epoch"]
    assert answer.epochs == list(range(1, 21))
    assert 0 < last < 20
    assert [lanes[1] for lanes in epochs_of_lanes(answer)] == [
        *range(1, last),
        *[last] * (21 - last),
    ]
    assert len({lanes[1] for lanes in answer.frames[last - 1 :]}) == 1
    assert len({lanes[0] for lanes in answer.frames}) == 20
    assert asking.ask("show", 100).epochs == [100]
    # The other way round, too: the end is that of the lane that goes furthest.
    asking = opened(STEEP.but(alpha=20.0), differences=({"alpha": 0.1},))
    with np.errstate(all="ignore"):
        answer = asking.ask("show", 50)
    assert (answer.header["shown"], answer.header["aim"]) == (50, 50)
    assert epochs_of_lanes(answer) == [[answer.header["lanes"][0]["last_epoch"], 50]]


def test_a_ninth_lane_is_refused_with_a_sentence() -> None:
    eight = with_lanes(SMALL, ({"alpha": 5.0},) * 7)
    assert len(Live(MOONS, eight).lanes) == 8
    with pytest.raises(ValueError, match="takes 8 lanes"):
        with_lanes(eight, ({"alpha": 5.0},))


@pytest.mark.parametrize("n_units", [1, 2, 12, 40, 75])
def test_maps_of_all_units_keep_within_their_bytes(n_units: int) -> None:
    chosen = layout(n_units)
    assert chosen.columns * chosen.rows * n_units <= UNIT_BYTES
    assert COLUMNS * ROWS + UNIT_BYTES < 17_000


def test_the_largest_network_keeps_to_4_kb_a_frame() -> None:
    live = Live(MOONS, SMALL.but(data="spirals3", hidden=(12,) * 6))
    assert len(Asking(live).look().first[0]) <= 4_000


@pytest.mark.parametrize("experiment", [MOONS, SLEEP_STUDY, XOR, BACKPROP])
def test_two_lanes_keep_to_1500_bytes_a_frame(experiment: Experiment[Any]) -> None:
    settings = experiment.settings()
    asking = Patient(Live(experiment, with_lanes(settings, ({"lambda_": 0.1},))))
    asking.ask("show")
    answers = [asking.ask("more", 10 * i * settings.speed, 10) for i in range(10)]
    frames = sum(len(answer.frames) for answer in answers)
    assert sum(answer.size for answer in answers) / frames <= 1500


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


class Counted:
    """Counts the evaluations of all objectives."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.n = 0
        evaluate = Objective.evaluate

        def counted(objective: Objective, *arguments: Any) -> Evaluation:
            self.n += 1
            return evaluate(objective, *arguments)

        monkeypatch.setattr(Objective, "evaluate", counted)


class Hurried(Asking):
    """Who has no time at all."""

    seconds = 0.0


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_no_answer_takes_more_than_a_few_evaluations_beyond_its_time(
    optimizer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.live.answer.RECALL_SECONDS", 0.0)
    monkeypatch.setattr("app.run.lab.SLICE_SECONDS", 0.0)
    counted = Counted(monkeypatch)
    asking = Hurried(Live(MOONS, SMALL.but(optimizer=optimizer, m=100, epochs=30)))
    asking.ask("show")
    for name, epoch in (("show", 30), ("more", 0), ("show", 3), ("more", 3), ("show", 29)):
        for _ in range(2000):
            before = counted.n
            answer = asking.ask(name, epoch, 10)
            assert counted.n - before <= 3
            reached = answer.header["lanes"][0]["last_epoch"] or 30
            if name == "more" or (
                not answer.header["unfinished"] and answer.epochs == [min(epoch, reached)]
            ):
                break
        else:
            raise AssertionError(f"{name} {epoch} never comes to its end")


def test_a_figure_is_made_again_for_another_look_and_another_language_alone() -> None:
    scene = SLEEP_STUDY.scene(SLEEP_STUDY.lab(SLEEP_STUDY.settings()))
    made: list[str] = []

    def make() -> go.Figure:
        made.append(language())
        return go.Figure()

    for _ in range(2):
        assert scene.lasting("a", make) == scene.lasting("b", make)
    assert made == ["en", "en"]
    scene.lab.change(0, scene.lab.settings.but(hours_slept=5.0))
    scene.lasting("a", make)
    german = NullTranslations()
    german._info = {"language": "de"}  # type: ignore[attr-defined]
    with using(german):
        scene.lasting("a", make)
    assert made == ["en", "en", "en", "de"]
