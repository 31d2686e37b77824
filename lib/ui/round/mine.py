"""Which actions are mine in the update round: in the address as `acties`, and remembered in this browser.

Owns the field and the memory. An address that names actions goes before what was remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from lib.dutch import list_text
from lib.rules.meetings.rounds import Card
from lib.ui.elements.filters import unknown_values
from lib.ui.elements.html import plain
from lib.ui.frame import identity
from lib.ui.here.address import follow_several

MINE = "acties"
COOKIE = "werkagenda_acties"
_FIELD, _MEMORY = "my actions", "my actions remembered"


def ask(cards: Sequence[Card]) -> list[str]:
    """Ask for the actions this visitor keeps up; none means all of them."""
    names = {card.action.id: card.action.label for card in sorted(cards, key=_in_order)}
    _recall(names)
    followed = follow_several(_FIELD, MINE, names)
    st.multiselect(
        "Alleen deze acties",
        list(names),
        followed.start,
        format_func=names.__getitem__,
        key=_FIELD,
        placeholder="alle acties",
        select_all=False,
        width=420,
        on_change=_remember,
        args=(followed.write,),
    )
    remembered = " ".join(st.session_state[_MEMORY])
    if remembered != identity.kept_in_browser(COOKIE):
        identity.keep_in_browser(COOKIE, remembered)
    if strange := unknown_values({MINE: names}):
        values = list_text(f"“{value}”" for value in strange)
        st.warning(plain(f"Deze actie is er niet of loopt niet meer: {values}."), icon=":material/info:")
    return list(st.session_state[_FIELD])


def _in_order(card: Card) -> tuple[int, str]:
    return card.action.number or 99, card.action.id


def _recall(names: dict[str, str]) -> None:
    """Put what was remembered into an address that names no actions."""
    if _MEMORY not in st.session_state:
        remembered = identity.kept_in_browser(COOKIE).split()
        st.session_state[_MEMORY] = [action_id for action_id in remembered if action_id in names]
    if st.session_state[_MEMORY] and not st.query_params.get_all(MINE):
        st.query_params[MINE] = st.session_state[_MEMORY]


def _remember(write: Callable[..., None]) -> None:
    """Keep the choice for the next round; an empty one too, else it would come back."""
    write()
    st.session_state[_MEMORY] = list(st.session_state[_FIELD])
