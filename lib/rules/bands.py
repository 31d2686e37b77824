"""What a single change says: it decides something, goes forward or backward, or is something else.

Shared by the list of changes and by how the agenda goes, so that both put a change in the same band.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lib.dutch import local_time
from lib.model.agenda import ENDED, LADDER
from lib.model.change import Change

DECIDED, FORWARD, BACKWARD, OTHER = "besloten", "vooruit", "achteruit", "overig"


def band_of(change: Change) -> str:
    """Tell whether a change decides something, goes forward or backward, or is something else."""
    judge = _JUDGES.get((change.table, change.field)) or _JUDGES.get((change.table, ""))
    return judge(change) if judge else OTHER


def _stage(change: Change) -> str:
    if ENDED in (change.old, change.new):
        return DECIDED
    return FORWARD if LADDER.index(change.new) > LADDER.index(change.old) else BACKWARD


def _level(change: Change) -> str:
    if change.operation == "insert":
        return FORWARD if change.row["level"] else OTHER
    if change.field != "level":
        return OTHER
    return FORWARD if change.new > change.old else BACKWARD


def _answer(change: Change) -> str:
    if change.operation != "insert" and change.field != "answer":
        return OTHER
    answers = {"steunt": FORWARD, "onder voorwaarde": FORWARD, "steunt niet": BACKWARD}
    return answers.get(change.row["answer"], OTHER)


def _filled(field: str) -> Callable[[Change], str]:
    """Make a judge of a field that goes forward when it is filled and backward when it is emptied."""

    def judge(change: Change) -> str:
        if change.operation == "insert":
            return FORWARD if change.row[field] else OTHER
        if change.field != field:
            return OTHER
        return OTHER if change.old and change.new else FORWARD if change.new else BACKWARD

    return judge


def _result(change: Change) -> str:
    is_new = change.operation == "insert" and change.row["kind"] == "resultaat"
    return FORWARD if is_new else OTHER


def _agreed(change: Change) -> str:
    return DECIDED if change.operation == "insert" else _filled("settled_on")(change)


_JUDGES: Mapping[tuple[str, str], Callable[[Change], str]] = {
    ("action", "stage"): _stage,
    ("action", "driver_id"): _filled("driver_id"),
    ("action", "priority"): lambda _: DECIDED,
    ("action", "name"): lambda _: DECIDED,
    ("action", "goal_id"): lambda _: DECIDED,
    ("ruling", ""): lambda _: DECIDED,
    ("decision", ""): _agreed,
    ("activation", ""): _level,
    ("step", ""): _result,
    ("support", ""): _answer,
    ("milestone", ""): _filled("done_on"),
    ("chair", ""): _filled("party_id"),
}
_DAYS: Mapping[str, str] = {
    "step": "happened_on", "support": "answered_on", "milestone": "done_on", "decision": "settled_on",
}  # fmt: skip


def day_of(change: Change) -> str:
    """Return the day on which something happened; the day of recording when it carries none."""
    own = change.row.get(_DAYS.get(change.table, ""))
    return str(own) if own else local_time(change.at).date().isoformat()
