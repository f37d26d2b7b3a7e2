"""The experiment grid: its design, its folds, its measures, its presets, its file."""

import csv
import json
from dataclasses import replace
from io import StringIO
from math import inf, prod
from typing import Any

import numpy as np
import pytest

from app.live.experiment import Experiment
from app.pages.backprop.experiment import BACKPROP
from app.pages.digits.experiment import DIGITS
from app.pages.moons.experiment import MOONS
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.table import EXPERIMENTS
from app.pages.xor.experiment import XOR
from app.sections.grid.axes import as_typed, axis, fields_for_axes, proposed
from app.sections.grid.design import CHUNK, MAX_CELLS, Design, Trial, chunks, design
from app.sections.grid.draft import draft_of
from app.sections.grid.measures import MEASURES, best, spread, summaries
from app.sections.grid.preparing import preparation
from app.sections.grid.presets import LAMBDAS, LENGTHS, PRESETS, presets_of
from app.sections.grid.repeats import REPEATS, repeats_of
from app.sections.grid.runs import Outcome, holding_out, train
from app.sections.grid.table_file import csv_text, harmless
from app.sections.grid.work import in_words, seconds_left, work_of
from core.data.folds import folds

PAGES = pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=EXPERIMENTS)


def made(experiment: Experiment[Any], *typed: tuple[str, str], **others: Any) -> Design:
    values: dict[str, Any] = {"repeats": "weights", "n": 1, **others}
    return design(experiment.form, typed, **values)


@PAGES
def test_what_is_proposed_for_any_field_makes_an_axis(experiment: Experiment[Any]) -> None:
    settings = experiment.settings()
    for name, field in fields_for_axes(experiment.form).items():
        values = proposed(field, settings.values)
        assert settings.values[name] in values
        assert len(set(values)) == len(values) >= 2
        read = axis(experiment.form, name, as_typed(field, values))
        assert read.values == values
        assert all(read.shown(value) for value in values)


@PAGES
def test_every_preset_of_a_page_makes_a_design(experiment: Experiment[Any]) -> None:
    form, settings = experiment.form, experiment.settings()
    assert len(presets_of(form)) >= 2
    for preset in presets_of(form).values():
        found = draft_of(preset, form, settings).design(form, settings)
        cells = found.cells(settings)
        assert len(cells) == prod(len(one.values) for one in found.axes) >= 4
        for cell in cells:  # what is varied has an effect
            values = cell.settings.values
            assert all(form.fields[one.name].shown_if(values) for one in found.axes)


def test_the_presets_are_where_they_belong() -> None:
    assert {name: tuple(presets_of(one.form)) for name, one in EXPERIMENTS.items()} == {
        "moons": ("units_noise", "lambda_length", "activation_depth", "alpha_batch"),
        "backprop": ("units_noise", "activation_depth", "alpha_batch"),
        "xor": ("activation_depth", "alpha_batch"),
        "sleep": ("lambda_length", "activation_depth", "alpha_batch"),
        "digits": ("lambda_length", "activation_depth", "alpha_batch"),
    }


def test_the_exercise_has_all_pairs_and_short_runs_first() -> None:
    settings = DIGITS.settings(examples=300, hidden=(8,))
    draft = draft_of(PRESETS["lambda_length"], DIGITS.form, settings)
    found = draft.design(DIGITS.form, settings)
    cells = found.cells(settings)
    assert {cell.values for cell in cells} == {(n, one) for n in LENGTHS for one in LAMBDAS}
    for cell in cells:
        assert (cell.settings.values["max_evals"], cell.settings.lambda_) == cell.values
        assert cell.settings.epochs >= 1000  # iterations do not end it before
    made_in_order = chunks(found.trials(cells))
    lengths = [one.settings.values["max_evals"] for chunk in made_in_order for one in chunk]
    assert lengths == sorted(lengths)


def test_the_length_of_other_optimizers_is_in_epochs() -> None:
    settings = DIGITS.settings(optimizer="gradient_descent")
    found = draft_of(PRESETS["lambda_length"], DIGITS.form, settings)
    cells = found.design(DIGITS.form, settings).cells(settings)
    assert {cell.settings.epochs for cell in cells} == set(LENGTHS)


def test_cells_stand_column_by_column_row_by_row_group_by_group() -> None:
    found = made(MOONS, ("noise", "0, 0.1, 0.2"), ("hidden", "2, 3"), ("activation", "tanh, ReLU"))
    cells = found.cells(MOONS.settings(epochs=7))
    assert [cell.number for cell in cells] == list(range(12))
    assert cells[0].values == (0.0, (2,), "tanh")
    assert cells[1].values == (0.1, (2,), "tanh")
    assert cells[3].values == (0.0, (3,), "tanh")
    assert cells[6].values == (0.0, (2,), "relu")
    for cell in cells:
        assert cell.settings.epochs == 7
        assert (cell.settings.values["noise"], cell.settings.hidden) == cell.values[:2]


