"""The growth of the manifest: the ledger's line with the published counts beside it, or the same as a table.

Owns the choice between chart and table and the words around them; `lib.growth_chart` draws.
"""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from lib import growth_chart
from lib.dutch import count_text, number_text
from lib.rules import manifest as rules
from lib.ui.figure_pictures import dark
from lib.ui.html import day, empty, show, table
from lib.ui.manifest_view import Known
from lib.ui.state import Here, follow_address

FORM = "vorm"
_FORMS = {"grafiek": "Grafiek", "tabel": "Tabel"}


def growth(here: Here, found: Known, on: date) -> None:
    """Chart or table, and under it the published counts with their sources."""
    line = rules.growth(found.entries, here.day)
    form = _form_choice()
    if form == "tabel":
        _as_table(line, found)
    else:
        _draw(line, found, here.day, on)
    if not line:
        empty(
            "Het register is nog leeg. Wie heeft de lijst van ondertekenaars? Kies Bewerken en voeg ze toe."
        )
    _sources(found)


def _form_choice() -> str:
    changed = follow_address(
        "growth form", FORM, lambda values: values[0] if values and values[0] in _FORMS else "grafiek"
    )
    return str(
        st.segmented_control(
            "Weergave van de groei",
            list(_FORMS),
            format_func=_FORMS.__getitem__,
            key="growth form",
            required=True,
            label_visibility="collapsed",
            on_change=changed,
        )
    )


def _draw(line: list[tuple[str, int]], found: Known, until: date, on: date) -> None:
    if not line and not found.counts:
        return
    axes = growth_chart.frame(line, found.counts, until)
    data = growth_chart.rows(line, found.counts, until, on)
    st.vega_lite_chart(
        spec=growth_chart.chart(data, axes, dark=dark()),
        width="stretch",
        key="growth chart",
        alt=alternative(line, found),
    )


def alternative(line: list[tuple[str, int]], found: Known) -> str:
    """What the chart shows, in words."""
    published = "; ".join(f"{number_text(one.parties)} in {one.dated}" for one in found.counts)
    aside = f" Elders gepubliceerd, niet bij het register opgeteld: {published}." if published else ""
    return f"{rules.growth_text(line)}{aside} De tabel geeft dezelfde getallen."


def _as_table(line: list[tuple[str, int]], found: Known) -> None:
    """Every day on which the number changed, newest first; published counts carry that word."""
    rows = [(when, day(when), number_text(total), "register") for when, total in line]
    rows += [
        (one.counted_on, escape(one.dated), number_text(one.parties), "gepubliceerd") for one in found.counts
    ]
    rows.sort(key=lambda row: row[0], reverse=True)
    show(table(("Wanneer", "Partijen", "Geteld in"), [row[1:] for row in rows], "Groei van het manifest"))


def _sources(found: Known) -> None:
    """Where the published counts come from, and that they are another count."""
    if not found.counts:
        return
    items = "".join(
        f"<li><b>{number_text(one.parties)}</b> {escape(one.dated)}: {escape(one.words)}. "
        f"<small>Bron: {escape(one.source)}</small></li>"
        for one in found.counts
    )
    several = count_text(len(found.counts), "gepubliceerd getal", "gepubliceerde getallen")
    show(
        f'<p class="wa-source">Los van het register: {several}. '
        "Deze getallen zijn door anderen geteld; zij worden niet bij het register opgeteld.</p>"
        f'<ul class="wa-published">{items}</ul>'
    )
