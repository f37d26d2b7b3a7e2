"""How many networks are worth training in one pass, by a rule that was measured.

One pass for all saves the calls of NumPy's functions, 25 µs of every update of a network alone. It
costs memory: once what all networks are computed in no longer fits in the processor's cache, each
takes longer than alone. Measured on two cores with 1 MB of second cache each, µs for one update of
one network, alone and with others:

    2-5-5-2, batches of 10 (3 kB of buffers)         25     8: 9     32: 4
    2-5-5-2, 500 examples in full batches (144 kB)   55     8: 34    32: 33
    2-5-5-2, 1,000 examples (288 kB)                 76     8: 58    32: 55 to 75
    64-25-10, batches of 100 (84 kB)                107     8: 69    32: 79
    2-12x6-2, 500 examples (888 kB)                 215     4: 215   32: 318
    2-32-32-2, 1,000 examples (1.6 MB)              449     4: 478   32: 702

Two side by side never were faster than one after the other.
"""

from ..network import Network

#: Bytes that the buffers of all networks side by side may take.
CACHE = 2 * 2**20
#: Arrays that each unit has in the buffers: z, a and delta.
ARRAYS = 3
#: Fewer than so many are trained one after the other.
FEWEST = 4
#: Bytes of examples that are copied for each epoch, in the order of each network.
DRAWN = 32 * 2**20
FLOAT = 8


def networks_at_once(network: Network, m: int, batch_size: int | None) -> int:
    """Return how many networks of one shape to train in one pass; 1 to train each alone.

    Parameters
    ----------
    network : Network
    m : int
        Examples of each.
    batch_size : int or None
        Of an update; None for all.
    """
    buffers = FLOAT * ARRAYS * sum(network.sizes[1:]) * (batch_size or m)
    most = CACHE // buffers
    if batch_size is not None:
        most = min(most, DRAWN // (FLOAT * m * (network.sizes[0] + 1 + network.sizes[-1])))
    return most if most >= FEWEST else 1
