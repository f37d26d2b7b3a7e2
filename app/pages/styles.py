"""The style sheets that come with a page."""

from collections.abc import Mapping
from functools import cache

from app.figures.palette_in_use import palette
from app.hosting.paths import ASSETS
from app.pages.table import PAGES
from app.ui.color_style import color_style

#: How every page looks; and how it does while it loads, those with controls otherwise.
APP, LOADING, CONTROLS = "app.css", "loading.css", "loading_controls.css"


def css_of(path: str) -> Mapping[str, str]:
    """Return the style sheets of the page at a path by their ids: the app's, and that of loading.

    The latter has a name of its own as the page needs it no more once it is there
    (assets/shared/painted.js).
    """
    name = path.rstrip("/").rpartition("/")[2]
    record = next((one for one in PAGES.values() if one.path == name), None)
    return _css(has_controls=record is not None and record.controls)


@cache
def _css(*, has_controls: bool) -> Mapping[str, str]:
    loading = (LOADING, CONTROLS) if has_controls else (LOADING,)
    return {
        "glassnet-styles": "\n".join([_text(APP), color_style(palette())]),
        "glassnet-loading": "\n".join(map(_text, loading)),
    }


def _text(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")
