"""The pictures of instruments on paper, drawn from what the screen draws them from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lib.documents.pictures import looks
from lib.documents.pictures.cells import Card, Cells, Row, chain, missing
from lib.documents.pictures.lanes import Lane, Lanes, Piece
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.inclusion import CERTAINTIES, DOMAINS, SIDES, WHO, InclusionEffect
from lib.model.results.means import AMOUNTS, VARIANTS, Incentive, SupportEuros
from lib.model.results.vouchers import NOT, OTHERWISE, SO
from lib.rules.money import means
from lib.rules.results.drawing import (
    FILLED,
    GONE,
    NONE,
    OPEN,
    OUTLINED,
    SOME,
    STRIPED,
    YES,
    Bar,
    Bars,
    Grid,
    Group,
)
from lib.rules.results.inclusion import Impact, place_of, range_text, start_text, who_pays
from lib.rules.results.method import Campus, Followed
from lib.rules.results.result import Result

_BARS = {FILLED: looks.FULL, STRIPED: looks.STRIPES, OUTLINED: looks.OPEN, OPEN: looks.DOTS}
_STATES = {YES: ("yes", "● "), SOME: ("some", "~ "), NONE: (looks.HATCHED, ""), GONE: (looks.DASHED, "⊘ ")}
_STEPS = {SO: ("yes", "● "), OTHERWISE: ("some", "~ "), NOT: (looks.OPEN, "○ ")}
_UNSURE = (looks.HATCHED, "niet zeker of geen opgave")
_UNREPORTED = 22
_LEAST = 2.0


def bars(result: Result) -> Lanes:
    """Return groups of bars on one scale."""
    assert isinstance(result.drawing, Bars)
    return _bars(result.drawing.groups, result.description)


def _bars(groups: Sequence[Group], alt: str) -> Lanes:
    most = Bars(tuple(groups)).most
    lanes = [lane for group in groups for lane in _group(group, most)]
    return Lanes(tuple(lanes), alt, keys=(_UNSURE,))


def _group(group: Group, most: int) -> Iterable[Lane]:
    yield Lane(group.title, heading=True)
    for bar in group.bars:
        yield Lane(bar.label, tuple(_pieces(bar, most)), (bar.short,))
    if group.note:
        yield Lane("", says=(group.note,))


def _pieces(bar: Bar, most: int) -> Iterable[Piece]:
    if bar.amount is None or bar.amount.is_unknown:
        yield Piece(0, _UNREPORTED, looks.HATCHED)
        return
    low, high = bar.amount.low * 100 / most, bar.amount.high
    if low:
        yield Piece(0, low, _BARS[bar.look])
    if high is None or high > bar.amount.low:
        yield Piece(low, min(100, low + 8) if high is None else high * 100 / most, looks.HATCHED)


def stations(result: Result) -> Cells:
    """Return a station for each step, with how large those are that came there, and what is told apart."""
    assert isinstance(result.drawing, Bars)
    cards = [
        Card(
            group.bars[0].short,
            (group.title, *(f"{bar.label}: {bar.short}" for bar in group.bars[1:] if bar.amount is not None)),
        )
        for group in result.drawing.groups
    ]
    return chain(cards, result.description)


def grid(result: Result) -> Cells:
    """Return rows by columns, each cell in words with its sign."""
    assert isinstance(result.drawing, Grid)
    return _grid(result.drawing, result.description)


def _grid(drawing: Grid, alt: str) -> Cells:
    rows = []
    for line in drawing.lines:
        cells = ((*_STATES.get(cell.state, (looks.OPEN, "")), cell.text) for cell in line.cells)
        places = tuple((Card(lines=(f"{sign}{text}",), look=look),) for look, sign, text in cells)
        rows.append(Row(line.title, places, line.note))
    return Cells(drawing.heads, tuple(rows), alt, drawing.first)


def method(result: Result) -> Cells:
    """Return which campus takes which step of the method."""
    assert isinstance(result.drawing, tuple)
    ordered, followed = result.drawing
    assert isinstance(followed, Followed)
    rows = tuple(_campus(campus, followed) for campus in ordered)
    return Cells(followed.steps, rows, result.description, "Campus")


def _campus(campus: Campus, followed: Followed) -> Row:
    where = ", ".join(LABOUR_REGIONS.get(region, region) for region in campus.regions)
    states = (followed.state(campus, step) for step in followed.steps)
    cards = (_step(state) for state in states)
    return Row(campus.name, tuple((card,) for card in cards), where)


def _step(state: str) -> Card:
    look, sign = _STEPS.get(state, (looks.HATCHED, ""))
    return Card(lines=(f"{sign}{state}",), look=look)


def known(result: Result) -> Cells:
    """Return of which amounts something is known, never how much."""
    assert isinstance(result.drawing, tuple)
    rows: Sequence[SupportEuros] = result.drawing
    made = []
    for row in rows:
        region, period, payer = means.where(row)
        states = means.known_row(row)
        cards = ((Card(lines=(f"● {s}",), look="yes") if s == means.KNOWN else missing(s),) for s in states)
        made.append(Row(region, tuple(cards), f"{period}, {payer}"))
    return Cells(tuple(AMOUNTS.values()), tuple(made), result.description, "Regio")


def variants(result: Result) -> Lanes:
    """Return every variant of the instrument with how much of the costs it pays."""
    assert isinstance(result.drawing, tuple)
    made = {row.variant: row for row in result.drawing}
    lanes = tuple(_variant(name, made.get(key)) for key, name in VARIANTS.items())
    return Lanes(lanes, result.description, keys=((looks.HATCHED, "hoeveel is nog niet bekend"),))


def _variant(name: str, row: Incentive | None) -> Lane:
    if row is None:
        return Lane(name, (Piece(0, 100, looks.DASHED),), ("nog niet uitgewerkt",))
    part = Piece(0, row.most_percent, looks.FULL) if row.most_percent else Piece(0, 100, looks.HATCHED)
    conditions = (f"Voorwaarden: {row.conditions}",) if row.conditions else ()
    return Lane(name, (part,), (means.limits(row), means.standing(row), *conditions))


def impact(result: Result) -> Lanes:
    """Return the effects of the case with their ranges, and under them who pays and who gains."""
    held = result.drawing
    assert isinstance(held, Impact)
    lanes: list[Lane] = []
    for domain, name in DOMAINS.items():
        for side, column in SIDES.items():
            lanes.append(Lane(f"{name}, {column}", heading=True))
            lanes += [_effect(effect, held) for effect in held.of(domain, side)] or [Lane("nog geen effect")]
    payers = who_pays(held)
    lanes.append(Lane(payers.first, heading=True))
    for line in payers.lines:
        pairs = zip(payers.heads, line.cells, strict=True)
        lanes.append(Lane(line.title, says=(", ".join(f"{head}: {cell.text}" for head, cell in pairs),)))
    keys = (
        (looks.FULL, "met beginstand"),
        (looks.DASHED, "verwachting"),
        (looks.HATCHED, "niet in getallen"),
    )
    return Lanes(tuple(lanes), result.description, keys=keys)


def _effect(effect: InclusionEffect, held: Impact) -> Lane:
    place = place_of(effect, held)
    look = looks.FULL if effect.has_baseline else looks.DASHED
    certainty = CERTAINTIES[effect.certainty] + ("" if effect.has_baseline else ", verwachting")
    piece = Piece(place[0], place[0] + max(_LEAST, place[1]), look) if place else Piece(0, 100, looks.HATCHED)
    said = range_text(effect, visible=held.visible) + start_text(effect, visible=held.visible)
    return Lane(effect.sentence, (piece,), (said, f"{WHO[effect.pays]} → {WHO[effect.gains]} · {certainty}"))
