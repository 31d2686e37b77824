"""The list that is equal to the map, and who has the role of Servicepunt Techniek in each region.

Owns how a campus reads in a row. A name is a link that opens the campus; the row of the one that is open is
marked with a style of its own, so that the list itself stays in place, and the keyboard in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from lib.dutch import list_text
from lib.maps.ring import DARK, LIGHT, picture
from lib.model.campuses import Campus, Region
from lib.model.record import RECORDS
from lib.model.regions import LABOUR_REGIONS
from lib.rules.campuses import differing, ownership_text, segments
from lib.rules.since import CHANGED, KINDS, NEW
from lib.ui.agenda import since
from lib.ui.campuses import view as campus_view
from lib.ui.campuses.chart import is_dark, open_address
from lib.ui.campuses.view import View
from lib.ui.elements.html import show, table
from lib.ui.here.cache import kept_with
from lib.ui.here.state import Here

PAGE_LENGTH = 100
_SHOWN = "campuses listed"
_KEPT = 64
Rings = dict[tuple[str, str], str]
"""Pictures of rings, by the owners of now and of then."""


def mark(chosen: Campus | None) -> None:
    if chosen:
        colour = "color-mix(in srgb, var(--wa-primary) 14%, transparent)"
        show(
            Markup("<style>tr:has(a[data-campus='{}']) {{ background: {}; }}</style>").format(
                chosen.id, colour
            )
        )


def listing(here: Here, view: View) -> None:
    """Draw the campuses in rows, as far as asked for, with the way to the rest and what changed."""
    length = int(st.session_state.get(_SHOWN, PAGE_LENGTH))
    if view.shown:
        then = campus_view.then(here) if since.marks_on() else None
        moment = since.moment_of(here) if then is not None else ""
        show(_rows(view, then, f"{view.key} {moment}", length, open_address(), is_dark()))
    if len(view.shown) > length:
        left = len(view.shown) - length
        st.button(f"Meer tonen ({left} over)", key="more campuses", on_click=_show_more)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _rows(
    _view: View,
    _then: Mapping[int, Campus] | None,
    key: str,  # noqa: ARG001 - names the view and the moment of then
    length: int,
    address: str,
    dark: bool,
) -> Markup:
    """Build the table of one view; a hundred rings take longer to draw than all the rest of a run."""
    colours, rings = DARK if dark else LIGHT, Rings()
    rows = [
        _row(campus, campus if _then is None else _then.get(campus.id), address, colours, rings)
        for campus in _view.shown[:length]
    ]
    return table(("Campus", "Regio", "Niveau"), rows, "Campussen, dezelfde als op de kaart", wide="campuses")


def _show_more() -> None:
    st.session_state[_SHOWN] = int(st.session_state.get(_SHOWN, PAGE_LENGTH)) + PAGE_LENGTH


def _row(
    campus: Campus, then: Campus | None, address: str, colours: Mapping[str, str], rings: Rings
) -> tuple[str, ...]:
    """Build the row of a campus; the ring of `then`, if it was there, thin behind that of now."""
    before = segments(then) if then and segments(then) != segments(campus) else None
    drawn = (ownership_text(campus), str(before))
    if drawn not in rings:
        rings[drawn] = picture(segments(campus), colours, then=before)
    name = Markup(
        '<a class="wa-link" href="{}{}" target="_self" data-campus="{}">'
        '<img src="{}" alt="" width="30" height="30"><span>{}</span></a>'
    ).format(address, campus.id, campus.id, rings[drawn], campus.name)
    where = Markup("<small>{}</small>").format(campus.where) if campus.where else ""
    pin = "" if campus.point else Markup("<small>geen plek op de kaart</small>")
    regions = Markup("<br>").join(LABOUR_REGIONS[code] for code in campus.regions)
    levels = ", ".join(campus.levels)
    return name + _mark(then, campus) + where + pin, regions or "niet bekend", levels or "niet bekend"


def _mark(then: Campus | None, now: Campus) -> Markup:
    """Build a word for what is different: new, or the fields that are another than they were."""
    if then is None:
        return Markup('<b class="wa-new">{}</b>').format(KINDS[NEW])
    fields = [RECORDS["campus"].words(name) for name in differing(then, now)]
    changed = Markup("<small><b>{}</b>: {}</small>").format(KINDS[CHANGED], list_text(fields))
    return changed if fields else Markup()


def service_points(regions: Sequence[Region]) -> None:
    """Draw the Servicepunt Techniek of each region, with its source."""
    show(kept_with("service points", lambda: _service_points(regions), regions))


def _service_points(regions: Sequence[Region]) -> Markup:
    rows = [
        (
            region.name,
            region.service_point or "niet bekend",
            Markup("<small>{}</small>").format(region.service_point_source),
        )
        for region in regions
    ]
    return table(("Regio", "Servicepunt Techniek", "Bron"), rows, "Servicepunten Techniek per regio")
