"""The history of an action as sentences by day, and putting a value back.

Owns how the history reads on screen; saving goes through `lib.ui.editing.editor`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import streamlit as st
from markupsafe import Markup

from lib.dutch import day_text, local_time, moment_text, sentence_case
from lib.model.agenda import Action
from lib.model.change import Change
from lib.model.record import RECORDS, change_sentence, field_words
from lib.rules.rulings import CORRECTS
from lib.store import decisions, records
from lib.store.file.connection import reading
from lib.ui.editing import editor
from lib.ui.elements.html import empty, show
from lib.ui.here.state import Here

HISTORY_PAGE = 50


def history_length(action: Action) -> int:
    """Tell how many entries of an action's history this visitor has asked to see so far."""
    return int(st.session_state.get(f"history of {action.id}", HISTORY_PAGE))


def more_history(action: Action, shown: int) -> None:
    """Offer a way on to older entries, when there may be more than are shown."""
    if shown >= history_length(action):
        st.button("Oudere wijzigingen tonen", key="older", on_click=_show_more, args=(action,))


def _show_more(action: Action) -> None:
    st.session_state[f"history of {action.id}"] = history_length(action) + HISTORY_PAGE


def history_list(here: Here, changes: Sequence[Change], parties: Mapping[int, str]) -> None:
    """Draw changes by day, newest first, each with its author; in Bewerken any value can be put back."""
    lines = [(change, change_sentence(change, parties)) for change in changes]
    lines = [(change, sentence) for change, sentence in lines if sentence]
    if not lines:
        empty("Er is nog niets gewijzigd sinds de eerste vulling.")
    for _, group in groupby(lines, key=lambda entry: local_time(entry[0].at).date()):
        entries = list(group)
        show(Markup('<h3 class="wa-h">{}</h3>').format(day_text(local_time(entries[0][0].at).date())))
        for change, sentence in entries:
            _history_entry(here, change, str(sentence), parties)


def _history_entry(here: Here, change: Change, sentence: str, parties: Mapping[int, str]) -> None:
    verified = "" if change.verified else " (niet geverifieerd)"
    text = Markup('<p class="wa-log">{}<small>{} · {}{}</small></p>').format(
        sentence, moment_text(change.at), change.who, verified
    )
    if not (here.editing and field_words(change.table, change.field)):
        show(text)
        return
    with st.container(
        key=f"log-{change.history_id}-{change.field}", horizontal=True, vertical_alignment="center"
    ):
        show(text)
        with st.popover(
            "Terugzetten", key=f"put back {change.history_id} {change.field}", on_change="rerun"
        ) as box:
            if box.open:
                _put_back_preview(here, change, parties)


def _put_back_preview(here: Here, change: Change, parties: Mapping[int, str]) -> None:
    with reading(here.path) as db:
        row = records.get(db, change.table, change.row_id)
        about = (change.row_id, change.field, change.old)
        what = decisions.what_is_decided(db, *about) if change.table == "action" else ""
    old, now = (
        RECORDS[change.table].text(change.field, value, parties) for value in (change.old, row[change.field])
    )
    name = field_words(change.table, change.field)
    st.text(f"{sentence_case(name)}\nnu: {now}\nterug naar: {old}")
    if what:
        st.caption(f"{what} vraagt een besluit van Gedeputeerde Staten. {CORRECTS}")
    st.button(
        "Deze waarde terugzetten",
        type="primary",
        key=f"put back now {change.history_id} {change.field}",
        on_click=_put_back,
        args=(change, row["version"]),
    )


def _put_back(change: Change, version: int) -> None:
    """Put back the value from before a change, if the field is still as this visitor saw it."""
    editor.write(
        lambda db: records.put_back(
            db, change.table, change.row_id, change.field, change.history_id, version
        ),
        f"Teruggezet naar de waarde van vóór {moment_text(change.at)}",
        "De waarde is teruggezet.",
    )
