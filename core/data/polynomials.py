"""Polynomials to be minimized, as records in one table, and a parser for any other."""

from dataclasses import dataclass

from numpy.polynomial import Polynomial

from ..checks import shown
from ..language import N_, _, translated


@translated("label", "note")
@dataclass(frozen=True)
class NamedPolynomial:
    """A polynomial to be minimized.

    Attributes
    ----------
    name, label : str
        Key in ``POLYNOMIALS``, and name shown to people.
    coefficients : tuple of float
        Of x^0, x^1, ...
    low, high : float
        Range of x that is drawn.
    x_0, alpha : float
        A start, and a learning rate that works well from it.
    note : str
        What it demonstrates, in a sentence.
    """

    name: str
    label: str
    coefficients: tuple[float, ...]
    low: float
    high: float
    x_0: float
    alpha: float
    note: str

    @property
    def polynomial(self) -> Polynomial:
        """Return the polynomial itself."""
        return Polynomial(self.coefficients)


POLYNOMIALS: dict[str, NamedPolynomial] = {
    record.name: record
    for record in (
        NamedPolynomial(
            "tutorial",
            N_("the tutorial's"),
            (2.0, 0.0, 0.0, -3.0, 1.0),
            -1.3,
            4.2,
            4.0,
            0.01,
            N_("One valley at x = 2.25, and a flat place at x = 0 where the derivative is 0 too."),
        ),
        NamedPolynomial(
            "wells",
            N_("two valleys"),
            (0.0, 0.5, -4.0, 0.0, 1.0),
            -2.4,
            2.4,
            2.2,
            0.02,
            N_("Two valleys: where one ends depends on where one starts, and on the momentum."),
        ),
        NamedPolynomial(
            "plateau",
            "plateaus",
            (0.0, 0.0, 3.0, 0.0, -3.0, 0.0, 1.0),
            -1.6,
            1.6,
            1.5,
            0.02,
            N_(
                "Flat at x = −1 and x = 1, though no minimum: steps become tiny and it takes "
                "patience."
            ),
        ),
        NamedPolynomial(
            "ravine",
            N_("a ravine"),
            (0.0, 0.0, 10.0),
            -2.0,
            2.0,
            1.8,
            0.08,
            N_("A cut through a ravine, steep on both sides: from α = 0.1 on no step lands lower."),
        ),
    )
}

#: Maximum degree and |coefficient| of a polynomial that is typed.
MAX_DEGREE, MAX_COEFFICIENT = 8, 1e6


def read_polynomial(text: str) -> Polynomial:
    """Return the polynomial with the coefficients in a text, highest power first.

    Parameters
    ----------
    text : str
        Numbers with spaces, commas or semicolons between them: "1 -3 0 0 2".

    Raises
    ------
    ValueError
        If a part is not a number, or there are too few or too many, or one is too large.
    """
    if not isinstance(text, str):
        raise ValueError(
            _("coefficients: got {text}, takes text: numbers with spaces").format(text=shown(text))
        )
    parts = text.replace(",", " ").replace(";", " ").split()
    coefficients = []
    for part in parts:
        try:
            number = float(part.replace("−", "-"))
        except ValueError:
            raise ValueError(
                _(
                    "coefficients: got {part!r}, takes numbers with spaces between them, the "
                    "highest power first: 1 -3 0 0 2 is x⁴ − 3x³ + 2"
                ).format(part=part)
            ) from None
        if not abs(number) <= MAX_COEFFICIENT:
            raise ValueError(
                _("coefficients: got {part}, takes numbers of at most {max_coefficient:g}").format(
                    part=part, max_coefficient=MAX_COEFFICIENT
                )
            )
        coefficients.append(number)
    while coefficients and coefficients[0] == 0.0:
        coefficients.pop(0)
    if not 3 <= len(coefficients) <= MAX_DEGREE + 1:
        raise ValueError(
            _(
                "coefficients: got a polynomial of degree {degree}, takes one "
                "of 2 to {max_degree}: a straight line has no valley"
            ).format(degree=max(0, len(coefficients) - 1), max_degree=MAX_DEGREE)
        )
    return Polynomial(coefficients[::-1])
