"""The history is the agenda: replayed it gives the state, and any moment gives the state of then.

A machine does what editors and other programs do, in any order, and keeps aside what the agenda must hold
according to a model of its own: plain rows in dictionaries.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from lib.access import Person
from lib.dutch import stamp
from lib.model.agenda import ENDED, HELIXES, LADDER, STAGES
from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.store import agenda, coalitions, history, records, stages
from lib.store.file import connection
from lib.store.file.connection import reading, writing
from lib.store.records import Conflict
from tests.conftest import FILLED_AT
from tests.unit import desk
from tests.unit.desk import IN_MEMORY, STEP

PEOPLE = [desk.ANNA, desk.BRAM, Person("Carla", verified=True)]
START = datetime(2039, 3, 1, 9, tzinfo=UTC)
"""Later than the clock of this machine, so that other programs seem to write with a clock that is behind."""
WORDS = [
    "een",
    "twee",
    "=1+1",
    "<b>vet</b>",
    "Drieëntwintig 'aanhalingen' \"",
    "regel\nregel",
    "emoji 🛠",
    "null",
    "5",
]
NAMES = ["Roc West", "roc west", "Gemeente É", "O&O-fonds; DROP TABLE", "Bedrijf 'x'"]
FIELDS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "action": {
        "note": st.sampled_from(["", *WORDS]),
        "name": st.sampled_from(WORDS[:3]),
        "priority": st.sampled_from("ABC"),
    },
    "party": {
        "name": st.sampled_from(NAMES),
        "region": st.sampled_from([None, "AM12", "PV27"]),
        "kind": st.sampled_from(["", "roc", "5"]),
    },
    "step": {
        "what": st.sampled_from(WORDS[:3]),
        "link": st.sampled_from([None, "https://voorbeeld.nl"]),
        "action_id": st.sampled_from(["1", "3", "m2"]),
    },
}
ACTIONS = ["1", "3", "m1"]
NEIGHBOURS = {"1": ["4", "2"], "3": ["2", "4"], "m1": []}
"""The actions that the annex ties to those at work here, in the order of its relations."""
EDITED = ("action", "party", "step")
"""Tables whose rows have a version."""
AT_WORK = (*EDITED, *"step_party stage_move purpose_text flag ruling meeting coalition support".split())
"""What these editors may change; at the end everything else is found as it was."""

Row = dict[str, Any]


class Editors(RuleBasedStateMachine):
    """Editors at work; `self.now` is what the tables must hold."""

    template: Path

    @initialize()
    def open_agenda(self) -> None:
        """A freshly filled file."""
        self.folder = tempfile.TemporaryDirectory(prefix="werkagenda-", dir=IN_MEMORY)
        self.path = Path(self.folder.name) / "werkagenda.db"
        shutil.copy(self.template, self.path)
        connection.keep_open(self.path)
        self.at = START
        self.moments: list[tuple[str, desk.State]] = [(FILLED_AT, desk.state(self.path))]
        self.meeting = self.write(desk.meeting, at=START)
        self.now = desk.state(self.path)
        self.remember(stamp(START))
        self.past: dict[tuple[str, str], list[Row]] = {
            (table, key): [row] for table in EDITED for key, row in self.now[table].items()
        }
        self.newest = self.read(history.newest)
        self.rewritten: set[str] = set()

    def remember(self, at: str) -> None:
        """Keep what the tables must have held at a moment; a row that changes is replaced by another."""
        self.moments.append((at, {table: dict(rows) for table, rows in self.now.items()}))

    def teardown(self) -> None:
        """Clear up."""
        if hasattr(self, "folder"):
            connection.let_go(self.path)
            self.folder.cleanup()

    # ---------------------------------------------------------------- doing and expecting

    def read(self, look: Callable[[Any], Any]) -> Any:
        with reading(self.path) as db:
            return look(db)

    def write(
        self,
        act: Callable[[Any], Any],
        reason: str = "",
        person: Person = desk.ANNA,
        at: datetime | None = None,
    ) -> Any:
        """One act at a moment of its own, unless one is given."""
        if at is None:
            self.at += timedelta(seconds=1)
        with writing(self.path, person, reason, at=stamp(at or self.at)) as db:
            return act(db)

    def refused(self, act: Callable[[Any], Any], error: type[Exception], reason: str = "") -> Exception:
        with pytest.raises(error) as caught:
            self.write(act, reason)
        return caught.value

    def expect(self, table: str, key: str, **values: Any) -> None:
        """A row must now hold these values, one version on."""
        row = {**self.now[table][key], **values}
        row["version"] += 1
        self.now[table][key] = row
        self.past[table, key].append(dict(row))

    def born(self, table: str, row: Row) -> None:
        self.now[table][str(row["id"])] = row
        if "version" in row:
            self.past[table, str(row["id"])] = [dict(row)]

    def pick(self, data: st.DataObject, table: str) -> str:
        keys = ACTIONS if table == "action" else sorted(self.now[table], key=int)
        return data.draw(st.sampled_from(keys))

    def closed(self, table: str, row: Row) -> bool:
        return row["stage"] == ENDED if table == "action" else row["withdrawn_on"] is not None

    def name_taken(self, name: str, key: str = "") -> bool:
        taken = {row["name"].upper() for other, row in self.now["party"].items() if other != key}
        return name.upper() in taken

    def forbidden(self, table: str, key: str, own: Row, reason: str, *, decided: bool) -> bool:
        adopted = self.adopted(table, own)
        undecided = adopted and (not decided or len(adopted) > 1)
        twice = table == "party" and "name" in own and self.name_taken(own["name"], key)
        gone = "driver_id" in own and self.now["party"][str(own["driver_id"])]["withdrawn_on"] is not None
        return bool(
            undecided
            or twice
            or gone
            or (not reason and any(RECORDS[table].fields[field].reason for field in own))
        )

    # ------------------------------------------------------------------------- rules

    @rule(name=st.sampled_from(NAMES), helix=st.sampled_from(list(HELIXES)), person=st.sampled_from(PEOPLE))
    def add_party(self, name: str, helix: str, person: Person) -> None:
        values = {"name": name, "helix": helix}
        if self.name_taken(name):
            self.refused(lambda db: agenda.add_party(db, values), Invalid)
            return
        number = self.write(lambda db: agenda.add_party(db, values), person=person)
        blank = {"region": None, "kind": "", "withdrawn_on": None, "withdrawn_reason": None, "version": 1}
        self.born("party", {"id": number, **values, **blank, "merged_into": None})

    @rule(data=st.data(), person=st.sampled_from(PEOPLE), what=st.sampled_from(WORDS))
    def add_step(self, data: st.DataObject, person: Person, what: str) -> None:
        values = {**STEP, "action_id": self.pick(data, "action"), "what": what}
        known = [row["id"] for row in self.now["party"].values()]
        taking_part = data.draw(st.lists(st.sampled_from(known), unique=True)) if known else []
        number = self.write(lambda db: agenda.add_step(db, values, taking_part), person=person)
        blank = {"withdrawn_on": None, "withdrawn_reason": None, "version": 1}
        self.born("step", {"id": number, **values, "author": person.name, **blank})
        for party_id in taking_part:
            link_id = len(self.now["step_party"]) + 1
            link = {"id": link_id, "step_id": number, "party_id": party_id}
            self.born("step_party", {**link, "withdrawn_on": None, "withdrawn_reason": None, "version": 1})

    @rule(
        data=st.data(),
        table=st.sampled_from(EDITED),
        reason=st.sampled_from(["", "Besluit"]),
        decided=st.booleans(),
    )
    def save(self, data: st.DataObject, table: str, reason: str, decided: bool) -> None:
        """Save some fields as seen at the present version or any earlier one."""
        if not self.now[table]:
            return
        key = self.pick(data, table)
        seen = data.draw(st.sampled_from(self.past[table, key][-3:]))
        chosen = data.draw(st.sets(st.sampled_from(sorted(FIELDS[table])), min_size=1))
        wanted = {field: data.draw(FIELDS[table][field]) for field in sorted(chosen)}
        if key == "m1":
            wanted.pop("priority", None)
        self.save_and_check(table, key, seen, wanted, reason, decided=decided)

    def save_and_check(
        self, table: str, key: str, seen: Row, wanted: Row, reason: str, *, decided: bool = False
    ) -> None:
        there = self.now[table][key]
        own = {field: value for field, value in wanted.items() if value not in (seen[field], there[field])}
        adopted = self.adopted(table, own) if decided else []
        reason = reason or ("Besluit" if adopted else "")

        def act(db: Any) -> int:
            if adopted:
                desk.rule(db, key, (adopted[0], own[adopted[0]]))
            return records.save(db, table, key, seen["version"], wanted)

        clashes = {field for field in own if there[field] != seen[field]}
        if self.closed(table, there):
            self.refused(act, Invalid, reason)
        elif clashes:
            conflict = self.refused(act, Conflict, reason)
            assert isinstance(conflict, Conflict)
            assert conflict.version == there["version"]
            assert {one.field: (one.seen, one.theirs, one.mine) for one in conflict.clashes} == {
                field: (seen[field], there[field], own[field]) for field in clashes
            }
            self.save_and_check(table, key, there, wanted, "Mijn waarde", decided=True)
        elif self.forbidden(table, key, own, reason, decided=decided):
            self.refused(act, Invalid, reason)
        else:
            version = self.write(act, reason)
            if adopted:
                self.ruled(key, adopted[0], own[adopted[0]], "Anna")
            if own:
                self.expect(table, key, **own)
            assert version == self.now[table][key]["version"]

    @rule(
        data=st.data(),
        to_stage=st.sampled_from(list(STAGES)),
        days=st.integers(0, 60),
        person=st.sampled_from(PEOPLE),
        decided=st.booleans(),
    )
    def move_stage(
        self, data: st.DataObject, to_stage: str, days: int, person: Person, decided: bool
    ) -> None:
        key = self.pick(data, "action")
        there = self.now["action"][key]
        day = (date(2024, 1, 1) + timedelta(days=days)).isoformat()
        decisive = ENDED in (to_stage, there["stage"])

        def act(db: Any) -> int:
            if decided and decisive:
                desk.rule(db, key, ("stage", to_stage))
            return stages.move_stage(db, key, there["version"], to_stage, day, "Gebleken", "Tafel 2")

        if not self.may_move(key, to_stage) or (decisive and not decided):
            self.refused(act, Invalid)
            return
        self.write(act, person=person)
        if decisive:
            self.ruled(key, "stage", to_stage, person.name)
        meeting, ruling_id = (desk.MEETING, len(self.now["ruling"])) if decisive else ("Tafel 2", None)
        self.moved(key, to_stage, day, "Gebleken", person.name, meeting, ruling_id)

    def may_move(self, key: str, to_stage: str) -> bool:
        """By the ladder; nobody sits at a table here, so no gate opens; no way back without a new text."""
        from_stage = self.now["action"][key]["stage"]
        if (from_stage, to_stage) == ("poort", "in uitvoering"):
            return False
        return may_move(from_stage, to_stage) and (from_stage != ENDED or key in self.rewritten)

    @rule(data=st.data(), text=st.sampled_from(WORDS), person=st.sampled_from(PEOPLE))
    def write_purpose(self, data: st.DataObject, text: str, person: Person) -> None:
        key = self.pick(data, "action")
        part = data.draw(st.sampled_from(["financiering", "commitment"]))
        mine = (key, part)
        versions = [r for r in self.now["purpose_text"].values() if (r["action_id"], r["part"]) == mine]
        number = self.write(lambda db: coalitions.write_purpose(db, key, part, text), person=person)
        if versions and versions[-1]["text"] == text:
            assert number == len(versions)
            return
        assert number == len(versions) + 1
        self.rewritten.add(key)
        made = {"id": len(self.now["purpose_text"]) + 1, "action_id": key, "part": part, "number": number}
        at = self.read(history.last_change)[0]
        self.born("purpose_text", {**made, "text": text, "author": person.name, "at": at})

    def adopted(self, table: str, own: Row) -> list[str]:
        """The fields that only Gedeputeerde Staten change."""
        return [field for field in ("name", "priority") if table == "action" and field in own]

    def ruled(self, key: str, field: str, value: str, author: str) -> None:
        """What they decided was recorded."""
        about = {"id": len(self.now["ruling"]) + 1, "action_id": key, "changes": field, "value": value}
        words = {"decided_on": desk.DECIDED_ON, "kenmerk": desk.KENMERK, "text": "Besluit", "author": author}
        rest = {"advice_id": None, "meeting_id": self.meeting, "outcome": "overgenomen", "version": 1}
        self.born("ruling", {**about, **words, **rest, "withdrawn_on": None, "withdrawn_reason": None})

    def moved(
        self,
        key: str,
        to_stage: str,
        day: str,
        reason: str,
        author: str,
        meeting: str,
        ruling_id: int | None,
    ) -> None:
        number = len(self.now["stage_move"]) + 1
        self.born(
            "stage_move",
            {
                "id": number, "action_id": key, "from_stage": self.now["action"][key]["stage"],
                "to_stage": to_stage, "moved_on": day, "reason": reason, "author": author, "meeting": meeting,
                "decision_id": None, "ruling_id": ruling_id,
            },
        )  # fmt: skip
        ended = to_stage == ENDED
        if ended:
            self.rewritten.discard(key)
            self.flagged(key)
        self.expect(
            "action",
            key,
            stage=to_stage,
            ended_on=day if ended else None,
            ended_reason=reason if ended else None,
        )

    def flagged(self, ended: str) -> None:
        """The neighbours of an ended action must say what that means for them."""
        for neighbour in NEIGHBOURS[ended]:
            made = {"id": len(self.now["flag"]) + 1, "action_id": neighbour, "ended_action": ended}
            blank = {"answer": "", "answered_on": None, "version": 1}
            self.born("flag", {**made, "raised_on": self.at.date().isoformat(), **blank})

    @precondition(lambda self: self.now["party"])
    @rule(data=st.data())
    def choose_driver(self, data: st.DataObject) -> None:
        key, owner = self.pick(data, "action"), int(self.pick(data, "party"))
        self.save_and_check("action", key, self.now["action"][key], {"driver_id": owner}, "")

    @rule(data=st.data(), table=st.sampled_from(["party", "step"]), reason=st.sampled_from(["", "Vervallen"]))
    def withdraw(self, data: st.DataObject, table: str, reason: str) -> None:
        if not self.now[table]:
            return
        key = self.pick(data, table)
        there = self.now[table][key]

        def act(db: Any) -> int:
            return records.withdraw(db, table, int(key), there["version"])

        if self.closed(table, there) or not reason:
            self.refused(act, Invalid, reason)
            return
        self.write(act, reason)
        self.expect(table, key, withdrawn_on=self.at.date().isoformat(), withdrawn_reason=reason)

    @rule(data=st.data(), table=st.sampled_from(EDITED))
    def put_back(self, data: st.DataObject, table: str) -> None:
        """Put a field back to before one of the changes of its row."""
        changed = [key for key in self.now[table] if len(self.past[table, key]) > 1]
        if not changed:
            return
        key = data.draw(st.sampled_from(changed))
        place = data.draw(st.integers(1, len(self.past[table, key]) - 1))
        field = data.draw(st.sampled_from([*FIELDS[table], "stage" if table == "action" else "withdrawn_on"]))
        entry = desk.entries(self.path, table, key)[place]["id"]
        before, there = self.past[table, key][place - 1], self.now[table][key]

        def act(db: Any) -> int:
            return records.put_back(db, table, key, field, entry, there["version"])

        if field == "stage":
            self.put_stage_back(act, key, before["stage"])
        elif field == "withdrawn_on":
            self.write(act, "Terug")
            withdrawal = {name: before[name] for name in ("withdrawn_on", "withdrawn_reason")}
            if any(there[name] != value for name, value in withdrawal.items()):
                self.expect(table, key, **withdrawal)
        elif self.closed(table, there) or (
            (table, field) == ("party", "name")
            and before[field] != there[field]
            and self.name_taken(before[field], key)
        ):
            self.refused(act, Invalid, "Terug")
        else:
            self.write(act, "Terug")
            if there[field] != before[field]:
                self.expect(table, key, **{field: before[field]})
            if table == "action":
                self.overruled(key, field, before[field])

    def put_stage_back(self, act: Callable[[Any], int], key: str, to_stage: str) -> None:
        if self.may_move(key, to_stage):
            self.write(act, "Terug")
            meeting, ruling_id = self.ground_of_end(key) if to_stage == ENDED else ("", None)
            self.moved(key, to_stage, self.at.date().isoformat(), "Terug", "Anna", meeting, ruling_id)
            self.overruled(key, "stage", to_stage)
        else:
            self.refused(act, Invalid, "Terug")

    def ground_of_end(self, key: str) -> tuple[str, int]:
        """By which meeting and which ruling an action ended last: an end that is put back counts by those."""
        ends = [row for row in self.now["stage_move"].values() if row["to_stage"] == ENDED]
        return next((row["meeting"], row["ruling_id"]) for row in reversed(ends) if row["action_id"] == key)

    def overruled(self, key: str, field: str, value: str) -> None:
        """The newest rulings that say otherwise than what was put back were taken back with it."""
        for number, row in reversed(self.now["ruling"].items()):
            if (row["action_id"], row["changes"], row["withdrawn_on"]) != (key, field, None):
                continue
            if (field == "stage" and ENDED not in (row["value"], value)) or row["value"] == value:
                return
            self.expect("ruling", number, withdrawn_on=self.at.date().isoformat(), withdrawn_reason="Terug")

    @rule(key=st.sampled_from(ACTIONS), text=st.sampled_from(WORDS))
    def edit_outside_the_app(self, key: str, text: str) -> None:
        """Another program writes: unsigned, without a new version, and by the clock of this machine."""
        with desk.outside(self.path) as other:
            other.execute("UPDATE action SET note = ? WHERE id = ?", (text, key))
        self.expect("action", key, note=text)

    @rule(hours=st.integers(1, 30))
    def turn_the_clock_back(self, hours: int) -> None:
        """Summer time, a flat battery: the moments of the history must not follow."""
        self.at -= timedelta(hours=hours)


class Agenda(Editors):
    """What must hold after everything they do, and of every moment that was passed."""

    def teardown(self) -> None:
        """Look at all there is, and at every moment, now that there is a later one."""
        try:
            if hasattr(self, "now"):
                assert desk.state(self.path) == self.now == desk.replayed(self.path)
                assert desk.reads_as_then(self.path, self.moments)
        finally:
            super().teardown()

    @invariant()
    def tables_history_and_model_agree(self) -> None:
        if not hasattr(self, "now"):
            return
        now = {table: self.now[table] for table in AT_WORK}
        assert desk.state(self.path, tables=AT_WORK) == now == desk.replayed(self.path, AT_WORK)

    @invariant()
    def nothing_was_deleted_and_versions_grow_by_one(self) -> None:
        if not hasattr(self, "now"):
            return
        for (table, key), rows in self.past.items():
            logged = [one["row"] for one in desk.entries(self.path, table, key)] if len(rows) > 1 else rows
            assert logged == rows
            assert [row["version"] for row in rows] == list(range(1, len(rows) + 1))
        for table, rows_then in self.moments[-1][1].items():
            assert rows_then.keys() <= self.now[table].keys()

    @invariant()
    def history_only_grows(self) -> None:
        if not hasattr(self, "now"):
            return
        entries = self.read(lambda db: db.execute("SELECT id, at FROM main.history ORDER BY id").fetchall())
        assert [number for number, _ in entries] == list(range(1, len(entries) + 1))
        stamps = [at for _, at in entries]
        assert stamps == sorted(stamps)
        assert len(entries) >= self.newest
        if len(entries) > self.newest:
            if self.moments[-1][0] == stamps[-1]:
                self.moments.pop()
            self.remember(stamps[-1])
        self.newest = len(entries)


def may_move(from_stage: str, to_stage: str) -> bool:
    """The ladder once more, written out otherwise."""
    if ENDED in (from_stage, to_stage):
        return (from_stage, to_stage) == (ENDED, "purpose case") or (
            to_stage == ENDED and from_stage not in (ENDED, "overgedragen")
        )
    return abs(LADDER.index(from_stage) - LADDER.index(to_stage)) == 1


def test_any_history_replayed_and_at_any_moment(template: Path) -> None:
    Agenda.template = template
    run_state_machine_as_test(Agenda, settings=settings(settings(), max_examples=30, stateful_step_count=25))


# ----------------------------------------------------------------- moments by example


@pytest.fixture
def told(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Five notes of action 3, an hour apart; the moments. It is the last of them now."""
    moments = [stamp(START + timedelta(hours=hour)) for hour in range(5)]
    monkeypatch.setattr(connection, "now", lambda: moments[-1])
    for number, at in enumerate(moments):
        with writing(path, desk.ANNA if number % 2 else desk.BRAM, f"reden {number}", at=at) as db:
            records.save(db, "action", "3", number + 1, {"note": f"stand {number}"})
    return moments


