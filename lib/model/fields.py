"""Which fields may be written, table by table, and the rule that each value obeys.

The one place that every route in (form, grid, board, link, example set) passes: what comes out may be
stored. What one value must look like stands in `lib.model.kinds`, what may be chosen in `lib.model.agenda`.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from lib.model.agenda import HELIXES, PRIORITIES, STAGES, STARTED_BY, STEP_KINDS
from lib.model.coalitions import LEVELS
from lib.model.figures import MOVES
from lib.model.kinds import (
    LINE_LIMIT,
    NAME_LIMIT,
    TEXT_LIMIT,
    Invalid,
    action_reference,
    any_day,
    choice,
    day,
    link,
    past_day,
    quoted,
    reference,
    text,
    yes_or_no,
)
from lib.model.lists import campus_fields, meeting_fields
from lib.model.purpose import ANSWERS, PURPOSE_PARTS
from lib.model.regions import REGIONS

Rule = Callable[[Any, date], Any]

reason_text = text("De reden", LINE_LIMIT, lines=True)
_any_reason = text("De reden", LINE_LIMIT, required=False, lines=True)

PURPOSE_LIMIT = 8_000


def _level(value: Any, _today: date) -> int:
    """A rule for a level on the scale of activation; numbers of a grid count too."""
    try:
        found = -1 if isinstance(value, bool) else operator.index(value)
    except TypeError:
        found = -1
    if not 0 <= found < len(LEVELS):
        raise Invalid("level", f"Kies een stap op de schaal van 0 tot en met {len(LEVELS) - 1}.")
    return found


_withdrawal: Mapping[str, Rule] = {
    "withdrawn_on": day("De datum van intrekken"),
    "withdrawn_reason": reason_text,
}

RULES: Mapping[str, Mapping[str, Rule]] = {
    "action": {
        "name": text("De naam", NAME_LIMIT),
        "priority": choice("Prioriteit", PRIORITIES, optional=True),
        "driver_id": reference("Aanjager", optional=True),
        "note": text("De stand in woorden", TEXT_LIMIT, required=False, lines=True),
    },
    "party": {
        "name": text("De naam van de partij", NAME_LIMIT),
        "helix": choice("Helix", HELIXES),
        "region": choice("Regio", REGIONS, optional=True),
        "kind": text("Soort organisatie", NAME_LIMIT, required=False),
        **_withdrawal,
    },
    "step": {
        "action_id": action_reference,
        "happened_on": day("De datum", past_only=True),
        "what": text("Wat er is gebeurd", LINE_LIMIT, lines=True),
        "kind": choice("Soort stap", STEP_KINDS),
        "started_by": choice("Begonnen door", STARTED_BY),
        "link": link,
        **_withdrawal,
    },
    "stage_move": {
        "to_stage": choice("Fase", STAGES),
        "moved_on": day("De datum", past_only=True),
        "reason": text("Waaruit dit blijkt", LINE_LIMIT, lines=True),
        "meeting": text("Het overleg", NAME_LIMIT, required=False),
    },
    "chair": {
        "helix": choice("Helix", HELIXES),
        "role": text("De rol van de stoel", NAME_LIMIT),
        "region": choice("Regio", REGIONS, optional=True),
        "needed": yes_or_no(usual=True),
        "party_id": reference("Partij", optional=True),
        **_withdrawal,
    },
    "activation": {"level": _level, "step_id": reference("Stap", optional=True)},
    "coalition": {
        "complete_on": past_day("De datum waarop de coalitie compleet is"),
        "complete_reason": text("De reden", LINE_LIMIT, required=False, lines=True),
        "rhythm": text("Het vergaderritme", LINE_LIMIT, required=False),
        "money_until": any_day("De dag tot wanneer er geld is"),
        "signed_on": past_day("De datum van ondertekenen"),
    },
    "purpose_text": {
        "part": choice("Onderdeel", PURPOSE_PARTS),
        "text": text("De tekst van dit onderdeel", PURPOSE_LIMIT, lines=True),
    },
    "support": {
        "answer": choice("Draagvlak", ANSWERS),
        "condition": text("De voorwaarde", LINE_LIMIT, required=False, lines=True),
        "contribution": text("De bijdrage", LINE_LIMIT, required=False, lines=True),
        "answered_on": past_day("De datum van het antwoord"),
    },
    "milestone": {
        "what": text("De mijlpaal", LINE_LIMIT),
        "due": day("De datum van de mijlpaal"),
        "done_on": past_day("De datum waarop de mijlpaal is gehaald"),
        "owner_id": reference("Wie dit doet", optional=True),
        **_withdrawal,
    },
    "figure_set": _withdrawal,
    "effect": {
        "sentence": text("De zin over het effect", LINE_LIMIT, lines=True),
        "direction": choice("De richting", MOVES),
        **_withdrawal,
    },
    "flag": {
        "answer": text("Het antwoord", TEXT_LIMIT, required=False, lines=True),
        "answered_on": past_day("De datum van het antwoord"),
    },
    "campus": {**campus_fields.RULES["campus"], **_withdrawal},
    "region": campus_fields.RULES["region"],
    **{table: {**rules, **_withdrawal} for table, rules in meeting_fields.RULES.items()},
    "obligation": meeting_fields.OBLIGATION,
}
"""Per table the fields that may be written and the rule each value obeys."""

REASON_REQUIRED: frozenset[tuple[str, str]] = frozenset(
    {
        ("action", "priority"),
        ("action", "name"),
        *((table, "withdrawn_on") for table, rules in RULES.items() if "withdrawn_on" in rules),
    }
)
"""Changes that need a reason or decision in words: they contradict what was adopted or recorded."""

NEW_ROW: Mapping[str, tuple[str, ...]] = {
    "action": ("name", "priority", "driver_id", "note"),
    "party": ("name", "helix", "region", "kind"),
    "step": ("action_id", "happened_on", "what", "kind", "started_by", "link"),
    "chair": ("helix", "role", "region", "needed", "party_id"),
    "activation": ("level", "step_id"),
    "support": ("answer", "condition", "contribution", "answered_on"),
    "milestone": ("what", "due", "done_on", "owner_id"),
    **campus_fields.NEW_ROW,
    "effect": ("sentence", "direction"),
    **meeting_fields.NEW_ROW,
}
"""Per table the fields that a new row starts with."""

_BELONGS_TO: Mapping[str, Mapping[str, Rule]] = {
    "chair": {"action_id": action_reference},
    "activation": {"action_id": action_reference, "party_id": reference("Partij")},
    "support": {"action_id": action_reference, "party_id": reference("Partij")},
    "milestone": {"action_id": action_reference},
    "effect": {
        "action_id": action_reference,
        **{name: text("Het beginpunt", NAME_LIMIT) for name in ("indicator", "region", "period")},
    },
    **meeting_fields.BELONGS_TO,
}
"""Per table what a new row belongs to: given once, never changed."""

_TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "party": (tuple(_withdrawal),),
    "step": (tuple(_withdrawal),),
    "chair": (tuple(_withdrawal),),
    "milestone": (tuple(_withdrawal),),
    "activation": (("level", "step_id"),),
    "coalition": (("complete_on", "complete_reason"),),
    "support": (("answer", "condition", "answered_on"),),
    "flag": (("answer", "answered_on"),),
    **campus_fields.TOGETHER,
    "figure_set": (tuple(_withdrawal),),
    "effect": (tuple(_withdrawal),),
    **{
        table: (tuple(_withdrawal), *meeting_fields.TOGETHER.get(table, ())) for table in meeting_fields.RULES
    },
}


def together(table: str, name: str) -> tuple[str, ...]:
    """The fields that a field only makes sense with, itself included: these are put back as one."""
    return next((group for group in _TOGETHER.get(table, ()) if name in group), (name,))


def validate(table: str, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The values as they may be stored; raises Invalid with the first thing that is wrong."""
    return _validated(RULES[table], values, today)


