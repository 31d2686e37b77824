"""What marks the example set on every page, the ways in and out of it, and the way back to its beginning."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from lib.access import NotAllowed
from lib.store.file.connection import EXAMPLE, REAL
from lib.store.file.problems import StoreProblem
from lib.store.upkeep.resetting import reset_example
from lib.ui.editing import saving
from lib.ui.elements.html import show
from lib.ui.here import state
from lib.ui.here.address import AT, SET, SINCE, go_now

_SURE = "sure of resetting"


def strip() -> None:
    """Draw the strip over the page that says that all of it is invented."""
    with st.container(key="example-banner", horizontal=True, vertical_alignment="center"):
        show(
            Markup(
                '<p role="note"><b>VOORBEELD</b> Alles <span class="more">hier </span>is verzonnen'
                '<span class="more">: de voortgang, de partijen en de data. '
                "De tekst van de agenda en de cijfers van de arbeidsmarkt zijn echt</span>.</p>"
            )
        )
        st.button(
            "Naar de echte agenda", key="to real set", on_click=_switch_set, args=(REAL,), type="tertiary"
        )


def way_in() -> None:
    """Draw the way from the real set to the example."""
    st.button(
        "Voorbeeld",
        icon=":material/play_circle:",
        key="to example",
        type="tertiary",
        help="Bekijk de app met verzonnen gegevens; de echte agenda blijft zoals hij is.",
        on_click=_switch_set,
        args=(EXAMPLE,),
    )


def ask_reset() -> None:
    """Draw the way back to the example as it came, with what that costs."""
    sure = st.checkbox("Wat in het voorbeeld is gewijzigd mag weg, voor iedereen.", key=_SURE)
    st.button(
        "Zet het voorbeeld terug",
        icon=":material/restart_alt:",
        key="reset example",
        disabled=not sure,
        on_click=_reset,
    )


def _reset() -> None:
    st.session_state.pop(_SURE, None)
    try:
        reset_example(state.here().person)
    except (StoreProblem, NotAllowed) as problem:
        saving.note_refusal(problem.sentence)
    else:
        saving.note_done("Het voorbeeld staat weer zoals het kwam.")
        go_now(**{AT: None, SINCE: None})


def _switch_set(dataset: str) -> None:
    """To the other data set; moments and dates of the one mean nothing in the other."""
    shown = None if dataset == state.default_dataset() else dataset
    go_now(**{SET: shown, AT: None, SINCE: None})