def just_before(at: str) -> str:
    return stamp(datetime.fromisoformat(at) - timedelta(milliseconds=1))


def test_a_moment_includes_what_was_stored_at_it(path: Path, told: list[str]) -> None:
    for number, at in enumerate(told):
        assert desk.action(path, at=at)["note"] == f"stand {number}"
        assert desk.action(path, at=just_before(at))["note"] == (f"stand {number - 1}" if number else "")


def test_before_the_first_fill_there_was_nothing(path: Path) -> None:
    for at in ("2000-01-01T00:00:00.000Z", just_before(FILLED_AT), ""):
        assert not any(desk.state(path, at).values())
        with reading(path, at) as db:
            assert not [*agenda.actions(db), *agenda.goals(db), *agenda.parties(db)]
            assert agenda.action(db, "3") is None


def test_after_the_last_change_it_is_as_it_is(path: Path, told: list[str]) -> None:
    assert desk.state(path, "2099-01-01T00:00:00.000Z") == desk.state(path)


def test_the_verbs_read_the_past_as_they_read_the_present(path: Path) -> None:
    one, other = desk.party(path, "Roc West"), desk.party(path, "Gemeente")
    desk.step(path, one, other)
    desk.save(path, {"driver_id": one})
    desk.move(path, "coalitie in vorming")

    def everything(at: str | None = None) -> list[Any]:
        with reading(path, at) as db:
            return [
                agenda.goals(db), agenda.actions(db), agenda.relations(db), agenda.annex_texts(db),
                agenda.annex_texts(db, "footnote"), agenda.parties(db), agenda.parties(db, withdrawn=True),
                agenda.steps(db, "3"), agenda.stage_moves(db, "3"), agenda.parts(db, "5"),
                records.get(db, "action", "3"), records.get(db, "party", one), records.get(db, "step", "1"),
            ]  # fmt: skip

    now, then = everything(), desk.moment_gone_by()
    assert everything(then) == now
    with writing(path, desk.BRAM, "Weg", at="2039-01-01T00:00:00.000Z") as db:
        records.withdraw(db, "party", one, 1)
        records.save(db, "action", "3", 3, {"note": "anders", "driver_id": other})
    assert everything(then) == now
    assert everything() != now


