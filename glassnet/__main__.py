"""Start the app: ``python -m glassnet``, with Streamlit's options, such as ``--server.port 8600``.

The app imports its modules as ``app`` and ``core``. The folder that holds both, and assets, is this
one in an installed package, and its parent in the repository. Processes that the server starts,
such as the workers of a grid, find it through PYTHONPATH.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

# The command `streamlit`.
from streamlit.web import cli

HERE = Path(__file__).resolve().parent
ROOT = HERE if (HERE / "app").is_dir() else HERE.parent


def put_on_path() -> None:
    """Put the folder first on the path of this process and of those that it starts."""
    sys.path.insert(0, str(ROOT))
    inherited = os.environ.get("PYTHONPATH", "")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), inherited)))


def main(options: Sequence[str]) -> None:
    """Serve the app until the process is stopped.

    Parameters
    ----------
    options : sequence of str
        Options of ``streamlit run``.
    """
    put_on_path()
    cli.main(["run", str(ROOT / "app" / "server.py"), *options], prog_name="streamlit")


if __name__ == "__main__":
    main(sys.argv[1:])
