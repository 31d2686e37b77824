"""Looking at an action counts as a touch: by a change or by a confirmation, unless that was a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.model import Invalid
from lib.store import history, manifest, records, rounds
from lib.store.connection import reading, writing
from tests.unit import desk
from tests.unit.desk import ANNA, BRAM


def touched(path: Path, until: int | None = None, at: str | None = None) -> dict[str, tuple[str, str]]:
    with reading(path, at) as db:
        return rounds.last_touched(db, until or history.newest(db))


def confirm(path: Path, action_id: str = "3", seen: int | None = None) -> int:
    with writing(path, ANNA) as db:
        return rounds.confirm(db, action_id, seen)


def take_back(path: Path, confirmation_id: int) -> None:
    with writing(path, BRAM, "Vergissing") as db:
        rounds.take_back(db, confirmation_id)


def newest(path: Path) -> int:
    with reading(path) as db:
        return history.newest(db)


def test_the_first_filling_is_nobodys_look(path: Path) -> None:
    assert touched(path) == {}
    confirm(path)
    today = records.today().isoformat()
    assert touched(path) == {"3": (today, "Anna")}
    desk.note(path, "Drie bedrijven doen mee", BRAM)
    assert touched(path)["3"] == (today, "Bram")


def test_a_confirmation_by_mistake_is_taken_back_and_stays_in_the_history(path: Path) -> None:
    desk.note(path, "Drie bedrijven doen mee", BRAM)
    made = confirm(path)
    before = newest(path)
    take_back(path, made)
    assert touched(path)["3"][1] == "Bram", "as if nobody had confirmed"
    assert len(desk.entries(path, "confirmation", made)) == 2
    with reading(path) as db:
        at = history.last_change(db)
        [kept] = rounds.confirmations(db)
    assert kept.withdrawn_reason == "Vergissing"
    assert at
    assert touched(path, before)["3"][1] == "Bram"
    with pytest.raises(Invalid, match="ingetrokken"):
        take_back(path, made)


def test_nobody_confirms_what_he_did_not_see(path: Path) -> None:
    seen = newest(path)
    desk.step(path, action_id="5")
    confirm(path, "3", seen)
    desk.note(path, "Van Bram", BRAM)
    with pytest.raises(Invalid, match="Bram heeft deze actie intussen gewijzigd"):
        confirm(path, "3", seen)
    confirm(path, "3", newest(path))
    with pytest.raises(Invalid, match="bestaat niet"):
        confirm(path, "99")


# ------------------------------------------------------------------------ the ledger


def formalise(path: Path, party_id: int, since: str) -> int:
    with writing(path, ANNA) as db:
        return manifest.formalise(db, {"party_id": party_id, "formalised_on": since})


def leave(path: Path, entry_id: int, day: str) -> int:
    changes = {"withdrawn_on": day, "withdrawn_reason": "Gefuseerd"}
    return desk.save(path, changes, reason="Gefuseerd", row=("manifest_entry", entry_id))


def test_a_party_stands_in_the_ledger_once_on_every_day(path: Path) -> None:
    party_id = desk.party(path)
    first = formalise(path, party_id, "2021-04-01")
    with pytest.raises(Invalid, match="staat al in het manifest, sinds 1 april 2021"):
        formalise(path, party_id, "2022-01-01")
    leave(path, first, "2021-10-01")
    with pytest.raises(Invalid, match="van 1 april 2021 tot 1 oktober 2021"):
        formalise(path, party_id, "2021-09-30")
    again = formalise(path, party_id, "2021-10-01")
    with pytest.raises(Invalid, match="van 1 april 2021 tot 1 oktober 2021"):
        desk.save(path, {"formalised_on": "2021-05-01"}, row=("manifest_entry", again))
    with writing(path, ANNA, "Toch niet") as db, pytest.raises(Invalid, match="sinds 1 oktober 2021"):
        manifest.let_back_in(db, first, 2)
    leave(path, again, "2021-10-01")
    with writing(path, ANNA, "Toch niet") as db:
        manifest.let_back_in(db, first, 2)
        assert [one.withdrawn_on for one in manifest.ledger(db)] == [None, "2021-10-01"]


def test_only_who_left_is_let_back_in(path: Path) -> None:
    entry_id = formalise(path, desk.party(path), "2021-04-01")
    with writing(path, ANNA) as db, pytest.raises(Invalid, match="niet teruggetrokken"):
        manifest.let_back_in(db, entry_id, 1)


def test_a_new_party_and_its_entry_are_stored_together_or_not_at_all(path: Path) -> None:
    party = {"name": "Werf", "helix": "bedrijfsleven", "region": "AM37", "kind": "werf"}
    with pytest.raises(Invalid), writing(path, ANNA) as db:
        manifest.formalise_new(db, party, {"formalised_on": "2099-01-01"})
    assert desk.count(path, "party") == 0
    with writing(path, ANNA) as db:
        manifest.formalise_new(db, party, {"formalised_on": "2021-04-01"})
        [entry] = manifest.ledger(db)
    assert (entry.party, entry.helix, entry.region, entry.kind) == tuple(party.values())
