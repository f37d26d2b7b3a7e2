"""What a module of assets/ loads: the modules that it imports, and their style sheets.

Read from the source, as nothing is bundled: a browser would find them one after the other.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from app.hosting.paths import ASSETS

_IMPORT = re.compile(r'^import\b[^;]*?"(\.[^"]+)";', re.MULTILINE)
_STYLE = re.compile(r'^needStyle\("([^"]+)", import\.meta\.url\);', re.MULTILINE)
_PANEL = re.compile(r'(\w+): \(\) => import\("(\.[^"]+)"\)')
#: The module that names those of the panels, and the sheet that all others build on.
PANEL_TABLE, BASE_SHEET = "live/panel_table.js", "shared/base.css"


class Loaded(NamedTuple):
    """Paths in assets/, each once."""

    modules: tuple[str, ...]
    sheets: tuple[str, ...]


def loaded_by(entries: Iterable[str]) -> Loaded:
    """Return all modules that some modules load, themselves included, and all style sheets."""
    modules: dict[str, None] = {}
    sheets: dict[str, None] = {}
    waiting = list(entries)
    while waiting:
        path = waiting.pop(0)
        if path in modules:
            continue
        modules[path] = None
        imported, styles = _read(path)
        waiting += imported
        sheets |= dict.fromkeys([BASE_SHEET, *styles] if styles else ())
    return Loaded(tuple(modules), tuple(sheets))


def panel_modules(names: Iterable[str]) -> list[str]:
    """Return the modules of panels, by the names by which a scene lists them."""
    table = dict(_PANEL.findall((ASSETS / PANEL_TABLE).read_text(encoding="utf-8")))
    return [_beside(PANEL_TABLE, table[name]) for name in names]


@cache
def _read(path: str) -> tuple[list[str], list[str]]:
    """Return the modules that a module imports itself, and its own style sheets."""
    source = (ASSETS / path).read_text(encoding="utf-8")
    imported, styles = _IMPORT.findall(source), _STYLE.findall(source)
    return [_beside(path, name) for name in imported], [_beside(path, name) for name in styles]


def _beside(path: str, name: str) -> str:
    """Return the path in assets/ of what a module calls by a name relative to itself."""
    return (ASSETS / path).parent.joinpath(name).resolve().relative_to(ASSETS).as_posix()
