"""One felt desk: who can go where, who sends people on with a talk, and what cannot be recorded."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, strategies as st

from lib.model.kinds import Invalid
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.desks import ACTION, AUDIENCES, COLD, WARM, Brand, BrandUse, Desk, Encounter, Referral
from lib.rules.results import brand, desks
from lib.rules.results.desks import Desks, check_merger, check_referral, desk_sentence, result_of

TODAY = date(2023, 4, 1)
REGION = "AM17"


def desk(number: int, serves: str = "mens, bedrijf, opleider", **more: object) -> Desk:
    empty = dict.fromkeys(("site", "keeper_id", "opened_on", "merged_into_id", "merged_on"))
    gone = {"withdrawn_on": None, "withdrawn_reason": None, "version": 1}
    values = {"name": f"Loket {number}", "region": REGION, "serves": serves, "tasks": ""}
    return Desk(number, **{**values, **empty, **gone, **more})  # type: ignore[arg-type]


def referral(source: int, target: int, kind: str = WARM) -> Referral:
    return Referral(10 * source + target, source, target, kind, "2022-01-01", None, None, 1)


def held(rows: list[Desk], referrals: list[Referral] | None = None) -> Desks:
    return Desks(rows, referrals or [], TODAY, {})


def test_a_region_has_one_desk_when_everybody_is_served_and_all_refer_warmly() -> None:
    two = [desk(1, "mens, bedrijf"), desk(2, "opleider")]
    assert not held(two).is_one(REGION)
    assert not held(two, [referral(1, 2)]).is_one(REGION)
    assert not held(two, [referral(1, 2), referral(2, 1, COLD)]).is_one(REGION)
    assert held(two, [referral(1, 2), referral(2, 1)]).is_one(REGION)
    assert desk_sentence(held(two, [referral(1, 2)])) == (
        "In 1 van de 5 regio’s kan elke doelgroep bij een loket terecht; in geen regio is dat één gevoeld "
        "loket. In Zaanstreek/Waterland verwijst 1 van de twee loketten warm door naar alle andere."
    )


@given(st.sets(st.sampled_from(sorted(AUDIENCES))), st.randoms(use_true_random=False))
def test_one_desk_alone_is_one_only_for_all_three(audiences: set[str], chance: random.Random) -> None:
    region = chance.choice(list(LABOUR_REGIONS))
    rows = [desk(1, ", ".join(sorted(audiences)), region=region)] if audiences else []
    assert held(rows).is_one(region) == (audiences == {*AUDIENCES})
    assert sum(held(rows).is_one(other) for other in LABOUR_REGIONS) <= 1


def test_a_desk_that_merged_or_opens_later_serves_nobody_and_stays_in_the_table() -> None:
    rows = [desk(1, merged_into_id=2, merged_on="2023-01-01"), desk(2, opened_on="2023-06-01")]
    assert not held(rows).open_in(REGION)
    result = result_of(held(rows))
    assert result
    assert "Loket 2, op 1 januari 2023" in result.tables[1].rows[0]
    assert [line.note for line in desks.grid(held(rows)).lines if line.note] == [
        "Loket 1 ging op in Loket 2, op 1 januari 2023"
    ]
    assert desks.NAMED_5A in result.source
    assert result_of(held([])) is None


@pytest.mark.parametrize(
    ("own", "target", "field"),
    [
        (desk(1, merged_into_id=1, merged_on="2023-01-01"), desk(1), "merged_into_id"),
        (desk(1, merged_into_id=2, merged_on="2023-01-01"), desk(2, merged_into_id=3), "merged_into_id"),
        (desk(1, merged_into_id=2), desk(2), "merged_on"),
        (desk(1, merged_on="2023-01-01"), None, "merged_into_id"),
    ],
)
def test_a_desk_merges_with_its_day_into_another_that_is_open(
    own: Desk, target: Desk | None, field: str
) -> None:
    with pytest.raises(Invalid) as wrong:
        check_merger(own, target)
    assert wrong.value.field == field


def test_nobody_is_sent_to_the_same_desk_or_one_that_closed() -> None:
    check_referral(desk(1), desk(2))
    for target in (desk(1), desk(2, merged_into_id=3), desk(2, withdrawn_on="2023-01-01")):
        with pytest.raises(Invalid):
            check_referral(desk(1), target)


# ---------------------------------------------------------------------------- the brand

GONE = (None, None, 1)


def met(
    number: int, first: int, second: int, step: int | None = None, action: str | None = None
) -> Encounter:
    return Encounter(number, "2022-05-01", first, second, None, "Lassen", step, action, *GONE)


def branded(name: Brand | None, encounters: list[Encounter]) -> brand.Branded:
    sides = {1: "bedrijfsleven", 2: "onderwijs", 3: "overheid"}
    uses = [BrandUse(1, 1, "2022-04-01", "", *GONE)]
    return brand.Branded(name, uses, encounters, {1: "Staal", 2: "Roc", 3: "Dienst"}, sides)


def test_the_brand_tells_whether_it_was_decided_and_what_encounters_became() -> None:
    name = Brand(1, "Samen aan de slag", None, None, "", *GONE)
    assert brand.brand_sentence(branded(name, [])) == (
        "“Samen aan de slag” is een werknaam, nog niet vastgesteld; één partij voert het en er is nog geen "
        "ontmoeting via het platform vastgelegd."
    )
    encounters = [met(1, 1, 2, step=7), met(2, 1, 3), met(3, 1, 2, action="3")]
    result = brand.result_of(branded(name, encounters))
    assert result
    assert "van drie ontmoetingen leidden er twee tot een gebeurtenis of coalitie" in result.sentence
    assert [row[1:] for row in result.tables[0].rows] == [
        ("Staal", "drie ontmoetingen", "twee"),
        ("nog niemand", "twee ontmoetingen", "twee"),
        ("nog niemand", "één ontmoeting", "nog geen"),
    ]
    with pytest.raises(Invalid):
        brand.check_encounter(met(4, 1, 1))
    assert ACTION == "5"
