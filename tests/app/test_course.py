"""The course: every lesson reads, every prediction has one truth, every goal can be reached."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache, partial
from itertools import product
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
import pytest

from app.glossary.table import GLOSSARY
from app.lessons.buttons import settings_at
from app.lessons.course import course_files
from app.lessons.distance import (
    NEAR,
    PLANE_POINTS,
    ROUGH,
    boundary_distance,
    boundary_of,
    curve_distance,
)
from app.lessons.guard import is_allowed
from app.lessons.lesson import Ask, Buttons, Goal, Hint, Lesson, Note, Part, Predict
from app.lessons.marking import asks_for_number, right_answer
from app.lessons.measures import RunState, measured
from app.lessons.predictions import truth_of_choice, truth_of_number
from app.lessons.reading import read_lesson
from app.pages.subjects import subjects
from core.data.nights import NOISE
from core.types import Array

SUBJECTS = subjects()
FILES = {path.stem: path for path in course_files()}
#: Initial weights of learners in a lesson where each has others: a sample of 0 to 9999.
SEEDS = (0, 8, 19, 33, 501, 2024, 4711, 7777, 9058, 9999)
#: Points of a sketch that follows what comes.
SKETCHED = 9
#: Heights of a flat sketch, as shares of the chart's.
FLAT = np.linspace(0.0, 1.0, 21)


@cache
def lesson(name: str) -> Lesson:
    found = read_lesson(FILES[name].read_text("utf-8"), SUBJECTS, name)
    assert not found.problems, [one.sentence for one in found.problems]
    assert found.lesson is not None
    return found.lesson


@lru_cache(maxsize=48)
def state(page: str, query: str, at: int | None = None) -> Any:
    """Return the state of a page's run at an epoch or step, the last one if none is named."""
    settings, _ = settings_at(SUBJECTS[page].form, query)
    return SUBJECTS[page].state(settings, at)


@pytest.fixture(scope="module", autouse=True)
def nothing_kept() -> Iterator[None]:
    """Let go of the runs at the end: those that wait hold threads of SciPy's solvers."""
    yield
    state.cache_clear()


def seeded(one: Lesson, settings: Any) -> Iterator[Any]:
    """Yield settings as each learner has them."""
    if one.own_seed:
        yield from (settings.but(start=seed) for seed in SEEDS)
    else:
        yield settings


P = TypeVar("P", bound=Part)


class Moment(NamedTuple, Generic[P]):
    """A part of a lesson, and where the page stands when one comes to it."""

    part: P
    settings: Any
    at: int | None


def moments(one: Lesson) -> Iterator[Moment[Part]]:
    settings, at = one.start, None
    for step in one.steps:
        for part in step.parts:
            if isinstance(part, Predict):
                settings, at = part.run, part.at
            elif isinstance(part, Buttons):
                # The first of several is as good as another.
                settings, at = part.buttons[0].settings, None
            yield Moment(part, settings, at)


def parts(one: Lesson, kind: type[P]) -> list[Moment[P]]:
    return [
        Moment(part, settings, at) for part, settings, at in moments(one) if isinstance(part, kind)
    ]


PREDICTIONS = [
    pytest.param(name, place, id=f"{name}, {moment.part.question[:40]}")
    for name in FILES
    for place, moment in enumerate(parts(lesson(name), Predict))
]


def test_there_are_eight() -> None:
    assert [name[:2] for name in FILES] == [f"{number}-" for number in range(1, 9)]
    pages = [lesson(name).subject.name for name in FILES]
    assert pages == [
        "downhill", "one_weight", "xor", "backprop", "moons", "sleep", "moons", "digits",
    ]  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_lesson_has_what_a_class_needs(name: str) -> None:
    one = lesson(name)
    assert 10 <= one.minutes <= 20
    assert re.fullmatch(r"[A-Z][^.]*\.", one.about)
    assert len(parts(one, Predict)) >= 2
    assert len(parts(one, Goal)) >= 1
    assert len(parts(one, Ask)) >= 2
    assert len(parts(one, Hint)) >= 2
    assert parts(one, Note)
    assert one.shown is not None
    assert all(moment.part.because for moment in parts(one, Predict))
    assert all(moment.part.because for moment in parts(one, Ask))
    kinds = {moment.part.kind for moment in parts(one, Predict)}
    assert len(kinds) >= 2 or name == "5-plateau"


