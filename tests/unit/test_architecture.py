"""The house keeps its shape: who may import whom, how long a file may be, and which words stay out."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path
    for part in ("app.py", "pages", "lib")
    for path in ([ROOT / part] if part.endswith(".py") else (ROOT / part).rglob("*.py"))
)

# From the ground up. A folder may import from its own floor and from lower ones, never from a higher one.
FLOORS = (
    ("lib.dutch",),
    ("lib.model",),
    ("lib.access", "lib.podium", "lib.ballots", "lib.rules"),
    ("lib.store",),
    ("lib.feeds", "lib.charts", "lib.maps", "lib.web"),
    ("lib.documents",),
    ("lib.ui",),
    ("app", "pages", "lib.server"),
)
APART = (
    ("lib.rules", "lib.access"),
    ("lib.rules", "lib.podium"),
    ("lib.rules", "lib.ballots"),
    ("pages", "lib.server"),
    ("pages", "app"),
)
"""On one floor, but not for each other."""
SCREENS = (
    *"here elements ahead editing frame money work agenda confirming replay coalitions campuses".split(),
    *"meetings figures manifest results slides letter present round upkeep stand regions timeline".split(),
)
"""The folders of lib/ui from the ground up: each imports only from those before it."""
LOOSE, SIDE_BY_SIDE = 6, 16
"""How many modules may stand loose in lib, and side by side in any of its folders."""
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
    "node_modules",
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


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All that stands in a source file, as Python reads it."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path: Path) -> set[str]:
    """Every module that a file imports, at its top or inside a function; ours as exact as can be."""
    found = set()
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in inside if name in MODULES} or {str(node.module)}
    return found


@cache
def imports_of_all() -> dict[str, set[str]]:
    """The imports of every module, by its name: read once, where a test asks."""
    return {name: imports(path) for name, path in MODULES.items()}


def within(name: str, group: str) -> bool:
    return name == group or name.startswith(f"{group}.")


def floor(name: str) -> int:
    """On which floor a module stands."""
    floors = [number for number, groups in enumerate(FLOORS) if any(within(name, group) for group in groups)]
    assert floors, f"{name} stands on no floor of tests/unit/test_architecture.py: give it one"
    return floors[0]


OURS = [name for name, path in MODULES.items() if path.name != "__init__.py"]


def ours(name: str) -> set[str]:
    """The modules of the project that a module imports."""
    return {target for target in imports_of_all()[name] if re.match(r"(lib|pages|app)\b", target)} - {"lib"}


def test_there_is_something_to_look_at() -> None:
    assert {"app", "lib.model.agenda", "lib.store.file.connection"} <= MODULES.keys()


def test_imports_never_point_up() -> None:
    up = [(name, target) for name in OURS for target in ours(name) if floor(target) > floor(name)]
    across = [
        (name, target)
        for name in OURS
        for target in ours(name)
        for group, other in (*APART, *(pair[::-1] for pair in APART))
        if within(name, group) and within(target, other)
    ]
    assert up + across == []


def screen(name: str) -> int:
    """Which folder of lib/ui a module stands in, counted from the ground up."""
    return SCREENS.index(name.split(".")[2])


def test_a_screen_imports_only_from_folders_below_it() -> None:
    screens = {name: {target for target in ours(name) if within(target, "lib.ui")} for name in OURS}
    above = [
        (name, target)
        for name, targets in screens.items()
        if within(name, "lib.ui")
        for target in targets
        if screen(target) > screen(name)
    ]
    assert above == []


def folder(name: str) -> str:
    return name.rpartition(".")[0]


def test_no_folder_hides_a_plan() -> None:
    sizes = Counter(folder(name) for name in OURS if within(name, "lib"))
    assert sizes["lib"] <= LOOSE
    assert not {place: size for place, size in sizes.items() if size > SIDE_BY_SIDE}


def test_the_rules_read_no_clock_and_no_file() -> None:
    """What they need is given to them."""
    rules = [name for name in OURS if within(name, "lib.rules")]
    words = "\n".join(MODULES[name].read_text(encoding="utf-8") for name in rules)
    assert len(rules) > 1
    assert not re.search(r"\.(today|now|utcnow)\(|import time|open\(", words)


def test_markup_escapes_what_is_put_in_it() -> None:
    """Only the pieces of HTML of the house call a text that was put together markup."""
    screens = [name for name in OURS if within(name, "lib.ui") or within(name, "pages")]
    by_hand = [name for name in screens if "html" in imports_of_all()[name]]
    assert by_hand == [], "markupsafe escapes by itself"
    assert {name for name in screens if composes_markup(MODULES[name])} <= {"lib.ui.elements.html"}


def composes_markup(path: Path) -> bool:
    """Tell whether a file calls a text markup that it put together."""
    return any(
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Markup"
        and not all(isinstance(text, ast.Constant) for text in node.args)
        for node in nodes(path)
    )


def test_there_are_no_circles() -> None:
    graph = {
        name: {target for target in targets if target in MODULES} - {name}
        for name, targets in imports_of_all().items()
    }
    assert list(TopologicalSorter(graph).static_order())


def test_there_are_no_circles_between_folders() -> None:
    """Loose files of lib and the pages stand for themselves."""
    graph: dict[str, set[str]] = {}
    for name in OURS:
        targets = {place(target) for target in ours(name) if target in MODULES}
        graph.setdefault(place(name), set()).update(targets - {place(name)})
    assert list(TopologicalSorter(graph).static_order())


def place(name: str) -> str:
    """The folder of a module; a loose file is its own."""
    inside = name if MODULES[name].name == "__init__.py" else folder(name)
    return name if inside in ("", "lib") else inside


@pytest.mark.parametrize("package", ONLY_IN)
def test_who_may_know_about(package: str) -> None:
    knowing = {
        name
        for name, targets in imports_of_all().items()
        if any(within(target, package) for target in targets)
    }
    allowed = {name for name in knowing if any(within(name, group) for group in ONLY_IN[package])}
    assert knowing - allowed == set()
    assert knowing, f"nobody imports {package}: drop it here too"


def test_files_and_functions_stay_small() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert not [path for path, count in lines.items() if count > LINES[path.relative_to(ROOT).parts[0]]]
    long = [
        (path, node.name)
        for path in SOURCES
        for node in nodes(path)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES
    ]
    assert long == []


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


def test_a_class_is_dressed_in_one_folder() -> None:
    """A class that two folders set by itself looks like neither where both style sheets are loaded."""
    dressed: dict[str, set[str]] = {}
    for sheet in (ROOT / "lib").rglob("*.css"):
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        for selector in ",".join(re.findall(r"([^{};]+)\{", rules)).split(","):
            if found := re.fullmatch(r"\s*(?:[a-z]+)?(\.wa-[\w-]+)\s*", selector):
                dressed.setdefault(found[1], set()).add(sheet.parent.name)
    assert {name: folders for name, folders in dressed.items() if len(folders) > 1} == {}
