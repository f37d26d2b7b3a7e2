"""What goes wrong between a browser and its server: the page comes back with the same settings."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.balancer.front import Process
from tests.browser.lab_page import LabPage
from tests.serving import PATIENCE, free_port
from tests.wire import wire

# One after another: these start servers of their own, kill them and count what they do.
pytestmark = pytest.mark.xdist_group("servers")

#: Milliseconds: Streamlit's client tries again after ever longer pauses.
LONG = 2000 * PATIENCE
QUERY = "data=circles&alpha=0.7&epochs=100000"


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    one = Process(tmp_path_factory.mktemp("faults") / "server.log", "127.0.0.1", free_port())
    one.start()
    yield one
    one.stop()


@pytest.fixture
def lab(browser: Browser) -> Iterator[LabPage]:
    """Return a page that may say on its console that the server has gone."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield LabPage(context.new_page())
    context.close()


def plays_on(lab: LabPage) -> None:
    """Expect that the page plays, or plays when it is told to, with the settings of before."""
    lab.page.wait_for_function(
        """() => { const play = document.querySelector('[data-testid=stage] .gn-play');
          if (play?.getAttribute('aria-label') === 'Play') play.click();
          const now = Number(document.querySelector('[data-testid=stage]')?.dataset.epoch);
          window.least = Math.min(window.least ?? Infinity, now);
          return now > window.least + 30; }""",
        timeout=LONG,
        polling=250,
    )
    for setting in ("data=circles", "alpha=0.7"):
        expect(lab.page).to_have_url(re.compile(rf"[?&]{setting}(&|$)"), timeout=LONG)
    assert lab.page.get_by_text("Traceback").count() == 0
    assert lab.value("alpha") == 0.7


def test_a_network_that_is_cut_and_back(process: Process, lab: LabPage) -> None:
    with wire(int(process.url.rpartition(":")[2])) as line:
        lab.page.goto(f"http://127.0.0.1:{line.port}/?{QUERY}")
        lab.painted().press("Play")
        lab.wait("Number(s.epoch) > 50")
        line.cut()
        # It has frames for a moment, then waits; nothing of the picture is lost.
        lab.animation_frames(60)
        expect(lab.stage).to_be_visible()
        line.mend()
        plays_on(lab)


def test_a_server_that_is_killed_and_started_again(process: Process, lab: LabPage) -> None:
    lab.page.goto(f"{process.url}/?{QUERY}")
    lab.painted().press("Play")
    lab.wait("Number(s.epoch) > 50")
    process.kill()
    lab.animation_frames(60)
    expect(lab.stage).to_be_visible()
    process.start()
    plays_on(lab)