@pytest.mark.parametrize("name", FILES)
def test_nothing_that_is_needed_for_a_prediction_comes_too_late(name: str) -> None:
    """What follows a prediction is hidden until its run has come; buttons wait for it too."""
    for step in lesson(name).steps:
        kinds = [type(part) for part in step.parts]
        if Predict not in kinds:
            continue
        at = kinds.index(Predict)
        assert Buttons not in kinds[:at], step.title
        for place, kind in enumerate(kinds[at:], at):
            if kind is Hint:
                assert {Ask, Goal} & set(kinds[at:place]), step.title


def test_what_a_lesson_names_below_its_page_is_shown() -> None:
    for name in FILES:
        assert lesson(name).has_sections == ("Open **Luck**" in lesson(name).source)


def test_curves_and_boundaries_are_sketched_where_they_are_the_subject() -> None:
    kinds = {name: {moment.part.kind for moment in parts(lesson(name), Predict)} for name in FILES}
    assert "boundary" in kinds["3-hidden-layer"]
    assert {"boundary", "curve"} <= kinds["5-plateau"]


@pytest.mark.parametrize("name", FILES)
def test_what_the_page_says_of_a_stuck_run_is_a_hint_where_there_is_a_run(name: str) -> None:
    computed = [moment for moment in parts(lesson(name), Hint) if moment.part == Hint("")]
    is_live = lesson(name).subject.experiment is not None
    assert bool(computed) == (is_live and name != "8-digits")


@pytest.mark.parametrize("name", FILES)
def test_every_link_leads_to_an_entry_of_the_glossary(name: str) -> None:
    terms = re.findall(r"\]\(glossary:([^)]*)\)", lesson(name).source)
    assert terms
    assert set(terms) <= set(GLOSSARY)


@pytest.mark.parametrize("name", FILES)
def test_the_text_is_plain(name: str) -> None:
    """Short paragraphs of short sentences, none of which shouts."""
    assert "!" not in said(name)
    for step in lesson(name).steps:
        for part in step.parts:
            for paragraph in getattr(part, "markdown", "").split("\n\n"):
                sentences = re.split(r"(?<=[.?:])\s", paragraph.strip())
                assert len(sentences) <= 4, paragraph
                assert all(len(one.split()) <= 32 for one in sentences), paragraph


@pytest.mark.parametrize("name", FILES)
def test_every_button_and_every_prediction_makes_a_run(name: str) -> None:
    one = lesson(name)
    for settings in one.set_ups():
        assert is_allowed(one, settings)
        one.subject.state(settings, 1)


@pytest.mark.parametrize(("name", "place"), PREDICTIONS)
def test_a_prediction_has_one_truth(name: str, place: int) -> None:
    one = lesson(name)
    predict = parts(one, Predict)[place].part
    assert isinstance(predict, Predict)
    for settings in seeded(one, predict.run):
        found = one.subject.state(settings, predict.at)
        if predict.kind == "choice":
            true = truth_of_choice(predict, one.subject, found)
            assert len(true) == 1, (settings, true)
        elif predict.kind == "number":
            assert predict.tolerance is not None
            number = truth_of_number(predict, one.subject, found)
            assert np.isfinite(number)
            # A guess of 0, and one of twice as much, are wrong.
            assert not predict.tolerance.takes(0.0, number)
            assert not predict.tolerance.takes(2.0 * number, number)
        else:
            share = SKETCHES[predict.kind](found, predict.at)
            assert share <= NEAR, settings