def test_a_past_moment_compares_values_as_a_table_does(path: Path) -> None:
    """Text against integer: a column has a type, a value from JSON has none."""
    number = desk.step(path, desk.party(path))
    questions = [
        "SELECT count(*) FROM step WHERE id = '1'",
        "SELECT count(*) FROM action WHERE id = 3",
        "SELECT count(*) FROM action WHERE number > '2'",
        "SELECT group_concat(typeof(driver_id) || typeof(number) || typeof(note)) FROM action ORDER BY id",
        "SELECT group_concat(id) FROM (SELECT id FROM action ORDER BY id)",
    ]
    assert number == 1
    for question in questions:
        with reading(path) as db, reading(path, connection.now()) as then:
            assert db.execute(question).fetchall() == then.execute(question).fetchall(), question


def test_one_reading_is_one_state_while_others_write(path: Path) -> None:
    with reading(path) as db, reading(path, "2099-01-01T00:00:00.000Z") as then:
        before = agenda.action(db, "3"), agenda.action(then, "3")
        desk.note(path, "intussen")
        assert (agenda.action(db, "3"), agenda.action(then, "3")) == before
    assert desk.action(path)["note"] == "intussen"


# ------------------------------------------------------------------ the history itself


def test_changes_between_two_moments_are_net(path: Path, told: list[str]) -> None:
    with reading(path) as db:
        first, third, last = (history.id_at(db, at) for at in (told[0], told[2], told[4]))
        (change,) = history.changes_between(db, first, third)
        assert (change.old, change.new, change.who, change.reason) == (
            "stand 0",
            "stand 2",
            "Bram",
            "reden 2",
        )
        assert history.changes_between(db, last, last) == []
    desk.note(path, "stand 2")
    with reading(path) as db:
        assert history.changes_between(db, third, history.newest(db)) == [], "changed and changed back"


