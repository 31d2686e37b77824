"""What records declare is what the lists beside them say: every rule, name, group, value and sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from lib.model import campus_sentences, fields, meeting_sentences, sentences
from lib.model.change import FIRST_FILLING, Change
from lib.model.kinds import Invalid
from lib.model.record import RECORDS, change_sentence
from lib.rules.since import PARTS
from lib.store import conflict, history, rounds
from lib.store.agenda import parties as all_parties
from lib.store.checks import coalitions as checks
from lib.store.file.connection import EXAMPLE, reading
from lib.store.schema import triggers
from lib.store.seed import seeding

TODAY = dt.date(2023, 4, 14)
VALUES: list[Any] = [
    None, "", "   ", float("nan"), pd.NaT, pd.NA, True, False, 0, 1, 3, -1, 5.0, 2.5, np.int64(4), 10**30,
    "x" * 9_000,
    "2023-04-13", "14-4-2024", "1999-01-01", dt.date(2023, 4, 1), dt.datetime(2023, 4, 1, 9, tzinfo=dt.UTC),
    "A", "AM18", "PV27", "onderwijs", "plek", "besluit", "toezegging", "technologietafel", "steunt", "omhoog",
    "commitment", "hbo, wo", "7, m1", "52,3", "4.9", 52.3, 4.9, "https://voorbeeld.nl", "javascript:x", b"a",
    ["a", "b"],
    {},
    "Waarom dan niet?", "Zo is het.", "een\r\ntwee\u202e", "m2", "<script>",
    "gesprek", "coalitie", "idee", "lectoraat",
]  # fmt: skip
OLD_NAMES = sentences.FIELD_NAMES
TABLES = [table for table in RECORDS if table in fields.RULES]
FIELDS = [(table, name) for table in TABLES for name in fields.RULES[table]]
PARTIES = {1: "Roc Voorbeeld", 3: "Bedrijf Voorbeeld"}


def outcome(act: Any, *args: Any) -> Any:
    try:
        return act(*args)
    except Invalid as refused:
        return ("refused", refused.field, refused.sentence)


def stored(table: str, name: str) -> list[Any]:
    """What of these values may stand in a field."""
    found = [outcome(fields.validate, table, {name: value}, TODAY) for value in VALUES]
    return [one[name] for one in found if isinstance(one, dict)] + [None]


def cured(sentence: str | None) -> str | None:
    """The list of coalitions wrote "?." where that of meetings wrote "?"."""
    return sentence and re.sub(r"\.{2,}", ".", sentence.replace("?.", "?").replace("!.", "!"))


@pytest.mark.parametrize(("table", "name"), FIELDS)
def test_every_rule(table: str, name: str) -> None:
    for value in VALUES:
        told = outcome(RECORDS[table].validate, {name: value}, TODAY)
        assert told == outcome(fields.validate, table, {name: value}, TODAY), value


@pytest.mark.parametrize("table", TABLES)
def test_lists(table: str) -> None:
    record = RECORDS[table]
    assert [*record.own] == [*fields.RULES[table]]
    assert all(record.together(name) == fields.together(table, name) for name in (*record.fields, "other"))
    assert {name for name, field in record.fields.items() if field.reason} == {
        name for where, name in fields.REASON_REQUIRED if where == table
    }
    named = {name: field.words for name, field in record.fields.items() if field.words}
    assert named == {name: words for (where, name), words in OLD_NAMES.items() if where == table}
    assert record.name == sentences.RECORD_NAMES.get(table, record.name)
    assert record.withdrawable == ("withdrawn_on" in fields.RULES[table])
    assert record.absent == conflict.NOT_YET.get(table)
    assert record.part == PARTS.get(table, "")
    assert record.touches == (f"'{table}'" in rounds._TOUCHED)
    assert record.stands_still == (table in checks.OF_AN_ACTION)
    if record.stands_still:
        assert record.about == checks.OF_AN_ACTION[table]
    about = f"{{row}}.{record.about}" if record.about.isidentifier() else record.about
    assert about == triggers._ABOUT.get(table, "")
    if not about or table == "agenda_item":
        headings: Mapping[str, str] = {
            "party": "Partijen",
            **dict.fromkeys(campus_sentences.TABLES, campus_sentences.HEADING),
            **meeting_sentences.HEADINGS,
        }
        assert record.heading == headings[table]
    parties = {name for name, field in record.fields.items() if field.widget == "party"}
    column = checks._PARTY.get(table)
    assert column is None or column in parties
    counted = table in history._ABOUT_ACTIONS or table == "coalition"
    assert counted == bool(record.part)


@pytest.mark.parametrize("table", [table for table in TABLES if table in fields.NEW_ROW])
def test_a_new_row(table: str) -> None:
    record = RECORDS[table]
    names = (*fields._BELONGS_TO.get(table, {}), *fields.NEW_ROW[table])
    assert record.new == names
    good = {name: next((v for v in stored(table, name) if v), 3) for name in fields.NEW_ROW[table]}
    good |= dict.fromkeys(fields._BELONGS_TO.get(table, {}), 3)
    for values in ({}, good, {**good, "withdrawn_on": TODAY}, {"nothing": 1}):
        assert outcome(record.validate_new, values, TODAY) == outcome(
            fields.validate_new, table, values, TODAY
        )
    for name in names:
        for value in VALUES:
            values = {**good, name: value}
            assert outcome(record.validate_new, values, TODAY) == outcome(
                fields.validate_new, table, values, TODAY
            )


@pytest.mark.parametrize(("table", "name"), [one for one in OLD_NAMES if one[0] in TABLES])
def test_every_value_in_words(table: str, name: str) -> None:
    values = [*stored(table, name)] if name in fields.RULES[table] else [None, "idee"]
    for value in values:
        if name != "due" or value != "":
            assert RECORDS[table].text(name, value, PARTIES) == sentences.value_text(
                table, name, value, PARTIES
            )


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Change], dict[int, str]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WERKAGENDA_DB", str(tmp_path_factory.mktemp("data") / "werkagenda.db"))
        path = seeding.prepare(EXAMPLE)
        with reading(path) as db:
            newest = history.newest(db)
            changes = history.changes_between(db, 0, newest)
            changes += history.changes_between(db, history.seeded(db), newest)
            every = list(
                db.query("SELECT * FROM main.history WHERE id > ? ORDER BY id", [history.seeded(db)])
            )
            changes += history._told_of(db, every)
            return changes, {one.id: one.name for one in all_parties(db, withdrawn=True)}


def same(change: Change, parties: Mapping[int, str]) -> None:
    old = sentences.change_sentence(change, parties)
    if change.table in TABLES:
        assert cured(change_sentence(change, parties)) == cured(old), change


def test_all_of_the_example(example: tuple[list[Change], dict[int, str]]) -> None:
    changes, parties = example
    assert len(changes) > 1_000
    for change in changes:
        same(change, parties)


def variations(change: Change) -> Iterator[Change]:
    """Every change of a row that can be thought of: made, changed, withdrawn, put back."""
    row, table = change.row, change.table
    gone = {"withdrawn_on": "2023-04-01", "withdrawn_reason": "Bij vergissing."}
    rows = [row, {**row, **gone}, {**row, "withdrawn_on": None}] if "withdrawn_on" in row else [row]
    for now in rows:
        made = replace(change, operation="insert", field="", old=None, new=None, row=now)
        if table not in ("meeting", "edition") or not now["withdrawn_on"]:
            yield made
        yield replace(made, reason="Een reden.")
        for name in (*row, "boundary_year") if table != "purpose_text" else ():
            values = stored(table, name) if name in fields.RULES[table] else [row.get(name)]
            values = [value for value in [*values, now.get(name)] if value != "" or name != "due"]
            for old, new in zip([None, *values], [*values, None], strict=True):
                if name in now and not (name == "withdrawn_on" and new != now[name]):
                    after = {**now, name: new}
                    if new is None and name not in (
                        "party_id",
                        "step_id",
                        "owner_id",
                        "withdrawn_on",
                        "done_on",
                    ):
                        after = now
                    yield replace(change, operation="update", field=name, old=old, new=new, row=after)


@pytest.mark.parametrize("table", TABLES)
def test_every_sentence(table: str, example: tuple[list[Change], dict[int, str]]) -> None:
    changes, parties = example
    newest = {change.row_id: change for change in changes if change.table == table}
    for change in list(newest.values())[:12]:
        for variation in variations(change):
            if variation.reason != FIRST_FILLING or table not in ("chair", "step", "party"):
                same(variation, parties)
