"""A walk on a lesson's page: held until something is predicted, and it tells of its end once."""

from typing import Any

from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.pages import SharedPage
from tests.browser.walk_page import WalkPage

REASON = "Say first where it will stop."
HEAD = "export default async function mount("
#: The playback's module with this at its end in place of how it is mounted.
MOUNT = f"""
const lessons = {{ lesson: {{ held: "{REASON}", tells_end: true }}, told: [] }};
export default function mount(real) {{
  const content = JSON.parse(new TextDecoder().decode(new Uint8Array(real.data)));
  const component = {{
    data: new TextEncoder().encode(JSON.stringify({{ ...content, ...lessons.lesson }})),
    parentElement: real.parentElement,
    setTriggerValue: (name, value) => lessons.told.push([name, value]),
  }};
  lessons.tell = (lesson) => {{
    lessons.lesson = lesson;
    return mount(real);
  }};
  return mountPlayback(component);
}}
Object.assign(window, {{ lessons }});
"""


def module(route: Route) -> None:
    text = route.fetch().text()
    assert text.count(HEAD) == 1
    body = text.replace(HEAD, "async function mountPlayback(") + MOUNT
    route.fulfill(body=body, content_type="text/javascript")


def tell(page: Page, **lesson: Any) -> None:
    """Draw the page for another step of the lesson."""
    page.evaluate("lesson => lessons.tell(lesson)", lesson)


def test_a_walk_is_held_until_it_is_let_go_and_tells_of_its_end(
    browser: Browser, address: str
) -> None:
    shared = SharedPage(browser, address)
    shared.page.route("**/playback/playback.js", module)
    page = shared.open("/downhill", "", 1440, 900, "light")
    walk = WalkPage(page).painted()
    for name in ("Play", "Step"):
        expect(walk.button(name)).to_be_disabled()
        expect(walk.button(name)).to_have_attribute("title", REASON)
    scrubber = walk.walk.get_by_role("slider")
    expect(scrubber).to_be_disabled()
    expect(page.get_by_text(REASON)).to_be_visible()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    walk.animation_frames(20)
    assert walk.value("step") == 0

    tell(page, held="", tells_end=True)
    expect(walk.button("Play")).to_be_enabled()
    expect(page.get_by_text(REASON)).to_be_hidden()
    for _ in range(3):
        walk.button("Step").click()
    assert page.evaluate("lessons.told") == []
    # It is the same path, which stays where it is.
    tell(page, held=REASON, tells_end=True)
    expect(walk.button("Play")).to_be_disabled()
    assert walk.value("step") == 3
    tell(page, held="", tells_end=True)
    for _ in range(2):
        scrubber.press("End")
        expect(walk.walk).to_have_attribute("data-status", "finished")
        assert page.evaluate("lessons.told") == [["ended", walk.value("step")]]
        scrubber.press("Home")
    shared.page.unroute_all(behavior="wait")
    faults = shared.leave()
    shared.close()
    assert not faults
