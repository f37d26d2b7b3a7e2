"""What a learner has given: kept, read back, and never more than makes sense."""

import json
import random
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lessons.bounds import MAX_CHARACTERS
from app.lessons.distance import boundary_of
from app.lessons.lesson import Ask, Goal, Lesson, Predict
from app.lessons.library import LIBRARY, Library
from app.lessons.link import MAX_LINK, packed, unpacked
from app.lessons.marking import marked
from app.lessons.measures import RunState
from app.lessons.predictions import PREDICTIONS, Outcome
from app.lessons.progress import Given, Progress, from_kept
from app.lessons.reading import read_lesson
from app.lessons.report import report
from app.lessons.watch import Watch
from app.pages.subjects import subjects
from app.run.sent_numbers import SentNumbers
from core.engine.patience import patient_until
from tests.app.test_lesson_reading import FILE

SUBJECTS = subjects()


def lesson() -> Lesson:
    found = read_lesson(FILE, SUBJECTS).lesson
    assert found is not None
    return found


def some_progress() -> Progress:
    progress = Progress(step=1, furthest=1, seed=7, hints={1: 1})
    progress.given = {
        "0.2": Given("bent", "It came.", False, "/moons?alpha=1", 1),
        "1.1": Given(None, "Reached.", True, "/moons", 1),
        "1.2": Given("47", "Right.", True, "", 3),
    }
    return progress


def test_what_is_kept_is_read_back() -> None:
    assert from_kept(some_progress().kept(), lesson()) == some_progress()


@pytest.mark.parametrize(
    "row",
    [
        "no list", [], [1, 2, 3, 4, 5], ["a third way", "", False, "", 1],
        ["bent", 5, False, "", 1], ["bent", "", "yes", "", 1], ["bent", "x" * 9000, True, "", 1],
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_left_out(row: Any) -> None:
    kept = json.dumps({"given": {"0.2": row, "9.9": ["bent", "", True, "", 1]}, "step": 99})
    progress = from_kept(kept, lesson())
    assert progress.given == {}
    assert progress.step == 1


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["step", "given", "hints", "seed", "0.2", "1.2", "1"]), inner
            )
        ),
        max_leaves=12,
    )
)
def test_anything_that_a_browser_sends_is_some_progress(said: Any) -> None:
    progress = from_kept(json.dumps(said), lesson())
    assert 0 <= progress.step <= progress.furthest < 2
    assert from_kept(progress.kept(), lesson()) == progress


def test_no_progress_comes_of_text_that_is_none() -> None:
    for text in ("", "{", "[" * 5000, "x" * 100_000):
        assert from_kept(text, lesson()) == Progress()


def test_a_prediction_waits_until_its_run_has_come() -> None:
    progress, one = Progress(), lesson()
    pending = progress.pending(one)
    assert pending is not None
    part, predict = pending
    assert predict.kind == "choice"
    progress.give(part, Given("bent"))
    assert progress.pending(one) == pending
    progress.give(part, Given("bent", "It came."))
    assert progress.pending(one) is None


def predictions(text: str, page: str = "moons", start: str = "") -> Predict:
    block = (
        f'---\ntitle: T\npage: {page}\nstart: "?{start}"\n---\n\n## S\n\n```predict\n{text}\n```\n'
    )
    found = read_lesson(block, SUBJECTS)
    assert found.lesson is not None, found.problems
    ((_place, predict),) = found.lesson.steps[0].numbered(Predict)
    assert isinstance(predict, Predict)
    return predict


def outcome(predict: Predict, said: Any, page: str = "moons") -> Outcome:
    subject, kind = SUBJECTS[page], PREDICTIONS[predict.kind]
    state = subject.state(predict.run, predict.at)
    return kind.outcome(predict, subject, kind.read(predict, said), state)


STORY = "activation=sigmoid&init=tutorial&alpha=0.5&epochs=300&m=200"


def test_a_choice_is_right_where_its_condition_holds() -> None:
    predict = predictions(
        "question: Q\nkind: choice\noptions:\n  few: parameters < 10\n  many: parameters >= 10",
        start=STORY,
    )
    assert outcome(predict, "many").is_right
    wrong = outcome(predict, "few")
    assert not wrong.is_right
    assert "many" in wrong.sentence


def test_a_number_is_right_within_its_tolerance() -> None:
    predict = predictions("question: Q\nkind: number\nof: parameters\ntolerance: 10%", start=STORY)
    truth = SUBJECTS["moons"].state(predict.run, 0).lab.network.n_parameters
    assert outcome(predict, truth * 1.09).is_right
    assert not outcome(predict, truth * 1.11).is_right


def test_a_sketch_is_near_where_it_is_on_the_curve() -> None:
    predict = predictions("question: Q\nkind: curve", start=STORY)
    state = SUBJECTS["moons"].state(predict.run, predict.at)
    true = [
        [epoch, state.lab.readings(state.lab.step(epoch).theta, epoch).J]
        for epoch in range(0, 301, 30)
    ]
    assert outcome(predict, true).is_right
    high = [[epoch, J + 2.0] for epoch, J in true]
    assert not outcome(predict, high).is_right


