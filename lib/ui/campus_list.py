"""The list that is equal to the map, and who has the role of Servicepunt Techniek in each region.

Owns how a campus reads in a row. A name is a link that opens the campus; the row of the one that is open is
marked with a style of its own, so that the list itself stays in place, and the keyboard in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from lib.campus import LABOUR_REGIONS, Campus, Region
from lib.maps.ring import picture
from lib.rules.campuses import ownership_text, segments
from lib.ui.campus_map import open_address
from lib.ui.html import show, table

PAGE_LENGTH = 100
_SHOWN = "campuses listed"


def mark(chosen: Campus | None) -> None:
    """Colour the row of the campus that is open."""
    if chosen:
        colour = "color-mix(in srgb, var(--wa-primary) 14%, transparent)"
        show(f"<style>tr:has(> td > a[data-campus='{chosen.id}']) {{ background: {colour}; }}</style>")


def listing(shown: Sequence[Campus], colours: Mapping[str, str]) -> None:
    """The campuses in rows, as far as asked for, and a way on to the rest."""
    length = int(st.session_state.get(_SHOWN, PAGE_LENGTH))
    address = escape(open_address())
    rings: dict[str, str] = {}
    rows = [_row(one, address, colours, rings) for one in shown[:length]]
    if rows:
        show(
            table(("Campus", "Regio", "Niveau"), rows, "Campussen, dezelfde als op de kaart", wide="campuses")
        )
    if len(shown) > length:
        st.button(f"Toon er meer ({len(shown) - length} over)", key="more campuses", on_click=_show_more)


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
