"""Every declared record in the one form: two people, two fields, one clash, and nothing typed lost."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlite_utils import Database
from streamlit.testing.v1 import AppTest

from lib.model.field import WITHDRAWAL, Field
from lib.model.record import RECORDS
from lib.store import records
from lib.store.conflict import own_changes
from lib.store.file.connection import reading, writing
from lib.store.file.rows import day_of_writing, get, update
from lib.ui.editing.asks import NOTHING, Ask, ask
from lib.ui.editing.form import asks_of
from lib.ui.elements.columns import Column, columns_of
from tests.app.screen import LOOPBACK, Screen
from tests.unit import desk

MINE = "Mijn waarde gebruiken"
ADDED_ONLY = {"purpose_text", "stage_move", "room_question"}
"""Of these a new one is added; what is there never changes."""
TAKEN_BACK_ONLY = {"confirmation", "figure_set", "leaning", "step_file", "step_party", "tally_delivery"}
"""Of these nothing changes but whether they count."""
CHANGED = sorted(RECORDS.keys() - ADDED_ONLY - TAKEN_BACK_ONLY)


def page() -> None:
    """A page with nothing but the form of one record."""
    import streamlit as st

    from lib.ui.editing import form

    about = st.session_state["about"]
    row = about["read"]()
    form.change(about["table"], row, fields=about["fields"], choices=about["choices"])


def save_bare(
    db: Database, table: str, row_id: Any, version: int, changes: Mapping[str, Any], **_how: Any
) -> int:
    """Save as the store does, without the rules that look at other rows: these are not the form's."""
    values = RECORDS[table].validate(changes, day_of_writing(db))
    row = get(db, table, row_id)
    mine = own_changes(db, table, row, version, values)
    return update(db, table, row, mine) if mine else int(row["version"])


def fields_of(table: str) -> list[Field]:
    """The fields of a record that a person changes, those with the most to choose from first."""
    order = (
        "line",
        "folder",
        "text",
        "link",
        "day",
        "number",
        "words",
        "choice",
        "party",
        "several",
        "yes/no",
    )
    own = [field for field in RECORDS[table].fields.values() if field.own and field.rule]
    fields = [field for field in own if field.name not in WITHDRAWAL and field.widget in order]
    return sorted(fields, key=lambda field: order.index(field.widget))


def values_for(field: Field, now: Any, parties: Mapping[int, str]) -> list[Any]:
    """Stored values for a field that differ from each other and from what it has."""
    offered: Mapping[str, list[Any]] = {
        "day": ["2022-01-03", "2022-02-03", "2022-03-03"],
        "number": [3, 5, 7],
        "link": [f"https://voorbeeld.invalid/{name}" for name in "abc"],
        "folder": [f"/srv/{name}" for name in "abc"],
        "party": list(parties),
        "yes/no": [0, 1],
    }
    usual = list(field.options) or ["Van Bram", "Van Anna", "Van niemand"]
    return [value for value in offered.get(field.widget, usual) if value != now]


def one_of_each(kinds: Mapping[str, Hashable]) -> list[str]:
    """The first record of each kind: a grid draws a cell by its widget, whatever it is of."""
    return sorted({kind: table for table, kind in reversed(list(kinds.items()))}.values())


@pytest.fixture
def parties(example: Path) -> dict[int, str]:
    with reading(example) as db:
        return {row["id"]: row["name"] for row in db.query("SELECT id, name FROM party")}


FITTING = {"agenda_item": "topic <> ''", "flag": "answer <> ''"}
"""Which row can take any value: what a table itself demands is not the form's."""


def a_row(path: Path, table: str) -> Mapping[str, Any]:
    wanted = FITTING.get(table, "TRUE") + (" AND withdrawn_on IS NULL" * RECORDS[table].withdrawable)
    with reading(path) as db:
        return dict(next(db.query(f"SELECT * FROM {table} WHERE {wanted} ORDER BY id LIMIT 1")))


def opened(
    path: Path,
    table: str,
    row_id: Any,
    fields: list[Field],
    parties: dict[int, str],
    drawn: Callable[[], None] = page,
    columns: Sequence[Column[Any]] = (),
) -> Screen:
    """Anna at the form of this record, or at its grid."""

    def read() -> SimpleNamespace:
        with reading(path) as db:
            return SimpleNamespace(**get(db, table, row_id))

    here = Screen("Anna")
    here.app = AppTest.from_function(drawn, default_timeout=30)
    here.app.context["url"] = LOOPBACK
    here.app.session_state["given_name"] = "Anna"
    choices = {field.name: parties for field in fields if field.widget == "party"}
    here.app.session_state["about"] = {
        "table": table, "fields": [field.name for field in fields], "choices": choices, "read": read,
        "columns": columns,
    }  # fmt: skip
    return here.run()