@pytest.mark.parametrize(("name", "place"), PREDICTIONS)
def test_the_options_leave_nothing_out(name: str, place: int) -> None:
    """For every value of what they ask about, one option holds and no other does."""
    one = lesson(name)
    predict = parts(one, Predict)[place].part
    assert isinstance(predict, Predict)
    names = sorted({each for option in predict.options.values() for each in option.names})
    shares = [0.0, 0.0005, 0.005, 0.02, 0.03, 0.2, 0.35, 0.5, 0.75, 0.9, 0.97, 0.985, 1.0]
    small = [name for name in names if name in {"accuracy", "test_accuracy", "test_rmse"}]
    values: dict[str, list[float]] = {
        each: shares if each in small else [*shares, 2.0, 10.0, 22.0, 31.0] for each in names
    }
    # A run that came to rest has not diverged.
    values |= {each: [0.0, 1.0] for each in names if each in {"arrived", "diverged"}}
    values |= {each: [0.0, 1.0, 2.0, 3.0, 4.0] for each in names if each == "wrong"}
    values |= {each: [-20.0, -1.0, *values[each]] for each in names if each.startswith("w_")}
    for combination in product(*(values[each] for each in names)):
        found = dict(zip(names, combination, strict=True))
        if found.get("arrived") and found.get("diverged"):
            continue
        true = [label for label, one in predict.options.items() if one.holds(found.__getitem__)]
        assert len(true) == 1 or not predict.options, (found, true)


def along(found: RunState) -> Array:
    """Return the points of a boundary in an order in which one could draw them, in one stroke."""
    points, (low, high) = boundary_of(found)
    scaled = points / (high - low)
    order = [int(np.linalg.norm(scaled - scaled.mean(axis=0), axis=1).argmax())]
    left = np.ones(len(points), bool)
    left[order] = False
    while left.any():
        distances = np.linalg.norm(scaled - scaled[order[-1]], axis=1)
        order.append(int(np.where(left, distances, np.inf).argmin()))
        left[order[-1]] = False
    chosen = np.linspace(0, len(points) - 1, SKETCHED).round().astype(int)
    line: Array = points[order][chosen]
    return line


def sketched_boundary(found: RunState, at: int) -> float:
    return boundary_distance(along(found), found).share


def sketched_curve(found: RunState, at: int) -> float:
    """Return how far a sketch of the true curve is, drawn where it bends."""
    epochs = np.arange(min(at, found.epoch) + 1)
    J = np.array([RunState(found.lab, int(epoch)).readings.J for epoch in epochs])
    # Equal lengths of the curve between two points, in the chart's own units.
    length = np.cumsum(np.hypot(np.gradient(epochs / epochs[-1]), np.gradient(J / J.max())))
    chosen = np.interp(np.linspace(length[0], length[-1], SKETCHED), length, epochs).astype(int)
    points = np.column_stack([epochs[chosen], J[chosen]]).astype(float)
    return curve_distance(points, found, at).share


SKETCHES: Mapping[str, Callable[[RunState, int], float]] = {
    "boundary": sketched_boundary,
    "curve": sketched_curve,
}


@pytest.mark.parametrize("level", FLAT)
def test_a_flat_curve_is_not_what_comes_after_a_plateau(level: float) -> None:
    one = lesson("5-plateau")
    (predict,) = (moment.part for moment in parts(one, Predict) if moment.part.kind == "curve")
    assert isinstance(predict, Predict)
    found = one.subject.state(predict.run, predict.at)
    J = level * RunState(found.lab, 0).readings.J
    flat = np.array([[0.0, J], [float(predict.at), J]])
    assert curve_distance(flat, found, predict.at).share > ROUGH


@pytest.mark.parametrize("level", FLAT)
def test_a_level_boundary_is_not_near(level: float) -> None:
    one = lesson("5-plateau")
    (predict,) = (moment.part for moment in parts(one, Predict) if moment.part.kind == "boundary")
    assert isinstance(predict, Predict)
    found = one.subject.state(predict.run, predict.at)
    _, (low, high) = boundary_of(found)
    y = low[1] + level * (high[1] - low[1])
    assert boundary_distance(np.array([[low[0], y], [high[0], y]]), found).share > NEAR


@pytest.mark.parametrize("name", FILES)
def test_every_question_has_an_answer_where_it_is_asked(name: str) -> None:
    one = lesson(name)
    for moment in parts(one, Ask):
        assert isinstance(moment.part, Ask)
        for settings in seeded(one, moment.settings):
            for at in {0, moment.at or one.subject.last(settings)}:
                found = right_answer(moment.part, one.subject, one.subject.state(settings, at))
                if asks_for_number(moment.part, one.subject):
                    assert np.isfinite(found.number), moment.part.question
                else:
                    assert found.names, moment.part.question


