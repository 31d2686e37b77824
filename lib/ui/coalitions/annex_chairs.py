"""Voorstel uit de bijlage: the chairs that the annex names for an action, to take over in one press."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, sentence_case
from lib.model.agenda import HELIXES, Action
from lib.model.coalitions import Chair
from lib.rules.coalitions import chairs
from lib.rules.coalitions.annex_chairs import AnnexChair, still_proposed
from lib.store import coalitions
from lib.store.file.annex_chairs import annex_chairs
from lib.store.file.connection import Database
from lib.ui.editing import editor, saving
from lib.ui.elements.fold import folded
from lib.ui.elements.html import helix_name, plain, show, table
from lib.ui.frame.invitation import invite
from lib.ui.here.state import Here

_TITLE = "Voorstel uit de bijlage"
_RULE = "Een voorstel telt nergens mee tot u het overneemt. Er wordt geen partij ingevuld."


def draw(here: Here, action: Action, seats: Sequence[Chair]) -> None:
    """Show what the annex names and nobody took over: openly while there is no chair yet, else folded."""
    proposed = still_proposed(annex_chairs(), action.id, seats)
    if not proposed or here.at or action.ended:
        return
    key = f"annex chairs {action.id}"
    if here.editing and chairs.present(seats):
        folded(f"{_TITLE} ({len(proposed)})", partial(_ask, action, proposed), key=f"fold {key}")
    elif not chairs.present(seats):
        show(Markup('<h3 class="wa-h">{}</h3>').format(_TITLE))
        if here.editing:
            _ask(action, proposed)
        else:
            _quote(proposed)
            invite(_RULE, "Kies wat klopt", field=key_of(proposed[0]))


def key_of(chair: AnnexChair) -> str:
    return f"annex chair {chair.action} {chair.role}"


def _quote(proposed: Sequence[AnnexChair]) -> None:
    rows = [(chair.role, helix_name(chair.helix), f"“{chair.words}”") for chair in proposed]
    show(table(("Plek", "Kant", "De woorden van de bijlage"), rows, _TITLE))


def _ask(action: Action, proposed: Sequence[AnnexChair]) -> None:
    """Ask which of them are right; all are, unless somebody says so."""
    st.caption(_RULE)
    with st.form(f"annex chairs {action.id}", border=False):
        for chair in proposed:
            st.checkbox(
                f"**{plain(chair.role)}** · {HELIXES[chair.helix]} · “{plain(chair.words)}”",
                value=True,
                key=key_of(chair),
            )
        st.form_submit_button(
            "Plekken overnemen", icon=":material/add:", key=f"take annex chairs {action.id}",
            on_click=_take_over, args=(proposed,),
        )  # fmt: skip


def _take_over(proposed: Sequence[AnnexChair]) -> None:
    chosen = [chair for chair in proposed if st.session_state.get(key_of(chair))]

    def act(db: Database) -> None:
        for chair in chosen:
            values = {"action_id": chair.action, "helix": chair.helix, "role": chair.role}
            coalitions.add_chair(db, {**values, "needed": True})

    if chosen:
        number = sentence_case(count_text(len(chosen), "plek", "plekken"))
        editor.write(act, reason=_TITLE, said=f"{number} overgenomen uit de bijlage.")
    else:
        saving.note_refusal("Kies ten minste één plek, of voeg er zelf een toe.")
