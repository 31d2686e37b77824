"""What is said of a write that was just done: which fields of what, in one short sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lib.dutch import count_text, list_text
from lib.model.change import Change
from lib.model.field import WITHDRAWAL
from lib.model.record import RECORDS, field_words

MOST_NAMED = 2
"""Of how many records is told which they are; of more only how many."""
MOST_FIELDS = 3


def saved_sentence(done: str, changes: Iterable[Change], parties: Mapping[int, str]) -> str:
    """Say what was done to which fields of what."""
    rows: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        if change.table in RECORDS and _says_something(change):
            rows.setdefault((change.table, change.row_id), []).append(change)
    if len(rows) > MOST_NAMED:
        return f"{done}: {count_text(len(rows), 'wijziging', 'wijzigingen')}."
    about = list_text(_of_row(row, parties) for row in rows.values())
    return f"{done}: {about.rstrip('.')}." if about else f"{done}."


def _says_something(change: Change) -> bool:
    record = RECORDS[change.table]
    if not change.field:
        return record.added is not None
    return change.field == WITHDRAWAL[0] or bool(field_words(change.table, change.field))


def _of_row(row: Sequence[Change], parties: Mapping[int, str]) -> str:
    change = row[-1]
    name = _name(change, parties)
    fields = [field_words(one.table, one.field) for one in row if one.field and one.field not in WITHDRAWAL]
    if not fields or not row[0].field:
        return name
    named = list_text(fields) if len(fields) <= MOST_FIELDS else count_text(len(fields), "veld", "velden")
    return f"{named} – {name}"


def _name(change: Change, parties: Mapping[int, str]) -> str:
    title = RECORDS[change.table].title(change.row, parties)
    if change.table == "action":
        return f"{change.row['number']} {title}" if change.row["number"] else title
    return f"{title} (actie {change.about})" if change.about and change.about.isdecimal() else title
