"""One epoch of a run, with what the panel calculates from it, each once."""

from dataclasses import dataclass
from functools import cached_property

from app.by_hand.notation import Notation
from app.run.lab import Goal, Lab
from core.engine.objective import Objective
from core.engine.optimizers import FirstOrder, Optimizer, Step
from core.explain.chain_rule import LayerPass, passes
from core.language import ngettext
from core.types import Array, Labels

#: Examples of a batch that are named.
MAX_NAMED = 5


@dataclass(frozen=True)
class EpochState:
    """A run at one of its epochs."""

    lab: Lab
    epoch: int

    @property
    def objective(self) -> Objective:
        """Return what is minimized, without any mistake in its gradient."""
        return self.lab.objective(self.epoch)

    @property
    def goal(self) -> Goal:
        """Return what the run takes its gradients from, mistake included."""
        return self.lab.goal(self.epoch)

    @property
    def optimizer(self) -> Optimizer:
        """Return what makes the next update."""
        return self.lab.optimizer(self.epoch)

    @cached_property
    def step(self) -> Step:
        """Return the run's step at this epoch."""
        return self.lab.step(self.epoch)

    @property
    def theta(self) -> Array:
        """Return the parameters."""
        return self.step.theta

    @cached_property
    def layers(self) -> tuple[LayerPass, ...]:
        """Return the forward pass and backpropagation over all examples."""
        return passes(self.objective, self.theta)

    @cached_property
    def gradient(self) -> Array:
        """Return dJ/dtheta over all examples, without a mistake."""
        return self.objective(self.theta).dJ_dtheta

    @cached_property
    def gradient_taken(self) -> Array:
        """Return dJ/dtheta over all examples as the run computes it, mistake included."""
        return self.goal(self.theta).dJ_dtheta

    @cached_property
    def next_theta(self) -> Array | None:
        """Return theta after the next update; None where it is not known yet.

        A SciPy solver is not asked for a step: it would leave the path of the run.
        """
        if isinstance(self.optimizer, FirstOrder):
            return self.optimizer.step(self.goal, self.step).theta
        known = self.epoch < self.lab.last_epoch
        return self.lab.step(self.epoch + 1).theta if known else None

    @cached_property
    def batch(self) -> Labels | None:
        """Return which examples the next update takes, from 0; None for all of them."""
        optimizer = self.optimizer
        if not isinstance(optimizer, FirstOrder) or optimizer.batch_size is None:
            return None
        batches = self.objective.members(optimizer.batch_size, optimizer.seed, self.step.epoch)
        return batches[self.step.batch_index]

    @property
    def batch_words(self) -> str:
        """Return in words which examples the next update takes, and which update it is."""
        if self.batch is None:
            return ""
        named = ", ".join(str(i + 1) for i in self.batch[:MAX_NAMED])
        named += " …" if len(self.batch) > MAX_NAMED else ""
        n = self.optimizer.updates_per_epoch(self.lab.m)
        return ngettext(
            "the first of {n:,} in this epoch, with example {named}",
            "the first of {n:,} in this epoch, with examples {named}",
            len(self.batch),
        ).format(n=n, named=named)

    @property
    def cost_symbol(self) -> str:
        """Return J, or J_B where the next update takes a batch B of the examples."""
        return "J" if self.batch is None else "J_B"

    @cached_property
    def notation(self) -> Notation:
        """Return the symbols of the network."""
        return Notation(self.lab.network)
