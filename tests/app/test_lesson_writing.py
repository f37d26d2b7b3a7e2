"""What the writer of lessons puts into a file reads back without problems, and says the same."""

import re
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.lessons.block_text import (
    HOLDS,
    SIGNS,
    block,
    condition_text,
    options_entry,
    question_entries,
    step_text,
    tolerance_text,
    words_text,
)
from app.lessons.blocks import BLOCKS, read_tolerance
from app.lessons.bounds import MAX_CHARACTERS
from app.lessons.expressions import Measured, read_condition
from app.lessons.lesson import Ask, Goal, Hint, Lesson, Note, Predict, Text, Tolerance
from app.lessons.plain_words import as_typed, one_line, plain, plain_line, plain_title
from app.lessons.qr import as_svg, qr_code
from app.lessons.reading import read_lesson
from app.lessons.writing import (
    example_file,
    front_of,
    new_file,
    titles_of_steps,
    with_front,
    with_part,
)
from app.pages.subjects import subjects

SUBJECTS = subjects()
#: What people type, and what Markdown or YAML would take for something else.
LETTERS = st.sampled_from("abc XYZ 019 \n\t'\":#`$*_[]()<>{}|\\!&-+=~.,;?%@/éß中😀\u2028\x85\x0b\0")
TYPED = st.lists(LETTERS, max_size=60).map("".join)
WORDS = TYPED.filter(lambda text: bool(one_line(text.replace("\0", ""))))


def lesson_of(text: str) -> Lesson:
    reading = read_lesson(text, SUBJECTS)
    assert not reading.problems, (text, [one.sentence for one in reading.problems])
    assert reading.lesson is not None
    return reading.lesson


def shown(markdown: str) -> str:
    """Return the words that Markdown shows within a line."""
    html: str = MarkdownIt("commonmark").renderInline(markdown)
    assert not re.search(r"<(?!/?$)", html), html  # no element, not even emphasis
    for name, letter in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        html = html.replace(name, letter)
    return html


@given(TYPED)
@example("a_b __c__ *d* `e` [f](g) ![h](i) <b>j</b> <https://example.org> &amp; &#65; \\n")
@example("costs $5 and $6")
def test_plain_words_are_shown_as_they_were_typed(text: str) -> None:
    without_formulas = text.replace("$", "%")
    assert shown(plain_line(without_formulas)) == one_line(without_formulas)


def test_a_formula_stays_one_and_a_price_does_not() -> None:
    assert plain_line("see $W_1 * x_2$, test_accuracy < 1") == "see $W_1 * x_2$, test_accuracy < 1"
    assert plain_line("costs $5 and $6") == r"costs \$5 and \$6"
    assert as_typed(plain_title("costs $5 #")) == "costs $5 #"


def test_lists_stay_and_no_line_is_a_heading_or_a_rule() -> None:
    text = "- one\n2. two\n\n\n\n# three\n---\n> four\n===\n12.\n:-:\n+ # five"
    assert plain(text) == (
        "- one\n2. two\n\n\\# three\n\\---\n\\> four\n\\===\n12\\.\n\\:-:\n+ \\# five"
    )


@given(WORDS, WORDS, WORDS, st.sampled_from(list(SUBJECTS)), st.integers(0, 300))
@example('"My: #1 `lesson`', "## ```\n---\n", "- [a](http://b.c)", "moons", 1)
@example("---", "#", "    indented\n\tcode\n~~~\n$$", "downhill", 0)
@example("null", "1", "1.", "xor", 0)
@example("a", "b", "$[x](y)$ $$[x](y)$$", "xor", 0)
def test_front_matter_and_steps_read_back(
    title: str, step: str, words: str, page: str, minutes: int
) -> None:
    text = with_part(new_file(title, page, minutes, words), step_text(step, words))
    text = with_part(text, step_text("Next", "It goes on."))
    lesson = lesson_of(text)
    assert lesson.title == one_line(title)
    assert (lesson.subject.name, lesson.minutes) == (page, minutes)
    assert lesson.about == one_line(words)
    assert [one.title for one in lesson.steps] == [
        plain_title(step), "Next",
    ]  # fmt: skip
    assert titles_of_steps(text) == [one.title for one in lesson.steps]
    (part,) = lesson.steps[0].parts
    assert isinstance(part, Text)
    assert part.markdown.split() == plain(words).split()


