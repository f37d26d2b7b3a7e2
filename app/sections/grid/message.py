"""What the browser is sent of a grid."""

from typing import Any

from app.sections.grid.axes import Axis
from app.sections.grid.experiment_grid import ExperimentGrid
from app.sections.grid.measures import MEASURES, Measure, Summary, best


def message(grid: ExperimentGrid) -> dict[str, Any]:
    """Return the results so far, as JSON can represent them.

    Returns
    -------
    dict
        `axes` are columns, rows and groups, as far as there are any; `cells` has for each cell
        what is known of it; `measures` are those of which something is known, each with the number
        of the best cell; `palettes` are the colors that pictures refer to by their index.
    """
    known, palettes = grid.summaries(), list[tuple[int, ...]]()
    measures = [
        measure
        for measure in MEASURES.values()
        if (measure.name != "reached" or grid.design.target is not None)
        and any(one is not None and one.spread(measure) for one in known)
    ]
    return {
        "axes": [_axis(one) for one in grid.design.axes],
        "n": grid.design.n,
        "folds": grid.design.repeats.folds,
        "target": grid.design.target,
        "measures": [
            {
                "name": one.name,
                "label": one.label,
                "kind": one.kind,
                "high": one.is_better_high,
                "best": best(one, known, grid.cell_works),
            }
            for one in measures
        ],
        "cells": [None if one is None else _cell(grid, one, measures, palettes) for one in known],
        "palettes": palettes,
    }


def _axis(axis: Axis) -> dict[str, Any]:
    return {"label": axis.label, "values": [axis.shown(value) for value in axis.values]}


def _cell(
    grid: ExperimentGrid,
    summary: Summary,
    measures: list[Measure],
    palettes: list[tuple[int, ...]],
) -> dict[str, Any]:
    middle = summary.middle
    picture = dict(grid.picture(middle)) if middle else {}
    if "colors" in picture:
        colors = picture.pop("colors")
        if colors not in palettes:
            palettes.append(colors)
        picture["palette"] = palettes.index(colors)
    return {
        "n": len(summary.outcomes),
        "diverged": summary.diverged,
        "problem": summary.problem,
        "values": {one.name: summary.spread(one) for one in measures},
        "picture": picture or None,
    }
