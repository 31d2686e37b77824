"""The desk of vouchers and the method in Bewerken: series, versions of the steps, how campuses take them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lib.model.agenda import Action
from lib.store import agenda, records
from lib.store.campuses import campuses
from lib.store.file.connection import Database, reading
from lib.store.results.vouchers import method_steps, methods, series, steps_of
from lib.ui.editing import form
from lib.ui.editing.choice import choose_record
from lib.ui.elements.fold import folded
from lib.ui.elements.html import empty
from lib.ui.here.state import Here
from lib.ui.results import counts


def vouchers_desk(here: Here, action: Action) -> None:
    """Offer the series of vouchers, besides all that counts have."""
    with reading(here.path) as db:
        parties = {party.id: party.name for party in agenda.parties(db)}
    folded("Voucherreeks toevoegen", lambda: _add_series(action, parties), key=f"fold add series {action.id}")
    folded(
        "Voucherreeks wijzigen of intrekken",
        lambda: _change_series(here, action, parties),
        key=f"fold change series {action.id}",
    )
    counts.desk(here, action)


def _add_series(action: Action, parties: Mapping[int, str]) -> None:
    form.add(
        "voucher_series",
        {"action_id": action.id},
        lambda db, values: records.add(db, "voucher_series", values),
        choices={"issuer_id": parties},
        said="De voucherreeks is toegevoegd.",
    )


def _change_series(here: Here, action: Action, parties: Mapping[int, str]) -> None:
    with reading(here.path) as db:
        there = {row.id: row for row in series(db, action.id)}
    if not there:
        empty("Er is nog geen voucherreeks.")
        return
    names = {number: row.name for number, row in there.items()}
    chosen = there[choose_record("Voucherreeks", names, f"series {action.id}")]
    form.change("voucher_series", chosen, choices={"issuer_id": parties})
    form.withdraw("voucher_series", chosen)


def method_desk(here: Here, action: Action) -> None:
    """Offer to record how a campus takes a step, and another version of the steps."""
    folded(
        "Stap van een campus vastleggen",
        lambda: _see_step(here, action),
        key=f"fold method step {action.id}",
        icon=":material/fact_check:",
    )
    folded(
        "Stap van een campus wijzigen of intrekken",
        lambda: _change_step(here, action),
        key=f"fold change method {action.id}",
    )
    folded("Nieuwe versie van de methodiek", lambda: _agree(action), key=f"fold method {action.id}")
    folded(
        "Versie van de methodiek intrekken", lambda: _drop(here, action), key=f"fold old method {action.id}"
    )


def _see_step(here: Here, action: Action) -> None:
    with reading(here.path) as db:
        names = {campus.id: campus.name for campus in campuses(db)}
        steps = {step: step for step in steps_of(db, action.id)}

    def act(db: Database, values: Mapping[str, Any]) -> None:
        records.add(db, "method_step", values)

    form.add(
        "method_step",
        {"action_id": action.id},
        act,
        fields=("campus_id", "step", "state", "seen_on", "source"),
        choices={"campus_id": names, "step": steps},
        asked={"step": {"widget": "choice"}},
        said="Vastgelegd.",
    )


def _change_step(here: Here, action: Action) -> None:
    with reading(here.path) as db:
        campus_names = {campus.id: campus.name for campus in campuses(db)}
        there = {row.id: row for row in method_steps(db, action.id)}
    if not there:
        empty("Er is nog geen stap van een campus vastgelegd.")
        return
    names = {
        number: f"{campus_names.get(row.campus_id, 'weggehaald')}, {row.step}: {row.state}"
        for number, row in there.items()
    }
    chosen = there[choose_record("Stap van een campus", names, f"method step {action.id}")]
    form.change("method_step", chosen)
    form.withdraw("method_step", chosen)


def _agree(action: Action) -> None:
    form.add(
        "method",
        {"action_id": action.id},
        lambda db, values: records.add(db, "method", values),
        said="De nieuwe versie van de methodiek geldt.",
    )


def _drop(here: Here, action: Action) -> None:
    with reading(here.path) as db:
        there = methods(db, action.id)
    if not there:
        empty("De coalitie legde nog geen versie vast.")
        return
    names = {row.id: f"{row.agreed_on}: {row.steps}" for row in there}
    form.withdraw_one_of(
        "method", there, names, f"method {action.id}", button="Intrekken", said="Ingetrokken."
    )
