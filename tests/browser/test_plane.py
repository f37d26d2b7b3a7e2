"""The plane of the inputs: rings around what is wrong, and what a visitor chooses to see."""

from playwright.sync_api import expect

from tests.browser.conftest import OpenLab


def test_wrong_examples_are_ringed_and_choices_are_remembered(open_lab: OpenLab) -> None:
    lab = open_lab("data=moons&m=100&test=40&noise=0.3&alpha=5&epochs=300").painted()
    ringed = lab.page.locator("[data-wrong]")
    test = lab.button("test data")
    expect(test).to_have_attribute("aria-pressed", "false")
    lab.play_to(200)
    of_training = int(ringed.get_attribute("data-wrong") or -1)
    shown = [lab.page.get_by_title(title).locator("b").inner_text() for title in (
        "Share of the training examples whose class is right",
        "Share of the test examples whose class is right",
    )]  # fmt: skip
    training, held_out = (1 - float(text.split()[0].rstrip("%")) / 100 for text in shown)
    assert of_training == round(60 * training)
    test.click()
    of_all = round(60 * training) + round(40 * held_out)
    expect(ringed).to_have_attribute("data-wrong", str(of_all))
    smooth = lab.map_pixels()
    lab.press("cut at 0.5")
    expect(lab.button("cut at 0.5")).to_have_attribute("aria-pressed", "true")
    assert lab.map_pixels() != smooth
    lab.page.reload()
    lab.painted()
    expect(test).to_have_attribute("aria-pressed", "true")
    expect(lab.button("cut at 0.5")).to_have_attribute("aria-pressed", "true")
    # What was chosen here is not what other pages show.
    lab.page.goto("/xor")
    lab.painted()
    expect(lab.button("cut at 0.5")).to_have_attribute("aria-pressed", "false")
    expect(test).to_be_hidden()
