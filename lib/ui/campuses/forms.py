"""Forms for campuses: change one, add one, take one away; and the question about a point that seems off.

Owns what is typed and when it is saved; each form writes through `editor`. A point outside its region
is asked about and then saved as it is: the rule is in `lib.rules.campuses`, the visitor knows the place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.model.campuses import IN_ONE_PLACE, Campus, Region
from lib.rules.campuses import doubts
from lib.store import campuses, records
from lib.ui.campuses import chart, inputs
from lib.ui.campuses.inputs import Choices
from lib.ui.editing import editor, form
from lib.ui.elements.fold import folded

_DOUBT = "campus doubt"
_NEW = "new campus"


# ---------------------------------------------------------------------------- change, add


def change_form(campus: Campus, choices: Choices) -> None:
    """Draw all fields of the open campus; what others changed is never overwritten unseen."""
    key = f"campus {campus.id} {campus.version}"
    folded(
        "Plek aanwijzen op de kaart",
        lambda: inputs.pointer(key, choices),
        key=f"fold point {campus.id}",
        icon=":material/location_on:",
    )
    with st.form(f"campus form {key}", border=False):
        inputs.ask(key, campus, choices)
        st.form_submit_button(
            "Opslaan",
            type="primary",
            on_click=_submit,
            args=(key, campus.id, campus.version, choices.regions),
        )


def add_form(choices: Choices) -> None:
    """Draw the form for a new campus, by its place on the map or by coordinates; its source is a must."""
    inputs.pointer(_NEW, choices)
    with st.form("new campus form", border=False):
        inputs.ask(_NEW, None, choices)
        st.form_submit_button(
            "Campus toevoegen", type="primary", on_click=_submit, args=(_NEW, None, 0, choices.regions)
        )


def _submit(key: str, campus_id: int | None, version: int, regions: Sequence[Region]) -> None:
    """Save what was typed, or first ask about a point that is not near its region."""
    st.session_state.pop(_DOUBT, None)
    values = inputs.typed(key)
    lon, lat = inputs.degrees(f"{key} lon"), inputs.degrees(f"{key} lat")
    question = doubts(lon, lat, values["regions"] or (), regions) if values["kind"] == IN_ONE_PLACE else ""
    if question:
        asked = {"text": question, "key": key, "id": campus_id, "version": version, "values": values}
        st.session_state[_DOUBT] = asked
    else:
        _save(key, campus_id, version, values)


def _save(key: str, campus_id: int | None, version: int, values: Mapping[str, Any]) -> None:
    if campus_id is None:
        _add(key, values)
        return
    if editor.write(lambda db: records.save(db, "campus", campus_id, version, values)):
        return
    taken = {clash["field"] for clash in editor.clashes_about("campus", str(campus_id))}
    rest = {field: value for field, value in values.items() if field not in taken}
    if taken:
        editor.write(
            lambda db: records.save(db, "campus", campus_id, version, rest),
            said="De andere velden zijn opgeslagen.",
        )


def _add(key: str, values: Mapping[str, Any]) -> None:
    made: list[int] = []
    if editor.write(lambda db: made.append(campuses.add_campus(db, values)), said="De campus staat erbij."):
        for field in inputs.TYPED:
            st.session_state.pop(f"{key} {field}", None)
        st.query_params[chart.CAMPUS] = str(made[0])


def question() -> None:
    """Draw the question about a point that waits for its answer, if there is one."""
    asked = st.session_state.get(_DOUBT)
    if not asked:
        return
    with st.container(border=True, key="campus-question"):
        st.text(asked["text"])
        with st.container(horizontal=True):
            st.button(
                "Ja, het klopt zo", type="primary", key="point is right", on_click=_confirm, args=(asked,)
            )
            st.button("Nee, ik pas het aan", key="point is wrong", on_click=_forget)


def _confirm(asked: Mapping[str, Any]) -> None:
    _forget()
    _save(asked["key"], asked["id"], asked["version"], asked["values"])


def _forget() -> None:
    st.session_state.pop(_DOUBT, None)


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
