"""What stands beside a series in time: notes on dates that staff added, and the newest at the source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from markupsafe import Markup

from lib.charts.notes import Note
from lib.dutch import day_text
from lib.rules.coverage import newest_due
from lib.store.file.connection import Database
from lib.store.results.questions import dated_notes
from lib.ui.elements.html import show
from lib.ui.figures.series import Series


def with_notes(db: Database, series: Series) -> Series:
    """Return the series with the notes that staff added to its figures."""
    own = [
        Note(
            date.fromisoformat(note.happened_on),
            day_text(note.happened_on),
            note.label,
            note.what.rstrip("."),
            note.source.rstrip("."),
            (note.region,) if note.region else (),
        )
        for note in dated_notes(db, series.indicator.id)
    ]
    return replace(series, notes=own)


def behind(series: Series) -> None:
    """Tell the newest period that the source should have, by its rhythm, and the newest that is here."""
    if not series.own:
        return
    newest = max((figure.period for figure in series.own), key=lambda period: period.ends)
    due = newest_due(series.indicator, newest, series.today)
    words = "Nieuwste bij de bron, naar het ritme van de bron: {}; hier: {}."
    show(Markup('<p class="wa-note-line">{}</p>').format(words.format(due.text, newest.text)))
