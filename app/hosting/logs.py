"""What the server logs: events as lines of JSON, with nothing about any visitor.

The lines of the libraries that serve are kept as they are, but for errors: of these the kind and
the place alone, as their words may hold what a visitor typed or sent.
"""

import logging
import sys
import traceback
from typing import Any

# python-json-logger: log records as lines of JSON, correctly escaped.
from pythonjsonlogger.json import JsonFormatter

_log = logging.getLogger("glassnet")
#: Loggers of the libraries that serve begin with these names.
SERVING = ("streamlit", "uvicorn", "asyncio", "starlette")
_made = logging.getLogRecordFactory()


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
    logging.setLogRecordFactory(record_without_words)


def record_without_words(*arguments: Any, **named: Any) -> logging.LogRecord:
    """Return a record of a log; of an error in a library, its kind and place."""
    record = _made(*arguments, **named)
    if record.name.startswith(SERVING) and (record.exc_info or record.levelno >= logging.ERROR):
        kind, error, _ = record.exc_info or (None, None, None)
        place = _place(error) if error is not None else f"{record.filename}:{record.lineno}"
        record.msg = f"{'error' if kind is None else kind.__name__} at {place}"
        record.args, record.exc_info, record.exc_text = (), None, None
    return record


def event(name: str, **numbers: int | float | str) -> None:
    """Log an event with its numbers."""
    _log.info(name, extra=numbers)


def error(exception: BaseException) -> None:
    """Log an error by its type and place; its message may hold what a visitor typed."""
    _log.error("error", extra={"kind": type(exception).__name__, "place": _place(exception)})


def _place(exception: BaseException) -> str:
    """Return the file and the line where an exception was raised."""
    frames = traceback.extract_tb(exception.__traceback__)
    return f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
