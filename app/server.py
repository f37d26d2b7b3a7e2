"""The server: the Streamlit app, and routes for static files, health and metrics.

Run it with `python -m glassnet`. It serves Plotly's JavaScript from the installed package and the
stage's modules from assets/: nothing comes from the internet.
"""

import asyncio
import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

# Sets the number of threads of NumPy's linear algebra.
from threadpoolctl import threadpool_limits

from app.classroom.classes import CLASSES
from app.classroom.route import PATH as CLASS_PATH
from app.classroom.route import ClassRoute
from app.figures.glossary_pictures import PICTURES, glossary_picture
from app.figures.palette import PALETTES
from app.figures.palette_in_use import palette
from app.figures.thumbnail import thumbnail
from app.hosting import limits, logs, metrics, paths
from app.hosting.allocator import keep_little_free
from app.hosting.base_path import under_base_path
from app.hosting.closed_paths import ClosedPaths
from app.hosting.compression import StaticCompression
from app.hosting.headers import SecurityHeaders
from app.hosting.index_page import IndexPage, IndexPages
from app.hosting.no_delay import send_at_once
from app.hosting.no_polling import stop_polling
from app.hosting.page_styles import PageStyles
from app.hosting.session_expiry import end_expired_sessions_regularly
from app.hosting.upload_bounds import UploadBounds
from app.jobs import processes
from app.jobs.background import WORKERS
from app.jobs.job import TURNS
from app.live import route
from app.pages.needs import needs_of
from app.pages.styles import css_of
from app.pages.table import PAGES, START
from core.data.datasets import DATASETS

# At once: threads that have an arena keep it.
keep_little_free()

#: Files that a browser asks about before each use, so that it notices an update; and such as it
#: need not ask about.
ASK, LASTING = "no-cache", "public, max-age=31536000, immutable"


class Files(StaticFiles):
    """The files of a folder, with a word on how long a browser may keep them."""

    def __init__(self, folder: Path, keep: str) -> None:
        super().__init__(directory=folder)
        self.keep = keep

    def file_response(self, *args: object, **kwargs: object) -> Response:
        """Return the file with its ``Cache-Control``."""
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = self.keep
        return response


async def serve_thumbnail(request: Request) -> Response:
    """Return the thumbnail of a data set, in the palette that the address names."""
    name = request.path_params["name"]
    if name not in DATASETS:
        return Response(status_code=404)
    colors = PALETTES.get(request.query_params.get("palette", ""), palette())
    return Response(
        thumbnail(name, colors),
        media_type="image/svg+xml",
        headers={"Cache-Control": "max-age=3600"},
    )


async def serve_glossary_picture(request: Request) -> Response:
    """Return the picture of an entry of the glossary, in the palette that the address names."""
    name = request.path_params["name"]
    if name not in PICTURES:
        return Response(status_code=404)
    colors = PALETTES.get(request.query_params.get("palette", ""), palette())
    return Response(
        glossary_picture(name, colors),
        media_type="image/svg+xml",
        headers={"Cache-Control": "max-age=3600"},
    )


async def serve_health(request: Request) -> Response:
    """Answer that the server works: its event loop is not blocked, as it answers."""
    return PlainTextResponse("ok")


async def serve_metrics(request: Request) -> Response:
    """Return the metrics in Prometheus' format."""
    return Response(metrics.text(), media_type=metrics.CONTENT_TYPE)


def on_error(error: Exception) -> None:
    """Count and log an unexpected exception; the page shows that something went wrong."""
    metrics.ERRORS.inc()
    logs.error(error)


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[dict[str, object]]:
    """Exclude everything loaded so far from garbage collection, and limit the threads of BLAS.

    Streamlit's collection after every rerun is switched off in .streamlit/config.toml (60 to
    80 ms each); Python's own continues, and is fast without the libraries' objects.
    """
    logs.set_up()
    send_at_once()
    stop_polling()
    CLASSES.start()
    processes.start()
    for bounded in (TURNS, WORKERS):
        bounded.most = min(bounded.most, limits.IN_FORCE["processes"])
    logs.event("start", **limits.IN_FORCE, palette=palette().name)
    gc.collect()
    gc.freeze()
    gc.collect()  # of what is left: Python begins the next one when there is a fourth more
    expiry = asyncio.create_task(end_expired_sessions_regularly())
    # One thread per matrix product: visitors share the cores anyway, and more threads would sum in
    # another order, so that a worker of the grid and the page would train networks that differ.
    with threadpool_limits(1, user_api="blas"):
        yield {}
    expiry.cancel()
    await CLASSES.stop()


def index_pages() -> list[Route]:
    """Return the routes of the pages, each with links to what it will load."""
    pages = IndexPages(
        Path(st.__file__).parent / "static",
        under_base_path(""),
        st.get_option("client.allowedOrigins"),
    )
    return [
        Route(under_base_path(path), IndexPage(pages.text(needs_of(record))).serve)
        for record in (START, *PAGES.values())
        for path in ([f"/{record.path}", "/"] if record is START else [f"/{record.path}"])
    ]


app = st.App(
    Path(__file__).parent / "pages" / "main.py",
    lifespan=lifespan,
    middleware=[
        Middleware(route.LiveRoute, path=under_base_path(route.PATH)),
        Middleware(ClassRoute, path=under_base_path(CLASS_PATH)),
        Middleware(SecurityHeaders, environment=os.environ),
        Middleware(ClosedPaths),
        Middleware(UploadBounds),
        Middleware(StaticCompression),
        Middleware(PageStyles, css_of=css_of),
    ],
    on_script_error=on_error,
    routes=[
        Route(under_base_path("/healthz"), serve_health),
        Route(under_base_path("/metrics"), serve_metrics),
        *index_pages(),
        Route(under_base_path(f"{paths.ASSETS_ROUTE}/thumbnails/{{name}}.svg"), serve_thumbnail),
        Route(
            under_base_path(f"{paths.ASSETS_ROUTE}/glossary/{{name}}.svg"), serve_glossary_picture
        ),
        Mount(under_base_path(paths.LASTING_PLOTLY_ROUTE), Files(paths.PLOTLY, LASTING)),
        Mount(under_base_path(paths.LASTING_ASSETS_ROUTE), Files(paths.ASSETS, LASTING)),
        Mount(under_base_path(paths.PLOTLY_ROUTE), Files(paths.PLOTLY, ASK)),
        Mount(under_base_path(paths.ASSETS_ROUTE), Files(paths.ASSETS, ASK)),
    ],
)
