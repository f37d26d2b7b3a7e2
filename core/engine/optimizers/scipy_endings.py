"""Why a solver of SciPy's stopped, in a sentence: its own words are made for programmers.

The same number of a result's status means one thing in one solver and another in the next, so the
table goes by words.
"""

from ...language import N_, _

NO_GRADIENT = N_("The gradient is nearly zero: it is at a minimum, or on a plateau.")
NO_CHANGE = N_("J hardly changes any more: it is at a minimum, or on a plateau.")
NO_STEP = N_(
    "No step along its direction makes J smaller: it is at a minimum, or on a plateau so flat that "
    "it looks like one."
)

#: A part of SciPy's message, in small letters -> what it means. The first that fits counts.
MEANINGS = (
    (
        "evaluations",
        N_(
            "It has used all the evaluations of J that it may make: allow more of them, or choose "
            "another optimizer."
        ),
    ),
    ("iterations", N_("It has made all the iterations that it may make.")),
    ("precision loss", NO_STEP),
    ("linear search failed", NO_STEP),
    ("abnormal", NO_STEP),
    ("nan", N_("J is no finite number any more: smaller initial weights may help.")),
    ("|x_n-x_(n-1)|", N_("Its steps have become so small that the weights no longer change.")),
    ("|f_n-f_(n-1)|", NO_CHANGE),
    ("relative reduction", NO_CHANGE),
    ("gradient", NO_GRADIENT),
    ("local minimum", NO_GRADIENT),
    ("terminated successfully", NO_GRADIENT),
)


def explained(message: str) -> str:
    """Return SciPy's reason for ending in a sentence of ours, with its own words beside it."""
    said = " ".join(message.split()).rstrip(".")
    small = said.lower()
    meaning = next((text for part, text in MEANINGS if part in small), None)
    return (
        _("SciPy says: {said}.").format(said=said)
        if meaning is None
        else _("{meaning} (SciPy says: {said}.)").format(meaning=_(meaning), said=said)
    )
