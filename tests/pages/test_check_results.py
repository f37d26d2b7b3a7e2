"""The page that checks result lines: its verdicts, its bounds, and texts that stay texts."""

import csv
from collections.abc import Callable, Sequence
from io import StringIO

import pytest
from streamlit.testing.v1 import AppTest

from app.claims.csv_text import csv_text
from app.claims.repeat import KINDS, Verdict
from app.claims.result_line import BEGINNING, signed
from app.jobs.job import JobError, Progress
from app.pages.check_results.checking import CHECK, Verdicts, checked
from app.pages.check_results.lines import MAX_LINES, lines_of_file, lines_of_text
from app.pages.check_results.rows import rows_of
from app.pages.table import EXPERIMENTS, PAGES, PATH
from tests.app.test_verify import MOONS, true_line
from tests.pages.harness import read

SCRIPT = 'from app.pages.table import PAGES\nPAGES["check_results"].render()\n'
TRUE = true_line().text()
ALTERED = TRUE.replace("J=0.", "J=1.")
UNTRUE = signed(ALTERED.rpartition(" #")[0])
GARBAGE = '<script>alert(1)</script> [x](http://evil.example) www.evil.example `"'
LINES = (TRUE, ALTERED, UNTRUE, GARBAGE)


def open_page() -> AppTest:
    page = AppTest.from_string(SCRIPT, default_timeout=120).run()
    assert not page.exception
    return page


def check(page: AppTest, text: str) -> AppTest:
    page.text_area(key="check_results.text").set_value(text)
    page.button[0].click().run()
    assert not page.exception
    return page


def columns(page: AppTest) -> list[list[str]]:
    """Return the columns of the table: line, verdict, claimed, found, run."""
    (table,) = page.table
    return [list(map(str, column)) for _name, column in table.value.items()]


def test_without_lines_it_says_how_a_student_gets_one() -> None:
    page = open_page()
    assert "**Share**" in page.info[0].value
    assert "**Copy a result line**" in page.info[0].value
    assert "this kind of processor" in page.caption[0].value
    assert not page.table
    assert "no lines: takes 1 to 100" in read(check(page, " \n ").error[0].value)


def test_every_line_has_its_verdict_and_an_altered_one_never_passes() -> None:
    page = check(open_page(), "\n\n".join(LINES))
    number, verdict, claimed, found, run = columns(page)
    assert number == ["1", "2", "3", "4"]
    kinds = ("repeated", "altered", "other", "unreadable")
    assert verdict == [f"**{KINDS[kind]}**" for kind in kinds]
    assert "1 of 4 lines are as claimed" in " ".join(one.value for one in page.markdown)
    assert "epoch 40" in read(claimed[0])
    assert read(claimed[2]).startswith("J 1.")
    assert read(found[2]).startswith("J 0.")
    assert "something in the line has been altered" in read(found[1])
    assert run[0] == run[2] == f"[Open]({MOONS})"
    assert run[1] == run[3] == ""


def test_no_text_of_a_line_is_html_or_markdown_or_a_link() -> None:
    hostile = (
        GARBAGE,
        signed(f"{BEGINNING} epoch=1 J=1 at javascript:alert(1)//moons?x=](y)<b> on 2026-01-01"),
        signed(f"{BEGINNING} epoch=1 J=1 at http://evil.example/x?**b** on 2026-01-01"),
        signed(f"{BEGINNING} epoch=1 J=1 at //evil.example/moons?epoch=1 on 2026-01-01"),
    )
    verdicts = [Verdict("other", f"not repeated: {line}", {}) for line in hostile]
    table = list(rows_of(hostile, verdicts, list(EXPERIMENTS)).values())
    # As code, between more backticks than the line has: nothing in it is read as Markdown.
    assert table[2][0] == f"`` {GARBAGE} ``"
    for text in table[3]:
        assert "<" not in text.replace("\\<", "")
        assert "[x](" not in text
        assert "**b" not in text
    for link in table[4]:
        assert link == "" or link.startswith(("[Open](/moons?",))
        assert link.count("(") == link.count(")") <= 1


def test_what_was_found_goes_out_as_csv() -> None:
    page = check(open_page(), f"{TRUE}\n=1+1")
    assert [one.label for one in page.get("download_button")] == ["Download as CSV"]  # type: ignore[union-attr]
    kept = page.session_state["check_results.checked"]
    rows = list(csv.DictReader(StringIO(csv_text(*kept), newline="")))
    assert [(row["repeated"], row["line"]) for row in rows] == [("yes", TRUE), ("no", "'=1+1")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x\n" * (MAX_LINES + 1), "101 lines: takes at most 100"),
        ("x" * 200_001, "200 kB: takes at most 200 kB"),
        ("é" * 100_001, "takes at most 200 kB"),
        ("", "no lines: takes 1 to 100"),
    ],
)
def test_too_much_is_refused_and_what_is_allowed_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        lines_of_text(text)
    with pytest.raises(ValueError, match=said):
        lines_of_file("class.txt", text.encode())
    assert len(lines_of_text("x\n" * MAX_LINES)) == MAX_LINES


def test_of_a_csv_file_the_cells_with_a_line_are_taken() -> None:
    text = StringIO(newline="")
    rows = csv.writer(text)
    rows.writerows([["name", "result"], ["Ada, A.", TRUE], ["Bob", ""], ["Cy", f" {ALTERED} "]])
    assert lines_of_file("Class.CSV", b"\xef\xbb\xbf" + text.getvalue().encode()) == (TRUE, ALTERED)
    with pytest.raises(ValueError, match="no cell of the file holds a result line"):
        lines_of_file("class.csv", b"name,result\nAda,none\n")
    with pytest.raises(ValueError, match="not readable as CSV"):
        lines_of_file("class.csv", b'"' + b"x" * 150_000)


def ended_calls(
    most: int, endless: Sequence[str]
) -> Callable[[Sequence[str], Callable[[Progress], None]], Verdicts]:
    """Return calls that are ended after `most` lines, or where they come to an endless one."""

    def run(lines: Sequence[str], tell: Callable[[Progress], None]) -> Verdicts:
        done: list[Verdict] = []
        for line in lines:
            if line in endless or len(done) == most:
                raise JobError("Checking the lines took longer than this server allows.")
            done.append(Verdict("repeated", line, {}))
            tell(Progress(waits=False, partial=tuple(done)))
        return tuple(done)

    return run


def test_a_line_that_takes_too_long_costs_no_other_one_its_verdict() -> None:
    lines, told = [str(n) for n in range(10)], list[int]()
    run = ended_calls(3, ["0", "4", "9"])
    verdicts = checked(lines, run, lambda progress, found: told.append(len(found)))
    unchecked = [n for n, one in enumerate(verdicts) if one.kind == "unchecked"]
    assert unchecked == [0, 4, 9]
    assert [one.sentence for one in verdicts if one.is_repeated] == list("1235678")
    assert told == sorted(told)
    assert "took longer" in verdicts[4].sentence


def test_the_runs_are_trained_in_another_process_that_tells_what_it_has() -> None:
    told: list[int] = []
    found = CHECK.run(
        [TRUE, ALTERED, TRUE],
        tell=lambda progress: told.append(len(progress.partial or ())),
    )
    assert [one.kind for one in found] == ["repeated", "altered", "repeated"]
    assert told == sorted(told)


def test_the_page_is_in_the_navigation_and_not_on_the_path() -> None:
    record = PAGES["check_results"]
    assert record.path == "check-results"
    assert record.group == "Teach"
    assert record not in PATH
