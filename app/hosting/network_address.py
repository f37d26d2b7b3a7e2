"""The address by which others in the local network reach this server, as far as it can know."""

import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

#: By which a host says where learners reach the server, scheme included.
VARIABLE = "GLASSNET_URL"
#: An address that is in no network: nothing is sent there, the system only says by which of its own
#: addresses it would be.
NOWHERE = ("10.255.255.255", 9)
#: Hosts that mean the machine itself.
ITSELF = ("localhost", "127.0.0.1", "::1", "0.0.0.0")


def in_network() -> str:
    """Return this machine's address in the local network; empty if it has none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOWHERE)
            address = str(probe.getsockname()[0])
        except OSError:
            return ""
    return "" if address.startswith("127.") or address == "0.0.0.0" else address


def is_in_container() -> bool:
    """Return whether the server is in a container, whose address nobody outside reaches."""
    return Path("/.dockerenv").exists() or "KUBERNETES_SERVICE_HOST" in os.environ


def reached_at(asked: str) -> tuple[str, bool]:
    """Return the address of the server for others, and whether that is a guess.

    Parameters
    ----------
    asked : str
        The address by which a browser has reached it; empty if that is not known.
    """
    if told := os.environ.get(VARIABLE, "").rstrip("/"):
        return told, False
    parts = urlsplit(asked)
    if parts.hostname and parts.hostname not in ITSELF:
        return f"{parts.scheme}://{parts.netloc}", False
    address = "" if is_in_container() else in_network()
    if not address:
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else "", True
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme or 'http'}://{address}{port}", False
