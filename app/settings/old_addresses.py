"""Tables of former paths, keys and values of addresses, so that old links still open."""

from collections.abc import Mapping

#: Name of a page -> last parts of its other paths. The first page is at the root too.
OLD_PATHS: Mapping[str, tuple[str, ...]] = {"moons": ("",), "cost_surfaces": ("surfaces",)}

#: Name of a page -> former key -> current key.
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


def with_current_keys(page: str, query: Mapping[str, str]) -> dict[str, str]:
    """Return an address's query with each former key replaced by the current one.

    If an address has both, the value of the current key counts.
    """
    old = OLD_KEYS.get(page, {})
    renamed = {new: query[key] for key, new in old.items() if key in query}
    return renamed | {key: value for key, value in query.items() if key not in old}


#: Key -> former value -> current value.
OLD_VALUES: Mapping[str, Mapping[str, str]] = {
    "mistake": {"bias_regularised": "bias_regularized"},
}