@given(WORDS, WORDS, WORDS)
@example("What: is # `it`?", "yes", "no: maybe ``` ")
@example("a", "null", "? b")
def test_blocks_read_back(question: str, yes: str, no: str) -> None:
    options = options_entry("J", [(yes, "<", 0.1), (f"{no} or not", ">=", 0.1)])
    asked = question_entries(question)
    because = plain_line(no)
    text = with_part(new_file("A", "moons"), step_text("One", "Words."))
    for name, content in (
        ("predict", asked | {"kind": "choice", "options": options, "because": because}),
        ("goal", {"reach": condition_text("test_accuracy", ">=", 0.98), "text": because}),
        ("ask", asked | {"of": "parameters", "tolerance": "0", "example": None}),
        ("ask", asked | {"what": "dead_unit", "because": ""}),
        ("hint", words_text(no)),
        ("note", words_text(yes)),
    ):
        text = with_part(text, block(name, content))
    _words, predict, goal, number, name_, hint, note = lesson_of(text).steps[0].parts
    assert isinstance(predict, Predict)
    assert isinstance(goal, Goal)
    assert isinstance(number, Ask)
    assert isinstance(name_, Ask)
    assert isinstance(hint, Hint)
    assert isinstance(note, Note)
    assert predict.question == plain_line(question)
    assert list(predict.options) == [one_line(yes), one_line(f"{no} or not")]
    assert predict.because == goal.text == because
    assert (name_.what, name_.because, number.tolerance.size) == ("dead_unit", "", 0.0)
    assert hint.markdown.split() == plain(no).split()
    assert note.markdown.split() == plain(yes).split()


@pytest.mark.parametrize("comparison", SIGNS)
@given(st.floats(-1e12, 1e12))
def test_any_comparison_with_any_number_is_a_condition(comparison: str, number: float) -> None:
    step = step_text("One", "Words.")
    goal = block("goal", {"reach": condition_text("J", comparison, number)})
    (_text, part) = lesson_of(with_part(with_part(new_file("A", "xor"), step), goal)).steps[0].parts
    assert isinstance(part, Goal)
    near = float(f"{number:.12g}")
    assert part.reach.holds(lambda name: near) == (comparison in {">=", "<=", "=="})


def always(value: float) -> Measured:
    """Return what finds this value for every quantity."""
    return lambda name: value


SIGN = st.sampled_from(list(SIGNS))
NUMBER = st.sampled_from([-1.0, 0.0, 0.5, 0.9, 1e9])


@given(st.lists(st.tuples(SIGN, NUMBER), min_size=2, max_size=3), st.floats(-2, 2))
def test_of_several_answers_the_first_that_holds_is_right_alone(
    rows: list[tuple[str, float]], value: float
) -> None:
    options = options_entry("J", [(f"answer {n}", *row) for n, row in enumerate(rows)])
    conditions = [read_condition(one, ["J"]) for one in options.values()]
    for at in (value, *(number for _sign, number in rows)):
        first = next((n for n, (sign, number) in enumerate(rows) if HOLDS[sign](at, number)), None)
        right = [n for n, one in enumerate(conditions) if one.holds(always(at))]
        assert right == ([] if first is None else [first])


def test_two_answers_that_exclude_each_other_are_written_as_they_are() -> None:
    assert options_entry("J", [("a", ">=", 0.5), ("b", "<", 0.5)]) == {
        "a": "J >= 0.5", "b": "J < 0.5",
    }  # fmt: skip
    for answers in ([("a", "<", 1.0)], [("a", "<", 1.0), ("a", ">", 1.0)]):
        with pytest.raises(ValueError, match="2 different answers"):
            options_entry("J", answers)


@pytest.mark.parametrize("tolerance", [Tolerance(0.1, True), Tolerance(0.02, False)])
def test_a_tolerance_reads_back(tolerance: Tolerance) -> None:
    assert read_tolerance(tolerance_text(tolerance)) == tolerance


def test_the_word_of_a_computed_hint_stays_a_word() -> None:
    text = with_part(with_part(new_file("A", "downhill"), step_text("a", "b")), "")
    hint = lesson_of(with_part(text, block("hint", words_text("computed")))).steps[0].parts[1]
    assert isinstance(hint, Hint)
    assert hint.markdown == "computed."


@pytest.mark.parametrize("page", SUBJECTS)
def test_every_page_has_an_example_to_begin_with(page: str) -> None:
    lesson = lesson_of(example_file(SUBJECTS[page]))
    assert lesson.subject.name == page
    assert [type(part) for part in lesson.steps[0].parts] == [Text, Predict]


@pytest.mark.parametrize("name", BLOCKS)
def test_the_example_of_every_block_reads_back(name: str) -> None:
    text = with_part(new_file("A", "moons"), step_text("a", "b"))
    assert len(lesson_of(with_part(text, block(name, BLOCKS[name].example))).steps[0].parts) == 2


