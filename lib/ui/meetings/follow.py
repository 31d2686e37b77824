"""Following up: what became of each decision, pledge and question, of this meeting and of earlier ones.

Owns the list and the form behind each line; following up is possible also after closing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from lib.model.meetings import SETTLED_WORDS, Decision, Meeting
from lib.rules.meetings import follow_up as meeting_rules
from lib.rules.meetings.follow_up import to_follow, waiting
from lib.store import records
from lib.ui.editing import form
from lib.ui.elements.fold import popped
from lib.ui.elements.html import empty, show
from lib.ui.here import state
from lib.ui.here.state import Here
from lib.ui.meetings.book import Book
from lib.ui.meetings.leaning import leaning_form
from lib.ui.meetings.overview import meeting_link
from lib.ui.meetings.view import decision_item


def follow_up(here: Here, book: Book, meeting: Meeting) -> None:
    """Show what this meeting asks of somebody, and what earlier meetings still wait for."""
    st.header("Opvolging", anchor=False)
    own = [decision for decision in book.decided(meeting) if to_follow(decision)]
    if own:
        _lines(here, book, own)
    else:
        empty("Dit overleg vraagt niemand iets te doen: er is niets om op te volgen.")
    earlier = {other.id: other for other in meeting_rules.earlier(meeting, book.meetings)}
    left = waiting((decision for decision in book.decisions if decision.meeting_id in earlier), here.day)
    st.header("Openstaand uit eerdere overleggen", anchor=False)
    if left:
        _lines(here, book, left, earlier)
    else:
        empty("Uit eerdere overleggen staat niets meer open.")


def _lines(
    here: Here, book: Book, decisions: Sequence[Decision], named: dict[int, Meeting] | None = None
) -> None:
    for decision in decisions:
        source = meeting_link(named[decision.meeting_id]) if named else ""
        listed = Markup('<ul class="wa-decisions">{}</ul>').format(
            decision_item(decision, here.day, book.about(decision), source)
        )
        if not here.editing:
            show(listed)
            continue
        with st.container(
            key=f"follow-{decision.id}", horizontal=True, vertical_alignment="center", gap="small"
        ):
            show(listed)
            label = "Wijzig" if decision.settled_on else "Afhandelen"
            popped(label, partial(_settle_form, decision), key=f"settle {decision.id}")
            popped("Cijfer", partial(leaning_form, here, decision), key=f"leaning {decision.id}")


def _settle_form(decision: Decision) -> None:
    form.change(
        "decision",
        decision,
        key=f"settle {decision.id}",
        fields=("settled_on", "settled_note"),
        now={"settled_on": decision.settled_on or state.today()},
        asked={
            "settled_on": {"label": f"Op welke dag {SETTLED_WORDS[decision.kind]}"},
            "settled_note": {"widget": "line"},
        },
        act=lambda db, values, version: records.save(db, "decision", decision.id, version, values),
    )
    st.caption("Maak de dag leeg als dit toch nog open staat.")
