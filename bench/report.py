"""The benchmark's results as docs/benchmark.md and docs/benchmark.svg."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path

# matplotlib: Plotly would need a browser to draw a picture for a file.
import matplotlib as mpl
import numpy as np
import scipy
from matplotlib.figure import Figure

from app.figures.palette import PALETTES
from bench.scaling import Growth

COLORS = PALETTES["default"]


def machine() -> str:
    """Return a description of the machine and the versions."""
    names = [
        line.split(":", 1)[1].strip()
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        if line.startswith("model name")
    ]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores of {names[0] if names else platform.machine()}, {memory:.0f} GiB; "
        f"{platform.system()}, Python {platform.python_version()}, NumPy {np.__version__}, "
        f"SciPy {scipy.__version__}"
    )


def draw(growths: list[Growth], path: Path) -> None:
    """Draw the times of a step and their fits, one panel a quantity."""
    mpl.rcParams["svg.hashsalt"] = "glassnet"  # the same picture for the same numbers
    figure = Figure(figsize=(11, 3.6), layout="constrained")
    for axes, one in zip(figure.subplots(1, len(growths)), growths, strict=True):
        fine = np.geomspace(one.n[0], one.n[-1], 100)
        axes.loglog(fine, one.at(fine), color=COLORS.training, label=f"t0 + c·n^{one.exponent:.2f}")
        axes.loglog(one.n, one.microseconds, "o", color=COLORS.positive, label="measured")
        axes.set_title(one.setting, fontsize=10)
        axes.set_xlabel(one.quantity)
        axes.grid(alpha=0.25)
        axes.legend(frameon=False)
    figure.axes[0].set_ylabel("time of a step, µs")
    figure.savefig(path, metadata={"Date": None})


def write(tables: list[str], growths: list[Growth], folder: Path) -> None:
    """Write the tables and the plot."""
    draw(growths, folder / "benchmark.svg")
    text = "\n\n".join(
        [
            "# Benchmark of the engine",
            f"Made by `make bench-report` on {datetime.now(UTC):%d %B %Y}, with {machine()}. "
            "Machines differ and drift: read the ratios, which come from one run in which all "
            "take turns, rather than the times.",
            *tables,
            "![Time of a step against examples, width and depth, with the fitted curves]"
            "(benchmark.svg)",
        ]
    )
    (folder / "benchmark.md").write_text(text + "\n", encoding="utf-8")
