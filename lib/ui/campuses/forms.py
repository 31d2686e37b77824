"""Forms for campuses: change one, add one, take one away; and the question about a point that seems off.

Owns what each form asks. A point outside its region is asked about and then saved as it is: the rule is in
`lib.rules.campuses`, the visitor knows the place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lib.dutch import number_text, sentence_case
from lib.maps.picture import picture
from lib.model.agenda import Action
from lib.model.campuses import IN_ONE_PLACE, SHARES, Campus, Municipality, Region
from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.rules.campuses import doubts, inside
from lib.store import records
from lib.store.drafts import read_drafts
from lib.store.file.connection import Database
from lib.ui.campuses import chart
from lib.ui.editing import form
from lib.ui.editing.asks import Ask
from lib.ui.elements.fields import in_field, put
from lib.ui.elements.fold import folded
from lib.ui.here import state

_NEW = "new campus"
_SURE = Ask("sure", "yes/no", "Het punt klopt zo")
_FIELDS = (
    *("kind", "name", "aliases", "place", "municipality", "regions", "levels", "lat", "lon", "accuracy_m"),
    *("point_source", "sectors", "partners", "research", *SHARES.values(), "secured_until", "actions"),
    *("note", "source", "source_date"),
)
_UNITS = {"lat": "graden", "lon": "graden", "accuracy_m": "meter", **dict.fromkeys(SHARES.values(), "%")}
_WIDGETS = {"municipality": "choice", "actions": "several"}
_EXAMPLES = {
    "sectors": "met een komma ertussen",
    "partners": "organisaties, met een komma ertussen",
    **dict.fromkeys(("regions", "levels", "actions", *_UNITS), "nog niet bekend"),
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What the forms offer to choose from."""

    regions: Sequence[Region]
    towns: Sequence[Municipality]
    actions: Sequence[Action]

    @property
    def by_field(self) -> form.Choices:
        """The choices that a record cannot know."""
        return {
            "municipality": {town.name: town.name for town in self.towns},
            "actions": {action.id: action.label for action in self.actions},
        }


def _asked() -> form.Asked:
    """Return how a form asks for the fields of a campus: by their names in sentences, with the unit."""
    fields = {name: RECORDS["campus"].fields[name] for name in _FIELDS}
    units = {name: f" ({unit})" for name, unit in _UNITS.items()}
    return {
        name: {
            "label": sentence_case(field.words) + units.get(name, ""),
            "example": _EXAMPLES.get(name, ""),
            "widget": _WIDGETS.get(name, field.widget),
        }
        for name, field in fields.items()
    }


# ---------------------------------------------------------------------------- change, add


def change_form(campus: Campus, choices: Choices) -> None:
    """Draw all fields of the open campus; what others changed is never overwritten unseen."""
    key = f"campus {campus.id}"
    folded(
        "Plek aanwijzen op de kaart",
        lambda: _pointer(key, choices),
        key=f"fold point {campus.id}",
        icon=":material/location_on:",
    )

    def act(db: Database, values: Mapping[str, Any], version: int) -> None:
        changes = {name: value for name, value in values.items() if name != _SURE.name}
        if changes.keys() & {"kind", "lat", "lon", "regions"}:
            held = {name: getattr(campus, name) for name in _FIELDS}
            _ask_when_in_doubt(key, {**held, **values}, choices)
        records.save(db, "campus", campus.id, version, changes)

    form.change(
        "campus", campus, key=key, fields=_FIELDS, choices=choices.by_field, asked=_asked(), act=act,
        whole=False, after=_doubted(key), then=lambda: _be_sure(key),
    )  # fmt: skip


def add_form(choices: Choices) -> None:
    """Draw the form for a new campus, by its place on the map or by coordinates; its source is a must."""
    made: list[int] = []
    _pointer(_NEW, choices)

    def act(db: Database, values: Mapping[str, Any]) -> None:
        _ask_when_in_doubt(_NEW, values, choices)
        made.append(records.add(db, "campus", {name: values[name] for name in _FIELDS}))

    def show_it() -> None:
        _be_sure(_NEW)
        st.query_params[chart.CAMPUS] = str(made[0])

    form.add(
        "campus", {}, act, key=_NEW, fields=_FIELDS, choices=choices.by_field, asked=_asked(),
        start={"kind": IN_ONE_PLACE}, button="Campus toevoegen", said="De campus staat erbij.",
        after=_doubted(_NEW), then=show_it,
    )  # fmt: skip


