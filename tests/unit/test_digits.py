"""Digits: those of scikit-learn, files as exercise 4 has them, and files as people bring them."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.io import savemat
from scipy.sparse import csr_array

from core.data import mat_file
from core.data.child_process import command
from core.data.digits import MAX_BYTES, embedded, read_examples, read_weights
from core.engine.network import Network
from tests.unit import reader_processes

RNG = np.random.default_rng(0)
PICTURES = RNG.uniform(size=(30, 9))
LABELS = np.arange(30) % 10 + 1
#: Starts readers sooner than a fresh interpreter does: a hundredth of the processor time.
FORKED = SimpleNamespace(run=reader_processes.run, TimeoutExpired=subprocess.TimeoutExpired)
#: A test that reads as the app does, by a fresh interpreter.
fresh = patch.object(mat_file, "subprocess", subprocess)

# One process to fork from is enough for all.
pytestmark = pytest.mark.xdist_group("files")


@pytest.fixture(autouse=True, scope="module")
def forked() -> Iterator[None]:
    """Fork the readers, where a test does not say otherwise; one compares both ways."""
    with patch.object(mat_file, "subprocess", FORKED):
        yield


def mat(compressed: bool = False, **arrays: Any) -> bytes:
    """Return a .mat file."""
    out = BytesIO()
    savemat(out, arrays, do_compression=compressed)
    return out.getvalue()


def test_the_embedded_digits() -> None:
    digits = embedded()
    assert digits.X.shape == (1797, 64)
    assert digits.side == 8
    assert (digits.X.min(), digits.X.max()) == (-1, 1)
    assert set(digits.labels) == set(range(10))


@pytest.mark.parametrize("compressed", [False, True])
@fresh
def test_pixels_go_by_rows_and_ten_is_zero(compressed: bool) -> None:
    digits = read_examples(mat(compressed, X=PICTURES, y=LABELS[:, np.newaxis]))
    assert digits.side == 3
    np.testing.assert_array_equal(digits.labels, LABELS % 10)
    for own, theirs in zip(digits.X, PICTURES, strict=True):
        np.testing.assert_array_equal(own.reshape(3, 3), theirs.reshape(3, 3, order="F"))


def test_a_name_that_stands_in_the_file_twice_is_refused() -> None:
    both = mat(True, X=PICTURES, y=LABELS) + mat(True, X=np.zeros((2000, 100)))[128:]
    with pytest.raises(ValueError, match=r"^X: is in the file twice, takes it once$"):
        read_examples(both)


@pytest.mark.parametrize(
    "X", [np.array([np.zeros((300, 300)), "text"], dtype=object), "text", csr_array(PICTURES)]
)
def test_what_is_no_array_of_numbers_is_refused_without_being_read(X: Any) -> None:
    with pytest.raises(ValueError, match=r"^X: got no array of numbers, takes one$"):
        read_examples(mat(True, X=X, y=LABELS))


@fresh
def test_a_file_that_inflates_is_refused_before_it_does() -> None:
    data = mat(True, X=np.zeros((90_000, 100)), y=LABELS)
    assert len(data) < 100_000
    with pytest.raises(ValueError, match=r"^X: got 90000 x 100, takes at most 8,000,000 pixels"):
        read_examples(data)


@pytest.mark.parametrize("value", [1e300, -2e6])
def test_numbers_out_of_reason_are_refused(value: float) -> None:
    with pytest.raises(ValueError, match=r"^X: got .*, takes numbers up to 1e\+06$"):
        read_examples(mat(X=PICTURES * value, y=LABELS))
    with pytest.raises(ValueError, match=r"^Theta1: got .*, takes numbers up to 1e\+06$"):
        read_weights(mat(Theta1=np.full((3, 10), value), Theta2=np.zeros((10, 4))))


def test_labels_from_0_to_9_are_taken_too() -> None:
    digits = read_examples(mat(X=PICTURES, y=LABELS % 10))
    np.testing.assert_array_equal(digits.labels, LABELS % 10)


def test_weights_say_of_a_picture_what_they_said_in_the_file() -> None:
    first, last = RNG.normal(size=(5, 10)), RNG.normal(size=(10, 6))
    network = Network((9, 5, 10), ("sigmoid", "sigmoid"))
    theirs = network.predict(network.from_thetas([first, last]), PICTURES)
    theta = network.from_thetas(list(read_weights(mat(Theta1=first, Theta2=last))))
    ours = network.predict(theta, read_examples(mat(X=PICTURES, y=LABELS)).X)
    # Theirs has 1, 2, ..., 9, 0 as its outputs.
    np.testing.assert_allclose(ours, np.roll(theirs, 1, axis=1), rtol=1e-12)


def nan_at(row: int) -> np.ndarray:
    X = PICTURES.copy()
    X[row, 2] = np.nan
    return X


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (mat(A=PICTURES), "has no X and no y, takes X and y; found A"),
        (mat(X=PICTURES), "has no y"),
        (mat(X=PICTURES[:, :8], y=LABELS), "X: got shape 30 x 8"),
        (mat(X=PICTURES.reshape(30, 3, 3), y=LABELS), "X: got shape 30 x 3 x 3"),
        (mat(X=PICTURES, y=LABELS[:-1]), "y: got 29 labels for 30 pictures"),
        (mat(X=PICTURES[:1], y=LABELS[:1]), "X: got 1 pictures"),
        (mat(X=nan_at(4), y=LABELS), "X: got nan in row 5"),
        (mat(X=PICTURES, y=LABELS + 1), "y: got 11, takes labels 0 to 9, or 1 to 10"),
        (mat(X=PICTURES, y=LABELS - 1.5), "y: got -0.5"),
        (mat(X=PICTURES, y=np.arange(30) % 11), "y: got both 0 and 10"),
        (mat(X=PICTURES, y=["a"] * 30), "y: got no array of numbers"),
        (mat(X={"a": 1}, y=LABELS), "X: got no array of numbers"),
        (mat(X=PICTURES, y=LABELS)[:700], "cannot be read"),
        (b"hours,score\n3,75\n" * 40, "cannot be read"),
        (b"", "cannot be read"),
        (b"MATLAB 7.3 MAT-file, Platform: GLNXA64" + bytes(600), "MATLAB 7.3 (HDF5)"),
        (b"\x89HDF\r\n\x1a\n" + bytes(600), "MATLAB 7.3 (HDF5)"),
        (bytes(MAX_BYTES + 1), "got 20.0 MB, takes at most 20 MB"),
        (mat(compressed=True, X=np.zeros((30_000, 1024), np.uint8), y=LABELS), "takes at most"),
    ],
    ids=range(19),
)
def test_a_bad_file_is_told_in_a_sentence(data: bytes, told: str) -> None:
    with pytest.raises(ValueError, match=r"^(file|X|y): ") as caught:
        read_examples(data)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (np.zeros((5, 10)), np.zeros((10, 5)), "5 x 10 and 10 x 5"),
        (np.zeros((5, 9)), np.zeros((10, 6)), "5 x 9"),
        (np.full((5, 10), np.inf), np.zeros((10, 6)), "NaN or infinity"),
    ],
)
def test_weights_that_fit_nothing_are_refused(
    first: np.ndarray, last: np.ndarray, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        read_weights(mat(Theta1=first, Theta2=last))


@fresh
def test_a_file_that_ends_the_process_that_reads_it_is_told_in_a_sentence() -> None:
    """SciPy's compiled reader follows a damaged header to memory that is not its own."""
    whole = mat(X=PICTURES, y=LABELS % 10 + 0.0)
    damaged = whole[:2391] + b"\x00\xff\x02\x00" + whole[2395:]
    reader = command("mat_child.py", "1000000", "X", "y")
    alone = subprocess.run(reader, input=damaged, capture_output=True, check=False)
    assert alone.returncode < 0  # a signal, no exception
    with pytest.raises(ValueError, match=r"^file: cannot be read"):
        read_examples(damaged)
    forked = reader_processes.run(reader, input=damaged)
    assert forked.returncode == alone.returncode
    fresh = subprocess.run(reader, input=whole, capture_output=True, check=True)
    forked = reader_processes.run(reader, input=whole)
    assert (forked.returncode, forked.stderr) == (0, b"")
    with np.load(BytesIO(fresh.stdout)) as one, np.load(BytesIO(forked.stdout)) as other:
        assert one.files == other.files
        assert all(np.array_equal(one[name], other[name]) for name in one.files)


