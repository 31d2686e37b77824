"""The desk of an action's counts in Bewerken: a report, a grid, one count, what two reports say, and targets.

Owns which forms there are; each is made once somebody opens it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib.dutch import sentence_case
from lib.model.agenda import Action
from lib.model.results.schemes import SCHEMES
from lib.model.results.tally import COHORT, Tally, tally_words
from lib.store import agenda, records
from lib.store.campuses import campuses
from lib.store.file.connection import Database, reading
from lib.store.results.tallies import deliveries, tallies, targets
from lib.ui.editing import form
from lib.ui.editing.choice import choose_record
from lib.ui.editing.paste import paste_box
from lib.ui.elements.fold import folded
from lib.ui.elements.html import empty
from lib.ui.here.state import Here
from lib.ui.results import count_grid, importing

_NEW = (
    *(
        "step",
        "part",
        "region",
        "campus_id",
        "period",
        "basis",
        "amount",
        "party_id",
        "source",
        "reported_on",
        "note",
    ),
)
_CORRECTED = ("amount", "reported_on", "note", "chosen")


def desk(here: Here, action: Action) -> None:
    """Offer every way in which counts come in and are corrected."""
    with reading(here.path) as db:
        parties = {party.id: party.name for party in agenda.parties(db)}
    key = f"counts {action.id}"
    folded(
        "Opgave inlezen (CSV of Excel)",
        lambda: importing.upload(here, action, parties),
        key=f"fold import {key}",
        icon=":material/upload_file:",
    )
    folded(
        "Aantallen invullen in een rooster",
        lambda: count_grid.grid(here, action, parties),
        key=f"fold grid {key}",
        icon=":material/grid_on:",
    )
    folded("Eén aantal toevoegen", lambda: _add(here, action, parties), key=f"fold add {key}")
    folded(
        "Eén aantal verbeteren of intrekken",
        lambda: _correct(here, action, parties),
        key=f"fold correct {key}",
        icon=":material/edit:",
    )
    paste_box("tally", {"action_id": action.id}, key, "Plak aantallen uit Excel")
    folded("Ingelezen opgaven", lambda: _deliveries(here, action, parties), key=f"fold deliveries {key}")
    folded("Afgesproken doelen", lambda: _targets(here, action), key=f"fold targets {key}")


def choices(here: Here, action: Action, parties: Mapping[int, str]) -> form.Choices:
    """Return what a form of counts offers: the steps and kinds of this action only."""
    scheme = SCHEMES[action.id]
    with reading(here.path) as db:
        places = {campus.id: campus.name for campus in campuses(db)}
    return {"step": scheme.every_step, "part": scheme.every_part, "party_id": parties, "campus_id": places}


def _add(here: Here, action: Action, parties: Mapping[int, str]) -> None:
    form.add(
        "tally",
        {"action_id": action.id},
        lambda db, values: records.add(db, "tally", values),
        fields=_NEW,
        choices=choices(here, action, parties),
        asked={"part": {"label": " of ".join(sentence_case(name) for name in SCHEMES[action.id].divisions)}},
        start={"basis": COHORT},
        said="De telling is toegevoegd.",
    )


def _correct(here: Here, action: Action, parties: Mapping[int, str]) -> None:
    """Choose one count to correct, to choose between two reports, or to take back."""
    with reading(here.path) as db:
        there = {tally.id: tally for tally in tallies(db, action.id)}
    if not there:
        empty("Er is nog geen telling.")
        return
    names = {number: _named(tally, parties) for number, tally in there.items()}
    tally = there[choose_record("Telling", names, f"correct counts {action.id}")]
    form.change("tally", tally, fields=_CORRECTED)
    form.withdraw("tally", tally, label="Reden om deze telling in te trekken")


def _named(tally: Tally, parties: Mapping[int, str]) -> str:
    row = {name: getattr(tally, name) for name in ("step", "part", "region", "campus_id", "period")}
    said = f"{sentence_case(tally_words(row))}: {tally.many.text}"
    return f"{said} (opgave {parties.get(tally.party_id, 'onbekend')}, {tally.source})"


def _deliveries(here: Here, action: Action, parties: Mapping[int, str]) -> None:
    """List the reports that were read in; without one none of its counts count."""
    with reading(here.path) as db:
        there = deliveries(db, action.id)
    if not there:
        empty("Er is nog geen opgave ingelezen.")
        return
    names = {
        row.id: f"{parties.get(row.party_id, 'onbekend')}, {row.source}: {row.periods} ({row.size} aantallen)"
        for row in there
    }
    form.withdraw_one_of(
        "tally_delivery", there, names, f"delivery {action.id}", button="Opgave intrekken",
        said="De opgave is ingetrokken; de aantallen ervan tellen niet meer mee.",
    )  # fmt: skip


def _targets(here: Here, action: Action) -> None:
    with reading(here.path) as db:
        there = targets(db, action.id)

    def act(db: Database, values: Mapping[str, Any]) -> None:
        records.add(db, "target", values)

    st.caption("Een doel mag, maar hoeft niet: een telling zonder doel is compleet.")
    form.add(
        "target",
        {"action_id": action.id},
        act,
        fields=("step", "year", "aim", "source"),
        choices={"step": SCHEMES[action.id].every_step},
        said="Het doel is vastgelegd.",
        primary=False,
    )
    if there:
        steps = SCHEMES[action.id].every_step
        names = {row.id: f"{steps[row.step]} in {row.year}: {row.aim}" for row in there}
        form.withdraw_one_of(
            "target", there, names, f"target {action.id}", button="Doel intrekken", said="Ingetrokken."
        )
