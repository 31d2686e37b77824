"""The update round: who looked at an action last, and found that it still holds.

Owns recording a confirmation and finding the last touch of each action.
"""

from __future__ import annotations

from sqlite_utils import Database

from lib.dutch import local_time
from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.store import history
from lib.store.file.rows import day_of_writing, get, insert, writer
from lib.store.records import save

_TAKEN_BACK = (
    "SELECT 1 FROM confirmation c WHERE c.id = CAST(n.row_id AS INTEGER) AND c.withdrawn_on IS NOT NULL"
)


def confirm(db: Database, action_id: str, seen: int | None = None) -> int:
    """Record that what is known of an action still holds today; returns the confirmation's id.

    `seen` is the history id of what was on the screen. Raises Invalid when somebody changed the action since:
    nobody confirms what he did not see.
    """
    get(db, "action", action_id)
    if seen is not None:
        _refuse_unseen(db, action_id, seen)
    day = day_of_writing(db).isoformat()
    values = {"action_id": action_id, "confirmed_on": day, "author": writer(db)["who"]}
    return insert(db, "confirmation", values)


def _touching() -> str:
    """Return SQL of the tables in which a new entry counts as looking after its action."""
    return ", ".join(f"'{record.table}'" for record in RECORDS.values() if record.touches)


def _refuse_unseen(db: Database, action_id: str, seen: int) -> None:
    newer = db.execute(
        "SELECT who FROM history WHERE about = ? AND id > ? "
        f"AND +tbl IN ({_touching()}) ORDER BY id DESC LIMIT 1",
        [action_id, seen],
    ).fetchone()
    if newer:
        raise Invalid(
            "seen",
            f"{newer[0]} heeft deze actie intussen gewijzigd; er is niets vastgelegd. "
            "Kijk of het nog klopt, en kies dan opnieuw.",
        )


def take_back(db: Database, confirmation_id: int) -> int:
    """Take back a mistaken confirmation: it no longer counts as a look at the action. Return its version."""
    version = get(db, "confirmation", confirmation_id)["version"]
    return save(
        db,
        "confirmation",
        confirmation_id,
        version,
        {"withdrawn_on": day_of_writing(db), "withdrawn_reason": writer(db)["reason"]},
    )


def last_touched(db: Database, until: int) -> dict[str, tuple[str, str]]:
    """Return per action the day on which somebody last changed or confirmed it, and who, up to a history id.

    The first filling is nobody's change: an action that was never touched is left out. A confirmation that
    was taken back is no touch.
    """
    first = history.seeded(db)
    rows = db.execute(
        "SELECT a.id, h.at, h.who FROM main.action a JOIN main.history h ON h.id = ("
        "SELECT max(n.id) FROM main.history n WHERE n.about = a.id AND n.id > ? AND n.id <= ? "
        f"AND +n.tbl IN ({_touching()}) AND NOT (+n.tbl = 'coalition' AND n.operation = 'insert') "
        f"AND NOT (+n.tbl = 'confirmation' AND (n.operation = 'update' OR EXISTS ({_TAKEN_BACK}))))",
        [first, until],
    ).fetchall()
    return {action_id: (local_time(at).date().isoformat(), who) for action_id, at, who in rows}
