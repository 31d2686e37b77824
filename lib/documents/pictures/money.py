"""Money on paper: per source how certain it is, when each layer holds no more, and what campuses run on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from lib.documents.pictures import looks
from lib.documents.pictures.cells import Card, Cells, Row, missing
from lib.documents.pictures.lanes import Lane, Lanes, Piece
from lib.dutch import day_text
from lib.model.results.money import CERTAINTIES, SOURCES, MoneyLayer
from lib.rules.money import layers as rules
from lib.rules.results.result import Result

_LOOKS = dict(zip(CERTAINTIES, (looks.DASHED, looks.OPEN, looks.DOTS, looks.HALF, looks.FULL), strict=True))
_KEYS = (*((look, certainty) for certainty, look in _LOOKS.items()), (looks.HATCHED, "onbekend"))
_STUB, _SAME = 6.0, 12.0
"""In per cent: how long an unknown amount is drawn, and each of those whose amount may not be seen."""


def sources(
    layers: Sequence[MoneyLayer], today: date, alt: str, *, visible: bool, brief: bool = False
) -> Lanes:
    """Return a bar for each source, cut by certainty, with the words of every layer; `brief` counts them."""
    rows = rules.counting(layers, today)
    most = max((sum(map(length, _of(rows, source))) for source in SOURCES), default=0) or 1
    lanes = tuple(
        _source(source, _of(rows, source), most, visible=visible, brief=brief) for source in SOURCES
    )
    return Lanes(lanes, alt, keys=_KEYS)


def of_result(result: Result) -> Lanes:
    """Return the money of an action as everybody may see it: how certain, and no amount."""
    assert isinstance(result.drawing, tuple)
    layers, today = result.drawing
    return sources(layers, today, result.description, visible=False, brief=True)


def _of(rows: Iterable[MoneyLayer], source: str) -> list[MoneyLayer]:
    own = [layer for layer in rows if layer.source == source]
    return sorted(own, key=lambda layer: list(CERTAINTIES).index(layer.certainty))


def length(layer: MoneyLayer) -> int:
    """Return how long to draw a layer, in euro; never a number to tell."""
    known = rules.amount(layer)
    return (known.high or known.low) if known else 0


def _source(source: str, own: Sequence[MoneyLayer], most: int, *, visible: bool, brief: bool) -> Lane:
    pieces, left = [], 0.0
    for layer in own:
        known = rules.amount(layer)
        share = (length(layer) * 100 / most * 0.9 if visible else _SAME) if known else _STUB
        pieces.append(Piece(left, left + share, _LOOKS[layer.certainty] if known else looks.HATCHED))
        left += share
    says = (rules.count_words(own),) if brief else tuple(_words(layer, visible=visible) for layer in own)
    return Lane(SOURCES[source], tuple(pieces), says if own else ("niets vastgelegd",))


def _words(layer: MoneyLayer, *, visible: bool) -> str:
    said = f"{rules.amount_words(layer, visible=visible)} {layer.certainty}: {layer.name}"
    return f"{said}; {about}" if (about := rules.layer_about(layer)) else said


def ends(
    layers: Sequence[MoneyLayer], today: date, term: date, names: Mapping[str, str], *, visible: bool
) -> Lanes:
    """Return when each layer begins and ends, with today and the end of the agenda's term."""
    rows = rules.in_order_of_end(layers)
    first, last = rules.span(rows, today, term)

    def place(day: date) -> float:
        return 100 * (day - first).days / (last - first).days

    lanes = []
    for layer in rows:
        begin = place(date.fromisoformat(layer.starts_on)) if layer.starts_on else place(today)
        end = place(date.fromisoformat(layer.ends_on)) if layer.ends_on else 100.0
        known = bool(layer.starts_on and layer.ends_on)
        piece = Piece(
            begin, end, _LOOKS[layer.certainty] if known else looks.HATCHED, stops=bool(layer.ends_on)
        )
        amount = rules.amount_words(layer, visible=visible)
        said = f"{amount}, {layer.certainty}; {rules.end_words(layer, today)}"
        name = " ".join(filter(None, (names.get(layer.action_id, ""), layer.name)))
        lanes.append(Lane(name, (piece,), (said,)))
    return Lanes(
        tuple(lanes),
        "Welk geld wanneer ophoudt, een balk per geldlaag.",
        keys=_KEYS,
        ticks=tuple((place(date(year, 1, 1)), str(year)) for year in range(first.year, last.year)),
        across=(
            (place(today), f"vandaag, {day_text(today)}"),
            (place(term), f"einde van de looptijd, {day_text(term)}"),
        ),
    )


def covers(rows: Sequence[tuple[str, Sequence[tuple[int, str, str]]]]) -> Cells:
    """Return per campus each year with its state and what that is in words."""
    years = sorted({year for _, own in rows for year, _, _ in own})
    states = {
        "structureel": looks.OPEN,
        "tijdelijk": looks.OPEN,
        "gat": looks.DASHED,
        "onbekend": looks.HATCHED,
    }
    made = []
    for name, own in rows:
        by_year = {year: Card(lines=(said,), look=states.get(state, looks.OPEN)) for year, state, said in own}
        unknown = missing("exploitatie niet bekend")
        cards = [(by_year[year],) if year in by_year else () for year in years] if own else [(unknown,)]
        made.append(Row(name, tuple(cards)))
    return Cells(tuple(map(str, years)), tuple(made), "Per campus en jaar waarmee de kosten gedekt zijn.")
