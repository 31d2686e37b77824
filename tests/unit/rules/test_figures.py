"""The honesty rules: what may not be concluded from figures is not computed, drawn, summed or stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from lib.model.figures import LOOSE, TENSION, Indicator, Observation
from lib.model.kinds import Invalid
from lib.model.periods import Period
from lib.model.regions import MERGERS, REGION_NAMES, parts_of
from lib.rules import coverage, figures
from lib.rules.figure_words import difference_text, judged, tension_text, value_text
from lib.rules.figures import NO_SUM, breaks, change, segments, total
from tests.unit.cases import for_each

RATE = Indicator(
    "werkloosheid", 1, "Werkloosheidspercentage", "Werkloosheid", "%", 1, "", "CBS", "beroepsbevolking", True,
    "omlaag", "werkloosheid", "NL PV AM CR GM", 20, False,
)  # fmt: skip
COUNT = replace(
    RATE, id="ww", name="WW-uitkeringen", unit="uitkeringen", decimals=0, concept="ww", scales="AM"
)
CLASS = replace(RATE, id="spanning", name="Spanning", unit="klasse", scales="AM", words=True)
REGIONS = ("AM12", "AM15", "AM17", "AM18", "AM37")


def year(number: int, value: float | None = 1.0, basis: str = "", region: str = "PV27") -> Observation:
    absent = "" if value is not None else "onbekend"
    return Observation(RATE.id, region, Period(number, 0, "jaar"), value, absent=absent, basis=basis)


# ------------------------------------------------------------------------------- change


def test_a_change_is_about_the_same_period_a_year_earlier() -> None:
    found = change(year(2022, 3.8), year(2021, 4.8))
    assert (found.difference, found.sign) == (-1.0, "▼")
    assert difference_text(RATE, found) == "▼ 1,0 procentpunt"
    assert judged(RATE, found) == "gunstig"
    assert judged(replace(RATE, direction=""), found) == ""
    with pytest.raises(ValueError, match="a year apart"):
        change(year(2022), year(2020))


def test_no_change_is_computed_across_a_break() -> None:
    found = change(year(2021, 4.8, "nieuw"), year(2020, 4.1, "oud"))
    assert found.difference is None
    assert found.sign == ""
    assert found.why_not == "niet vergelijkbaar met 2020: andere meetwijze"


def test_no_change_without_two_values() -> None:
    assert change(year(2022), None).why_not == "geen cijfer over 2021"
    assert change(year(2022), year(2021, None)).why_not == "geen cijfer over 2021"
    assert change(year(2022, None), year(2021)).why_not == "er is geen cijfer"
    words = replace(year(2022, None), absent="", label="krap")
    assert change(words, year(2021)).difference is None


series_of = st.lists(
    st.tuples(
        st.integers(2000, 2030),
        st.none() | st.floats(0, 100, allow_nan=False),
        st.sampled_from(["oud", "nieuw"]),
    ),
    unique_by=lambda one: one[0],
    max_size=15,
).map(lambda found: [year(*one) for one in found])


@given(series_of)
def test_a_line_joins_only_neighbours_measured_the_same_way(series: Sequence[Observation]) -> None:
    runs = segments(series)
    drawn = [one for run in runs for one in run]
    assert sorted(drawn, key=lambda one: one.period) == drawn
    assert {one.key for one in drawn} == {one.key for one in series if one.value is not None}
    for run in runs:
        assert len({one.basis for one in run}) == 1
        assert [one.period.year for one in run] == list(
            range(run[0].period.year, run[0].period.year + len(run))
        )
    for found in breaks(series):
        assert found.before != found.after
        assert not any(run[0].period < found.first_after.period <= run[-1].period for run in runs), (
            "no run passes a break"
        )


def test_a_break_says_from_when_and_why() -> None:
    [found] = breaks([year(2021, 4.8, "EBB-methode vanaf 2021"), year(2020, 4.1, "oud")])
    assert found.text == "vanaf 2021 niet vergelijkbaar: EBB-methode vanaf 2021"


# --------------------------------------------------------------------------------- sums


def ww(region: str, value: float | None) -> Observation:
    return replace(year(2021, value, region=region), indicator="ww")


def test_a_sum_with_a_missing_part_says_so() -> None:
    found = total([ww("AM15", 8191), ww("AM17", 5094), ww("AM37", 5746)], REGIONS)
    assert (found.value, found.missing) == (19031, ("AM12", "AM18"))
    assert found.text == "onvolledig: 2 van 5 gebieden ontbreken"
    assert total([], REGIONS).value is None
    secret = [ww(region, 1) for region in REGIONS[1:]] + [ww("AM12", None)]
    assert total(secret, REGIONS).missing == ("AM12",)
    assert total([ww(region, 1) for region in REGIONS], REGIONS).text == "som van vijf gebieden"


def test_the_province_is_never_a_sum_of_regions() -> None:
    with pytest.raises(Invalid, match="niet de som van de vijf") as refused:
        total([ww(region, 1) for region in REGIONS], REGIONS, into="PV27")
    assert NO_SUM in refused.value.sentence


def test_divisions_and_ways_of_measuring_are_not_mixed_in_a_sum() -> None:
    with pytest.raises(Invalid, match="dubbel tellen"):
        total([ww("AM18", 1), ww("CR23", 1)], ("AM18", "CR23"))
    with pytest.raises(Invalid, match="dezelfde manier"):
        total([ww("AM18", 1), replace(ww("AM17", 1), basis="x")], ("AM18", "AM17"))
    assert not figures.may_sum(RATE)
    assert not figures.may_sum(CLASS)
    assert figures.may_sum(COUNT)


@given(st.lists(st.sampled_from(REGIONS), unique=True), st.lists(st.floats(0, 1e6), min_size=5, max_size=5))
def test_a_sum_is_complete_only_with_every_part(present: list[str], values: list[float]) -> None:
    found = total([ww(region, value) for region, value in zip(present, values, strict=False)], REGIONS)
    assert found.complete == (len(present) == 5)
    assert set(found.missing) == set(REGIONS) - set(present)
    assert found.value == (pytest.approx(sum(values[: len(present)])) if present else None)


# --------------------------------------------------------------------- what may be stored


def test_tension_per_region_is_a_class_with_or_without_its_number() -> None:
    krap = Observation("spanning", "AM15", Period(2019, 2, "kwartaal"), label="krap")
    figures.check(CLASS, krap)
    figures.check(CLASS, replace(krap, value=2.41))
    for wrong in (replace(krap, value=2.4, label=""), replace(krap, value=4.0), replace(krap, value=1.49)):
        with pytest.raises(Invalid, match="hoort bij de klasse"):
            figures.check(CLASS, wrong)
    with pytest.raises(Invalid, match="geen klasse van"):
        figures.check(CLASS, replace(krap, label="2,4"))
    with pytest.raises(Invalid, match="een waarde of een reden"):
        figures.check(CLASS, replace(krap, absent="geheim"))
    with pytest.raises(Invalid, match="geen getal"):
        figures.check(RATE, replace(krap, indicator=RATE.id))
    assert value_text(CLASS, krap) == "krap"
    assert value_text(replace(CLASS, decimals=2), replace(krap, value=2.41)) == "krap (2,41)"
    assert tension_text("krap").startswith("krap (1,50 tot 4,00 vacatures per persoon")
    assert tension_text("zeer krap").startswith("zeer krap (4,00 of meer")


def test_the_thresholds_of_tension_touch_each_other() -> None:
    bounds = list(TENSION.values())
    assert [upper for _, upper in bounds[:-1]] == [lower for lower, _ in bounds[1:]]
    assert bounds[0][0] == 0
    assert bounds[-1][1] is None
    assert [figures.class_of(lower) for lower, _ in bounds] == list(TENSION)


@for_each([code for code in REGION_NAMES if not code.startswith("AM")])
def test_a_figure_stays_on_the_scales_of_its_source(region: str) -> None:
    with pytest.raises(Invalid, match="bestaat niet voor"):
        figures.check(COUNT, ww(region, 1))


def test_a_figure_has_a_value_or_a_reason() -> None:
    figures.check(RATE, year(2021, None))
    for wrong in (replace(year(2021), absent="geheim"), replace(year(2021, None), absent="")):
        with pytest.raises(Invalid, match="een waarde of een reden"):
            figures.check(RATE, wrong)
    with pytest.raises(Invalid, match="niet bekend"):
        figures.check(RATE, year(2021, region="XX01"))


def test_a_share_lies_between_none_and_all() -> None:
    for wrong in (5200.0, 100.1, -0.1):
        with pytest.raises(Invalid, match="tussen 0 en 100"):
            figures.check(RATE, year(2021, wrong))
    with pytest.raises(Invalid, match="nooit negatief"):
        figures.check(COUNT, ww("AM15", -1))
    figures.check(COUNT, ww("AM15", 5200))


def test_ww_is_not_unemployment() -> None:
    for indicator, column in ((RATE, "WW-percentage"), (RATE, "Lopende uitkeringen"), (COUNT, "Werklozen")):
        with pytest.raises(Invalid, match="geen werkloosheid"):
            figures.check_name(indicator, column)
    figures.check_name(RATE, "Werkloosheidspercentage")
    figures.check_name(COUNT, "WW-uitkeringen (werkloosheidswet)")


# ------------------------------------------------------------------------------ coverage

TODAY = date(2024, 6, 1)


def test_each_cell_says_how_it_stands() -> None:
    def state(one: Observation | None, region: str = "PV27", indicator: Indicator = RATE) -> str:
        return coverage.cell(indicator, region, one, None, TODAY).state

    assert state(year(2023)) == coverage.FRESH
    assert state(year(2021)) == coverage.STALE
    assert state(year(2023, None)) == coverage.ABSENT
    assert state(replace(year(2023, None), absent="geheim")) == coverage.SECRET
    assert state(None) == coverage.MISSING
    assert state(None, "PV27", COUNT) == coverage.UNPUBLISHED
    assert coverage.cell(RATE, "PV27", replace(year(2023), status="voorlopig"), None, TODAY).provisional


def test_the_measure_counts_what_we_have_of_what_is_published() -> None:
    cells = [coverage.cell(RATE, "PV27", one, None, TODAY) for one in (year(2023), year(2020), None)]
    cells.append(coverage.cell(COUNT, "PV27", None, None, TODAY))
    cells.append(coverage.cell(COUNT, "PV27", replace(ww("PV27", 5)), None, TODAY))
    found = coverage.coverage(cells)
    assert found == coverage.Coverage(cells=5, published=3, fresh=1, stale=1, summed=1)
    assert (found.filled, found.unpublished) == (2, 2)


def test_a_figure_of_a_quarter_is_out_of_date_sooner_than_one_of_a_year() -> None:
    quarter, whole = Period(2022, 4, "kwartaal"), Period(2022, 0, "jaar")
    assert coverage.fresh_months(RATE, whole) == RATE.fresh_months > coverage.FRESH_QUARTER
    assert coverage.fresh_months(RATE, quarter) == coverage.FRESH_QUARTER
    later = date(2023, 10, 1)
    states = [coverage.state_of(RATE, replace(year(2022), period=one), later) for one in (whole, quarter)]
    assert states == [coverage.FRESH, coverage.STALE]


# ------------------------------------------------------------ loose numbers, sums of municipalities


def test_no_line_and_no_break_goes_through_loose_numbers_from_the_news() -> None:
    months = [
        Observation("ww", "AM18", Period(2022, month, "maand"), 16000.0 - month, basis=basis)
        for month, basis in ((3, LOOSE), (4, LOOSE), (5, "UWV"), (6, "UWV"))
    ]
    assert [len(run) for run in segments(months)] == [1, 1, 2]
    assert breaks(months) == []


TOWN_COUNT = replace(COUNT, id="banen_F", scales="NL PV CR GM")


def towns_of(region: str, period: Period, *, without: str = "") -> list[Observation]:
    return [
        Observation("banen_F", town, period, 1.5, status="definitief", basis="CBS")
        for town in parts_of(region, period.begins, period.ends)
        if town != without
    ]


def test_municipalities_are_added_up_where_all_are_there_and_nobody_publishes_it() -> None:
    december = Period(2024, 12, "maand")
    [found] = figures.municipal_sums(TOWN_COUNT, "AM12", towns_of("AM12", december))
    assert (found.region, found.value, found.basis) == ("AM12", 10.5, "eigen som van 7 gemeenten (CBS)")
    assert "die er alle een cijfer hebben" in found.note
    assert figures.municipal_sums(TOWN_COUNT, "AM12", towns_of("AM12", december, without="GM1696")) == []
    other = [replace(one, basis="anders") for one in towns_of("AM12", december)[:1]]
    assert figures.municipal_sums(TOWN_COUNT, "AM12", [*towns_of("AM12", december)[1:], *other]) == []
    assert figures.municipal_sums(TOWN_COUNT, "CR24", towns_of("CR24", december)) == [], "CBS has it"
    for region in ("PV27", "NL01", "GM0363"):
        assert figures.municipal_sums(TOWN_COUNT, region, towns_of("AM12", december)) == []
    assert not figures.can_be_summed(replace(RATE, scales="NL GM"), "AM12")


def test_no_sum_is_made_of_a_time_in_which_the_municipalities_were_others() -> None:
    assert towns_of("AM18", Period(2021, 12, "maand")) == [], "Weesp was not yet a part of Amsterdam"
    assert towns_of("AM18", Period(2022, 0, "jaar")) == [], "it became so in the course of the year"
    assert len(towns_of("AM18", Period(2022, 4, "maand"))) == 8


def test_wijdemeren_is_a_part_of_hilversum_from_2027_on() -> None:
    assert "GM1696" in parts_of("AM12", date(2026, 1, 1), date(2026, 12, 31))
    later = parts_of("AM12", date(2027, 1, 1), date(2027, 12, 31))
    assert "GM1696" not in later
    assert len(later) == 6
    assert parts_of("AM12", date(2026, 8, 1), date(2027, 7, 31)) == (), "a school year holds both"
    [merger] = MERGERS
    assert (merger.into, merger.source) == ("GM0402", "rijksoverheid.nl, 21 november 2025")


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 400))
def test_a_fresh_figure_only_gets_stale(day: date, later: int) -> None:
    one = year(2020)
    states = [coverage.state_of(RATE, one, d) for d in (day, date.fromordinal(day.toordinal() + later))]
    assert states != [coverage.STALE, coverage.FRESH]


def test_a_map_gets_only_regions_with_a_figure() -> None:
    found = coverage.value_by_region(
        [ww("AM15", 5), ww("AM17", None), replace(ww("AM18", 7), period=Period(2020, 0, "jaar"))],
        "ww",
        "2021JJ00",
    )
    assert {region: one.value for region, one in found.items()} == {"AM15": 5}


def test_a_map_compares_in_the_newest_period_that_most_regions_have() -> None:
    later, earlier = Period(2022, 0, "jaar"), Period(2020, 0, "jaar")
    both = [replace(ww(code, 7), period=one) for code in ("AM15", "AM18") for one in (earlier, later)]
    alone = replace(ww("AM15", 9), period=Period(2023, 0, "jaar"))
    empty = replace(ww("AM18", None), period=Period(2023, 0, "jaar"))
    assert coverage.fullest_period([*both, alone, empty], "ww") == later
    assert coverage.fullest_period([*both, alone], "spanning") is None
