"""A live page that is told of a lesson by the test, in place of the page around its stage."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, Route

from tests.browser.lab_page import LabPage
from tests.browser.pages import SharedPage

#: The stage's module with this at its end in place of how it is mounted.
MOUNT = """
const lessons = { lesson: %s, told: [] };
export default function mount(real) {
  const component = {
    data: { ...real.data, lesson: lessons.lesson },
    parentElement: real.parentElement,
    setTriggerValue: (name, value) =>
      name === "sketch" ? lessons.told.push(value) : real.setTriggerValue(name, value),
  };
  lessons.tell = (lesson) => {
    lessons.lesson = lesson;
    return mount(real);
  };
  return mountStage(component);
}
Object.assign(window, { lessons });
"""
HEAD = "export default async function mount("


class LessonPage(LabPage):
    """One open page with a lesson on it.

    Attributes
    ----------
    held : bool
        What the server says in its answers of whether the run is held.
    asked : list of dict
        What it was asked.
    """

    def __init__(self, page: Page, lesson: dict[str, Any] | None) -> None:
        super().__init__(page)
        self.lesson = lesson
        self.held = bool(lesson and lesson["held"])
        self.asked: list[dict[str, Any]] = []
        page.route("**/live/stage.js", self._module)
        page.route(lambda url: "/live/" in url and not url.endswith((".js", ".css")), self._answer)

    def tell(self, lesson: dict[str, Any] | None) -> None:
        """Draw the page for another lesson."""
        self.held = bool(lesson and lesson["held"])
        self.page.evaluate("lesson => lessons.tell(lesson)", lesson)

    @property
    def told(self) -> list[dict[str, Any]]:
        """Return what the stage has given the page."""
        told: list[dict[str, Any]] = self.page.evaluate("lessons.told")
        return told

    def _module(self, route: Route) -> None:
        text = route.fetch().text()
        assert text.count(HEAD) == 1
        text = text.replace(HEAD, "async function mountStage(") + MOUNT % json.dumps(self.lesson)
        route.fulfill(body=text, content_type="text/javascript")

    def _answer(self, route: Route) -> None:
        self.asked.append(route.request.post_data_json or {})
        response = route.fetch()
        body = response.body()
        if self.held:
            body = body.replace(b'"held": false', b'"held": true ', 1)
        route.fulfill(response=response, body=body)


@contextmanager
def lesson_page(
    browser: Browser,
    address: str,
    lesson: dict[str, Any] | None,
    window: tuple[int, int] = (1440, 900),
    theme: str = "light",
    path: str = "/moons",
    query: str = "",
) -> Iterator[LessonPage]:
    """Open a live page in a page of its own that is told of a lesson from the first moment on.

    None of what a page must not say or ask for may have been said or asked in the end.
    """
    shared = SharedPage(browser, address)
    lab = LessonPage(shared.page, lesson)
    shared.open(path, query, *window, theme)
    lab.painted()
    yield lab
    shared.page.unroute_all(behavior="wait")
    faults = shared.leave()
    shared.close()
    assert not faults
