"""Anker on Beheer: what stands on paper, and a file held against it."""

from __future__ import annotations

from pathlib import Path

from lib.store.file.chain import head
from lib.store.file.connection import reading
from tests.app.conftest import OpenScreen
from tests.unit import desk


def test_a_print_is_held_against_the_agenda(real: Path, screen: OpenScreen) -> None:
    desk.note(real, "Een")
    with reading(real) as db:
        then = head(db)
    here = screen("Anna").open("beheer", deel="anker")
    assert here.lead == f"Anker: {then.text}."
    desk.note(real, "Twee")
    here.fill({"anchor number": f"{then.number:,}".replace(",", "."), "anchor print": then.groups.upper()})
    here.press("Controleren")
    assert "Heel: alles tot en met wijziging" in here.text
    here.fill({"anchor number": "", "anchor print": f"Anker van de geschiedenis: {then.text}."})
    here.press("Controleren")
    assert "Heel: alles tot en met wijziging" in here.text
    here.fill({"anchor number": str(then.number), "anchor print": "0000 " * 8}).press("Controleren")
    assert "niet met deze afdruk" in here.text
    here.fill({"anchor number": "x", "anchor print": "1a2b"}).press("Controleren")
    assert "Vul het nummer én de acht groepen in" in here.text
