"""A file filled by older seed files: what is new reaches it, and what people changed stays theirs."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.model.campuses import Campus
from lib.model.figures import Observation
from lib.model.periods import Period
from lib.model.record import change_sentence
from lib.store import campuses, figures, history, manifest, records
from lib.store.figures import Delivery
from lib.store.file import connection
from lib.store.file.connection import EXAMPLE, REAL, reading, writing
from lib.store.seed import figures as seed_figures, renewal, seeding
from tests.unit import desk

CBS = Delivery("85554NED", "Personen met WW-uitkering", "CBS", "85554NED", "opendata.cbs.nl", "2026-11-25")


def older_seed(folder: Path) -> Path:
    """The seed files as an earlier version may have had them."""
    shutil.copytree(connection.DATA, folder, ignore=shutil.ignore_patterns("*.db*"))

    def edit(name: str, *changes: tuple[str, str]) -> None:
        text = (folder / name).read_text("utf-8")
        for new, old in changes:
            assert new in text, new
            text = text.replace(new, old)
        (folder / name).write_text(text, "utf-8")

    edit(
        "campussen.toml",
        ('"Regio College (sinds augustus 2024 Talland College)"', '"Regio College"'),
        ("Niet geverifieerd: niveaus, eigenaren en de precieze plek.", ""),
        ('name = "TechConnect"', 'name = "Nog een campus"'),
    )
    edit("regions.toml", ("boundary_year = 2023", "boundary_year = 2021"), ("[5.064, 52.281], ", ""))
    edit("indicators.toml", ("Wij hebben per regio alleen de klasse", "Gepubliceerd is alleen de klasse"))
    edit("manifest.toml", ("id = 4\n", "id = 1\n"))
    rows = (folder / "figures.csv").read_text("utf-8").splitlines(keepends=True)
    kept = [row for row in rows if not row.startswith(("37789ksz", "85554NED,ww_personen,AM18,2025MM10"))]
    (folder / "figures.csv").write_text("".join(kept), "utf-8")
    edit("figure_sources.toml", ('key = "37789ksz"', 'key = "cbs-dashboard-2"'))
    sources = (folder / "figure_sources.toml").read_text("utf-8").split("[[source]]")
    rest = "[[source]]".join(one for one in sources if "cbs-dashboard-2" not in one)
    (folder / "figure_sources.toml").write_text(rest, "utf-8")
    return folder


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real agenda filled by the older seed files, closed, made once."""
    folder = tmp_path_factory.mktemp("left")
    seed = older_seed(folder / "seed")
    with pytest.MonkeyPatch.context() as patch:
        for module in (seeding, seed_figures, renewal):
            patch.setattr(module, "DATA", seed)
        renewal.fingerprint.cache_clear()
        path = seeding.prepare_file(folder / "werkagenda.db", REAL)
        connection.let_go(path)
    renewal.fingerprint.cache_clear()
    return path


@pytest.fixture
def filled(left: Path, fresh: Path) -> Iterator[Path]:
    """Such an agenda; from here on the app has the newer seed files."""
    fresh.parent.mkdir()
    yield Path(shutil.copy(left, fresh))
    renewal.fingerprint.cache_clear()


def renewed(path: Path) -> Path:
    connection.let_go(path)
    return seeding.prepare(REAL)


def campus(path: Path, name: str) -> Campus | None:
    with reading(path) as db:
        found = campuses.campuses(db, withdrawn=True)
    return next((one for one in found if one.name == name), None)


def newest(path: Path, indicator: str, region: str) -> Observation | None:
    with reading(path) as db:
        found = figures.newest(db, [(indicator, region)], figures.current_sets(db))
    return found[indicator, region][0] if found else None


def sentences_since(path: Path, last: int) -> list[str]:
    with reading(path) as db:
        changes = history.changes_between(db, last, history.newest(db))
    assert {one.who for one in changes} <= set(renewal.OURS)
    return [told for one in changes if (told := change_sentence(one, {}))]


