"""Results that are claimed: what is true passes, and nothing else does."""

import csv
import random
import string
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.claims import repeat as claims
from app.claims.result_line import CLAIMS, ResultLine, is_as_claimed, read_line, signed
from app.lessons.library import LIBRARY
from app.lessons.link import packed
from app.pages.subjects import subjects
from app.pages.table import EXPERIMENTS
from app.ui.addresses import url_path
from app.verify.__main__ import main

LIBRARY.know(subjects())
repeat = partial(claims.repeat, experiments=EXPERIMENTS)
numbers_at = partial(claims.numbers_at, experiments=EXPERIMENTS)
MOONS = "/moons?m=100&epochs=60&hidden=3&epoch=40"


def written(name: str, value: float) -> str:
    """Return a number as assets/live/result_line.js writes it."""
    return f"{value:.4f}" if name.endswith("accuracy") else f"{float(f'{value:.3e}')!r}"


def true_line(address: str = MOONS) -> ResultLine:
    """Return the line of an address as its run has it."""
    found = numbers_at(address)
    epoch = int(address.rpartition("epoch=")[2])
    claims = {name: written(name, value) for name, value in found.items()}
    return ResultLine(epoch, claims, address, "2026-11-30")


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_what_is_true_on_any_page_is_repeated(name: str) -> None:
    verdict = repeat(true_line(f"/{url_path(name)}?epoch=3").text())
    assert verdict.is_repeated, verdict.sentence
    assert verdict.sentence.endswith("at epoch 3, as claimed")


def test_a_server_before_the_path_and_a_base_path_are_no_matter() -> None:
    line = true_line()
    for address in (f"https://lab.example/course{MOONS}", f"http://127.0.0.1:8501{MOONS}"):
        assert repeat(ResultLine(line.epoch, line.claims, address, line.when).text()).is_repeated


def test_of_a_thousand_lines_with_one_other_character_none_passes() -> None:
    text, draw = true_line().text(), random.Random(0)
    letters = string.ascii_letters + string.digits + " .=&?#-+"
    for _ in range(1000):
        at = draw.randrange(len(text))
        other = draw.choice([one for one in letters if one != text[at]])
        altered = text[:at] + other + text[at + 1 :]
        with pytest.raises(ValueError, match=r"altered|no result line"):
            read_line(altered)
        assert not repeat(altered).is_repeated


@pytest.mark.parametrize("name", ["J", "test", "train_accuracy", "test_accuracy"])
@pytest.mark.parametrize("by", [1, -1, 30])
def test_with_the_checksum_made_anew_no_untrue_number_passes(name: str, by: int) -> None:
    line = true_line()
    digits = len(line.claims[name].partition(".")[2])
    untrue = f"{float(line.claims[name]) + by * 10.0**-digits:.{digits}f}"
    claims = {**line.claims, name: untrue}
    verdict = repeat(ResultLine(line.epoch, claims, line.address, line.when).text())
    assert not verdict.is_repeated
    assert f"{CLAIMS[name]} is " in verdict.sentence
    assert f"claimed {untrue}" in verdict.sentence


def test_another_run_or_epoch_under_the_same_numbers_does_not_pass() -> None:
    line = true_line()
    for address in (
        MOONS.replace("hidden=3", "hidden=4"),
        MOONS.replace("epoch=40", "epoch=41"),
        MOONS.replace("epoch=40", "epoch=60"),
        MOONS.replace("/moons", "/xor"),
        MOONS.replace("/moons", "/downhill"),
        MOONS + "&alpha=nan",
        "/",
    ):
        verdict = repeat(ResultLine(line.epoch, line.claims, address, line.when).text())
        assert not verdict.is_repeated
        assert verdict.sentence.startswith("not repeated: ")


def test_an_epoch_that_the_run_does_not_come_to_is_said() -> None:
    late = ResultLine(1999, {"J": "0.1"}, "/sleep?epochs=2000&epoch=1999", "2026-11-30")
    assert "the run ends at epoch" in repeat(late.text()).sentence


@given(st.text(max_size=200))
def test_no_text_whatever_is_more_than_refused(text: str) -> None:
    assert not repeat(text).is_repeated
    assert not repeat(signed(f"Glassnet result: {text}")).is_repeated


