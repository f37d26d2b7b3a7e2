"""The table of nights: what is allowed, what is told, CSV both ways."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pages.sleep.csv_file import READ_CSV, from_csv
from app.pages.sleep.nights import (
    MAX_NIGHTS,
    NAMES,
    TUTORIAL,
    apply_edits,
    check_rows,
    extrapolation_note,
    from_text,
    rescaling_notes,
    rows_of,
    to_csv,
    to_text,
)

GOOD = {"sleep": 7, "study": 2, "score": 85}
HOURS = st.integers(0, 24).map(lambda half: half / 2)
NIGHTS = st.lists(st.tuples(HOURS, HOURS, st.integers(0, 100).map(float)), min_size=2, max_size=40)


@given(NIGHTS)
def test_text_and_csv_hold_every_night(nights: list[tuple[float, ...]]) -> None:
    assert from_text(to_text(nights)) == tuple(nights)
    assert from_csv(to_csv(nights).encode()) == (tuple(nights), [])
    assert check_rows(rows_of(nights)) == (tuple(nights), [])


def test_the_tutorials_nights() -> None:
    assert to_text(TUTORIAL) == "3_5_75~5_1_82~10_2_93"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"sleep": "long"}, "Row 2: sleep is “long”, takes a number, 0 to 24 hours."),
        ({"sleep": -1}, "Row 2: sleep is -1, takes 0 to 24 hours."),
        ({"study": 25}, "Row 2: study is 25, takes 0 to 24 hours."),
        ({"score": 101}, "Row 2: score is 101, takes 0 to 100 points."),
        ({"score": None}, "Row 2: score is missing, takes 0 to 100 points."),
        ({"score": float("nan")}, "Row 2: score is missing, takes 0 to 100 points."),
        ({"study": float("inf")}, "Row 2: study is inf, takes 0 to 24 hours."),
        ({"sleep": 20, "study": 5}, "Row 2: sleep and study make 25 hours, takes 24 in all."),
        (
            {"sleep": -1, "score": 200},
            "Row 2: sleep is -1, takes 0 to 24 hours; score is 200, takes 0 to 100 points.",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_row(row: dict[str, Any], told: str) -> None:
    assert check_rows([GOOD, {**GOOD, **row}, GOOD])[1] == [told]


def test_many_bad_rows_are_counted() -> None:
    problems = check_rows([{**GOOD, "score": 999}] * 40)[1]
    assert len(problems) == 6
    assert problems[-1] == "And 35 more rows like that."


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "The table is empty"),
        ([{"sleep": None, "study": None, "score": None}], "The table is empty"),
        ([GOOD], "One night alone"),
        ([GOOD] * (MAX_NIGHTS + 1), "501 nights: takes at most 500"),
    ],
)
def test_a_table_that_teaches_nothing_is_refused(rows: list[dict[str, Any]], told: str) -> None:
    (problem,) = check_rows(rows)[1]
    assert problem.startswith(told)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "cannot be read as CSV"),
        (b"a,b\n1,2\n3,4\n", "Columns sleep, study and score are missing"),
        (b"sleep,study,points\n1,2,3\n", "Column score is missing"),
        (b"sleep,study,score\n1,2,3\n7,many,80\n", "Row 2: study is “many”"),
        (b"sleep,study,score\n" + b"7,2,80\n" * 100_000, "100,001 lines: takes at most 500"),
        (b"sleep,study,score\n7,2,80\n", "One night alone"),
        (b"\xff\xfe\x00\x01\x02", "CSV"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "CSV"),
        (b"x" * 3_000_000, "3.0 MB"),
    ],
)
def test_a_file_that_is_no_table_of_nights_is_refused(data: bytes, told: str) -> None:
    _, problems = from_csv(data)
    assert problems
    assert told in problems[0]


@given(st.binary(max_size=300))
def test_no_file_breaks_it(data: bytes) -> None:
    nights, problems = from_csv(data)
    assert problems or len(nights) >= 2


def test_other_columns_orders_and_separators_are_taken() -> None:
    data = "Score; Study ;SLEEP;name\n80;2;7;Ann\n70;1;5;Bob\n".encode("utf-8-sig")
    assert from_csv(data) == (((7.0, 2.0, 80.0), (5.0, 1.0, 70.0)), [])


def test_edits_are_those_of_the_editor() -> None:
    rows = rows_of(TUTORIAL)
    edits = {
        "edited_rows": {1: {"score": 60}},
        "added_rows": [{"sleep": 8}],
        "deleted_rows": [0],
    }
    assert apply_edits(rows, edits) == [
        {"sleep": 5.0, "study": 1.0, "score": 60},
        {"sleep": 10.0, "study": 2.0, "score": 93.0},
        {"sleep": 8},
    ]
    assert apply_edits(rows, {}) == rows


def test_a_night_beyond_the_training_says_what_that_means() -> None:
    assert extrapolation_note(TUTORIAL, (8.0, 3.0)) == ""
    said = extrapolation_note(TUTORIAL, (12.0, 6.0))
    assert "12 hours of sleep are more than the 10 of any night" in said
    assert "1.20, beyond 1" in said
    assert NAMES[1] in said


def test_a_night_beyond_the_others_rescales_them_and_says_so() -> None:
    assert rescaling_notes(TUTORIAL, TUTORIAL) == []
    assert rescaling_notes((), TUTORIAL) == []
    (said,) = rescaling_notes(TUTORIAL, (*TUTORIAL, (12.0, 1.0, 95.0)))
    assert "The most sleep in training is now 12 hours, no longer 10" in said
    assert len(rescaling_notes(TUTORIAL, TUTORIAL[:2])) == 1


@pytest.mark.parametrize("text", ["", "3_5", "3_5_75", "a_b_c~1_2_3", "3_5_75~5_1_101", "~~"])
def test_a_bad_text_in_an_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_text(text)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b",'x" * 10_000, "A line has 30,000 characters: takes at most 2,000."),
        (b"a" + b"," * 1_900_000, "A line has 1,900,001 characters"),
        (b",\n" * 400_000, "400,000 lines: takes at most 500 nights."),
        (b"," * 60, "A line has 61 columns: takes at most 51."),
        (b"\r" * 5000, "5,000 lines"),
    ],
)
def test_a_file_that_was_made_to_do_harm_is_refused_before_it_is_read(
    data: bytes, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("app.pages.sleep.csv_file.pd")  # what reads it
    nights, (problem,) = from_csv(data)
    assert nights == ()
    assert problem.startswith(told)


@given(st.binary(max_size=4000) | st.text(alphabet=",;'\"\t\n x1", max_size=4000).map(str.encode))
def test_any_file_is_read_or_refused_with_a_sentence(data: bytes) -> None:
    nights, problems = from_csv(data)
    assert problems or len(nights) >= 2
    assert all(problem.endswith(".") for problem in problems)


def test_with_semicolons_numbers_may_have_a_decimal_comma() -> None:
    data = b"sleep;study;score\n7,5;2;80\n5;1,25;70\n"
    assert from_csv(data) == (((7.5, 2.0, 80.0), (5.0, 1.25, 70.0)), [])


def test_the_page_reads_a_file_in_another_process() -> None:
    assert READ_CSV.run(b"sleep,study,score\n7,2,80\n5,1,70\n")[1] == []
