"""A record that is declared has its columns, in a grid and in a file, without another line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from lib.documents import csv_file
from lib.model.field import choice, day, line, number, of_action, party, yes_or_no
from lib.model.record import RECORDS, Record, record
from lib.ui.elements.columns import Choice, Day, Whole, Words, columns_of

TODAY = date(2023, 4, 14)
ROW = {
    "id": 4,
    "action_id": "m1",
    "source": "=Techniekpact",
    "certainty": "toegezegd",
    "amount": None,
    "until": "2024-01-31",
    "matched": 1,
    "giver_id": 3,
}


@pytest.fixture
def layer() -> Iterator[Record]:
    """A kind of record that no other part of the house has heard of."""

    @record("trial_layer", "Geldlaag", title=lambda row, _: f"Geldlaag {row['source']}", heading="Geld")
    class MoneyLayer:
        id: int
        action_id: str = of_action()
        source: str = line("De bron", "bron van het geld")
        certainty: str | None = choice(
            "Hoe zeker", "zekerheid", {"toegezegd": "Toegezegd", "beschikt": "Beschikt"}, optional=True
        )
        amount: int | None = number("Het bedrag", "bedrag", (0, 9_000_000))
        until: str | None = day("De einddatum", "loopt tot", optional=True)
        matched: int = yes_or_no("cofinanciering", "ja", "nee", usual=False)
        giver_id: int | None = party("De gever", "gever", optional=True)

    yield RECORDS["trial_layer"]
    del RECORDS["trial_layer"]


def test_the_columns_of_a_grid_follow_from_the_declaration(layer: Record) -> None:
    columns = columns_of(layer)
    assert [(column.title, type(column.edit)) for column in columns] == [
        ("Bron van het geld", Words),
        ("Zekerheid", Choice),
        ("Bedrag", Whole),
        ("Loopt tot", Day),
        ("Cofinanciering", Choice),
    ], "what names another record is not typed in a cell"
    frame = pd.DataFrame(
        {column.title: column.series([ROW["id"]], column.cells([ROW])) for column in columns}
    )
    cells = next(iter(frame.itertuples(index=False, name=None)))
    assert cells[:2] == ("=Techniekpact", "Toegezegd")
    assert pd.isna(cells[2]), "an unknown amount is no zero"
    assert cells[3:] == (date(2024, 1, 31), "ja")
    stored = [column.edit.stored(cell) for column, cell in zip(columns, cells, strict=True) if column.edit]
    assert [value for value in stored if not pd.isna(value)] == [
        *("=Techniekpact", "toegezegd", "2024-01-31"),
        1,
    ]


def test_an_empty_choice_has_its_word_in_the_grid(layer: Record) -> None:
    certainty = columns_of(layer)[1].edit
    assert certainty
    assert (certainty.shown(None), certainty.stored("leeg")) == ("leeg", None)
    assert certainty.stored("misschien") == "misschien", "to be refused by the rule of the record"


def test_the_columns_of_a_file_follow_from_the_declaration(layer: Record) -> None:
    columns = csv_file.columns_of(layer)
    values = [value(SimpleNamespace(**ROW), TODAY) for value in columns.values()]
    assert csv_file.written([columns, values]).decode("utf-8-sig").splitlines() == [
        "actie;bron van het geld;zekerheid;bedrag;loopt tot;cofinanciering;gever",
        "m1;'=Techniekpact;Toegezegd;;2024-01-31;ja;3",
    ]
    assert list(csv_file.columns_of(layer, "amount", "source")) == ["bedrag", "bron van het geld"]
