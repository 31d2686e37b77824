"""Which campuses are shown, how long they last, what an instrument misses; whether a point is in place."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, strategies as st

from lib.model.agenda import HELIXES
from lib.model.campuses import LEVELS, UNKNOWN, Campus, Region
from lib.model.regions import LABOUR_REGIONS
from lib.rules import campuses as rules
from lib.rules.campuses import Facets
from tests.unit.cases import for_each

TODAY = date(2023, 4, 14)
SQUARE = (((4.0, 52.0), (5.0, 52.0), (5.0, 53.0), (4.0, 53.0)),)
EAST = (((5.0, 52.0), (6.0, 52.0), (6.0, 53.0), (5.0, 53.0)),)


def campus(**values: Any) -> Campus:
    """A campus of which nothing is known but its name."""
    nothing = {
        "id": 1, "name": "Campus", "aliases": "", "kind": "plek", "place": "", "municipality": "",
        "regions": (), "lon": None, "lat": None, "accuracy_m": None, "point_source": "", "sectors": (),
        "levels": (), "partners": (), "research": None, "share_business": None, "share_education": None,
        "share_government": None, "secured_until": None, "actions": (), "note": "", "source": "bron",
        "source_date": "", "withdrawn_on": None, "withdrawn_reason": None, "version": 1,
    }  # fmt: skip
    return Campus(**{**nothing, **values})


def region(code: str, outline: Any) -> Region:
    return Region(code, LABOUR_REGIONS[code], outline, 4.5, 52.5, 2021, "CBS", "", "", 1)


shares = st.one_of(st.none(), st.integers(0, 33))
known = st.builds(
    campus,
    regions=st.lists(st.sampled_from(list(LABOUR_REGIONS)), unique=True, max_size=2).map(tuple),
    sectors=st.lists(st.sampled_from(["bouw", "ICT", "energie"]), unique=True).map(tuple),
    levels=st.lists(st.sampled_from(list(LEVELS)), unique=True).map(tuple),
    research=st.sampled_from([None, "lectoraat", "practoraat", "gecombineerd", "geen"]),
    share_business=shares,
    share_education=shares,
    share_government=shares,
    secured_until=st.one_of(st.none(), st.dates(date(2022, 1, 1), date(2028, 1, 1)).map(date.isoformat)),
    actions=st.lists(st.sampled_from(["3", "7", "11", "m1"]), unique=True).map(tuple),
    name=st.sampled_from(["Techport", "Campus Één", "Zee"]),
)
facets = st.builds(
    Facets,
    regions=st.lists(st.sampled_from([*LABOUR_REGIONS, UNKNOWN]), max_size=2).map(tuple),
    sectors=st.lists(st.sampled_from(["bouw", "ICT", UNKNOWN]), max_size=2).map(tuple),
    levels=st.lists(st.sampled_from([*LEVELS, UNKNOWN]), max_size=2).map(tuple),
    owners=st.lists(st.sampled_from([*HELIXES, UNKNOWN]), max_size=2).map(tuple),
    research=st.lists(st.sampled_from(["lectoraat", "geen", UNKNOWN]), max_size=2).map(tuple),
    months=st.lists(st.sampled_from(list(rules.MONTHS)), max_size=2).map(tuple),
    actions=st.lists(st.sampled_from(["3", "11", UNKNOWN]), max_size=2).map(tuple),
    text=st.sampled_from(["", "tech", "een", "ICT bouw"]),
)


@given(st.lists(known, max_size=6), facets)
def test_a_filter_only_leaves_out_and_keeps_the_order(all_of_them: list[Campus], asked: Facets) -> None:
    shown = rules.choose(all_of_them, asked, TODAY)
    left = iter(all_of_them)
    assert all(any(one is other for other in left) for one in shown)
    assert rules.choose(shown, asked, TODAY) == shown
    if not asked.active:
        assert shown == all_of_them


@given(known)
def test_every_campus_is_found_by_what_it_is_and_by_what_is_not_known_of_it(one: Campus) -> None:
    asked = Facets(
        regions=one.regions or (UNKNOWN,),
        sectors=one.sectors or (UNKNOWN,),
        levels=one.levels or (UNKNOWN,),
        owners=rules.owners(one) or (UNKNOWN,),
        research=(one.research or UNKNOWN,),
        months=(rules.months_class(one, TODAY),),
        actions=one.actions or (UNKNOWN,),
    )
    assert asked.admits(one, TODAY)


def test_words_are_found_without_accents_in_name_alias_and_partners() -> None:
    one = campus(name="Campus Één", aliases="ZaanCampus", partners=("Tata Steel",), regions=("AM37",))
    for words in ("een", "ZAANCAMPUS", "tata campus", "kennemerland"):
        assert Facets(text=words).admits(one, TODAY)
    assert not Facets(text="zee").admits(one, TODAY)


@given(known)
def test_a_ring_is_always_whole(one: Campus) -> None:
    parts = rules.segments(one)
    assert sum(share for _, share in parts) == 100
    assert all(share > 0 for _, share in parts)


def test_ownership_in_words_says_what_is_unknown() -> None:
    assert rules.ownership_text(campus()) == "nog niet bekend"
    assert rules.segments(campus()) == [(None, 100)]
    assert rules.ownership_text(campus(share_business=40)) == "bedrijfsleven 40% en onbekend 60%"
    whole = campus(share_business=0, share_education=60, share_government=40)
    assert rules.ownership_text(whole) == "bedrijfsleven 0%, onderwijs 60% en overheid 40%"
    assert rules.owners(whole) == ("onderwijs", "overheid")


@for_each(
    [
        (None, None, UNKNOWN, "nog niet bekend"),
        ("2023-04-13", 0, "voorbij", "die dag is voorbij"),
        ("2023-04-14", 0, "tot-12", "nog minder dan een maand"),
        ("2023-05-14", 1, "tot-12", "nog 1 maand"),
        ("2024-04-13", 11, "tot-12", "nog 11 maanden"),
        ("2024-04-14", 12, "12-36", "nog 12 maanden"),
        ("2026-04-14", 36, "vanaf-36", "nog 36 maanden"),
    ]
)
def test_months_of_secured_operation(until: str | None, months: int | None, kind: str, words: str) -> None:
    one = campus(secured_until=until)
    assert rules.months_left(one, TODAY) == months
    assert rules.months_class(one, TODAY) == kind
    assert rules.months_text(one, TODAY) == words


def test_what_an_investment_instrument_misses() -> None:
    assert rules.instrument_gaps(campus(), TODAY) == [
        "niveaus niet bekend",
        "mede-eigenaren niet bekend",
        "duurzame bedrijfsvoering niet bekend",
    ]
    ready = campus(
        levels=("mbo", "hbo"),
        share_business=30,
        share_education=40,
        share_government=30,
        secured_until="2025-01-01",
    )
    assert rules.instrument_gaps(ready, TODAY) == []
    late = campus(levels=("mbo",), share_business=0, share_education=40, secured_until="2022-01-01")
    assert rules.instrument_gaps(late, TODAY) == [
        "nog maar één niveau",
        "bedrijfsleven is geen mede-eigenaar",
        "aandeel overheid niet bekend",
        "bedrijfsvoering niet meer zeker",
    ]


def test_a_campus_in_two_regions_counts_in_both() -> None:
    counts = rules.per_region([campus(regions=("AM15", "AM18")), campus(regions=("AM18",)), campus()])
    assert counts == {"AM12": 0, "AM15": 1, "AM17": 0, "AM18": 2, "AM37": 0}


def test_what_counts_in_two_regions_is_named() -> None:
    network = campus(name="Net", kind="netwerk", regions=("AM15", "AM18"))
    assert rules.counted_twice([campus(regions=("AM18",))]) == ""
    assert rules.counted_twice([network]) == "Eén netwerk ligt in twee regio’s en telt daar steeds mee: Net."
    both = rules.counted_twice([network, campus(name="Erf", regions=("AM12", "AM15"))])
    assert both == "Twee campussen liggen in meer regio’s en tellen daar steeds mee: Net en Erf."


@given(st.floats(3.5, 6.5), st.floats(51.5, 53.5))
def test_inside_a_square(lon: float, lat: float) -> None:
    assert rules.inside(lon, lat, SQUARE) == (4 <= lon < 5 and 52 <= lat < 53)
    assert rules.near(lon, lat, SQUARE, 500)


def test_a_point_elsewhere_is_a_question() -> None:
    found = [region("AM15", SQUARE), region("AM18", EAST)]
    assert rules.doubts(4.5, 52.5, ["AM15"], found) == ""
    assert rules.doubts(5.02, 52.5, ["AM15"], found) == "", "1,4 km outside"
    assert rules.doubts(5.5, 52.5, ["AM15", "AM18"], found) == ""
    assert rules.doubts(None, None, ["AM15"], found) == rules.doubts(9, 9, [], found) == ""
    assert rules.doubts(5.5, 52.5, ["AM15"], found) == (
        "Dit punt ligt in Groot Amsterdam, niet in of bij Noord-Holland Noord. Klopt dat?"
    )
    assert rules.doubts(6.5, 52.5, ["AM15"], found).startswith("Dit punt ligt buiten de vijf regio’s")


def test_the_first_sentence() -> None:
    pinned = campus(lon=4.5, lat=52.5, share_business=50)
    assert rules.opening([], 0) == "Er is nog geen campus vastgelegd."
    assert rules.opening([], 3) == "Geen campus past bij deze filters."
    assert rules.opening([campus(), campus()], 2) == (
        "2 campussen, 0 met een plek op de kaart; van geen enkele is bekend wie mede-eigenaar is."
    )
    assert rules.opening([pinned], 3) == (
        "1 campus van de 3, 1 met een plek op de kaart; van 1 is bekend wie mede-eigenaar is."
    )


def test_the_map_says_what_it_does_not_show_yet_and_what_is_decided() -> None:
    older = [Region("AM12", "Gooi", (), 5.2, 52.2, 2021, "CBS", "", "", 1)]
    newer = [Region("AM12", "Gooi", (), 5.2, 52.2, 2023, "CBS", "", "", 1)]
    before, after = date(2026, 11, 25), date(2027, 2, 1)
    assert rules.changes_of_borders(older, before)[0] == (
        "Weesp hoort sinds 24 maart 2022 bij Amsterdam (Groot Amsterdam); de kaart laat dat nog niet zien."
    )
    [decided] = rules.changes_of_borders(newer, before)
    assert decided == (
        "Op 1 januari 2027 gaat Wijdemeren op in Hilversum (bron: rijksoverheid.nl, 21 november 2025)."
    )
    assert "ging Wijdemeren op" in rules.changes_of_borders(newer, after)[0]
