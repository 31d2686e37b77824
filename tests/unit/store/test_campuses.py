"""Campuses in the store: first filling, adding, saving, refusing, conflicts, the past and putting back."""

from __future__ import annotations

import re
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from lib.model.campuses import Boundary, Campus
from lib.model.kinds import Invalid
from lib.model.regions import LABOUR_REGIONS
from lib.rules import campuses as rules
from lib.rules.changes import group_changes, letter_text
from lib.store import agenda, campuses, history, records
from lib.store.file import connection
from lib.store.file.connection import EXAMPLE, reading, writing
from lib.store.schema.migrations import migrations
from lib.store.seed import seeding
from lib.store.seed.files import load
from tests.unit import desk
from tests.unit.cases import for_each

DATA = connection.DATA
SEED: dict[str, Any] = tomllib.loads((DATA / "campussen.toml").read_text("utf-8"))
REGIONS: dict[str, Any] = tomllib.loads((DATA / "regions.toml").read_text("utf-8"))
NEW = {"name": "Campus Nieuw", "kind": "plek", "source": "Eigen opgave van de campus"}
UNPINNED = ("Campus-C", "METIP", "Tata Steel Academy")
"""Places of which the point is not known, or shared with another campus."""
CANDIDATES = ("TerraTechnica", "METIP", "Tata Steel Academy", "TechConnect", "Smart Makers Academy")
TRIANGLE = (((4.0, 52.0), (5.0, 52.0), (5.0, 53.0), (4.0, 52.0)),)


def listed(path: Path, at: str | None = None, **asked: Any) -> list[Campus]:
    """The campuses, now or at a moment."""
    with reading(path, at) as db:
        return campuses.campuses(db, **asked)


def named(path: Path, name: str) -> Campus:
    """One campus."""
    return next(one for one in listed(path, withdrawn=True) if one.name == name)


def add(path: Path, **values: Any) -> int:
    """Add a campus."""
    with writing(path, desk.ANNA) as db:
        return campuses.add_campus(db, {**NEW, **values})


# ------------------------------------------------------------------- the first filling


def test_the_first_filling_holds_the_overview_and_its_regions(path: Path) -> None:
    found = listed(path)
    assert len(found) == len(SEED["campus"]) == 23
    with reading(path) as db:
        regions, towns = campuses.regions(db), campuses.municipalities(db)
    assert {one.id: one.name for one in regions} == LABOUR_REGIONS
    assert all(one.service_point and one.service_point_source for one in regions)
    assert len(towns) == 46
    assert {one.province_id for one in towns} == {"PV27", "PV26"}


def test_nothing_is_invented_about_a_campus(path: Path) -> None:
    for one in listed(path):
        assert one.source
        assert set(one.shares.values()) == {None}, "ownership is not public"
        assert one.secured_until is None
        assert not one.actions
        assert (one.point is None) == (one.kind != "plek" or one.name in UNPINNED), one.name
        assert one.accuracy_m == (1000 if one.point else None)
        assert bool(one.point_source) == bool(one.point)
    assert [one.name for one in listed(path) if one.research] == ["Campus-C", "House of Aviation"]


@for_each(
    [
        ("3D Makers Zone", "note", "Smart Makers Network en Campus-C zijn iets anders"),
        ("Smart Makers Network", "kind", "netwerk"),
        ("Campus-C", "note", "geopend op 1 oktober 2025"),
        ("House of Aviation", "note", "publiek en privaat geld samen"),
        ("House of Aviation", "note", "3.500 studenten zijn die van MBO College Airport"),
        ("House of Aviation", "levels", "hbo"),
        ("House of Aviation", "research", "practoraat"),
        ("Techlands", "note", "18 januari 2023"),
        ("Techlands", "partners", "sinds augustus 2024 Talland College"),
        ("PurmerValley", "partners", "sinds augustus 2024 Talland College"),
        ("PurmerValley", "aliases", "H20 Esports Campus Amsterdam"),
        ("Techniekcampus Heerhugowaard", "partners", "sinds augustus 2024 Talland College"),
        ("Techport", "note", "€ 1,75 miljoen"),
        ("House of Skills", "regions", "AM12"),
        ("Techniekpact West-Friesland", "kind", "netwerk"),
        *((name, "note", "Niet geverifieerd") for name in CANDIDATES),
    ],
    "path",
)
def test_each_checked_campus_says_what_its_sources_say(path: Path, name: str, field: str, words: str) -> None:
    campus = named(path, name)
    value = getattr(campus, field)
    assert words in (", ".join(value) if isinstance(value, tuple) else value)
    assert campus.source
    assert campus.source_date


