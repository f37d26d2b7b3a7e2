"""Sleep and study: from three nights to the score of the next test, in seven chapters."""

from typing import Any

from app.live.experiment import Experiment
from app.pages.sleep import night_table
from app.pages.sleep.chapters import chapters
from app.pages.sleep.experiment import SLEEP_STUDY
from app.sections.grid.view import grid_section
from app.sections.luck.view import luck_section
from app.sections.worksheet.view import worksheet_section
from app.ui.live_page import live_page


def render() -> None:
    """Draw the page."""
    live_page(SLEEP_STUDY, _below, night_table.values)


def _below(experiment: Experiment[Any]) -> None:
    chapters(experiment)
    luck_section(experiment)
    grid_section(experiment)
    worksheet_section(experiment)
