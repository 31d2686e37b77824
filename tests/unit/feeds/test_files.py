"""Numbers and files: Dutch and CBS forms are read, mistakes named, and a hostile file never half-lands."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st
from openpyxl import Workbook, load_workbook

from lib.documents.tables.figure_files import Extract, figure_rows
from lib.documents.tables.page import as_csv, as_workbook
from lib.dutch import number_text
from lib.feeds import importing, sheets
from lib.feeds.numbers import looks_english, parse_cell, parse_number
from lib.model.figures import FigureSet, Indicator, Observation
from lib.model.kinds import Invalid
from lib.model.periods import Period
from lib.model.regions import LABOUR_REGIONS
from tests.unit.cases import for_each

TODAY = date(2024, 5, 1)
WW = Indicator(
    "ww", 1, "WW-uitkeringen", "WW", "uitkeringen", 0, "Lopende uitkeringen.", "UWV", "uitkeringen", True,
    "omlaag", "ww", "AM", 4, False,
)  # fmt: skip
CLASS = Indicator(
    "spanning",
    2,
    "Spanning",
    "Spanning",
    "klasse",
    0,
    "",
    "UWV",
    "vacatures",
    True,
    "",
    "spanning",
    "AM",
    8,
    True,
)
COLUMNS = {"region": "Regio", "period": "Maand", "value": "Aantal", "status": ""}
GOOD = "Regio;Maand;Aantal\nAM15;2023-01;5.200\nAM17;januari 2023;2.700,0\n"


def read(text: str | bytes, columns: dict[str, str] | None = None, name: str = "ww.csv") -> importing.Reading:
    content = text.encode() if isinstance(text, str) else text
    return importing.read(sheets.read(name, content), columns or COLUMNS, WW, TODAY)


# ------------------------------------------------------------------------------- numbers


@for_each(
    [
        *(("1.504.000", 1_504_000), ("69,4", 69.4), ("69,4%", 69.4), ("-1.234,5", -1234.5), ("−3", -3)),
        *(("86,0*", 86), (" 12 ", 12), ("1 504", 1504), ("1\u00a0504", 1504), ("0", 0), (7, 7), (7.5, 7.5)),
        *(("1 504 000,5", 1_504_000.5), ("1\u202f504", 1504), ("1'504", 1504), ("86,0 *", 86), ("12\n", 12)),
        *(("", None), (None, None), (float("nan"), None)),
    ]
)
def test_dutch_numbers_are_read(cell: object, value: float | None) -> None:
    assert parse_number(cell) == value


@for_each(
    [
        "veel",
        "1.50",
        "1.2.3",
        "1,504.5",
        "12.34.567",
        "1,2,3",
        "٣",
        "1e5",
        "0x10",
        "=1+1",
        True,
        1e400,
        "--1",
        "1\n2",
        "1\r\n504",
        "1\t504",
        "1 2",
        "1504 000",
        "1 504.000",
        "1 50",
    ]
)
def test_what_is_no_dutch_number_is_refused(cell: object) -> None:
    with pytest.raises(Invalid, match="geen getal"):
        parse_number(cell)


def test_signs_of_cbs_are_reasons_of_absence() -> None:
    assert parse_cell("       .") == (None, "onbekend")
    assert parse_cell("x") == (None, "geheim")
    assert parse_cell("-") == (None, "niet gepubliceerd")
    assert parse_cell("") == (None, "onbekend")
    assert parse_cell("     3.9", english=True) == (3.9, "")


def test_a_whole_file_is_read_as_dutch_or_as_english() -> None:
    assert looks_english(["3.9", "12"])
    assert not looks_english(["3,9", "3.9"])
    assert not looks_english(["1.504", "12"]), "what can be Dutch is Dutch"


@given(st.integers(-(10**12), 10**12), st.integers(0, 3))
def test_a_number_comes_back_from_how_it_reads(number: int, decimals: int) -> None:
    value = number / 10**decimals
    assert parse_number(number_text(value, decimals)) == pytest.approx(value, abs=1e-9)


# --------------------------------------------------------------------------------- files


def test_a_csv_is_read_whatever_its_signs() -> None:
    found = [(one.region, one.period.code, one.value) for one in read(GOOD).observations]
    assert found == [("AM15", "2023MM01", 5200.0), ("AM17", "2023MM01", 2700.0)]
    others = (
        "\ufeff" + GOOD,
        GOOD.replace(";", "\t"),
        "WW per regio, bron UWV\n\n" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD + ";;\n\n",
    )
    for text in others:
        assert [(o.region, o.period.code, o.value) for o in read(text).observations] == found
    in_windows = GOOD.replace("Maand", "Måand").encode("cp1252")
    assert len(read(in_windows, {**COLUMNS, "period": "Måand"}).observations) == 2


def test_a_workbook_is_read_with_its_own_dates_and_numbers() -> None:
    book = Workbook()
    book.active.append(["Regio", "Maand", "Aantal", "Status"])
    book.active.append(["AM15", date(2023, 1, 1), 5200, "Voorlopig"])
    book.active.append(["AM17", "2023-01", "x", None])
    file = io.BytesIO()
    book.save(file)
    found = read(file.getvalue(), {**COLUMNS, "status": "Status"}, "ww.xlsx").observations
    assert [(o.region, o.period.code, o.value, o.absent, o.status) for o in found] == [
        ("AM15", "2023MM01", 5200.0, "", "voorlopig"),
        ("AM17", "2023MM01", None, "geheim", "geheim"),
    ]


def test_every_mistake_is_named_by_row_and_column_and_nothing_lands() -> None:
    text = (
        "Regio;Maand;Aantal;Status\nAM15;2023-01;5200;voorlopig\nUtrecht;2023-01;5200;\nAM17;ooit;2700;\n"
        "AM18;2023-01;veel;misschien\nCR23;2023-01;3;\nAM15;jan 2023;1;\n"
    )
    found = read(text, {**COLUMNS, "status": "Status"})
    assert not found.observations
    assert [(one.row, one.column) for one in found.mistakes] == [
        (3, "Regio"), (4, "Maand"), (5, "Aantal"), (5, "Status"), (6, "Regio"), (7, "Maand"),
    ]  # fmt: skip
    assert found.mistakes[-1].sentence == "Dit gebied en deze periode staan ook in rij 2."
    assert all(one.sentence.endswith(".") for one in found.mistakes)


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/worksheets/sheet1.xml", b"0" * (sheets.MOST_UNPACKED + 1))
    return packed.getvalue()


def workbook(sheet: str, encoding: str = "utf-8") -> bytes:
    """A workbook of one sheet, written by hand."""
    book = io.BytesIO()
    Workbook().save(book)
    made = io.BytesIO()
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            ours = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, _SHEET.format(sheet).encode(encoding) if ours else old.read(name))
    return made.getvalue()


_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
_HEADS = '<row><c t="str"><v>Regio</v></c><c t="str"><v>Maand</v></c></row>'


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ('<row r="1"/>' * (sheets.MOST_ROWS + 1), "200.000 rijen"),
        ("<row/>" * (sheets.MOST_ROWS + 1), "200.000 rijen"),
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "200.000 rijen"),
        ('<row><c r="XFD1"><v>1</v></c></row>', "200 kolommen"),
        ("<c/>" * (sheets.MOST_TAGS + 1), "miljoen cellen"),
        ('<row r="{}"><c r="GR{}"><v>1</v></c></row>', "miljoen cellen"),
    ],
)
def test_a_small_workbook_that_costs_much_is_refused(rows: str, words: str) -> None:
    """Each weighs less than a picture; the library would be at it for half a minute."""
    rows = "".join(rows.replace("{}", str(number)) for number in range(1, 6_000)) if "{}" in rows else rows
    content = workbook(f"<sheetData>{rows}</sheetData>")
    assert len(content) < 200_000
    with pytest.raises(Invalid, match=words):
        sheets.read("ww.xlsx", content)


def test_the_size_that_a_workbook_claims_is_not_believed() -> None:
    claim = '<dimension ref="A1:XFD1048576"/>'
    sheet = sheets.read("ww.xlsx", workbook(f"{claim}<sheetData>{_HEADS}{_HEADS}</sheetData>"))
    assert (sheet.columns, [len(row) for row in sheet.rows]) == (["Regio", "Maand"], [2])


def test_a_workbook_that_hides_its_rows_from_the_count_is_refused() -> None:
    with pytest.raises(Invalid, match="beschadigd"):
        sheets.read("ww.xlsx", workbook(f"<sheetData>{_HEADS}</sheetData>", "utf-16"))


def test_a_csv_of_a_million_cells_and_one_of_a_single_cell_are_refused() -> None:
    with pytest.raises(Invalid, match="miljoen cellen"):
        sheets.read("ww.csv", (b"1;" * 150 + b"\n") * 7_000)
    with pytest.raises(Invalid, match="een cel is veel te lang"):
        sheets.read("ww.csv", b"a;b\n" + b"x" * 200_000)


def test_reading_ends_after_a_thousand_mistakes() -> None:
    reading = read("Regio;Maand;Aantal\n" + "AM15;ooit;1\n" * 5_000)
    assert len(reading.mistakes) == importing.MOST_MISTAKES
    assert reading.observations == ()


def packed(*parts: tuple[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as book:
        for name, text in parts:
            book.writestr(name, text)
    return file.getvalue()


@for_each(
    [
        (b"", "leeg"),
        (b"\x00\x01\x02", "geen CSV"),
        (b"alleen een zin", "geen tabel"),
        (b"Regio;Regio\n1;2", "dezelfde naam"),
        (b'Regio;Maand;Aantal\n"AM15;2023-01;1\n', "niet gesloten"),
        (b"Regio;Maand;Aantal\n", "geen rijen"),
        (b"PK\x03\x04 geen zip", "beschadigd"),
        (packed(("a.txt", "b")), "beschadigd"),
        (packed(("[Content_Types].xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")), "beschadigd"),
        (b";".join(b"k%d" % n for n in range(201)) + b"\n1", "200 kolommen"),
        (b"a;b\n" * (sheets.MOST_ROWS + 1), "200.000 rijen"),
        (b"x" * (sheets.MOST_BYTES + 1), "20 MB"),
    ]
)
def test_a_hostile_file_is_refused_whole(content: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read(content)


def test_a_file_that_unpacks_without_end_is_not_opened() -> None:
    with pytest.raises(Invalid, match="pakt uit"):
        read(bomb(), name="ww.xlsx")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_whole_or_refused(content: bytes) -> None:
    try:
        found = importing.read(sheets.read("ww.csv", content), COLUMNS, WW, TODAY)
    except Invalid as refused:
        assert refused.sentence  # noqa: PT017
    else:
        assert bool(found.observations) != bool(found.mistakes)


cells = st.sampled_from(
    ["AM15", "AM17", "Utrecht", "2023-01", "jan 2023", "5.200", "x", "", "=1+1", '"', "krap"]
)


@given(st.lists(st.tuples(cells, cells, cells), max_size=6))
def test_one_bad_row_keeps_all_of_a_file_out(rows: list[tuple[str, str, str]]) -> None:
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows([("Regio", "Maand", "Aantal"), *rows])
    try:
        found = read(file.getvalue())
    except Invalid:
        return
    assert not (found.observations and found.mistakes)
    assert len({one.key for one in found.observations}) == len(found.observations)


def tension(*cells: str) -> importing.Reading:
    """A file with classes and numbers of tension, one per region, as it comes in."""
    rows = [f"{region};2023Q1;{cell}" for region, cell in zip(LABOUR_REGIONS, cells, strict=False)]
    sheet = sheets.read("s.csv", "\n".join(["Regio;Kwartaal;Klasse", *rows]).encode())
    columns = {"region": "Regio", "period": "Kwartaal", "value": "Klasse"}
    return importing.read(sheet, columns, CLASS, TODAY)


def test_tension_comes_in_as_a_class_a_number_or_both() -> None:
    found = tension("Zeer  krap", "4,3", "krap (2,41)", "x", "0,9").observations
    assert [(one.label, one.value, one.absent) for one in found] == [
        ("zeer krap", None, ""), ("zeer krap", 4.3, ""), ("krap", 2.41, ""), ("", None, "geheim"),
        ("gemiddeld", 0.9, ""),
    ]  # fmt: skip


def test_one_file_holds_the_tension_of_many_occupational_groups() -> None:
    group = [replace(CLASS, id=f"spanning_{name}", short=name) for name in ("Lassers", "Technici")]
    heads = {"region": "Regio", "period": "Kwartaal", "value": "Spanning", "indicator": "Beroepsgroep"}

    def read_in(*rows: str) -> importing.Reading:
        text = "\n".join(["Beroepsgroep;Regio;Kwartaal;Spanning", *rows])
        return importing.read(sheets.read("uwv.csv", text.encode()), heads, group[0], TODAY, "", group)

    found = read_in(
        "lassers;AM18;2023Q1;4,3", "Technici;AM18;2023Q1;krap", "Artsen;AM18;2023Q1;9", "Artsen;NL;x;y"
    )
    assert [(one.indicator, one.label, one.value) for one in found.observations] == [
        ("spanning_Lassers", "zeer krap", 4.3), ("spanning_Technici", "krap", None),
    ]  # fmt: skip
    assert (found.left_out, found.mistakes) == (("Artsen",), ())
    [mistake] = read_in("lassers;AM18;2023Q1;4,3", "Technici;AM18;2023Q1;veel").mistakes
    assert (mistake.row, mistake.column) == (3, "Spanning")
    with pytest.raises(Invalid, match="Geen rij noemt een cijfer dat hier bestaat: Artsen"):
        read_in("Artsen;AM18;2023Q1;9")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("heel krap", "geen klasse en geen getal"),
        ("krap (4,3)", "hoort bij de klasse zeer krap, niet bij krap"),
        ("-2", "is geen klasse"),
    ],
)
def test_a_number_of_tension_never_contradicts_its_class(cell: str, words: str) -> None:
    [mistake] = tension("krap", cell).mistakes
    assert (mistake.row, mistake.column) == (3, "Klasse")
    assert words in mistake.sentence


def test_columns_are_remembered_else_guessed() -> None:
    heads = ["Arbeidsmarktregio", "Maand", "WW", "Anders"]
    assert importing.guess(heads, {})["value"] == "WW"
    assert importing.guess(heads, {"value": "Anders", "period": "Weg"}) == {
        "region": "Arbeidsmarktregio", "period": "Maand", "value": "Anders", "status": "", "indicator": "",
    }  # fmt: skip
    with pytest.raises(Invalid, match="Kies welke kolom “periode” is"):
        read(GOOD, {**COLUMNS, "period": ""})
    with pytest.raises(Invalid, match="geen werkloosheid"):
        read("Regio;Maand;Werklozen\nAM15;2023-01;1\n", {**COLUMNS, "value": "Werklozen"})


# ----------------------------------------------------------------------------- downloads

DELIVERY = FigureSet(
    1,
    "uwv",
    "WW per regio",
    "UWV",
    "",
    "bestand ww.csv",
    "2023-02-16",
    None,
    2,
    "ww",
    "Anna",
    "",
    None,
    None,
    1,
)


def test_a_name_of_two_divisions_is_taken_only_as_the_one_it_spells() -> None:
    assert read("Regio;Maand;Aantal\nGroot Amsterdam;2022-04;15912\n").observations[0].region == "AM18"
    [corop] = read("Regio;Maand;Aantal\nGroot-Amsterdam;2022-04;15912\n").mistakes
    assert "kan een arbeidsmarktregio of een COROP-gebied zijn" in corop.sentence
    jobs = replace(WW, scales="CR")
    sheet = sheets.read("x.csv", b"Regio;Maand;Aantal\nGroot Amsterdam;2022-04;1\n")
    assert importing.read(sheet, COLUMNS, jobs, TODAY).mistakes, "an area of one division is not renamed"


def test_a_period_that_is_not_over_is_a_mistake_unless_it_is_an_estimate() -> None:
    [late] = read("Regio;Maand;Aantal\nAM15;2032-04;5\n").mistakes
    assert (late.row, late.column) == (2, "Maand")
    assert late.sentence.startswith("April 2032 is nog niet voorbij.")
    columns = {**COLUMNS, "status": "Status"}
    [guess] = read("Regio;Maand;Aantal;Status\nAM15;2024-12;5;schatting\n", columns).observations
    assert guess.status == "schatting"


def test_a_wrong_value_is_named_in_its_own_column() -> None:
    [negative] = read("Regio;Maand;Aantal\nAM15;2022-04;-5\n").mistakes
    assert negative.column == "Aantal"
    assert negative.sentence.startswith("“-5” kan niet")


def test_things_that_are_counted_have_no_fraction() -> None:
    [half] = read("Regio;Maand;Aantal\nAM15;2022-04;12,5\n").mistakes
    assert half.sentence.startswith("“12,5” is geen heel getal")


def test_a_formula_that_was_never_computed_is_no_empty_cell() -> None:
    book = Workbook()
    book.active.append(["Regio", "Maand", "Aantal"])
    book.active.append(["AM15", "2022-04", "=2+3"])
    file = io.BytesIO()
    book.save(file)
    with pytest.raises(Invalid, match="formules zonder uitkomst"):
        sheets.read("ww.xlsx", file.getvalue())


def test_the_unicode_text_of_a_spreadsheet_is_read() -> None:
    assert read("Regio\tMaand\tAantal\nAM15\t2022-04\t5\n".encode("utf-16")).observations


EXTRACT = Extract(
    WW,
    "Noord-Holland Noord, per maand",
    [
        Observation("ww", "AM15", Period(2023, 1, "maand"), 5200.5, status="voorlopig", set_id=1),
        Observation("ww", "AM17", Period(2023, 1, "maand"), absent="geheim", note="=HYPERLINK()", set_id=1),
    ],
    {1: DELIVERY},
    date(2023, 2, 20),
    date(2023, 2, 20),
)
SOURCE = "UWV: WW per regio (opgehaald 16 februari 2023; bestand ww.csv)"


def test_a_csv_says_choice_source_and_day() -> None:
    text = as_csv(figure_rows("WW", EXTRACT), []).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert ["Keuze", "Noord-Holland Noord, per maand"] in rows
    assert ["Bron", SOURCE] in rows
    assert ["Gemaakt op", "20 februari 2023"] in rows
    assert rows[-2][:5] == ["Noord-Holland Noord", "AM15", "januari 2023", "2023MM01", "5200,5"]
    assert rows[-1][4] == "geheim: de bron geeft dit cijfer niet vrij"
    assert rows[-1][8] == "'=HYPERLINK()", "no spreadsheet takes a text for a formula"


def test_a_file_of_an_earlier_state_says_of_which_day() -> None:
    assert "Stand op" not in dict(EXTRACT.about)
    earlier = replace(EXTRACT, seen=date(2022, 11, 1))
    assert dict(earlier.about)["Stand op"] == "1 november 2022"
    assert dict(earlier.about)["Gemaakt op"] == "20 februari 2023"


def test_a_workbook_says_the_same() -> None:
    book = load_workbook(io.BytesIO(as_workbook([figure_rows("WW", EXTRACT)], [])))
    rows = list(book["WW"].iter_rows(values_only=True))
    assert rows[1][4] == 5200.5
    assert rows[2][8] == "'=HYPERLINK()"
    assert ("Bron", SOURCE) in list(book["Verantwoording"].iter_rows(values_only=True))
