"""Why is it stuck: one line in the browser, a button that helps, and silence otherwise."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenLab

EQUAL = "5 units of layer 1 have had equal weights from the start"


def test_a_stuck_run_says_why_and_its_button_makes_it_learn(open_lab: OpenLab) -> None:
    lab = open_lab("init=zeros&m=200&epochs=100000&more=1").painted()
    advice = lab.page.get_by_role("group", name="Advice")
    expect(advice).to_be_hidden()
    top = lab.map_top()
    lab.press("Play")
    expect(advice).to_contain_text(EQUAL)
    others = advice.get_by_role("listitem")
    expect(others).to_have_count(0)
    advice.get_by_role("button", name="1 more").click()
    expect(others).to_contain_text("A plateau: J has fallen by")
    assert lab.map_top() == top  # nothing has moved to make room
    expect(lab.page.get_by_role("status").filter(has_text=EQUAL)).to_have_count(1)
    advice.get_by_role("button", name="Initialization: Xavier", exact=True).click()
    lab.wait("s.status === 'playing'")
    expect(lab.button("Pause")).to_be_focused()
    expect(advice).to_be_hidden()
    lab.page.wait_for_url(lambda url: "init=xavier" in url)
    expect(lab.page.get_by_role("combobox", name="Initialization")).to_have_value("Xavier")
    lab.wait("Number(s.epoch) > 0 && Number(s.cost) < 1")  # zeros stay at 1.386


def test_alpha_acts_at_once_and_a_dismissed_line_stays_away(open_lab: OpenLab) -> None:
    lab = open_lab("alpha=0.001&m=200&speed=20&epochs=100000").painted()
    advice = lab.page.get_by_role("group", name="Advice")
    lab.press("Play")
    expect(advice).to_contain_text("looks too small")
    advice.get_by_role("button", name="Dismiss").click()
    shown = lab.epoch
    lab.wait(f"Number(s.epoch) > {shown + 700}")  # by then it would have been said again
    expect(advice).to_be_hidden()
    lab.press("Reset")
    lab.expect_status("idle")
    lab.press("Play")
    button = advice.get_by_role("button", name="α = ")
    expect(button).to_be_visible()
    # In one go: what it proposes may be another number in the next moment.
    said = str(button.evaluate("e => { const said = e.innerText; e.click(); return said; }"))
    alpha = said.removeprefix("α = ")
    lab.wait(f"s.alpha === '{alpha}'")
    lab.page.wait_for_url(lambda url: f"alpha={alpha}&" in url and "~alpha~0.001" in url)
    expect(lab.slider("Learning rate")).to_have_attribute("aria-valuetext", alpha)
    assert lab.epoch > 0  # it goes on from where it was


def test_a_run_that_learns_shows_no_advice(open_lab: OpenLab) -> None:
    lab = open_lab("optimizer=adam&alpha=0.05&m=200&epochs=1500&speed=5").painted()
    watch = """() => { const shown = [], group = document.querySelector('.gn-advice');
      new MutationObserver(() => group.hidden || shown.push(group.textContent))
        .observe(group, { attributes: true, childList: true, subtree: true });
      window.adviceShown = shown; }"""
    lab.page.evaluate(watch)
    lab.press("Play")
    lab.expect_status("finished")
    assert lab.value("cost") < 0.1
    assert lab.page.evaluate("window.adviceShown") == []
