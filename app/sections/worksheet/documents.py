"""A worksheet as a document: Markdown, and a page of HTML to print.

Of what a visitor enters it holds numbers only.
"""

from html import escape

from app.by_hand.notation import mathml
from app.sections.worksheet.building import DECIMALS
from app.sections.worksheet.records import Blank, Given, Section, Sheet
from core.language import _, language

#: Space for an answer.
ANSWER_SPACE = "____________"
STYLE = """
body { font: 15px/1.5 Georgia, "Times New Roman", serif; color: #111; max-width: 46em; margin: 2em auto; padding: 0 1em; }
h1 { font-size: 1.5em; margin: 0; } h2 { font-size: 1.1em; margin: 1.1em 0 0.1em; border-bottom: 1px solid #999; }
p { margin: 0.3em 0; } .given { display: flex; flex-wrap: wrap; gap: 0.2em 1.6em; }
table { border-collapse: collapse; width: 100%; } td { padding: 0.28em 0.5em; vertical-align: middle; }
td:first-child { width: 32%; white-space: nowrap; } td:nth-child(2) { white-space: nowrap; } td:last-child { width: 26%; text-align: right; }
.blank { display: inline-block; width: 10em; height: 1.5em; border-bottom: 1px solid #111; }
.key { font-weight: bold; font-variant-numeric: tabular-nums; }
header { display: flex; justify-content: space-between; align-items: baseline; }
@page { margin: 16mm; } @media print { body { margin: 0; max-width: none; } section { break-inside: avoid; } }
"""  # noqa: E501


def answer(value: float, digits: int) -> str:
    """Return an answer to so many significant digits, without an exponent where that is short."""
    text = f"{value:.{digits}g}"
    if "e" not in text:
        # Trailing zeros are significant: 0.5 with four digits is 0.5000.
        text = f"{value:#.{digits}g}".rstrip(".")
    return text.replace("-", "−")


def given_number(value: float) -> str:
    """Return a number that is given, with all digits that the calculation takes."""
    return f"{round(value, 6):g}".replace("-", "−")


def title(sheet: Sheet, key: bool) -> str:
    """Return the heading of a sheet, or of its answer key."""
    sizes = "-".join(map(str, sheet.sizes))
    if key:
        return _("Backpropagation by hand: {sizes}, answer key").format(sizes=sizes)
    return _("Backpropagation by hand: {sizes}").format(sizes=sizes)


def note(sheet: Sheet) -> str:
    """Return the sentences below the heading."""
    return _(
        "One update with example {example}, from the weights at epoch {epoch:,}, "
        "rounded to {decimals} decimals. Calculate with at least {more} significant "
        "digits and give each answer with {digits}."
    ).format(
        example=sheet.example + 1,
        epoch=sheet.epoch,
        decimals=DECIMALS,
        more=sheet.digits + 2,
        digits=sheet.digits,
    )


def to_markdown(sheet: Sheet, *, key: bool, level: int = 1) -> str:
    """Return the sheet, or its answer key, as Markdown with LaTeX between dollars.

    `level` is that of its heading, 1 to 5.
    """
    mark = "#" * level
    lines = [f"{mark} {title(sheet, key)}", "", note(sheet), ""]
    for heading, numbers in sheet.given.items():
        shown = ", ".join(f"${one.tex} = {given_number(one.value)}$" for one in numbers)
        lines += [f"**{heading}:** {shown}", ""]
    for what, formula in sheet.rules:
        lines += [f"**{what.capitalize()}:** ${formula}$", ""]
    for n, section in enumerate(sheet.sections, 1):
        lines += [f"{mark}# {n} · {section.title}", "", section.text, ""]
        lines += [_row(blank, sheet.digits, key) for blank in section.blanks]
        lines.append("")
    return "\n".join(lines)


def _row(blank: Blank, digits: int, key: bool) -> str:
    result = f"**{answer(blank.value, digits)}**" if key else ANSWER_SPACE.replace("_", r"\_")
    return f"- ${blank.tex} = {blank.formula} =$ {result}"


def to_html(sheet: Sheet, *, key: bool) -> str:
    """Return the sheet, or its answer key, as one HTML file to print."""
    heading = escape(title(sheet, key))
    label = escape(_("Name:"))
    name = f"<span>{label} <span class=blank></span></span>"
    parts = [
        f'<!DOCTYPE html><html lang="{language()}"><head><meta charset="utf-8">',
        f"<title>{heading}</title><style>{STYLE}</style></head><body>",
        f"<header><h1>{heading}</h1>{'' if key else name}</header>",
        f"<p>{escape(note(sheet))}</p>",
        *(_given(name, numbers) for name, numbers in sheet.given.items()),
        *(
            f"<p><b>{escape(what.capitalize())}:</b> {_math(formula)}</p>"
            for what, formula in sheet.rules
        ),
        *(_section(n, one, sheet.digits, key) for n, one in enumerate(sheet.sections, 1)),
        "</body></html>",
    ]
    return "\n".join(parts)


def _math(tex: str) -> str:
    return f"<math>{mathml(tex)}</math>"


def _given(name: str, numbers: tuple[Given, ...]) -> str:
    shown = "".join(f"<span>{_math(one.tex)} = {given_number(one.value)}</span>" for one in numbers)
    return f"<p class=given><b>{escape(name)}:</b> {shown}</p>"


def _section(n: int, section: Section, digits: int, key: bool) -> str:
    rows = "".join(
        f"<tr><td>{_math(blank.tex)}</td><td>= {_math(blank.formula)}</td><td>= "
        + (
            f"<span class=key>{answer(blank.value, digits)}</span>"
            if key
            else "<span class=blank></span>"
        )
        + "</td></tr>"
        for blank in section.blanks
    )
    return (
        f"<section><h2>{n} · {escape(section.title)}</h2><p>{escape(section.text)}</p>"
        f"<table>{rows}</table></section>"
    )
