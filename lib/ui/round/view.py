"""What the update round knows: the cards with all that stands on them, read once per state of the agenda.

Owns that reading, the table of all cards, and the closing screen: kept-up and how it goes stand apart there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Action, Step
from lib.model.coalitions import Table
from lib.model.meetings import PLEDGE, Decision
from lib.rules.coalitions import activation
from lib.rules.meetings import rounds
from lib.rules.meetings.attention import overdue
from lib.rules.meetings.rounds import Card
from lib.store import agenda, coalitions, decisions, history, rounds as kept_rounds
from lib.store.file.connection import Database, reading
from lib.store.file.settings import settings
from lib.ui.agenda.action import action_link
from lib.ui.elements.html import day, empty, show, table, wear
from lib.ui.here.cache import kept
from lib.ui.here.state import Here
from lib.ui.manifest.calendar import mark

_CSS = Path(__file__).with_name("round.css")


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the round draws from. `newest` is its place in the history: what was on the screen."""

    newest: int
    actions: Sequence[Action]
    cards: Sequence[Card]
    tables: Mapping[str, Table]
    last_steps: Mapping[str, Step]
    late: Mapping[str, Sequence[Decision]]
    levels: Mapping[str, Mapping[str, int]]
    every: int


def dress() -> None:
    """Dress the cards."""
    wear(_CSS)


def read_facts(here: Here) -> Facts:
    """Read what is recorded at the moment shown."""
    with reading(here.path, here.at) as db:
        return kept("round", here, db, lambda: _read(db, here))


def _read(db: Database, here: Here) -> Facts:
    newest = history.newest(db) if here.at is None else history.id_at(db, here.at)
    actions, tables = agenda.actions(db), coalitions.tables(db)
    last_steps: dict[str, Step] = {}
    for step in coalitions.all_steps(db):
        if step.withdrawn_on is None:
            last_steps.setdefault(step.action_id, step)
    late: dict[str, list[Decision]] = {}
    for decision in decisions.decisions(db):
        if decision.kind == PLEDGE and decision.action_id and overdue(decision, here.day):
            late.setdefault(decision.action_id, []).append(decision)
    running, every = [action for action in actions if not action.ended], settings(db).round_days
    return Facts(
        newest=newest,
        actions=actions,
        cards=rounds.cards(actions, kept_rounds.last_touched(db, newest), here.day, every),
        tables=tables,
        last_steps=last_steps,
        late=late,
        levels={
            action.id: activation.helix_levels(tables[action.id].activations, here.day) for action in running
        },
        every=every,
    )


# ------------------------------------------------------------------------ progress and table


def progress(cards: Sequence[Card]) -> None:
    """Show how far the round is: a mark per card, and the same in words."""
    recent, total = rounds.count_recent(cards)
    marks = Markup("").join(
        Markup('<i class="{}"></i>').format("on" if place < recent else "") for place in range(total)
    )
    show(
        Markup('<p class="wa-progress"><span class="track" aria-hidden="true">{}</span><b>{}</b></p>').format(
            marks, rounds.progress(cards)
        )
    )


def as_table(cards: Sequence[Card]) -> None:
    """List all cards: when somebody last looked and who, and whether it is its turn again."""
    if not cards:
        empty("Er zijn geen lopende acties. Beëindigde acties staan niet in de ronde.")
        return
    rows = [
        (
            action_link(card.action),
            card.action.stage_text,
            day(card.touched_on) if card.touched_on else "nog nooit",
            card.touched_by or "–",
            mark("aan de beurt", "owed") if card.due else mark("bijgewerkt of nagekeken", "done"),
        )
        for card in cards
    ]
    heads = ("Actie", "Fase", "Laatst bijgewerkt of nagekeken", "Door", "Ronde")
    show(table(heads, rows, "Alle acties van de ronde, langst geleden eerst", wide="round"))
    show(
        Markup(
            '<p class="wa-source">Een actie is aan de beurt als {} dagen lang niemand de actie '
            "wijzigde of bevestigde.</p>"
        ).format(cards[0].every)
    )


# ------------------------------------------------------------------------ the end


def finished(facts: Facts, cards: Sequence[Card], later: Sequence[Card]) -> None:
    """Show what the round brought, and apart from that how the agenda goes."""
    recent, total = rounds.count_recent(cards)
    left, right = st.columns(2, gap="large")
    with left, st.container(border=True, key="round-kept"):
        names = Markup("").join(Markup("<li>{}</li>").format(action_link(card.action)) for card in later)
        rest = Markup("<p>Bewaard voor later:</p><ul class='wa-todo'>{}</ul>").format(names) if later else ""
        show(
            Markup(
                '<h2 class="wa-h">Hoe goed is het bijgehouden?</h2><p class="wa-score"><b>{}</b> '
                "van {} acties zijn in de laatste {} dagen bijgewerkt of nagekeken.</p>{}"
                '<p class="wa-source">Dit gaat over het bijwerken. Het zegt niet of het goed gaat.</p>'
            ).format(recent, total, facts.every, rest)
        )
    with right, st.container(border=True, key="round-goes"):
        show(
            Markup(
                '<h2 class="wa-h">Hoe gaat het met de agenda?</h2>'
                "<p>{}</p>"
                "<p>{}</p>"
                '<p class="wa-source">Dit gaat over alle acties van de agenda. Ook als alles is '
                "bijgewerkt, staat hier wat niet goed gaat.</p>"
            ).format(rounds.stages_sentence(facts.actions), rounds.weakest_sentence(facts.levels))
        )
