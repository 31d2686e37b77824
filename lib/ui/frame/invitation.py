"""What an empty block says: what is missing, with a way to where it is recorded, here or elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Action
from lib.ui.elements.fields import key_class
from lib.ui.elements.html import empty, link, show
from lib.ui.frame.identity import NAME_FIELD
from lib.ui.here import state
from lib.ui.here.address import ACTION, AT, EDITING, MODE, go_now, shared_params


class Way(NamedTuple):
    """A place where something is recorded: what one does there, the page, and what its address asks for."""

    label: str
    page: str
    params: Mapping[str, str]


PARTIES = Way("Zet partijen in het register", "beheer", {"deel": "partijen"})
FIRST_STATE = Way("Leg de beginstand vast", "", {"weergave": "lijst"})
FIRST_MEETING = Way("Zet een overleg klaar", "technologietafels", {})
EVENT = Way("Leg een gebeurtenis vast", "actie", {"nieuw": "gebeurtenis"})
_WAYS = Markup('<p class="wa-ways">{}</p>')


def at_first(label: str, actions: Iterable[Action], tab: str) -> Way:
    """Return the way to a tab of the first action of high priority; without actions to the list of all."""
    first = min(actions, key=lambda action: action.priority or "Z", default=None)
    return Way(label, "actie", {ACTION: first.id, "tab": tab} if first else {})


def point_to(text: str, *ways: Way) -> None:
    """Say that a block is empty, with the ways, in Bewerken, to the pages where it is filled."""
    empty(text)
    if AT not in st.query_params:
        editing = shared_params(**{MODE: EDITING})
        links = (link(way.page, way.label, editing | dict(way.params), icon="edit") for way in ways)
        show(_WAYS.format(Markup("").join(links)))


def invite(text: str, label: str, fold: str = "", *, field: str = "", **address: str) -> None:
    """Say that a block is empty; the button leads, in Bewerken, to where it is filled.

    That is the part of the page with the key `fold`, or the field with the key `field`; `address` says what
    the address must ask for to have them on the page.
    """
    empty(text)
    if AT not in st.query_params:
        st.button(
            label,
            key=f"invite {fold or field or label}",
            icon=":material/edit:",
            on_click=_open,
            args=(fold, field, address),
        )


def _open(fold: str, field: str, address: dict[str, str]) -> None:
    """Open the part, and let the keyboard begin in it or at the name that is asked first."""
    go_now(**{MODE: EDITING}, **address)
    if fold:
        st.session_state[fold] = True
    state.want_focus(f".{key_class(field or fold)}", NAME_FIELD)
