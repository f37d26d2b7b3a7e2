"""The style sheet that comes with a page."""

from functools import cache

from app.figures.palette_in_use import palette
from app.hosting.paths import ASSETS
from app.pages.table import PAGES
from app.ui.color_style import color_style

#: Those of every page, and that of the pages with controls.
EVERYWHERE, CONTROLS = ("app.css", "loading.css"), "loading_controls.css"


def css_of(path: str) -> str:
    """Return the style sheet of the page at a path: the app's, and how it looks while it loads."""
    name = path.rstrip("/").rpartition("/")[2]
    record = next((one for one in PAGES.values() if one.path == name), None)
    return _css(has_controls=record is not None and record.controls)


@cache
def _css(*, has_controls: bool) -> str:
    files = (*EVERYWHERE, CONTROLS) if has_controls else EVERYWHERE
    return "\n".join(
        [*((ASSETS / name).read_text(encoding="utf-8") for name in files), color_style(palette())]
    )
