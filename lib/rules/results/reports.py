"""Which reports of counts did not come in, and whom to ask: who counted there before, else by function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from lib.dutch import list_text
from lib.model.periods import Period, period_of
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.tally import Tally
from lib.rules.results.result import Missing

DAYS_TO_REPORT = 30
"""How long after its end the report of a period may take before it is asked for; a measure of our own."""
DRIVER = "de aanjager van de actie"


def last_due(tallies: Sequence[Tally], today: date) -> Period | None:
    """Return the newest period of which the report should be in, in the rhythm that is counted in."""
    if not tallies:
        return None
    newest = max((period_of(tally.period) for tally in tallies), key=lambda period: period.ends)
    due = min(
        (period_of(tally.period) for tally in tallies if period_of(tally.period).rhythm == newest.rhythm),
        key=lambda period: period.ends,
    )
    latest = None
    while due.ends + timedelta(days=DAYS_TO_REPORT) < today:
        latest, due = due, due.next()
    return latest


def over(period: Period) -> str:
    """Return a period as it stands behind "over"."""
    return f"het {period.text}" if period.rhythm == "kwartaal" else period.text


def missing_reports(
    tallies: Sequence[Tally], parties: Mapping[int, str], today: date, functions: Mapping[str, str]
) -> Iterator[Missing]:
    """Yield for each who has to be asked the regions of which the newest report is not there.

    `functions` says who answers for a region by function, where nobody counted before.
    """
    due = last_due(tallies, today)
    if due is None:
        return
    reported = {tally.region for tally in tallies if tally.period == due.code and not tally.many.is_unknown}
    if None in reported:
        return
    counted_by = {tally.region: tally.party_id for tally in sorted(tallies, key=lambda tally: tally.period)}
    asked: dict[tuple[int | None, str], list[str]] = {}
    for region in LABOUR_REGIONS.keys() - reported:
        party_id = counted_by.get(region)
        who = parties.get(party_id or 0) or functions.get(region) or DRIVER
        asked.setdefault((party_id, who), []).append(LABOUR_REGIONS[region])
    for (party_id, who), regions in sorted(asked.items(), key=lambda entry: sorted(entry[1])):
        yield _missing(due, sorted(regions), party_id, who)


def _missing(due: Period, regions: Sequence[str], party_id: int | None, who: str) -> Missing:
    where = list_text(regions)
    return Missing(
        sentence=f"De opgave over {over(due)} ontbreekt van {where}.",
        asked=who,
        since=(due.ends + timedelta(days=DAYS_TO_REPORT)).isoformat(),
        opening=f"Wanneer komt de opgave over {over(due)} van {where}?",
        party_id=party_id,
    )
