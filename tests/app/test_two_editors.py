"""Two people in one cell, one form and on the board: both values are shown, and the one chosen stays."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from lib.dutch import day_text
from lib.rules.coalitions.gate import CONDITIONAL
from lib.store import agenda, campuses, coalitions, records
from lib.store.file.connection import reading, writing
from lib.store.results.tallies import tallies
from tests.app import coalition_desk as desk
from tests.app.conftest import OpenScreen
from tests.kept import Kept
from tests.unit.desk import BRAM, move, party

MINE = "Mijn waarde gebruiken"
THEIRS = "Wat Bram intussen schrijft"
HERS = "Wat Anna typt"

Rows = Callable[[Database], Any]
GRIDS: Mapping[str, tuple[str, dict[str, str], str, str, str, Rows]] = {
    "campus": ("campussen", {"sector": "mediatechnologie"}, "campus grid", "Plaats", "place",
               lambda db: next(one for one in campuses.campuses(db) if one.name == "Media Campus NL")),
    "milestone": ("actie", {"actie": "4", "tab": "coalitie"}, "milestones", "Mijlpaal", "what",
                  lambda db: coalitions.table(db, "4").milestones[0]),
    "step": ("actie", {"actie": "4"}, "steps", "Wat er is gebeurd", "what",
             lambda db: agenda.steps(db, "4")[0]),
    "party": ("coalities", {"blik": "partijen"}, "parties", "Naam van de partij", "name",
              lambda db: agenda.parties(db)[0]),
}  # fmt: skip
"""Of each record that has a grid of its own: where it is, a column of words and its field, a row of it."""
FOLDS = {"milestone": "milestone grid 4", "step": "step grid", "party": "register grid"}


def first_is_pinned(grid: Any) -> bool:
    """Whether the name of a row stays in sight while the other columns move."""
    return bool(json.loads(grid.proto.columns)[grid.value.columns[0]]["pinned"])


@pytest.fixture(scope="session")
def agendas(coalesced: list[Kept]) -> list[Kept]:
    """Both data sets, in the real one with coalitions."""
    return coalesced


@pytest.mark.parametrize("table", GRIDS)
def test_in_one_cell_of_a_grid(real: Path, screen: OpenScreen, table: str) -> None:
    page, address, grid, column, field, row_in = GRIDS[table]
    folds = [fold for name, fold in FOLDS.items() if name == table]
    here = screen("Anna").unfold(*folds).edit(page, **address)

    def row() -> Any:
        with reading(real) as db:
            return row_in(db)

    one = row()
    with writing(real, BRAM) as db:
        records.save(db, table, one.id, one.version, {field: THEIRS})
    assert first_is_pinned(here.grid_called(grid))
    here.type_cell(0, column, HERS, grid)
    assert f"is intussen door Bram gewijzigd in “{THEIRS}”" in here.text
    assert f"Uw waarde: “{HERS}”." in here.text

    def stored() -> Any:
        with reading(real) as db:
            return records.get(db, table, one.id)[field]

    assert stored() == THEIRS
    here.press(MINE)
    assert stored() == HERS
    assert HERS in list(here.grid_called(grid).value[column])


NAMED = day_text(desk.RECENT)
OF_A_COALITION: Mapping[str, tuple[str, Any, Any, Any, str]] = {
    "Plek": ("role", "plek van Anna", "plek van Anna", "plek van Bram", "chair"),
    "Bewijs": ("step_id", f"{NAMED}: Anna", "Anna", "Bram", "activation"),
    "Activering": ("level", "4 – heeft inzet toegezegd", 4, 2, "activation"),
    "Draagvlak": ("answer", "Steunt niet", "steunt niet", "niet gevraagd", "support"),
    "Voorwaarde": ("condition", "mits er geld is", "mits er geld is", "mits er tijd is", "support"),
    "Bijdrage": ("contribution", "twintig plekken", "twintig plekken", "tien plekken", "support"),
}
"""Of each field of the coalition grid what Anna types, what that is in the store, and what Bram saved."""


def rows_of(path: Path) -> Mapping[str, Sequence[Any]]:
    now = desk.table(path, "3")
    return {"chair": now.chairs, "activation": now.activations, "support": now.supports}


@pytest.fixture
def first(real: Path) -> Mapping[str, Any]:
    """The records of one row: a party that agrees on a condition, and was at two steps."""
    party_id = rows_of(real)["chair"][0].party_id
    support = next(row for row in rows_of(real)["support"] if row.party_id == party_id)
    with writing(real, BRAM) as db:
        for what in ("Anna", "Bram"):
            desk.step(db, "3", what, [party_id])
        records.save(db, "support", support.id, support.version, {"answer": CONDITIONAL, "condition": "mits"})
    return {
        table: next(row for row in rows if row.party_id == party_id) for table, rows in rows_of(real).items()
    }


@pytest.mark.parametrize("column", OF_A_COALITION)
def test_in_one_cell_of_a_coalition(
    real: Path, screen: OpenScreen, first: Mapping[str, Any], column: str
) -> None:
    field, typed, mine, theirs, table = OF_A_COALITION[column]
    with reading(real) as db:
        steps = {step.what: step.id for step in agenda.steps(db, "3")}
    here = screen("Anna").edit("actie", actie="3", tab="coalitie")
    with writing(real, BRAM) as db:
        saved = {field: steps.get(theirs, theirs)}
        records.save(db, table, first[table].id, first[table].version, saved)
    assert first_is_pinned(here.grid_called("coalition 3"))
    here.type_cell(0, column, typed, "coalition 3")

    def stored() -> Any:
        with reading(real) as db:
            return records.get(db, table, first[table].id)[field]

    assert "is intussen door Bram gewijzigd" in here.text
    assert stored() == steps.get(theirs, theirs)
    here.press(MINE)
    assert stored() == steps.get(mine, mine)
    assert typed in list(here.grid_called("coalition 3").value[column])


@pytest.mark.parametrize("column", [column for column in OF_A_COALITION if column != "Plek"])
def test_in_one_field_of_the_form_of_a_row(
    real: Path, screen: OpenScreen, first: Mapping[str, Any], column: str
) -> None:
    """What Anna typed in the fields beside it, of another record too, stays typed and is stored after it."""
    field, _, mine, theirs, table = OF_A_COALITION[column]
    other, also = ("contribution", HERS) if table == "activation" else ("level", 1)
    with reading(real) as db:
        steps = {step.what: step.id for step in agenda.steps(db, "3")}
    party_id = first["chair"].party_id
    record = {"contribution": "support", "level": "activation", field: table}
    form = f"activation 3 {party_id} form"
    typed = {
        f"{record[name]} 3 {party_id} {name}": value
        for name, value in ((field, steps.get(mine, mine)), (other, also))
    }
    here = screen("Anna").edit("actie", actie="3", tab="coalitie").fill(typed)
    with writing(real, BRAM) as db:
        saved = {field: steps.get(theirs, theirs)}
        records.save(db, table, first[table].id, first[table].version, saved)
    here.press("Opslaan", form)
    assert "is intussen door Bram gewijzigd" in here.text

    def stored(name: str) -> Any:
        with reading(real) as db:
            return records.get(db, record[name], first[record[name]].id)[name]

    assert stored(field) == steps.get(theirs, theirs)
    assert {key: here.value(key) for key in typed} == typed
    here.press(MINE)
    assert stored(field) == steps.get(mine, mine)
    here.press("Opslaan", form)
    assert (stored(field), stored(other)) == (steps.get(mine, mine), also)


def test_in_two_cells_of_a_row(real: Path, screen: OpenScreen, first: Mapping[str, Any]) -> None:
    here = screen("Anna").edit("actie", actie="3", tab="coalitie")
    theirs: dict[str, dict[str, Any]] = {
        "chair": {"role": "plek van Bram"},
        "activation": {"level": 2},
        "support": {"condition": "mits tijd"},
    }
    with writing(real, BRAM) as db:
        for table, values in theirs.items():
            records.save(db, table, first[table].id, first[table].version, values)
    here.type_cell(0, "Bijdrage", HERS, "coalition 3")
    assert MINE not in here.buttons
    kept = {table: {**values} for table, values in theirs.items()}
    kept["support"]["contribution"] = HERS
    with reading(real) as db:
        for table, values in kept.items():
            assert values.items() <= dict(records.get(db, table, first[table].id)).items()


def test_in_one_count(real: Path, screen: OpenScreen) -> None:
    """A count that the other reported first is known by then, and corrected in view of theirs."""
    number = party(real, "Servicepunt Voorbeeld", "overheid")
    here = screen("Anna").unfold("grid counts 1").edit("actie", actie="1", tab="effect")
    here.fill({"grid counts 1 party": number}).run()
    here.choose("grid counts 1 period", "1e kwartaal 2023")
    here.type_cell(0, "Aangemeld", "52")
    with reading(real) as db:
        (tally,) = tallies(db, "1")
    with writing(real, BRAM) as db:
        records.save(db, "tally", tally.id, tally.version, {"amount": "60"})
    here.type_cell(0, "Aangemeld", "55")
    assert "door Bram gewijzigd in “60”" in here.text
    here.press(MINE)
    with reading(real) as db:
        assert [one.amount.split()[0] for one in tallies(db, "1")] == ["55"]


def test_of_a_card_on_the_board(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").edit(weergave="bord")
    move(real, "coalitie in vorming")
    here.send("cards board", "move", "3>coalitie in vorming")
    assert here.errors == ["De actie staat al in de fase “Coalitie in vorming”; er is niets gewijzigd."]
    with reading(real) as db:
        assert records.get(db, "action", "3")["stage"] == "coalitie in vorming"
