"""Every text that is made apart from a page goes through the function of core/language.py.

It is made in a language that puts every text in marks: whatever is outside of them was never looked
up in a catalogue.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from app.by_hand.tabs import TABS
from app.hosting.limits import LIMITS
from app.jobs.job import Job, JobError
from app.live.advice_words import SENTENCES, Names
from app.live.experiment import Experiment
from app.pages.backprop.experiment import BACKPROP
from app.pages.table import EXPERIMENTS
from app.run.sent_numbers import SentNumbers
from app.sections.worksheet.building import worksheet
from app.sections.worksheet.documents import to_markdown
from app.sections.worksheet.paper import to_html
from app.settings.kinds import Choice
from core.data.datasets import load
from core.data.digits import read_examples
from core.data.polynomials import read_polynomial
from core.engine import BFGS, Network, Objective
from core.language import using
from tests.pages.test_words import SAME
from tests.words import Marks, json_texts, unmarked

#: A prefix of an error, which names an argument, and what Python calls values and classes.
ARGUMENT = re.compile(r"^⟦\w+(, \w+)*: ")
SMALL: dict[str, dict[str, Any]] = {"digits": {"examples": 60}, "moons": {"m": 60}}


def bare(text: str) -> list[str]:
    """Return the words of a text that are in no marks."""
    return [word for word in unmarked(text) if word not in SAME]


@pytest.fixture(autouse=True)
def marks() -> Iterator[None]:
    """Speak a language that puts every text in marks."""
    with using(Marks()):
        yield


@pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=EXPERIMENTS)
def test_no_text_of_a_stage_is_bare(experiment: Experiment[Any]) -> None:
    lab = experiment.lab(experiment.settings().but(**SMALL.get(experiment.form.name, {})))
    lab.advance(3)
    scene = experiment.scene(lab)
    told = scene.describe(100, SentNumbers())
    # What follows are names of numbers and of formats.
    told["readouts"] = [readout[:2] for readout in told["readouts"]]
    if "loss_surface" in told:
        told["loss_surface"]["costs"] = [
            label for _name, label, _top in told["loss_surface"]["costs"]
        ]
    found = list(json_texts(told))
    for tab in TABS:
        for more in ({}, {"unit": [1, 0], "example": None}, {"answer": "sign"}):
            scene.hear({"by_hand": {"tab": tab, "index": 1, **more}})
            found += json_texts(scene.aside(2), tab)
    assert len(found) > 20
    assert [(where, text) for where, text in found if bare(text)] == []


@pytest.mark.parametrize("experiment", EXPERIMENTS.values(), ids=EXPERIMENTS)
def test_no_text_of_a_field_is_bare(experiment: Experiment[Any]) -> None:
    for field in experiment.form.fields.values():
        texts = [field.label, field.symbol, field.explanation, field.show(field.default)]
        if isinstance(field, Choice):
            texts += [*field.options().values(), field.button]
        else:
            texts.append(field.allowed)
        assert not [text for text in texts if bare(text)], field.name


@pytest.mark.parametrize("name", SENTENCES)
def test_no_text_of_advice_is_bare(name: str) -> None:
    numbers = dict.fromkeys(
        ("n", "of", "layer", "alpha", "low", "high", "first", "now", "times", "faster", "fall",
         "since", "accuracy", "lowest", "rises"), 2.0,
    )  # fmt: skip
    for seen in (numbers, {key: numbers[key] for key in numbers if key not in {"now", "accuracy"}}):
        if name != "overfitting" or "now" in seen:
            assert not bare(SENTENCES[name](seen, Names("⟦epoch⟧", "⟦momentum⟧")))


@pytest.mark.parametrize("key", [False, True])
@pytest.mark.parametrize("n", [1, 2])
def test_no_text_of_a_worksheet_is_bare(key: bool, n: int) -> None:
    lab = BACKPROP.lab(BACKPROP.settings().but(hidden=(3,), worksheet=n))
    sheets = [replace(worksheet(lab), address="/")]
    assert not bare(to_markdown(sheets, key=key))
    assert bare(to_html(sheets, key=key)) == []


@pytest.mark.parametrize("kind", ["time", "memory", "failed", "died"])
def test_no_text_of_a_job_that_failed_is_bare(kind: str) -> None:
    job = Job("Reading the file", len, 1.0, 1)
    with pytest.raises(JobError) as caught:
        job._result(kind, "")
    assert not bare(str(caught.value))


def test_no_text_of_a_limit_is_bare() -> None:
    assert not [record.name for record in LIMITS.values() if bare(record.what)]


REFUSED: dict[str, Callable[[], object]] = {
    "number": lambda: load("moons", m=10, noise=-1.0, seed=0, test_share=0.5),
    "one class": lambda: load("moons", m=2, noise=0.0, seed=0, test_share=0.5),
    "name": lambda: load("moon", m=10, noise=0.0, seed=0, test_share=0.5),
    "sizes": lambda: Network((2,), ()),
    "names": lambda: Network((2, 1), ("sigmoid", "tanh")),
    "hidden": lambda: Network((2, 2, 1), ("softmax", "sigmoid")),
    "theta": lambda: Network((2, 1), ("sigmoid",)).predict(np.zeros(9), np.zeros((1, 2))),
    "shape": lambda: Network((2, 1), ("sigmoid",)).predict(np.zeros(3), np.zeros((1, 3))),
    "y": lambda: Objective(
        Network((2, 1), ("sigmoid",)), "mse", np.zeros((2, 2)), np.zeros((3, 1))
    ),
    "batch": lambda: BFGS(batch_size=3),
    "gtol": lambda: BFGS(gtol=np.inf),
    "polynomial": lambda: read_polynomial("1 x"),
    "degree": lambda: read_polynomial("1 2"),
    "file": lambda: read_examples(b"no file"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_no_text_of_an_error_is_bare(name: str) -> None:
    with pytest.raises(ValueError, match="⟦") as caught:
        REFUSED[name]()
    assert not bare(str(caught.value))
