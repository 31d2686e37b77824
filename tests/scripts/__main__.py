"""Check the scripts of the app: format and lint with Biome, and their own tests run by node.

What it installs for that, from the same lock file, has the sign-in service and the axe-core of the tests
beside the linter.

`python -m tests.scripts` installs what is missing (once); a machine that cannot have it hears so and goes on.
`python -m tests.scripts --write` puts the scripts in the agreed format.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.browser.chromium import apt, may_use_apt

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
RULES = TESTS / "scripts" / "biome-rules.json"
MODULES = TESTS / "node_modules"
BIOME = MODULES / ".bin" / ("biome.cmd" if sys.platform == "win32" else "biome")
INSTALLED = MODULES / ".package-lock.json"
OLDEST = 18, 15
NO_NODE = (
    f"No node.js {OLDEST[0]}.{OLDEST[1]} or newer here, so the scripts of the app are not checked. "
    "Install nodejs and npm to check them."
)
NO_LINTER = "npm could not install the linter, so format and lint of the scripts of the app are not checked."


def main() -> int:
    """Check all scripts; 1 when something is wrong with one of them."""
    if not _has_node() and not _apt_installs():
        print(NO_NODE, flush=True)
        return 0
    failed = _tests_fail()
    if not _has_linter():
        print(NO_LINTER, flush=True)
        return int(failed)
    return int(_lint_fails("--write" in sys.argv) or failed)


def _has_node() -> bool:
    """Whether there is a node.js that runs tests by itself."""
    if not (node := shutil.which("node")):
        return False
    asked = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    numbers = re.findall(r"\d+", asked.stdout)[:2]
    return asked.returncode == 0 and tuple(map(int, numbers)) >= OLDEST


def _tests_fail() -> bool:
    """Whether a test of a script fails; node's own runner needs nothing to be installed."""
    files = [str(path.relative_to(ROOT)) for path in sorted((TESTS / "scripts").glob("*.test.js"))]
    return not _runs("node", "--test", "--test-reporter=dot", *files)


def _lint_fails(write: bool) -> bool:
    words = ["check", "--error-on-warnings", f"--config-path={RULES}", *(["--write"] if write else [])]
    return not _runs(str(BIOME), *words, "lib", "tests")


def _has_linter() -> bool:
    """Whether the linter of the lock file is there; only the first time asks the network."""
    lock = TESTS / "package-lock.json"
    if INSTALLED.exists() and BIOME.exists() and INSTALLED.stat().st_mtime >= lock.stat().st_mtime:
        return True
    if not shutil.which("npm"):
        return False
    print(
        "Installing the linter for scripts, axe-core and a sign-in service into tests/node_modules (once)",
        flush=True,
    )
    cache = f"--cache={ROOT / '.cache' / 'npm'}"
    words = (
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--fetch-retries=1",
        cache,
    )
    if not _runs("npm", *words, folder=TESTS):
        return False
    INSTALLED.touch()
    return BIOME.exists()


def _apt_installs() -> bool:
    """Whether Debian's node.js could be installed: only where we may do so."""
    if not may_use_apt():
        return False
    print("No usable node.js found: installing one for the checks of scripts (once)", flush=True)
    apt("update")
    return (
        apt("install", "-y", "--no-install-recommends", "nodejs", "npm") and shutil.which("node") is not None
    )


def _runs(*words: str, folder: Path = ROOT) -> bool:
    command = shutil.which(words[0]) or words[0]
    environment = os.environ | {"XDG_CACHE_HOME": str(ROOT / ".cache")}  # not in anybody's home
    return subprocess.run([command, *words[1:]], cwd=folder, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
