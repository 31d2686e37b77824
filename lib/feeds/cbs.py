"""Figures from CBS tables: which table, measure and regions, and how their rows become observations.

Owns `data/cbs_tables.toml` and what it means. Measures are found by title when a table is read, because CBS
gives their keys a number that changes. Keys of regions and other dimensions come padded with blanks, and go
without them here. Stores nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lib.dutch import number_text
from lib.feeds.feed import Feed, FeedProblem, Row
from lib.feeds.numbers import parse_cell
from lib.model.figures import Observation
from lib.model.kinds import Invalid
from lib.model.periods import period_of
from lib.model.regions import COUNTRY

TABLES = Path(__file__).resolve().parents[2] / "data" / "cbs_tables.toml"
REGION, PERIOD = "RegioS", "Perioden"
_STATUSES = {"definitief": "definitief", "voorlopig": "voorlopig", "nadervoorlopig": "nader voorlopig"}

Progress = Callable[[float, str], object]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of a table that holds an indicator; `factor` turns its unit into ours."""

    indicator: str
    title: str
    factor: float = 1.0
    fixed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be refreshed: its measures, regions, fixed dimensions and way of measuring.

    A table without `regions` is about the country only and has no dimension for them. `periods` are the
    letters of the only rhythm that is read. `titled` fixes dimensions by the title of an entry, where its
    key is not public. `bounds` names the dimension with the margins of a figure, and in it the keys of the
    lower and the upper one.
    """

    id: str
    title: str
    basis: str
    regions: Sequence[str]
    measures: Sequence[Measure]
    fixed: Mapping[str, str] = field(default_factory=dict)
    titled: Mapping[str, str] = field(default_factory=dict)
    basis_from: Sequence[Mapping[str, Any]] = field(default_factory=tuple)
    periods: str = ""
    bounds: Mapping[str, str] = field(default_factory=dict)

    def basis_of(self, region: str, period: str) -> str:
        """Tell how a figure of a region and period was measured."""
        for rule in self.basis_from:
            if region in rule["regions"] and period_of(period).ends <= period_of(rule["until"]).ends:
                return str(rule["basis"])
        return self.basis


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a table held when it was read; `modified` is the day on which CBS last changed it."""

    table: Table
    observations: Sequence[Observation]
    modified: str | None


def tables(path: Path = TABLES) -> list[Table]:
    """Return the tables that can be refreshed."""
    with path.open("rb") as file:
        entries = tomllib.load(file)["table"]
    return [
        Table(**{**entry, "measures": [Measure(**measure) for measure in entry["measures"]]})
        for entry in entries
    ]


def fetch(table: Table, feed: Feed, progress: Progress = lambda _share, _text: None) -> Fetched:
    """Read a table as it is now; raises FeedProblem when any part of it cannot be had or understood."""
    progress(0.05, "Beschrijving van de tabel lezen")
    infos = feed.all_rows(table.id, "TableInfos")
    properties = feed.all_rows(table.id, "DataProperties")
    keys = {id(measure): _measure_key(properties, measure.title) for measure in table.measures}
    dimensions = _dimensions(properties, bool(table.regions))
    progress(0.15, "Gebieden en perioden lezen")
    regions = {row["Key"] for row in feed.all_rows(table.id, REGION)} if table.regions else set()
    statuses = {str(row["Key"]): _status(row) for row in feed.all_rows(table.id, PERIOD)}
    wanted = [region for region in table.regions if region in regions]
    totals = _totals(feed, table, dimensions)
    titled = {name: _entry_key(feed, table, name, title) for name, title in table.titled.items()}
    rows: list[Row] = []
    pages = feed.rows(table.id, "TypedDataSet", filter=_filter(wanted) if table.regions else "")
    for number, page in enumerate(pages, 1):
        rows += [row if table.regions else {**row, REGION: COUNTRY} for row in page]
        progress(1 - 0.8 / (number + 1), f"{len(rows)} rijen gelezen")
    observations = []
    for measure in table.measures:
        choice = {**totals, **titled, **table.fixed, **measure.fixed}
        observations += _observations(table, measure, keys[id(measure)], choice, rows, statuses)
    if not observations:
        raise FeedProblem("De tabel heeft geen cijfers voor deze gebieden.")
    modified = str(infos[0].get("Modified") or "")[:10] if infos else ""
    return Fetched(table, observations, modified if re.fullmatch(r"\d{4}-\d\d-\d\d", modified) else None)


def _measure_key(properties: Sequence[Row], title: str) -> str:
    """Return the key of the measure with this title, however it is spaced; exactly one must have it.

    Without a title it is the only measure of the table.
    """
    fitting = [
        row["Key"]
        for row in properties
        if row.get("Type") == "Topic" and (not title or _letters(row.get("Title")) == _letters(title))
    ]
    if len(fitting) != 1:
        how_many = "geen" if not fitting else "meer dan één"
        which = f"kolom met de titel “{title}”" if title else "kolom met cijfers"
        raise FeedProblem(f"De tabel heeft {how_many} {which}.")
    return str(fitting[0])