def test_a_part_is_put_at_the_end_of_its_step_and_all_else_stays() -> None:
    text = new_file("A", "moons")
    for title in ("One", "Two", "Three"):
        text = with_part(text, step_text(title, f"Words of {title}."))
    text = text.replace("Words of Two.", "Words of Two.\n\n```note\n## no heading\n```")
    for step in (0, 1, 2):
        changed = with_part(text, block("hint", f"Help {step}."), step)
        steps = lesson_of(changed).steps
        assert [
            [part.markdown for part in one.parts if isinstance(part, Hint)] for one in steps
        ] == [[f"Help {step}."] if place == step else [] for place in range(3)]
        assert changed.replace(f"\n\n```hint\nHelp {step}.\n```", "") == f"{text.rstrip()}\n"


@pytest.mark.parametrize("fence", ["```", "````", "~~~"])
def test_what_follows_a_block_that_was_left_open_does_not_lie_in_it(fence: str) -> None:
    text = with_part(new_file("A", "moons"), step_text("a", "b")) + f"\n{fence}note\nWait."
    text = with_part(text, step_text("c", "d"))
    assert [step.title for step in lesson_of(text).steps] == ["a", "c"]


def test_entries_are_changed_and_the_teachers_own_lines_stay() -> None:
    text = (
        "---\n# of mine\ntitle: 'A'\npage: moons\nshown:\n- alpha\n- epochs\n"
        "# why\nminutes: 5\n---\n\n## One\n\nWords.\n"
    )
    start = "?alpha=0.5&hidden=3"
    changed = with_front(text, {"start": start, "shown": ["alpha"], "minutes": None, "title": "B"})
    lines = changed.split("\n")
    assert lines[:5] == ["---", "# of mine", "title: B", "page: moons", "shown:"]
    assert "# why" in lines
    lesson = lesson_of(changed)
    assert (lesson.title, lesson.minutes, lesson.start.alpha) == ("B", 0, 0.5)
    assert lesson.shown == frozenset({"alpha"})
    assert with_front(changed, {"start": start}) == changed
    assert front_of(changed)["shown"] == ["alpha"]


def test_front_matter_that_is_missing_is_made_and_a_broken_one_is_refused() -> None:
    assert lesson_of(with_front("## One\n\nWords.", {"title": "A", "page": "xor"})).title == "A"
    for broken in ("title: [", "- a", "{title: a, page: b}", "title: a\n\tb: c"):
        text = f"---\n{broken}\n---\n\n## One\n"
        with pytest.raises(ValueError, match="mend them first"):
            with_front(text, {"minutes": 5})
        assert isinstance(front_of(text), dict)


@given(TYPED, TYPED)
def test_any_file_at_all_is_written_to_without_a_traceback(front: str, rest: str) -> None:
    for text in (f"---\n{front}\n---\n{rest}", front + rest, "> " * 300 + rest):
        titles_of_steps(text)
        with_part(text, "## More", 1)
        front_of(text)
        try:
            changed = with_front(text, {"minutes": 7})
        except ValueError:
            continue
        assert front_of(changed).get("minutes") == 7


def test_a_file_that_becomes_too_long_is_refused_in_words() -> None:
    text = with_part(new_file("A", "moons"), step_text("a", "b " * (MAX_CHARACTERS // 2 - 60)))
    with pytest.raises(ValueError, match=f"at most {MAX_CHARACTERS:,}"):
        with_part(text, step_text("c", "d" * 200))


@pytest.mark.parametrize("missing", [lambda: step_text(" ", "a"), lambda: step_text("a", "\n"),
                                     lambda: new_file(" ", "moons"), lambda: words_text("  "),
                                     lambda: question_entries("")])  # fmt: skip
def test_what_is_missing_is_said(missing: Any) -> None:
    with pytest.raises(ValueError, match="takes a"):
        missing()


def test_the_reader_counts_lines_as_markdown_does() -> None:
    text = "---\ntitle: A\npage: xor\n---\n\n## One\n\nWords\x0b\u2028of one.\n\n```nope\n```\n"
    (problem,) = read_lesson(text, SUBJECTS).problems
    assert problem.line == 10
    (part,) = lesson_of(text.replace("nope", "")).steps[0].parts
    assert isinstance(part, Text)
    assert part.markdown.startswith("Words\x0b\u2028of one.\n\n```")


def test_a_qr_code_is_of_exactly_the_link() -> None:
    link = "https://example.org/lab/moons?lesson=~" + "aB-_9" * 100
    code = qr_code(link)
    assert not code.is_micro
    other = qr_code(f"{link[:-1]}8")
    assert code.matrix != other.matrix
    assert as_svg(code).startswith("<svg")
    with pytest.raises(ValueError, match="more than a QR code holds"):
        qr_code("a" * 3000)