#: Lesson -> what a learner changes for its goal, from where it stands, and another where a seed
#: needs one.
GOALS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "1-downhill": ({"mu": 0.9},),
    "2-one-weight": ({"alpha": 10.0},),
    "3-hidden-layer": (
        {"optimizer": "momentum", "alpha": 1.0},
        {"optimizer": "momentum", "alpha": 3.0},
    ),
    "4-backprop": ({"hidden": (8,), "optimizer": "adam", "alpha": 0.03, "epochs": 1000},),
    "5-plateau": ({"alpha": 5.0}, {"optimizer": "adam", "alpha": 0.03}),
    "6-overfitting": ({"lambda_": 0.001}, {"hidden": (1,)}),
    "7-optimizers": ({"optimizer": "adam"}, {"optimizer": "bfgs"}),
    "8-digits": ({"hidden": (8,)},),
}


def reached(one: Lesson, goal: Goal, settings: Any) -> bool:
    """Return whether a run reaches a goal at one of its epochs or steps."""
    last = one.subject.state(settings)
    if one.subject.walk:
        each: Iterator[Any] = iter([last])  # a path is looked at where it ends
    else:
        each = (RunState(last.lab, epoch) for epoch in range(last.epoch + 1))
    return any(goal.reach.holds(measured(one.subject.measures, moment)) for moment in each)


@pytest.mark.parametrize("name", FILES)
def test_every_goal_can_be_reached_and_is_not_reached_by_itself(name: str) -> None:
    one = lesson(name)
    for moment in parts(one, Goal):
        assert isinstance(moment.part, Goal)
        for settings in seeded(one, moment.settings):
            assert not reached(one, moment.part, settings)
            ways = [settings.but(**changes) for changes in GOALS[name]]
            assert all(is_allowed(one, way) for way in ways)
            assert any(reached(one, moment.part, way) for way in ways), settings
            if not one.own_seed:
                assert all(reached(one, moment.part, way) for way in ways)
        for changes in GOALS[name]:
            assert not one.fixed & set(changes)


def test_the_valley_is_not_reached_by_a_start_beside_it() -> None:
    one = lesson("1-downhill")
    (goal,) = (moment.part for moment in parts(one, Goal))
    assert isinstance(goal, Goal)
    assert not any(reached(one, goal, settings) for settings in one.set_ups())


# What the texts say.


def of(page: str, query: str, name: str, at: int | None = None) -> float:
    """Return a quantity of a run."""
    return measured(SUBJECTS[page].measures, state(page, query, at))(name)


def all_of(page: str, query: str, name: str, at: int | None = None) -> list[float]:
    """Return a quantity of the runs from the seeds 0 to 39."""
    return [of(page, f"{query}&start={seed}", name, at) for seed in range(40)]


def pieces(found: RunState) -> int:
    """Return how many parts a boundary has, between which there is more than a point's distance."""
    points, (low, high) = boundary_of(found)
    scaled = points / (high - low)
    left, n = np.ones(len(points), bool), 0
    while left.any():
        n, near = n + 1, [int(left.argmax())]
        while near:
            left[near] = False
            distances = np.linalg.norm(scaled[:, np.newaxis] - scaled[near], axis=-1).min(axis=1)
            near = np.flatnonzero(left & (distances < 3.0 / PLANE_POINTS)).tolist()
    return n


def first_below(page: str, query: str, name: str, level: float) -> int:
    """Return the first epoch at which a quantity is below a level."""
    found = state(page, query)
    each = (RunState(found.lab, epoch) for epoch in range(found.epoch + 1))
    measures = SUBJECTS[page].measures
    return next(one.epoch for one in each if measured(measures, one)(name) < level)


downhill = partial(of, "downhill")
weight = partial(of, "one_weight")
moons = partial(of, "moons")
digits = partial(of, "digits")
backprop = partial(of, "backprop")


def nights(number: int) -> str:
    """Return the address of the first nights of the lesson, or of the others."""
    found = re.findall(r"\?nights=[^&]*", lesson("6-overfitting").source)
    return f"{list(dict.fromkeys(found))[number]}&held=100&hidden=10&biases=with&epochs=500"


