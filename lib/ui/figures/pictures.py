"""A series drawn: one large chart, small ones side by side, and strips for classes in words.

Owns what is drawn together and on which axis; `lib.charts.series` draws it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

import streamlit as st
from markupsafe import Markup

from lib.charts import series as charts
from lib.charts.axes import frame_of
from lib.charts.notes import notes_of
from lib.documents.pictures.years import tension
from lib.documents.tables.figure_files import Extract, figure_rows
from lib.dutch import count_text, list_text, number_text
from lib.model.figures import TENSION, Observation
from lib.model.regions import LARGE, region_label, scale_of
from lib.rules.coverage import comparable_period
from lib.rules.figure_words import margin_note, tension_text
from lib.store.records import today
from lib.ui.elements import drawn
from lib.ui.elements.html import empty, link, show
from lib.ui.figures.series import Series, alternative
from lib.ui.here.address import shared_params

_MOST_CREDITS = 3


def dark() -> bool:
    """Tell whether the visitor sees the dark theme."""
    return st.context.theme.type == "dark"


def _name(series: Series, region: str) -> str:
    return f"{series.indicator.name}, {region_label(region)}, per {series.rhythm}"


def main_chart(series: Series, *, dark: bool) -> charts.Spec:
    """Draw the region beside province and country; regions of another size are left to the table."""
    regions = series.beside if series.shared_axis else [series.region]
    shown = {region: series.by_region[region] for region in regions if region in series.by_region}
    frame = frame_of([figure for run in shown.values() for figure in run])
    rows = charts.rows(series.indicator, shown, series.region, frame, marked_dates(series))
    return charts.chart(rows, frame, dark=dark)


def marked_dates(series: Series) -> Mapping[float, str]:
    """Return the words at the foot of the chart of a region, by place in time."""
    years = [figure.period.year for figure in series.own]
    shown = notes_of(series.region, years, series.notes)
    return {note.place(series.rhythm): note.label for note in shown}


def draw(series: Series) -> None:
    """Draw the chart of the region; counts get one panel each for region, province and country."""
    if series.indicator.words:
        strips(series)
        return
    if not any(figure.value is not None for figure in series.own):
        empty("Er is geen cijfer om te tekenen. Boven aan de pagina staat waarom.")
        return
    name, shown = _name(series, series.region), series.beside if series.shared_axis else [series.region]
    drawn.note_chart(name, main_chart(series, dark=False), _credits(series, shown))
    st.vega_lite_chart(
        spec=main_chart(series, dark=dark()),
        width="stretch",
        key="series chart",
        alt=alternative(series, series.beside),
    )
    others = [region for region in series.beside if region != series.region]
    if others and not series.shared_axis:
        panels(series, others, "Ter vergelijking, elk op een eigen schaal")


def margin(series: Series) -> None:
    """Show how small a difference between these figures is none; a class in words has no difference."""
    if not series.indicator.words:
        show(Markup('<p class="wa-note-line">{}</p>').format(margin_note(series.indicator)))


def offer_figures(series: Series) -> None:
    """Offer the figures themselves, of all regions, each with its status and source."""
    figures = [figure for run in series.by_region.values() for figure in run]
    choice = f"{region_label(series.region)}, per {series.rhythm}, met de andere gebieden"
    extract = Extract(series.indicator, choice, figures, series.sets, today(), series.today)
    name = f"Alle cijfers: {_name(series, series.region)}"
    drawn.note_rows(name, lambda: figure_rows(name, extract))


def _credits(series: Series, regions: Sequence[str]) -> list[str]:
    """Name the unit and the sources of what is drawn of these regions; a long list by its last three."""
    used = {figure.set_id for region in regions for figure in series.by_region.get(region, ())}
    sources = [
        f"Bron: {delivery.publisher}{f', tabel {delivery.table_id}' if delivery.table_id else ''}: "
        f"{delivery.title}"
        for number, delivery in sorted(series.sets.items())
        if number in used
    ]
    rest = len(sources) - _MOST_CREDITS
    more = [f"en nog {count_text(rest, 'bron', 'bronnen')}; het bestand noemt ze alle"] if rest > 0 else []
    return [f"Eenheid: {series.indicator.unit}", *sources[-_MOST_CREDITS:], *more]


def whole_division(series: Series) -> None:
    """Draw a small chart for every region of the same division, if there are several."""
    if series.indicator.words or len(series.comparable) < 2:
        return
    scale = "" if series.shared_axis else ", elk op een eigen schaal"
    panels(series, series.comparable, f"Alle gebieden van deze indeling{scale}")
    own = scale_of(series.comparable[0])
    shown = [
        region
        for region in series.comparable
        if any(figure.value is not None for figure in series.by_region[region])
    ]
    without = [region_label(region) for region in LARGE if scale_of(region) == own and region not in shown]
    if without:
        show(Markup('<p class="wa-note-line">Geen cijfer: {}.</p>').format(list_text(without)))


def panels(series: Series, regions: Sequence[str], title: str) -> None:
    """Draw small charts side by side; shares on one scale, with the other regions in grey."""
    regions = [
        region for region in regions if any(figure.value is not None for figure in series.by_region[region])
    ]
    if not regions:
        return
    st.header(title, anchor=False)
    together = frame_of([figure for region in regions for figure in series.by_region[region]])
    grid = st.grid(3, min_column_width=300, gap="medium")
    for region in regions:
        frame, shown = together, {region: series.by_region[region] for region in regions}
        if not series.shared_axis:
            shown = {region: series.by_region[region]}
            frame = replace(together, values=frame_of(shown[region]).values)
        rows = charts.rows(series.indicator, shown, region, frame)
        with grid.cell():
            show(Markup('<h3 class="wa-panel-name">{}</h3>').format(region_label(region)))
            name = f"{_name(series, region)} ({title.lower()})"
            drawn.note_chart(name, charts.chart(rows, frame), _credits(series, list(shown)))
            st.vega_lite_chart(
                spec=charts.chart(rows, frame, dark=dark(), height=190),
                width="stretch",
                key=f"panel {title} {region}",
                alt=alternative(series, [region]),
            )


def way_to_the_map(series: Series) -> None:
    """Draw a link to the map coloured by this figure, where enough labour-market regions have it."""
    regional = [run for region, run in series.by_region.items() if scale_of(region) == "AM"]
    if comparable_period(chain.from_iterable(regional), series.indicator.id):
        params = {**shared_params(), "kleur": series.indicator.id}
        show(link("campussen", "Kleur de kaart met dit cijfer", params, icon="map"))


def strips(series: Series) -> None:
    """Draw classes in words per region and period, with their rung, and the number where there is one."""
    regions = [region for region in LARGE if series.by_region.get(region) or scale_of(region) == "AM"]
    periods = sorted({figure.period for run in series.by_region.values() for figure in run})
    classes = {
        region: {figure.period: figure for figure in series.by_region.get(region, ())} for region in regions
    }
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(period.short) for period in periods)
    body = ""
    for region in regions:
        marks = Markup("").join(_strip_cell(classes[region].get(period), period.short) for period in periods)
        body += Markup('<tr><th scope="row">{}</th>{}</tr>').format(region_label(region), marks)
    caption = f"{series.indicator.name}: klasse per gebied en periode"
    drawn.note_drawing(f"{caption} (beeld)", tension(caption, classes, periods).svg)
    show(
        Markup(
            '<div class="wa-scroll" tabindex="0" role="region" aria-label="{}">'
            '<table class="wa-strip"><caption class="wa-vh">{}</caption>'
            '<thead><tr><th scope="col">Gebied</th>{}</tr></thead><tbody>{}</tbody></table></div>'
        ).format(caption, caption, head, body)
    )
    show(
        Markup('<ul class="wa-signs">')
        + Markup("").join(Markup("<li>{}</li>").format(tension_text(label)) for label in TENSION)
        + Markup("</ul>")
    )


def _strip_cell(figure: Observation | None, period: str) -> Markup:
    """Draw a class as a word and a rung; a phone shows its period before it."""
    if figure is None or not figure.label:
        return Markup('<td class="no" data-head="{}">geen cijfer</td>').format(period)
    rung = list(TENSION).index(figure.label)
    steps = Markup("").join(
        Markup('<i class="{}"></i>').format("on" if step <= rung else "") for step in range(len(TENSION))
    )
    number = "" if figure.value is None else Markup(" <small>{}</small>").format(number_text(figure.value, 2))
    return Markup('<td data-head="{}">{}{}<span class="steps" aria-hidden="true">{}</span></td>').format(
        period, figure.label, number, steps
    )
