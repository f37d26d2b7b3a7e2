"""What is left of a class: one text with what each learner said, and where their runs are."""

import json
from collections.abc import Mapping

from app.classroom.room import Room
from core.language import _

#: What would begin something else in Markdown's tables.
CELL = str.maketrans({"|": "/", "\n": " ", "`": "'", "<": "‹", ">": "›", "[": "(", "]": ")"})


def report(room: Room, tiles: Mapping[str, tuple[int, bytes]], server: str, date: str) -> str:
    """Return the text, as Markdown.

    Parameters
    ----------
    room : Room
    tiles : mapping
        What each learner's network is doing, as `Class` keeps it.
    server : str
        The address of the server, without a path.
    date : str
    """
    name, answer, page, address = _("name"), _("answer"), _("page"), _("address")
    heading, runs = _("Class {code}").format(code=room.code), _("Runs")
    lines = [f"# {heading}, {date}", ""]
    people = sorted(room.members.values(), key=lambda one: one.called)
    for number, question in enumerate(room.questions, 1):
        title = _("Question {n}: {text}").format(n=number, text=question.text.translate(CELL))
        lines += [f"## {title}", ""]
        if question.truth is not None:
            came = question.choices[question.truth].translate(CELL)
            lines += [_("What came: {choice}").format(choice=came), ""]
        lines += [f"| {name} | {answer} |", "| --- | --- |"]
        for one in people:
            said = question.answers.get(one.id)
            text = "–" if said is None else question.choices[said].translate(CELL)
            lines.append(f"| {one.called.translate(CELL)} | {text} |")
        lines.append("")
    lines += [f"## {runs}", "", f"| {name} | {page} | J | {address} |", "| --- | --- | --- | --- |"]
    for one in people:
        if one.id in tiles:
            tile = json.loads(tiles[one.id][1])
            J = "–" if tile["J"] is None else f"{tile['J']:.6g}"
            where = f"{server}{tile['address']}"
            lines.append(f"| {one.called.translate(CELL)} | {tile['page']} | {J} | {where} |")
    return "\n".join(lines) + "\n"
