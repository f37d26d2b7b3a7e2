"""How processes are started: forked from a server process that has loaded what they need."""

import multiprocessing
from multiprocessing import forkserver, spawn
from typing import Any

#: What the server process loads before it is forked.
LOADED = (
    "numpy", "scipy.optimize", "pandas", "sklearn.datasets", "core.engine.training",
    "app.jobs.child", "app.sections.luck.training",
)  # fmt: skip

_preparation = spawn.get_preparation_data


def _without_main(name: str) -> dict[str, Any]:
    """Return what a new process is told of this one, but not which script was its main one.

    multiprocessing has a new process run that script again, for functions that stand in it.
    Streamlit puts the script of the page that was run last in that place.
    """
    said = dict(_preparation(name))
    return {key: value for key, value in said.items() if not key.startswith("init_main")}


def _context() -> Any:  # whose type has no Process
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(LOADED))
    return context


spawn.get_preparation_data = _without_main
CONTEXT = _context()


def start() -> None:
    """Start the server process, so that the first call need not wait until it is ready."""
    if CONTEXT.get_start_method() == "forkserver":
        forkserver.ensure_running()
