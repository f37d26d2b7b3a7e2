"""What a worker needs for a run is made right before it is sent: where the page is."""

from collections.abc import Callable, Sequence
from typing import Any

from app.live.experiment import Experiment
from app.run.task import Task
from app.sections.grid.design import Trial
from app.sections.grid.runs import Ready, without_examples
from app.settings.settings import in_words
from core.data.folds import folds


def preparation(
    experiment: Experiment[Any], shared: Task
) -> Callable[[Sequence[Trial]], list[Ready]]:
    """Return the function that makes trials ready.

    Parameters
    ----------
    experiment : Experiment
    shared : Task
        Each worker has its examples: a run that is about the same is sent without them.
    """

    def ready(trial: Trial) -> Ready:
        try:
            task = experiment.task_of(trial.settings)
            held_out = None
            if trial.folds:
                seed = trial.settings.values.get("seed", 0)
                parts = folds(task.labels, len(task.X), trial.folds, seed)
                held_out = parts[trial.fold]
        except ValueError as error:
            return Ready(trial, None, None, in_words(error, experiment.form.fields.values()))
        has_the_same = task.X is shared.X and task.X_test is shared.X_test
        return Ready(trial, without_examples(task) if has_the_same else task, held_out)

    return lambda trials: [ready(trial) for trial in trials]
