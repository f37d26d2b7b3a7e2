"""SciPy's BFGS, L-BFGS-B, CG, Newton-CG and TNC: their hyperparameters, one record each."""

from dataclasses import dataclass
from typing import ClassVar

from ...language import N_
from .scipy_minimize import ScipyMinimize


@dataclass(frozen=True)
class BFGS(ScipyMinimize):
    r"""Quasi-Newton: gradients at successive points build the inverse Hessian H.

    p = -H dJ/dtheta; theta <- theta + alpha p, with alpha by a line search (strong Wolfe
    conditions); with s the change of theta and y that of the gradient, rho = 1 / (y . s):
    H <- (I - rho s y^T) H (I - rho y s^T) + rho s s^T.

    Parameters
    ----------
    gtol : float, default 1e-5
        It ends when the largest element of the gradient is smaller.

    Notes
    -----
    Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, algorithm 6.1; SciPy's
    ``minimize(method="BFGS")``, at most 200 iterations per parameter. H has n_parameters squared
    elements: with the 10,285 parameters of exercise 4 that is 0.85 GB and a minute a step; use
    L-BFGS-B there.
    """

    method: ClassVar[str] = "BFGS"
    label: ClassVar[str] = "BFGS"
    formula: ClassVar[str] = (
        r"\theta \leftarrow \theta - \alpha H \frac{\partial J}{\partial\theta}"
    )
    note: ClassVar[str] = N_(
        "Learns the curvature H from the gradients it meets. "
        "Finds the length of its steps itself; takes all examples in every update."
    )
    keeps_square_matrix: ClassVar[bool] = True
    gtol: float = 1e-5


@dataclass(frozen=True)
class LBFGSB(ScipyMinimize):
    """BFGS with limited memory: H is rebuilt from the last few changes, never stored.

    Parameters
    ----------
    maxcor : int, default 10
        How many changes are kept, 1 to 1000.
    ftol : float, default 2.220446049250313e-09
        It ends when an iteration lowers J by less, relative to J and at least 1.
    gtol : float, default 1e-5
        Or when the largest element of the gradient is smaller.
    max_evals : int, default 15000
        Or after so many evaluations, 1 or more.

    Notes
    -----
    Byrd, Lu, Nocedal and Zhu, SIAM Journal on Scientific Computing 16(5), 1995; SciPy's
    ``minimize(method="L-BFGS-B")``, without bounds, at most 15,000 iterations.
    """

    method: ClassVar[str] = "L-BFGS-B"
    label: ClassVar[str] = "L-BFGS-B"
    formula: ClassVar[str] = BFGS.formula
    note: ClassVar[str] = N_(
        "BFGS that remembers the last ten steps only. "
        "Finds the length of its steps itself; takes all examples in every update."
    )
    maxcor: int = 10
    ftol: float = 2.220446049250313e-09
    gtol: float = 1e-5
    max_evals: int = 15_000


@dataclass(frozen=True)
class CG(ScipyMinimize):
    """Conjugate gradients for functions that are not quadratic (Polak and Ribière).

    p <- -g + max(0, beta) p with beta = g . (g - g_before) / (g_before . g_before),
    g = dJ/dtheta; theta <- theta + alpha p, alpha by a line search.

    Parameters
    ----------
    gtol : float, default 1e-5
        It ends when the largest element of the gradient is smaller.

    Notes
    -----
    Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, pages 120 to 122; SciPy's
    ``minimize(method="CG")``, at most 200 iterations per parameter.
    """

    method: ClassVar[str] = "CG"
    label: ClassVar[str] = N_("conjugate gradients")
    formula: ClassVar[str] = (
        r"p \leftarrow -\frac{\partial J}{\partial\theta} + \beta p,\quad"
        r" \theta \leftarrow \theta + \alpha p"
    )
    note: ClassVar[str] = N_(
        "Bends each direction so as not to undo the last one. "
        "Finds the length of its steps itself; takes all examples in every update."
    )
    gtol: float = 1e-5


@dataclass(frozen=True)
class NewtonCG(ScipyMinimize):
    """Newton's method, its equation H p = -dJ/dtheta solved by conjugate gradients.

    H times a vector is taken from differences of gradients; alpha by a line search.

    Parameters
    ----------
    xtol : float, default 1e-5
        It ends when the mean change of a parameter is smaller.

    Notes
    -----
    Nocedal and Wright, "Numerical optimization", 2nd edition, 2006, page 168; SciPy's
    ``minimize(method="Newton-CG")``, at most 200 iterations per parameter.
    """

    method: ClassVar[str] = "Newton-CG"
    label: ClassVar[str] = "Newton-CG"
    formula: ClassVar[str] = (
        r"\theta \leftarrow \theta - \alpha H^{-1} \frac{\partial J}{\partial\theta}"
    )
    note: ClassVar[str] = N_(
        "Few steps, each with many gradients. "
        "Finds the length of its steps itself; takes all examples in every update."
    )
    xtol: float = 1e-5


@dataclass(frozen=True)
class TNC(ScipyMinimize):
    """Truncated Newton: as Newton-CG, the equation solved only as well as is worth it.

    Parameters
    ----------
    max_evals : int or None, default None
        It ends after so many evaluations of the cost; None is the larger of 100 and 10 per
        parameter.

    Notes
    -----
    Nash, "Newton-type minimization via the Lanczos method", SIAM Journal on Numerical Analysis
    21(4), 1984; SciPy's ``minimize(method="TNC")``, without bounds, its other options as they
    stand there. Exercise 4 trains with it; what the exercise calls ``maxiter`` is now the number
    of evaluations.
    """

    method: ClassVar[str] = "TNC"
    label: ClassVar[str] = "TNC"
    formula: ClassVar[str] = NewtonCG.formula
    note: ClassVar[str] = N_(
        "Truncated Newton: few steps, each with many evaluations. "
        "Finds the length of its steps itself; takes all examples in every update."
    )
    max_evals: int | None = None
