"""What may and what may not be concluded from figures of the labour market.

Owns the honesty rules: no change across a break, nothing joined over a gap, no province made of regions, no
sum that hides a missing part, a number of tension only beside its class, and WW kept apart from unemployment.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lib.dutch import count_text, number_text
from lib.model.figures import LOOSE, TENSION, Indicator, Observation
from lib.model.kinds import Invalid, quoted
from lib.model.periods import Period
from lib.model.regions import PROVINCE, REGION_NAMES, SCALES, parts_of, region_label, scale_of
from lib.model.results.margins import UNKNOWN, Margin, margin_of

NO_SUM = (
    "De provincie is niet de som van de vijf arbeidsmarktregio’s: Eemnes en De Ronde Venen horen bij die "
    "regio's en liggen in Utrecht."
)
WW_IS_NOT_UNEMPLOYMENT = (
    "WW-uitkeringen zijn geen werkloosheid: wie werkloos is heeft niet altijd een uitkering, en de telling "
    "is van een andere instantie."
)


# ------------------------------------------------------------------ breaks in a series


@dataclass(frozen=True, slots=True)
class Change:
    """The difference with the same period a year earlier, or the Dutch reason why there is none.

    `margin` says that nobody knows how small a difference is none at all.
    """

    difference: float | None
    why_not: str = ""
    margin: str = ""

    @property
    def sign(self) -> str:
        """Return an arrow: higher, lower or equal; empty without a difference."""
        if self.difference is None:
            return ""
        return "▲" if self.difference > 0 else "▼" if self.difference < 0 else "="


def change(
    now: Observation, before: Observation | None, decimals: int = 1, margin: Margin | str | None = ""
) -> Change:
    """Return the change in a year, only between two values that were measured in the same way.

    A difference within the `margin` of the source is none; None is a source of which no rule is known.
    """
    if now.value is None:
        return Change(None, "een klasse in woorden heeft geen verschil" if now.label else "er is geen cijfer")
    if before is None or before.value is None:
        return Change(None, f"geen cijfer over {now.period.year_earlier().text}")
    if before.key[:2] != now.key[:2] or before.period != now.period.year_earlier():
        raise ValueError("a change is about one indicator in one region, a year apart")
    if before.basis != now.basis:
        return Change(None, f"niet vergelijkbaar met {before.period.text}: andere meetwijze")
    difference = round(now.value - before.value, decimals)
    if isinstance(margin, Margin) and margin.holds(difference):
        return Change(None, margin.why_not(difference))
    return Change(difference, margin=UNKNOWN if margin is None else "")


def change_of(indicator: Indicator, now: Observation, before: Observation | None) -> Change:
    """Return the change in a year of an indicator, by the margin of its source."""
    return change(now, before, indicator.decimals, margin_of(indicator.source, indicator.unit))


@dataclass(frozen=True, slots=True)
class Break:
    """A place in a series where the way of measuring changed: what comes after cannot be compared."""

    first_after: Observation
    before: str
    after: str

    @property
    def text(self) -> str:
        return f"vanaf {self.first_after.period.text} niet vergelijkbaar: {self.after or 'andere meetwijze'}"


def breaks(series: Sequence[Observation]) -> list[Break]:
    """Return the breaks in a series of one indicator, region and rhythm, in order of time.

    A loose number from the news breaks nothing: it was never part of the series.
    """
    ordered = sorted(series, key=lambda figure: figure.period)
    return [
        Break(later, earlier.basis, later.basis)
        for earlier, later in pairwise(ordered)
        if earlier.basis != later.basis and LOOSE not in (earlier.basis, later.basis)
    ]


def segments(series: Sequence[Observation]) -> list[list[Observation]]:
    """Return the runs of a series that may be drawn as one line: values in a row, measured in the same way.

    A period without a value ends a run as a break does: nothing is drawn where nothing is known. Loose
    numbers from the news are each a run of their own.
    """
    runs: list[list[Observation]] = []
    measured = sorted(
        (figure for figure in series if figure.value is not None), key=lambda figure: figure.period
    )
    yearly = _once_a_year(measured)
    for figure in measured:
        last = runs[-1][-1] if runs else None
        follows = last and (figure.period.year_earlier() if yearly else last.period.next()) == (
            last.period if yearly else figure.period
        )
        if last and follows and last.basis == figure.basis != LOOSE:
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return runs


def _once_a_year(series: Sequence[Observation]) -> bool:
    """Tell whether a series by month is a yearly count, always of one month (such as jobs in December)."""
    rhythms = {(figure.period.rhythm, figure.period.part) for figure in series}
    return len(rhythms) == 1 and len(series) > 2 and next(iter(rhythms))[0] == "maand"


# -------------------------------------------------------------------------------- sums


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over regions; incomplete when a part is missing, and then it says how many."""

    value: float | None
    missing: tuple[str, ...]
    parts: int

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def text(self) -> str:
        if self.complete:
            return f"som van {count_text(self.parts, 'gebied', 'gebieden')}"
        return f"onvolledig: {len(self.missing)} van {self.parts} gebieden ontbreken"


