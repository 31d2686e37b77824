"""Taking over a report with counts: all of it or nothing, and in the place of its own earlier report only.

Owns what a report replaces: counts of the same party and source over the same periods that came in with an
earlier report. What somebody typed by hand stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlite_utils import Database

from lib.dutch import list_text
from lib.model.kinds import Invalid
from lib.model.periods import period_of
from lib.model.results.tally import Tally
from lib.rules.results.cells import cell_of, grouped
from lib.rules.results.counting import beside_earlier, problems
from lib.rules.results.granting import available, beyond
from lib.store.checks.coalitions import refuse_ended
from lib.store.checks.results import stood
from lib.store.file.rows import day_of_writing, get, insert, update, writer
from lib.store.results.tallies import tallies
from lib.store.results.vouchers import series

REPLACED = "Vervangen door een nieuwe opgave"
_CORRECTED = ("amount", "reported_on", "note")
Values = Mapping[str, Any]
_STORED = tuple(field.name for field in fields(Tally))


@dataclass(frozen=True, slots=True)
class Refusal:
    """A line of a report that cannot be taken over, and why; no line is the report as a whole."""

    number: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a report would do; `changed` has pairs of the count as it is and as it would be."""

    new: tuple[Tally, ...] = ()
    changed: tuple[tuple[Tally, Tally], ...] = ()
    gone: tuple[Tally, ...] = ()
    same: int = 0
    refusals: tuple[Refusal, ...] = ()

    @property
    def does_something(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def plan(db: Database, action_id: str, lines: Iterable[tuple[int, Values]]) -> Plan:
    """Tell what taking over these lines would do, each with its number; changes nothing."""
    present = tallies(db, action_id)
    by_key, earlier = {_key(tally): tally for tally in present}, stood(db, action_id)
    told = grouped([*earlier, *present], cell_of)
    given = [(number, _tally(action_id, -number, values)) for number, values in lines]
    made = [
        (number, replace(tally, amount=beside_earlier(tally, told.get(cell_of(tally), ()))))
        for number, tally in given
    ]
    new, changed, refusals, same = list[Tally](), list[tuple[Tally, Tally]](), list[Refusal](), 0
    for number, tally in made:
        before = by_key.get(_key(tally))
        if before is None:
            new.append(tally)
        elif all(getattr(before, name) == getattr(tally, name) for name in _CORRECTED):
            same += 1
        elif before.delivery_id is None:
            refusals.append(Refusal(number, _BY_HAND))
        else:
            changed.append((before, replace(tally, id=before.id)))
    scope = {(tally.party_id, tally.source, tally.period) for _, tally in made}
    keys = {_key(tally) for _, tally in made}
    gone = [tally for tally in present if _is_replaced(tally, scope) and _key(tally) not in keys]
    by_line = {_key(tally): number for number, tally in made}
    numbers = {id(tally): number for number, tally in made}
    numbers |= {id(after): by_line[_key(before)] for before, after in changed}
    stays = _after(present, changed, gone)
    refusals += [
        Refusal(numbers.get(id(problem.tally), 0), problem.sentence)
        for problem in problems(action_id, [*stays, *new], earlier)
        if id(problem.tally) in numbers
    ]
    if sentence := beyond([*stays, *new], available(series(db, action_id))):
        refusals.append(Refusal(0, sentence))
    unique = tuple(dict.fromkeys(sorted(refusals, key=lambda one: one.number)))
    return Plan(tuple(new), tuple(changed), tuple(gone), same, unique)


_BY_HAND = "Dit aantal is met de hand ingevuld en is anders. Verbeter het daar, of trek het eerst in."


def _after(
    present: Sequence[Tally], changed: Sequence[tuple[Tally, Tally]], gone: Sequence[Tally]
) -> list[Tally]:
    """Return what stands once the report is taken over, without what is new."""
    becomes = {before.id: after for before, after in changed}
    leaves = {tally.id for tally in gone}
    return [becomes.get(tally.id, tally) for tally in present if tally.id not in leaves]


def _tally(action_id: str, number: int, values: Values) -> Tally:
    empty: dict[str, Any] = {"withdrawn_on": None, "withdrawn_reason": None, "version": 0, "chosen": ""}
    return Tally(**{"id": number, "action_id": action_id, "delivery_id": None, **empty, **values})


def _key(tally: Tally) -> tuple[Any, ...]:
    return (
        tally.step, tally.part, tally.region, tally.campus_id, tally.period, tally.basis, tally.party_id,
        tally.source.casefold(),
    )  # fmt: skip


def _is_replaced(tally: Tally, scope: set[tuple[int, str, str]]) -> bool:
    return tally.delivery_id is not None and (tally.party_id, tally.source, tally.period) in scope


def deliver(db: Database, action_id: str, lines: Sequence[tuple[int, Values]], file: str) -> Plan:
    """Take over a report; raise Invalid with the first line that cannot be."""
    refuse_ended(db, "tally", {"action_id": action_id})
    planned = plan(db, action_id, lines)
    if planned.refusals:
        first = planned.refusals[0]
        line = f"Regel {first.number}: " if first.number else ""
        raise Invalid("file", f"{line}{first.sentence}")
    if not planned.does_something:
        return planned
    delivery = insert(db, "tally_delivery", _about(db, action_id, lines, file))
    for tally in planned.new:
        insert(db, "tally", {**_row(tally), "delivery_id": delivery})
    for before, after in planned.changed:
        values = {name: getattr(after, name) for name in _CORRECTED}
        update(db, "tally", get(db, "tally", before.id), {**values, "delivery_id": delivery})
    day = day_of_writing(db).isoformat()
    for tally in planned.gone:
        gone = {"withdrawn_on": day, "withdrawn_reason": REPLACED}
        update(db, "tally", get(db, "tally", tally.id), gone)
    return planned


def _row(tally: Tally) -> dict[str, Any]:
    left_out = ("id", "withdrawn_on", "withdrawn_reason", "version", "delivery_id")
    return {name: getattr(tally, name) for name in _STORED if name not in left_out}


def _about(db: Database, action_id: str, lines: Sequence[tuple[int, Values]], file: str) -> dict[str, Any]:
    first = lines[0][1]
    periods = sorted({period_of(values["period"]) for _, values in lines}, key=lambda period: period.begins)
    named = [period.text for period in periods]
    periods_text = list_text(named) if len(named) < 4 else f"{named[0]} tot en met {named[-1]}"
    return {
        "action_id": action_id,
        "party_id": first["party_id"],
        "source": first["source"],
        "periods": periods_text,
        "reported_on": max(values["reported_on"] for _, values in lines),
        "file": file,
        "size": len(lines),
        "author": writer(db)["who"],
    }
