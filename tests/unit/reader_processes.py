"""Processes that read a .mat file as mat_file.py starts them, forked from one that has SciPy ready.

Each is as much a process of its own, and 50 times as soon there: for tests of many files.
"""

import sys
from collections.abc import Sequence
from io import BytesIO, TextIOWrapper
from multiprocessing import get_context
from multiprocessing.connection import Connection
from subprocess import CompletedProcess
from typing import Any

from core.data.mat_child import main

FORKED = get_context("forkserver")
FORKED.set_forkserver_preload([__name__])


def run(arguments: Sequence[str], **more: Any) -> CompletedProcess[bytes]:
    """Do as ``subprocess.run`` does with the command of a reader."""
    script = next(i for i, one in enumerate(arguments) if one.endswith("mat_child.py"))
    most, *names = arguments[script + 1 :]
    ours, theirs = FORKED.Pipe()
    process = FORKED.Process(target=_read, args=(theirs, more["input"], int(most), names))
    process.start()
    theirs.close()
    try:
        code, out, err = ours.recv()
    except EOFError:  # a signal ended it
        process.join()
        assert process.exitcode
        code, out, err = process.exitcode, b"", b""
    process.join()
    return CompletedProcess(arguments, code, out, err)


def _read(to: Connection, data: bytes, most: int, names: list[str]) -> None:
    out, err, code = BytesIO(), BytesIO(), 0
    sys.stdin, sys.stdout = TextIOWrapper(BytesIO(data)), TextIOWrapper(out)
    sys.stderr = TextIOWrapper(err, write_through=True)
    try:
        main(most, names)
    except SystemExit as error:
        code = int(error.code or 0)
    except BaseException:  # as the interpreter ends of it
        code = 1
    to.send((code, out.getvalue(), err.getvalue()))
