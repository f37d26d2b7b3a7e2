"""MNIST: made smaller, kept on disk, and a sentence where there is no network."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from sklearn.utils import Bunch

from core.data.digits import embedded
from core.data.drawing import hand_of
from core.data.mnist import FILE, fetch, kept, resized

M = 60
FULL_DISK = Path("/dev/full")


def small_mnist(*asked: Any, **how: Any) -> Bunch:
    """Return what OpenML would, of digits that scikit-learn brings: 24 x 24 with a margin of 2."""
    assert asked == ("mnist_784",)
    ink = (embedded().X[:M].reshape(M, 8, 8) + 1.0) / 2.0 * 255.0
    large = np.pad(np.kron(ink, np.ones((1, 3, 3))), ((0, 0), (2, 2), (2, 2)))
    labels = np.array([str(label) for label in embedded().labels[:M]], dtype=object)
    return Bunch(data=large.reshape(M, -1), target=labels)


def test_it_is_fetched_once_and_kept(tmp_path: Path) -> None:
    told: list[tuple[float, str]] = []
    assert kept(tmp_path) is None
    mnist = fetch(lambda share, words: told.append((share, words)), tmp_path, small_mnist)
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0

    def never(*asked: Any, **how: Any) -> Bunch:
        raise AssertionError("fetched again")

    again = fetch(folder=tmp_path, source=never)
    np.testing.assert_array_equal(again.pixels, mnist.pixels)
    np.testing.assert_array_equal(again.labels, embedded().labels[:M])
    digits = again.some(np.array([3, 1]))
    assert digits.side == 20
    assert (digits.X.min(), digits.X.max()) == (0.0, 1.0)
    np.testing.assert_array_equal(digits.labels, embedded().labels[[3, 1]])
    # 24 of 28 pixels are 17.1 of 20.
    assert hand_of(digits.X).extent == pytest.approx(17.1, abs=0.5)


def test_no_ink_is_lost_and_none_added() -> None:
    pictures = np.asarray(small_mnist("mnist_784").data)
    ink = resized(pictures).sum() / pictures.sum()
    assert ink == pytest.approx((20 / 28) ** 2, rel=0.02)


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_a_file_that_is_spoiled_is_fetched_again(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert kept(tmp_path) is None
    assert len(fetch(folder=tmp_path, source=small_mnist).labels) == M
    assert kept(tmp_path) is not None


def test_pickles_are_never_read(tmp_path: Path) -> None:
    objects = np.array([{"a": 1}], dtype=object)
    with (tmp_path / FILE).open("wb") as file:
        np.savez(file, pixels=objects, labels=objects)
    assert kept(tmp_path) is None


def test_a_disk_that_takes_nothing_only_costs_the_next_visit(tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("not a folder")
    assert len(fetch(folder=nowhere, source=small_mnist).labels) == M
    assert kept(nowhere) is None


@pytest.mark.skipif(not FULL_DISK.exists(), reason="no /dev/full on this system")
def test_a_full_disk_only_costs_the_next_visit(tmp_path: Path) -> None:
    # What is written there meets a disk with no room left, as the kernel tells it.
    (tmp_path / FILE).with_suffix(".part").symlink_to(FULL_DISK)
    assert len(fetch(folder=tmp_path, source=small_mnist).labels) == M
    assert kept(tmp_path) is None


@pytest.mark.usefixtures("offline")
def test_without_a_network_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(ConnectionError, match="built-in digits need no network"):
        fetch(folder=tmp_path)
    assert list(tmp_path.iterdir()) == []
