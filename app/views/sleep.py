"""Sleep and study: from three nights to the score of the next test, in seven chapters."""

from app import night_table
from app.experiments.experiment import Experiment
from app.experiments.sleep import SLEEP_STUDY
from app.views.live import live_page
from app.views.sleep_chapters import chapters
from app.views.worksheet import worksheet_section


def render() -> None:
    """Draw the page."""
    live_page(SLEEP_STUDY, _below, night_table.values)


def _below(experiment: Experiment) -> None:
    chapters(experiment)
    worksheet_section(experiment)
