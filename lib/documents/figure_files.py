"""Figures as files: CSV and a workbook, each saying what was chosen, from which source and of which day.

Owns the content and form of the files. Dutch spreadsheets read them as they are: semicolons and decimal
commas in the CSV, real numbers in the workbook. Knows no page and reads nothing.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lib.charts.series import DUTCH_NUMBERS
from lib.documents.csv_file import harmless, written
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
Make = Callable[[], bytes]


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


def as_csv(extract: Extract) -> bytes:
    """Return the figures as CSV for a Dutch spreadsheet, with what accounts for them above."""
    figures = (
        [str(value).replace(".", ",") if isinstance(value, float) else value for value in row]
        for row in _rows(extract)
    )
    return written([*extract.about, (), _HEAD, *figures])


def as_workbook(extract: Extract) -> bytes:
    """Return the figures as a workbook: one sheet with the figures, one that accounts for them."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    sheet.title = "Cijfers"
    sheet.append(list(_HEAD))
    for row in _rows(extract):
        sheet.append([harmless(value) for value in row])
    sheet.freeze_panes = "A2"
    about = book.create_sheet("Verantwoording")
    for line in extract.about:
        about.append([harmless(value) for value in line])
    for cell in [*sheet[1], *about["A"]]:
        cell.font = Font(bold=True)
    for letter, width in {"A": 30, "C": 20, "G": 20, "H": 28, "J": 60}.items():
        sheet.column_dimensions[letter].width = width
    about.column_dimensions["A"].width, about.column_dimensions["B"].width = 14, 110
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_picture(spec: dict[str, Any], kind: str) -> bytes:
    """Draw a chart as PNG or SVG, only when asked for: the library starts a script engine."""
    import vl_convert

    written = json.dumps(spec)
    if kind == "svg":
        return str(vl_convert.vegalite_to_svg(written, format_locale=DUTCH_NUMBERS)).encode()
    return bytes(vl_convert.vegalite_to_png(written, scale=2, format_locale=DUTCH_NUMBERS))
