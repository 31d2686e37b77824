"""A kind of record declared once: its table, names, fields and sentences, in one registry.

From the declaration follow the checks of every value on its way in, the sentences of the history, what is put
back together and which action a change is about. Real rules, that look at other rows, are not declared.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, dataclass_transform

from lib.dutch import sentence_case
from lib.model.change import UNDONE, Change
from lib.model.field import (
    EMPTY,
    WITHDRAWAL,
    Field as Field,
    Parties as Parties,
    Rule,
    Telling,
    choice,
    day,
    declare,
    declared_field,
    euros,
    free_words,
    line,
    link,
    number,
    of_action,
    of_party,
    other,
    party,
    several,
    text,
    withdrawal,
    yes_or_no,
)
from lib.model.kinds import Invalid, quoted

Row = Mapping[str, Any]
Title = Callable[[Row, Parties], str]
Sentence = Callable[[Row, Parties], str | None]
Kind = TypeVar("Kind")

RECORDS: dict[str, Record] = {}
"""Every kind of record by its table; whole as soon as anything of `lib.model` is imported."""


def end_sentence(text: str) -> str:
    """Return the text with one mark at its end: its own question or exclamation mark, or a full stop."""
    return text if text.endswith(("?", "!")) else f"{text.rstrip('.')}."


def tell_correction(telling: Telling, title: str = "") -> str:
    """Tell which field got another value."""
    old, new = telling.old.rstrip("."), end_sentence(telling.new)
    return f"{sentence_case(title or telling.title)}, {telling.words}: van {old} naar {new}"


def because(change: Change) -> str:
    """Return the reason of a change, as it stands at the end of a sentence."""
    return f" – {change.reason.rstrip('.')}" if change.reason else ""


def ground(row: Row) -> str:
    """Return the reason of a withdrawal, as it stands inside a sentence."""
    return str(row["withdrawn_reason"]).rstrip(".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A kind of record, as declared with `record`.

    `title` names a row, `added` tells of a new one; without it nothing is told of its coming. `withdrawn`
    is the name of a withdrawal in sentences: empty when that is not told, None when there is none; `gone`
    and `back` are its sentences where the usual ones do not serve, `usual` that of a field. With
    `grounded` the reason stands behind that of a new row. Nothing reads as `empty`, no withdrawal as
    `not_withdrawn`. `heading` is what changes stand under that are about no action, its name when not
    given; `about` the column that names the action, or one in quotes; `part` what it is of that action,
    `looked_after` whether recording it counts as looking after the action, as it does for any part. What
    `stands_still` takes no changes once its action has ended. `absent` is what a row that was never made
    stands for. By the fields of `same` people know a row again.
    """

    table: str
    name: str
    row: type
    fields: Mapping[str, Field]
    title: Title
    added: Sentence | None = None
    withdrawn: str | None = None
    gone: Title | None = None
    back: Title | None = None
    usual: Callable[[Telling], str] = tell_correction
    empty: str = EMPTY
    not_withdrawn: str = EMPTY
    heading: str = ""
    about: str = ""
    part: str = ""
    looked_after: bool | None = None
    stands_still: bool = False
    absent: Mapping[str, Any] | None = None
    grounded: bool = False
    same: tuple[str, ...] = ()

    @property
    def known_by(self) -> tuple[str, ...]:
        """Return the fields by which people know a row: what it belongs to and its first text, or `same`."""
        belongs = [name for name in self.new if not self.fields[name].own]
        names = (name for name in self.new if self.fields[name].widget in ("line", "text"))
        of_party = any(self.fields[name].widget == "party" for name in belongs)
        return self.same or (*belongs, *(() if of_party else [next(names)]))

    @property
    def touches(self) -> bool:
        """Tell whether recording a row counts as looking after its action."""
        return bool(self.part) if self.looked_after is None else self.looked_after

    @property
    def withdrawable(self) -> bool:
        return WITHDRAWAL[0] in self.fields

    @property
    def new(self) -> tuple[str, ...]:
        """Return the fields that a new row starts with, what it belongs to first."""
        belongs = [name for name, field in self.fields.items() if not field.own]
        return (
            *belongs,
            *(name for name, field in self.fields.items() if field.rule and field.own and field.new),
        )

    @property
    def own(self) -> Mapping[str, Rule]:
        """Return the rules of the fields that may be changed."""
        return {name: field.rule for name, field in self.fields.items() if field.rule and field.own}

    def validate(self, values: Row, today: date) -> dict[str, Any]:
        """Return the values as they may be stored; raise Invalid with the first thing that is wrong."""
        return self._validated(self.own, values, today)

    def validate_new(self, values: Row, today: date) -> dict[str, Any]:
        """Return the values of a new row, complete: a field that was left out counts as left empty."""
        rules = {name: rule for name in self.new if (rule := self.fields[name].rule)}
        return self._validated(rules, {**dict.fromkeys(rules), **values}, today)

    def together(self, name: str) -> tuple[str, ...]:
        """Return the fields that a field only makes sense with and itself: these are put back as one."""
        group = self.fields[name].group if name in self.fields else ""
        return tuple(item for item, field in self.fields.items() if group and field.group == group) or (name,)

    def _validated(self, rules: Mapping[str, Rule], values: Row, today: date) -> dict[str, Any]:
        for name in values.keys() - rules.keys():
            called = quoted(self.words(name) or name)
            raise Invalid(name, f"Het veld {called} kan hier niet worden gewijzigd.")
        return {name: _checked(name, rules[name], value, today) for name, value in values.items()}

    def words(self, name: str) -> str:
        """Tell how a field is called in a sentence; empty for one that tells nothing of its own."""
        return self.fields[name].words if name in self.fields else ""

    def text(self, name: str, value: Any, parties: Parties) -> str:
        """Put a stored value in the words of a sentence."""
        return (self.fields.get(name) or Field(name=name)).text(value, parties)

    def sentence(self, change: Change, parties: Parties) -> str | None:
        """Put a change in a sentence without its author; None for one that says nothing of its own."""
        row, new = change.row, change.operation == "insert"
        if (new and not self.added) or (change.is_first_filling):
            return None
        if self.withdrawn and (new or change.field == WITHDRAWAL[0]):
            if row[WITHDRAWAL[0]]:
                return self._gone(row, parties)
            if not new:
                return self._back(row, parties)
        if new and self.added:
            sentence = self.added(row, parties)
            return f"{sentence.rstrip('.')}{because(change)}." if self.grounded and sentence else sentence
        return self._changed(change, parties)

    def _gone(self, row: Row, parties: Parties) -> str:
        if row[WITHDRAWAL[1]] == UNDONE:
            return f"{self.title(row, parties)}: dat dit erbij kwam, is ongedaan gemaakt."
        if self.gone:
            return self.gone(row, parties)
        return f"{self.title(row, parties)} ingetrokken – {ground(row)}."

    def _back(self, row: Row, parties: Parties) -> str:
        return self.back(row, parties) if self.back else f"{self.title(row, parties)} is hersteld."

    def _changed(self, change: Change, parties: Parties) -> str | None:
        field = self.fields.get(change.field)
        if field is None or not (field.words or field.tell):
            return None
        if field.private:
            return f"{sentence_case(self.title(change.row, parties))}, {field.words} gewijzigd."
        old, new = (field.text(value, parties) for value in (change.old, change.new))
        telling = Telling(change, self.title(change.row, parties), field.words, old, new, parties)
        return (field.tell or self.usual)(telling)