def test_new_facts_reach_an_older_file_as_changes_of_the_new_version(filled: Path) -> None:
    with reading(filled) as db:
        last = history.newest(db)
        assert not renewal.is_current(db)
    assert newest(filled, "ww", "NL01") is None
    told = sentences_since(renewed(filled), last)
    assert "Campus toegevoegd: TechConnect (Amsterdam (metropoolregio))." in told
    assert any("Regio College (sinds augustus 2024 Talland College)" in one for one in told)
    assert "Grenzen van Groot Amsterdam vernieuwd: indeling van 2023 in plaats van 2021." in told
    assert any(one.startswith("Cijfers overgenomen: CBS, Sociale zekerheid") for one in told)
    ww, persons = newest(filled, "ww", "NL01"), newest(filled, "ww_personen", "AM18")
    assert ww is not None
    assert persons is not None
    assert (ww.period.code, persons.period.code) == ("2026MM04", "2025MM10")
    with reading(filled) as db:
        definition = next(one.definition for one in figures.indicators(db) if one.id == "spanning")
        assert "Wij hebben per regio alleen de klasse" in definition
        assert [one.id for one in manifest.public_counts(db)] == [4, 3, 5]
    assert desk.healthy(filled)


def test_it_is_done_once(filled: Path) -> None:
    state = desk.state(renewed(filled))
    assert desk.state(renewed(filled)) == state
    with reading(filled) as db:
        assert renewal.is_current(db)


def test_a_new_file_has_nothing_to_renew(path: Path) -> None:
    state = desk.state(path)
    with writing(path, desk.ANNA) as db:
        db.execute("DELETE FROM meta WHERE key = 'seed'")
    assert desk.state(renewed(path)) == state


def test_what_people_changed_is_never_overwritten(filled: Path) -> None:
    lands, metip = campus(filled, "Techlands"), campus(filled, "METIP")
    assert lands is not None
    assert metip is not None
    with writing(filled, desk.ANNA, "Nagekeken") as db:
        records.save(
            db, "campus", lands.id, lands.version, {"partners": "Eigen lijst", "name": "Techlands 2"}
        )
        records.withdraw(db, "campus", metip.id, metip.version)
        campuses.add_campus(db, {"name": "techconnect", "kind": "netwerk", "source": "Eigen opgave"})
        row = next(db.query("SELECT * FROM region WHERE id = 'AM18'"))
        db.execute("UPDATE region SET boundary_source = 'PDOK', version = version + 1 WHERE id = 'AM18'")
    renewed(filled)
    changed, gone = campus(filled, "Techlands 2"), campus(filled, "METIP")
    assert changed is not None
    assert gone is not None
    assert changed.partners == ("Eigen lijst",)
    assert campus(filled, "Techlands") is None
    assert gone.withdrawn_on
    assert "Niet geverifieerd: niveaus" not in gone.note
    assert campus(filled, "TechConnect") is None
    with reading(filled) as db:
        outlines = {one["id"]: one for one in list(db.query("SELECT * FROM region"))}
    assert outlines["AM18"]["outline"] == row["outline"]
    assert outlines["AM18"]["boundary_year"] == 2021
    assert outlines["AM12"]["boundary_year"] == 2023
    assert len(json.loads(outlines["AM12"]["outline"])[0]) > 60


def test_figures_that_people_accepted_or_took_back_keep_their_place(filled: Path) -> None:
    october = Period(2025, 10, "maand")
    with writing(filled, desk.ANNA) as db:
        figures.add_set(db, CBS, [Observation("ww_personen", "AM18", october, 1.0)])
        april = Observation("ww", "NL01", Period(2026, 4, "maand"), 2.0)
        figures.add_set(db, Delivery("UWV", "WW", "UWV", retrieved_from="bestand"), [april])
    renewed(filled)
    persons, ww = newest(filled, "ww_personen", "AM18"), newest(filled, "ww", "NL01")
    assert persons is not None
    assert ww is not None
    assert (persons.value, ww.value) == (1.0, 2.0)
    with reading(filled) as db:
        assert len(figures.series(db, "ww", ["NL01"], figures.current_sets(db))) == 100


def test_an_example_set_keeps_its_invented_campuses(example: Path) -> None:
    with writing(example, desk.ANNA) as db:
        db.execute("DELETE FROM meta WHERE key = 'seed'")
    connection.let_go(example)
    seeding.prepare(EXAMPLE)
    with reading(example) as db:
        assert {one.source for one in campuses.campuses(db)} == {"Verzonnen voorbeeld"}
