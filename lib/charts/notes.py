"""Notes on dates: what happened, of which source, and which regions it is about.

Owns `data/figure_notes.toml` and where a date stands on an axis of periods. A note says what happened on a
day, never that it moved a figure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

NOTES = Path(__file__).resolve().parents[2] / "data" / "figure_notes.toml"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that happened on a day; `label` is short enough for a chart, `when` is the day in words."""

    on: date
    when: str
    label: str
    text: str
    source: str
    regions: Sequence[str] = ()

    def place(self, rhythm: str) -> float:
        """Return where the day stands on an axis of years, as a period of this rhythm stands there."""
        if rhythm in ("jaar", "schooljaar"):
            return float(self.on.year)
        return round(self.on.year + (self.on.timetuple().tm_yday - 0.5) / 365.25, 4)

    @property
    def sentence(self) -> str:
        """The note with its date and its source."""
        return f"{self.when}: {self.text}. Bron: {self.source}."


def notes(path: Path = NOTES) -> list[Note]:
    """Return all notes, in order of time."""
    with path.open("rb") as file:
        return sorted((Note(**entry) for entry in tomllib.load(file)["note"]), key=lambda note: note.on)


def notes_of(region: str, years: Collection[int], more: Sequence[Note] = ()) -> list[Note]:
    """Return the notes about a region, from the first to the last of these years, `more` ones too."""
    return [
        note
        for note in sorted([*notes(), *more], key=lambda note: note.on)
        if (not note.regions or region in note.regions)
        and min(years, default=0) <= note.on.year <= max(years, default=0)
    ]
