"""Where the files and the routes of the app are."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "assets"

#: Route of everything in ASSETS, and of Plotly's own JavaScript.
ASSETS_ROUTE = "/assets"
PLOTLY_ROUTE = "/plotly"
