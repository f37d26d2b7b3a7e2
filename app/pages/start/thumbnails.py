"""What the card of each page shows: a few pictures of that page's own run, as data.

A kind of picture is a function in assets/pages/start/thumbnails.js.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from app.pages.backprop.experiment import BACKPROP
from app.pages.cost_surfaces.descent import TOPS, cost_grid
from app.pages.cost_surfaces.descent import path as surface_path
from app.pages.cost_surfaces.settings import REACH, CostSurfacesSettings
from app.pages.digits.experiment import DIGITS
from app.pages.digits.scene import DigitsScene
from app.pages.downhill.descent import descend
from app.pages.downhill.settings import DownhillSettings
from app.pages.gradient_check.cases import CASES
from app.pages.gradient_check.check import sweep
from app.pages.moons.experiment import MOONS
from app.pages.one_unit.figure import HIGH as HIGHEST
from app.pages.one_unit.figure import LOW as LOWEST
from app.pages.one_unit.learning import learn
from app.pages.one_unit.settings import OneUnitSettings
from app.pages.one_weight.descent import SHOWN
from app.pages.one_weight.descent import path as weight_path
from app.pages.one_weight.settings import HIGH, LOW, OneWeightSettings
from app.pages.sleep.experiment import SLEEP_STUDY
from app.pages.start.film import evenly_changing, film, rounded
from app.pages.xor.experiment import XOR
from app.run.wire import float32_base64, uint8_base64
from core.data.gates import GATES
from core.data.gates import X as GATE_X
from core.explain.loss_surfaces import costs_at
from core.explain.unit_rules import boundary
from core.tutorials import one_weight
from core.types import Array

#: Pictures of a thumbnail, and points of a curve.
FRAMES, POINTS = 36, 80
#: Of the largest cost on a curve or a surface to the smallest.
FULL = 254


def _path(x: Array, y: Array) -> dict[str, Any]:
    """Return where a ball is in each picture."""
    chosen = evenly_changing(np.column_stack([x / np.ptp(x), y / np.ptp(y)]), FRAMES)
    return {"x": rounded(x[chosen]), "y": rounded(y[chosen])}


def downhill() -> dict[str, Any]:
    """Return the tutorial's curve and a ball that rolls down."""
    descent = descend(DownhillSettings())
    x = np.linspace(descent.low, descent.high, POINTS)
    y = descent.curve.f(x)
    ball = _path(descent.x, descent.curve.f(descent.x))
    return {"kind": "curves", "curves": [{"x": rounded(x), "y": rounded(y), "ball": ball}]}


def one_weight_curves() -> dict[str, Any]:
    """Return both costs against w, each divided by its largest, and a ball on each."""
    w = np.linspace(LOW, HIGH, POINTS)
    curves = []
    for cost in SHOWN:
        objective = one_weight(cost)
        thetas = weight_path(OneWeightSettings(), cost)
        J, at = costs_at(objective, w[:, np.newaxis]), costs_at(objective, thetas[:, np.newaxis])
        top = max(J.max(), at.max())
        curves.append({"x": rounded(w), "y": rounded(J / top), "ball": _path(thetas, at / top)})
    return {"kind": "curves", "curves": curves}


def lines() -> dict[str, Any]:
    """Return a gate's examples, and the line of a unit that learns it, step by step."""
    settings = OneUnitSettings()
    ends = [boundary(step.theta, LOWEST, HIGHEST).ravel() for step in learn(settings)]
    shown = np.linspace(0, len(ends) - 1, FRAMES).astype(np.intp)
    return {
        "kind": "lines",
        "reach": [LOWEST, HIGHEST],
        "x": rounded(GATE_X.ravel()),
        "y": [int(one) for one in GATES[settings.gate].outputs],
        "lines": [rounded(ends[k]) for k in shown],
    }


def surfaces() -> dict[str, Any]:
    """Return both cost surfaces from above, and the way of a ball on each."""
    maps, settings = [], CostSurfacesSettings()
    for cost, top in TOPS.items():
        J = np.minimum(cost_grid(cost).J, top)[::2, ::2]
        thetas = surface_path(settings, cost)
        chosen = evenly_changing(thetas, FRAMES)
        maps.append(
            {
                "side": len(J),
                # From the top left, as pictures are.
                "map": uint8_base64(np.rint(FULL * J[::-1] / J.max())),
                "ball": rounded((thetas[chosen] + REACH) / (2 * REACH)),
            }
        )
    return {"kind": "surfaces", "maps": maps}


def gradients() -> dict[str, Any]:
    """Return the gradient of every weight of the network of backprop by hand, as it learns."""
    lab = BACKPROP.lab(BACKPROP.settings())
    last = lab.advance(lab.settings.epochs)
    epochs = np.unique(np.geomspace(1, last, FRAMES).astype(np.intp)) - 1
    found = [lab.objective(int(k))(lab.step(int(k)).theta).dJ_dtheta for k in epochs]
    return {
        "kind": "gradients",
        "sizes": lab.network.sizes,
        "biases": lab.network.biases,
        "gradients": float32_base64(np.array([one / np.abs(one).max() for one in found])),
    }


def epsilons() -> dict[str, Any]:
    """Return how far the two gradients differ, against epsilon, both as powers of ten."""
    lab = MOONS.lab(MOONS.settings())
    objective, theta = CASES["moons"].make(0.0, lab, 0)
    checks = sweep(objective, theta, np.arange(0, len(theta), 6))
    x = np.log10([check.epsilon for check in checks])
    y = np.log10([max(check.norm_ratio, 1e-14) for check in checks])
    ball = {"x": rounded(x[::-1]), "y": rounded(y[::-1])}
    return {"kind": "curves", "curves": [{"x": rounded(x), "y": rounded(y), "ball": ball}]}


def weights_of_digits() -> dict[str, Any]:
    """Return pictures of the weights into hidden units, from noise to strokes."""
    lab = DIGITS.lab(DIGITS.settings())
    scene = DIGITS.scene(lab)
    assert isinstance(scene, DigitsScene)
    last = lab.advance(lab.settings.epochs)
    n = 12
    pictures = [
        scene.unit_pictures(lab.step(int(epoch)).theta)[:n]
        for epoch in np.unique(np.geomspace(1, last + 1, 16).astype(np.intp)) - 1
    ]
    return {
        "kind": "pictures",
        "n": n,
        "side": scene.shown_side,
        "pictures": [uint8_base64(one) for one in pictures],
    }


#: Name of a page -> makes its thumbnail; that of Moons is the film itself.
THUMBNAILS: dict[str, Callable[[], dict[str, Any]]] = {
    "downhill": downhill,
    "one_weight": one_weight_curves,
    "one_unit": lines,
    "cost_surfaces": surfaces,
    "xor": lambda: {"kind": "film", **film(XOR, XOR.settings(), FRAMES)},
    "backprop": gradients,
    "gradient_check": epsilons,
    "sleep": lambda: {"kind": "film", **film(SLEEP_STUDY, SLEEP_STUDY.settings(), FRAMES)},
    "digits": weights_of_digits,
}
