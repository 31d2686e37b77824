"""Coalities: who is at the table, weakest first; the network; and what falls when somebody stops."""

from html import escape

import streamlit as st

from lib.model import Action, Relation
from lib.rules import relations, stop_test
from lib.store import coalitions, history, records
from lib.store.connection import reading
from lib.ui import coalition_list, editor, live, network, state, stop_view
from lib.ui.html import sentence, show

_VIEWS = {"lijst": "Coalities", network.NETWORK: "Netwerk", "stoelen": "Lege stoelen", "stop": "Stopproef"}


def view_switch() -> str:
    """Which of the four looks at the coalitions is open; in the address as `blik`."""
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
        "what if", "watals", lambda values: next(iter(set(values) & set(labels)), None)
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


def page() -> None:
    """The coalitions in the state that is shown."""
    here = state.here()
    with reading(here.path, here.at) as db:
        newest, actions, goals = history.newest(db), records.actions(db), records.goals(db)
        tables, parties, related = coalitions.tables(db), records.parties(db), records.relations(db)
        steps, everyone = coalitions.all_steps(db), records.parties(db, withdrawn=True)
    cases = coalition_list.cases(actions, tables, steps, parties, here.day)
    with st.container(key="page-head", horizontal=True, vertical_alignment="bottom"):
        st.title("Coalities", anchor=False)
        view = view_switch()
    sentence(coalition_list.opening(cases))
    editor.outcome(here)
    if view == "lijst":
        coalition_list.filtered_list(cases, goals, parties)
        what_if(related, actions)
    elif view == network.NETWORK:
        found = network.places(tables, here.day)
        focus = network.focus_of(st.query_params.get(network.FOCUS, ""), found, actions)
        network.draw(found, actions, focus)
        network.as_list(found, actions, focus)
    elif view == "stoelen":
        coalition_list.empty_chairs(cases)
    else:
        fallen = stop_test.stop_test(actions, tables, steps, everyone)
        stop_view.fallen_list(here, fallen, actions, tables, parties)
    live.follow_changes(here, newest)


page()
