"""The update round: who looked at an action last, and found that it still holds.

Owns recording a confirmation and finding the last touch of each action.
"""

from __future__ import annotations

from sqlite_utils import Database

from lib.dutch import local_time
from lib.meeting import Confirmation
from lib.store import history
from lib.store.rows import day_of_writing, get, insert, rows_of, writer

_TOUCHED = (
    "'action', 'step', 'stage_move', 'chair', 'activation', 'coalition', 'purpose_text', 'support', "
    "'milestone', 'flag', 'effect', 'confirmation'"
)


def confirm(db: Database, action_id: str) -> int:
    """Record that what is known of an action still holds today; returns the confirmation's id."""
    get(db, "action", action_id)
    day = day_of_writing(db).isoformat()
    values = {"action_id": action_id, "confirmed_on": day, "author": writer(db)["who"]}
    return insert(db, "confirmation", values)


def confirmations(db: Database) -> list[Confirmation]:
    """All confirmations in order of recording."""
    return rows_of(db, Confirmation, "SELECT * FROM confirmation ORDER BY id")


def last_touched(db: Database, until: int) -> dict[str, tuple[str, str]]:
    """Per action the day on which somebody last changed or confirmed it, and who, up to a history id.

    The first filling is nobody's change: an action that was never touched is left out.
    """
    first = history.seeded(db)
    rows = db.execute(
        "SELECT a.id, h.at, h.who FROM main.action a JOIN main.history h ON h.id = ("
        "SELECT max(n.id) FROM main.history n WHERE n.about = a.id AND n.id > ? AND n.id <= ? "
        f"AND +n.tbl IN ({_TOUCHED}) AND NOT (+n.tbl = 'coalition' AND n.operation = 'insert'))",
        [first, until],
    ).fetchall()
    return {action_id: (local_time(at).date().isoformat(), who) for action_id, at, who in rows}
