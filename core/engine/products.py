"""Matrix products of medium size, in blocks that BLAS computes on the calling thread.

OpenBLAS shares a product among its threads from some 260,000 multiplications on. Up to a few
times that, starting the others costs more than they save: on two cores, without blocks, a step
of 64-25-10 on 1,258 digits takes 1.45 times as long, and the products of exercise 4's output
layer up to five times. With one thread, as on the server, blocks make little difference
(2-32-32-2 on 1,000 examples: 6 % faster). Large products are left to all threads.
"""

import numpy as np

from ..types import Array

#: Multiplications up to which OpenBLAS keeps to one thread.
ONE_THREAD = 250_000
#: And up to which more than one thread is not worth it.
MEDIUM = 8 * ONE_THREAD


def block_size(n_in: int, n_out: int, m: int) -> int:
    """Return how many of m examples to take at a time, all m where blocks do not pay."""
    work = n_in * n_out * m
    return max(1, ONE_THREAD // (n_in * n_out)) if ONE_THREAD < work <= MEDIUM else m


def columns_in_blocks(A: Array, B: Array, out: Array, size: int) -> None:
    """Write A @ B into `out`, `size` columns of B at a time."""
    for start in range(0, B.shape[-1], size):
        part = slice(start, start + size)
        np.matmul(A, B[..., part], out=out[..., part])


def sum_in_blocks(A: Array, B: Array, out: Array, size: int) -> None:
    """Write A @ B into `out`, adding up the products of `size` columns of A at a time."""
    np.matmul(A[..., :size], B[..., :size, :], out=out)
    for start in range(size, A.shape[-1], size):
        part = slice(start, start + size)
        out += A[..., part] @ B[..., part, :]
