"""What no linter holds: who touches the session, and that nothing reaches for the internet.

The layers themselves are import-linter's contracts in pyproject.toml.
"""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in ("core", "app")
    for path in (ROOT / package).rglob("*.py")
}


def test_only_three_modules_touch_the_session_state() -> None:
    users = {
        name
        for name, path in MODULES.items()
        if re.search(r"\bst\.(session_state|query_params)", _code(path))
    }
    assert users == {"app.ui.forms", "app.ui.session", "app.ui.storage"}


def _code(path: Path) -> str:
    """Return a file's code without its docstrings and comments."""
    return ast.unparse(_without_docstrings(ast.parse(path.read_text(encoding="utf-8"))))


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            value = body[0].value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                body[0] = ast.Pass()
    return tree


@pytest.mark.parametrize(
    "path",
    sorted(p for folder in ("core", "app", "assets") for p in (ROOT / folder).rglob("*.*")),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    if path.suffix not in {".py", ".js", ".css", ".svg", ".md", ".html"}:
        return
    addresses = re.findall(r"(?:https?:)?//[\w.-]+\.[a-z]{2,}", path.read_text(encoding="utf-8"))
    assert set(addresses) <= {"http://www.w3.org"}  # the name of SVG's language, never fetched
