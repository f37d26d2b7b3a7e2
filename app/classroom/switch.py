"""Whether this server has classes at all: the host decides."""

import os

#: "off" for a server without classes.
VARIABLE = "GLASSNET_CLASS"


def is_on() -> bool:
    """Return whether there are classes."""
    return os.environ.get(VARIABLE, "on") != "off"
