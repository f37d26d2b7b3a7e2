"""A class in three windows: two learners join, follow, look around, and are called back."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from tests.browser.lab_page import LabPage, go_to
from tests.browser.pages import SharedPage
from tests.browser.windows import PHONE
from tests.story import with_story

#: What the browser itself writes of an answer that says no, which some scenarios ask for.
SAYS_NO = re.compile("status of 404")


class Window:
    """The window of one person, in a browser of their own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.shared = SharedPage(browser, address)
        self.page: Page = self.shared.page
        self.lab = LabPage(self.page)
        self.live: list[str] = []
        self.page.on("request", self._note)

    def _note(self, request: Request) -> None:
        if "/live/" in request.url and request.method == "POST":
            self.live.append(request.url)

    def open(self, path: str, query: str = "", width: int = 1280, height: int = 720) -> None:
        """Open an address."""
        self.shared.open(path, query, width, height, "light")

    @property
    def followed(self) -> Locator:
        """Return what is followed."""
        return self.page.get_by_test_id("followed")

    def join(self, code: str, name: str = "") -> None:
        """Join by the code."""
        self.page.get_by_label("Code of the class").fill(code)
        self.page.get_by_label("Your name").fill(name)
        self.page.get_by_role("button", name="Join", exact=True).click()
        expect(self.page.get_by_text("You follow the teacher")).to_be_visible()

    def close(self, *, says_no: bool = False) -> list[str]:
        """Close it; return what was wrong with its pages."""
        faults = self.shared.leave()
        self.shared.close()
        return [one for one in faults if not (says_no and SAYS_NO.search(one))]


@pytest.fixture
def windows(browser: Browser, address: str) -> Iterator[list[Window]]:
    """Return three windows."""
    three = [Window(browser, address) for _ in range(3)]
    yield three
    faults = [fault for one in three for fault in one.close(says_no=True)]
    assert not faults


def opened(teacher: Window) -> str:
    """Open a class; return its code."""
    teacher.open("/classroom")
    teacher.page.get_by_role("button", name="Open a class").click()
    code = teacher.page.get_by_label("Code of the class")
    expect(code).to_have_text(re.compile("^[A-Z]{5}$"))
    return code.inner_text()


def test_two_learners_follow_look_around_and_are_called_back(windows: list[Window]) -> None:
    teacher, ada, other = windows
    code = opened(teacher)
    ada.open("/classroom")
    ada.join(code.lower(), "Ada")
    other.open("/classroom", f"code={code}", **PHONE)
    other.join(code)
    expect(teacher.page.get_by_text("2 learners", exact=True)).to_be_visible()
    teacher.page.locator("summary").filter(has_text="Learners").click()
    people = teacher.page.get_by_role("list", name="Learners")
    expect(people).to_contain_text("Ada")

    go_to(teacher.page, "Moons")
    teacher.lab.painted()
    for one in (ada, other):
        expect(one.followed).to_have_attribute("data-epoch", "0")
        expect(one.page.get_by_role("button", name="Play")).to_have_count(0)
    teacher.lab.press("Play")
    for one in (ada, other):
        one.page.wait_for_function(
            "Number(document.querySelector('[data-testid=followed]').dataset.epoch) >= 100"
        )
        expect(one.followed).to_have_attribute("data-status", "playing")
    teacher.lab.press("Pause")
    teacher.lab.expect_status("paused")
    for one in (ada, other):
        expect(one.followed).to_have_attribute("data-epoch", str(teacher.lab.epoch))
        expect(one.followed).to_have_attribute(
            "data-cost", teacher.lab.stage.get_attribute("data-cost") or ""
        )
    # The teacher's frames, trained once: nothing is asked of a run of their own.
    assert not ada.live and not other.live

    # Back, and a change of a setting.
    teacher.lab.slider("Epoch").press("Home")
    expect(ada.followed).to_have_attribute("data-epoch", "0")
    go_to(teacher.page, "XOR")
    teacher.page.wait_for_url("**/xor?*")
    teacher.lab.wait("Number(s.cost) > 0")
    expect(ada.page.get_by_text("XOR", exact=True)).to_be_visible()
    expect(ada.followed).to_have_attribute("data-epoch", "0")
    cost = teacher.lab.stage.get_attribute("data-cost") or ""
    expect(ada.followed).to_have_attribute("data-cost", cost)

    ada.page.get_by_role("link", name="Look around").click()
    ada.page.wait_for_url("**/xor?*")
    ada.lab.painted().press("Play")
    ada.lab.expect_status("playing")
    expect(other.followed).to_have_attribute("data-status", "idle")
    go_to(teacher.page, "Class")
    teacher.page.get_by_role("button", name="Pause all").click()
    expect(ada.page.get_by_role("alertdialog")).to_contain_text("look up")
    ada.lab.expect_status("paused")
    said = other.page.get_by_role("status").filter(has_text="asks everybody to look up")
    expect(said).to_be_visible()
    teacher.page.get_by_role("button", name="Let all go on").click()
    expect(ada.page.get_by_role("alertdialog")).to_be_hidden()
    teacher.page.get_by_role("button", name="Call all back").click()
    ada.page.wait_for_url("**/classroom")
    expect(ada.page.get_by_text("You follow the teacher")).to_be_visible()


