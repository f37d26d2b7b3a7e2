"""What one who means harm has tried, each with its bound.

Held elsewhere: files that freeze a reader or take its memory (tests/pages/test_sleep_nights.py,
tests/unit/test_digits.py, tests/fuzz), the bounds of a job (tests/app/test_jobs.py), uploads
(tests/app/test_upload_bounds.py), forged requests and foreign pages (test_live_route.py), shared
pictures (tests/pages/test_digits.py), half a request (tests/balancer).
"""

import json
import os
import subprocess
import tracemalloc
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.io import savemat

from app.hosting.limits import IN_FORCE
from app.hosting.upload_bounds import MEGABYTE
from app.live.live import Live
from app.live.route import MAX_BYTES
from app.pages.digits import uploads
from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from app.pages.sleep.csv_file import MAX_BYTES as MAX_CSV
from app.pages.sleep.csv_file import from_csv
from core.data.child_process import command, environment
from core.data.digits import MAX_PIXELS, Digits
from core.data.mat_child import DOUBLED, TOO_LARGE
from core.engine.objective import Objective
from tests.asking import Asking
from tests.fuzz.work import counted
from tests.load.crowd import crowd
from tests.load.visitor import Visitor
from tests.own_loop import run

# One after another: these share a server that counts what they do.
pytestmark = pytest.mark.xdist_group("servers")

#: Seconds of an answer at the most, and of a panel and frames that it may hold besides.
LONGEST, BESIDES = 0.25, 0.15
SECRET = "words-of-a-visitor"


