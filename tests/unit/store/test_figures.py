"""Figures in the store: deliveries land whole, stay as they were, replace each other, can be taken back."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from lib.model.figures import Observation
from lib.model.kinds import Invalid
from lib.model.periods import Period
from lib.model.record import change_sentence
from lib.store import figures, history, records
from lib.store.figures import Delivery
from lib.store.file import connection
from lib.store.file.connection import reading, writing
from tests.unit import desk
from tests.unit.cases import for_each

UWV = Delivery("UWV", "WW per regio", "UWV", retrieved_from="bestand ww.csv", retrieved_on="2023-02-16")
JANUARY = Period(2023, 1, "maand")
ONE = Observation("ww", "AM37", JANUARY, 5200.0, status="voorlopig")


def accept(path: Path, *observations: Observation, seen: int | None = None) -> int:
    with writing(path, desk.ANNA) as db:
        return figures.add_set(db, UWV, observations, seen)


def newest(path: Path, indicator: str, region: str, at: str | None = None) -> Observation | None:
    with reading(path, at) as db:
        found = figures.newest(db, [(indicator, region)], figures.current_sets(db))
    return found[indicator, region][0] if found else None


def taken_back(path: Path, set_id: int) -> None:
    with writing(path, desk.ANNA, "Verkeerd bestand") as db:
        records.withdraw(db, "figure_set", set_id, 1)


def rows(path: Path) -> int:
    with reading(path) as db:
        return int(db.execute("SELECT count(*) FROM observation").fetchone()[0])


# ---------------------------------------------------------------------- the first filling


def test_a_first_start_holds_every_published_figure_with_its_source(path: Path) -> None:
    with (connection.DATA / "figures.csv").open(encoding="utf-8", newline="") as file:
        written = list(csv.DictReader(file))
    assert rows(path) == len(written) > 1_000
    with reading(path) as db:
        known = {one.id: one for one in figures.indicators(db)}
        sets = figures.current_sets(db)
        assert {one.source for one in sets.values()} == {row["source"] for row in written}
        assert all(one.retrieved_from and one.publisher and one.title for one in sets.values())
        assert sum(one.size for one in sets.values()) == len(written)
    waiting = {key for key, one in known.items() if one.theme == "beroepen"}
    assert {row["indicator"] for row in written} == set(known) - waiting
    assert all(one.definition and one.source and one.scales for one in known.values())
    found = newest(path, "werkloosheid", "PV27")
    assert found is not None
    assert (found.value, found.period.code) == (3.9, "2023KW02")


def test_nothing_of_it_counts_as_a_change(path: Path) -> None:
    with reading(path) as db:
        assert history.newest(db) == history.seeded(db)


# ---------------------------------------------------------------------------- deliveries


def test_a_delivery_replaces_the_former_one_of_its_source_only(path: Path) -> None:
    first = accept(path, ONE, replace(ONE, region="AM17", value=2700.0))
    accept(path, replace(ONE, value=5300.0))
    assert newest(path, "ww", "AM37") == replace(ONE, value=5300.0, set_id=first + 1)
    seeded = newest(path, "ww", "AM17")
    assert seeded is not None
    assert seeded.value == 4234, "what the newest delivery no longer has, counts no more"
    with reading(path) as db:
        assert [one.value for one in figures.observations_of(db, first)] == [2700.0, 5200.0]


def test_where_two_sources_meet_the_last_accepted_counts(path: Path) -> None:
    accept(path, Observation("ww", "AM17", Period(2021, 9, "maand"), 4235.0))
    with reading(path) as db:
        found = figures.series(db, "ww", ["AM17"], figures.current_sets(db))
    assert [(one.period.code, one.value) for one in found][-1] == ("2021MM09", 4235.0)
    assert len({one.key for one in found}) == len(found) == 4


def test_taking_back_brings_the_former_delivery_back(path: Path) -> None:
    accept(path, ONE)
    second = accept(path, replace(ONE, value=1.0))
    taken_back(path, second)
    found = newest(path, "ww", "AM37")
    assert found is not None
    assert found.value == 5200.0
    with writing(path, desk.BRAM, "Nog eens") as db, pytest.raises(Invalid, match="ingetrokken"):
        records.withdraw(db, "figure_set", second, 2)


def test_a_past_moment_shows_the_figures_of_then(path: Path) -> None:
    accept(path, ONE)
    with reading(path) as db:
        then = history.last_change(db)
    assert then is not None
    last = accept(path, replace(ONE, value=9.0))
    taken_back(path, last)
    accept(path, replace(ONE, value=7.0))
    now, before = newest(path, "ww", "AM37"), newest(path, "ww", "AM37", then[0])
    assert now is not None
    assert before is not None
    assert (now.value, before.value) == (7.0, 5200.0)
    assert newest(path, "ww", "AM37", "2021-01-01T00:00:00.000Z") is None
    assert desk.state(path) == desk.replayed(path)


@for_each(
    [
        (replace(ONE, region="CR23"), "bestaat niet voor Groot-Amsterdam"),
        (replace(ONE, indicator="werk"), "bestaat niet"),
        (replace(ONE, value=float("nan")), "geen getal"),
        (replace(ONE, region="AM12", value=None), "een waarde of een reden"),
        (ONE, "twee keer"),
    ],
    "path",
)
def test_a_delivery_lands_whole_or_not_at_all(path: Path, wrong: Observation, words: str) -> None:
    before, count = desk.state(path), rows(path)
    with pytest.raises(Invalid, match=words):
        accept(path, ONE, wrong)
    with pytest.raises(Invalid, match="geen cijfers"):
        accept(path)
    assert (desk.state(path), rows(path)) == (before, count)


def test_what_a_colleague_accepted_meanwhile_is_not_overwritten(path: Path) -> None:
    first = accept(path, ONE, seen=0)
    with pytest.raises(Invalid, match="Anna heeft intussen"):
        accept(path, ONE, seen=0)
    assert accept(path, replace(ONE, value=1.0), seen=first) == first + 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE observation SET value = 0",
        "DELETE FROM observation",
        "INSERT INTO observation SELECT 'ww', 'AM12', '2023-01-31', '2023MM01', 1, 1.0, '', '', '', '', ''",
        "INSERT OR REPLACE INTO observation SELECT * FROM observation LIMIT 1",
    ],
)
def test_an_accepted_delivery_is_sealed_for_every_program(path: Path, statement: str) -> None:
    with (
        closing(sqlite3.connect(path)) as bare,
        pytest.raises(sqlite3.IntegrityError, match="levering van cijfers verandert niet"),
    ):
        bare.execute(statement)


def test_column_names_are_remembered_per_source(path: Path) -> None:
    with writing(path, desk.ANNA) as db:
        assert figures.mapping(db, "UWV") == {}
        figures.remember_mapping(db, "UWV", {"region": "Regio", "value": "Aantal"})
        figures.remember_mapping(db, "UWV", {"region": "Regio", "value": "WW"})
        figures.remember_mapping(db, "UWV", {"region": "Regio", "value": "WW"})
        assert figures.mapping(db, "UWV") == {"region": "Regio", "value": "WW"}
    assert [one["row"]["version"] for one in desk.entries(path, "figure_mapping", "UWV")] == [1, 2]


def test_the_history_tells_of_deliveries_at_action_ten(path: Path) -> None:
    with reading(path) as db:
        before = history.newest(db)
    taken_back(path, accept(path, ONE))
    with reading(path) as db:
        changes = history.changes_about(db, "10", history.newest(db))
    told = [change_sentence(one, {}) for one in changes if one.history_id > before]
    assert [one for one in told if one] == [
        "Inlezen ongedaan gemaakt: UWV, WW per regio – Verkeerd bestand.",
        "Cijfers overgenomen: UWV, WW per regio (1 cijfers).",
    ]


def test_regions_with_figures_are_found(path: Path) -> None:
    with reading(path) as db:
        counting = figures.current_sets(db)
        assert figures.regions_of(db, "ww", counting) == ["AM12", "AM15", "AM17", "AM18", "AM37", "NL01"]
        assert figures.regions_of(db, "onbenut", counting)[:2] == ["GM0362", "GM0363"]
        assert figures.regions_of(db, "geluk", counting) == []


# ------------------------------------------------------------------------------- effects


def add_effect(path: Path, **values: str) -> int:
    with writing(path, desk.ANNA) as db:
        return figures.add_effect(db, {**desk.EFFECT, **values})


def test_an_effect_keeps_the_figure_it_starts_from(path: Path) -> None:
    number = add_effect(path)
    accept(path, Observation("ww", "AM15", Period(2021, 9, "maand"), 1.0))
    with reading(path) as db:
        [one] = figures.effects(db)
    assert (one.id, one.value, one.baseline_period.text) == (number, 6881.0, "september 2021")
    assert desk.save(path, {"direction": "gelijk"}, row=("effect", number)) == 2
    with writing(path, desk.ANNA, "Dubbel") as db:
        records.withdraw(db, "effect", number, 2)
    with reading(path) as db:
        assert figures.effects(db) == []


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"sentence": " "}, "nog leeg"),
        ({"direction": "zijwaarts"}, "bestaat niet"),
        ({"indicator": "geluk"}, "bestaat niet"),
        ({"period": "2020MM01"}, "geen cijfer bekend"),
        ({"region": "PV27"}, "geen cijfer bekend"),
        ({"action_id": "99"}, "bestaat niet"),
        ({"value": "1"}, "kan hier niet"),
    ],
)
def test_an_effect_without_a_known_start_is_refused(path: Path, values: dict[str, str], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        add_effect(path, **values)


def test_an_ended_action_takes_no_effects(path: Path) -> None:
    desk.move(path, "beeindigd")
    with pytest.raises(Invalid, match="beëindigd"):
        add_effect(path)
