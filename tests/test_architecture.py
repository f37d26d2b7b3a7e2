"""Imports run one way; the engine knows no user interface; nothing reaches for the internet."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: Layers from the bottom up: a module may import from its own line or from lines above it.
ORDER: tuple[tuple[str, ...], ...] = (
    ("core.types",),
    ("core.checks",),
    ("core.engine.differentiable", "core.data.mat_child"),
    ("core.data.mat_file",),
    (
        "core.engine.activations",
        "core.engine.costs",
        "core.engine.initializers",
        "core.engine.penalties",
        "core.engine.products",
        "core.data.scaling",
        "core.data.datasets",
        "core.data.nights",
        "core.data.drawing",
    ),
    ("core.engine.network", "core.engine.examples", "core.data.digits"),
    ("core.data.mnist",),
    ("core.engine.buffers",),
    ("core.engine.objective",),
    (
        "core.explain.gradient_check",
        "core.explain.chain_rule",
        "core.explain.loss_surfaces",
        "core.engine.optimizers.base",
        "core.engine.optimizers.schedules",
    ),
    ("core.explain.mistakes", "core.explain.factors", "core.explain.unit_doctor"),
    ("core.engine.optimizers.lockstep", "core.engine.optimizers.first_order"),
    (
        "core.engine.optimizers.descent",
        "core.engine.optimizers.adaptive",
        "core.engine.optimizers.scipy_minimize",
    ),
    ("core.engine.optimizers.solvers",),
    ("core.engine.optimizers",),
    ("core.engine.training", "core.engine.curve"),
    ("core.data.polynomials",),
    ("core.estimators.base",),
    ("core.estimators.estimators",),
    ("core.tutorials",),
    ("app.paths", "app.base_path", "app.plain", "app.field", "app.workers"),
    ("app.fields", "app.background", "app.component"),
    ("app.settings", "app.shares", "app.headers", "app.logs", "app.housekeeping"),
    ("app.limits",),
    ("app.visitors",),
    ("app.metrics",),
    (
        "app.task",
        "app.plane",
        "app.lessons",
        "app.frames",
        "app.past",
        "app.epochs",
        "app.digit_looks",
    ),
    ("app.lab", "app.maps", "app.by_hand.look", "app.by_hand.notation"),
    ("app.by_hand.moment", "app.by_hand.lines"),
    (
        "app.by_hand.chain",
        "app.by_hand.stages",
        "app.by_hand.votes",
        "app.by_hand.check",
        "app.by_hand.broken",
        "app.by_hand.doctor",
    ),
    ("app.by_hand.panel", "app.by_hand.worksheet"),
    ("app.by_hand.sheet_pages",),
    ("app.check_case",),
    ("app.figures.palette", "app.figures.space"),
    (
        "app.figures.boundary",
        "app.figures.cost_curve",
        "app.figures.epsilon",
        "app.figures.thumbnail",
    ),
    (
        "app.scenes.scene",
        "app.walk",
        "app.figures.descent",
        "app.figures.surface",
        "app.figures.weight",
    ),
    ("app.downhill", "app.inverter", "app.one_weight"),
    ("app.experiments.experiment",),
    (
        "app.ground",
        "app.nights",
        "app.uploads",
        "app.figures.accuracy",
        "app.figures.ground",
        "app.figures.score",
    ),
    (
        "app.scenes.plane",
        "app.ground_walk",
        "app.snippets",
        "app.brute_force",
        "app.figures.chapters",
    ),
    ("app.scenes.thetas",),
    ("app.scenes.sleep", "app.scenes.xor", "app.scenes.digits"),
    (
        "app.experiments.moons",
        "app.experiments.xor",
        "app.experiments.sleep",
        "app.experiments.digits",
        "app.experiments.backprop",
    ),
    ("app.experiments.table", "app.grid", "app.night_studies"),
    ("app.live",),
    ("app.session", "app.forms"),
    ("app.gate", "app.controls", "app.stage", "app.lesson_view", "app.problems", "app.walk_stage"),
    ("app.night_table", "app.digit_files"),
    (
        "app.views.live",
        "app.views.ground",
        "app.views.worksheet",
        "app.views.digit_grid",
        "app.views.sleep_chapters",
    ),
    (
        "app.views.moons",
        "app.views.backprop",
        "app.views.xor",
        "app.views.sleep",
        "app.views.digits",
        "app.views.gradient_check",
        "app.views.downhill",
        "app.views.surfaces",
        "app.views.one_weight",
    ),
    ("app.main", "app.server"),
)
RANK = {name: rank for rank, names in enumerate(ORDER) for name in names}

#: The only modules that may import Streamlit.
STREAMLIT = {
    "app.base_path",
    "app.session",
    "app.forms",
    "app.controls",
    "app.gate",
    "app.housekeeping",
    "app.component",
    "app.stage",
    "app.lesson_view",
    "app.problems",
    "app.views.downhill",
    "app.views.surfaces",
    "app.views.one_weight",
    "app.views.live",
    "app.night_table",
    "app.digit_files",
    "app.views.sleep_chapters",
    "app.views.ground",
    "app.views.worksheet",
    "app.views.digit_grid",
    "app.views.gradient_check",
    "app.main",
    "app.server",
}

MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for package in ("core", "app")
    for path in (ROOT / package).rglob("*.py")
}
#: Packages that hold nothing but their docstring.
EMPTY = {"core", "app", "app.by_hand", "app.figures", "app.views", "app.experiments", "app.scenes"}


def imported(path: Path) -> set[str]:
    """Return the names of the modules that a file imports, with those it takes from packages."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def test_every_module_has_its_place() -> None:
    assert set(MODULES) - EMPTY == set(RANK)


@pytest.mark.parametrize("module", sorted(RANK))
def test_no_import_runs_back(module: str) -> None:
    back = {
        name
        for name in imported(MODULES[module]) & set(RANK)
        if name != module and RANK[name] > RANK[module]
    }
    assert not back


@pytest.mark.parametrize("module", sorted(MODULES))
def test_the_engine_and_the_figures_know_no_streamlit(module: str) -> None:
    packages = {name.split(".")[0] for name in imported(MODULES[module])}
    if module not in STREAMLIT:
        assert "streamlit" not in packages
    if module.startswith("core"):
        assert not packages & {"app", "plotly", "streamlit"}


def test_only_two_modules_touch_the_session_state() -> None:
    users = {
        name
        for name, path in MODULES.items()
        if re.search(r"st\.(session_state|query_params)", _code(path))
    }
    assert users == {"app.session", "app.forms"}


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
