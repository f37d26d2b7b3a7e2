"""How a script of this folder is started in a child process.

It is started as a file and not as a module: the child imports nothing of this package, so the name
under which the package was imported (core in the repository, glassnet.core in a wheel) does not
matter.
"""

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def command(script: str | Path, *arguments: str) -> list[str]:
    """Return the command that runs a script of this folder, or one given by its absolute path.

    ``-P`` keeps the script's folder, and so digits.py and others, out of its sys.path.
    """
    return [sys.executable, "-P", str(HERE / script), *arguments]


def environment(**more: str) -> dict[str, str]:
    """Return the environment in which the child finds the libraries that this process finds."""
    path = os.pathsep.join(path for path in sys.path if path)
    return {**os.environ, **more, "PYTHONPATH": path}
