"""What a teacher fills in, as records: a page draws a widget for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from app.lessons.blocks import MAX_EPOCH
from core.language import translated


@translated("label", "help")
@dataclass(frozen=True)
class Input:
    """One thing that is filled in.

    Attributes
    ----------
    name, label : str
    kind : {"line", "words", "number", "whole", "choice", "check"}
    help : str
    options : mapping
        Of a choice: value -> what people call it.
    default : object
    least, most : int
        Of a whole number.
    is_labeled : bool
        Whether its label is shown; otherwise it stands below one that has it.
    """

    name: str
    label: str
    kind: Literal["line", "words", "number", "whole", "choice", "check"] = "line"
    help: str = ""
    options: Mapping[str, str] | None = None
    default: Any = None
    least: int = 1
    most: int = MAX_EPOCH
    is_labeled: bool = True


#: Rows of inputs, those of a row side by side; and what is filled in, by the inputs' names.
Rows: TypeAlias = list[tuple[Input, ...]]
Values: TypeAlias = Mapping[str, Any]
