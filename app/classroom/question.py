"""A question that a teacher asks in an instant, and what each learner says before it is seen."""

from collections.abc import Sequence
from dataclasses import dataclass, field

#: Characters of a question, and of an answer that is offered; and how many are.
MAX_QUESTION, MAX_CHOICE = 200, 60
LEAST_CHOICES, MOST_CHOICES = 2, 6
#: Questions of a class.
MAX_QUESTIONS = 100


@dataclass
class Question:
    """A question with the answers that are offered.

    Attributes
    ----------
    text : str
    choices : tuple of str
    answers : dict
        What was said, as the number of the choice, by the learners' ids.
    is_revealed : bool
        Whether all see what was said: after that nobody can say anything else.
    truth : int or None
        The number of what came.
    """

    text: str
    choices: tuple[str, ...]
    answers: dict[str, int] = field(default_factory=dict)
    is_revealed: bool = False
    truth: int | None = None

    @property
    def counts(self) -> list[int]:
        """Return how many have said each."""
        said = list(self.answers.values())
        return [said.count(number) for number in range(len(self.choices))]


def read_question(text: object, choices: object) -> tuple[str, list[str]]:
    """Return a question and its choices, as a teacher has typed them.

    Raises
    ------
    ValueError
        If they are none.
    """
    if not isinstance(text, str) or not 1 <= len(text.strip()) <= MAX_QUESTION:
        raise ValueError(f"question: takes 1 to {MAX_QUESTION} characters")
    if not isinstance(choices, Sequence) or isinstance(choices, str):
        raise TypeError("choices: takes a list")
    found = [_line(one) for one in choices]
    if not LEAST_CHOICES <= len(found) <= MOST_CHOICES or len(set(found)) < len(found):
        raise ValueError(f"choices: takes {LEAST_CHOICES} to {MOST_CHOICES}, all different")
    return " ".join(text.split()), found


def _line(choice: object) -> str:
    if not isinstance(choice, str) or not 1 <= len(choice.strip()) <= MAX_CHOICE:
        raise ValueError(f"choices: takes 1 to {MAX_CHOICE} characters each")
    return " ".join(choice.split())
