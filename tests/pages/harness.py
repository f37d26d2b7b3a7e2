"""What tests of pages ask of Streamlit's test harness."""

import re
from collections.abc import Mapping

from streamlit.testing.v1 import AppTest


def address_of(page: AppTest) -> dict[str, str]:
    return {key: str(value) for key, value in page.query_params.items()}


def read(markdown: str) -> str:
    """Return what Markdown with every special character escaped says."""
    return re.sub(r"\\(.)", r"\1", markdown)


def opened(page: AppTest, query: Mapping[str, str]) -> AppTest:
    """Run a page at an address."""
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page
