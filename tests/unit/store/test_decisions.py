"""What meetings agree, pledge and ask, in the store: recorded in a meeting and followed up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lib.model.agenda import ENDED
from lib.model.meetings import AGREEMENT, PLEDGE, QUESTION
from lib.store import decisions, history
from lib.store.file.connection import reading, writing
from tests.unit import desk
from tests.unit.cases import for_each
from tests.unit.desk import ANNA, BRAM
from tests.unit.meeting_desk import close, decided, hold, put, put_back, record, refused, stored, withdraw

# ------------------------------------------------------------------------------- recording


@pytest.fixture
def meeting_id(path: Path) -> int:
    """A meeting on whose agenda nothing stands yet."""
    return hold(path)


def test_a_decision_belongs_to_its_meeting_and_action_and_names_its_author(path: Path) -> None:
    meeting_id, party = hold(path), desk.party(path)
    record(path, meeting_id, PLEDGE, "Wij betalen.", action_id="3", owner_id=party, due="2022-06-01")
    (found,) = decided(path)
    assert (found.meeting_id, found.action_id, found.item_id) == (meeting_id, "3", None)
    assert (found.kind, found.text, found.owner, found.due) == (
        PLEDGE,
        "Wij betalen.",
        "Roc Voorbeeld",
        "2022-06-01",
    )
    assert (found.author, found.settled_on, found.settled_note) == ("Anna", None, "")


def test_on_an_item_about_an_action_it_is_about_that_action(path: Path) -> None:
    meeting_id = hold(path)
    about, free = put(path, meeting_id, "4"), put(path, meeting_id, None, topic="Rondvraag")
    record(path, meeting_id, item_id=about)
    record(path, meeting_id, item_id=free)
    record(path, meeting_id, item_id=free, action_id="1")
    assert [one.action_id for one in decided(path)] == ["4", None, "1"]


def test_decisions_are_found_by_meeting_and_by_action(path: Path) -> None:
    first, second = hold(path), hold(path, "2022-06-23")
    a, b, c = record(path, first, action_id="3"), record(path, second, action_id="3"), record(path, second)
    assert [one.id for one in decided(path)] == [a, b, c]
    assert [one.id for one in decided(path, meeting_id=second)] == [b, c]
    assert [one.id for one in decided(path, action_id="3")] == [a, b]
    assert [one.id for one in decided(path, meeting_id=first, action_id="4")] == []


@for_each(
    [
        ({"kind": "idee"}, "kind", "Soort “idee” bestaat niet."),
        ({"kind": ""}, "kind", "Soort is nog leeg."),
        ({"text": "  "}, "text", "De tekst is nog leeg."),
        ({"text": "x" * 1001}, "text", "De tekst is te lang"),
        ({"kind": PLEDGE}, "owner_id", "Wie doet de toezegging? Kies de partij."),
        ({"owner_id": 99}, "id", "“99” bestaat niet."),
        ({"due": "ooit"}, "due", "is geen datum"),
        ({"action_id": "99"}, "id", "“99” bestaat niet."),
        ({"item_id": 99}, "id", "“99” bestaat niet."),
        ({"meeting_id": 99}, "id", "“99” bestaat niet."),
        ({"settled_on": "2022-03-20"}, "settled_on", "kan hier niet worden gewijzigd"),
    ],
    "path",
    "meeting_id",
)
def test_a_decision_that_is_refused(
    path: Path, meeting_id: int, values: dict[str, Any], field: str, words: str
) -> None:
    with refused(path, words, field), writing(path, ANNA) as db:
        decisions.record_decision(db, {"meeting_id": meeting_id, "kind": AGREEMENT, "text": "Ja.", **values})


def test_an_item_of_another_meeting_is_refused(path: Path) -> None:
    meeting_id = hold(path)
    elsewhere = put(path, hold(path, "2022-06-23"))
    with refused(path, "Dit agendapunt hoort bij een ander overleg.", "item_id"):
        record(path, meeting_id, item_id=elsewhere)


def test_whoever_left_makes_no_new_pledge_but_keeps_the_old_one(path: Path) -> None:
    meeting_id, party = hold(path), desk.party(path)
    made = record(path, meeting_id, PLEDGE, owner_id=party)
    withdraw(path, "party", party)
    with refused(path, "Roc Voorbeeld is ingetrokken op", "owner_id"):
        record(path, meeting_id, PLEDGE, owner_id=party)
    desk.save(path, {"text": "Wij betalen de helft."}, row=("decision", made))
    assert decided(path)[0].owner == "Roc Voorbeeld"


def test_a_pledge_keeps_somebody_who_does_it(path: Path) -> None:
    meeting_id, party = hold(path), desk.party(path)
    pledge, plain = record(path, meeting_id, PLEDGE, owner_id=party), record(path, meeting_id)
    with refused(path, "Wie doet de toezegging?", "owner_id"):
        desk.save(path, {"owner_id": None}, row=("decision", pledge))
    with refused(path, "Wie doet de toezegging?", "owner_id"):
        desk.save(path, {"kind": PLEDGE}, row=("decision", plain))
    desk.save(path, {"kind": PLEDGE, "owner_id": party}, row=("decision", plain))
    desk.save(path, {"kind": QUESTION, "owner_id": None}, row=("decision", pledge))
    assert [(one.kind, one.owner_id) for one in decided(path)] == [(QUESTION, None), (PLEDGE, party)]


# ------------------------------------------------------------------------------ following up


def test_follow_up_is_saved_also_after_closing_and_put_back(path: Path) -> None:
    meeting_id = hold(path)
    made = record(path, meeting_id, due="2022-06-01")
    close(path, meeting_id)
    done = {"settled_on": "2022-05-20", "settled_note": "Zo gedaan."}
    desk.save(path, done, row=("decision", made), person=BRAM)
    entry = desk.entries(path, "decision", made)[-1]["id"]
    put_back(path, "decision", made, "settled_on", entry)
    assert {name: stored(path, "decision", made)[name] for name in done} == {
        "settled_on": None,
        "settled_note": "",
    }


def test_nothing_is_settled_in_the_future(path: Path) -> None:
    made = record(path, hold(path))
    with refused(path, "ligt in de toekomst", "settled_on"):
        desk.save(path, {"settled_on": "2039-03-01"}, row=("decision", made))


def test_a_decision_of_an_ended_action_can_still_be_settled(path: Path) -> None:
    meeting_id, party = hold(path), desk.party(path)
    pledge = record(path, meeting_id, PLEDGE, action_id="3", owner_id=party)
    desk.move(path, ENDED)
    desk.save(path, {"settled_on": "2022-05-20"}, row=("decision", pledge))
    assert stored(path, "decision", pledge)["settled_on"] == "2022-05-20"


def test_what_a_meeting_left_counts_as_a_change_of_its_action(path: Path) -> None:
    meeting_id = hold(path)
    put(path, meeting_id)
    with reading(path) as db:
        since = history.newest(db)
    record(path, meeting_id, action_id="3")
    record(path, meeting_id)
    with reading(path) as db:
        assert history.counts_about(db, since, history.newest(db)) == {"3": 1}
