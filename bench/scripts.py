"""Milliseconds that each page's script takes at its largest settings: part of `make bench`.

Without jobs, whose work is in processes of their own. Streamlit's test harness runs the script, so
that what it takes itself is in the numbers: about 10 ms.
"""

from time import process_time

from streamlit.testing.v1 import AppTest

from app.jobs.job import Job, JobError
from tests.pages.harness import opened
from tests.pages.test_script_work import LARGEST


def _left_out(job: Job[object], *arguments: object, **named: object) -> object:
    raise JobError(job.what)


def main() -> None:
    """Print the table, the longest first."""
    Job.run = _left_out  # type: ignore[method-assign, assignment]
    rows = []
    for name, (page, query) in LARGEST.items():
        script = f"from app.pages.{page}.page import render\nrender()\n"
        shown = opened(AppTest.from_string(script, default_timeout=60), query)
        began = process_time()
        shown.run()
        rows.append((1000 * (process_time() - began), name))
    print("| page | ms of processor time |\n|---|---|")
    for milliseconds, name in sorted(rows, reverse=True):
        print(f"| {name} | {milliseconds:.0f} |")


if __name__ == "__main__":
    main()
