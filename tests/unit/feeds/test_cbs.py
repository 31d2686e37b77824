"""Refreshing from CBS, against a server that speaks its protocol, faults included."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from lib.feeds import cbs
from lib.feeds.comparison import compare
from lib.feeds.feed import Feed, FeedProblem, Row
from lib.model.figures import Observation
from lib.model.periods import Period
from lib.model.regions import REGION_NAMES
from lib.store.file import connection
from lib.store.seed.files import load
from tests.cbs_server import RATE, Story, cbs_feed, data_row

TABLE = next(one for one in cbs.tables() if one.id == "85268NED")


def fetched(story: Story, pauses: list[float] | None = None, seconds: float = 10.0) -> cbs.Fetched:
    with cbs_feed(story) as address:
        waited = pauses if pauses is not None else []
        return cbs.fetch(TABLE, Feed(address, waited.append, seconds))


def rates(found: cbs.Fetched) -> dict[tuple[str, str], tuple[float | None, str, str]]:
    return {
        (one.region, one.period.code): (one.value, one.absent, one.status)
        for one in found.observations
        if one.indicator == "werkloosheid"
    }


def test_padded_keys_pages_nulls_and_points_are_read_as_cbs_means_them() -> None:
    story = Story()
    found = fetched(story)
    assert rates(found) == {
        ("NL01", "2023KW02"): (3.4, "", "definitief"),
        ("PV27", "2023KW02"): (3.9, "", "definitief"),
        ("NL01", "2023KW03"): (3.6, "", "nader voorlopig"),
        ("PV27", "2023KW03"): (4.1, "", "nader voorlopig"),
        ("PV27", "2023KW04"): (None, "onbekend", "voorlopig"),
    }
    assert found.modified == "2023-11-16"
    assert {one.absent for one in found.observations if one.indicator == "werkzaam"} == {"onbekend"}
    assert {one.basis for one in found.observations} == {"EBB-methode vanaf 2021"}
    assert any("$skip=4" in one for one in story.asked), "the second page was asked"
    assert "trim(RegioS) eq 'PV27'" in story.asked[-1]
    assert not any("GM0363" in one for one in story.asked), "only regions that the table has"


def test_progress_is_told_and_only_grows() -> None:
    shares: list[float] = []
    with cbs_feed(Story()) as address:
        cbs.fetch(TABLE, Feed(address), lambda share, _text: shares.append(share))
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1


@pytest.mark.parametrize("fault", [500, 503, 429, "hang up"])
def test_a_stumble_is_tried_again_with_longer_pauses(fault: int | str) -> None:
    pauses: list[float] = []
    assert rates(fetched(Story(faults=[fault, fault], fault_in="TypedDataSet"), pauses))
    assert pauses == [1.0, 2.0]


@pytest.mark.parametrize(
    ("faults", "why"),
    [
        ([500] * 3, "antwoordt niet goed"),
        (["hang up"] * 3, "niet bereikbaar"),
        ([404], "kent deze tabel niet"),
        ([400], "weigert deze vraag"),
        (["garbage"], "niet te lezen"),
        (["list"], "niet de vorm"),
        (["no value"], "niet de vorm"),
        (["elsewhere"], "een ander adres"),
        (["circle", "circle"], "steeds dezelfde"),
    ],
)
@pytest.mark.parametrize("part", ["TableInfos", "Perioden", "TypedDataSet"])
def test_a_failure_is_one_sentence(faults: list[int | str], why: str, part: str) -> None:
    with pytest.raises(FeedProblem, match=why) as failed:
        fetched(Story(faults=list(faults), fault_in=part))
    assert failed.value.sentence.endswith("Er is niets gewijzigd; de cijfers die u had staan er nog.")


def test_who_does_not_answer_is_not_waited_for() -> None:
    with pytest.raises(FeedProblem, match=r"niet bereikbaar\. We hebben het 3 keer geprobeerd"):
        fetched(Story(silent=threading.Event()), seconds=0.05)


def test_nobody_there() -> None:
    with cbs_feed(Story()) as address:
        pass
    with pytest.raises(FeedProblem, match="niet bereikbaar"):
        cbs.fetch(TABLE, Feed(address, lambda _seconds: None))


def test_a_table_that_changed_shape_is_refused() -> None:
    story = Story()
    with pytest.raises(FeedProblem, match="geen kolom met de titel “Werkloosheidspercentage”"):
        fetched(Story(properties=[row for row in story.properties if row["Key"] != RATE]))
    twice = [*story.properties, {"Type": "Topic", "Key": "Andere_99", "Title": "Werkloosheidspercentage"}]
    with pytest.raises(FeedProblem, match="meer dan één kolom"):
        fetched(Story(properties=twice))
    with pytest.raises(FeedProblem, match="geen gebieden of geen perioden"):
        fetched(Story(properties=[row for row in story.properties if row["Key"] != "RegioS"]))
    with pytest.raises(FeedProblem, match="niet te lezen"):
        fetched(Story(rows=[data_row(1, "PV27", "2023KW02", "veel")]))
    with pytest.raises(FeedProblem, match="niet te lezen"):
        fetched(Story(rows=[data_row(1, "PV27", "2023W002", 1.0)]))
    with pytest.raises(FeedProblem, match="geen cijfers"):
        fetched(Story(rows=[]))


def of_table(table_id: str, story: Story) -> list[Observation]:
    table = next(one for one in cbs.tables() if one.id == table_id)
    with cbs_feed(story) as address:
        return list(cbs.fetch(table, Feed(address)).observations)


def columns(measure: str, *dimensions: str) -> list[Row]:
    """The description of a table with these dimensions and one measure."""
    kinds = {"RegioS": "GeoDimension", "Perioden": "TimeDimension"}
    found = [{"Type": kinds.get(one, "Dimension"), "Key": one, "Title": one} for one in dimensions]
    return [*found, {"Type": "Topic", "Key": "Maat_1", "Title": measure}]


def test_a_table_about_the_country_has_no_regions_and_only_its_months_are_read() -> None:
    properties = columns("Niet-seizoengecorrigeerd", "Perioden")
    cells = (("2026MM04", 196.1), ("2025JJ00", 190.0), ("2026KW01", 200.0))
    rows = [{"ID": n, "Perioden": period, "Maat_1": value} for n, (period, value) in enumerate(cells)]
    [found] = of_table("37789ksz", Story(rows=rows, properties=properties))
    assert (found.indicator, found.region, found.period.code) == ("ww", "NL01", "2026MM04")
    assert (found.value, found.basis) == (196100.0, "UWV-telling, gepubliceerd door CBS")


def test_a_figure_with_a_margin_carries_both_bounds_in_words() -> None:
    names = ("RegioS", "Perioden", "Geslacht", "Leeftijd", "Marges")
    properties = columns("Personen met een werkloosheidsuitkering", *names)
    cells = (
        ("MW00000", "T001038", 15210), ("MOG0095", "T001038", 14210), ("MBG0095", "T001038", 16210),
        ("MW00000", "3000   ", 8000), ("MOG0095", "3000   ", 7000),
    )  # fmt: skip
    rows = [
        {"ID": n, "RegioS": "PV27  ", "Perioden": "2025MM10", "Geslacht": sex, "Leeftijd": "10000  ",
         "Marges": margin, "Maat_1": value}
        for n, (margin, sex, value) in enumerate(cells)
    ]  # fmt: skip
    [found] = of_table("85554NED", Story(rows=rows, properties=properties))
    assert (found.indicator, found.region, found.value) == ("ww_personen", "PV27", 15210.0)
    assert found.note == "95%-marge: 14.210 tot 16.210"
    alone = of_table("85554NED", Story(rows=rows[:2], properties=properties))
    assert [one.note for one in alone] == [""]


def test_the_series_of_the_country_is_read_as_it_was_counted_not_as_it_was_corrected() -> None:
    rates = {"Werkloosheidspercentage": 4.1, "Nettoarbeidsparticipatie": 73.1, "Brutoarbeidsparticipatie": 76}
    people = {
        "Beroepsbevolking": 10_300,
        "Werkzame beroepsbevolking": 9_900,
        "Werkloze beroepsbevolking": 400,
    }
    names = rates | people
    topics = [{"Type": "Topic", "Key": f"M_{n}", "Title": title} for n, title in enumerate(names)]
    own = columns("", "Perioden", "Geslacht", "SeizoenEnWerkdagcorrectie")[:3]
    values = {f"M_{n}": value for n, value in enumerate(names.values())}
    rows = [
        {"ID": n, "Perioden": "2026KW02", "Geslacht": "T001038", "SeizoenEnWerkdagcorrectie": key, **values}
        for n, key in enumerate(("A042500", "A042501"))
    ]
    found = of_table("85224NED", Story(rows=rows, properties=[*own, *topics]))
    assert {one.indicator: one.value for one in found}["werkloosheid"] == 4.1
    assert {(one.region, one.basis) for one in found} == {
        ("NL01", "EBB-methode vanaf 2021 (door CBS herberekend vanaf 2013)")
    }
    assert len(found) == 6


@pytest.mark.parametrize("title", ["07 Techniek, industrie en bouwkunde", "Iets anders"])
def test_students_of_technology_are_found_by_the_title_of_their_study(title: str) -> None:
    story = Story(properties=columns("Mbo-studenten", "RegioS", "Perioden", "Studierichting"))
    story.rows = [
        {"ID": n, "RegioS": "PV27  ", "Perioden": "2023SJ00", "Studierichting": study, "Maat_1": value}
        for n, (study, value) in enumerate((("T001072", 75_000), ("A0007  ", 12_300)))
    ]
    story.more = {
        "Studierichting": [{"Key": "T001072", "Title": "Totaal"}, {"Key": "A0007  ", "Title": title}]
    }
    if title == "Iets anders":
        with pytest.raises(FeedProblem, match="bij “Studierichting” niet één keer"):
            of_table("85353NED", story)
        return
    [found] = of_table("85353NED", story)
    assert (found.indicator, found.region, found.period.code, found.value) == (
        "mbo_techniek", "PV27", "2023SJ00", 12_300.0
    )  # fmt: skip


def test_every_table_asks_for_what_we_know() -> None:
    known = {entry["id"]: entry for entry in load(connection.DATA / "indicators.toml")["indicator"]}
    for table in cbs.tables():
        assert set(table.regions) <= set(REGION_NAMES)
        for measure in table.measures:
            scales = known[measure.indicator]["scales"].split()
            assert {region[:2] for region in table.regions} <= set(scales)
    jobs = next(one for one in cbs.tables() if one.id == "83582NED")
    assert jobs.basis_of("CR23", "2022MM12") == "met Weesp bij Het Gooi en Vechtstreek"
    assert jobs.basis_of("CR24", "2023MM12") == "met Weesp bij Groot-Amsterdam"
    assert jobs.basis_of("CR18", "2023MM12") == ""


def test_a_comparison_counts_every_figure_once() -> None:
    one = Observation("ww", "AM15", Period(2023, 1, "maand"), 5.0)
    other, third = replace(one, region="AM17"), replace(one, region="AM18")
    found = compare([one, other], [replace(one, value=6.0), third])
    assert [new.value for _, new in found.changed] == [6.0]
    assert (found.new, found.gone, found.same) == ([third], [other], 0)
    assert found.text == "1 nieuw, 1 gewijzigd, 1 verdwenen en 0 gelijk gebleven"
    assert not compare([one], [replace(one, set_id=7, note="zelfde")]).differs
