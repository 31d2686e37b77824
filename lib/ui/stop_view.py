"""The Stopproef on screen: what falls if the ambassador leaves tomorrow, and handing it over.

Owns how it reads. Looking writes nothing; "draag over" is an edit like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import streamlit as st

from lib.model import Action, Party
from lib.rules.stop_test import KINDS, Fallen
from lib.store import records
from lib.store.connection import reading
from lib.ui import editor, state
from lib.ui.action_view import action_link
from lib.ui.html import empty, show
from lib.ui.state import Here


def fallen_list(
    here: Here, fallen: Sequence[Fallen], actions: Sequence[Action], parties: Sequence[Party]
) -> None:
    """All that would fall, by kind; in Bewerken with "draag over aan" for what can be handed over here."""
    show('<p role="note">De agenda alsof de werkambassadeur morgen vertrekt. Kijken wijzigt niets.</p>')
    if not fallen:
        empty("Er valt niets om: elke actie kan zonder de werkambassadeur verder.")
        return
    named = {action.id: action for action in actions}
    for kind, title in KINDS.items():
        own = [one for one in fallen if one.kind == kind]
        if own:
            show(f'<h2 class="wa-h">{escape(title)} ({len(own)})</h2>')
            for one in own:
                show(f'<p class="wa-fallen">{action_link(named[one.action_id])} {escape(one.sentence)}</p>')
    if here.editing:
        _driver_form([one for one in fallen if one.kind == "aanjager"], named, parties)


def _driver_form(without: Sequence[Fallen], named: dict[str, Action], parties: Sequence[Party]) -> None:
    """Give an action a driver from outside."""
    if not without or not parties:
        return
    names = {party.id: party.name for party in parties}
    with st.form("hand over form"):
        st.selectbox(
            "Draag deze actie over",
            [one.action_id for one in without],
            format_func=lambda action_id: named[action_id].label,
            key="hand over action",
        )
        st.selectbox("aan deze aanjager", list(names), format_func=names.__getitem__, key="hand over to")
        st.form_submit_button("Draag over", on_click=_hand_over)


def _hand_over() -> None:
    action_id, party_id = st.session_state["hand over action"], st.session_state["hand over to"]
    with reading(state.here().path) as db:
        version = records.get(db, "action", action_id)["version"]
    editor.change_field("action", action_id, "driver_id", party_id, version)
