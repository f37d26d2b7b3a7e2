"""What sessions leave is collected, and the system gets the memory."""

import gc
import platform
import subprocess
import sys
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

import pytest

from app.hosting import session_expiry
from tests.own_loop import run

GLIBC = platform.libc_ver()[0] == "glibc"
#: Many threads, one after the other, each leaves holes: what one frees is little beside what stays.
THREADS = """
import sys
from threading import Barrier, Thread
from app.hosting import allocator
if sys.argv[1] == "few":
    assert allocator.keep_little_free()
barrier = Barrier(32)
def allocate():
    barrier.wait()
    held = [bytes(3000) for _ in range(500)]
    barrier.wait()
threads = [Thread(target=allocate) for _ in range(32)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(open("/proc/self/maps").read().count(" ---p 00000000 00:00 0"))
"""


@pytest.mark.skipif(not GLIBC, reason="the arenas are glibc's")
def test_threads_share_few_arenas() -> None:
    # What an arena has reserved and not yet used is mapped without any right.
    reserved = {
        how: int(
            subprocess.run(
                [sys.executable, "-c", THREADS, how], capture_output=True, check=True
            ).stdout
        )
        for how in ("few", "many")
    }
    assert reserved["few"] < reserved["many"]


@pytest.mark.skipif(not GLIBC, reason="the threshold is glibc's")
def test_a_large_array_goes_back_when_it_is_freed_whatever_was_freed_before() -> None:
    freed = (
        "import numpy as np\n"
        "from app.hosting import allocator\n"
        "assert allocator.keep_little_free()\n"
        "resident = lambda: 4096 * int(open('/proc/self/statm').read().split()[1])\n"
        "np.ones(3_000_000)\n"  # freed at once: what comes after it would go into an arena
        "held = [np.ones(1_000_000) for _ in range(8)]\n"
        "stays = np.ones(1000)\n"
        "full = resident()\n"
        "del held\n"
        "assert resident() < full - 60_000_000\n"
    )
    subprocess.run([sys.executable, "-c", freed], check=True)


@pytest.mark.skipif(not GLIBC, reason="it is glibc that gives memory back")
def test_what_is_free_goes_back_to_the_system() -> None:
    given = (
        "import numpy as np\n"
        "from app.hosting.allocator import give_back\n"
        "held = [np.zeros(5000) for _ in range(2000)]\n"  # below what has a mapping of its own
        "stays = np.zeros(5000)\n"  # at the end of the heap, so that nothing goes back by itself
        "resident = lambda: int(open('/proc/self/statm').read().split()[1])\n"
        "[one.fill(1.0) for one in held]\n"
        "full = resident()\n"
        "del held\n"
        "give_back()\n"
        "assert resident() * 4096 < full * 4096 - 60_000_000\n"
    )
    subprocess.run([sys.executable, "-c", given], check=True)


def test_memory_is_collected_whoever_has_ended_a_session(monkeypatch: pytest.MonkeyPatch) -> None:
    there: list[set[str]] = [{"ann", "bob"}, {"ann", "bob", "cyd"}, {"bob", "cyd"}, {"bob", "cyd"}]
    # Dan comes and goes between two looks; then somebody stays whom a collection does not free.
    there += [{"bob", "cyd"}, {"bob", "cyd"}]
    visitors = iter(["ab", "abc", "abc", "bc", "bc", "bcd", "bcd", "bcd"])
    done: list[str] = []
    looks = iter(there)

    async def sleep(seconds: float) -> None:
        done.append("look")

    monkeypatch.setattr("app.hosting.session_expiry.asyncio.sleep", sleep)
    monkeypatch.setattr(session_expiry, "sessions_after_expiry", lambda: frozenset(next(looks)))
    monkeypatch.setattr(session_expiry, "give_back", lambda: done.append("give back"))
    monkeypatch.setattr(gc, "collect", lambda: done.append("collect"))
    counted: Any = type("Counted", (), {"__len__": lambda _self: len(next(visitors))})
    monkeypatch.setattr(session_expiry, "VISITORS", counted())
    with suppress(RuntimeError, StopIteration):
        run(session_expiry.end_expired_sessions_regularly())
    freed = ["collect", "give back"]
    assert done == ["look", "look", "look", *freed, "look", "look", *freed, "look", "look"]


def test_sessions_are_found_where_streamlit_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    here = {"gone", "open"}
    kept: Any = SimpleNamespace(expire=lambda: here.discard("gone"))
    manager = SimpleNamespace(
        _session_storage=SimpleNamespace(_cache=kept),
        list_sessions=lambda: [SimpleNamespace(session=SimpleNamespace(id=one)) for one in here],
    )
    instance = SimpleNamespace(_session_mgr=manager)
    monkeypatch.setattr("streamlit.runtime.exists", lambda: True)
    monkeypatch.setattr("streamlit.runtime.get_instance", lambda: instance)
    assert session_expiry.sessions_after_expiry() == {"open"}
    instance._session_mgr = SimpleNamespace()
    assert session_expiry.sessions_after_expiry() == frozenset()