def test_a_boundary_is_near_where_it_is_on_the_networks() -> None:
    predict = predictions("question: Q\nkind: boundary", start="data=clusters&epochs=300&m=200")
    state = SUBJECTS["moons"].state(predict.run, predict.at)
    points, (low, high) = boundary_of(state)
    assert len(points)
    order = points[:, 1].argsort()
    line = points[order][:: max(1, len(points) // 20)].tolist()
    assert outcome(predict, line).is_right
    corner = [[float(low[0]), float(low[1])], [float(low[0]) + 0.01, float(low[1]) + 0.01]]
    far = outcome(predict, corner)
    assert not far.is_right
    assert outcome(predict, [[high[0] + 9, 0.0], [high[0] + 9, 1.0]]).is_right is False


@pytest.mark.parametrize(
    "said", [None, [], [[1, 2]], [[1]] * 5, [["a", 1]] * 5, "bent", [[0, 1]] * 99]
)
def test_what_is_no_sketch_is_refused(said: Any) -> None:
    predict = predictions("question: Q\nkind: curve", start=STORY)
    with pytest.raises(ValueError, match=r"points|number"):
        PREDICTIONS["curve"].read(predict, said)


def test_answers_are_marked_against_the_engine() -> None:
    one = lesson()
    asks = [part for _place, part in one.steps[1].numbered(Ask)]
    state = one.subject.state(one.start, 0)
    parameters = state.lab.network.n_parameters
    number, unit = asks
    assert isinstance(number, Ask)
    assert isinstance(unit, Ask)
    assert marked(number, one.subject, state, f" {parameters} ").is_right
    assert not marked(number, one.subject, state, str(parameters + 1)).is_right
    assert "no number" in marked(number, one.subject, state, "many").sentence
    assert marked(unit, one.subject, state, "None").is_right
    assert not marked(unit, one.subject, state, "layer 1, unit 2").is_right


def test_goals_are_watched_with_the_best_so_far() -> None:
    text = FILE.replace("test_accuracy >= 0.98 and parameters <= 50", "J < 0.6 and epochs >= 40")
    found = read_lesson(text, SUBJECTS).lesson
    assert found is not None
    goals = dict(found.steps[1].numbered(Goal))
    (place,) = goals
    watch = Watch(goals)
    lab = found.subject.state(found.start.but(alpha=5.0), 100).lab
    first = watch.look(lab, range(0, 31, 10))["goals"][0]
    assert first["met"] is None
    assert [clause["holds"] for clause in first["clauses"]][1] is False
    assert watch.revision == 0
    last = watch.look(lab, range(0, 101, 10))["goals"][0]
    assert watch.met[place] == last["met"]
    assert last["met"] >= 40
    assert watch.revision == 1
    J = [lab.readings(lab.step(epoch).theta, epoch).J for epoch in range(0, 101, 10)]
    assert last["clauses"][0]["best"] == pytest.approx(min(J))


def test_a_watch_looks_no_longer_than_whoever_asks_waits() -> None:
    found = read_lesson(FILE.replace("parameters <= 50", "epochs >= 90"), SUBJECTS).lesson
    assert found is not None
    watch = Watch(dict(found.steps[1].numbered(Goal)))
    lab = found.subject.state(found.start, 100).lab
    looked: list[int] = []
    with patient_until(perf_counter() - 1.0):
        for _ in range(20):
            before = watch._seen
            watch.look(lab, range(0, 101, 10))
            looked.append(watch._seen - before)
    assert looked[:11] == [1, *[10] * 10]  # one at a time, and none twice
    assert not any(looked[11:])


def test_what_was_shown_of_a_curve_is_not_computed_again() -> None:
    lab = SUBJECTS["moons"].state(predictions("question: Q\nkind: curve", start=STORY).run, 300).lab
    sent = SentNumbers()
    for epoch in (0, 150, 300, 450):
        sent.add({"epoch": float(epoch), "J": 1000.0 + epoch})
    epochs, J = RunState(lab, 300, sent).costs(300)
    assert (epochs.tolist(), J.tolist()) == ([0, 150, 300], [1000, 1150, 1300])


def test_a_report_says_what_was_given_and_where() -> None:
    text = report(
        lesson(), some_progress(), lambda path: f"https://lab.example{path}", "2026-01-02"
    )
    assert text.startswith("# The plateau")
    assert "Said: bent." in text
    assert "<https://lab.example/moons?alpha=1>" in text
    assert "3 tries" in text
    assert "Not yet." in text  # the second question


@given(st.text(max_size=2000))
def test_a_link_holds_a_lesson(text: str) -> None:
    assert unpacked(packed(text)) == text


def test_links_are_bounded_both_ways() -> None:
    noise = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=20_000))
    with pytest.raises(ValueError, match="characters of an address"):
        packed(noise)
    bomb = packed("a" * 3_000_000)
    assert len(bomb) < MAX_LINK
    with pytest.raises(ValueError, match="holds no lesson"):
        unpacked(bomb)
    for name in ("~", "~!!", "~AAAA", packed(FILE)[:-9], "plateau", "~" + "A" * 9000):
        with pytest.raises(ValueError, match="holds no lesson"):
            unpacked(name)
    assert len(FILE) < MAX_CHARACTERS


def test_a_library_finds_files_and_links_and_nothing_else(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine.md").write_text(FILE, "utf-8")
    (tmp_path / "broken.md").write_bytes(b"\xff\xfe")
    (tmp_path / "secret.txt").write_text(FILE, "utf-8")
    monkeypatch.setenv("GLASSNET_LESSONS", str(tmp_path))
    library = Library()
    library.know(SUBJECTS)
    found = library.find("mine").lesson
    assert found is not None
    assert found.name == "mine"
    link = library.find(packed(FILE)).lesson
    assert link is not None
    assert link.source == found.source
    for name in ("broken", "secret", "../mine", "mine.md", "/etc/passwd", "~zz", ""):
        reading = library.find(name)
        assert reading.lesson is None
        assert reading.problems[0].sentence
    assert LIBRARY is not library
