"""How figures read: a value with its unit, a change, a class with its thresholds, a delivery in the history.

Owns wording only; reads nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lib.dutch import day_text, number_text
from lib.figure import MOVES, TENSION, Indicator, Observation
from lib.model import FIRST_FILLING
from lib.model import Change as Recorded
from lib.regions import SCALES, scale_of
from lib.rules.figures import Change

FIELD_NAMES: Mapping[tuple[str, str], str] = {
    ("effect", "sentence"): "zin over het effect",
    ("effect", "direction"): "richting van het effect",
    ("effect", "withdrawn_on"): "ingetrokken",
    ("figure_set", "withdrawn_on"): "ingetrokken",
}
"""How a field is called on screen."""

TABLES = frozenset({"effect", "figure_set", "figure_mapping", "indicator"})


def told(change: Recorded, old: str, new: str) -> str | None:
    """One change of a delivery or an effect as a sentence; None for what says nothing of its own."""
    row: Mapping[str, Any] = change.row
    if change.reason == FIRST_FILLING:
        return None
    if change.table == "figure_set":
        about = f"{row['publisher']}, {row['title']}"
        if row["withdrawn_on"] and (change.operation == "insert" or change.field == "withdrawn_on"):
            return f"Cijfers teruggedraaid: {about} – {row['withdrawn_reason'].rstrip('.')}."
        if change.operation == "insert":
            return f"Cijfers overgenomen: {about} ({number_text(row['size'])} cijfers)."
        return f"Cijfers weer geldig: {about}." if change.field == "withdrawn_on" else None
    if change.table != "effect":
        return None
    if row["withdrawn_on"] and (change.operation == "insert" or change.field == "withdrawn_on"):
        return f"Effect ingetrokken: {row['sentence'].rstrip('.')} – {row['withdrawn_reason'].rstrip('.')}."
    if change.operation == "insert":
        return f"Effect vastgelegd: {row['sentence'].rstrip('.')}."
    if change.field == "withdrawn_on":
        return f"Effect weer geldig: {row['sentence'].rstrip('.')}."
    name = FIELD_NAMES.get((change.table, change.field))
    return f"Effect verbeterd, {name}: van {old} naar {new}." if name else None


def effect_value(field: str, value: Any) -> str | None:
    """A stored value of an effect or a delivery as it reads; None when it reads as it is."""
    if field == "direction" and value:
        return MOVES[value]
    return day_text(value) if field.endswith("_on") and value else None


def tension_text(label: str) -> str:
    """A class of tension in words with its thresholds."""
    lower, upper = TENSION[label]
    bounds = (
        f"{number_text(lower, 2)} of meer"
        if upper is None
        else f"{number_text(lower, 2)} tot {number_text(upper, 2)}"
    )
    return f"{label} ({bounds} vacatures per persoon met korter dan zes maanden WW)"


def value_text(indicator: Indicator, one: Observation) -> str:
    """A figure as it reads on a screen: number with unit sign, class in words, or "geen cijfer"."""
    if one.label:
        return one.label
    if one.value is None:
        return "geen cijfer"
    return number_text(one.value, indicator.decimals) + ("%" if indicator.unit == "%" else "")


def why_no_figure(indicator: Indicator, region: str) -> str:
    """Why there is no figure of a region at all, and what can be done about it."""
    scale = scale_of(region)
    if not indicator.published_for(scale):
        return f"Geen bron publiceert dit per {SCALES[scale]}."
    return "Een bron kan dit cijfer hebben, wij nog niet. Haal het op via Arbeidsmarkt, Bewerken."


def unit_text(indicator: Indicator) -> str:
    """The unit behind a value in a sentence; a percentage carries its own sign."""
    return "" if indicator.unit in ("%", "klasse") else indicator.unit


def difference_text(indicator: Indicator, found: Change) -> str:
    """A change as it reads: arrow, size and unit; or why there is none."""
    if found.difference is None:
        return found.why_not
    size = number_text(abs(found.difference), indicator.decimals)
    unit = " procentpunt" if indicator.unit == "%" else ""
    return "= gelijk" if found.difference == 0 else f"{found.sign} {size}{unit}"


def judged(indicator: Indicator, found: Change) -> str:
    """Whether a change is the wanted way, in a word; empty when the indicator has no good direction."""
    if not found.difference or not indicator.direction:
        return ""
    up = found.difference > 0
    return "gunstig" if up == (indicator.direction == "omhoog") else "ongunstig"
