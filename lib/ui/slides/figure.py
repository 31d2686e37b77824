"""The slide of one figure: large, beside its line over the years, with its status and source in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from lib.dutch import day_text
from lib.model.agenda import Action
from lib.model.figures import STATUSES, Effect, FigureSet, Indicator, Observation
from lib.model.meetings import Item
from lib.model.regions import COUNTRY, PROVINCE, region_label
from lib.rules import coverage
from lib.rules.coverage import Cell
from lib.rules.figure_words import CONTRIBUTION, START, difference_text, then_and_now, unit_text, value_text
from lib.store import decisions, figures
from lib.store.figures import Counting
from lib.store.file.connection import Database
from lib.ui.slides.plot import plot
from lib.ui.slides.subject import Slide, build

_PAIR = Markup(
    '<div class="pair"><div class="own {}"><p class="late">{}</p><p class="value"><b>{}</b> {}</p>'
    "<p>{}</p><p>{}</p></div>{}</div>"
)
NO_STATUS = "De bron vermeldt geen status"


def find_figure(
    db: Database, actions: Mapping[str, Action], items: Sequence[Item], today: date
) -> Iterator[Slide]:
    """Find one indicator: what an action on the agenda should move, else the first of the province.

    What nobody on the agenda asks for is shown only as long as it is current.
    """
    on_agenda = {item.action_id for item in items}
    effects = sorted(figures.effects(db), key=lambda effect: effect.action_id not in on_agenda)
    wanted = [
        (effect.indicator, effect.region, f"Actie {actions[effect.action_id].label}: {effect.sentence}")
        for effect in effects
    ]
    indicators = {indicator.id: indicator for indicator in figures.indicators(db)}
    known = _starts(db, effects, indicators) | decisions.sentences_by_figure(db)
    core = (indicator for indicator in indicators.values() if indicator.core and not indicator.words)
    wanted += [(indicator.id, PROVINCE, "") for indicator in core]
    counting = figures.current_sets(db)
    newest = figures.newest(db, [(name, region) for name, region, _ in wanted], counting)
    for name, region, why in wanted:
        latest = newest.get((name, region))
        if latest and not latest[0].absent:
            cell = coverage.cell(indicators[name], region, *latest, today)
            if not why and cell.state == coverage.STALE:
                continue
            told = known.get((name, region), "")
            lines = _lines(db, cell, counting)
            yield Slide(cell.indicator.name, _figure(cell, lines, counting.get(latest[0].set_id), why, told))
            return


def _lines(db: Database, cell: Cell, counting: Counting) -> dict[str, list[Observation]]:
    """Read the figures of the region, the province and the country, in the rhythm of the newest one."""
    assert cell.newest is not None
    wanted = list(dict.fromkeys((cell.region, PROVINCE, COUNTRY)))
    lines: dict[str, list[Observation]] = {region: [] for region in wanted}
    for figure in figures.series(db, cell.indicator.id, wanted, counting):
        if figure.value is not None and figure.period.rhythm == cell.newest.period.rhythm:
            lines[figure.region].append(figure)
    return {region: line for region, line in lines.items() if line}


def _starts(
    db: Database, effects: Sequence[Effect], indicators: Mapping[str, Indicator]
) -> dict[tuple[str, str], str]:
    """Tell per figure and region from which value an action started, and what is known of that value now."""
    now = figures.known_now(db, [effect.start.key for effect in effects])
    return {
        (one.indicator, one.region): then_and_now(
            indicators[one.indicator], one.start, now.get(one.start.key), START
        )
        for one in reversed(effects)
    }


def _figure(
    cell: Cell, lines: Mapping[str, Sequence[Observation]], source: FigureSet | None, why: str, known: str
) -> Markup:
    newest, indicator = cell.newest, cell.indicator
    assert newest is not None
    unit = "" if newest.label else unit_text(indicator)
    change = f"Geen verschil met een jaar eerder: {cell.change.why_not}."
    if cell.change.difference is not None:
        change = f"{difference_text(indicator, cell.change)} in een jaar."
    status = f"Status: {STATUSES.get(newest.status, newest.status)}" if newest.status else NO_STATUS
    whose = f"{source.publisher}, {source.title}" if source else indicator.source
    seen = f", opgehaald op {day_text(source.retrieved_on)}" if source and source.retrieved_on else ""
    return build(
        "figure",
        indicator.name,
        _PAIR.format(
            "stale" if cell.state == coverage.STALE else "",
            cell.state if cell.state == coverage.STALE else "",
            value_text(indicator, newest),
            unit,
            change,
            f"{status}; het cijfer is {cell.state}.",
            plot(indicator, cell.region, lines),
        ),
        f"{why} {CONTRIBUTION}" if why else "",
        known,
        f"Bron: {whose}{seen}",
        over=f"{region_label(newest.region)}, {newest.period.text}",
    )
