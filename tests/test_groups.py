"""Tests of one xdist_group are kept in one process: they share servers, and count what those do."""

import pytest

GROUP = "group"


@pytest.mark.xdist_group(GROUP)
def test_groups_are_known_where_tests_are_shared_out(request: pytest.FixtureRequest) -> None:
    if not request.config.getoption("loadgroup", False):
        pytest.skip("these tests are not shared out by groups")
    # A test's name ends with its group. A pytest that xdist does not know lost that without a word.
    assert request.node.nodeid.endswith(f"@{GROUP}")
