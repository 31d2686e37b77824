"""One row of a workbook into the store, by the verbs that the screens use.

Owns which kinds take new rows, and how a conflict is settled by who takes the workbook in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lib.feeds.paste.cells import PARTIES
from lib.model.record import Record
from lib.store import agenda, decisions, figures, meetings, records
from lib.store.conflict import Conflict
from lib.store.file.connection import Database
from lib.store.letters import sending

Values = Mapping[str, Any]
Place = tuple[str, str, str]
"""A cell by the table, the row and the field that it is about."""
Choices = Mapping[Place, str]
"""Whose value counts where two people changed one cell."""
MINE, THEIRS = "werkboek", "agenda"

_ADD: Mapping[str, Callable[[Database, Values], object]] = {
    "agenda_item": meetings.add_item,
    "decision": decisions.record_decision,
    "effect": figures.add_effect,
    "ps_request": sending.add_request,
}
"""How a new row comes in where that takes more than its values."""
_ELSEWHERE: Mapping[str, str] = {
    "action": "Een nieuwe actie begint op de Werkagenda, met het besluit erbij.",
    "step_file": "Een bestand voegt u toe bij de gebeurtenis.",
    "stage_move": "Een fase legt u vast bij de actie.",
    "room_question": "Een vraag aan de zaal stelt u tijdens het presenteren.",
    "purpose_text": "Een nieuwe tekst van de purpose case schrijft u bij de actie.",
    "ruling": "Een besluit van Gedeputeerde Staten legt u vast bij de actie.",
    "edition": "Een editie ontstaat als u een overleg sluit of een brief verzendt.",
    "letter": "Een brief begint u op Brief aan PS.",
    "letter_text": "Een tekst in de brief schrijft u op Brief aan PS.",
    "confirmation": "Een bevestiging geeft u in de Bijwerkronde.",
    "figure_set": "Cijfers leest u in op Arbeidsmarkt.",
}


def refusal_to_add(record: Record) -> str:
    """Tell why a kind of record takes no new rows from a workbook; empty when it does."""
    if record.table in _ELSEWHERE:
        return _ELSEWHERE[record.table]
    takes_new = record.withdrawable or record.absent is not None
    return "" if takes_new else "Op dit blad komen geen rijen bij. Wijzig de rijen die er staan."


def add(db: Database, record: Record, values: Values) -> None:
    """Make a new row; what a party already has a row for is held against what it stood for before."""
    own = {name: value for name, value in values.items() if name != PARTIES}
    if record.table == "step":
        agenda.add_step(db, own, values.get(PARTIES, ()))
    elif record.absent is not None and (there := _row_of(db, record, own)):
        fields = {name: value for name, value in own.items() if record.fields[name].own}
        records.save(db, record.table, there, 0, fields)
    elif record.table in _ADD:
        _ADD[record.table](db, own)
    else:
        records.add(db, record.table, own)


def _row_of(db: Database, record: Record, values: Values) -> int | None:
    """Return the one row that there can be of what this row belongs to."""
    belongs = [name for name, field in record.fields.items() if not field.own]
    where = " AND ".join(f"{name} = ?" for name in belongs)
    asked = f"SELECT id FROM {record.table} WHERE {where}"
    found = db.execute(asked, [values.get(name) for name in belongs]).fetchone()
    return int(found[0]) if found else None


def change(db: Database, record: Record, row: Values, values: Values, choices: Choices) -> None:
    """Save what differs from the row as the workbook had it; raise Conflict where nobody chose yet."""
    own = {name: value for name, value in values.items() if name != PARTIES}
    if PARTIES in values:
        _take_part(db, row, values[PARTIES])
    if not own:
        return
    version = int(row.get("version") or row.get("number") or 0)
    try:
        records.save(db, record.table, row["id"], version, own)
    except Conflict as conflict:
        places = {clash.field: (record.table, str(row["id"]), clash.field) for clash in conflict.clashes}
        if not all(place in choices for place in places.values()):
            raise
        left = {
            name: value
            for name, value in own.items()
            if name not in places or choices[places[name]] != THEIRS
        }
        if left:
            records.save(db, record.table, row["id"], conflict.version, left)


def _take_part(db: Database, row: Values, parties: list[int]) -> None:
    agenda.leave(db, row["id"], set(row[PARTIES]) - set(parties))
    agenda.take_part(db, row["id"], set(parties) - set(row[PARTIES]))
