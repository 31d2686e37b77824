"""Asking the room in a meeting: closing what is open, and a pulse that becomes support by hand.

Owns that an open question closes with its meeting, and that only a person turns what a party answered into
support.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial

import streamlit as st
from markupsafe import Markup

from lib import ballots
from lib.dutch import list_text, moment_text
from lib.model.meetings import Meeting
from lib.model.purpose import ANSWERS as FORMAL
from lib.model.results.words import ROOM
from lib.model.room.question import ANSWERS, KINDS, PULSE, SENTENCE, VERDICTS, RoomQuestion
from lib.store import agenda, coalitions
from lib.store.file.connection import Database, reading
from lib.store.results.words import confirm_support
from lib.store.room import questions
from lib.ui.editing import form
from lib.ui.elements.fold import popped
from lib.ui.elements.html import show
from lib.ui.here import state
from lib.ui.here.state import Here

NO_COMMITMENT = (
    "Een peiling is geen toezegging en verandert niets. Vraag het na in de zaal; wat een partij zelf "
    "bevestigt, legt u hier vast als draagvlak."
)
_ASKED = Markup("<li><b>{}</b> {} <small>{}</small></li>")
_LIST = Markup('<h2 class="wa-h">Gevraagd aan de zaal</h2><ul class="wa-told">{}</ul>')
_ANSWERED = Markup("<p><b>{}</b>: {}</p>")
_NOTE = Markup('<p class="wa-note">{}</p>')


def close_asking(db: Database, dataset: str, meeting_id: int) -> RoomQuestion | None:
    """Close what the room is asked, within a write; returns it when there was one."""
    asked = questions.open_question(db, meeting_id)
    if asked:
        questions.close_question(db, asked.id, ballots.tallies(dataset, asked.id))
    return asked


def forget(dataset: str, asked: RoomQuestion | None) -> None:
    """Let go of who answered what; a pulse is first turned into support."""
    if asked and asked.kind == SENTENCE:
        ballots.forget(dataset, asked.id)


def asked_of_room(here: Here, meeting: Meeting) -> None:
    """Show what a meeting asked the room; of a pulse, who may edit records what a party confirms."""
    with reading(here.path, here.at) as db:
        asked = questions.questions(db, meeting.id)
        names = agenda.party_names(db)
    if not asked:
        return
    show(_LIST.format(Markup("").join(map(_line, asked))))
    if not (here.editing and meeting.open):
        return
    pulses = [one for one in asked if one.kind == PULSE]
    if any(ballots.of_parties(here.dataset, one.id) for one in pulses):
        show(_NOTE.format(NO_COMMITMENT))
    for one in pulses:
        for party, given in sorted(ballots.of_parties(here.dataset, one.id).items()):
            if party in names:
                _confirm(one, party, names[party], given)


def _line(one: RoomQuestion) -> Markup:
    if one.closed_at is None:
        return _ASKED.format(KINDS[one.kind], one.sentence, "staat nu open")
    told = f"{VERDICTS[one.verdict]} op {moment_text(one.closed_at)}"
    return _ASKED.format(KINDS[one.kind], one.sentence, f"{told}; {one.counts}" if one.counts else told)


def _confirm(one: RoomQuestion, party: int, name: str, given: Counter[str]) -> None:
    words = list_text(
        f"{ANSWERS[PULSE][answer]} ({count}×)" if count > 1 else ANSWERS[PULSE][answer]
        for answer, count in given.items()
    )
    with st.container(key=f"pulse-{one.id}-{party}", horizontal=True, vertical_alignment="center"):
        show(_ANSWERED.format(name, words))
        popped(
            "Leg vast als draagvlak",
            partial(_support_form, one, party, given),
            key=f"support {one.id} {party}",
        )


def _support_form(one: RoomQuestion, party: int, given: Counter[str]) -> None:
    """Ask what the party itself says: what was answered by phone only stands there already."""
    answer = next(iter(given)) if len(given) == 1 else ""
    with reading(state.here().path) as db:
        table = coalitions.table(db, str(one.action_id))
    present = next((support for support in table.supports if support.party_id == party), None)

    def act(db: Database, values: Mapping[str, object]) -> None:
        coalitions.answer_support(
            db, str(one.action_id), party, str(values["answer"] or ""), str(values["condition"] or ""),
            present.contribution if present else "", version=present.version if present else None,
        )  # fmt: skip
        confirm_support(db, str(one.action_id), party, state.here().day.isoformat(), ROOM)

    form.add(
        "support",
        {"action_id": one.action_id, "party_id": party},
        act,
        key=f"pulse {one.id} {party}",
        fields=("answer", "condition"),
        start={"answer": answer} if answer in FORMAL else {},
        button="De partij bevestigt dit",
        said="Draagvlak vastgelegd.",
        primary=False,
    )
