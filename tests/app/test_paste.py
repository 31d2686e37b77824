"""Plak uit Excel on the screen: what would change, what is wrong, and all rows in one write."""

from __future__ import annotations

from pathlib import Path

from lib.store import agenda
from lib.store.file.connection import reading
from tests.app.conftest import OpenScreen

PARTIES = "Naam\tSoort\nRoc Plak\troc\nGemeente Plak\tgemeente"


def names(path: Path) -> list[tuple[str, str]]:
    with reading(path) as db:
        return [(party.name, party.helix) for party in agenda.parties(db)]


def test_rows_show_what_they_become_before_anything_is_stored(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("paste parties").edit("coalities", blik="partijen")
    assert "Kolommen: naam van de organisatie, kant, regio en soort" in here.app.caption[-1].value
    here.choose("paste parties", PARTIES)
    assert "✕ 2 fout" in here.text
    assert "Kant: Kant is nog leeg. Kies uit: Bedrijfsleven, Onderwijs, Overheid." in here.text
    assert here.button("Nul rijen overnemen").disabled
    here.choose("paste parties all helix", "onderwijs")
    assert "+ 2 nieuw" in here.text
    assert names(real) == []
    here.press("Twee rijen overnemen")
    assert here.saved == ["Overgenomen uit Excel: 2 nieuw."]
    assert names(real) == [("Gemeente Plak", "onderwijs"), ("Roc Plak", "onderwijs")]
    assert here.value("paste parties") == ""


def test_a_column_is_chosen_once_and_remembered(real: Path, screen: OpenScreen) -> None:
    text = "Firma\tWelke zijde\n{}\toverheid"
    here = screen("Anna").unfold("paste parties").edit("coalities", blik="partijen")
    here.choose("paste parties", text.format("Eerste"))
    titled, first, second = (
        next(key for key in here.keys if key.endswith(end)) for end in ("titled", "column 0", "column 1")
    )
    here.choose(titled, True).choose(first, "name").choose(second, "helix").press("Eén rij overnemen")
    again = screen("Anna").unfold("paste parties").edit("coalities", blik="partijen")
    again.choose("paste parties", text.format("Tweede"))
    assert "+ 1 nieuw" in again.text
    assert [name for name, _ in names(real)] == ["Eerste"]


def test_a_change_shows_both_values_and_a_name_alike_is_shown(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("paste parties").edit("coalities", blik="partijen")
    here.choose("paste parties", "Naam\tKant\nSchiphol Group\tbedrijfsleven").press("Eén rij overnemen")
    here.choose(
        "paste parties", "Naam\tKant\tSoort\nschiphol  group\tbedrijfsleven\tbedrijf\nSchiphol\toverheid\t"
    )
    assert "leeg bedrijf" in here.text
    assert "Lijkt op “Schiphol Group”: is het dezelfde?" in here.text
    here.press("Twee rijen overnemen")
    assert here.saved == ["Overgenomen uit Excel: 1 nieuw en 1 gewijzigd."]


def test_too_much_and_two_columns_for_one_field_are_refused_in_words(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("paste parties").edit("coalities", blik="partijen")
    here.choose("paste parties", "x\n" * 1_001)
    assert here.errors == ["Dit zijn meer dan 1.000 rijen. Plak het in gedeelten."]
    here.choose("paste parties", PARTIES)
    here.choose(next(key for key in here.keys if key.endswith("column 1")), "name")
    assert here.errors == [
        "Twee kolommen zijn “Naam van de organisatie”. Kies voor één van de twee iets anders."
    ]
