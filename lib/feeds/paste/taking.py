"""Taking over pasted rows: what they are held against, a rehearsal that stores nothing, and the write itself.

Owns that the store judges each row as it judges a form, and that all rows land or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lib.access import Person
from lib.dutch import list_text
from lib.feeds.paste.cells import PARTIES, Known
from lib.feeds.paste.columns import fields_of, title_of
from lib.feeds.paste.plan import CHANGED, NEW, Desk, Planned
from lib.model.change import UNDONE
from lib.model.field import WITHDRAWAL
from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.store import agenda, records
from lib.store.conflict import Conflict
from lib.store.file.connection import Database, writing
from lib.store.file.own_clock import day_in
from lib.store.file.rows import landing_whole

_MEANWHILE = "Hierin is intussen {} gewijzigd. Bekijk opnieuw wat er zou veranderen."


def desk_of(db: Database, table: str, belongs: Mapping[str, Any], fixed: Mapping[str, str]) -> Desk:
    """Return a kind of record to paste, with what is there."""
    everybody = [party for party in agenda.parties(db, withdrawn=True) if party.withdrawn_reason != UNDONE]
    known = Known(
        day_in(db),
        {party.id: party.name for party in everybody if not party.withdrawn_on},
        {party.name: party.merged_into for party in everybody if party.merged_into},
        [party.name for party in everybody if party.withdrawn_on and not party.merged_into],
        _present(db, table, belongs),
    )
    return Desk(RECORDS[table], belongs, fields_of(RECORDS[table], belongs), known, fixed)


def _present(db: Database, table: str, belongs: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows there are of a kind, with the parties of those that name several."""
    counts = (f"{WITHDRAWAL[0]} IS NULL",) if RECORDS[table].withdrawable else ()
    where = " AND ".join((*(f"{name} = ?" for name in belongs), *counts)) or "TRUE"
    rows = list(db.query(f"SELECT * FROM {table} WHERE {where} ORDER BY id", tuple(belongs.values())))
    for field in RECORDS[table].fields.values():
        if field.widget == PARTIES:
            _join(db, table, field.name, rows)
    return rows


def _join(db: Database, table: str, name: str, rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        took_part = db.execute(f"SELECT party_id FROM {table}_party WHERE {table}_id = ?", (row["id"],))
        row[name] = [party_id for (party_id,) in took_part.fetchall()]


def take_over(db: Database, desk: Desk, lines: Iterable[Planned]) -> None:
    """Store the new and the changed rows; raise Invalid with the first one that the store refuses."""
    made: dict[str, int] = {}
    for line in lines:
        if line.state in (NEW, CHANGED):
            try:
                _store(db, desk, line, made)
            except (Invalid, Conflict) as problem:
                raise Invalid("text", f"Rij {line.number}: {_why(problem)[1]}") from None


class _Rehearsed(Exception):
    """The end of a rehearsal: nothing of it stays."""


def rehearse(path: Path, person: Person, desk: Desk, lines: Sequence[Planned]) -> list[Planned]:
    """Return the rows with what the store refuses of them, found by writing them and taking that back."""
    judged: list[Planned] = []
    made: dict[str, int] = {}
    try:
        with writing(path, person) as db:
            judged += [_judge(db, desk, line, made) for line in lines]
            raise _Rehearsed
    except _Rehearsed:
        return judged


def _judge(db: Database, desk: Desk, line: Planned, made: dict[str, int]) -> Planned:
    if line.state not in (NEW, CHANGED):
        return line
    try:
        with landing_whole(db):
            _store(db, desk, line, made)
    except (Invalid, Conflict) as problem:
        field, sentence = _why(problem)
        named = desk.fields.get(field)
        return line.refused(title_of(named) if named else "de hele rij", sentence)
    return line


def _why(problem: Invalid | Conflict) -> tuple[str, str]:
    if isinstance(problem, Invalid):
        return problem.field, problem.sentence
    record = RECORDS[problem.clashes[0].table]
    words = list_text(record.words(clash.field) or clash.field for clash in problem.clashes)
    return problem.clashes[0].field, _MEANWHILE.format(words)


def _store(db: Database, desk: Desk, line: Planned, made: dict[str, int]) -> None:
    """Store one row through the same rules as a form, with the party that comes along."""
    table, values = desk.record.table, dict(line.values)
    took_part: Sequence[int] = values.pop(PARTIES, ())
    if line.row is not None:
        row_id = line.row["id"]
        if values:
            records.save(db, table, row_id, line.row["version"], values)
    else:
        row_id = records.add(db, table, {**desk.belongs, **values, **_party(db, desk, line, made)})
    agenda.take_part(db, row_id, took_part)


def _party(db: Database, desk: Desk, line: Planned, made: dict[str, int]) -> dict[str, int]:
    """Register the party that is in no list yet, once; returns it as the field that names it."""
    if line.party is None:
        return {}
    name = line.party["name"]
    if name not in made:
        made[name] = agenda.add_party(db, line.party)
    column = next(name for name, field in desk.fields.items() if field.widget == "party" and not field.own)
    return {column: made[name]}
