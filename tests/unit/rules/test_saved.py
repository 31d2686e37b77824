"""What is said of a write: which fields of what, and never a bare "saved"."""

from __future__ import annotations

from pathlib import Path

from lib.rules.telling.saved import saved_sentence
from lib.store import agenda, coalitions, history, records
from lib.store.file.connection import reading, writing
from tests.unit.desk import ANNA


def told(path: Path, before: int) -> str:
    with reading(path) as db:
        changes = history.changes_between(db, before, history.newest(db))
        return saved_sentence("Opgeslagen", changes, agenda.party_names(db))


def newest(path: Path) -> int:
    with reading(path) as db:
        return history.newest(db)


def test_a_save_names_its_fields_and_its_record(path: Path) -> None:
    before = newest(path)
    with writing(path, ANNA) as db:
        records.save(db, "action", "3", 1, {"note": "Op koers"})
    assert told(path, before) == "Opgeslagen: stand van zaken – 3 Verbeteren zij-instroom naar techniek."
    before = newest(path)
    with writing(path, ANNA) as db:
        party = agenda.add_party(db, {"name": "Roc", "helix": "onderwijs"})
        chair = coalitions.add_chair(db, {"action_id": "3", "helix": "onderwijs", "role": "roc"})
    assert told(path, before) == "Opgeslagen: Roc en Stoel “roc” (actie 3)."
    before = newest(path)
    with writing(path, ANNA) as db:
        records.save(db, "chair", chair, 1, {"party_id": party})
    assert told(path, before) == "Opgeslagen: partij op de stoel – Stoel “roc” (actie 3)."


def test_of_many_records_only_the_number_is_told(path: Path) -> None:
    before = newest(path)
    with writing(path, ANNA) as db:
        for name in ("Een", "Twee", "Drie"):
            agenda.add_party(db, {"name": name, "helix": "onderwijs"})
    assert told(path, before) == "Opgeslagen: drie wijzigingen."
    assert told(path, newest(path)) == "Opgeslagen."
