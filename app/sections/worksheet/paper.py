"""Worksheets as one HTML file to print: each on one page, A4 or Letter."""

from collections.abc import Sequence
from html import escape
from itertools import starmap

from app.by_hand.notation import mathml
from app.sections.worksheet.documents import (
    answer,
    given_number,
    note,
    title,
    variant_words,
    where_to_see,
)
from app.sections.worksheet.records import Blank, Given, Section, Sheet
from core.language import _, language

STYLE = """
* { box-sizing: border-box; }
body { font: 12.5px/1.3 Georgia, "Times New Roman", serif; color: #111; max-width: 186mm; margin: 0 auto; }
article { padding: 1em 0; break-after: page; break-inside: avoid; }
article:last-of-type { break-after: auto; }
header { display: flex; justify-content: space-between; align-items: baseline; gap: 1em; }
h1 { font-size: 17px; margin: 0; } h2 { font-size: 13px; margin: 0; white-space: nowrap; }
p { margin: 0.25em 0; } a { color: inherit; overflow-wrap: anywhere; }
.row { display: flex; flex-wrap: wrap; gap: 0 1.1em; align-items: baseline; } .row > * { white-space: nowrap; }
section { padding-top: 0.5em; }
section > div { display: flex; gap: 0.8em; align-items: baseline; border-bottom: 1px solid #999; }
section > div p { margin: 0; font-size: 11px; }
.beside { display: grid; grid-template-columns: auto auto; gap: 0.9em; }
table { border-collapse: collapse; width: 100%; } td { padding: 0 0.2em 0 0; height: 22px; vertical-align: bottom; }
td:nth-child(-n + 2) { white-space: nowrap; } .number { text-align: right; white-space: nowrap; }
th { font-weight: normal; font-size: 11px; padding: 0 0.2em 0 0; }
.blank { display: inline-block; width: 5.2em; border-bottom: 1px solid #111; }
header .blank { width: 14em; }
.key { font-weight: bold; font-variant-numeric: tabular-nums; }
.batch .given { display: flex; flex-wrap: wrap; gap: 0 1.1em; align-items: baseline; } .batch .given .row { display: contents; }
.batch { font-size: 11.2px; } .batch td { height: 18.2px; } .batch math { font-size: 0.94em; } .batch .number { width: 7.4em; }
.batch section { padding-top: 0.35em; } .batch .beside .blank { width: 4.6em; } .batch .beside { gap: 0.9em; font-size: 10.1px; }
.batch .beside .number { width: auto; }
@page { margin: 11mm 12mm; } @media print { body { max-width: none; } article { padding: 0; } }
"""  # noqa: E501


def to_html(sheets: Sequence[Sheet], *, key: bool) -> str:
    """Return sheets, or their answer keys, as one HTML file to print."""
    heading = escape(title(sheets[0], key))
    parts = [
        f'<!DOCTYPE html><html lang="{language()}"><head><meta charset="utf-8">',
        f"<title>{heading}</title><style>{STYLE}</style></head><body>",
        *(_page(sheet, key) for sheet in sheets),
        "</body></html>",
    ]
    return "\n".join(parts)


def _page(sheet: Sheet, key: bool) -> str:
    label = escape(_("Name:"))
    name = "" if key else f"<span>{label} <span class=blank></span></span>"
    sections = [_section(n, one, sheet, key) for n, one in enumerate(sheet.sections, 1)]
    *first, gradient, update, last = sections
    if sheet.m == 1:
        kind, before = "one", ""
        left, right = "".join(first), gradient + update
    else:
        kind, before = "batch", "".join(first)
        left, right = gradient, update
    parts = [
        f"<article class={kind}><header><h1>{escape(title(sheet, key))}</h1>{name}</header>",
        f"<p><b>{escape(variant_words(sheet))}.</b> {escape(note(sheet))}</p>",
        _address(sheet.address) if sheet.address else "",
        f"<div class=given>{''.join(starmap(_given, sheet.given.items()))}</div>",
        _rules(sheet.rules),
        before,
        f"<div class=beside><div>{left}</div><div>{right}</div></div>",
        last,
        "</article>",
    ]
    return "\n".join(parts)


def _address(address: str) -> str:
    link = f'<a href="{escape(address)}">{escape(address)}</a>'
    return f"<p>{escape(where_to_see()).format(address=link)}</p>"


def _math(tex: str) -> str:
    return f"<math>{mathml(tex)}</math>"


def _given(name: str, numbers: tuple[Given, ...]) -> str:
    shown = "".join(f"<span>{_math(one.tex)} = {given_number(one.value)}</span>" for one in numbers)
    return f"<p class=row><b>{escape(name)}:</b> {shown}</p>"


def _rules(rules: tuple[tuple[str, str], ...]) -> str:
    shown = (
        f"<span><b>{escape(what.capitalize())}:</b> {_math(tex)}</span>" for what, tex in rules
    )
    return f"<p class=row>{''.join(shown)}</p>"


def _section(n: int, section: Section, sheet: Sheet, key: bool) -> str:
    columns = max(len(blank.values) for blank in section.blanks)
    # All columns stand below those of the first section, which names the examples.
    named = range(columns if n == 1 and columns > 1 else 0)
    labels = "".join(f"<th class=number>[{k + 1}]</th>" for k in named)
    head = f"<thead><tr><th></th><th></th>{labels}</tr></thead>" if labels else ""
    rows = "".join(_row(blank, columns, sheet.digits, key) for blank in section.blanks)
    return (
        f"<section><div><h2>{n} · {escape(section.title)}</h2><p>{escape(section.text)}</p></div>"
        f"<table>{head}{rows}</table></section>"
    )


def _row(blank: Blank, columns: int, digits: int, key: bool) -> str:
    span = columns - len(blank.values) + 1
    numbers = "".join(
        f"<td class=number{f' colspan={span}' if span > 1 else ''}>= "
        + (
            f"<span class=key>{answer(value, digits)}</span>"
            if key
            else "<span class=blank></span>"
        )
        + "</td>"
        for value in blank.values
    )
    return f"<tr><td>{_math(blank.tex)}</td><td>= {_math(blank.formula)}</td>{numbers}</tr>"
