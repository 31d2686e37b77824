"""The campus map on the page: with WebGL where the browser has it, else drawn plainly; both the same picture.

Owns which of the two is shown and what a press on it does. The campus that is open is in the address, so a
press on the plain map is a link, and one on the chart changes the address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.documents.pictures.campus_map import campus_map
from lib.dutch import list_text
from lib.maps import deck, ring
from lib.maps.flat import Flat, flat
from lib.maps.picture import Picture, key_of
from lib.maps.projection import HEIGHT, degrees, pixels
from lib.model.agenda import HELIXES
from lib.rules.campuses import changes_of_borders
from lib.ui.campuses import view
from lib.ui.campuses.view import Held, View
from lib.ui.elements import drawn
from lib.ui.elements.component import component
from lib.ui.elements.html import address_of, helix_name, link, show
from lib.ui.elements.switch import switch
from lib.ui.here.address import link_to, shared_params
from lib.ui.here.state import Here

PAGE, CAMPUS, MAP = "campussen", "campus", "kaart"
"""The page, and its address parameters: the open campus, the kind of map."""
KINDS = {"kaart": "Kaart", "vlak": "Vlakke kaart"}
ABLE, NO_WEBGL = "browser can draw", "none"
ASK, POINT = "ask", "point"
"""What the script of the plain map is to do besides: ask what the browser draws, or tell where one points."""
_KEPT = 8

_CHART = "campus chart"
MAP_NAME = "Kaart van de campussen"
_flat_map = component(
    Path(__file__).with_name("flat_map.js"), f'<div class="map" style="height:{HEIGHT}px"></div>'
)


def kind_switch() -> None:
    """Ask which map is shown; in the address as `kaart`."""
    switch("Kaart", MAP, KINDS, key="map kind")


def ring_colours() -> Mapping[str, str]:
    """Return the colours of the rings on this visitor's screen."""
    return ring.DARK if is_dark() else ring.LIGHT


def is_dark() -> bool:
    """Tell whether this visitor looks at dark screens."""
    return st.context.theme.type == "dark"


def link_to_campus(campus_id: int | None) -> str:
    """Return the address of this page with this campus open, or none; filters and moment stay."""
    params = {name: st.query_params.get_all(name) for name in st.query_params if name != CAMPUS}
    return address_of(PAGE, {**params, **({CAMPUS: str(campus_id)} if campus_id else {})})


def open_address() -> str:
    """Return the address of this page with a campus open, up to its number."""
    address = link_to_campus(None)
    return f"{address}{'&' if '?' in address else '?'}{CAMPUS}="


def draw(shown: View, chosen: int | None) -> None:
    """Draw the WebGL map, or the flat one until the browser reports WebGL."""
    kind, able = st.session_state["map kind"], st.session_state.get(ABLE)
    if kind == "kaart" and able == "deck":
        _chart(shown, chosen)
        return
    if kind == "kaart" and able == NO_WEBGL:
        st.caption(
            "Deze browser tekent geen kaart met WebGL. U ziet de vlakke kaart, met dezelfde campussen."
        )
    task = ASK if kind == "kaart" and able is None else ""
    sent = _sent_once(shown.flat, shown.key, open_address(), chosen, link_to_campus(None), task)
    _flat_map(key="flat map", data=sent, height=HEIGHT, on_able_change=_note_what_it_can)


@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _sent_once(
    _drawn: Flat,
    key: str,  # noqa: ARG001 - names what is drawn
    opening: str,
    chosen: int | None,
    closing: str,
    task: str,
) -> bytes:
    return _sent(_drawn.markup(opening, chosen, closing), task)


def _sent(picture: Markup, task: str = "") -> bytes:
    """Return a picture as its script takes it: bytes, that Streamlit neither writes as JSON nor reads."""
    return f"{task}\n{picture}".encode()


