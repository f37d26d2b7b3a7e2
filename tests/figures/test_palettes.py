"""The table of palettes: each is complete, and keeps what it promises to the eye."""

import re
import tomllib
from dataclasses import asdict, fields
from itertools import combinations, pairwise, product
from pathlib import Path

import numpy as np
import pytest
from plotly.colors import sample_colorscale, unlabel_rgb

from app.figures.map_colors import diverging_bytes, sampled, three_class_bytes
from app.figures.maps import FULL, HALF
from app.figures.palette import PALETTES, VIRIDIS, Palette
from app.figures.palette_in_use import DEFAULT, VARIABLE, drawn_with, palette, read
from tests.figures.color_vision import channels, contrast, distance, lightness

ROOT = Path(__file__).resolve().parents[2]
#: Lanes of a comparison at the most.
MAX_LANES = 8
#: CIE 1976 distance that two colors have at least where they are to be told apart.
APART = 30.0
#: The same for people without blue cones, one in ten thousand.
APART_WITHOUT_BLUE = 15.0
#: Difference in L* of grays that are to be told apart.
GRAYS_APART = 15.0
#: What WCAG 2 asks of graphical objects.
CONTRAST = 3.0

each_palette = pytest.mark.parametrize("one", PALETTES.values(), ids=PALETTES)


def colors_of(one: Palette) -> list[str]:
    """Return every color of a palette."""
    other = {"name", "label", "ends", "tints", "lane_dashes", "words", "dashes"}
    values = [getattr(one, field.name) for field in fields(one) if field.name not in other]
    return [color for value in values for color in ([value] if isinstance(value, str) else value)]


def panels() -> dict[str, str | np.ndarray[tuple[int, ...], np.dtype[np.float64]]]:
    """Return white paper, and the panels of the dark theme."""
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    sheet = (ROOT / "assets" / "shared" / "base.css").read_text("utf-8")
    ((share, lighter),) = re.findall(
        r"--gn-panel: color-mix\(in srgb, .*? (\d+)%, light-dark\(white, (#\w+)\)\)", sheet
    )
    mixed = int(share) / 100
    dark = mixed * channels(theme["dark"]["backgroundColor"]) + (1 - mixed) * channels(lighter)
    return {"white": "#ffffff", "dark": dark}


@each_palette
def test_a_palette_is_complete(one: Palette) -> None:
    assert PALETTES[one.name] is one
    assert one.label
    assert all(re.fullmatch("#[0-9a-f]{6}|white", color) for color in colors_of(one))
    assert all(asdict(one.words).values())
    # A point is seen on its own color and on any other.
    pairs = zip(one.points + one.test_points, one.outlines + one.test_outlines, strict=True)
    for pair in pairs:
        assert contrast(*("#ffffff" if color == "white" else color for color in pair)) > 2.9
    assert 0.0 <= one.ends[0] < one.ends[1] <= 1.0
    assert 0.0 < one.tints[0] < one.tints[1] <= 1.0


@each_palette
def test_lanes_are_told_apart_by_color_or_by_their_lines(one: Palette) -> None:
    assert len(one.lanes) == len(one.lane_dashes) == MAX_LANES
    drawn = list(zip(one.lanes, one.lane_dashes, strict=True))
    assert len(set(drawn)) == MAX_LANES
    for (color, dash), (other, other_dash) in combinations(drawn, 2):
        if dash == other_dash:
            grays_apart = one.name == "gray" and color != other
            assert grays_apart or distance(color, other) > APART, (color, other)
        if dash == other_dash and one.name == "safe":
            for seen in ("protanopia", "deuteranopia"):
                assert distance(color, other, seen) > APART, (color, other)
    for color, panel in product(one.lanes, panels().values()):
        assert contrast(color, panel) >= CONTRAST, color


@each_palette
def test_maps_have_a_color_for_each_byte(one: Palette) -> None:
    for of_bytes in (diverging_bytes(one), three_class_bytes(one)):
        assert len(of_bytes) == 3 * (FULL + 1)
        assert all(0 <= channel <= 255 for channel in of_bytes)


@each_palette
def test_maps_go_from_one_class_over_neutral_to_the_other(one: Palette) -> None:
    scale = np.array(diverging_bytes(one)).reshape(-1, 3) / 255.0
    lights = [lightness(color) for color in scale]
    assert np.ptp(scale[HALF]) == 0.0  # no hue at all
    if one.name == "gray":
        # One hue less: the scale has one direction, and neutral is halfway.
        assert (np.diff(lights) <= 0.0).all()
        assert lights[0] - lights[HALF] > 30.0
        assert lights[HALF] - lights[FULL] > 30.0
        return
    assert lights[HALF] > 96.0
    assert abs(lights[0] - lights[FULL]) < 6.0
    assert (np.diff(lights[: HALF + 1]) >= -0.5).all()
    assert (np.diff(lights[HALF:]) <= 0.5).all()
    # Each end has the hue of its class.
    for end, color in ((scale[0], one.negative), (scale[FULL], one.positive)):
        own, drawn = channels(color), end
        assert own.argmax() == drawn.argmax()
        assert own.argmin() == drawn.argmin()


