"""Work to work as it is stored: meldingen, matches that never place too many, and the ladder of the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from lib.model.kinds import Invalid
from lib.rules.work.ladder import standing
from lib.store import agenda, records
from lib.store.file.connection import reading, writing
from lib.store.results import work
from tests.unit import desk
from tests.unit.desk import ANNA
from tests.unit.meeting_desk import refused


@pytest.fixture
def parties(path: Path) -> list[int]:
    """Three companies."""
    with writing(path, ANNA) as db:
        return [agenda.add_party(db, {"name": f"Bedrijf {name}", "helix": "bedrijfsleven"}) for name in "ABC"]


def notice(path: Path, party: int, **values: Any) -> int:
    usual = {
        "party_id": party, "kind": "overschot", "sector": "luchtvaart", "occupation": "laders", "people": 20,
        "region": "AM18", "starts_on": "2023-01-01",
    }  # fmt: skip
    with writing(path, ANNA) as db:
        return work.add_notice(db, {**usual, **values})


def test_a_sector_is_no_place_and_a_region_must_be_one(path: Path, parties: list[int]) -> None:
    with refused(path, "is een plaats", "sector"):
        notice(path, parties[0], sector="Schiphol")
    with refused(path, "bestaat niet", "region"):
        notice(path, parties[0], region="Mars")
    with refused(path, "moet een heel getal", "people"):
        notice(path, parties[0], people=0)


def test_a_melding_holds_on_the_day_that_somebody_makes_or_confirms_it(
    path: Path, parties: list[int]
) -> None:
    number = notice(path, parties[0])
    desk.save(path, {"confirmed_on": "2022-01-01"}, row=("notice", number))
    with writing(path, ANNA) as db:
        work.confirm_notice(db, number, 2)
    with reading(path) as db:
        assert work.recorded(db).notices[0].confirmed_on == records.today().isoformat()


def test_a_match_from_proposal_to_signed_card(path: Path, parties: list[int]) -> None:
    over, asked = (
        notice(path, parties[0]),
        notice(path, parties[1], kind="vraag", people=12, sector="maritiem"),
    )
    with refused(path, "nog 12 mensen te koppelen", "people"), writing(path, ANNA) as db:
        work.add_match(db, over, asked, 13)
    with writing(path, ANNA) as db:
        match = work.add_match(db, over, asked, 12)
    with refused(path, "Er is nog niets afgesproken", "signed_surplus_on"):
        desk.save(path, {"signed_surplus_on": "2023-02-01"}, row=("job_match", match))
    desk.save(path, {"wage": "afgesproken", "wage_words": "loon blijft gelijk"}, row=("job_match", match))
    desk.save(path, {"signed_surplus_on": "2023-02-01"}, row=("job_match", match))
    with refused(path, "Laat eerst beide kanten tekenen", "moved_direct"):
        desk.save(path, {"moved_direct": 5}, row=("job_match", match))
    desk.save(path, {"signed_demand_on": "2023-02-08", "moved_direct": 5}, row=("job_match", match))
    with refused(path, "zijn 12 mensen gekoppeld", "people"):
        desk.save(path, {"people": 11}, row=("notice", asked))
    with refused(path, "Wijzig eerst de koppeling", "people"), writing(path, ANNA, "Weg") as db:
        records.withdraw(db, "notice", over, 1)


def test_the_model_goes_up_rung_by_rung_and_down_when_one_is_withdrawn(
    path: Path, parties: list[int]
) -> None:
    def add(rung: str, **values: Any) -> int:
        with writing(path, ANNA) as db:
            return work.add_step(
                db, {"rung": rung, "reached_on": "2023-01-02", "evidence": f"verslag {rung}", **values}
            )

    with refused(path, "Leg eerst de trede eronder vast", "rung"):
        add("2")
    numbers = [add(rung) for rung in "12345"]
    with refused(path, "Welke versie", "label"):
        add("6")
    add("6", label="versie 1")
    with refused(path, "Welk ander bedrijf", "party_id"):
        add("7")
    add("7", party_id=parties[2])
    with writing(path, ANNA, "Handtekening ingetrokken") as db:
        records.withdraw(db, "model_step", numbers[2], 1)
    with reading(path) as db:
        assert standing(work.recorded(db).steps) == 2
    with writing(path, ANNA) as db:
        records.take_back_in(db, "model_step", numbers[2], 2)
    with reading(path) as db:
        assert standing(work.recorded(db).steps) == 7


def test_a_company_is_never_on_both_sides(path: Path, parties: list[int]) -> None:
    over, asked = notice(path, parties[0]), notice(path, parties[0], kind="vraag")
    with pytest.raises(Invalid, match="twee keer hetzelfde bedrijf"), writing(path, ANNA) as db:
        work.add_match(db, over, asked, 5)
