"""Downloads of what is shown: picture and figures, each saying what was chosen, its source and the day.

Owns the row of buttons; the files are made in `lib.documents.figure_files`, only when somebody presses.
"""

from __future__ import annotations

import streamlit as st

from lib.charts import series as charts
from lib.charts.axes import frame_of
from lib.documents import figure_files
from lib.documents.figure_files import Extract
from lib.model.regions import region_label
from lib.store.records import today
from lib.ui.figures.pictures import marked_dates
from lib.ui.figures.series import Series

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def row(series: Series) -> None:
    """Draw the buttons under a series; a class in words has no picture."""
    choice = f"{region_label(series.region)}, per {series.rhythm}, met de andere gebieden"
    everything = [figure for run in series.by_region.values() for figure in run]
    extract = Extract(series.indicator, choice, everything, series.sets, today(), series.today)
    name = f"arbeidsmarkt-{series.indicator.id}-{series.region}-{series.rhythm}-{series.today.isoformat()}"
    with st.container(key="downloads", horizontal=True, gap="small"):
        _button("CSV", f"{name}.csv", "text/csv", lambda: figure_files.as_csv(extract))
        _button("Excel", f"{name}.xlsx", WORKBOOK, lambda: figure_files.as_workbook(extract))
        if not series.indicator.words and any(figure.value is not None for figure in series.own):
            _button("PNG", f"{name}.png", "image/png", lambda: _picture(series, extract, "png"))
            _button("SVG", f"{name}.svg", "image/svg+xml", lambda: _picture(series, extract, "svg"))


def _button(kind: str, name: str, mime: str, make: figure_files.Make) -> None:
    st.download_button(
        kind, data=make, file_name=name, mime=mime, icon=":material/download:", key=f"download {kind}",
        on_click="ignore",
    )  # fmt: skip


def _picture(series: Series, extract: Extract, kind: str) -> bytes:
    """Return the chart on white, with what it shows above it."""
    regions = series.beside if series.shared_axis else [series.region]
    shown = {region: series.by_region[region] for region in regions if region in series.by_region}
    frame = frame_of([figure for run in shown.values() for figure in run])
    spec = charts.chart(
        charts.rows(series.indicator, shown, series.region, frame, marked_dates(series)), frame
    )
    used = {figure.set_id for run in shown.values() for figure in run}
    credits = [
        f"Bron: {delivery.publisher}{f', tabel {delivery.table_id}' if delivery.table_id else ''}: "
        f"{delivery.title}"
        for delivery in extract.used
        if delivery.id in used
    ]
    lines = [
        f"{region_label(series.region)}, per {series.rhythm} ({series.indicator.unit})",
        *credits[-3:],
        *([f"en nog {len(credits) - 3} bronnen; het bestand noemt ze alle"] if len(credits) > 3 else []),
        *(f"{label} {value}" for label, value in extract.made),
    ]
    return figure_files.as_picture(charts.picture(spec, series.indicator.name, lines), kind)
