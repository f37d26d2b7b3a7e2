"""Where the files and the routes of the app are."""

from hashlib import sha256
from pathlib import Path

import plotly

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"
#: Plotly's own JavaScript.
PLOTLY = Path(plotly.__file__).parent / "package_data"


def version_of(folder: Path, *more: str) -> str:
    """Return a name that changes with any file of a folder, and with what else is named."""
    digest = sha256(" ".join(more).encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


#: Route of everything in ASSETS, as it is now. With Plotly's JavaScript below it.
ASSETS_ROUTE = "/assets"
PLOTLY_ROUTE = f"{ASSETS_ROUTE}/plotly"
#: The same under an address that no other content ever has: a browser need not ask for it again.
LASTING_ASSETS_ROUTE = f"{ASSETS_ROUTE}/{version_of(ASSETS, plotly.__version__)}"
LASTING_PLOTLY_ROUTE = f"{LASTING_ASSETS_ROUTE}/plotly"
