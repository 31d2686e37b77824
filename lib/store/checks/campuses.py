"""What must hold of a campus as a whole, beyond its separate values.

Whether a point lies in the region it is said to lie in is no rule but a question, asked on the screen:
see `lib.rules.campuses.doubts`.
"""

from __future__ import annotations

from sqlite_utils import Database

from lib.model.campuses import IN_ONE_PLACE, SHARES
from lib.model.kinds import Invalid, quoted
from lib.model.listing import parts
from lib.store.checks.registry import Edit, Values, check
from lib.store.file.rows import get


@check("campus")
def _check_campus(db: Database, edit: Edit) -> None:
    """Check that a campus does not contradict itself or what it points at."""
    mine = edit.mine
    if "name" in mine:
        _refuse_known_name(db, mine["name"], edit.row.get("id"))
    if mine.get("municipality"):
        _refuse_unknown_municipality(db, mine["municipality"])
    for action_id in parts(mine.get("actions") or ""):
        get(db, "action", action_id)
    if {"lon", "lat", "kind"} & set(mine):
        _check_point(edit.after)
    _check_shares(edit.after)


def _refuse_known_name(db: Database, name: str, own_id: int | None) -> None:
    same = "SELECT 1 FROM campus WHERE name = ? COLLATE NOCASE AND id IS NOT ?"
    if list(db.query(same, (name, own_id))):
        raise Invalid("name", f"Er is al een campus die “{name}” heet. Wijzig die, of kies een andere naam.")


def _refuse_unknown_municipality(db: Database, name: str) -> None:
    if not list(db.query("SELECT 1 FROM municipality WHERE name = ?", (name,))):
        raise Invalid("municipality", f"Gemeente {quoted(name)} bestaat niet. Kies uit de lijst.")


def _check_point(after: Values) -> None:
    """Check that a point is whole, and only a campus in one place has one."""
    lon, lat = after.get("lon"), after.get("lat")
    if (lon is None) != (lat is None):
        raise Invalid("lat", "Vul de lengtegraad en de breedtegraad allebei in, of laat ze allebei leeg.")
    if lon is not None and after["kind"] != IN_ONE_PLACE:
        raise Invalid(
            "kind", "Alleen een campus op één plek krijgt een punt op de kaart. Maak de coördinaten leeg."
        )


def _check_shares(after: Values) -> None:
    total = sum(after.get(field) or 0 for field in SHARES.values())
    if total > 100:
        raise Invalid("share_business", f"De aandelen zijn samen {total}%; meer dan 100% kan niet.")
