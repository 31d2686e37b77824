"""Figures as rows, with what was chosen, from which source and of which day; and charts as pictures.

Knows no page and reads nothing; the form of a file with rows is of `lib.documents.tables.page`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.charts.series import DUTCH_NUMBERS
from lib.documents.tables.page import PageTable
from lib.dutch import day_text
from lib.model.figures import ABSENCES, STATUSES, FigureSet, Indicator, Observation
from lib.model.regions import region_label
from lib.rules.figure_words import value_text

_HEAD = (
    "Gebied",
    "Code",
    "Periode",
    "Periodecode",
    "Waarde",
    "Eenheid",
    "Status",
    "Meetwijze",
    "Opmerking",
    "Bron",
)


@dataclass(frozen=True, slots=True)
class Extract:
    """What is in a file: figures of one indicator, the choice in words, their deliveries, and the day.

    `seen` is the day whose state is shown: an earlier one than `day` when somebody looks back.
    """

    indicator: Indicator
    choice: str
    observations: Sequence[Observation]
    sets: Mapping[int, FigureSet]
    day: date
    seen: date

    @property
    def made(self) -> list[tuple[str, str]]:
        """When the file was made, and the state of which day is in it."""
        state = [("Stand op", day_text(self.seen))] if self.seen != self.day else []
        return [*state, ("Gemaakt op", day_text(self.day))]

    @property
    def about(self) -> list[tuple[str, str]]:
        return [
            ("Indicator", f"{self.indicator.name} ({self.indicator.unit})"),
            ("Definitie", self.indicator.definition),
            ("Keuze", self.choice),
            *(("Bron", source_text(delivery)) for delivery in self.used),
            *self.made,
        ]

    @property
    def used(self) -> list[FigureSet]:
        """The deliveries that the figures come from, oldest first."""
        numbers = sorted({figure.set_id for figure in self.observations})
        return [self.sets[number] for number in numbers if number in self.sets]


def source_text(delivery: FigureSet) -> str:
    """Return a delivery as it is credited: publisher, table, title, and when it was retrieved."""
    table = f", tabel {delivery.table_id}" if delivery.table_id else ""
    retrieved = (
        f"opgehaald {day_text(delivery.retrieved_on)}"
        if delivery.retrieved_on
        else "dag van ophalen niet vermeld"
    )
    return f"{delivery.publisher}{table}: {delivery.title} ({retrieved}; {delivery.retrieved_from})"


def _rows(extract: Extract) -> list[list[Any]]:
    return [
        [
            region_label(figure.region),
            figure.region,
            figure.period.text,
            figure.period.code,
            _shown(extract.indicator, figure),
            extract.indicator.unit,
            STATUSES[figure.status],
            figure.basis,
            figure.note,
            source_text(extract.sets[figure.set_id]) if figure.set_id in extract.sets else "",
        ]
        for figure in extract.observations
    ]


def _shown(indicator: Indicator, figure: Observation) -> float | str:
    """Return a number, a class with its number, or why there is none."""
    if figure.label or figure.value is None:
        return value_text(indicator, figure) if figure.label else ABSENCES[figure.absent]
    return figure.value


def figure_rows(name: str, extract: Extract) -> PageTable:
    """Return the figures with what accounts for them; a number has the comma that Dutch gives it."""
    figures = (
        [str(value).replace(".", ",") if isinstance(value, float) else value for value in row]
        for row in _rows(extract)
    )
    return PageTable(name, [[*_HEAD], *figures], extract.about)


def drawing_as_png(svg: bytes) -> bytes:
    """Draw an SVG as PNG, twice as large."""
    import vl_convert

    return bytes(vl_convert.svg_to_png(svg.decode(), scale=2))


def as_picture(spec: dict[str, Any], kind: str) -> bytes:
    """Draw a chart as PNG or SVG, only when asked for: the library starts a script engine."""
    import vl_convert

    written = json.dumps(spec)
    if kind == "svg":
        return str(vl_convert.vegalite_to_svg(written, format_locale=DUTCH_NUMBERS)).encode()
    return bytes(vl_convert.vegalite_to_png(written, scale=2, format_locale=DUTCH_NUMBERS))
