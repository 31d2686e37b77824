"""A text from a spreadsheet comes in as the cells that were copied, never as more than anyone can check."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, strategies as st

from lib.feeds.paste import clipboard
from lib.model.kinds import Invalid

CELL = st.text(st.characters(exclude_characters="\r", codec="utf-8"), max_size=12).filter(
    lambda cell: not (cell.startswith('"') and cell.endswith('"') and len(cell) > 1)
)
SHEETS = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(SHEETS.filter(lambda rows: len(rows[0]) > 1 and any("".join(row).strip() for row in rows)))
def test_what_was_copied_comes_in(rows: list[list[str]]) -> None:
    assert clipboard.read(clipboard.written(rows) + "\n") == rows
    assert clipboard.read(clipboard.written(rows).replace("\n", "\r\n")) == rows


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    rows = clipboard.read(text)
    assert all(isinstance(cell, str) for row in rows for cell in row)
    letters = "".join(cell for row in rows for cell in row)
    assert set(letters) <= set(text) | {"\n"}


def test_quotes_that_are_no_quotes_stay() -> None:
    assert clipboard.read('"Campus" Noord\t5" buis\nNiet "zo"\t"open') == [
        ['"Campus" Noord', '5" buis'],
        ['Niet "zo"', '"open'],
    ]


def test_a_cell_may_have_lines() -> None:
    assert clipboard.read('Naam\t"eerste\ntweede ""x"""\nB\t') == [
        ["Naam", 'eerste\ntweede "x"'],
        ["B", ""],
    ]


def test_semicolons_part_cells_where_there_are_no_tabs() -> None:
    assert clipboard.read("a;b\nc;d") == [["a", "b"], ["c", "d"]]
    assert clipboard.read("a; b\nc") == [["a; b"], ["c"]]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("x\n" * 1_001, "rijen"),
        ("x\t" * 41, "kolommen"),
        ("x" * 500_001, "tekens"),
        ('"' * 500_001, "tekens"),
    ],
)
def test_more_than_can_be_looked_over_is_refused(text: str, what: str) -> None:
    with pytest.raises(Invalid, match=f"Dit zijn meer dan .* {what}. Plak het in gedeelten."):
        clipboard.read(text)


def test_hostile_quotes_cost_no_time() -> None:
    began = time.monotonic()
    clipboard.read(('"' * 399 + "\n") * 1_000)
    assert time.monotonic() - began < 5
