"""What the counts and the desks say of one region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lib.dutch import day_text, list_text
from lib.model.listing import parts
from lib.model.periods import period_of
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.amount import NOTHING_KNOWN
from lib.model.results.desks import ACTION, AUDIENCES
from lib.model.results.tally import COHORT, Tally
from lib.rules.results.counting import added, amounts, of_one_division, over_periods
from lib.rules.results.desks import TITLE, Desks
from lib.rules.results.drawing import Bars, Grid
from lib.rules.results.reports import last_due, over
from lib.rules.results.result import Line, Local, Result
from lib.rules.results.tellings import Counted, result_of

NOT_REPORTED = "niet opgegeven"


def counted_in(counted: Counted, region: str) -> Local | None:
    """Return the steps that were counted of a region; None while nothing is counted of the action at all."""
    whole = result_of(counted)
    if whole is None:
        return None
    counts = over_periods(of_one_division(counted.scheme, amounts(counted.tallies)))
    lines = []
    for step, name in counted.scheme.steps.items():
        amount = added(counts, step, basis=COHORT, region=region)
        known = amount is not None and amount != NOTHING_KNOWN
        lines.append(Line(name, amount.text if amount and known else NOT_REPORTED, known=known))
    own = [tally for tally in counted.tallies if tally.region == region]
    return Local(
        counted.action_id,
        whole.title,
        tuple(lines),
        tuple(_not_reported(counted, region)),
        _periods(own) if own else f"nog geen opgave van {LABOUR_REGIONS[region]}",
    )


def of_region(result: Result, region: str) -> Result:
    """Return what a result shows, without the rows and bars that are called after another region."""
    others = [name for code, name in LABOUR_REGIONS.items() if code != region]

    def own(title: str) -> bool:
        return not title.startswith(tuple(others))

    if not region:
        return result
    drawing = result.drawing
    if isinstance(drawing, Grid):
        drawing = replace(drawing, lines=tuple(line for line in drawing.lines if own(line.title)))
    if isinstance(drawing, Bars):
        groups = [
            replace(group, bars=tuple(bar for bar in group.bars if own(bar.label)))
            for group in drawing.groups
            if own(group.title)
        ]
        drawing = replace(drawing, groups=tuple(groups))
    tables = tuple(
        replace(table, rows=tuple(row for row in table.rows if own(row[0]))) for table in result.tables
    )
    return replace(result, drawing=drawing, tables=tables)


def _periods(tallies: Iterable[Tally]) -> str:
    periods = [period_of(tally.period) for tally in tallies]
    begins, ends = min(one.begins for one in periods), max(one.ends for one in periods)
    return f"wie begon van {day_text(begins)} tot en met {day_text(ends)}"


def _not_reported(counted: Counted, region: str) -> Iterable[str]:
    """Yield that the newest report of a region is not there, unless one for the whole province is."""
    due = last_due(counted.tallies, counted.today)
    if due is None:
        return
    reported = {tally.region for tally in counted.tallies if tally.period == due.code}
    if not reported & {region, None}:
        yield f"De opgave van {counted.scheme.noun} over {over(due)}"


def desks_in(held: Desks, region: str) -> Local | None:
    """Return the desks of a region, and whom none of them serves; None while there is no desk at all."""
    if not held.desks:
        return None
    warm = {desk.id for desk in held.warm_desks(region)}
    there = held.open_in(region)
    lines = tuple(
        Line(desk.name, list_text(parts(desk.serves)), _referring(len(there), warm=desk.id in warm))
        for desk in there
    )
    unserved = [name for key, name in AUDIENCES.items() if not held.serving(region, key)]
    return Local(ACTION, TITLE, lines, tuple(f"Loket voor {name}" for name in unserved), desks=True)


def _referring(desks: int, *, warm: bool) -> str:
    if desks == 1:
        return "het enige loket"
    return "verwijst warm door" if warm else "verwijst niet naar elk loket warm door"
