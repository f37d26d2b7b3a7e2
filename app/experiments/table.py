"""All live pages in one table."""

from app.experiments.backprop import BACKPROP
from app.experiments.digits import DIGITS
from app.experiments.experiment import Experiment
from app.experiments.moons import MOONS
from app.experiments.sleep import SLEEP_STUDY
from app.experiments.xor import XOR

EXPERIMENTS: dict[str, Experiment] = {
    one.form.name: one for one in (MOONS, SLEEP_STUDY, DIGITS, XOR, BACKPROP)
}


def is_of_another_page(experiment: Experiment, query: dict[str, str]) -> bool:
    """Say whether an address has a key that only another page knows.

    Right after a change of pages the browser may still send the address of the one before.
    """
    others = {name for other in EXPERIMENTS.values() for name in other.form.named}
    return bool(set(query) & (others - set(experiment.form.named)))
