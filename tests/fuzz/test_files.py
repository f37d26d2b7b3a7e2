"""Any file is read or refused with a sentence, whatever was done to it."""

import random
import struct
import subprocess
import zlib
from collections.abc import Callable
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from scipy.io import savemat
from scipy.sparse import csr_array

from app.pages.sleep.csv_file import from_csv
from app.pages.sleep.nights import MAX_NIGHTS
from core.data import mat_file
from core.data.digits import MAX_PIXELS, MAX_VALUE, Digits, read_examples, read_weights
from tests.fuzz.strategies import CASES
from tests.unit import reader_processes

RNG = np.random.default_rng(0)
#: What begins the sentence on a bad file.
NAMES = {"file", "X", "y", "Theta1", "Theta2", "Theta1, Theta2"}
#: Starts readers sooner than a fresh interpreter does.
FORKED = SimpleNamespace(run=reader_processes.run, TimeoutExpired=subprocess.TimeoutExpired)

# One process to fork from is enough for all.
pytestmark = pytest.mark.xdist_group("files")

QUIET = settings(
    max_examples=CASES,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)


def saved(compressed: bool, **arrays: Any) -> bytes:
    """Return a .mat file."""
    out = BytesIO()
    savemat(out, arrays, do_compression=compressed)
    return out.getvalue()


def structure() -> Any:
    """Return an array of structures, and one of cells within each."""
    made = np.zeros((2, 9), dtype=[("a", "O"), ("b", "f8")])
    made["a"] = np.array([["text"] * 9, [np.arange(3.0)] * 9], dtype=object)
    return made


PICTURES, LABELS = RNG.uniform(size=(12, 9)), np.arange(12) % 10 + 1.0
SOUND = {"X": PICTURES, "y": LABELS}
WEIGHTS = {"Theta1": RNG.normal(size=(3, 10)), "Theta2": RNG.normal(size=(10, 4))}
#: Files of every kind that MATLAB writes, sound or not.
FILES = [
    saved(compressed, **arrays)
    for compressed in (False, True)
    for arrays in (
        SOUND,
        WEIGHTS,
        SOUND | {"X": structure()},
        SOUND | {"X": np.array([[PICTURES] * 9] * 2, dtype=object)},
        SOUND | {"X": csr_array(PICTURES)},
        SOUND | {"X": PICTURES * 1j},
        SOUND | {"X": PICTURES > 0.5, "y": LABELS.astype(np.int8)},
        SOUND | {"X": "a text", "y": np.zeros((0, 0))},
        SOUND | {"X": PICTURES * 1e300},
        SOUND | {"X": np.full((12, 9), np.nan)},
        SOUND | {"X": np.zeros((12, 3, 3))},
    )
]
#: The element that holds an array, and the parts of it, as MATLAB 5 numbers them.
MATRIX, COMPRESSED = 14, 15


def flipped(data: bytes, draw: random.Random) -> bytes:
    """Return the file with up to 16 bits flipped."""
    changed = bytearray(data)
    for _ in range(draw.randint(1, 16)):
        changed[draw.randrange(len(changed))] ^= 1 << draw.randrange(8)
    return bytes(changed)


def cut(data: bytes, draw: random.Random) -> bytes:
    """Return the file without its end."""
    return data[: draw.randrange(len(data))]


def doubled(data: bytes, draw: random.Random) -> bytes:
    """Return the file with all its variables twice, or with those of another one."""
    return data + draw.choice(FILES)[128:]


