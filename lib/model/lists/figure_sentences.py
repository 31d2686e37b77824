"""Changes of deliveries and effects as Dutch sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lib.dutch import day_text, number_text
from lib.model.change import Change
from lib.model.figures import MOVES

FIELD_NAMES: Mapping[tuple[str, str], str] = {
    ("effect", "sentence"): "zin over het effect",
    ("effect", "direction"): "richting van het effect",
    ("effect", "withdrawn_on"): "ingetrokken",
    ("figure_set", "withdrawn_on"): "ingetrokken",
}
"""How a field is called on screen."""

TABLES = frozenset({"effect", "figure_set", "figure_mapping", "indicator"})


def told(change: Change, old: str, new: str) -> str | None:
    """One change of a delivery or an effect as a sentence; None for what says nothing of its own."""
    row: Mapping[str, Any] = change.row
    if change.is_first_filling:
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
