"""What of the agenda changes by a decision of Gedeputeerde Staten alone, and what must hold of it.

Owns what may be proposed or decided about an action, and under which decision a write stands.
"""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from lib.model.agenda import ENDED, REOPENED_AS
from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.model.rulings import ADOPTED
from lib.rules.agenda import check_move, check_priority
from lib.store.checks.registry import Edit, Values, check
from lib.store.file.rows import day_of_writing, get, writer

_WHAT = {
    "priority": "Een andere prioriteit",
    "name": "Een andere naam van een vastgestelde actie",
    "goal_id": "Een ander doel",
}


def what_is_decided(db: Database, action_id: str, field: str, value: Any) -> str:
    """What Gedeputeerde Staten have to decide for this change, as the first words of a sentence; else empty.

    Names and goals are theirs only where Provinciale Staten received them.
    """
    if field == "stage":
        ended = get(db, "action", action_id)["stage"] == ENDED
        return "Een actie heropenen" if ended else "Een actie beëindigen" if value == ENDED else ""
    adopted = field == "priority" or list(db.query("SELECT 1 FROM adopted WHERE action_id = ?", (action_id,)))
    return _WHAT.get(field, "") if adopted else ""


def refuse_undecided(db: Database, action: Values, field: str, value: Any) -> int | None:
    """The decision of Gedeputeerde Staten under which this write stands, None where none is needed.

    Raises Invalid when there is none, or one about something else.
    """
    what = what_is_decided(db, action["id"], field, value)
    if not what:
        return None
    ruling_id = writer(db)["ruling_id"]
    if ruling_id is None:
        raise Invalid(
            "ruling",
            f"{what} vraagt een besluit van Gedeputeerde Staten. Vul dat besluit in, of leg het vast als "
            "voorstel van een overleg.",
        )
    ruling = get(db, "ruling", ruling_id)
    if (ruling["action_id"], ruling["changes"], ruling["value"]) != (action["id"], field, str(value)):
        raise Invalid("ruling", "Dit besluit van Gedeputeerde Staten gaat over iets anders.")
    return int(ruling_id)


def check_change(db: Database, action_id: str, field: str, value: str) -> None:
    """Raise Invalid for a change that cannot be proposed or decided: impossible, or so already."""
    action = get(db, "action", action_id)
    if str(action[field]) == value:
        raise Invalid("proposed", "Zo staat het al op de agenda; hier valt niets te besluiten.")
    if field == "stage":
        _check_stage(action, value)
    elif field == "goal_id":
        get(db, "goal", int(value) if value.isdigit() else value)
    else:
        RECORDS["action"].validate({field: value}, day_of_writing(db))
    if field == "priority":
        check_priority(action["number"], value)


def _check_stage(action: Values, value: str) -> None:
    if value != (REOPENED_AS if action["stage"] == ENDED else ENDED):
        raise Invalid("proposed", "Alleen een einde of een heropening is een besluit over de fase.")
    check_move(action["stage"], value)


@check("ruling")
def _check_ruling(db: Database, edit: Edit) -> None:
    """A new ruling has a day and fits its advice; one that the agenda stands on is not taken back."""
    after = edit.after
    if "version" not in edit.row:
        if after["decided_on"] is None:
            raise Invalid("decided_on", "Op welke dag is dit besloten? Vul de datum van het besluit in.")
        _check_advice(db, after)
    if edit.mine.get("withdrawn_on"):
        _refuse_ground(db, after)


def _check_advice(db: Database, ruling: Values) -> None:
    """A ruling answers an advice about the same change, once."""
    if ruling["advice_id"] is None:
        return
    advice = get(db, "decision", ruling["advice_id"])
    if (advice["action_id"], advice["proposes"], advice["proposed"]) != (
        ruling["action_id"], ruling["changes"], ruling["value"]
    ):  # fmt: skip
        raise Invalid("advice_id", "Dit advies gaat over een andere wijziging.")
    answered = "SELECT 1 FROM ruling WHERE advice_id = ? AND withdrawn_on IS NULL"
    if list(db.query(answered, (advice["id"],))):
        raise Invalid("advice_id", "Gedeputeerde Staten hebben over dit voorstel al besloten.")


def _refuse_ground(db: Database, ruling: Values) -> None:
    """Raise Invalid while what the agenda says now rests on this ruling."""
    newest = (
        "SELECT max(id) FROM ruling WHERE action_id = ? AND changes = ? AND outcome = ? "
        "AND withdrawn_on IS NULL"
    )
    asked = (ruling["action_id"], ruling["changes"], ADOPTED)
    action = get(db, "action", ruling["action_id"])
    last = db.execute(newest, asked).fetchone()[0]
    if last == ruling["id"] and str(action[ruling["changes"]]) == ruling["value"]:
        raise Invalid(
            "withdrawn_on",
            f"“{action['name']}” is gewijzigd met dit besluit, en dat geldt nog. "
            "Leg eerst een nieuw besluit van Gedeputeerde Staten vast.",
        )