@each_palette
def test_tints_of_three_classes_begin_pale_and_end_in_their_color(one: Palette) -> None:
    scale = np.array(three_class_bytes(one)).reshape(-1, 3)
    for label, color in enumerate(one.classes):
        end = 255.0 * channels(color)
        pale, full = scale[85 * label], scale[85 * label + 84]
        assert np.abs(full - end).sum() < np.abs(pale - end).sum()


@each_palette
@pytest.mark.parametrize("of", ["surface", "score"])
def test_surfaces_and_scores_go_from_dark_to_bright(one: Palette, of: str) -> None:
    lights = [lightness(channels(color)) for color in getattr(one, of)]
    assert lights[0] < lights[-1] - 20.0


@pytest.mark.parametrize("seen", ["full", "protanopia", "deuteranopia"])
def test_safe_colors_are_told_apart_without_red_or_green_cones(seen: str) -> None:
    one = PALETTES["safe"]
    together = [
        *combinations(one.classes, 2),
        (one.training, one.test),
        (one.right, one.wrong),
        *((one.wrong_gradient, other) for other in (one.right, one.negative, one.positive)),
        (one.path, one.other_path),
    ]
    for pair in together:
        assert distance(*pair, seen) > APART, pair


def test_safe_colors_are_told_apart_without_blue_cones() -> None:
    for pair in combinations(PALETTES["safe"].classes, 2):
        assert distance(*pair, "tritanopia") > APART_WITHOUT_BLUE


def test_classes_of_the_default_are_told_apart() -> None:
    for pair in combinations(PALETTES[DEFAULT].classes, 2):
        assert distance(*pair) > APART


def test_gray_has_grays_only_and_a_second_cue() -> None:
    one = PALETTES["gray"]
    assert one.dashes
    assert all(np.ptp(channels(color)) == 0.0 for color in colors_of(one))
    for of_bytes in (diverging_bytes(one), three_class_bytes(one), sampled(one.score, [0.3])):
        assert (np.ptp(np.array(of_bytes).reshape(-1, 3), axis=1) == 0).all()
    for pair in (*combinations(one.classes, 2), (one.training, one.test), (one.right, one.wrong)):
        first, second = (lightness(channels(color)) for color in pair)
        assert abs(first - second) > GRAYS_APART
    # Where tints are all there is, those of one class are none of another.
    scale = np.array(three_class_bytes(one)).reshape(-1, 3)[:, 0]
    regions = sorted((part.min(), part.max()) for part in np.split(scale, 3))
    assert all(low[1] < high[0] for low, high in pairwise(regions))


@pytest.mark.parametrize("name", ["safe", "gray"])
@pytest.mark.parametrize("panel", ["white", "dark"])
def test_lines_and_words_are_read_on_either_theme(name: str, panel: str) -> None:
    one = PALETTES[name]
    # The third gray is darker than the dark theme allows: between the two others there is no room.
    classes = one.classes[:2] if name == "gray" else one.classes
    marks = (
        *classes, one.training, one.test, one.penalty, one.mark, one.right, one.wrong,
        one.wrong_gradient,
    )  # fmt: skip
    for color in marks:
        assert contrast(color, panels()[panel]) >= CONTRAST, color


def test_the_default_is_what_it_was() -> None:
    one = PALETTES[DEFAULT]
    points = [0.18 + 0.64 * byte / FULL for byte in range(FULL + 1)]
    for colors, name in ((one.diverging, "RdBu"), (VIRIDIS, "Viridis")):
        known = [unlabel_rgb(color) for color in sample_colorscale(name, points)]
        assert sampled(colors, points) == tuple(round(channel) for rgb in known for channel in rgb)
    assert diverging_bytes(one) == sampled(one.diverging, points)
    assert one.classes == ("#d6604d", "#3a7ab8", "#c98a00")


def test_a_host_chooses_by_name_and_nothing_else() -> None:
    assert read({}) is PALETTES[DEFAULT]
    for name, one in PALETTES.items():
        assert read({VARIABLE: name}) is one
    for name in ("", "Safe", "red", "0"):
        with pytest.raises(ValueError, match=f"{VARIABLE}: got .*takes one of default, safe, gray"):
            read({VARIABLE: name})


def test_another_palette_holds_to_the_end_of_its_block() -> None:
    before = palette()
    with drawn_with(PALETTES["gray"]):
        assert palette().name == "gray"
        with drawn_with(PALETTES["safe"]):
            assert palette().name == "safe"
        assert palette().name == "gray"
    assert palette() is before
