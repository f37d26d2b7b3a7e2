"""What does the work in the background: this machine's cores, or a Dask cluster."""

import os
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import Any

# joblib hands out the work: to processes here or, by its Dask backend, to other machines.
from joblib import parallel_config

# joblib has no setting of its own for how its processes are started.
from joblib.externals.loky.backend.context import set_start_method

# One thread for linear algebra, as the server has (server.py says why).
from threadpoolctl import threadpool_limits

from app.jobs.child import NICENESS
from app.jobs.processes import CONTEXT
from core.language import _

#: Variable with the address of a cluster's scheduler, as tcp://host:8786.
ADDRESS = "DASK_SCHEDULER_ADDRESS"
#: Seconds after which a process of this machine ends that has nothing to do.
IDLE_SECONDS = 20
#: Seconds in which a cluster must answer.
ANSWER_SECONDS = 10

# Forked from the server process that has loaded NumPy and the engine, they work at once; a new
# interpreter takes more than a second to load them.
set_start_method(CONTEXT.get_start_method(), force=True)


def step_back() -> None:
    """Prepare a process of this machine: the server's frames come first, on one thread each."""
    with suppress(OSError, AttributeError):  # Windows has no niceness
        os.nice(NICENESS)
    threadpool_limits(1, user_api="blas")


@contextmanager
def workers(shared: object) -> Iterator[None]:
    """Let joblib hand work to the cluster that the environment names, or to this machine.

    Parameters
    ----------
    shared : object
        An argument of all calls. Every worker of a cluster is sent it once, and one that is
        started again after a failure gets it from the others.

    Raises
    ------
    RuntimeError
        In a sentence, if the cluster does not answer or Dask is not installed.
    """
    address = os.environ.get(ADDRESS, "")
    if not address:
        with parallel_config(
            backend="loky",
            inner_max_num_threads=1,
            idle_worker_timeout=IDLE_SECONDS,
            initializer=step_back,
        ):
            yield
        return
    try:
        # Not installed with the app: the extra `cluster` brings it.
        from distributed import Client
    except ImportError as error:
        raise RuntimeError(
            f"{ADDRESS} is set, but Dask is not installed: pip install 'glassnet[cluster]'"
        ) from error
    try:
        client: Any = Client(address, timeout=ANSWER_SECONDS, set_as_default=False)  # type: ignore[no-untyped-call]
        client.wait_for_workers(1, timeout=ANSWER_SECONDS)
    except (OSError, TimeoutError, ValueError) as error:
        raise RuntimeError(
            _(
                "The cluster at {address} does not answer, or has no workers; without that "
                "variable this machine's own cores do the work"
            ).format(address=ADDRESS)
        ) from error
    with client, parallel_config(backend="dask", client=client, scatter=[shared]):
        yield


def is_loss(error: Exception) -> bool:
    """Say whether an error means that a cluster has lost a worker, with data that only it had."""
    return isinstance(error, CancelledError) or type(error).__name__ == "KilledWorker"