def test_every_campus_lies_in_its_region_and_every_name_in_its_place(path: Path) -> None:
    with reading(path) as db:
        regions = {one.id: one for one in campuses.regions(db)}
    for one in listed(path):
        if one.point:
            assert rules.inside(*one.point, regions[one.regions[0]].outline), one.name
            assert rules.doubts(*one.point, one.regions, regions.values()) == ""
    for ring in (ring for one in regions.values() for ring in one.outline):
        assert ring[0] == ring[-1]
        assert len(ring) > 8, "Marken is the smallest"
    assert all(max(map(len, one.outline)) > 40 for one in regions.values())
    assert {one.boundary_year for one in regions.values()} == {2023}
    weesp = (5.042, 52.307)
    assert [one.id for one in regions.values() if rules.inside(*weesp, one.outline)] == ["AM18"]


def test_the_files_name_their_sources() -> None:
    told = (DATA / "SOURCES.md").read_text("utf-8")
    for name in ("campussen.toml", "regions.toml", "voorbeeld-campussen.toml"):
        assert f"`{name}`" in told
    assert REGIONS["source"] == "CBS / Kadaster, CC BY 4.0, bewerkt"
    assert REGIONS["source"] in told


def test_the_filling_is_no_change_of_anybody(path: Path) -> None:
    with reading(path) as db:
        assert history.changes_between(db, history.seeded(db), history.newest(db)) == []


def test_the_example_has_only_invented_campuses_that_change(example: Path) -> None:
    found = listed(example)
    assert len(found) == 7
    with reading(example) as db:
        said = [one.service_point or one.centre for one in campuses.regions(db)]
        assert all(words.endswith("(verzonnen)") for words in said if words), "no real organisation"
    for one in found:
        assert one.name.endswith("(verzonnen)")
        assert one.source == "Verzonnen voorbeeld"
        assert all(partner.endswith("(verzonnen)") for partner in one.partners)
    then = {one.name: one for one in listed(example, "2022-01-01T00:00:00.000Z")}
    coast = named(example, "Campus Voorbeeld Kust (verzonnen)")
    assert (then[coast.name].share_business, coast.share_business) == (20, 40)
    assert (then[coast.name].research, coast.research) == ("practoraat", "gecombineerd")
    assert {len(rules.segments(one)) for one in found} >= {1, 2, 3}
    assert {one.kind for one in found} == {"plek", "netwerk"}


def test_an_agenda_from_before_the_map_gets_it_once(fresh: Path) -> None:
    """Also an example set, at its own last day, and with what is invented only."""
    fresh.parent.mkdir()
    place = connection.database_path(EXAMPLE)
    with closing(connection.connect(place, "rwc")) as bare:
        db = Database(bare)
        migrations.apply(db, stop_before="m003_campus")
        bare.execute("INSERT INTO writer VALUES ('Anna', 0, '', '2023-03-28T09:00:00.000Z')")
        db.table("meta").insert({"key": "dataset", "value": EXAMPLE})
        seeding.fill_annex(db, load(DATA / "agenda.toml"))
        for table in ("term", "setting"):  # the agenda of then did not know these
            bare.execute(f"DROP TABLE {table}")
        bare.execute("DELETE FROM writer")
    for _ in range(2):
        assert seeding.prepare(EXAMPLE) == place
        connection.let_go(place)
        assert {one.source for one in listed(place)} == {"Verzonnen voorbeeld"}
    assert listed(place, "2023-03-28T08:59:59.999Z") == []
    assert desk.healthy(place)
    assert desk.state(place) == desk.replayed(place)


