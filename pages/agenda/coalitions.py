"""Coalities: who is at the table, weakest first; the network; and what falls when somebody stops."""

from collections.abc import Collection, Mapping

import streamlit as st

from lib.rules.coalitions import looks, stop_test
from lib.rules.lens import Lens
from lib.store import history
from lib.store.file.connection import reading
from lib.ui.agenda import since
from lib.ui.coalitions import empty_chairs, network, overview, parties as party_view, stop_test as stop_view
from lib.ui.coalitions.facts import Facts, narrowed, read_all
from lib.ui.coalitions.party import PARTY
from lib.ui.editing import editor
from lib.ui.elements.filters import name_unknown
from lib.ui.elements.heading import filter_toggle, page_head
from lib.ui.elements.html import passable, sentence
from lib.ui.elements.switch import switch
from lib.ui.here import live, state
from lib.ui.here.cache import kept, kept_with
from lib.ui.here.lens import lens
from lib.ui.here.state import Here

_VIEWS = {
    "lijst": "Coalities",
    network.NETWORK: "Netwerk",
    "stoelen": "Lege stoelen",
    party_view.PARTIES: "Partijen",
    "stop": "Zonder de werkambassadeur",
}


def known_in_address(facts: Facts) -> Mapping[str, Collection[str]]:
    """What the parameters of this page may say; anything else is named."""
    action_ids = [action.id for action in facts.known]
    return {
        network.VIEW: _VIEWS,
        network.FOCUS: network.targets(facts.places, facts.actions),
        network.FORM: network.FORMS,
        stop_view.WHAT_IF: action_ids,
        PARTY: {str(party.id) for party in facts.everyone},
        **overview.known_values(facts.goals, facts.parties),
    }


def head(openings: Mapping[str, str], known: Mapping[str, Collection[str]]) -> str:
    """The title, what the open look says first, and that look."""
    with page_head("Coalities") as lead:
        view = switch("Weergave", network.VIEW, _VIEWS, key="coalition view")
        if view == "lijst":
            filter_toggle(overview.PARAMS)
    with lead:
        sentence(openings.get(view) or openings["lijst"])
    name_unknown(known)
    return view


def openings_of(facts: Facts, looked: Lens) -> Mapping[str, str]:
    """What each look says first; a look without a sentence of its own says that of the list."""
    whose = f" {looked.whose}" if looked.active else ""
    return {
        "lijst": overview.opening(facts.cases),
        network.NETWORK: looks.network_sentence(facts.places) if facts.places else "",
        "stoelen": looks.chairs_sentence(facts.vacant, whose) if facts.places else "",
        party_view.PARTIES: looks.parties_sentence(facts.parties, facts.places) if facts.parties else "",
        "stop": stop_test.summary(facts.fallen) if facts.places else "",
    }


def the_list(here: Here, facts: Facts) -> None:
    """All coalitions, with what is different about them when that is marked; and what if one stops."""
    then = since.read_then(here, "coalitions", overview.cases_of) if since.marks_on() else None
    overview.open_questions(facts.tables, facts.known)
    overview.filtered_list(here, facts.cases, facts.confirmed, then, facts.goals, facts.parties)
    overview.ended_note(facts.actions)
    stop_view.what_if(facts.related, facts.known)


def page() -> None:
    """The coalitions in the state that is shown."""
    here = state.here()
    with reading(here.path, here.at) as db:
        newest = history.newest(db)
        everything = kept("coalitions", here, db, lambda: read_all(db, here.day))
    looked = lens(here)
    facts = kept_with(("coalitions", looked.value), lambda: narrowed(everything, looked), everything, looked)
    view = head(openings_of(facts, looked), known_in_address(facts))
    editor.outcome(here)
    if view == "lijst":
        the_list(here, facts)
    elif view == network.NETWORK:
        focus = network.focus_of(st.query_params.get(network.FOCUS, ""), facts.places, facts.actions)
        with passable("het netwerk"):
            network.draw(facts.places, facts.actions, facts.cases, focus)
        with passable("de tabel"):
            network.as_list(facts.places, facts.actions, focus)
    elif view == "stoelen":
        empty_chairs.empty_chairs(facts.cases, facts.vacant, facts.registered, facts.linked)
    elif view == party_view.PARTIES:
        party_view.register(here, facts.everyone, facts.places, facts.actions, facts.tables)
    else:
        stop_view.fallen_list(here, facts.fallen, facts.actions, facts.tables, facts.parties)
    live.follow_changes(here, newest)


page()
