"""Meetings in the store: prepared, closed into an edition, opened again, and what each of them refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lib.model.kinds import Invalid
from lib.model.meetings import MEETING_KINDS, USUAL_MINUTES, meeting_label
from lib.model.record import RECORDS
from lib.store import decisions, meetings, records
from lib.store.agenda import actions
from lib.store.file.connection import reading, writing
from lib.store.records import Conflict
from tests.unit import desk
from tests.unit.cases import for_each
from tests.unit.desk import ANNA, BRAM
from tests.unit.meeting_desk import (
    HELD_ON,
    LABEL,
    agenda,
    close,
    frozen,
    held,
    hold,
    order,
    put,
    put_back,
    record,
    refused,
    reopen,
    stored,
    withdraw,
)
from tests.unit.programs import Program

CLOSED = f"{LABEL} is gesloten en het verslag staat vast; er is niets gewijzigd."
TOMORROW = "2039-03-01"


# ------------------------------------------------------------------------------- preparing


@pytest.fixture
def meeting_id(path: Path) -> int:
    """A meeting on whose agenda nothing stands yet."""
    return hold(path)


def test_a_meeting_begins_now_and_a_second_one_of_the_day_has_a_title(path: Path) -> None:
    labels = []
    for _ in range(3):
        with writing(path, ANNA) as db:
            begun = meetings.begin_meeting(db, "technologietafel", "2022-06-23")
        labels.append(held(path, begun).title)
    assert labels == ["", "overleg 2", "overleg 3"]


def test_the_same_meeting_again_takes_what_was_not_finished_along(path: Path) -> None:
    before = hold(path, place="Campus", minutes=60)
    done, silent, parked = (put(path, before, None, topic=topic) for topic in ("Klaar", "Niets", "Later"))
    record(path, before, item_id=done)
    with writing(path, ANNA) as db:
        records.save(db, "agenda_item", parked, 1, {"parked": True})
        early = meetings.repeat_meeting(db, before, "2039-06-01")
        assert [one.topic for one in meetings.items(db, early)] == ["Later"]
    close(path, before)
    with writing(path, ANNA) as db:
        again = meetings.repeat_meeting(db, before, "2039-09-01")
        items = meetings.items(db, again)
    assert [one.topic for one in items] == ["Niets", "Later"]
    assert not any(one.parked for one in items)
    assert all(one.reason.startswith("niet afgerond op ") for one in items)
    assert (held(path, again).place, held(path, again).minutes, silent > done) == ("Campus", 60, True)


def test_a_new_meeting_is_open_and_takes_the_usual_time(path: Path) -> None:
    found = held(path, hold(path, place="Campus"))
    assert (found.label, found.place, found.minutes, found.open) == (LABEL, "Campus", USUAL_MINUTES, True)
    assert found.communicated_on is None


def test_meetings_stand_latest_day_first(path: Path) -> None:
    early, late = hold(path, "2022-01-10"), hold(path, "2022-06-23")
    gone = hold(path, "2022-09-29")
    withdraw(path, "meeting", gone)
    with reading(path) as db:
        assert [one.id for one in meetings.meetings(db)] == [late, early]
        assert [one.id for one in meetings.meetings(db, withdrawn=True)] == [gone, late, early]
        assert meetings.meeting(db, 99) is None


@for_each(
    [
        ({"kind": "borrel"}, "kind", "Soort overleg “borrel” bestaat niet."),
        ({"kind": None}, "kind", "Soort overleg is nog leeg."),
        ({"held_on": ""}, "held_on", "De datum van het overleg is nog leeg."),
        ({"held_on": "morgen"}, "held_on", "is geen datum"),
        ({"held_on": "2041-01-01"}, "held_on", "moet tussen 2015 en 2040 liggen"),
        ({"minutes": 0}, "minutes", "een heel getal van 1 tot en met 480"),
        ({"minutes": 481}, "minutes", "een heel getal van 1 tot en met 480"),
        ({"title": "x" * 121}, "title", "De titel is te lang: 121 tekens."),
        ({"place": "x" * 201}, "place", "De plaats is te lang"),
        ({"closed_at": "2022-03-14"}, "closed_at", "kan hier niet worden gewijzigd"),
    ],
    "path",
)
def test_a_meeting_that_is_refused(path: Path, values: dict[str, Any], field: str, words: str) -> None:
    with refused(path, words, field), writing(path, ANNA) as db:
        meetings.add_meeting(db, {"kind": "technologietafel", "held_on": HELD_ON, **values})


def test_a_label_names_one_meeting(path: Path) -> None:
    first = hold(path, title="Ochtend")
    with refused(path, f"{LABEL}: ochtend bestaat al.", "title"):
        hold(path, title="ochtend")
    second = hold(path, title="Middag")
    with refused(path, "bestaat al", "title"):
        desk.save(path, {"title": "Ochtend"}, row=("meeting", second))
    withdraw(path, "meeting", first)
    desk.save(path, {"title": "Ochtend"}, row=("meeting", second))
    entry = desk.entries(path, "meeting", first)[-1]["id"]
    with refused(path, "bestaat al", "title"):
        put_back(path, "meeting", first, "withdrawn_on", entry)


@pytest.mark.parametrize("kind", MEETING_KINDS)
def test_the_longest_title_still_fits_as_the_name_of_an_edition(path: Path, kind: str) -> None:
    meeting_id = hold(path, "2022-09-30", kind=kind, title="x" * 120)
    close(path, meeting_id)
    assert frozen(path)[0].name == meeting_label(kind, "2022-09-30", "x" * 120)


@for_each(
    [
        ({"action_id": None}, "topic", "Kies een actie, of vul het onderwerp in."),
        ({"topic": "Rondvraag"}, "topic", "gaat over een actie of over een vrij onderwerp, niet over beide"),
        ({"action_id": "99"}, "id", "“99” bestaat niet."),
        ({"action_id": "drie"}, "action_id", "Actie “drie” bestaat niet."),
        ({"meeting_id": 99}, "id", "“99” bestaat niet."),
        ({"meeting_id": None}, "meeting_id", "is nog leeg"),
        ({"minutes": 1.5}, "minutes", "een heel getal van 1 tot en met 480"),
        ({"question": "x" * 1001}, "question", "De vraag aan het overleg is te lang"),
    ],
    "path",
    "meeting_id",
)
def test_an_item_that_is_refused(
    path: Path, meeting_id: int, values: dict[str, Any], field: str, words: str
) -> None:
    with refused(path, words, field), writing(path, ANNA) as db:
        meetings.add_item(db, {"meeting_id": meeting_id, "action_id": "3", **values})


def test_an_action_stands_on_an_agenda_once(path: Path) -> None:
    meeting_id = hold(path)
    first = put(path, meeting_id)
    with refused(path, "staat al op de agenda van dit overleg.", "action_id"):
        put(path, meeting_id)
    withdraw(path, "agenda_item", first)
    put(path, meeting_id)
    entry = desk.entries(path, "agenda_item", first)[-1]["id"]
    with refused(path, "staat al op de agenda van dit overleg.", "action_id"):
        put_back(path, "agenda_item", first, "withdrawn_on", entry)
    put(path, hold(path, "2022-06-23"))


def test_an_item_keeps_what_it_is_about(path: Path) -> None:
    meeting_id = hold(path)
    about, free = put(path, meeting_id), put(path, meeting_id, None, topic="Rondvraag")
    with refused(path, "niet over beide", "topic"):
        desk.save(path, {"topic": "Rondvraag"}, row=("agenda_item", about))
    with refused(path, "Kies een actie", "topic"):
        desk.save(path, {"topic": " "}, row=("agenda_item", free))
    with refused(path, "kan hier niet worden gewijzigd", "action_id"):
        desk.save(path, {"action_id": "4"}, row=("agenda_item", about))
    desk.save(path, {"topic": "Rondje", "minutes": 15, "parked": True}, row=("agenda_item", free))
    found = agenda(path, meeting_id)[1]
    assert (found.topic, found.minutes, found.parked, found.action_id) == ("Rondje", 15, True, None)


# ---------------------------------------------------------------------------------- order


def test_items_take_any_order_and_the_rest_stays_behind(path: Path) -> None:
    meeting_id = hold(path)
    a, b, c, d = (put(path, meeting_id, one) for one in "1234")
    order(path, meeting_id, [c, a])
    assert [one.id for one in agenda(path, meeting_id)] == [c, a, b, d]
    order(path, meeting_id, [])
    assert [one.id for one in agenda(path, meeting_id)] == [c, a, b, d]
    last = put(path, meeting_id, "6")
    assert agenda(path, meeting_id)[-1].id == last


def test_an_order_that_is_kept_changes_nothing(path: Path) -> None:
    meeting_id = hold(path)
    a, b = put(path, meeting_id, "1"), put(path, meeting_id, "2")
    before = desk.state(path)
    order(path, meeting_id, [a, b])
    order(path, meeting_id, [a, b, a, a, b])
    assert desk.state(path) == before


def test_an_item_that_is_named_twice_stands_at_its_first_place(path: Path) -> None:
    meeting_id = hold(path)
    a, b, c = (put(path, meeting_id, one) for one in "123")
    order(path, meeting_id, [b, a, b, b])
    assert [(one.id, one.position) for one in agenda(path, meeting_id)] == [(b, 1), (a, 2), (c, 3)]


def test_an_order_with_nonsense_is_refused_whole(path: Path) -> None:
    meeting_id = hold(path)
    a, b = put(path, meeting_id, "1"), put(path, meeting_id, "2")
    nonsense: list[Any] = ["x", None, -1, 0, 2**70, 1.5, "1", [1], {"id": 1}, b"1", float("nan")]
    for place in nonsense:
        with refused(path, "hoort niet bij dit overleg", "position"):
            order(path, meeting_id, [b, place, a])


def test_items_of_elsewhere_or_off_the_agenda_are_not_ordered(path: Path) -> None:
    meeting_id, other = hold(path), hold(path, "2022-06-23")
    mine, strange, gone = put(path, meeting_id, "1"), put(path, other, "1"), put(path, meeting_id, "2")
    withdraw(path, "agenda_item", gone)
    for item_id in (strange, gone):
        with refused(path, "hoort niet bij dit overleg", "position"):
            order(path, meeting_id, [item_id, mine])
    with refused(path, "bestaat niet", "id"):
        order(path, 99, [])


# ---------------------------------------------------------------------------------- closing


def test_closing_freezes_an_edition_with_the_name_of_the_meeting(path: Path) -> None:
    meeting_id = hold(path, title="Maritiem")
    edition_id = close(path, meeting_id)
    (found,) = frozen(path)
    assert (found.id, found.name, found.meeting_id, found.author) == (
        edition_id,
        f"{LABEL}: Maritiem",
        meeting_id,
        "Anna",
    )
    assert held(path, meeting_id).closed_at == found.at
    assert not held(path, meeting_id).open
    assert held(path, meeting_id, found.at).closed_at == found.at, "the edition holds the closing itself"


def test_what_cannot_be_closed(path: Path) -> None:
    to_come = hold(path, TOMORROW)
    with refused(path, "Dit overleg is pas op 1 maart 2039. Sluit het als het geweest is", "closed_at"):
        close(path, to_come)
    gone = hold(path, "2022-01-10")
    withdraw(path, "meeting", gone)
    with refused(path, "al gesloten of ingetrokken", "closed_at"):
        close(path, gone)
    meeting_id = hold(path)
    close(path, meeting_id)
    with refused(path, "al gesloten of ingetrokken", "closed_at"):
        close(path, meeting_id)
    with refused(path, "bestaat niet", "id"):
        close(path, 99, version=1)


def test_whoever_sees_an_old_closing_does_not_close_what_was_opened_again(path: Path) -> None:
    meeting_id = hold(path)
    close(path, meeting_id)
    seen = stored(path, "meeting", meeting_id)["version"]
    reopen(path, meeting_id)
    with pytest.raises(Conflict) as found:
        close(path, meeting_id, version=seen)
    assert [clash.field for clash in found.value.clashes] == ["closed_at"]
    with refused(path, "verouderd", "version"):
        close(path, meeting_id, version=99)


def test_a_closed_meeting_takes_only_follow_up_and_telling(path: Path) -> None:
    meeting_id, party = hold(path), desk.party(path)
    item = put(path, meeting_id, minutes=10)
    made = record(path, meeting_id, "toezegging", owner_id=party, due="2022-06-01")
    close(path, meeting_id)
    changes: dict[tuple[str, int], dict[str, Any]] = {
        ("meeting", meeting_id): {
            "kind": "thematafel", "title": "Nieuw", "held_on": "2022-03-15", "place": "Elders", "minutes": 60,
            "withdrawn_on": "2022-03-16",
        },
        ("agenda_item", item): {
            "minutes": 20, "question": "Wat nu?", "reason": "Daarom", "parked": True, "position": 9,
            "withdrawn_on": "2022-03-16",
        },
        ("decision", made): {
            "kind": "besluit", "text": "Anders.", "owner_id": None, "due": "2022-07-01",
            "withdrawn_on": "2022-03-16",
        },
    }  # fmt: skip
    for row, fields_of_row in changes.items():
        for field, value in fields_of_row.items():
            with refused(path, CLOSED, "meeting_id"):
                desk.save(path, {field: value}, row=row, reason="Alsnog")
    desk.save(
        path, {"communicated_on": "2022-03-20", "communicated_how": "Mail"}, row=("meeting", meeting_id)
    )
    desk.save(path, {"settled_on": "2022-05-20", "settled_note": "Gedaan"}, row=("decision", made))
    assert stored(path, "decision", made)["settled_on"] == "2022-05-20"


def test_every_field_is_either_refused_after_closing_or_follow_up() -> None:
    follow_up = {
        ("meeting", "communicated_on"), ("meeting", "communicated_how"),
        ("decision", "settled_on"), ("decision", "settled_note"),
    }  # fmt: skip
    tried = {
        "meeting": {
            "kind", "title", "held_on", "place", "minutes", "withdrawn_on", "withdrawn_reason", "present",
            "absent", "next_on",
        },
        "agenda_item": {
            "topic", "minutes", "question", "reason", "parked", "position", "withdrawn_on",
            "withdrawn_reason", "said",
        },
        "decision": {"kind", "text", "owner_id", "due", "withdrawn_on", "withdrawn_reason"},
    }  # fmt: skip
    for table, names in tried.items():
        assert {(table, name) for name in RECORDS[table].own.keys() - names} <= follow_up


def test_a_closed_meeting_takes_nothing_new(path: Path) -> None:
    meeting_id = hold(path)
    first = put(path, meeting_id)
    close(path, meeting_id)
    with refused(path, CLOSED, "meeting_id"):
        put(path, meeting_id, "4")
    with refused(path, CLOSED, "meeting_id"):
        record(path, meeting_id)
    with refused(path, CLOSED, "meeting_id"):
        order(path, meeting_id, [first])


def test_what_was_taken_back_before_closing_does_not_come_back_after_it(path: Path) -> None:
    meeting_id = hold(path)
    item, made = put(path, meeting_id), record(path, meeting_id)
    for table, row_id in (("agenda_item", item), ("decision", made)):
        withdraw(path, table, row_id)
    close(path, meeting_id)
    for table, row_id in (("agenda_item", item), ("decision", made)):
        entry = desk.entries(path, table, row_id)[-1]["id"]
        with refused(path, CLOSED, "meeting_id"):
            put_back(path, table, row_id, "withdrawn_on", entry)
    reopen(path, meeting_id)
    put_back(path, "agenda_item", item, "withdrawn_on", desk.entries(path, "agenda_item", item)[-1]["id"])
    assert [one.id for one in agenda(path, meeting_id)] == [item]


# ------------------------------------------------------------------------------ opening again


def test_opening_again_withdraws_the_edition_and_closing_freezes_anew(path: Path) -> None:
    meeting_id = hold(path)
    first = close(path, meeting_id)
    reopen(path, meeting_id, "Een besluit ontbrak")
    assert frozen(path) == []
    assert stored(path, "edition", first)["withdrawn_reason"] == "Een besluit ontbrak"
    assert held(path, meeting_id).open
    record(path, meeting_id, text="Het besluit dat ontbrak.")
    second = close(path, meeting_id)
    assert [(one.id, one.name) for one in frozen(path)] == [(second, LABEL)]
    assert stored(path, "edition", first)["at"] < stored(path, "edition", second)["at"]


def test_opening_again_needs_a_closed_meeting_and_a_reason(path: Path) -> None:
    meeting_id = hold(path)
    with refused(path, "Dit overleg is niet gesloten; er is niets gewijzigd.", "closed_at"):
        reopen(path, meeting_id)
    close(path, meeting_id)
    with refused(path, "Schrijf op waarom het overleg weer opengaat", "reason"):
        reopen(path, meeting_id, "")


def test_two_people_open_one_meeting_again(path: Path) -> None:
    meeting_id = hold(path)
    close(path, meeting_id)
    seen = stored(path, "meeting", meeting_id)["version"]
    reopen(path, meeting_id)
    close(path, meeting_id)
    with pytest.raises(Conflict), writing(path, BRAM, "Ook open") as db:
        meetings.reopen_meeting(db, meeting_id, seen)


def test_the_edition_of_a_meeting_comes_and_goes_only_with_its_closing(path: Path) -> None:
    meeting_id = hold(path)
    edition_id = close(path, meeting_id)
    with refused(path, "Heropen of sluit dat overleg: de editie gaat dan mee.", "withdrawn_on"):
        withdraw(path, "edition", edition_id)
    reopen(path, meeting_id)
    entry = desk.entries(path, "edition", edition_id)[-1]["id"]
    with refused(path, "Heropen of sluit dat overleg: de editie gaat dan mee.", "withdrawn_on"):
        put_back(path, "edition", edition_id, "withdrawn_on", entry)


# ------------------------------------------------------------------------ taking back, putting back


def test_what_carries_decisions_is_not_taken_back(path: Path) -> None:
    meeting_id = hold(path)
    item = put(path, meeting_id)
    made = record(path, meeting_id, item_id=item)
    with refused(path, "In dit overleg is al iets vastgelegd.", "withdrawn_on"):
        withdraw(path, "meeting", meeting_id)
    with refused(path, "Bij dit agendapunt is al iets vastgelegd.", "withdrawn_on"):
        withdraw(path, "agenda_item", item)
    withdraw(path, "decision", made)
    withdraw(path, "agenda_item", item)
    entry = desk.entries(path, "decision", made)[-1]["id"]
    with refused(path, "Dit agendapunt is van de agenda gehaald.", "item_id"):
        put_back(path, "decision", made, "withdrawn_on", entry)
    with refused(path, "Dit agendapunt is van de agenda gehaald.", "item_id"):
        record(path, meeting_id, item_id=item)
    withdraw(path, "meeting", meeting_id)
    with refused(path, f"{LABEL} is ingetrokken op", "meeting_id"):
        put_back(path, "decision", made, "withdrawn_on", entry)
    with refused(path, f"{LABEL} is ingetrokken op", "meeting_id"):
        put(path, meeting_id, "4")


def test_taking_back_needs_a_reason_and_is_told_with_it(path: Path) -> None:
    meeting_id = hold(path)
    rows = {"agenda_item": put(path, meeting_id), "decision": record(path, meeting_id)}
    for table, row_id in rows.items():
        with refused(path, "De reden is nog leeg", "withdrawn_reason"):
            withdraw(path, table, row_id, "")
        withdraw(path, table, row_id, "Dubbel")
        assert stored(path, table, row_id)["withdrawn_reason"] == "Dubbel"
        with refused(path, "Dit is ingetrokken op", "id"):
            desk.save(path, {"parked" if table == "agenda_item" else "due": None}, row=(table, row_id))
    with reading(path) as db:
        assert meetings.items(db, meeting_id) == []
        assert decisions.decisions(db) == []


FIRST: dict[str, dict[str, Any]] = {
    "meeting": {
        "kind": "technologietafel", "title": "Een", "held_on": HELD_ON, "place": "Hier", "minutes": 90,
        "communicated_on": "2022-03-20", "communicated_how": "Mail",
    },
    "agenda_item": {"minutes": 10, "question": "Een?", "reason": "Eerst", "parked": 0},
    "decision": {
        "kind": "besluit", "text": "Een.", "due": "2022-06-01", "settled_on": "2022-05-01",
        "settled_note": "Zo",
    },
}  # fmt: skip
OTHER: dict[str, dict[str, Any]] = {
    "meeting": {
        "kind": "thematafel", "title": "Twee", "held_on": "2022-03-15", "place": "Daar", "minutes": 60,
        "communicated_on": "2022-03-21", "communicated_how": "Brief",
    },
    "agenda_item": {"minutes": 20, "question": "Twee?", "reason": "Daarna", "parked": 1},
    "decision": {
        "kind": "vraag", "text": "Twee?", "due": "2022-07-01", "settled_on": "2022-06-01",
        "settled_note": "Anders",
    },
}  # fmt: skip


def one_of_each(path: Path) -> dict[str, int]:
    """A meeting with an item and a decision."""
    meeting_id = hold(path)
    return {
        "meeting": meeting_id,
        "agenda_item": put(path, meeting_id),
        "decision": record(path, meeting_id),
    }


@pytest.mark.parametrize(
    ("table", "field"), [(table, field) for table, values in FIRST.items() for field in values]
)
def test_every_field_can_be_put_back(path: Path, table: str, field: str) -> None:
    row = (table, one_of_each(path)[table])
    desk.save(path, FIRST[table], row=row)
    desk.save(path, OTHER[table], row=row)
    entry = desk.entries(path, *row)[-1]["id"]
    put_back(path, *row, field, entry)
    found = stored(path, *row)
    together = RECORDS[table].together(field)
    assert {name: found[name] for name in OTHER[table]} == {
        **OTHER[table],
        **{name: FIRST[table][name] for name in together},
    }


@pytest.mark.parametrize("table", FIRST)
def test_two_people_on_one_row_meet_where_they_change_the_same(path: Path, table: str) -> None:
    row = (table, one_of_each(path)[table])
    mine, *others = OTHER[table]
    desk.save(path, {mine: OTHER[table][mine]}, row=row)
    desk.save(path, {name: OTHER[table][name] for name in others}, row=row, version=1, person=BRAM)
    assert {name: stored(path, *row)[name] for name in OTHER[table]} == OTHER[table]
    with pytest.raises(Conflict) as found:
        desk.save(path, {others[0]: FIRST[table][others[0]]}, row=row, version=1)
    (clash,) = found.value.clashes
    assert (clash.table, clash.field, clash.who, clash.theirs) == (
        table,
        others[0],
        "Bram",
        OTHER[table][others[0]],
    )


# --------------------------------------------------------------------------- at the same time

CLOSING = """
import sys, time
from lib.access import Person
from lib.model.kinds import Invalid
from lib.store import meetings
from lib.store.file.connection import writing
from lib.store.seed import seeding
path = seeding.prepare("echt")
(path.parent / sys.argv[1]).touch()
while not (path.parent / sys.argv[2]).exists():
    time.sleep(0.001)
