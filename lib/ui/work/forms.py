"""The desk of work to work: meldingen, matches with their agreement card, and rungs of the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.dutch import day_text
from lib.model.agenda import Action
from lib.model.results.work import ADOPTED, CARD, KINDS, OCCUPATIONS, RUNGS, Match, Notice, people_text
from lib.rules.work.matching import Proposal
from lib.rules.work.shown import in_match
from lib.store import agenda
from lib.store.file.connection import reading
from lib.store.results import work
from lib.store.results.work import Recorded
from lib.ui.editing import editor, form
from lib.ui.editing.choice import choose_record
from lib.ui.editing.paste import paste_box
from lib.ui.elements.fold import folded
from lib.ui.here.state import Here

ADD_NOTICE = "fold add notice"


def desk(here: Here, _action: Action | None = None) -> None:
    """Draw all forms of work to work; what is recorded is only read in those that are open."""
    made = {
        ADD_NOTICE: ("Melding toevoegen", ":material/add:", lambda read: _add_notice(read[1])),
        "fold change notice": ("Melding wijzigen", None, lambda read: _change_notice(read[0])),
        "fold add match": ("Koppeling maken", ":material/link:", lambda read: _add_match(read[0])),
        "fold card": (
            "Afsprakenkaart invullen en tekenen", ":material/handshake:", lambda read: _card(read[0]),
        ),
        "fold add model step": ("Trede van het model vastleggen", None, lambda read: _add_step(read[1])),
        "fold change model step": ("Trede wijzigen of intrekken", None, lambda read: _change_step(*read)),
    }  # fmt: skip
    for key, (label, icon, draw) in made.items():
        folded(label, lambda draw=draw: draw(_read(here)), key=key, icon=icon)  # type: ignore[misc]


def _read(here: Here) -> tuple[Recorded, dict[int, str]]:
    with reading(here.path) as db:
        return work.recorded(db), {party.id: party.name for party in agenda.parties(db)}


def notice_name(notice: Notice) -> str:
    return (
        f"{notice.party}: {people_text(notice.people)} {KINDS[notice.kind]}, {OCCUPATIONS[notice.occupation]}"
    )


def match_name(match: Match, notices: Mapping[int, Notice]) -> str:
    ends = (notices[number].party for number in (match.surplus_id, match.demand_id) if number in notices)
    return f"{' naar '.join(ends)}, {in_match(match).text} mensen"


def _add_notice(parties: Mapping[int, str]) -> None:
    if not parties:
        st.caption("Leg eerst de partij vast, op de pagina Coalities.")
        return
    party_id = choose_record("Bedrijf", parties, "party of notice")
    form.add(
        "notice",
        {"party_id": party_id},
        work.add_notice,
        key="new notice",
        fields=("kind", "sector", "occupation", "people", "region", "starts_on", "ends_on"),
        button="Melding toevoegen",
        said="De melding staat erbij.",
        primary=False,
    )
    paste_box("notice", {"party_id": party_id}, "notices", "Plak meldingen uit Excel")


def _change(
    rows: Sequence[Any], names: Mapping[int, str], table: str, choices: form.Choices | None = None
) -> None:
    if not names:
        st.caption("Er is nog niets vastgelegd.")
        return
    chosen = choose_record("Welke", names, f"{table} to change")
    row = next(row for row in rows if row.id == chosen)
    form.change(table, row, choices=choices)
    form.withdraw(table, row)


def _change_notice(recorded: Recorded) -> None:
    names = {notice.id: notice_name(notice) for notice in recorded.notices}
    _change(recorded.notices, names, "notice")


def _change_step(recorded: Recorded, parties: Mapping[int, str]) -> None:
    names = {step.id: f"{RUNGS[step.rung]}, {day_text(step.reached_on)}" for step in recorded.steps}
    _change(recorded.steps, names, "model_step", {"party_id": parties})


def _add_step(parties: Mapping[int, str]) -> None:
    form.add(
        "model_step",
        {},
        work.add_step,
        key="new model step",
        choices={"party_id": parties},
        asked={"label": {"example": f"bij trede {ADOPTED}: versie 1"}},
        button="Trede vastleggen",
        said="De trede is vastgelegd.",
        primary=False,
    )


# ------------------------------------------------------------------------------- matches


def _add_match(recorded: Recorded) -> None:
    over, asked = (
        {notice.id: notice_name(notice) for notice in recorded.notices if notice.kind == kind}
        for kind in KINDS
    )
    if not over or not asked:
        st.caption("Leg eerst een melding van beide kanten vast.")
        return
    surplus = choose_record("Wie heeft mensen over", over, "surplus of match")
    demand = choose_record("Wie vraagt mensen", asked, "demand of match")
    form.add(
        "job_match",
        {"surplus_id": surplus, "demand_id": demand},
        lambda db, values: work.add_match(db, surplus, demand, values["people"]),
        key="new match",
        fields=("people",),
        button="Koppeling maken",
        said="De koppeling staat erbij, met een lege afsprakenkaart.",
        primary=False,
    )


def _card(recorded: Recorded) -> None:
    matches, by_id = recorded.matches, recorded.by_id
    names = {match.id: match_name(match, by_id) for match in matches}
    if not names:
        st.caption("Er is nog geen koppeling. Maak er eerst een.")
        return
    chosen = choose_record("Koppeling", names, "match to change")
    match = next(match for match in matches if match.id == chosen)
    lines = [field for name in CARD for field in (name, f"{name}_words")]
    moved = ("moved_direct", "moved_benefit")
    form.change(
        "job_match",
        match,
        fields=("people", *lines, "signed_surplus_on", "signed_demand_on", *moved),
        said="De afsprakenkaart is opgeslagen.",
    )
    form.withdraw("job_match", match, button="Koppeling intrekken")


def take_proposal(proposal: Proposal) -> None:
    """Make the match that was proposed; for callbacks."""
    editor.write(
        lambda db: work.add_match(db, proposal.surplus.id, proposal.demand.id, proposal.people),
        said="De koppeling staat erbij, met een lege afsprakenkaart.",
    )


def confirm(notice: Notice) -> None:
    """Say that a melding still holds; for callbacks."""
    editor.write(
        lambda db: work.confirm_notice(db, notice.id, notice.version), said="De melding klopt nog, vandaag."
    )
