"""The glossary: all that is shown has an entry, none is an orphan, every link leads somewhere."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import pytest

from app.glossary.entry import Entry
from app.glossary.table import GLOSSARY, GROUPS
from app.hosting.paths import ASSETS
from app.settings.settings import Form
from app.ui.controls import help_of
from core.engine.activations import ACTIVATIONS
from core.engine.costs import COSTS
from core.engine.optimizers import OPTIMIZERS, SCHEDULES
from core.engine.penalties import PENALTIES
from tests.forms import FORMS

TABLES: tuple[Mapping[str, Any], ...] = (ACTIVATIONS, COSTS, PENALTIES, OPTIMIZERS, SCHEDULES)
RECORDS = {name for table in TABLES for name in table}
#: Those that no control and no record names: they are looked up from what the pages show.
SHOWN = {
    "neural-network", "unit", "input", "target", "y-hat", "weight", "z", "a", "theta", "class",
    "training-set", "decision-boundary", "accuracy", "confusion-matrix", "rmse", "overfitting",
    "derivative", "gradient", "chain-rule", "delta", "iteration", "minimum", "saturated",
    "dead-unit", "symmetry", "vanishing-gradient", "divergence",
}  # fmt: skip


def terms_of_fields() -> set[str]:
    return {field.term for form in FORMS.values() for field in form.fields.values() if field.term}


def terms_of_cards() -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in (ASSETS / "cards").glob("*.md"))
    return {term for text in texts for term in re.findall(r"\]\(glossary:([^)]*)\)", text)}


def test_every_record_has_one_entry() -> None:
    explained = [name for entry in GLOSSARY.values() for name in entry.records]
    assert sorted(explained) == sorted(RECORDS)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_every_field_with_a_symbol_has_an_entry(form: Form[Any]) -> None:
    for field in form.fields.values():
        assert not field.symbol or field.term, field.name
        if field.term:
            assert GLOSSARY[field.term].text in field.explanation
            assert f"(/glossary?term={field.term})" in help_of(field)


def test_no_entry_is_an_orphan() -> None:
    named = terms_of_fields() | terms_of_cards()
    reached = {name for name, entry in GLOSSARY.items() if entry.records or name in named}
    assert set(GLOSSARY) - reached == SHOWN - reached
    assert set(GLOSSARY) >= SHOWN


def test_every_link_to_the_glossary_leads_to_an_entry() -> None:
    assert len(terms_of_cards()) >= 10
    assert terms_of_cards() <= set(GLOSSARY)


@pytest.mark.parametrize("entry", GLOSSARY.values(), ids=GLOSSARY)
def test_an_entry_is_plain_short_and_shown_on_a_page(entry: Entry) -> None:
    assert re.fullmatch(r"[a-z0-9-]+", entry.name)
    sentences = re.findall(r"[.:;](?: |$)", entry.text)
    assert entry.text.endswith(".")
    assert len(sentences) <= 5
    assert entry.text.isprintable()
    assert entry.formula.count("{") == entry.formula.count("}")
    query = dict(parse_qsl(entry.query))
    query.pop("more", None)
    form = FORMS[entry.page]
    _, problems = form.read(query)
    assert not problems
    assert set(query) <= set(form.fields)


def test_every_name_is_used_once() -> None:
    assert len(GLOSSARY) == sum(map(len, GROUPS.values()))