def total(observations: Iterable[Observation], regions: Sequence[str], into: str = "") -> Total:
    """Return the sum of one indicator in one period over regions of one scale.

    `into` is the region that the sum would stand for: a province made of labour-market regions or of COROP
    areas is refused, its own figure has to be used.
    """
    if into == PROVINCE:
        raise Invalid("region", f"{NO_SUM} Gebruik het cijfer van de provincie zelf.")
    by_region = {figure.region: figure for figure in observations if figure.region in regions}
    scales = {scale_of(region) for region in regions}
    kinds = {
        (figure.indicator, figure.period, figure.basis)
        for figure in by_region.values()
        if figure.value is not None
    }
    if len(scales) > 1:
        raise Invalid(
            "region", "Gebieden van verschillende indelingen overlappen: een som zou dubbel tellen."
        )
    if len(kinds) > 1:
        raise Invalid("basis", "Deze cijfers zijn niet op dezelfde manier gemeten: een som zegt niets.")
    values = {region: item.value for region, item in by_region.items() if item.value is not None}
    missing = tuple(region for region in regions if region not in values)
    return Total(sum(values.values()) if values else None, missing, len(regions))


def may_sum(indicator: Indicator) -> bool:
    """Tell whether parts of this indicator can be added up: counts can, shares and classes cannot."""
    return not indicator.words and "%" not in indicator.unit and not indicator.unit.startswith("per ")


def municipal_sums(
    indicator: Indicator, region: str, observations: Iterable[Observation]
) -> list[Observation]:
    """Tell what the municipalities of a region are together, per period in order of time.

    Only where nobody publishes the figure for the region, every one of its municipalities has a value, and
    all are measured in the same way: else there is no sum at all.
    """
    if not can_be_summed(indicator, region):
        return []
    by_period: dict[Period, list[Observation]] = {}
    for figure in observations:
        if figure.indicator == indicator.id and figure.value is not None:
            by_period.setdefault(figure.period, []).append(figure)
    sums = (_municipal_sum(region, period, figures) for period, figures in sorted(by_period.items()))
    return [whole for whole in sums if whole]


def can_be_summed(indicator: Indicator, region: str) -> bool:
    """Tell whether a figure that nobody publishes for a region can lawfully be made of its municipalities."""
    scale = scale_of(region)
    return (
        scale in ("AM", "CR")
        and may_sum(indicator)
        and indicator.published_for("GM")
        and not indicator.published_for(scale)
    )


def _municipal_sum(region: str, period: Period, figures: Sequence[Observation]) -> Observation | None:
    towns = parts_of(region, period.begins, period.ends)
    own = {figure.region: figure for figure in figures if figure.region in towns}
    bases = {figure.basis for figure in own.values()}
    if not towns or len(own) < len(towns) or len(bases) > 1:
        return None
    counted = f"eigen som van {len(towns)} gemeenten"
    first = next(iter(own.values()))
    return Observation(
        first.indicator,
        region,
        period,
        round(sum(figure.value or 0.0 for figure in own.values()), 6),
        status="voorlopig" if any(figure.status not in ("", "definitief") for figure in own.values()) else "",
        basis=f"{counted} ({first.basis})" if first.basis else counted,
        note=f"{counted}, die er alle een cijfer hebben",
        set_id=max(figure.set_id for figure in own.values()),
    )


# ------------------------------------------------------------------------ what may be stored


def check(indicator: Indicator, figure: Observation) -> None:
    """Raise Invalid unless this figure may be stored as one of this indicator."""
    if figure.region not in REGION_NAMES:
        raise Invalid("region", f"De regio {quoted(figure.region)} is niet bekend.")
    if not indicator.published_for(scale_of(figure.region)):
        raise Invalid(
            "region",
            f"“{indicator.name}” bestaat niet voor {region_label(figure.region)}: geen bron publiceert "
            f"dit per {SCALES[scale_of(figure.region)]}.",
        )
    if indicator.words:
        _check_class(indicator, figure)
    if not indicator.words and figure.label:
        raise Invalid("value", f"{quoted(figure.label)} is geen getal.")
    most = 100.0 if indicator.unit == "%" else math.inf
    if figure.value is not None and not 0 <= figure.value <= most:
        wrong = (
            "een percentage ligt tussen 0 en 100" if indicator.unit == "%" else "een aantal is nooit negatief"
        )
        decimals = 0 if float(figure.value).is_integer() else 1
        raise Invalid("value", f"{quoted(number_text(figure.value, decimals))} kan niet: {wrong}.")
    if (figure.value is not None or bool(figure.label)) == bool(figure.absent):
        raise Invalid("value", "Een cijfer heeft een waarde of een reden waarom die er niet is.")


def class_of(number: float) -> str:
    return next(label for label, (_, upper) in TENSION.items() if upper is None or number < upper)


def _check_class(indicator: Indicator, figure: Observation) -> None:
    """Raise Invalid unless the class is a known one, and a number beside it falls in that class."""
    if figure.label and figure.label not in TENSION:
        raise Invalid(
            "value", f"{quoted(figure.label)} is geen klasse van “{indicator.name}”: {', '.join(TENSION)}."
        )
    if figure.value is not None and figure.value >= 0 and figure.label != class_of(figure.value):
        raise Invalid(
            "value",
            f"{number_text(figure.value, 2)} hoort bij de klasse {class_of(figure.value)}, niet bij "
            f"{figure.label or 'een leeg veld'}.",
        )


def check_name(indicator: Indicator, column: str) -> None:
    """Raise Invalid when a column or measure of a source is plainly about something else."""
    about_ww = bool(re.search(r"\bww\b|ww-|uitkering", column, re.IGNORECASE))
    about_unemployment = bool(re.search(r"werklo", column, re.IGNORECASE))
    if (about_ww and indicator.concept == "werkloosheid") or (
        about_unemployment and not about_ww and indicator.concept == "ww"
    ):
        raise Invalid(
            "indicator", f"{quoted(column)} past niet bij “{indicator.name}”. {WW_IS_NOT_UNEMPLOYMENT}"
        )
