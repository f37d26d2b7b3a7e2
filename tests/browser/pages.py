"""Pages of the browser that stay open from scenario to scenario.

A page that has once loaded the app keeps the compiled scripts: opening another address in it takes
a third of the processor time that a new context takes. What a scenario could notice of the one
before is taken away: each opens a document and a session of its own, in a page whose storage is
empty and whose mouse rests in a corner.
"""

from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

from tests.serving import PATIENCE

THEMES = ("light", "dark")
#: Whoever comes has been offered the tour before, unless a scenario says that they are new.
OFFERED = """try {
  if (!sessionStorage.getItem("is-new")) localStorage.setItem("glassnet-tour", "offered");
} catch {}"""


class SharedPage:
    """One page, in a context of its own, for one scenario after another.

    Parameters
    ----------
    browser : Browser
    address : str
        Of the server: nothing else may be asked for anything.

    Attributes
    ----------
    page : Page
    faults : list of str
        Errors on the console, exceptions, and requests to others since the page was last left.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self._address = address
        self._context = browser.new_context(base_url=address)
        self._context.set_default_timeout(1000 * PATIENCE)
        self._context.add_init_script(OFFERED)
        self.page = self._context.new_page()
        self._storage = self._context.new_cdp_session(self.page)
        self.faults: list[str] = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.faults.append(f"exception: {error}"))
        self.page.on("request", self._see)

    def open(self, path: str, query: str, width: int, height: int, theme: str) -> Page:
        """Open an address in a window of this size.

        Raises
        ------
        ValueError
            If there is no such theme.
        """
        if theme not in THEMES:
            raise ValueError(f"theme: got {theme}, takes one of {THEMES}")
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        self.page.goto(f"{path}?{query}")
        return self.page

    def leave(self) -> list[str]:
        """Leave the document, with all that it has stored; return the faults that it had."""
        self.page.mouse.up()
        self.page.mouse.move(0, 0)
        if self.page.url.startswith(self._address):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.page.goto("about:blank")
        # Again, now that no script runs: one may have stored something in between.
        parts = urlsplit(self._address)
        self._storage.send(
            "Storage.clearDataForOrigin",
            {"origin": f"{parts.scheme}://{parts.netloc}", "storageTypes": "local_storage"},
        )
        self._context.clear_cookies()
        faults, self.faults = self.faults, []
        return faults

    def close(self) -> None:
        """Close the page and its context."""
        self._context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        # Opened at a page of its own, Streamlit's client asks there for the server first.
        looking = message.location["url"].endswith(("/_stcore/health", "/_stcore/host-config"))
        if message.type == "error" and not looking:
            self.faults.append(f"console: {message.text}")

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self._address, "data:", "blob:", "about:")):
            self.faults.append(f"request: {request.url}")
