"""The moons page by Streamlit's own test harness: widgets, address, refusals, cards."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app.pages.moons.experiment import MOONS
from app.pages.moons.settings import MOONS_FORM, MoonsSettings
from app.ui.controls import FormWidgets
from app.ui.forms import page_key
from app.ui.session import LiveState
from core.engine.optimizers import OPTIMIZERS
from tests.asking import Asking
from tests.pages.harness import address_of, opened, read
from tests.story import TUTORIAL, story

SCRIPT = str(Path(__file__).resolve().parents[2] / "app" / "pages" / "main.py")
ALONE = "from app.pages.moons.page import render\nrender()\n"

DEFAULT = MOONS.settings().optimizer


def open_page(**query: str) -> AppTest:
    """Open the page at an address, with the tutorial's settings where it says nothing else."""
    told = {key: str(value) for key, value in TUTORIAL.items()} | query
    return opened(AppTest.from_file(SCRIPT, default_timeout=30), told)


def state_of(page: AppTest) -> LiveState[MoonsSettings]:
    state = page.session_state[page_key(MOONS_FORM)]
    assert isinstance(state, LiveState)
    return state


def settings_of(page: AppTest) -> MoonsSettings:
    live = state_of(page).live
    assert live is not None
    assert isinstance(live.settings, MoonsSettings)
    return live.settings


def test_the_page_opens_with_its_own_settings_and_writes_its_address() -> None:
    page = opened(AppTest.from_string(ALONE, default_timeout=30), {})
    assert settings_of(page) == MOONS.settings()
    assert address_of(page) == MOONS.settings().to_address()
    assert not page.error
    assert not page.toast


def test_every_setting_has_a_widget_with_a_sentence_on_hover() -> None:
    page = open_page(more="1", optimizer="momentum", schedule="step")
    keys = MOONS_FORM.placed - {"hidden"} | {"layers", "n1", "n2"}
    widgets = [
        *page.select_slider, *page.slider, *page.number_input, *page.button_group, *page.selectbox
    ]  # fmt: skip
    found = {(widget.key or "").split(".")[-1]: widget for widget in widgets}
    assert keys <= set(found)
    for key in keys - {"data"}:
        assert re.search(r"\.$", found[key].help), key


def test_a_slider_moves_the_run_and_the_address() -> None:
    page = open_page()
    page.select_slider(key="moons.alpha").set_value(2.0).run()
    assert settings_of(page).alpha == 2.0
    assert address_of(page)["alpha"] == "2.0"
    page.slider(key="moons.layers").set_value(3).run()
    page.number_input(key="moons.n3").set_value(7).run()
    assert settings_of(page).hidden == (5, 5, 7)
    assert address_of(page)["hidden"] == "5-5-7"


def test_the_address_sets_every_widget() -> None:
    told = story(
        data="spirals3",
        m=123,
        noise=0.07,
        test=25,
        seed=9,
        scaling="standard",
        hidden=(3, 4, 5),
        activation="relu",
        cost="softmax_cross_entropy",
        init="he",
        start=4,
        optimizer="nesterov",
        alpha=0.123,
        mu=0.7,
        schedule="cosine",
        period=70,
        lambda_=0.5,
        penalty="l1",
        batch=17,
        epochs=777,
        speed=3,
    )
    page = open_page(**told.to_address())
    assert settings_of(page) == told
    assert page.select_slider(key="moons.alpha").value == 0.123
    assert page.number_input(key="moons.n3").value == 5
    page.run()
    assert settings_of(page) == told


def test_a_bad_address_falls_back_and_says_so_once() -> None:
    page = open_page(alpha="7777", m="abc")
    assert settings_of(page) == story(alpha=MOONS.settings().alpha)
    said = [read(toast.value) for toast in page.toast]
    assert len(said) == 2
    assert any("0.0001 to 100" in sentence for sentence in said)
    page.run()
    assert not page.toast


def test_an_address_cannot_put_markdown_on_the_page() -> None:
    page = open_page(alpha="![x](https://example.org/x.png) :red[x] **b** `c` <i>d</i>")
    (toast,) = page.toast
    assert not re.search(r"(?<!\\)[\[\](){}<>*_`:!#|~$]", toast.value)
    assert "![x](https://example.org/x.png)" in read(toast.value)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"test": "100"}, "leaves none to train on"),
        ({"m": "2"}, "takes at least 2 classes"),
        ({"batch": "800"}, "Batch size: got 800, takes 1 to 500"),
        ({"batch": "10", "optimizer": "bfgs"}, "Batch size: got 10, but BFGS takes all examples"),
    ],
)
def test_settings_that_make_no_run_are_refused_and_mended(
    query: dict[str, str], sentence: str
) -> None:
    page = open_page(more="1", **query)
    assert sentence in read(page.error[0].value)
    page.select_slider(key="moons.test").set_value(20)
    page.select_slider(key="moons.m").set_value(1000)
    page.select_slider(key="moons.batch").set_value(0).run()
    assert not page.error
    assert settings_of(page) == story(test=20, optimizer=query.get("optimizer", DEFAULT))


