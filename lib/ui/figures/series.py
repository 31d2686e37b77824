"""One indicator in one region through time: what is shown, the words around it, and the same as a table.

Owns how a series reads on screen. What may be joined, compared or summed is decided in `lib.rules.figures`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from markupsafe import Markup

from lib.charts.notes import Note, notes_of
from lib.dutch import day_text, list_text, number_text, sentence_case
from lib.model.figures import ABSENCES, DIRECTIONS, STATUSES, FigureSet, Indicator, Observation
from lib.model.kinds import Invalid
from lib.model.periods import RHYTHMS, Period
from lib.model.regions import COUNTRY, LARGE, PROVINCE, REGION_NAMES, region_label, scale_of
from lib.rules import coverage, figures
from lib.rules.figure_words import difference_text, judged, tension_text, value_text, why_no_figure
from lib.ui.elements.html import show, table
from lib.ui.elements.switch import drop_down, switch

RHYTHM, FORM = "ritme", "vorm"
FORMS = {"grafiek": "Grafiek", "tabel": "Tabel"}
_MOST_PERIODS, _MOST_NOTES = 60, 6


@dataclass(frozen=True, slots=True)
class Series:
    """All figures of one indicator in one rhythm, by region, and the region it is about."""

    indicator: Indicator
    region: str
    rhythm: str
    by_region: Mapping[str, Sequence[Observation]]
    sets: Mapping[int, FigureSet]
    today: date
    notes: Sequence[Note] = ()

    @property
    def own(self) -> Sequence[Observation]:
        """The figures of the region it is about, in order of time."""
        return self.by_region.get(self.region, ())

    @property
    def beside(self) -> list[str]:
        """The region with province and country, as far as these have figures."""
        wanted = dict.fromkeys([self.region, PROVINCE, COUNTRY])
        return [region for region in wanted if self.by_region.get(region)]

    @property
    def comparable(self) -> list[str]:
        """The regions of the same division that have figures."""
        scale = "AM" if self.region in (PROVINCE, COUNTRY) else scale_of(self.region)
        alike = [region for region in self.by_region if scale_of(region) == scale]
        return alike or [region for region in self.by_region if scale_of(region) == "CR"]

    @property
    def shared_axis(self) -> bool:
        """Whether regions of any size can stand on one axis: shares can, counts cannot."""
        return not figures.may_sum(self.indicator)


def beside(region: str, where: Sequence[str]) -> list[str]:
    """Return the regions to show with a region: province, country, and all of its own kind."""
    kinds = {"NL", "PV", scale_of(region)} | ({"AM", "CR"} if scale_of(region) in ("NL", "PV") else set())
    return [name for name in REGION_NAMES if name in where and scale_of(name) in kinds]


def choose(
    indicator: Indicator,
    region: str,
    observations: Sequence[Observation],
    sets: Mapping[int, FigureSet],
    today: date,
) -> Series:
    """Return the series to look at: of a region, in years, quarters or months."""
    rhythm = rhythm_choice(observations, region)
    by_region: dict[str, list[Observation]] = {}
    for figure in observations:
        if figure.period.rhythm == rhythm:
            by_region.setdefault(figure.region, []).append(figure)
    return Series(indicator, region, rhythm, by_region, sets, today)


def region_choice(indicator: Indicator, regions: Sequence[str], asked: str, looked: str = "") -> str:
    """Ask the region to look at, first that of the lens; in the address as `regio`."""
    options = [name for name in REGION_NAMES if name in regions] or [PROVINCE]
    options = options if asked in options or asked not in REGION_NAMES else [asked, *options]
    usual = looked or (PROVINCE if PROVINCE in options else options[0])
    names = {name: region_label(name) for name in options}
    return drop_down("Gebied", "regio", names, usual, key=f"figure region {indicator.id}{looked}", width=230)


def rhythm_choice(observations: Sequence[Observation], region: str) -> str:
    """Ask for years, quarters or months, where a region has several; in the address as `ritme`."""
    own = [figure for figure in observations if figure.region == region]
    own = own or [figure for figure in observations if scale_of(figure.region) == scale_of(region)]
    own = own or list(observations)
    counts = Counter(figure.period.rhythm for figure in own)
    rhythms = [rhythm for rhythm in RHYTHMS if counts[rhythm]] or ["jaar"]
    newest = max(own, key=lambda figure: figure.period.ends).period.rhythm if own else rhythms[0]
    usual = max(rhythms, key=lambda rhythm: (counts[rhythm], rhythm == newest))
    if len(rhythms) == 1:
        return rhythms[0]
    names = {rhythm: f"per {rhythm}" for rhythm in rhythms}
    return switch("Periode", RHYTHM, names, usual, key=f"figure {RHYTHM} {' '.join(rhythms)} {usual}")


def form_choice() -> str:
    """Ask for chart or table; in the address as `vorm`."""
    return switch("Weergave", FORM, FORMS, "grafiek", key=f"figure {FORM}")


# -------------------------------------------------------------------------------- in words


def facts(indicator: Indicator) -> None:
    """Show what is counted, in which unit, by whom, and which way is favourable."""
    direction = DIRECTIONS.get(indicator.direction, "hoger of lager is op zichzelf niet gunstig of ongunstig")
    show(
        Markup(
            '<p class="wa-facts"><span>Eenheid: <b>{}</b></span>'
            "<span>Bron: {}</span><span>{}</span></p>"
            '<p class="wa-note-line">{}</p>'
        ).format(indicator.unit, indicator.source, direction, indicator.definition)
    )


def opening(series: Series) -> str:
    """Tell the newest figure of the region, how it moved in a year, and whether it is out of date."""
    name = region_label(series.region)
    if not series.own:
        return f"Voor {name} is geen cijfer bekend. {why_no_figure(series.indicator, series.region)}"
    newest = max(series.own, key=lambda figure: figure.period)
    indicator = series.indicator
    if newest.label:
        number = "" if newest.value is None else f" {number_text(newest.value, indicator.decimals)}:"
        sentence = f"{name}:{number} {tension_text(newest.label)} in het {newest.period.text}"
    elif newest.value is None:
        sentence = f"{name}: geen cijfer over {newest.period.text} ({ABSENCES[newest.absent]})"
    else:
        unit = "" if indicator.unit == "%" else f" {indicator.unit}"
        sentence = f"{name}: {value_text(indicator, newest)}{unit} ({newest.period.text})"
    earlier = next((figure for figure in series.own if figure.period == newest.period.year_earlier()), None)
    change = figures.change_of(indicator, newest, earlier)
    judgement = judged(indicator, change)
    if change.difference is not None:
        difference = difference_text(indicator, change)
        sentence += f", {difference} in een jaar{f' ({judgement})' if judgement else ''}"
    elif newest.value is not None:
        sentence += f"; geen verschil met een jaar eerder: {change.why_not}"
    if not indicator.published_for(scale_of(series.region)):
        return f"{sentence}. Niemand publiceert dit voor dit gebied: het is een {newest.note}."
    state = coverage.state_of(indicator, newest, series.today)
    if state == coverage.FRESH:
        return f"{sentence}. Dit cijfer is {state}."
    months = coverage.fresh_months(indicator, newest.period)
    why = f": een nieuwer cijfer was er binnen {months} maanden na het einde van de periode"
    return f"{sentence}. Dit cijfer is {state}{why}." if state == coverage.STALE else f"{sentence}."


def alternative(series: Series, regions: Sequence[str]) -> str:
    """Tell what a chart shows, for who cannot see it: per region the last figure, and every break."""
    parts = []
    for region in regions:
        values = [figure for figure in series.by_region.get(region, ()) if figure.value is not None]
        if values:
            first = min(values, key=lambda figure: figure.period)
            last = max(values, key=lambda figure: figure.period)
            span = f" ({len(values)} cijfers sinds {first.period.text})" if first is not last else ""
            parts.append(
                f"{region_label(region)} {value_text(series.indicator, last)} in {last.period.text}{span}"
            )
    broken = dict.fromkeys(
        gap.text for region in regions for gap in figures.breaks(series.by_region.get(region, ()))
    )
    return f"{series.indicator.name}: {'; '.join([*parts, *broken])}. De tabel geeft dezelfde cijfers."


def warnings(series: Series) -> None:
    """Show the rules that a reader of these figures must know, beside the figures they are about."""
    shown = series.beside if series.shared_axis else [series.region]
    broken = [gap for region in shown for gap in figures.breaks(series.by_region.get(region, ()))]
    notes = list(dict.fromkeys(f"{sentence_case(gap.text)}." for gap in broken))
    if series.indicator.concept == "ww":
        notes.append(figures.WW_IS_NOT_UNEMPLOYMENT)
    if scale_of(series.region) == "CR":
        notes.append("Een COROP-gebied is geen arbeidsmarktregio, ook niet als de naam erop lijkt.")
    if scale_of(series.region) in ("AM", "PV") and figures.may_sum(series.indicator):
        notes.append(figures.NO_SUM)
    notes += _own_notes(series)
    years = [figure.period.year for figure in series.own]
    notes += [sentence_case(note.sentence) for note in notes_of(series.region, years, series.notes)]
    if notes:
        show(Markup("").join(Markup('<p class="wa-note-line">{}</p>').format(note) for note in notes))


def _own_notes(series: Series) -> list[str]:
    """Return what the source or we say of single figures, each note once with the periods it is about."""
    periods: dict[str, list[str]] = {}
    for figure in series.own:
        if figure.note:
            periods.setdefault(figure.note, []).append(figure.period.text)
    times = {note: those[0] + (" en later" if those[1:] else "") for note, those in periods.items()}
    return [f"{region_label(series.region)}, {when}: {note}." for note, when in times.items()][-_MOST_NOTES:]


# ------------------------------------------------------------------------------- in tables


def as_table(series: Series) -> None:
    """Show the same as the chart in rows: newest period first, with change, status and way of measuring."""
    regions = list(dict.fromkeys([series.region, *series.beside]))
    by_period = {
        region: {figure.period: figure for figure in series.by_region.get(region, ())} for region in regions
    }
    periods = sorted({period for figures_of in by_period.values() for period in figures_of}, reverse=True)
    rows = []
    for period in periods[:_MOST_PERIODS]:
        own = by_period.get(series.region, {}).get(period)
        cells = [_value(series.indicator, by_period[region].get(period)) for region in regions]
        rows.append([period.text, *cells, *_about(series, own, by_period.get(series.region, {}))])
    heads = ["Periode", *(region_label(region) for region in regions)]
    show(table([*heads, "In een jaar", "Status", "Meetwijze"], rows, f"{series.indicator.name} door de tijd"))
    if len(periods) > _MOST_PERIODS:
        st.caption(f"De nieuwste {_MOST_PERIODS} perioden; het bestand heeft ze alle {len(periods)}.")


def _value(indicator: Indicator, figure: Observation | None) -> str:
    if figure is None:
        return "–"
    why = Markup(" <small>{}</small>").format(ABSENCES[figure.absent]) if figure.absent else ""
    return Markup("<b>{}</b>{}").format(value_text(indicator, figure), why)


def _about(series: Series, own: Observation | None, by_period: Mapping[Period, Observation]) -> list[str]:
    if own is None:
        return ["", "", ""]
    change = figures.change_of(series.indicator, own, by_period.get(own.period.year_earlier()))
    return [difference_text(series.indicator, change), STATUSES[own.status], own.basis or "–"]


def all_regions(series: Series) -> None:
    """Show every region of the division in the newest period of this one, and what they are together."""
    if not series.own or series.indicator.words:
        return
    period = max(figure.period for figure in series.own)
    everything = [figure for own in series.by_region.values() for figure in own]
    by_region = coverage.value_by_region(everything, series.indicator.id, period.code)
    scale = scale_of(series.region) if scale_of(series.region) in ("AM", "CR") else ""
    regions = [region for region in LARGE if scale_of(region) == scale] if scale else list(by_region)
    if len(regions) < 2:
        return
    st.header(f"Alle gebieden: {period.text}", anchor=False)
    ordered = sorted(
        regions, key=lambda region: -(by_region[region].value or 0) if region in by_region else 1
    )
    rows = [[region_label(region), _value(series.indicator, by_region.get(region))] for region in ordered]
    if scale and figures.may_sum(series.indicator):
        rows.append(_together(series.indicator, by_region, regions))
    show(table(["Gebied", series.indicator.unit], rows, f"{series.indicator.name} in {period.text}"))
    without = [region_label(region) for region in regions if region not in by_region]
    if without:
        st.caption(f"Geen cijfer: {list_text(without)}.")
    if scale:
        st.caption("Deze som is geen cijfer van de provincie; dat staat bij de provincie zelf.")


def _together(
    indicator: Indicator, by_region: Mapping[str, Observation], regions: Sequence[str]
) -> list[str]:
    """Build the row with the sum, or with the reason why there may be none."""
    try:
        sum_of_all = figures.total(by_region.values(), regions)
    except Invalid as refused:
        return [Markup("<b>Samen</b> <small>{}</small>").format(refused.sentence), "–"]
    known = sum_of_all.value is not None
    value = number_text(sum_of_all.value or 0, indicator.decimals) if known else "–"
    return [
        Markup("<b>Samen</b> <small>{}</small>").format(sum_of_all.text),
        Markup("<b>{}</b>").format(value),
    ]


def sources(series: Series) -> None:
    """Show where the figures come from: source, table and day, one click away."""
    used = sorted({figure.set_id for own in series.by_region.values() for figure in own})
    rows = []
    for number in used:
        if delivery := series.sets.get(number):
            day = day_text(delivery.retrieved_on) if delivery.retrieved_on else "dag niet vermeld"
            rows.append(
                [delivery.publisher, delivery.title, delivery.table_id or "–", day, delivery.retrieved_from]
            )
    show(table(["Bron", "Titel", "Tabel", "Opgehaald", "Waar gevonden"], rows, "Bronnen van deze cijfers"))
