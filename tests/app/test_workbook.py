"""Werkboek on Beheer: out with what accounts for it, in after a look at each cell, and undone as one."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from lib.store import history
from lib.store.file.connection import reading
from lib.ui.upkeep.book import WORKBOOK
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen
from tests.unit import desk
from tests.unit.feeds.test_workbook import edited, export, row_of


def given(here: Screen, content: bytes) -> Screen:
    """Leave a workbook on the page."""
    here.field("book file").set_value(("werkboek.xlsx", content, WORKBOOK))
    return here.run()


def desk_in(screen: OpenScreen, name: str = "Anna") -> Screen:
    return screen(name).edit("beheer", deel="werkboek")


def notes(path: Path, *action_ids: str) -> list[Any]:
    return [desk.action(path, action_id)["note"] for action_id in action_ids]


def test_a_workbook_is_looked_at_taken_over_and_undone_as_one(real: Path, screen: OpenScreen) -> None:
    content = export(real)
    typed = edited(
        content,
        ("Actie", row_of(content, "Actie", "3"), "Stand van zaken", "Drie"),
        ("Actie", row_of(content, "Actie", "4"), "Stand van zaken", "Vier"),
    )
    here = given(desk_in(screen), typed)
    assert "≠ 2 gewijzigd" in here.text
    assert notes(real, "3", "4") == ["", ""]
    here.press("Twee cellen overnemen")
    assert here.saved == ["Overgenomen uit het werkboek: 2 gewijzigd."]
    assert notes(real, "3", "4") == ["Drie", "Vier"]
    here.press("Ongedaan maken")
    assert notes(real, "3", "4") == ["", ""]


def test_a_conflict_shows_both_values_and_waits_for_a_choice(real: Path, screen: OpenScreen) -> None:
    content = export(real)
    desk.note(real, "Van Bram", desk.BRAM)
    row = row_of(content, "Actie", "3")
    here = given(desk_in(screen), edited(content, ("Actie", row, "Stand van zaken", "Van Anna")))
    assert "⇄ 1 botst" in here.text
    assert "Bram maakte er intussen “Van Bram” van" in here.text
    assert here.button("Eén cel overnemen").disabled
    here.choose("book choice ('action', '3', 'note')", "werkboek").press("Eén cel overnemen")
    assert here.saved == ["Overgenomen uit het werkboek: 1 gewijzigd."]
    assert notes(real, "3") == ["Van Anna"]


def test_what_is_wrong_is_told_by_cell_and_keeps_all_out(real: Path, screen: OpenScreen) -> None:
    content = export(real)
    typed = edited(
        content,
        ("Actie", row_of(content, "Actie", "3"), "Prioriteit", "laag"),
        ("Actie", row_of(content, "Actie", "4"), "Stand van zaken", "Vier"),
    )
    here = given(desk_in(screen), typed).choose("book reason", "Omdat")
    assert "✕ 1 fout" in here.text
    assert "vraagt een besluit van Gedeputeerde Staten" in here.text
    assert here.button("Eén cel overnemen").disabled
    here = given(desk_in(screen), b"geen werkboek")
    assert here.errors == ["Het bestand is beschadigd of geen XLSX. Sla het opnieuw op."]
    here = given(desk_in(screen), content)
    assert "In dit werkboek is niets gewijzigd." in here.text


def test_the_download_says_what_is_in_it_and_a_reader_takes_nothing_in(
    real: Path, screen: OpenScreen
) -> None:
    here = screen("Anna").open("beheer", deel="werkboek")
    assert "Zet Bewerken aan om een werkboek in te lezen." in here.text
    assert "Werkboek downloaden" in here.text
    with reading(real) as db:
        until = history.newest(db)
    first = load_workbook(io.BytesIO(export(real)))["Werkboek"]
    keys = {row[0].value: row[1].value for row in first.iter_rows()}
    assert str(keys["Kenmerk van dit werkboek"]).startswith(f"echt {until} ")
