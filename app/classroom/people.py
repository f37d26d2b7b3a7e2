"""Who is in a class: a name if one wishes, and otherwise a drawn animal."""

from collections.abc import Collection
from dataclasses import dataclass
from secrets import choice

from core.language import N_, _

#: Letters of a name at the most.
MAX_NAME = 20
#: Animals that stand for who gives no name.
ANIMALS = (
    N_("Badger"), N_("Bat"), N_("Bear"), N_("Beaver"), N_("Bee"), N_("Camel"), N_("Cat"),
    N_("Cricket"), N_("Crow"), N_("Deer"), N_("Dolphin"), N_("Dragonfly"), N_("Duck"), N_("Eagle"),
    N_("Elephant"), N_("Falcon"), N_("Fox"), N_("Frog"), N_("Gecko"), N_("Giraffe"), N_("Goat"),
    N_("Hare"), N_("Hedgehog"), N_("Heron"), N_("Horse"), N_("Ibis"), N_("Jay"), N_("Koala"),
    N_("Lark"), N_("Lemur"), N_("Lion"), N_("Lynx"), N_("Marten"), N_("Mole"), N_("Moose"),
    N_("Mouse"), N_("Newt"), N_("Octopus"), N_("Otter"), N_("Owl"), N_("Panda"), N_("Parrot"),
    N_("Pelican"), N_("Penguin"), N_("Pony"), N_("Rabbit"), N_("Raven"), N_("Robin"), N_("Salmon"),
    N_("Seal"), N_("Sparrow"), N_("Squirrel"), N_("Stork"), N_("Swan"), N_("Tiger"), N_("Toad"),
    N_("Trout"), N_("Turtle"), N_("Walrus"), N_("Whale"), N_("Wolf"), N_("Wren"), N_("Yak"),
    N_("Zebra"),
)  # fmt: skip


@dataclass
class Member:
    """A learner.

    Attributes
    ----------
    id : str
        By which the class knows them; no secret.
    key : str
        What is kept of their secret.
    name : str
        As they or the teacher wish it; empty for an animal.
    animal : int
        Its number in ``ANIMALS``, and in the palette that of their color.
    """

    id: str
    key: str
    name: str
    animal: int

    @property
    def called(self) -> str:
        """Return what they are called."""
        return self.name or _(ANIMALS[self.animal % len(ANIMALS)])


def read_name(text: str) -> str:
    """Return a name: letters and spaces alone, not too many; empty for none.

    Raises
    ------
    ValueError
        If it has anything else.
    """
    name = " ".join(text.split())
    if len(name) > MAX_NAME or not all(one.isalpha() or one == " " for one in name):
        raise ValueError(f"name: takes at most {MAX_NAME} letters")
    return name


def draw_animal(taken: Collection[int]) -> int:
    """Return an animal that nobody is; any where all are taken."""
    free = [number for number in range(len(ANIMALS)) if number not in taken]
    return choice(free or range(len(ANIMALS)))
