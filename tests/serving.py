"""Start the app's server and a browser for it: for the tests and the live bench."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parent.parent

#: Seconds within which anything that is waited for must happen, on a machine with much else to do.
PATIENCE = 90.0

#: Without these Chromium reaches for the internet at its start, or refuses to run as root. WebGL
#: is drawn by software.
CHROMIUM_ARGS = (
    "--no-sandbox --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --enable-unsafe-swiftshader"
).split()

#: The page is put together by software too, as Chromium does by itself on a computer without a
#: graphics card. Debian's package asks for the graphics card even where there is none; emulated,
#: it takes three times the processor time.
TEST_ARGS = [*CHROMIUM_ARGS, "--disable-gpu", "--disable-gpu-rasterization"]

#: The page is put together by an emulated graphics card: what the figures in docs/ were measured
#: with.
BENCH_ARGS = [*CHROMIUM_ARGS, "--use-gl=angle", "--use-angle=swiftshader"]


def chromium_path() -> str:
    """Return the path of a Chromium or Chrome that is installed.

    Raises
    ------
    RuntimeError
        If there is none.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    for name in (os.environ.get("CHROMIUM", ""), *names):
        if name and (path := shutil.which(name)):
            return path
    raise RuntimeError("no Chromium or Chrome found: install one, or set CHROMIUM to its path")


def free_port() -> int:
    """Return a port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def server(
    log: Path,
    base_path: str = "",
    host: str = "127.0.0.1",
    port: int | None = None,
    folder: Path = ROOT,
) -> Iterator[tuple[str, int]]:
    """Run the app's server, its output in `log`; yield its address and process number.

    Its address ends with `base_path`, which is empty or begins with "/". Without a `port`, it
    takes one that is free. `folder` has the app and all that belongs to it.
    """
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app/server.py"]
    command += ["--server.port", str(port), "--server.address", host]
    command += ["--server.baseUrlPath", base_path] if base_path else []
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=subprocess.STDOUT)
        try:
            url = f"http://{host}:{port}{base_path}"
            _wait_until_healthy(url, process)
            yield url, process.pid
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _wait_until_healthy(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended at once, exit code {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=PATIENCE) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not become healthy within {PATIENCE:g} s")


def launch(playwright: Playwright, args: Sequence[str] = TEST_ARGS) -> Browser:
    """Start the installed Chromium, headless."""
    return playwright.chromium.launch(executable_path=chromium_path(), args=[*args])