def validate_new(table: str, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The values of a new row, complete: a field that was left out counts as left empty."""
    rules = {**_BELONGS_TO.get(table, {}), **{name: RULES[table][name] for name in NEW_ROW[table]}}
    return _validated(rules, {**dict.fromkeys(rules), **values}, today)


def _validated(rules: Mapping[str, Rule], values: Mapping[str, Any], today: date) -> dict[str, Any]:
    unknown = [name for name in values if name not in rules]
    if unknown:
        raise Invalid(unknown[0], f"Het veld {quoted(unknown[0])} kan hier niet worden gewijzigd.")
    return {name: _checked(name, rules[name], value, today) for name, value in values.items()}


def _checked(name: str, rule: Rule, value: Any, today: date) -> Any:
    try:
        return rule(value, today)
    except Invalid as wrong:
        raise Invalid(name, wrong.sentence) from None


def clean_reason(reason: str) -> str:
    """The reason that goes with a change into the history; `REASON_REQUIRED` says where it is a must."""
    return str(_any_reason(reason, date.min))


def check_priority(number: int | None, priority: str | None) -> None:
    """Numbered actions have a priority; the manifest activities have none."""
    if (number is None) != (priority is None):
        raise Invalid(
            "priority",
            "Een genummerde actie heeft prioriteit A, B of C."
            if number
            else "De activiteiten van het manifest hebben geen prioriteit.",
        )
