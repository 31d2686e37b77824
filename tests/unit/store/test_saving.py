"""Saving: two editors, reasons, putting back, and everything that is refused. Nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lib.access import NOT_LOCAL, NotAllowed, Person, who_is_here
from lib.model.agenda import ENDED
from lib.model.change import BY_OTHER_PROGRAM
from lib.model.kinds import Invalid
from lib.store import (
    agenda,
    coalitions,
    decisions,
    figures,
    history,
    manifest,
    meetings,
    records,
    rounds,
    stages,
)
from lib.store.evidence.files import Given, attach
from lib.store.figures import add_effect
from lib.store.file.connection import newest_change, reading, writing
from lib.store.letters import drafts, sending
from lib.store.records import Conflict
from lib.store.room import questions
from lib.store.schema.migrations import TRACKED_TABLES
from tests.unit import desk
from tests.unit.cases import for_each
from tests.unit.desk import STEP

# ------------------------------------------------------------------- two editors


def test_a_save_raises_the_version_and_says_who_when_and_why(path: Path, anna: Person) -> None:
    assert desk.save(path, {"note": "Op koers"}, person=anna, reason="Gesprek van maandag") == 2
    entry = desk.entries(path, "action", "3")[-1]
    assert (entry["who"], entry["verified"], entry["reason"]) == ("Anna", 0, "Gesprek van maandag")
    assert (entry["operation"], entry["about"]) == ("update", "3")
    assert entry["row"] == desk.action(path)


def test_a_verified_person_is_verified_in_the_history(path: Path) -> None:
    desk.note(path, "Op koers", Person("Carla", verified=True))
    assert desk.entries(path, "action", "3")[-1]["verified"] == 1


def test_different_fields_of_two_editors_are_merged(path: Path, anna: Person, bram: Person) -> None:
    driver = desk.party(path)
    desk.save(path, {"note": "van Anna"}, person=anna, version=1)
    assert desk.save(path, {"driver_id": driver}, person=bram, version=1) == 3
    row = desk.action(path)
    assert (row["note"], row["driver_id"], row["version"]) == ("van Anna", driver, 3)


def test_what_one_left_as_seen_does_not_undo_the_other(path: Path, anna: Person, bram: Person) -> None:
    """A form sends every field; only what its person changed counts."""
    driver = desk.party(path)
    seen = desk.action(path)
    desk.save(path, {"note": "van Anna"}, person=anna, version=1)
    desk.save(path, {"note": seen["note"], "driver_id": driver}, person=bram, version=1)
    row = desk.action(path)
    assert (row["note"], row["driver_id"]) == ("van Anna", driver)


def test_the_same_field_is_a_conflict_with_both_values(path: Path, anna: Person, bram: Person) -> None:
    desk.save(path, {"note": "van Anna"}, person=anna, version=1)
    before, newest = desk.state(path), newest_change(path)
    with pytest.raises(Conflict) as caught:
        desk.save(path, {"note": "van Bram", "name": "Nieuw"}, person=bram, version=1, reason="Besluit")
    (clash,) = caught.value.clashes
    assert (clash.table, clash.row_id, clash.field) == ("action", "3", "note")
    assert (clash.seen, clash.theirs, clash.mine) == ("", "van Anna", "van Bram")
    assert (clash.who, clash.at) == ("Anna", desk.entries(path, "action", "3")[-1]["at"])
    assert caught.value.version == 2
    assert desk.state(path) == before, "of a conflict nothing is saved, not even the other field"
    assert newest_change(path) == newest


def test_a_clash_names_who_changed_that_field_not_who_came_last(
    path: Path, anna: Person, bram: Person
) -> None:
    desk.save(path, {"note": "van Anna"}, person=anna)
    desk.save(path, {"driver_id": desk.party(path)}, person=bram)
    with pytest.raises(Conflict) as caught:
        desk.save(path, {"note": "van Carla"}, person=Person("Carla"), version=1)
    assert caught.value.clashes[0].who == "Anna"


def test_either_choice_settles_a_conflict(path: Path, anna: Person, bram: Person) -> None:
    desk.save(path, {"note": "van Anna"}, person=anna, version=1)
    with pytest.raises(Conflict) as caught:
        desk.save(path, {"note": "van Bram"}, person=bram, version=1)
    assert desk.action(path)["note"] == "van Anna", "leaving it is the choice for theirs"
    desk.save(path, {"note": "van Bram"}, person=bram, version=caught.value.version)
    assert desk.action(path)["note"] == "van Bram"
    assert [one["row"]["note"] for one in desk.entries(path, "action", "3")] == ["", "van Anna", "van Bram"]


def test_a_settled_conflict_can_clash_again(path: Path, anna: Person, bram: Person) -> None:
    desk.save(path, {"note": "een"}, person=anna, version=1)
    with pytest.raises(Conflict) as caught:
        desk.save(path, {"note": "van Bram"}, person=bram, version=1)
    desk.save(path, {"note": "twee"}, person=anna)
    with pytest.raises(Conflict) as again:
        desk.save(path, {"note": "van Bram"}, person=bram, version=caught.value.version)
    assert again.value.clashes[0].theirs == "twee"


def test_both_editors_wanting_the_same_is_no_conflict(path: Path, anna: Person, bram: Person) -> None:
    desk.save(path, {"note": "zelfde"}, person=anna, version=1)
    assert desk.save(path, {"note": "zelfde"}, person=bram, version=1) == 2
    assert len(desk.entries(path, "action", "3")) == 2


def test_saving_what_is_there_changes_nothing(path: Path) -> None:
    newest = newest_change(path)
    row = desk.action(path)
    assert (
        desk.save(path, {"note": row["note"], "name": f"  {row['name']}\u200b ", "priority": row["priority"]})
        == 1
    )
    assert newest_change(path) == newest


@for_each([0, 7, -1, 10**6], "path")
def test_a_version_that_never_was(path: Path, version: int) -> None:
    with pytest.raises(Invalid, match="verouderd"):
        desk.save(path, {"note": "x"}, version=version)


def test_all_of_a_write_lands_or_nothing(path: Path, anna: Person) -> None:
    before = desk.state(path)
    with pytest.raises(ZeroDivisionError), writing(path, anna) as db:  # noqa: PT012
        records.save(db, "action", "3", 1, {"note": "half"})
        agenda.add_step(db, STEP)
        raise ZeroDivisionError
    assert desk.state(path) == before == desk.replayed(path)


# ------------------------------------------------------------------- putting back


def entry_of(path: Path, table: str, row_id: str | int, place: int = -1) -> int:
    """The history id of an entry of a row, by default its newest."""
    return int(desk.entries(path, table, row_id)[place]["id"])


def put_back(
    path: Path, field: str, entry: int, *, row: tuple[str, str | int] = ("action", "3"), reason: str = ""
) -> int:
    """Put a field back to before an entry, on the row as it is now."""
    with writing(path, desk.BRAM, reason) as db:
        return records.put_back(db, *row, field, entry, records.get(db, *row)["version"])


def test_put_back_is_itself_a_change(path: Path) -> None:
    desk.note(path, "een")
    desk.note(path, "twee")
    driver = desk.party(path)
    desk.save(path, {"driver_id": driver})
    put_back(path, "note", entry_of(path, "action", "3", 2))
    row = desk.action(path)
    assert (row["note"], row["driver_id"], row["version"]) == ("een", driver, 5), "only that field"
    assert desk.entries(path, "action", "3")[-1]["who"] == "Bram"


def test_putting_back_over_anothers_later_value_is_a_conflict(path: Path, bram: Person) -> None:
    desk.note(path, "een")
    entry = entry_of(path, "action", "3")
    desk.note(path, "twee")
    with pytest.raises(Conflict), writing(path, bram) as db:
        records.put_back(db, "action", "3", "note", entry, 2)
    assert desk.action(path)["note"] == "twee"


@pytest.mark.parametrize("field", ["note", "onbekend", "withdrawn_on"])
def test_there_is_nothing_before_the_first_fill(path: Path, field: str) -> None:
    with pytest.raises(Invalid, match="geen eerdere waarde"):
        put_back(path, field, entry_of(path, "action", "3", 0))


@for_each(["version", "number", "ended_on", "position", "id"], "path")
def test_some_fields_are_never_put_back(path: Path, field: str) -> None:
    desk.note(path, "een")
    with pytest.raises(Invalid, match="kan hier niet"):
        put_back(path, field, entry_of(path, "action", "3"))


def test_a_contradiction_of_the_adopted_text_is_put_back_with_a_reason(path: Path) -> None:
    desk.save(path, {"priority": "C"}, reason="Besluit")
    with pytest.raises(Invalid, match="reden"):
        put_back(path, "priority", entry_of(path, "action", "3"))
    put_back(path, "priority", entry_of(path, "action", "3"), reason="Toch niet")
    assert desk.action(path)["priority"] == desk.entries(path, "action", "3")[0]["row"]["priority"]


def test_a_stage_is_put_back_by_an_allowed_move(path: Path) -> None:
    desk.move(path, "coalitie in vorming")
    with pytest.raises(Invalid, match="leeg"):
        put_back(path, "stage", entry_of(path, "action", "3"))
    put_back(path, "stage", entry_of(path, "action", "3"), reason="Vergissing")
    with reading(path) as db:
        moves = agenda.stage_moves(db, "3")
    assert [(one.from_stage, one.to_stage) for one in moves] == [
        ("idee", "coalitie in vorming"),
        ("coalitie in vorming", "idee"),
    ]


def test_a_withdrawal_is_put_back_and_put_back_again(path: Path) -> None:
    number = desk.step(path)
    with writing(path, desk.ANNA, "Dubbel") as db:
        records.withdraw(db, "step", number, 1)
    put_back(path, "withdrawn_on", entry_of(path, "step", number), row=("step", number))
    assert desk.state(path)["step"][str(number)]["withdrawn_on"] is None
    put_back(path, "withdrawn_reason", entry_of(path, "step", number), row=("step", number))
    row = desk.state(path)["step"][str(number)]
    assert (row["withdrawn_reason"], row["version"]) == ("Dubbel", 4)


def test_putting_back_a_withdrawal_looks_at_the_version(path: Path, bram: Person) -> None:
    number = desk.step(path)
    for reason in ("een", "twee"):
        with writing(path, desk.ANNA, reason) as db:
            records.withdraw(db, "step", number, records.get(db, "step", number)["version"])
        if reason == "een":
            put_back(path, "withdrawn_on", entry_of(path, "step", number), row=("step", number))
    with pytest.raises(Conflict), writing(path, bram) as db:
        records.put_back(db, "step", number, "withdrawn_on", entry_of(path, "step", number), 2)


# ------------------------------------------------------------------ stages and ends


def test_a_move_leaves_its_day_and_its_ground(path: Path) -> None:
    assert (
        desk.move(path, "coalitie in vorming", day="14-03-2022", reason="Vier partijen\u202e aan tafel") == 2
    )
    with reading(path) as db:
        (made,) = agenda.stage_moves(db, "3")
    assert (made.moved_on, made.reason, made.author) == ("2022-03-14", "Vier partijen aan tafel", "Anna")
    assert desk.entries(path, "action", "3")[-1]["reason"] == "Vier partijen aan tafel"


@for_each([("", "Besluit"), ("2022-03-14", " "), ("gisteren", "Besluit"), ("2039-01-01", "x")], "path")
def test_no_move_without_a_day_and_a_ground(path: Path, day: str, reason: str) -> None:
    with pytest.raises(Invalid):
        desk.move(path, "coalitie in vorming", day, reason=reason)
    assert desk.action(path)["stage"] == "idee"
    assert desk.count(path, "stage_move") == 0


def test_a_leap_is_refused(path: Path) -> None:
    with pytest.raises(Invalid, match="kan niet in één keer"):
        desk.move(path, "poort")


def test_two_movers_to_different_stages_conflict(path: Path, bram: Person) -> None:
    desk.move(path, "coalitie in vorming")
    with pytest.raises(Conflict) as caught, writing(path, bram) as db:
        stages.move_stage(db, "3", 1, ENDED, "2022-03-15", "Stop", "Tafel 1")
    assert caught.value.clashes[0].theirs == "coalitie in vorming"


def test_two_movers_to_the_same_stage_do_not_lose_the_second_ground_silently(
    path: Path, bram: Person
) -> None:
    desk.move(path, "coalitie in vorming")
    with pytest.raises(Invalid, match="staat al in de fase"), writing(path, bram) as db:
        stages.move_stage(db, "3", 1, "coalitie in vorming", "2022-03-15", "Een tweede bewijs")
    assert desk.count(path, "stage_move") == 1


def test_a_stale_choice_of_the_stage_one_saw_moves_nothing_back(path: Path, bram: Person) -> None:
    desk.move(path, "coalitie in vorming")
    with pytest.raises(Invalid, match="staat al in"), writing(path, bram) as db:
        stages.move_stage(db, "3", 1, "idee", "2022-03-15", "Ik zag nog idee")


def test_an_ended_action_refuses_edits_in_a_sentence(path: Path) -> None:
    desk.move(path, ENDED, "2022-03-14", reason="Niet verder gedragen")
    row = desk.action(path)
    assert (row["ended_on"], row["ended_reason"]) == ("2022-03-14", "Niet verder gedragen")
    for version in (1, 2):
        with pytest.raises(Invalid) as caught:
            desk.save(path, {"note": "toch nog"}, version=version)
        assert "is beëindigd op 14 maart 2022; er is niets gewijzigd. Heropen" in caught.value.sentence
    assert desk.action(path) == row


def test_an_ended_action_still_takes_late_evidence(path: Path) -> None:
    desk.move(path, ENDED)
    assert desk.step(path, happened_on="2022-02-01")


def test_an_ended_action_is_reopened_at_the_purpose_case_only(path: Path) -> None:
    desk.move(path, ENDED)
    with pytest.raises(Invalid):
        desk.move(path, "idee")
    desk.purpose(path)
    desk.move(path, "purpose case", reason="Nieuwe coalitie")
    row = desk.action(path)
    assert (row["stage"], row["ended_on"], row["ended_reason"]) == ("purpose case", None, None)
    assert [one["row"]["ended_reason"] for one in desk.entries(path, "action", "3")] == [
        None,
        "Besluit",
        None,
    ]


# -------------------------------------------------------------------- reasons


@pytest.mark.parametrize("changes", [{"priority": "C"}, {"name": "Nieuwe naam"}])
@pytest.mark.parametrize("reason", ["", "  ", "\u200b"])
def test_what_contradicts_the_adopted_text_needs_a_reason(
    path: Path, changes: dict[str, str], reason: str
) -> None:
    before = desk.action(path)
    with pytest.raises(Invalid, match="reden of besluit"):
        desk.save(path, changes, reason=reason)
    assert desk.action(path) == before
    desk.save(path, changes, reason="Besluit technologietafel 3 maart 2022")
    assert {**before, **changes, "version": 2} == desk.action(path)


def test_withdrawing_needs_a_reason_and_keeps_the_row(path: Path, anna: Person) -> None:
    number, owner = desk.step(path), desk.party(path)
    for row in (("step", number), ("party", owner)):
        with pytest.raises(Invalid, match="reden"), writing(path, anna) as db:
            records.withdraw(db, *row, 1)
        with writing(path, anna, "Bestaat niet meer", at="2026-05-01T22:30:00.000Z") as db:
            records.withdraw(db, *row, 1)
        found = desk.state(path)[row[0]][str(row[1])]
        assert (found["withdrawn_on"], found["withdrawn_reason"]) == ("2026-05-02", "Bestaat niet meer")
        with pytest.raises(Invalid, match="ingetrokken op 2 mei 2026"):
            desk.save(path, {"kind": "gesprek"}, row=row)


def test_a_reason_of_ten_thousand_characters(path: Path) -> None:
    with pytest.raises(Invalid, match="te lang"):
        desk.save(path, {"note": "x"}, reason="x" * 10_000)
    assert desk.action(path)["version"] == 1


# ---------------------------------------------------------------- adding, pointing


def test_a_step_with_its_parties(path: Path) -> None:
    one, other = desk.party(path, "Roc West"), desk.party(path, "Gemeente")
    desk.step(path, other, one, other, what="=1+1 <script>")
    with reading(path) as db:
        (found,) = agenda.steps(db, "3")
    assert found.parties == ("Gemeente", "Roc West")
    assert (found.what, found.author, found.version) == ("=1+1 <script>", "Anna", 1)


@pytest.mark.parametrize("missing", list(STEP))
def test_a_step_that_lacks_something_is_refused(path: Path, anna: Person, missing: str) -> None:
    values = {name: value for name, value in STEP.items() if name != missing}
    if missing == "link":
        desk.step(path)
        return
    with pytest.raises(Invalid), writing(path, anna) as db:
        agenda.add_step(db, values)
    assert desk.count(path, "step") == 0


def test_a_step_with_an_unknown_party_is_not_half_recorded(path: Path) -> None:
    with pytest.raises(Invalid, match="bestaat niet"):
        desk.step(path, desk.party(path), 99)
    assert desk.count(path, "step") == desk.count(path, "step_party") == 0


def test_a_party_is_known_once(path: Path) -> None:
    desk.party(path, "Roc West")
    with pytest.raises(Invalid, match="staat al in de lijst"):
        desk.party(path, " ROC  west")
    other = desk.party(path, "Roc Oost")
    with pytest.raises(Invalid, match="staat al in de lijst"):
        desk.save(path, {"name": "roc west"}, row=("party", other))
    desk.save(path, {"name": "ROC Oost"}, row=("party", other))


@pytest.mark.parametrize("missing", ["name", "helix"])
def test_a_party_that_lacks_something_is_refused(path: Path, anna: Person, missing: str) -> None:
    values = {"name": "Roc", "helix": "onderwijs"}
    with pytest.raises(Invalid, match="leeg"), writing(path, anna) as db:
        agenda.add_party(db, {name: value for name, value in values.items() if name != missing})


def test_a_new_action_gets_the_next_number_and_needs_a_decision(path: Path, anna: Person) -> None:
    values = {"name": "Nieuwe actie", "priority": "B"}
    with pytest.raises(Invalid, match="besluit"), writing(path, anna) as db:
        agenda.add_action(db, 2, values)
    with writing(path, anna, "Besluit PS") as db:
        assert agenda.add_action(db, 2, values) == "12"
        assert agenda.add_action(db, 2, values) == "13"
    with reading(path) as db:
        added = agenda.action(db, "12")
    assert added is not None
    assert (added.number, added.stage, added.adopted, added.note) == (12, "idee", None, "")


@for_each(
    [
        (9, {"name": "x", "priority": "A"}),
        (2, {"name": "x"}),
        (2, {"priority": "A"}),
        (2, {"name": "x", "priority": "A", "driver_id": 9}),
    ],
    "path",
    "anna",
)
def test_a_new_action_that_cannot_be(path: Path, anna: Person, goal: int, values: dict[str, Any]) -> None:
    with pytest.raises(Invalid), writing(path, anna, "Besluit") as db:
        agenda.add_action(db, goal, values)
    assert desk.count(path, "action") == 13


def test_the_manifest_gets_no_priority(path: Path) -> None:
    with pytest.raises(Invalid, match="manifest"):
        desk.save(path, {"priority": "A"}, row=("action", "m1"), reason="x")
    with pytest.raises(Invalid, match="A, B of C"):
        desk.save(path, {"priority": None}, reason="x")


@for_each(["99", "", "m3", "3 ", "3; DROP TABLE action", "\ud800", "x" * 10_000, 99, 2**80, -1], "path")
def test_unknown_ids(path: Path, row_id: Any) -> None:
    with pytest.raises(Invalid) as caught:
        desk.save(path, {"note": "x"}, row=("action", row_id), version=1)
    assert caught.value.sentence.endswith("bestaat niet. Kies uit de lijst.")
    assert len(caught.value.sentence) < 120
    with pytest.raises(Invalid):
        desk.save(path, {"what": "x"}, row=("step", row_id), version=1)
    with reading(path) as db:
        assert agenda.action(db, row_id) is None
        assert not [*agenda.steps(db, "99"), *agenda.parts(db, "99"), *agenda.stage_moves(db, "99")]


def test_pointing_nowhere_is_refused(path: Path) -> None:
    number = desk.step(path)
    with pytest.raises(Invalid, match="bestaat niet"):
        desk.save(path, {"driver_id": 99})
    with pytest.raises(Invalid, match="bestaat niet"):
        desk.save(path, {"action_id": "99"}, row=("step", number))
    with pytest.raises(ValueError, match="no such table"), reading(path) as db:
        records.get(db, "history", 1)


def test_numbers_of_numpy_and_pandas_are_stored_as_plain_integers(path: Path, anna: Person) -> None:
    owner: Any = np.int64(desk.party(path))
    first: Any = np.int64(1)
    with writing(path, anna) as db:
        assert agenda.add_step(db, STEP, [owner]) == first
        records.save(db, "action", "3", first, {"driver_id": owner})
        records.save(db, "step", first, first, {"what": "Anders"})
    kinds = "SELECT typeof(driver_id), (SELECT typeof(party_id) FROM step_party) FROM action WHERE id = '3'"
    with reading(path) as db:
        assert db.execute(kinds).fetchone() == ("integer", "integer")


def test_a_value_that_slips_through_is_stopped_by_the_table(path: Path, anna: Person) -> None:
    """STRICT: a numpy number would be stored as a BLOB."""
    for table, column in (("party", "version"), ("step_party", "party_id")):
        desk.step(path, desk.party(path, f"Roc {table}"))
        with pytest.raises(sqlite3.IntegrityError), writing(path, anna) as db:
            db.execute(f"UPDATE {table} SET {column} = ? WHERE id = 1", (np.int64(2),))


# ------------------------------------------------------------- nothing is deleted


@pytest.fixture
def full(path: Path) -> Path:
    """An agenda with two rows or more in every table."""
    owners = []
    for name, stage in (("Roc Voorbeeld", "coalitie in vorming"), ("Gemeente", "purpose case")):
        owner = desk.party(path, name)
        owners.append(owner)
        evidence = desk.step(path, owner)
        desk.chair(path, owner)
        desk.support(path, owner)
        desk.purpose(path, f"Versie van {name}")
        with writing(path, desk.ANNA) as db:
            coalitions.set_activation(db, "3", owner, 3, evidence)
            attach(db, evidence, [Given(f"{name}.pdf", f"%PDF-1.7 {name}".encode())])
            coalitions.add_milestone(db, {"action_id": "3", "what": "Besluit", "due": "2022-05-01"})
            add_effect(db, {**desk.EFFECT, "sentence": f"Dankzij {name} minder WW."})
            figures.remember_mapping(db, name, {"region": "Regio"})
            table = {"kind": "thematafel", "held_on": "2022-03-01", "title": name}
            about = {"meeting_id": meetings.add_meeting(db, table)}
            meetings.add_item(db, {**about, "topic": f"Wat {name} doet"})
            pledge = {"kind": "toezegging", "text": "Drie leerplekken.", "owner_id": owner}
            figure = {name: desk.EFFECT[name] for name in ("indicator", "region", "period")}
            made = decisions.record_decision(db, {**about, **pledge})
            decisions.add_leaning(db, {**figure, "decision_id": made})
            questions.close_question(db, questions.ask_whether_right(db, about["meeting_id"], made), {})
            meetings.close_meeting(db, about["meeting_id"], 1)
            manifest.formalise(db, {"party_id": owner, "formalised_on": "2022-03-01"})
            rounds.confirm(db, "3")
        with writing(path, desk.ANNA, "Anders") as db:
            sending.write_text(db, 0, "kern", f"Over {name}.", 0)
            asked = {"kind": "motie", "code": name, "text": "Meer.", "dated_on": "2022-03-01"}
            sending.add_request(db, asked)
            records.withdraw(db, "letter", drafts.draft(db).id, 1)
            desk.counts(db, owner, 1 + (name == "Gemeente"))
            finished = {"sentence": f"{name} doet mee", "agreed_on": "2022-03-01"}
            records.add(db, "outcome", {"action_id": "7" if stage == "purpose case" else "9", **finished})
        desk.move(path, stage)
    with writing(path, desk.ANNA) as db:
        desk.money_and_work(db, *owners)
        desk.instruments(db, *owners)
    desk.move(path, ENDED, action_id="4")
    desk.save(path, {"priority": "C"}, reason="Minder haast")
    with writing(path, desk.ANNA) as db:
        db.table("term").insert({"id": 2, "starts_on": "2024-01-01", "ends_on": "2027-12-31"})
        db.table("setting").insert({"id": 2})
    assert not [table for table in TRACKED_TABLES if desk.count(path, table) < 2]
    return path


def attempts(table: str) -> list[str]:
    """Statements that would make a row of a table disappear or change its key."""
    key = "action_id" if table == "adopted" else "id"
    return [
        f"DELETE FROM {table}",
        f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
        f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1",
        f"UPDATE {table} SET {key} = 77 WHERE {key} = (SELECT max({key}) FROM {table})",
        f"UPDATE OR REPLACE {table} SET {key} = (SELECT min({key}) FROM {table})",
    ]


def refused_all(connection: sqlite3.Connection) -> None:
    """Try every one of them in one transaction, which is stored with whatever they did."""
    for statement in (one for table in (*TRACKED_TABLES, "history") for one in attempts(table)):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)


def test_no_row_disappears_whoever_asks(full: Path, anna: Person) -> None:
    before = desk.state(full)
    with writing(full, anna) as db:
        refused_all(db.conn)
    with desk.outside(full) as other:
        refused_all(other)
    assert desk.state(full) == before == desk.replayed(full)


@for_each(
    [
        "INSERT OR REPLACE INTO party (id, name, helix) VALUES (88, 'Roc Voorbeeld', 'onderwijs')",
        "UPDATE OR REPLACE party SET name = 'Roc Voorbeeld' WHERE name <> 'Roc Voorbeeld'",
        "INSERT OR REPLACE INTO step_party (id, step_id, party_id) VALUES (88, 1, 1)",
        "INSERT OR REPLACE INTO goal (id, position, name, source) VALUES (88, 1, 'x', 'x')",
    ],
    "full",
)
def test_a_unique_value_pushes_no_other_row_out(full: Path, statement: str) -> None:
    before = desk.state(full)
    with pytest.raises(sqlite3.IntegrityError), desk.outside(full) as other:
        other.execute(statement)
    assert desk.state(full) == before == desk.replayed(full)


@for_each(
    "goal adopted part relation annex_text stage_move purpose_text history public_count confirmation".split(),
    "full",
    "anna",
)
def test_what_was_adopted_or_happened_never_changes(full: Path, anna: Person, table: str) -> None:
    column = {
        "history": "who",
        "goal": "name",
        "adopted": "explanation",
        "relation": "sentence",
        "stage_move": "reason",
        "public_count": "words",
        "confirmation": "author",
    }
    statement = f"UPDATE {table} SET {column.get(table, 'text')} = 'anders'"
    with pytest.raises(sqlite3.IntegrityError, match="verandert niet"), writing(full, anna) as db:
        db.execute(statement)
    with pytest.raises(sqlite3.IntegrityError, match="verandert niet"), desk.outside(full) as other:
        other.execute(statement)


def test_nonsense_from_another_program_is_refused_by_the_tables(full: Path) -> None:
    with desk.outside(full) as other:
        for statement in (
            "UPDATE step SET happened_on = 'gisteren'",
            "UPDATE step SET happened_on = '2022-02-31'",
            "UPDATE step SET kind = 'roddel'",
            "UPDATE step SET withdrawn_on = '2022-03-01'",
            "UPDATE action SET stage = 'beeindigd'",
            "UPDATE action SET ended_on = '2022-03-01'",
            "UPDATE action SET priority = 'D'",
            "UPDATE action SET priority = 'A' WHERE id = 'm1'",
            "UPDATE party SET helix = 'ondernemers'",
            "UPDATE party SET name = ''",
            "UPDATE action SET driver_id = 'Roc'",
            "UPDATE chair SET helix = 'ondernemers'",
            "UPDATE chair SET needed = 2",
            "UPDATE chair SET withdrawn_on = '2022-03-01'",
            "UPDATE activation SET level = 6",
            "UPDATE activation SET step_id = NULL",
            "UPDATE coalition SET money_until = 'ooit'",
            "UPDATE support SET answer = 'niet gevraagd'",
            "UPDATE support SET answer = 'onder voorwaarde'",
            "UPDATE support SET answered_on = NULL",
            "UPDATE milestone SET due = '2022-02-31'",
            "UPDATE milestone SET what = ''",
            "UPDATE flag SET answer = 'Wij gaan door.'",
            "UPDATE meeting SET kind = 'borrel'",
            "UPDATE meeting SET minutes = 0",
            "UPDATE meeting SET closed_at = 'straks'",
            "UPDATE agenda_item SET topic = ''",
            "UPDATE agenda_item SET action_id = '3'",
            "UPDATE decision SET owner_id = NULL",
            "UPDATE decision SET kind = 'gerucht'",
            "UPDATE edition SET at = 'gisteren'",
            "UPDATE manifest_entry SET withdrawn_on = '2022-03-01'",
            "UPDATE obligation SET per_year = 0",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                other.execute(statement)


# ------------------------------------------------------------------ outside the app


def test_an_edit_by_another_program_is_in_the_history(path: Path) -> None:
    with desk.outside(path) as other:
        other.execute("UPDATE action SET note = 'van buiten' WHERE id = '3'")
        other.execute("INSERT INTO party (name, helix) VALUES ('Roc', 'onderwijs')")
    entry = desk.entries(path, "action", "3")[-1]
    assert (entry["who"], entry["verified"], entry["reason"]) == (BY_OTHER_PROGRAM, 0, "")
    assert entry["row"]["note"] == "van buiten"
    assert len(desk.entries(path, "action", "3")) == 2, "one change, one entry"
    assert desk.entries(path, "party", 1)[-1]["who"] == BY_OTHER_PROGRAM
    assert desk.state(path) == desk.replayed(path)


def test_an_edit_by_another_program_is_not_overwritten_unseen(path: Path, anna: Person) -> None:
    with desk.outside(path) as other:
        other.execute("UPDATE action SET note = 'van buiten' WHERE id = '3'")
    with pytest.raises(Conflict) as caught:
        desk.save(path, {"note": "van Anna"}, person=anna, version=1)
    clash = caught.value.clashes[0]
    assert (clash.theirs, clash.who) == ("van buiten", BY_OTHER_PROGRAM)
    assert desk.save(path, {"note": "van Anna"}, person=anna, version=caught.value.version) == 3


def test_another_program_cannot_turn_a_version_back(path: Path) -> None:
    desk.note(path, "een")
    with desk.outside(path) as other:
        other.execute("UPDATE action SET note = 'x', version = 1 WHERE id = '3'")
    assert desk.action(path)["version"] == 3
    assert desk.state(path) == desk.replayed(path)


def test_after_another_program_the_app_signs_its_own_writes_again(path: Path, anna: Person) -> None:
    desk.note(path, "een", anna)
    with desk.outside(path) as other:
        assert other.execute("SELECT count(*) FROM writer").fetchone() == (0,)
        other.execute("UPDATE action SET note = 'buiten' WHERE id = '3'")
    desk.note(path, "twee", anna)
    assert [one["who"] for one in desk.entries(path, "action", "3")][1:] == ["Anna", BY_OTHER_PROGRAM, "Anna"]


# ------------------------------------------------------------------------ clocks


def test_a_clock_that_goes_back_does_not_take_the_moments_along(path: Path, anna: Person) -> None:
    for text, at in (("een", "2024-01-01T10:00:00.000Z"), ("twee", "2023-01-01T10:00:00.000Z")):
        with writing(path, anna, at=at) as db:
            records.save(db, "action", "3", records.get(db, "action", "3")["version"], {"note": text})
    first, second = desk.entries(path, "action", "3")[1:]
    assert first["at"] == second["at"] == "2024-01-01T10:00:00.000Z"
    assert desk.action(path, at="2023-06-01T00:00:00.000Z")["note"] == ""
    assert desk.action(path, at="2024-01-01T10:00:00.000Z")["note"] == "twee"


@for_each(["morgen", "2023-01-01", "9", "2023-02-30T10:00:00.000Z", "zzzz"], "path", "anna")
def test_a_moment_must_be_a_moment(path: Path, anna: Person, at: str) -> None:
    """Else it would stand after every later moment."""
    with pytest.raises((sqlite3.IntegrityError, ValueError)), writing(path, anna, at=at) as db:
        records.save(db, "action", "3", 1, {"note": "x"})
    assert desk.action(path)["version"] == 1


def test_the_future_is_judged_at_the_moment_of_writing(path: Path, anna: Person) -> None:
    with pytest.raises(Invalid, match="toekomst"), writing(path, anna, at="2022-03-13T22:00:00.000Z") as db:
        agenda.add_step(db, STEP)
    with writing(path, anna, at="2022-03-13T23:30:00.000Z") as db:  # half past midnight in the Netherlands
        agenda.add_step(db, STEP)


# ------------------------------------------------------------------------ rights

ACTS: dict[str, Callable[[Any], Any]] = {
    "save": lambda db: records.save(db, "action", "3", 1, {"note": "x"}),
    "party": lambda db: agenda.add_party(db, {"name": "x", "helix": "onderwijs"}),
    "step": lambda db: agenda.add_step(db, STEP),
    "move": lambda db: stages.move_stage(db, "3", 1, "coalitie in vorming", date(2022, 3, 14), "x"),
    "put back": lambda db: records.put_back(db, "action", "3", "note", 10**6, 1),
}


@pytest.mark.parametrize("act", ACTS)
def test_nobody_without_the_right_can_write(path: Path, act: str) -> None:
    before = desk.state(path)
    visitor = who_is_here(None, "Anna")
    with pytest.raises(NotAllowed) as caught, writing(path, visitor) as db:
        ACTS[act](db)
    assert caught.value.sentence == NOT_LOCAL
    assert desk.state(path) == before


@for_each(ACTS, "path")
def test_a_reading_connection_cannot_write(path: Path, act: str) -> None:
    before = desk.state(path)
    with pytest.raises(Exception), reading(path) as db:  # noqa: B017, PT011 - whatever stops it
        ACTS[act](db)
    with pytest.raises(Exception, match="alleen-lezen"), reading(path) as db:
        db.execute("UPDATE action SET note = 'x'")
    with pytest.raises(Exception), reading(path, at="2030-01-01T00:00:00.000Z") as db:  # noqa: B017, PT011
        db.execute("UPDATE action SET note = 'x'")
    assert desk.state(path) == before


def test_changes_say_what_the_save_did(path: Path, anna: Person) -> None:
    with writing(path, anna, "Besluit") as db:
        desk.rule(db, "3", ("priority", "C"))
        before = history.newest(db)
        records.save(db, "action", "3", 1, {"note": "een", "priority": "C"})
        changes = history.changes_between(db, before, history.newest(db))
    assert {(one.field, one.new, one.who, one.reason) for one in changes} == {
        ("note", "een", "Anna", f"Besluit ({desk.RULED})"),
        ("priority", "C", "Anna", f"Besluit ({desk.RULED})"),
    }
