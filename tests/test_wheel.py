"""A wheel holds core, app and assets under one folder, and works where no repository is."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.load.visitor import Visitor
from tests.own_loop import run
from tests.serving import ROOT, free_port

# A wheel is built, installed and served: once for all of these.
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]

FOLDERS = ("core", "app", "assets")
#: Seconds in which the server must be up.
PATIENCE = 60.0


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, with nothing from a network."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    pip("wheel", str(ROOT), *offline, "--wheel-dir", str(folder))
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def library(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into a folder of its own."""
    folder = tmp_path_factory.mktemp("library")
    options = ("--no-deps", "--no-index", "--no-compile", "--quiet")
    pip("install", str(wheel), *options, "--target", str(folder))
    # What the server sends is this folder's, and not the repository's.
    (folder / "glassnet" / "assets" / "only-here.txt").write_text("installed")
    return folder


def pip(*arguments: str) -> None:
    """Run pip."""
    subprocess.run([sys.executable, "-m", "pip", *arguments], check=True)


def environment(library: Path) -> dict[str, str]:
    """Return an environment that knows the library and not the repository."""
    return {**os.environ, "PYTHONPATH": str(library)}


def said_by(script: str, library: Path, empty: Path) -> list[str]:
    """Return the lines that a script prints, run with the library in an empty folder."""
    path = empty / "script.py"
    path.write_text(script)
    done = subprocess.run(
        [sys.executable, path.name],
        cwd=empty,
        env=environment(library),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


def test_everything_lies_under_one_folder_and_nothing_is_left_out(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {name.split("/")[0] for name in names} == {"glassnet", "glassnet-0.1.0.dist-info"}
    files = {
        path.relative_to(ROOT).as_posix()
        for folder in FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    held = {name.removeprefix("glassnet/") for name in names if name.startswith("glassnet/")}
    assert held == files | {"__init__.py", "__main__.py", "app/.streamlit/config.toml"}


ENGINE = """
import sys
from io import BytesIO

import numpy as np
from scipy.io import savemat

import glassnet
from glassnet.core.data.datasets import DATASETS
from glassnet.core.data.digits import read_weights
from glassnet.core.engine.network import Network
from glassnet.core.engine.objective import Objective
from glassnet.core.engine.optimizers import OPTIMIZERS
from glassnet.core.engine.training import Run

net = Network((2, 3, 1), ("tanh", "sigmoid"))
X = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = np.array([[0.0], [1.0], [1.0], [1.0]])
run = Run(Objective(net, "cross_entropy", X, y), OPTIMIZERS["bfgs"](), net.initialize("normal", 1))
run.extend(50)
print(run.last.J < 0.1 * run[0].J)

file = BytesIO()
savemat(file, {"Theta1": np.zeros((5, 10)), "Theta2": np.zeros((10, 6))})
print([theta.shape for theta in read_weights(file.getvalue())])

print(glassnet.__file__)
print(sorted({name.split(".")[0] for name in sys.modules} & {"app", "core", "streamlit"}))
"""


def test_the_engine_is_a_library(library: Path, tmp_path: Path) -> None:
    learned, shapes, where, others = said_by(ENGINE, library, tmp_path)
    assert learned == "True"
    assert shapes == "[(5, 10), (10, 6)]"
    assert where == str(library / "glassnet" / "__init__.py")
    assert others == "[]"


GRID = """
from glassnet.__main__ import put_on_path

def trained(trial, task):
    import app, core
    from app.sections.grid.runs import Ready, train
    outcome = train(Ready(trial, task), task)
    return [trial.settings.lambda_, outcome.status, app.__file__, core.__file__]

if __name__ == "__main__":
    put_on_path()
    from app.jobs.background import Background
    from app.pages.digits.experiment import DIGITS
    from app.sections.grid.design import design

    settings = DIGITS.settings(examples=50, hidden=(5,), max_evals=5)
    made = design(DIGITS.form, [("lambda_", "0, 1")], "weights", 1)
    grid = made.trials(made.cells(settings))
    work = Background(trained, grid, DIGITS.task(settings))
    work.join(120)
    print(work.state, work.error)
    for result in sorted(work.results):
        print(*result)
"""


def test_work_in_the_background_finds_the_app(library: Path, tmp_path: Path) -> None:
    ended, *results = said_by(GRID, library, tmp_path)
    assert ended == "done "
    places = [library / "glassnet" / name / "__init__.py" for name in ("app", "core")]
    assert results == [f"{lambda_} finished {places[0]} {places[1]}" for lambda_ in (0.0, 1.0)]


@pytest.fixture(scope="module")
def served(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start the app as those who installed it do, in an empty folder; yield address and log."""
    empty, log = tmp_path_factory.mktemp("empty"), tmp_path_factory.mktemp("log") / "server.log"
    port = free_port()
    command = [sys.executable, "-m", "glassnet", "--server.port", str(port)]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*command, "--server.address", "127.0.0.1"],
            cwd=empty,
            env=environment(library),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = f"http://127.0.0.1:{port}"
            until_healthy(address, process, log)
            yield address, log
        finally:
            process.terminate()
            process.wait(timeout=20)
    assert list(empty.iterdir()) == []


def until_healthy(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait for the first answer."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if fetched(f"{address}/healthz") == b"ok":
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not come up: {log.read_text()}")


def fetched(address: str) -> bytes:
    """Return what the server sends."""
    with urllib.request.urlopen(address, timeout=10) as answer:
        body: bytes = answer.read()
    return body


def test_the_app_starts_from_it(served: tuple[str, Path]) -> None:
    url, _ = served
    assert b"<title>" in fetched(f"{url}/moons")
    assert fetched(f"{url}/assets/only-here.txt") == b"installed"

    async def visit() -> list[str]:
        visitor = Visitor(url, "digits")
        await visitor.open()
        await visitor.close()
        return visitor.story.errors

    assert run(visit()) == []


def test_it_starts_with_the_settings_that_it_brings(served: tuple[str, Path]) -> None:
    url, log = served
    # browser.serverAddress, which .streamlit/config.toml sets; else it is the server's own.
    assert f"URL: {url.replace('127.0.0.1', 'localhost')}\n" in log.read_text()
