"""The parts of the page of a region: coalitions, figures, counts, money, campuses, desks.

Owns how each reads; what belongs to a region is decided in `lib.rules.regions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from lib.documents.pictures.region_map import region_map
from lib.dutch import count_text, day_text, list_text
from lib.maps import outline
from lib.maps.outline import Mark
from lib.model.agenda import PRIORITIES
from lib.model.campuses import LEVELS, Campus, Outline
from lib.model.results.money import MoneyLayer
from lib.rules.coalitions.chairs import chair_name
from lib.rules.coverage import FRESH, STALE, SUMMED, UNPUBLISHED, Cell
from lib.rules.figure_words import whole_value_text
from lib.rules.money import layers as money
from lib.rules.regions import region as rules
from lib.rules.regions.region import Coalition, RegionFacts
from lib.rules.results.result import Local
from lib.ui.elements import drawn
from lib.ui.elements.html import Params, fill, link, table
from lib.ui.elements.through import Through
from lib.ui.here.address import ACTION, EDITING, LENS, MODE
from lib.ui.regions import paper
from lib.ui.stand.parts import number_of

MOST_ENDS = 4
"""How many layers of money stand on the page, what ends first in front."""
_SHORT = {"bedrijfsleven": "bedrijf", "onderwijs": "onderwijs", "overheid": "overheid"}
_LEVELS = 5
_BLOCK = Markup('<section class="{}"><h2>{} {}<small>{}</small>{}</h2>{}</section>')
_COUNT = Markup("<b>{}</b> ")
NONE = Markup('<p class="none">{}</p>')
_HATCH = Markup('<i class="hatch" aria-hidden="true"></i>')
_SMALL = Markup("{}<small>{}</small>")
_FAR = Markup('<span class="far {}"><em>{}</em><span aria-hidden="true">{}</span><b>{}</b></span>')
_FULL, _OPEN = Markup('<i class="on"></i>'), Markup("<i></i>")
_EMPTY = Markup('<span class="gap">leeg: {}</span>')
_NUMBER = Markup('<b class="number {}">{}</b> {}')
_LINE = Markup("<div><dt>{}</dt><dd>{}</dd></div>")
_TOLD = Markup("<p><b>{}.</b> {}</p>")


def block(
    looks: str, title: str, body: Markup, note: str = "", *, count: int | None = None, more: Markup | str = ""
) -> Markup:
    """Build a part under its heading; nothing in it is counted when there is no `count`."""
    counted = "" if count is None else _COUNT.format(count)
    return _BLOCK.format(looks, title, counted, note, more, body)


# ------------------------------------------------------------------ the coalitions


def coalitions(own: Sequence[Coalition], shared: Params, looks: Mapping[str, str]) -> Markup:
    """Build a row per coalition; `looks` has the class of its goal for each action."""
    more = link("coalities", "alle coalities", shared)
    if not own:
        text = "Nog geen plek aan een tafel en geen partij van deze regio vastgelegd."
        way = link("coalities", "Benoem de eerste plek", {**shared, MODE: EDITING})
        return block("coalitions", "Coalities in deze regio", NONE.format(text) + way, count=0, more=more)
    most = paper.coalitions_on_sheet(own)
    rows = [
        (_action(one, shared, looks[one.action.id]) + paper.later(place, most), _here(one), _sides(one))
        for place, one in enumerate(own)
    ]
    more += paper.rest(len(own), most)
    heads = ("Actie, prioriteit en fase", "Uit deze regio", "Hoe ver is elke kant?")
    body = table(heads, rows, "Coalities in deze regio", wide="region-coalitions")
    return block(
        "coalitions", "Coalities in deze regio", body, "hoogste prioriteit eerst", count=len(own), more=more
    )


def _action(one: Coalition, shared: Params, looks: str) -> Markup:
    action = one.action
    words = fill(_NUMBER, looks, number_of(action), action.name)
    priority = f"{action.priority}, {PRIORITIES[action.priority]}" if action.priority else "doorlopend"
    return _SMALL.format(
        link("actie", words, {**shared, ACTION: action.id}), f"{priority} · {action.stage_text}"
    )


def _here(one: Coalition) -> Markup:
    gaps = Markup("").join(_EMPTY.format(chair_name(chair).split(" (")[0]) for chair in one.empty)
    return Markup("{}{}").format(one.who or ("" if one.empty else "niemand"), gaps)


def _sides(one: Coalition) -> Markup:
    through = Through()
    return Markup("").join(
        _FAR.format(
            helix,
            through.link(helix, _SHORT[helix]),
            Markup("").join(_FULL if step < level else _OPEN for step in range(_LEVELS)),
            level,
        )
        for helix, level in one.levels.items()
    )


# ------------------------------------------------------------------ figures and counts


def figures(region: RegionFacts, shared: Params) -> Markup:
    note = "echte cijfers met bron; een arbeidsmarktregio is geen COROP-gebied"
    more = link("arbeidsmarkt", "alle cijfers", {**shared, "schaal": "AM"})
    if not region.figures:
        body = NONE.format("Op deze dag werden nog geen cijfers bijgehouden.")
    else:
        rows = [
            (
                link("arbeidsmarkt", figure.own.indicator.name,
                     {**shared, "indicator": figure.own.indicator.id, "regio": region.code}),
                *(_figure(one) for one in (figure.own, figure.province, figure.country)),
            )
            for figure in region.figures
            if figure.own.state != UNPUBLISHED
        ]  # fmt: skip
        heads = ("Cijfer", "Deze regio", "Provincie", "Nederland")
        body = table(heads, rows, "Cijfers van deze regio", wide="region-figures") + _nowhere(region)
    return block("figures", "Cijfers", body, note, more=more)


def _nowhere(region: RegionFacts) -> Markup:
    """Name the figures that nobody publishes for a labour-market region."""
    names = [one.own.indicator.name for one in region.figures if one.own.state == UNPUBLISHED]
    text = f"Niemand publiceert per arbeidsmarktregio: {list_text(names)}."
    return NONE.format(text) if names else Markup()


def _figure(shown: Cell) -> Markup:
    """Build a figure with its period and, in words, whether it is old; hatched when there is none."""
    if shown.newest is None or shown.state not in (FRESH, STALE, SUMMED):
        return _SMALL.format(_HATCH, shown.state)
    old = Markup(' <span class="old">{}</span>').format(shown.state) if shown.state != FRESH else ""
    value = Markup('<b class="value">{}</b>').format(whole_value_text(shown.indicator, shown.newest))
    return _SMALL.format(value, Markup("{}{}").format(shown.newest.period.short, old))


def counts(region: RegionFacts, shared: Params, *, invented: bool) -> Markup:
    note = "aantallen zijn verzonnen" if invented else "opgave van wie telt; onbekend is geen nul"
    if not region.counts:
        body = NONE.format("Nog niets geteld: de acties 1, 3 en 6 houden per regio bij wat er gebeurt.")
        body += link("actie", "Naar de telling van actie 1", {**shared, ACTION: "1", "tab": "effect"})
        return block("counts", "Tellingen", body, note)
    body = Markup("").join(_counted(one, shared) for one in region.counts)
    return block("counts", "Tellingen", body, note)


def _counted(one: Local, shared: Params) -> Markup:
    title = link("actie", one.title, {**shared, ACTION: one.action_id, "tab": "effect"})
    lines = Markup("").join(
        _LINE.format(line.name, _value(line.value, line.note, line.known)) for line in one.lines
    )
    return Markup("<h3>{} <small>{}</small></h3><dl>{}</dl>").format(title, one.note, lines)


def _value(value: str, note: str, known: bool) -> Markup:
    shown = Markup('<b class="{}">{}</b>').format("value" if known else "late", value)
    return _SMALL.format(shown, note) if note else shown


def told(region: RegionFacts, shared: Params) -> Markup:
    """Build what is told of the region in a sentence; nothing when there is nothing."""
    if not region.told:
        return Markup()
    body = Markup("").join(
        _TOLD.format(
            link("actie", one.title, {**shared, ACTION: one.action_id, "tab": "effect"}), one.sentence
        )
        for one in region.told
    )
    return block(
        "told", "Onderzoek en promotie", body, "op de campussen en in de activiteiten van deze regio"
    )


# ------------------------------------------------------------------ money


def ends(
    region: RegionFacts, layers: Sequence[MoneyLayer], shared: Params, visible: Callable[[str], bool]
) -> Markup:
    """Build the money that counts, what ends first in front; each amount for who may see it."""
    more = link("geld", "al het geld", shared)
    if not layers:
        body = NONE.format(
            "Nog geen geld van deze regio vastgelegd, en geen voor acties waar zij aan meedoet."
        )
        return block("money", "Geld dat ophoudt", body, count=0, more=more)
    rows = [
        (
            link("actie", layer.name, {**shared, ACTION: layer.action_id, "tab": "geld"}),
            _SMALL.format(layer.certainty, money.amount_words(layer, visible=visible(layer.action_id))),
            _SMALL.format(money.end_words(layer, region.day), "" if layer.region else "geen bepaalde regio"),
        )
        for layer in layers[:MOST_ENDS]
    ]
    body = table(("Geld", "Zekerheid", "Einde"), rows, "Geld van deze regio", wide="region-money")
    more += paper.rest(len(layers), MOST_ENDS)
    return block(
        "money", "Geld dat ophoudt", body, "wat het eerst ophoudt vooraan", count=len(layers), more=more
    )


# ------------------------------------------------------------------ place, campuses, desks


def place(region: RegionFacts, shape: Outline, source: str, shared: Params) -> Markup:
    """Build the outline with the campuses as numbers, and the same campuses as a list."""
    numbered = list(enumerate(region.campuses, 1))
    marks = [Mark(number, *campus.point) for number, campus in numbered if campus.point]
    shown = count_text(len(marks), "campus", "campussen")
    alt = f"Kaart van {region.name} met {shown}, genummerd als in de lijst."
    picture = outline.drawing(shape, marks, alt, width=190, height=250)
    items = Markup("").join(_campus(number, campus, shared) for number, campus in numbered)
    if shape:
        told = [f"{number} {campus.name}: {_about(campus)}" for number, campus in numbered]
        drawn.note_drawing(
            f"Kaart van {region.name} (beeld)", partial(region_map, shape, marks, told, source, alt)
        )
    listed = Markup("<ol>{}</ol>").format(items) if items else NONE.format("Nog geen campus vastgelegd.")
    through = {**shared, LENS: region.code}
    listed += Markup('<p class="through">{}</p>').format(
        link("", "Toon de hele agenda van deze regio", through)
    )
    more = link("campussen", "op de kaart", {**shared, "regio": region.code})
    more += paper.rest(len(numbered), paper.CAMPUSES)
    listed += Markup('<p class="source">{}</p>').format(source)
    body = Markup('<div class="place">{}<div>{}</div></div>').format(picture, listed)
    return block("campuses", "Campussen", body, count=len(numbered), more=more)


def _campus(number: int, campus: Campus, shared: Params) -> Markup:
    name = link("campussen", campus.name, {**shared, "campus": str(campus.id)})
    return Markup('<li><i aria-hidden="true">{}</i><span>{}<small>{}</small></span>{}</li>').format(
        number, name, _about(campus), paper.later(number - 1, paper.CAMPUSES)
    )


def _about(campus: Campus) -> str:
    levels = ", ".join(LEVELS[level] for level in campus.levels) or "niveau niet bekend"
    known = campus.secured_until
    until = f"exploitatie gedekt tot {day_text(known)}" if known else "exploitatie onbekend"
    return f"{levels} · {until}{'' if campus.point else ' · geen punt op de kaart'}"


def desks(region: RegionFacts) -> Markup:
    """Build who the Servicepunt is, which desks there are, and which municipality leads."""
    lines = [_LINE.format("Servicepunt Techniek", _known(region.service_point, region.service_point_source))]
    lines += [_LINE.format("Centrumgemeente", _known(region.centre, region.centre_source))]
    lines += [
        _LINE.format(line.name, _value(line.value, line.note, line.known) + paper.later(place, paper.DESKS))
        for place, line in enumerate(region.desks)
    ]
    body = Markup("<dl>{}</dl>").format(Markup("").join(lines))
    if not region.desks:
        body += NONE.format("Nog geen ander loket vastgelegd.")
    more = paper.rest(len(region.desks), paper.DESKS)
    return block("desks", "Loketten", body, "voor mens, bedrijf en opleider", more=more)


def _known(words: str, source: str) -> Markup:
    if not words:
        return Markup('<b class="late">{}</b>').format(rules.NO_CENTRE)
    return Markup('<span title="{}">{}</span>').format(source, words)