def sleep(more: str, name: str, at: int | None = None) -> float:
    """Return an RMSE over the first nights, in points."""
    return 100.0 * of("sleep", nights(0) + more, name, at)


RIGHT = "?f=tutorial&x_0=4&alpha=0.01&steps=200"
LEFT = "?f=tutorial&x_0=-1&alpha=0.01&steps=2000"
RAVINE = "?f=ravine&x_0=1.8&steps=100&alpha="
FIVE = "?w_0=5&alpha=0.5&steps=50"
FIFTEEN = "?w_0=15&alpha=0.5&steps=100"
SMALL = "?activation=sigmoid&init=tutorial&m=400&epochs=4000&alpha="
HAND = "?hidden=3&m=50&alpha=0.05&epochs=300"
FOUR = "?batch=0&hidden=4&alpha=3&epochs=1000"
LUCKY = "?epochs=500&alpha=0.3&start="

#: Lesson, a phrase of its text, and the numbers in it.
NUMBERS: tuple[tuple[str, str, tuple[Callable[[], float | str], ...]], ...] = (
    ("1-downhill", "$f'(4) = {:.0f}$", (lambda: downhill(RIGHT, "derivative", 0),)),
    ("1-downhill", "$4 - 0.001 \\cdot {:.0f} = {:.3f}$", (
        lambda: downhill(RIGHT, "derivative", 0),
        lambda: downhill("?alpha=0.001&steps=10", "x", 1),
    )),
    ("1-downhill", "After {:.0f} steps it rests at $x = {:.5f}$", (
        lambda: downhill(RIGHT, "steps"), lambda: downhill(RIGHT, "x"),
    )),
    ("1-downhill", "the minimum is at {:.2f}.", (
        lambda: float(state("downhill", RIGHT).path.curve.minima()[0]),
    )),
    ("1-downhill", "It stops after {:,.0f} steps at $x = {:.4f}$", (
        lambda: downhill(LEFT, "steps"), lambda: downhill(LEFT, "x"),
    )),
    ("1-downhill", "from 1.8 to −{:.1f}, then to {:.1f} and −{:.1f}", (
        lambda: -downhill(RAVINE + "0.2", "x", 1),
        lambda: downhill(RAVINE + "0.2", "x", 2),
        lambda: -downhill(RAVINE + "0.2", "x", 3),
    )),
    ("1-downhill", "in {:.0f} steps. With", (lambda: downhill(RAVINE + "0.2", "steps"),)),
    ("2-one-weight", "$-\\ln \\frac12 = {:.3f}$", (
        lambda: weight("?w_0=0&alpha=0.5&steps=10", "J_cross_entropy", 0),
    )),
    ("2-one-weight", "has come to $w = {:.2f}$, mean squared error only to {:.2f}", (
        lambda: weight(FIVE, "w_cross_entropy"), lambda: weight(FIVE, "w_mse"),
    )),
    ("2-one-weight", "from 15 to {:.2f}, while the one under cross-entropy has come to −{:.2f}", (
        lambda: weight(FIFTEEN, "w_mse"), lambda: -weight(FIFTEEN, "w_cross_entropy"),
    )),
    ("2-one-weight", "comes to $w = {:.2f}$", (
        lambda: weight("?w_0=15&alpha=10&steps=200", "w_mse"),
    )),
    ("3-hidden-layer", "It stays at {:.3f}.", (
        lambda: max(all_of("xor", "?batch=0&hidden=0&alpha=3&epochs=1000", "J")),
    )),
    ("3-hidden-layer", "in the output: {:.0f} in all", (lambda: of("xor", FOUR, "parameters"),)),
    ("3-hidden-layer", "Of the seeds 0 to 39, {:.0f} end", (
        lambda: sum(wrong > 0 for wrong in all_of("xor", TWO, "wrong")),
    )),
    ("3-hidden-layer", "a cost near {:.2f} and two", (lambda: max(all_of("xor", TWO, "J")),)),
    ("4-backprop", "for z = 2 it is {:.2f}", (lambda: 1.0 / (1.0 + np.exp(-2.0)),)),
    ("4-backprop", "$3 \\cdot 3 + 4 = {:.0f}$", (lambda: backprop(HAND, "parameters", 0),)),
    ("4-backprop", "$50 \\ln 2 = {:.1f}$", (lambda: 50.0 * np.log(2.0),)),
    ("4-backprop", "It is still {:.2f}.", (
        lambda: max(all_of("backprop", f"{HAND}&init=zeros", "J")),
    )),
    ("4-backprop", "$J = {:.2f}$", (lambda: backprop(f"{HAND}&init=zeros", "J", 0),)),
    ("5-plateau", "from {:.0f} training points", (lambda: moons(SMALL + "0.5", "examples", 0),)),
    ("5-plateau", "$2 \\ln 2 = {:.3f}$", (lambda: 2.0 * np.log(2.0),)),
    ("5-plateau", "the accuracy is {:.1%}: {:.0f} of 200", (
        lambda: moons(SMALL + "0.5", "accuracy", 1000),
        lambda: moons(SMALL + "0.5", "wrong", 1000),
    )),
    ("5-plateau", "from {:.2f} to {:.2f}. The run goes on", (
        lambda: moons(SMALL + "0.5", "J", 500), lambda: moons(SMALL + "0.5", "J", 1000),
    )),
    ("5-plateau", "to {:.2f} at epoch 2,000", (lambda: moons(SMALL + "0.5", "J", 2000),)),
    ("5-plateau", "falls below 0.1 at epoch {:.0f}", (
        lambda: first_below("moons", SMALL + "5", "J", 0.1),
    )),
    ("5-plateau", "$J$ is still {:.3f}.", (
        lambda: moons("?activation=sigmoid&init=zeros&m=400&alpha=0.5&epochs=4000", "J"),
    )),
    ("6-overfitting", "= {:.0f}$ weights and biases, and {:.0f} nights: {:.1f} for each", (
        lambda: of("sleep", nights(0), "parameters", 0),
        lambda: of("sleep", nights(0), "examples", 0),
        lambda: of("sleep", nights(0), "parameters", 0)
        / of("sleep", nights(0), "examples", 0),
    )),
    ("6-overfitting", "It is {:.1f} points, much less", (lambda: sleep("", "rmse"),)),
    ("6-overfitting", "It is about {:.0f} points, more", (lambda: sleep("", "test_rmse"),)),
    ("6-overfitting", "At iteration 20 it is {:.1f} against {:.1f} points", (
        lambda: sleep("", "test_rmse", 20), lambda: sleep("", "rmse", 20),
    )),
    ("6-overfitting", "It is {:.1f} points, and hardly", (
        lambda: sleep("&lambda_=0.001", "test_rmse"),
    )),
    ("6-overfitting", "it has grown from {:.1f} to {:.1f}.", (
        lambda: sleep("", "rmse"), lambda: sleep("&lambda_=0.001", "rmse"),
    )),
    ("6-overfitting", "It is {:.1f} points. All weights", (
        lambda: sleep("&lambda_=0.1", "test_rmse"),
    )),
    ("6-overfitting", "the old nights, with {:.1f} points", (
        lambda: sleep("&lambda_=0.1", "rmse"),
    )),
    ("7-optimizers", "$J$ is still {:.2f}", (lambda: moons("?alpha=0.03&epochs=500", "J"),)),
    ("7-optimizers", "It is {:.4f}. Adam", (
        lambda: moons("?optimizer=adam&alpha=0.03&epochs=500", "J"),
    )),
    ("7-optimizers", "It is {:.2f}, and the cost jumps", (
        lambda: moons("?optimizer=adam&alpha=3&epochs=500", "J"),
    )),
    ("7-optimizers", "It is {:.4f}. The order", (lambda: moons("?alpha=3&epochs=500", "J"),)),
    ("7-optimizers", "2 \\cdot 6 = {:.0f}$.", (lambda: moons("?epochs=500", "parameters", 0),)),
    ("7-optimizers", "Its matrix has ${:.0f}^2 = {:.0f}$ numbers", (
        lambda: moons("?epochs=500", "parameters", 0),
        lambda: moons("?epochs=500", "parameters", 0) ** 2,
    )),
    ("7-optimizers", "{:.0f}, so most iterations", (
        lambda: moons("?optimizer=bfgs&epochs=50", "gradients"),
    )),
    ("7-optimizers", "$J$ is then near {:.6f}", (lambda: moons("?optimizer=bfgs&epochs=50", "J"),)),
    ("7-optimizers", "{:.1f} % of the test points are right", (
        lambda: 100.0 * moons(LUCKY + "0", "test_accuracy"),
    )),
    ("7-optimizers", "{:.0f} %: the line is still", (
        lambda: 100.0 * moons(LUCKY + "28", "test_accuracy"),
    )),
    ("7-optimizers", "of the {:.0f} training points", (
        lambda: moons(LUCKY + "28", "examples", 0),
    )),
    ("7-optimizers", "gradient descent {:.0f} of the 32 stay below 95 %", (
        lambda: sum(moons(f"{LUCKY}{seed}", "test_accuracy") < 0.95 for seed in range(32)),
    )),
    ("8-digits", "\\cdot 26 = {:.0f}$", (lambda: digits("?", "parameters", 0),)),
    ("8-digits", "It is right for {:.1f} %. There are ten", (
        lambda: 100.0 * digits("?", "accuracy", 0),
    )),
    ("8-digits", "About {:.0f} %. The pictures now", (
        lambda: 100.0 * digits("?", "test_accuracy"),
    )),
    ("8-digits", "About {:.0f} %. A unit does", (
        lambda: 100.0 * digits("?hidden=3", "test_accuracy"),
    )),
    ("8-digits", "About {:.0f} %. The pictures are smooth", (
        lambda: 100.0 * digits("?lambda_=30", "test_accuracy"),
    )),
    ("8-digits", "it has {:,.0f} parameters. One unit", (lambda: digits("?", "parameters", 0),)),
)  # fmt: skip
TWO = "?batch=0&hidden=2&alpha=3&epochs=2000"

