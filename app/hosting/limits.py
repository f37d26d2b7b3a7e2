"""Limits that a host sets in the environment, as records in one table."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from core.language import N_, _, translated


@translated("what")
@dataclass(frozen=True)
class Limit:
    """One limit.

    Attributes
    ----------
    name : str
        Key in ``LIMITS``.
    variable : str
        Of the environment, by which a host sets it.
    default, low, high : int
        The value where the variable is not set, and the range that it may be set to.
    what : str
        What it bounds, and its unit.
    """

    name: str
    variable: str
    default: int
    low: int
    high: int
    what: str


LIMITS: dict[str, Limit] = {
    record.name: record
    for record in (
        Limit("sessions", "GLASSNET_MAX_SESSIONS", 100, 1, 10_000,
              N_("visitors at a time in one process")),
        Limit("memory", "GLASSNET_MEMORY_MB", 450, 16, 1_000_000,
              N_("megabytes that the runs, data, files and results of all visitors may take "
                 "together")),
        Limit("visitor", "GLASSNET_VISITOR_MB", 96, 1, 1_000_000,
              N_("megabytes that all that one visitor has may take")),
        Limit("history", "GLASSNET_HISTORY_MB", 4, 1, 1024,
              N_("megabytes that the kept steps of one run may take")),
        Limit("results", "GLASSNET_RESULTS_MB", 32, 1, 4096,
              N_("megabytes of surfaces and the like, kept for whoever asks for the same")),
        Limit("examples", "GLASSNET_MAX_EXAMPLES", 20_000, 2, 1_000_000,
              N_("examples that a network is trained on")),
        Limit("units", "GLASSNET_MAX_UNITS", 100, 1, 10_000, N_("units of a hidden layer")),
        Limit("parameters", "GLASSNET_MAX_PARAMETERS", 100_000, 1, 10_000_000,
              N_("weights and biases of a network")),
        # 0.15 to 0.36 ms a million on one core: so that nobody waits for 0.1 s.
        Limit("work", "GLASSNET_MAX_WORK", 260, 1, 100_000,
              N_("millions of weights times examples that one evaluation goes through")),
        Limit("processes", "GLASSNET_PROCESSES", 2, 1, 1000,
              N_("processes at a time for dear work, and as many that train a grid of networks")),
        Limit("uploads", "GLASSNET_UPLOADS_MB", 40, 1, 10_000,
              N_("megabytes of files that one visitor has sent")),
        Limit("all_uploads", "GLASSNET_ALL_UPLOADS_MB", 80, 1, 100_000,
              N_("megabytes of files that all visitors together have sent")),
    )
}  # fmt: skip


def read(environment: Mapping[str, str]) -> dict[str, int]:
    """Return the value of each limit by its name.

    Raises
    ------
    ValueError
        Naming the variable, what it got and what it takes.
    """
    values = {}
    for record in LIMITS.values():
        text = environment.get(record.variable, str(record.default))
        if not text.isdecimal() or not record.low <= int(text) <= record.high:
            raise ValueError(
                f"{record.variable}: got {text!r}, takes a whole number from {record.low} to "
                f"{record.high}: {record.what}"
            )
        values[record.name] = int(text)
    return values


#: Those in force in this process.
IN_FORCE: dict[str, int] = read(os.environ)


def check(*, units: int, parameters: int, examples: int) -> None:
    """Refuse a network or a data set larger than the host allows.

    Parameters
    ----------
    units : int
        Of the widest hidden layer.
    parameters : int
        Weights and biases of the network.
    examples : int
        That it is trained on.

    Raises
    ------
    ValueError
        Naming the limit, what it got and what this server takes.
    """
    asked = {"units": units, "parameters": parameters, "examples": examples}
    asked["work"] = ceil(parameters * examples / 1e6)
    for name, n in asked.items():
        if n > IN_FORCE[name]:
            raise ValueError(
                _(
                    "{name}: got {n:,}, takes at most {most:,} ({what}), which "
                    "is what this server allows each visitor"
                ).format(name=name, n=n, most=IN_FORCE[name], what=LIMITS[name].what)
            )
