"""What the measurements in a browser share: the story, a row of the table, what was sent."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, ViewportSize

from tests.story import with_story

STORY = f"/moons?{with_story('epochs=100000')}"
WINDOW: ViewportSize = {"width": 1440, "height": 900}


def wait(page: Page, condition: str, timeout: float = 20_000) -> None:
    """Wait until a condition on the stage, written with `s` for its dataset, holds."""
    page.wait_for_function(
        f"() => {{ const s = document.querySelector('[data-testid=stage]')?.dataset;"
        f" return s && ({condition}); }}",
        timeout=timeout,
        polling=10,
    )


def row(what: str, asked: str, measured: str, how: str) -> None:
    """Print one row of the table."""
    print(f"| {what} | {asked} | {measured} | {how} |", flush=True)


@dataclass
class Wire:
    """What went over the network: bytes of the live route's answers, of all that they took with the
    questions and the headers, and of everything that was received.
    """

    body: int = 0
    both_ways: int = 0
    received: int = 0

    def watch(self, page: Page) -> None:
        """Count what a page sends and receives, as the browser's own tools do."""
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        asked: dict[str, int] = {}

        def ask(event: dict[str, Any]) -> None:
            request = event["request"]
            if "/live/" in request["url"]:
                asked[event["requestId"]] = len(request.get("postData", ""))

        def ask_headers(event: dict[str, Any]) -> None:
            if event["requestId"] in asked:
                size = sum(len(k) + len(v) + 4 for k, v in event["headers"].items())
                asked[event["requestId"]] += size

        def finish(event: dict[str, Any]) -> None:
            size = int(event["encodedDataLength"])
            self.received += size
            if event["requestId"] in asked:
                self.both_ways += size + asked.pop(event["requestId"])

        def data(event: dict[str, Any]) -> None:
            if event["requestId"] in asked:
                self.body += int(event["encodedDataLength"])

        def frame(event: dict[str, Any]) -> None:
            self.received += len(event["response"]["payloadData"]) * 3 // 4  # in base 64

        session.on("Network.requestWillBeSent", ask)
        session.on("Network.requestWillBeSentExtraInfo", ask_headers)
        session.on("Network.dataReceived", data)
        session.on("Network.loadingFinished", finish)
        session.on("Network.webSocketFrameReceived", frame)
