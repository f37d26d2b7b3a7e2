"""The start page, headings, and the way from page to page, by Streamlit's harness."""

import json
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from app.figures.palette import PALETTES
from app.pages.moons.experiment import MOONS
from app.pages.start.page import colors, message
from app.pages.table import PAGES, PATH
from app.settings.old_addresses import OLD_PATHS
from tests.pages.harness import opened

SCRIPT = str(Path(__file__).resolve().parents[2] / "app" / "pages" / "main.py")
GROUPS = ["Learn", "Understand", "Explore", "Teach"]


def open_root(**query: str) -> AppTest:
    """Open the address of the root with a query."""
    return opened(AppTest.from_file(SCRIPT, default_timeout=30), query)


def titles(page: AppTest) -> list[str]:
    return [title.value for title in page.title]


def test_the_root_is_the_start_page() -> None:
    page = open_root()
    assert titles(page) == []  # its heading is drawn in the browser
    assert any("### For teachers" in one.value for one in page.markdown)


@pytest.mark.parametrize("query", [{"data": "spirals"}, {"alpha": "2"}, {"was": ""}])
def test_a_key_of_moons_at_the_root_opens_moons(query: dict[str, str]) -> None:
    page = open_root(**query)
    assert titles(page) == ["Moons"]
    # It stays so while the session lasts, whatever query the browser sends later.
    page.query_params.clear()
    page.run()
    assert titles(page) == ["Moons"]


@pytest.mark.parametrize("query", [{}, {"utm_source": "x"}, {"embed": "true"}])
def test_another_key_at_the_root_is_none_of_moons(query: dict[str, str]) -> None:
    assert titles(open_root(**query)) == []


def test_only_one_page_was_at_the_root_before() -> None:
    assert [name for name, paths in OLD_PATHS.items() if "" in paths] == ["moons"]


def test_every_page_has_a_group_a_sentence_and_a_line() -> None:
    assert list(dict.fromkeys(record.group for record in PAGES.values())) == GROUPS
    for record in PAGES.values():
        assert record.sentence.endswith((".", "?"))
    assert len(PATH) == 10
    for record in PATH:
        assert len(record.line) <= 36  # on a card
        assert record.minutes > 0


def test_make_it_yours_holds_every_setting_of_the_film() -> None:
    query = dict(parse_qsl(urlsplit(message(PATH)["yours"]).query))
    assert MOONS.form.read(query) == (MOONS.settings(), [])
    assert query.keys() == MOONS.settings().to_address().keys()


def test_links_are_under_the_base_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.get_option", lambda name: "/course/lab/")
    sent = message(PATH)
    every = [sent["film"], sent["yours"], *(step["address"] for step in sent["path"])]
    assert all(address.startswith("/course/lab/") for address in every)
    assert [step["name"] for step in sent["path"]] == [record.name for record in PATH]


@pytest.mark.parametrize("name", PALETTES)
def test_every_palette_has_all_colors(name: str) -> None:
    sent = json.loads(json.dumps(colors(PALETTES[name])))
    assert all(len(channels) == 3 * 255 for channels in sent["maps"].values())
    assert len(sent["points"]) == len(sent["outlines"]) == len(sent["curves"]) == 2
