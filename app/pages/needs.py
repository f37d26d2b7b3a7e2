"""What each page loads in the browser, known before its script has run."""

from app.hosting.index_page import Needs
from app.hosting.modules import panel_modules
from app.hosting.paths import ASSETS
from app.pages.record import PageRecord
from app.ui.stage import EVERYWHERE as ON_EVERY_STAGE

#: Kinds of Streamlit's elements that every page has, and those of the controls, which have
#: formulas below them.
EVERYWHERE = ("Html", "BidiComponent")
CONTROLS = ("rehype-katex", "Slider", "Selectbox", "NumberInput", "ButtonGroup", "Button")
#: Sections below a picture draw with these once a button of theirs was pressed.
LATER = ("sections/luck/luck.js",)


def needs_of(record: PageRecord) -> Needs:
    """Return what a page loads; what it lacks here is loaded later, when it is asked for."""
    modules = record.modules
    if record.experiment:
        panels = (*getattr(record.experiment.scene, "panels", ()), *ON_EVERY_STAGE)
        modules = ("live/stage.js", *panel_modules(panels), "controls/more.js", *modules)
    if (ASSETS / "cards" / f"{record.name}.md").exists():
        modules = (*modules, "controls/cards.js")
    if not record.sentence:  # no heading, no controls
        return Needs(EVERYWHERE, modules, record.files)
    elements = (*EVERYWHERE, "PageLink", *(CONTROLS if modules else ()))
    later = LATER if record.experiment else ()
    return Needs(elements, (*modules, "pages/seen.js"), record.files, later)