def plain_map(key: str, drawn: Flat) -> None:
    """Draw the plain map on another page; its campuses are links to this one."""
    picture = drawn.markup(link_to(PAGE, {**shared_params(), CAMPUS: ""}))
    _flat_map(key=key, data=_sent(picture), height=HEIGHT)


def _note_what_it_can() -> None:
    able = st.session_state["flat map"].get("able")
    if able:
        st.session_state[ABLE] = able


def _chart(shown: View, chosen: int | None) -> None:
    with st.container(key="campus-deck"):
        st.pydeck_chart(
            view.chart(shown, chosen, dark=is_dark()),
            height=HEIGHT,
            on_select=_open_pressed,
            selection_mode="single-object",
            key=_CHART,
            alt=shown.picture.alt,
        )


def _open_pressed() -> None:
    """Open the campus that was pressed on the chart, or close it when it was open; for callbacks."""
    selection: Any = st.session_state[_CHART].get("selection", {})
    pressed = deck.pressed(selection)
    if pressed is None:
        return
    if st.query_params.get(CAMPUS) == str(pressed):
        st.query_params.pop(CAMPUS, None)
    else:
        st.query_params[CAMPUS] = str(pressed)


def legend(here: Here, held: Held, shown: View) -> None:
    """Draw what the rings, the dashes and the colours stand for, and whose the borders are."""
    borders = _borders(here, held)
    drawn.note_drawing(MAP_NAME, partial(campus_map, shown.picture, shown.shading, borders))
    show(owners_legend() + _colours(shown) + Markup('<p class="wa-source">{}</p>').format(borders))


def _borders(here: Here, held: Held) -> str:
    years = ", ".join(dict.fromkeys(str(region.boundary_year) for region in held.regions))
    source = ", ".join(dict.fromkeys(region.boundary_source for region in held.regions))
    borders = f"Grenzen van {years}: {source}." if held.regions else "Van deze dag zijn geen grenzen bewaard."
    return " ".join([borders, *changes_of_borders(held.regions, here.day)])


def owners_legend() -> Markup:
    """Build the line that says what the parts of a ring stand for."""
    return Markup(
        '<p class="wa-legend"><b>Mede-eigenaren</b> {} <span class="wa-dashed">onbekend</span></p>'
    ).format(Markup(" ").join(helix_name(helix) for helix in HELIXES))


def _colours(shown: View) -> Markup:
    """Build the colours of the regions in words: at each step what it is, and which regions have it."""
    shading = shown.shading
    if shading is None:
        return Markup()
    marks = Markup()
    for shade, words, names in key_of(shown.picture.lands):
        light, dark = (",".join(map(str, deck.fill(shade, dark=dark_theme))) for dark_theme in (False, True))
        patch = Markup('<i style="background:light-dark(rgb({}),rgb({}))"></i>').format(light, dark)
        meaning = f"{shading.explained.get(words, words)}: {list_text(names)}"
        marks += Markup("<li>{}{}</li>").format(patch, meaning)
    to_figure = ""
    if shading.indicator:
        region = max(shading.sizes, key=lambda code: shading.sizes[code], default="")
        params = {**shared_params(), "indicator": shading.indicator, "regio": region}
        to_figure = link("arbeidsmarkt", "Naar dit cijfer", params, icon="monitoring")
    return Markup('<p class="wa-source">{}</p><ul class="wa-shades">{}</ul>{}').format(
        shading.sentence, marks, to_figure
    )


def point_out(
    picture: Picture,
    marked: tuple[float, float] | None,
    key: str,
    take: Callable[[tuple[float, float]], None],
) -> None:
    """Draw a map to point at; `take` gets longitude and latitude before the page runs."""
    mark = pixels(*marked) if marked else None

    def take_place() -> None:
        place: Any = st.session_state[key].get("pointed")
        if place:
            take(degrees(*place))

    sent = _sent(flat(picture).markup("", pointed=mark), POINT)
    _flat_map(key=key, data=sent, height=HEIGHT, on_pointed_change=take_place)
