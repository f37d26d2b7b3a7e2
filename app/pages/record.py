"""What the app knows of a page besides what is in its folder."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.live.experiment import Experiment
from app.ui.addresses import url_path
from core.language import translated


@translated("title", "group", "sentence", "line")
@dataclass(frozen=True)
class PageRecord:
    """One page.

    Attributes
    ----------
    name : str
        Name of its folder; with hyphens, the last part of its address.
    title : str
        Its title in the navigation, and its heading.
    render : callable
        Draws it.
    experiment : Experiment[Any], optional
        Its experiment, if it is a live page.
    group : str
        Heading under which the navigation lists it.
    sentence : str
        What it shows, beside its heading.
    line : str
        The same in a few words, for its card; empty for a page that is not on the path.
    minutes : int
        How long a class takes for it.
    modules, files : tuple of str
        Modules of assets/ that it mounts, besides those of every live page, and files that these
        fetch: the browser then loads them while Streamlit's client starts.
    controls : bool
        Whether it has controls beside it.
    """

    name: str
    title: str
    render: Callable[[], None]
    experiment: Experiment[Any] | None = None
    group: str = ""
    sentence: str = ""
    line: str = ""
    minutes: int = 0
    modules: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    controls: bool = True

    @property
    def path(self) -> str:
        """Return the last part of its address."""
        return url_path(self.name)
