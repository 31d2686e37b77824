"""What must hold of a meeting, its items and its decisions as a whole, beyond their separate values.

Owns what a closed meeting still takes (telling about it, following up), what an item and a decision may point
at, and what an advice may propose.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlite_utils import Database

from lib.dutch import day_text
from lib.model.kinds import Invalid
from lib.model.meetings import ADVICE, PLEDGE, meeting_label
from lib.store.checks.coalitions import refuse_withdrawn_party
from lib.store.checks.registry import Edit, Values, check
from lib.store.checks.rulings import check_change
from lib.store.file.rows import get

_AFTER_CLOSING = {
    "meeting": {"communicated_on", "communicated_how"},
    "agenda_item": set[str](),
    "decision": {"settled_on", "settled_note"},
}
"""Per table what may still change once the meeting is closed."""


@check("meeting", "agenda_item", "decision")
def _check_closed(db: Database, edit: Edit) -> None:
    """Check that a closed meeting takes only what is told or followed up afterwards."""
    if edit.mine.keys() - _AFTER_CLOSING[edit.table]:
        _refuse_settled(db, edit)


def _refuse_settled(db: Database, edit: Edit) -> None:
    """Raise Invalid for a row whose meeting is closed; one that is withdrawn may come back itself."""
    if edit.table != "meeting":
        refuse_closed(db, edit.after["meeting_id"])
    elif edit.row.get("closed_at"):
        refuse_closed(db, edit.row["id"])


@check("meeting")
def _check_meeting(db: Database, edit: Edit) -> None:
    after, mine = edit.after, edit.mine
    if mine.get("withdrawn_on"):
        _refuse_with_decisions(db, "meeting_id", after["id"], "In dit overleg")
    elif {"kind", "held_on", "title", "withdrawn_on"} & mine.keys():
        _refuse_known_meeting(db, after)


@check("agenda_item")
def _check_item(db: Database, edit: Edit) -> None:
    after, mine = edit.after, edit.mine
    _check_topic(after)
    if mine.get("withdrawn_on"):
        _refuse_with_decisions(db, "item_id", after["id"], "Bij dit agendapunt")
    elif "withdrawn_on" in mine or not edit.row:
        _refuse_known_item(db, after)


@check("decision")
def _check_decision(db: Database, edit: Edit) -> None:
    after, mine = edit.after, edit.mine
    _check_owner(db, after, mine)
    if after["withdrawn_on"] or after["kind"] != ADVICE:
        _refuse_answered(db, after["id"])
    _check_proposal(after)
    if "withdrawn_on" in mine and not mine["withdrawn_on"]:
        _refuse_withdrawn_item(db, after)


def _refuse_answered(db: Database, decision_id: int) -> None:
    """Raise Invalid once Gedeputeerde Staten decided on this advice: their decision rests on it."""
    if list(db.query("SELECT 1 FROM ruling WHERE advice_id = ? AND withdrawn_on IS NULL", (decision_id,))):
        raise Invalid(
            "withdrawn_on",
            "Op dit advies hebben Gedeputeerde Staten besloten: het blijft staan. "
            "Trek eerst dat besluit in, als het niet klopt.",
        )


@check("edition")
def _check_edition(db: Database, edit: Edit) -> None:
    """Check that an edition of a meeting comes and goes with its closing; no two that count have one name."""
    after, mine = edit.after, edit.mine
    if "withdrawn_on" in mine and after["meeting_id"] is not None:
        raise Invalid(
            "withdrawn_on",
            "Deze editie hoort bij een overleg. Heropen of sluit dat overleg: de editie gaat dan mee.",
        )
    if not after["withdrawn_on"]:
        refuse_known_edition(db, after["name"], after["id"])


@check("manifest_entry")
def _check_entry(db: Database, edit: Edit) -> None:
    after = edit.after
    if after["withdrawn_on"] and after["withdrawn_on"] < after["formalised_on"]:
        raise Invalid("withdrawn_on", "Een partij kan zich niet terugtrekken voordat zij meedeed.")
    _refuse_twice(db, after)


def _refuse_with_decisions(db: Database, column: str, row_id: int, where: str) -> None:
    """Raise Invalid when what would be taken back still carries decisions, pledges or questions."""
    if list(db.query(f"SELECT 1 FROM decision WHERE {column} = ? AND withdrawn_on IS NULL", (row_id,))):
        raise Invalid("withdrawn_on", f"{where} is al iets vastgelegd. Trek dat eerst in.")


def refuse_known_edition(db: Database, name: str, own_id: int | None = None) -> None:
    """Raise Invalid when another edition that counts has this name."""
    others = db.query("SELECT name FROM edition WHERE withdrawn_on IS NULL AND id IS NOT ?", (own_id,))
    if name.casefold() in [edition["name"].casefold() for edition in list(others)]:
        raise Invalid("name", f"De editie “{name}” bestaat al. Kies een andere naam.")


def refuse_closed(db: Database, meeting_id: int) -> None:
    """Raise Invalid for a meeting that is closed or withdrawn: its edition and minutes stand."""
    held = get(db, "meeting", meeting_id)
    label = meeting_label(held["kind"], held["held_on"], held["title"])
    if held["withdrawn_on"]:
        raise Invalid("meeting_id", f"{label} is ingetrokken op {day_text(held['withdrawn_on'])}.")
    if held["closed_at"]:
        raise Invalid(
            "meeting_id",
            f"{label} is gesloten en het verslag staat vast; er is niets gewijzigd. "
            "Leg het vast in een volgend overleg, of heropen dit overleg met een reden.",
        )


def _refuse_known_meeting(db: Database, values: Values) -> None:
    """Raise Invalid when another meeting of that kind on that day has the same title."""
    same = (
        "SELECT 1 FROM meeting WHERE kind = ? AND held_on = ? AND title = ? COLLATE NOCASE "
        "AND withdrawn_on IS NULL AND id IS NOT ?"
    )
    if list(db.query(same, (values["kind"], values["held_on"], values["title"], values["id"]))):
        raise Invalid(
            "title",
            f"{meeting_label(values['kind'], values['held_on'], values['title'])} bestaat al. "
            "Open dat overleg, of geef dit een eigen titel.",
        )


def check_closing(row: Values, today: date) -> None:
    """Raise Invalid when a meeting cannot be closed now."""
    if row["withdrawn_on"] or row["closed_at"]:
        raise Invalid("closed_at", "Dit overleg is al gesloten of ingetrokken; er is niets gewijzigd.")
    if row["held_on"] > today.isoformat():
        raise Invalid(
            "closed_at",
            f"Dit overleg is pas op {day_text(row['held_on'])}. Sluit het als het geweest is, "
            "of verbeter de datum.",
        )


def _refuse_known_item(db: Database, values: Values) -> None:
    """Raise Invalid when the action of an item stands on that agenda already."""
    if values["action_id"] is None:
        return
    action = get(db, "action", values["action_id"])
    there = (
        "SELECT 1 FROM agenda_item WHERE meeting_id = ? AND action_id = ? AND withdrawn_on IS NULL "
        "AND id IS NOT ?"
    )
    if list(db.query(there, (values["meeting_id"], values["action_id"], values["id"]))):
        raise Invalid("action_id", f"“{action['name']}” staat al op de agenda van dit overleg.")


def _check_topic(values: Values) -> None:
    """Check that an item is about one action, or about a free topic in words."""
    if values["action_id"] is None and not values["topic"]:
        raise Invalid("topic", "Kies een actie, of vul het onderwerp in.")
    if values["action_id"] is not None and values["topic"]:
        raise Invalid(
            "topic", "Een agendapunt gaat over een actie of over een vrij onderwerp, niet over beide."
        )


def completed_decision(db: Database, values: Values) -> dict[str, Any]:
    """What follows for a new decision from its item; raises Invalid when it does not fit its meeting."""
    refuse_closed(db, values["meeting_id"])
    _check_owner(db, values, values)
    action_id = values["action_id"]
    if values["item_id"] is not None:
        item = get(db, "agenda_item", values["item_id"])
        if item["meeting_id"] != values["meeting_id"]:
            raise Invalid("item_id", "Dit agendapunt hoort bij een ander overleg. Ververs de pagina.")
        _refuse_withdrawn_item(db, values)
        action_id = action_id or item["action_id"]
    if action_id is not None:
        get(db, "action", action_id)
    _check_proposal({**values, "action_id": action_id})
    if values["proposes"]:
        check_change(db, action_id, values["proposes"], values["proposed"])
    return {"action_id": action_id}


def _check_proposal(decision: Values) -> None:
    """Only an advice about an action proposes a change of it."""
    if not decision["proposes"]:
        return
    if decision["kind"] != ADVICE:
        raise Invalid("kind", "Hier hoort een voorgestelde wijziging bij: dat is een advies. Kies Advies.")
    if decision["action_id"] is None:
        raise Invalid("proposes", "Een voorgestelde wijziging gaat over een actie. Kies een actie.")


def _check_owner(db: Database, after: Values, mine: Values) -> None:
    if after["kind"] == PLEDGE and after["owner_id"] is None:
        raise Invalid("owner_id", "Wie doet de toezegging? Kies de partij.")
    if mine.get("owner_id") is not None:
        refuse_withdrawn_party(db, "owner_id", mine["owner_id"])


def _refuse_withdrawn_item(db: Database, decision: Values) -> None:
    """Raise Invalid for a decision about an item that was taken off the agenda."""
    if decision["item_id"] is not None and get(db, "agenda_item", decision["item_id"])["withdrawn_on"]:
        raise Invalid("item_id", "Dit agendapunt is van de agenda gehaald. Zet het er eerst weer op.")


def _refuse_twice(db: Database, entry: Values) -> None:
    """Raise Invalid when a party would stand in the manifest's ledger twice on one day.

    On the day a party leaves it no longer counts; who left on the day it came never did.
    """
    until = entry["withdrawn_on"]
    if until is not None and until <= entry["formalised_on"]:
        return
    there = (
        "SELECT * FROM manifest_entry WHERE party_id = ? AND id IS NOT ? "
        "AND (? IS NULL OR formalised_on < ?) "
        "AND (withdrawn_on IS NULL OR withdrawn_on > max(formalised_on, ?))"
    )
    args = (entry["party_id"], entry["id"], until, until, entry["formalised_on"])
    same = next(iter(list(db.query(there, args))), None)
    if same is None:
        return
    name = get(db, "party", entry["party_id"])["name"]
    since = f"sinds {day_text(same['formalised_on'])}"
    if same["withdrawn_on"]:
        since = f"van {day_text(same['formalised_on'])} tot {day_text(same['withdrawn_on'])}"
    raise Invalid(
        "formalised_on", f"{name} staat al in het manifest, {since}. Kies een andere dag of partij."
    )
