"""Streamlit's page with links: what a page loads is known before its script has run."""

import re
from pathlib import Path

import pytest
import streamlit as st
from starlette.requests import Request
from starlette.responses import Response

from app.hosting.index_page import IndexPage, IndexPages, Needs
from app.hosting.modules import loaded_by, panel_modules
from app.hosting.paths import ASSETS, LASTING_ASSETS_ROUTE
from app.pages.needs import CONTROLS, EVERYWHERE, needs_of
from app.pages.record import PageRecord
from app.pages.table import PAGES, START
from tests.own_loop import run

STATIC = Path(st.__file__).parent / "static"
ORIGINS = ["https://one.test"]


def page_for(needs: Needs, base: str = "") -> str:
    return IndexPages(STATIC, base, ORIGINS).text(needs)


def links(page: str) -> list[str]:
    return re.findall(r'<link rel="(?:modulepreload|preload)"[^>]* href="([^"]+)"', page)


def test_a_module_is_followed_to_all_that_it_imports_and_its_style_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.hosting.modules.ASSETS", tmp_path)
    for path, text in {
        "live/a.js": 'import { b } from "../shared/b.js";\nimport {\n  c,\n} from "./c.js";\n'
        'needStyle("a.css", import.meta.url);\n',
        "shared/b.js": '// Imports nothing.\n/** @import { B } from "./types.d.ts" */\n',
        "live/c.js": 'import "./a.js";\nexport const c = 1;\n',
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    found = loaded_by(["live/a.js"])
    assert found.modules == ("live/a.js", "shared/b.js", "live/c.js")
    assert found.sheets == ("shared/base.css", "live/a.css")


@pytest.mark.parametrize("record", [START, *PAGES.values()], ids=lambda record: record.name)
def test_every_link_of_a_page_leads_to_a_file_and_is_there_once(record: PageRecord) -> None:
    needs = needs_of(record)
    found = links(page_for(needs))
    assert len(set(found)) == len(found)
    for address in found:
        folder, path = (
            (ASSETS, address.removeprefix(f"{LASTING_ASSETS_ROUTE}/"))
            if address.startswith(LASTING_ASSETS_ROUTE)
            else (STATIC, re.sub(r"^\.?/", "", address))
        )
        assert (folder / path).is_file(), address


def test_streamlit_has_an_element_of_every_name() -> None:
    for name in (*EVERYWHERE, "PageLink", *CONTROLS):
        assert any(f"/{name}." in link for link in links(page_for(Needs((name,))))), name


def test_a_live_page_links_to_the_stage_and_the_panels_of_its_scene_alone() -> None:
    needs = needs_of(PAGES["moons"])
    assert {"live/stage.js", *panel_modules(["network", "plane"])} <= set(needs.modules)
    assert not set(panel_modules(["digits"])) & set(needs.modules)
    assert not needs_of(PAGES["downhill"]).modules[0].startswith("live/")


def test_what_is_loaded_later_is_no_part_of_what_is_loaded_at_once() -> None:
    needs = needs_of(PAGES["moons"])
    later = re.findall(r'<link rel="later" href="([^"]+)">', page_for(needs))
    assert any(address.endswith("/sections/luck/luck.js") for address in later)
    assert any(address.endswith("/sections/luck/luck.css") for address in later)
    at_once = re.findall(
        r'<link rel="(?:modulepreload|preload)"[^>]* href="([^"]+)">', page_for(needs)
    )
    assert at_once
    assert not set(later) & set(at_once)
    assert not needs_of(PAGES["downhill"]).later


def test_the_client_is_told_where_its_server_is_before_it_begins() -> None:
    page = page_for(Needs(), "/course/lab")
    told = page.index('BACKEND_BASE_URL: location.origin + "/course/lab"')
    assert told < page.index('<script type="module"')
    assert '"allowedOrigins": ["https://one.test"]' in page


def test_no_address_of_a_host_ends_the_script() -> None:
    page = IndexPages(STATIC, "", ["</script><b>"]).text(Needs())
    assert "</script><b>" not in page


def answer(page: IndexPage, **headers: str) -> Response:
    told = [(k.replace("_", "-").encode(), v.encode()) for k, v in headers.items()]
    return run(page.serve(Request({"type": "http", "method": "GET", "headers": told})))


def test_a_browser_that_has_the_page_is_told_so() -> None:
    page = IndexPage(page_for(Needs()))
    first = answer(page)
    assert first.status_code == 200
    assert first.headers["cache-control"] == "no-cache"
    again = answer(page, if_none_match=f"W/{first.headers['etag']}")
    assert (again.status_code, again.body) == (304, b"")
    assert answer(page, if_none_match='"other"').status_code == 200
