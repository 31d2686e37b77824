"""What belongs to a region: its places and parties, its money, what is missing; and nothing of another."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from hypothesis import given, strategies as st

from lib.model.regions import LABOUR_REGIONS
from lib.model.results.money import MoneyLayer
from lib.rules.regions import region as rules
from lib.rules.regions.region import RegionFacts, coalitions, ending, lacking, region_sentence
from lib.store import agenda, coalitions as stored, records
from lib.store.file.connection import reading, writing
from lib.store.regions.facts import region_facts
from tests.unit import desk
from tests.unit.cases import for_each
from tests.unit.rules.results.test_counting import tally

DAY = dt.date(2022, 3, 20)


def layer(number: int, region: str | None, action_id: str, ends_on: str | None) -> MoneyLayer:
    usual: dict[str, Any] = {
        "source": "rijk", "name": f"Laag {number}", "fund_id": None, "certainty": "genoemd",
        "amount_kind": "onbekend", "amount_low": None, "amount_high": None, "starts_on": None,
        "earmark": "", "condition": "", "evidence": "", "withdrawn_on": None, "withdrawn_reason": None,
        "version": 1,
    }  # fmt: skip
    return MoneyLayer(id=number, region=region, action_id=action_id, ends_on=ends_on, **usual)


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, "PV27", *LABOUR_REGIONS]),
            st.sampled_from(["1", "3"]),
            st.sampled_from([None, "2021-01-01", "2022-05-01", "2023-01-01"]),
        )
    )
)
def test_only_money_that_counts_and_is_of_the_region_ends_there(
    found: list[tuple[str | None, str, str | None]],
) -> None:
    layers = [layer(number, *one) for number, one in enumerate(found)]
    region = RegionFacts("AM15", "Noord", DAY, layers=layers)
    shown = ending(region, ())
    assert {one.region for one in shown} <= {"AM15"}
    assert all(one.ends_on is None or one.ends_on >= DAY.isoformat() for one in shown)
    ends = [one.ends_on or "9999" for one in shown]
    assert ends == sorted(ends)
    assert all(one in shown for one in layers if one.region == "AM15" and one.ends_on == "2023-01-01")


def read(path: Path, code: str = "AM15") -> tuple[RegionFacts, list[rules.Coalition]]:
    with reading(path) as db:
        facts = region_facts(db, code, DAY)
        return facts, coalitions(facts, agenda.actions(db), stored.tables(db))


def test_a_region_has_its_own_places_and_those_that_its_parties_fill(path: Path) -> None:
    roc = desk.party(path, "Roc Noord")
    desk.chair(path, roc, action_id="3", region="AM18")
    desk.chair(path, action_id="4", region="AM15", role="lab")
    desk.chair(path, action_id="5", region="AM12", role="campus")
    facts, own = read(path)
    assert {one.action.id: (one.parties, [chair.role for chair in one.empty]) for one in own} == {
        "3": (("Roc Noord",), []),
        "4": ((), ["lab"]),
    }
    assert region_sentence(facts, own).startswith("Deze regio zit in twee coalities; één plek is leeg en")
    lacks = {lack.kind: lack.words for lack in lacking(facts, own)}
    assert lacks[rules.SEAT] == "Plek leeg bij 4: lab"
    assert lacks[rules.CENTRE].startswith("Centrumgemeente")
    assert rules.POINT not in lacks
    other, none = read(path, "AM37")
    assert none == []
    assert region_sentence(other, none).startswith("Deze regio zit nog in geen coalitie;")


def test_who_a_decision_waits_for_is_asked_until_there_is_an_answer(path: Path) -> None:
    roc = desk.party(path, "Roc Noord")
    desk.chair(path, roc)
    for stage in ("coalitie in vorming", "purpose case", "poort"):
        desk.move(path, stage)
    assert [one.silent for one in read(path)[1]] == [("Roc Noord",)]
    desk.support(path, roc)
    facts, own = read(path)
    assert not any(one.silent for one in own)
    assert rules.ANSWER not in {lack.kind for lack in lacking(facts, own)}


def test_counts_of_a_region_are_its_own_and_a_silent_region_is_asked(path: Path) -> None:
    party = desk.party(path, "Servicepunt")
    row = {
        name: value for name in ("step", "region", "amount", "period", "basis", "source", "reported_on")
        for value in [getattr(tally(period="2021KW04"), name)]
    }  # fmt: skip
    with writing(path, desk.ANNA) as db:
        records.add(db, "tally", {"action_id": "1", "party_id": party, **row, "reported_on": "2022-01-03"})
    counted = read(path, "AM18")[0].counts[0]
    assert (counted.lines[0].name, counted.lines[0].value) == ("Aangemeld", "20")
    assert {line.known for line in counted.lines[1:]} == {False}
    silent, own = read(path)
    assert {line.value for line in silent.counts[0].lines} == {"niet opgegeven"}
    words = [lack.words for lack in lacking(silent, own) if lack.kind == rules.REPORT]
    assert words == ["De opgave van vakmensen over het 4e kwartaal 2021"]


@for_each(LABOUR_REGIONS, "path")
def test_each_region_has_figures_beside_province_and_country(path: Path, code: str) -> None:
    facts, _ = read(path, code)
    assert facts.figures
    for figure in facts.figures:
        assert (figure.own.region, figure.province.region, figure.country.region) == (code, "PV27", "NL01")
