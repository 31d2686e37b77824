"""Which fields of meetings, items, decisions, editions and the manifest may be written, and their rules.

Owns the part of `lib.model.fields` that is about meetings, which takes it in as its own and adds withdrawal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from lib.model.kinds import (
    LINE_LIMIT,
    NAME_LIMIT,
    Invalid,
    action_reference,
    any_day,
    choice,
    count,
    day,
    missing,
    past_day,
    reference,
    text,
    yes_or_no,
)
from lib.model.manifest import MOST_A_YEAR
from lib.model.meetings import DECISION_KINDS, MEETING_KINDS, MOST_MINUTES, TITLE_LIMIT, USUAL_MINUTES

Rule = Callable[[Any, date], Any]


def _planned_minutes(value: Any, today: date) -> int:
    """A rule for the planned length of a meeting in minutes; left empty it is the usual one."""
    empty = missing(value) or value == ""
    return (
        count("De duur in minuten", MOST_MINUTES)(USUAL_MINUTES if empty else value, today) or USUAL_MINUTES
    )


def _optional_action(value: Any, today: date) -> str | None:
    """A rule for the id of an action, or none: a free topic is about no action."""
    return None if missing(value) or value == "" else action_reference(value, today)


def _position(value: Any, _today: date) -> int:
    """A rule for a place in an order: any whole number."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10_000:
        raise Invalid("position", "De volgorde klopt niet. Ververs de pagina en probeer het opnieuw.")
    return value


RULES: Mapping[str, Mapping[str, Rule]] = {
    "meeting": {
        "kind": choice("Soort overleg", MEETING_KINDS),
        "title": text("De titel", TITLE_LIMIT, required=False),
        "held_on": day("De datum van het overleg"),
        "place": text("De plaats", NAME_LIMIT, required=False),
        "minutes": _planned_minutes,
        "communicated_on": past_day("De dag waarop erover is verteld"),
        "communicated_how": text("Hoe erover is verteld", LINE_LIMIT, required=False),
    },
    "agenda_item": {
        "topic": text("Het onderwerp", NAME_LIMIT, required=False),
        "minutes": count("Het aantal minuten", MOST_MINUTES, optional=True),
        "question": text("De vraag aan de tafel", LINE_LIMIT, required=False),
        "reason": text("Waarom dit op de agenda staat", LINE_LIMIT, required=False),
        "parked": yes_or_no(usual=False),
        "position": _position,
    },
    "decision": {
        "kind": choice("Soort", DECISION_KINDS),
        "text": text("De tekst", LINE_LIMIT, lines=True),
        "owner_id": reference("Wie dit doet", optional=True),
        "due": any_day("De datum waarop het klaar moet zijn"),
        "settled_on": past_day("De datum waarop dit is afgehandeld"),
        "settled_note": text("Hoe dit is afgehandeld", LINE_LIMIT, required=False, lines=True),
    },
    "edition": {"name": text("De naam van de editie", NAME_LIMIT)},
    "manifest_entry": {
        "formalised_on": day("De datum van formaliseren", past_only=True),
        "document": text("Het document", LINE_LIMIT, required=False),
    },
    "confirmation": {},
}
"""Per table the fields that may be written; each of these tables can also be withdrawn from."""

OBLIGATION: Mapping[str, Rule] = {
    "per_year": count("Hoe vaak per jaar", MOST_A_YEAR, optional=True),
}
"""The fields of an obligation: it stands in the annex, so only its rhythm is ours to record."""

NEW_ROW: Mapping[str, tuple[str, ...]] = {
    "meeting": ("kind", "title", "held_on", "place", "minutes"),
    "agenda_item": ("topic", "minutes", "question", "reason", "parked"),
    "decision": ("kind", "text", "owner_id", "due"),
    "edition": ("name",),
    "manifest_entry": ("formalised_on", "document"),
}

BELONGS_TO: Mapping[str, Mapping[str, Rule]] = {
    "agenda_item": {"meeting_id": reference("Overleg"), "action_id": _optional_action},
    "decision": {
        "meeting_id": reference("Overleg"),
        "item_id": reference("Agendapunt", optional=True),
        "action_id": _optional_action,
    },
    "edition": {"meeting_id": reference("Overleg", optional=True)},
    "manifest_entry": {"party_id": reference("Partij")},
}

TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "meeting": (("communicated_on", "communicated_how"),),
    "decision": (("settled_on", "settled_note"),),
}
