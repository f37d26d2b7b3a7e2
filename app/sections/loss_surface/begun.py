"""A loss surface in the making: it takes as many answers as it takes."""

from collections.abc import Generator
from dataclasses import dataclass

from app.sections.loss_surface.loss_surface import LossSurface, PlaneChoice
from core.engine.patience import UnfinishedError, is_late


@dataclass(frozen=True)
class BegunSurface:
    """A surface that has been begun.

    Attributes
    ----------
    run : object
        What it is the surface of.
    epoch : int
    choice : PlaneChoice
    pieces : generator
        Makes it.
    """

    run: object
    epoch: int
    choice: PlaneChoice
    pieces: Generator[float, None, LossSurface]

    def serves(self, run: object, epoch: int, choice: PlaneChoice, *, rests: bool) -> bool:
        """Return whether it can be shown at an epoch.

        A run that plays has gone on since it was begun, and one that rests wants that of its epoch.
        """
        is_in_time = self.epoch == epoch if rests else self.epoch <= epoch
        return self.run is run and self.choice == choice and is_in_time

    def finish(self) -> LossSurface:
        """Return the surface.

        Raises
        ------
        UnfinishedError
            If there is not the time for all of it; whatever happens, it comes on by a piece.
        """
        while True:
            try:
                next(self.pieces)
            except StopIteration as end:
                surface: LossSurface = end.value
                return surface
            if is_late():
                raise UnfinishedError
