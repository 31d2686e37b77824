"""Campussen: the campuses of the province on a map, the same as a list, and one of them in full."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from lib.documents.tables.campus_rows import campus_rows
from lib.model.agenda import Action
from lib.model.campuses import Campus
from lib.rules.campuses import Facets
from lib.ui.campuses import card, chart, colour as campus_colour, desk, filters, rows, view
from lib.ui.campuses.forms import Choices
from lib.ui.campuses.view import Held, View
from lib.ui.editing import editor
from lib.ui.elements import drawn
from lib.ui.elements.filters import filter_bar, filter_result
from lib.ui.elements.heading import filter_toggle, page_head
from lib.ui.elements.html import empty, plain, sentence, show
from lib.ui.frame.invitation import invite
from lib.ui.here import live, state
from lib.ui.here.state import Here

NOTE = (
    "De provincie is niet de som van de vijf regio’s: Eemnes en De Ronde Venen liggen in Utrecht. "
    "Dit overzicht is niet uitputtend; een officiële lijst van campussen is er niet."
)
NONE_FITS = "Geen campus past bij deze filters. Maak er een leeg."


FILE = "Alle campussen van deze keuze"


def opened(everything: Sequence[Campus]) -> Campus | None:
    """The campus that the address names; says so when there is none."""
    asked = st.query_params.get(chart.CAMPUS)
    campus = next((campus for campus in everything if str(campus.id) == asked), None)
    if asked and campus is None:
        st.warning(
            plain(f"Campus “{asked}” staat niet op deze kaart. Kies er een uit de lijst."),
            icon=":material/info:",
        )
    return campus


def what_is_shown(here: Here, shown: Sequence[Campus], total: int, facets: Facets) -> None:
    """How many campuses the filters leave, the way back, and exactly these to take away."""
    total_text = f"{len(shown)} van de {total} campussen" if facets.active else f"Alle {total} campussen"
    filter_result(total_text, filters.PARAMS, filtered=facets.active)
    drawn.note_rows(FILE, lambda: campus_rows(FILE, shown, here.day))


def card_of(here: Here, chosen: Campus, actions: Sequence[Action]) -> None:
    """The open campus beside how it was at the moment since, or as it was first recorded."""
    then, colours = view.then(here).get(chosen.id), chart.ring_colours()
    card.card(here, chosen, then, actions, colours)


def map_and_list(here: Here, held: Held, shown: View, facets: Facets) -> None:
    """The map with its legend on the left; the open campus and the equal list on the right."""
    chosen = opened(held.campuses)
    choices = Choices(held.regions, held.towns, held.actions)
    left, right = st.columns([11, 9], gap="medium")
    with left, st.container(key="campus-side"):
        chart.draw(shown, chosen.id if chosen else None)
        chart.legend(here, held, shown)
    with right:
        # In a place of its own: the list below stays the same list, and the keyboard in it.
        with st.container():
            rows.mark(chosen)
            if chosen:
                card_of(here, chosen, held.actions)
            if chosen and here.editing:
                desk.about_one(here, chosen, choices)
        what_is_shown(here, shown.shown, len(held.campuses), facets)
        if not held.campuses:
            none_yet = "Nog geen campus vastgelegd. Wie kan dit aanvullen?"
            invite(none_yet, "Voeg de eerste campus toe", "fold new campus")
        elif not shown.shown:
            empty(NONE_FITS)
        rows.listing(here, shown)
    if here.editing:
        desk.about_all(here, shown.shown, choices)
    st.header("Servicepunten Techniek", anchor=False)
    rows.service_points(held.regions)
    show(Markup('<p class="wa-source">{}</p>').format(NOTE))


def page() -> None:
    """The campuses in the state that is shown."""
    here = state.here()
    held = view.held(here)
    with page_head("Campussen") as lead:
        filter_toggle(filters.PARAMS)
        with filter_bar("head-filters"):
            colour = campus_colour.colour_switch(held.colours)
        chart.kind_switch()
    editor.outcome(here)
    facets = filters.ask_facets(here, held.options)
    shown = view.view(here, held, facets, colour)
    with lead:
        sentence(shown.lead)
    map_and_list(here, held, shown, facets)
    live.follow_changes(here, held.newest)


page()