# ------------------------------------------------------------------------- adding, saving


def test_a_campus_that_was_added_reads_as_it_was_typed(path: Path) -> None:
    add(path, regions=["AM15"], lon="4,75", lat=52.6, levels="mbo,vmbo", share_education=60, actions="7, 11")
    one = named(path, "Campus Nieuw")
    assert (one.point, one.levels, one.actions) == ((4.75, 52.6), ("vmbo", "mbo"), ("7", "11"))
    assert one.shares == {"bedrijfsleven": None, "onderwijs": 60, "overheid": None}
    assert one.municipality == ""


@for_each(
    [
        ({"name": "techport"}, "Er is al een campus die “techport” heet."),
        ({"source": " "}, "De bron is nog leeg."),
        ({"lon": 4.7}, "Vul de lengtegraad en de breedtegraad allebei in"),
        ({"kind": "netwerk", "lon": 4.7, "lat": 52.4}, "Alleen een campus op één plek krijgt een punt"),
        ({"share_business": 60, "share_education": 50}, "De aandelen zijn samen 110%"),
        ({"municipality": "Ons Dorp"}, "Gemeente “Ons Dorp” bestaat niet."),
        ({"actions": "12"}, "“12” bestaat niet."),
    ],
    "path",
)
def test_a_campus_that_contradicts_itself_is_refused(path: Path, values: dict[str, Any], words: str) -> None:
    before = desk.state(path)
    with pytest.raises(Invalid, match=re.escape(words)):
        add(path, **values)
    assert desk.state(path) == before


def test_a_change_is_held_against_what_is_there(path: Path) -> None:
    number = named(path, "Techport").id
    assert desk.save(path, {"share_business": 60}, row=("campus", number)) == 2
    with pytest.raises(Invalid, match="samen 110%"):
        desk.save(path, {"share_education": 50}, row=("campus", number))
    with pytest.raises(Invalid, match="Alleen een campus op één plek"):
        desk.save(path, {"kind": "netwerk"}, row=("campus", number))
    with pytest.raises(Invalid, match="allebei"):
        desk.save(path, {"lon": None}, row=("campus", number))


def test_two_people_and_one_campus(path: Path) -> None:
    number = named(path, "Techport").id
    desk.save(path, {"note": "Van Anna"}, row=("campus", number), version=1)
    desk.save(path, {"place": "Velsen"}, row=("campus", number), version=1, person=desk.BRAM)
    with pytest.raises(records.Conflict) as caught:
        desk.save(path, {"note": "Van Bram"}, row=("campus", number), version=1, person=desk.BRAM)
    (clash,) = caught.value.clashes
    assert (clash.mine, clash.theirs, clash.who) == ("Van Bram", "Van Anna", "Anna")
    one = named(path, "Techport")
    assert (one.note, one.place) == ("Van Anna", "Velsen")


def test_a_campus_is_taken_away_with_a_reason_and_stays_readable(path: Path) -> None:
    number = named(path, "Techport").id
    with writing(path, desk.ANNA, "Bestaat niet meer") as db:
        records.withdraw(db, "campus", number, 1)
    assert "Techport" not in {one.name for one in listed(path)}
    assert named(path, "Techport").withdrawn_reason == "Bestaat niet meer"
    with pytest.raises(Invalid, match="ingetrokken"):
        desk.save(path, {"place": "Velsen"}, row=("campus", number))
    entry = desk.entries(path, "campus", number)[-1]
    with writing(path, desk.ANNA) as db:
        records.put_back(db, "campus", number, "withdrawn_on", entry["id"], 2)
    assert named(path, "Techport").withdrawn_on is None


def test_a_point_and_shares_go_back_whole(path: Path) -> None:
    number = named(path, "Techport").id
    desk.save(path, {"kind": "netwerk", "lon": None, "lat": None}, row=("campus", number))
    entry = desk.entries(path, "campus", number)[-1]
    with writing(path, desk.ANNA, "Terug") as db:
        records.put_back(db, "campus", number, "lat", entry["id"], 2)
    one = named(path, "Techport")
    assert (one.kind, one.point) == ("plek", (4.612, 52.463))


