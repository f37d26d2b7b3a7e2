"""A Dask cluster on loopback for tests: a scheduler and some workers, each a process."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.serving import PATIENCE, ROOT


@contextmanager
def cluster(folder: Path, n_workers: int) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    """Run a cluster; yield its address and the workers' processes.

    The workers have no nanny that would start a killed one again.
    """
    where = folder / "scheduler.json"
    loopback = ["--host", "127.0.0.1"]
    processes = []
    try:
        with (folder / "cluster.log").open("w") as log:

            def start(*command: str) -> "subprocess.Popen[bytes]":
                one = subprocess.Popen(
                    [sys.executable, "-m", "dask", *command],
                    cwd=ROOT,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                )
                processes.append(one)
                return one

            start("scheduler", *loopback, "--port", "0", "--no-dashboard",
                  "--scheduler-file", str(where))  # fmt: skip
            address = _address(where)
            workers = [
                start("worker", address, *loopback, "--nthreads", "1", "--no-nanny",
                      "--no-dashboard", "--local-directory", str(folder))
                for _ in range(n_workers)
            ]  # fmt: skip
            yield address, workers
    finally:
        for one in reversed(processes):
            one.kill()
            one.wait(timeout=PATIENCE)


def _address(where: Path) -> str:
    """Return the address that the scheduler has written into its file."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if where.exists() and (text := where.read_text()):
            return str(json.loads(text)["address"])
        time.sleep(0.1)
    raise RuntimeError(f"the scheduler did not come up within {PATIENCE:g} s")
