"""The design of a grid: its axes, its repeats, and the runs that follow from them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from math import isfinite, prod
from typing import Any

from app.sections.grid.axes import Axis, axis
from app.sections.grid.repeats import MAX_REPEATS, Repeats, repeats_of
from app.sections.grid.work import work_of
from app.settings.run_settings import RunSettings
from app.settings.settings import Form, fields_of
from core.language import _

#: Axes, cells and runs at the most.
MAX_AXES, MAX_CELLS, MAX_RUNS = 3, 400, 2000
#: Runs that a worker makes at a time, at the most; and the seconds that they may take together, by
#: estimate: results are to come one after the other.
CHUNK, CHUNK_SECONDS = 16, 2.5
#: Fields that change the examples and the initial weights alone.
DRAWS = ("start", "seed", "noise", "init")


@dataclass(frozen=True)
class Cell:
    """One cell of the grid.

    Attributes
    ----------
    number : int
        Its place: column by column, then row by row, then group by group.
    values : tuple
        That of each axis.
    settings : RunSettings
    """

    number: int
    values: tuple[Any, ...]
    settings: RunSettings


@dataclass(frozen=True)
class Trial:
    """One run of a cell.

    Attributes
    ----------
    cell, repeat : int
        Their numbers.
    settings : RunSettings
    fold, folds : int
        Which part of the training examples is held out, of how many; 0 of 0 for none.
    target : float or None
        The cost J whose first epoch is asked for.
    work : float
        About how many seconds it takes, on some machine.
    """

    cell: int
    repeat: int
    settings: RunSettings
    fold: int
    folds: int
    target: float | None
    work: float


@dataclass(frozen=True)
class Design:
    """What a grid is made of.

    Attributes
    ----------
    axes : tuple of Axis
        One to three: columns, rows, and rows of rows.
    repeats : Repeats
    n : int
        Runs of a cell.
    target : float or None
    fixed : mapping
        Name of a field -> value that it has in all cells, whatever the page's is.
    """

    axes: tuple[Axis, ...]
    repeats: Repeats
    n: int
    target: float | None = None
    fixed: Mapping[str, Any] = field(default_factory=dict)

    def cells(self, base: RunSettings) -> list[Cell]:
        """Return the cells, each with the page's settings but for those that differ."""
        settings = base.alone.but(changes=(), epoch=0, **self.fixed)
        rows = product(*(one.values for one in reversed(self.axes)))
        found = []
        for number, backwards in enumerate(rows):
            values = backwards[::-1]
            names = (one.name for one in self.axes)
            own = settings.but(**dict(zip(names, values, strict=True)))
            found.append(Cell(number, values, own))
        return found

    def trials(self, cells: Sequence[Cell]) -> list[Trial]:
        """Return all runs, cell by cell."""
        folds = self.n if self.repeats.folds else 0
        found = []
        for cell, repeat in product(cells, range(self.n)):
            settings = self.repeats.settings(cell.settings, repeat)
            fold = repeat if folds else 0
            work = work_of(settings)
            found.append(Trial(cell.number, repeat, settings, fold, folds, self.target, work))
        return found


def chunks(trials: Sequence[Trial]) -> list[list[Trial]]:
    """Return runs that one worker makes at a time: such as may be trained in one pass.

    The first runs of each cell come first, and of these the quick ones.
    """
    alike: defaultdict[RunSettings, list[list[Trial]]] = defaultdict(list)
    for trial in sorted(trials, key=lambda one: one.repeat):
        found = alike[_without_draws(trial.settings)]
        last = found[-1] if found else []
        if last and len(last) < CHUNK and trial.work * (len(last) + 1) <= CHUNK_SECONDS:
            last.append(trial)
        else:
            found.append([trial])
    every = (chunk for found in alike.values() for chunk in found)
    return sorted(every, key=lambda chunk: (chunk[0].repeat, chunk[0].work))


def _without_draws(settings: RunSettings) -> RunSettings:
    """Return settings that are the same for networks which differ in what is drawn alone."""
    fields = fields_of(type(settings))
    return settings.but(**{name: fields[name].default for name in DRAWS if name in fields})


def design(
    form: Form[Any],
    typed: Sequence[tuple[str, str]],
    repeats: str,
    n: int,
    target: float | None = None,
    fixed: Mapping[str, Any] | None = None,
) -> Design:
    """Return the design that a visitor asks for.

    Parameters
    ----------
    form : Form
        Of the page.
    typed : sequence of (str, str)
        Of each axis: the name of its field, and its values as they were typed.
    repeats : str
        Key of ``REPEATS``.
    n : int
        Runs of a cell.
    target : float, optional
        A cost J, more than 0.
    fixed : mapping, optional
        See `Design`.

    Raises
    ------
    ValueError
        In a sentence, where it makes no grid.
    """
    if not 1 <= len(typed) <= MAX_AXES:
        raise ValueError(
            _("A grid has 1 to {most} axes, got {n}").format(most=MAX_AXES, n=len(typed))
        )
    axes = tuple(axis(form, name, text) for name, text in typed)
    names = [one.name for one in axes]
    for one in axes:
        if names.count(one.name) > 1:
            raise ValueError(
                _("{field} is on two axes; each takes a setting of its own").format(field=one.label)
            )
    kind = _repeats(form, repeats, names, n)
    _check_size(prod(len(one.values) for one in axes), n)
    if target is not None and not (isfinite(target) and target > 0):
        raise ValueError(
            _("Target J: got {target:g}, takes a number of more than 0").format(target=target)
        )
    rest = {name: value for name, value in (fixed or {}).items() if name not in names}
    return Design(axes, kind, n, target, rest)


def _repeats(form: Form[Any], name: str, axes: Sequence[str], n: int) -> Repeats:
    """Return the way to repeat a cell, n times.

    Raises
    ------
    ValueError
        If the page has none of that name, or so many cannot be made.
    """
    possible = repeats_of(form.fields)
    if name not in possible:
        raise ValueError(
            _("Repeats: “{name}” is none of this page. Possible: {allowed}.").format(
                name=name[:40], allowed=", ".join(possible)
            )
        )
    found = possible[name]
    least = 2 if found.folds else 1
    if not least <= n <= MAX_REPEATS:
        raise ValueError(
            _("Repeats: got {n:,}, takes {least} to {most}").format(
                n=n, least=least, most=MAX_REPEATS
            )
        )
    for seed in found.seeds if n > 1 else ():
        if seed in axes:
            raise ValueError(
                _(
                    "{field} is an axis, and the repeats draw it too: take another kind of repeats"
                ).format(field=form.fields[seed].label)
            )
    return found


def _check_size(n_cells: int, n: int) -> None:
    """Raise ValueError for a grid that is too large."""
    if n_cells > MAX_CELLS:
        raise ValueError(
            _("The grid has {n:,} cells, takes at most {most}: fewer values of a setting").format(
                n=n_cells, most=MAX_CELLS
            )
        )
    if n_cells * n > MAX_RUNS:
        raise ValueError(
            _(
                "The grid has {n:,} runs, takes at most {most:,}: fewer repeats, or fewer values "
                "of a setting"
            ).format(n=n_cells * n, most=MAX_RUNS)
        )
