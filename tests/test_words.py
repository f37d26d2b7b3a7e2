"""The tools of gettext find every text that goes through `_`, `N_` or `ngettext`."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MARKS = {"_", "N_", "ngettext"}


#: Calls as a module has them.
SCRIPT = """
import { N_, _, ngettext } from "../shared/language.js";
const names = { play: N_("Play") };
show(_("epoch {epoch} of {epochs}", { epoch, epochs }));
show(ngettext("{n} unit", "{n} units", n, { n }));
"""


def template_of(folders: list[str], file: Path) -> str:
    """Return the template that `make words` writes for some folders."""
    command = [sys.executable, "-m", "babel.messages.frontend", "extract", "--no-wrap"]
    command += ["--mapping-file", "pyproject.toml", "--output-file", str(file), *folders]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return file.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the template of all of ours."""
    return template_of(["core", "app", "assets"], tmp_path_factory.mktemp("words") / "all.pot")


def found_in(template: str) -> set[str]:
    """Return the texts of a template."""
    entries = re.findall(r'^msgid(?:_plural)? ((?:".*"\n)+)', template, re.MULTILINE)
    return {"".join(map(ast.literal_eval, entry.splitlines())) for entry in entries} - {""}


def calls_in(tree: ast.Module) -> Iterator[ast.Call]:
    """Yield the calls that mark a text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS:
            yield node


def test_every_marked_text_is_found(template: str) -> None:
    found = found_in(template)
    assert len(found) > 900
    assert not [text for text in found if "${" in text]  # of JavaScript's, made where it is marked
    for folder in ("core", "app"):
        for path in (ROOT / folder).rglob("*.py"):
            for call in calls_in(ast.parse(path.read_text(encoding="utf-8"))):
                for text in call.args:
                    if isinstance(text, ast.Constant) and isinstance(text.value, str):
                        assert text.value in found, f"{path}: {text.value}"


def test_texts_of_javascript_are_found(tmp_path: Path) -> None:
    (tmp_path / "sample.js").write_text(SCRIPT, encoding="utf-8")
    found = found_in(template_of([str(tmp_path)], tmp_path / "sample.pot"))
    assert found == {"Play", "epoch {epoch} of {epochs}", "{n} unit", "{n} units"}


def test_a_marked_text_is_written_out_where_it_is_marked() -> None:
    """A text with values in it already is in no catalogue."""
    for folder in ("core", "app"):
        for path in (ROOT / folder).rglob("*.py"):
            for call in calls_in(ast.parse(path.read_text(encoding="utf-8"))):
                made = [part for part in call.args if isinstance(part, ast.JoinedStr | ast.BinOp)]
                assert not made, f"{path}:{call.lineno}"
