"""A record is declared once: what it declares is what its rules do, and what its sentences say."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import numpy as np
import pytest

from lib.model.kinds import FIRST_DAY, Invalid
from lib.model.record import RECORDS, Field
from tests.unit.cases import for_each

TODAY = date(2023, 4, 14)
FIELDS = {
    (table, name): field
    for table, record in RECORDS.items()
    for name, field in record.fields.items()
    if field.rule
}
PARTIES = {3: "Roc Voorbeeld"}
FITTING: dict[str, Any] = {
    "period": "2022KW04",
    "amount": "12",
    "line": "Zo is het", "text": "Zo\nis het", "day": FIRST_DAY.isoformat(), "party": 3, "step": 3,
    "action": "m1",
    "meeting": 3, "item": 3, "decision": 3, "goal": 3, "advice": 3, "record": 3, "link": "https://voorbeeld.nl",
    "choice": "werkloosheid",  # what is chosen from stands in the agenda
    "yes/no": 1, "words": "zon, wind", "position": 7, "folder": "/srv/kopieen",
    "": "x",
}  # fmt: skip


def fitting(field: Field) -> Any:
    """A value that a field takes."""
    if field.options:
        return next(iter(field.options))
    if field.bounds:
        return field.bounds[1]
    return "7" if field.name == "actions" else FITTING[field.widget]


def stored(place: tuple[str, str], value: Any) -> Any:
    rule = FIELDS[place].rule
    assert rule is not None
    return rule(value, TODAY)


def refusal(place: tuple[str, str], value: Any) -> str:
    with pytest.raises(Invalid) as caught:
        stored(place, value)
    return caught.value.sentence


@for_each(FIELDS)
def test_a_field_takes_what_it_asks_for_and_nothing_empty_unless_it_may_be(place: tuple[str, str]) -> None:
    field = FIELDS[place]
    assert stored(place, fitting(field)) == fitting(field)
    if field.optional or field.widget == "yes/no":
        assert stored(place, None) in (None, "", 0, 1, 120)
    else:
        assert refusal(place, None).endswith(".")


@for_each([place for place, field in FIELDS.items() if field.limit])
def test_text_is_as_long_as_declared(place: tuple[str, str]) -> None:
    field = FIELDS[place]
    start = {"link": "https://", "folder": "/"}.get(field.widget, "")
    whole = start + "x" * ((field.limit or 0) - len(start))
    assert stored(place, whole) == whole
    assert refusal(place, whole + "x").startswith(f"{field.label} is te lang")
    assert "\n" in stored(place, "een\ntwee") if field.widget == "text" else True


@for_each([place for place, field in FIELDS.items() if field.widget == "day"])
def test_a_day_lies_ahead_only_where_declared(place: tuple[str, str]) -> None:
    assert stored(place, TODAY) == "2023-04-14"
    if FIELDS[place].past:
        assert "ligt in de toekomst" in refusal(place, "2023-04-15")
    else:
        assert stored(place, "2023-04-15") == "2023-04-15"


@for_each([place for place, field in FIELDS.items() if field.options])
def test_every_option_is_taken_and_reads_in_words(place: tuple[str, str]) -> None:
    field = FIELDS[place]
    for option in field.options:
        assert stored(place, option) == option
        assert field.text(option, PARTIES)
    if field.widget != "yes/no":
        assert refusal(place, "bestaat niet").endswith(".")


@for_each([place for place, field in FIELDS.items() if field.bounds])
def test_a_number_stays_within_its_bounds(place: tuple[str, str]) -> None:
    low, high = FIELDS[place].bounds or (0, 0)
    assert [stored(place, low), stored(place, high)] == [low, high]
    assert refusal(place, low - 1)
    assert refusal(place, high + 1)


@for_each(RECORDS)
def test_a_record_is_whole(table: str) -> None:
    record = RECORDS[table]
    assert record.name
    assert record.about or record.heading
    assert record.withdrawable == ("withdrawn_on" in {one.name for one in dataclasses.fields(record.row)})
    assert not record.stands_still or record.about, "what stands still says with which action"
    groups = [record.together(name) for name in record.fields]
    assert all(name in group for name, group in zip(record.fields, groups, strict=True))
    for field in record.fields.values():
        assert not (field.words and field.own and field.rule) or field.label or field.widget == "yes/no"


@for_each([table for table, record in RECORDS.items() if record.withdrawable])
def test_every_withdrawal_asks_for_a_reason_and_goes_with_it(table: str) -> None:
    record = RECORDS[table]
    assert record.fields["withdrawn_on"].reason
    assert record.together("withdrawn_reason") == ("withdrawn_on", "withdrawn_reason")
    assert "withdrawn_on" not in record.new


@for_each("action party step chair activation support milestone campus effect meeting agenda_item decision "
    "edition manifest_entry".split())  # fmt: skip
def test_a_new_row_must_be_complete(table: str) -> None:
    record = RECORDS[table]
    with pytest.raises(Invalid):
        record.validate_new({}, TODAY)
    values = {name: fitting(record.fields[name]) for name in record.new}
    assert record.validate_new(values, TODAY) == values
    needed = [name for name in record.new if not record.fields[name].optional]
    assert record.validate_new({name: values[name] for name in needed}, TODAY).keys() == values.keys()


@for_each(["version", "id", "stage", "ended_on", "number", "position", "onbekend", "; DROP"])
def test_other_fields_cannot_be_written(field: str) -> None:
    with pytest.raises(Invalid, match="kan hier niet") as caught:
        RECORDS["action"].validate({field: "1"}, TODAY)
    assert caught.value.field == field


def test_a_new_row_gets_every_field() -> None:
    values = {"name": "Roc", "helix": "onderwijs"}
    assert RECORDS["party"].validate_new(values, TODAY) == {**values, "region": None, "kind": ""}
    with pytest.raises(Invalid, match="withdrawn_on"):
        RECORDS["party"].validate_new({**values, "withdrawn_on": "2023-01-01"}, TODAY)


def test_a_meeting_takes_two_hours_unless_somebody_says_otherwise() -> None:
    assert RECORDS["meeting"].validate({"minutes": None}, TODAY) == {"minutes": 120}


@pytest.mark.parametrize("value", [0, 3, 5, np.int64(4)])
def test_a_level_is_a_plain_integer_on_the_scale(value: Any) -> None:
    level = stored(("activation", "level"), value)
    assert (level, type(level)) == (value, int)


@for_each([-1, 6, True, "3", 3.0, None, float("nan"), [], 10**40])
def test_what_is_no_level(value: Any) -> None:
    assert refusal(("activation", "level"), value) == "Kies een trede van 0 tot en met 5."


@pytest.mark.parametrize("value", [-1, 10_000, 1.0, "1", None, True])
def test_what_is_no_place_in_an_order(value: Any) -> None:
    assert "volgorde" in refusal(("agenda_item", "position"), value)
