"""What is installed is pinned by version and hash, and follows from what was chosen with a reason."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUNNING, TESTING = ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"
SIGNING_IN, INSTALLING = ROOT / "requirements-oidc.txt", ROOT / "requirements-uv.txt"
GROUPS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
_PACKAGE = re.compile(
    r"^([\w.-]+)==([^ ;\\]+)[^\n]*((?:\n    --hash=sha256:[0-9a-f]{64}(?: \\)?)*)", re.MULTILINE
)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned(file: Path) -> dict[str, str]:
    """The version of each package in a requirements file."""
    return {plain(name): version for name, version, _ in _PACKAGE.findall(file.read_text("utf-8"))}


def chosen(group: str) -> dict[str, str]:
    lines = [line for line in GROUPS[group] if isinstance(line, str)]
    return {
        plain(name): version
        for name, version in (line.partition(";")[0].strip().split("==") for line in lines)
    }


@pytest.mark.parametrize(
    ("file", "least"), [(RUNNING, 40), (SIGNING_IN, 40), (TESTING, 40), (INSTALLING, 1)], ids=str
)
def test_every_package_has_its_hashes(file: Path, least: int) -> None:
    text = file.read_text("utf-8")
    packages = _PACKAGE.findall(text)
    assert len(packages) >= least
    assert [name for name, _, hashes in packages if "--hash" not in hashes] == []
    others = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(others) == len(packages), "a line that is no package"
    assert "://" not in text


def test_what_was_chosen_is_what_is_installed() -> None:
    assert chosen("installing") == pinned(INSTALLING)
    assert chosen("running").items() <= pinned(RUNNING).items()
    assert chosen("signing-in").items() <= pinned(SIGNING_IN).items()
    assert chosen("testing").items() <= pinned(TESTING).items()


def test_the_tests_run_with_the_very_packages_of_the_app() -> None:
    assert pinned(RUNNING).items() <= pinned(SIGNING_IN).items() <= pinned(TESTING).items()
