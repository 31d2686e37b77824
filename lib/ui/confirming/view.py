"""Who says so: each level, support and pledge of a coalition as said by us, or confirmed by the party."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Action
from lib.model.results.words import ABOUT, LEVEL, ROOM
from lib.rules.coalitions.confirmed import Claim, confirmed_sentence
from lib.store.results import words
from lib.ui.editing import form
from lib.ui.elements.fold import folded
from lib.ui.elements.html import show, table
from lib.ui.here.state import Here

_MARK = Markup('<span class="wa-word"><i aria-hidden="true">{}</i> {}</span>')
_FOLD = Markup('<details class="wa-fold"><summary>{}</summary>{}</details>')


def marks_of_levels(held: Sequence[Claim]) -> dict[int, str]:
    """Return by party who says that it stands on level 4 or 5."""
    return {one.party_id: one.mark for one in held if one.about == LEVEL}


def section(here: Here, action: Action, held: Sequence[Claim]) -> None:
    """Draw who says what of a coalition; who may edit records what was confirmed in the room."""
    st.header("Gezegd of bevestigd", anchor=False)
    rows = [(one.party, ABOUT[one.about], one.said, _mark(one)) for one in held]
    listed = table(("Partij", "Waarover", "Wat", "Wie zegt dit"), rows, "Gezegd of bevestigd") if rows else ""
    sentence = confirmed_sentence(held)
    show(_FOLD.format(sentence, listed) if rows else Markup('<p class="wa-empty">{}</p>').format(sentence))
    open_ones = [one for one in held if one.word is None]
    if here.editing and open_ones:
        key = f"fold confirm {action.id}"
        folded("Bevestiging van een partij vastleggen", lambda: _form(action, open_ones), key=key)


def _mark(claim: Claim) -> Markup:
    return _MARK.format("✓" if claim.word else "○", claim.mark)


def _form(action: Action, open_ones: Sequence[Claim]) -> None:
    """Ask what a party confirmed, how and when."""
    names = {number: f"{one.party}: {one.said}" for number, one in enumerate(open_ones)}
    chosen = st.selectbox(
        "Wat bevestigde de partij?",
        list(names),
        format_func=names.__getitem__,
        key=f"confirm which {action.id}",
    )
    claim = open_ones[chosen]
    form.add(
        "party_word",
        {},
        lambda db, values: words.confirm(db, action.id, claim, values["how"], values["confirmed_on"]),
        key=f"confirm {action.id}",
        fields=("how", "confirmed_on"),
        start={"how": ROOM},
        button="Bevestigd",
        said="De bevestiging is vastgelegd.",
    )
