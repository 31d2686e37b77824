"""Money as it is stored: proof from toegezegd on, no euro twice, and amounts that no sentence tells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lib.access import RIGHTS, Person
from lib.documents.tables.log_rows import log_rows
from lib.documents.tables.page import as_csv
from lib.model.kinds import Invalid
from lib.model.record import change_sentence
from lib.store import history, records
from lib.store.campuses import add_campus
from lib.store.file.connection import reading, writing
from lib.store.finding.entries import entries
from lib.store.results import money
from tests.unit import desk
from tests.unit.desk import ANNA
from tests.unit.meeting_desk import refused

DECISION = "besluit van 15 november 2021, kenmerk 12/A"


def add(path: Path, **values: Any) -> int:
    usual = {
        "action_id": "4",
        "source": "provincie",
        "name": "Vouchers",
        "certainty": "genoemd",
        "amount_kind": "onbekend",
    }
    with writing(path, ANNA) as db:
        return money.add_layer(db, {**usual, **values})


def save(path: Path, number: int, **values: Any) -> int:
    return desk.save(path, values, row=("money_layer", number))


def test_money_goes_from_mentioned_to_received_with_proof(path: Path) -> None:
    number = add(path)
    with refused(path, "Bij “toegezegd” hoort een besluit of brief", "evidence"):
        save(path, number, certainty="toegezegd")
    save(path, number, certainty="toegezegd", evidence=DECISION, amount_kind="bedrag", amount_low=200_000)
    save(path, number, certainty="verleend")
    save(path, number, certainty="ontvangen")
    with refused(path, "Bij “ontvangen” hoort een besluit of brief", "evidence"):
        save(path, number, evidence="")
    with reading(path) as db:
        assert [layer.certainty for layer in money.layers(db, "4")] == ["ontvangen"]


def test_an_amount_is_a_number_of_euros_or_a_range(path: Path) -> None:
    with refused(path, "Kies een bandbreedte", "amount_low"):
        add(path, amount_kind="bedrag", amount_low="circa anderhalf miljoen")
    with refused(path, "is geen bedrag in hele euro’s", "amount_low"):
        add(path, amount_kind="bedrag", amount_low=-5)
    with refused(path, "Vul ook het hoogste bedrag in", "amount_high"):
        add(path, amount_kind="bandbreedte", amount_low=100)
    with refused(path, "niet hoger dan het laagste", "amount_high"):
        add(path, amount_kind="bandbreedte", amount_low=100, amount_high=100)
    with refused(path, "Vul het bedrag in", "amount_low"):
        add(path, amount_kind="bedrag")
    with refused(path, "Er staat een bedrag", "amount_kind"):
        add(path, amount_low=100)
    with refused(path, "ligt voor de begindatum", "ends_on"):
        add(path, starts_on="2023-02-01", ends_on="2023-01-01")


def test_one_decision_pays_for_one_fund_or_action(path: Path) -> None:
    with writing(path, ANNA) as db:
        funds = [
            money.add_fund(
                db, {"action_id": "4", "name": f"Fonds {area}", "area": area, "ground": "nog niet"}
            )
            for area in ("NHN", "MRA")
        ]
    proven = {"certainty": "verleend", "evidence": DECISION}
    first = add(path, fund_id=funds[0], **proven)
    with refused(path, "Een euro telt één keer", "evidence"):
        add(path, name="Nog eens", fund_id=funds[1], certainty="ontvangen", evidence=DECISION.upper())
    with refused(path, "staat al bij actie 4", "evidence"):
        add(path, name="Elders", action_id="3", **proven)
    add(path, name="Een tweede deel", fund_id=funds[0], **proven)
    moved = add(path, name="Alleen genoemd", action_id="3", evidence=DECISION)
    with refused(path, "Een euro telt één keer", "evidence"):
        save(path, moved, certainty="verleend")
    with writing(path, ANNA, "Vervallen") as db:
        records.withdraw(db, "fund", funds[1], 1)
    with refused(path, "In dit fonds zit nog", "id"), writing(path, ANNA, "Vervallen") as db:
        records.withdraw(db, "fund", funds[0], 1)
    with refused(path, "telt niet meer", "fund_id"):
        save(path, first, fund_id=funds[1])


def test_what_was_taken_back_comes_back_only_while_its_decision_is_free(path: Path) -> None:
    first = add(path, certainty="verleend", evidence=DECISION)
    with writing(path, ANNA, "Vergissing") as db:
        records.withdraw(db, "money_layer", first, 1)
    add(path, action_id="3", certainty="verleend", evidence=DECISION)
    with refused(path, "Een euro telt één keer", "evidence"), writing(path, ANNA) as db:
        records.take_back_in(db, "money_layer", first, 2)


def test_no_sentence_no_file_and_no_search_tells_an_amount(path: Path) -> None:
    number = add(path, amount_kind="bedrag", amount_low=123_456)
    save(path, number, amount_low=654_321)
    with reading(path) as db:
        changes = [
            change
            for change in history.changes_about(db, "4", history.newest(db))
            if change.table == "money_layer"
        ]
        found = " ".join(" ".join(entry) for entry in entries(db))
    told = " ".join(str(change_sentence(change, {})) for change in changes)
    assert "Geldlaag “Vouchers”, bedrag gewijzigd." in told
    assert "Vouchers" in found
    for text in (told, found, as_csv(log_rows("", changes, {}, {}), []).decode()):
        assert not {"123456", "654321", "123.456", "654.321"} & set(text.replace(";", " ").split())


@pytest.mark.parametrize("role", RIGHTS)
def test_amounts_are_for_named_roles_and_an_aanjager_for_own_actions(role: str) -> None:
    anyone = Person("Carla", rights=RIGHTS[role])
    assert anyone.sees_money("4") == (role != "lezer")
    own = Person("Carla", rights=RIGHTS[role], actions=("3",))
    assert own.sees_money("3") == (role != "lezer")
    assert not own.sees_money("4")
    assert not own.sees_money(), "nor what is told of all actions at once"


# ------------------------------------------------------------------------------ campuses


def test_cost_contribution_and_say_of_a_campus_are_three_things(path: Path) -> None:
    roc = desk.party(path)
    with writing(path, ANNA) as db:
        campus = add_campus(db, {"name": "Campus Proef", "kind": "netwerk", "source": "eigen opgave"})
        of_campus = {"campus_id": campus}
        records.add(db, "exploitation", {**of_campus, "year": 2023, "costs": 100, "source": "begroting"})
        records.add(
            db,
            "contribution",
            {**of_campus, "party_id": roc, "kind": "geld", "rhythm": "jaar", "certainty": "genoemd"},
        )
    with reading(path) as db:
        assert money.says(db) == {}, "who contributes has no say by that"
        assert money.exploitations(db)[campus][0].rent is None
        assert money.contributions(db)[campus][0].amount is None
    with refused(path, "Dit staat er al", "year"), writing(path, ANNA) as db:
        records.add(db, "exploitation", {**of_campus, "year": 2023, "source": "nog eens"})
    with pytest.raises(Invalid, match="besluit of brief"), writing(path, ANNA) as db:
        records.add(
            db,
            "contribution",
            {**of_campus, "party_id": roc, "kind": "natura", "rhythm": "jaar", "certainty": "verleend"},
        )