try:
    with writing(path, Person(sys.argv[1])) as db:
        print("closed", meetings.close_meeting(db, int(sys.argv[3]), 1))
except Invalid as refused:
    print("refused", refused.field)
"""


def test_two_processes_close_one_meeting_and_leave_one_edition(path: Path) -> None:
    meeting_id = hold(path)
    pairs = (("Anna", "Bram"), ("Bram", "Anna"))
    one, other = (Program(CLOSING, path, *pair, str(meeting_id)) for pair in pairs)
    with one, other:
        assert {process.outcome().split()[0] for process in (one, other)} == {"closed", "refused"}
    assert [one.name for one in frozen(path)] == [LABEL]


def test_a_meeting_of_a_past_moment_reads_as_it_was(path: Path) -> None:
    meeting_id = hold(path)
    put(path, meeting_id, minutes=10)
    edition = frozen_at(path, meeting_id)
    reopen(path, meeting_id)
    desk.save(path, {"place": "Elders"}, row=("meeting", meeting_id))
    put(path, meeting_id, "4")
    with reading(path, edition) as db:
        assert [one.action_id for one in meetings.items(db, meeting_id)] == ["3"]
    assert held(path, meeting_id, edition).place == ""


def frozen_at(path: Path, meeting_id: int) -> str:
    """Close it and give the moment of its edition."""
    close(path, meeting_id)
    return frozen(path)[0].at


def test_nothing_of_a_meeting_is_deleted(path: Path) -> None:
    meeting_id = hold(path)
    put(path, meeting_id)
    record(path, meeting_id)
    close(path, meeting_id)
    for table in ("meeting", "agenda_item", "decision", "edition"):
        with pytest.raises(Exception, match="niets wordt verwijderd"), desk.outside(path) as other:
            other.execute(f"DELETE FROM {table}")


def test_unknown_rows_are_refused(path: Path) -> None:
    for table in ("meeting", "agenda_item", "decision", "edition"):
        with pytest.raises(Invalid, match="bestaat niet"):
            desk.save(path, {}, row=(table, 7))
    with reading(path) as db:
        assert actions(db)
