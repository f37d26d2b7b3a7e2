"""How a script of this folder is started as a process of its own.

By its file and not by a module's name: the name under which this package was imported (core in
the repository, glassnet.core in a wheel, whatever a notebook's sys.path knows) is of no concern to
the child, which imports nothing of ours.
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def command(script: str | Path, *arguments: str) -> list[str]:
    """Return the command that runs a script of this folder, or of another by its whole path.

    ``-P`` keeps the script's folder off its sys.path, where digits.py and others lie.
    """
    return [sys.executable, "-P", str(HERE / script), *arguments]


def environment(**more: str) -> dict[str, str]:
    """Return the environment in which the child finds the libraries that this process finds."""
    path = os.pathsep.join(path for path in sys.path if path)
    return {**os.environ, **more, "PYTHONPATH": path}