#: Lesson, a phrase of its text, and whether it is so.
CLAIMS: tuple[tuple[str, str, Callable[[], bool]], ...] = (
    ("1-downhill", "With $\\alpha = 0.1$ the factor is −1", lambda: np.allclose(
        np.abs(state("downhill", RAVINE + "0.1").path.x), 1.8
    )),
    ("1-downhill", "With $\\alpha = 0.05$ one step leads to the bottom", lambda: (
        abs(downhill(RAVINE + "0.05", "x", 1)) < 1e-9
    )),
    ("1-downhill", "$0.05 \\cdot 36 = 1.8$, just as far as the bottom is away", lambda: (
        downhill(RAVINE + "0.05", "derivative", 0) == pytest.approx(36.0)
        and 0.05 * 36.0 == pytest.approx(downhill(RAVINE + "0.05", "x", 0))
    )),
    ("1-downhill", "some find an α that jumps over the hill", lambda: (
        downhill("?f=wells&x_0=2.2&alpha=0.1&steps=500", "x") < -1
    )),
    ("1-downhill", "the left one is deeper", lambda: (
        downhill("?f=wells&x_0=2.2&alpha=0.01&mu=0.9&steps=500", "f")
        < downhill("?f=wells&x_0=2.2&alpha=0.01&steps=500", "f")
    )),
    ("3-hidden-layer", "At least one stays wrong, whatever the initial weights", lambda: (
        min(all_of("xor", "?batch=0&hidden=1&alpha=3&epochs=1000", "wrong")) >= 1
    )),
    ("3-hidden-layer", "All four are right, and the boundary has two parts", lambda: (
        max(all_of("xor", FOUR, "wrong")) == 0
        and all(pieces(state("xor", f"{FOUR}&start={seed}")) == 2 for seed in range(40))
    )),
    ("3-hidden-layer", "a cost near 0.35 and two examples wrong", lambda: (
        set(all_of("xor", TWO, "wrong")) == {0.0, 2.0}
    )),
    ("4-backprop", "the page ends the run before epoch 60", lambda: (
        max(all_of("backprop", f"{HAND}&mistake=sign", "epochs")) < 60
        and min(all_of("backprop", f"{HAND}&mistake=sign", "diverged")) == 1
    )),
    ("4-backprop", "each ends with a cost between 14 and 26", lambda: all(
        14 < J < 26 for J in all_of("backprop", f"{HAND}&mistake=no_derivative", "J")
    )),
    ("4-backprop", "With the right gradient each ends below 16", lambda: (
        max(all_of("backprop", HAND, "J")) < 16
    )),
    ("5-plateau", "for more than 1,000 epochs. After epoch 1,600 it drops", lambda: (
        moons(SMALL + "0.5", "J", 400) < 0.6
        and moons(SMALL + "0.5", "J", 1600) > 0.49
        and moons(SMALL + "0.5", "J", 1800) < 0.2
    )),
    ("5-plateau", "more than eight times sooner than before", lambda: (
        first_below("moons", SMALL + "0.5", "J", 0.1)
        > 8 * first_below("moons", SMALL + "5", "J", 0.1)
    )),
    ("6-overfitting", "chance adds about 3 points up or down", lambda: NOISE == 3.0),
    ("6-overfitting", "Later the second falls further, and the first rises", lambda: (
        sleep("", "rmse", 200) < sleep("", "rmse", 20) - 0.5
        and sleep("", "test_rmse", 200) > sleep("", "test_rmse", 20) + 1.0
    )),
    ("5-plateau", "At epoch 4,000 none is", lambda: moons(SMALL + "0.5", "wrong", 4000) == 0),
    ("6-overfitting", "more than twenty times as much as over the nights in training", lambda: (
        sleep("", "test_rmse") > 20 * sleep("", "rmse")
    )),
    ("6-overfitting", "One hidden unit without any penalty does it too", lambda: (
        of("sleep", nights(1).replace("hidden=10", "hidden=1"), "test_rmse") < 0.04
    )),
    ("7-optimizers", "with momentum none does", lambda: all(
        moons(f"?optimizer=momentum&alpha=0.1&epochs=500&start={seed}", "test_accuracy") >= 0.95
        for seed in range(32)
    )),
    ("7-optimizers", "At α = 3 RMSProp diverges", lambda: (
        moons("?optimizer=rmsprop&alpha=3&epochs=500", "diverged") == 1
    )),
    ("8-digits", "They are alike", lambda: (
        digits("?init=zeros&optimizer=gradient_descent&alpha=2&epochs=50", "twin_units") >= 24
    )),
    ("8-digits", "Seven hidden units are enough, and eight are safe", lambda: (
        digits("?hidden=7", "test_accuracy") >= 0.95
        and digits("?hidden=8", "test_accuracy") >= 0.965
    )),
)  # fmt: skip


