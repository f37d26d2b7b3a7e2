"""Many visitors at once: what each sees, and what the server takes for it."""

import asyncio
import statistics
from dataclasses import dataclass

from tests.load.visitor import Story, Visitor

#: Bounds on what may be asked for: this is for a machine's own loopback.
MOST_VISITORS, MOST_SECONDS = 200, 600.0
#: Pages that are opened at a time: each takes the server a quarter of a second.
DOORS = 4


@dataclass(frozen=True)
class Crowd:
    """What many visitors saw.

    Attributes
    ----------
    stories : list of Story
    """

    stories: list[Story]

    @property
    def frames_a_second(self) -> list[float]:
        """Return the new frames a second of each visitor, the least first."""
        return sorted(story.frames / story.seconds for story in self.stories)

    @property
    def ticks(self) -> list[float]:
        """Return the seconds of all answers, the quickest first."""
        return sorted(tick for story in self.stories for tick in story.ticks)

    @property
    def ticks_a_second(self) -> float:
        """Return how many answers all had together."""
        return sum(len(story.ticks) / story.seconds for story in self.stories)

    @property
    def errors(self) -> list[str]:
        """Return the exceptions that any page showed."""
        return [error for story in self.stories for error in story.errors]

    def percentile(self, share: float) -> float:
        """Return the seconds within which that share of the answers came."""
        ticks = self.ticks
        return ticks[min(len(ticks) - 1, int(share * len(ticks)))]

    @property
    def median(self) -> float:
        """Return the median visitor's frames a second."""
        return statistics.median(self.frames_a_second)


async def crowd(address: str, n: int, seconds: float, page: str = "", query: str = "") -> Crowd:
    """Let n visitors open a page and play for so many seconds, all at the same time.

    Raises
    ------
    ValueError
        If that is more than a test of one's own machine needs, or the address is not its own.
    """
    if not 1 <= n <= MOST_VISITORS or not 0 < seconds <= MOST_SECONDS:
        raise ValueError(f"takes 1 to {MOST_VISITORS} visitors for {MOST_SECONDS:g} s at most")
    if not address.startswith(("http://127.0.0.1:", "http://localhost:")):
        raise ValueError(f"address: got {address}, takes one of this machine")
    visitors = [Visitor(address, page, query) for _ in range(n)]
    doors = asyncio.Semaphore(DOORS)

    async def enter(visitor: Visitor) -> None:
        async with doors:
            await visitor.open()

    async def play(number: int, visitor: Visitor) -> Story:
        # Nobody presses Play in the same instant as everybody else.
        await asyncio.sleep(number / n)
        return await visitor.play(seconds)

    try:
        await asyncio.gather(*map(enter, visitors))
        return Crowd(await asyncio.gather(*(play(*one) for one in enumerate(visitors))))
    finally:
        await asyncio.gather(*(visitor.close() for visitor in visitors))
