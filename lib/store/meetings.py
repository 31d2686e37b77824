"""Meetings: prepare them with items, close them into an edition, reopen them, and read them back.

Fields of a row that exists are saved, taken back and put back with `records.save`, `records.withdraw` and
`records.put_back`; what must hold of a meeting as a whole stands in `lib.store.checks.meetings`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from lib.dutch import day_text
from lib.model.kinds import Invalid
from lib.model.meetings import Item, Meeting
from lib.store.checks import meetings as meeting_checks
from lib.store.checks.room import refuse_asking
from lib.store.conflict import own_changes
from lib.store.editions import freeze
from lib.store.file import own_clock
from lib.store.file.rows import day_of_writing, get, rows_of, update, writer
from lib.store.history import moment_of_writing
from lib.store.records import add

_RECORDED = "SELECT DISTINCT item_id FROM decision WHERE meeting_id = ? AND withdrawn_on IS NULL"


def meetings(db: Database, *, withdrawn: bool = False) -> list[Meeting]:
    """Return all meetings, latest day first; withdrawn ones only when asked for."""
    return rows_of(
        db,
        Meeting,
        "SELECT * FROM meeting WHERE ? OR withdrawn_on IS NULL ORDER BY held_on DESC, id DESC",
        [int(withdrawn)],
    )


def meeting(db: Database, meeting_id: int) -> Meeting | None:
    return next((meeting for meeting in meetings(db, withdrawn=True) if meeting.id == meeting_id), None)


def items(db: Database, meeting_id: int) -> list[Item]:
    """Return a meeting's agenda in its order, parked items too; withdrawn ones are left out."""
    return agendas(db, meeting_id).get(meeting_id, [])


def agendas(db: Database, meeting_id: int | None = None) -> dict[int, list[Item]]:
    """Return the agenda of every meeting that has one, or of one meeting, by the meeting's id."""
    rows = db.query(
        "SELECT * FROM agenda_item WHERE withdrawn_on IS NULL AND (? IS NULL OR meeting_id = ?) "
        "ORDER BY position, id",
        [meeting_id, meeting_id],
    )
    by_meeting: dict[int, list[Item]] = {}
    for row in list(rows):
        by_meeting.setdefault(row["meeting_id"], []).append(Item(**{**row, "parked": bool(row["parked"])}))
    return by_meeting


def add_meeting(db: Database, values: Mapping[str, Any]) -> int:
    """Add a meeting and return its id. `values` has kind and held_on; may have title, place and minutes.

    Two meetings of one kind on one day need different titles: their label is how people know them.
    """
    return add(db, "meeting", values)


def begin_meeting(db: Database, kind: str, day: str) -> int:
    """Add a meeting that begins now; a title tells it from others of its kind on that day."""
    titles = {
        meeting.title
        for meeting in meetings(db, withdrawn=True)
        if (meeting.kind, meeting.held_on) == (kind, day)
    }
    free = (f"overleg {number}" if number > 1 else "" for number in range(1, len(titles) + 2))
    title = next(title for title in free if title not in titles)
    return add_meeting(db, {"kind": kind, "held_on": day, "title": title})


def repeat_meeting(db: Database, meeting_id: int, day: str) -> int:
    """Add the same meeting on another day, with the items that were not finished; returns its id.

    Not finished is what was parked, and what a closed meeting recorded nothing at.
    """
    before = meeting(db, meeting_id)
    assert before is not None
    made = add_meeting(
        db,
        {
            "kind": before.kind,
            "held_on": day,
            "title": before.title,
            "place": before.place,
            "minutes": before.minutes,
        },
    )
    recorded = {row["item_id"] for row in list(db.query(_RECORDED, [meeting_id]))}
    for item in items(db, meeting_id):
        if item.parked or (not before.open and item.id not in recorded):
            kept = {name: getattr(item, name) for name in ("action_id", "topic", "minutes", "question")}
            add_item(
                db, {**kept, "meeting_id": made, "reason": f"niet afgerond op {day_text(before.held_on)}"}
            )
    return made


def add_item(db: Database, values: Mapping[str, Any]) -> int:
    """Put an action or a free topic at the end of a meeting's agenda; returns the item's id.

    `values` has meeting_id, and action_id or topic; may have minutes, question and reason.
    """
    last = "SELECT coalesce(max(position), 0) FROM agenda_item WHERE meeting_id = ?"
    position = db.execute(last, [values["meeting_id"]]).fetchone()[0] + 1
    return add(db, "agenda_item", values, position=position)


def order_items(db: Database, meeting_id: int, item_ids: Sequence[int]) -> None:
    """Give the items of a meeting this order; items that are not named keep their place behind them.

    One that is named twice stands where it is named first.
    Raises Invalid when an item is not of this meeting.
    """
    meeting_checks.refuse_closed(db, meeting_id)
    own = [item.id for item in items(db, meeting_id)]
    if not all(item_id in own for item_id in item_ids):
        raise Invalid("position", "Dit agendapunt hoort niet bij dit overleg. Ververs de pagina.")
    for place, item_id in enumerate(dict.fromkeys([*item_ids, *own]), start=1):
        row = get(db, "agenda_item", item_id)
        if row["position"] != place:
            update(db, "agenda_item", row, {"position": place})


def close_meeting(db: Database, meeting_id: int, version: int) -> int:
    """Close a meeting and freeze the agenda as it is now, under the meeting's name; returns the edition's id.

    Raises Conflict when somebody changed the meeting meanwhile, Invalid when it is closed, withdrawn or
    still to be held.
    """
    row = get(db, "meeting", meeting_id)
    own_clock.reach(db, row["held_on"])
    closed_at = {"closed_at": moment_of_writing(db)}
    meeting_checks.check_closing(row, day_of_writing(db))
    refuse_asking(db, "meeting_id", meeting_id)
    mine = own_changes(db, "meeting", row, version, closed_at)
    update(db, "meeting", row, mine)
    closed = meeting(db, meeting_id)
    assert closed is not None
    return freeze(db, closed.label, meeting_id)


def reopen_meeting(db: Database, meeting_id: int, version: int) -> int:
    """Take a closing back, with the writer's reason: its edition is withdrawn. Returns the new version."""
    row, reason = get(db, "meeting", meeting_id), writer(db)["reason"]
    if row["closed_at"] is None:
        raise Invalid("closed_at", "Dit overleg is niet gesloten; er is niets gewijzigd.")
    if not reason:
        raise Invalid("reason", "Schrijf op waarom het overleg weer opengaat: dat komt in de geschiedenis.")
    mine = own_changes(db, "meeting", row, version, {"closed_at": None})
    day = day_of_writing(db).isoformat()
    frozen = "SELECT * FROM edition WHERE meeting_id = ? AND withdrawn_on IS NULL"
    for edition in list(db.query(frozen, [meeting_id])):
        update(db, "edition", edition, {"withdrawn_on": day, "withdrawn_reason": reason})
    return update(db, "meeting", row, mine)
