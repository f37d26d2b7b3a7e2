"""Streamlit's page, with links to all that a page of the app will load.

Streamlit's own page names the modules with which its client begins. Without more, a browser finds
out one after the other which kinds of widgets there are, which module draws what moves, and what
that imports. So what is known of a page beforehand is loaded while the client starts.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.hosting.modules import loaded_by
from app.hosting.paths import LASTING_ASSETS_ROUTE


@dataclass(frozen=True)
class Needs:
    """What a page loads besides Streamlit's beginning.

    Attributes
    ----------
    elements : tuple of str
        Kinds of Streamlit's elements, by the names of their source files, and packages that it
        loads when they are needed.
    modules : tuple of str
        Modules of assets/ that it mounts, or that those load later.
    files : tuple of str
        Files of assets/ that these fetch.
    later : tuple of str
        Modules that it may mount when something is pressed: loaded some seconds after its first
        picture, by shared/painted.js.
    """

    elements: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


class IndexPages:
    """Streamlit's page for each page of the app, made once.

    Parameters
    ----------
    static : Path
        Streamlit's folder of what its client is made of.
    base : str
        The path under which the app is served; empty, or begins with "/".
    origins : sequence of str
        Addresses of pages that may talk to the app in a frame of theirs.
    """

    def __init__(self, static: Path, base: str, origins: Sequence[str]) -> None:
        self._page = (static / "index.html").read_text(encoding="utf-8")
        self._manifest = json.loads((static / "manifest.json").read_text(encoding="utf-8"))
        self._base, self._origins = base, origins

    def text(self, needs: Needs) -> str:
        """Return the page with links to what is needed."""
        links = "".join(f"    {link}\n" for link in self._links(needs))
        head, end, rest = self._page.partition("  </head>")
        start, script, more = head.partition("    <script")
        return f"{start}    {self._server()}\n{script}{more}{links}{end}{rest}"

    def _server(self) -> str:
        """Return a script that tells Streamlit's client where its server is.

        It would look for it below the path of the page first, and wait for 0.1 s when it is not
        there. What it is told beside that is what the server says in any case, a moment later.
        """
        config = {"allowedOrigins": list(self._origins), "useExternalAuthToken": False}
        host = json.dumps(config).replace("<", r"\u003c")
        address = json.dumps(self._base)
        return (
            f"<script>window.__streamlit = {{ BACKEND_BASE_URL: location.origin + {address}, "
            f"HOST_CONFIG: {host} }};</script>"
        )

    def _links(self, needs: Needs) -> Iterable[str]:
        assets = f"{self._base}{LASTING_ASSETS_ROUTE}"
        loaded = loaded_by(needs.modules)
        for file in self._chunks(needs.elements):
            if f"./{file}" not in self._page:
                yield f'<link rel="modulepreload" crossorigin href="{self._base}/{file}">'
        for path in needs.files:
            yield f'<link rel="preload" as="fetch" crossorigin href="{assets}/{path}">'
        for path in loaded.modules:
            yield f'<link rel="modulepreload" href="{assets}/{path}">'
        for path in loaded.sheets:
            yield f'<link rel="preload" as="style" href="{assets}/{path}">'
        later = loaded_by(needs.later)
        for path in (*later.modules, *later.sheets):
            if path not in loaded.modules and path not in loaded.sheets:
                yield f'<link rel="later" href="{assets}/{path}">'

    def _chunks(self, elements: Iterable[str]) -> Iterable[str]:
        """Return the files of Streamlit's client that some of its elements are made of."""
        keys = {_name(key): key for key in self._manifest if key.endswith((".tsx", "/index.js"))}
        waiting = [keys[name] for name in elements if name in keys]
        found: dict[str, None] = {}
        while waiting:
            chunk: Mapping[str, Any] = self._manifest[waiting.pop(0)]
            if chunk["file"] not in found:
                found[chunk["file"]] = None
                waiting += chunk.get("imports", ())
        return found


def _name(key: str) -> str:
    """Return what a source file is called by: its own name, or that of its package."""
    path = Path(key)
    return path.parent.name if path.stem == "index" else path.stem


class IndexPage:
    """The answer to a request for a page.

    Parameters
    ----------
    text : str
        The page.
    """

    def __init__(self, text: str) -> None:
        self._body = text.encode()
        self._etag = sha256(self._body).hexdigest()[:32]

    async def serve(self, request: Request) -> Response:
        """Return the page, or a word that the browser has it already."""
        headers = {"Cache-Control": "no-cache", "ETag": f'"{self._etag}"'}
        if self._etag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(self._body, media_type="text/html", headers=headers)
