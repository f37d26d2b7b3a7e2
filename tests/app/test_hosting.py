"""What a host sets: limits, headers; what a host sees: health, numbers, logs."""

import io
import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.figures import palette_in_use
from app.figures.palette import PALETTES
from app.hosting import limits, logs, metrics
from app.hosting.headers import FRAME_ANCESTORS, headers
from app.hosting.limits import LIMITS, Limit, read
from app.hosting.visitors import Visitors
from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from tests.serving import PATIENCE

ROOT = Path(__file__).resolve().parent.parent.parent


def test_hosts_are_told_of_every_limit_with_its_default() -> None:
    page = (ROOT / "docs" / "hosting.md").read_text("utf-8")
    for record in LIMITS.values():
        assert f"| `{record.variable}` | {record.default} | " in page
    assert FRAME_ANCESTORS in page
    assert f"| `{palette_in_use.VARIABLE}` | {palette_in_use.DEFAULT} | " in page
    assert all(f"`{name}`" in page for name in PALETTES)
    for metric in re.findall(rb"^# HELP (\S+)", metrics.text(), re.MULTILINE):
        assert f"`{metric.decode()}" in page


def test_limits_have_defaults_and_take_what_the_host_says() -> None:
    assert read({}) == {record.name: record.default for record in LIMITS.values()}
    for record in LIMITS.values():
        assert read({record.variable: str(record.high)})[record.name] == record.high


@pytest.mark.parametrize("record", LIMITS.values(), ids=LIMITS)
@pytest.mark.parametrize("text", ["", "many", "-1", "0.5", "99999999999", "٣x"])
def test_a_limit_that_is_none_is_refused_with_a_sentence(record: Limit, text: str) -> None:
    with pytest.raises(ValueError, match=f"{record.variable}: got .*takes a whole number from"):
        read({record.variable: text})


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("examples", 10, "examples: got 20, takes at most 10"),
        ("units", 4, "units: got 5, takes at most 4"),
        ("parameters", 50, "parameters: got 57, takes at most 50"),
    ],
)
def test_what_is_beyond_a_limit_is_refused_on_the_page(
    monkeypatch: pytest.MonkeyPatch, name: str, value: int, sentence: str
) -> None:
    monkeypatch.setitem(limits.IN_FORCE, name, value)
    with pytest.raises(ValueError, match=sentence):
        MOONS.lab(MOONS.settings(m=40))


def test_the_history_of_a_run_keeps_to_what_the_host_allows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(limits.IN_FORCE, "history", 1)
    lab = DIGITS.lab(
        DIGITS.settings(examples=30, hidden=(100,), optimizer="gradient_descent", alpha=0.1)
    )
    lab.advance(100)
    assert lab.run.nbytes <= 2**20 + 3 * lab.step(100).nbytes


def test_visitors_come_in_until_it_is_full_and_again_when_one_has_gone() -> None:
    visitors = Visitors(2)
    one, other = visitors.admit(), visitors.admit()
    assert one is not None
    assert visitors.admit() is None
    assert len(visitors) == 2
    del other
    assert visitors.admit() is not None


def test_a_full_server_says_so_on_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.session.VISITORS", Visitors(0))
    script = (
        "from app.ui.admission import show_if_admitted\nimport streamlit as st\n"
        "show_if_admitted(lambda: st.write('in'))\n"
    )
    page = AppTest.from_string(script).run()
    assert "This server is full" in page.warning[0].value
    assert not page.markdown
    monkeypatch.setattr("app.ui.session.VISITORS", Visitors(1))
    page.button[0].click().run()
    assert page.markdown[0].value == "in"
    assert not page.warning


def test_numbers_are_in_prometheus_format_and_know_nobody() -> None:
    before = metrics.text().decode()
    metrics.tick(0.03, 10, 160_000)
    after = metrics.text().decode()

    def value(text: str, name: str) -> float:
        found = re.search(rf"^{name} (\S+)$", text, re.MULTILINE)
        assert found, name
        return float(found[1])

    for name, gain in (("ticks", 1), ("frames", 10), ("bytes", 160_000)):
        of = f"glassnet_{name}_total"
        assert value(after, of) - value(before, of) == gain
    for name in ("glassnet_sessions", "glassnet_playing", "glassnet_errors_total", "glassnet_pace"):
        assert value(after, name) >= 0
    assert 'glassnet_refused_total{reason="full"}' in after
    assert 'glassnet_tick_seconds_bucket{le="0.05"}' in after


def test_headers_say_who_may_frame_the_app() -> None:
    assert "frame-ancestors 'self'" in headers({})["Content-Security-Policy"]
    said = headers({FRAME_ANCESTORS: "'self' https://course.example.org"})
    assert said["Content-Security-Policy"].endswith(
        "frame-ancestors 'self' https://course.example.org"
    )
    assert said["X-Content-Type-Options"] == "nosniff"
    with pytest.raises(ValueError, match="takes addresses"):
        headers({FRAME_ANCESTORS: "'self'; script-src *"})


def test_an_error_is_logged_without_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    logs.set_up()
    logs.set_up()
    log = logging.getLogger("glassnet")
    assert len(log.handlers) == 1
    said = io.StringIO()
    handler = log.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    monkeypatch.setattr(handler, "stream", said)
    try:
        raise ValueError("my secret night: 3_5_75")
    except ValueError as error:
        logs.error(error)
    logs.event("full", sessions=3)
    first, second = map(json.loads, said.getvalue().splitlines())
    assert (first["event"], first["kind"]) == ("error", "ValueError")
    assert first["place"].startswith("test_hosting.py:")
    assert "secret" not in said.getvalue()
    assert (second["event"], second["sessions"]) == ("full", 3)


POLLS = """
import threading
from pathlib import Path
from streamlit.watcher.path_watcher import watch_file
from app.hosting.no_polling import stop_polling

assert watch_file(__file__, print, watcher_type="poll")
threads = [thread for thread in threading.enumerate() if thread is not threading.main_thread()]
assert threads
stop_polling()
for thread in threads:
    thread.join(60)
print("still looking" if any(thread.is_alive() for thread in threads) else "quiet")
"""


def test_nothing_looks_for_a_new_configuration_while_the_server_runs(tmp_path: Path) -> None:
    script = tmp_path / "polls.py"
    script.write_text(POLLS)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script)]
    result = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert (result.stdout, result.returncode) == ("quiet\n", 0), result.stderr


def test_of_an_error_in_a_library_the_log_has_kind_and_place_alone() -> None:
    made = logging.getLogRecordFactory()
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    serving, own = logging.getLogger("streamlit.some.part"), logging.getLogger("another")
    try:
        logging.setLogRecordFactory(logs.record_without_words)
        for logger in (serving, own):
            logger.addHandler(handler)
            try:
                raise ValueError("what a visitor typed")
            except ValueError:
                logger.warning("said: %s", "what a visitor typed", exc_info=True)
        serving.warning("a warning of %s", "no visitor's")
        serving.error("Failed to read what a visitor typed")
    finally:
        logging.setLogRecordFactory(made)
        for logger in (serving, own):
            logger.removeHandler(handler)
    lines = [line for line in out.getvalue().splitlines() if line.startswith("streamlit")]
    assert [re.sub(r":\d+$", "", line) for line in lines] == [
        "streamlit.some.part ValueError at test_hosting.py",
        "streamlit.some.part a warning of no visitor's",
        "streamlit.some.part error at test_hosting.py",
    ]
