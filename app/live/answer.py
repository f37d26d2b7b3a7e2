"""Answers to the browser: a command in, a message out.

The browser asks for frames when it runs out of them (pull, not push): a hidden tab, a paused
run or a browser that has gone asks for nothing and costs nothing. A command says where to be, so
that it may be sent again until it is answered; the answer says all that follows from it.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf
from time import perf_counter
from typing import Any

from app.live.advice import FRAMES
from app.live.command import Command
from app.live.live import Live
from app.run.wire import message
from core.engine.patience import UnfinishedError, patient_until
from core.engine.processor_time import processor_time

#: Frames between two slow parts of an aside: a playing browser draws a surface each 0.6 s.
SLOW_FRAMES = 20
#: Seconds that an answer may spend on coming back to epochs, when training has taken its time.
RECALL_SECONDS = 0.02


def answer_to(live: Live, command: Command, seconds: float | None = None) -> bytes:
    """Do what the browser asks, and return what it is to be told.

    A command that is older than the newest, and one for another run than the present one,
    change nothing: they were on their way when that happened.

    Parameters
    ----------
    live : Live
        Whose lock is held.
    command : Command
    seconds : float, optional
        That the answer may take; by default the run's share of the server.
    """
    share, began = live.share(), processor_time()
    deadline = perf_counter() + (share.seconds if seconds is None else seconds)
    if share.wait:
        # It has had more than its share: what is there is shown, and nothing is trained.
        deadline, command = -inf, replace(command, n=0)
    if live.held:
        _stop(live, command)
        command = replace(command, n=0)
    aim = obey(live, command, deadline)
    with patient_until(max(deadline, perf_counter() + RECALL_SECONDS)):
        frames, has_all = frames_for(live, command, deadline)
        aside = aside_for(live, command)
    live.n_frames = len(frames)
    live.pay(processor_time() - began, trains=live.playing or live.shown < aim)
    header = {
        **header_for(live, command, aim),
        "unfinished": not has_all or not aside,
        **(aside or {"aside": {}, "slow": command.slow}),
    }
    if command.view != header["view"]:
        header["scenes"] = live.describe()
    if live.audience is not None:
        live.audience(live, frames, header["aside"])
    return message(header, frames)


def obey(live: Live, command: Command, deadline: float) -> int:
    """Do what a command asks; return the epoch that is aimed at."""
    is_new, is_again = command.number > live.number, command.number == live.number
    live.number = max(live.number, command.number)
    if command.wish is not None and is_new:
        live.hear(command.wish)
    if not live.sent.knows(command):
        # Another run: who asks has yet to hear of it, and best sees it where it is to be shown.
        if live.goal and not live.playing:
            _go_to(live, live.goal, deadline)
        return max(live.shown, live.goal)
    if not (is_new or is_again):
        return max(live.shown, live.goal)
    live.sent.hear(command)
    live.goal = 0
    aim = ACTIONS[command.name](live, command, deadline, is_new)
    if is_new and command.set:
        live.set(command.set)
        # Another run begins at its start; another clock stays where it is.
        aim = live.goal or min(aim, live.shown)
    return aim


def _stop(live: Live, command: Command) -> None:
    """Have a run that plays rest where the browser shows it."""
    if live.playing:
        if live.sent.knows(command):
            live.sent.hear(command)
        live.playing, live.shown = False, live.sent.shown


def _more(live: Live, command: Command, deadline: float, is_new: bool) -> int:
    """Play; the frames follow from what the browser has."""
    # Or it was asked before the page went elsewhere.
    if command.jumps == live.jumps and not live.held:
        live.playing = True
    return live.shown


def _show(live: Live, command: Command, deadline: float, is_new: bool) -> int:
    """Rest at an epoch, as near as the time allows; return the one that is aimed at."""
    if command.jumps != live.jumps:
        return live.shown
    live.playing = False
    # Where the page has opened the run is as good as shown, though the way there may take a while.
    epoch = min(command.epoch, max(live.shown, live.arrival)) if live.held else command.epoch
    _go_to(live, epoch, deadline)
    return min(epoch, live.end)


def _go_to(live: Live, epoch: int, deadline: float) -> None:
    """Train up to an epoch and rest there, or as near as the time allows."""
    live.shown = live.advance(min(epoch, live.settings.epochs), deadline)
    if live.shown == live.arrival != 0 and not live.held:
        live.look_on(deadline)


def _reset(live: Live, command: Command, deadline: float, is_new: bool) -> int:
    if is_new:
        live.reset()
    return 0


#: What each command does; each takes the live view, the command, when the time is up and whether it
#: is new, and returns the epoch that is aimed at.
ACTIONS: dict[str, Callable[[Live, Command, float, bool], int]] = {
    "show": _show,
    "more": _more,
    "reset": _reset,
}


def frames_for(live: Live, command: Command, deadline: float) -> tuple[list[bytes], bool]:
    """Return the frames of an answer, each once, until the time is up; and whether it has all.

    The last may be of an earlier epoch than was wanted, where the run or the time ended, but
    it is one that the browser does not have. An epoch that was passed long ago may take longer
    to come back to than there is time.
    """
    if not live.playing:
        # Who has yet to hear of a run that is shown later on gets its start, to play it again from.
        epochs = sorted({0, live.shown} if live.goal else {live.shown})
        live.sent.add(live.shown)
        try:
            return [live.moment(epoch) for epoch in epochs], True
        except UnfinishedError:
            return [], False
    had = live.sent.had(command)
    frames: dict[int, bytes] = {}
    for epoch in live.sent.wanted(command, live.shown, live.settings.speed, live.end):
        reached = live.advance(epoch, deadline)
        if reached not in frames and reached > had:
            try:
                frames[reached] = live.moment(reached)
            except UnfinishedError:
                break
            live.sent.add(reached)
        if reached < epoch or perf_counter() > deadline:
            break
    return list(frames.values()), True


def header_for(live: Live, command: Command, aim: int) -> dict[str, Any]:
    """Return what the browser is told of the run."""
    settings, share, sent = live.settings, live.share(), live.sent
    pace = min(settings.pace, share.pace)
    return {
        "scene": sent.scene,
        "branch": len(sent.cuts),
        "view": live.view,
        "revision": live.revision,
        "cut": sent.cut(command),
        "n_frames": live.n_frames,
        "epochs": settings.epochs,
        "pace": pace,
        "shared": pace < settings.pace,
        "wait": round(1000 * share.wait),
        "shown": live.shown,
        "aim": aim,
        "jumps": live.jumps,
        "plays": live.plays,
        "playing": live.playing,
        "held": live.held,
        "stale": live.stale,
        "lanes": [lane.state() for lane in live.lanes],
    }


def aside_for(live: Live, command: Command) -> dict[str, Any]:
    """Return the parts of an aside that are due, and the epoch of the newest slow ones.

    Nothing if there is not the time for them.
    """
    sent, scene = live.sent, live.scene
    known = (command.scene, command.jumps, command.view)
    try:
        if not live.playing:
            aside = {
                **scene.aside(live.lanes[0].epoch_at(live.shown)),
                **advice_for(live, live.shown, 0),
                **race(live),
                **watched(live, [live.shown]),
            }
            return {"aside": aside, "slow": live.shown}
        is_new = known != (sent.scene, live.jumps, live.view) or sent.cut(command) is not None
        is_due = is_new or sent.epoch - command.slow >= SLOW_FRAMES * live.settings.speed
        front_epoch = live.lanes[0].epoch_at(sent.epoch)
        aside = scene.aside(front_epoch, with_slow=is_due, rests=False)
        if is_due:
            aside |= advice_for(live, sent.epoch)
        aside |= race(live)
        speed = max(1, live.settings.speed)
        aside |= watched(live, range(sent.epoch % speed, sent.epoch + 1, speed))
        return {"aside": aside, "slow": sent.epoch if is_due else command.slow}
    except UnfinishedError:
        return {}


def race(live: Live) -> dict[str, Any]:
    """Return where each lane first came to the cost that they race for, as a part of an aside."""
    target = live.settings.target
    logs = [lane.log for lane in live.lanes]
    if not target:
        return {}
    arrivals = [log.first_below(target) for log in logs if log is not None]
    return {"race": {"lanes": [one and one._asdict() for one in arrivals]}} if arrivals else {}


def watched(live: Live, shown: Sequence[int]) -> dict[str, Any]:
    """Return what a lesson finds at the epochs that were shown, as a part of an aside.

    Where lanes are compared, a lesson looks at the one in front.
    """
    if live.watch is None:
        return {}
    front = live.lanes[0]
    return live.watch.look(front.lab, [front.epoch_at(epoch) for epoch in shown])


def advice_for(live: Live, epoch: int, frames: int = FRAMES) -> dict[str, Any]:
    """Return what the first lane is told where it is stuck, as a part of an aside."""
    first = live.lanes[0]
    return {"advice": first.adviser.message(first.epoch_at(epoch), frames)}
