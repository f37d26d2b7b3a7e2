"""The unit tests of assets/ as one test of pytest's; `make javascript` runs them alone."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NODE = Path(sys.executable).with_name("node")


def test_unit_tests_of_the_javascript_pass() -> None:
    command = [str(NODE), "--test", "tests/javascript/**/*.test.js"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "pass 0" not in result.stdout
