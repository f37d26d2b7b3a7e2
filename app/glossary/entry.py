"""Entry: what a symbol or a term means, and where one sees it."""

from dataclasses import dataclass

from core.language import translated


@translated("title", "text", "formula")
@dataclass(frozen=True)
class Entry:
    r"""One symbol or term.

    Attributes
    ----------
    name : str
        Key in ``GLOSSARY``, and the anchor on the glossary's page.
    title : str
        The term as it is shown, with its symbol if it has one.
    text : str
        What it is, in one or two plain sentences; as Markdown.
    page : str
        Name of the page on which one sees it.
    formula : str
        In LaTeX; empty if there is none.
    query : str
        The settings with which the page shows it, as in an address; empty for the page's own.
    records : tuple of str
        Names of the records (of an activation, a cost, a penalty, an optimizer, a schedule) that it
        explains.
    """

    name: str
    title: str
    text: str
    page: str
    formula: str = ""
    query: str = ""
    records: tuple[str, ...] = ()
