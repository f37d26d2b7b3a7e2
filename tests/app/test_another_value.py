"""What a field proposes for another lane."""

from typing import Any

import pytest

from app.settings.field import Field
from app.settings.kinds import Text
from tests.forms import FORMS

FIELDS = [
    pytest.param(form, field, id=f"{form.name}.{name}")
    for form in FORMS.values()
    for name, field in form.fields.items()
    if not isinstance(field, Text)
]


@pytest.mark.parametrize(("form", "field"), FIELDS)
def test_a_field_proposes_a_value_that_it_takes_and_that_is_another(
    form: Any, field: Field[Any]
) -> None:
    values = form.settings().values
    other = field.another(values[field.name], values)
    assert field.parse(field.to_text(other)) == other
    if field.optional:  # the stage's own
        return
    assert other != values[field.name]
