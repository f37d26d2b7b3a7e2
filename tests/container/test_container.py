r"""The image as it runs: what it may not do, what it does not hold, and that the app works in it.

Two variables name the container. For one that is started by hand:

    GLASSNET_CONTAINER_URL=http://127.0.0.1:8501 \
    GLASSNET_CONTAINER_EXEC="docker exec glassnet" python -m pytest tests/container
"""

import os
import shlex
import subprocess
import urllib.request

import pytest
from playwright.sync_api import Browser

from tests.browser.lab_page import LabPage
from tests.serving import PATIENCE

URL = os.environ["GLASSNET_CONTAINER_URL"]
EXEC = shlex.split(os.environ["GLASSNET_CONTAINER_EXEC"])


def inside(*command: str) -> "subprocess.CompletedProcess[str]":
    """Run a command in the container."""
    return subprocess.run([*EXEC, *command], capture_output=True, text=True, timeout=PATIENCE)


def shell(script: str) -> "subprocess.CompletedProcess[str]":
    """Run a line of shell in the container."""
    return inside("sh", "-c", script)


def test_runs_as_nobody_in_particular() -> None:
    assert inside("id", "-u").stdout == inside("id", "-g").stdout == "10001\n"
    status = dict(
        line.split(":\t", 1) for line in inside("cat", "/proc/1/status").stdout.splitlines()
    )
    assert status["Uid"].split() == ["10001"] * 4
    assert {status[name].strip("0") for name in ("CapEff", "CapPrm", "CapBnd")} == {""}
    assert status["NoNewPrivs"] == "1"


@pytest.mark.parametrize("path", ["/x", "/app/x", "/opt/venv/x", "/usr/bin/x"])
def test_writes_nowhere(path: str) -> None:
    answer = inside("touch", path)
    assert answer.returncode != 0
    assert "Read-only file system" in answer.stderr


def test_writes_to_its_temporary_folder() -> None:
    assert shell("echo ink > /tmp/x && cat /tmp/x && rm /tmp/x").stdout == "ink\n"
    assert shell("cd && pwd").stdout == "/tmp\n"


@pytest.mark.parametrize("tool", ["gcc", "cc", "make", "pip", "pip3", "buildah", "curl", "git"])
def test_holds_no_tools(tool: str) -> None:
    assert shell(f"command -v {tool}").returncode != 0
    assert shell("command -v python").stdout == "/opt/venv/bin/python\n"


def test_holds_no_installer_and_nothing_it_left() -> None:
    answer = inside("python", "-m", "pip", "--version")
    assert "No module named pip" in answer.stderr
    left = "/root/.cache /tmp/.cache /build /run/ca.crt /app/tests /app/requirements.lock"
    assert shell(f"for path in {left}; do test ! -e $path || echo $path; done").stdout == ""


def test_everything_it_imports_is_compiled() -> None:
    answer = inside(
        "python",
        "-v",
        "-c",
        "import streamlit, scipy.optimize, plotly, core.engine.network, app.run.lab",
    )
    assert answer.returncode == 0, answer.stderr[-2000:]
    found = [line for line in answer.stderr.splitlines() if "code object from " in line]
    # Bytecode is named in quotes, a source file that had to be compiled is not.
    from_source = [line for line in found if "code object from '" not in line]
    assert len(found) > 500
    assert from_source == []


def test_its_own_health_command_says_so() -> None:
    answer = inside("python", "/app/deploy/health.py")
    assert (answer.returncode, answer.stdout) == (0, "ok\n")
    sick = inside("env", "STREAMLIT_SERVER_PORT=1", "python", "/app/deploy/health.py")
    assert sick.returncode == 1


def test_serves_its_assets() -> None:
    for path in ("assets/thumbnails/moons.svg", "plotly/plotly.min.js"):
        with urllib.request.urlopen(f"{URL}/{path}") as answer:
            assert len(answer.read()) > 1000


def test_a_network_learns_in_it(browser: Browser) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{URL}/moons")
    lab = LabPage(page).painted()
    first = lab.value("cost")
    lab.play_to(30)
    assert lab.epoch >= 30
    assert lab.value("cost") < first
    epoch, picture = lab.epoch, lab.map_pixels()
    lab.animation_frames(30)
    assert (lab.epoch, lab.map_pixels()) == (epoch, picture)
    page.close()
    assert faults == []
