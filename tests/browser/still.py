"""Where something stands once it has come to rest, for those who move the mouse to a place of it.

Locators wait for that by themselves; a mouse goes where it is told, whatever has moved meanwhile.
"""

from playwright.sync_api import FloatRect, Locator

#: Pictures in a row in which it stands where it stood.
STILL = 6

_WAIT = """(e, n) => new Promise(done => {
  let before = "", left = n;
  const look = () => {
    const { x, y, width, height } = e.getBoundingClientRect();
    const now = [x, y, width, height].join();
    left = now === before ? left - 1 : n;
    before = now;
    if (left > 0) requestAnimationFrame(look); else done();
  };
  look();
})"""


def still(locator: Locator) -> FloatRect:
    """Scroll to an element, wait until it stands still, and return its box in the window."""
    locator.scroll_into_view_if_needed()
    locator.evaluate(_WAIT, STILL)
    box = locator.bounding_box()
    assert box is not None
    return box
