"""The tab Effect of the two actions about campuses: what the annex promises, campus by campus.

Action 7 is about combined research groups at campuses, action 11 about an investment instrument for them.
Owns how that reads; what an instrument misses is decided in `lib.rules.campuses`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, list_text, sentence_case
from lib.maps.ring import picture
from lib.model.agenda import HELIXES, Action
from lib.model.campuses import BOTH, RESEARCH, Campus
from lib.rules.campuses import instrument_gaps, months_text, segments
from lib.rules.figure_words import CONTRIBUTION
from lib.store import campuses
from lib.store.file.connection import reading
from lib.store.results.research import held_research
from lib.ui.campuses.chart import CAMPUS, PAGE, ring_colours
from lib.ui.elements.html import day, empty, helix_name, link, sentence, show, table
from lib.ui.here.address import shared_params
from lib.ui.here.state import Here

RESEARCH_ACTION, INSTRUMENT_ACTION = "7", "11"


def at_the_campuses(here: Here, action: Action) -> None:
    """Draw what the annex promises of an action, as far as the campuses show it."""
    if action.id not in ACTIONS:
        return
    with reading(here.path, here.at) as db:
        groups = held_research(db, here.day)
        everything = [
            replace(campus, research=groups.kind_at(campus.id) or campus.research)
            for campus in campuses.campuses(db)
        ]
    st.header("Effect bij de campussen", anchor=False)
    _effect(action, everything, here.day)


def _effect(action: Action, campuses: Sequence[Campus], today: date) -> None:
    """Draw what can be said at the campuses of the effect of one of `ACTIONS`."""
    if not campuses:
        empty("Op deze dag is nog geen campus vastgelegd. Wie kan dit aanvullen? Ga naar Campussen.")
        return
    _EFFECTS[action.id](campuses, today)
    show(link(PAGE, "Deze campussen op de kaart", shared_params(), icon="map"))
    show(
        Markup('<p class="wa-source">{} Het overzicht van campussen is niet uitputtend.</p>').format(
            CONTRIBUTION
        )
    )


def _counted(number: int, singular: str, many: str) -> str:
    return sentence_case(count_text(number, singular, many)) if number else f"Geen enkele {singular}"


def _source(campus: Campus) -> Markup:
    """Build the line that says where what is known of a campus comes from, and of which day."""
    return Markup("<small>{} · {}</small>").format(campus.source, campus.source_date or "zonder datum")


def _ring(campus: Campus) -> Markup:
    """Build the co-ownership as on the map, dashed where unknown; the columns say it in words."""
    drawn = picture(segments(campus), ring_colours())
    return Markup('<img class="wa-ring" src="{}" alt="" width="30" height="30">').format(drawn)


def _campus_link(campus: Campus) -> Markup:
    return link(PAGE, campus.name, {**shared_params(), CAMPUS: str(campus.id)})


# ------------------------------------------------------------------------ research groups


def research_opening(campuses: Sequence[Campus]) -> str:
    """Tell how many campuses have groups of both kinds, and of how many nothing is known."""
    both = sum(campus.research == BOTH for campus in campuses)
    unknown = sum(campus.research is None for campus in campuses)
    first = _counted(both, "campus heeft", "campussen hebben")
    return (
        f"{first} in het overzicht een lectoraat en een practoraat; van "
        f"{count_text(unknown, 'campus', 'campussen')} is niet bekend wat er is."
    )


def _research(campuses: Sequence[Campus], _today: date) -> None:
    sentence(research_opening(campuses))
    order: list[str | None] = [BOTH, "lectoraat", "practoraat", "geen", None]
    rows = [
        (
            _campus_link(campus),
            RESEARCH[campus.research] if campus.research else "nog niet bekend",
            list_text(campus.levels) or "nog niet bekend",
            list_text(campus.partners) or "nog niet bekend",
            _source(campus),
        )
        for campus in sorted(campuses, key=lambda campus: order.index(campus.research))
    ]
    head = ("Campus", "Lectoraat of practoraat", "Niveaus", "Partners", "Bron")
    show(table(head, rows, "Lectoraten en practoraten per campus"))


# -------------------------------------------------------------------------- the instrument


def instrument_opening(campuses: Sequence[Campus], today: date) -> str:
    """Tell how many campuses are known to meet what the annex asks, and of how many too little is known."""
    gaps = [instrument_gaps(campus, today) for campus in campuses]
    ready = sum(not lacking for lacking in gaps)
    unknown = sum(any("niet bekend" in gap for gap in lacking) for lacking in gaps)
    first = _counted(ready, "campus voldoet", "campussen voldoen")
    rest = f"; van {count_text(unknown, 'campus', 'campussen')} is nog niet genoeg bekend" if unknown else ""
    return f"{first} aantoonbaar aan wat de bijlage van het instrument vraagt{rest}."


def _instrument(campuses: Sequence[Campus], today: date) -> None:
    sentence(instrument_opening(campuses, today))
    rows = [
        _instrument_row(campus, today)
        for campus in sorted(campuses, key=lambda campus: len(instrument_gaps(campus, today)))
    ]
    head = (
        "Campus",
        *(helix_name(helix) for helix in HELIXES),
        "Exploitatie gedekt tot",
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


def _instrument_row(campus: Campus, today: date) -> tuple[str, ...]:
    shares = ["onbekend" if share is None else f"{share}%" for share in campus.shares.values()]
    until = (
        Markup("<br><small>tot {}</small>").format(day(campus.secured_until)) if campus.secured_until else ""
    )
    levels = "onbekend" if not campus.levels else "ja" if len(campus.levels) > 1 else "nee"
    named = Markup("<br><small>{}</small>").format(", ".join(campus.levels)) if campus.levels else ""
    missing = instrument_gaps(campus, today)
    return (
        _ring(campus) + _campus_link(campus),
        *shares,
        months_text(campus, today) + until,
        levels + named,
        sentence_case(list_text(missing)) if missing else Markup("<b>Niets: voldoet</b>"),
        _source(campus),
    )


_EFFECTS: Mapping[str, Callable[[Sequence[Campus], date], None]] = {
    RESEARCH_ACTION: _research,
    INSTRUMENT_ACTION: _instrument,
}
ACTIONS = frozenset(_EFFECTS)
"""The actions whose effect shows at the campuses."""
