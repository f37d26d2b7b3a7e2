"""Windows of three sizes around a page that is open: none of them may cut anything off."""

from collections.abc import Iterator
from contextlib import suppress

from playwright.sync_api import Page, TimeoutError, expect

#: A phone, a tablet, a laptop. A page is opened on the phone and then made wider.
SIZES = ((390, 844), (1024, 768), (1440, 900))
PHONE = {"width": 390, "height": 844}
#: Milliseconds that charts may take to fit a new size, on a busy machine.
SETTLE_MS = 8000
#: What is wider than the window.
WIDER = """() => document.documentElement.scrollWidth > window.innerWidth ? ['the page'] : []"""


def in_windows(page: Page, *themes: str) -> Iterator[tuple[int, int]]:
    """Yield the width and height of each window, in each theme, once the page has taken it.

    Where there is room, the controls are brought back that a phone hides.
    """
    for theme in themes:
        page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            opener = page.get_by_test_id("stExpandSidebarButton")
            if width > PHONE["width"] and opener.is_visible():
                # It may go by itself, as the page learns that it has room.
                with suppress(TimeoutError):
                    opener.click(timeout=SETTLE_MS)
                expect(opener).to_have_count(0)
            yield width, height


def expect_none(page: Page, found: str) -> None:
    """Expect that a function of JavaScript returns no elements, once charts fit the window."""
    with suppress(TimeoutError):
        page.wait_for_function(f"() => !({found})().length", timeout=SETTLE_MS)
    assert page.evaluate(found) == []
