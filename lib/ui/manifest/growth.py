"""The growth of the manifest: the ledger's line, or the same as a table, and the published counts apart.

Owns the choice between chart and table and the words around them; `lib.charts.growth` draws.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import pyarrow as pa
import streamlit as st
from markupsafe import Markup

from lib.charts import growth as growth_chart
from lib.charts.axes import Frame
from lib.charts.series import Row, Spec
from lib.dutch import count_text, number_text
from lib.model.manifest import PublicCount
from lib.rules.meetings import manifest as rules
from lib.store.file.connection import reading
from lib.ui.elements import drawn
from lib.ui.elements.html import day, empty, show, table
from lib.ui.elements.switch import switch
from lib.ui.figures.pictures import dark
from lib.ui.here.cache import kept, kept_with
from lib.ui.here.state import Here
from lib.ui.manifest.view import Facts

FORM = "vorm"
_FORMS = {"grafiek": "Grafiek", "tabel": "Tabel"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """The line of growth, worked out once per state of the ledger: its points, chart rows, axes and words."""

    line: Sequence[tuple[str, int]]
    rows: Sequence[Row]
    axes: Frame
    words: str


def growth(here: Here, facts: Facts, on: date) -> None:
    """Chart or table, and under it the published counts with their sources."""
    with reading(here.path, here.at) as db:
        drawing = kept(f"growth {on}", here, db, lambda: _drawing(facts, here.day, on))
    if not drawing.line:
        empty("Het register is nog leeg. De lijn begint zodra er een partij in staat.")
    elif switch("Weergave van de groei", FORM, _FORMS, "grafiek", key="growth form") == "tabel":
        _as_table(drawing.line)
    else:
        white = kept_with("growth", lambda: growth_chart.chart(drawing.rows, drawing.axes), drawing)
        drawn.note_chart("Groei van het manifest", white)
        in_dark = dark()
        st.vega_lite_chart(
            spec=kept_with(("growth", in_dark), lambda: _travelling(drawing, in_dark), drawing),
            width="stretch",
            key="growth chart",
            alt=drawing.words,
        )
    if facts.counts:
        show(kept_with("sources", lambda: _sources(facts), facts))


def _travelling(drawing: Drawing, in_dark: bool) -> Spec:
    """Build the chart with its rows as they go to the browser: Streamlit would pack them in each run."""
    spec = growth_chart.chart(drawing.rows, drawing.axes, dark=in_dark)
    return {**spec, "data": pa.Table.from_pandas(pd.DataFrame(drawing.rows))}


def _drawing(facts: Facts, until: date, on: date) -> Drawing:
    line = rules.growth(facts.entries, until)
    return Drawing(
        line=line,
        rows=growth_chart.rows(line, facts.counts, until, on) if line else [],
        axes=growth_chart.frame(line, facts.counts, until),
        words=alternative(line, facts),
    )


def alternative(line: Sequence[tuple[str, int]], facts: Facts) -> str:
    """Tell what the chart shows, in words."""
    published = "; ".join(f"{count.dated} {_counted(count)}" for count in facts.counts)
    aside = f" Elders gepubliceerd en iets anders geteld: {published}." if published else ""
    return f"{rules.growth_text(line)}{aside} De tabel geeft dezelfde getallen."


def _counted(count: PublicCount) -> str:
    """Return a published number with what it is a count of."""
    return f"{number_text(count.number)} ({count.unit})"


def _as_table(line: Sequence[tuple[str, int]]) -> None:
    """Draw every day on which the number of parties in the register changed, newest first."""
    rows = [(day(when), number_text(total)) for when, total in reversed(line)]
    show(table(("Wanneer", "Partijen in het register"), rows, "Groei van het manifest"))


def _sources(facts: Facts) -> Markup:
    """Build where the published counts come from, and that they are another count."""
    items = Markup("").join(
        Markup("<li><b>{}</b> {}, {}: {}. <small>Bron: {}</small></li>").format(
            number_text(count.number), count.unit, count.dated, count.words, count.source
        )
        for count in facts.counts
    )
    several = count_text(len(facts.counts), "gepubliceerd getal", "gepubliceerde getallen")
    return Markup(
        '<p class="wa-source">Los van het register: {}. Anderen telden, en elk telde iets anders: '
        "vergelijk deze getallen niet met elkaar en niet met het register.</p>"
        '<ul class="wa-published">{}</ul>'
    ).format(several, items)
