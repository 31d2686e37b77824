"""The scripts of components: joined into one text that a browser can run."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from lib.web.scripts import script
from tests.scripts.__main__ import NO_NODE
from tests.unit.cases import for_each

ROOT = Path(__file__).resolve().parents[3]
LIB = ROOT / "lib"
MODULES = sorted(LIB.rglob("*.js"))
COMPONENTS = [path for path in MODULES if "export default " in path.read_text(encoding="utf-8")]
TOP_NAME = re.compile(r"^(?:export )?(?:async )?(?:function|const|let|class) (\w+)", re.MULTILINE)


def test_a_module_comes_after_what_it_imports_and_each_comes_once(tmp_path: Path) -> None:
    files = {
        "a.js": "import { b } from './b.js';\nimport {\n  c,\n} from './c.js';\nexport default b;\n",
        "b.js": "import { c } from './c.js';\nexport const b = c + 1;\n",
        "c.js": "export const c = 1;\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert script(tmp_path / "a.js").split("\n\n") == [
        "const c = 1;",
        "const b = c + 1;",
        "export default b;\n",
    ]


def test_there_are_components_that_share_a_module() -> None:
    assert len(COMPONENTS) > 1
    assert any("const safe" in script(path) for path in COMPONENTS)


@for_each(COMPONENTS)
def test_a_component_is_one_module_without_imports_or_clashes(path: Path) -> None:
    text = script(path)
    assert not re.search(r"^import |^} from ", text, re.MULTILINE)
    assert text.count("export ") == text.count("export default ") == 1
    assert not [name for name, count in Counter(TOP_NAME.findall(text)).items() if count > 1]


@for_each(MODULES)
def test_modules_import_by_the_name_that_was_given(path: Path) -> None:
    imports = re.findall(r"^import (.*?) from", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert not [names for names in imports if not names.startswith("{") or " as " in names]


def test_without_node_the_checks_of_scripts_say_so_and_fail_nothing(tmp_path: Path) -> None:
    checks = [sys.executable, "-m", "tests.scripts"]
    done = subprocess.run(
        checks, cwd=ROOT, env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, NO_NODE)
