"""Which fields of campuses and regions may be written, and the rule that each value obeys.

Owns the part of `lib.model.fields` that is about the campus map; `lib.model.fields` takes it in as its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from lib.model.campuses import KINDS, LEVELS, RESEARCH, joined
from lib.model.kinds import (
    LINE_LIMIT,
    NAME_LIMIT,
    TEXT_LIMIT,
    Invalid,
    choice,
    clean_text,
    day,
    missing,
    quoted,
    text,
)
from lib.model.regions import LABOUR_REGIONS

Rule = Callable[[Any, date], Any]

LONGITUDES, LATITUDES = (3.0, 7.5), (50.5, 54.0)
"""Between which degrees the Netherlands lie; a point beyond is a slip of the pen, such as two swapped."""

MOST_PARTS = 60


def _split(label: str, value: Any) -> list[str]:
    """The parts of a list that was typed with commas between, or chosen one by one; each once, in order."""
    if missing(value):
        return []
    if isinstance(value, str):
        value = value.replace("\n", ",").split(",")
    if not isinstance(value, Iterable) or isinstance(value, (bytes, Mapping)):
        raise Invalid(label, f"{label} is geen lijst. Typ de namen met een komma ertussen.")
    found = [" ".join(clean_text(str(one)).replace(",", " ").split()) for one in value]
    return list(dict.fromkeys(one for one in found if one))


def _words(label: str) -> Rule:
    """A rule for a list of free words, stored as one text."""

    def rule(value: Any, _today: date) -> str:
        found = _split(label, value)
        stored = joined(found)
        if len(found) > MOST_PARTS or len(stored) > LINE_LIMIT:
            raise Invalid(label, f"{label} is te lang. Noem er hoogstens {MOST_PARTS}, in korte woorden.")
        return stored

    return rule


def _several(label: str, known: Mapping[str, str]) -> Rule:
    """A rule for any number of the keys of `known`, stored in their order there; names count too."""
    by_name = {name.casefold(): key for key, name in known.items()}

    def rule(value: Any, _today: date) -> str:
        found = [by_name.get(one.casefold(), one) for one in _split(label, value)]
        wrong = [one for one in found if one not in known]
        if wrong:
            raise Invalid(
                label, f"{label} {quoted(wrong[0])} bestaat niet. Kies uit: {', '.join(known.values())}."
            )
        return joined([key for key in known if key in found])

    return rule


def _actions(value: Any, _today: date) -> str:
    """A rule for the ids of actions, in the order of the annex."""
    found = _split("Acties", value)
    wrong = [one for one in found if not re.fullmatch(r"m?[1-9][0-9]{0,3}", one, re.ASCII)]
    if wrong:
        raise Invalid("Acties", f"Actie {quoted(wrong[0])} bestaat niet. Noem nummers, zoals 7 of 11.")
    return joined(sorted(found, key=lambda one: (one.startswith("m"), int(one.lstrip("m")))))


def _degrees(label: str, bounds: tuple[float, float]) -> Rule:
    """A rule for an optional coordinate in degrees, with a comma or a point."""
    low, high = bounds

    def rule(value: Any, _today: date) -> float | None:
        if missing(value) or value == "":
            return None
        try:
            found = float(clean_text(value).replace(",", ".") if isinstance(value, str) else value)
        except (TypeError, ValueError, OverflowError):
            found = float("nan")
        if isinstance(value, bool) or not low <= found <= high:
            raise Invalid(
                label,
                f"{label} {quoted(value)} ligt niet in Nederland. Schrijf graden tussen {low:g} en {high:g}.",
            )
        return round(found, 6)

    return rule


def _whole(label: str, low: int, high: int) -> Rule:
    """A rule for an optional whole number; empty stays unknown."""

    def rule(value: Any, _today: date) -> int | None:
        if missing(value) or value == "":
            return None
        try:
            found = float(clean_text(value).replace(",", ".") if isinstance(value, str) else value)
        except (TypeError, ValueError, OverflowError):
            found = float("nan")
        if isinstance(value, bool) or not low <= found <= high or found != int(found):
            raise Invalid(
                label,
                f"{label} {quoted(value)} kan niet. Schrijf een heel getal van {low} tot en met {high}.",
            )
        return int(found)

    return rule


def _any_day(label: str) -> Rule:
    """A rule for an optional day, also one to come."""
    written = day(label)
    return lambda value, today: None if missing(value) or value == "" else written(value, today)


def _share(helix: str) -> Rule:
    return _whole(f"Het aandeel van {helix}", 0, 100)


RULES: Mapping[str, Mapping[str, Rule]] = {
    "campus": {
        "name": text("De naam van de campus", NAME_LIMIT),
        "aliases": text("Ook bekend als", LINE_LIMIT, required=False),
        "kind": choice("Soort campus", KINDS),
        "place": text("De plaats", NAME_LIMIT, required=False),
        "municipality": text("De gemeente", NAME_LIMIT, required=False),
        "regions": _several("Regio", LABOUR_REGIONS),
        "lon": _degrees("De lengtegraad", LONGITUDES),
        "lat": _degrees("De breedtegraad", LATITUDES),
        "accuracy_m": _whole("De nauwkeurigheid in meters", 1, 50_000),
        "point_source": text("Waar het punt vandaan komt", LINE_LIMIT, required=False),
        "sectors": _words("Sectoren"),
        "levels": _several("Niveau", LEVELS),
        "partners": _words("Partners"),
        "research": choice("Lectoraat of practoraat", RESEARCH, optional=True),
        "share_business": _share("het bedrijfsleven"),
        "share_education": _share("het onderwijs"),
        "share_government": _share("de overheid"),
        "secured_until": _any_day("De dag tot wanneer het beheer zeker is"),
        "actions": _actions,
        "note": text("De toelichting", TEXT_LIMIT, required=False, lines=True),
        "source": text("De bron", LINE_LIMIT),
        "source_date": text("De datum van de bron", NAME_LIMIT, required=False),
    },
    "region": {
        "service_point": text("Het Servicepunt Techniek", NAME_LIMIT, required=False),
        "service_point_source": text("De bron", LINE_LIMIT),
    },
}
"""Per table the fields that may be written and the rule each value obeys."""

NEW_ROW: Mapping[str, tuple[str, ...]] = {"campus": tuple(RULES["campus"])}
TOGETHER: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "campus": (
        ("kind", "lon", "lat", "accuracy_m", "point_source"),
        ("share_business", "share_education", "share_government"),
        ("withdrawn_on", "withdrawn_reason"),
    ),
    "region": (("service_point", "service_point_source"),),
}
"""Fields that only make sense with each other: these are put back as one."""
