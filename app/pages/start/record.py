"""Record what the start page plays: `make film`, or `python -m app.pages.start.record`.

Both files are kept with the source, as making them trains networks. They are made again whenever a
page's own settings change; a test makes them and compares.
"""

import json
from pathlib import Path
from typing import Any

# One thread for each matrix product, as the server has: more would sum in another order.
from threadpoolctl import threadpool_limits

from app.hosting.paths import ASSETS
from app.pages.moons.experiment import MOONS
from app.pages.start.film import film
from app.pages.start.thumbnails import THUMBNAILS

FOLDER = ASSETS / "pages" / "start"
FILM, CARDS = FOLDER / "film.json", FOLDER / "thumbnails.json"
#: Pictures of the film.
PICTURES = 96


def recorded_film() -> dict[str, Any]:
    """Return the run with which Moons opens."""
    with threadpool_limits(1, user_api="blas"):
        return film(MOONS, MOONS.settings(), PICTURES)


def recorded_thumbnails() -> dict[str, Any]:
    """Return the pictures on the cards of all pages but Moons, which has the film's."""
    with threadpool_limits(1, user_api="blas"):
        return {name: make() for name, make in THUMBNAILS.items()}


def write(path: Path, content: dict[str, Any]) -> None:
    """Write a recording."""
    path.write_text(json.dumps(content, separators=(",", ":"), allow_nan=False) + "\n", "utf-8")


if __name__ == "__main__":
    write(FILM, recorded_film())
    write(CARDS, recorded_thumbnails())
