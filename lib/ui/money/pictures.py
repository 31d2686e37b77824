"""The pictures of money: per source how certain it is, and in time when each layer holds no more.

Owns markup with the words beside every bar; without the right to see amounts all bars are equally long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from markupsafe import Markup

from lib.documents.pictures.money import ends, length
from lib.dutch import count_text, day_text
from lib.model.results.money import CERTAINTIES, SOURCES, MoneyLayer
from lib.rules.money import layers as rules
from lib.rules.results.result import Result
from lib.ui.elements import drawn
from lib.ui.elements.drawn import Drawing
from lib.ui.elements.html import fill, show, table, wear

LOOKS = Path(__file__).with_name("money.css")
_SOURCE = Markup('<li><b>{}</b><div class="bar" aria-hidden="true">{}</div><p>{}</p></li>')
_PART = Markup('<i class="{}" style="flex:{} 1 {}em"></i>')
_ROW = Markup(
    '<li class="{}"><b>{}</b><div class="track"><i class="{}" style="left:{:.2f}%;width:{:.2f}%"></i>{}</div>'
    "<p>{}<span>{}</span></p></li>"
)
_MARK = Markup('<u class="{}" style="left:{:.2f}%"></u>')
_NAMES = {certainty: certainty.replace(" ", "-") for certainty in CERTAINTIES}
_NAMED, _UNKNOWN_SHARE = 2, 12


def dress() -> None:
    wear(LOOKS)


def legend() -> None:
    """Name the pattern of every certainty; none of them tells by its colour alone."""
    signs = [Markup('<span><i class="{}"></i>{}</span>').format(_NAMES[key], key) for key in CERTAINTIES]
    signs.append(Markup('<span><i class="unknown"></i>onbekend</span>'))
    show(Markup('<p class="wa-money-legend">{}</p>').format(Markup("").join(signs)))


# ------------------------------------------------------------------------- five sources


def of_result(result: Result) -> Markup:
    """Draw the money of an action for everybody: its bars without amounts."""
    assert isinstance(result.drawing, tuple)
    layers, today = result.drawing
    return sources(layers, today, visible=False, brief=True)


def sources(layers: Sequence[MoneyLayer], today: date, *, visible: bool, brief: bool = False) -> Markup:
    """Build a bar for each source, cut by certainty; what is not known is a hatched stub.

    In `brief` the words are only how many layers are how certain: a slide has room for no more.
    """
    rows = rules.counting(layers, today)
    most = max((_whole(rows, source) for source in SOURCES), default=0) or 1
    items = [_source(source, rows, most, visible=visible, brief=brief) for source in SOURCES]
    return Markup('<ul class="wa-sources">{}</ul>').format(Markup("").join(items))


def _whole(rows: Sequence[MoneyLayer], source: str) -> int:
    """Return how long the bar of a source is, in euro."""
    return sum(length(layer) for layer in rows if layer.source == source)


def _source(source: str, rows: Sequence[MoneyLayer], most: int, *, visible: bool, brief: bool) -> Markup:
    own = [layer for key in CERTAINTIES for layer in rows if (layer.source, layer.certainty) == (source, key)]
    if not own:
        return fill(_SOURCE, SOURCES[source], "", "niets vastgelegd")
    parts = Markup("").join(_part(layer, most, visible=visible) for layer in own)
    rest = max(0, most - _whole(own, source)) * 100 / most if visible else 0
    blank = Markup('<i class="blank" style="flex:{} 1 0"></i>').format(f"{rest:.1f}")
    words = Markup("<br>").join(_words(layer, visible=visible) for layer in own)
    return _SOURCE.format(SOURCES[source], parts + blank, rules.count_words(own) if brief else words)


def _part(layer: MoneyLayer, most: int, *, visible: bool) -> Markup:
    known = rules.amount(layer)
    if known is None:
        return _PART.format("unknown", 0, 4)
    share = 100 * length(layer) / most if visible else 0
    part = _PART.format(_NAMES[layer.certainty], f"{share:.1f}", 0.5 if visible else 3)
    return part + _PART.format("unknown", 0, 2) if known.high is None else part


def _words(layer: MoneyLayer, *, visible: bool) -> Markup:
    """Tell of a layer its amount, certainty and name, and what it is marked for."""
    about = rules.layer_about(layer)
    said = Markup("<b>{}</b> {}: {}").format(
        rules.amount_words(layer, visible=visible), layer.certainty, layer.name
    )
    return said + Markup(" <small>{}</small>").format(about) if about else said


def certain(layers: Sequence[MoneyLayer], today: date, *, visible: bool) -> None:
    """Draw the amounts certainty by certainty, without a total under them."""
    rows = rules.per_certainty(layers, today)
    lines = [_certain(row, visible=visible) for row in rows]
    show(
        Markup('<div class="wa-certain"><h3>Per zekerheid</h3><p>{}</p><dl>{}</dl></div>').format(
            "Geen totaal: bedragen met een andere zekerheid tellen wij niet op.", Markup("").join(lines)
        )
    )


def _certain(row: rules.Certain, *, visible: bool) -> Markup:
    unknown = f", waarvan {row.unknown} zonder bedrag" if row.unknown and row.amount else ""
    number = f"{count_text(row.layers, 'laag', 'lagen')}{unknown}"
    line = Markup('<div><dt><i class="{}"></i>{}</dt><dd><b>{}</b> <small>{}</small></dd></div>')
    return line.format(_NAMES[row.certainty], row.certainty, row.words(visible=visible), number)


# ------------------------------------------------------------------------------ in time


def time_line(
    layers: Sequence[MoneyLayer],
    today: date,
    term: date,
    names: Mapping[str, Markup],
    *,
    visible: bool,
) -> tuple[Markup, Drawing]:
    """Build when each layer begins and ends, with today and the end of the term; also as a drawing."""
    rows = rules.in_order_of_end(layers)
    first, last = rules.span(rows, today, term)

    def left(day: date) -> float:
        return 100 * (day - first).days / (last - first).days

    marks = _MARK.format("now", left(today)) + _MARK.format("term", left(term))
    ticks = Markup("").join(
        Markup('<span style="left:{:.2f}%">{}</span>').format(left(date(year, 1, 1)), year)
        for year in range(first.year, last.year)
    )
    items = [_in_time(layer, today, left, marks, names, visible=visible) for layer in rows]
    foot = Markup(
        '<p class="foot"><span><i class="now"></i>vandaag, {}</span>'
        '<span><i class="term"></i>einde van de looptijd, {}</span></p>'
    ).format(day_text(today), day_text(term))
    scale = Markup('<li class="scale" aria-hidden="true"><b></b><div class="track">{}</div></li>').format(
        ticks
    )
    bare = {action_id: name.striptags() for action_id, name in names.items()}
    made = ends(layers, today, term, bare, visible=visible)
    line = Markup('<ul class="wa-ends">{}{}</ul>{}').format(scale, Markup("").join(items), foot)
    return line, made.svg


def show_time_line(line: Markup, drawing: Drawing) -> None:
    show(line)
    drawn.note_drawing("Welk geld houdt wanneer op (beeld)", drawing)


def _in_time(
    layer: MoneyLayer,
    today: date,
    left: object,
    marks: Markup,
    names: Mapping[str, Markup],
    *,
    visible: bool,
) -> Markup:
    assert callable(left)
    known = layer.ends_on is not None and layer.starts_on is not None
    begin = left(date.fromisoformat(layer.starts_on)) if layer.starts_on else left(today)
    end = left(date.fromisoformat(layer.ends_on)) if layer.ends_on else 100.0
    ended = rules.has_ended(layer, today)
    look = _NAMES[layer.certainty] if known else "unknown"
    said = f"{rules.amount_words(layer, visible=visible)}, {layer.certainty}; {rules.end_words(layer, today)}"
    before = names.get(layer.action_id, Markup())
    return _ROW.format(
        "ended" if ended else "",
        before + Markup("{}").format(layer.name),
        f"{look} {'ends' if layer.ends_on else ''}",
        begin,
        max(0.8, end - begin),
        marks,
        "",
        said,
    )


def layer_table(
    layers: Sequence[MoneyLayer], today: date, names: Mapping[str, Markup], *, visible: bool
) -> Markup:
    """Return the same as a table."""
    rows = [
        (
            names.get(layer.action_id, Markup()) + Markup("{}").format(layer.name),
            SOURCES[layer.source],
            layer.certainty,
            rules.amount_words(layer, visible=visible),
            layer.earmark or "geen",
            rules.end_words(layer, today),
            layer.evidence or "geen",
        )
        for layer in rules.in_order_of_end(layers)
    ]
    head = ("Geldlaag", "Bron", "Zekerheid", "Bedrag", "Oormerk", "Einde", "Bewijs")
    return table(head, rows, "Geldlagen")
