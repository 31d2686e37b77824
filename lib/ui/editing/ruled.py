"""A change that Gedeputeerde Staten decide about: what a form asks for that, and the write.

Owns how a ruling or a proposal of a meeting is asked in any form; the store judges which change needs one.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import asdict
from typing import Any

from lib.access import DECIDE
from lib.model.kinds import Invalid
from lib.model.meetings import MEETING_KINDS
from lib.store import decisions, meetings, stages
from lib.store.file.connection import Database, reading
from lib.ui.editing.asks import Ask, OtherThan
from lib.ui.editing.form import asks_of
from lib.ui.editing.sending import REASON
from lib.ui.here import state

RULING = "ruling"
_NEW = "nieuw: "
_RULED, _PROPOSED = "gs", "voorstel"
_BY = {_RULED: "Gedeputeerde Staten hebben dit besloten", _PROPOSED: "Een overleg stelt dit voor"}
_SAID = "Vastgelegd als voorstel. De agenda verandert pas na een besluit van Gedeputeerde Staten."
ON_WHICH_DAY = "moved_on"
EXAMPLES = {
    True: "bijvoorbeeld: de actie krijgt voorrang, want de vouchers lopen af",
    False: "bijvoorbeeld: purpose case getekend op 3 maart",
}
"""What stands in an empty field for a decision (True), and for any other ground."""
Only = Mapping[str, Container[Any]]


def asks(only: Only | None = None) -> tuple[Ask, ...]:
    """Ask who decided or proposes it, the meeting, and of a decision its day and kenmerk; `only` then."""
    held = _meetings()
    kinds = {f"{_NEW}{kind}": f"Nieuw overleg: {name.lower()}" for kind, name in MEETING_KINDS.items()}
    by = _BY if state.here().person.may(DECIDE) else {_PROPOSED: _BY[_PROPOSED]}
    someone, ruled = {RULING: OtherThan(None)}, {RULING: (_RULED,)}
    return (
        Ask(RULING, "record", "Wie besloot dit?", by, "kies: besluit of voorstel", only=only or {},
            required=True),
        Ask("meeting", "record", "Overleg dat dit voorstelt of adviseerde", held | kinds, "kies overleg",
            only=someone),
        Ask("held_on", "day", "Datum van een nieuw overleg", only={"meeting": tuple(kinds)}, required=True),
        Ask("decided_on", "day", "Datum van het besluit van GS", only=ruled, required=True),
        Ask("kenmerk", "line", "Kenmerk", example="nog zonder kenmerk", only=ruled),
    )  # fmt: skip


def _meetings() -> dict[str, str]:
    """Return the meetings by their id in words, the open ones first."""
    with reading(state.here().path) as db:
        held = meetings.meetings(db)
    return {str(meeting.id): meeting.label for meeting in sorted(held, key=lambda meeting: not meeting.open)}


def latest_open_meeting() -> str | None:
    """Return the meeting that is still open, as its field has it."""
    with reading(state.here().path) as db:
        return next((str(meeting.id) for meeting in meetings.meetings(db) if meeting.open), None)


def why(label: str, example: str, only: Only | None = None, *, widget: str = "line") -> Ask:
    """Ask the ground of a change."""
    return Ask(REASON, widget, label, example=example, only=only or {}, required=True)


def day_of_move(label: str = "") -> tuple[Ask, ...]:
    """Ask since when a stage is reached."""
    asked = {ON_WHICH_DAY: {"label": label}} if label else {}
    return tuple(asks_of("stage_move", (ON_WHICH_DAY,), None, asked, {}))


def needed(action_id: str, field: str, value: Any) -> bool:
    """Tell whether Gedeputeerde Staten decide about this change of an action."""
    with reading(state.here().path) as db:
        return bool(decisions.what_is_decided(db, action_id, field, value))


def write(
    db: Database, action_id: str, version: int, change: tuple[str, Any], typed: Mapping[str, Any]
) -> None:
    """Make a change of an action, under its ruling where it needs one; a proposal changes nothing yet.

    Raises Invalid when nothing was written or chosen, or the store refuses it.
    """
    if _stands(db, action_id, change, typed):
        stages.carry_out(db, action_id, version, change, typed.get(ON_WHICH_DAY), str(typed[REASON]))


def said(typed: Mapping[str, Any], usual: str) -> str:
    """Tell what to say once it is stored."""
    return _SAID if typed.get(RULING) == _PROPOSED else usual


def _stands(db: Database, action_id: str, change: tuple[str, Any], typed: Mapping[str, Any]) -> bool:
    """Record who decided about a change; False while a meeting only proposes it."""
    what = decisions.what_is_decided(db, action_id, *change)
    if not what:
        return True
    text = str(typed[REASON])
    if not text.strip():
        raise Invalid(REASON, "Wat er is besloten of voorgesteld, is nog leeg. Vul het in.")
    if typed[RULING] is None:
        raise Invalid(
            RULING,
            f"{what} vraagt een besluit van Gedeputeerde Staten. "
            "Kies of zij dit hebben besloten, of dat een overleg het voorstelt.",
        )
    if typed[RULING] == _PROPOSED:
        decisions.propose(db, action_id, change, text, _meeting(db, typed))
        return False
    meeting_id = _meeting(db, typed) if typed["meeting"] else None
    own = {name: typed[name] for name in ("decided_on", "kenmerk")}
    decisions.rule(db, action_id, change, {**own, "text": text, "meeting_id": meeting_id})
    return True


def _meeting(db: Database, typed: Mapping[str, Any]) -> int:
    """Return the meeting that was chosen, made when it is a new one."""
    chosen, day = typed["meeting"], typed["held_on"]
    if not chosen:
        raise Invalid(
            "meeting",
            "In welk overleg dit is voorgesteld, is nog leeg. Kies een overleg, of een nieuw met zijn datum.",
        )
    if not chosen.startswith(_NEW):
        return int(chosen)
    new = {"kind": chosen.removeprefix(_NEW), "held_on": day, "title": ""}
    same = (meeting.id for meeting in meetings.meetings(db) if new.items() <= asdict(meeting).items())
    return next(same, None) or meetings.add_meeting(db, new)
