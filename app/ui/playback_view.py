"""A path on the page: one component that plays it in the browser."""

from collections.abc import Callable

from app.playback.playback import Playback
from app.ui.component import mount


def playback_view(path: Playback, on_pick: Callable[[], None] | None = None) -> None:
    """Mount the component with a walk; `on_pick` is called when a point was clicked."""
    mount("playback/playback", path.page, path.message(), on_pick_change=on_pick or _nothing)


def _nothing() -> None:
    """Do nothing: this path has no start to choose."""
