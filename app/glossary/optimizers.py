"""The optimizers, with the formulas of their records."""

from app.glossary.entry import Entry
from core.engine.optimizers import OPTIMIZERS
from core.language import N_

# What each does is a text of its own: the notes of the records are too short to stand alone.
TEXTS = {
    "gradient_descent": (
        N_("Gradient descent"),
        N_("The plainest optimizer: a step against the gradient, times the learning rate."),
    ),
    "momentum": (
        N_("Momentum μ (mu)"),
        N_(
            "Gradient descent with a memory, like a heavy ball: a share μ of the last step is kept "
            "and added to the next. It speeds up along a valley and may roll over small hills."
        ),
    ),
    "nesterov": (
        N_("Nesterov momentum"),
        N_(
            "Momentum that takes the gradient into account at the place where it is about to be, "
            "so that it slows down before it overshoots."
        ),
    ),
    "rmsprop": (
        "RMSProp",
        N_(
            "Divides the gradient of every parameter by its usual size, so that all parameters "
            "take steps of a similar length. It needs a small learning rate."
        ),
    ),
    "adam": (
        N_("Adam"),
        N_(
            "Momentum and RMSProp together. It works well with little tuning; its usual learning "
            "rate is 0.001 to 0.03, far less than that of gradient descent."
        ),
    ),
    "bfgs": (
        "BFGS",
        N_(
            "A quasi-Newton method: from the gradients it meets it learns how the cost curves, and "
            "finds the length of each step itself. Named for Broyden, Fletcher, Goldfarb and "
            "Shanno."
        ),
    ),
    "lbfgsb": (
        "L-BFGS-B",
        N_(
            "BFGS with limited memory: it remembers the last ten steps instead of a matrix, which "
            "makes it fit for large networks."
        ),
    ),
    "cg": (
        N_("Conjugate gradients"),
        N_("Each direction is chosen so that it does not undo what the last one has achieved."),
    ),
    "newton_cg": (
        N_("Newton-CG"),
        N_(
            "Newton's method, which steps by the gradient and the curvature; it finds each "
            "direction by conjugate gradients."
        ),
    ),
    "tnc": (
        "TNC",
        N_(
            "Truncated Newton: like Newton-CG, but the search for each direction is cut short. Few "
            "steps, each with many evaluations of the cost."
        ),
    ),
}

ENTRIES = tuple(
    Entry(
        name.replace("_", "-"),
        title,
        text,
        "digits" if name == "tnc" else "moons",
        OPTIMIZERS[name].formula,
        "" if name in ("gradient_descent", "tnc") else f"optimizer={name}",
        (name,),
    )
    for name, (title, text) in TEXTS.items()
)
