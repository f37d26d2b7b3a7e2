"""The digits page's run against SciPy's minimize alone, with the same objective; in turns.

A run here is what the page makes of it: every iteration kept, and a frame of each packed.
"""

from collections.abc import Callable
from io import BytesIO
from statistics import median
from time import perf_counter

import numpy as np
from scipy.io import savemat
from scipy.ndimage import zoom
from scipy.optimize import minimize
from threadpoolctl import threadpool_limits

from app.pages.digits import uploads
from app.pages.digits.experiment import DIGITS
from app.pages.digits.settings import DigitsSettings
from app.run.lab import Lab
from core.data.digits import embedded, read_examples
from core.types import Array

ROUNDS = 7
EVALUATIONS = 100


def like_exercise4(m: int = 5000) -> bytes:
    """Return a .mat file of m digits of 20 x 20: the built-in ones, enlarged and repeated."""
    digits = embedded()
    index = np.arange(m) % len(digits.X)
    squares = digits.X[index].reshape(-1, 8, 8)
    large = zoom((squares + 1) / 2, (1, 2.5, 2.5), order=1, grid_mode=True, mode="nearest")
    out = BytesIO()
    pixels = large.swapaxes(1, 2).reshape(m, -1)  # column by column, as MATLAB has them
    savemat(out, {"X": pixels, "y": digits.labels[index][:, np.newaxis]})
    return out.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """Return how long it takes."""
    began = perf_counter()
    work()
    return perf_counter() - began


def run(lab: Lab) -> None:
    """Train to the end as the page does, a frame for each iteration."""
    scene, epoch = DIGITS.scene(lab), 0
    while not lab.ended:
        epoch = lab.advance(epoch + 1)
        scene.pack(epoch)


def alone(lab: Lab) -> None:
    """Minimize the same objective with SciPy alone."""

    def value_and_gradient(theta: Array) -> tuple[float, Array]:
        evaluation = lab.run.objective.evaluate(theta)
        return evaluation.J, evaluation.dJ_dtheta

    options = {"maxfun": EVALUATIONS}
    minimize(value_and_gradient, lab.task.theta, jac=True, method="TNC", options=options)


def compare(name: str, settings: DigitsSettings) -> None:
    """Print one row: the run's time over minimize's."""
    ratios = [
        seconds(lambda: run(DIGITS.lab(settings))) / seconds(lambda: alone(DIGITS.lab(settings)))
        for _ in range(ROUNDS)
    ]
    low, high = min(ratios), max(ratios)
    print(f"| {name} | <= 1.3 | {median(ratios):.2f} ({low:.2f} to {high:.2f}) |", flush=True)


def main() -> None:
    """Compare on the built-in digits and on 5,000 of 20 x 20."""
    data = like_exercise4()
    file = uploads.keep(data, read_examples(data))
    print("\n| digits, TNC, 100 evaluations: page's run / minimize alone | asked | measured |")
    print("| --- | --- | --- |")
    with threadpool_limits(1, user_api="blas"):  # as the server has it
        compare("1,258 of 8 x 8", DIGITS.settings(max_evals=EVALUATIONS))
        compare(
            "5,000 of 20 x 20",
            DIGITS.settings(max_evals=EVALUATIONS, source="upload", file=file, test=0),
        )


if __name__ == "__main__":
    main()
