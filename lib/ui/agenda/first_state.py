"""Beginstand: stage and driver of every action that has none, in one table, as a first recording."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from lib.dutch import count_text, sentence_case
from lib.model.agenda import NO_DRIVER, NOT_PLACED, STAGES, Action, Party
from lib.rules.coalitions.gate import BEFORE_THE_GATE
from lib.store.file.connection import reading
from lib.store.stages import FirstState, first_state_is_possible, record_first_state
from lib.ui.agenda.action import action_link
from lib.ui.editing import editor, saving
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.fold import folded
from lib.ui.elements.html import show
from lib.ui.here.state import Here

KEY, _DAY = "first state", "first state day"
_HOW = (
    "Hoe staat elke actie er nu voor? Dit telt als eerste vastlegging, niet als wijziging. Wat u openlaat, "
    "vult u later in. Loopt een actie al? Kies dan de draagvlaktoets: ook voor die actie geldt de toets."
)


def draw(here: Here, actions: Sequence[Action], parties: Sequence[Party]) -> None:
    """Offer the table while nothing was frozen: openly when no action has a stage yet, else folded."""
    waiting = [action for action in actions if not action.placed and not action.ended]
    with reading(here.path) as db:
        possible = first_state_is_possible(db)
    if not waiting or not possible:
        return
    ask = partial(_ask, here, waiting, {party.id: party.name for party in parties})
    if len(waiting) == len(actions):
        st.header("Beginstand", anchor=False)
        ask()
    else:
        number = count_text(len(waiting), "actie", "acties")
        folded(f"Beginstand van nog {number}", ask, key=f"fold {KEY}", icon=":material/flag:")


def _ask(here: Here, waiting: Sequence[Action], drivers: dict[int, str]) -> None:
    st.caption(_HOW)
    with st.form(KEY, border=False):
        # One grid by style, not columns for each action: each block costs the server as much as a field.
        with st.container(key="first-states"):
            for action in waiting:
                show(action_link(action))
                _choice(f"Fase van {action.label}", stage_key(action.id), NOT_PLACED, STAGES, BEFORE_THE_GATE)
                _choice(f"Aanjager van {action.label}", driver_key(action.id), NO_DRIVER, drivers, drivers)
        day_field("Stand op", _DAY, here.today)
        st.form_submit_button(
            "Beginstand vastleggen", type="primary", key=f"record {KEY}", on_click=_record, args=(waiting,)
        )


def stage_key(action_id: str) -> str:
    return f"first stage {action_id}"


def driver_key(action_id: str) -> str:
    return f"first driver {action_id}"


def _choice(label: str, key: str, nothing: str, words: Any, options: Any) -> None:
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=words.__getitem__,
        placeholder=nothing,
        key=key,
        label_visibility="collapsed",
    )


def _record(waiting: Sequence[Action]) -> None:
    """Record what was chosen, all of it or nothing."""
    rows = [
        (action, st.session_state[stage_key(action.id)], st.session_state[driver_key(action.id)])
        for action in waiting
    ]
    loose = [action for action, stage, driver in rows if driver and not stage]
    states = [FirstState(action.id, action.version, stage, driver) for action, stage, driver in rows if stage]
    day = read_day(_DAY)
    if loose:
        saving.note_refusal(f"Kies ook een fase bij {loose[0].label}. Er is nog niets opgeslagen.")
    elif not states:
        saving.note_refusal("Kies bij ten minste één actie een fase.")
    else:
        number = sentence_case(count_text(len(states), "actie heeft", "acties hebben"))
        editor.write(lambda db: record_first_state(db, states, day), said=f"{number} een beginstand.")
