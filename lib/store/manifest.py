"""The manifest: the ledger of parties that formalised it, its obligations, and the two published counts.

Fields of a row that exists are saved and taken back with `records.save` and `records.withdraw`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from lib import fields
from lib.meeting import ManifestEntry, Obligation, PublicCount
from lib.store.coalition_checks import refuse_withdrawn_party
from lib.store.meeting_checks import refuse_known_entry
from lib.store.rows import day_of_writing, get, insert, rows_of


def ledger(db: Database) -> list[ManifestEntry]:
    """Everybody who ever formalised the manifest, first day first; those who left it too."""
    return rows_of(
        db,
        ManifestEntry,
        "SELECT m.*, p.name AS party, p.helix AS helix FROM manifest_entry m "
        "JOIN party p ON p.id = m.party_id ORDER BY m.formalised_on, m.id",
    )


def obligations(db: Database) -> list[Obligation]:
    """What the manifest asks every year, in the annex's order; none at a moment before these were kept."""
    return rows_of(db, Obligation, "SELECT * FROM obligation ORDER BY position")


def public_counts(db: Database) -> list[PublicCount]:
    """The published numbers of parties, oldest first."""
    return rows_of(db, PublicCount, "SELECT * FROM public_count ORDER BY counted_on, id")


def formalise(db: Database, values: Mapping[str, Any]) -> int:
    """Put a party in the ledger; returns the entry's id.

    `values` has party_id and formalised_on; may have document.
    A party that is in the ledger and did not leave it is not put in again.
    """
    cleaned = fields.validate_new("manifest_entry", values, day_of_writing(db))
    party = get(db, "party", cleaned["party_id"])
    refuse_withdrawn_party(db, "party_id", party["id"])
    refuse_known_entry(db, party["id"])
    return insert(db, "manifest_entry", cleaned)


def fill_manifest(db: Database, seed: Mapping[str, Any]) -> None:
    """Put the annex's obligations and the published counts into empty tables."""
    db.table("obligation").insert_all(seed["obligation"])
    db.table("public_count").insert_all(seed["public_count"])


def manifest_missing(db: Database) -> bool:
    """Whether this agenda was filled before the manifest's calendar was kept."""
    return not list(db.query("SELECT 1 FROM obligation LIMIT 1"))
