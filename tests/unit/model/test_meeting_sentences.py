"""Changes of meetings, decisions, editions and the manifest read as sentences, whatever was changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from lib.model.change import Change
from lib.model.meetings import AGREEMENT, PLEDGE, QUESTION, decision_text
from lib.model.record import RECORDS, change_sentence
from lib.store import agenda, history, manifest
from lib.store.file.connection import reading, writing
from tests.unit import desk
from tests.unit.desk import ANNA
from tests.unit.meeting_desk import close, hold, put, put_back, record, reopen, withdraw

TABLES = ("meeting", "agenda_item", "decision", "edition", "manifest_entry", "obligation")
LABEL = "Technologietafel 14 maart 2022"


def told(path: Path, act: Callable[[], Any], table: str) -> list[str]:
    """The sentences about one table that an act adds to the change list."""
    with reading(path) as db:
        since = history.newest(db)
    act()
    with reading(path) as db:
        parties = {one.id: one.name for one in agenda.parties(db, withdrawn=True)}
        changes = history.changes_between(db, since, history.newest(db))
    lines = [change_sentence(one, parties) for one in changes if one.table == table]
    return [line for line in lines if line]


def saving(path: Path, table: str, row_id: str | int, **values: Any) -> list[str]:
    """The sentences about a save."""
    return told(path, lambda: desk.save(path, values, row=(table, row_id), reason="Reden"), table)


# --------------------------------------------------------------------------------- decisions


@pytest.mark.parametrize(
    ("kind", "text", "owner", "due", "sentence"),
    [
        (AGREEMENT, "Akkoord.", None, None, "Afspraak: Akkoord."),
        (AGREEMENT, "Akkoord", "Roc", None, "Afspraak (verantwoordelijk: Roc): Akkoord."),
        (PLEDGE, "Akkoord.", "Roc", "2022-06-01", "Toezegging van Roc, uiterlijk 1 juni 2022: Akkoord."),
        (QUESTION, "Wie betaalt?", "Roc", "2022-06-01", "Vraag aan Roc, uiterlijk 1 juni 2022: Wie betaalt?"),
        (QUESTION, "Zoek het uit!", None, None, "Vraag: Zoek het uit!"),
    ],
)
def test_a_decision_in_a_list(
    kind: str, text: str, owner: str | None, due: str | None, sentence: str
) -> None:
    assert decision_text(kind, text, owner, due) == sentence


def test_what_happens_to_a_pledge(path: Path) -> None:
    meeting_id, party = hold(path), desk.party(path, "Roc")
    whole = "Toezegging van Roc: Wij betalen."
    assert told(
        path, lambda: record(path, meeting_id, PLEDGE, "Wij betalen.", owner_id=party), "decision"
    ) == [whole]
    assert saving(path, "decision", 1, settled_on="2022-05-20", settled_note="De helft.") == [
        f"Nagekomen op 20 mei 2022 (De helft): {whole}"
    ]
    assert saving(path, "decision", 1, settled_on=None, settled_note="") == [f"Staat weer open: {whole}"]
    assert saving(path, "decision", 1, due="2022-06-01") == [
        "Toezegging, gereed op: van leeg naar 1 juni 2022."
    ]
    assert saving(path, "decision", 1, due=None) == ["Toezegging, gereed op: van 1 juni 2022 naar leeg."]
    assert saving(path, "decision", 1, text="Wij betalen alles.") == [
        "Toezegging, tekst: van Wij betalen naar Wij betalen alles."
    ]
    assert saving(path, "decision", 1, kind=QUESTION, owner_id=None, text="Wie betaalt?") == [
        "Vraag, soort: van Toezegging naar Vraag.",
        "Vraag, tekst: van Wij betalen alles naar Wie betaalt?",
        "Vraag, verantwoordelijke: van Roc naar niemand.",
    ]
    assert told(path, lambda: withdraw(path, "decision", 1, "Dubbel."), "decision") == [
        "Ingetrokken: Vraag: Wie betaalt? – Dubbel."
    ]
    entry = desk.entries(path, "decision", 1)[-1]["id"]
    assert told(path, lambda: put_back(path, "decision", 1, "withdrawn_on", entry), "decision") == [
        "Hersteld: Vraag: Wie betaalt?"
    ]


@pytest.mark.parametrize(
    ("kind", "word"), [(AGREEMENT, "Uitgevoerd"), (PLEDGE, "Nagekomen"), (QUESTION, "Beantwoord")]
)
def test_done_has_its_own_word_for_each_kind(path: Path, kind: str, word: str) -> None:
    record(path, hold(path), kind, owner_id=desk.party(path))
    (line,) = saving(path, "decision", 1, settled_on="2022-05-20")
    assert line.startswith(f"{word} op 20 mei 2022: ")


# ---------------------------------------------------------------------------------- meetings


def test_what_happens_to_a_meeting(path: Path) -> None:
    assert told(path, lambda: hold(path), "meeting") == [f"{LABEL} toegevoegd."]
    assert saving(path, "meeting", 1, place="Campus") == [f"{LABEL}, plaats: van leeg naar Campus."]
    assert saving(path, "meeting", 1, minutes=90) == [f"{LABEL}, geplande minuten: van 120 naar 90."]
    assert saving(path, "meeting", 1, kind="thematafel") == [
        "Thematafel 14 maart 2022, soort overleg: van Technologietafel naar Thematafel."
    ]
    saving(path, "meeting", 1, kind="technologietafel")
    assert told(path, lambda: close(path, 1), "meeting") == [f"{LABEL} gesloten; de stand is vastgelegd."]
    assert saving(path, "meeting", 1, communicated_on="2022-03-20", communicated_how="Mail") == [
        f"{LABEL}, gecommuniceerd op: van leeg naar 20 maart 2022.",
        f"{LABEL}, op welke manier: van leeg naar Mail.",
    ]
    assert told(path, lambda: reopen(path, 1), "meeting") == [f"{LABEL} heropend."]
    assert told(path, lambda: withdraw(path, "meeting", 1, "Ging niet door."), "meeting") == [
        f"{LABEL} ingetrokken – Ging niet door."
    ]
    entry = desk.entries(path, "meeting", 1)[-1]["id"]
    assert told(path, lambda: put_back(path, "meeting", 1, "withdrawn_on", entry), "meeting") == [
        f"{LABEL} is hersteld."
    ]


def test_what_happens_to_an_edition(path: Path) -> None:
    hold(path)
    assert told(path, lambda: close(path, 1), "edition") == [f"Editie “{LABEL}” vastgelegd."]
    assert told(path, lambda: reopen(path, 1, "Fout in verslag."), "edition") == [
        f"Editie “{LABEL}” ingetrokken – Fout in verslag."
    ]
    close(path, 1)
    assert saving(path, "edition", 2, name="Tafel van maart") == [
        f"Editie, naam van de editie: van {LABEL} naar Tafel van maart."
    ]


def test_what_happens_to_an_item(path: Path) -> None:
    meeting_id = hold(path)
    assert told(path, lambda: put(path, meeting_id), "agenda_item") == [], (
        "an agenda is no change of the agenda"
    )
    put(path, meeting_id, None, topic="Rondvraag")
    assert saving(path, "agenda_item", 1, minutes=10) == ["Agendapunt, minuten: van leeg naar 10."]
    assert saving(path, "agenda_item", 2, question="Wie nog?") == [
        "Agendapunt “Rondvraag”, vraag aan het overleg: van leeg naar Wie nog?"
    ]
    assert saving(path, "agenda_item", 2, parked=True) == [
        "Agendapunt “Rondvraag”, doorgeschoven: van nee naar ja."
    ]
    assert told(path, lambda: withdraw(path, "agenda_item", 2, "Geen tijd"), "agenda_item") == [
        "Agendapunt “Rondvraag” van de agenda gehaald – Geen tijd."
    ]
    entry = desk.entries(path, "agenda_item", 2)[-1]["id"]
    assert told(path, lambda: put_back(path, "agenda_item", 2, "withdrawn_on", entry), "agenda_item") == [
        "Agendapunt “Rondvraag” staat er weer op."
    ]


# ---------------------------------------------------------------------------------- manifest


def test_what_happens_in_the_manifest(path: Path) -> None:
    party = desk.party(path, "Roc")

    def formalise() -> None:
        with writing(path, ANNA) as db:
            manifest.formalise(db, {"party_id": party, "formalised_on": "2022-03-14"})

    assert told(path, formalise, "manifest_entry") == ["Roc bekrachtigde het manifest op 14 maart 2022."]
    assert saving(path, "manifest_entry", 1, document="Besluit") == [
        "Manifest, Roc, document: van leeg naar Besluit."
    ]
    assert saving(path, "manifest_entry", 1, withdrawn_on="2022-09-01", withdrawn_reason="Geen geld.") == [
        "Roc trok zich op 1 september 2022 terug uit het manifest – Geen geld."
    ]
    entry = desk.entries(path, "manifest_entry", 1)[-1]["id"]
    assert told(
        path, lambda: put_back(path, "manifest_entry", 1, "withdrawn_on", entry), "manifest_entry"
    ) == ["Roc neemt weer deel aan het manifest."]
    assert saving(path, "obligation", "technologietafels", per_year=4) == [
        "Technologietafels, hoe vaak per jaar: van een onbekend aantal naar 4 keer per jaar."
    ]


# ------------------------------------------------------------------------------- all of them


def test_every_field_of_a_meeting_has_a_name_and_every_name_a_field() -> None:
    for table in TABLES:
        known = {name for name, field in RECORDS[table].fields.items() if field.words}
        assert known == RECORDS[table].own.keys() - {"position", "withdrawn_reason"}


def whole_example(path: Path) -> list[tuple[Change, str | None]]:
    """Every change of a meeting or the manifest in the example, one by one and net."""
    with reading(path) as db:
        parties = {one.id: one.name for one in agenda.parties(db, withdrawn=True)}
        found = history.changes_between(db, history.seeded(db), history.newest(db))
        for table in TABLES:
            for (row_id,) in db.execute(f"SELECT id FROM {table}").fetchall():
                found += history.changes_of(db, table, str(row_id), history.newest(db))
    mine = [one for one in found if one.table in (*TABLES, "public_count", "confirmation")]
    return [(one, change_sentence(one, parties)) for one in mine]


def test_all_of_the_example_reads_well(example: Path) -> None:
    lines = whole_example(example)
    spoken = [line for _, line in lines if line]
    assert {change.table for change, line in lines if line} == {*TABLES} - {"agenda_item"}
    assert len(spoken) > 300
    for line in spoken:
        assert line.endswith((".", "?")), line
        assert line[0].isupper(), line
        assert not re.search(r"None|_|  |\.\.|\?\.|\bpartij \d|van leeg naar leeg|\d{4}-\d\d", line), line


def test_every_silent_change_says_why_it_is_silent(example: Path) -> None:
    """The first filling, what goes with another field, an agenda that is made, and a look."""
    for change, line in whole_example(example):
        if line is None:
            silent = change.table in (
                "agenda_item",
                "confirmation",
                "public_count",
                "obligation",
            ) or change.field in ("settled_note", "withdrawn_reason")
            assert silent, change