# ------------------------------------------------------------------------------ told


def test_changes_of_campuses_are_told_under_their_own_heading(path: Path) -> None:
    with reading(path) as db:
        before = history.newest(db)
    add(path, place="Hoorn")
    number = named(path, "Techport").id
    desk.save(path, {"share_business": 40, "secured_until": "2025-01-01"}, row=("campus", number))
    desk.save(path, {"regions": ["AM37", "AM18"], "note": "Anders"}, row=("campus", number))
    desk.save(path, {"service_point": "Techport en Nova"}, row=("region", "AM37"))
    with reading(path) as db:
        changes = history.changes_between(db, before, history.newest(db))
        (told,) = group_changes(changes, agenda.actions(db), {})
    assert told.heading == "Campussen en regio’s"
    assert [line for line, _ in told.lines] == [
        "Campus toegevoegd: Campus Nieuw (Hoorn).",
        "Campus Techport, aandeel bedrijfsleven: van nog niet bekend naar 40%.",
        "Campus Techport, exploitatie gedekt tot: van nog niet bekend naar 1 januari 2025.",
        "Campus Techport, regio: van Zuid-Kennemerland en IJmond naar Groot Amsterdam en "
        "Zuid-Kennemerland en IJmond.",
        "Campus Techport, toelichting gewijzigd.",
        "Zuid-Kennemerland en IJmond, Servicepunt Techniek: van Techport naar Techport en Nova.",
    ]
    letter = letter_text([told], "2022-01-01T00:00:00.000Z", "2022-02-01T00:00:00.000Z")
    assert letter.startswith("Wijzigingen van 1 januari 2022 tot en met 1 februari 2022\n")
    assert "\nCampussen en regio’s\n- Campus toegevoegd" in letter


# ------------------------------------------------------------------------- boundaries


def test_new_boundaries_take_the_place_of_the_old_ones(path: Path) -> None:
    with reading(path) as db:
        before = {one.id: one for one in campuses.regions(db)}
        towns = campuses.municipalities(db)
    found = [Boundary(code, name, TRIANGLE) for code, name in LABOUR_REGIONS.items()]
    now = [(Boundary(one.id, one.name, TRIANGLE), one.region_id) for one in towns if one.id != "GM0473"]
    now.append((Boundary("GM2000", "Nieuwe Gemeente", TRIANGLE), "AM37"))
    with writing(path, desk.ANNA, "PDOK") as db:
        assert campuses.renew_boundaries(db, found, now, 2027, "CBS / Kadaster via PDOK") == 5 + 45 + 1
    with writing(path, desk.ANNA, "PDOK") as db:
        assert campuses.renew_boundaries(db, found, now, 2027, "CBS / Kadaster via PDOK") == 0
    with reading(path) as db:
        after = {one.id: one for one in campuses.regions(db)}
        names = {one.name for one in campuses.municipalities(db)}
    assert all(one.outline == TRIANGLE and one.boundary_year == 2027 for one in after.values())
    assert "Nieuwe Gemeente" in names
    assert "Zandvoort" not in names
    assert desk.entries(path, "municipality", "GM0473")[-1]["row"]["year"] == 2026
    with reading(path, "2022-01-03T08:00:00.000Z") as db:
        assert {one.id: one for one in campuses.regions(db)} == before
    assert desk.state(path) == desk.replayed(path)


def test_the_past_shows_the_campuses_of_then(path: Path) -> None:
    number = named(path, "Techport").id
    with writing(path, desk.ANNA, at="2022-05-01T08:00:00.000Z") as db:
        records.save(db, "campus", number, 1, {"share_business": 20})
    assert next(one for one in listed(path, "2022-04-30T08:00:00.000Z") if one.id == number).shares == {
        "bedrijfsleven": None, "onderwijs": None, "overheid": None,
    }  # fmt: skip
    assert named(path, "Techport").share_business == 20
