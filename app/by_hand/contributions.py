"""What each example contributes to the gradient of one parameter."""

from typing import Any

import numpy as np

from app.by_hand.epoch_state import EpochState
from app.by_hand.selection import Selection
from app.run.wire import finite, float32_base64
from core.explain.factors import weight_factors

#: Bars at the most: of more examples every n-th is drawn, the largest and smallest among them.
MAX_BARS = 400
#: Contributions that are sent one by one, for the points on the plane.
MAX_POINTS = 5000


def contributions_json(state: EpochState, selection: Selection) -> dict[str, Any]:
    """Return the contributions of all examples: sorted for bars, and in order for the points.

    They are sent in units of the largest, as float32; sums are those of the numbers themselves.
    """
    weight = weight_factors(state.objective, state.theta, selection.index, state.layers)
    found = weight.contributions
    order = np.argsort(-found, kind="stable")
    every = -(-len(order) // MAX_BARS)
    bars = np.append(order[::every], order[-1:]) if every > 1 else order
    top = max(float(np.abs(found).max()), 1e-300)
    return {
        "contributions": {
            "m": len(found),
            "top": finite(top),
            "sum": finite(found.sum()),
            "up": int((found > 0).sum()),
            "down": int((found < 0).sum()),
            "slope": finite(weight.penalty),
            "total": finite(weight.dJ_dw),
            "bars": float32_base64(found[bars] / top),
            "examples": bars.tolist(),
            "points": float32_base64(found / top) if len(found) <= MAX_POINTS else "",
        }
    }
