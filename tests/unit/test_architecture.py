"""The house keeps its shape: who may import whom, how long a file may be, and which words stay out."""

from __future__ import annotations

import ast
import re
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path
    for part in ("app.py", "pages", "lib")
    for path in ([ROOT / part] if part.endswith(".py") else (ROOT / part).rglob("*.py"))
)

# From the ground up. A module may import from its own floor and from lower ones, never from a higher one.
FLOORS = (
    {"lib.values"},
    {"lib.model", "lib.dutch", "lib.regions"},
    {"lib.periods"},
    {"lib.coalition", "lib.campus", "lib.figure", "lib.meeting"},
    {"lib.fields", "lib.access", "lib.sentences", "lib.coalition_sentences", "lib.rules"}
    | {"lib.campus_fields", "lib.campus_sentences", "lib.figure_sentences"}
    | {"lib.meeting_fields", "lib.meeting_sentences", "lib.podium", "lib.slide_sentences"},
    {"lib.store", "lib.figures"},
    {"lib.charts", "lib.growth_chart", "lib.maps"},
    {"lib.documents"},
    {"lib.ui", "lib.web"},
    {"lib.server", "app", "pages"},
)
APART = [
    ("lib.ui", "lib.web"),
    ("lib.web", "lib.ui"),
    ("app", "lib.server"),
    ("pages", "lib.server"),
    ("pages", "app"),
]
"""On one floor, but not for each other."""
ONLY_IN = {
    "sqlite3": ("lib.store",),
    "sqlite_utils": ("lib.store",),
    "streamlit": ("app", "pages", "lib.ui", "lib.server"),
    "starlette": ("lib.web", "lib.server"),
}
LINES = {"app.py": 80, "pages": 150, "lib": 300}
FUNCTION_LINES = 45
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared"}
# Composed, so that this file does not hold them itself.
OUTSIDE = ["../" + "shared", "/" + "work/", "/" + "tmp/"]
SKIPPED = {
    ".git",
    ".venv",
    ".hypothesis",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".cache",
    "__pycache__",
    "out",
}
TEXT = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".css",
    ".js",
    ".html",
    ".csv",
    ".yml",
    ".yaml",
    ".json",
    ".sh",
    ".svg",
    "",
}


def module(path: Path) -> str:
    """The dotted name of a source file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {module(path): path for path in SOURCES}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, at its top or inside a function; ours as exact as can be."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in inside if name in MODULES} or {str(node.module)}
    return found


IMPORTS = {name: imports(path) for name, path in MODULES.items()}


def within(name: str, group: str) -> bool:
    return name == group or name.startswith(f"{group}.")


def floor(name: str) -> int:
    """On which floor a module stands."""
    found = [number for number, groups in enumerate(FLOORS) if any(within(name, group) for group in groups)]
    assert found, f"{name} stands on no floor of tests/unit/test_architecture.py: give it one"
    return found[0]


OURS = [name for name in MODULES if name not in ("lib", "pages")]


def test_there_is_something_to_look_at() -> None:
    assert {"app", "lib.model", "lib.store.connection"} <= MODULES.keys()


@pytest.mark.parametrize("name", OURS)
def test_imports_never_point_up(name: str) -> None:
    targets = {target for target in IMPORTS[name] if re.match(r"(lib|pages|app)\b", target)} - {"lib"}
    up = {target for target in targets if floor(target) > floor(name)}
    across = {
        target for target in targets for one, other in APART if within(name, one) and within(target, other)
    }
    assert not up | across


def test_the_model_imports_nothing_but_values() -> None:
    ours = {name: {target for target in IMPORTS[name] if target.startswith("lib")} for name in OURS}
    assert ours["lib.values"] == ours["lib.dutch"] == set()
    assert ours["lib.model"] == {"lib.values"}
    assert ours["lib.coalition"] <= {"lib.model", "lib.values"}


def test_the_rules_know_only_the_nouns() -> None:
    """They read no clock, no file and no store: what they need is given to them."""
    rules = [name for name in OURS if within(name, "lib.rules")]
    nouns = {"lib", "lib.model", "lib.coalition", "lib.campus", "lib.dutch", "lib.values"}
    nouns |= {"lib.figure", "lib.periods", "lib.regions", "lib.meeting"}
    ours = {target for name in rules for target in IMPORTS[name] if re.match(r"(lib|pages|app)\b", target)}
    assert {target for target in ours if not within(target, "lib.rules")} <= nouns
    words = "\n".join(MODULES[name].read_text(encoding="utf-8") for name in rules)
    assert len(rules) > 1
    assert not re.search(r"\.(today|now|utcnow)\(|import time|open\(", words)


def test_there_are_no_circles() -> None:
    graph = {
        name: {target for target in targets if target in MODULES} - {name}
        for name, targets in IMPORTS.items()
    }
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("package", ONLY_IN)
def test_who_may_know_about(package: str) -> None:
    knowing = {
        name for name, targets in IMPORTS.items() if any(within(target, package) for target in targets)
    }
    allowed = {name for name in knowing if any(within(name, group) for group in ONLY_IN[package])}
    assert knowing - allowed == set()
    assert knowing, f"nobody imports {package}: drop it here too"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LINES[path.relative_to(ROOT).parts[0]]
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < FUNCTION_LINES, node.name


def test_modules_are_named_for_what_they_hold() -> None:
    files = [*SOURCES, *(ROOT / "tests").rglob("*.py")]
    assert not [path for path in files if BANNED_NAMES & {path.stem, path.parent.name}]


def test_pages_stand_one_folder_deeper() -> None:
    assert not list((ROOT / "pages").glob("*.py")), "flat pages wake Streamlit's old multipage mode"


def texts() -> list[Path]:
    """Every text file that belongs to the project."""
    found = [path for path in ROOT.rglob("*") if not SKIPPED & set(path.relative_to(ROOT).parts)]
    return [path for path in found if path.is_file() and path.suffix in TEXT]


def test_nothing_points_outside_the_project() -> None:
    held = {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8", errors="replace") for path in texts()
    }
    assert "README.md" in held
    assert not [(name, word) for name, text in held.items() for word in OUTSIDE if word in text]


def test_nothing_is_left_for_later() -> None:
    marks = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "X" + "XX", "Not" + "ImplementedError"]))
    assert not [str(path) for path in SOURCES if marks.search(path.read_text(encoding="utf-8"))]
