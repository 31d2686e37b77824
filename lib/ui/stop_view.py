"""The Stopproef on screen: what falls if the ambassador leaves tomorrow, and handing it over.

Owns how it reads. Looking writes nothing; "draag over" is an edit like any other, in `lib.ui.hand_over`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from lib.coalition import Table
from lib.model import Action, Party
from lib.rules.stop_test import KINDS, Fallen
from lib.ui import hand_over
from lib.ui.action_view import action_link
from lib.ui.fold import popped
from lib.ui.html import empty, show
from lib.ui.state import Here


def fallen_list(
    here: Here,
    fallen: Sequence[Fallen],
    actions: Sequence[Action],
    tables: Mapping[str, Table],
    parties: Sequence[Party],
) -> None:
    """All that would fall, by kind; in Bewerken with "draag over" beside each line."""
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
            _line(here, one, named[one.action_id], tables[one.action_id], parties)


def _line(here: Here, one: Fallen, action: Action, table: Table, parties: Sequence[Party]) -> None:
    """What falls in a sentence, with the way to hand it over."""
    text = f'<p class="wa-fallen">{action_link(action)} {escape(one.sentence)}</p>'
    if not here.editing:
        show(text)
        return
    key = hand_over.key_of(one)
    with st.container(
        key=f"fallen-{key.replace(' ', '-')}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        show(text)
        popped("Draag over", lambda: hand_over.form(one, action, table, parties), key=key)
