"""Servers that the tests of this folder share, which run one after another."""

import os
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.serving import server


@pytest.fixture(scope="session")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file with all that the server at `address` says."""
    return tmp_path_factory.mktemp("load") / "server.log"


@pytest.fixture(scope="session")
def address(log: Path) -> Iterator[str]:
    """Return the address of a server, which has room for the visitors of all these tests."""
    with patch.dict(os.environ, {"GLASSNET_MAX_SESSIONS": "1000"}), server(log) as (url, _):
        yield url


@pytest.fixture(scope="session")
def forgetful(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of one that forgets a session a second after its browser has gone."""
    with (
        patch.dict(os.environ, {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1"}),
        server(tmp_path_factory.mktemp("forgetful") / "server.log") as (url, _),
    ):
        yield url
