"""Read arrays of a .mat file from standard input; a child process, started by mat_file.py.

SciPy's reader is compiled code that trusts its input: a damaged file can crash the process that
reads it, which must not be the server.
"""

import sys
from io import BytesIO
from pathlib import Path

import numpy as np

# It never unpickles anything.
from scipy.io import loadmat, whosmat

#: Exit codes for a file that is refused; the reason is on standard error.
TOO_LARGE, DOUBLED = 3, 4
#: What holds numbers, as MATLAB calls it. Cells, structures, texts and sparse matrices may hold any
#: amount of data, whatever their shape.
NUMERIC = frozenset(
    {"double", "single", "logical"}
    | {f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)}
)
#: Memory that the reader may take for each byte of the largest array allowed, and besides: the
#: file, what it inflates to, and an array in the end.
COPIES, BESIDES = 4, 2**27
#: Seconds of processor time.
MAX_SECONDS = 20


def main(most: int, names: list[str]) -> None:
    """Write the arrays of these names to standard output, in NumPy's own format, without pickle.

    In addition ``_found`` holds the names of all variables, and ``_others`` those of `names` that
    are not numeric. An array of more than `most` elements is refused before it is decompressed, and
    so is a file with two variables of one name: which of them is read is SciPy's affair.
    """
    data = sys.stdin.buffer.read()
    limit_resources(len(data) + COPIES * 8 * most + BESIDES)
    kinds: dict[str, str] = {}
    for name, shape, kind in whosmat(BytesIO(data)):
        if name in kinds and name in names:
            sys.stderr.write(name)
            raise SystemExit(DOUBLED)
        kinds[name] = kind
        if name in names and int(np.prod([int(n) for n in shape], dtype=object)) > most:
            sys.stderr.write(f"{name} {' x '.join(map(str, shape))}")
            raise SystemExit(TOO_LARGE)
    wanted = [name for name in names if kinds.get(name) in NUMERIC]
    found = loadmat(BytesIO(data), variable_names=wanted) if wanted else {}
    numbers = {
        name: found[name]
        for name in wanted
        if isinstance(found.get(name), np.ndarray) and found[name].dtype.kind in "fiub"
    }
    others = [name for name in names if name in kinds and name not in numbers]
    np.savez(
        sys.stdout.buffer,
        allow_pickle=False,
        _found=np.array(sorted(kinds), dtype=np.str_),
        _others=np.array(others, dtype=np.str_),
        **{f"a_{name}": array for name, array in numbers.items()},
    )


def limit_resources(most: int) -> None:
    """Bound what this process may take beyond what it has, in bytes, and its processor time."""
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    bounds = {resource.RLIMIT_CPU: MAX_SECONDS}
    sizes = Path("/proc/self/statm")
    if sizes.exists():
        begun = int(sizes.read_text("ascii").split()[0]) * resource.getpagesize()
        bounds[resource.RLIMIT_AS] = begun + most
    for kind, bound in bounds.items():
        _, hard = resource.getrlimit(kind)  # of the process that started this one: not to be raised
        bound = bound if hard == resource.RLIM_INFINITY else min(hard, bound)
        resource.setrlimit(kind, (bound, bound))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
