"""How much memory a run takes, estimated before any of it is allocated: an upper bound."""

from app.run.task import Task
from app.settings.run_fields import FULL_BATCH
from app.settings.run_settings import RunSettings
from core.engine.examples import LARGE, is_laid_out
from core.engine.optimizers import OPTIMIZERS, FirstOrder, Optimizer
from core.engine.optimizers.base import STEP_OVERHEAD
from core.engine.training import HISTORY_STEPS

#: Bytes of a number.
FLOAT = 8
#: Arrays of a layer that an evaluation with its gradient is computed in; the derivative of the
#: activation takes one more for the widest layer.
OF_A_LAYER = 3
#: Vectors as long as theta in a step, besides what the optimizer remembers: theta and the gradient.
OF_A_STEP = 2
#: Square matrices that SciPy's BFGS has: six while it updates, and four each of two that wait, one
#: at the newest step and one that has repeated another.
SQUARE_MATRICES = 14
#: Vectors as long as theta that any other solver of SciPy has at a time.
OF_A_SOLVER = 40


def needs(settings: RunSettings, task: Task, history_bytes: int) -> dict[str, int]:
    """Return the bytes that a run takes, by the names of their owners.

    Parameters
    ----------
    settings : RunSettings
        The changes of the run among them: it takes what the dearest of them takes.
    task : Task
    history_bytes : int
        That its kept steps may take at the most.
    """
    network, m, m_test = task.network, len(task.X), len(task.X_test)
    n, units, widest = network.n_parameters, sum(network.sizes[1:]), max(network.sizes[1:])
    moments = [settings.at(epoch) for epoch in (0, *(one.epoch for one in settings.changes))]
    batch = max(0 if one.batch == FULL_BATCH else min(one.batch, m) for one in moments)
    # All examples, a batch, the last batch of an epoch, and those held out.
    rows = m + 2 * batch + m_test
    data = 2 * m * network.sizes[-1]
    inputs = (network.sizes[0] + 1) * (m + m_test)
    if not is_laid_out(task.inputs):
        data += inputs
    if batch:
        data += 3 * min(inputs, LARGE)
    optimizers = [OPTIMIZERS[one.optimizer] for one in moments]
    solver = max(
        SQUARE_MATRICES * n * n
        if one.keeps_square_matrix
        else 0
        if issubclass(one, FirstOrder)
        else OF_A_SOLVER * n
        for one in optimizers
    )
    vectors = OF_A_STEP + max(map(_remembered, optimizers))
    step = vectors * FLOAT * n + STEP_OVERHEAD
    # A step at which the settings changed is kept whatever the others take.
    at_changes = len({one.epoch for one in settings.changes}) * step
    return {
        "data": FLOAT * data,
        "buffers": FLOAT * rows * (OF_A_LAYER * units + widest),
        "history": min(history_bytes, HISTORY_STEPS * step) + at_changes,
        "solver": FLOAT * solver,
    }


def _remembered(optimizer: type[Optimizer]) -> int:
    """Return how many vectors as long as theta an optimizer remembers in each step."""
    if not issubclass(optimizer, FirstOrder):
        return 0
    memory = optimizer().begin(1)
    return len(memory) if isinstance(memory, tuple) else 0
