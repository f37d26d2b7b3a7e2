"""Worksheets as Markdown, and what their texts and numbers have in common with those on paper.

Of what a visitor enters they hold numbers only, and the address of the page.
"""

from collections.abc import Sequence

from app.run.few_examples import DECIMALS
from app.sections.worksheet.records import Blank, Sheet
from core.language import _

#: Space for an answer.
ANSWER_SPACE = "____________"


def answer(value: float, digits: int) -> str:
    """Return an answer to so many significant digits, without an exponent where that is short."""
    text = f"{value:.{digits}g}"
    if "e" not in text:
        # Trailing zeros are significant: 0.5 with four digits is 0.5000.
        text = f"{value:#.{digits}g}".rstrip(".")
    return text.replace("-", "−")


def given_number(value: float) -> str:
    """Return a number that is given, with all digits that the calculation takes."""
    return f"{round(value, 9):.9g}".replace("-", "−")


def title(sheet: Sheet, key: bool) -> str:
    """Return the heading of a sheet, or of its answer key."""
    sizes = "-".join(map(str, sheet.sizes))
    if key:
        return _("Backpropagation by hand: {sizes}, answer key").format(sizes=sizes)
    return _("Backpropagation by hand: {sizes}").format(sizes=sizes)


def variant_words(sheet: Sheet) -> str:
    """Return which variant it is, and the seed that draws it again."""
    return _("Variant {variant}, seed {seed}").format(variant=sheet.variant, seed=sheet.seed)


def note(sheet: Sheet) -> str:
    """Return the sentences below the heading."""
    what = (
        _("The first update with one example.")
        if sheet.m == 1
        else _(
            "The first update with a batch of {m} examples: [2] marks what belongs to the second."
        ).format(m=sheet.m)
    )
    how = _(
        "Inputs and weights have {decimals} decimals. Calculate with at least {more} significant "
        "digits and give each answer with {digits}."
    ).format(decimals=DECIMALS, more=sheet.digits + 2, digits=sheet.digits)
    return f"{what} {how}"


def where_to_see() -> str:
    """Return the sentence that leads to a sheet's step, with a place for its {address}."""
    return _("See this step in Glassnet, from epoch 0 to 1: {address}")


def to_markdown(sheets: Sequence[Sheet], *, key: bool, level: int = 1) -> str:
    """Return sheets, or their answer keys, as Markdown with LaTeX between dollars.

    `level` is that of their headings, 1 to 5.
    """
    return "\n".join(_one(sheet, key, "#" * level) for sheet in sheets)


def _one(sheet: Sheet, key: bool, mark: str) -> str:
    lines = [f"{mark} {title(sheet, key)}", "", f"**{variant_words(sheet)}.** {note(sheet)}", ""]
    if sheet.address:
        # As code: it is shown as it stands, whatever is in it.
        address = f"`{sheet.address.replace('`', '%60')}`"
        lines += [where_to_see().format(address=address), ""]
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
    space = ANSWER_SPACE.replace("_", r"\_")
    results = (f"**{answer(value, digits)}**" if key else space for value in blank.values)
    return f"- ${blank.tex} = {blank.formula} =$ {', '.join(results)}"
