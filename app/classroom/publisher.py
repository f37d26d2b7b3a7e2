"""What a teacher's page shows, handed to all who follow it."""

from collections.abc import Mapping
from time import perf_counter
from typing import Any
from urllib.parse import urlencode

from app.classroom.classes import Classes
from app.classroom.teachers_page import TeachersPage
from app.live.live import Live
from app.run.wire import message
from core.engine.patience import UnfinishedError, patient_until

#: Packets after which one says all again, for a process that begins to read then.
ALL_AGAIN = 200
#: Seconds that one may spend on coming back to the epoch that is shown.
RECALL_SECONDS = 0.05


class Publisher:
    """Tells a class of each answer that the stage of its teacher's page gets.

    Parameters
    ----------
    classes : Classes
    code : str
        Of the room.
    teacher : int
        The number of the teacher: those of one who does not lead are followed by nobody.
    page : TeachersPage
    """

    def __init__(self, classes: Classes, code: str, teacher: int, page: TeachersPage) -> None:
        self.classes, self.code, self.teacher, self.page = classes, code, teacher, page
        self._told: tuple[Any, ...] = ()
        self._view = ""
        self._aside: Mapping[str, Any] = {}
        self._n = 0

    def __call__(self, live: Live, frames: list[bytes], aside: Mapping[str, Any]) -> None:
        """Tell of an answer, if there is anything new in it; the run's lock is held."""
        here = self.classes.peek(self.code)
        if here is None or here.room.is_over or here.room.leader != self.teacher:
            self._told = ()
            return
        sent, playing = live.sent, live.playing
        state = (sent.scene, len(sent.cuts), live.view, playing, live.pace)
        now = (*state, None if playing else live.shown)
        # At rest each answer brings the frame that is shown, whether it was there before or not.
        has_frames = bool(frames) and (playing or now != self._told)
        if now == self._told and not has_frames and aside in ({}, self._aside):
            return
        self._aside = aside or self._aside
        questions = here.room.questions
        if playing and questions and not questions[-1].is_revealed:
            self.classes.post_soon(self.code, {"do": "reveal"})  # Play shows what comes of it
        self._n += 1
        is_whole = not self._told or sent.scene != self._told[0] or self._n % ALL_AGAIN == 0
        head = {
            **self.page.head,
            "address": f"{self.page.path}?{urlencode(live.settings.to_address())}",
            "scene": sent.scene,
            "cuts": sent.cuts,
            "view": live.view,
            "epochs": live.settings.epochs,
            "pace": live.pace,
            "shown": live.shown,
            "playing": playing,
            "lanes": [lane.state() for lane in live.lanes],
            "aside": aside,
            "n_frames": len(frames),
        }
        if is_whole or live.view != self._view:
            head["scenes"] = live.describe()
        self._told, self._view = now, live.view
        self.classes.show(self.code, message(head, frames), whole=is_whole)

    def show(self, live: Live) -> None:
        """Show the run as it is, where its page has just been opened; its lock is held."""
        self._told = ()
        epochs = sorted({0, live.shown_epoch})
        try:
            with patient_until(perf_counter() + RECALL_SECONDS):
                frames = [live.moment(epoch) for epoch in epochs]
        except UnfinishedError:
            frames = []  # they come with the next answer
        self(live, frames, {})
