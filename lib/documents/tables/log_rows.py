"""Who did what as rows: every change with its author, both values and the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lib.documents.tables.page import PageTable
from lib.dutch import local_time
from lib.model.change import Change
from lib.model.field import Parties
from lib.model.record import RECORDS, Record, change_sentence

HEAD = (
    "moment", "persoon", "geverifieerd", "soort", "actie", "wat", "veld", "oud", "nieuw", "reden", "nummer"
)  # fmt: skip


def log_rows(name: str, changes: Iterable[Change], parties: Parties, actions: Mapping[str, str]) -> PageTable:
    """Return the rows, newest change first."""
    return PageTable(name, [[*HEAD], *([*_row(change, parties, actions)] for change in changes)])


def _row(change: Change, parties: Parties, actions: Mapping[str, str]) -> tuple[object, ...]:
    record = RECORDS.get(change.table)
    values: tuple[object, ...] = ("toegevoegd", None, None)
    if change.field and record:
        old, new = (_shown(record, change.field, value, parties) for value in (change.old, change.new))
        values = (record.words(change.field) or change.field, old, new)
    return (
        f"{local_time(change.at):%Y-%m-%d %H:%M:%S}",
        change.who,
        "ja" if change.verified else "nee",
        record.name if record else change.table,
        actions.get(change.about or "", change.about),
        change_sentence(change, parties),
        *values,
        change.reason,
        change.history_id,
    )


def _shown(record: Record, name: str, value: Any, parties: Parties) -> str:
    """Return a value in words; what only some may see is left out."""
    private = name in record.fields and record.fields[name].private
    return "niet in dit bestand" if private else record.text(name, value, parties)
