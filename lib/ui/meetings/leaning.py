"""The figures that a decision leaned on: recording one, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lib.model.figures import Indicator, Leaning, Observation
from lib.model.meetings import Decision
from lib.model.regions import region_label
from lib.rules.figure_words import value_text
from lib.store import decisions, figures
from lib.store.file.connection import Database, reading
from lib.ui.editing import form
from lib.ui.editing.asks import Ask
from lib.ui.elements.html import empty
from lib.ui.here.state import Here

ASKED = "Op welk cijfer leunt dit?"


def leaning_form(here: Here, decision: Decision) -> None:
    """Ask for a figure, with the value that is known now; and offer to take one back."""
    with reading(here.path) as db:
        indicators = {indicator.id: indicator for indicator in figures.indicators(db)}
        own = [row for row in decisions.leanings(db) if row.decision_id == decision.id]
    names = {indicator.id: indicator.name for indicator in indicators.values()}
    chosen = st.selectbox(
        ASKED, list(names), index=None, format_func=names.__getitem__,
        key=f"leaning indicator {decision.id}", placeholder="kies een cijfer",
    )  # fmt: skip
    if chosen:
        _add(here, decision, indicators[chosen])
    if own:
        labels = {row.id: _named(row, indicators[row.indicator]) for row in own}
        form.withdraw_one_of(
            "leaning", own, labels, f"leaning {decision.id}", button="Cijfer weghalen", said="Weggehaald."
        )


def _named(row: Leaning, indicator: Indicator) -> str:
    return f"{indicator.name}, {region_label(row.region)}, {row.period}"


def _add(here: Here, decision: Decision, indicator: Indicator) -> None:
    with reading(here.path) as db:
        counting = figures.current_sets(db)
        regions = figures.regions_of(db, indicator.id, counting)
        known = [one for one in figures.series(db, indicator.id, regions, counting) if not one.absent]
    if not known:
        empty("Van dit cijfer is nog geen waarde bekend.")
        return

    def act(db: Database, values: Mapping[str, Any]) -> None:
        region, period = str(values["figure"]).split()
        about = {"decision_id": decision.id, "indicator": indicator.id}
        decisions.add_leaning(db, {**about, "region": region, "period": period})

    form.add(
        "leaning",
        {"decision_id": decision.id, "indicator": indicator.id},
        act,
        key=f"leaning {decision.id}",
        fields=(),
        extra=(Ask("figure", "record", "Gebied en periode", _options(indicator, known)),),
        button="Cijfer vastleggen",
        said="Het cijfer staat onder het besluit, met de waarde van nu.",
        primary=False,
    )


def _options(indicator: Indicator, known: Sequence[Observation]) -> dict[str, str]:
    newest = sorted(known, key=lambda figure: figure.period.ends, reverse=True)
    return {
        f"{figure.region} {figure.period.code}": (
            f"{region_label(figure.region)}, {figure.period.text}: {value_text(indicator, figure)}"
        )
        for figure in newest
    }
