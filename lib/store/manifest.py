"""The manifest: the ledger of parties that formalised it, its obligations, and the published counts.

Fields of a row that exists are saved and taken back with `agenda.save` and `agenda.withdraw`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from lib.model.change import UNDONE
from lib.model.kinds import Invalid
from lib.model.manifest import ManifestEntry, Obligation, PublicCount
from lib.store import agenda, records
from lib.store.file.rows import get, rows_of

_COUNTS = (
    "SELECT id, counted_on, dated, parties AS number, unit, words, source, replaces "
    "FROM public_count ORDER BY counted_on, id"
)
"""The column of the number is called after parties, from when all counts were taken to be that."""


def ledger(db: Database) -> list[ManifestEntry]:
    """Return everybody who ever formalised the manifest, first day first; those who left it too.

    An entry that was undone never was one; one that another party stands for is in it under that name.
    Parties are joined here and not by SQL: at a past moment tables are views without an index.
    """
    found = db.query("SELECT id, name, helix, region, kind FROM party WHERE merged_into IS NULL")
    parties = {row["id"]: row for row in found}
    entered = "SELECT * FROM manifest_entry WHERE withdrawn_reason IS NOT ? ORDER BY formalised_on, id"
    rows = db.query(entered, (UNDONE,))
    return [_entry(row, parties[row["party_id"]]) for row in list(rows) if row["party_id"] in parties]


def _entry(row: Mapping[str, Any], party: Mapping[str, Any]) -> ManifestEntry:
    of_party = {name: party[name] for name in ("helix", "region", "kind")}
    return ManifestEntry(**row, party=party["name"], **of_party)


def obligations(db: Database) -> list[Obligation]:
    """Return what the manifest asks every year, in the annex's order; none before these were kept."""
    return rows_of(db, Obligation, "SELECT * FROM obligation ORDER BY position")


def public_counts(db: Database) -> list[PublicCount]:
    """Return the published counts, oldest first; one that a later entry takes the place of is left out."""
    counts = rows_of(db, PublicCount, _COUNTS)
    replaced = {count.replaces for count in counts}
    return [count for count in counts if count.id not in replaced]


def formalise(db: Database, values: Mapping[str, Any]) -> int:
    """Put a party in the ledger; returns the entry's id.

    `values` has party_id and formalised_on; may have document. A party stands in the ledger once at a time:
    who left it may come back from the day of leaving on.
    """
    return records.add(db, "manifest_entry", values)


def formalise_new(db: Database, party: Mapping[str, Any], values: Mapping[str, Any]) -> int:
    """Register a party and put it in the ledger, both or neither; returns the entry's id."""
    return formalise(db, {**values, "party_id": agenda.add_party(db, party)})


def let_back_in(db: Database, entry_id: int, version: int) -> int:
    """Take back that a party left, when that was recorded by mistake; returns the new version.

    Raises Invalid when the party did not leave, or came back by another entry.
    """
    if get(db, "manifest_entry", entry_id)["withdrawn_on"] is None:
        raise Invalid("id", "Deze partij heeft zich niet teruggetrokken; er is niets gewijzigd.")
    return records.take_back_in(db, "manifest_entry", entry_id, version)


def fill_manifest(db: Database, seed: Mapping[str, Any]) -> None:
    """Put the annex's obligations and the published counts into empty tables."""
    db.table("obligation").insert_all(seed["obligation"])
    db.table("public_count").insert_all(seed["public_count"])


def manifest_missing(db: Database) -> bool:
    """Tell whether this agenda was filled before the manifest's calendar was kept."""
    return not list(db.query("SELECT 1 FROM obligation LIMIT 1"))