def _entry_key(feed: Feed, table: Table, dimension: str, title: str) -> str:
    """Return the key of the entry of a dimension with this title; exactly one must have it."""
    rows = feed.all_rows(table.id, dimension)
    fitting = [str(row["Key"]) for row in rows if _letters(row.get("Title")) == _letters(title)]
    if len(fitting) != 1:
        raise FeedProblem(f"De tabel heeft bij “{dimension}” niet één keer “{title}”.")
    return fitting[0]


def _letters(title: object) -> str:
    return re.sub(r"[\W_]", "", str(title).lower())


def _dimensions(properties: Sequence[Row], regional: bool) -> list[str]:
    kinds = ("Dimension", "TimeDimension", "GeoDimension", "GeoDetail")
    dimensions = [str(row["Key"]) for row in properties if row.get("Type") in kinds]
    if (regional and REGION not in dimensions) or PERIOD not in dimensions:
        raise FeedProblem("De tabel heeft geen gebieden of geen perioden.")
    return [dimension for dimension in dimensions if dimension not in (REGION, PERIOD)]


def _totals(feed: Feed, table: Table, dimensions: Sequence[str]) -> dict[str, str]:
    """Of each dimension that is not fixed, the one entry that stands for all of it."""
    fixed = {*table.fixed, *table.titled, *(name for measure in table.measures for name in measure.fixed)}
    totals = {}
    for dimension in dimensions:
        if dimension in fixed:
            continue
        fitting = [
            str(row["Key"])
            for row in feed.all_rows(table.id, dimension)
            if str(row.get("Title", "")).lower().startswith("totaal")
        ]
        if len(fitting) != 1:
            raise FeedProblem(f"De tabel splitst uit naar “{dimension}” en heeft daarvan niet één totaal.")
        totals[dimension] = fitting[0]
    return totals


def _filter(regions: Sequence[str]) -> str:
    """Keep only our regions; `trim` because the stored keys are padded, `or` because v3 knows no `in`."""
    if not regions:
        raise FeedProblem("De tabel kent geen van onze gebieden.")
    return " or ".join(f"trim({REGION}) eq '{region}'" for region in regions)


def _status(row: Row) -> str:
    return _STATUSES.get(_letters(row.get("Status")), "")


def _observations(
    table: Table,
    measure: Measure,
    key: str,
    choice: Mapping[str, str],
    rows: Sequence[Row],
    statuses: Mapping[str, str],
) -> list[Observation]:
    observations = []
    margins = _margins(table, key, choice, rows)
    for row in rows:
        if not _is_asked(table, row, choice):
            continue
        try:
            period = period_of(str(row.get(PERIOD)))
            value, absent = parse_cell(row[key], english=True)
        except (Invalid, KeyError) as error:
            raise FeedProblem("Het CBS stuurt een cijfer dat niet te lezen is.") from error
        status = "geheim" if absent == "geheim" else statuses.get(period.code, "")
        observations.append(
            Observation(
                measure.indicator,
                str(row[REGION]),
                period,
                None if value is None else round(value * measure.factor, 6),
                absent=absent,
                status=status,
                basis=table.basis_of(str(row[REGION]), period.code),
                note=margins.get((row[REGION], row[PERIOD]), ""),
            )
        )
    return observations


def _is_asked(table: Table, row: Row, choice: Mapping[str, str]) -> bool:
    """Tell whether a row is about one of our regions, in the rhythm and the entries that are asked."""
    return (
        row.get(REGION) in (table.regions or (COUNTRY,))
        and table.periods in str(row.get(PERIOD))
        and all(row.get(name) == value for name, value in choice.items())
    )


def _margins(
    table: Table, key: str, choice: Mapping[str, str], rows: Sequence[Row]
) -> dict[tuple[Any, Any], str]:
    """Return the margin of each figure in words, by region and period, where both bounds are given."""
    if not table.bounds:
        return {}
    dimension = table.bounds["dimension"]
    sides = []
    for side in ("lower", "upper"):
        asked = {**choice, dimension: table.bounds[side]}
        sides.append(
            {(row[REGION], row[PERIOD]): row.get(key) for row in rows if _is_asked(table, row, asked)}
        )
    both = ((place, lower, sides[1].get(place)) for place, lower in sides[0].items())
    return {
        place: f"95%-marge: {number_text(lower)} tot {number_text(upper)}"
        for place, lower, upper in both
        if isinstance(lower, int | float) and isinstance(upper, int | float)
    }
