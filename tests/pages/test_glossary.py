"""The glossary's page: every entry with its anchor, and a link to the page that shows it."""

from streamlit.testing.v1 import AppTest

from app.figures.glossary_pictures import PICTURES
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
        (own,) = [text for text in words if entry.text in text]
        assert f"[{PAGES[entry.page].title}](/{url_path(entry.page)}" in own
        assert (f"/glossary/{entry.name}.svg" in own) == (entry.name in PICTURES)
        assert (f"$$\n{entry.formula}\n$$" in own) == bool(entry.formula)


def test_a_link_to_a_term_shows_it_on_top() -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=30)
    page.query_params["term"] = "plateau"
    page.run()
    assert page.markdown[1].value.startswith("**Plateau**")
    assert GLOSSARY["plateau"].text in page.markdown[1].value


def test_a_term_that_is_not_there_shows_the_whole_list() -> None:
    page = AppTest.from_string(SCRIPT, default_timeout=30)
    page.query_params["term"] = "<b>x</b>"
    page.run()
    assert not page.exception
    assert len(page.subheader) == len(GLOSSARY)
    assert not any("<b>" in one.value for one in page.markdown)
