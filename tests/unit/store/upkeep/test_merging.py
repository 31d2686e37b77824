"""Two records of one organisation: one stays, everything moves at once, and it is undone as one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lib.model.kinds import Invalid
from lib.model.record import change_sentence
from lib.store import agenda, coalitions, decisions, history, manifest, meetings, records
from lib.store.file.connection import reading, writing
from lib.store.upkeep import merging
from tests.unit import desk

REASON = "Zelfde organisatie, twee keer ingevoerd"


def merge(path: Path, gone: int, stays: int, reason: str = REASON, version: int = 1) -> int:
    with writing(path, desk.ANNA, reason) as db:
        return merging.merge(db, gone, version, stays)


def named(path: Path, party: int) -> dict[tuple[str, str], int]:
    """How many rows name a party, by table and column."""
    with reading(path) as db:
        counts = {
            (table, column): db.execute(
                f"SELECT count(*) FROM {table} WHERE {column} = ?", (party,)
            ).fetchone()[0]
            for table, column in merging.references(db)
        }
    return {place: count for place, count in counts.items() if count}


def row(path: Path, party: int, at: str | None = None) -> dict[str, Any]:
    with reading(path, at) as db:
        return records.get(db, "party", party)


@pytest.fixture
def two(path: Path) -> tuple[int, int]:
    """A party that is named everywhere, and a second record of the same one."""
    gone, stays = desk.party(path, "ROC Voorbeeld"), desk.party(path, "Roc Voorbeeld (Alkmaar)")
    evidence = desk.step(path, gone)
    desk.chair(path, gone)
    desk.support(path, gone)
    desk.save(path, {"driver_id": gone})
    with writing(path, desk.ANNA) as db:
        coalitions.set_activation(db, "3", gone, 3, evidence)
        milestone = {"action_id": "3", "what": "Besluit", "due": "2022-05-01", "owner_id": gone}
        coalitions.add_milestone(db, milestone)
        meeting = meetings.add_meeting(db, {"kind": "thematafel", "held_on": "2022-03-01"})
        pledge = {"kind": "toezegging", "text": "Drie leerplekken.", "owner_id": gone}
        decisions.record_decision(db, {"meeting_id": meeting, **pledge})
        manifest.formalise(db, {"party_id": gone, "formalised_on": "2022-03-01"})
        desk.counts(db, gone)
        third = agenda.add_party(db, {"name": "Derde", "helix": "bedrijfsleven"})
        desk.money_and_work(db, gone, third)
        fourth = desk.instruments(db, gone, third)
    with writing(path, desk.ANNA, "Opgeheven") as db:
        for party in (third, fourth):
            records.withdraw(db, "party", party, 1)
    return gone, stays


def test_the_party_of_this_test_is_named_wherever_a_party_can_be(path: Path, two: tuple[int, int]) -> None:
    with reading(path) as db:
        assert set(merging.references(db)) == named(path, two[0]).keys()


def test_everything_moves_in_one_write_and_stays_readable(path: Path, two: tuple[int, int]) -> None:
    gone, stays = two
    before, then = named(path, gone), desk.moment_gone_by()
    assert merge(path, gone, stays) == sum(before.values())
    assert (named(path, gone), named(path, stays)) == ({}, before)
    assert row(path, gone)["merged_into"] == stays
    with reading(path) as db:
        assert [party.id for party in agenda.parties(db)] == [stays]
        names = agenda.party_names(db)
        changes = history.changes_of(db, "party", str(gone), history.newest(db))
    told = [change_sentence(change, names) for change in changes if change.field == "merged_into"]
    assert told == [
        "ROC Voorbeeld is samengevoegd met Roc Voorbeeld (Alkmaar): alles wat daarbij stond, staat nu daar."
    ]
    assert {change.reason for change in changes if change.field} == {REASON}
    assert row(path, gone, then)["merged_into"] is None
    with reading(path, then) as db:
        assert coalitions.table(db, "3").chairs[0].party == "ROC Voorbeeld"
    assert desk.healthy(path)
    assert desk.state(path) == desk.replayed(path)


def test_a_merge_is_undone_as_one(path: Path, two: tuple[int, int]) -> None:
    gone, stays = two
    before = named(path, gone)
    merge(path, gone, stays)
    with writing(path, desk.BRAM, "Toch twee") as db:
        assert merging.split(db, gone, row(path, gone)["version"]) == sum(before.values())
    assert (named(path, gone), named(path, stays)) == (before, {})
    party = row(path, gone)
    assert (party["merged_into"], party["withdrawn_on"]) == (None, None)
    assert desk.state(path) == desk.replayed(path)


def test_what_was_given_to_another_since_stays_there(path: Path, two: tuple[int, int]) -> None:
    gone, stays = two
    merge(path, gone, stays)
    third = desk.party(path, "Gemeente", "overheid")
    desk.save(path, {"driver_id": third})
    with writing(path, desk.BRAM, "Toch twee") as db:
        merging.split(db, gone, row(path, gone)["version"])
    assert desk.action(path)["driver_id"] == third


def test_the_history_puts_a_merge_back_too(path: Path, two: tuple[int, int]) -> None:
    gone, stays = two
    before = named(path, gone)
    merge(path, gone, stays)
    with reading(path) as db:
        changes = history.changes_of(db, "party", str(gone), history.newest(db))
    entry = next(change.history_id for change in changes if change.field == "merged_into")
    with writing(path, desk.BRAM, "Terug") as db:
        records.put_back(db, "party", gone, "merged_into", entry, row(path, gone)["version"])
    assert named(path, gone) == before


def test_where_both_have_something_of_their_own_that_of_the_one_that_stays_counts(
    path: Path, two: tuple[int, int]
) -> None:
    gone, stays = two
    with writing(path, desk.ANNA) as db:
        coalitions.answer_support(db, "3", stays, "steunt niet", answered_on="2022-03-14")
        manifest.formalise(db, {"party_id": stays, "formalised_on": "2022-04-01"})
        outlook = merging.outlook(db, gone, stays)
    assert outlook.staying == {"Draagvlak": 1, "Manifest": 1}
    assert outlook.moving["Stoel"] == 1
    merge(path, gone, stays)
    with reading(path) as db:
        (answer,) = coalitions.table(db, "3").supports
        assert (answer.party_id, answer.answer) == (stays, "steunt niet")
        assert [entry.party_id for entry in manifest.ledger(db)] == [stays]
    assert named(path, gone) == {("manifest_entry", "party_id"): 1, ("support", "party_id"): 1}


def test_what_makes_no_sense_is_refused_and_changes_nothing(path: Path, two: tuple[int, int]) -> None:
    gone, stays = two
    other = desk.party(path, "Gemeente", "overheid")
    before = named(path, gone)
    for attempt in (
        lambda: merge(path, gone, gone),
        lambda: merge(path, gone, other),
        lambda: merge(path, gone, stays, reason=""),
        lambda: merge(path, gone, stays, version=7),
    ):
        with pytest.raises(Invalid):
            attempt()
    assert named(path, gone) == before
    merge(path, gone, stays)
    with pytest.raises(Invalid):
        merge(path, gone, stays, version=2)
    with pytest.raises(Invalid), writing(path, desk.ANNA, "Terug") as db:
        merging.split(db, stays, 1)