def sized(data: bytes, draw: random.Random) -> bytes:
    """Return the file with a number in it that says how much there is, and is wrong."""
    at = 4 * draw.randrange(32, max(33, len(data) // 4 - 1))
    wrong = draw.choice([0, 1, 2**15, 2**27, 2**31 - 1, 2**31, 2**32 - 1, draw.getrandbits(32)])
    return data[:at] + struct.pack("<I", wrong) + data[at + 4 :]


def inflating(data: bytes, draw: random.Random) -> bytes:
    """Return the file with a variable that is a thousand times as large once it is inflated."""
    zeros = zlib.compress(bytes(10 ** draw.randrange(3, 7)))
    return data + struct.pack("<II", COMPRESSED, len(zeros)) + zeros


def nested(data: bytes, draw: random.Random) -> bytes:
    """Return the file with elements within elements."""
    inner = b""
    for _ in range(draw.randrange(1, 300)):
        inner = struct.pack("<II", MATRIX, len(inner)) + inner
    return data + inner


def recompressed(data: bytes, draw: random.Random) -> bytes:
    """Return the file with its first variable inflated, damaged and compressed again."""
    try:
        kind, size = struct.unpack_from("<II", data, 128)
        inner = zlib.decompress(data[136 : 136 + size])
    except (struct.error, zlib.error):
        return flipped(data, draw)
    again = zlib.compress(draw.choice([flipped, sized, cut])(inner, draw))
    return data[:128] + struct.pack("<II", kind, len(again)) + again + data[136 + size :]


def as_hdf5(data: bytes, draw: random.Random) -> bytes:
    """Return the file as one of MATLAB 7.3 says that it is: HDF5, at any of the places for it."""
    text = b"MATLAB 7.3 MAT-file, Platform: GLNXA64".ljust(124) + b"\x00\x02IM"
    signature = b"\x89HDF\r\n\x1a\n" + draw.randbytes(88)
    start = draw.choice([b"", text, text.lower(), data[:124] + b"\x00\x02IM", data[:126] + b"MI"])
    return start.ljust(draw.choice([0, 512, 1024]), b"\0") + signature + data


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flipped, cut, doubled, sized, inflating, nested, recompressed, as_hdf5,
)  # fmt: skip


@QUIET
@given(st.sampled_from(FILES), st.lists(st.sampled_from(MUTATIONS), max_size=3), st.integers(0))
def test_any_mat_file_is_read_or_refused_in_a_sentence(
    data: bytes, mutations: list[Callable[[bytes, random.Random], bytes]], seed: int
) -> None:
    draw = random.Random(seed)
    for mutation in mutations:
        data = mutation(data, draw) or data
    for read in (read_examples, read_weights):
        try:
            with patch.object(mat_file, "subprocess", FORKED):
                found: Any = read(data)
        except ValueError as error:
            assert str(error).split(":")[0] in NAMES
            continue
        arrays = [found.X] if isinstance(found, Digits) else found
        assert all(np.isfinite(one).all() and np.abs(one).max() <= MAX_VALUE for one in arrays)
        assert sum(one.size for one in arrays) <= MAX_PIXELS


NIGHTS = b"sleep,study,score\n3,5,75\n5,1,82\n10,2,93\n"
TABLES = [
    NIGHTS,
    NIGHTS.replace(b",", b";").replace(b"\n", b"\r\n"),
    NIGHTS.replace(b",", b"\t"),
    b"\xef\xbb\xbf" + NIGHTS,
    NIGHTS.decode().encode("utf-16"),
    b'"sleep","study","score","a ""note"""\n"3","5","75","x\ny"\n1,2,3,\n',
    b"sleep,study,score,sleep\n3,5,75,1\n5,1,82,1\n",
    b"sleep,study,score\n" + b"1,2,3\n" * MAX_NIGHTS,
]
PIECES = (
    b",", b";", b"\t", b'"', b"'", b"\n", b"\r", b"\0", b"\xff", b"\\", b" ", b"1e999", b"nan",
    b"-1", b"1_0", b"sleep", b"score\n", b",'x", b'""', b",,,,,,,", b"\xe2\x88\x922",
    "٣".encode(), b"#",
    b"0x10", b"1" * 400, b"1,2,3\n" * 30,
)  # fmt: skip


def spliced(data: bytes, draw: random.Random) -> bytes:
    """Return the file with pieces put into it, or in place of what is there."""
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(data) + 1)
        data = data[:at] + draw.choice(PIECES) + data[at + draw.choice([0, 0, 1, 5]) :]
    return data


def repeated(data: bytes, draw: random.Random) -> bytes:
    """Return the file several times over, unless that is more than anybody may send."""
    n = draw.choice([2, 300])
    return data * n if len(data) * n <= MOST_SENT else data


#: Bytes of a file that a visitor may send: more never reach a reader.
MOST_SENT = 20 * 2**20
CSV_MUTATIONS = (flipped, cut, spliced, repeated)


@QUIET
@given(
    st.sampled_from(TABLES), st.lists(st.sampled_from(CSV_MUTATIONS), max_size=4), st.integers(0)
)
def test_any_csv_file_is_read_or_refused_in_a_sentence(
    data: bytes, mutations: list[Callable[[bytes, random.Random], bytes]], seed: int
) -> None:
    draw = random.Random(seed)
    for mutation in mutations:
        data = mutation(data, draw) or data
    nights, problems = from_csv(data)
    assert problems or 2 <= len(nights) <= MAX_NIGHTS
    assert all(problem.endswith(".") and len(problem) < 1000 for problem in problems)
    assert all(0 <= value <= 100 for night in nights for value in night)


# A file says when it was written: as the name of a test it would be another for each process.
@pytest.mark.parametrize("number", [0, 1])
def test_sound_files_are_read_in_this_way_too(number: int) -> None:
    data = FILES[number]
    read = read_examples if b"Theta1" not in data else read_weights
    with patch.object(mat_file, "subprocess", FORKED):
        assert read(data)
