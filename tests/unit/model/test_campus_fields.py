"""What may be stored about a campus, field by field, whatever a form, a grid or a file brings."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from lib.model.campuses import LEVELS
from lib.model.kinds import Invalid
from lib.model.record import RECORDS
from lib.model.regions import LABOUR_REGIONS
from tests.unit.cases import for_each

TODAY = date(2023, 4, 14)
EMPTY = [None, "", float("nan"), pd.NaT, pd.NA]


def stored(field: str, value: Any, table: str = "campus") -> Any:
    """What a value becomes."""
    return RECORDS[table].validate({field: value}, TODAY)[field]


def refusal(field: str, value: Any) -> str:
    """The sentence with which a value is refused."""
    with pytest.raises(Invalid) as caught:
        stored(field, value)
    assert caught.value.field == field
    return caught.value.sentence


@for_each(product(["lon", "lat", "accuracy_m", "share_business", "secured_until", "research"], EMPTY))
def test_what_is_not_known_stays_unknown(field: str, empty: Any) -> None:
    assert stored(field, empty) is None


@pytest.mark.parametrize("empty", EMPTY)
def test_a_campus_has_a_source(empty: Any) -> None:
    assert refusal("source", empty) == "De bron is nog leeg. Vul die in."


@pytest.mark.parametrize("value", [52.463, "52,463", "52.463", " 52,4630000 "])
def test_degrees_are_read_with_a_comma_or_a_point(value: Any) -> None:
    assert stored("lat", value) == 52.463


@pytest.mark.parametrize("value", [4.6, "noord", 91, True, [52], float("inf")])
def test_a_latitude_outside_the_country_is_refused(value: Any) -> None:
    assert "ligt niet in Nederland. Schrijf graden tussen 50.5 en 54." in refusal("lat", value)


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [("share_business", "40", 40), ("share_business", 0, 0), ("accuracy_m", 500.0, 500)],
)
def test_whole_numbers(field: str, value: Any, kept: int) -> None:
    assert stored(field, value) == kept


@pytest.mark.parametrize("value", [-1, 101, 12.5, "veel", True])
def test_a_share_lies_between_none_and_all(value: Any) -> None:
    assert "Schrijf een heel getal van 0 tot en met 100." in refusal("share_education", value)


def test_lists_are_kept_once_and_in_order() -> None:
    assert stored("levels", ["wo", "mbo", "mbo"]) == "mbo, wo"
    assert stored("levels", "hbo,vmbo") == "vmbo, hbo"
    assert stored("regions", ["Groot Amsterdam", "AM12"]) == "AM12, AM18"
    assert stored("actions", "11, m1, 3 ,7") == "3, 7, 11, m1"
    assert stored("sectors", " bouw ,ICT,, bouw\nmetaal") == "bouw, ICT, metaal"
    assert stored("partners", ["Nova, College"]) == "Nova College"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("levels", "mbo, havo", "Niveau “havo” bestaat niet. Kies uit: vmbo, mbo, hbo, wo."),
        ("regions", "PV27", "Regio “PV27” bestaat niet. Kies uit: Gooi en Vechtstreek"),
        ("actions", "zeven", "Actie “zeven” bestaat niet."),
        ("sectors", 7, "Sectoren is geen lijst."),
        ("partners", ["x" * 30] * 1 + [f"partner {n}" for n in range(99)], "Partners is te lang."),
        ("kind", "fieldlab", "Kies uit: Campus op één plek"),
    ],
)
def test_what_is_not_in_a_list_is_refused_with_what_is(field: str, value: Any, words: str) -> None:
    assert words in refusal(field, value)


@given(st.lists(st.sampled_from(list(LEVELS))), st.lists(st.sampled_from(list(LABOUR_REGIONS))))
def test_storing_a_list_again_changes_nothing(levels: list[str], regions: list[str]) -> None:
    for field, value in (("levels", levels), ("regions", regions)):
        once = stored(field, value)
        assert stored(field, once) == once


def test_every_field_has_a_name_on_screen() -> None:
    for table in ("campus", "region"):
        named = {name for name, field in RECORDS[table].fields.items() if field.words}
        assert set(RECORDS[table].own) - named == ({"withdrawn_reason"} if table == "campus" else set())


def test_what_belongs_together_is_put_back_together() -> None:
    assert RECORDS["campus"].together("lat") == ("kind", "lon", "lat", "accuracy_m", "point_source")
    assert len(RECORDS["campus"].together("share_business")) == 3
    assert RECORDS["campus"].together("note") == ("note",)