# ------------------------------------------------------------------------------ the point


def _ask_when_in_doubt(key: str, values: Mapping[str, Any], choices: Choices) -> None:
    """Raise Invalid with the question about a point that is not near its area, until it is answered."""
    numbers = (int, float)
    lon, lat = (value if isinstance(value := values[name], numbers) else None for name in ("lon", "lat"))
    towns = [town.id for town in choices.towns if town.name == values["municipality"]]
    question = doubts(lon, lat, values["regions"] or (), choices.regions)
    question = question or doubts(lon, lat, towns, choices.towns, "elders")
    if question and not st.session_state.get(f"{key} {_SURE.name}"):
        st.session_state[f"{key} doubt"] = True
        raise Invalid("lat", f"{question} Pas het aan, of zeg onderaan dat het zo klopt.")


def _doubted(key: str) -> Sequence[Ask]:
    return (_SURE,) if st.session_state.get(f"{key} doubt") else ()


def _be_sure(key: str) -> None:
    st.session_state.pop(f"{key} doubt", None)


def _pointer(key: str, choices: Choices) -> None:
    """Draw a map to point the place out on; the place goes into the fields below it."""
    st.caption("Klik op de kaart: de coördinaten en de regio komen in het formulier.")
    lon, lat = _degrees(f"{key} lon"), _degrees(f"{key} lat")
    mark = None if lon is None or lat is None else (lon, lat)

    def fill_in(point: tuple[float, float]) -> None:
        for field, value in zip(("lon", "lat"), point, strict=True):
            put(f"{key} {field}", number_text(value, 4))
        put(f"{key} point_source", "Aangewezen op de kaart")
        _fill_in_areas(key, point, choices)

    chart.point_out(picture(choices.regions, (), ()), mark, f"point {key}", fill_in)


def _fill_in_areas(key: str, point: tuple[float, float], choices: Choices) -> None:
    """Say in which region and municipality a point lies, where nobody said so yet; else saving asks."""
    typed = read_drafts(*state.desk(), key)  # a browser keeps what is typed in a form to itself
    region = next((region for region in choices.regions if inside(*point, region.outline)), None)
    town = next((town for town in choices.towns if inside(*point, town.outline)), None)
    if region and "regions" not in typed and not in_field(f"{key} regions"):
        put(f"{key} regions", [region.id])
    if town and "municipality" not in typed and not in_field(f"{key} municipality"):
        put(f"{key} municipality", town.name)


def _degrees(key: str) -> float | None:
    """Return the degrees that were typed in a field, if they are a number."""
    try:
        return float(str(in_field(key)).replace(",", "."))
    except ValueError:
        return None


# ------------------------------------------------------------------------------ take away


def withdraw_form(campus: Campus) -> None:
    """Take a campus off the map with a reason; its history keeps it readable."""
    form.withdraw(
        "campus",
        campus,
        button="Van de kaart verwijderen",
        said="De campus is van de kaart; in de wijzigingen blijft hij leesbaar.",
        then=_leave,
    )


def _leave() -> None:
    st.query_params.pop(chart.CAMPUS, None)


# ----------------------------------------------------------------------- service points


def service_point_form(regions: Sequence[Region]) -> None:
    """Draw the form for who has the role of Servicepunt Techniek in a region, with the source."""
    names = {region.id: region.name for region in regions}
    code = st.selectbox("Regio", list(names), format_func=names.__getitem__, key="service point region")
    region = next(region for region in regions if region.id == code)
    form.change(
        "region",
        region,
        key=f"service point {region.id}",
        asked={"service_point": {"label": "Servicepunt Techniek"}, "service_point_source": {"label": "Bron"}},
        primary=False,
    )
