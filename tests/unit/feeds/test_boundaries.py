"""Renewing the boundaries from a server that speaks as PDOK: whole and in order, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from lib.access import NotAllowed, Person
from lib.feeds import boundaries, pdok
from lib.feeds.pdok import NotFetched, Patience
from lib.model.campuses import Outline
from lib.store import campuses, history
from lib.store.file import connection
from lib.store.file.connection import reading
from tests.unit import desk
from tests.unit.feeds.pdok_server import Pdok, answer, country, feature, serving, square

QUICK = Patience(seconds=5, pauses=(0, 0))
YEAR = 2027


def quiet(_text: str, _part: float) -> None:
    """Hear nothing."""


@pytest.fixture
def server(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pdok]:
    """The server with the boundaries of a year, which the app asks instead of PDOK."""
    with reading(path) as db:
        areas = country(campuses.regions(db), campuses.municipalities(db))
    with serving(Pdok(areas)) as one:
        monkeypatch.setenv("WERKAGENDA_PDOK", one.base)
        yield one


def renew(path: Path, patience: Patience = QUICK, person: Person = desk.ANNA) -> str:
    return boundaries.renew(path, person, YEAR, quiet, patience)


def outlines(path: Path) -> dict[str, Outline]:
    with reading(path) as db:
        return {one.id: one.outline for one in campuses.regions(db)}


# --------------------------------------------------------------------------- it goes well


def test_all_pages_are_fetched_and_stored_at_once(path: Path, server: Pdok) -> None:
    said: list[tuple[str, float]] = []
    with reading(path) as db:
        before = history.newest(db)
    told = boundaries.renew(path, desk.ANNA, YEAR, lambda *one: said.append(one), QUICK)
    assert told == "De grenzen van 2027 staan op de kaart."
    assert len([one for one in server.asked if "gemeente_gegeneraliseerd" in one]) == 7
    assert all("jaarcode=2027" in one and "f=json" in one for one in server.asked)
    assert [part for _, part in said] == sorted(part for _, part in said)
    assert said[0][0] == "De regio’s ophalen"
    with reading(path) as db:
        regions, towns = campuses.regions(db), campuses.municipalities(db)
        told_changes = history.changes_between(db, before, history.newest(db))
    assert {one.boundary_year for one in regions} == {YEAR}
    assert {one.boundary_source for one in regions} == {pdok.SOURCE}
    assert len(towns) == 46
    assert all(one.outline and one.year == YEAR for one in towns)
    assert {one.who for one in told_changes if one.field == "boundary_year"} == {"Anna"}
    assert desk.state(path) == desk.replayed(path)


def test_the_same_boundaries_again_change_nothing(path: Path, server: Pdok) -> None:
    renew(path)
    before = desk.state(path)
    assert renew(path) == "De grenzen van 2027 stonden er al; er is niets gewijzigd."
    assert desk.state(path) == before


def test_a_merger_is_named(path: Path, server: Pdok) -> None:
    towns = server.areas[pdok.TOWNS]
    gone = next(one for one in towns if one["id"] == "GM0473")
    towns.remove(gone)
    towns.append(feature("GM2001", "Zandvoort aan Zee", square(4.62, 52.45)))
    assert renew(path).endswith("Nieuw: Zandvoort aan Zee. Bestaat niet meer: Zandvoort.")
    with reading(path) as db:
        assert {one.region_id for one in campuses.municipalities(db) if one.id == "GM2001"} == {"AM37"}


def test_what_fails_once_is_asked_again(path: Path, server: Pdok) -> None:
    def once(handler: Any, turn: int) -> bool:
        if turn % 2:
            answer(handler, {}, status=503)
        return bool(turn % 2)

    server.trouble = once
    assert renew(path).startswith("De grenzen van 2027 staan")


# ------------------------------------------------------------------------ it goes wrong


def always(act: Callable[[Any], None]) -> Callable[[Any, int], bool]:
    def trouble(handler: Any, _turn: int) -> bool:
        act(handler)
        return True

    return trouble


def late(act: Callable[[Any], None]) -> Callable[[Any, int], bool]:
    """Trouble only after a few good pages."""

    def trouble(handler: Any, turn: int) -> bool:
        if turn > 4:
            act(handler)
        return turn > 4

    return trouble


def page(*features: Any, **more: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **more}


NO_JSON = "Het antwoord van PDOK is geen (heel) GeoJSON."
FAILURES: list[tuple[str, Callable[[Any], None], str]] = [
    ("500", lambda one: answer(one, {}, status=500), "PDOK antwoordt met een fout (500)."),
    ("404", lambda one: answer(one, {}, status=404), "PDOK antwoordt met een fout (404)."),
    (
        "cut off",
        lambda one: answer(one, b'{"type": "Fea', length=900),
        "Het antwoord van PDOK is afgebroken.",
    ),
    ("half json", lambda one: answer(one, b'{"type": "Fea'), NO_JSON),
    ("html", lambda one: answer(one, b"<html>storing</html>"), NO_JSON),
    ("nothing", lambda one: answer(one, b""), NO_JSON),
    ("a list", lambda one: answer(one, []), "Het antwoord van PDOK heeft een andere vorm dan GeoJSON."),
    ("other json", lambda one: answer(one, {"error": "x"}), "Het antwoord van PDOK heeft een andere vorm"),
    ("hung up", lambda _one: None, "PDOK is niet te bereiken of breekt af."),
]


@pytest.mark.parametrize(("act", "words"), [one[1:] for one in FAILURES], ids=[one[0] for one in FAILURES])
@pytest.mark.parametrize("when", [always, late])
def test_a_failure_leaves_the_old_boundaries(
    path: Path, server: Pdok, when: Any, act: Callable[[Any], None], words: str
) -> None:
    before = desk.state(path)
    server.trouble = when(act)
    with pytest.raises(NotFetched) as caught:
        renew(path)
    assert words in caught.value.sentence
    assert caught.value.sentence.endswith("De grenzen zijn gebleven zoals ze waren.")
    assert desk.state(path) == before


def test_a_server_that_does_not_answer_is_given_up(path: Path, server: Pdok) -> None:
    over = threading.Event()
    server.trouble = always(lambda _one: (over.wait(30), None)[1])
    before = outlines(path)
    try:
        with pytest.raises(NotFetched, match="PDOK antwoordt niet op tijd"):
            renew(path, Patience(seconds=0.05, pauses=()))
    finally:
        over.set()
    assert outlines(path) == before


def test_a_server_that_cannot_be_reached(path: Path, server: Pdok, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WERKAGENDA_PDOK", "http://127.0.0.1:9/ogc/v1")
    with pytest.raises(NotFetched, match="niet te bereiken"):
        renew(path)


def moved(areas: list[Any], code: str, **geometry: Any) -> None:
    """Give an area another geometry."""
    one = next(area for area in areas if area["properties"]["statcode"] == code)
    one["geometry"] = geometry or None


def closed(*points: tuple[Any, Any]) -> dict[str, Any]:
    """A polygon through these points and back."""
    return {"type": "Polygon", "coordinates": [[list(one) for one in (*points, points[0])]]}


SHAPES: list[tuple[dict[str, Any], str]] = [
    ({}, "heeft een verkeerde vorm"),
    ({"type": "Point", "coordinates": [4.8, 52.4]}, "heeft een verkeerde vorm"),
    ({"type": "Polygon", "coordinates": []}, "heeft een verkeerde vorm"),
    ({"type": "MultiPolygon", "coordinates": []}, "is leeg"),
    ({"type": "Polygon", "coordinates": [[[4.8, 52.4], [4.9, 52.4], [4.9, 52.5]]]}, "verkeerde vorm"),
    (closed((52.4, 4.8), (52.5, 4.8), (52.5, 4.9)), "heeft een verkeerde vorm"),
    (closed((4.8, 52.4), (4.9, 52.4), (5.0, 52.4)), "heeft een verkeerde vorm"),
    (closed(("a", "b"), (4.9, 52.4), (4.9, 52.5)), "heeft een verkeerde vorm"),
]
"""No shape, a point, nothing, not closed, the axes swapped, without an area, no numbers."""


@pytest.mark.parametrize(("shape", "words"), SHAPES)
def test_a_wrong_shape_is_refused(path: Path, server: Pdok, shape: dict[str, Any], words: str) -> None:
    before = desk.state(path)
    moved(server.areas[pdok.REGIONS], "AM18", **shape)
    with pytest.raises(NotFetched, match=words):
        renew(path)
    assert desk.state(path) == before


def test_another_set_of_codes_is_refused(path: Path, server: Pdok) -> None:
    areas = server.areas[pdok.REGIONS]
    gone = next(one for one in areas if one["id"] == "AM37")
    areas.remove(gone)
    with pytest.raises(NotFetched, match="niet: Zuid-Kennemerland en IJmond"):
        renew(path)
    areas += [gone, gone]
    with pytest.raises(NotFetched, match="een regio dubbel"):
        renew(path)
    areas.remove(gone)
    server.areas[pdok.TOWNS] = server.areas[pdok.TOWNS][:40]
    with pytest.raises(NotFetched, match="Bij PDOK staan maar 25 van de 46 gemeenten"):
        renew(path)
    server.areas[pdok.TOWNS] = []
    with pytest.raises(NotFetched, match="maar 0 van de 46"):
        renew(path)


def test_an_area_without_a_code_or_twice_is_refused(path: Path, server: Pdok) -> None:
    towns = server.areas[pdok.TOWNS]
    towns.append(towns[-1])
    with pytest.raises(NotFetched, match="er twee keer in"):
        renew(path)
    towns[-1] = {"type": "Feature", "properties": {"statnaam": "Naamloos"}, "geometry": None}
    with pytest.raises(NotFetched, match="geen code of naam"):
        renew(path)


def test_another_server_is_not_followed(path: Path, server: Pdok) -> None:
    link = {"rel": "next", "href": "http://elders.example/items"}
    server.trouble = always(lambda one: answer(one, page(links=[link])))
    with pytest.raises(NotFetched, match="andere server"):
        renew(path)
    server.trouble = always(lambda one: answer(one, page(links=[{"rel": "next", "href": one.path}])))
    with pytest.raises(NotFetched, match="blijft maar pagina’s geven"):
        renew(path)


def test_who_may_not_write_asks_nothing(path: Path, server: Pdok) -> None:
    with pytest.raises(NotAllowed):
        renew(path, person=Person("Eva", refusal="Alleen lezen."))
    assert server.asked == []


# ---------------------------------------------------------------------------- on its own


def test_make_boundaries_says_what_it_does(
    path: Path, server: Pdok, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert boundaries.main() == 0
    printed = capsys.readouterr().out
    assert " 35% De gemeenten ophalen" in printed
    assert printed.strip().endswith("staan op de kaart.")
    server.trouble = always(lambda one: answer(one, {}, status=404))
    assert boundaries.main() == 1
    assert "De grenzen zijn gebleven zoals ze waren." in capsys.readouterr().err
    monkeypatch.delenv("WERKAGENDA_PDOK")
    assert boundaries.address() == pdok.BASE
    assert connection.database_path(connection.REAL) == path


@given(st.lists(st.tuples(st.floats(4, 6), st.floats(52, 53)), min_size=3, max_size=40, unique=True))
def test_a_simplified_ring_stays_closed_and_near(points: list[tuple[float, float]]) -> None:
    ring = (*points, points[0])
    found = pdok.simplified(ring)
    assert found[0] == found[-1]
    assert 4 <= len(found) <= len(ring)
    assert {(round(x, 4), round(y, 4)) for x, y in found} <= {(round(x, 4), round(y, 4)) for x, y in ring}
