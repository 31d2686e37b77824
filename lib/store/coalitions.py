"""What is recorded about coalitions: read it for all actions at once, and write it within the rules.

Owns the verbs for chairs, activation, purpose case, support, milestones and flags. Fields of a row that
exists are saved, taken back and put back with `records.save`, `records.withdraw` and `records.put_back`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.store.checks import coalitions
from lib.store.file.rows import day_of_writing, get
from lib.store.purpose import write_purpose as write_purpose
from lib.store.records import add, save
from lib.store.stages import written_since_the_end as written_since_the_end
from lib.store.tables import all_steps as all_steps, table as table, tables as tables


def add_chair(db: Database, values: Mapping[str, Any]) -> int:
    """Add a place at the table of an action, filled or empty; return its id.

    `values` has action_id, helix and role; may have region, needed (else yes) and party_id.
    """
    return add(db, "chair", values)


def add_milestone(db: Database, values: Mapping[str, Any]) -> int:
    """Add what is due when and in whose hands; return its id.

    `values` has action_id, what and due; may have done_on and owner_id.
    """
    return add(db, "milestone", values)


def set_activation(
    db: Database,
    action_id: str,
    party_id: int,
    level: int,
    step_id: int | None = None,
    version: int | None = None,
) -> int:
    """Say where a party stands in a coalition, from the step that shows it; returns the row's version.

    `version` is that of the row as it was seen, None when the party had none. From level 3 a step is a
    must: one of this action, not withdrawn, at which the party was present; for 5 not started by the
    ambassador. Raises Invalid, or Conflict when somebody else moved the party meanwhile.
    """
    claim = {"level": level, "step_id": step_id}
    return say_of_party(db, "activation", (action_id, party_id), claim, version)


def answer_support(  # noqa: PLR0913 - the answer as it was given
    db: Database,
    action_id: str,
    party_id: int,
    answer: str,
    condition: str = "",
    contribution: str = "",
    answered_on: Any = None,
    version: int | None = None,
) -> int:
    """Record what a party answered to the purpose case; returns the row's version.

    `version` is that of the row as it was seen, None when there was none. A conditional yes needs its
    condition; another yes lets go of the condition that stood there. An answer without a day is of
    today. Raises Invalid, or Conflict when somebody else recorded something else meanwhile.
    """
    values = {
        "answer": answer,
        "condition": condition,
        "contribution": contribution,
        "answered_on": answered_on,
    }
    return say_of_party(db, "support", (action_id, party_id), values, version)


def declare_complete(db: Database, action_id: str, version: int, on: Any, reason: str = "") -> int:
    """Declare a coalition complete since a day, or take that back with None; returns the row's version.

    With an empty needed chair the reason is a must; it is shown ever after.
    """
    return save(db, "coalition", action_id, version, {"complete_on": on, "complete_reason": reason})


def hand_over_meeting(db: Database, action_id: str, version: int, party_id: int, when: str) -> int:
    """Record in words when a coalition meets and which party calls it from now on; returns the row's version.

    Raises Invalid without a rhythm or for a party that withdrew, Conflict when somebody else wrote one.
    """
    coalitions.refuse_withdrawn_party(db, "rhythm", party_id)
    rhythm = RECORDS["coalition"].validate({"rhythm": when}, day_of_writing(db))["rhythm"].rstrip(".")
    if not rhythm:
        raise Invalid(
            "rhythm",
            "Hoe vaak de coalitie bijeenkomt, is nog leeg. Vul in wanneer de coalitie bijeenkomt, "
            "bijvoorbeeld elke eerste maandag.",
        )
    words = f"{rhythm}, bijeengeroepen door {get(db, 'party', party_id)['name']}"
    return save(db, "coalition", action_id, version, {"rhythm": words})


def answer_flag(db: Database, flag_id: int, version: int, answer: str) -> int:
    """Say in writing what the end of a neighbour means here; returns the row's version.

    The one thing of a coalition that can also be said once the action itself has ended.
    """
    if not answer.strip():
        raise Invalid("answer", "Het antwoord is nog leeg. Schrijf op wat dit voor de actie betekent.")
    return save(db, "flag", flag_id, version, {"answer": answer})


def say_of_party(
    db: Database, table_name: str, place: tuple[str, int], values: Mapping[str, Any], version: int | None
) -> int:
    """Save the one row that a party has in a coalition, or make it; returns the row's version.

    `place` is the action and the party. `version` is that of the row as it was seen, None when there was
    none. Raises Invalid, or Conflict when somebody else recorded something else meanwhile.
    """
    own = f"SELECT id FROM {table_name} WHERE action_id = ? AND party_id = ?"
    rows = list(db.query(own, place))
    if rows:
        return save(db, table_name, rows[0]["id"], version or 0, values)
    action_id, party_id = place
    add(db, table_name, {"action_id": action_id, "party_id": party_id, **values})
    return 1
