"""One party with all that is known of it: places, evidence, answers, promises, manifest, campuses, history.

Owns how that reads; the register in `lib.ui.coalitions.parties` leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Action, Party, Step
from lib.model.campuses import Campus
from lib.model.coalitions import Table
from lib.model.manifest import ManifestEntry
from lib.model.meetings import SETTLED_WORDS, Decision
from lib.model.purpose import ANSWERS
from lib.model.regions import REGIONS
from lib.rules.coalitions import activation
from lib.rules.coalitions.leaving import Loss, losses, losses_sentence
from lib.rules.lens import value_of
from lib.rules.names import key_of
from lib.store import agenda, campuses, coalitions, decisions, history, manifest
from lib.store.file.connection import Database, reading
from lib.ui.agenda import history as history_view
from lib.ui.agenda.action import action_link
from lib.ui.elements.fold import folded
from lib.ui.elements.html import day, empty, helix_name, link, listing, show, table
from lib.ui.here.address import LENS, shared_params
from lib.ui.here.state import Here

PARTY = "wie"
"""The party that is shown, in the address."""
_LATEST = 5


@dataclass(frozen=True, slots=True)
class _Known:
    """What else is recorded that names the party."""

    steps: Sequence[Step]
    decisions: Sequence[Decision]
    entries: Sequence[ManifestEntry]
    campuses: Sequence[Campus]


def party_links(register: Mapping[str, str]) -> Callable[[Party], Markup]:
    """Make of a party a link to all that is known of it; reads the address once for many."""
    params = {**shared_params(), **register}
    return lambda party: link("coalities", party.name, {**params, PARTY: str(party.id)})


def party_card(here: Here, party: Party, tables: Mapping[str, Table], actions: Sequence[Action]) -> None:
    """Draw all that is known of a party."""
    with reading(here.path, here.at) as db:
        known = _known(db, party)
    with st.container(border=True, key="party-card"):
        where = REGIONS[party.region] if party.region else "regio onbekend"
        show(
            Markup('<h2 class="wa-h">{}</h2><p class="wa-source">{} · {} · {}</p>').format(
                party.name, helix_name(party.helix), where, party.kind or "soort onbekend"
            )
        )
        through = shared_params(**{LENS: value_of(party.id)})
        show(Markup("<p>{}</p>").format(link("", "Toon de hele agenda van deze partij", through)))
        _places(here, party, tables, actions)
        _facts(known)
        _if_it_leaves(party, losses(party.id, actions, tables, known.decisions, here.day))
        folded("Geschiedenis van deze partij", lambda: _history(here, party), key=f"fold party {party.id}")


def _known(db: Database, party: Party) -> _Known:
    named = key_of(party.name)
    return _Known(
        [step for step in coalitions.all_steps(db) if party.name in step.parties and not step.withdrawn_on],
        [decision for decision in decisions.decisions(db) if decision.owner_id == party.id],
        [entry for entry in manifest.ledger(db) if entry.party_id == party.id],
        [campus for campus in campuses.campuses(db) if named in map(key_of, campus.partners)],
    )


def _places(here: Here, party: Party, tables: Mapping[str, Table], actions: Sequence[Action]) -> None:
    """Draw a row per action: its chairs, how far it is there with the evidence, and its answer."""
    rows = [row for action in actions if (row := _place(here, party, action, tables[action.id]))]
    if rows:
        heads = ("Actie", "Stoel", "Hoe ver", "Draagvlak")
        show(table(heads, rows, f"Plaatsen van {party.name}", wide="parties"))
    else:
        empty("Deze partij zit nog bij geen actie aan tafel.")


def _place(here: Here, party: Party, action: Action, coalition: Table) -> tuple[str, ...] | None:
    chairs = [
        chair.role for chair in coalition.chairs if chair.party_id == party.id and not chair.withdrawn_on
    ]
    claims = [claim for claim in coalition.activations if claim.party_id == party.id]
    answers = [support for support in coalition.supports if support.party_id == party.id]
    if not (chairs or claims or answers):
        return None
    far = [activation.evidence_sentence(activation.standing(claim, here.day)) for claim in claims]
    said = [ANSWERS[support.answer] for support in answers]
    return (
        action_link(action),
        ", ".join(chairs) or "geen stoel",
        " ".join(far) or "nog niet vastgelegd",
        ", ".join(said) or "nog niet gevraagd",
    )


def _if_it_leaves(party: Party, found: Sequence[Loss]) -> None:
    """Tell what falls when the party leaves, action by action; nothing is written."""
    rows = (
        Markup("<li>{}: {}</li>").format(action_link(loss.action), "; ".join(loss.words)) for loss in found
    )
    show(
        Markup('<details class="wa-fold"><summary>{}</summary><ul>{}</ul></details>').format(
            losses_sentence(party.name, found), Markup("").join(rows)
        )
    )


def _facts(known: _Known) -> None:
    pairs = Markup("").join(Markup("<dt>{}</dt><dd>{}</dd>").format(*pair) for pair in _pairs(known))
    show(Markup('<dl class="wa-party">{}</dl>').format(pairs))


def _pairs(known: _Known) -> Iterator[tuple[str, Markup | str]]:
    steps = (
        Markup("<p>{}: {}</p>").format(day(step.happened_on), step.what) for step in known.steps[:_LATEST]
    )
    yield f"Gebeurtenissen ({len(known.steps)})", Markup("").join(steps) or "nog geen"
    promises = (Markup("<p>{}{}</p>").format(decision.text, _term(decision)) for decision in known.decisions)
    yield f"Afspraken en toezeggingen ({len(known.decisions)})", Markup("").join(promises) or "nog geen"
    entries = (
        Markup("<p>sinds {}{}</p>").format(
            day(entry.formalised_on),
            Markup(", teruggetrokken op {}").format(day(entry.withdrawn_on)) if entry.withdrawn_on else "",
        )
        for entry in known.entries
    )
    yield "Manifest", Markup("").join(entries) or "niet in het register"
    yield "Campussen", listing(campus.name for campus in known.campuses) or "nog geen"


def _term(decision: Decision) -> Markup:
    """Tell how it stands with what a party would do."""
    if decision.settled_on:
        return Markup(" ({} op {})").format(SETTLED_WORDS[decision.kind], day(decision.settled_on))
    return Markup(" (gereed op {})").format(day(decision.due)) if decision.due else Markup(" (nog open)")


def _history(here: Here, party: Party) -> None:
    with reading(here.path) as db:
        until = history.id_at(db, here.at) if here.at else history.newest(db)
        changes = history.changes_of(db, "party", str(party.id), until)
        names = agenda.party_names(db)
    history_view.history_list(here, changes, names)
