"""Calls for the tests of jobs: another process finds them by the name of this module."""

import os
import time
from pathlib import Path

import numpy as np

from app.jobs.child import Report


def add(a: int, b: int, report: Report) -> int:
    """Return the sum, and say that half is done before."""
    report(0.5)
    return a + b


def refuse(word: str, report: Report) -> None:
    """Refuse an argument, as core does."""
    raise ValueError(f"word: got {word}, takes another")


def fail(word: str, report: Report) -> None:
    """Fail with words that a visitor wrote."""
    raise KeyError(word)


def take(n_bytes: int, report: Report) -> int:
    """Take memory."""
    return int(np.ones(n_bytes, dtype=np.uint8).sum())


def end(report: Report) -> None:
    """End the process, as a damaged file may."""
    os._exit(3)


def hang(file: str, report: Report) -> None:
    """Never come to an end, and write down in which process."""
    Path(file).write_text(str(os.getpid()))
    while True:
        time.sleep(0.01)


def spin(report: Report) -> None:
    """Never come to an end, and take all of a processor."""
    while True:
        pass


def send(n_bytes: int, report: Report) -> bytes:
    """Return so much."""
    return bytes(n_bytes)
