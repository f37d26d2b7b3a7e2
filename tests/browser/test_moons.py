"""The moons lab in a real browser. Each scenario also says what must not happen."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MOONS_FORM, MoonsSettings
from tests.browser.conftest import OpenLab
from tests.browser.lab_page import LabPage
from tests.browser.windows import PHONE, expect_none, in_windows
from tests.story import story


def settings_in_address(lab: LabPage) -> MoonsSettings:
    """Return the settings that the address now says."""
    expect(lab.page).to_have_url(re.compile("speed="))
    query = {key: values[0] for key, values in parse_qs(urlsplit(lab.page.url).query).items()}
    settings, problems = MOONS_FORM.read(query)
    assert not problems
    return settings.but(epoch=0)


def test_opens_with_the_first_weights_and_waits_and_all_is_to_be_seen(open_lab: OpenLab) -> None:
    lab = open_lab().painted()
    lab.expect_status("idle")
    assert lab.epoch == 0
    assert lab.value("cost") == pytest.approx(1.4017014191935726, rel=1e-12)
    expect(lab.page.get_by_role("heading", name="Decision boundary")).to_be_visible()
    # It does not start by itself.
    lab.animation_frames(20)
    assert lab.epoch == 0
    # The whole story is on one screen.
    for name in ("Train to 1,000", "Train to 5,000"):
        expect(lab.button(name)).to_be_in_viewport(ratio=1)
    expect(lab.page.get_by_text("Learning rate α", exact=True)).to_be_in_viewport()
    # Every data set has its picture.
    lab.page.wait_for_function(
        """() => { const seen = [...document.querySelectorAll('.stSidebar img[src*=thumbnails]')];
          return seen.length === 6 && seen.every(e => e.naturalWidth && e.clientWidth > 30); }"""
    )


def test_plays_and_no_chart_goes_blank_and_a_pause_holds_still(open_lab: OpenLab) -> None:
    lab = open_lab().painted()
    expect(lab.page.locator(".gn-cost .scatterlayer .js-line")).to_have_count(2)
    lab.press("Play")
    lab.expect_status("playing")
    before = lab.value("frames")
    for _ in range(25):
        lab.animation_frames(3)
        whole = lab.page.evaluate(
            """() => [[...document.querySelectorAll(
                 '.gn-plane canvas:not([hidden]), .gn-network canvas:not([hidden])')].every(
                 canvas => canvas.getContext('2d').getImageData(
                   0, 0, canvas.width, canvas.height).data.some(v => v)),
               document.querySelectorAll('.gn-boundary .point').length,
               document.querySelectorAll('.gn-cost .scatterlayer .js-line').length,
               getComputedStyle(document.querySelector('.st-key-moons-stage')).opacity]"""
        )
        assert whole == [True, 500, 2, "1"]
    assert lab.value("frames") > before + 10
    assert lab.epoch >= 100
    # A pause holds still.
    lab.press("Pause")
    lab.expect_status("paused")
    epoch, picture = lab.epoch, lab.map_pixels()
    lab.animation_frames(60)
    assert (lab.epoch, lab.map_pixels()) == (epoch, picture)
    lab.press("Play")
    lab.wait(f"Number(s.epoch) > {epoch}")
    # A hidden tab pauses and goes on.
    turn = """value => { Object.defineProperty(document, 'hidden', {value, configurable: true});
      document.dispatchEvent(new Event('visibilitychange')); }"""
    lab.page.evaluate(turn, True)
    lab.expect_status("paused")
    epoch = lab.epoch
    lab.animation_frames(30)
    assert lab.epoch == epoch
    lab.page.evaluate(turn, False)
    lab.wait(f"s.status === 'playing' && Number(s.epoch) > {epoch}")


def test_scrubbing_moves_every_view(open_lab: OpenLab) -> None:
    lab = open_lab("activation=tanh&alpha=0.3&speed=7").painted()
    lab.play_to(300)
    late, cost = lab.map_pixels(), lab.value("cost")
    lab.scrub(40)
    lab.expect_epoch(40)
    assert lab.map_pixels() != late
    assert lab.value("cost") > cost
    expect(lab.page.get_by_role("toolbar")).to_contain_text(re.compile(r"epoch\s*40\D"))
    # Letting go does not lose the future: the same frames are there again.
    lab.scrub(10_000)
    assert lab.epoch >= 300
    lab.press("Back")
    lab.press("Step")
    lab.expect_status("paused")
    # An epoch that was not shown while it played is the engine's.
    lab.scrub(33)  # between two frames of the browser: the server makes it
    lab.expect_epoch(33)
    engine = MOONS.lab(story(activation="tanh", alpha=0.3, speed=7))
    engine.advance(33)
    assert lab.value("cost") == pytest.approx(engine.step(33).J, rel=1e-12)


def test_reset_goes_back_to_the_very_same_weights(open_lab: OpenLab) -> None:
    lab = open_lab("init=normal&start=5&more=1").painted()
    first, picture = lab.value("cost"), lab.map_pixels()
    lab.play_to(100)
    lab.press("Reset")
    lab.expect_epoch(0)
    lab.expect_status("idle")
    assert lab.value("cost") == first
    assert lab.map_pixels() == picture
    lab.press("New start")
    lab.wait(f"Number(s.cost) !== {first}")
    assert settings_in_address(lab).start == 6


def test_a_slider_acts_on_the_running_network(open_lab: OpenLab) -> None:
    lab = open_lab().painted()
    lab.press("Play")
    lab.wait("Number(s.epoch) >= 100")
    lab.slider("Learning rate").press("ArrowRight")
    lab.wait("Number(s.alpha) === 0.7")
    epoch = lab.epoch
    assert epoch >= 100  # it does not start again
    lab.expect_status("playing")
    lab.wait(f"Number(s.epoch) > {epoch + 50}")
    lab.press("Pause")
    expect(lab.page.get_by_text("α was 0.5")).to_be_visible()


def test_sliders_moved_again_and_again_in_play_lose_nothing(open_lab: OpenLab) -> None:
    lab = open_lab("epochs=100000").painted()
    lab.press("Play")
    lab.wait("Number(s.epoch) >= 50")
    slider = lab.slider("Learning rate")
    for turn in range(12):
        before, painted = lab.epoch, lab.value("frames")
        slider.press("ArrowRight" if turn % 2 else "ArrowLeft")
        lab.wait(f"Number(s.alpha) === {0.5 if turn % 2 else 0.3}")
        # The same stage goes on: it is not drawn anew, does not stop and does not start again.
        assert lab.epoch >= before - 100
        assert lab.value("frames") >= painted
        lab.expect_status("playing")
        expect(lab.stage).to_have_count(1)


def test_the_address_restores_a_run_number_for_number(open_lab: OpenLab) -> None:
    lab = open_lab("data=circles&hidden=4&activation=tanh&seed=3").painted()
    lab.play_to(80)
    lab.slider("Learning rate").press("ArrowLeft")
    lab.wait("Number(s.alpha) === 0.3")
    changed_at = lab.epoch
    lab.play_to(changed_at + 60)
    cost, epoch = lab.value("cost"), lab.epoch
    expect(lab.page).to_have_url(re.compile(r"was="))
    settings = settings_in_address(lab)
    assert [change[:2] for change in settings.changes] == [(changed_at, "alpha")]

    expect(lab.page).to_have_url(re.compile(rf"epoch={epoch}\b"))

    other = open_lab(urlsplit(lab.page.url).query).painted()
    other.expect_epoch(epoch)  # it stands where the first one stood
    other.expect_status("paused")
    assert other.value("cost") == cost
    assert settings_in_address(other) == settings
    other.scrub(0)
    assert other.value("alpha") == 0.5  # what was in force at the start
    expect(other.page).not_to_have_url(re.compile("epoch="))


def test_back_button_of_the_browser_takes_a_setting_back(open_lab: OpenLab) -> None:
    lab = open_lab().painted()
    lab.page.get_by_role("radio", name="tanh").click()
    expect(lab.page).to_have_url(re.compile("activation=tanh"))
    lab.page.wait_for_timeout(3200)  # later than any message that was still on its way
    lab.page.go_back()
    expect(lab.page.get_by_role("radio", name="sigmoid")).to_be_checked()
    assert settings_in_address(lab).activation == "sigmoid"


def test_keyboard_plays_and_steps_but_not_while_typing(open_lab: OpenLab) -> None:
    lab = open_lab("more=1").painted()
    keyboard = lab.page.keyboard
    keyboard.press("Space")
    lab.expect_status("playing")
    keyboard.press("Space")
    lab.expect_status("paused")
    epoch = lab.epoch
    keyboard.press("ArrowRight")
    lab.expect_epoch(epoch + 1)
    keyboard.press("ArrowLeft")
    lab.expect_epoch(epoch)
    lab.slider("Examples").focus()
    keyboard.press("ArrowRight")  # this one is the slider's
    lab.wait("Number(s.epoch) === 0")
    expect(lab.page).to_have_url(re.compile("m=1500"))
    lab.expect_status("idle")


def test_units_are_looked_at_by_keyboard_and_steps_are_all_made(open_lab: OpenLab) -> None:
    lab = open_lab().painted()
    whole = lab.map_pixels()
    lab.button("Unit 2 of hidden layer 1").focus()
    title = lab.page.get_by_role("heading", name="Unit 2 of hidden layer 1 · sigmoid")
    expect(title).to_be_visible()
    assert lab.map_pixels() != whole
    # Its weights and its bias are read out, with the engine's numbers.
    network = MOONS.lab(story()).network
    W, b = network.unpack(network.initialize("tutorial", 0))
    assert b[0] is not None
    tip = lab.page.get_by_role("tooltip")
    expect(tip).to_contain_text(f"W₁[2,2] = {W[0][1, 1]:+.3f}".replace("-", "−"))
    expect(tip).to_contain_text(f"b₁[2] = {b[0][1]:+.3f}".replace("-", "−"))
    lab.button("Play").focus()
    expect(title).to_have_count(0)
    expect(tip).to_be_hidden()
    assert lab.map_pixels() == whole
    # Step adds one and Back takes one.
    first = lab.value("cost")
    for epoch in (1, 2, 3):
        lab.press("Step")
        lab.expect_epoch(epoch)
    lab.press("Back")
    lab.expect_epoch(2)
    lab.press("Back")
    lab.press("Back")
    lab.expect_epoch(0)
    assert lab.value("cost") == first
    # There is nothing before the start.
    expect(lab.button("Back")).to_be_disabled()
    # Quick steps are all made.
    for _ in range(5):
        lab.button("Step").dispatch_event("click")
    lab.expect_epoch(5)


def test_the_cards_tell_the_tutorials_story(open_lab: OpenLab) -> None:
    lab = open_lab("speed=100").painted()
    lab.press("Train to 1,000")
    lab.expect_epoch(1000)
    lab.expect_status("finished")
    toolbar = lab.page.get_by_role("toolbar")
    expect(toolbar).to_contain_text("87.8")  # of the training examples: a straight line
    frames = lab.value("frames")
    lab.press("Train to 5,000")
    lab.wait("s.status === 'playing' && Number(s.epoch) > 1000")  # it goes on, not again
    assert lab.value("frames") > frames
    lab.slider("Speed").focus()
    lab.page.keyboard.press("End")
    lab.expect_epoch(5000)
    expect(toolbar).to_contain_text("99.8")


def test_divergence_is_told_and_the_page_stays_usable(open_lab: OpenLab) -> None:
    lab = open_lab("alpha=50").painted()
    lab.press("Play")
    lab.expect_status("diverged")
    said = lab.page.get_by_role("status").filter(has_text="ran away")
    expect(said).to_contain_text("Try alpha = 5")
    assert "NaN" not in lab.stage.inner_text()
    lab.press("Reset")
    lab.expect_epoch(0)
    expect(said).to_have_count(0)
    lab.to_end("Learning rate", "Home")
    lab.wait("Number(s.alpha) === 0.0001")
    lab.play_to(30)


def test_bad_settings_are_refused_and_mended(open_lab: OpenLab) -> None:
    lab = open_lab("test=100&more=1")
    sentence = lab.page.get_by_text("leaves none to train on")
    expect(sentence).to_be_visible()
    expect(lab.stage).to_have_count(0)
    lab.to_end("Test share", "Home")
    lab.painted()
    expect(sentence).to_have_count(0)


def test_a_bad_address_falls_back_and_says_so(open_lab: OpenLab) -> None:
    lab = open_lab("alpha=-3&data=<b>x</b>").painted()
    toast = lab.page.get_by_test_id("stToast")
    expect(toast.filter(has_text="0.0001 to 100")).to_be_visible()
    expect(toast.filter(has_text="<b>x</b>")).to_be_visible()  # as text, never as HTML
    assert settings_in_address(lab) == story(alpha=MOONS.settings().alpha)


def test_reload_in_mid_run_brings_the_same_settings(open_lab: OpenLab) -> None:
    lab = open_lab("data=xor&alpha=0.2").painted()
    lab.press("Play")
    lab.wait("Number(s.epoch) >= 50")
    settings = settings_in_address(lab)
    lab.page.reload()
    lab.painted()
    lab.expect_status("idle")
    assert settings_in_address(lab) == settings
    assert lab.epoch == 0


def test_two_tabs_do_not_know_each_other(open_lab: OpenLab) -> None:
    one, two = open_lab().painted(), open_lab("data=circles").painted()
    one.play_to(60)
    assert two.epoch == 0
    two.press("Step")
    two.expect_epoch(1)
    assert one.epoch >= 60


#: What of the stage, or of the page, is beyond the page's right edge.
BEYOND = """() => { const main = document.querySelector('.stMain');
  const edge = main.getBoundingClientRect().left + main.clientWidth + 1;
  return [...main.scrollWidth > main.clientWidth ? ['the page'] : [],
    ...[...document.querySelectorAll('.gn-stage *')]
      .filter(e => e.clientWidth && e.getBoundingClientRect().right > edge)
      .map(e => e.className)]; }"""


@pytest.mark.parametrize(
    ("theme", "color"), [("light", "rgb(27, 30, 35)"), ("dark", "rgb(236, 239, 243)")]
)
def test_nothing_is_cut_off(open_lab: OpenLab, theme: str, color: str) -> None:
    lab = open_lab(**PHONE, theme=theme).painted()
    lab.play_to(30)
    for width, _ in in_windows(lab.page, theme):
        expect_none(lab.page, BEYOND)
        for name in ("Reset", "Back", "Play", "Step"):
            expect(lab.button(name)).to_be_in_viewport()
        if width >= 1024:
            for heading in ("Network", "Decision boundary", "Cost"):
                expect(lab.page.get_by_role("heading", name=heading).first).to_be_in_viewport()
        expect(lab.stage).to_have_css("color", color)


@pytest.mark.parametrize(
    "query",
    [
        "hidden=0",
        "hidden=12-12-12-12-12-12&data=spirals3&activation=relu&init=he&cost=softmax_cross_entropy",
        "hidden=1-1&activation=linear&cost=mse&init=zeros&m=5000&test=0",
        "m=4&test=0&batch=1&noise=1.0&speed=1000&data=clusters",
        "scaling=standard&lambda_=100&alpha=0.0001",
    ],
)
def test_wild_settings_play(open_lab: OpenLab, query: str) -> None:
    lab = open_lab(query).painted()
    lab.press("Play")
    lab.wait("Number(s.frames) >= 4")
    assert lab.page.get_by_role("alert").count() == 0


def test_a_screen_reader_hears_start_pause_and_end(open_lab: OpenLab) -> None:
    lab = open_lab("epochs=500&speed=20").painted()
    said = lab.stage.get_by_role("status").filter(has_text="epoch")
    expect(said).to_have_count(0)  # nothing is said before anything is done
    lab.press("Play")
    expect(said).to_have_text("Playing from epoch 0.")
    lab.wait("Number(s.epoch) > 0")
    lab.press("Pause")
    expect(said).to_have_text(re.compile(r"^Paused at epoch \d+, cost J \d\.\d+\.$"))
    lab.press("Play")
    expect(said).to_have_text(re.compile(r"^Ended at epoch 500, cost J 0\.\d+\.$"))
