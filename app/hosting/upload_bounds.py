"""What the files of one visitor, and of all, may take of the server's memory: middleware.

Streamlit keeps every file that is sent to it until its session ends, used or not. Here a file is
refused at the door where it would be too much, before it is read.
"""

import re
from collections import Counter
from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from app.hosting.limits import IN_FORCE
from core.language import _

MEGABYTE = 2**20
#: Where Streamlit takes files, below the base path: the session and the file.
PATH = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+$")

#: Returns the bytes of the files that are kept, by session.
Kept = Callable[[], dict[str, int]]


def kept_by_streamlit() -> dict[str, int]:
    """Return the bytes of the files that Streamlit keeps, by session."""
    if not runtime.exists():
        return {}
    manager = runtime.get_instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):  # a test's, which keeps no file
        return {}
    return {
        session: sum(len(file.data) for file in list(files.values()))
        for session, files in list(manager.file_storage.items())
    }


class UploadBounds:
    """Middleware that refuses a file with 413 where there is no room for it.

    Parameters
    ----------
    app : ASGIApp
    each, all_ : int
        Bytes that one session and all of them may hold.
    kept : callable
        Returns what they hold.
    """

    def __init__(
        self,
        app: ASGIApp,
        each: int = IN_FORCE["uploads"] * MEGABYTE,
        all_: int = IN_FORCE["all_uploads"] * MEGABYTE,
        kept: Kept = kept_by_streamlit,
    ) -> None:
        self.app, self.each, self.all, self.kept = app, each, all_, kept
        #: Bytes that are on their way, by session.
        self.coming: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request."""
        found = PATH.search(scope["path"]) if scope["type"] == "http" else None
        if found is None or scope["method"] != "PUT":
            await self.app(scope, receive, send)
            return
        session, length = found["session"], Headers(scope=scope).get("content-length", "")
        if not length.isdecimal():
            answer = PlainTextResponse("Takes files whose length is told before.", 411)
            await answer(scope, receive, send)
            return
        n = int(length)
        if problem := self.problem(session, n):
            await PlainTextResponse(problem, 413)(scope, receive, send)
            return
        self.coming[session] += n
        try:
            await self.app(scope, receive, send)
        finally:
            self.coming[session] -= n
            self.coming += Counter()  # those without any go

    def problem(self, session: str, n: int) -> str:
        """Return why n more bytes are too many; an empty text if they are not."""
        held = Counter(self.kept()) + self.coming
        if held[session] + n > self.each:
            return _("Your files would take more than {most} MB: remove some first.").format(
                most=self.each // MEGABYTE
            )
        if held.total() + n > self.all:
            return _(
                "The files of all visitors would take more than {most} MB: try again later."
            ).format(most=self.all // MEGABYTE)
        return ""