@dataclass_transform(
    frozen_default=True,
    field_specifiers=(
        declare,
        line,
        text,
        choice,
        several,
        free_words,
        day,
        number,
        euros,
        yes_or_no,
        party,
        other,
        link,
        of_action,
        of_party,
    ),
)
def record(table: str, name: str, **what: Any) -> Callable[[type[Kind]], type[Kind]]:
    """Make a class a frozen dataclass and register it as a kind of record; `what` as in `Record`."""

    def register(cls: type[Kind]) -> type[Kind]:
        made = dataclass(frozen=True, slots=True)(cls)
        declared = (declared_field(attribute) for attribute in dataclasses.fields(made))  # type: ignore[arg-type]
        fields = {field.name: field for field in declared if field}
        what.setdefault("heading", name)
        kind = Record(table=table, name=name, row=made, fields=fields, **what)
        if kind.empty != EMPTY:
            fields |= {key: dataclasses.replace(field, empty=kind.empty) for key, field in fields.items()}
        if kind.withdrawn is not None:
            fields |= withdrawal(kind.withdrawn, kind.not_withdrawn)
        RECORDS[table] = kind
        return made

    return register


def change_sentence(change: Change, parties: Parties) -> str | None:
    """Put a change of any table in a sentence; None for one that says nothing of its own."""
    record = RECORDS.get(change.table)
    return record.sentence(change, parties) if record else None


def field_words(table: str, name: str) -> str:
    """Tell how a field of any table is called in a sentence; empty for one that tells nothing of its own."""
    return RECORDS[table].words(name) if table in RECORDS else ""


def _checked(name: str, rule: Rule, value: Any, today: date) -> Any:
    try:
        return rule(value, today)
    except Invalid as wrong:
        raise Invalid(name, wrong.sentence) from None
