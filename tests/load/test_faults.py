"""Faults under load, without a browser: nobody else notices, and the server is there afterwards."""

import asyncio
import random
import socket
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import pytest

from app.pages.table import EXPERIMENTS
from tests.balancer.front import front, wait_until
from tests.balancer.visitor import COOKIE
from tests.balancer.visitor import Visitor as Browser
from tests.load.crowd import crowd
from tests.load.visitor import Visitor
from tests.own_loop import run
from tests.serving import PATIENCE

# One after another: these start servers of their own, kill them and count what they do.
pytestmark = pytest.mark.xdist_group("servers")

#: Malformed addresses that are tried; `make load` tries a thousand.
ADDRESSES = 60
STORY = "epochs=100000&m=100"


def metric(address: str, name: str) -> float:
    """Return a number that the server counts."""
    with urllib.request.urlopen(f"{address}/metrics", timeout=PATIENCE) as answer:
        lines = answer.read().decode().splitlines()
    return float(next(line.split()[-1] for line in lines if line.startswith(f"{name} ")))


def is_healthy(address: str) -> bool:
    with urllib.request.urlopen(f"{address}/healthz", timeout=PATIENCE) as answer:
        return bool(answer.read() == b"ok")


def test_a_crowd_gets_frames_and_no_errors_and_is_counted(address: str) -> None:
    before = metric(address, "glassnet_frames_total")
    found = run(crowd(address, 6, 3.0, query=STORY))
    assert not found.errors
    assert all(story.frames > 0 for story in found.stories)
    seen = sum(story.frames for story in found.stories)
    assert metric(address, "glassnet_frames_total") - before >= seen
    assert metric(address, "glassnet_errors_total") == 0
    assert metric(address, "glassnet_sessions") >= 6


def test_every_live_page_plays_without_a_browser(address: str) -> None:
    for name in ("moons", "sleep", "digits", "xor", "backprop"):
        found = run(crowd(address, 1, 1.0, name))
        assert not found.errors, name
        assert found.stories[0].frames > 0, name


def test_a_browser_that_has_gone_plays_no_more_and_is_forgotten(forgetful: str) -> None:
    run(crowd(forgetful, 3, 1.0, query=STORY))
    wait_until(lambda: metric(forgetful, "glassnet_playing") == 0, "nobody plays any more")
    # The last one is remembered by the thread that served it, until another is served.
    wait_until(lambda: metric(forgetful, "glassnet_sessions") <= 1, "nobody is kept any more")
    assert is_healthy(forgetful)


def test_an_upload_that_is_cut_off_harms_nobody(address: str) -> None:
    host, port = address.removeprefix("http://").split(":")
    for sent in (0, 100, 100_000):
        with socket.create_connection((host, int(port)), timeout=PATIENCE) as wire:
            wire.sendall(
                b"PUT /_stcore/upload_file/nobody/one HTTP/1.1\r\nHost: localhost\r\n"
                b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 20000000\r\n\r\n"
                + bytes(sent)
            )
    assert is_healthy(address)
    assert not run(crowd(address, 1, 1.0, query=STORY)).errors


#: What an address may say in place of a value.
JUNK = (
    "", "-1", "1e999", "nan", "99999999999999999999", "0x10", "<script>alert(1)</script>",
    "../../", "%00", "'; --", "\u202e\u0000", "5-5-5-5-5-5-5-5", "1~alpha~2", "1~nights~x 2~~",
    "٣", "a" * 3000, "True", "[]", "{}", "1 2 3", "softmax", "zeros", "bfgs", "0", "1",
    "3_5_75~", "~", "🌙",
)  # fmt: skip


def malformed(seed: int) -> tuple[str, str]:
    """Return a page and an address of it that makes little sense; the same for the same seed."""
    draw = random.Random(seed)
    page, experiment = draw.choice([(name, one) for name, one in EXPERIMENTS.items()])
    fields = [*experiment.form.fields, "was", "nothing", ""]
    chosen = {draw.choice(fields): draw.choice(JUNK) for _ in range(draw.randint(1, 8))}
    path = "" if page == "moons" else page
    return path, urlencode(chosen)


def test_malformed_addresses_are_told_and_never_a_traceback(address: str) -> None:
    async def wander() -> list[str]:
        """Visit one address after another; return the exceptions that any page showed."""
        said: list[str] = []
        for seed in range(ADDRESSES):
            page, query = malformed(seed)
            visitor = Visitor(address, page, query)
            try:
                await visitor.look()
            finally:
                await visitor.close()
            said += [f"{page}?{query}: {error}" for error in visitor.story.errors]
        return said

    assert run(wander()) == []
    assert is_healthy(address)
    assert metric(address, "glassnet_errors_total") == 0


def test_a_replica_is_killed_under_load_and_the_others_visitors_do_not_notice(
    tmp_path: Path,
) -> None:
    with front(tmp_path) as balancer:
        balancer.wait_until_both_get_visitors()
        cookies: list[str] = []
        while len(set(cookies)) < 2 or len(cookies) < 4:
            with Browser(balancer.url) as browser:
                cookies += browser.arrives()
                browser.opens()
        kept = cookies[0]

        async def play(cookie: str) -> Visitor:
            visitor = Visitor(balancer.url, "", STORY, {"Cookie": f"{COOKIE}={cookie}"})
            await visitor.open()
            return visitor

        async def scene() -> None:
            own = [await play(kept) for _ in range(3)]
            playing = [asyncio.create_task(visitor.play(8.0)) for visitor in own]
            await asyncio.sleep(0)
            # Which of the two has them is seen by what it counts.
            home = max(balancer.processes, key=lambda one: metric(one.url, "glassnet_sessions"))
            for process in balancer.processes:
                if process is not home:
                    await asyncio.to_thread(process.kill)
            for story in await asyncio.gather(*playing):
                assert not story.errors
                assert story.frames > 20
            for visitor in own:
                await visitor.close()

        run(scene())
