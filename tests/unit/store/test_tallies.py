"""Reports with counts: honest ones land whole, others not at all, and a new one replaces only its own."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from lib.documents.tables.page import PageTable, as_csv, as_workbook
from lib.feeds import sheets
from lib.feeds.paste import report as feed
from lib.feeds.paste.taking import desk_of
from lib.feeds.sheets import OF_TABLE
from lib.model.change import UNDONE
from lib.model.kinds import Invalid
from lib.model.record import change_sentence
from lib.model.results.amount import FEW, UNKNOWN, stored_count
from lib.store import history, records
from lib.store.file.connection import reading, writing
from lib.store.results.delivering import Plan, deliver, plan
from lib.store.results.tallies import deliveries, file_of, party_names, tallies
from lib.store.upkeep import undoing
from tests.unit import desk
from tests.unit.cases import for_each
from tests.unit.desk import ANNA
from tests.unit.meeting_desk import refused

DAY = dt.date(2023, 3, 28)
HEAD = "Stap;Regio;Periode;Aantal\n"
FIRST = "Aangemeld;Groot Amsterdam;4e kwartaal 2022;40\nGesproken (intake);Groot Amsterdam;2022KW04;31\n"


CAMPUSES = {1: "Campus Kust"}


@pytest.fixture
def party(path: Path) -> int:
    return desk.party(path, "Servicepunt Voorbeeld", "overheid")


def lines_of(path: Path, content: bytes, name: str = "q4.csv", **usual: Any) -> list[tuple[int, Any]]:
    """The lines of a file, with what the form says of all of them."""
    values = {
        "party_id": 1, "source": "Kwartaalopgave", "reported_on": "2023-01-20", "basis": "cohort",
        "part": None, "campus_id": None, "note": "", **usual,
    }  # fmt: skip
    with reading(path) as db:
        known = desk_of(db, "tally", {"action_id": "1"}, {}).known
    read = feed.read(sheets.read(name, content), "1", known, values, CAMPUSES)
    assert not read.mistakes, read.mistakes
    return [(line.number, line.values) for line in read.lines]


def wrong(path: Path, content: bytes) -> list[tuple[int, str, str]]:
    with reading(path) as db:
        known = desk_of(db, "tally", {"action_id": "1"}, {}).known
    usual = {"party_id": 1, "source": "Opgave", "reported_on": "2023-01-20", "basis": "cohort"}
    read = feed.read(sheets.read("q4.csv", content), "1", known, usual, CAMPUSES)
    assert not read.lines, "all or nothing"
    return [(mistake.row, mistake.column, mistake.sentence) for mistake in read.mistakes]


def take(path: Path, content: str, **usual: Any) -> Plan:
    lines = lines_of(path, content.encode(), **usual)
    with writing(path, ANNA) as db:
        return deliver(db, "1", lines, "q4.csv")


def held(path: Path) -> dict[tuple[str, str], str]:
    """How many there are by step and period."""
    with reading(path) as db:
        return {(tally.step, tally.period): tally.amount for tally in tallies(db, "1")}


def told(path: Path) -> list[str | None]:
    """The history of the action, oldest first."""
    with reading(path) as db:
        changes = history.changes_about(db, "1", history.newest(db))
        parties = party_names(db)
    return [change_sentence(change, parties) for change in reversed(changes) if "tally" in change.table]


# ------------------------------------------------------------------ honest


def test_a_report_lands_whole_and_is_told_in_one_sentence(path: Path, party: int) -> None:
    take(path, HEAD + FIRST + "Geplaatst;Groot Amsterdam;2022KW04;3\nGematcht;Groot Amsterdam;2022KW04;nb\n")
    assert held(path) == {
        ("aangemeld", "2022KW04"): "40",
        ("gesproken", "2022KW04"): "31",
        ("geplaatst", "2022KW04"): FEW,
        ("gematcht", "2022KW04"): UNKNOWN,
    }
    assert [sentence for sentence in told(path) if sentence] == [
        "Opgave van Servicepunt Voorbeeld over 4e kwartaal 2022 (vakmensen, Kwartaalopgave) ingelezen: "
        "4 aantallen, opgegeven op 20 januari 2023."
    ]


def test_a_workbook_says_the_same_and_what_comes_out_goes_in_again(path: Path, party: int) -> None:
    book = Workbook()
    for row in (
        [
            *HEAD.strip().split(";"),
        ],
        ["Aangemeld", "Groot Amsterdam", "2022KW04", 40],
        ["Aangemeld", "Groot Amsterdam", "2021", 1_200],
    ):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    lines = lines_of(path, file.getvalue(), "q4.xlsx")
    with writing(path, ANNA) as db:
        deliver(db, "1", lines, "q4.xlsx")
        table = file_of(db, "1", DAY)
    assert held(path) == {("aangemeld", "2022KW04"): "40", ("aangemeld", "2021JJ00"): "1200"}
    own = PageTable("Telling", [[*table.heads], *map(list, table.rows)])
    about = ((OF_TABLE, "Telling"), ("Filter", "geen"))
    for made, name in ((as_csv(own, about), "uit.csv"), (as_workbook([own], about), "uit.xlsx")):
        again = lines_of(path, made, name)
        with reading(path) as db:
            planned = plan(db, "1", again)
        assert (planned.same, planned.does_something, planned.refusals) == (2, False, ())


def test_a_count_of_a_campus_has_its_region_and_stands_beside_no_count_of_all_of_that(
    path: Path, party: int
) -> None:
    head = HEAD.replace("Periode", "Campus;Periode")
    take(path, head + "Aangemeld;Groot Amsterdam;Campus Kust;2022KW04;9\n")
    with reading(path) as db:
        assert [(tally.region, tally.campus_id) for tally in tallies(db, "1")] == [("AM18", 1)]
    with refused(path, "telt dubbel", "file"):
        take(path, HEAD + "Aangemeld;Groot Amsterdam;2022KW04;12\n", source="Andere bron")
    with refused(path, "Kies bij een campus ook de regio", "file"):
        take(path, head + "Gematcht;hele provincie;Campus Kust;2022KW04;9\n")


def test_a_new_report_replaces_only_its_own(path: Path, party: int) -> None:
    other = desk.party(path, "Gemeente Voorbeeld", "overheid")
    take(path, HEAD + FIRST)
    take(path, HEAD + FIRST.replace("4e kwartaal 2022", "2022KW03").replace("2022KW04", "2022KW03"))
    take(path, HEAD + "Aangemeld;Noord-Holland Noord;2022KW04;12\n", party_id=other)
    with writing(path, ANNA) as db:
        typed = {"step": "binnen", "region": "AM18", "period": "2022KW04", "basis": "cohort", "amount": "9"}
        by = {"party_id": party, "source": "Kwartaalopgave", "reported_on": "2023-01-21"}
        records.add(db, "tally", {"action_id": "1", **typed, **by})
    planned = take(path, HEAD + "Aangemeld;Groot Amsterdam;2022KW04;48\n", reported_on="2023-02-01")
    assert (len(planned.new), len(planned.changed), len(planned.gone)) == (0, 1, 1)
    assert held(path)["aangemeld", "2022KW03"] == "40"
    with reading(path) as db:
        left = {(tally.step, tally.region, tally.period): tally.amount for tally in tallies(db, "1")}
    assert left == {
        ("aangemeld", "AM18", "2022KW03"): "40",
        ("gesproken", "AM18", "2022KW03"): "31",
        ("aangemeld", "AM18", "2022KW04"): "48",
        ("aangemeld", "AM15", "2022KW04"): "12",
        ("binnen", "AM18", "2022KW04"): "9",
    }


def test_what_was_typed_by_hand_is_not_overwritten(path: Path, party: int) -> None:
    with writing(path, ANNA) as db:
        typed = {"step": "aangemeld", "region": "AM18", "period": "2022KW04", "basis": "cohort"}
        by = {"party_id": party, "source": "Kwartaalopgave", "reported_on": "2023-01-20", "amount": "40"}
        records.add(db, "tally", {"action_id": "1", **typed, **by})
    with refused(path, "Regel 2: Dit aantal is met de hand ingevuld", "file"):
        take(path, HEAD + FIRST.replace(";40", ";41"))
    assert not take(path, HEAD + FIRST).refusals


def test_a_report_that_was_withdrawn_counts_no_more_and_can_count_again(path: Path, party: int) -> None:
    take(path, HEAD + FIRST)
    with reading(path) as db:
        delivery = deliveries(db, "1")[0]
    with writing(path, ANNA, "Verkeerd bestand") as db:
        records.withdraw(db, "tally_delivery", delivery.id, delivery.version)
    assert not held(path)
    with writing(path, ANNA) as db:
        records.take_back_in(db, "tally_delivery", delivery.id, delivery.version + 1)
    assert len(held(path)) == 2


def test_a_report_and_its_replacement_are_undone_as_one(path: Path, party: int) -> None:
    take(path, HEAD + FIRST)
    with reading(path) as db:
        before = history.newest(db)
    take(path, HEAD + "Aangemeld;Groot Amsterdam;2022KW04;48\n", reported_on="2023-02-01")
    with writing(path, ANNA, UNDONE) as db:
        undoing.undo(db, [(before, history.newest(db))])
    assert held(path) == {("aangemeld", "2022KW04"): "40", ("gesproken", "2022KW04"): "31"}


def test_one_corrected_number_is_put_back(path: Path, party: int) -> None:
    take(path, HEAD + FIRST)
    with reading(path) as db:
        tally = tallies(db, "1")[0]
    with writing(path, ANNA) as db:
        records.save(db, "tally", tally.id, tally.version, {"amount": "52"})
    entry = desk.entries(path, "tally", tally.id)[-1]["id"]
    with writing(path, ANNA) as db:
        records.put_back(db, "tally", tally.id, "amount", entry, tally.version + 1)
    assert held(path)["aangemeld", "2022KW04"] == "40"
    assert any("aantal: van 40 naar 52" in str(sentence) for sentence in told(path))


# ------------------------------------------------------------------ hostile


@for_each(
    [
        ("Verhuisd;Groot Amsterdam;2022KW04;4", "Stap", "bestaat niet"),
        ("Bereikt;Groot Amsterdam;2022KW04;4", "Stap", "bestaat niet"),
        ("Aangemeld;Mars;2022KW04;4", "Regio", "bestaat niet"),
        ("Aangemeld;Groot Amsterdam;ooit;4", "Periode", "niet te lezen"),
        ("Aangemeld;Groot Amsterdam;2022KW04;veertig", "Aantal", "kan niet"),
        ("Aangemeld;Groot Amsterdam;2022KW04;-4", "Aantal", "kan niet"),
        ("Aangemeld;Groot Amsterdam;2022KW04;=1+1", "Aantal", "kan niet"),
        (";Groot Amsterdam;2022KW04;4", "Stap", "nog leeg"),
    ],
    "path",
    "party",
)
def test_each_refused_line_has_its_number_and_the_reason(
    path: Path, party: int, line: str, column: str, why: str
) -> None:
    found = wrong(path, (HEAD + FIRST + line + "\n").encode())
    assert [(row, name) for row, name, _ in found] == [(4, column)]
    assert why in found[0][2]


@for_each(
    [
        (b"Stap;Regio;Aantal\nAangemeld;Groot Amsterdam;4\n", "Er ontbreekt een kolom: Periode"),
        (b"Stap;Regio;Periode;Aantal;Naam\nAangemeld;AM18;2022KW04;4;Jan\n", "De kolom “Naam”"),
        (b"Stap;Regio;Periode;Aantal\n", "geen regels"),
        (b"\x00\x01\x02", "geen CSV"),
        (b"", "leeg"),
        (b"Stap;Stap;Periode;Aantal\na;b;c;d\n", "dezelfde naam"),
    ],
    "path",
    "party",
)
def test_a_file_that_is_none_is_refused_as_a_whole(path: Path, party: int, content: bytes, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        wrong(path, content)


def test_a_report_of_nobody_is_refused(path: Path, party: int) -> None:
    head = HEAD.replace("Aantal", "Aantal;Wie telt")
    with reading(path) as db:
        known = desk_of(db, "tally", {"action_id": "1"}, {}).known
    usual = {"party_id": None, "source": "Opgave", "reported_on": "2023-01-20", "basis": "cohort"}
    lines = "Aangemeld;Groot Amsterdam;2022KW04;40;\nGematcht;Groot Amsterdam;2022KW04;40;Niemand\n"
    read = feed.read(sheets.read("q4.csv", (head + lines).encode()), "1", known, usual, CAMPUSES)
    assert [(mistake.row, mistake.column) for mistake in read.mistakes] == [(2, "Wie telt"), (3, "Wie telt")]
    with pytest.raises(Invalid, match="Wie telt ontbreekt"):
        lines_of(path, (HEAD + FIRST).encode(), party_id=None)


@pytest.mark.parametrize(
    ("more", "number", "why"),
    [
        ("Gematcht;Groot Amsterdam;2022KW04;35\n", 4, "kan niet meer zijn dan gesproken"),
        ("Aangemeld;Groot Amsterdam;2022KW04;40\n", 4, "al opgegeven door dezelfde partij"),
        ("Aangemeld;hele provincie;2022KW04;90\n", 4, "telt dubbel"),
        ("Aangemeld;Groot Amsterdam;2022;90\n", 4, "overlapt"),
    ],
)
def test_lines_that_contradict_each_other_are_refused_by_number(
    path: Path, party: int, more: str, number: int, why: str
) -> None:
    lines = lines_of(path, (HEAD + FIRST + more).encode())
    with reading(path) as db:
        refusals = plan(db, "1", lines).refusals
    assert (number, True) in [(refusal.number, why in refusal.sentence) for refusal in refusals]
    with pytest.raises(Invalid, match="Regel"), writing(path, ANNA) as db:
        deliver(db, "1", lines, "q4.csv")
    assert not held(path), "all or nothing"


def test_the_form_is_held_to_the_same_rules(path: Path, party: int) -> None:
    take(path, HEAD + FIRST)
    usual = {"action_id": "1", "region": "AM18", "period": "2022KW04", "basis": "cohort", "party_id": party}
    usual |= {"source": "Kwartaalopgave", "reported_on": "2023-01-20"}
    with refused(path, "kan niet meer zijn dan gesproken", "amount"), writing(path, ANNA) as db:
        records.add(db, "tally", {**usual, "step": "gematcht", "amount": "35"})
    with refused(path, "al opgegeven", "amount"), writing(path, ANNA) as db:
        records.add(db, "tally", {**usual, "step": "aangemeld", "amount": "35"})
    with refused(path, "hoort niet bij deze actie", "amount"), writing(path, ANNA) as db:
        records.add(db, "tally", {**usual, "step": "bereikt", "amount": "35"})
    with refused(path, "telt dubbel", "amount"), writing(path, ANNA) as db:
        records.add(db, "tally", {**usual, "region": None, "step": "aangemeld", "amount": "90"})


def test_two_reports_are_kept_and_one_is_chosen_with_a_reason(path: Path, party: int) -> None:
    other = desk.party(path, "Gemeente Voorbeeld", "overheid")
    take(path, HEAD + FIRST)
    take(path, HEAD + "Aangemeld;Groot Amsterdam;2022KW04;52\n", party_id=other)
    with reading(path) as db:
        first, _, second = tallies(db, "1")
    with writing(path, ANNA) as db:
        records.save(db, "tally", second.id, second.version, {"chosen": "De gemeente telde zelf"})
    with refused(path, "al een andere opgave gekozen", "amount"), writing(path, ANNA) as db:
        records.save(db, "tally", first.id, first.version, {"chosen": "Wij ook"})


def test_no_more_vouchers_are_granted_than_there_are(path: Path, party: int) -> None:
    series = {
        "action_id": "3", "name": "Reeks", "kind": "opleiding", "issuer_id": party, "area": "NHN",
        "size": 30, "valid_from": "2022-01-01", "valid_until": "2022-12-31", "source": "brief",
    }  # fmt: skip
    count = {
        "action_id": "3", "step": "toegekend", "part": "opleiding", "region": "AM15", "period": "2022KW01",
        "basis": "cohort", "amount": "20", "party_id": party, "source": "Opgave", "reported_on": "2022-05-01",
    }  # fmt: skip
    with writing(path, ANNA) as db:
        number = records.add(db, "voucher_series", series)
        records.add(db, "tally", count)
    with refused(path, "er zijn 30 vouchers en dan 40 toegekend", "amount"), writing(path, ANNA) as db:
        records.add(db, "tally", {**count, "period": "2022KW02"})
    with refused(path, "er zijn 15 vouchers en dan 20 toegekend", "size"):
        desk.save(path, {"size": 15}, row=("voucher_series", number))
    with reading(path) as db:
        lines = [(7, {**count, "period": "2022KW03", "amount": "11", "campus_id": None, "note": ""})]
        assert [refusal.number for refusal in plan(db, "3", lines).refusals] == [0]
    desk.save(path, {"size": None}, row=("voucher_series", number))
    with writing(path, ANNA) as db:
        records.add(db, "tally", {**count, "period": "2022KW02"})


def test_a_small_correction_is_told_as_a_class_however_it_comes_in(path: Path, party: int) -> None:
    take(path, HEAD + FIRST)
    assert not take(path, HEAD + FIRST).does_something
    with writing(path, ANNA) as db:
        asked, spoken = tallies(db, "1")
        records.save(db, "tally", asked.id, asked.version, {"amount": "42"})
    assert held(path)["aangemeld", "2022KW04"] == "40 tot en met 44"
    take(path, HEAD + FIRST.replace(";40", ";43").replace(";31", ";33"))
    assert held(path) == {
        ("aangemeld", "2022KW04"): "40 tot en met 44",
        ("gesproken", "2022KW04"): "30 tot en met 34",
    }
    with reading(path) as db:
        rows = file_of(db, "1", DAY)
    again = as_csv(PageTable("", [[*rows.heads], *map(list, rows.rows)]), [])
    assert not plan_of(path, again).does_something
    with writing(path, ANNA, "Verkeerde bron") as db:
        records.withdraw(db, "tally", spoken.id, spoken.version + 1)
        typed = {
            "step": "gesproken",
            "region": "AM18",
            "period": "2022KW04",
            "basis": "cohort",
            "amount": "28",
        }
        by = {"party_id": party, "source": "Andere bron", "reported_on": "2023-01-21"}
        records.add(db, "tally", {"action_id": "1", **typed, **by})
    assert held(path)["gesproken", "2022KW04"] == "25 tot en met 29"


def plan_of(path: Path, file: bytes) -> Plan:
    lines = lines_of(path, file)
    with reading(path) as db:
        return plan(db, "1", lines)


@pytest.mark.parametrize("written", ["20 tot en met 24", "20-24", "20–24", "1.200 tot en met 1.204"])
def test_a_class_is_read_as_people_write_it(written: str) -> None:
    assert stored_count(written, DAY) == written.replace(".", "").replace("-", " tot en met ").replace(
        "–", " tot en met "
    )


@pytest.mark.parametrize("written", ["20-25", "21-25", "0-4", "24-20", "5-9 mensen"])
def test_another_stretch_is_no_class(written: str) -> None:
    with pytest.raises(Invalid, match="kan niet"):
        stored_count(written, DAY)