def test_a_file_is_read_where_only_sys_path_knows_the_engine(tmp_path: Path) -> None:
    """As from a notebook, and under another name: the reader's process knows neither."""
    source = Path(__file__).resolve().parents[2] / "core"
    library, elsewhere = tmp_path / "library", tmp_path / "elsewhere"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(source, library / "renamed", ignore=ignored)
    elsewhere.mkdir()
    (elsewhere / "numpy.py").write_text("raise AssertionError('taken from the wrong folder')")
    script = (
        "import sys\n"
        f"sys.path[0] = {str(library)!r}\n"
        "from renamed.data.digits import read_weights\n"
        "first, last = read_weights(sys.stdin.buffer.read())\n"
        "print(first.shape, last.shape)\n"
    )
    data = mat(Theta1=np.zeros((5, 10)), Theta2=np.zeros((10, 6)))
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=elsewhere, input=data, capture_output=True, check=False
    )
    assert (done.stdout, done.stderr) == (b"(5, 10) (10, 6)\n", b"")


@settings(max_examples=300)
@given(st.integers(0, 2500), st.binary(min_size=1, max_size=40))
def test_no_damage_to_a_file_breaks_the_reader(at: int, junk: bytes) -> None:
    whole = mat(X=PICTURES, y=LABELS)
    damaged = whole[:at] + junk + whole[at + len(junk) :]
    try:
        digits = read_examples(damaged)
    except ValueError as error:
        assert str(error).split(":")[0] in {"file", "X", "y"}
    else:
        assert digits.X.shape[1] == digits.side**2
