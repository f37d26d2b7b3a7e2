"""Faults that haste once led to, tried again and again: `python -m tests.fuzz.hasty`.

The address of one page under another's path, a page without its stage, and a file that is lost
while a run plays. Each was seen once; how often they come now is printed.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable
from time import monotonic
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, FilePayload

from tests.browser.pages import SharedPage
from tests.fuzz.sessions import visited
from tests.fuzz.wanderer import LOOKS, FaultError, Wanderer, pictures

#: Tries in one session; then another one begins.
EACH = 25


def change_pages(visitor: Wanderer) -> None:
    """Move a slider, and follow one link after another without waiting."""
    visitor.move()
    visitor.hurry()


def through_history(visitor: Wanderer) -> None:
    """Follow links and go back and forward, each while the page is still on its way."""
    visitor.hurry()
    for _ in range(visitor.draw.randint(1, 4)):
        visitor.draw.choice([visitor.go_back, visitor.go_back, visitor.go_forward])()
        visitor.lab.animation_frames(visitor.draw.randrange(4))


def nights(seed: int) -> bytes:
    """Return a CSV file of two nights."""
    return b"sleep,study,score\n7,2,80\n5,1,%d\n" % (seed % 99 + 1)


#: Title of a page with an uploader -> a file by a number, its name, and the setting it changes.
UPLOADS: dict[str, tuple[Callable[[int], bytes], str, str]] = {
    "Digits": (pictures, "digits.mat", "file"),
    "Sleep and study": (nights, "nights.csv", "nights"),
}


def upload_while_playing(visitor: Wanderer) -> None:
    """Bring a file while a run plays; it is to be in use, which the address tells.

    Raises
    ------
    FaultError
        If it is lost.
    """
    title = visitor.draw.choice([*UPLOADS])
    made, name, key = UPLOADS[title]
    page = visitor.page
    visitor.follow(title)
    visitor.look()
    page.evaluate("document.querySelector('[data-testid=stage] .gn-play')?.click()")
    if not page.locator("input[type=file]").count():
        page.get_by_text("Use your own digits").first.click()
    # Another one each time, as a file that is in use already changes nothing.
    data = made(visitor.draw.getrandbits(30))
    before = parse_qs(urlsplit(page.url).query).get(key)
    file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": data}
    page.locator("input[type=file]").first.set_input_files(file)
    for _ in range(LOOKS):
        visitor.lab.animation_frames(3)
        if parse_qs(urlsplit(page.url).query).get(key) != before:
            return
    raise FaultError(f"the file is lost on {title}, {key} stays")


SCENES: tuple[Callable[[Wanderer], None], ...] = (
    change_pages, change_pages, through_history, through_history, upload_while_playing,
)  # fmt: skip


def tried(browser: Browser, address: str, seed: int, n: int) -> Counter[str]:
    """Try n times in one session; return what came of it, and how often."""
    counts: Counter[str] = Counter()
    shared = SharedPage(browser, address)
    try:
        shared.open("/", "", 1440, 900, "light")
        visitor, draw = Wanderer(shared), random.Random(seed)
        visitor.look()
        for number in range(n):
            scene = draw.choice(SCENES)
            visitor.draw = random.Random(1000 * seed + number)
            counts[scene.__name__] += 1
            try:
                scene(visitor)
                visitor.look()
            except FaultError as error:
                counts[f"FAULT in {scene.__name__}, seed {seed}, try {number}: {error}"] += 1
                break
            except Exception as error:  # Playwright's: nothing to click in time
                counts[f"left: {scene.__name__}, {str(error).splitlines()[0][:80]}"] += 1
    finally:
        shared.close()
    return counts


def main() -> int:
    """Print what came of all tries; return how many faults there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    arguments = parser.parse_args()
    counts: Counter[str] = Counter()
    until = monotonic() + arguments.seconds
    with visited() as (browser, address):
        for seed in range(arguments.seed, arguments.seed + -(-arguments.tries // EACH)):
            if monotonic() > until:
                break
            counts += tried(browser, address, seed, EACH)
    for what, n in sorted(counts.items()):
        print(f"{n:5d}  {what}")
    return sum(n for what, n in counts.items() if what.startswith("FAULT"))


if __name__ == "__main__":
    sys.exit(min(1, main()))
