"""A result as one line of text: what is claimed, the address of the run, when, and a checksum.

    Glassnet result: epoch=500 J=0.02551 test_accuracy=0.9980 at /moons?... on 2026-11-30 #CHECKSUM

assets/live/result_line.js writes the same. The checksum, CRC-32 of all before it, is
for slips of whoever copies a line: it differs whenever one character does. Against whoever makes it
anew there is the run itself, which is trained again.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import floor, isfinite, log10
from zlib import crc32

from core.language import _

#: How every line begins.
BEGINNING = "Glassnet result:"
#: What can be claimed beside the epoch: a number of a frame -> what it is called in sentences.
EPOCH = "epoch"
CLAIMS: Mapping[str, str] = {
    "J": "J",
    "test": "test cost",
    "train_accuracy": "training accuracy",
    "test_accuracy": "test accuracy",
}
#: The shares among them, which have so many decimals; costs have so many significant digits.
ACCURACIES = ("train_accuracy", "test_accuracy")
DECIMALS, SIGNIFICANT = 4, 4
#: Characters of a line at the most: an address may hold eight lanes.
LONGEST = 8000

_LINE = re.compile(
    rf"{BEGINNING} (?P<claims>[\w.=+ -]+) at (?P<address>\S+) on (?P<when>[\d-]+) "
    r"#(?P<checksum>[0-9a-f]{8})"
)
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")


class AlteredError(ValueError):
    """A line whose checksum is another one than it says."""


@dataclass(frozen=True)
class ResultLine:
    """One line.

    Attributes
    ----------
    epoch : int
        Of the claim.
    claims : mapping
        Name, one of CLAIMS -> the number as it is written.
    address : str
        Path and query.
    when : str
        The day.
    """

    epoch: int
    claims: Mapping[str, str]
    address: str
    when: str

    def text(self) -> str:
        """Return the line."""
        claims = "".join(f" {name}={number}" for name, number in self.claims.items())
        return signed(f"{BEGINNING} {EPOCH}={self.epoch}{claims} at {self.address} on {self.when}")


def signed(text: str) -> str:
    """Return a text with its checksum behind it."""
    return f"{text} #{crc32(text.encode()):08x}"


def read_line(text: str) -> ResultLine:
    """Return what a line says.

    Raises
    ------
    AlteredError
        If its checksum says that it has been altered; in a sentence.
    ValueError
        If it is no such line; in a sentence.
    """
    text = text.strip()
    found = _LINE.fullmatch(text[: LONGEST + 1])
    if found is None:
        raise ValueError(
            _("this is no result line: one begins with “{text}”").format(text=BEGINNING)
        )
    if signed(text.rpartition(" #")[0]) != text:
        raise AlteredError(_("its checksum is another one: something in the line has been altered"))
    parts = [part.partition("=") for part in found["claims"].split(" ")]
    numbers = {name: number for name, _equals, number in parts}
    epoch = numbers.pop(EPOCH, "")
    if len(numbers) + 1 != len(parts) or not epoch.isascii() or not epoch.isdigit():
        raise ValueError(_("it does not say at which epoch"))
    for name, number in numbers.items():
        if name not in CLAIMS or not _NUMBER.fullmatch(number):
            raise ValueError(
                _("{name} = {number}: nothing that can be claimed").format(name=name, number=number)
            )
    if not numbers:
        raise ValueError(_("it claims nothing"))
    return ResultLine(int(epoch), numbers, found["address"], found["when"])


def is_as_claimed(name: str, written: str, value: float) -> bool:
    """Return whether a number is what was written, to the digits that every line has.

    How precise a claim is does not depend on who makes it: "1" is no accuracy of 0.6.

    Parameters
    ----------
    name : str
        One of CLAIMS.
    written : str
        Such as "0.0255" or "1.2e-05".
    value : float
    """
    if not _NUMBER.fullmatch(written) or not isfinite(value):
        return False
    digits = DECIMALS
    if name not in ACCURACIES:
        digits = SIGNIFICANT - 1 - (floor(log10(abs(value))) if value else 0)
    # The browser has rounded it; a number midway may have gone either way.
    return abs(value - float(written)) <= 0.5000001 * 10.0**-digits
