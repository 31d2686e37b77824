"""The list that is equal to the map, and who has the role of Servicepunt Techniek in each region.

Owns how a campus reads in a row. A name is a link that opens the campus; the row of the one that is open is
marked with a style of its own, so that the list itself stays in place, and the keyboard in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from lib.campus import LABOUR_REGIONS, Campus, Region
from lib.maps.ring import DARK, LIGHT, picture
from lib.rules.campuses import ownership_text, segments
from lib.ui.campus_map import is_dark, open_address
from lib.ui.campus_view import View
from lib.ui.html import show, table

PAGE_LENGTH = 100
_SHOWN = "campuses listed"
_KEPT = 64


def mark(chosen: Campus | None) -> None:
    """Colour the row of the campus that is open."""
    if chosen:
        colour = "color-mix(in srgb, var(--wa-primary) 14%, transparent)"
        show(f"<style>tr:has(a[data-campus='{chosen.id}']) {{ background: {colour}; }}</style>")


def listing(view: View) -> None:
    """The campuses in rows, as far as asked for, and a way on to the rest."""
    length = int(st.session_state.get(_SHOWN, PAGE_LENGTH))
    if view.shown:
        show(_rows(view, view.key, length, open_address(), is_dark()))
    if len(view.shown) > length:
        left = len(view.shown) - length
        st.button(f"Toon er meer ({left} over)", key="more campuses", on_click=_show_more)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _rows(_view: View, key: str, length: int, address: str, dark: bool) -> str:  # noqa: ARG001 - names the view
    """The table of one view; a hundred rings take longer to draw than all the rest of a run."""
    colours, rings = DARK if dark else LIGHT, dict[str, str]()
    rows = [_row(one, escape(address), colours, rings) for one in _view.shown[:length]]
    return table(("Campus", "Regio", "Niveau"), rows, "Campussen, dezelfde als op de kaart", wide="campuses")


def _show_more() -> None:
    st.session_state[_SHOWN] = int(st.session_state.get(_SHOWN, PAGE_LENGTH)) + PAGE_LENGTH


def _row(one: Campus, address: str, colours: Mapping[str, str], rings: dict[str, str]) -> tuple[str, ...]:
    owned = ownership_text(one)
    if owned not in rings:
        rings[owned] = escape(picture(segments(one), colours))
    name = (
        f'<a class="wa-link" href="{address}{one.id}" target="_self" data-campus="{one.id}">'
        f'<img src="{rings[owned]}" alt="" width="30" height="30"><span>{escape(one.name)}</span></a>'
    )
    where = f"<small>{escape(one.where)}</small>" if one.where else ""
    pin = "" if one.point else "<small>geen plek op de kaart</small>"
    regions = "<br>".join(escape(LABOUR_REGIONS[code]) for code in one.regions)
    return f"{name}{where}{pin}", regions or "niet bekend", escape(", ".join(one.levels)) or "niet bekend"


def service_points(regions: Sequence[Region]) -> None:
    """The Servicepunt Techniek of each region, with its source."""
    rows = [
        (
            escape(one.name),
            escape(one.service_point) or "niet bekend",
            f"<small>{escape(one.service_point_source)}</small>",
        )
        for one in regions
    ]
    show(table(("Regio", "Servicepunt Techniek", "Bron"), rows, "Servicepunten Techniek per regio"))
