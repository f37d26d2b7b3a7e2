"""What tests of several folders share."""

import urllib.request

import pytest
from hypothesis import settings

# No test is about time, and a loaded machine may take long over any one example.
settings.register_profile("glassnet", deadline=None, database=None)
settings.load_profile("glassnet")


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave urllib no way out of this machine, for the time of a test."""
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")  # nothing listens there
    # The first request makes one opener for all, with the proxies of that moment.
    monkeypatch.setattr(urllib.request, "_opener", None)
