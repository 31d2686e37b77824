"""Editions in the store: what was frozen is shown the same ever after, whatever clocks and people do.

A machine writes at random moments of a clock that runs, stands still and goes back, and freezes in between.
Beside each edition it keeps the whole state of that moment, to compare.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlite_utils import Database

from lib.dutch import stamp
from lib.model.kinds import Invalid
from lib.model.rulings import Edition
from lib.store import agenda, coalitions, decisions, editions, history, meetings, records
from lib.store.file import connection
from lib.store.file.connection import reading, writing
from tests.unit import desk
from tests.unit.desk import ANNA, IN_MEMORY
from tests.unit.meeting_desk import close, frozen, hold, put, put_back, record, refused, reopen, withdraw

START = datetime(2038, 3, 1, 9, tzinfo=UTC)
TABLES = ("action", "party", "chair", "meeting", "agenda_item", "decision", "edition", "stage_move")
"""What the machine writes in."""
TICKS = st.sampled_from([0, 0, 1, 999, 60_000, 86_400_000, -1, -1_000, -86_400_000])
"""How many thousandths of a second the clock goes on, or back."""


def freeze(path: Path, name: str, at: str | None = None) -> Edition:
    """Name this moment."""
    with writing(path, ANNA, at=at) as db:
        made = editions.freeze(db, name)
    return next(one for one in frozen(path) if one.id == made)


def shown(path: Path, at: str | None = None) -> desk.State:
    """The rows of the machine's tables, now or at a moment."""
    with reading(path, at) as db:
        return {
            table: {str(row["id"]): row for row in list(db.query(f"SELECT * FROM {table}"))}
            for table in TABLES
        }


class Frozen(RuleBasedStateMachine):
    """Editors and a minute taker with bad clocks."""

    template: Path

    @initialize()
    def open_agenda(self) -> None:
        """An agenda with a party on a chair and a meeting."""
        self.folder = tempfile.TemporaryDirectory(prefix="werkagenda-", dir=IN_MEMORY)
        self.path = Path(shutil.copy(self.template, self.folder.name))
        connection.keep_open(self.path)
        self.clock = START
        self.kept: dict[str, desk.State] = {}
        with writing(self.path, ANNA, at=stamp(self.clock)) as db:
            self.party = agenda.add_party(db, {"name": "Roc", "helix": "onderwijs"})
            seat = {"action_id": "3", "helix": "onderwijs", "role": "roc", "party_id": self.party}
            self.chair = coalitions.add_chair(db, seat)
            self.meeting = meetings.add_meeting(db, {"kind": "thematafel", "held_on": "2022-03-14"})

    def write(self, tick: int) -> Any:
        """A write at the next moment of the clock."""
        self.clock += timedelta(milliseconds=tick)
        return writing(self.path, ANNA, "Reden", stamp(self.clock))

    def version(self, db: Database, table: str, row_id: str | int) -> int:
        """What an editor sees."""
        return int(records.get(db, table, row_id)["version"])

    @rule(tick=TICKS, text=st.sampled_from(["een", "twee", "drie"]))
    def note(self, tick: int, text: str) -> None:
        """Somebody writes how it stands."""
        with self.write(tick) as db:
            records.save(db, "action", "3", self.version(db, "action", "3"), {"note": text})

    @rule(tick=TICKS, name=st.sampled_from(["Roc", "Roc Noord", "College"]))
    def rename(self, tick: int, name: str) -> None:
        """The party gets another name, if it is still there."""
        with suppress(Invalid), self.write(tick) as db:
            records.save(db, "party", self.party, self.version(db, "party", self.party), {"name": name})

    @rule(tick=TICKS)
    def leave(self, tick: int) -> None:
        """The party goes."""
        with suppress(Invalid), self.write(tick) as db:
            records.withdraw(db, "party", self.party, self.version(db, "party", self.party))

    @rule(tick=TICKS, taken=st.booleans(), role=st.sampled_from(["roc", "school"]))
    def reseat(self, tick: int, taken: bool, role: str) -> None:
        """The chair changes."""
        values = {"party_id": self.party if taken else None, "role": role}
        with suppress(Invalid), self.write(tick) as db:
            records.save(db, "chair", self.chair, self.version(db, "chair", self.chair), values)

    @rule(tick=TICKS, priority=st.sampled_from("ABC"))
    def decide(self, tick: int, priority: str) -> None:
        """The meeting decides, while it is open."""
        with suppress(Invalid), self.write(tick) as db:
            decisions.record_decision(db, {"meeting_id": self.meeting, "kind": "afspraak", "text": "Zo."})
            desk.rule(db, "3", ("priority", priority), "Zo besloten.")
            records.save(db, "action", "3", self.version(db, "action", "3"), {"priority": priority})

    @rule(tick=TICKS)
    def settle(self, tick: int) -> None:
        """Somebody follows up on the first decision."""
        with self.write(tick) as db:
            for one in decisions.decisions(db)[:1]:
                values = {"settled_on": "2022-03-20", "settled_note": stamp(self.clock)}
                records.save(db, "decision", one.id, one.version, values)

    @rule(tick=TICKS)
    def close(self, tick: int) -> None:
        """The meeting closes, if it is open."""
        made = 0
        with suppress(Invalid), self.write(tick) as db:
            made = meetings.close_meeting(db, self.meeting, self.version(db, "meeting", self.meeting))
        self.keep(made)

    @rule(tick=TICKS)
    def reopen(self, tick: int) -> None:
        """The meeting opens again, if it is closed."""
        with suppress(Invalid), self.write(tick) as db:
            meetings.reopen_meeting(db, self.meeting, self.version(db, "meeting", self.meeting))

    @rule(tick=TICKS)
    def freeze(self, tick: int) -> None:
        """Somebody sends a letter and names the moment, in the same write as a last change."""
        with self.write(tick) as db:
            made = editions.freeze(db, f"Brief {len(self.kept)}")
        self.keep(made)

    def keep(self, edition_id: int) -> None:
        """Put the state aside, as everybody sees it at this moment."""
        if edition_id:
            now = shown(self.path)
            at = now["edition"][str(edition_id)]["at"]
            assert at not in self.kept, "two writes never share the moment of an edition"
            self.kept[at] = now

    @invariant()
    def the_newest_edition_shows_what_it_showed(self) -> None:
        """What is written right after it is in none."""
        for at in list(self.kept)[-1:]:
            assert shown(self.path, at) == self.kept[at], at

    def teardown(self) -> None:
        """Every edition shows what it showed, moments never go back, and all is well with the file."""
        for at, then in self.kept.items():
            assert shown(self.path, at) == then, at
        with reading(self.path) as db:
            moments = [at for (at,) in db.execute("SELECT at FROM history ORDER BY id").fetchall()]
        assert moments == sorted(moments)
        assert desk.healthy(self.path)
        connection.let_go(self.path)
        self.folder.cleanup()