def test_new_start_takes_the_next_weights() -> None:
    page = open_page(more="1")
    button = next(button for button in page.button if button.label == "New start")
    button.click().run()
    assert settings_of(page) == story(start=1)
    assert page.number_input(key="moons.start").value == 1


def test_a_card_button_sets_the_page_up_and_plays() -> None:
    page = open_page(alpha="3")
    button = next(button for button in page.button if button.label == "Train to 1,000")
    button.click().run()
    assert settings_of(page) == story(epochs=1000)
    assert page.select_slider(key="moons.alpha").value == 0.5
    live = state_of(page).live
    assert live is not None
    assert Asking(live).look().header["plays"] == 1


def test_show_the_start_goes_there() -> None:
    page = open_page()
    live = state_of(page).live
    assert live is not None
    asking = Asking(live)
    asking.look()
    asking.ask("show", 1)
    assert live.shown == 1
    next(button for button in page.button if button.label == "Show the start").click().run()
    assert live.shown == 0


def test_a_refused_setting_leaves_the_run_on_the_page() -> None:
    page = open_page(more="1")
    before = state_of(page).live
    page.number_input(key="moons.seed").set_value(1)
    page.select_slider(key="moons.m").set_value(2).run()
    assert page.error
    assert state_of(page).live is before
    assert settings_of(page) == story()


def test_the_batch_slider_offers_no_more_than_there_are() -> None:
    page = open_page(more="1", batch="100")
    page.select_slider(key="moons.m").set_value(300).run()
    assert settings_of(page).batch == 100
    assert page.select_slider(key="moons.batch").options[:3] == ["all", "100", "50"]
    page.select_slider(key="moons.test").set_value(0).run()
    assert settings_of(page).batch == 100
    assert page.select_slider(key="moons.batch").options[:3] == ["all", "200", "100"]


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_can_be_chosen_and_shows_what_it_needs(name: str) -> None:
    page = open_page(more="1")
    page.selectbox(key="moons.optimizer").set_value(name).run()
    assert settings_of(page).optimizer == name
    assert address_of(page)["optimizer"] == name
    sliders = {(slider.key or "").split(".")[-1] for slider in page.select_slider}
    takes = {field.name for field in fields(OPTIMIZERS[name])}  # type: ignore[arg-type]
    assert ("alpha" in sliders) == ("alpha" in takes)
    assert ("mu" in sliders) == ("mu" in takes)
    said = " ".join(caption.value for caption in page.caption)
    assert "takes all examples" in said if "alpha" not in takes else "alpha" in said
    live = state_of(page).live
    assert live is not None
    asking = Asking(live)
    asking.look()
    asking.ask("show", 1)
    assert live.lab.run.last.k == 1


def test_the_period_shows_where_there_is_a_schedule() -> None:
    page = open_page(more="1")
    assert "period" not in {(slider.key or "").split(".")[-1] for slider in page.select_slider}
    page.button_group(key="moons.schedule").set_value("step").run()
    page.select_slider(key="moons.period").set_value(20).run()
    assert settings_of(page) == story(schedule="step", period=20)


def test_nobody_sees_anothers_run() -> None:
    one, other = open_page(), open_page()
    one.select_slider(key="moons.alpha").set_value(2.0).run()
    other.run()
    assert settings_of(other) == story()


def test_the_run_has_a_moved_slider_before_the_controls_are_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_page(more="1")
    m, seen = settings_of(page).m, list[tuple[float, int, int]]()
    draw = FormWidgets.draw

    def drawing(form: FormWidgets) -> dict[str, object]:
        live = state_of(page).live
        assert live is not None
        seen.append((settings_of(page).alpha, settings_of(page).m, live.revision))
        return draw(form)

    monkeypatch.setattr(FormWidgets, "draw", drawing)
    page.select_slider(key="moons.alpha").set_value(2.0).run()
    (first,) = seen
    live = state_of(page).live
    assert live is not None
    assert first == (2.0, m, live.revision)  # the browser is told once
    # Another run begins when all is known that it depends on.
    page.select_slider(key="moons.alpha").set_value(1.0)
    page.select_slider(key="moons.m").set_value(200).run()
    assert seen[1] == (2.0, m, first[2])
    assert (settings_of(page).alpha, settings_of(page).m) == (1.0, 200)


def test_undo_brings_back_what_was_before_a_slider_that_acted_at_once() -> None:
    page = open_page()
    page.select_slider(key="moons.alpha").set_value(2.0).run()
    before = state_of(page).history.past[-1].settings
    assert (before.alpha, settings_of(page).alpha) == (story().alpha, 2.0)
    assert len(state_of(page).history.past) == 1