def test_a_new_row_is_one_change_as_it_ended(path: Path) -> None:
    with reading(path) as db:
        since = history.newest(db)
    number = desk.step(path, what="eerst")
    desk.save(path, {"what": "daarna"}, row=("step", number))
    with reading(path) as db:
        (change,) = history.changes_between(db, since, history.newest(db))
    assert (change.table, change.operation, change.row["what"], change.about) == (
        "step",
        "insert",
        "daarna",
        "3",
    )


def test_span_and_last_change(path: Path, told: list[str]) -> None:
    with reading(path) as db:
        assert history.span(db) == (FILLED_AT, told[-1])
        assert history.last_change(db) == (told[-1], "Bram")
        assert history.last_change(db, told[1]) == (told[1], "Anna")
        assert history.last_change(db, "2000-01-01T00:00:00.000Z") is None
        assert history.id_at(db, "2000-01-01T00:00:00.000Z") == 0
        assert (
            history.id_at(db, "2099-01-01T00:00:00.000Z")
            == history.newest(db)
            == connection.newest_change(path)
        )


def test_the_moment_of_a_change_and_whether_anything_came_after_it(path: Path, told: list[str]) -> None:
    with reading(path) as db:
        newest = history.newest(db)
        assert history.moment_of(db, newest) == told[-1]
        assert history.moment_of(db, newest + 1) is None
        assert not history.changed_since(db, newest, ())
        assert history.changed_since(db, newest - 1, ())
        assert history.changed_since(db, newest - 1, ("decision",))
        tables = [row[0] for row in db.execute("SELECT DISTINCT tbl FROM history").fetchall()]
        assert not history.changed_since(db, 0, tables)


