"""Deze week: who to call with the sentence to open with, the next meeting and what it must settle.

Owns how these read, and the one press that records a talk; who is called is decided in `lib.rules.calls`.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Sequence

import streamlit as st
from markupsafe import Markup

from lib.dutch import count_text, sentence_case
from lib.model.kinds import LINE_LIMIT
from lib.model.meetings import DECISION_KINDS, Decision, Item, Meeting
from lib.rules.calls import Call, Reason
from lib.rules.coalitions import chairs, gate
from lib.rules.meetings import attention, obligations
from lib.rules.meetings.follow_up import coming, days_to_go
from lib.store import agenda
from lib.store.file.connection import Database
from lib.store.file.rows import day_of_writing
from lib.ui.editing import editor
from lib.ui.elements.html import empty, fill, link, plain, show
from lib.ui.elements.through import Through
from lib.ui.frame.invitation import PARTIES, at_first, point_to
from lib.ui.here.address import EDITING, MODE, shared_params
from lib.ui.here.cache import kept_here
from lib.ui.here.state import Here
from lib.ui.meetings.overview import PAGE, meeting_link, present_link
from lib.ui.stand.facts import Facts
from lib.ui.stand.parts import action_link, days_text, number_of, proof_link, section, short_day, side

MOST, REASONS, SOON = 5, 2, 14
"""How many parties stand open, how many reasons of each, and how many days ahead something is near."""
_CALL = Markup(
    '<div class="call"><b class="rank">{}</b><p class="who">{}<small>{}</small><span class="late">'
    '<b>{}</b>, sinds {}</span></p><div class="why"><p>{}{}</p><p class="say">“{}”</p></div></div>'
)
_WEEK = Markup('<div class="wa-week">{}</div>')
_TAG = Markup(' <b class="tag">nodig voor {}</b>')


def next_meeting(here: Here, facts: Facts) -> Meeting | None:
    """Return the open meeting that comes first."""
    return next(iter(obligations.planned(facts.book.meetings, here.day)), None)


def meeting_words(here: Here, meeting: Meeting | None) -> str:
    """Tell inside a sentence what the next meeting is and when."""
    if meeting is None:
        return "er is geen overleg gepland"
    return f"het volgende overleg is {days_to_go(meeting, here.day)}"


# --------------------------------------------------------------------------- who to call


def call_list(here: Here, facts: Facts, meeting: Meeting | None) -> None:
    """Draw a row for each party, the longest waiting first; who may record gets a button beside it."""
    show(_WEEK.format(_head(facts)))
    if not facts.calls:
        _nobody(facts)
    needed = {item.action_id for item in facts.book.items(meeting)} if meeting else set()
    day = short_day(meeting.held_on, here.day) if meeting else ""
    _rows(here, facts, slice(0, MOST), needed, day)
    if others := facts.calls[MOST:]:
        title = sentence_case(count_text(len(others), "andere partij", "andere partijen"))
        with st.expander(title, key="other calls", on_change="rerun") as more:
            if more.open:
                _rows(here, facts, slice(MOST, None), needed, day)
    if facts.quiet:
        names = ", ".join(call.party.name for call in facts.quiet)
        show(_WEEK.format(Markup('<p class="foot">Deze week al gesproken: {}.</p>').format(names)))


def _nobody(facts: Facts) -> None:
    """Say why nobody is to be called; of an agenda without places also where those are recorded."""
    if any(table.chairs for table in facts.tables.values()):
        empty("Voor zover vastgelegd is geen belofte over tijd, zwijgt geen partij en is geen stoel leeg.")
    else:
        point_to(
            "Er is nog geen plek in een coalitie benoemd: daarom staat hier niemand om te bellen.",
            at_first("Benoem de eerste plekken", facts.book.actions.values(), "coalitie"),
            PARTIES,
        )


def _head(facts: Facts) -> Markup:
    note = "langst wachtend eerst, één regel per partij" if facts.calls else ""
    return Markup("<h2>Wie te bellen <b>{}</b> <small>{}</small></h2>").format(len(facts.calls), note)


def _rows(here: Here, facts: Facts, which: slice, needed: Collection[str | None], day: Markup | str) -> None:
    """Draw some of the calls, each with its rank."""
    calls = facts.calls[which]
    built = kept_here(
        ("calls", which.start),
        lambda: [
            _WEEK.format(_call(here, rank, call, needed, day))
            for rank, call in enumerate(calls, start=which.start + 1)
        ],
        facts,
    )
    for call, markup in zip(calls, built, strict=True):
        _row(here, call, markup)


def _row(here: Here, call: Call, markup: Markup) -> None:
    if here.at is not None or not here.person.may_edit or call.action is None:
        show(markup)
        return
    with st.container(key=f"call-{call.party.id}", horizontal=True, vertical_alignment="top", gap="small"):
        show(markup)
        st.button(
            f"Gesproken *: met {plain(call.party.name)}*",
            icon=":material/call:",
            key=f"spoken {call.party.id}",
            on_click=_record,
            args=(call,),
        )


def _call(here: Here, rank: int, call: Call, needed: Collection[str | None], day: Markup | str) -> Markup:
    reasons = Markup(" ").join(_reason(reason) for reason in call.reasons[:REASONS])
    more = f" En nog {len(call.reasons) - REASONS}." if len(call.reasons) > REASONS else ""
    asked = {reason.action.id for reason in call.reasons if reason.action}
    tag = _TAG.format(day) if asked & set(needed) else Markup()
    through = Through()
    return fill(
        _CALL,
        rank,
        side(through.party(call.party.id, call.party.name), call.party.helix),
        through.side(call.party.helix),
        days_text(call.days(here.day)),
        short_day(call.since, here.day),
        reasons + more,
        tag,
        call.opening,
    )


def _reason(reason: Reason) -> Markup:
    """Name a reason with the number of its action, as a link to where it stands."""
    if reason.meeting_id is not None:
        words = link(PAGE, f"{reason.words}.", shared_params() | {"overleg": str(reason.meeting_id)})
    elif reason.action is not None:
        words = proof_link(reason.action, f"{reason.words}.", reason.tab)
    else:
        words = Markup("{}.").format(reason.words)
    before = (
        Markup('<b class="number">{}</b> ').format(number_of(reason.action)) if reason.action else Markup()
    )
    return before + words


def _record(call: Call) -> None:
    """Record a talk as a step of the action that the call is about."""
    assert call.action is not None
    about = "; ".join(reason.words for reason in call.reasons)
    what = textwrap.shorten(f"Gesproken met {call.party.name}. {about}", LINE_LIMIT, placeholder=" …")
    step = {
        "action_id": call.action.id,
        "what": what,
        "kind": "gesprek",
        "started_by": "ambassadeur",
    }

    def act(db: Database) -> None:
        agenda.add_step(db, {**step, "happened_on": day_of_writing(db)}, [call.party.id])

    editor.write(act, said=f"Gesprek met {call.party.name} vastgelegd bij {call.action.label}.")


# --------------------------------------------------------------------------- the next meeting


def beside(here: Here, facts: Facts, meeting: Meeting | None) -> None:
    """Draw the next meeting with what it must settle, and what else is near."""

    def build() -> Markup:
        shown = _meeting(here, facts, meeting) if meeting else _no_meeting()
        return _WEEK.format(shown + _near(here, facts))

    show(kept_here("beside", build, facts))


def _no_meeting() -> Markup:
    plan = link(PAGE, "Zet een overleg klaar", shared_params(**{MODE: EDITING}))
    return Markup(
        '<section class="next"><p class="kick">Volgend overleg</p><p>Er is geen overleg gepland.</p>'
        '<p class="row">{}</p></section>'
    ).format(plan)


def _meeting(here: Here, facts: Facts, meeting: Meeting) -> Markup:
    items = [item for item in facts.book.items(meeting) if not item.parked]
    time = attention.time_sentence(items, meeting.minutes) if items else "Er staat nog niets op de agenda."
    questions = Markup("").join(_item(facts, item) for item in items)
    return Markup(
        '<section class="next"><p class="kick">Volgend overleg · {}</p><h2>{}</h2><p>{}</p>'
        '<progress aria-hidden="true" max="{}" value="{}"></progress><p class="m">{}</p>'
        '{}<p class="row">{}{}</p></section>'
    ).format(
        days_to_go(meeting, here.day),
        meeting.label,
        meeting.place or "Plaats nog niet bekend",
        meeting.minutes,
        attention.minutes_of(items),
        time,
        Markup("<h3>Dit moet het overleg afspreken</h3><ol>{}</ol>").format(questions) if items else "",
        meeting_link(meeting, "Voorbereiden", "voorbereiden", "edit_note"),
        present_link(meeting),
    )


def _item(facts: Facts, item: Item) -> Markup:
    action = facts.book.actions.get(item.action_id or "")
    minutes = f"{item.minutes} min" if item.minutes else ""
    if action is None:
        return Markup("<li><b>{}</b><span>{}</span><p>{}</p></li>").format(item.topic, minutes, item.question)
    lacks, looks = _lacks(facts, action.id), "lack"
    if not lacks:
        lacks, looks = "Geen antwoord of stoel ontbreekt", "ready"
    question = item.question or action.name
    return Markup('<li class="{}">{}<span>{}</span><p class="{}">{}</p></li>').format(
        facts.looks[action.id], action_link(action, question), minutes, looks, lacks
    )


def _lacks(facts: Facts, action_id: str) -> str:
    """Tell what is still missing before the meeting can settle an item; empty when nothing is."""
    table = facts.tables[action_id]
    if attention.gate_waits(facts.book.actions[action_id], table) and not gate.gate(table).open:
        return gate.gate(table).summary
    empty_seats = chairs.gaps(table.chairs)
    return f"Lege stoel: {', '.join(empty_seats)}" if empty_seats else ""


# --------------------------------------------------------------------------- what else is near


def _near(here: Here, facts: Facts) -> Markup:
    behind = obligations.waiting(facts.book.meetings, here.day)
    due = coming(facts.book.decisions, here.day, SOON)
    lines = [
        *(("", Markup("<b>Nog niet gesloten:</b> {}").format(meeting_link(meeting))) for meeting in behind),
        *(("", _due(here, decision)) for decision in due),
        *(_expiries(here, facts)),
    ]
    nothing, note = f"Niets loopt af binnen {SOON} dagen.", f"{SOON} dagen vooruit"
    return section("near", "Ook nabij", len(lines), lines, nothing, note=note)


def _due(here: Here, decision: Decision) -> Markup:
    words = f"{DECISION_KINDS[decision.kind]}: {decision.text}"
    params = shared_params() | {"overleg": str(decision.meeting_id)}
    who = f"{decision.owner}. " if decision.owner else ""
    return Markup("<b>Gereed op {}:</b> {}{}").format(
        short_day(str(decision.due), here.day), who, link(PAGE, words, params)
    )


def _expiries(here: Here, facts: Facts) -> Sequence[tuple[str, Markup]]:
    return [
        (
            facts.looks[expiry.action.id],
            Markup("<b>Bewijs verloopt op {}:</b> {} bij {}").format(
                short_day(expiry.on, here.day), expiry.party, action_link(expiry.action)
            ),
        )
        for expiry in facts.expiring
        if (expiry.on - here.day).days <= SOON
    ]
