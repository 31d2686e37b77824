"""A party stands in the manifest's ledger once on every day; what was recorded by mistake is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.model.kinds import Invalid
from lib.store import manifest
from lib.store.file.connection import writing
from tests.unit import desk
from tests.unit.desk import ANNA


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
