"""The addresses that the command line prints, and the table of rights that the README shows."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from lib.access import DECIDE, EDIT, MANAGE, PRESENT, RIGHTS
from lib.store.people import accounts, sessions
from lib.web import key
from lib.web.key import FIXED_KEY, TOO_SHORT, first_address

ROOT = Path(__file__).resolve().parents[3]


def printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *asked: str) -> str:
    monkeypatch.setattr("sys.argv", ["key", *asked])
    key.main()
    return capsys.readouterr().out.strip()


def spend(path: Path, address: str, *, at_machine: bool) -> bool:
    secret = urlsplit(address).query.removeprefix("sleutel=")
    return sessions.enter(path, secret, "", at_machine=at_machine) is not None


def test_a_start_key_is_printed(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    address = printed(monkeypatch, capsys, "--address", "http://127.0.0.1:8600")
    assert address.startswith("http://127.0.0.1:8600/binnen?sleutel=")
    assert spend(path, address, at_machine=True)


def test_a_person_is_invited_and_invited_again(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert spend(path, printed(monkeypatch, capsys, "Carla", "--role", "beslisser"), at_machine=False)
    assert [(one.name, one.role) for one in accounts.accounts(path)] == [("Carla", "beslisser")]
    assert spend(
        path, printed(monkeypatch, capsys, "Dirk", "--role", "aanjager", "--actions", "3,5"), at_machine=False
    )
    with pytest.raises(SystemExit):
        printed(monkeypatch, capsys, "Eva", "--role", "aanjager")
    assert "Een aanjager heeft eigen acties" in capsys.readouterr().err


@pytest.mark.parametrize(("fixed", "words"), [("kort", TOO_SHORT), ("a" * 32, "")])
def test_a_fixed_key_is_held_when_it_is_long_enough(
    path: Path, monkeypatch: pytest.MonkeyPatch, fixed: str, words: str
) -> None:
    monkeypatch.setenv(FIXED_KEY, fixed)
    address = first_address("http://127.0.0.1:8501")
    assert words in address
    assert ("sleutel=" in address) == bool(words)
    assert (sessions.find(path, fixed, at_machine=True) is None) == bool(words)


def test_the_readme_shows_the_rights_as_they_are() -> None:
    rows = dict(re.findall(r"^\| (\w+) \|(.*)\|$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE))
    assert not RIGHTS["lezer"]
    for role, rights in list(RIGHTS.items())[1:]:
        shown = [cell.strip() for cell in rows[role].split("|")]
        own = "own actions" if role == "aanjager" else "yes"
        assert shown == [own if right in rights else "" for right in (EDIT, PRESENT, DECIDE, MANAGE)], role
