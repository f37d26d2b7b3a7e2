"""The glossary's page: every entry with its anchor, and a link to the page that shows it."""

from streamlit.testing.v1 import AppTest

from app.glossary.table import GLOSSARY, GROUPS
from app.pages.table import PAGES
from app.ui.addresses import url_path

SCRIPT = 'from app.pages.table import PAGES\nPAGES["glossary"].render()\n'


def test_every_entry_is_there_once_with_its_anchor_and_its_page() -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=30).run()
    assert not page.exception
    anchors = [one.anchor for one in page.subheader]
    assert anchors == list(GLOSSARY)
    assert len(page.header) == len(GROUPS)
    words = [one.value for one in page.markdown]
    for entry in GLOSSARY.values():
        (own,) = [text for text in words if text.startswith(entry.text)]
        assert f"[{PAGES[entry.page].title}](/{url_path(entry.page)}" in own
        assert (f"$$\n{entry.formula}\n$$" in own) == bool(entry.formula)