def test_one_is_sent_away_and_the_class_is_closed(windows: list[Window]) -> None:
    teacher, ada, other = windows
    code = opened(teacher)
    ada.open("/classroom")
    ada.page.get_by_label("Code of the class").fill("BBBBB")
    ada.page.get_by_role("button", name="Join", exact=True).click()
    expect(ada.page.get_by_role("alert")).to_contain_text("no class of this code")
    ada.join(code, "Ada")
    other.open("/classroom", f"code={code}")
    other.join(code, "Bo")
    teacher.page.on("dialog", lambda dialog: dialog.accept("Eva"))
    teacher.page.locator("summary").filter(has_text="Learners").click()
    teacher.page.get_by_role("button", name="Rename Ada").click()
    teacher.page.get_by_role("button", name="Send Eva away").click()
    expect(ada.page.get_by_text("you are no longer in it")).to_be_visible()
    expect(other.page.get_by_text("You follow the teacher")).to_be_visible()
    # Who comes back is still the teacher.
    teacher.open("/classroom")
    expect(teacher.page.get_by_label("Code of the class")).to_have_text(code)
    teacher.page.get_by_role("button", name="Close the class").click()
    expect(other.page.get_by_text("This class is over")).to_be_visible()
    expect(teacher.page.get_by_role("button", name="Open a class")).to_be_visible()


def test_the_wall_shows_what_each_is_doing(windows: list[Window]) -> None:
    teacher, ada, other = windows
    code = opened(teacher)
    for one, name, query in ((ada, "Ada", "alpha=3"), (other, "Bo", "alpha=0.1")):
        one.open("/classroom", f"code={code}")
        one.join(code, name)
        one.open("/moons", with_story(query))
        one.lab.painted()
        expect(one.page.get_by_role("link", name="Back to the teacher")).to_be_visible()
    tiles = teacher.page.get_by_role("list", name="Networks of the class")
    expect(tiles.get_by_role("listitem")).to_have_count(2)
    first = tiles.get_by_role("listitem").filter(has_text="Ada")
    expect(first).to_contain_text("Moons · 0")
    ada.lab.press("Play")
    expect(first).to_contain_text("playing")
    ada.lab.wait("Number(s.epoch) >= 200")
    ada.lab.press("Pause")
    ada.lab.expect_status("paused")
    expect(first).to_contain_text(f"Moons · {ada.lab.epoch:,}")
    # By cost, the one who has trained comes first; not the one who has not played yet.
    teacher.page.get_by_label("Sort by").select_option("cost J")
    expect(tiles.get_by_role("listitem").first).to_contain_text("Ada")
    teacher.page.get_by_role("combobox", name="Show").select_option("not played yet")
    expect(tiles.get_by_role("listitem")).to_have_count(1)
    expect(tiles).to_contain_text("Bo")
    teacher.page.get_by_role("combobox", name="Show").select_option("all")
    face = first.get_by_role("button")
    face.click()
    expect(face).to_have_attribute("aria-pressed", "true")
    teacher.page.keyboard.press("h")
    expect(tiles).not_to_contain_text("Ada")
    teacher.page.keyboard.press("h")
    expect(tiles).to_contain_text("Ada")
    # It is drawn: not all of the canvas over the tiles is empty.
    assert teacher.page.locator(".gn-wall canvas").evaluate(
        "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(Boolean)"
    )
    # Nobody but the teacher is told what others do.
    assert ada.page.evaluate(
        "fetch('/room/wall', { method: 'POST', body: '{}' }).then(({ status }) => status)"
    ) == 404  # fmt: skip
    with teacher.page.expect_popup() as opening:
        first.get_by_role("link", name="Open").click()
    copy = LabPage(opening.value)
    copy.expect_epoch(ada.lab.epoch)
    assert copy.value("cost") == ada.lab.value("cost")
    opening.value.close()


def test_all_predict_and_play_shows_what_they_said(windows: list[Window]) -> None:
    teacher, ada, other = windows
    code = opened(teacher)
    for one, name in ((ada, "Ada"), (other, "Bo")):
        one.open("/classroom", f"code={code}")
        one.join(code, name)
    teacher.page.locator("summary").filter(has_text="Ask a question").click()
    teacher.page.get_by_role("textbox", name="Question").fill("What will it do?")
    teacher.page.get_by_role("textbox", name="Answers to choose").fill("bend\nstay a line")
    teacher.page.get_by_role("button", name="Ask all").click()
    for one, said in ((ada, "bend"), (other, "stay a line")):
        box = one.page.get_by_role("region", name="Question")
        expect(box).to_contain_text("What will it do?")
        box.get_by_role("button", name=said).click()
        expect(box).to_contain_text("Your answer is in")
        # What others say is not to be seen before it comes.
        expect(one.page.get_by_role("list", name="Answers")).to_have_count(0)
    expect(teacher.page.get_by_text("2 of 2 have answered")).to_be_visible()
    go_to(teacher.page, "Moons")
    teacher.lab.painted().press("Play")
    for one in (ada, other):
        answers = one.page.get_by_role("list", name="Answers")
        expect(answers).to_be_visible()
        expect(answers.get_by_role("listitem").filter(has_text="bend")).to_contain_text("1")
        expect(one.followed).to_have_attribute("data-status", "playing")
    go_to(teacher.page, "Class")
    teacher.page.get_by_role("button", name="This came: bend").click()
    expect(ada.page.get_by_role("list", name="Answers")).to_contain_text("this is what came")
    with teacher.page.expect_download() as saving:
        teacher.page.get_by_role("button", name="Save what was said").click()
    text = saving.value.path().read_text("utf-8")
    assert "| Ada | bend |" in text
    assert "What came: bend" in text
