"""Addresses, drawn from the tables of the fields: every legal corner, and what is none at all."""

import os
from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import strategies as st

from app.pages.digits import uploads
from app.settings.field import Field
from app.settings.kinds import Choice, Layers, Slider, Text, Whole
from app.settings.settings import Form
from core.data.digits import Digits

#: How many are tried of each kind; `make fuzz` says more.
CASES = int(os.environ.get("FUZZ_CASES", "100"))

Query = dict[str, str]

#: What an address, or a value in a command, may say in place of a value.
JUNK = (
    "", " ", "0", "1", "-1", "1e300", "-1e300", "1e999", "nan", "inf", "-0.0", "9" * 400, "0x10",
    "1_0", "٣", "²", "True", "None", "[]", "{}", "5-5-5-5-5-5-5-5", "100-100", "12-12-12-12-12-12",
    "-", "--", "1--1", "0-0", "1 2 3", "~", "1~alpha~2", "1~nights~x 2~~", "3_5_75~", "\x00",
    "\u202e", "\ud83c\udf19", "🌙", "a" * 3000, "%00", "<script>", "../../", "softmax", "bfgs",
    "own", "upload", "mnist",
)  # fmt: skip

#: Kind of a field -> the texts at the corners of what it takes.
CORNERS: dict[type[Field[Any]], Callable[[Any], list[str]]] = {
    Choice: lambda field: list(field.options()),
    Slider: lambda field: [
        field.to_text(value) for value in (field.low, field.high, field.default, *field.stops)
    ],
    Whole: lambda field: [str(value) for value in (field.low, field.high, field.default)],
    Layers: lambda field: [
        "0", "1", str(field.units), *("-".join([str(n)] * field.layers) for n in (1, field.units)),
    ],
    Text: lambda field: [field.default],
}  # fmt: skip


def brought(m: int, side: int) -> str:
    """Keep pictures as an upload does, and return the name by which an address has them."""
    pictures = np.random.default_rng(m).uniform(size=(m, side * side))
    return uploads.keep(bytes([side]) * m, Digits(pictures, np.arange(m) % 10))


#: Fields that hold a text with rules of its own -> corners of these.
TEXTS: dict[str, list[str]] = {
    "nights": [
        "~".join(["24_0_100"] * 500), "0_0_0~0_0_0", "0_24_0~24_0_100", "1e-300_1_1~1_1e-300_1",
        "~".join(f"{i % 13}_{i % 7}_{i % 100}" for i in range(500)),
    ],
    "coefficients": [
        "1e300 1e300", "1e-300", "0", "1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1", "-1 0 0",
        "9999999999999999 -1 1e9 7 1", "5", "1 2",
    ],
    "file": [brought(20, 3)],
    "weights": [uploads.keep(b"weights", (np.ones((25, 65)), np.ones((10, 26))))],
}  # fmt: skip


def corners(field: Field[Any]) -> list[str]:
    """Return texts at the corners of what a field takes."""
    return CORNERS[type(field)](field) + TEXTS.get(field.name, [])


def legal(form: Form[Any]) -> st.SearchStrategy[Query]:
    """Return addresses whose every value is taken; some fields are left out."""
    choices = {name: st.sampled_from(corners(field)) for name, field in form.fields.items()}
    return st.fixed_dictionaries({}, optional=choices)


def changes(form: Form[Any]) -> st.SearchStrategy[str]:
    """Return records of changes during the run."""
    forks = [field for field in form.fields.values() if field.effect == "fork"]
    one = st.sampled_from(forks).flatmap(
        lambda field: st.builds(
            "{}~{}~{}".format,
            st.sampled_from([1, 2, 5, 99_999]),
            st.just(field.name),
            st.sampled_from(corners(field)),
        )
    )
    return st.lists(one, min_size=1, max_size=6).map(" ".join)


def addresses(form: Form[Any]) -> st.SearchStrategy[Query]:
    """Return addresses: legal ones, and some with up to eight values damaged."""
    damage = st.dictionaries(
        st.sampled_from([*form.fields, *form.settings.other_keys, "nothing", "", "\x00"]),
        st.sampled_from(JUNK) | st.text(max_size=60),
        max_size=8,
    )
    base = legal(form)
    if form.settings.other_keys:
        base = st.builds(
            lambda query, was: query | ({"was": was} if was else {}),
            base,
            st.none() | changes(form),
        )
    return st.builds(lambda query, junk: {**query, **junk}, base, st.just({}) | damage)
