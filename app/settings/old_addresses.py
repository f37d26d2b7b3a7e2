"""What addresses looked like before, so that links of then still open: one table each."""

from collections.abc import Mapping

#: Name of a page -> the last parts of the paths under which it was found besides its own. The
#: first page is found at the root too.
OLD_PATHS: Mapping[str, tuple[str, ...]] = {"moons": ("",), "cost_surfaces": ("surfaces",)}

#: Name of a page -> key of before -> present key.
OLD_KEYS: Mapping[str, Mapping[str, str]] = {
    "backprop": {"points": "m"},
    "downhill": {"rate": "alpha", "inertia": "mu"},
    "one_weight": {"w_start": "w_0", "w_rate": "alpha", "w_steps": "steps"},
    "cost_surfaces": {
        "ball": "optimizer",
        "ball_rate": "alpha",
        "ball_mu": "mu",
        "ball_steps": "steps",
    },
    "gradient_check": {"check_lambda": "lambda_", "draw": "seed"},
}


def with_present_keys(page: str, query: Mapping[str, str]) -> dict[str, str]:
    """Return an address's query with the present key in place of each of before.

    Where an address has both, the present one counts.
    """
    old = OLD_KEYS.get(page, {})
    renamed = {new: query[key] for key, new in old.items() if key in query}
    return renamed | {key: value for key, value in query.items() if key not in old}


#: Key -> value of before -> present value.
OLD_VALUES: Mapping[str, Mapping[str, str]] = {
    "mistake": {"bias_regularised": "bias_regularized"},
}
