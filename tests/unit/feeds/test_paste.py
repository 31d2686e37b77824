"""Rows of a spreadsheet become records by the rules of the forms, all or none, and nothing is dropped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from lib.feeds.paste import clipboard
from lib.feeds.paste.columns import Layout, layout_of
from lib.feeds.paste.plan import CHANGED, NEW, THERE, WRONG, Planned, wanting
from lib.feeds.paste.taking import desk_of, rehearse, take_over
from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.store import history, records
from lib.store.file.connection import reading, writing
from tests.unit.desk import ANNA

ACTION = {"action_id": "3"}
Belongs = Mapping[str, Any]


def plan(
    path: Path, table: str, text: str, belongs: Belongs | None = None, fixed: Mapping[str, str] | None = None
) -> tuple[list[Planned], Layout]:
    """What taking over this text would do, as the store judges it too."""
    rows = clipboard.read(text)
    with reading(path) as db:
        desk = desk_of(db, table, belongs or {}, fixed or {})
        before = history.newest(db)
    layout = layout_of(desk.fields, rows, {}, desk.known)
    lines = rehearse(path, ANNA, desk, desk.plan(rows, layout))
    with reading(path) as db:
        assert history.newest(db) == before, "a rehearsal stores nothing"
    return lines, layout


def paste(
    path: Path,
    table: str,
    text: str,
    belongs: Belongs | None = None,
    fixed: Mapping[str, str] | None = None,
) -> list[str]:
    """Take over a text; returns what each row became."""
    lines, _ = plan(path, table, text, belongs, fixed)
    with reading(path) as db:
        desk = desk_of(db, table, belongs or {}, fixed or {})
    with writing(path, ANNA) as db:
        take_over(db, desk, lines)
    return [line.state for line in lines]


def rows_of(path: Path, table: str) -> list[dict[str, Any]]:
    with reading(path) as db:
        return list(db.query(f"SELECT * FROM {table} ORDER BY id"))


PARTIES = (
    "Naam\tKant\tRegio\tSoort\nRoc Ábc\tOnderwijs\t\troc\nDe Bouwer BV\tBEDRIJFSLEVEN\tNoord-Holland  noord\t"
)


def test_parties_come_in_by_their_titles(path: Path) -> None:
    assert paste(path, "party", PARTIES) == [NEW, NEW]
    assert [(row["name"], row["helix"], row["region"], row["kind"]) for row in rows_of(path, "party")] == [
        ("Roc Ábc", "onderwijs", None, "roc"),
        ("De Bouwer BV", "bedrijfsleven", "AM15", ""),
    ]


def test_a_row_that_is_there_is_known_again_without_case_accents_and_spaces(path: Path) -> None:
    paste(path, "party", PARTIES)
    lines, _ = plan(
        path, "party", "Naam\tKant\tSoort\n ROC  abc\tonderwijs\tmbo\nde bouwer bv\tbedrijfsleven\t"
    )
    assert [line.state for line in lines] == [CHANGED, THERE]
    assert lines[0].values == {"kind": "mbo"}
    assert paste(path, "party", PARTIES) == [THERE, THERE]


def test_what_fits_nowhere_is_refused_by_name_and_nothing_lands(path: Path) -> None:
    text = "Naam\tKant\nGoed\tonderwijs\nSlecht\tde buren\n\tonderwijs"
    lines, _ = plan(path, "party", text)
    assert [line.state for line in lines] == [NEW, WRONG, WRONG]
    said = [(wrong.row, wrong.column, wrong.sentence) for line in lines for wrong in line.mistakes]
    assert said == [
        (3, "Kant", "“de buren” bestaat niet. Kies uit: Bedrijfsleven, Onderwijs, Overheid."),
        (4, "Naam van de organisatie", "De naam van de partij is nog leeg. Vul die in."),
    ]


def test_all_rows_land_or_none(path: Path) -> None:
    rows = clipboard.read("Naam\tKant\nEen\tonderwijs\nTwee\tonderwijs")
    with reading(path) as db:
        desk = desk_of(db, "party", {}, {})
    lines = desk.plan(rows, layout_of(desk.fields, rows, {}, desk.known))
    with writing(path, ANNA) as db:
        records.add(db, "party", {"name": "Twee", "helix": "onderwijs"})
    with pytest.raises(Invalid, match="Rij 3: “Twee” staat al"), writing(path, ANNA) as db:
        take_over(db, desk, lines)
    assert [row["name"] for row in rows_of(path, "party")] == ["Twee"]


def test_the_same_row_twice_counts_once_and_another_is_told(path: Path) -> None:
    lines, _ = plan(path, "party", "Naam\tKant\nEen\tonderwijs\neen\tonderwijs\nÉén\toverheid")
    assert [line.state for line in lines] == [NEW, THERE, WRONG]
    assert "Staat ook in rij 2" in lines[2].mistakes[0].sentence


def test_three_hundred_signatories_register_their_parties_along(path: Path) -> None:
    paste(path, "party", "Naam\tKant\nBedrijf 7\tbedrijfsleven")
    text = "Organisatie\tSinds\n" + "\n".join(
        f"bedrijf {number}\t{1 + number % 28}-3-2021" for number in range(300)
    )
    lines, layout = plan(path, "manifest_entry", text)
    assert {line.state for line in lines} == {NEW, WRONG}, "nobody said which side they are on"
    with reading(path) as db:
        desk = desk_of(db, "manifest_entry", {}, {})
    assert [field.name for field in wanting(desk, layout, lines)] == ["party.helix"]
    states = paste(path, "manifest_entry", text, fixed={"party.helix": "bedrijfsleven"})
    assert states == [NEW] * 300
    assert len(rows_of(path, "party")) == len(rows_of(path, "manifest_entry")) == 300
    assert paste(path, "manifest_entry", text) == [THERE] * 300


def test_a_chair_is_judged_as_in_its_form(path: Path) -> None:
    paste(path, "party", PARTIES)
    text = "roc\tonderwijs\troc abc\ngemeente\toverheid\troc abc\nfonds\tbedrijfsleven\tniemand"
    lines, layout = plan(path, "chair", text, ACTION)
    assert layout == Layout(titled=False, fields={0: "role", 1: "helix", 2: "party_id"})
    assert [line.state for line in lines] == [NEW, WRONG, WRONG]
    assert "vraagt een partij uit overheid" in lines[1].mistakes[0].sentence
    assert "“niemand” staat niet in de lijst van partijen." in lines[2].mistakes[0].sentence


def test_a_chair_without_a_column_for_its_region_is_known_again(path: Path) -> None:
    paste(path, "chair", "Rol\tKant\nroc\tonderwijs", ACTION)
    paste(path, "party", PARTIES)
    assert paste(path, "chair", "Rol\tKant\tPartij\nRoc\tonderwijs\tRoc Abc", ACTION) == [CHANGED]
    assert [row["party_id"] for row in rows_of(path, "chair")] == [1]


def test_steps_come_with_their_parties(path: Path) -> None:
    paste(path, "party", PARTIES)
    head = "Datum\tWat\tSoort\tOp initiatief van\tMet welke partijen\n"
    text = head + '1 mrt 2022\tGesprek over "leerplekken"\tgesprek\tde coalitie zelf\troc abc; De Bouwer BV'
    assert paste(path, "step", text.replace("; De Bouwer BV", ""), ACTION) == [NEW]
    assert paste(path, "step", text, ACTION) == [CHANGED]
    assert paste(path, "step", text, ACTION) == [THERE]
    assert [(row["happened_on"], row["kind"]) for row in rows_of(path, "step")] == [("2022-03-01", "gesprek")]
    assert [row["party_id"] for row in rows_of(path, "step_party")] == [1, 2]


def test_milestones_take_dutch_days_and_say_which_are_none(path: Path) -> None:
    text = "Wat\tGereed op\nA\t1-6-2027\nB\t01-jun-27\nC\t1 juni 2027\nD\t31-02-2027\nE\tmorgen\nF\t1-6-2099"
    lines, _ = plan(path, "milestone", text, ACTION)
    assert [line.values.get("due") for line in lines[:3]] == ["2027-06-01"] * 3
    assert [line.state for line in lines[3:]] == [WRONG] * 3
    assert "“31-02-2027” is geen datum" in lines[3].mistakes[0].sentence


def test_numbers_are_read_as_people_write_them(path: Path) -> None:
    head = "Naam\tSoort campus\tBron\tBreedtegraad\tLengtegraad\tAandeel bedrijfsleven\n"
    lines, _ = plan(
        path, "campus", head + "A\tCampus op één plek\tsite\t52,5\t4,9\t40%\nB\tplek\tsite\t52,6\t4,8\t4x"
    )
    assert (lines[0].values["lat"], lines[0].values["lon"], lines[0].values["share_business"]) == (
        52.5,
        4.9,
        40,
    )
    assert [wrong.sentence for wrong in lines[1].mistakes] == [
        "“4x” is geen getal. Schrijf bijvoorbeeld 1504 of 69,4."
    ]


def test_an_answer_asks_its_condition_as_the_form_does(path: Path) -> None:
    paste(path, "party", PARTIES)
    text = "Partij\tAntwoord\tVoorwaarde\nroc abc\tsteunt\t\nde bouwer bv\tsteunt onder voorwaarde\t"
    lines, _ = plan(path, "support", text, ACTION)
    assert [line.state for line in lines] == [NEW, WRONG]
    assert lines[1].mistakes[0].column == "Voorwaarde of reden"


def test_a_party_that_withdrew_is_named(path: Path) -> None:
    paste(path, "party", PARTIES)
    with writing(path, ANNA, "gestopt") as db:
        records.withdraw(db, "party", 1, 1)
    lines, _ = plan(path, "chair", "Rol\tKant\tPartij\nroc\tonderwijs\tRoc Abc", ACTION)
    assert "is ingetrokken" in lines[0].mistakes[0].sentence


def test_a_column_keeps_the_meaning_it_was_given(path: Path) -> None:
    rows = clipboard.read("Wie\tBlok\nA\tonderwijs")
    with reading(path) as db:
        desk = desk_of(db, "party", {}, {})
    remembered = {"wie": "name", "blok": "kind"}
    assert layout_of(desk.fields, rows, remembered, desk.known).fields == {0: "name", 1: "kind"}


CELLS = st.text(max_size=8) | st.sampled_from(["onderwijs", "1-3-2022", "ja", "3"])
PASTED = ("party", "manifest_entry", "chair", "step", "milestone", "campus", "support", "activation")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=st.sampled_from(PASTED),
    rows=st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5),
)
def test_any_text_is_taken_over_or_refused_by_row(path: Path, table: str, rows: list[list[str]]) -> None:
    """Whatever was pasted, each row with something in it is told of, and a wrong one says why."""
    belongs = ACTION if "action_id" in RECORDS[table].fields else {}
    pasted = clipboard.read(clipboard.written(rows))
    if not pasted:
        return
    lines, layout = plan(path, table, clipboard.written(rows), belongs)
    under = [row for row in pasted[layout.titled :] if any(cell.split() for cell in row)]
    assert len(lines) <= len(under)
    for line in lines:
        assert (line.state == WRONG) == bool(line.mistakes)
        assert all(wrong.sentence.endswith((".", "?")) and wrong.column for wrong in line.mistakes)
