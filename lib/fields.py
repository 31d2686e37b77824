"""Which fields may be written, table by table, and the rule that each value obeys.

The one place that every route in (form, grid, board, link, example set) passes: what comes out may be
stored. What one value must look like stands in `lib.values`, what may be chosen in `lib.model`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from lib.model import HELIXES, PRIORITIES, REGIONS, STAGES, STARTED_BY, STEP_KINDS
from lib.values import (
    LINE_LIMIT,
    NAME_LIMIT,
    TEXT_LIMIT,
    Invalid,
    action_reference,
    choice,
    day,
    link,
    quoted,
    reference,
    text,
)

Rule = Callable[[Any, date], Any]

reason_text = text("De reden", LINE_LIMIT, lines=True)
_any_reason = text("De reden", LINE_LIMIT, required=False, lines=True)

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
        "withdrawn_on": day("De datum van intrekken"),
        "withdrawn_reason": reason_text,
    },
    "step": {
        "action_id": action_reference,
        "happened_on": day("De datum", past_only=True),
        "what": text("Wat er is gebeurd", LINE_LIMIT, lines=True),
        "kind": choice("Soort stap", STEP_KINDS),
        "started_by": choice("Begonnen door", STARTED_BY),
        "link": link,
        "withdrawn_on": day("De datum van intrekken"),
        "withdrawn_reason": reason_text,
    },
    "stage_move": {
        "to_stage": choice("Fase", STAGES),
        "moved_on": day("De datum", past_only=True),
        "reason": text("Waaruit dit blijkt", LINE_LIMIT, lines=True),
    },
}
"""Per table the fields that may be written and the rule each value obeys."""

NEW_ROW: Mapping[str, tuple[str, ...]] = {
    "action": ("name", "priority", "driver_id", "note"),
    "party": ("name", "helix", "region", "kind"),
    "step": ("action_id", "happened_on", "what", "kind", "started_by", "link"),
}
"""Per table the fields that a new row starts with."""


def validate(table: str, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The values as they may be stored; raises Invalid with the first thing that is wrong."""
    return _validated(RULES[table], values, today)


def validate_new(table: str, values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The values of a new row, complete: a field that was left out counts as left empty."""
    rules = {name: RULES[table][name] for name in NEW_ROW[table]}
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
