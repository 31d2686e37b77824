"""The tabs Coalitie and Purpose case of an action: what stands in which order.

Owns the arrangement; the pieces are in `coalition_view`, `purpose_view`, `milestone_view` and the forms.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import ENDED, Action, Party, Relation, Step
from lib.model.coalitions import Flag, Table
from lib.rules.agenda import allowed_moves
from lib.rules.coalitions import chairs as coalition_chairs, gate, handover, relations
from lib.rules.own_measures import HANDOVER
from lib.store import agenda, coalitions
from lib.store.file.connection import reading
from lib.store.results import words
from lib.ui.agenda import forms
from lib.ui.coalitions import annex_chairs, forms as coalition_forms, milestones, partners, purpose, view
from lib.ui.coalitions.grid import coalition_grid
from lib.ui.confirming import view as confirming
from lib.ui.editing.choice import choose_record
from lib.ui.editing.paste import paste_box
from lib.ui.editing.sending import draw_together
from lib.ui.elements.fold import folded
from lib.ui.elements.html import day, own_measure, sentence, show, table
from lib.ui.here.cache import kept
from lib.ui.here.lens import of_action
from lib.ui.here.state import Here
from lib.ui.money import view as view_of_money
from lib.ui.replay import view as replay


def coalition_tab(here: Here, action: Action) -> None:
    """Draw who sits at the table and how far each is; what is agreed, and what comes when."""
    with reading(here.path, here.at) as db:
        coalition, parties = coalitions.table(db, action.id), agenda.parties(db)
        steps, said = agenda.steps(db, action.id), words.claims_of(db, action.id)
    looked = of_action(here, action.id)
    if here.editing:
        _say_closed(action)
        if coalition.chairs:
            sentence(gate.gate(coalition).sentence)
        _desk(here, action, coalition, parties, steps)
    _table_and_sides(here, action, coalition)
    st.header("Stoelen en partijen", anchor=False)
    view.seats_and_parties(coalition, here.day, confirming.marks_of_levels(said), looked)
    annex_chairs.draw(here, action, coalition.chairs)
    left, right = st.columns([4, 7], gap="large")
    with left:
        _agreements(here, action, coalition)
    with right:
        st.header("Overdraagbaarheid", anchor=False)
        _handover(here, action, coalition, parties, steps)
    confirming.section(here, action, [one for one in said if looked.has(one.party_id)])
    replay.coalition_replay(here, action.id)
    st.header("Mijlpalen", anchor=False)
    milestones.time_line(action.id, coalition.milestones, here.day, looked)
    if here.editing:
        milestones.milestone_forms(action, coalition.milestones, parties)


def _table_and_sides(here: Here, action: Action, coalition: Table) -> None:
    """Draw how far each side is, and beside it the table with its chairs."""
    left, right = st.columns([6, 5], gap="large")
    with left:
        st.header("Hoe ver is elke kant?", anchor=False)
        view.activation_summary(coalition, here.day)
    with right:
        view.round_table(action.id, coalition.chairs)


def _desk(
    here: Here, action: Action, coalition: Table, parties: Sequence[Party], steps: Sequence[Step]
) -> None:
    """Offer the coalition as a grid, beside it the form of one row, and below it what adds rows."""
    left, right = st.columns([13, 7])
    with left:
        coalition_grid(action, coalition, parties, steps, here.day)
        coalition_forms.chair_forms(action, coalition)
        folded(
            "Partij toevoegen aan de lijst",
            lambda: forms.party_form("new party at chairs"),
            key="fold party at chairs",
        )
        partners.ask_and_settle(here, action, coalition, {party.id: party.name for party in parties})
        paste_box("support", {"action_id": action.id}, f"support {action.id}", "Plak draagvlak uit Excel")
    with right, st.container(border=True, key=f"row of {action.id}"):
        _row_form(action, coalition, parties, steps)


def _row_form(action: Action, coalition: Table, parties: Sequence[Party], steps: Sequence[Step]) -> None:
    """Draw all that a row of the grid holds as forms: who sits there, how far that party is, its answer."""
    seats = {f"chair {chair.id}": chair for chair in coalition_chairs.present(coalition.chairs)}
    known = {claim.party_id: claim.party for claim in coalition.activations}
    known |= {answer.party_id: answer.party for answer in coalition.supports}
    loose = {f"party {one}": one for one in known if one not in {seat.party_id for seat in seats.values()}}
    labels = {name: coalition_forms.chair_label(seat) for name, seat in seats.items()}
    labels |= {name: f"Zonder stoel: {known[party_id]}" for name, party_id in loose.items()}
    if not labels:
        st.caption("Voeg eerst een stoel toe: daarna staat hier het formulier ervan.")
        return
    chosen = choose_record("Rij", labels, f"coalition row {action.id}")
    seat = seats.get(chosen)
    party_id = seat.party_id if seat else loose[chosen]
    if party_id is not None:
        name = (seat.party if seat else known[party_id]) or ""
        show(Markup('<h2 class="wa-h">Hoe ver is {}, en wat is het antwoord?</h2>').format(name))
        level = coalition_forms.level_form(action, coalition, party_id, name, steps)
        answered = next((one for one in coalition.supports if one.party_id == party_id), None)
        draw_together(level.sheet.key, level, purpose.answer_form(action, party_id, answered))
        if seat:
            folded(
                "Een andere partij op deze stoel, of leeg",
                lambda: coalition_forms.seat_form(seat, list(seats.values()), parties),
                key=f"fold seat {seat.id}",
            )
    elif seat:
        coalition_forms.seat_form(seat, list(seats.values()), parties)


def _agreements(here: Here, action: Action, coalition: Table) -> None:
    st.header("Afspraken", anchor=False)
    view.agreements(coalition)
    if here.editing:
        coalition_forms.agreement_forms(action, coalition)


def _say_closed(action: Action) -> None:
    """Tell beforehand that an ended action takes no changes. Its forms stay: no typed word may get lost."""
    if action.ended:
        st.info(
            "Deze actie is beëindigd en staat stil: alleen een nieuwe versie van de purpose case en een "
            "nieuwe gebeurtenis kunnen nog. Daarmee kan de actie heropend worden.",
            icon=":material/block:",
        )


def _handover(
    here: Here, action: Action, coalition: Table, parties: Sequence[Party], steps: Sequence[Step]
) -> None:
    """Show the five signs that the action can do without the ambassador."""
    driver = next((party for party in parties if party.id == action.driver_id), None)
    with reading(here.path, here.at) as db:
        term = agenda.term(db)
    signs = handover.handover(steps, driver, coalition.coalition, here.day, term)
    rows = [(signal.name, signal.words, signal.sentence) for signal in signs.signals]
    show(
        Markup(
            "<p><b>{}</b> signalen wijzen erop dat de actie zonder de werkambassadeur verder kan.</p>"
        ).format(signs.summary)
    )
    show(own_measure("Overdraagbaarheid", HANDOVER))
    show(table(("Signaal", "Nu", "Toelichting"), rows, "Overdraagbaarheid"))


# ------------------------------------------------------------------------- purpose case


def purpose_tab(here: Here, action: Action, actions: Sequence[Action]) -> None:
    """Draw the gate first, then the four parts, and what each party answered."""
    with reading(here.path, here.at) as db:
        coalition, related = coalitions.table(db, action.id), agenda.relations(db)
    now = gate.gate(coalition)
    purpose.gate_card(action, coalition, now)
    if here.editing:
        _say_closed(action)
        _ending(action, now, related, actions)
    left, right = st.columns([5, 6], gap="large")
    with left:
        st.header("De vier delen", anchor=False)
        purpose.parts(action, coalition, editing=here.editing, money=view_of_money.at_purpose(here, action))
    with right:
        st.header("Draagvlak", anchor=False)
        purpose.support_list(coalition, of_action(here, action.id))
        if here.editing:
            purpose.support_form(action, coalition)


def flags(here: Here, action: Action, actions: Sequence[Action]) -> None:
    """Show what the end of a neighbour asks of this action, answered or not; on every tab."""
    with reading(here.path, here.at) as db:
        what = f"flags {action.id}"
        raised: Sequence[Flag] = kept(what, here, db, lambda: coalitions.table(db, action.id).flags)
    named = {other.id: other for other in actions}
    for flag in raised:
        ended = named[flag.ended_action]
        sentence = relations.flag_sentence(flag, ended)
        if flag.answer and flag.answered_on:
            answered = Markup('<p class="wa-fallen">{} Antwoord van {}: {}</p>')
            show(answered.format(sentence, day(flag.answered_on), flag.answer))
            continue
        show(
            Markup(
                '<p class="wa-fallen"><b>Reactie nodig:</b> {} Wat betekent dat voor deze actie?</p>'
            ).format(sentence)
        )
        if here.editing:
            coalition_forms.flag_form(flag, ended)


def _ending(action: Action, now: gate.Gate, related: Sequence[Relation], actions: Sequence[Action]) -> None:
    """Record that the action ends or that a meeting proposes it, with what others would lose."""
    if ENDED not in allowed_moves(action.stage):
        return
    with st.expander(
        "Beëindigen: besluit of voorstel", icon=":material/block:", expanded=now.proposes_ending
    ):
        lost = relations.what_if_stopped(action.id, related, actions)
        show(Markup("").join(Markup("<p>{}</p>").format(sentence) for sentence in lost))
        forms.end_form(action)
