"""Manifest: the counts at any day, the ledger with its filters and forms, the calendar in honest words."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df

from lib.access import Person
from lib.model.manifest import ManifestEntry, Obligation
from lib.store import agenda, manifest, meetings, records
from lib.store.file.connection import reading, writing
from tests.app.conftest import OpenScreen
from tests.app.screen import Screen

ANNA = Person("Anna")
SOURCE = "Techniekpact, “De brede draagkracht zorgt ervoor dat het Manifest werkt”, 26 januari 2023"
PARTIES = (
    ("Roc Voorbeeld", "onderwijs", "AM15", "roc", "2021-04-01"),
    ("Gemeente Voorbeeld", "overheid", None, "gemeente", "2021-06-01"),
    ("Staal <Voorbeeld>", "bedrijfsleven", "AM37", "", "2022-02-01"),
)


def fill(path: Path, parties: Sequence[tuple[Any, ...]] = PARTIES) -> dict[str, int]:
    """Put parties into the ledger; the ids of their entries by name."""
    found = {}
    with writing(path, ANNA) as db:
        for name, helix, region, kind, since in parties:
            party = {"name": name, "helix": helix, "region": region, "kind": kind}
            found[name] = manifest.formalise_new(db, party, {"formalised_on": since, "document": "brief"})
    return found


def leave(path: Path, entry_id: int, day: str, reason: str = "Gefuseerd") -> None:
    with writing(path, ANNA, reason) as db:
        changes = {"withdrawn_on": day, "withdrawn_reason": reason}
        records.save(db, "manifest_entry", entry_id, 1, changes)


def hold(path: Path, day: str, kind: str = "technologietafel", *, close: bool = True) -> int:
    with writing(path, ANNA) as db:
        meeting_id = meetings.add_meeting(db, {"kind": kind, "held_on": day})
        if close:
            meetings.close_meeting(db, meeting_id, 1)
    return meeting_id


def ledger(path: Path) -> dict[str, ManifestEntry]:
    with reading(path) as db:
        return {one.party: one for one in manifest.ledger(db)}


def obligation(path: Path, obligation_id: str) -> Obligation:
    with reading(path) as db:
        return next(one for one in manifest.obligations(db) if one.id == obligation_id)


def listed(here: Screen) -> list[str]:
    """The parties in the table, from top to bottom."""
    cells = re.findall(
        r'data-head="Partij"><div><(?:b|del)>(.*?)</', here.markup.partition("wa-table ledger")[2]
    )
    return [html.unescape(one) for one in cells]


def counted(here: Screen) -> list[int]:
    """The numbers in the tiles: in all, and per helix."""
    tiles = re.search(r'<ul class="wa-tiles".*?</ul>', here.markup, re.DOTALL)
    assert tiles
    return [int(one) for one in re.findall(r"<b>(\d+)</b>", tiles[0])]


def drawn(here: Screen) -> list[dict[str, Any]]:
    """The rows that the chart was given."""
    [chart] = here.app.get("vega_lite_chart") or here.app.get("arrow_vega_lite_chart")
    frame = convert_arrow_bytes_to_pandas_df(chart.proto.data.data)
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


# ------------------------------------------------------------------------------ first start


def test_a_first_start_claims_nothing_that_was_not_recorded(real: Path, screen: OpenScreen) -> None:
    here = screen().open("manifest")
    today = records.today()
    assert here.lead.startswith("In het register van het manifest staat op ")
    assert "Dit jaar staat nog open: brede regiegroep." in here.text
    assert counted(here) == [0, 0, 0, 0]
    past = (today.year - 2021) * 4
    assert here.text.count("niets vastgelegd") >= past
    assert "wa-mark missed" not in here.markup
    assert "Het register is nog leeg." in here.text
    assert "Formaliseren manifest bij stakeholders" in here.text
    assert "1 maal per jaar bredere regiegroep" in here.text
    assert "actie=m1" in here.markup
    assert "actie=m2" in here.markup
    assert SOURCE in here.text
    assert "de bijlage noemt geen aantal" in here.text


def test_published_counts_are_beside_an_empty_ledger_and_never_in_it(real: Path, screen: OpenScreen) -> None:
    for form in ("grafiek", "tabel"):
        here = screen().open("manifest", vorm=form)
        assert not here.app.get("vega_lite_chart"), "no line goes through counts of different things"
        assert "160 stakeholders, maart 2021" in here.text
        assert "160 aanjagers, april 2021" in here.text
        assert "300 eenheid niet genoemd, januari 2023" in here.text
        assert "Anderen telden, en elk telde iets anders" in here.text
        assert "160 partijen" not in here.text


def test_published_counts_are_dates_beside_the_line_of_the_register(real: Path, screen: OpenScreen) -> None:
    fill(real)
    rows = drawn(screen().open("manifest"))
    assert [one["name"] for one in rows if one["kind"] == "public"] == [
        "160 elders, maart 2021", "160 elders, april 2021", "300 elders, januari 2023",
    ]  # fmt: skip
    public, line = ([one["y"] for one in rows if one["kind"] == kind] for kind in ("public", "step"))
    assert min(public) > max(line), "their words stand above the line"
    table = screen().open("manifest", vorm="tabel")
    growth = table.markup.partition('aria-label="Groei van het manifest"')[2].partition("</table>")[0]
    assert growth.count("1 april 2021") == 1
    assert "160" not in growth


# ------------------------------------------------------------------------------ to look


def test_the_ledger_is_counted_per_helix_at_any_day(real: Path, screen: OpenScreen) -> None:
    entries = fill(real)
    leave(real, entries["Gemeente Voorbeeld"], "2022-03-01")
    here = screen()
    at = {
        "2021-03-31": [0, 0, 0, 0], "2021-06-01": [2, 0, 1, 1], "2022-02-28": [3, 1, 1, 1],
        "1 maart 2022": [2, 1, 1, 0],
    }  # fmt: skip
    for day, numbers in at.items():
        here.open("manifest", peildatum=day)
        assert counted(here) == numbers, day
        assert not here.warnings
    assert listed(here) == ["Roc Voorbeeld", "Staal <Voorbeeld>", "Gemeente Voorbeeld"], "who left comes last"
    assert "teruggetrokken op 1 maart 2022" in here.text
    assert "Reden: Gefuseerd" in here.text
    before = screen().open("manifest", peildatum="2022-02-01")
    assert "later teruggetrokken, op 1 maart 2022" in before.text
    assert [one["y"] for one in drawn(before) if one["kind"] == "step"] == [1, 2, 3, 2]


@pytest.mark.parametrize(
    ("asked", "warning"),
    [
        ("gisteren", "“gisteren” is geen datum; er is geteld op "),
        ("2022-02-30", "“2022-02-30” is geen datum; er is geteld op "),
        ("2039-01-01", "1 januari 2039 is nog niet geweest; er is geteld op "),
    ],
)
def test_a_day_that_cannot_be_counted_is_named(
    real: Path, screen: OpenScreen, asked: str, warning: str
) -> None:
    here = screen().open("manifest", peildatum=asked)
    assert len(here.warnings) == 1
    assert here.warnings[0].startswith(warning)


def test_choosing_a_day_puts_it_in_the_address_and_the_usual_one_takes_it_out(
    real: Path, screen: OpenScreen
) -> None:
    here, today = screen().open("manifest"), records.today()
    yesterday = today - timedelta(days=1)
    here.choose(f"manifest day {today} {today}", yesterday)
    assert here.params["peildatum"] in (yesterday.isoformat(), [yesterday.isoformat()])
    here.choose(f"manifest day {yesterday} {today}", today)
    assert "peildatum" not in here.params


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"helix": "onderwijs"}, ["Roc Voorbeeld"]),
        ({"helix": ["onderwijs", "overheid"]}, ["Gemeente Voorbeeld", "Roc Voorbeeld"]),
        ({"regio": "onbekend"}, ["Gemeente Voorbeeld"]),
        ({"regio": "AM37", "helix": "onderwijs"}, []),
        ({"zoek": "ROC"}, ["Roc Voorbeeld"]),
    ],
)
def test_filters_in_the_address_leave_the_rest_out(
    real: Path, screen: OpenScreen, asked: dict[str, Any], names: list[str]
) -> None:
    fill(real)
    here = screen().open("manifest", **asked)
    assert listed(here) == names
    assert f"{len(names)} van de drie partijen" in here.text
    assert counted(here)[0] == 3, "the counts are of the whole ledger"
    assert len(listed(here.press("Filters wissen"))) == 3


def test_a_filter_that_does_not_exist_is_named_and_skipped(real: Path, screen: OpenScreen) -> None:
    fill(real)
    here = screen().open("manifest", helix="kerk", regio="AM99")
    assert here.warnings == ["Dit filter bestaat niet: “kerk” en “AM99”. Het is overgeslagen."]
    assert len(listed(here)) == 3


def test_three_hundred_parties_come_in_parts(real: Path, screen: OpenScreen) -> None:
    fill(real, [(f"Partij {number:03}", "overheid", None, "", "2022-01-01") for number in range(300)])
    here = screen().open("manifest")
    assert counted(here)[0] == 300
    assert len(listed(here)) == 50
    assert len(listed(here.press("Meer tonen (250 over)"))) == 100


def test_a_past_moment_shows_the_ledger_as_it_was_then(example: Path, screen: OpenScreen) -> None:
    here = screen().open("manifest", op="2022-03-01")
    assert "op 1 maart 2022" in here.lead
    assert "Wat 2022 vraagt" in [one.value for one in here.app.header]
    assert "2023" not in re.findall(r'columnheader">(\d{4})<', here.markup)


# ------------------------------------------------------------------------------ the calendar


def test_the_calendar_says_what_is_recorded_per_year(real: Path, screen: OpenScreen) -> None:
    hold(real, "2022-05-10")
    told = hold(real, "2022-06-10", "brede regiegroep")
    with writing(real, ANNA) as db:
        values = {"communicated_on": "2022-06-12", "communicated_how": "Nieuwsbrief"}
        records.save(db, "meeting", told, 2, values)
    here = screen().open("manifest")
    assert "Brede regiegroep in 2022: één keer vastgelegd, 1 nodig." in here.text
    assert "Brede regiegroep in 2021: van dit jaar is geen enkel overleg vastgelegd." in here.text
    assert "Brede regiegroep in 2023: geen enkele vastgelegd, één keer minder dan nodig was." in here.text
    assert "Technologietafels in 2022" not in here.text
    assert "Technologietafel in 2022: één keer vastgelegd; hoe vaak het moet is niet bekend." in here.text
    assert "Is een overleg gehouden en alleen niet vastgelegd?" in here.text
    untold = here.markup.partition("Nog te communiceren")[2].partition("</ul>")[0]
    assert "Technologietafel 10 mei 2022" in untold
    assert "Brede regiegroep 10 juni 2022" not in untold
    assert "overleg=1" in untold


def test_planned_and_unclosed_meetings_are_listed(real: Path, screen: OpenScreen) -> None:
    assert "staat nog geen overleg gepland" in screen().open("manifest").text
    hold(real, "2039-05-10", close=False)
    hold(real, "2022-05-10", close=False)
    here = screen().open("manifest")
    assert "Technologietafel 10 mei 2039" in here.markup.partition("Gepland")[2]
    assert "Technologietafel 10 mei 2022" in here.markup.partition("Geweest, nog niet gesloten")[2]


def test_staff_record_a_rhythm_and_take_it_back(real: Path, screen: OpenScreen) -> None:
    held = hold(real, "2022-05-10")
    here = screen("Anna").unfold("rhythm").edit("manifest")
    here.fill({"rhythm technologietafels per_year": 2})
    here.button("Opslaan", "rhythm technologietafels form").click()
    here.run()
    assert here.saved == ["Het aantal is vastgelegd; de kalender is opnieuw geteld."]
    assert obligation(real, "technologietafels").per_year == 2
    assert "Technologietafel in 2022: één keer vastgelegd, één keer minder dan nodig was." in here.text
    calendar = here.markup.partition("wa-table calendar")[2]
    [row] = [row for row in calendar.split("<tr") if "Technologietafels" in row and "1 van 2" in row]
    assert "gemist" in row
    assert "niets vastgelegd" in re.findall(r"<td.*?</td>", row, re.DOTALL)[0]
    way = f'<a class="wa-link" href="./technologietafels?modus=bewerken&amp;overleg={held}"'
    assert way in here.markup.partition("Nog te communiceren")[2]
    here.press("Ongedaan maken")
    assert obligation(real, "technologietafels").per_year is None
    assert "Technologietafel in 2022: één keer vastgelegd; hoe vaak het moet is niet bekend." in here.text


# ------------------------------------------------------------------------------ to edit


def test_a_party_from_the_list_gets_into_the_ledger_once(real: Path, screen: OpenScreen) -> None:
    with writing(real, ANNA) as db:
        party = agenda.add_party(db, {"name": "Roc Nieuw", "helix": "onderwijs", "region": None, "kind": ""})
    here = screen("Anna").unfold("add entry").edit("manifest").press("In het register zetten")
    assert here.errors == ["Welke partij meedoet, is nog leeg. Kies een partij uit de lijst."]
    here.fill({"manifest new party": party, "manifest new document": "Brief van 3 mei"})
    here.press("In het register zetten")
    assert here.saved == ["De partij staat in het register."]
    assert ledger(real)["Roc Nieuw"].document == "Brief van 3 mei"
    assert listed(here) == ["Roc Nieuw"]
    assert "manifest new party" not in here.keys, "nobody is left to choose: a new party is all there is"


def test_a_new_party_is_registered_and_put_in_at_once_or_not_at_all(real: Path, screen: OpenScreen) -> None:
    fill(real)
    here = screen("Anna").unfold("add entry").edit("manifest")
    here.fill({"manifest new name": "  ", "manifest new document": "Blijft staan"})
    here.press("In het register zetten")
    assert here.errors
    assert len(ledger(real)) == 3
    assert here.value("manifest new document") == "Blijft staan"
    here.fill({"manifest new name": "Werf Nieuw", "manifest new helix": "bedrijfsleven"})
    here.press("In het register zetten")
    assert here.saved
    assert ledger(real)["Werf Nieuw"].helix == "bedrijfsleven"
    here.fill({"manifest new name": "werf nieuw"}).press("In het register zetten")
    assert here.errors == ["“werf nieuw” staat al in de lijst van partijen. Kies die."]


def test_a_day_in_the_future_is_refused_in_words(real: Path, screen: OpenScreen) -> None:
    here = screen("Anna").unfold("add entry").edit("manifest")
    here.fill(
        {"manifest new name": "Werf", "manifest new formalised_on": records.today() + timedelta(days=2)}
    )
    here.press("In het register zetten")
    [refused] = here.errors
    assert refused == "De datum van bekrachtigen ligt in de toekomst. Kies vandaag of een dag die voorbij is."
    assert not ledger(real)
    with reading(real) as db:
        assert not agenda.parties(db), "the party was not registered either"


def test_an_entry_is_corrected_and_put_back(real: Path, screen: OpenScreen) -> None:
    entry_id = fill(real, PARTIES[:1])["Roc Voorbeeld"]
    here = screen("Anna").unfold("correct entry").edit("manifest")
    here.fill({f"entry {entry_id} document": "https://voorbeeld.test/manifest.pdf"})
    here.press("Opslaan", f"entry {entry_id} form")
    assert ledger(real)["Roc Voorbeeld"].document == "https://voorbeeld.test/manifest.pdf"
    assert 'href="https://voorbeeld.test/manifest.pdf"' in here.markup
    here.press("Ongedaan maken")
    assert ledger(real)["Roc Voorbeeld"].document == "brief"


def test_a_party_leaves_with_a_day_and_a_reason_and_may_come_back(real: Path, screen: OpenScreen) -> None:
    entry_id = fill(real, PARTIES[:1])["Roc Voorbeeld"]
    here = screen("Anna").unfold("leave").edit("manifest")
    here.press("Terugtrekking vastleggen")
    assert here.errors, "a reason is a must"
    assert ledger(real)["Roc Voorbeeld"].withdrawn_on is None
    here.fill({f"leave {entry_id} withdrawn_reason": "Opgeheven"}).press("Terugtrekking vastleggen")
    assert here.saved
    left = ledger(real)["Roc Voorbeeld"]
    assert (left.withdrawn_on, left.withdrawn_reason) == (records.today().isoformat(), "Opgeheven")
    assert "1 teruggetrokken" in here.text
    assert "Reden: Opgeheven" in here.text
    assert counted(here) == [0, 0, 0, 0]
    here.press("Ongedaan maken")
    assert counted(here) == [1, 0, 1, 0]
    assert ledger(real)["Roc Voorbeeld"].withdrawn_on is None
    here.fill({f"leave {entry_id} withdrawn_reason": "Opgeheven"}).press("Terugtrekking vastleggen")
    here.unfold("let back in").fill({f"back in {entry_id} withdrawn_reason": "Vergissing"})
    here.press("Opnieuw deelnemen")
    assert here.saved == ["De partij neemt weer deel."]
    assert ledger(real)["Roc Voorbeeld"].withdrawn_on is None


def test_a_party_cannot_leave_before_it_came(real: Path, screen: OpenScreen) -> None:
    entry_id = fill(real, PARTIES[:1])["Roc Voorbeeld"]
    here = screen("Anna").unfold("leave").edit("manifest")
    with reading(real) as db:
        before = manifest.ledger(db)[0].formalised_on
    day = records.today().replace(year=2020)
    here.fill({f"leave {entry_id} withdrawn_reason": "Opgeheven", f"leave {entry_id} withdrawn_on": day})
    here.press("Terugtrekking vastleggen")
    assert here.errors == ["Een partij kan zich niet terugtrekken voordat zij meedeed."]
    assert ledger(real)["Roc Voorbeeld"].formalised_on == before


def test_who_came_back_by_a_new_entry_is_never_counted_twice(real: Path, screen: OpenScreen) -> None:
    entry_id = fill(real, PARTIES[:1])["Roc Voorbeeld"]
    leave(real, entry_id, "2022-03-01")
    with writing(real, ANNA) as db:
        party_id = manifest.ledger(db)[0].party_id
        manifest.formalise(db, {"party_id": party_id, "formalised_on": "2022-06-01"})
    here = screen("Anna").unfold("let back in").edit("manifest")
    here.fill({f"back in {entry_id} withdrawn_reason": "Toch niet"}).press("Opnieuw deelnemen")
    assert here.errors == [
        "Roc Voorbeeld staat al in het manifest, sinds 1 juni 2022. Kies een andere dag of partij."
    ]
    assert counted(here) == [1, 0, 1, 0]


def test_who_only_looks_gets_no_forms(real: Path, screen: OpenScreen) -> None:
    fill(real)
    here = screen().open("manifest")
    assert not [key for key in here.keys if str(key).startswith("fold ")]
    past = screen("Anna").edit("manifest", op=(records.today() - timedelta(days=1)).isoformat())
    assert not [key for key in past.keys if str(key).startswith("fold ")]
