"""Records of the instruments of actions 5, 7, 8, 9 and 10: what the file refuses, and what follows."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.feeds import importing, sheets
from lib.model.kinds import Invalid
from lib.store import campuses, figures, records
from lib.store.file.connection import reading, writing
from lib.store.finding.index import find
from lib.store.results.instruments import INSTRUMENTS
from tests.unit import desk
from tests.unit.desk import ANNA

DESK = {"name": "Werkplein", "region": "AM18", "serves": ["mens"]}
GROUP = {"kind": "lectoraat", "name": "Slim onderhoud", "companies": "3", "checked_on": "2021-02-01"}


def add(path: Path, table: str, **values: Any) -> int:
    with writing(path, ANNA) as db:
        return records.add(db, table, values)


def refused(path: Path, table: str, **values: Any) -> Invalid:
    with pytest.raises(Invalid) as wrong:
        add(path, table, **values)
    return wrong.value


def campus(path: Path) -> int:
    with writing(path, ANNA) as db:
        return campuses.add_campus(db, {"name": "Campus proef", "kind": "netwerk", "source": "eigen opgave"})


def test_a_desk_serves_somebody_has_one_name_and_no_address_of_a_person(path: Path) -> None:
    first = add(path, "desk", **DESK)
    assert refused(path, "desk", **{**DESK, "serves": []}).sentence.startswith("Voor wie is dit loket?")
    assert refused(path, "desk", **{**DESK, "serves": ["iedereen"]}).field == "serves"
    assert refused(path, "desk", **{**DESK, "name": "werkplein"}).field == "name"
    assert (
        refused(path, "desk", **{**DESK, "name": "X", "site": "https://a@voorbeeld.invalid"}).field == "site"
    )
    second = add(path, "desk", **{**DESK, "name": "Balie"})
    desk.save(path, {"merged_into_id": first, "merged_on": "2022-01-01"}, row=("desk", second))
    with pytest.raises(Invalid, match="is zelf al dicht"):
        desk.save(path, {"merged_into_id": second, "merged_on": "2022-01-02"}, row=("desk", first))
    with pytest.raises(Invalid, match="is hierin opgegaan"), writing(path, ANNA, "Weg") as db:
        records.withdraw(db, "desk", first, 1)
    assert refused(
        path, "referral", source_id=first, target_id=second, kind="warm", agreed_on="2021-01-01"
    ).sentence
    assert refused(
        path, "referral", source_id=first, target_id=99, kind="warm", agreed_on="2021-01-01"
    ).sentence


def test_there_is_one_brand_and_an_encounter_is_between_different_parties(path: Path) -> None:
    one, two = desk.party(path, "Roc"), desk.party(path, "Staal")
    brand = add(path, "brand", name="Samen", decided_on="2021-02-01")
    assert refused(path, "brand", name="Anders").sentence.startswith("Er is al een merk.")
    add(path, "brand_use", party_id=one, since="2021-03-01")
    assert refused(path, "brand_use", party_id=one, since="2021-04-01").field == "party_id"
    met = {"met_on": "2021-03-01", "what": "Lassen"}
    add(path, "encounter", first_id=one, second_id=two, coalition="3", **met)
    assert refused(path, "encounter", first_id=one, second_id=one, **met).field == "second_id"
    assert refused(path, "encounter", first_id=one, second_id=two, step_id=999, **met).sentence
    desk.save(path, {"name": "Anders"}, row=("brand", brand))
    entry = desk.entries(path, "brand", brand)[-1]["id"]
    with writing(path, ANNA) as db:
        records.put_back(db, "brand", brand, "name", entry, 2)
        assert records.get(db, "brand", brand)["name"] == "Samen"


def test_only_a_lectoraat_and_a_practoraat_are_joined_at_campuses_that_exist(path: Path) -> None:
    school = desk.party(path, "Hogeschool")
    assert refused(path, "research_group", **GROUP, school_id=school, campus_id=9_999).sentence
    here = campus(path)
    first = add(path, "research_group", **GROUP, school_id=school, campus_id=here)
    second = add(path, "research_group", **{**GROUP, "kind": "practoraat"}, school_id=school, campus_id=here)
    joined = {"agenda": "Agenda", "agreed_on": "2021-03-01"}
    assert refused(path, "research_link", lectoraat_id=second, practoraat_id=first, **joined).field == (
        "practoraat_id"
    )
    add(path, "research_link", lectoraat_id=first, practoraat_id=second, **joined)
    assert refused(path, "research_link", lectoraat_id=first, practoraat_id=second, **joined).sentence
    with reading(path) as db:
        assert records.get(db, "research_group", first)["companies"] == "minder dan 5"
    for said, told in (("23", "23"), ("21", "20 tot en met 24"), ("40", "40"), ("22", "20 tot en met 24")):
        desk.save(path, {"companies": said}, row=("research_group", first))
        with reading(path) as db:
            assert records.get(db, "research_group", first)["companies"] == told, "two moments tell no few"


def test_at_an_earlier_moment_the_instruments_show_what_stood_then(path: Path) -> None:
    before = desk.entries(path, "action", "5")[-1]["at"]
    add(path, "desk", **DESK)
    (shown,) = [instrument for instrument in INSTRUMENTS if instrument.key == "loket"]
    with reading(path) as db:
        assert shown.read(db, "5", date(2022, 1, 1))
    with reading(path, before) as db:
        assert shown.read(db, "5", date(2022, 1, 1)) is None


def test_each_is_found_by_its_words_without_a_line_per_kind(path: Path) -> None:
    add(path, "desk", **{**DESK, "name": "Werkplein Waterkant"})
    (found,) = find(path, "waterkant")
    assert (found.kind, found.address) == ("Resultaat", "actie?actie=5&tab=effect")
    assert found.title == "Loket “Werkplein Waterkant”"


def test_tension_of_an_occupation_group_comes_in_with_its_number(path: Path) -> None:
    with reading(path) as db:
        (welders,) = [one for one in figures.indicators(db) if one.id == "spanning_lassers"]
    rows = (
        "Regio;Periode;Spanning",
        "Gooi en Vechtstreek;2022 4e kwartaal;4,41",
        "Groot Amsterdam;2022-Q4;krap",
    )
    sheet = sheets.read("uwv.csv", "\n".join(rows).encode())
    read = importing.read(sheet, importing.guess(sheet.columns, {}), welders, date(2023, 4, 1))
    assert [(one.region, one.value, one.label) for one in read.observations] == [
        ("AM12", 4.41, "zeer krap"),
        ("AM18", None, "krap"),
    ]
    wrong = sheets.read("uwv.csv", "\n".join([*rows[:2], "Mars;2022-Q4;soms"]).encode())
    read = importing.read(wrong, importing.guess(wrong.columns, {}), welders, date(2023, 4, 1))
    assert not read.observations
    assert {(mistake.row, mistake.column) for mistake in read.mistakes} == {(3, "Regio"), (3, "Spanning")}
