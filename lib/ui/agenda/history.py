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
from lib.store import agenda, decisions, history, records
from lib.store.file.connection import reading
from lib.ui.editing import editor
from lib.ui.elements.html import empty, fill, show
from lib.ui.here.cache import kept, kept_with
from lib.ui.here.state import Here

HISTORY_PAGE = 50


Piece = tuple[Markup, Change | None]
"""What is drawn at once: changes, or one change that can be put back."""


def tab(here: Here, action: Action) -> None:
    """Show who changed what of an action and when, up to the moment shown."""
    length = _length(action)
    with reading(here.path) as db:
        until = history.id_at(db, here.at) if here.at else history.newest(db)
        what = f"history {action.id} {until} {length}"
        changes = kept(what, here, db, lambda: history.changes_about(db, action.id, until, length))
        parties = kept("party names", here, db, lambda: agenda.party_names(db))
    st.header("Geschiedenis", anchor=False)
    told = kept_with(("history", here.editing), lambda: _pieces(here, changes, parties), changes, parties)
    _draw(here, told, parties)
    if len({change.history_id for change in changes}) >= length:
        st.button("Oudere wijzigingen tonen", key="older", on_click=_show_more, args=(action,))


def _length(action: Action) -> int:
    """Tell how many entries of an action's history this visitor has asked to see so far."""
    return int(st.session_state.get(f"history of {action.id}", HISTORY_PAGE))


def _show_more(action: Action) -> None:
    st.session_state[f"history of {action.id}"] = _length(action) + HISTORY_PAGE


def history_list(here: Here, changes: Sequence[Change], parties: Mapping[int, str]) -> None:
    """Draw changes by day, newest first, each with its author; in Bewerken any value can be put back."""
    _draw(here, _pieces(here, changes, parties), parties)


def _draw(here: Here, pieces: Sequence[Piece], parties: Mapping[int, str]) -> None:
    if not pieces:
        empty("Er is nog niets gewijzigd sinds de eerste vulling.")
    for told, change in pieces:
        if change:
            _with_way_back(here, change, parties, told)
        else:
            show(told)


def _pieces(here: Here, changes: Sequence[Change], parties: Mapping[int, str]) -> list[Piece]:
    """Return in as few pieces as can be what is drawn: each costs a run as much as a field does."""
    lines = [(change, sentence) for change in changes if (sentence := change_sentence(change, parties))]
    pieces: list[Piece] = []
    waiting: list[Markup] = []
    for day, group in groupby(lines, key=lambda line: local_time(line[0].at).date()):
        waiting.append(fill(_DAY, day_text(day)))
        for change, sentence in group:
            told = _told(change, sentence)
            if not here.editing or not field_words(change.table, change.field):
                waiting.append(told)
                continue
            pieces += [(Markup("").join(waiting), None)] if waiting else []
            pieces.append((told, change))
            waiting = []
    return [*pieces, (Markup("").join(waiting), None)] if waiting else pieces


_DAY = Markup('<h3 class="wa-h">{}</h3>')
_TOLD = Markup('<p class="wa-log">{}<small>{} · {}{}</small></p>')


def _told(change: Change, sentence: str) -> Markup:
    verified = "" if change.verified else " (niet geverifieerd)"
    return fill(_TOLD, sentence, moment_text(change.at), change.who, verified)


def _with_way_back(here: Here, change: Change, parties: Mapping[int, str], text: Markup) -> None:
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
