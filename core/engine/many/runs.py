"""Many runs at once: those that can be trained in one pass are, and the others one by one."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ...checks import instance, sequence, vectors, whole
from ...language import _
from ...types import Array, Labels
from ..differentiable import Differentiable
from ..objective import Objective
from ..optimizers import Optimizer
from ..training import Run, Status
from .stack import Stack, kind
from .worth import networks_at_once


class ManyRuns:
    """The runs of many networks, each the same as its `Run` alone; none keeps its past.

    Networks that differ only in their initial weights, their examples and the order of their
    mini-batches are stacked: one pass trains all of them. Whether that is worth it, and for how
    many at a time, `networks_at_once` says. All others are trained one after the other: those of
    SciPy's methods, and those whose objective is no `Objective`.

    Parameters
    ----------
    objectives : sequence of Differentiable
        One for each network, 1 or more. The same object may stand for several; networks with the
        same examples take least memory and time so.
    optimizers : sequence of Optimizer
        One for each network.
    thetas : array_like of shape (n, n_parameters)
        The initial parameters, a row for each network.
    at_once : int, optional
        How many networks are trained in one pass, 1 or more, in place of what is worth it.

    Raises
    ------
    ValueError
        Naming the argument, what it got and what it takes; or as `Run` does.
    TypeError
        If an argument is an object of another kind.
    """

    def __init__(
        self,
        objectives: Sequence[Differentiable],
        optimizers: Sequence[Optimizer],
        thetas: ArrayLike,
        at_once: int | None = None,
    ) -> None:
        self._objectives = sequence("objectives", objectives, _("objectives, one for each network"))
        self._optimizers = sequence("optimizers", optimizers, _("optimizers, one for each network"))
        if not self._objectives:
            raise ValueError(_("objectives: got none, takes 1 or more, one for each network"))
        for objective in self._objectives:
            instance("objectives", objective, Differentiable)
        for optimizer in self._optimizers:
            instance("optimizers", optimizer, Optimizer)
        first = vectors("thetas", thetas, self._objectives[0].n_parameters)
        for name, given in (("optimizers", self._optimizers), ("thetas", first)):
            if len(given) != len(self._objectives):
                raise ValueError(
                    _("{name}: got {n}, takes {takes}, one for each network").format(
                        name=name, n=len(given), takes=len(self._objectives)
                    )
                )
        self._at_once = None if at_once is None else whole("at_once", at_once, 1)
        self._stacks: list[tuple[Labels, Stack]] = []
        self._alone: dict[int, Run[Differentiable]] = {}
        self._begin(first)

    def _begin(self, first: Array) -> None:
        """Begin the stacks, and the runs that are alone."""
        alike: defaultdict[object, list[int]] = defaultdict(list)
        for i, (objective, optimizer) in enumerate(
            zip(self._objectives, self._optimizers, strict=True)
        ):
            alike[kind(objective, optimizer) or i].append(i)
        for numbers in alike.values():
            most = self._most(self._objectives[numbers[0]], self._optimizers[numbers[0]])
            for start in range(0, len(numbers), most):
                self._add(numbers[start : start + most], first)

    def _most(self, objective: Differentiable, optimizer: Optimizer) -> int:
        """Return how many networks of a kind are trained in one pass."""
        if not isinstance(objective, Objective) or self._at_once is not None:
            return self._at_once or 1
        return networks_at_once(objective.network, objective.m, optimizer.batch_size)

    def _add(self, numbers: list[int], first: Array) -> None:
        """Begin a stack of some networks, or the run of one."""
        if len(numbers) == 1:
            i = numbers[0]
            # One byte: no step but the last is kept.
            self._alone[i] = Run(self._objectives[i], self._optimizers[i], first[i], max_bytes=1)
            return
        objectives = [self._objectives[i] for i in numbers]
        optimizers = [self._optimizers[i] for i in numbers]
        self._stacks.append((np.array(numbers), Stack(objectives, optimizers, first[numbers])))

    def __len__(self) -> int:
        """Return the number of networks."""
        return len(self._objectives)

    def extend(self, n: int) -> None:
        """Make up to n more updates of each network; fewer only of one whose run ends.

        Raises
        ------
        ValueError
            If n is no whole number of 0 or more.
        """
        n = whole("n", n, 0)
        with np.errstate(over="ignore", invalid="ignore"):
            for _numbers, stack in self._stacks:
                stack.extend(n)
        for run in self._alone.values():
            run.extend(n)

    @property
    def thetas(self) -> Array:
        """Return the parameters of each network now, shape (n, n_parameters)."""
        n_parameters = self._objectives[0].n_parameters
        found = np.empty((len(self), n_parameters))
        for numbers, stack in self._stacks:
            found[numbers] = stack.thetas
        for i, run in self._alone.items():
            found[i] = run.last.theta
        return found

    @property
    def J(self) -> Array:
        """Return each network's cost, shape (n,), over the examples that its next update uses."""
        found = np.empty(len(self))
        for numbers, stack in self._stacks:
            found[numbers] = stack.J
        for i, run in self._alone.items():
            found[i] = run.last.J
        return found

    @property
    def k(self) -> Labels:
        """Return the updates that each network has made, shape (n,)."""
        found = np.empty(len(self), np.intp)
        for numbers, stack in self._stacks:
            found[numbers] = stack.k
        for i, run in self._alone.items():
            found[i] = run.last.k
        return found

    @property
    def statuses(self) -> list[Status]:
        """Return how the run of each network stands."""
        found = [Status.READY] * len(self)
        for numbers, stack in self._stacks:
            for row in stack.messages:
                found[numbers[row]] = Status.DIVERGED
        for i, run in self._alone.items():
            found[i] = run.status
        return found

    @property
    def messages(self) -> list[str]:
        """Return why each run ended, in a sentence; empty while it can go on."""
        found = [""] * len(self)
        for numbers, stack in self._stacks:
            for row, sentence in stack.messages.items():
                found[numbers[row]] = sentence
        for i, run in self._alone.items():
            found[i] = run.message
        return found
