"""The experiment grid by the clock: 5 x 4 cells of 3 repeats, in the background as on a page.

What is asked of it: the first cell within 1 s, all within 8 s on two workers, and 60 runs within
400 MB of memory of all workers together. The workers are new ones, forked as a server forks them,
and then those that have worked before.
"""

from time import perf_counter, sleep

import psutil

from app.jobs import processes
from app.pages.moons.experiment import MOONS
from app.sections.grid.design import design
from app.sections.grid.experiment_grid import ExperimentGrid, begin

#: Activations are four; learning rates five.
AXES = (("alpha", "0.05, 0.1, 0.3, 0.5, 1"), ("activation", "sigmoid, tanh, relu, linear"))
REPEATS = 3
LOOK = 0.02  # seconds
#: Seconds after which the process that all workers are forked from has loaded the engine.
READY = 5.0
MEGABYTE = 1e6


def new_grid(start: int) -> ExperimentGrid:
    """Begin a grid of runs with 300 epochs of 500 points, half held out, in batches of 10."""
    settings = MOONS.settings(m=500, batch=10, epochs=300, start=start)
    made = design(MOONS.form, AXES, "weights", REPEATS, None)
    return begin(MOONS, made, settings, MOONS.task(settings))


def memory() -> float:
    """Return the megabytes of all child processes that they do not share with others."""
    found = 0
    for child in psutil.Process().children(recursive=True):
        try:
            found += child.memory_full_info().uss
        except psutil.Error:  # it has just ended
            continue
    return found / MEGABYTE


def measure(start: int) -> str:
    """Return the times of one grid as a row of a table."""
    began = perf_counter()
    grid, first, most = new_grid(start), 0.0, 0.0
    while not grid.work.ask():
        if not first and any(grid.summaries()):
            first, most = perf_counter() - began, memory()
        sleep(LOOK)
    whole = perf_counter() - began
    epochs = sum(one.epochs for one in grid.outcomes)
    parts = (len(grid.cells), len(grid.trials), f"{epochs:,}", f"{first:.2f}", f"{whole:.1f}")
    return f"| {' | '.join(map(str, parts))} | {max(most, memory()):.0f} |"


def main() -> None:
    """Measure the grid twice and print a table."""
    processes.start()
    sleep(READY)
    print("| cells | runs | epochs | first cell, s | all, s | workers, MB |")
    print("| --- | --- | --- | --- | --- | --- |")
    for start in (0, 100):
        print(measure(start), flush=True)


if __name__ == "__main__":
    main()
