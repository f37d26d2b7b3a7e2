"""Every example has a vote: what each contributes to the gradient of one parameter."""

from base64 import b64encode
from typing import Any

import numpy as np

from app.by_hand.epoch_state import Moment
from app.by_hand.lines import number
from core.explain.factors import weight_factors
from core.types import Array

#: Bars at the most: of more examples every n-th is drawn, the largest and smallest among them.
MAX_BARS = 400
#: Votes that are sent one by one, for the points on the plane.
MAX_POINTS = 5000


def votes(moment: Moment, index: int) -> dict[str, Any]:
    """Return the votes of all examples: sorted for bars, and in order for the points.

    They are sent in units of the largest, as float32; sums are those of the numbers themselves.
    """
    weight = weight_factors(moment.objective, moment.theta, index, moment.layers)
    found = weight.votes
    order = np.argsort(-found, kind="stable")
    every = -(-len(order) // MAX_BARS)
    bars = np.append(order[::every], order[-1:]) if every > 1 else order
    top = max(float(np.abs(found).max()), 1e-300)
    return {
        "m": len(found),
        "top": number(top),
        "sum": number(float(found.sum())),
        "up": int((found > 0).sum()),
        "down": int((found < 0).sum()),
        "slope": number(weight.penalty),
        "total": number(weight.dJ_dw),
        "bars": packed(found[bars] / top),
        "examples": bars.tolist(),
        "points": packed(found / top) if len(found) <= MAX_POINTS else "",
    }


def packed(values: Array) -> str:
    """Return numbers as float32 in base 64."""
    return b64encode(np.asarray(values, dtype="<f4").tobytes()).decode()
