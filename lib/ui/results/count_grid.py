"""Counts of one report in a grid: a row for each region, a column for each step, saved cell by cell.

Owns which report stands in the grid. A cell that was empty becomes a count, as the form of one does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lib.model.agenda import Action
from lib.model.kinds import Invalid
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.schemes import SCHEMES
from lib.model.results.tally import COHORT, TOGETHER, stored_period
from lib.store import records
from lib.store.file.connection import Database, reading
from lib.store.results.tallies import tallies
from lib.ui.editing import saving
from lib.ui.editing.grid_book import GridBook, Row
from lib.ui.elements.columns import Column, Words
from lib.ui.elements.fields import day_field, read_day
from lib.ui.elements.html import plain
from lib.ui.here import state
from lib.ui.here.state import Here

_NO_PART = ""


def grid(here: Here, action: Action, parties: Mapping[int, str]) -> None:
    """Ask which report it is, then show its counts to type over."""
    report = _ask_report(action, parties)
    if not report["party_id"] or not report["period"]:
        st.caption("Kies wie telt en de periode; dan verschijnt het rooster.")
        return
    try:
        report["period"] = stored_period(report["period"], state.today())
    except Invalid as wrong:
        st.error(plain(wrong.sentence), icon=":material/error:")
        return
    with reading(here.path) as db:
        rows = _rows(db, action, report)
    name = f"counts {action.id} {' '.join(str(value) for value in report.values())}"
    _book(action, name).draw(
        rows, "Aantallen per regio en stap, bewerkbaar. Hetzelfde kan met het formulier van een aantal.",
        placeholder="geen opgave", height="content",
    )  # fmt: skip


def ask_who_counts(key: str, parties: Mapping[int, str], *, source_width: int) -> tuple[int | None, str]:
    """Ask which party reports counts, and from which source."""
    party = st.selectbox(
        "Wie telt (verplicht)", list(parties), index=None, format_func=lambda number: parties[number],
        key=f"{key} party", placeholder="kies een partij", width=360,
    )  # fmt: skip
    return party, st.text_input("Bron (verplicht)", "Kwartaalopgave", key=f"{key} source", width=source_width)


def _ask_report(action: Action, parties: Mapping[int, str]) -> dict[str, Any]:
    key, scheme = f"grid counts {action.id}", SCHEMES[action.id]
    with st.container(horizontal=True):
        party, source = ask_who_counts(key, parties, source_width=220)
        period = st.text_input(
            "Periode (verplicht)", key=f"{key} period", placeholder="1e kwartaal 2023", width=180
        )
        part = st.selectbox(
            " of ".join(scheme.divisions).capitalize(), [_NO_PART, *scheme.every_part],
            key=f"{key} part", width=200,
            format_func=lambda option: scheme.every_part[option] if option else TOGETHER,
        )  # fmt: skip
        day_field("Datum van opgave (verplicht)", f"{key} day", state.today())
    reported = read_day(f"{key} day")
    return {
        "party_id": party,
        "source": source,
        "period": period,
        "part": part or None,
        "reported_on": str(reported) if reported else None,
    }


def _rows(db: Database, action: Action, report: Mapping[str, Any]) -> list[Row]:
    """Return a row for each region with the counts of the report, and the version of each."""
    same = ("party_id", "source", "period", "part")
    counts = {
        (tally.region, tally.step): tally
        for tally in tallies(db, action.id)
        if tally.basis == COHORT
        and tally.campus_id is None
        and all(getattr(tally, name) == report[name] for name in same)
    }
    rows = []
    for region, name in LABOUR_REGIONS.items():
        row: Row = {"id": region, "version": 0, "name": name, "report": {**report, "action_id": action.id}}
        for step in SCHEMES[action.id].every_step:
            tally = counts.get((region, step))
            row[step] = tally.amount if tally else None
            row[f"{step} seen"] = (tally.id, tally.version) if tally else None
        rows.append(row)
    return rows


def _book(action: Action, name: str) -> GridBook:
    scheme = SCHEMES[action.id]
    columns: list[Column[Any]] = [
        Column(title="Regio", field="name", edit=Words(locked=True, pinned=True), width=200)
    ]
    columns += [
        Column(title=title, field=step, edit=Words(), width=120) for step, title in scheme.every_step.items()
    ]
    return GridBook(name, columns, _save)


def _save(row: Mapping[str, Any], step: str, value: Any) -> None:
    """Add the count of a cell, or correct the one that was seen there."""
    seen = row[f"{step} seen"]

    def act(db: Database) -> None:
        if seen:
            records.save(db, "tally", seen[0], seen[1], {"amount": value})
        else:
            new = {**row["report"], "region": row["id"], "step": step, "basis": COHORT, "amount": value}
            records.add(db, "tally", new)

    if not saving.write(act) and isinstance(value, str):
        saving.keep_typed(value)
