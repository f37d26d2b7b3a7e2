"""A panel, added as docs/adding.md says, in a real browser."""

import re
import shutil
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab_page import LabPage
from tests.serving import ROOT, server

#: What the server needs of the repository.
FOLDERS = (".streamlit", "app", "assets", "core")


def blocks() -> list[str]:
    """Return the code of the page's section on panels."""
    text = (ROOT / "docs" / "adding.md").read_text("utf-8")
    (section,) = re.findall(r"^## A panel.*?\n(.*?)^## ", text, re.DOTALL | re.MULTILINE)
    found = re.findall(r"^ *```(?:js|py)\n(.*?)^ *```", section, re.DOTALL | re.MULTILINE)
    return [textwrap.dedent(block) for block in found]


def replace_line(file: Path, line: str, new: str) -> None:
    """Replace the one line of a file that begins as `line` does."""
    found, n = re.subn(rf"(?m)^{re.escape(line)}.*\n", new, file.read_text("utf-8"))
    assert n == 1, f"{file} has {n} lines that begin with {line}"
    file.write_text(found, "utf-8")


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Serve a copy of the repository to which the panel has been added."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    module, record, names = blocks()
    live = tmp_path / "assets" / "live"
    (live / "theta_norm").mkdir()
    (live / "theta_norm" / "theta_norm.js").write_text(module, "utf-8")
    replace_line(live / "panel_table.js", "};", f"  {record}}};\n")
    replace_line(tmp_path / "app" / "live" / "plane_scene.py", "    panels = ", f"    {names}")
    with server(tmp_path / "server.log", folder=tmp_path) as (address, _):
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Return a page of that server."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def test_a_panel_is_added_as_the_page_says(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/moons?epochs=1000")
    lab = LabPage(page).painted()
    panel = page.get_by_role("region", name="Length of theta")
    length = panel.locator("b")
    expect(length).to_have_text(re.compile(r"^\+\d+\.\d+$"))
    first = length.inner_text()
    lab.press("Step")
    lab.expect_epoch(1)
    expect(length).not_to_have_text(first)
    assert not errors
