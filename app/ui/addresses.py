"""Which page the browser's address belongs to: its path names the page, its query is that page's.

Right after a change of pages, a browser may still send the query of the previous page, together
with that page's path. So a query counts only on the page whose path came with it.
"""

from urllib.parse import urlsplit

from streamlit.runtime.scriptrunner import get_script_run_ctx

from app.settings.old_addresses import OLD_PATHS


def url_path(name: str) -> str:
    """Return the last part of the path of a page, from the page's name."""
    return name.replace("_", "-")


def path_in_browser() -> str | None:
    """Return the last part of the path that came with the browser's message; None if there is none.

    ``st.context.url`` would not do: it has the path of the page that is run, not the path that
    the browser sent.
    """
    ctx = get_script_run_ctx()
    info = getattr(ctx, "context_info", None)
    url = getattr(info, "url", "")
    return urlsplit(url).path.rstrip("/").rpartition("/")[2] if url else None


def query_belongs_to(name: str) -> bool:
    """Return whether the query that the browser has just sent belongs to a page.

    A client that sends no path, such as a test's, has one page only.
    """
    path = path_in_browser()
    return path is None or path in (url_path(name), *OLD_PATHS.get(name, ()))
