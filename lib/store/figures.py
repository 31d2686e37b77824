"""Figures of the labour market and the effects of actions on them: read, accept, take back.

Owns the way between observations in the file and the nouns of `lib.model.figures`. Of each source the newest
delivery that was not taken back counts; where two sources give the same figure, the one accepted last.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from lib.model.figures import Effect, FigureSet, Indicator, Observation
from lib.model.kinds import Invalid, quoted
from lib.model.periods import Period, period_of
from lib.model.record import RECORDS
from lib.rules.figures import check
from lib.store.file.rows import day_of_writing, insert, rows_of, update, writer
from lib.store.history import moment_of_writing
from lib.store.records import add

Counting = Mapping[int, FigureSet]
"""The deliveries that count, by id."""

_COLUMNS = "indicator, region, period, value, label, absent, status, basis, note, set_id"


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where figures come from, before they are accepted. Days as YYYY-MM-DD."""

    source: str
    title: str
    publisher: str
    table_id: str = ""
    retrieved_from: str = ""
    retrieved_on: str | None = None
    modified: str | None = None


# ---------------------------------------------------------------------------- reading


def indicators(db: Database) -> list[Indicator]:
    """Return all indicators in their order; none at a moment before figures were kept."""
    rows = list(db.query("SELECT * FROM indicator ORDER BY position, id"))
    return [Indicator(**{**row, "core": bool(row["core"]), "words": bool(row["words"])}) for row in rows]


def sets(db: Database, limit: int = 100) -> list[FigureSet]:
    """Return the last deliveries accepted, newest first; those replaced or taken back too."""
    return rows_of(db, FigureSet, "SELECT * FROM figure_set ORDER BY id DESC LIMIT ?", [limit])


def current_sets(db: Database) -> dict[int, FigureSet]:
    """Return the deliveries that count: of each source the newest that was not taken back."""
    last = "SELECT max(id) FROM figure_set WHERE withdrawn_on IS NULL GROUP BY source"
    return {
        delivery.id: delivery
        for delivery in rows_of(db, FigureSet, f"SELECT * FROM figure_set WHERE id IN ({last})")
    }


def newest(
    db: Database, cells: Iterable[tuple[str, str]], counting: Counting
) -> dict[tuple[str, str], tuple[Observation, Observation | None]]:
    """Return per indicator and region the newest figure, and the one of the same period a year before.

    `counting` are the deliveries that count. Each cell is found by index, however many figures there are.
    """
    last = (
        f"SELECT {_COLUMNS} FROM observation WHERE set_id = ? AND indicator = ? AND region = ? "
        "ORDER BY ends DESC, period LIMIT 1"
    )
    newest_of = {}
    for key in cells:
        having = _having(key[0], counting)
        rows = [db.conn.execute(last, (set_id, *key)).fetchone() for set_id in having]
        candidates = [_observation(row) for row in rows if row]
        if candidates:
            latest = max(
                candidates, key=lambda figure: (figure.period.ends, -figure.period.part, figure.set_id)
            )
            newest_of[key] = (latest, _exact(db, key, latest.period.year_earlier(), having))
    return newest_of


def _exact(db: Database, key: tuple[str, str], period: Period, having: Sequence[int]) -> Observation | None:
    """Return the figure of one indicator, region and period, from the delivery accepted last."""
    row = db.conn.execute(
        f"SELECT {_COLUMNS} FROM observation WHERE set_id IN ({_marks(having)}) AND indicator = ? "
        "AND region = ? AND ends = ? AND period = ? ORDER BY set_id DESC LIMIT 1",
        (*having, *key, period.ends.isoformat(), period.code),
    ).fetchone()
    return _observation(row) if row else None


def exact(db: Database, key: tuple[str, str], period: Period, counting: Counting) -> Observation | None:
    """Return the figure of one indicator, region and period that counts."""
    return _exact(db, key, period, _having(key[0], counting))


def known_now(db: Database, keys: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], Observation]:
    """Return per indicator, region and period the figure that counts, as far as there is one."""
    counting, found = current_sets(db), {}
    for indicator, region, period in keys:
        if own := exact(db, (indicator, region), period_of(period), counting):
            found[indicator, region, period] = own
    return found


def series(db: Database, indicator: str, regions: Sequence[str], counting: Counting) -> list[Observation]:
    """Return all figures of one indicator in some regions, in order of time, one per region and period."""
    having = _having(indicator, counting)
    rows = db.conn.execute(
        f"SELECT {_COLUMNS} FROM observation WHERE set_id IN ({_marks(having)}) AND indicator = ? "
        f"AND region IN ({_marks(regions)}) ORDER BY region, ends, period, set_id",
        (*having, indicator, *regions),
    )
    return list({figure.key: figure for figure in map(_observation, rows)}.values())


def _having(indicator: str, counting: Counting) -> list[int]:
    """Return the deliveries with figures of an indicator, oldest first."""
    return sorted(number for number, delivery in counting.items() if indicator in delivery.indicators.split())


def observations_of(db: Database, set_id: int) -> list[Observation]:
    rows = db.conn.execute(f"SELECT {_COLUMNS} FROM observation WHERE set_id = ?", (set_id,))
    return [_observation(row) for row in rows]


