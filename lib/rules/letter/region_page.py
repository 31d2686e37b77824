"""One page about a labour-market region: who sits where, what is empty, its campuses, what happened last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lib.dutch import day_text, list_text
from lib.model.agenda import HELIXES, Action
from lib.model.campuses import LEVELS, Campus
from lib.model.coalitions import Chair
from lib.rules.coalitions import chairs
from lib.rules.letter.content import (
    Block,
    Document,
    Heading,
    Listing,
    Pairs,
    Part,
    Table,
    cell,
    line,
    paragraph,
)
from lib.rules.letter.leaflet import EMPTY, MOST_STEPS
from lib.rules.letter.letter import EXAMPLE
from lib.rules.letter.material import Material, in_order

NOTHING = "Nog niets vastgelegd."


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """What is known of a region besides its coalitions: parties by name, campuses, its Servicepunt."""

    code: str
    name: str
    service_point: str
    parties: Sequence[str]
    campuses: Sequence[Campus]


def region_page(material: Material, region: RegionFacts) -> Document:
    """Return the page of a region; parties go by their names, as on the page of an action."""
    blocks = (Heading(1, region.name, "regio"), *_blocks(material, region))
    marks = [EXAMPLE] if material.example else []
    return Document(
        title=region.name,
        marks=(f"{EXAMPLE} – de voortgang op deze bladzijde is verzonnen",) if material.example else (),
        parts=(Part("regio", region.name, blocks),),
        notes={},
        file_name=" ".join([material.day.isoformat(), *marks, f"Regio {region.name.replace('/', '-')}"]),
    )


def _blocks(material: Material, region: RegionFacts) -> Iterator[Block]:
    facts = [
        ("Servicepunt Techniek", region.service_point or "niet bekend"),
        ("Partijen uit deze regio", list_text(region.parties) or "nog geen"),
        ("Stand op", day_text(material.day)),
    ]
    yield Pairs(tuple((name, line(value)) for name, value in facts))
    seats = list(_seats(material, region))
    yield Heading(2, "Plekken in de coalities")
    yield from _places(material, seats)
    yield Heading(2, "Wat nog ontbreekt")
    yield from _lacking(material, seats)
    yield Heading(2, "Campussen")
    yield from _campuses(region)
    yield Heading(2, "Wat er het laatst gebeurde")
    yield from _happened(material, region)


def _seats(material: Material, region: RegionFacts) -> Iterator[tuple[Action, Chair]]:
    """Yield the places at the tables that are of this region, or filled by a party from it."""
    for action in in_order(material.now.actions):
        table = material.now.tables.get(action.id)
        for chair in chairs.present(table.chairs) if table and not action.ended else ():
            if chair.region == region.code or chair.party in region.parties:
                yield action, chair


def _places(material: Material, seats: Sequence[tuple[Action, Chair]]) -> Iterator[Block]:
    if not seats:
        yield paragraph(NOTHING)
        return
    rows = tuple(
        (
            cell(material.now.name(action)),
            cell(chairs.chair_name(chair)),
            cell(HELIXES[chair.helix]),
            cell(chair.party or EMPTY),
        )
        for action, chair in seats
    )
    yield Table("Plekken van deze regio", ("Actie", "Plek", "Kant", "Partij"), rows, (5.5, 4.0, 2.5, 4.0))


def _lacking(material: Material, seats: Sequence[tuple[Action, Chair]]) -> Iterator[Block]:
    empty = [(action, chair) for action, chair in seats if chair.needed and not chair.party]
    if not empty:
        yield paragraph("Geen nodige plek van deze regio is leeg.")
        return
    yield Listing(
        tuple(line(f"{material.now.name(action)}: {chairs.chair_name(chair)}.") for action, chair in empty)
    )


def _campuses(region: RegionFacts) -> Iterator[Block]:
    if not region.campuses:
        yield paragraph(NOTHING)
        return
    rows = tuple(
        (
            cell(campus.name),
            cell(campus.place or "niet bekend"),
            cell(list_text(LEVELS[level] for level in campus.levels) or "niet bekend"),
            cell(list_text(campus.sectors) or "niet bekend"),
        )
        for campus in region.campuses
    )
    yield Table(
        "Campussen in de regio", ("Campus", "Plaats", "Niveau", "Sectoren"), rows, (5.5, 3.0, 3.0, 4.5)
    )


def _happened(material: Material, region: RegionFacts) -> Iterator[Block]:
    """Yield the last events at which a party of the region was present."""
    own = set(region.parties)
    steps = [
        (step.happened_on, step.id, material.now.name(action), step.what)
        for action in material.now.actions
        for step in material.now.steps.get(action.id, ())
        if own & set(step.parties)
    ]
    if not steps:
        yield paragraph(NOTHING)
        return
    last = sorted(steps)[: -MOST_STEPS - 1 : -1]
    yield Listing(tuple(line(f"{day_text(day)}, {name}: {what.rstrip('.')}.") for day, _, name, what in last))