def test_the_history_of_one_action_newest_first(path: Path, told: list[str]) -> None:
    desk.step(path, desk.party(path))
    desk.save(path, {"note": "elders"}, row=("action", "4"))
    with reading(path) as db:
        newest = history.newest(db)
        about = history.changes_about(db, "3", newest)
        assert [one.history_id for one in about] == sorted((one.history_id for one in about), reverse=True)
        assert {one.table for one in about} == {"action", "adopted", "coalition", "step", "step_party"}
        assert [one.new for one in about if one.field == "note"] == [
            f"stand {number}" for number in (4, 3, 2, 1, 0)
        ]
        assert history.changes_about(db, "3", newest, 2) == about[:2], "the newest entries"
        then = history.changes_about(db, "3", history.id_at(db, told[1]))
        assert [one.new for one in then if one.field == "note"] == ["stand 1", "stand 0"]


def test_counts_per_action(path: Path, told: list[str]) -> None:
    with reading(path) as db:
        since = history.id_at(db, told[1])
    desk.step(path)
    desk.step(path, action_id="m1")
    with reading(path) as db:
        newest = history.newest(db)
        assert history.counts_about(db, since, newest) == {"3": 4, "m1": 1}
        assert history.counts_about(db, newest, newest) == {}


def test_the_author_of_a_field_is_who_gave_it_its_value(path: Path, told: list[str]) -> None:
    desk.save(path, {"driver_id": desk.party(path)})
    with reading(path) as db:
        assert history.author_of(db, "action", "3", "note") == ("Bram", told[4])
        assert history.author_of(db, "action", "3", "name")[1] == FILLED_AT


def test_the_ground_of_a_field_is_that_of_the_moment(path: Path, told: list[str]) -> None:
    with reading(path) as db:
        assert history.ground_of(db, "action", "3", "note") == "reden 4"
        assert history.ground_of(db, "action", "3", "note", told[1]) == "reden 1"
        assert history.ground_of(db, "action", "3", "note", FILLED_AT) == ""
        assert history.ground_of(db, "action", "3", "priority") == ""
    desk.save(path, {"driver_id": desk.party(path)}, reason="Iets anders")
    with reading(path) as db:
        assert history.ground_of(db, "action", "3", "note") == "reden 4", "not of a change of another field"
