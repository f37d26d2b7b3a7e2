"""Start the app: ``python -m glassnet``, with Streamlit's own options, as ``--server.port 8600``.

The app imports its modules as ``app`` and ``core``. The folder that holds both, and assets, is this
one where the package is installed, and the one above it in the repository. Processes that the
server starts, such as the workers of a grid, find it through PYTHONPATH.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

# Its command line: what `streamlit` calls.
from streamlit.web import cli

HERE = Path(__file__).resolve().parent
ROOT = HERE if (HERE / "app").is_dir() else HERE.parent


def put_on_path() -> None:
    """Let this process and those that it starts import ``app`` and ``core``, before any others."""
    sys.path.insert(0, str(ROOT))
    inherited = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), inherited)))


def main(options: Sequence[str]) -> None:
    """Serve the app until the process is told to end.

    Parameters
    ----------
    options : sequence of str
        As ``streamlit run`` takes them.
    """
    put_on_path()
    cli.main(["run", str(ROOT / "app" / "server.py"), *options], prog_name="streamlit")


if __name__ == "__main__":
    main(sys.argv[1:])
