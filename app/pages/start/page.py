"""The start page: a recorded run that plays by itself, the path through the pages, for teachers."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from app.figures.map_colors import diverging_bytes, sampled
from app.figures.maps import FULL
from app.figures.palette import Palette
from app.figures.palette_in_use import palette
from app.hosting.base_path import under_base_path
from app.hosting.paths import LASTING_ASSETS_ROUTE
from app.pages.moons.experiment import MOONS
from app.pages.record import PageRecord
from app.pages.sleep.score_figure import score_bytes
from app.pages.start.first_lesson import first_lesson
from app.pages.start.teachers import for_teachers
from app.ui.component import mount

#: Route of the recordings.
RECORDINGS = f"{LASTING_ASSETS_ROUTE}/pages/start"


def render(records: Sequence[PageRecord]) -> None:
    """Draw the page; the path leads through `records` in their order."""
    with st.container(key="start"):
        mount("pages/start/start", "start.film", message(records))
    with st.container(key="for-teachers"):
        st.markdown(for_teachers(records))
        st.markdown(first_lesson())


def message(records: Sequence[PageRecord]) -> dict[str, Any]:
    """Return what the browser needs to draw the page."""
    settings = urlencode(MOONS.settings().to_address())
    return {
        "film": under_base_path(f"{RECORDINGS}/film.json"),
        "thumbnails": under_base_path(f"{RECORDINGS}/thumbnails.json"),
        "yours": under_base_path(f"/moons?{settings}"),
        "colors": colors(palette()),
        "path": [
            {
                "name": record.name,
                "title": record.title,
                "line": record.line,
                "address": under_base_path(f"/{record.path}"),
            }
            for record in records
        ],
    }


def colors(palette: Palette) -> dict[str, Any]:
    """Return the colors of the film and of the cards; maps as r, g, b of each byte."""
    return {
        "maps": {
            "classes": diverging_bytes(palette),
            "score": score_bytes(palette),
            "surface": sampled(palette.surface, [byte / FULL for byte in range(FULL + 1)]),
        },
        "points": palette.points[:2],
        "outlines": palette.outlines[:2],
        "negative": palette.negative,
        "positive": palette.positive,
        "curves": [palette.training, palette.test],
        "path": palette.path,
        "dashes": palette.dashes,
    }
