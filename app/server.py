"""The server: the Streamlit app with the routes that its live view needs.

Run it with `python -m glassnet`. It serves Plotly's JavaScript from the installed
package and the stage's modules from assets/: nothing comes from the internet.
"""

import asyncio
import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import plotly
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

# Tells NumPy's linear algebra how many threads to take.
from threadpoolctl import threadpool_limits

from app.figures.thumbnail import thumbnail
from app.hosting import limits, logs, metrics
from app.hosting.base_path import under_base_path
from app.hosting.compression import StaticCompression
from app.hosting.headers import SecurityHeaders
from app.hosting.paths import ASSETS, ASSETS_ROUTE, PLOTLY_ROUTE
from app.hosting.session_expiry import end_expired_sessions_regularly
from core.data.datasets import DATASETS


class Assets(StaticFiles):
    """Static files that a browser asks about again, so that an update is seen at once."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Return the file, to be kept but checked before each use."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-cache"
        return response


async def serve_thumbnail(request: Request) -> Response:
    """Return the picture of a data set."""
    name = request.path_params["name"]
    if name not in DATASETS:
        return Response(status_code=404)
    return Response(
        thumbnail(name), media_type="image/svg+xml", headers={"Cache-Control": "max-age=3600"}
    )


async def serve_health(request: Request) -> Response:
    """Say that the server is there: it answers, so its loop is not held up."""
    return PlainTextResponse("ok")


async def serve_metrics(request: Request) -> Response:
    """Return what the server counts."""
    return Response(metrics.text(), media_type=metrics.CONTENT_TYPE)


def on_error(error: Exception) -> None:
    """Count and log what no code of ours expected; the page says that something went wrong."""
    metrics.ERRORS.inc()
    logs.error(error)


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[dict[str, object]]:
    """Put all that is loaded at the start out of the garbage collector's sight.

    Streamlit's collection after every rerun is switched off in .streamlit/config.toml (60 to
    80 ms each); Python's own goes on, and without the libraries' objects it takes little.
    """
    logs.set_up()
    logs.event("start", **limits.IN_FORCE)
    gc.collect()
    gc.freeze()
    # One thread for each product. Those who share the server share its cores anyway; and as more
    # threads sum in another order, a network that a worker of the grid trains is only so, bit
    # for bit, the one that the page trains.
    expiry = asyncio.create_task(end_expired_sessions_regularly())
    with threadpool_limits(1, user_api="blas"):
        yield {}
    expiry.cancel()


app = st.App(
    Path(__file__).parent / "pages" / "main.py",
    lifespan=lifespan,
    middleware=[
        Middleware(SecurityHeaders, environment=os.environ),
        Middleware(StaticCompression),
    ],
    on_script_error=on_error,
    routes=[
        Route(under_base_path("/healthz"), serve_health),
        Route(under_base_path("/metrics"), serve_metrics),
        Route(under_base_path(f"{ASSETS_ROUTE}/thumbnails/{{name}}.svg"), serve_thumbnail),
        Mount(under_base_path(ASSETS_ROUTE), Assets(directory=ASSETS)),
        Mount(
            under_base_path(PLOTLY_ROUTE),
            Assets(directory=Path(plotly.__file__).parent / "package_data"),
        ),
    ],
)
