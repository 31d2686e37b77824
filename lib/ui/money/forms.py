"""The desk of money: layers and funds of an action, and what a campus runs on.

Owns which fields are asked where; who may not see amounts of an action gets no form for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.model.agenda import Action
from lib.model.kinds import FIRST_DAY, LAST_DAY
from lib.model.record import RECORDS
from lib.model.results.money import CERTAINTIES, SOURCES, UNKNOWN
from lib.store import agenda, campuses, records
from lib.store.file.connection import reading
from lib.store.results import money
from lib.store.results.money import CAMPUSES, FUND
from lib.ui.editing import form
from lib.ui.editing.choice import choose_record
from lib.ui.editing.paste import paste_box
from lib.ui.elements.fold import folded
from lib.ui.here.state import Here


def desk(here: Here, action: Action) -> None:
    """Draw all forms of the money of an action."""
    if not here.person.sees_money(action.id):
        return
    with reading(here.path) as db:
        layers, funds = money.layers(db, action.id), money.funds(db, action.id)
        parties = {party.id: party.name for party in agenda.parties(db)}
    choices = {"fund_id": {fund.id: fund.name for fund in funds}}
    folded(
        "Geldlaag toevoegen",
        lambda: _add_layer(action, choices),
        key=f"fold add money {action.id}",
        icon=":material/euro:",
    )
    paste_box("money_layer", {"action_id": action.id}, f"money {action.id}", "Plak geldlagen uit Excel")
    if layers:
        names = {layer.id: f"{SOURCES[layer.source]}: {layer.name}" for layer in layers}
        folded(
            "Geldlaag wijzigen",
            lambda: _change("money_layer", layers, names, action.id, choices),
            key=f"fold change money {action.id}",
        )
    if action.id == FUND:
        _fund_forms(action, funds, {"executor_id": parties, "guarantor_id": parties})
    if action.id == CAMPUSES:
        campus_desk(here, parties)


def _add_layer(action: Action, choices: Mapping[str, Mapping[Any, str]]) -> None:
    form.add(
        "money_layer",
        {"action_id": action.id},
        money.add_layer,
        choices=choices,
        start={"certainty": next(iter(CERTAINTIES)), "amount_kind": UNKNOWN},
        button="Geldlaag toevoegen",
        said="De geldlaag staat erbij.",
        primary=False,
    )


def _change(
    table: str, rows: Sequence[Any], names: Mapping[int, str], about: str, choices: form.Choices | None = None
) -> None:
    """Change one of these records, or take it back."""
    title = RECORDS[table].name
    chosen = choose_record(title, names, f"{table} to change {about}")
    row = next(row for row in rows if row.id == chosen)
    form.change(table, row, choices=choices)
    form.withdraw(table, row, button=f"{title} intrekken")


def _fund_forms(action: Action, funds: Sequence[Any], choices: form.Choices) -> None:
    folded(
        "Fonds vastleggen",
        lambda: form.add(
            "fund",
            {"action_id": action.id},
            money.add_fund,
            choices=choices,
            button="Fonds vastleggen",
            said="Het fonds staat erbij.",
            primary=False,
        ),
        key=f"fold add fund {action.id}",
        icon=":material/savings:",
    )
    if funds:
        names = {fund.id: fund.name for fund in funds}
        folded(
            "Fonds wijzigen",
            lambda: _change("fund", funds, names, action.id, choices),
            key=f"fold change fund {action.id}",
        )


# ------------------------------------------------------------------------------ campuses


def campus_desk(here: Here, parties: Mapping[int, str]) -> None:
    """Draw the forms for what campuses cost, who contributes, and who decides: three things."""
    with reading(here.path) as db:
        names = {campus.id: campus.name for campus in campuses.campuses(db)}
        held: dict[str, list[Any]] = {
            "exploitation": [row for rows in money.exploitations(db).values() for row in rows],
            "contribution": [row for rows in money.contributions(db).values() for row in rows],
            "say": list(money.says(db).values()),
        }
    if not names:
        return
    for table, rows in held.items():
        title = RECORDS[table].name
        folded(
            f"{title} toevoegen",
            lambda table=table: _add_of_campus(table, names, parties),  # type: ignore[misc]
            key=f"fold add {table}",
            icon=":material/apartment:",
        )
        if rows:
            labels = {row.id: _label(table, row, names) for row in rows}
            folded(
                f"{title} wijzigen",
                lambda table=table, rows=rows, labels=labels: _change(table, rows, labels, ""),  # type: ignore[misc]
                key=f"fold change {table}",
            )


def _label(table: str, row: Any, names: Mapping[int, str]) -> str:
    more = {"exploitation": lambda: str(row.year), "contribution": lambda: f"{row.party}, {row.kind}"}
    return f"{names.get(row.campus_id, 'weggehaalde campus')} {more.get(table, lambda: '')()}".strip()


def _add_of_campus(table: str, names: Mapping[int, str], parties: Mapping[int, str]) -> None:
    campus_id = choose_record("Campus", names, f"campus of {table}")
    belongs = {"campus_id": campus_id}
    if table == "exploitation":
        years = {year: str(year) for year in range(FIRST_DAY.year, LAST_DAY.year + 1)}
        belongs |= {"year": choose_record("Jaar", years, "year of exploitation")}
    if table == "contribution":
        if not parties:
            st.caption("Leg eerst een partij vast.")
            return
        belongs |= {"party_id": choose_record("Partij", parties, f"party of {table}")}
    form.add(
        table,
        belongs,
        lambda db, values: records.add(db, table, values),
        key=f"new {table}",
        said="Vastgelegd.",
        primary=False,
    )
