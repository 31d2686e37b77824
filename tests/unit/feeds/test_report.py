"""Whatever stands in a file with counts, it is read whole or refused by line, and tells no small number."""

from __future__ import annotations

import datetime as dt
import io
from contextlib import suppress

from hypothesis import given, settings, strategies as st
from openpyxl import Workbook

from lib.documents.csv_file import written
from lib.feeds import sheets
from lib.feeds.paste import report
from lib.feeds.paste.cells import Known
from lib.model.kinds import Invalid
from lib.model.results.amount import FEW, LEAST, UNKNOWN

KNOWN = Known(dt.date(2023, 4, 1), {1: "Servicepunt Voorbeeld"})
USUAL = {
    "party_id": 1, "source": "Opgave", "reported_on": "2023-01-20", "basis": "cohort", "part": None,
    "campus_id": None, "note": "",
}  # fmt: skip
HEADS = ["Stap", "Regio", "Periode", "Aantal"]
HONEST = st.tuples(
    st.sampled_from(["Aangemeld", "gesproken", "GEMATCHT ", "Geplaatst"]),
    st.sampled_from(["Groot Amsterdam", "am15", "hele provincie", "Zaanstreek/Waterland"]),
    st.sampled_from(["4e kwartaal 2022", "2022KW03", "2022", "dec 2022"]),
    st.one_of(st.integers(0, 900).map(str), st.sampled_from(["< 5", "onbekend", "nb", "1.504"])),
)
ANYTHING = st.lists(st.text(max_size=12), min_size=4, max_size=4).map(tuple)


def read(name: str, content: bytes) -> report.Reading:
    return report.read(sheets.read(name, content), "1", KNOWN, USUAL, {1: "Campus Kust"})


@given(st.lists(HONEST, min_size=1, max_size=8))
def test_an_honest_file_is_read_alike_as_csv_and_as_workbook(rows: list[tuple[str, ...]]) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [HEADS, *rows]:
        sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    csv, excel = read("q4.csv", written([HEADS, *rows])), read("q4.xlsx", file.getvalue())
    assert csv == excel
    assert not csv.mistakes
    assert [line.number for line in csv.lines] == list(range(2, 2 + len(rows)))


@settings(max_examples=200)
@given(st.lists(st.one_of(HONEST, ANYTHING), min_size=1, max_size=6))
def test_a_hostile_file_is_refused_by_line_and_never_half_taken(rows: list[tuple[str, ...]]) -> None:
    reading = report.Reading()
    with suppress(Invalid):
        reading = read("q4.csv", written([HEADS, *rows]))
    assert not (reading.lines and reading.mistakes)
    for mistake in reading.mistakes:
        assert mistake.row >= 2
        assert mistake.sentence.endswith((".", "?"))
    for line in reading.lines:
        amount = line.values["amount"]
        assert amount in (FEW, UNKNOWN, "0") or int(amount) >= LEAST
