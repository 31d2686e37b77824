"""Support in euro and the instrument for campuses: never more than the step before, never more than all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lib.rules.money import means as rules
from lib.store import records
from lib.store.file.connection import reading, writing
from lib.store.results import means
from tests.unit import desk
from tests.unit.desk import ANNA
from tests.unit.meeting_desk import refused


def support(path: Path, **values: Any) -> int:
    usual = {"action_id": "1", "region": "AM18", "period": "1e kwartaal 2022", "source": "opgave"}
    with writing(path, ANNA) as db:
        return records.add(db, "support_euros", {**usual, **values})


def test_no_more_is_paid_than_granted_nor_granted_than_asked(path: Path) -> None:
    payer = desk.party(path, "O&O-fonds Voorbeeld", "bedrijfsleven")
    with refused(path, "kan niet meer zijn dan aangevraagd", "granted"):
        support(path, payer_id=payer, requested=1000, granted=1500)
    with refused(path, "kan niet meer zijn dan aangevraagd", "paid"):
        support(path, payer_id=payer, requested=1000, paid=1500)
    number = support(path, payer_id=payer, requested=1000, granted=800)
    with refused(path, "staat al een opgave", "payer_id"):
        support(path, payer_id=payer)
    with reading(path) as db:
        rows = means.support(db, "1")
    shown = rules.support_of(rows)
    assert shown is not None
    assert "€" not in f"{shown.sentence}{shown.tables}{shown.description}", "amounts are for who may see them"
    amounts = [cell.replace("\N{NO-BREAK SPACE}", " ") for cell in rules.amount_table(rows).rows[0][3:]]
    assert amounts == ["€ 1.000", "€ 800", "onbekend"]
    with writing(path, ANNA, "Vergissing") as db:
        records.withdraw(db, "support_euros", number, 1)
        assert rules.support_of(means.support(db, "1")) is None


def test_a_variant_pays_no_more_than_all_and_says_what_is_still_open(path: Path) -> None:
    variant = {
        "action_id": "11", "variant": "subsidie", "most_percent": 120, "aid": "nog niet", "adopted_by": "GS",
        "source": "voorstel",
    }  # fmt: skip
    with refused(path, "meer dan alles betalen kan niet", "most_percent"), writing(path, ANNA) as db:
        records.add(db, "incentive", variant)
    with writing(path, ANNA) as db:
        records.add(db, "incentive", {**variant, "most_percent": 50})
    with refused(path, "is al uitgewerkt", "variant"), writing(path, ANNA) as db:
        records.add(db, "incentive", {**variant, "most_percent": 40})
    with reading(path) as db:
        rows = means.incentives(db, "11")
    assert rules.standing(rows[0]) == (
        "staatssteun nog niet getoetst, nog niet vastgesteld door Gedeputeerde Staten"
    )
    assert [row[1] for row in rules.variant_table(rows).rows] == [
        "hoogstens 50 procent van de kosten", *["nog niet uitgewerkt"] * 4,
    ]  # fmt: skip
