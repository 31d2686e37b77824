"""What taking over pasted rows would do: each row is new, changed, there already, or wrong.

Owns how a row finds the record that it is about, and that each mistake is told by its cell. Whatever looks at
other records is checked by the store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field as dataclass_field, replace
from typing import Any

from lib.feeds.importing import Mistake
from lib.feeds.paste.cells import PARTIES, Known, NewParty, is_empty, read_cell
from lib.feeds.paste.columns import OF_PARTY, Layout, Rows, is_a_must, new_party, reads_english, title_of
from lib.model.field import Field
from lib.model.kinds import Invalid, quoted
from lib.model.record import Record
from lib.rules.names import key_of, look_alikes

NEW, CHANGED, THERE, WRONG = "nieuw", "gewijzigd", "dubbel", "fout"


@dataclass(frozen=True, slots=True)
class Planned:
    """One pasted row and what becomes of it.

    `values` are those of a new row, or only the changed ones of the record `row`; `party` those of a party
    that is registered along with it.
    """

    number: int
    state: str
    values: Mapping[str, Any] = dataclass_field(default_factory=dict)
    row: Mapping[str, Any] | None = None
    party: Mapping[str, Any] | None = None
    cells: Mapping[str, str] = dataclass_field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    notes: tuple[str, ...] = ()

    def refused(self, title: str, sentence: str) -> Planned:
        """Return the row with one more thing that is wrong, in the column of this title."""
        mistake = Mistake(self.number, title, sentence)
        return replace(self, state=WRONG, mistakes=(*self.mistakes, mistake))


@dataclass(frozen=True, slots=True)
class Desk:
    """A kind of record that is pasted: what its rows belong to, its fields, and what is there.

    `fixed` is what a new row has where nothing was pasted.
    """

    record: Record
    belongs: Mapping[str, Any]
    fields: Mapping[str, Field]
    known: Known
    fixed: Mapping[str, str] = dataclass_field(default_factory=dict)

    def plan(self, rows: Rows, layout: Layout) -> list[Planned]:
        """Tell what becomes of each row that has something in it."""
        under = rows[layout.titled :]
        reader = _Reader(self, layout.fields, self._english(under, layout.fields))
        present = {self._key(row): row for row in self.known.rows}
        seen: dict[tuple[str, ...], Planned] = {}
        planned = []
        for number, cells in enumerate(under, 1 + layout.titled):
            if all(is_empty(cell) for cell in cells):
                continue
            line = self._settle(reader.line(number, cells), present, seen)
            planned.append(line)
        return planned

    def _settle(
        self,
        line: Planned,
        present: Mapping[tuple[str, ...], Mapping[str, Any]],
        seen: dict[tuple[str, ...], Planned],
    ) -> Planned:
        """Find the record that a row is about, and the row above it that is about the same one."""
        names = [name for name in self.record.known_by if name not in self.belongs]
        try:
            usual = {
                name: self.value(name, self.fixed.get(name, "")) for name in names if name not in line.values
            }
        except Invalid:
            return self._complete(line)
        line = replace(line, values={**usual, **line.values})
        key = self._key(line.values)
        row = present.get(key)
        above = seen.setdefault(key, line)
        if above is not line:
            return self._repeated(line, above, names[0])
        return self._changed(line, row) if row else self._complete(line)

    def _repeated(self, line: Planned, above: Planned, name: str) -> Planned:
        told = [
            {name: value for name, value in each.values.items() if name not in self.record.known_by}
            for each in (line, above)
        ]
        if told[0] == told[1]:
            return replace(line, state=THERE, values={}, notes=(f"Staat ook in rij {above.number}.",))
        sentence = f"Staat ook in rij {above.number}, met iets anders erbij. Laat één van de twee staan."
        return line.refused(title_of(self.fields[name]), sentence)

    def _changed(self, line: Planned, row: Mapping[str, Any]) -> Planned:
        """Keep of a row what differs from the record that is there; an empty cell changes nothing."""
        own = {
            name: value
            for name, value in self._besides(line, row)
            if self.fields[name].own and value != row[name] and name not in self.record.known_by
        }
        state = WRONG if line.mistakes else CHANGED if own else THERE
        notes = line.notes if own or line.mistakes else (*line.notes, "Staat er al zo.")
        return replace(line, state=state, values=own, row=row, notes=notes, party=None)

    def _besides(self, line: Planned, row: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """Yield what a row says of a record; of parties that took part those that are not there yet."""
        for name, value in line.values.items():
            if self.fields[name].widget != PARTIES:
                yield name, value
            elif more := [party for party in value if party not in row[name]]:
                yield name, more

    def _complete(self, line: Planned) -> Planned:
        """Give a new row what it has where nothing was pasted, and say what it lacks."""
        values, said = dict(line.values), {mistake.column for mistake in line.mistakes}
        for name in self.fields:
            title = title_of(self.fields[name])
            if name in values or title in said or name.startswith(OF_PARTY) or not self.fields[name].rule:
                continue
            try:
                values[name] = self.value(name, self.fixed.get(name, ""))
            except Invalid as wrong:
                line = line.refused(title, wrong.sentence)
        return self._with_party(replace(line, values=values))

    def _with_party(self, line: Planned) -> Planned:
        """Let a party that is in no list come along with its row, and say which ones have a name like it."""
        held = line.values.get(new_party(self.fields))
        own_name = line.values.get("name") if self.record.table == "party" else None
        name = held.name if isinstance(held, NewParty) else own_name
        if not name or line.mistakes:
            return line
        alike = [quoted(other) for other in look_alikes(name, self.known.parties.values())]
        notes = (f"Lijkt op {', '.join(alike[:2])}: is het dezelfde?",) if alike else ()
        line = replace(line, notes=(*line.notes, *notes))
        return self._register(line, held) if isinstance(held, NewParty) else line

    def _register(self, line: Planned, party: NewParty) -> Planned:
        values: dict[str, Any] = {"name": party.name}
        for name, field in self.fields.items():
            if not name.startswith(OF_PARTY):
                continue
            try:
                cell = line.cells.get(name, "")
                values[name.removeprefix(OF_PARTY)] = self.value(name, cell or self.fixed.get(name, ""))
            except Invalid as wrong:
                why = f"{quoted(party.name)} staat nog niet in de lijst van partijen. {wrong.sentence}"
                line = line.refused(title_of(field), why)
        return replace(line, party=values)

    def value(self, name: str, cell: str, *, english: bool = False) -> Any:
        """Return what a cell says as it is stored; raise Invalid."""
        field = self.fields[name]
        given: Any = None
        if not is_empty(cell):
            given = read_cell(
                field, cell, self.known, english=english, may_be_new=name == new_party(self.fields)
            )
        if field.rule is None or isinstance(given, NewParty):
            return given
        return field.rule(given, self.known.today)

    def _english(self, rows: Rows, columns: Mapping[int, str]) -> frozenset[str]:
        """Return the fields whose numbers are written with a decimal point."""
        return frozenset(
            name
            for place, name in columns.items()
            if self.fields[name].widget == "number"
            and reads_english([row[place] for row in rows if place < len(row)])
        )

    def _key(self, row: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(key_of(_plain(row[name])) for name in self.record.known_by if name not in self.belongs)


@dataclass(frozen=True, slots=True)
class _Reader:
    """How the cells of pasted rows become values: which field each column holds."""

    desk: Desk
    columns: Mapping[int, str]
    english: frozenset[str]

    def line(self, number: int, cells: Sequence[str]) -> Planned:
        """Read the cells of a row that hold something; of the others nothing is said yet."""
        given = {
            name: cells[place]
            for place, name in self.columns.items()
            if place < len(cells) and not is_empty(cells[place])
        }
        line = Planned(number, NEW, cells=given)
        values = {}
        for name, cell in given.items():
            try:
                values[name] = self.desk.value(name, cell, english=name in self.english)
            except Invalid as wrong:
                line = line.refused(title_of(self.desk.fields[name]), wrong.sentence)
        own = {name: value for name, value in values.items() if not name.startswith(OF_PARTY)}
        return replace(line, values=own)


def _plain(value: Any) -> str:
    return value.name if isinstance(value, NewParty) else "" if value is None else str(value)


def wanting(desk: Desk, layout: Layout, lines: Sequence[Planned]) -> Iterator[Field]:
    """Yield the fields that new rows lack and cannot do without, if one value can serve them all."""
    party = new_party(desk.fields)
    registers = any(isinstance(line.values.get(party), NewParty) for line in lines)
    for name, field in desk.fields.items():
        tells_apart = name in desk.record.known_by and not field.options
        asked = registers if name.startswith(OF_PARTY) else field.rule and not tells_apart
        if asked and name not in layout.fields.values() and is_a_must(field, desk.known.today):
            yield field