def test_repeats_have_other_seeds() -> None:
    found = made(MOONS, ("noise", "0, 0.1"), repeats="both", n=3)
    trials = found.trials(found.cells(MOONS.settings(start=5, seed=9)))
    seeds = [(one.settings.start, one.settings.values["seed"]) for one in trials]
    assert seeds == [(5, 9), (6, 10), (7, 11)] * 2


def test_a_worker_makes_quick_runs_of_one_shape_together_and_slow_ones_each_by_itself() -> None:
    quick = made(MOONS, ("noise", "0, 0.1"), ("hidden", "2, 3"), n=20)
    found = chunks(quick.trials(quick.cells(MOONS.settings(epochs=10))))
    assert [len(chunk) for chunk in found] == [CHUNK, CHUNK, CHUNK, CHUNK, 8, 8]
    for chunk in found:
        assert len({one.settings.hidden for one in chunk}) == 1
    # Every cell is there early.
    assert {one.cell for chunk in found[:2] for one in chunk[:2]} == {0, 1, 2, 3}
    slow = made(MOONS, ("noise", "0, 0.1"), n=3)
    settings = MOONS.settings(epochs=100_000, m=5000)
    alone = chunks(slow.trials(slow.cells(settings)))
    assert [[one.repeat for one in chunk] for chunk in alone] == [[0], [0], [1], [1], [2], [2]]
    assert {one.cell for chunk in alone[:2] for one in chunk} == {0, 1}


REFUSED = [
    ([("noise", "0"), ("noise", "1")], {}, "Noise is on two axes"),
    ([("noise", "0, 2")], {}, "“2” is not a value of Noise. Possible values: 0 to 1."),
    ([("noise", "nan")], {}, "“nan” is not a value of Noise"),
    ([("noise", "1e999")], {}, "is not a value of Noise"),
    ([("hidden", "5-5-x")], {}, "“5-5-x” is not a value of Hidden layers"),
    ([("activation", "softsign")], {}, "“softsign” is not a value of Activation"),
    ([("noise", " , ")], {}, "Noise: the list of values is empty"),
    ([("noise", "0," * 10_000)], {}, "takes at most 600"),
    ([("plane", "slice")], {}, "“plane” is not a setting of this page"),
    ([("biases", "with")], {}, "“biases” is not a setting of this page"),
    ([("speed", "1")], {}, "“speed” is not a setting of this page that makes a run different"),
    ([("noise", "0")], {"n": 0}, "Repeats: got 0, takes 1 to 50"),
    ([("noise", "0")], {"n": -3}, "Repeats: got -3, takes 1 to 50"),
    ([("noise", "0")], {"n": 10**9}, "Repeats: got 1,000,000,000, takes 1 to 50"),
    ([("noise", "0")], {"n": 1, "repeats": "folds"}, "Repeats: got 1, takes 2 to 50"),
    ([("noise", "0")], {"repeats": "luck"}, "“luck” is none of this page"),
    ([("start", "0, 1")], {"n": 2}, "Weight seed is an axis, and the repeats draw it too"),
    ([("noise", "0")], {"target": 0.0}, "Target J: got 0, takes a number of more than 0"),
    ([("noise", "0")], {"target": inf}, "Target J: got inf"),
    ([], {}, "A grid has 1 to 3 axes, got 0"),
]


