"""A real Redis or Valkey, started for a test, which may also kill it and start it again."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from tests.serving import PATIENCE, free_port


def program() -> str:
    """Return the path of the program."""
    named = os.environ.get("REDIS_SERVER", "")
    found = named or shutil.which("redis-server") or shutil.which("valkey-server")
    if not found:
        raise RuntimeError("no Redis: tests/ensure_redis.sh says what to do")
    return found


class Store:
    """A store at a port of its own, which keeps nothing on disk.

    Parameters
    ----------
    folder : Path
        Where it runs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Return its address."""
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, empty, and wait until it answers."""
        self._process = subprocess.Popen(
            [program(), "--port", str(self.port), "--bind", "127.0.0.1", "--save", "",
             "--appendonly", "no", "--dir", str(self.folder)],
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
        end = monotonic() + PATIENCE
        while monotonic() < end:
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            sleep(0.02)
        raise TimeoutError("the store does not answer")

    def kill(self) -> None:
        """Kill it: what it knew is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def store_in(folder: Path) -> Iterator[Store]:
    """Return a store that runs within the block."""
    store = Store(folder)
    store.start()
    try:
        yield store
    finally:
        store.kill()
