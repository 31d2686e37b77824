"""The line over every page: which state is shown and since when, who looks, and whether they edit.

Owns the line and what is said below it; what marks the example set is in `lib.ui.frame.example`.
"""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from lib.dutch import day_text
from lib.ui.editing.drafting import keep_drafts_of
from lib.ui.elements.html import plain, show, wanted_keyboard
from lib.ui.frame import example, identity, keys, lens, moment_picker, search, undo
from lib.ui.here import state
from lib.ui.here.address import AT, EDITING, MODE, go_now
from lib.ui.here.state import Here
from lib.ui.here.visitor import given_name

_MODE_FIELD = "mode"
_VIEWING, _EDITING = "Inzien", "Bewerken"
_RUNS_UNASKED = "runs without a question"
"""By how many there were, a question that comes back is another one, and gets the keyboard again."""
_MENU = Markup('<details class="wa-toggle"><summary>Meer</summary></details>')
"""What opens the rest of the line on a phone; the style sheet hides it elsewhere."""
_STATE = Markup('<p class="wa-state">{}</p>')
_PAST = Markup(
    '<p class="wa-state" role="note" title="{0}"><b>{0}</b>{1}<span class="wide">Alleen lezen.</span></p>'
)


def draw(here: Here) -> None:
    """Draw the strip of the example and the line, and say what there is to say about where one stands."""
    if here.is_example:
        example.strip()
    key = "frame-line-past" if here.at else "frame-line"
    with st.container(key=key, horizontal=True, vertical_alignment="center", gap="small"):
        if here.at is None:
            moment_picker.moment_picker(here)
            if named := lens.name_on_a_phone(here):
                show(_STATE.format(named))
            show(_STATE.format(state.changed_label(here)))
        else:
            _past(here)
            moment_picker.moment_picker(here)
        search.field(here)
        show(_MENU)
        with st.container(
            key="frame-rest", horizontal=True, vertical_alignment="center", gap="small", width="content"
        ):
            lens.picker(here)
            undo.undo_buttons(here)
            _person_menu(here)
            _mode_switch(here)
    identity.keep_name()
    keys.keep()
    keep_drafts_of(here)
    for note in here.notes:
        st.warning(plain(note), icon=":material/info:")
    if here.wants_to_edit and here.at is None and not here.person.may_edit:
        _why_not(here)
    else:
        st.session_state[_RUNS_UNASKED] = st.session_state.get(_RUNS_UNASKED, 0) + 1


def _past(here: Here) -> None:
    """Say which moment is shown, with the way back."""
    label = _past_label(here)
    show(_PAST.format(label, lens.name_on_a_phone(here)))
    st.button("Terug naar nu", key="back to now", on_click=go_now, kwargs={AT: None})


def _past_label(here: Here) -> str:
    if here.edition:
        return f"EDITIE {here.edition}"
    return f"STAND OP {day_text(here.shown_day or here.day).upper()}"


def _person_menu(here: Here) -> None:
    """Draw the menu of who looks: the name, the keys, and the way to the example set or to its beginning."""
    verified, given = here.person.verified, given_name()
    label = here.person.name if verified else given or "Wie bent u?"
    icon = ":material/verified_user:" if verified else ":material/person:"
    with st.popover(plain(label), icon=icon, key="who", on_change="rerun") as menu:
        if not menu.open:
            return
        if verified:
            told = f"U bent aangemeld als {plain(label)}. Uw wijzigingen krijgen deze naam."
            st.caption(here.person.refusal or told)
            show(Markup('<a class="wa-link" href="./buiten">Afmelden</a>'))
        else:
            st.caption(here.person.refusal or _name_caption(given))
            identity.offer_sign_in()
            identity.ask_name()
        keys.ask()
        if not here.is_example:
            example.way_in()
        elif here.person.may_edit and not here.person.actions:
            example.ask_reset()


def _name_caption(given: str) -> str:
    if given:
        return f"Uw wijzigingen komen als “{plain(given)} (niet geverifieerd)” in de geschiedenis."
    return "Uw wijzigingen komen met deze naam in de geschiedenis."


def _mode_switch(here: Here) -> None:
    # In each run: a browser that draws only the second of two quick ones would miss what the first said.
    st.session_state[_MODE_FIELD] = _EDITING if here.wants_to_edit else _VIEWING
    st.segmented_control(
        "Inzien of bewerken",
        (_VIEWING, _EDITING),
        key=_MODE_FIELD,
        required=True,
        label_visibility="collapsed",
        disabled=here.at is not None,
        on_change=_switch_mode,
    )


def _switch_mode() -> None:
    editing = st.session_state[_MODE_FIELD] == _EDITING
    go_now(**{MODE: EDITING if editing else None})


def _why_not(here: Here) -> None:
    """Show why this visitor cannot edit yet: the name is missing, or the app is open to others."""
    if here.person.rights and not given_name():
        with st.container(border=True, key="name-first"):
            identity.ask_name(identity.FIRST_QUESTION, "Begin met bewerken")
            request = f"name {st.session_state.get(_RUNS_UNASKED, 0)}"
            show(wanted_keyboard({"labels": [identity.NAME_FIELD], "request": request}))
    else:
        st.info(here.person.refusal, icon=":material/lock:")
        identity.offer_sign_in()
