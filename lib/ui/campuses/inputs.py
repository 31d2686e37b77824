"""The fields of a campus in a form: filled with what is known, and what was typed in them.

Owns how each field is asked; when it is saved is decided in `campus_forms`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lib.dutch import number_text, sentence_case
from lib.maps.picture import picture
from lib.model.agenda import Action
from lib.model.campuses import IN_ONE_PLACE, KINDS, LEVELS, RESEARCH, SHARES, Campus, Municipality, Region
from lib.model.record import RECORDS
from lib.model.regions import LABOUR_REGIONS
from lib.ui.campuses import chart
from lib.ui.elements.fields import day_field, read_day


@dataclass(frozen=True, slots=True)
class Choices:
    """What the forms offer to choose from."""

    regions: Sequence[Region]
    towns: Sequence[Municipality]
    actions: Sequence[Action]


def _name(field: str) -> str:
    return sentence_case(RECORDS["campus"].words(field))


# ------------------------------------------------------------------------------ the fields


def ask(key: str, now: Campus | None, choices: Choices) -> None:
    """Draw the fields of a campus, filled with how it is now; `key` begins the key of each."""
    _text(key, "name", now)
    _text(key, "aliases", now)
    _choice(key, "kind", KINDS, now.kind if now else IN_ONE_PLACE)
    left, right = st.columns(2)
    with left:
        _text(key, "place", now)
        _several(key, "regions", LABOUR_REGIONS, now)
    with right:
        towns = {town.name: town.name for town in choices.towns}
        _choice(key, "municipality", towns, now.municipality if now else None, "niet bekend")
        _several(key, "levels", LEVELS, now)
    _point_fields(key, now)
    _text(key, "sectors", now, "met een komma ertussen")
    _text(key, "partners", now, "organisaties, met een komma ertussen")
    _choice(key, "research", RESEARCH, now.research if now else None, "nog niet bekend")
    _share_fields(key, now)
    _several(key, "actions", {action.id: action.label for action in choices.actions}, now)
    st.text_area(_name("note"), value=now.note if now else "", key=f"{key} note")
    left, right = st.columns([2, 1])
    with left:
        _text(key, "source", now)
    with right:
        _text(key, "source_date", now)


def _text(key: str, field: str, now: Campus | None, hint: str = "") -> None:
    value = getattr(now, field, "") if now else ""
    shown = ", ".join(value) if isinstance(value, tuple) else value
    st.text_input(_name(field), value=shown, key=f"{key} {field}", placeholder=hint or None)


def _choice(key: str, field: str, names: Mapping[str, str], now: str | None, unknown: str = "") -> None:
    options = [*([None] if unknown else []), *names]
    place = options.index(now) if now in options else 0
    st.selectbox(
        _name(field),
        options,
        index=place,
        format_func=lambda choice: names[choice] if choice else unknown,
        key=f"{key} {field}",
        placeholder=unknown,
    )


def _several(key: str, field: str, names: Mapping[str, str], now: Campus | None) -> None:
    chosen = [choice for choice in getattr(now, field, ()) if choice in names]
    st.multiselect(
        _name(field),
        list(names),
        default=chosen,
        format_func=names.__getitem__,
        key=f"{key} {field}",
        placeholder="nog niet bekend",
        select_all=False,
    )


def _point_fields(key: str, now: Campus | None) -> None:
    """Draw the point in degrees; typed or pointed out on the map above the form."""
    left, right = st.columns(2)
    for column, field in ((left, "lat"), (right, "lon")):
        value = getattr(now, field, None)
        column.text_input(
            f"{_name(field)} (graden)",
            value="" if value is None else number_text(value, 4),
            key=f"{key} {field}",
            placeholder="nog niet bekend",
        )
    left, right = st.columns(2)
    with left:
        st.number_input(
            f"{_name('accuracy_m')} (meter)",
            min_value=1,
            value=now.accuracy_m if now else None,
            key=f"{key} accuracy_m",
            placeholder="nog niet bekend",
        )
    with right:
        _text(key, "point_source", now)


def _share_fields(key: str, now: Campus | None) -> None:
    """Draw the shares in the co-ownership and until when operation is secured; empty is not known."""
    columns = st.columns(4)
    for column, field in zip(columns, SHARES.values(), strict=False):
        column.number_input(
            f"{_name(field)} (%)",
            min_value=0,
            max_value=100,
            value=getattr(now, field, None),
            key=f"{key} {field}",
            placeholder="niet bekend",
        )
    with columns[-1]:
        day_field(_name("secured_until"), f"{key} secured_until", now.secured_until if now else None)


TYPED = (
    *("name", "aliases", "kind", "place", "municipality", "regions", "levels", "lat", "lon"),
    *("accuracy_m", "point_source", "sectors", "partners", "research", *SHARES.values()),
    *("secured_until", "actions", "note", "source", "source_date"),
)


def typed(key: str) -> dict[str, Any]:
    """Return what stands in the fields; only a campus in one place keeps its point."""
    values = {field: st.session_state.get(f"{key} {field}") for field in TYPED}
    values["secured_until"] = read_day(f"{key} secured_until")
    if values["kind"] != IN_ONE_PLACE:
        values |= {"lon": None, "lat": None, "accuracy_m": None, "point_source": ""}
    return values


def pointer(key: str, choices: Choices) -> None:
    """Draw a map to point the place out on; the place goes into the fields below it."""
    st.caption("Klik op de kaart: de coördinaten komen in het formulier.")
    lon, lat = degrees(f"{key} lon"), degrees(f"{key} lat")
    mark = None if lon is None or lat is None else (lon, lat)

    def fill_in(point: tuple[float, float]) -> None:
        for field, value in zip(("lon", "lat"), point, strict=True):
            st.session_state[f"{key} {field}"] = number_text(value, 4)
        st.session_state[f"{key} point_source"] = "Aangewezen op de kaart"

    chart.point_out(picture(choices.regions, (), ()), mark, f"point {key}", fill_in)


def degrees(key: str) -> float | None:
    """Return the degrees that were typed in a field, if they are a number."""
    try:
        return float(str(st.session_state.get(key, "")).replace(",", "."))
    except ValueError:
        return None
