"""The coalition of an action as one grid: a row per chair, per party without one, and for a new place.

Owns which record a cell belongs to. What a cell alone cannot say goes on in the form of its row, beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from lib.documents.pictures.network import SIGNS
from lib.model.agenda import HELIXES, Action, Party, Step
from lib.model.coalitions import EVIDENCE_FROM, LEVELS, Chair, Table
from lib.model.record import RECORDS
from lib.model.regions import REGIONS
from lib.rules.coalitions import activation
from lib.rules.coalitions.gate import CONDITIONAL
from lib.store import coalitions
from lib.store.drafts import forms_with_drafts
from lib.store.file.connection import Database
from lib.ui.agenda import steps
from lib.ui.editing import editor, saving
from lib.ui.editing.form import absent
from lib.ui.editing.grid_book import GridBook, Row
from lib.ui.editing.record_grid import draw_grid, grid_column, one_of
from lib.ui.editing.sheet import begin_draft
from lib.ui.elements.columns import Column, Words
from lib.ui.elements.fields import key_class
from lib.ui.here import state

_RECORD_OF = {
    "role": "chair", "party_id": "chair", "step_id": "activation", "level": "activation",
    "answer": "support", "condition": "support", "contribution": "support",
}  # fmt: skip
NEW = "new"
"""The row in which a new place is typed."""
_NO_CHAIR, _NEW_PLACE = "geen stoel", "← nieuwe plek"
_REACHED, _AGED, _OPEN = "■▨□"


def coalition_grid(
    action: Action, table: Table, parties: Sequence[Party], recorded: Sequence[Step], today: date
) -> None:
    """Offer who sits where, how far each is and what each answered, cell by cell."""
    rows = [*_chair_rows(table), *_rows_without_chair(table), _row(NEW, "", _NEW_PLACE, table, None)]
    reads = partial(_reads_now, action, table, today, forms_with_drafts(*state.desk()))
    seen = [{**row, "now": reads(row["party_id"])} for row in rows]
    book = GridBook(
        f"coalition {action.id}", _columns(table, parties, recorded), _saver(action.id),
        lambda row: put_beside(action.id, row["id"]),
    )  # fmt: skip
    draw_grid(book, seen, "Stoelen en partijen")
    st.caption(
        "Klik in een vak en typ, of plak uit Excel: het formulier bij de tabel volgt de rij. Zonder muis of "
        "met een voorleesprogramma kan alles in dat formulier en onder “Plak … uit Excel”. "
        f"Trede {EVIDENCE_FROM} en hoger vraagt bewijs. {_AGED} is een trede die nu niet telt."
    )


def put_beside(action_id: str, row_id: str) -> None:
    """Let the form beside the grid be that of a row; for callbacks."""
    if row_id != NEW:
        st.session_state[f"coalition row {action_id}"] = row_id


def _columns(table: Table, parties: Sequence[Party], recorded: Sequence[Step]) -> list[Column[Any]]:
    names = {party.id: party.name for party in parties}
    names |= {chair.party_id: chair.party or "" for chair in table.chairs if chair.party_id}
    names |= {claim.party_id: claim.party for claim in table.activations}
    leaned_on = {claim.step_id for claim in table.activations}
    shown = {
        step.id: steps.in_a_list(step) for step in recorded if not step.withdrawn_on or step.id in leaned_on
    }
    return [
        Column(title="Plek", field="role", edit=Words(pinned=True), width=140),
        Column(title="Kant", field="side", edit=Words(locked=True), width=120),
        one_of("chair", "party_id", names, 160),
        Column(title="Telt nu", field="now", edit=Words(locked=True), width=175),
        one_of("activation", "step_id", shown, 155),
        grid_column("activation", "level", width=145),
        grid_column("support", "answer", width=125),
        grid_column("support", "condition", width=170),
        grid_column("support", "contribution", width=170),
    ]


# --------------------------------------------------------------------------------- rows


def _chair_rows(table: Table) -> Iterator[Row]:
    for chair in table.chairs:
        if not chair.withdrawn_on:
            region = f", {REGIONS[chair.region]}" if chair.region else ""
            side = f"{SIGNS[chair.helix]} {HELIXES[chair.helix].lower()}{region}"
            yield _row(f"chair {chair.id}", chair.role, side, table, chair.party_id, chair)


def _rows_without_chair(table: Table) -> Iterator[Row]:
    seated = {chair.party_id for chair in table.chairs if not chair.withdrawn_on}
    known = [row.party_id for row in table.activations] + [row.party_id for row in table.supports]
    for party_id in dict.fromkeys(known):
        if party_id not in seated:
            yield _row(f"party {party_id}", "", _NO_CHAIR, table, party_id)


def _row(
    name: str, role: str, side: str, table: Table, party_id: int | None, chair: Chair | None = None
) -> Row:
    """Give what stands in a row, and the version of each of its records."""
    claim, answer = _claim_and_answer(table, party_id)
    records = {"chair": chair, "activation": claim, "support": answer}
    held = {field: getattr(records[record], field, None) for field, record in _RECORD_OF.items()}
    versions = {record: getattr(row, "version", 0) for record, row in records.items()}
    return {
        "id": name, "version": 0, "side": side, **held, "role": role, "party_id": party_id,
        "chair_id": chair and chair.id, "versions": versions,
    }  # fmt: skip


def _claim_and_answer(table: Table, party_id: int | None) -> tuple[Any, Any]:
    claims = [claim for claim in table.activations if claim.party_id == party_id]
    answers = [support for support in table.supports if support.party_id == party_id]
    return next(iter(claims), absent("activation")), next(iter(answers), absent("support"))


def _reads_now(
    action: Action, table: Table, today: date, drafted: Container[str], party_id: int | None
) -> str:
    """Draw how far a party counts now, what of its claim does not count and why, and what is not stored."""
    if party_id is None:
        return ""
    said = [
        _bar(activation.standing(claim, today)) for claim in table.activations if claim.party_id == party_id
    ]
    forms = (f"{record} {action.id} {party_id}" for record in ("activation", "support"))
    said += ["concept"] * any(form in drafted for form in forms)
    return " · ".join([*said, *["★ aanjager"] * (action.driver_id == party_id)])


def _bar(one: activation.Standing) -> str:
    signs = (
        _REACHED * one.effective + _AGED * (one.level - one.effective) + _OPEN * (len(LEVELS) - 1 - one.level)
    )
    return f"{signs} {one.effective}, {one.why}" if one.why else f"{signs} {one.effective}"


# ------------------------------------------------------------------------------- saving


def _saver(action_id: str) -> Callable[[Row, str, Any], None]:
    def save(row: Row, field: str, value: Any) -> None:
        put_beside(action_id, row["id"])
        if field == "role":
            _place(action_id, row, value)
        elif field == "party_id":
            _seat(row, value)
        elif row["party_id"] is None:
            _refuse("Op deze stoel zit nog niemand. Kies eerst de partij.", value)
        elif not (_is_left_to_form(action_id, row, field, value) or _lacks_answer(row, field, value)):
            _say_of_party(action_id, row, field, value)

    return save


def _place(action_id: str, row: Row, role: str) -> None:
    """Rename a place, or go on in the form of a new one."""
    if row["chair_id"] is None:
        begin_draft(f"new chair {action_id}", 0, {"role": role})
        st.session_state[f"fold add chair {action_id}"] = True
        saving.note_refusal("Kies hieronder de kant van de nieuwe plek, en voeg haar toe.")
        state.want_focus(f".{key_class(f'new chair {action_id} helix')}")
    else:
        _change_chair(row, "role", role)


def _seat(row: Row, party_id: int | None) -> None:
    if row["chair_id"] is None:
        _refuse("Deze rij heeft geen stoel. Voeg hieronder eerst een stoel toe.", "")
    else:
        _change_chair(row, "party_id", party_id)


def _change_chair(row: Row, field: str, value: Any) -> None:
    version = row["versions"]["chair"]
    row["versions"]["chair"] = editor.change_field(
        "chair", str(row["chair_id"]), field, value, version
    ) or version  # fmt: skip


def _is_left_to_form(action_id: str, row: Row, field: str, value: Any) -> bool:
    """Go on in a form where one cell cannot say all: evidence for a level, the condition of a yes."""
    if field == "level" and value >= EVIDENCE_FROM and row["step_id"] is None:
        sentence = "Deze trede vraagt bewijs. Kies hiernaast een gebeurtenis of leg haar nu vast."
        _go_on(action_id, row, {"level": value}, "step_id", sentence)
    elif field == "answer" and value == CONDITIONAL and not row["condition"]:
        sentence = "Schrijf hiernaast op onder welke voorwaarde deze partij steunt."
        _go_on(action_id, row, {"answer": value}, "condition", sentence)
    elif field == "condition" and value and row["answer"] not in _only(field):
        sentence = "Een voorwaarde of reden hoort bij een antwoord. Kies hiernaast het antwoord."
        _go_on(action_id, row, {"answer": CONDITIONAL, "condition": value}, "answer", sentence)
    else:
        return False
    return True


def _lacks_answer(row: Row, field: str, value: Any) -> bool:
    if field != "contribution" or not value or row["answer"] in _only(field):
        return False
    _refuse("Een bijdrage hoort bij steun. Leg eerst het antwoord van deze partij vast.", value)
    return True


def _only(field: str) -> Container[Any]:
    """Return the answers to which a field of an answer belongs."""
    return RECORDS["support"].fields[field].only["answer"]


def _go_on(action_id: str, row: Row, values: Mapping[str, Any], missing: str, sentence: str) -> None:
    """Open the form of a party with what was typed as a draft, and go on at the field that is missing."""
    record, party_id = _RECORD_OF[next(iter(values))], row["party_id"]
    fields = RECORDS[record].fields
    words = {name: str(fields[name].options.get(value, value)) for name, value in values.items()}
    form = f"{record} {action_id} {party_id}"
    begin_draft(form, row["versions"][record], words)
    saving.note_refusal(sentence)
    state.want_focus(f".{key_class(f'{form} {missing}')}")


def _say_of_party(action_id: str, row: Row, field: str, value: Any) -> None:
    record, party_id = _RECORD_OF[field], row["party_id"]
    seen = row["versions"][record]
    values = {**({} if seen else RECORDS[record].absent or {}), field: value}
    if field == "answer":
        values["answered_on"] = None  # an answer that changes is of today
    stored: list[int] = []

    def act(db: Database) -> None:
        stored.append(coalitions.say_of_party(db, record, (action_id, party_id), values, seen or None))

    if saving.write(act):
        row["versions"][record] = stored[0]
    elif isinstance(value, str):
        saving.keep_typed(value)


def _refuse(sentence: str, typed: Any) -> None:
    saving.note_refusal(sentence)
    saving.keep_typed(str(typed))
