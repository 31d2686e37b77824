"""Changes of campuses and regions as Dutch sentences, for the change list, the history and putting back.

Owns how their fields are called and told. `lib.model.sentences` asks it for what is of the campus map; values
arrive there as they are stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lib.dutch import day_text, list_text, sentence_case
from lib.model.campuses import KINDS, RESEARCH, SHARES, Campus, parts
from lib.model.change import Change
from lib.model.regions import LABOUR_REGIONS

HEADING = "Campussen en regio’s"
TABLES = frozenset({"campus", "region", "municipality"})

FIELD_NAMES: Mapping[tuple[str, str], str] = {
    ("campus", "name"): "naam van de campus",
    ("campus", "aliases"): "ook bekend als",
    ("campus", "kind"): "soort campus",
    ("campus", "place"): "plaats",
    ("campus", "municipality"): "gemeente",
    ("campus", "regions"): "regio",
    ("campus", "lon"): "lengtegraad",
    ("campus", "lat"): "breedtegraad",
    ("campus", "accuracy_m"): "nauwkeurigheid van het punt",
    ("campus", "point_source"): "herkomst van het punt",
    ("campus", "sectors"): "sectoren",
    ("campus", "levels"): "niveaus",
    ("campus", "partners"): "partners",
    ("campus", "research"): "lectoraat of practoraat",
    ("campus", "share_business"): "aandeel bedrijfsleven",
    ("campus", "share_education"): "aandeel onderwijs",
    ("campus", "share_government"): "aandeel overheid",
    ("campus", "secured_until"): "beheer zeker tot",
    ("campus", "actions"): "acties",
    ("campus", "note"): "toelichting",
    ("campus", "source"): "bron",
    ("campus", "source_date"): "datum van de bron",
    ("campus", "withdrawn_on"): "campus weggehaald",
    ("region", "service_point"): "Servicepunt Techniek",
    ("region", "service_point_source"): "bron van het servicepunt",
}
"""How a field of the campus map is called on screen."""

RECORD_NAMES: Mapping[str, str] = {"campus": "Campus", "region": "Regio"}
_SHARES = frozenset(SHARES.values())


def differing(then: Campus, now: Campus) -> list[str]:
    """The fields in which a campus is not what it was."""
    return [name for table, name in FIELD_NAMES if table == "campus" and _differ(then, now, name)]


def _differ(then: Campus, now: Campus, name: str) -> bool:
    return bool(getattr(then, name) != getattr(now, name))


def value_text(table: str, field: str, value: Any) -> str | None:
    """A stored value as it reads in a sentence; None when it reads as any other value does."""
    if table not in TABLES:
        return None
    if value in (None, ""):
        return "niet weggehaald" if field == "withdrawn_on" else "nog niet bekend"
    if field in _SHARES:
        return f"{value}%"
    if field in ("lon", "lat"):
        return f"{value:.4f}".replace(".", ",")
    if field == "accuracy_m":
        return f"{value} meter"
    if field == "secured_until":
        return day_text(value)
    if field in ("regions", "levels", "sectors", "partners", "actions"):
        return list_text(LABOUR_REGIONS.get(one, one) for one in parts(value))
    words: Mapping[str, Mapping[str, str]] = {"kind": KINDS, "research": RESEARCH}
    return words.get(field, {}).get(value)


def told(change: Change, old: str, new: str) -> str | None:
    """A change of the campus map as a sentence; None for a change that says nothing of its own.

    `old` and `new` are the values as they read in a sentence.
    """
    if change.is_first_filling or change.table == "municipality":
        return None
    if change.table == "region":
        return _region(change, old, new)
    row = change.row
    name = f"Campus {row['name']}"
    if change.operation == "insert" and not row["withdrawn_on"]:
        return f"Campus toegevoegd: {row['name']}{_place(row)}."
    if row["withdrawn_on"] and (change.operation == "insert" or change.field == "withdrawn_on"):
        return f"{name} weggehaald – {row['withdrawn_reason'].rstrip('.')}."
    if change.field == "withdrawn_on":
        return f"{name} telt weer mee."
    return _corrected(change, name, old, new)


def _region(change: Change, old: str, new: str) -> str | None:
    name = change.row["name"]
    if change.operation == "insert":
        return None
    if change.field == "boundary_year":
        return f"Grenzen van {name} vernieuwd: indeling van {change.new} in plaats van {change.old}."
    return _corrected(change, name, old, new)


def _corrected(change: Change, name: str, old: str, new: str) -> str | None:
    field = FIELD_NAMES.get((change.table, change.field))
    if field is None:
        return None
    if change.field == "note":
        return f"{name}, {field} gewijzigd."
    return f"{sentence_case(name)}, {field}: van {old.rstrip('.')} naar {new.rstrip('.')}."


def _place(row: Mapping[str, Any]) -> str:
    return f" ({row['place']})" if row["place"] else ""
