"""What the app proposes for a meeting, with its reasons in words; one press puts it on the agenda.

Owns how a proposal reads; which there are is decided in `lib.rules.meetings.attention`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, sentence_case
from lib.model.kinds import LINE_LIMIT
from lib.model.meetings import Meeting
from lib.rules.meetings import attention
from lib.rules.meetings.attention import Proposal
from lib.store import coalitions, history, meetings
from lib.store.file.annex_chairs import annex_chairs
from lib.store.file.connection import Database
from lib.ui.agenda.action import action_link
from lib.ui.editing import editor
from lib.ui.elements.filters import several_pills
from lib.ui.elements.html import empty, plain, show
from lib.ui.here.state import Here
from lib.ui.meetings.book import Book

REASON = "reden"


def read_proposals(db: Database, here: Here, book: Book, meeting: Meeting) -> list[Proposal]:
    """Tell what the agenda itself proposes for a meeting, from what changed since the one before."""
    before = book.previous(meeting)
    edition = book.edition(before) if before else None
    changed = {}
    if edition:
        until = history.id_at(db, here.at) if here.at else history.newest(db)
        changed = history.counts_about(db, history.id_at(db, edition.at), until)
    return attention.proposals(
        book.actions.values(),
        coalitions.tables(db),
        coalitions.all_steps(db),
        [decision for decision in book.decisions if decision.meeting_id != meeting.id],
        changed,
        here.day,
        annex_chairs(),
    )


# --------------------------------------------------------------------------- proposals


def proposal_list(here: Here, book: Book, meeting: Meeting, proposed: Sequence[Proposal]) -> None:
    """Show what is proposed and not on the agenda yet, filtered by reason; one press puts it there."""
    if not meeting.open:
        empty("Dit overleg is gesloten. Een volgend overleg krijgt nieuwe voorstellen.")
        return
    there = {item.action_id for item in book.items(meeting)}
    left = [proposal for proposal in proposed if proposal.action.id not in there]
    if not left:
        empty("Niets meer om voor te stellen: wat aandacht vraagt, staat op de agenda.")
        return
    if here.editing and len(left) > 1:
        all_of_them = f"Zet alle {count_text(len(left), 'voorstel', 'voorstellen')} op de agenda"
        st.button(
            all_of_them, icon=":material/playlist_add:", key=f"all proposals {meeting.id}",
            on_click=_put_all_on, args=(meeting.id, left),
        )  # fmt: skip
    chosen = _reason_filter(left)
    for proposal in left:
        kinds = {kind for kind, _ in proposal.reasons}
        if not chosen or kinds & set(chosen):
            _proposal(here, meeting, proposal)


def _reason_filter(proposed: Sequence[Proposal]) -> tuple[str, ...]:
    """Ask which reasons are shown, all when none is chosen; in the address as `reden`."""
    kinds = [kind for proposal in proposed for kind, _ in proposal.reasons]
    offered = {*kinds, *st.query_params.get_all(REASON)}
    names = {kind: f"{kind} ({kinds.count(kind)})" for kind in attention.REASONS if kind in offered}
    return several_pills("Reden van het voorstel", REASON, names, key="proposal reasons")


def _proposal(here: Here, meeting: Meeting, proposal: Proposal) -> None:
    action = proposal.action
    reasons = Markup("").join(Markup("<li>{}</li>").format(text) for _, text in proposal.reasons)
    listed = Markup(
        '<div class="wa-proposal"><h3>{}</h3><ul>{}</ul><p>{} <small>{} minuten</small></p></div>'
    ).format(action_link(action), reasons, proposal.question, proposal.minutes)
    if not here.editing:
        show(listed)
        return
    with st.container(key=f"suggestion-{action.id}", gap="xxsmall"):
        show(listed)
        st.button(
            f"Op de agenda *: {plain(action.label)}*",
            icon=":material/add:",
            key=f"propose {meeting.id} {action.id}",
            on_click=_put_on,
            args=(meeting.id, proposal),
        )


def _put_on(meeting_id: int, proposal: Proposal) -> None:
    said = f"Op de agenda gezet: {proposal.action.label}."
    editor.write(lambda db: meetings.add_item(db, _item(meeting_id, proposal)), said=said)


def _put_all_on(meeting_id: int, proposed: Sequence[Proposal]) -> None:
    def act(db: Database) -> None:
        for proposal in proposed:
            meetings.add_item(db, _item(meeting_id, proposal))

    number = sentence_case(count_text(len(proposed), "voorstel staat", "voorstellen staan"))
    editor.write(act, said=f"{number} op de agenda.")


def _item(meeting_id: int, proposal: Proposal) -> dict[str, Any]:
    """Return a proposed action as an item of an agenda, with its question, minutes and reason."""
    return {
        "meeting_id": meeting_id,
        "action_id": proposal.action.id,
        "minutes": proposal.minutes,
        "question": _short(proposal.question),
        "reason": _short(proposal.words),
    }


def _short(text: str) -> str:
    """Return a line of our own making that fits its field: a coalition may have many empty chairs."""
    return textwrap.shorten(text, LINE_LIMIT, placeholder=" …")