def test_an_edition_never_changes_whatever_the_clock_does(template: Path) -> None:
    Frozen.template = template
    run_state_machine_as_test(Frozen, settings=settings(settings(), max_examples=20, stateful_step_count=20))


# ------------------------------------------------------------------------------ by example


def test_an_edition_a_year_later_shows_the_same_values(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a fixed clock, though a party was renamed, another withdrawn and a chair changed since."""
    roc, town = desk.party(path, "Roc West"), desk.party(path, "Gemeente", "overheid")
    seat = desk.chair(path, roc)
    desk.save(path, {"driver_id": town})
    meeting_id = hold(path)
    item = put(path, meeting_id, minutes=20)
    made = record(path, meeting_id, "toezegging", item_id=item, owner_id=roc, due="2022-06-01")
    close(path, meeting_id)
    at = frozen(path)[0].at

    def read() -> list[Any]:
        with reading(path, at) as db:
            return [
                agenda.actions(db), agenda.parties(db), coalitions.table(db, "3"), meetings.meetings(db),
                meetings.items(db, meeting_id), decisions.decisions(db), editions.editions(db),
                history.last_change(db, at),
            ]  # fmt: skip

    before, everything = read(), desk.state(path, at)
    monkeypatch.setattr(connection, "now", lambda: "2039-03-14T09:00:00.000Z")
    desk.save(path, {"name": "College West"}, row=("party", roc))
    desk.save(path, {"driver_id": None})
    withdraw(path, "party", town)
    desk.save(path, {"role": "school", "party_id": None}, row=("chair", seat))
    desk.save(path, {"settled_on": "2022-05-20"}, row=("decision", made))
    desk.save(path, {"communicated_on": "2022-05-20"}, row=("meeting", meeting_id))
    assert read() == before
    assert desk.state(path, at) == everything
    assert before[5][0].owner == "Roc West"
    assert desk.state(path) != everything


def test_editions_are_known_at_every_moment_newest_first(path: Path) -> None:
    first, second = freeze(path, "Brief van maart"), freeze(path, "Brief van juni")
    assert [one.name for one in frozen(path)] == ["Brief van juni", "Brief van maart"]
    assert (first.author, first.meeting_id) == ("Anna", None)
    with reading(path, first.at) as db:
        assert [one.id for one in editions.editions(db)] == [second.id, first.id], "to choose another one"
        assert editions.edition(db, second.id) == second
        assert editions.edition(db, 99) is None


def test_an_edition_holds_all_that_its_own_write_did(path: Path) -> None:
    with writing(path, ANNA) as db:
        records.save(db, "action", "3", 1, {"note": "Net nog"})
        editions.freeze(db, "Brief")
    at = frozen(path)[0].at
    assert desk.action(path, at=at)["note"] == "Net nog"


@pytest.mark.parametrize(
    "clock", ["2039-01-01T09:00:00.000Z", "2039-01-01T08:59:59.999Z", "2020-01-01T00:00:00.000Z"]
)
def test_a_clock_that_stands_still_or_goes_back_writes_after_the_edition(path: Path, clock: str) -> None:
    found = freeze(path, "Brief", "2039-01-01T09:00:00.000Z")
    with writing(path, ANNA, at=clock) as db:
        records.save(db, "action", "3", 1, {"note": "Later"})
    assert desk.action(path, at=found.at)["note"] == ""
    again = freeze(path, "Tweede brief", clock)
    assert again.at > found.at
    assert desk.action(path, at=again.at)["note"] == "Later"


def test_the_name_of_an_edition_that_counts_is_used_once(path: Path) -> None:
    found = freeze(path, "Brief van maart")
    other = freeze(path, "Brief van juni")
    with refused(path, "De editie “BRIEF van maart” bestaat al. Kies een andere naam.", "name"):
        freeze(path, " BRIEF  van maart ")
    with refused(path, "bestaat al", "name"):
        desk.save(path, {"name": "Brief van maart"}, row=("edition", other.id))
    withdraw(path, "edition", found.id)
    desk.save(path, {"name": "Brief van maart"}, row=("edition", other.id))
    entry = desk.entries(path, "edition", found.id)[-1]["id"]
    with refused(path, "bestaat al", "name"):
        put_back(path, "edition", found.id, "withdrawn_on", entry)


@pytest.mark.parametrize(("name", "words"), [("", "is nog leeg"), ("x" * 201, "is te lang")])
def test_a_name_that_is_refused(path: Path, name: str, words: str) -> None:
    with refused(path, f"De naam van de editie {words}", "name"):
        freeze(path, name)


def test_a_meeting_is_not_closed_under_a_name_that_is_taken(path: Path) -> None:
    freeze(path, "Technologietafel 14 maart 2022")
    meeting_id = hold(path)
    with refused(path, "De editie “Technologietafel 14 maart 2022” bestaat al.", "name"):
        close(path, meeting_id)
    desk.save(path, {"title": "Maritiem"}, row=("meeting", meeting_id))
    close(path, meeting_id)
    assert len(frozen(path)) == 2


def test_a_letter_that_was_withdrawn_comes_back_as_it_was(path: Path) -> None:
    found = freeze(path, "Brief")
    desk.note(path, "Later")
    withdraw(path, "edition", found.id, "Niet verstuurd")
    assert frozen(path) == []
    put_back(path, "edition", found.id, "withdrawn_on", desk.entries(path, "edition", found.id)[-1]["id"])
    (back,) = frozen(path)
    assert (back.name, back.at) == (found.name, found.at)
    assert desk.action(path, at=back.at)["note"] == ""


def test_a_withdrawn_edition_keeps_later_writes_out_too(path: Path) -> None:
    """Whoever has its address still sees what it showed."""
    meeting_id = hold(path)
    close(path, meeting_id, "2039-01-01T09:00:00.000Z")
    at = frozen(path)[0].at
    reopen(path, meeting_id, at="2039-01-01T09:00:00.000Z")
    with reading(path, at) as db:
        assert [one.open for one in meetings.meetings(db)] == [False]


def test_another_program_with_a_slow_clock_writes_after_the_edition(path: Path) -> None:
    found = freeze(path, "Brief", "2039-01-01T09:00:00.000Z")
    with desk.outside(path) as other:
        other.execute("UPDATE action SET note = 'Van buiten' WHERE id = '3'")
    assert desk.action(path)["note"] == "Van buiten"
    assert desk.action(path, at=found.at)["note"] == ""
