"""What must hold of meldingen, matches and the ladder of the model, beyond their separate values."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.model.results.work import Match, ModelStep, Notice
from lib.rules.work.ladder import check_step, first_case
from lib.rules.work.matching import check_card, check_match, matched
from lib.rules.work.shown import check_untold
from lib.store.checks.registry import Edit, Values, check, follows
from lib.store.file.rows import get, rows_of


@follows("notice")
def _confirmed(_db: Database, _after: Values, mine: Values, today: date) -> dict[str, Any]:
    """A melding that somebody makes or changes holds on that day."""
    if mine.get("confirmed_on") or mine.get("withdrawn_on"):
        return {}
    return {"confirmed_on": today.isoformat()}


@check("notice")
def _check_notice(db: Database, edit: Edit) -> None:
    notice = edit.after
    if notice["ends_on"] and notice["ends_on"] < notice["starts_on"]:
        raise Invalid("ends_on", "De einddatum ligt voor de begindatum. Kijk beide dagen na.")
    if not edit.row:
        return
    matches = _matches_of(db, notice["id"])
    taken = matched(matches).get(notice["id"], 0)
    if notice["people"] < taken or (taken and (notice["kind"] != edit.row["kind"] or notice["withdrawn_on"])):
        raise Invalid("people", f"Aan deze melding zijn {taken} mensen gekoppeld. Wijzig eerst de koppeling.")
    check_untold(notice["people"], matches)


def _matches_of(db: Database, notice_id: int) -> list[Match]:
    asked = "SELECT * FROM job_match WHERE (surplus_id = ? OR demand_id = ?) AND withdrawn_on IS NULL"
    return rows_of(db, Match, asked, (notice_id, notice_id))


def _notice(db: Database, notice_id: int) -> Notice:
    row = get(db, "notice", notice_id)
    return Notice(**row, party=get(db, "party", row["party_id"])["name"])


@check("job_match")
def _check_match(db: Database, edit: Edit) -> None:
    after = edit.after
    if after["withdrawn_on"]:
        return
    match = Match(**{"version": 0, "withdrawn_reason": None, **after, "id": after["id"] or 0})
    if not edit.row or edit.mine.keys() & {"people", "withdrawn_on"}:
        ends = (_notice(db, match.surplus_id), _notice(db, match.demand_id))
        others = {end.id: [row for row in _matches_of(db, end.id) if row.id != match.id] for end in ends}
        of_ends = {row.id: row for own in others.values() for row in own}
        check_match(*ends, match.people, list(of_ends.values()))
        for end in ends:
            check_untold(end.people, [*others[end.id], match])
    check_card(match)


@check("model_step")
def _check_step(db: Database, edit: Edit) -> None:
    after = edit.after
    if after["withdrawn_on"]:
        return
    step = ModelStep(**{"version": 0, "withdrawn_reason": None, **after, "id": after["id"] or 0})
    others = rows_of(db, ModelStep, "SELECT * FROM model_step WHERE id IS NOT ?", (after["id"],))
    notices = {row["id"]: Notice(**row) for row in list(db.query("SELECT * FROM notice"))}
    matches = rows_of(db, Match, "SELECT * FROM job_match")
    check_step(step, others, first_case(matches, notices))