@pytest.mark.parametrize("table", CHANGED)
def test_two_people_two_fields_one_clash_and_nothing_typed_lost(
    example: Path, parties: dict[int, str], table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "save", save_bare)
    row, fields = a_row(example, table), fields_of(table)[:2]
    here = opened(example, table, row["id"], fields, parties)
    first, *rest = fields
    key = f"{table} {row['id']}"
    theirs, mine = values_for(first, row[first.name], parties)[:2]
    typed = {field.name: values_for(field, row[field.name], parties)[0] for field in rest}
    typed[first.name] = mine
    asks = {field.name: ask(field, parties if field.widget == "party" else None) for field in fields}
    shown = {f"{key} {name}": asks[name].shown(value) for name, value in typed.items()}
    with writing(example, desk.BRAM) as db:
        save_bare(db, table, row["id"], row["version"], {first.name: theirs})

    here.fill(shown).press("Opslaan")
    assert "is intussen door Bram gewijzigd in" in here.text
    assert MINE in here.buttons
    assert {name: here.value(name) for name in shown} == shown
    assert not here.saved

    here.press(MINE)
    now = a_row(example, table)
    assert now[first.name] == mine
    assert {name: here.value(name) for name in shown} == shown
    if rest:
        here.press("Opslaan")
    assert {name: a_row(example, table)[name] for name in typed} == typed
    assert MINE not in here.buttons
    assert not here.errors


def grid() -> None:
    """A page with nothing but the grid of one record."""
    import streamlit as st

    from lib.ui.editing import editor, record_grid
    from lib.ui.here import state

    about = st.session_state["about"]
    editor.outcome(state.here())
    record_grid.record_grid(about["table"], [about["read"]()], about["columns"], name="grid", alt="Rijen")


GRIDS = {table: columns_of(RECORDS[table]) for table in CHANGED if table != "action"}
"""The columns of the grid of each record; that of actions asks for grounds and has tests of its own."""


def first_column(table: str) -> tuple[Field, Column[Any]]:
    """The first field of a record that its grid has, and the column."""
    return next((field, one) for field in fields_of(table) for one in GRIDS[table] if one.field == field.name)


def kind_of_cell(table: str) -> Hashable:
    field, column = first_column(table)
    return field.widget, type(column.edit), RECORDS[table].together(field.name) == (field.name,)


@pytest.mark.parametrize(
    "table", one_of_each({table: kind_of_cell(table) for table, columns in GRIDS.items() if columns})
)
def test_two_people_in_one_cell_of_a_grid_see_both_values(
    example: Path, parties: dict[int, str], table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "save", save_bare)
    row = a_row(example, table)
    field, column = first_column(table)
    mine, theirs = values_for(field, row[field.name], parties)[:2]
    here = opened(example, table, row["id"], [field], parties, grid, columns=[column])
    with writing(example, desk.BRAM) as db:
        save_bare(db, table, row["id"], row["version"], {field.name: theirs})
    assert column.edit
    typed = column.edit.shown(mine)
    here.type_cell(0, column.title, typed.isoformat() if isinstance(typed, date) else typed)
    assert "is intussen door Bram gewijzigd in" in here.text
    assert a_row(example, table)[field.name] == theirs
    here.press(MINE)
    assert a_row(example, table)[field.name] == mine
    assert here.saved[0].startswith("Opgeslagen")
    if RECORDS[table].together(field.name) == (field.name,):  # else the others go back with it, if they can
        here.press("Ongedaan maken")
        assert a_row(example, table)[field.name] == theirs


def test_no_kind_of_record_is_left_out() -> None:
    assert {*CHANGED, *ADDED_ONLY, *TAKEN_BACK_ONLY} == {*RECORDS}
    assert all(fields_of(table) for table in CHANGED)
    assert not any(fields_of(table) for table in TAKEN_BACK_ONLY)
    assert all(RECORDS[table].withdrawable for table in TAKEN_BACK_ONLY)


def lists_of(table: str) -> list[Ask]:
    """How a form with nothing filled in asks for the fields of a record that are chosen from a list."""
    names = [name for name in RECORDS[table].own if name not in WITHDRAWAL]
    choices = {name: {1: "Eén"} for name in names if not RECORDS[table].fields[name].options}
    return [made for made in asks_of(table, names, choices, None, {}) if made.is_list]


def test_nothing_is_an_option_in_words_and_never_chosen_for_somebody() -> None:
    for table, made in ((own, made) for own in RECORDS for made in lists_of(own)):
        words, at = made.words(), f"{table} {made.name}"
        assert None not in words, f"{at}: the order of the keys changes with the choice"
        assert next(iter(words)) == made.shown(None) == NOTHING, f"{at}: a choice stands there already"
        assert all(text.strip() and "None" not in text for text in words.values()), at


def test_what_hangs_on_a_choice_hangs_on_one_that_the_record_has() -> None:
    for table, record in RECORDS.items():
        fields = record.fields
        for field in fields.values():
            at = f"{table} {field.name}"
            for name, values in field.only.items():
                assert [*fields].index(name) < [*fields].index(field.name), f"{at}: the choice is asked first"
                assert field.optional, f"{at} is stored empty while it is not asked"
                assert {value for value in fields[name].options if value not in values}, at
