"""Holding a file against a print: is its history as it was, and do its tables follow from it?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from lib.dutch import number_text
from lib.store.file.chain import GROUPS, LETTERS, check
from lib.store.file.connection import reading
from lib.store.file.snapshot import rows_at
from lib.store.schema.migrations import TRACKED_TABLES

_EVERYTHING = 2**62
WHOLE_PRINT = GROUPS * LETTERS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, in a sentence, and whether all is as it should be."""

    whole: bool
    sentence: str


def examine(path: Path, number: int, groups: str) -> Outcome:
    """Hold a file against a print of its history after change `number`; without one, against itself."""
    with reading(path) as db:
        verdict = check(db, number, groups)
        stray = None if verdict.altered else _stray(db)
    if verdict.altered:
        return Outcome(
            False,
            f"Niet heel: wijziging {number_text(verdict.altered)} is de eerste die anders is of ontbreekt.",
        )
    if verdict.proven is False:
        return Outcome(
            False,
            "De keten klopt met zichzelf, maar niet met deze afdruk: de geschiedenis is later opnieuw "
            "gemaakt, of de afdruk is van een ander bestand.",
        )
    if stray:
        return Outcome(
            False, f"De geschiedenis is heel, maar de tabel {stray[0]} wijkt ervan af bij nummer {stray[1]}."
        )
    entries = f"{number_text(verdict.entries)} wijzigingen"
    if verdict.proven:
        return Outcome(
            True, f"Heel: alles tot en met wijziging {number_text(number)} is zoals toen dit werd afgedrukt."
        )
    return Outcome(
        True,
        f"De keten van {entries} klopt met zichzelf. Alleen een afdruk bewijst dat niets is herschreven.",
    )


def _stray(db: Database) -> tuple[str, Any] | None:
    """Return the first table and row that do not follow from the history."""
    for table in TRACKED_TABLES:
        key = "action_id" if table == "adopted" else "id"
        told = {row[key]: row for row in rows_at(db, table, _EVERYTHING)}
        there = {row[key]: row for row in list(db.query(f"SELECT * FROM {table}"))}
        for row_id in sorted(told.keys() | there.keys(), key=str):
            if told.get(row_id) != there.get(row_id):
                return table, row_id
    return None