def words(text: str) -> str:
    return " ".join(text.split())


@cache
def said(name: str) -> str:
    """Return all words of a lesson, as learners and teachers read them."""
    found = [lesson(name).about]
    for step in lesson(name).steps:
        for part in step.parts:
            names = ("markdown", "question", "because", "text")
            found.extend(str(getattr(part, each, "")) for each in names)
            found.extend(getattr(part, "options", ()))
    return words("\n".join(found))


@pytest.mark.parametrize(("name", "phrase", "numbers"), NUMBERS, ids=[one[1] for one in NUMBERS])
def test_the_numbers_of_a_text_are_those_that_come(
    name: str, phrase: str, numbers: tuple[Callable[[], float], ...]
) -> None:
    filled = phrase.format(*(number() for number in numbers)).replace("%:", " %:")
    assert words(filled) in said(name)


@pytest.mark.parametrize(("name", "phrase", "is_so"), CLAIMS, ids=[one[1] for one in CLAIMS])
def test_what_a_text_claims_is_so(name: str, phrase: str, is_so: Callable[[], bool]) -> None:
    assert words(phrase) in said(name)
    assert is_so()


@pytest.mark.parametrize("name", FILES)
def test_every_number_of_what_came_is_computed_by_a_test(name: str) -> None:
    phrases = [phrase for of_lesson, phrase, _ in (*NUMBERS, *CLAIMS) if of_lesson == name]
    known = [re.split(r"\{[^}]*\}", words(phrase)) for phrase in phrases]
    for moment in parts(lesson(name), Predict):
        assert isinstance(moment.part, Predict)
        because = words(moment.part.because)
        if re.search(r"\d\.\d|\d\d", because):
            assert any(
                re.search(r"\S+".join(map(re.escape, pieces)), because) for pieces in known
            ), because