@pytest.mark.parametrize(("typed", "others", "sentence"), REFUSED)
def test_what_makes_no_grid_is_said_in_a_sentence(
    typed: list[tuple[str, str]], others: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(ValueError) as refusal:
        made(MOONS, *typed, **others)
    assert sentence in str(refusal.value)


def test_a_grid_of_a_hundred_thousand_cells_is_refused_before_any_is_made() -> None:
    many = [(name, ",".join(map(str, range(50)))) for name in ("start", "seed", "period")]
    many[2] = ("period", ",".join(map(str, range(1, 41))))
    with pytest.raises(ValueError, match=f"100,000 cells, takes at most {MAX_CELLS}"):
        made(MOONS, *many)
    with pytest.raises(ValueError, match="2,500 runs, takes at most 2,000"):
        made(MOONS, many[0], repeats="data", n=50)


def test_pages_without_a_seed_of_the_data_repeat_by_others() -> None:
    assert set(repeats_of(MOONS.form.fields)) == set(REPEATS)
    assert set(repeats_of(XOR.form.fields)) == {"weights", "folds"}
    with pytest.raises(ValueError, match="“data” is none of this page"):
        made(XOR, ("alpha", "0.1"), repeats="data", n=2)


@pytest.mark.parametrize("labels", [[0] * 30 + [1] * 10, []], ids=["classes", "none"])
def test_each_example_is_held_out_once(labels: list[int]) -> None:
    parts = folds(labels, 40, 5, seed=3)
    assert sorted(np.concatenate(parts).tolist()) == list(range(40))
    assert [len(part) for part in parts] == [8] * 5
    if labels:  # each fold has the classes' shares
        assert [int(np.sum(np.array(labels)[part])) for part in parts] == [2] * 5
    again = folds(labels, 40, 5, seed=3)
    assert all(np.array_equal(*pair) for pair in zip(parts, again, strict=True))
    others = folds(labels, 40, 5, seed=4)
    assert not all(np.array_equal(*pair) for pair in zip(parts, others, strict=True))


def test_folds_of_a_class_too_small_for_them_still_hold_each_out_once() -> None:
    parts = folds([0, 0, 0, 1], 4, 4)
    assert sorted(np.concatenate(parts).tolist()) == [0, 1, 2, 3]
    with pytest.raises(ValueError, match="k: got 5, takes a whole number"):
        folds([0, 0, 0, 1], 4, 5)


def test_a_fold_is_tested_on_what_it_did_not_learn_from() -> None:
    task = MOONS.task(MOONS.settings(m=40))
    held_out = folds(task.labels, len(task.X), 4)[1]
    part = holding_out(task, held_out)
    assert np.array_equal(part.X_test, task.X[held_out])
    assert len(part.X) == 15
    everything = np.vstack([part.X, part.X_test])
    assert np.array_equal(np.sort(everything, axis=0), np.sort(task.X, axis=0))
    assert np.array_equal(part.y_test.argmax(axis=1), part.labels_test)


def only(experiment: Experiment[Any], *typed: tuple[str, str], **others: Any) -> Outcome:
    """Return the outcome of a grid's first run, in this process."""
    settings = experiment.settings(**others.pop("settings", {}))
    trials = made(experiment, *typed, **others).trials(
        made(experiment, *typed, **others).cells(settings)
    )
    task = experiment.task(settings)
    (ready,) = preparation(experiment, task)(trials[:1])
    return train(ready, task)


@pytest.mark.parametrize("batch", [0, 10])
def test_the_epochs_to_a_target_are_the_first_that_reach_it(batch: int) -> None:
    settings = MOONS.settings(m=100, epochs=80, batch=batch, alpha=1.0)
    lab = MOONS.lab(settings)
    costs = [
        lab.readings(lab.step(epoch).theta, epoch).J
        for epoch in range(81)
        if lab.advance(epoch) == epoch
    ]
    target = 0.5 * (costs[0] + costs[-1])
    first = next(epoch for epoch, J in enumerate(costs) if J <= target)
    values = {"m": 100, "epochs": 80, "batch": batch}
    found = only(MOONS, ("alpha", "1"), settings=values, target=target)
    assert found.reached == first > 0
    assert found.J == costs[-1]  # and it goes on to the end all the same
    never = only(MOONS, ("alpha", "1"), settings=values, target=0.5 * min(costs))
    assert never.reached is None


def test_a_run_that_diverges_is_told_and_has_its_last_numbers() -> None:
    values = {"m": 100, "epochs": 50, "activation": "relu", "lambda_": 100.0}
    found = only(BACKPROP, ("alpha", "10"), settings=values)
    assert found.status == "diverged"
    assert found.message
    assert found.epochs < 50
    assert found.J is not None
    assert len(found.theta) == 4 * BACKPROP.task(BACKPROP.settings()).network.n_parameters


def test_pages_without_classes_have_costs_alone() -> None:
    found = only(SLEEP_STUDY, ("held", "20"), settings={"epochs": 5})
    assert found.test is not None
    assert found.train_accuracy is None
    assert found.test_accuracy is None
    xor = only(XOR, ("alpha", "0.1"), settings={"epochs": 5})
    assert xor.test is None
    assert xor.train_accuracy is not None


def test_the_median_and_the_quartiles() -> None:
    assert spread([]) is None
    assert spread([3.0]) == (3.0, 3.0, 3.0)
    assert spread([4.0, 1.0, 2.0, 3.0, 5.0]) == (2.0, 3.0, 4.0)
    assert spread([1.0, 2.0, inf]) == (1.5, 2.0, None)
    assert spread([1.0, inf, inf]) == (None, None, None)


def outcome(cell: int, repeat: int, test: float | None, **others: Any) -> Outcome:
    return Outcome(cell, repeat, test=test, J=0.1, status="trained", epochs=10, **others)


def test_a_cell_shows_the_run_in_the_middle() -> None:
    known = summaries(
        3, [outcome(0, 2, 0.9), outcome(0, 0, 0.1), outcome(0, 1, 0.5), Outcome(2, 0, message="no")]
    )
    assert known[1] is None
    first, last = known[0], known[2]
    assert first is not None
    assert last is not None
    assert first.middle is not None
    assert first.middle.repeat == 1
    assert [one.repeat for one in first.outcomes] == [0, 1, 2]
    assert (last.middle, last.problem) == (None, "no")


def test_the_best_cell_is_that_of_the_least_work_among_equals() -> None:
    known = summaries(
        4,
        [
            outcome(0, 0, None, test_accuracy=0.8),
            outcome(1, 0, None, test_accuracy=0.8),
            outcome(2, 0, None, test_accuracy=0.7),
        ],
    )
    assert best(MEASURES["test_accuracy"], known, [2.0, 1.0, 0.5, 0.1]) == 1
    assert best(MEASURES["J"], known, [2.0, 1.0, 0.5, 0.1]) == 2
    assert best(MEASURES["test"], known, [2.0, 1.0, 0.5, 0.1]) is None


def test_work_grows_with_what_makes_a_run_longer() -> None:
    base = MOONS.settings()
    for longer in (
        base.but(epochs=5000), base.but(hidden=(12, 12)), base.but(m=5000), base.but(batch=10),
    ):  # fmt: skip
        assert work_of(longer) > work_of(base)
    assert work_of(base.but(optimizer="bfgs", batch=10)) == work_of(base.but(optimizer="bfgs"))


def test_what_is_left_follows_from_what_was_done() -> None:
    assert seconds_left([], [1.0], 3.0) is None
    assert seconds_left([1.0, 1.0], [4.0], 3.0) == 6.0
    assert seconds_left([1.0], [], 3.0) == 0.0
    assert in_words(3.2) == "about 5 s left"
    assert in_words(44) == "about 45 s left"
    assert in_words(50) == "about 1 minute left"
    assert in_words(3700) == "about 62 minutes left"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=1+1", "'=1+1"), ("+a", "'+a"), ("-b", "'-b"), ("@c", "'@c"), ("\tx", "'\tx"),
        (-0.5, "-0.5"), ("-1e-05", "-1e-05"), (None, ""), ("tanh", "tanh"),
    ],
)  # fmt: skip
def test_no_cell_of_the_file_is_a_formula(value: Any, text: str) -> None:
    assert harmless(value) == text


