"""Links of lessons and cards to the glossary, as a page has them."""

from collections.abc import Callable

#: How such a link begins in a file.
GLOSSARY = "glossary:"


def with_links(markdown: str, url_of: Callable[[str], str]) -> str:
    """Return text with links to the glossary as a page has them.

    ``url_of(path)`` is called with a path at the root of the app.
    """
    return markdown.replace(f"]({GLOSSARY}", f"]({url_of('/glossary')}?term=")
