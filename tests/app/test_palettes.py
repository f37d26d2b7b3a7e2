"""Everything that is drawn, in every palette: scenes, playbacks, figures, style sheets."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.figures.palette import PALETTES, Palette
from app.figures.palette_in_use import drawn_with
from app.figures.thumbnail import thumbnail
from app.pages.cost_surfaces import descent as cost_surfaces
from app.pages.cost_surfaces.settings import COST_SURFACES_FORM
from app.pages.downhill import descent as downhill
from app.pages.downhill.settings import DOWNHILL_FORM
from app.pages.gradient_check.figure import epsilon_plot
from app.pages.one_unit import learning as one_unit
from app.pages.one_unit.settings import ONE_UNIT_FORM
from app.pages.one_weight import descent as one_weight
from app.pages.one_weight.settings import ONE_WEIGHT_FORM
from app.pages.sleep.chapter_figures import activation_plot, guess_plot, lambda_plot, step_plot
from app.pages.table import EXPERIMENTS
from app.pages.xor.experiment import XOR
from app.run.sent_numbers import SentNumbers
from app.sections.loss_surface.loss_surface import PlaneChoice
from app.sections.loss_surface.playback import loss_surface_playback, path_of
from app.ui.color_style import color_style
from core.data.datasets import DATASETS
from core.explain.gradient_check import check_gradient
from core.tutorials import exercise4_check
from tests.figures.test_palettes import colors_of

ROOT = Path(__file__).resolve().parents[2]
ASSETS = [
    (path, path.read_text("utf-8"))
    for path in sorted((ROOT / "assets").rglob("*"))
    if path.suffix in {".css", ".js"}
]

each_palette = pytest.mark.parametrize("one", PALETTES.values(), ids=PALETTES)


def surfaces() -> bytes:
    """Return the loss surfaces around a run."""
    lab = XOR.lab(XOR.settings())
    lab.advance(20)
    return loss_surface_playback(path_of(lab, 20), PlaneChoice("random", 0, 1, 0)).message()


def plots() -> str:
    """Return the figures that stand on a page by themselves."""
    objective, theta = exercise4_check()
    figures = (
        epsilon_plot([check_gradient(objective, theta, 1e-4)], 1e-4, objective(theta).J),
        activation_plot("tanh"),
        guess_plot([70.0, 80.0], [75.0, 75.0]),
        step_plot(["up", "here", "down"], [0.5, 0.3, 0.1]),
        lambda_plot((0.0, 0.1), [1.0, 2.0], [3.0, 2.0], 0.1),
    )
    return "".join(str(figure.to_json(engine="json")) for figure in figures)


DRAWN: dict[str, Callable[[], bytes | str]] = {
    "loss_surface": surfaces,
    "plots": plots,
    "cost_surfaces": lambda: cost_surfaces.playback(COST_SURFACES_FORM.settings()).message(),
    "downhill": lambda: downhill.playback(DOWNHILL_FORM.settings()).message(),
    "one_unit": lambda: one_unit.playback(ONE_UNIT_FORM.settings()).message(),
    "one_weight": lambda: one_weight.playback(ONE_WEIGHT_FORM.settings()).message(),
}


def hex_colors(text: bytes | str) -> set[str]:
    """Return the colors that a text names."""
    text = text.decode() if isinstance(text, bytes) else text
    return set(re.findall(r'"(#[0-9a-fA-F]{3,8})"', text))


def description(name: str) -> dict[str, Any]:
    """Return the description of a live page's run, as it opens."""
    experiment = EXPERIMENTS[name]
    return experiment.scene(experiment.lab(experiment.settings())).describe(50, SentNumbers())


@each_palette
@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_scene_is_described_in_every_palette(name: str, one: Palette) -> None:
    with drawn_with(one):
        scene = description(name)
    text = json.dumps(scene)
    assert tuple(scene["colors"]) == one.classes
    assert scene["dashes"] is one.dashes
    assert scene["words"]["negative"] == one.words.negative
    assert set(one.classes) <= hex_colors(text) <= set(colors_of(one))
    if one.name == "gray":
        for key in {"unit_palette", "class_palette"} & scene.keys():
            assert (np.ptp(np.array(scene[key]).reshape(-1, 3), axis=1) == 0).all()


@each_palette
@pytest.mark.parametrize("name", DRAWN)
def test_every_figure_is_drawn_in_every_palette(name: str, one: Palette) -> None:
    with drawn_with(one):
        found = hex_colors(DRAWN[name]())
    assert found
    # Plotly's own template, which the page's theme replaces, has colors of its own.
    own = hex_colors(plots_template()) if name == "plots" else set()
    assert found - own <= set(colors_of(one))


def plots_template() -> str:
    """Return the template that Plotly puts into a figure without another."""
    return str(activation_plot("tanh").layout.template.to_plotly_json()).replace("'", '"')


@each_palette
@pytest.mark.parametrize("name", DATASETS)
def test_every_thumbnail_is_drawn_in_every_palette(name: str, one: Palette) -> None:
    n = DATASETS[name].n_classes
    assert hex_colors(thumbnail(name, one)) == set(one.classes[:n])


@each_palette
def test_the_page_is_told_every_color_that_assets_ask_for(one: Palette) -> None:
    style = color_style(one)
    given = dict(re.findall(r"--gn-([\w-]+): (#[0-9a-f]{6});", style))
    assert set(given.values()) <= set(colors_of(one))
    assert (given["negative"], given["positive"]) == one.classes[:2]
    # Those of the theme, which base.css derives from Streamlit's own.
    asked = {
        name
        for _, text in ASSETS
        for name in re.findall(r"(?:var\(|cssValue\([\w.]+, \")--gn-([\w-]+)", text)
        if not name.endswith("-")  # of a lane, whose number follows
    }
    set_by_assets = {
        name for _, text in ASSETS for name in re.findall(r"--gn-([\w-]+)(?::|\",)", text)
    }
    assert "right" in asked
    assert asked - set_by_assets <= given.keys()
    assert not given.keys() & set_by_assets
