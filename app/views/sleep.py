"""Sleep and study: from three nights to the score of the next test, in seven chapters."""

from app import night_table
from app.experiments.sleep import SLEEP_STUDY
from app.views.live import live_page
from app.views.sleep_chapters import chapters


def render() -> None:
    """Draw the page."""
    live_page(SLEEP_STUDY, chapters, night_table.values)
