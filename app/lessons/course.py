"""The eight lessons of the course: their files, and what can be known of one without its page."""

from dataclasses import dataclass
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from app.hosting.paths import ASSETS

#: Their names begin with their places in the course.
PATTERN = "[1-8]-*.md"


@dataclass(frozen=True)
class Outline:
    """A lesson in short.

    A list of lessons needs no more, and is drawn before the pages are known that lessons are about.

    Attributes
    ----------
    name : str
        By which an address asks for it.
    title : str
    page : str
        Name of the page.
    minutes : int
    predictions : int
        How many there are.
    own_seed : bool
        Whether each learner has other initial weights.
    """

    name: str
    title: str
    page: str
    minutes: int
    predictions: int
    own_seed: bool


def course_files() -> tuple[Path, ...]:
    """Return the files of the course in the order in which one learns."""
    return tuple(sorted((ASSETS / "lessons").glob(PATTERN)))


def outline(path: Path) -> Outline:
    """Return the outline of a lesson that comes with the app, whose file has no mistake."""
    parser = MarkdownIt("commonmark", {"html": False}).use(front_matter_plugin)
    tokens = parser.parse(path.read_text(encoding="utf-8"))
    front = yaml.safe_load(tokens[0].content)
    return Outline(
        path.stem,
        front["title"],
        front["page"],
        front["minutes"],
        sum(token.type == "fence" and token.info.strip() == "predict" for token in tokens),
        front.get("seed", "same") == "own",
    )
