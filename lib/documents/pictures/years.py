"""What a page tells per period, on paper: how tense the labour market is, and what the manifest asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.documents.pictures import looks
from lib.documents.pictures.cells import Card, Cells, Row, missing
from lib.dutch import number_text
from lib.model.figures import TENSION, Observation
from lib.model.manifest import Obligation
from lib.model.periods import Period
from lib.model.regions import region_label
from lib.rules.figure_words import tension_text
from lib.rules.meetings import obligations as rules
from lib.rules.meetings.obligations import STATES, Year

_RUNGS = list(TENSION)
_STATES = {
    rules.DONE: ("yes", "●"),
    rules.OWED: (looks.OPEN, "○"),
    rules.MISSED: (looks.DASHED, "■"),
    rules.UNKNOWN: (looks.HATCHED, "?"),
    rules.UNRECORDED: (looks.HATCHED, "–"),
    rules.NOTHING: (looks.OPEN, "–"),
}


def tension(
    title: str, by_region: Mapping[str, Mapping[Period, Observation]], periods: Sequence[Period]
) -> Cells:
    """Return the class of each region in each period, with its rung and its number where there is one."""
    rows = tuple(
        Row(region_label(region), tuple((_tension(own.get(period)),) for period in periods))
        for region, own in by_region.items()
    )
    keys = tuple((str(rung), tension_text(label)) for rung, label in enumerate(_RUNGS, 1))
    return Cells(tuple(period.short for period in periods), rows, f"{title}.", "Gebied", keys)


def _tension(figure: Observation | None) -> Card:
    if figure is None or not figure.label:
        return missing("geen cijfer")
    rung = _RUNGS.index(figure.label) + 1
    number = "" if figure.value is None else f" {number_text(figure.value, 2)}"
    return Card(lines=(figure.label + number, "■" * rung + "□" * (len(_RUNGS) - rung)))


def obligations(asked: Sequence[Obligation], years: Sequence[Year]) -> Cells:
    """Return every obligation in every year, with the states that occur in words."""
    heads = sorted({owed.year for owed in years})
    by_place = {(owed.obligation.id, owed.year): owed for owed in years}
    rows = tuple(
        Row(obligation.name, tuple((_owed(by_place[obligation.id, year]),) for year in heads))
        for obligation in asked
    )
    used = {owed.state for owed in years}
    keys = tuple((_STATES[state][1], f"{state}: {told}") for state, told in STATES.items() if state in used)
    alt = "Wat het manifest vraagt, per verplichting en jaar."
    return Cells(tuple(map(str, heads)), rows, alt, "Verplichting", keys)


def _owed(owed: Year) -> Card:
    look, sign = _STATES[owed.state]
    return Card(lines=(f"{sign} {owed.state}", owed.count), look=look)
