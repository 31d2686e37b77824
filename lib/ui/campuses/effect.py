"""The tab Effect of the two actions about campuses: what the annex promises, campus by campus.

Action 7 is about combined research groups at campuses, action 11 about an investment instrument for them.
Owns how that reads; what an instrument misses is decided in `lib.rules.campuses`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, list_text, sentence_case
from lib.maps.ring import picture
from lib.model.agenda import HELIXES, Action
from lib.model.campuses import RESEARCH, Campus
from lib.rules.campuses import instrument_gaps, months_text, segments
from lib.store import campuses
from lib.store.file.connection import reading
from lib.ui.campuses.chart import CAMPUS, PAGE, ring_colours
from lib.ui.elements.html import day, empty, helix_name, link, sentence, show, table
from lib.ui.here.address import shared_params
from lib.ui.here.state import Here

RESEARCH_ACTION, INSTRUMENT_ACTION = "7", "11"


def at_the_campuses(here: Here, action: Action) -> None:
    """What the annex promises of an action, as far as it can be seen at the campuses; of most it cannot."""
    if action.id not in ACTIONS:
        return
    with reading(here.path, here.at) as db:
        everything = campuses.campuses(db)
    st.header("Effect bij de campussen", anchor=False)
    _effect(action, everything, here.day)


def _effect(action: Action, found: Sequence[Campus], today: date) -> None:
    """What can be said at the campuses of the effect of one of `ACTIONS`."""
    if not found:
        empty("Op deze dag is nog geen campus vastgelegd. Wie kan dit aanvullen? Ga naar Campussen.")
        return
    _EFFECTS[action.id](found, today)
    show(link(PAGE, "Deze campussen op de kaart", shared_params(), icon="map"))
    show(
        Markup(
            '<p class="wa-source">Een bijdrage, geen bewijs van oorzaak: wat een campus heeft, komt niet '
            "vanzelf door deze actie. Het overzicht van campussen is niet uitputtend.</p>"
        )
    )


def _counted(number: int, one: str, many: str) -> str:
    return sentence_case(count_text(number, one, many)) if number else f"Geen enkele {one}"


def _source(one: Campus) -> Markup:
    """Where what is known of a campus comes from, and of which day."""
    return Markup("<small>{} · {}</small>").format(one.source, one.source_date or "zonder datum")


def _ring(one: Campus) -> Markup:
    """The co-ownership as on the map, dashed where nobody knows it; the columns say the same in words."""
    drawn = picture(segments(one), ring_colours())
    return Markup('<img class="wa-ring" src="{}" alt="" width="30" height="30">').format(drawn)


def _campus_link(one: Campus) -> Markup:
    return link(PAGE, one.name, {**shared_params(), CAMPUS: str(one.id)})


# ------------------------------------------------------------------------ research groups


def research_opening(found: Sequence[Campus]) -> str:
    """How many campuses have a combined group, and of how many nothing is known."""
    combined = sum(one.research == "gecombineerd" for one in found)
    unknown = sum(one.research is None for one in found)
    first = _counted(combined, "campus heeft", "campussen hebben")
    return (
        f"{first} een gecombineerd lectoraat-practoraat; van {count_text(unknown, 'campus', 'campussen')} "
        "is niet bekend wat er is."
    )


def _research(found: Sequence[Campus], _today: date) -> None:
    sentence(research_opening(found))
    order: list[str | None] = ["gecombineerd", "lectoraat", "practoraat", "geen", None]
    rows = [
        (
            _campus_link(one),
            RESEARCH[one.research] if one.research else "nog niet bekend",
            list_text(one.levels) or "nog niet bekend",
            list_text(one.partners) or "nog niet bekend",
            _source(one),
        )
        for one in sorted(found, key=lambda one: order.index(one.research))
    ]
    head = ("Campus", "Lectoraat of practoraat", "Niveaus", "Partners", "Bron")
    show(table(head, rows, "Lectoraten en practoraten per campus"))


# -------------------------------------------------------------------------- the instrument


def instrument_opening(found: Sequence[Campus], today: date) -> str:
    """How many campuses are known to meet what the annex asks, and of how many too little is known."""
    gaps = [instrument_gaps(one, today) for one in found]
    ready = sum(not one for one in gaps)
    unknown = sum(any("niet bekend" in gap for gap in one) for one in gaps)
    first = _counted(ready, "campus voldoet", "campussen voldoen")
    rest = f"; van {count_text(unknown, 'campus', 'campussen')} is nog niet genoeg bekend" if unknown else ""
    return f"{first} aantoonbaar aan wat de bijlage van het instrument vraagt{rest}."


def _instrument(found: Sequence[Campus], today: date) -> None:
    sentence(instrument_opening(found, today))
    rows = [
        _instrument_row(one, today) for one in sorted(found, key=lambda one: len(instrument_gaps(one, today)))
    ]
    head = (
        "Campus",
        *(helix_name(helix) for helix in HELIXES),
        "Beheer zeker",
        "Multilevel",
        "Wat nog ontbreekt",
        "Bron",
    )
    show(table(head, rows, "Wat het investeringsinstrument per campus vraagt", wide="instrument"))
    show(
        Markup(
            '<p class="wa-source">Percentages: het aandeel in het mede-eigenaarschap. Multilevel: '
            "de campus verbindt twee of meer niveaus. "
            "De bijlage noemt geen ondergrens voor het aantal maanden.</p>"
        )
    )


def _instrument_row(one: Campus, today: date) -> tuple[str, ...]:
    shares = ["onbekend" if share is None else f"{share}%" for share in one.shares.values()]
    until = Markup("<br><small>tot {}</small>").format(day(one.secured_until)) if one.secured_until else ""
    levels = "onbekend" if not one.levels else "ja" if len(one.levels) > 1 else "nee"
    named = Markup("<br><small>{}</small>").format(", ".join(one.levels)) if one.levels else ""
    missing = instrument_gaps(one, today)
    return (
        _ring(one) + _campus_link(one),
        *shares,
        months_text(one, today) + until,
        levels + named,
        sentence_case(list_text(missing)) if missing else Markup("<b>Niets: voldoet</b>"),
        _source(one),
    )


_EFFECTS: Mapping[str, Callable[[Sequence[Campus], date], None]] = {
    RESEARCH_ACTION: _research,
    INSTRUMENT_ACTION: _instrument,
}
ACTIONS = frozenset(_EFFECTS)
"""The actions whose effect shows at the campuses."""
