"""The glossary's pictures: every entry has one or a formula, in every palette's own colors."""

import re
from xml.etree import ElementTree

import pytest

from app.figures.glossary_pictures import HEIGHT, PICTURES, WIDTH, glossary_picture
from app.figures.palette import PALETTES, Palette
from app.glossary.table import GLOSSARY
from tests.figures.test_palettes import colors_of


def test_every_entry_has_a_picture_or_a_formula() -> None:
    assert set(PICTURES) <= set(GLOSSARY)
    assert [e.name for e in GLOSSARY.values() if e.name not in PICTURES and not e.formula] == []


@pytest.mark.parametrize("palette", PALETTES.values(), ids=lambda one: one.name)
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_drawn_within_its_frame_in_the_palettes_colors(
    name: str, palette: Palette
) -> None:
    text = glossary_picture(name, palette)
    root = ElementTree.fromstring(text)
    assert len(root) >= 2  # a title and something drawn
    assert set(re.findall(r"#[0-9a-f]{6}", text)) <= set(colors_of(palette))
    for shape in root.iter():
        for places in re.findall(r"[-\d.]+,[-\d.]+", shape.get("points", "")):
            x, y = map(float, places.split(","))
            assert 0 <= x <= WIDTH
            assert 0 <= y <= HEIGHT