@given(
    st.dictionaries(st.sampled_from([*CLAIMS]), st.floats(1e-9, 1e9), min_size=1),
    st.integers(0, 10**6),
    st.from_regex(r"/[a-z]{1,9}\?[a-z_=&.0-9-]{0,60}", fullmatch=True),
)
def test_a_line_is_read_as_it_was_written(
    values: dict[str, float], epoch: int, address: str
) -> None:
    claims = {name: written(name, value) for name, value in values.items()}
    line = ResultLine(epoch, claims, address, "2026-11-30")
    assert read_line(line.text()) == line


@pytest.mark.parametrize(
    ("name", "text", "value", "holds"),
    [
        ("J", "0.02554", 0.025542, True),
        ("J", "0.02554", 0.025548, False),
        ("J", "0.5", 0.50004, True),
        ("J", "0.5", 0.5003, False),  # zeros that are not written are claimed too
        ("J", "1.24e-05", 1.24e-5, True),
        ("J", "1.2e-05", 1.24e-5, False),
        ("J", "0", 0.0, True),
        ("J", "0e9", 0.7, False),
        ("J", "1e9", 0.7, False),
        ("J", "1e99999", 0.7, False),
        ("J", "1e-99999", 0.7, False),
        ("test_accuracy", "0.9840", 0.984, True),
        ("test_accuracy", "0.9840", 0.9839, False),
        ("test_accuracy", "1", 0.6, False),
        ("test_accuracy", "1e0", 0.9998, False),
        ("J", "nan", float("nan"), False),
        ("J", "0.1", float("inf"), False),
        ("J", "", 0.0, False),
        ("J", "٣", 3.0, False),
    ],
)
def test_a_claim_is_as_precise_as_every_line_is(
    name: str, text: str, value: float, holds: bool
) -> None:
    assert is_as_claimed(name, text, value) is holds


@pytest.mark.parametrize("number", ["1e99999", "-1e99999", "0e9", "1" * 400, "0." + "1" * 400])
def test_a_number_out_of_reason_harms_no_other_line(number: str) -> None:
    line = true_line()
    claims = {**line.claims, "J": number}
    verdict = repeat(ResultLine(line.epoch, claims, line.address, line.when).text())
    assert not verdict.is_repeated
    assert verdict.sentence.startswith("not repeated: ")


def test_a_file_of_thirty_lines_is_repeated_and_goes_out_as_csv(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [true_line(f"/moons?m=100&epochs=60&start={n}&epoch=40").text() for n in range(29)]
    untrue = lines[0].rpartition(" #")[0].replace("J=0.", "J=1.")
    file, table = tmp_path / "class.txt", tmp_path / "class.csv"
    file.write_text("Our results\n\n" + "\n".join([*lines, signed(untrue)]), encoding="utf-8")
    assert main([str(file), "--csv", str(table)]) == 1
    said = capsys.readouterr().out
    assert "29 of 30 repeated." in said
    with table.open(encoding="utf-8", newline="") as opened:
        rows: list[dict[str, Any]] = [*csv.DictReader(opened)]
    assert [row["repeated"] for row in rows] == ["yes"] * 29 + ["no"]
    assert all(not row["line"].startswith(("=", "+", "-", "@")) for row in rows)


def test_an_address_is_trained_to_its_epoch(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([MOONS]) == 0
    assert "test accuracy" in capsys.readouterr().out
    assert main(["/nowhere?epoch=1"]) == 1
    assert "no page with a run" in capsys.readouterr().err


LESSON = """\
---
title: Few units
page: moons
start: "?m=100&epochs=60&hidden=3"
shown: [alpha, epochs]
---

## Try

[Faster](?alpha=5)
"""


def test_a_line_of_a_lesson_holds_what_the_lesson_fixes() -> None:
    name = packed(LESSON)
    free = f"{MOONS.replace('epochs=60', 'epochs=50')}&alpha=2.0&lesson={name}"
    allowed = free.replace("&epoch=40", "") + "&epoch=40"
    verdict = repeat(true_line(allowed).text())
    assert verdict.is_repeated, verdict.sentence
    assert "in the lesson “Few units”" in verdict.sentence
    for other, why in (
        (allowed.replace("hidden=3", "hidden=9"), "fixes otherwise"),
        (allowed + "&was=10~optimizer~adam", "fixes otherwise"),
        (allowed.replace("/moons", "/xor"), "about another page"),
        (allowed.replace(f"lesson={name}", "lesson=unheard"), "does not have the lesson"),
    ):
        numbers = {"J": "1.0"}
        found = repeat(ResultLine(40, numbers, other, "2026-11-30").text())
        assert not found.is_repeated
        assert why in found.sentence
