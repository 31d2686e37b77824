"""What is drawn: the same campuses on both maps and in the file, names that do not collide, whole rings."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, strategies as st

from lib.documents.tables.campus_rows import COLUMNS, campus_rows
from lib.documents.tables.page import as_csv
from lib.maps import deck, labels, ring
from lib.maps.flat import flat
from lib.maps.picture import SHADES, Picture, Shading, key_of, name_box, name_lines, picture
from lib.maps.projection import CENTRE, HEIGHT, NARROW, WIDE, degrees, pixels
from lib.model.campuses import Campus, Municipality, Region
from lib.rules import campuses as rules
from lib.rules.campuses import Facets
from lib.store import campuses
from lib.store.file.connection import reading
from tests.unit.rules.test_campuses import campus, facets, known

TODAY = date(2023, 4, 14)


def drawn_on_chart(shown: Picture) -> set[int]:
    """The campuses in the layer that can be pressed."""
    spec = json.loads(deck.deck(shown, None, dark=False).to_json())
    return {one["id"] for one in next(one for one in spec["layers"] if one["pickable"])["data"]}


def drawn_plainly(shown: Picture) -> set[int]:
    return set(map(int, re.findall(r'data-campus="(\d+)"', flat(shown).markup(""))))


def in_file(shown: list[Campus]) -> list[dict[str, str]]:
    """The campuses as they come back from the file, below the line that is left open."""
    text = as_csv(campus_rows("Campussen", shown, TODAY), []).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text.partition("\r\n")[2]), delimiter=";"))


@pytest.fixture
def seeded(path: Path) -> tuple[list[Region], list[Municipality], list[Campus]]:
    with reading(path) as db:
        return campuses.regions(db), campuses.municipalities(db), campuses.campuses(db)


# ------------------------------------------------------------------ the same everywhere


@given(st.lists(known, max_size=8), facets, st.randoms(use_true_random=False))
def test_any_filter_gives_the_same_set_on_both_maps_in_the_list_and_in_the_file(
    bare: list[Campus], asked: Facets, chance: Any
) -> None:
    everything = [
        campus(
            **{**_values(one), "id": number, "lon": chance.uniform(4, 5.5), "lat": chance.uniform(52, 53.3)}
        )
        for number, one in enumerate(bare, 1)
    ]
    shown = rules.choose(everything, asked, TODAY)
    numbers = {one.id for one in shown}
    drawn = picture((), (), shown)
    assert drawn_on_chart(drawn) == drawn_plainly(drawn) == numbers
    assert [int(row["nummer"]) for row in in_file(shown)] == [one.id for one in shown]


def _values(one: Campus) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__dataclass_fields__}


def test_a_campus_without_a_place_is_in_the_list_and_the_file_but_has_no_pin(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    regions, towns, everything = seeded
    drawn = picture(regions, towns, everything)
    assert drawn_on_chart(drawn) == drawn_plainly(drawn) == {one.id for one in everything if one.point}
    assert len(in_file(everything)) == len(everything) == len(drawn.pins) + 12
    assert drawn.alt.startswith("Kaart van Noord-Holland met 11 campussen in 5 arbeidsmarktregio’s.")


# --------------------------------------------------------------------------- the labels


pins = st.lists(
    st.tuples(st.text("abc ", min_size=1, max_size=25), st.floats(-200, 200), st.floats(-280, 280)),
    max_size=25,
)


@given(pins)
def test_names_never_lie_over_each_other_or_over_a_ring(found: list[tuple[str, float, float]]) -> None:
    placed = labels.place(found, (), WIDE, HEIGHT)
    boxes = [
        labels.box_of(name, x, y, label) for (name, x, y), label in zip(found, placed, strict=True) if label
    ]
    rings = [labels.ring_box(x, y) for _, x, y in found]
    for place, box in enumerate(boxes):
        assert not any(labels.overlap(box, other) for other in [*boxes[:place], *rings])
        assert -WIDE / 2 <= box[0] < box[2] <= WIDE / 2


def test_every_campus_of_the_overview_has_its_name_on_the_map(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    drawn = picture(*seeded)
    assert [pin.name for pin in drawn.pins if pin.wide is None] == []
    assert len([pin for pin in drawn.pins if pin.narrow]) >= 9
    for land in drawn.lands:
        x, y = land.at
        assert abs(x) < WIDE / 2
        assert abs(y) < HEIGHT / 2


def test_every_campus_of_the_example_has_its_name_on_the_map(example: Path) -> None:
    with reading(example) as db:
        regions, towns, everything = (
            campuses.regions(db), campuses.municipalities(db), campuses.campuses(db)
        )  # fmt: skip
    drawn = picture(regions, towns, everything)
    assert {pin.name for pin in drawn.pins if pin.wide} == {one.name for one in everything if one.point}
    assert not any(
        labels.overlap(name_box(land), labels.ring_box(*pin.at)) for land in drawn.lands for pin in drawn.pins
    )


def test_the_name_of_a_region_makes_room_for_a_campus_in_its_very_place(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    regions, towns, (first, *_) = seeded
    region = next(region for region in regions if region.id == "AM18")
    drawn = picture(regions, towns, [replace(first, lon=region.label_lon, lat=region.label_lat)])
    [pin] = drawn.pins
    assert pin.wide
    land = next(land for land in drawn.lands if land.region.id == region.id)
    taken = (labels.ring_box(*pin.at), labels.box_of(pin.name, *pin.at, pin.wide))
    assert not any(labels.overlap(name_box(land), box) for box in taken)


def test_a_campus_that_is_open_is_seen_from_nearer(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    drawn = picture(*seeded)
    chosen = drawn.pins[0]
    far, near = (
        json.loads(deck.deck(drawn, asked, dark=False).to_json())["initialViewState"]
        for asked in (None, chosen.id)
    )
    assert near["zoom"] > far["zoom"]
    assert (near["longitude"], near["latitude"]) == chosen.point


def test_the_province_fits_on_a_phone(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    for region in seeded[0]:
        for lon, lat in (point for ring_ in region.outline for point in ring_):
            x, y = pixels(lon, lat)
            assert abs(x) < NARROW / 2
            assert abs(y) < HEIGHT / 2


def test_long_names_of_regions_stand_in_short_lines() -> None:
    assert name_lines("Zuid-Kennemerland en IJmond") == ("Zuid-", "Kennemerland en", "IJmond")
    assert name_lines("Zaanstreek/Waterland") == ("Zaanstreek/", "Waterland")
    assert name_lines("Groot Amsterdam") == ("Groot Amsterdam",)


@given(st.floats(3.5, 6.5), st.floats(51.5, 54))
def test_pixels_and_degrees_are_each_others_way_back(lon: float, lat: float) -> None:
    back = degrees(*pixels(lon, lat))
    assert back == pytest.approx((lon, lat), abs=0.0005)
    assert pixels(*CENTRE) == (0, 0)


# ---------------------------------------------------------------------------- the rings


@given(known)
def test_a_ring_has_a_part_per_owner_and_dashes_for_the_rest(one: Campus) -> None:
    parts = rules.segments(one)
    assert [name for name, _ in ring.arcs(parts)] == [helix or ring.UNKNOWN_PART for helix, _ in parts]
    drawn = ring.drawing(parts, ring.LIGHT)
    assert drawn.count("stroke-dasharray") == sum(helix is None for helix, _ in parts)


def test_then_and_now_are_two_rings() -> None:
    now, then = [("onderwijs", 100)], [(None, 100)]
    assert ring.drawing(now, ring.LIGHT).count("<path") == 1
    both = ring.drawing(now, ring.LIGHT, then=then)
    assert both.count("<path") == 2
    assert "stroke-dasharray" in both
    assert ring.picture(now, ring.DARK).startswith("data:image/svg+xml;charset=utf-8,%3Csvg")


def test_equal_rings_share_one_place_in_the_picture_of_the_chart(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    drawn = picture(*seeded)
    atlas, mapping, keys = deck.atlas_of(drawn, 1, dark=True)
    assert len(mapping) == 2, "all unknown, and the one that is chosen"
    assert [number for number, key in keys.items() if key == keys[1]] == [1]
    assert unquote(atlas).count("<g ") == 2


# ---------------------------------------------------------------------------- the chart


def test_the_chart_asks_nothing_of_the_internet(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    text = deck.deck(picture(*seeded), 1, dark=False).to_json()
    spec = json.loads(text)
    assert spec["mapStyle"] == "__MAP_STYLE__", "the sign to leave the ground away"
    assert "mapProvider" not in spec
    addresses = set(re.findall(r"https?://[^\s\"%]+", unquote(text)))
    assert addresses == {"http://www.w3.org/2000/svg"}, "the name of a language, not an address"
    assert all(layer["id"] for layer in spec["layers"])


def test_the_layer_that_can_be_pressed_is_named_after_what_is_chosen(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    drawn = picture(*seeded)
    names = []
    for chosen in (None, 1, 2):
        spec = json.loads(deck.deck(drawn, chosen, dark=False).to_json())
        names += [layer["id"] for layer in spec["layers"] if layer["pickable"]]
    assert names == ["campussen", "campussen 1", "campussen 2"]


@pytest.mark.parametrize("name", ["@@=(((", "@@=window.__xss=1", "@@#GL.ONE", "@@type"])
def test_a_name_is_never_an_expression_of_the_chart(
    seeded: tuple[list[Region], list[Municipality], list[Campus]], name: str
) -> None:
    """deck.gl computes each string that begins with `@@`, also in rows of data, and stops at a mistake."""
    regions, towns, campuses = seeded
    regions = [replace(region, name=name) for region in regions]
    campuses = [replace(campus, name=name) for campus in campuses]
    shading = Shading({"AM15": 1}, {"AM15": name}, "", name)
    chart = json.loads(deck.deck(picture(regions, towns, campuses, shading), 1, dark=False).to_json())
    own = {"@@type", "@@=at", "@@=icon", "@@=anchor", "@@=offset", "@@=text", "@@=name"}
    computed = {text for text in strings(chart["layers"]) if text.startswith("@@")}
    assert name in json.dumps(chart, ensure_ascii=False)
    assert {text for text in computed if not text.startswith("@@=properties.")} <= own - {name}


def strings(value: Any) -> Iterator[str]:
    """Every string in a chart, at whatever depth; names of settings do not count."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def test_what_was_pressed_is_read_from_the_selection() -> None:
    assert deck.pressed({}) is None
    assert deck.pressed({"indices": {}, "objects": {}}) is None
    assert deck.pressed({"objects": {"campussen 3": [{"id": 7, "name": "x"}]}}) == 7


