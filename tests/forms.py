"""The forms of all pages by their names."""

from typing import Any

from app.pages.backprop.settings import BACKPROP_FORM
from app.pages.cost_surfaces.settings import COST_SURFACES_FORM
from app.pages.digits.settings import DIGITS_FORM
from app.pages.downhill.settings import DOWNHILL_FORM
from app.pages.gradient_check.settings import GRADIENT_CHECK_FORM
from app.pages.moons.settings import MOONS_FORM
from app.pages.one_unit.settings import ONE_UNIT_FORM
from app.pages.one_weight.settings import ONE_WEIGHT_FORM
from app.pages.sleep.settings import SLEEP_FORM
from app.pages.xor.settings import XOR_FORM
from app.settings.settings import Form

FORMS: dict[str, Form[Any]] = {
    form.name: form
    for form in (
        MOONS_FORM,
        SLEEP_FORM,
        DIGITS_FORM,
        DOWNHILL_FORM,
        ONE_WEIGHT_FORM,
        ONE_UNIT_FORM,
        COST_SURFACES_FORM,
        XOR_FORM,
        BACKPROP_FORM,
        GRADIENT_CHECK_FORM,
    )
}
