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
from lib.ui.editing import editor
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.fold import popped
from lib.ui.elements.html import empty, show
from lib.ui.here.state import Here
from lib.ui.meetings.book import Book
from lib.ui.meetings.overview import meeting_link
from lib.ui.meetings.view import decision_item


def follow_up(here: Here, book: Book, one: Meeting) -> None:
    """What this meeting asks of somebody, and what earlier meetings still wait for."""
    st.header("Opvolging", anchor=False)
    own = [decision for decision in book.decided(one) if to_follow(decision)]
    if own:
        _lines(here, book, own)
    else:
        empty("Dit overleg vraagt niemand iets te doen: er is niets om op te volgen.")
    earlier = {other.id: other for other in meeting_rules.earlier(one, book.meetings)}
    left = waiting((decision for decision in book.decisions if decision.meeting_id in earlier), here.day)
    st.header("Openstaand uit eerdere overleggen", anchor=False)
    if left:
        _lines(here, book, left, earlier)
    else:
        empty("Uit eerdere overleggen staat niets meer open.")


def _lines(
    here: Here, book: Book, found: Sequence[Decision], named: dict[int, Meeting] | None = None
) -> None:
    for one in found:
        source = meeting_link(named[one.meeting_id]) if named else ""
        told = Markup('<ul class="wa-decisions">{}</ul>').format(
            decision_item(one, here.day, book.about(one), source)
        )
        if not here.editing:
            show(told)
            continue
        with st.container(key=f"follow-{one.id}", horizontal=True, vertical_alignment="center", gap="small"):
            show(told)
            label = "Wijzig" if one.settled_on else "Afhandelen"
            popped(label, partial(_settle_form, one), key=f"settle {one.id}")


def _settle_form(one: Decision) -> None:
    key = f"settle {one.id} {one.version}"
    with st.form(f"{key} form", border=False):
        word = SETTLED_WORDS[one.kind]
        day_field(f"Op welke dag {word}", f"{key} on", one.settled_on or records.today())
        st.text_input("Hoe", value=one.settled_note, key=f"{key} note")
        st.caption("Maak de dag leeg als dit toch nog open staat.")
        st.form_submit_button("Opslaan", type="primary", on_click=_settle, args=(one, key))


def _settle(one: Decision, key: str) -> None:
    changes = {"settled_on": read_day(f"{key} on"), "settled_note": st.session_state[f"{key} note"]}
    editor.write(lambda db: records.save(db, "decision", one.id, one.version, changes))
