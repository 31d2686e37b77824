"""What one action's page shows first: its head, its present state and its relations.

Owns how these read on screen; nothing here is saved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import streamlit as st
from markupsafe import Markup

from lib.documents.pictures.agenda import stages
from lib.dutch import sentence_case
from lib.model.agenda import NO_DRIVER, STAGES, Action, AnnexText, Part, Relation, StageMove, Step
from lib.model.evidence.attached import StepFile
from lib.rules import agenda
from lib.rules.since import Changed
from lib.store import agenda as stored, history
from lib.store.evidence.files import of_steps
from lib.store.file.connection import Database, reading
from lib.ui.agenda import since
from lib.ui.elements import drawn
from lib.ui.elements.html import day, ladder, link, plain, priority_badge, prose, quote, show, was_is
from lib.ui.frame.invitation import invite
from lib.ui.here import state
from lib.ui.here.address import ACTION, agenda_params, shared_params
from lib.ui.here.cache import kept
from lib.ui.here.state import Here


class Read(NamedTuple):
    """What the annex says of an action, its steps with their files, its moves, and what grounds a change."""

    parts: list[Part]
    footnotes: list[AnnexText]
    steps: list[Step]
    files: Mapping[int, list[StepFile]]
    moves: list[StageMove]
    related: list[Relation]
    grounds: Mapping[str, str]


def read(here: Here, action: Action) -> Read:
    with reading(here.path, here.at) as db:
        return kept(f"stand of {action.id}", here, db, lambda: _read(here, db, action))


def _read(here: Here, db: Database, action: Action) -> Read:
    steps = stored.steps(db, action.id)
    return Read(
        stored.parts(db, action.id),
        stored.annex_texts(db, "footnote"),
        steps,
        of_steps(db, [step.id for step in steps]),
        stored.stage_moves(db, action.id),
        stored.relations(db),
        history.grounds(db, "action", action.id, agenda.changed_since_adopted(action), here.at),
    )


def head(here: Here, action: Action, goal: str) -> Changed:
    """Number and name as title; under it goal, priority, stage, driver, and what changed since."""
    changed = since.compare(here)[action.id]
    state.name_tab(action.label, here)
    name = f"{action.number}. {action.name}" if action.number else action.name
    st.title(plain(name), anchor=False)
    driver = (
        f"Aanjager: {action.driver}"
        if action.driver
        else Markup("<i>{}</i>").format(sentence_case(NO_DRIVER))
    )
    show(
        Markup(
            '<p class="wa-meta"><span>Doel: {}</span>{}<span><b>{}</b></span><span>{}</span></p>{}'
        ).format(
            goal,
            priority_badge(action.priority),
            action.stage_text,
            driver,
            since.sentence_about(here, action.id, changed),
        )
    )
    return changed


def action_link(action: Action, label: str = "", icon: str = "") -> Markup:
    params = shared_params() | {ACTION: action.id}
    return link("actie", label or action.label, params, icon=icon)


_ON = Markup('<span data-way="on">{}</span>')


def neighbours(actions: Sequence[Action], action: Action) -> None:
    """Draw the way back to the agenda as it was left, and to the actions before and after."""
    place = actions.index(action)
    links = [link("", "Werkagenda", agenda_params(), icon="arrow_back")]
    if place > 0:
        links.append(action_link(actions[place - 1], "Vorige", "chevron_left"))
    if place + 1 < len(actions):
        links.append(_ON.format(action_link(actions[place + 1], "Volgende", "chevron_right")))
    show(
        Markup('<nav class="wa-neighbours" aria-label="Andere acties">{}</nav>').format(
            Markup("").join(links)
        )
    )


def present_state(
    here: Here,
    action: Action,
    goals: Mapping[int, str],
    grounds: Mapping[str, str],
    moves: Sequence[StageMove],
    changed: Changed,
) -> None:
    """Draw the ladder and last move, what differs from what was adopted, the state in words, and what was."""
    if not action.ended:
        show(ladder(action.stage, placed=action.placed))
        drawn.note_drawing("Fase (beeld)", lambda title, lines: stages(action).svg(title, lines))
    last = moves[-1] if moves else None
    if action.ended and action.ended_on:
        meeting = f" Op advies van: {last.meeting}." if last and last.meeting else ""
        show(
            Markup('<p class="wa-ended"><b>Beëindigd</b> op {}: {}.{}</p>').format(
                day(action.ended_on), (action.ended_reason or "").rstrip("."), meeting
            )
        )
    elif last:
        show(
            Markup('<p class="wa-source">{} sinds {}: {} (vastgelegd door {})</p>').format(
                STAGES[last.to_stage], day(last.moved_on), last.reason, last.author
            )
        )
    else:
        invite(
            "Nog geen fase vastgelegd. Wie kan dit aanvullen?",
            "Leg de fase vast",
            f"fold stage {action.id}",
        )
    for difference in agenda.adopted_differences(action, goals, grounds):
        show(
            was_is(
                difference.label,
                difference.was,
                difference.now,
                difference.ground,
            )
        )
    if action.note:
        show(Markup('<div class="wa-note">{}</div>').format(prose(action.note)))
    if before := since.was_and_is(here, action, changed):
        show(before)


def relations(action: Action, all_relations: Sequence[Relation], actions: Sequence[Action]) -> None:
    """Draw the relations of this action both ways, each with its sentence and a link to the other action."""
    names = {other.id: other for other in actions}
    own = [relation for relation in all_relations if action.id in (relation.from_action, relation.to_action)]
    if not own:
        show(Markup('<p class="wa-source">De bijlage noemt voor deze actie geen verband met een andere.</p>'))
    for relation in own:
        outgoing = relation.from_action == action.id
        other = names[relation.to_action if outgoing else relation.from_action]
        text = (
            f"{sentence_case(relation.kind)} {other.label}"
            if outgoing
            else f"{other.label}: {relation.kind} deze actie"
        )
        text += " (beëindigd)" if other.ended else ""
        icon = "arrow_forward" if outgoing else "arrow_back"
        show(action_link(other, text, icon) + quote(relation.sentence, "Bron: bijlage 1, toelichting"))


def of_action(here: Here, action: Action) -> Here:
    """Return the same place for one action, and say so where somebody edits only others."""
    person = here.person.about(action.id)
    if here.wants_to_edit and here.person.actions and not person.may_edit:
        st.info(person.refusal, icon=":material/lock:")
    return replace(here, person=person)
