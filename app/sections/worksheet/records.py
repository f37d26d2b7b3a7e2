"""What a worksheet consists of: numbers that are given, numbers to be found, and sections."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Given:
    """A number that the sheet gives: its symbol in LaTeX, and its value."""

    tex: str
    value: float


@dataclass(frozen=True)
class Blank:
    """A number that is to be found.

    Attributes
    ----------
    tex : str
        Its symbol in LaTeX.
    formula : str
        How it is found, in LaTeX, by the symbols of what has been found before.
    value : float
        From the engine.
    """

    tex: str
    formula: str
    value: float


@dataclass(frozen=True)
class Section:
    """A step of the calculation: its title, what to do, and the numbers to be found."""

    title: str
    text: str
    blanks: tuple[Blank, ...]


@dataclass(frozen=True)
class Sheet:
    """A worksheet with its answers.

    Attributes
    ----------
    sizes : tuple of int
        Of the network.
    example : int
        From 0.
    epoch : int
        The epoch that the weights are from.
    digits : int
        Significant digits of the answers.
    given : mapping of str to tuple of Given
        Heading -> numbers.
    rules : tuple of (str, str)
        Name and formula in LaTeX: activations and cost.
    sections : tuple of Section
    """

    sizes: tuple[int, ...]
    example: int
    epoch: int
    digits: int
    given: dict[str, tuple[Given, ...]]
    rules: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