def test_the_file_has_a_line_for_each_run() -> None:
    found = made(MOONS, ("noise", "0, 0.1"), ("hidden", "5-5, 2"), repeats="data", n=2)
    cells = found.cells(MOONS.settings())
    trials = found.trials(cells)
    results = [
        outcome(trial.cell, trial.repeat, 0.25, message="=cmd()", reached=3)
        for trial in reversed(trials)
    ]
    rows = list(csv.DictReader(StringIO(csv_text(found, cells, trials, results))))
    assert len(rows) == 8
    assert rows[0] == {
        "noise": "0.0", "hidden": "5-5", "repeat": "1", "seed": "0", "J": "0.1", "test": "0.25",
        "train_accuracy": "", "test_accuracy": "", "trained_for": "10", "reached": "3",
        "status": "trained", "message": "'=cmd()",
    }  # fmt: skip
    assert [row["seed"] for row in rows[:2]] == ["0", "1"]
    assert rows[-1]["hidden"] == "2"


def test_a_file_has_each_name_once_where_the_length_is_an_axis() -> None:
    found = made(MOONS, ("epochs", "1, 2"))
    cells = found.cells(MOONS.settings())
    header = csv_text(found, cells, found.trials(cells), []).splitlines()[0].split(",")
    assert len(set(header)) == len(header)


def test_a_trial_can_be_told_from_every_other() -> None:
    found = made(MOONS, ("noise", "0, 0.1"), repeats="folds", n=3)
    trials = found.trials(found.cells(MOONS.settings()))
    assert [(t.cell, t.fold, t.folds) for t in trials] == [
        (cell, fold, 3) for cell in range(2) for fold in range(3)
    ]
    assert isinstance(trials[0], Trial)
    assert len({replace(t, work=0.0) for t in trials}) == 6


@PAGES
def test_a_small_picture_can_be_sent(experiment: Experiment[Any]) -> None:
    lab = experiment.lab(experiment.settings())
    picture = experiment.scene(lab).small_picture(lab.step(0).theta)
    json.dumps(picture, allow_nan=False)
    assert len(picture["colors"]) == 3 * 255
    assert "theta" in picture or "bytes" in picture
