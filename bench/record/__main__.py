"""Record the answers of every page, number by number, and compare two recordings bit by bit.

For a change that must not change a number: record before and after, and compare. No browser: a
page is driven as its live view and its playback are, by addresses, commands and messages, which
are what visitors have bookmarked and browsers send. From the root of the project:

    python -m bench.record OUT.json
    python -m bench.record --compare BEFORE.json AFTER.json

Numbers stand in a recording as they are, in hexadecimal, or as the hash of their bytes beside some
of them. Words are kept apart from numbers, as they may be put otherwise on purpose. A comparison
ends with exit code 1 where weights of a first-order optimizer differ by a bit, or are missing.
"""

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import scipy
from threadpoolctl import threadpool_limits

from bench.record.comparison import compare
from bench.record.values import TEXTS, Recorded
from bench.record.visits import parts


def record(out: Path) -> None:
    """Record everything and print how long it took."""
    began = time.perf_counter()
    spent: dict[str, float] = defaultdict(float)
    found: dict[str, Recorded] = {}
    with threadpool_limits(1, user_api="blas"):  # as the server has it
        before = began
        for name, part in parts():
            found[name], now = part, time.perf_counter()
            spent[re.split("[:,]", name)[0]] += now - before
            before = now
    versions = [sys.version.split()[0], np.__version__, scipy.__version__]
    content = {"versions": versions, "parts": found, "texts": TEXTS.kept}
    out.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    for kind, seconds in spent.items():
        print(f"{kind:12} {seconds:6.1f} s")
    print(f"{len(found)} parts in {time.perf_counter() - began:.0f} s: {out}")


def main() -> int:
    """Record, or compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.json")
    parser.add_argument("--compare", action="store_true", help="two recordings, before and after")
    arguments = parser.parse_args()
    if len(arguments.files) != 1 + arguments.compare:
        parser.error("takes one file to record into, two to compare")
    if arguments.compare:
        return compare(*arguments.files)
    record(arguments.files[0])
    return 0


if __name__ == "__main__":
    sys.exit(main())
