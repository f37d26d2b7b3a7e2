"""MNIST: fetched in a process of its own, made smaller, kept on disk; a sentence where it fails."""

import resource
from pathlib import Path

import numpy as np
import pytest

from core.data import mnist_child
from core.data.digits import embedded
from core.data.drawing import handwriting_of
from core.data.mnist import FAILURES, FILE, MAX_BYTES, MAX_SECONDS, FetchError, Mnist, fetch, kept
from core.data.mnist_child import EXIT_CODES, exit_code, resized
from tests.unit import fake_openml
from tests.unit.fake_openml import ANSWER, M

#: MNIST's reader, with an OpenML of its own.
FAKE = Path(fake_openml.__file__)


def fetched(folder: Path) -> Mnist:
    """Return what is there after it was fetched."""
    fetch(folder=folder, child=FAKE)
    mnist = kept(folder)
    assert mnist is not None
    return mnist


def refusal(folder: Path, max_bytes: int = MAX_BYTES, max_seconds: float = MAX_SECONDS) -> str:
    """Return the sentence that is said in place of MNIST; nothing is left behind."""
    with pytest.raises(FetchError) as caught:
        fetch(folder=folder, child=FAKE, max_bytes=max_bytes, max_seconds=max_seconds)
    assert list(folder.iterdir()) == []
    assert "built-in digits need no network" in str(caught.value)
    return str(caught.value)


def test_it_is_fetched_once_and_kept(tmp_path: Path) -> None:
    reports: list[tuple[float, str]] = []
    assert kept(tmp_path) is None
    fetch(lambda share, words: reports.append((share, words)), tmp_path, FAKE)
    shares = [share for share, _ in reports]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert "20 x 20" in reports[1][1]
    assert [path.name for path in tmp_path.iterdir()] == [FILE]

    # No other child is started.
    fetch(folder=tmp_path, child=Path("none.py"))
    mnist = kept(tmp_path)
    assert mnist is not None
    pixels, labels = fake_openml.digits()
    np.testing.assert_array_equal(mnist.pixels, resized(pixels))
    np.testing.assert_array_equal(mnist.labels, labels)
    digits = mnist.some(np.array([3, 1]))
    assert digits.side == 20
    assert (digits.X.min(), digits.X.max()) == (0.0, 1.0)
    np.testing.assert_array_equal(digits.labels, embedded().labels[[3, 1]])
    # 24 of 28 pixels are 17.1 of 20.
    assert handwriting_of(digits.X).extent == pytest.approx(17.1, abs=0.5)


def test_no_ink_is_lost_and_none_added() -> None:
    pictures, _ = fake_openml.digits()
    ink = resized(pictures).sum() / pictures.sum()
    assert ink == pytest.approx((20 / 28) ** 2, rel=0.02)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_a_file_that_is_spoiled_is_fetched_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert kept(tmp_path) is None
    assert len(fetched(tmp_path).labels) == M


def test_pickles_are_never_read(tmp_path: Path) -> None:
    objects = np.array([{"a": 1}], dtype=object)
    with (tmp_path / FILE).open("wb") as file:
        np.savez(file, pixels=objects, labels=objects)
    assert kept(tmp_path) is None


def test_a_folder_that_is_none_is_said_before_anything_is_fetched(tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("not a folder")
    with pytest.raises(FetchError, match="cannot be written to"):
        fetch(folder=nowhere, child=Path("none.py"))


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # What is written there meets a disk with no room left, as the kernel tells it.
    monkeypatch.setenv(ANSWER, "full_disk")
    assert "it is full" in refusal(tmp_path)


@pytest.mark.usefixtures("offline")
def test_without_a_network_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(FetchError, match=r"OpenML does not answer .* built-in digits need no"):
        fetch(folder=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ("broken_off", "OpenML does not answer"),
        ("damaged", "is damaged"),
        ("other", "is damaged, or is something else"),
        ("login_page", "is damaged, or is something else"),
        ("killed", r"was ended by the system (-9)"),
    ],
)
def test_what_goes_wrong_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str, sentence: str
) -> None:
    monkeypatch.setenv(ANSWER, answer)
    assert sentence in refusal(tmp_path)


def test_an_answer_that_does_not_come_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ANSWER, "slow")
    assert "is not done after 3 seconds" in refusal(tmp_path, max_seconds=3)


def test_memory_is_bounded(tmp_path: Path) -> None:
    # Less than the libraries alone have mapped when the bound is set: nothing more can be.
    assert "GB of memory that are allowed" in refusal(tmp_path, max_bytes=400_000_000)


def test_a_visitor_who_leaves_takes_the_process_along(tmp_path: Path) -> None:
    class LeftError(Exception):
        """As Streamlit raises where a script is to stop."""

    def leave(share: float, words: str) -> None:
        raise LeftError

    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with pytest.raises(LeftError):
        fetch(leave, tmp_path, FAKE)
    assert list(tmp_path.iterdir()) == []
    # It has been waited for: its processor time is known.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime > before


def test_every_exit_code_has_its_sentence() -> None:
    assert {code for _, code in EXIT_CODES} == FAILURES.keys()
    assert exit_code(MemoryError()) == exit_code(ValueError("C error: out of memory"))
    assert exit_code(RuntimeError()) is None
    assert mnist_child.SIDE == 20
