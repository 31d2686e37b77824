"""Desks and the brand of action 5 as they are kept, and the two instruments of it."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from lib.model.results.desks import ACTION, Brand, BrandUse, Desk, Encounter, Referral
from lib.rules.results import brand, desks
from lib.rules.results.local import desks_in
from lib.rules.results.result import Local, Result, Table
from lib.store import agenda
from lib.store.file.rows import in_force
from lib.store.results.instrument import Instrument


def held_desks(db: Database, day: date) -> desks.Desks:
    return desks.Desks(in_force(db, Desk), in_force(db, Referral), day, agenda.party_names(db))


def branded(db: Database) -> brand.Branded:
    """Return what is known of the brand, with the side of each party."""
    sides = dict(db.execute("SELECT id, helix FROM party").fetchall())
    named = in_force(db, Brand)
    return brand.Branded(
        named[-1] if named else None,
        in_force(db, BrandUse),
        in_force(db, Encounter),
        agenda.party_names(db),
        sides,
    )


def _read_desks(db: Database, _action_id: str, day: date) -> Result | None:
    return desks.result_of(held_desks(db, day))


def _desk_file(db: Database, _action_id: str, day: date) -> Table:
    return desks.desk_table(held_desks(db, day))


def _read_brand(db: Database, _action_id: str, _day: date) -> Result | None:
    return brand.result_of(branded(db))


def _brand_file(db: Database, _action_id: str, _day: date) -> Table:
    return brand.encounter_table(branded(db))


def _desks_in(db: Database, _action_id: str, region: str, day: date) -> Local | None:
    return desks_in(held_desks(db, day), region)


DESKS = Instrument(
    desks.KEY,
    desks.TITLE,
    (ACTION,),
    f"Nog geen loket vastgelegd. Waar kunnen mens, bedrijf en opleider terecht, per regio? {desks.NAMED_5A}",
    _read_desks,
    _desk_file,
    _desks_in,
)
BRAND = Instrument(
    brand.KEY,
    brand.TITLE,
    (ACTION,),
    "Nog niet vastgelegd: hoe het merk heet, wie het voert en wie elkaar erdoor vond.",
    _read_brand,
    _brand_file,
)
