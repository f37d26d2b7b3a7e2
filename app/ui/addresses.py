"""Which page the browser's address belongs to: its path names the page, its query is that page's.

Right after a change of pages, a browser may still send the query of the previous page, together
with that page's path. So a query counts only on the page whose path came with it. Where pages
change in quick succession, the client may even send the path of one page with the query of another.
Every page writes all of its keys, and no two pages have the same keys, so these tell which page has
written a query.
"""

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode, urlsplit

from streamlit.runtime.scriptrunner import get_script_run_ctx

from app.hosting.base_path import under_base_path
from app.settings.old_addresses import OLD_PATHS
from app.settings.settings import Settings


def url_path(name: str) -> str:
    """Return the last part of the path of a page, from the page's name."""
    return name.replace("_", "-")


def in_full(name: str, query: Mapping[str, str]) -> str:
    """Return the address of a page with a query, to be read off paper.

    It names the server as the browser does; where none is known, as in a test, it is a path.
    """
    parts = urlsplit(_url_in_browser())
    server = f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else ""
    return f"{server}{under_base_path(f'/{url_path(name)}')}?{urlencode(query)}"


def _url_in_browser() -> str:
    """Return the address that came with the browser's message; empty if there is none.

    ``st.context.url`` would not do: it has the path of the page that is run, not the path that
    the browser sent.
    """
    info = getattr(get_script_run_ctx(), "context_info", None)
    return str(getattr(info, "url", ""))


def path_in_browser() -> str | None:
    """Return the last part of the path that came with the browser's message; None without one."""
    url = _url_in_browser()
    if not url:
        return None
    path = urlsplit(url).path.strip("/").removeprefix(under_base_path("").strip("/"))
    return path.rpartition("/")[2]


def query_belongs_to(name: str) -> bool:
    """Return whether the query that the browser has just sent belongs to a page.

    A client that sends no path, such as a test's, has one page only.
    """
    path = path_in_browser()
    return path is None or path in (url_path(name), *OLD_PATHS.get(name, ()))


def is_of_another(
    query: Mapping[str, str], own: type[Settings], others: Iterable[type[Settings]]
) -> bool:
    """Return whether a query has exactly the keys of another page, and not those of its own.

    Parameters
    ----------
    query : mapping
    own : type
        Settings of the page whose path came with the query.
    others : iterable of type
        Settings of the pages that the visitor has seen. Only these can have written it; a link from
        elsewhere may hold any of the page's keys.
    """
    return not own.keys_match(query) and any(other.keys_match(query) for other in others)
