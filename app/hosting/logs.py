"""What the server logs: events as lines of JSON, with nothing about any visitor."""

import logging
import sys
import traceback

# python-json-logger: log records as lines of JSON, correctly escaped.
from pythonjsonlogger.json import JsonFormatter

_log = logging.getLogger("glassnet")


def set_up() -> None:
    """Send events to standard output, once."""
    if _log.handlers:
        return
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        JsonFormatter(
            "{message}",
            style="{",
            timestamp=True,
            rename_fields={"message": "event"},
        )
    )
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.propagate = False


def event(name: str, **numbers: int | float | str) -> None:
    """Log an event with its numbers."""
    _log.info(name, extra=numbers)


def error(exception: BaseException) -> None:
    """Log an error by its type and place; its message may hold what a visitor typed."""
    frames = traceback.extract_tb(exception.__traceback__)
    place = f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    _log.error("error", extra={"kind": type(exception).__name__, "place": place})
