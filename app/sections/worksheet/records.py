"""What a worksheet consists of: numbers that are given, numbers to be found, and sections."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Given:
    """A number that the sheet gives: its symbol in LaTeX, and its value."""

    tex: str
    value: float


@dataclass(frozen=True)
class Blank:
    """A number that is to be found, once or for each example.

    Attributes
    ----------
    tex : str
        Its symbol in LaTeX.
    formula : str
        How it is found, in LaTeX, by the symbols of what has been found before.
    values : tuple of float
        From the engine: one, or one for each example.
    """

    tex: str
    formula: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Section:
    """A step of the calculation: its title, what to do, and the numbers to be found."""

    title: str
    text: str
    blanks: tuple[Blank, ...]


@dataclass(frozen=True)
class Sheet:
    """One update: what is given and what is to be found, in order.

    Attributes
    ----------
    sizes : tuple of int
        Of the network.
    m : int
        How many examples the update takes.
    seed : int
        Of the initial weights.
    digits : int
        Significant digits of the answers.
    given : mapping of str to tuple of Given
        Heading -> numbers.
    rules : tuple of (str, str)
        Name and formula in LaTeX: activations and cost.
    sections : tuple of Section
    variant : int
        Its number among those of a class, from 1.
    address : str
        Of the page that shows this update; empty for none.
    """

    sizes: tuple[int, ...]
    m: int
    seed: int
    digits: int
    given: dict[str, tuple[Given, ...]]
    rules: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    variant: int = 1
    address: str = ""