def regions_of(db: Database, indicator: str, counting: Counting) -> list[str]:
    """Return the regions with figures of an indicator; found by skipping through the index."""
    regions: set[str] = set()
    step = "SELECT min(region) FROM observation WHERE set_id = ? AND indicator = ? AND region > ?"
    for set_id in _having(indicator, counting):
        region = ""
        while region := db.conn.execute(step, (set_id, indicator, region)).fetchone()[0] or "":
            regions.add(region)
    return sorted(regions)


def _marks(values: Collection[Any]) -> str:
    return ", ".join("?" for _ in values) or "NULL"


def _observation(row: Sequence[Any]) -> Observation:
    indicator, region, period, *rest = row
    return Observation(indicator, region, period_of(period), *rest)


# ---------------------------------------------------------------------------- writing


def add_set(
    db: Database, delivery: Delivery, observations: Sequence[Observation], seen: int | None = None
) -> int:
    """Accept a delivery: every figure of it, or none; returns its id.

    `seen` is the delivery that a preview compared it with (0 for none): when somebody accepted another one
    meanwhile, nothing is stored. Raises Invalid for a figure that may not be stored.
    """
    if not observations:
        raise Invalid("figures", "Er zijn geen cijfers om over te nemen.")
    if seen is not None:
        _check_seen(db, delivery.source, seen)
    _check(observations, {indicator.id: indicator for indicator in indicators(db)})
    set_id = int(db.execute("SELECT coalesce(max(id), 0) + 1 FROM main.figure_set").fetchone()[0])
    db.conn.executemany(
        f"INSERT INTO observation ({_COLUMNS}, ends) VALUES ({', '.join('?' * 11)})",
        (
            (
                figure.indicator, figure.region, figure.period.code, figure.value, figure.label,
                figure.absent, figure.status, figure.basis, figure.note,
                set_id, figure.period.ends.isoformat(),
            )
            for figure in observations
        ),
    )  # fmt: skip
    insert(
        db,
        "figure_set",
        {
            "id": set_id,
            "source": delivery.source,
            "title": delivery.title,
            "publisher": delivery.publisher,
            "table_id": delivery.table_id,
            "retrieved_from": delivery.retrieved_from,
            "retrieved_on": delivery.retrieved_on,
            "modified": delivery.modified,
            "size": len(observations),
            "indicators": " ".join(sorted({figure.indicator for figure in observations})),
            "author": writer(db)["who"],
            "at": moment_of_writing(db),
        },
    )
    return set_id


def _check_seen(db: Database, source: str, seen: int) -> None:
    now = next((delivery for delivery in current_sets(db).values() if delivery.source == source), None)
    if (now.id if now else 0) != seen:
        who = now.author if now else "Iemand anders"
        raise Invalid(
            "figures",
            f"{who} heeft intussen andere cijfers van deze bron overgenomen of teruggedraaid. Er is niets "
            "gewijzigd; haal de cijfers opnieuw op.",
        )


def _check(observations: Sequence[Observation], by_id: Mapping[str, Indicator]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for figure in observations:
        if figure.indicator not in by_id:
            raise Invalid("indicator", f"De indicator {quoted(figure.indicator)} bestaat niet.")
        if figure.value is not None and not math.isfinite(figure.value):
            raise Invalid("value", f"{quoted(figure.value)} is geen getal.")
        if figure.key in seen:
            raise Invalid("period", f"{figure.region}, {figure.period.text} staat er twee keer in.")
        seen.add(figure.key)
        check(by_id[figure.indicator], figure)


def mapping(db: Database, source: str) -> dict[str, str]:
    """Return the column names that were chosen for a source the last time; empty for a new source."""
    rows = list(db.query("SELECT columns FROM figure_mapping WHERE id = ?", [source]))
    return dict(json.loads(rows[0]["columns"])) if rows else {}


def remember_mapping(db: Database, source: str, columns: Mapping[str, str]) -> None:
    """Keep the column names for the next file of this source."""
    written = json.dumps(dict(sorted(columns.items())), ensure_ascii=False)
    rows = list(db.query("SELECT * FROM figure_mapping WHERE id = ?", [source]))
    if not rows:
        insert(db, "figure_mapping", {"id": source, "columns": written})
    elif rows[0]["columns"] != written:
        update(db, "figure_mapping", rows[0], {"columns": written})


# --------------------------------------------------------------------- effects of actions


def effects(db: Database) -> list[Effect]:
    """Return the effects that were not taken back, in the order in which they were recorded."""
    return rows_of(db, Effect, "SELECT * FROM effect WHERE withdrawn_on IS NULL ORDER BY id")


def add_effect(db: Database, values: Mapping[str, Any]) -> int:
    """Record one sentence about an action and an indicator; returns its id.

    `values` has action_id, indicator, direction, sentence, and the region and period of the figure it starts
    from. That figure must be known; its value is kept with the sentence.
    """
    cleaned = RECORDS["effect"].validate_new(values, day_of_writing(db))
    by_id = {indicator.id: indicator for indicator in indicators(db)}
    if cleaned["indicator"] not in by_id:
        raise Invalid("indicator", "Deze indicator bestaat niet. Kies uit de lijst.")
    period = period_of(cleaned["period"])
    counting = current_sets(db)
    observations = series(db, cleaned["indicator"], [cleaned["region"]], counting)
    start = next((figure for figure in observations if figure.period == period and not figure.absent), None)
    if start is None:
        raise Invalid(
            "period", "Van deze regio en periode is geen cijfer bekend. Kies een andere uitgangswaarde."
        )
    value = None if start.label else start.value
    return add(db, "effect", cleaned, value=value, label=start.label, set_id=start.set_id)
