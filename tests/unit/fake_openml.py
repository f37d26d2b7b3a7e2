"""MNIST's reader with an OpenML of its own, as scikit-learn asks it: nothing leaves this machine.

Started in place of core/data/mnist_child.py. FAKE_OPENML says what it answers.
"""

import gzip
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.request import Request

import numpy as np
import sklearn.datasets._openml as openml

from core.data import mnist_child
from core.data.digits import embedded

ANSWER = "FAKE_OPENML"
M = 60
PIXELS = 784


def digits(m: int = M) -> tuple["np.ndarray", "np.ndarray"]:
    """Return scikit-learn's own digits, 24 x 24 with a margin of 2, again and again up to m."""
    which = np.arange(m) % len(embedded().X)
    ink = np.rint((embedded().X[which].reshape(m, 8, 8) + 1.0) / 2.0 * 255.0).astype(np.uint8)
    large = np.pad(np.kron(ink, np.ones((1, 3, 3), np.uint8)), ((0, 0), (2, 2), (2, 2)))
    return large.reshape(m, -1), embedded().labels[which]


@cache
def table() -> bytes:
    """Return them as OpenML's file: names of columns, then a digit a line, compressed."""
    pixels, labels = digits(int(os.environ.get("FAKE_OPENML_M", M)))
    out = BytesIO()
    with gzip.open(out, "wb", compresslevel=1) as file:
        for i in range(PIXELS):
            file.write(b"@ATTRIBUTE pixel%d real\n" % (i + 1))
        file.write(b"@ATTRIBUTE class {0,1,2,3,4,5,6,7,8,9}\n@DATA\n")
        for row, label in zip(pixels, labels, strict=True):
            file.write(",".join(map(str, (*row.tolist(), label))).encode() + b"\n")
    return out.getvalue()


def features() -> list[dict[str, Any]]:
    """Return what OpenML says of each column."""
    common = {"is_ignore": "false", "is_row_identifier": "false", "number_of_missing_values": "0"}
    pixels = [
        {"name": f"pixel{i + 1}", "data_type": "numeric", "is_target": "false", **common}
        for i in range(PIXELS)
    ]
    return [*pixels, {"name": "class", "data_type": "nominal", "is_target": "true", **common}]


def description() -> dict[str, Any]:
    """Return what OpenML says of the whole."""
    return {
        "id": "554", "name": "mnist_784", "version": "1", "format": "ARFF", "status": "active",
        "description": "", "url": "https://api.openml.org/data/v1/download/52667/mnist_784.arff",
        "md5_checksum": hashlib.md5(gzip.decompress(table())).hexdigest(),
    }  # fmt: skip


class Answered(BytesIO):
    """A response as urllib has it."""

    def info(self) -> dict[str, str]:
        """Return its headers."""
        return {"Content-Encoding": "gzip"}


#: A part of an address -> what is answered to it.
ANSWERS: dict[str, Callable[[], Any]] = {
    "data_name/mnist_784": lambda: {"data": {"dataset": [{"did": "554"}]}},
    "data/features/554": lambda: {"data_features": {"feature": features()}},
    "data/qualities/554": lambda: {"data_qualities": {}},
    "json/data/554": lambda: {"data_set_description": description()},
}


def answer(request: Request) -> Answered:
    """Answer one request of scikit-learn."""
    address = request.full_url
    for part, content in ANSWERS.items():
        if part in address:
            return Answered(gzip.compress(json.dumps(content()).encode()))
    assert address.endswith("mnist_784.arff")
    return Answered(table())


def damaged(request: Request) -> Answered:
    """Answer with a table of which half is missing."""
    answered = answer(request)
    if request.full_url.endswith(".arff"):
        return Answered(answered.getvalue()[: len(answered.getvalue()) // 2])
    return answered


def other(request: Request) -> Answered:
    """Answer with another table than the description's."""
    answered = answer(request)
    if request.full_url.endswith(".arff"):
        return Answered(gzip.compress(gzip.decompress(answered.getvalue()) + b"\n"))
    return answered


def login_page(request: Request) -> Answered:
    """Answer as a network does where one has to log in first."""
    return Answered(gzip.compress(b"<html>"))


def broken_off(request: Request) -> Answered:
    """Answer as a connection that ends does."""
    raise ConnectionResetError


def slow(request: Request) -> Answered:
    """Answer when nobody waits any more."""
    time.sleep(60)
    raise AssertionError


def killed(request: Request) -> Answered:
    """End as a process does for which there is no memory left."""
    os.kill(os.getpid(), 9)
    raise AssertionError


if __name__ == "__main__":
    how = os.environ.get(ANSWER, "answer")
    if how == "full_disk":
        Path(sys.argv[2]).symlink_to("/dev/full")
        how = "answer"
    vars(openml)["urlopen"] = globals()[how]
    sys.exit(mnist_child.run(sys.argv[1:]))
