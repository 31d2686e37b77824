"""What falls: if the ambassador leaves tomorrow (with handing over), or if an action stops.

Owns how it reads. Looking writes nothing; "draag over" is an edit like any other, in `hand_over`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Action, Party, Relation
from lib.model.coalitions import Table
from lib.rules.coalitions import relations
from lib.rules.coalitions.stop_test import KINDS, Fallen
from lib.ui.agenda.action import action_link
from lib.ui.coalitions import hand_over
from lib.ui.elements.filters import choice_filter
from lib.ui.elements.fold import popped
from lib.ui.elements.html import empty, show
from lib.ui.here.state import Here

WHAT_IF = "watals"
"""The address parameter that names the action of which the end is thought through."""


def fallen_list(
    here: Here,
    fallen: Sequence[Fallen],
    actions: Sequence[Action],
    tables: Mapping[str, Table],
    parties: Sequence[Party],
) -> None:
    """List all that would fall, by kind; in Bewerken with "draag over" beside each line."""
    show(
        Markup('<p role="note">De agenda alsof de werkambassadeur morgen vertrekt. Kijken wijzigt niets.</p>')
    )
    if not fallen:
        empty("Er komt niets stil te liggen: elke actie kan zonder de werkambassadeur verder.")
        return
    named = {action.id: action for action in actions}
    for kind, title in KINDS.items():
        own = [thing for thing in fallen if thing.kind == kind]
        if own:
            show(Markup('<h2 class="wa-h">{} ({})</h2>').format(title, len(own)))
        for thing in own:
            _line(here, thing, named[thing.action_id], tables[thing.action_id], parties)


def _line(here: Here, thing: Fallen, action: Action, table: Table, parties: Sequence[Party]) -> None:
    """Draw what falls in a sentence, with the way to hand it over."""
    text = Markup('<p class="wa-fallen">{} {}</p>').format(action_link(action), thing.sentence)
    if not here.editing:
        show(text)
        return
    key = hand_over.key_of(thing)
    with st.container(
        key=f"fallen-{key.replace(' ', '-')}", horizontal=True, vertical_alignment="center", gap="small"
    ):
        show(text)
        popped("Overdragen", lambda: hand_over.draw_form(thing, action, table, parties), key=key)


def what_if(all_relations: Sequence[Relation], actions: Sequence[Action]) -> None:
    """Show what the others lose if one action stops; nothing is written."""
    st.header("Wat als deze actie stopt?", anchor=False)
    labels = {action.id: action.label for action in actions}
    chosen = choice_filter("Actie", WHAT_IF, labels, "kies een actie", key="what if", labelled="visible")
    if chosen:
        lost = relations.what_if_stopped(chosen, all_relations, actions)
        show(Markup("").join(Markup('<p class="wa-fallen">{}</p>').format(sentence) for sentence in lost))
        st.caption("Dit is een denkoefening: er is niets gewijzigd.")