def counted(counts: dict[str, int]) -> Shading:
    """The regions coloured by a number."""
    return Shading(dict(counts), {code: str(count) for code, count in counts.items()}, "")


def test_a_region_without_a_figure_stays_blank_and_says_so(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    regions, towns, _ = seeded
    drawn = picture(regions, towns, [], Shading({"AM15": 2.5}, {"AM15": "2,5"}, "", "geen cijfer"))
    shown = {land.region.id: (land.shade, land.value) for land in drawn.lands}
    assert shown.pop("AM15") == (SHADES - 1, "2,5")
    assert set(shown.values()) == {(0, "geen cijfer")}


def test_a_class_has_the_same_colour_in_every_period(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    regions, towns, _ = seeded

    def drawn(**classes: str) -> Picture:
        sizes = {code: {"gemiddeld": 3.0, "zeer krap": 5.0}[word] for code, word in classes.items()}
        return picture(regions, towns, [], Shading(sizes, classes, "", "geen cijfer", most=5.0))

    quiet, mixed = (
        drawn(AM15="gemiddeld"),
        drawn(AM15="gemiddeld", AM37="gemiddeld", AM18="zeer krap"),
    )
    for one in (quiet, mixed):
        assert {land.region.id: land.shade for land in one.lands}["AM15"] == 3
    assert [(shade, said, len(names)) for shade, said, names in key_of(mixed.lands)] == [
        (5, "zeer krap", 1),
        (3, "gemiddeld", 2),
        (0, "geen cijfer", 2),
    ]


def test_a_long_name_without_room_stands_on_two_lines() -> None:
    [tight] = labels.place([("Digitale campus Voorbeeld", 0.0, 0.0)], (), 170, HEIGHT)
    assert tight
    assert tight.lines("Digitale campus Voorbeeld") == ["Digitale campus", "Voorbeeld"]
    assert labels.place([("Langewoordenzonderspatie", 0.0, 0.0)], (), 170, HEIGHT) == [None]


def test_names_of_regions_lie_over_no_ring_and_over_no_other_name(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    regions, towns, everything = seeded
    for shading in (None, Shading({}, {}, "", "geen cijfer")):
        drawn = picture(regions, towns, everything, shading)
        assert all(pin.wide for pin in drawn.pins), "every campus of the first filling has its name"
        taken = {
            **{pin.name: labels.ring_box(*pin.at) for pin in drawn.pins},
            **{
                f"naam {pin.name}": labels.box_of(pin.name, *pin.at, pin.wide)
                for pin in drawn.pins
                if pin.wide
            },
        }
        for land in drawn.lands:
            own = name_box(land)
            assert [name for name, box in taken.items() if labels.overlap(own, box)] == [], land.region.name
            taken[land.region.name] = own


def test_a_ring_under_the_pointer_lights_up(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    drawn = json.loads(deck.deck(picture(*seeded), None, dark=False).to_json())["layers"]
    assert [one["id"] for one in drawn if one.get("autoHighlight")] == ["campussen"]


def test_every_step_of_colour_is_drawn_on_the_plain_map_too() -> None:
    styles = Path("lib/ui/campuses/flat_map.css").read_text("utf-8")
    assert all(f".shade-{step} {{" in styles for step in range(1, SHADES))


def test_regions_are_coloured_in_steps_with_their_number_in_words(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    regions, towns, everything = seeded
    plain = picture(regions, towns, everything)
    assert {(land.shade, land.value) for land in plain.lands} == {(0, "")}
    counts = rules.per_region(everything)
    coloured = {land.region.id: land for land in picture(regions, towns, everything, counted(counts)).lands}
    assert coloured["AM15"].shade == SHADES - 1, "the most"
    assert coloured["AM12"].shade == 2
    assert {code: int(land.value) for code, land in coloured.items()} == counts
    none = picture(regions, towns, [], counted(rules.per_region([])))
    assert {land.shade for land in none.lands} == {0}
    assert deck.fill(0, dark=True) != deck.fill(SHADES - 1, dark=True)


def test_borders_of_municipalities_are_drawn_once_there_are_any(
    seeded: tuple[list[Region], list[Municipality], list[Campus]],
) -> None:
    regions, towns, everything = seeded
    assert picture(regions, towns, everything).towns == ()
    square = (((4.5, 52.5), (4.6, 52.5), (4.6, 52.6), (4.5, 52.5)),)
    town = Municipality("GM0453", "Velsen", "AM37", "PV27", 2026, square, 1)
    drawn = picture(regions, [town], everything)
    assert "gemeenten" in deck.deck(drawn, None, dark=False).to_json()
    assert flat(drawn).markup("").count('class="town"') == 1


# ----------------------------------------------------------------------------- the file


def test_the_file_says_what_is_known_and_leaves_the_rest_empty() -> None:
    one = campus(
        id=3,
        name="=SUM(A1)",
        lon=4.75,
        lat=52.6,
        share_business=0,
        secured_until="2023-06-14",
        levels=("mbo",),
    )
    (row,) = in_file([one])
    assert list(row) == list(COLUMNS)
    assert row["campus"] == "'=SUM(A1)", "no formula"
    assert (row["lengtegraad"], row["breedtegraad"]) == ("4,75", "52,6")
    assert (row["aandeel bedrijfsleven in %"], row["aandeel onderwijs in %"]) == ("0", "")
    assert (row["maanden zeker"], row["niveaus"], row["sectoren"]) == ("2", "mbo", "")
    assert row["stand op"] == "2023-04-14"
