"""Periods and regions: every form that CBS, UWV and people write is read, and nothing else is."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, strategies as st

from lib.model.kinds import Invalid
from lib.model.periods import RHYTHMS, Period, parse_period, period_of
from lib.model.regions import MUNICIPALITIES, REGION_NAMES, parse_region, region_label
from tests.unit.cases import for_each

PARTS = {"jaar": [0], "kwartaal": list(range(1, 5)), "maand": list(range(1, 13)), "schooljaar": [0]}
periods = st.sampled_from(list(RHYTHMS)).flatmap(
    lambda rhythm: st.builds(
        Period, year=st.integers(1960, 2090), part=st.sampled_from(PARTS[rhythm]), rhythm=st.just(rhythm)
    )
)


@for_each(
    [
        ("2021", "2021JJ00"),
        (2021, "2021JJ00"),
        ("2021.0", "2021JJ00"),
        ("2021*", "2021JJ00"),
        (" 2021JJ00 ", "2021JJ00"),
        ("2021KW01", "2021KW01"),
        ("2021 1e kwartaal", "2021KW01"),
        ("1e kwartaal 2021", "2021KW01"),
        ("Q3 2022", "2022KW03"),
        ("2022 Q3", "2022KW03"),
        ("2022Q3", "2022KW03"),
        ("kw 2 2020", "2020KW02"),
        ("2023MM01", "2023MM01"),
        ("2023-01", "2023MM01"),
        ("01-2023", "2023MM01"),
        ("januari 2023", "2023MM01"),
        ("2023 januari", "2023MM01"),
        ("jan. 2023", "2023MM01"),
        ("mrt 2023", "2023MM03"),
        ("31-12-2021", "2021MM12"),
        ("2021-12-01 00:00:00", "2021MM12"),
        ("2021/'22", "2021SJ00"),
        ("2021/22", "2021SJ00"),
        ("2021/2022", "2021SJ00"),
        ("schooljaar 1999/'00", "1999SJ00"),
        ("2021SJ00", "2021SJ00"),
    ]
)
def test_known_forms_are_read(written: object, code: str) -> None:
    assert parse_period(written).code == code


@for_each(
    [
        *("", "2021KW05", "2021KW00", "2021MM13", "2021JJ01", "5e kwartaal 2021", "2021-13", "13-2021"),
        *("14-04-2023", "2021/'23", "21", "twintig", "2021W01", "1e halfjaar 2021", "brumaire 2021", None),
        *("²⁰²¹", "٢٠٢١", "2021/2122", "9999", "31-02-2021"),
    ]
)
def test_anything_else_is_refused_with_an_example(written: object) -> None:
    with pytest.raises(Invalid, match="Schrijf bijvoorbeeld 2021"):
        parse_period(written)


@given(periods)
def test_a_period_is_itself_after_every_way_of_writing(period: Period) -> None:
    assert period_of(period.code) == period
    assert parse_period(period.code) == parse_period(period.text) == parse_period(period.short) == period


@given(periods)
def test_periods_follow_each_other(period: Period) -> None:
    later = period.next()
    assert later.rhythm == period.rhythm
    assert later.ends > period.ends
    assert later.place > period.place
    assert period.year_earlier() < period
    assert period.year_earlier().ends < period.ends
    assert (later.ends - period.ends).days <= 366


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(written: str) -> None:
    with suppress(Invalid):
        assert period_of(parse_period(written).code).text


def test_a_code_is_not_free_text() -> None:
    with pytest.raises(Invalid):
        period_of("2021")


# ------------------------------------------------------------------------------ regions


@for_each(
    [
        ("PV27  ", "PV27"),
        ("am18", "AM18"),
        ("Nederland", "NL01"),
        ("Noord-Holland (PV)", "PV27"),
        ("Groot Amsterdam (AM)", "AM18"),
        ("Groot-Amsterdam (CR)", "CR23"),
        ("Zaanstreek-Waterland", "AM17"),
        ("Zaanstreek/Waterland (AM)", "AM17"),
        ("Het Gooi en Vechtstreek (CR)", "CR24"),
        ("Gooi en Vechtstreek (AM)", "AM12"),
        ("Bergen (NH.)", "GM0373"),
        ("Zaanstad", "GM0479"),
    ]
)
def test_regions_are_known_by_code_and_name(written: str, code: str) -> None:
    assert parse_region(written) == code


@pytest.mark.parametrize(
    "written", ["Groot Amsterdam", "Groot-Amsterdam", "Zaanstreek", "Gooi en Vechtstreek"]
)
def test_a_name_that_two_divisions_share_is_never_guessed(written: str) -> None:
    with pytest.raises(Invalid, match="arbeidsmarktregio of een COROP-gebied"):
        parse_region(written)


@pytest.mark.parametrize("written", ["", "Utrecht", "PV99", "Groot Amsterdam (PV)", "(AM)", None])
def test_an_unknown_region_is_refused(written: object) -> None:
    with pytest.raises(Invalid, match="niet bekend"):
        parse_region(written)


def test_a_corop_area_is_labelled_as_one() -> None:
    assert region_label("CR23") == "Groot-Amsterdam (COROP-gebied)"
    assert region_label("AM18") == "Groot Amsterdam"
    assert len(MUNICIPALITIES) == 46
    assert all(parse_region(code) == code for code in REGION_NAMES)
