"""Questions to the room in the store: one at a time, closed once, and nothing of a single person."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from lib.dutch import moment_text
from lib.model.kinds import Invalid
from lib.model.record import change_sentence
from lib.model.room.question import ESTABLISHED, MARKED, RIGHT, WRONG, RoomQuestion
from lib.rules.meetings.room import Tallies, room_words, stands
from lib.store import decisions, history, meetings, records
from lib.store.checks.room import STILL_OPEN
from lib.store.file.connection import reading, writing
from lib.store.room import questions
from tests.unit import desk
from tests.unit.desk import ANNA
from tests.unit.meeting_desk import close, hold, put, record

ALL_RIGHT: Tallies = {"bedrijfsleven": {RIGHT: 4}, "onderwijs": {RIGHT: 3}}
ONE_WRONG: Tallies = {"bedrijfsleven": {RIGHT: 4}, "onderwijs": {RIGHT: 3, WRONG: 1}}


def ask(path: Path, meeting: int, decision: int) -> int:
    with writing(path, ANNA) as db:
        return questions.ask_whether_right(db, meeting, decision)


def answer(path: Path, question: int, tallies: Tallies) -> RoomQuestion:
    with writing(path, ANNA) as db:
        questions.close_question(db, question, tallies)
        meeting = int(records.get(db, "room_question", question)["meeting_id"])
        return next(one for one in questions.questions(db, meeting) if one.id == question)


def test_the_room_reads_the_sentence_of_the_minutes_and_its_counts_are_kept(path: Path) -> None:
    table = hold(path)
    item = put(path, table, "3")
    pledge = record(path, table, "toezegging", item_id=item, text="Drie plekken", due="2039-09-01",
                    owner_id=desk.party(path, "Roc Test"))  # fmt: skip
    question = ask(path, table, pledge)
    with reading(path) as db:
        asked = questions.open_question(db, table)
    assert asked
    assert asked.sentence == "Toezegging van Roc Test, uiterlijk 1 september 2039: Drie plekken."
    assert (asked.item_id, asked.action_id) == (item, "3")
    closed = answer(path, question, ALL_RIGHT)
    assert (closed.verdict, closed.open) == (ESTABLISHED, False)
    assert closed.counts.startswith("bedrijfsleven: klopt 4, klopt niet 0; onderwijs: klopt 3")
    with reading(path) as db:
        held = decisions.decisions(db, meeting_id=table)
        words = room_words(held[0], questions.questions(db, table))
        rows = [
            json.loads(row) for (row,) in db.execute("SELECT row FROM history WHERE tbl = 'room_question'")
        ]
        changes = history.changes_of(db, "room_question", str(question), history.newest(db))
    assert words == (
        f"Vastgesteld in de zaal, {moment_text(str(closed.closed_at))}: “{closed.sentence}” ({closed.counts})"
    )
    assert [row["counts"] for row in rows] == ["", closed.counts], "no single answer is in the history"
    told = [sentence for change in changes if (sentence := change_sentence(change, {}))]
    assert told[0].startswith("Vastgesteld in de zaal: Toezegging van Roc Test")


def test_a_marked_sentence_is_mended_and_asked_again(path: Path) -> None:
    table = hold(path)
    agreed = record(path, table, text="Het fonds start groot")
    first = answer(path, ask(path, table, agreed), ONE_WRONG)
    assert first.verdict == MARKED
    assert "klopt niet minder dan 3" in first.counts
    with writing(path, ANNA) as db:
        records.save(db, "decision", agreed, 1, {"text": "Het fonds start klein"})
        (mended,) = decisions.decisions(db, meeting_id=table)
    assert not stands(first, mended)
    assert room_words(mended, [first]).startswith("Gewijzigd nadat de zaal antwoordde")
    second = answer(path, ask(path, table, agreed), ALL_RIGHT)
    assert (second.verdict, stands(second, mended)) == (ESTABLISHED, True)


def test_one_question_at_a_time_and_its_sentence_stays(path: Path) -> None:
    table = hold(path)
    item = put(path, table, "3")
    agreed = record(path, table, text="Het fonds start klein")
    question = ask(path, table, agreed)
    with pytest.raises(Invalid, match=STILL_OPEN), writing(path, ANNA) as db:
        questions.ask_support(db, table, "3", item)
    with pytest.raises(Invalid, match=STILL_OPEN), writing(path, ANNA) as db:
        records.save(db, "decision", agreed, 1, {"text": "Anders"})
    with pytest.raises(Invalid, match=STILL_OPEN), writing(path, ANNA) as db:
        meetings.close_meeting(db, table, 1)
    before = answer(path, question, ALL_RIGHT)
    assert answer(path, question, ONE_WRONG) == before, "closed once"
    close(path, table)
    with pytest.raises(Invalid, match="gesloten"):
        ask(path, table, agreed)


def test_what_is_not_there_is_not_asked(path: Path) -> None:
    with pytest.raises(Invalid, match="ingetrokken"):
        ask(path, hold(path), 99)
