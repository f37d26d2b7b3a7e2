"""Read arrays of a .mat file from standard input; a child process, started by mat_file.py.

SciPy's reader is compiled code that trusts its input: a damaged file can crash the process that
reads it, which must not be the server.
"""

import sys
from io import BytesIO

import numpy as np

# It never unpickles anything.
from scipy.io import loadmat, whosmat

#: Exit code for a file that is refused; the reason is on standard error.
REFUSED = 3


def main(most: int, names: list[str]) -> None:
    """Write the arrays of these names to standard output, in NumPy's own format, without pickle.

    In addition ``_found`` holds the names of all variables, and ``_others`` those of `names` that
    are not numeric. An array of more than `most` elements is refused before it is decompressed.
    """
    data = sys.stdin.buffer.read()
    shapes = {name: shape for name, shape, _ in whosmat(BytesIO(data))}
    for name, shape in shapes.items():
        if name in names and int(np.prod([int(n) for n in shape], dtype=object)) > most:
            sys.stderr.write(f"{name}: got {' x '.join(map(str, shape))}")
            raise SystemExit(REFUSED)
    found = loadmat(BytesIO(data), variable_names=names) if shapes else {}
    numbers = {
        name: found[name]
        for name in names
        if isinstance(found.get(name), np.ndarray) and found[name].dtype.kind in "fiub"
    }
    others = [name for name in names if name in found and name not in numbers]
    np.savez(
        sys.stdout.buffer,
        allow_pickle=False,
        _found=np.array(sorted(shapes), dtype=np.str_),
        _others=np.array(others, dtype=np.str_),
        **{f"a_{name}": array for name, array in numbers.items()},
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
