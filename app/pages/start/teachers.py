"""What there is for a class, as Markdown."""

from collections.abc import Sequence

from app.hosting.base_path import under_base_path
from app.pages.record import PageRecord
from core.language import _


def for_teachers(records: Sequence[PageRecord]) -> str:
    """Return the section for teachers: the order of the pages with minutes, and what to use."""
    rows = "\n".join(
        f"| {number} | {link(record)} | {record.line} | {record.minutes} |"
        for number, record in enumerate(records, 1)
    )
    pages = {record.name: link(record) for record in records}
    total = sum(record.minutes for record in records)
    return _("""
### For teachers

| | Page | What it shows | Minutes |
| --: | :-- | :-- | --: |
{rows}

All pages take about {total} lessons of 45 minutes; each also stands alone.

- **The course.** [Eight lessons]({course}) with predictions, goals and questions, and what to
  expect of a class in each.
- **A class.** [Open one]({classroom}): learners join by a code, follow your page live, predict
  together, and you see what each of their networks is doing.
- **Worksheets.** {backprop}, {xor} and {sleep} make worksheets with answer
  keys, one variant for each student, to print or as Markdown, at the end of the page. Each bears
  the address of the page that shows its step.
- **Lesson cards.** {moons}, {digits}, {xor}, {backprop} and
  {downhill} have cards below the picture that tell a story step by step; their buttons set
  the page up.
- **Links.** The address of a page holds every setting and both seeds. Whoever opens it sees the
  same numbers: prepare a page, copy its address, hand it out.
- **Results.** Under Share, "Copy a result line" copies what a run has reached.
  [Check results]({check_results}) trains the runs of a class's lines again, and says which are as
  claimed.
- **Presenting.** Space plays and pauses, the arrow keys go back and forth by one epoch. Close the
  controls with the arrow above them, and enlarge the page with Ctrl and +.
- **Without accounts.** Nothing is stored on the server; which pages were seen is kept in the
  browser alone.
""").format(
        rows=rows,
        total=round(total / 45),
        course=under_base_path("/course"),
        backprop=pages["backprop"],
        xor=pages["xor"],
        sleep=pages["sleep"],
        moons=pages["moons"],
        digits=pages["digits"],
        downhill=pages["downhill"],
        check_results=under_base_path("/check-results"),
        classroom=under_base_path("/classroom"),
    )


def link(record: PageRecord) -> str:
    """Return a link to a page, as Markdown."""
    return f"[{record.title}]({under_base_path(f'/{record.path}')})"
