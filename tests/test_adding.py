"""docs/adding.md, followed step by step."""

import re
import sys
import textwrap
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from app import pages
from app.by_hand.panel import panel
from app.by_hand.selection import Selection
from app.pages.backprop.experiment import BACKPROP
from app.pages.record import PageRecord
from core.engine import activations
from core.engine.activations import ACTIVATIONS, Activation
from core.explain.gradient_check import check_gradient

ROOT = Path(__file__).resolve().parent.parent


def steps(section: str) -> list[str]:
    """Return the Python code of a section of the page, block by block."""
    text = (ROOT / "docs" / "adding.md").read_text("utf-8")
    (body,) = re.findall(rf"^## {section}.*?\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    return [
        textwrap.dedent(block)
        for block in re.findall(r"^ *```python\n(.*?)^ *```", body, re.DOTALL | re.MULTILINE)
    ]


def test_an_activation_is_added_as_the_page_says(monkeypatch: pytest.MonkeyPatch) -> None:
    functions, record = steps("An activation")
    names: dict[str, Any] = dict(vars(activations))  # as at the end of that file
    exec(functions, names)
    added = eval(record, names)
    assert isinstance(added, Activation)
    monkeypatch.setitem(ACTIVATIONS, added.name, added)
    lab = BACKPROP.lab(BACKPROP.settings(activation=added.name, m=30))
    lab.advance(3)
    assert check_gradient(lab.objective(2), lab.step(2).theta).norm_ratio < 1e-7
    shown = panel(lab, 2, Selection(1, "chain"))
    assert shown is not None
    assert any("<mo>" in formula for formula in shown["formulas"])
    z = np.linspace(-3.0, 3.0, 7)
    a = added.f(z)
    values = eval(added.code_derivative, {"np": np, "z": z, "a": a})
    assert added.f_prime is not None
    np.testing.assert_allclose(values, added.f_prime(z, a))


def test_a_page_is_added_as_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "quadrants"
    folder.mkdir()
    *files, record = steps("A page")
    for name, code in zip(("settings", "experiment", "page"), files, strict=True):
        (folder / f"{name}.py").write_text(code, "utf-8")
    (folder / "__init__.py").write_text("", "utf-8")
    monkeypatch.setattr(pages, "__path__", [*pages.__path__, str(tmp_path)])
    page, experiment = (
        import_module(f"app.pages.quadrants.{name}") for name in ("page", "experiment")
    )
    names = {"PageRecord": PageRecord, "quadrants": page.render, "QUADRANTS": experiment.QUADRANTS}
    added = eval(record, names)
    assert isinstance(added, PageRecord)
    assert added.experiment is not None
    lab = added.experiment.lab(added.experiment.settings(m=40))
    lab.advance(20)
    assert lab.step(20).J < lab.step(0).J
    script = "from app.pages.quadrants.page import render\nrender()\n"
    shown = AppTest.from_string(script, default_timeout=30)
    shown.query_params["more"] = "1"
    shown.query_params["gap"] = "0.2"
    shown.query_params["alpha"] = "2"
    shown.run()
    assert not shown.exception
    assert shown.select_slider(key="quadrants.gap").value == 0.2
    assert shown.select_slider(key="quadrants.alpha").value == 2.0
    for name in ("settings", "experiment", "page", ""):
        monkeypatch.delitem(sys.modules, f"app.pages.quadrants.{name}".rstrip("."))


def test_every_file_that_the_page_names_is_there() -> None:
    text = (ROOT / "docs" / "adding.md").read_text("utf-8")
    named = re.findall(r"`((?:app|assets|core|tests)/[\w/]+(?:\.py|\.js|/))`", text)
    assert "core/engine/activations.py" in named
    assert all((ROOT / path).exists() for path in named)
