"""Coalities: who is at the table, weakest first; the network; and what falls when somebody stops."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

import streamlit as st

from lib.coalition import Table
from lib.model import Action, Goal, Party, Relation
from lib.rules import relations, stop_test
from lib.store import coalitions, history, records
from lib.store.connection import Database, reading
from lib.ui import agenda_filters, coalition_list, editor, live, network, party_view, state, stop_view
from lib.ui.cache import kept
from lib.ui.html import sentence, show

_VIEWS = {
    "lijst": "Coalities",
    network.NETWORK: "Netwerk",
    "stoelen": "Lege stoelen",
    party_view.PARTIES: "Partijen",
    "stop": "Stopproef",
}

_WHAT_IF = "watals"


def view_switch() -> str:
    """Which of the looks at the coalitions is open; in the address as `blik`."""
    known = list(_VIEWS)
    changed = state.follow_address(
        "coalition view",
        network.VIEW,
        lambda values: values[0] if values and values[0] in known else known[0],
    )
    return str(
        st.segmented_control(
            "Blik",
            known,
            format_func=_VIEWS.__getitem__,
            key="coalition view",
            required=True,
            label_visibility="collapsed",
            on_change=changed,
        )
    )


def what_if(all_relations: list[Relation], actions: list[Action]) -> None:
    """What the others lose if one action stops; nothing is written."""
    st.header("Wat als deze actie stopt?", anchor=False)
    labels = {action.id: action.label for action in actions}
    changed = state.follow_address(
        "what if", _WHAT_IF, lambda values: next(iter(set(values) & set(labels)), None)
    )
    chosen = st.selectbox(
        "Actie",
        list(labels),
        index=None,
        format_func=labels.__getitem__,
        key="what if",
        placeholder="kies een actie",
        on_change=changed,
    )
    if chosen:
        lost = relations.what_if_stopped(chosen, all_relations, actions)
        show("".join(f'<p class="wa-fallen">{escape(one)}</p>' for one in lost))
        st.caption("Dit is een denkoefening: er is niets gewijzigd.")


@dataclass(frozen=True, slots=True)
class Known:
    """All that the looks draw from, and what follows from it."""

    actions: list[Action]
    goals: list[Goal]
    related: list[Relation]
    parties: list[Party]
    everyone: list[Party]
    tables: Mapping[str, Table]
    cases: list[coalition_list.Case]
    places: list[network.Place]
    fallen: list[stop_test.Fallen]


def read_all(db: Database, day: date) -> Known:
    """The coalitions as they stand in the data, weighed on a day."""
    actions, tables, steps = records.actions(db), coalitions.tables(db), coalitions.all_steps(db)
    parties, everyone = records.parties(db), records.parties(db, withdrawn=True)
    return Known(
        actions=actions,
        goals=records.goals(db),
        related=records.relations(db),
        parties=parties,
        everyone=everyone,
        tables=tables,
        cases=coalition_list.cases(actions, tables, steps, parties, day),
        places=network.places(tables, day),
        fallen=stop_test.stop_test(actions, tables, steps, everyone),
    )


def known_in_address(known: Known) -> Mapping[str, Collection[str]]:
    """What the parameters of this page may say; anything else is named."""
    action_ids = [action.id for action in known.actions]
    return {
        network.VIEW: _VIEWS,
        network.FOCUS: network.targets(known.places, known.actions),
        _WHAT_IF: action_ids,
        **coalition_list.known_values(known.goals, known.parties),
    }


def page() -> None:
    """The coalitions in the state that is shown."""
    here = state.here()
    with reading(here.path, here.at) as db:
        newest = history.newest(db)
        known = kept("coalitions", here, db, lambda: read_all(db, here.day))
    with st.container(key="page-head", horizontal=True, vertical_alignment="bottom"):
        st.title("Coalities", anchor=False)
        view = view_switch()
    falls = view == "stop" and known.places
    sentence(stop_test.summary(known.fallen) if falls else coalition_list.opening(known.cases))
    agenda_filters.say_unknown(agenda_filters.unknown_values(known_in_address(known)))
    editor.outcome(here)
    if view == "lijst":
        coalition_list.open_questions(known.tables, known.actions)
        coalition_list.filtered_list(known.cases, known.goals, known.parties)
        coalition_list.ended_note(known.actions)
        what_if(known.related, known.actions)
    elif view == network.NETWORK:
        focus = network.focus_of(st.query_params.get(network.FOCUS, ""), known.places, known.actions)
        network.draw(known.places, known.actions, focus)
        network.as_list(known.places, known.actions, focus)
    elif view == "stoelen":
        coalition_list.empty_chairs(known.cases, known.parties)
    elif view == party_view.PARTIES:
        party_view.register(here, known.everyone, known.places, known.actions)
    else:
        stop_view.fallen_list(here, known.fallen, known.actions, known.tables, known.parties)
    live.follow_changes(here, newest)


page()
