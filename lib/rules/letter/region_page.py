"""One page about a labour-market region as a file: the same as its page on the screen, in blocks of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lib.dutch import day_text, list_text
from lib.model.agenda import HELIXES
from lib.model.campuses import LEVELS, Campus
from lib.model.coalitions import Chair
from lib.model.results.money import MoneyLayer
from lib.rules.coalitions import chairs
from lib.rules.coverage import Cell
from lib.rules.figure_words import value_text
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
from lib.rules.letter.leaflet import MOST_STEPS
from lib.rules.letter.letter import EXAMPLE
from lib.rules.letter.material import State
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

NOTHING = "Nog niets vastgelegd."


def region_page(now: State, region: RegionFacts, *, amounts: bool, example: bool) -> Document:
    """Return the page of a region; parties go by their names, amounts are for who may see them."""
    own = coalitions(region, now.actions, now.tables)
    blocks = (Heading(1, region.name, "regio"), *_blocks(now, region, own, amounts=amounts))
    marks = [EXAMPLE] if example else []
    return Document(
        title=region.name,
        marks=(f"{EXAMPLE} – de voortgang op deze bladzijde is verzonnen",) if example else (),
        parts=(Part("regio", region.name, blocks),),
        notes={},
        file_name=" ".join([region.day.isoformat(), *marks, f"Regio {region.name.replace('/', '-')}"]),
        one_page=True,
    )


def _blocks(now: State, region: RegionFacts, own: Sequence[Coalition], *, amounts: bool) -> Iterator[Block]:
    yield paragraph(region_sentence(region, own))
    facts = [
        ("Servicepunt Techniek", region.service_point or "niet bekend"),
        ("Centrumgemeente", region.centre or NO_CENTRE),
        ("Partijen uit deze regio", list_text(party.name for party in region.parties) or "nog geen"),
        ("Stand op", day_text(region.day)),
    ]
    yield Pairs(tuple((name, line(value)) for name, value in facts))
    yield Heading(2, "Plekken in de coalities")
    yield from _places(now, own)
    yield Heading(2, "Wat nog ontbreekt")
    lacks = lacking(region, own)
    yield Listing(tuple(line(f"{lack.words}.") for lack in lacks)) if lacks else paragraph("Niets.")
    yield Heading(2, "Cijfers")
    yield from _figures(region)
    yield Heading(2, "Tellingen en loketten")
    yield from _counts(region)
    yield Heading(2, "Geld dat ophoudt")
    yield from _money(now, region, ending(region, own), amounts=amounts)
    yield Heading(2, "Campussen")
    yield from _campuses(region.campuses)
    yield Heading(2, "Wat er het laatst gebeurde")
    yield from _happened(now, region)


def _places(now: State, own: Sequence[Coalition]) -> Iterator[Block]:
    if not own:
        yield paragraph(NOTHING)
        return
    rows = tuple(
        (
            cell(now.name(one.action)),
            cell(one.who or "niemand"),
            cell(list_text(map(_seat, one.empty)) or "geen"),
            cell(", ".join(str(level) for level in one.levels.values())),
        )
        for one in own
    )  # fmt: skip
    heads = ("Actie", "Uit deze regio", "Nog leeg", "Bedrijf, onderwijs, overheid")
    yield Table("Plekken van deze regio", heads, rows, (5.0, 5.0, 3.5, 2.5))


def _seat(chair: Chair) -> str:
    return f"{chairs.chair_name(chair)} ({HELIXES[chair.helix].lower()})"


def _figures(region: RegionFacts) -> Iterator[Block]:
    if not region.figures:
        yield paragraph(NOTHING)
        return
    rows = tuple(
        (cell(figure.own.indicator.name), *(cell(figure_words(one)) for one in
         (figure.own, figure.province, figure.country)))
        for figure in region.figures
    )  # fmt: skip
    heads = ("Cijfer", "Deze regio", "Provincie", "Nederland")
    yield Table("Cijfers van deze regio", heads, rows, (5.5, 3.5, 3.5, 3.5))


def figure_words(shown: Cell) -> str:
    """Tell a figure with its period and how it stands; or why there is none."""
    if shown.newest is None:
        return shown.state
    return f"{value_text(shown.indicator, shown.newest)} ({shown.newest.period.text}, {shown.state})"


def _counts(region: RegionFacts) -> Iterator[Block]:
    rows = tuple(
        (cell(one.title), cell(row.name), cell(row.value), cell(row.note or one.note))
        for one in region.local
        for row in one.lines
    )
    if not rows and not region.told:
        yield paragraph(NOTHING)
    if rows:
        heads = ("Instrument", "Wat", "Aantal", "Toelichting")
        yield Table("Tellingen van deze regio", heads, rows, (4.0, 4.0, 3.0, 5.0))
    yield from (paragraph(f"{one.title}: {one.sentence}") for one in region.told)


def _money(
    now: State, region: RegionFacts, layers: Sequence[MoneyLayer], *, amounts: bool
) -> Iterator[Block]:
    if not layers:
        yield paragraph(NOTHING)
        return
    names = {action.id: now.name(action) for action in now.actions}
    rows = tuple(
        (
            cell(layer.name),
            cell(names[layer.action_id]),
            cell(f"{layer.certainty}, {money.amount_words(layer, visible=amounts)}"),
            cell(money.end_words(layer, region.day)),
        )
        for layer in layers
    )
    yield Table("Geld van deze regio", ("Geld", "Actie", "Zekerheid", "Einde"), rows, (4.0, 4.0, 4.0, 4.0))


def _campuses(campuses: Sequence[Campus]) -> Iterator[Block]:
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
        for campus in campuses
    )
    yield Table(
        "Campussen in de regio", ("Campus", "Plaats", "Niveau", "Sectoren"), rows, (5.5, 3.0, 3.0, 4.5)
    )


def _happened(now: State, region: RegionFacts) -> Iterator[Block]:
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
    last = sorted(steps)[: -MOST_STEPS - 1 : -1]
    yield Listing(tuple(line(f"{day_text(day)}, {name}: {what.rstrip('.')}.") for day, _, name, what in last))
