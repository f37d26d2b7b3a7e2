"""Numbers, words and bytes as a recording holds them."""

import math
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

import numpy as np

Recorded = dict[str, Any]

#: Keys of a message whose values differ between two runs of the same program.
FLEETING = ("scene", "view", "rate")
#: The name of a playback is a hash that includes its words.
NAME = "name"
#: Numbers in text, with either minus sign.
IN_WORDS = re.compile(r"[-−]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
#: Bytes in base64.
PACKED = re.compile(r"(?:[A-Za-z0-9+/]{4}){16,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
#: Numbers recorded beside a hash: the first ones, and some spread over the rest.
FIRST, SPREAD = 3, 5


class Texts:
    """The words of a recording, each list of them once, by their hash."""

    def __init__(self) -> None:
        self.kept: dict[str, list[str]] = {}

    def keep(self, words: Sequence[str]) -> str:
        """Keep a list of words; return its hash."""
        name = _hash("\n".join(words).encode())
        self.kept[name] = list(words)
        return name


TEXTS = Texts()


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def exact(number: float) -> int | str:
    """Return a number without loss, as JSON can represent it."""
    return int(number) if isinstance(number, int | np.integer) else float(number).hex()


def digest(numbers: Iterable[float]) -> Recorded | list[int | str]:
    """Return numbers: a few as they are; of more a hash, some, and their length as a vector."""
    values = np.fromiter(map(float, numbers), np.float64)
    values[np.isnan(values)] = np.nan  # there are many, and all say the same
    if len(values) <= FIRST + SPREAD:
        return [exact(value) for value in values]
    spread = np.linspace(FIRST, len(values) - 1, SPREAD).round().astype(int).tolist()
    chosen = sorted({*range(FIRST), *spread})
    finite = values[np.isfinite(values)].tolist()
    return {
        "n": len(values),
        "sha": _hash(values.tobytes()),
        "some": [exact(values[i]) for i in chosen],
        "length": math.sqrt(math.fsum(value * value for value in finite)).hex(),
    }


def leaves(value: Any) -> Iterator[float | str | bytes]:
    """Return the numbers, words and packed bytes of what JSON can say, in their order."""
    if isinstance(value, Mapping) and "bdata" in value:  # an array, as Plotly packs it
        yield from np.frombuffer(b64decode(value["bdata"]), value["dtype"]).tolist()
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from leaves(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from leaves(part)
    elif isinstance(value, str):
        yield b64decode(value) if PACKED.fullmatch(value) else value
    else:
        yield math.nan if value is None else float(value)


def spoken(value: Any) -> Recorded:
    """Return numbers, numbers in words, words and packed bytes of what JSON can say, each apart."""
    numbers: list[float] = []
    said: list[float] = []
    words: list[str] = []
    packed = b""
    for leaf in leaves(value):
        if isinstance(leaf, bytes):
            packed += leaf
        elif isinstance(leaf, str):
            said += [float(one.replace("−", "-")) for one in IN_WORDS.findall(leaf)]
            rest = IN_WORDS.sub("#", leaf)
            words += [rest] if any(letter.isalpha() for letter in rest) else []
        else:
            numbers.append(leaf)
    return {
        **({"numbers": digest(numbers)} if numbers else {}),
        **({"said": digest(said)} if said else {}),
        **({"words": TEXTS.keep(words)} if words else {}),
        **({"packed": _hash(packed)} if packed else {}),
    }


def by_key(said: Mapping[str, Any], *deeper: str) -> Recorded:
    """Return each part of what JSON can say by its name, and so the parts of some of them."""
    return {key: by_key(value) if key in deeper else spoken(value) for key, value in said.items()}
