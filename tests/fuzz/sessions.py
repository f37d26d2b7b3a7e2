"""Random actions in a real browser, on all pages: `python -m tests.fuzz.sessions`.

What fails is tried again with ever fewer actions, and the shortest sequence is printed.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from playwright.sync_api import Browser, sync_playwright

from tests.browser.pages import SharedPage
from tests.fuzz.shrink import shortest
from tests.fuzz.wanderer import DEEDS, FaultError, Wanderer
from tests.serving import launch, server

#: A deed, and the number that determines how it is done.
Action = tuple[str, int]

#: How often each thing is done, where it is not once.
OFTEN = {"press": 6, "move": 4, "go_to": 3, "scrub": 2, "look": 2, "press_any": 3}


def drawn(seed: int, n: int, only: Sequence[str] = ()) -> list[Action]:
    """Return n actions; the same for the same seed."""
    draw, names = random.Random(seed), [name for name in DEEDS if not only or name in only]
    weights = [OFTEN.get(name, 1) for name in names]
    return [(name, draw.getrandbits(30)) for name in draw.choices(names, weights, k=n)]


def fault_of(browser: Browser, address: str, actions: Sequence[Action]) -> tuple[str, int]:
    """Do these things in a session of its own; return what was wrong, and after how many."""
    shared = SharedPage(browser, address)
    done = 0
    try:
        shared.open("/", "", 1440, 900, "light")
        wanderer = Wanderer(shared)
        for name, number in actions:
            wanderer.act(name, number)
            done += 1
        wanderer.look()
        return "", done
    except FaultError as error:
        return str(error), done
    finally:
        shared.close()


@contextmanager
def visited() -> Iterator[tuple[Browser, str]]:
    """Return a browser and the address of a server, both for this run alone."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        with server(Path(folder) / "server.log") as (address, _):
            browser = launch(playwright)
            yield browser, address
            browser.close()


def main() -> int:
    """Let visitors wander; return how many came upon a fault."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3])
    parser.add_argument("--actions", type=int, default=300)
    parser.add_argument("--only", nargs="*", default=[], choices=[*DEEDS])
    parser.add_argument("--seconds", type=float, default=float("inf"), help="for all of them")
    parser.add_argument("--tries", type=int, default=30, help="to find a shorter sequence")
    arguments = parser.parse_args()
    n_faults, until = 0, monotonic() + arguments.seconds
    with visited() as (browser, address):
        for seed in arguments.seeds:
            if monotonic() > until:
                break
            actions = drawn(seed, arguments.actions, arguments.only)
            said, done = fault_of(browser, address, actions)
            print(f"seed {seed}: {done} actions, {said or 'no fault'}", flush=True)
            if not said:
                continue
            n_faults += 1

            def fails(part: Sequence[Action], said: str = said) -> bool:
                # The same kind of fault: its words before the address.
                found, _ = fault_of(browser, address, part)
                return bool(found) and found[:20] == said[:20]

            least = shortest(actions[: done + 1], fails, arguments.tries)
            print("  the shortest sequence found:", *least, sep="\n    ", flush=True)
    return n_faults


if __name__ == "__main__":
    sys.exit(main())
