"""One page about a labour-market region as a file: the same as its page on the screen, in blocks of text.

Owns how much of each fits on one sheet of paper; what is more is counted, with where it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lib.dutch import day_text, list_text, sentence_case
from lib.model.agenda import HELIXES
from lib.model.campuses import LEVELS, Campus
from lib.model.coalitions import Chair
from lib.model.results.money import MoneyLayer
from lib.rules import coverage
from lib.rules.coalitions import chairs
from lib.rules.figure_words import whole_value_text
from lib.rules.letter.content import (
    Block,
    Cell,
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
from lib.rules.letter.leaflet import more
from lib.rules.letter.letter import EXAMPLE
from lib.rules.letter.material import State
from lib.rules.letter.one_page import fullest
from lib.rules.money import layers as money
from lib.rules.regions.region import (
    NO_CENTRE,
    Coalition,
    RegionFacts,
    coalitions,
    ending,
    lacking,
    region_sentence,
)
from lib.rules.results.result import Local

NOTHING = "Nog niets vastgelegd."


@dataclass(frozen=True, slots=True)
class Room:
    """How many of each the page names, and whether counts have notes; what is more is counted."""

    parties: int
    places: int
    lacks: int
    ends: int
    campuses: int
    steps: int
    notes: bool = True
    told: int = 9


ROOMS = (
    Room(12, 13, 10, 8, 12, 4),
    Room(10, 10, 8, 6, 9, 4),
    Room(8, 8, 7, 5, 8, 3),
    Room(8, 7, 6, 4, 6, 3),
    Room(6, 6, 5, 4, 5, 2, notes=False),
    Room(5, 4, 4, 3, 3, 1, notes=False, told=1),
    Room(3, 3, 3, 2, 3, 1, notes=False, told=0),
)
"""From the fullest page to the barest: the first that fits on one sheet is made."""


def region_page(now: State, region: RegionFacts, *, amounts: bool, example: bool) -> Document:
    """Return the page of a region; parties go by their names, amounts are for who may see them."""
    own = coalitions(region, now.actions, now.tables)
    head = Heading(1, region.name, "regio")
    blocks = fullest((head, *_blocks(now, region, own, room, amounts=amounts)) for room in ROOMS)
    marks = [EXAMPLE] if example else []
    return Document(
        title=region.name,
        marks=(f"{EXAMPLE} – de voortgang op deze bladzijde is verzonnen",) if example else (),
        parts=(Part("regio", region.name, blocks),),
        notes={},
        file_name=" ".join([region.day.isoformat(), *marks, f"Regio {region.name.replace('/', '-')}"]),
        one_page=True,
    )


def _blocks(
    now: State, region: RegionFacts, own: Sequence[Coalition], room: Room, *, amounts: bool
) -> Iterator[Block]:
    yield paragraph(region_sentence(region, own))
    facts = [
        ("Servicepunt Techniek", region.service_point or "niet bekend"),
        ("Centrumgemeente", region.centre or NO_CENTRE),
        (
            "Partijen uit deze regio",
            _names([party.name for party in region.parties], room.parties) or "nog geen",
        ),
        ("Stand op", day_text(region.day)),
    ]
    yield Pairs(tuple((name, line(value)) for name, value in facts))
    yield Heading(2, "Plekken in de coalities")
    yield from _places(now, own, room.places)
    yield Heading(2, "Wat nog ontbreekt")
    yield from _lacking(region, own, room.lacks)
    yield Heading(2, "Cijfers")
    yield from _figures(region)
    yield Heading(2, "Tellingen en loketten")
    yield from _counts(region, room.told, notes=room.notes)
    yield Heading(2, "Geld dat ophoudt")
    yield from _money(now, ending(region, own), region.day, room.ends, amounts=amounts)
    yield Heading(2, "Campussen")
    yield from _campuses(region.campuses, room.campuses)
    yield Heading(2, "Wat er het laatst gebeurde")
    yield from _happened(now, region, room.steps)


def _table(
    caption: str, heads: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], widths: tuple[float, ...]
) -> Table:
    """Return a table that the heading above it names."""
    return Table(caption, heads, rows, widths, captioned=False)


def _names(names: Sequence[str], most: int) -> str:
    rest = len(names) - most
    return list_text([*names[:most], *([f"nog {rest}"] if rest > 0 else [])])


def _places(now: State, own: Sequence[Coalition], most: int) -> Iterator[Block]:
    if not own:
        yield paragraph(NOTHING)
        return
    rows = tuple(
        (cell(now.name(one.action)), cell(*_here(one)), cell(", ".join(map(str, one.levels.values()))))
        for one in own[:most]
    )
    heads = ("Actie", "Uit deze regio", "Bedrijf, onderwijs, overheid, van 0 tot 5")
    yield _table("Plekken van deze regio", heads, rows, (4.7, 8.3, 3.0))
    yield from more(len(own) - most, "coalitie", "coalities", "Regio")


def _here(one: Coalition) -> Iterator[str]:
    """Yield who is there, and which places wait for somebody."""
    yield one.who or "niemand"
    if one.empty:
        yield f"Nog leeg: {list_text(map(_seat, one.empty))}"


def _seat(chair: Chair) -> str:
    return f"{chairs.chair_name(chair)} ({HELIXES[chair.helix].lower()})"


def _lacking(region: RegionFacts, own: Sequence[Coalition], most: int) -> Iterator[Block]:
    lacks = lacking(region, own)
    if not lacks:
        yield paragraph("Niets.")
        return
    yield Listing(tuple(line(f"{lack.words}.") for lack in lacks[:most]))
    yield from more(len(lacks) - most, "punt", "punten", "Regio")


def _figures(region: RegionFacts) -> Iterator[Block]:
    if not region.figures:
        yield paragraph(NOTHING)
        return
    rows = tuple(
        (cell(figure.own.indicator.name), *(cell(_figure(one)) for one in
         (figure.own, figure.province, figure.country)))
        for figure in region.figures if figure.own.state != coverage.UNPUBLISHED
    )  # fmt: skip
    heads = ("Cijfer", "Deze regio", "Provincie", "Nederland")
    yield _table("Cijfers van deze regio", heads, rows, (4.0, 4.0, 4.0, 4.0))


def _figure(shown: coverage.Cell) -> str:
    """Tell a figure with its period and how it stands; or why there is none."""
    if shown.newest is None:
        return shown.state
    return f"{whole_value_text(shown.indicator, shown.newest)} ({shown.newest.period.short}, {shown.state})"


def _counts(region: RegionFacts, most: int, *, notes: bool) -> Iterator[Block]:
    rows = [(cell(one.title), cell(_told(one, notes=notes))) for one in region.local]
    rows += [(cell(one.title), cell(one.sentence)) for one in region.told[:most]]
    if not rows:
        yield paragraph(NOTHING)
        return
    yield _table("Tellingen van deze regio", ("Instrument", "Aantal"), tuple(rows), (3.2, 12.8))
    yield from more(len(region.told) - most, "instrument", "instrumenten", "Regio")


def _told(own: Local, *, notes: bool) -> str:
    """Tell all that an instrument says of the region, in one line."""
    said = "; ".join(
        f"{one.name}: {one.value}" + (f" ({one.note})" if one.note and notes else "") for one in own.lines
    )
    return f"{said or 'niets'}. {sentence_case(own.note)}{'.' if own.note else ''}".rstrip()


def _money(
    now: State, layers: Sequence[MoneyLayer], day: date, most: int, *, amounts: bool
) -> Iterator[Block]:
    if not layers:
        yield paragraph(NOTHING)
        return
    numbers = {action.id: str(action.number or now.name(action)) for action in now.actions}
    rows = tuple(
        (
            cell(layer.name),
            cell(numbers[layer.action_id]),
            cell(f"{layer.certainty}, {money.amount_words(layer, visible=amounts)}"),
            cell(money.end_words(layer, day)),
        )
        for layer in layers[:most]
    )
    yield _table("Geld van deze regio", ("Geld", "Actie", "Zekerheid", "Einde"), rows, (5.3, 1.5, 4.7, 4.5))
    yield from more(len(layers) - most, "geldlaag", "geldlagen", "Geld")


def _campuses(campuses: Sequence[Campus], most: int) -> Iterator[Block]:
    if not campuses:
        yield paragraph(NOTHING)
        return
    rows = tuple(
        (
            cell(campus.name),
            cell(campus.place or "niet bekend"),
            cell(list_text(LEVELS[level] for level in campus.levels) or "niet bekend"),
            cell(list_text(campus.sectors) or "niet bekend"),
        )
        for campus in campuses[:most]
    )
    heads = ("Campus", "Plaats", "Niveau", "Sectoren")
    yield _table("Campussen in de regio", heads, rows, (4.4, 4.0, 2.8, 4.8))
    yield from more(len(campuses) - most, "campus", "campussen", "Campussen")


def _happened(now: State, region: RegionFacts, most: int) -> Iterator[Block]:
    """Yield the last events at which a party of the region was present."""
    own = {party.name for party in region.parties}
    steps = [
        (step.happened_on, step.id, now.name(action), step.what)
        for action in now.actions
        for step in now.steps.get(action.id, ())
        if own & set(step.parties)
    ]
    if not steps:
        yield paragraph(NOTHING)
        return
    last = sorted(steps)[: -most - 1 : -1]
    yield Listing(tuple(line(f"{day_text(day)}, {name}: {what.rstrip('.')}.") for day, _, name, what in last))