@pytest.mark.parametrize(
    "data", [b",'x" * (MAX_CSV // 3), b"a" + b"," * (MAX_CSV - 1), b"\n" * MAX_CSV, b"\r" * MAX_CSV]
)
def test_a_csv_file_takes_little_more_memory_than_its_bytes(data: bytes) -> None:
    tracemalloc.start()
    try:
        from_csv(data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 100 * MEGABYTE


def peak(data: bytes) -> tuple[int, int]:
    """Read a .mat file in a process as the app does; return its exit code and its memory."""
    reader = subprocess.Popen(
        command("mat_child.py", str(MAX_PIXELS), "X", "y"),
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert reader.stdin is not None
    with reader.stdin:
        reader.stdin.write(data)
    _, status, used = os.wait4(reader.pid, 0)
    reader.returncode = os.waitstatus_to_exitcode(status)
    return reader.returncode, 1024 * used.ru_maxrss


def zeros(n_rows: int, n_columns: int) -> bytes:
    """Return the bytes of a compressed variable X of zeros, made without holding them."""
    made = BytesIO()
    savemat(made, {"X": np.zeros((1, 1))})
    head = bytearray(made.getvalue()[128:])
    data_bytes = 8 * n_rows * n_columns
    at = head.find(np.array([5, 8, 1, 1], "<i4").tobytes())
    head[at + 8 : at + 16] = np.array([n_rows, n_columns], "<i4").tobytes()
    head[4:8] = np.array([len(head) - 16 + data_bytes], "<u4").tobytes()
    head[-12:-8] = np.array([data_bytes % 2**32], "<u4").tobytes()
    # After a full flush every megabyte of zeros is packed into the same bytes: one is packed.
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    start = packer.compress(bytes(head[:-8])) + packer.flush(zlib.Z_FULL_FLUSH)
    each = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    n = data_bytes // MEGABYTE
    check = zlib.adler32(bytes(head[:-8]))
    # Of zeros, Adler's first sum stays as it is, and the second grows by it with each byte.
    low, high = check % 2**16, check // 2**16
    check = (high + n * MEGABYTE * low) % 65_521 * 2**16 + low
    packed = b"\x78\x9c" + start + each * n + packer.flush() + check.to_bytes(4, "big")
    return np.array([15, len(packed)], "<u4").tobytes() + packed


@pytest.mark.parametrize("is_first", [True, False])
def test_a_mat_file_with_one_name_twice_is_refused_before_it_inflates(is_first: bool) -> None:
    out = BytesIO()
    savemat(out, {"X": np.zeros((20, 9)), "y": np.ones(20)})
    small = out.getvalue()
    large = zeros(190, 1_000_000)
    code, used = peak(small[:128] + large + small[128:] if is_first else small + large)
    _, usual = peak(small)
    assert code == (TOO_LARGE if is_first else DOUBLED)
    assert used < usual + 100 * MEGABYTE


@pytest.mark.parametrize("optimizer", ["gradient_descent", "newton_cg"])
def test_a_forged_step_trains_only_while_it_is_asked(
    optimizer: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluated: list[Objective] = []
    evaluate = Objective.evaluate

    def noted(objective: Objective, *arguments: Any) -> Any:
        evaluated.append(objective)
        return evaluate(objective, *arguments)

    monkeypatch.setattr(Objective, "evaluate", noted)
    forged = Live(DIGITS, DIGITS.settings(epochs=100_000, optimizer=optimizer, hidden=(20,)))
    asking = Asking(forged)
    asking.seconds = 0.0
    asking.ask("show")
    said = asking.ask("show", 99_998)
    assert said.header["aim"] > said.header["shown"]  # it has not come there,
    own = forged.lab.objective(0).examples
    n = len(evaluated)
    MOONS.lab(MOONS.settings(m=100)).advance(300)
    others = evaluated[n:]
    assert len(others) > 100
    assert all(one.examples is not own for one in others)  # and nobody goes on


def test_three_dear_visitors_leave_a_turn_after_each_answer() -> None:
    """As much as the limits allow: each answer is bounded by its time and one evaluation."""
    values = {"hidden": (100, 100), "optimizer": "newton_cg", "epochs": 100_000}
    pictures = np.random.default_rng(0).uniform(size=(13_000, 64))
    file = uploads.keep(b"dear", Digits(pictures, np.arange(13_000) % 10))
    settings = DIGITS.settings(source="upload", file=file, test=0, **values)
    for live in [Live(DIGITS, settings) for _ in range(3)]:
        asking = Asking(live)
        asking.seconds = LONGEST
        for name, epoch, n in (("show", 0, 0), ("more", 0, 30), ("show", 50_000, 0)):
            with counted() as work:
                asking.ask(name, epoch, n)
            assert work.now <= LONGEST + BESIDES + 3 * work.largest


def test_visitors_of_one_upload_share_its_pictures() -> None:
    pictures = np.random.default_rng(0).uniform(size=(300, 64))
    file = uploads.keep(b"shared", Digits(pictures, np.arange(300) % 10))
    labs = [
        DIGITS.lab(DIGITS.settings(source="upload", file=file, hidden=(n,))) for n in range(1, 6)
    ]
    assert all(np.shares_memory(one.task.X, labs[0].task.X) for one in labs)
    assert not labs[0].task.X.flags.writeable


def test_a_session_holds_so_many_files_and_no_more(address: str) -> None:
    each, many = 20 * MEGABYTE, 5

    async def send() -> list[int]:
        visitor = Visitor(address, "", "m=50")
        try:
            await visitor.open()
            return [await visitor.upload(str(n), bytes(each - 1000)) for n in range(many)]
        finally:
            await visitor.close()

    taken = IN_FORCE["uploads"] // 20
    assert run(send()) == [204] * taken + [413] * (many - taken)
    assert not run(crowd(address, 1, 0.5, query="m=50")).errors


def test_the_log_has_no_words_of_a_visitor(address: str, log: Path) -> None:
    async def send() -> None:
        visitor = Visitor(address, "", f"alpha={SECRET}&{SECRET}=1")
        try:
            await visitor.open()
            for body in (SECRET.encode(), json.dumps({"name": SECRET}).encode(), b"x" * MAX_BYTES):
                await visitor.post(visitor.stage["address"], body)
            await visitor.upload(SECRET, SECRET.encode())
            for path in (f"/{SECRET}", f"/live/{SECRET}", f"/media/{SECRET}", f"/../{SECRET}"):
                async with visitor.http.get(address + path) as answer:
                    await answer.read()
        finally:
            await visitor.close()

    run(send())
    assert log.stat().st_size
    assert SECRET not in log.read_text()
