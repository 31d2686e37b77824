"""The update round in the store: confirming, and who touched which action last."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.model.change import FIRST_FILLING
from lib.store import agenda, history, rounds
from lib.store.file import connection
from lib.store.file.connection import reading, writing
from tests.unit import desk
from tests.unit.desk import ANNA, BRAM
from tests.unit.meeting_desk import hold, put, record, refused


def touched(path: Path, until: int | None = None) -> dict[str, tuple[str, str]]:
    """Per action the day and the person of its last touch."""
    with reading(path) as db:
        return rounds.last_touched(db, history.newest(db) if until is None else until)


def confirm(path: Path, action_id: str = "3", at: str = "2038-03-14T11:00:00.000Z") -> int:
    """Bram looks at an action and finds that it still holds."""
    with writing(path, BRAM, at=at) as db:
        return rounds.confirm(db, action_id)


def test_nobody_touched_anything_at_the_first_filling(path: Path) -> None:
    assert touched(path) == {}


def test_a_confirmation_says_who_and_on_which_dutch_day(path: Path) -> None:
    confirm(path, at="2038-03-14T23:30:00.000Z")
    with reading(path) as db:
        (found,) = db.query("SELECT * FROM confirmation")
    assert (found["action_id"], found["confirmed_on"], found["author"]) == ("3", "2038-03-15", "Bram")
    assert touched(path) == {"3": ("2038-03-15", "Bram")}


def test_confirming_twice_is_two_looks(path: Path) -> None:
    confirm(path)
    confirm(path, at="2038-04-14T11:00:00.000Z")
    with reading(path) as db:
        assert [
            one["confirmed_on"] for one in db.query("SELECT confirmed_on FROM confirmation ORDER BY id")
        ] == ["2038-03-14", "2038-04-14"]


def test_an_unknown_action_is_not_confirmed(path: Path) -> None:
    with refused(path, "“99” bestaat niet.", "id"):
        confirm(path, "99")


def test_a_confirmation_is_never_changed_but_may_be_taken_back(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.note(path, "Eerst")
    day = touched(path)["3"][0]
    made = confirm(path)
    monkeypatch.setattr(connection, "now", lambda: "2038-03-14T11:00:00.000Z")
    with refused(path, "kan hier niet worden gewijzigd", "author"):
        desk.save(path, {"author": "Anna"}, row=("confirmation", made))
    for field in ("author", "action_id", "confirmed_on"):
        with pytest.raises(Exception, match="verandert niet"), desk.outside(path) as other:
            other.execute(f"UPDATE confirmation SET {field} = '3'")
    with refused(path, "De reden is nog leeg", "withdrawn_reason"), writing(path, BRAM) as db:
        rounds.take_back(db, made)
    with writing(path, BRAM, "Verkeerde actie") as db:
        rounds.take_back(db, made)
    assert touched(path) == {"3": (day, "Anna")}, "the look before it counts again"
    with refused(path, "Dit is ingetrokken op", "id"), writing(path, BRAM, "Nog eens") as db:
        rounds.take_back(db, made)


def test_nobody_confirms_what_he_did_not_see(path: Path) -> None:
    with reading(path) as db:
        seen = history.newest(db)
    desk.note(path, "Intussen")
    with refused(path, "Anna heeft deze actie intussen gewijzigd", "seen"), writing(path, BRAM) as db:
        rounds.confirm(db, "3", seen)
    with writing(path, BRAM) as db:
        rounds.confirm(db, "4", seen)
    assert touched(path)["4"][1] == "Bram"


def test_confirming_changes_nothing_of_the_action(path: Path) -> None:
    before = desk.action(path)
    with reading(path) as db:
        since = history.newest(db)
    confirm(path)
    assert desk.action(path) == before
    with reading(path) as db:
        assert history.counts_about(db, since, history.newest(db)) == {}, "looking is no change"


def test_every_change_of_an_action_and_its_coalition_is_a_touch(path: Path) -> None:
    party = desk.party(path)
    assert touched(path) == {}
    desk.note(path, "Nieuw")
    desk.step(path, party, action_id="4")
    desk.chair(path, party, action_id="1")
    desk.support(path, party, action_id="2")
    desk.purpose(path, action_id="6")
    desk.save(path, {"rhythm": "Elke maand"}, row=("coalition", "7"))
    assert touched(path).keys() == {"1", "2", "3", "4", "6", "7"}
    assert {who for _, who in touched(path).values()} == {"Anna"}


def test_talking_about_an_action_is_not_looking_at_it(path: Path) -> None:
    meeting_id = hold(path)
    put(path, meeting_id)
    record(path, meeting_id, action_id="3")
    assert touched(path) == {}


def test_the_last_touch_up_to_a_moment(path: Path) -> None:
    desk.note(path, "Eerst")
    with reading(path) as db:
        until = history.newest(db)
    day = touched(path)["3"][0]
    confirm(path)
    assert touched(path, until) == {"3": (day, "Anna")}
    assert touched(path)["3"] == ("2038-03-14", "Bram")
    assert touched(path, 0) == {}


def test_a_new_action_counts_from_its_first_touch(path: Path) -> None:
    with writing(path, ANNA, "Besluit") as db:
        made = agenda.add_action(db, 1, {"name": "Nieuw", "priority": "C"})
    assert touched(path)[made][1] == "Anna"
    assert FIRST_FILLING not in touched(path)
