"""Finding by a word: parts of words, accents, kinds, and the agenda as it was at a moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.store import records
from lib.store.file.connection import reading, writing
from lib.store.finding.entries import KINDS, entries
from lib.store.finding.index import find, index_of
from tests.unit import desk


def titles(path: Path, asked: str, at: str | None = None) -> list[str]:
    return [entry.title for entry in find(path, asked, at)]


@pytest.mark.parametrize(
    "asked", ["instroom", "zijinstroom", "zij-inst", "ZIJ INSTROOM", "verbeteren techniek", "3 zij"]
)
def test_a_part_of_a_dutch_word_finds_the_whole(path: Path, asked: str) -> None:
    assert "3 Verbeteren zij-instroom naar techniek" in titles(path, asked)


def test_accents_do_not_matter(path: Path) -> None:
    desk.party(path, "Coöperatie Één")
    assert titles(path, "cooperatie een") == titles(path, "coöperatie één") == ["Coöperatie Één"]


def test_a_party_leads_to_all_that_is_known_of_it(path: Path) -> None:
    party = desk.party(path, "Werf Noord")
    assert find(path, "werf noord")[0].address == f"coalities?blik=partijen&wie={party}"


def test_all_words_have_to_be_there(path: Path) -> None:
    assert not titles(path, "zij-instroom kaasfabriek")
    assert not titles(path, "")
    assert titles(path, 'instroom "NEAR( OR *') == []


def test_the_name_comes_before_a_mention(path: Path) -> None:
    assert find(path, "ontwikkelfonds")[0].title == "4 Ontwikkelfonds"


def test_a_change_is_found_at_once_and_the_past_stays_as_it_was(path: Path) -> None:
    assert not titles(path, "zonnebloem")
    with writing(path, desk.ANNA) as db:
        version = records.get(db, "action", "3")["version"]
        records.save(db, "action", "3", version, {"note": "De Zonnebloemroute werkt"})
    with reading(path) as db:
        moment = db.execute("SELECT min(at) FROM history").fetchone()[0]
    assert titles(path, "bloemroute") == ["3 Verbeteren zij-instroom naar techniek"]
    assert not titles(path, "bloemroute", moment)
    assert titles(path, "instroom", moment)


def test_each_kind_is_one_that_the_lists_know(example: Path) -> None:
    with reading(example) as db:
        every = list(entries(db))
    assert {entry.kind for entry in every} <= set(KINDS)
    assert {"Actie", "Deel", "Doel", "Partij", "Overleg", "Gebeurtenis", "Campus", "Cijfer", "Bijlage"} <= {
        entry.kind for entry in every
    }


def test_nothing_is_written(path: Path) -> None:
    before = path.read_bytes()
    find(path, "instroom")
    assert path.read_bytes() == before


def test_the_index_is_made_once_per_change(path: Path) -> None:
    assert index_of(path) is index_of(path)


def test_a_step_is_found_by_its_own_words_and_not_by_those_of_its_action(path: Path) -> None:
    desk.step(path, what="Gesprek over leerbanen")
    assert titles(path, "leerbanen") == ["Gesprek over leerbanen"]
    assert "Gesprek over leerbanen" not in titles(path, "instroom")
