"""The manifest in the store: the ledger, entering and leaving it, its obligations, published counts."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lib.model.manifest import ManifestEntry
from lib.rules.meetings import manifest as rules
from lib.store import agenda, manifest
from lib.store.file.connection import reading, writing
from tests.unit import desk
from tests.unit.desk import ANNA, BRAM
from tests.unit.meeting_desk import put_back, refused, withdraw

DAY = "2022-03-14"


def formalise(path: Path, party_id: Any, **values: Any) -> int:
    """Put a party in the ledger."""
    with writing(path, ANNA) as db:
        return manifest.formalise(db, {"party_id": party_id, "formalised_on": DAY, **values})


def leave(path: Path, entry_id: int, day: str = "2022-09-01", reason: str = "Geen mensen meer") -> None:
    """Let a party leave on a day."""
    values = {"withdrawn_on": day, "withdrawn_reason": reason}
    desk.save(path, values, row=("manifest_entry", entry_id), reason=reason)


def ledger(path: Path, at: str | None = None) -> list[ManifestEntry]:
    """Everybody in the ledger."""
    with reading(path, at) as db:
        return manifest.ledger(db)


def test_the_ledger_starts_empty_and_the_obligations_with_the_annex(path: Path) -> None:
    assert ledger(path) == []
    with reading(path) as db:
        assert [(one.id, one.meeting_kind, one.per_year) for one in manifest.obligations(db)] == [
            ("technologietafels", "technologietafel", None),
            ("leer-en-adviescommissie", "leer- en adviescommissie", None),
            ("brede-regiegroep", "brede regiegroep", 1),
            ("communicatie", None, None),
        ]
        counts = manifest.public_counts(db)
    assert [(one.number, one.unit) for one in counts] == [
        (160, "stakeholders"), (160, "aanjagers"), (300, "eenheid niet genoemd"),
    ]  # fmt: skip
    assert all(one.source and one.words for one in counts)


def test_the_ledger_names_party_and_helix_in_order_of_day(path: Path) -> None:
    late, early = desk.party(path, "Gemeente", "overheid"), desk.party(path)
    formalise(path, late, document="Raadsbesluit")
    formalise(path, early, formalised_on="2021-05-01")
    assert [(one.party, one.helix, one.document) for one in ledger(path)] == [
        ("Roc Voorbeeld", "onderwijs", ""),
        ("Gemeente", "overheid", "Raadsbesluit"),
    ]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"party_id": 99}, "id", "“99” bestaat niet."),
        ({"party_id": None}, "party_id", "is nog leeg"),
        ({"formalised_on": ""}, "formalised_on", "De datum van bekrachtigen is nog leeg."),
        ({"formalised_on": "2039-03-01"}, "formalised_on", "ligt in de toekomst"),
        ({"document": "x" * 1001}, "document", "Het document is te lang"),
    ],
)
def test_an_entry_that_is_refused(path: Path, values: dict[str, Any], field: str, words: str) -> None:
    party = desk.party(path)
    with refused(path, words, field):
        formalise(path, values.pop("party_id", party), **values)


def test_a_party_stands_in_the_ledger_once(path: Path) -> None:
    party = desk.party(path)
    entry = formalise(path, party)
    with refused(path, "Roc Voorbeeld staat al in het manifest", "formalised_on"):
        formalise(path, party)
    leave(path, entry)
    again = formalise(path, party, formalised_on="2022-10-01")
    left = desk.entries(path, "manifest_entry", entry)[-1]["id"]
    with refused(path, "Roc Voorbeeld staat al in het manifest", "formalised_on"):
        put_back(path, "manifest_entry", entry, "withdrawn_on", left)
    leave(path, again, "2022-11-01")
    with refused(path, "staat al in het manifest, van 1 oktober 2022 tot 1 november 2022", "formalised_on"):
        put_back(path, "manifest_entry", entry, "withdrawn_on", left)
    assert [one.withdrawn_on for one in ledger(path)] == ["2022-09-01", "2022-11-01"]


def test_a_party_that_is_no_more_does_not_enter(path: Path) -> None:
    party = desk.party(path)
    withdraw(path, "party", party)
    with refused(path, "Roc Voorbeeld is ingetrokken op", "party_id"):
        formalise(path, party)


def test_leaving_needs_a_reason_and_comes_after_entering(path: Path) -> None:
    entry = formalise(path, desk.party(path))
    with refused(path, "Geef bij deze wijziging een reden of besluit", "reason"):
        desk.save(
            path,
            {"withdrawn_on": "2022-09-01", "withdrawn_reason": "Weg"},
            row=("manifest_entry", entry),
        )
    with refused(path, "Een partij kan zich niet terugtrekken voordat zij meedeed.", "withdrawn_on"):
        leave(path, entry, "2022-03-13")
    with refused(path, "De reden is nog leeg", "withdrawn_reason"):
        leave(path, entry, reason=" ")
    leave(path, entry, DAY)
    with refused(path, "Dit is ingetrokken op 14 maart 2022", "id"):
        desk.save(path, {"document": "Brief"}, row=("manifest_entry", entry))


def test_the_day_of_entering_stands_still_once_a_party_left(path: Path) -> None:
    entry = formalise(path, desk.party(path), formalised_on="2022-08-01")
    desk.save(path, {"formalised_on": "2022-03-01"}, row=("manifest_entry", entry))
    earlier = desk.entries(path, "manifest_entry", entry)[-1]["id"]
    leave(path, entry, "2022-05-01")
    with refused(path, "Dit is ingetrokken op 1 mei 2022", "id"):
        put_back(path, "manifest_entry", entry, "formalised_on", earlier)


@pytest.mark.parametrize(("field", "other"), [("formalised_on", "2022-03-20"), ("document", "Ander besluit")])
def test_every_field_of_an_entry_can_be_put_back(path: Path, field: str, other: str) -> None:
    entry = formalise(path, desk.party(path), document="Besluit")
    before = ledger(path)[0]
    desk.save(path, {field: other}, row=("manifest_entry", entry), person=BRAM)
    put_back(path, "manifest_entry", entry, field, desk.entries(path, "manifest_entry", entry)[-1]["id"])
    assert getattr(ledger(path)[0], field) == getattr(before, field)


def test_only_the_rhythm_of_an_obligation_is_ours(path: Path) -> None:
    row = ("obligation", "technologietafels")
    desk.save(path, {"per_year": 4}, row=row)
    with reading(path) as db:
        assert manifest.obligations(db)[0].per_year == 4
    for nonsense in (0, 53, "vaak"):
        with refused(path, "moet een heel getal van 1 tot en met 52 zijn", "per_year"):
            desk.save(path, {"per_year": nonsense}, row=row)
    with refused(path, "kan hier niet worden gewijzigd", "name"):
        desk.save(path, {"name": "Borrels"}, row=row)
    put_back(path, *row, "per_year", desk.entries(path, *row)[-1]["id"])
    with reading(path) as db:
        assert manifest.obligations(db)[0].per_year is None


def test_published_counts_never_change(path: Path) -> None:
    with pytest.raises(Exception, match="vastgestelde tekst verandert niet"), desk.outside(path) as other:
        other.execute("UPDATE public_count SET parties = 500")


def test_the_ledger_at_a_past_moment_does_not_know_who_came_later(path: Path) -> None:
    formalise(path, desk.party(path))
    with reading(path) as db:
        moment = str(db.execute("SELECT max(at) FROM history").fetchone()[0])
    with writing(path, ANNA, at="2039-01-01T00:00:00.000Z") as db:
        other = agenda.add_party(db, {"name": "Gemeente", "helix": "overheid"})
        manifest.formalise(db, {"party_id": other, "formalised_on": DAY})
    assert [one.party for one in ledger(path, moment)] == ["Roc Voorbeeld"]
    assert len(ledger(path)) == 2


def test_the_example_counts_add_up_at_every_day(example: Path) -> None:
    entries = ledger(example)
    line = rules.growth(entries, date(2023, 3, 28))
    assert line[-1] == ("2023-02-27", 18)
    for day, total in line:
        assert sum(rules.per_helix(entries, date.fromisoformat(day)).values()) == total
