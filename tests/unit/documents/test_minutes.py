"""The minutes: what stands in them in which order, and a Word file that opens with its structure in place."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings, strategies as st

from lib.documents import word
from lib.documents.minutes import WHOLE, Material, Minutes, file_name, minutes
from lib.documents.minutes_word import word_file
from lib.model.agenda import Action
from lib.model.change import Change
from lib.model.coalitions import Chair, Coalition, Table
from lib.model.meetings import ADVICE, AGREEMENT, PLEDGE, QUESTION, Decision, Item, Meeting
from lib.model.rulings import ADOPTED, REFUSED, Ruling
from lib.rules.rulings import Proposal

MADE = datetime(2022, 3, 16, 8, 0, tzinfo=UTC)
CLOSED = "2022-03-16T08:00:00.000Z"
LONG = ("Een lange tekst met regels.\n" * 400)[:10_000]
ACTIONS = {
    "3": Action("3", 3, 2, 1, "Verbeteren zij-instroom", "A", "poort", 1, "Drie bedrijven doen mee", None,
                None, 1, driver="Test Metaal"),
    "4": Action("4", 4, 3, 1, "Ontwikkelfonds", "B", "idee", None, "", None, None, 1, placed=False),
}  # fmt: skip
TABLES = {
    "3": Table(
        Coalition("3", None, "", "", None, None, 1),
        chairs=(
            Chair(1, "3", "onderwijs", "roc", "AM15", True, None, None, None, 1),
            Chair(2, "3", "overheid", "gemeente", None, True, 1, None, None, 1, party="Test Gemeente"),
        ),
    )
}


def meeting(**other: Any) -> Meeting:
    values: dict[str, Any] = {
        "id": 1, "kind": "technologietafel", "title": "", "held_on": "2022-03-14", "place": "Campus Test",
        "minutes": 120, "communicated_on": None, "communicated_how": "", "closed_at": CLOSED,
        "withdrawn_on": None, "withdrawn_reason": None, "version": 2,
    }  # fmt: skip
    return Meeting(**{**values, **other})


def item(number: int, action_id: str | None, topic: str = "", *, parked: bool = False) -> Item:
    return Item(number, 1, number, action_id, topic, 10, "Wat nu?", "A-actie", parked, None, None, 1)


def decision(number: int, kind: str, text: str, **other: Any) -> Decision:
    values: dict[str, Any] = {
        "item_id": None, "action_id": None, "owner_id": None, "due": None, "settled_on": None,
        "settled_note": "", "author": "Anna", "withdrawn_on": None, "withdrawn_reason": None, "version": 1,
    }  # fmt: skip
    return Decision(id=number, meeting_id=1, kind=kind, text=text, **{**values, **other})


DECISIONS = (
    decision(1, PLEDGE, "Levert twee plekken", item_id=1, action_id="3", owner="Test Roc", due="2022-04-01"),
    decision(2, AGREEMENT, "De route gaat door", item_id=1, action_id="3"),
    decision(3, QUESTION, "Wie betaalt?", action_id="4"),
    decision(4, PLEDGE, "Stuurt de cijfers", owner="Gemeente Test"),
    decision(5, AGREEMENT, "Volgende tafel in juni", owner="Test Metaal"),
)


def change(number: int, operation: str, field: str = "", new: Any = None, reason: str = "") -> Change:
    return Change(
        number, "meeting", "1", operation, field, None, new, None, "Anna", False, reason, CLOSED, {}
    )


def material(**other: Any) -> Material:
    values: dict[str, Any] = {
        "meeting": meeting(), "items": (item(1, "3"), item(2, None, "Rondvraag"), item(3, "4", parked=True)),
        "decisions": DECISIONS, "actions": ACTIONS, "tables": TABLES,
        "changes": (change(9, "update", "closed_at", CLOSED), change(1, "insert")),
        "edition": "Technologietafel 14 maart 2022",
    }  # fmt: skip
    return Material(**{**values, **other})


def opened(content: Minutes) -> Any:
    return docx.Document(io.BytesIO(word_file(content, MADE)))


def all_text(document: Any) -> str:
    """Every word of the body, in the order of reading."""
    return "\n".join(
        "".join(node.text or "\n" for node in paragraph.iter(qn("w:t"), qn("w:br")))
        for paragraph in document.element.body.iter(qn("w:p"))
    )


# ------------------------------------------------------------------------------ contents


def test_decisions_come_first_and_pledges_go_by_party() -> None:
    content = minutes(material())
    assert [(one.label, one.text) for one in content.agreements] == [
        ("Afspraak 1", "De route gaat door"),
        ("Afspraak 2", "Volgende tafel in juni"),
    ]
    assert [(one.label, one.owner, one.due) for one in content.pledges] == [
        ("Toezegging 1", "Gemeente Test", ""),
        ("Toezegging 2", "Test Roc", "1 april 2022"),
    ]
    assert [(one.text, one.about) for one in content.questions] == [("Wie betaalt?", "4 Ontwikkelfonds")]
    assert content.agreements[1].about == WHOLE
    assert content.summary == "Twee afspraken, twee toezeggingen en één open vraag."
    assert not content.draft


def test_an_item_names_what_was_recorded_and_how_its_action_stood() -> None:
    first, second = minutes(material()).sections
    assert first.heading == "1. Actie 3: Verbeteren zij-instroom"
    assert dict(first.lines)["Vastgelegd"] == "toezegging 2 en afspraak 1"
    assert dict(first.state) == {
        "Prioriteit": "A (hoog)",
        "Fase": "Draagvlaktoets",
        "Aanjager": "Test Metaal",
        "Stoelen": "1 van 2 stoelen gevuld; leeg: roc (Noord-Holland Noord)",
        "Stand van zaken": "Drie bedrijven doen mee",
    }
    assert (second.heading, second.state, dict(second.lines)["Vastgelegd"]) == ("2. Rondvraag", (), "niets")
    assert minutes(material()).parked == ("4 Ontwikkelfonds",)


def test_the_minutes_say_how_they_came_about() -> None:
    told = minutes(material()).origin
    assert told[0] == "Het overleg is op 16 maart 2022, 09:00 in de werkagenda gezet."
    assert told[1] == "Het overleg is gesloten op 16 maart 2022, 09:00."
    assert "editie “Technologietafel 14 maart 2022”" in told[2]
    again = minutes(material(changes=(change(2, "update", "closed_at", None, "Er ontbrak iets"),))).origin
    assert again[0] == "Het overleg is heropend op 16 maart 2022, 09:00: Er ontbrak iets."


def test_an_open_meeting_has_a_draft() -> None:
    content = minutes(material(meeting=meeting(closed_at=None), edition="", decisions=(), items=()))
    assert content.draft
    assert content.summary == "In dit overleg is niets afgesproken, toegezegd, gevraagd of geadviseerd."
    assert content.origin[-1].startswith("Dit overleg is nog niet gesloten")
    document = opened(content)
    assert document.paragraphs[0].text == "CONCEPT – dit overleg is nog niet gesloten"
    assert "CONCEPT" in document.sections[0].footer.paragraphs[0].text


@pytest.mark.parametrize(
    ("one", "name"),
    [
        (meeting(), "verslag-technologietafel-2022-03-14.docx"),
        (meeting(closed_at=None), "verslag-technologietafel-2022-03-14-concept.docx"),
        (
            meeting(kind="leer- en adviescommissie", title="Voor/jaar: ../è"),
            "verslag-leer-en-adviescommissie-2022-03-14-voor-jaar-è.docx",
        ),
        (meeting(title="../.."), "verslag-technologietafel-2022-03-14.docx"),
    ],
)
def test_the_file_is_called_after_the_meeting(one: Meeting, name: str) -> None:
    assert file_name(one) == name


# ---------------------------------------------------------------------------------- Word


def test_the_file_has_real_headings_in_the_order_of_the_minutes() -> None:
    document = opened(minutes(material()))
    headings = [(one.style.name, one.text) for one in document.paragraphs if one.style.name != "Normal"]
    assert [one for one in headings if one[0] in ("Title", "Heading 1", "Heading 2")] == [
        ("Title", "Verslag Technologietafel 14 maart 2022"),
        ("Heading 1", "Afspraken"),
        ("Heading 1", "Toezeggingen"),
        ("Heading 1", "Open vragen"),
        ("Heading 1", "Adviezen"),
        ("Heading 1", "Agenda"),
        ("Heading 2", "1. Actie 3: Verbeteren zij-instroom"),
        ("Heading 2", "2. Rondvraag"),
        ("Heading 2", "Doorgeschoven naar een volgend overleg"),
        ("Heading 1", "Over dit verslag"),
    ]
    assert document.core_properties.title == "Verslag Technologietafel 14 maart 2022"
    assert document.core_properties.language == "nl-NL"


def test_an_advice_says_what_it_proposes_and_that_it_does_not_count_yet() -> None:
    advice = decision(8, ADVICE, "Geef dit voorrang", action_id="3", proposes="priority", proposed="C")
    made = material(decisions=(advice,), proposals=(Proposal(advice, material().meeting),))
    (entry,) = minutes(made).advice
    assert entry.proposed == "Voorgesteld: A naar C. Dit geldt pas na een besluit van Gedeputeerde Staten."
    state = dict(minutes(made).sections[0].state)
    assert state["Wacht op Gedeputeerde Staten"] == "voorgesteld: A naar C (technologietafel 14 maart)"
    assert state["Prioriteit"].startswith("A")
    assert entry.proposed in all_text(opened(minutes(made)))


def test_an_advice_to_end_says_what_ends() -> None:
    advice = decision(
        8, ADVICE, "Onvoldoende draagvlak", action_id="3", proposes="stage", proposed="beeindigd"
    )
    (entry,) = minutes(material(decisions=(advice,))).advice
    assert entry.proposed.startswith("Voorgesteld: beëindigen.")


def test_a_ruling_says_what_was_decided_and_about_what() -> None:
    """Also one that names this meeting for its advice, of which the meeting itself recorded nothing."""
    advice = decision(8, ADVICE, "Geef dit voorrang", action_id="3", proposes="priority", proposed="A")

    def ruling(changes: str, value: str, **other: Any) -> Ruling:
        values: dict[str, Any] = {
            "advice_id": None, "meeting_id": 1, "outcome": ADOPTED, "decided_on": "2022-03-20",
            "kenmerk": "GS-7", "author": "Anna", "withdrawn_on": None, "withdrawn_reason": None, "version": 1,
        }  # fmt: skip
        return Ruling(id=1, changes=changes, value=value, **{**values, **other})

    answered = ruling("priority", "A", action_id="3", text="De vouchers lopen af", advice_id=8)
    alone = ruling("stage", "beeindigd", action_id="4", text="Onvoldoende draagvlak")
    proposal = Proposal(advice, meeting(), answered)
    made = minutes(material(decisions=(advice,), proposals=(proposal,), rulings=(alone,)))
    by = "(besluit GS 20 maart 2022, kenmerk GS-7)."
    assert [(one.label, one.text, one.about, one.proposed) for one in made.advice] == [
        ("Advies 1", "Geef dit voorrang", "3 Verbeteren zij-instroom",
         f"Gedeputeerde Staten besloten: prioriteit A {by}"),
        ("Advies 2", "Onvoldoende draagvlak", "4 Ontwikkelfonds",
         f"Gedeputeerde Staten besloten: beëindigen {by}"),
    ]  # fmt: skip
    assert made.summary == "Twee adviezen."
    refused = Proposal(advice, meeting(), ruling("priority", "A", action_id="3", text="Nee", outcome=REFUSED))
    (entry,) = minutes(material(decisions=(advice,), proposals=(refused,))).advice
    assert entry.proposed == f"Gedeputeerde Staten namen niet over: prioriteit A {by}"


def test_every_decision_stands_in_the_file_once() -> None:
    text = all_text(opened(minutes(material())))
    assert {one.text: text.count(one.text) for one in DECISIONS} == {one.text: 1 for one in DECISIONS}


def test_each_table_has_a_marked_header_row_and_whole_rows() -> None:
    document = opened(minutes(material()))
    assert [[cell.text for cell in table.rows[0].cells] for table in document.tables] == [
        ["Nr.", "Afspraak", "Wie en wanneer"],
        ["Nr.", "Partij", "Wat", "Gereed op"],
        ["Nr.", "Vraag", "Wie en wanneer"],
    ]
    for table in document.tables:
        marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert marked == [True, *[False] * (len(table.rows) - 1)]
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
        assert table._tbl.find(f".//{qn('w:tblCaption')}") is not None


def test_the_file_speaks_dutch_in_one_font_and_numbers_its_pages() -> None:
    made = zipfile.ZipFile(io.BytesIO(word_file(minutes(material()), MADE)))
    styles = made.read("word/styles.xml").decode()
    assert set(re.findall(r'<w:lang w:val="([^"]*)"', styles)) == {"nl-NL"}
    fonts = " ".join(re.findall(r"<w:rFonts[^>]*>", styles))
    assert set(re.findall(r'w:\w+="([^"]*)"', fonts)) == {word.FONT}
    assert "heme=" not in fonts, "a font of the theme would go before the one that is named"
    footer = next(made.read(name).decode() for name in made.namelist() if "footer" in name)
    assert re.findall(r"<w:instrText>(\w+)</w:instrText>", footer) == ["PAGE", "NUMPAGES"]


@settings(max_examples=8, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=200), min_size=4, max_size=12))
def test_no_text_keeps_the_file_from_opening(texts: list[str]) -> None:
    """To make a file and open it is what takes long, so each is given many texts."""
    kinds = (AGREEMENT, PLEDGE, QUESTION)
    found = [
        decision(n, kinds[n % 3], text, owner=text) for n, text in enumerate([*texts, "\x00\x0b\ufffe"], 1)
    ]
    content = minutes(material(decisions=(*found,), meeting=meeting(title=texts[0][:50], place=texts[-1])))
    assert len(opened(content).tables) == 3


def test_a_text_of_ten_thousand_characters_survives() -> None:
    document = opened(minutes(material(decisions=(decision(1, AGREEMENT, LONG),))))
    assert "".join(LONG.split()) in "".join(all_text(document).split())
    row = document.tables[0].rows[1]
    assert row._tr.find(f".//{qn('w:cantSplit')}") is None, "it does not fit on one page"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_libreoffice_opens_the_file_and_prints_all_of_it(tmp_path: Path) -> None:
    long = decision(9, AGREEMENT, LONG)
    source = tmp_path / "verslag.docx"
    source.write_bytes(word_file(minutes(material(decisions=(*DECISIONS, long))), MADE))
    home = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        "soffice",
        home,
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        str(tmp_path),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (tmp_path / "verslag.txt").read_text("utf-8-sig")
    assert all(one.text in text for one in DECISIONS)
    assert text.count("Een lange tekst met regels.") == LONG.count("Een lange tekst met regels.")
    subprocess.run([*command[:4], "pdf", *command[5:]], check=True, capture_output=True, timeout=120)
    printed = (tmp_path / "verslag.pdf").read_bytes()
    assert printed.startswith(b"%PDF")
    assert b"/Font" in printed, "there is text on its pages"


def test_who_was_there_what_was_said_and_what_became_of_old_promises_stand_in_the_minutes() -> None:
    kept = decision(9, PLEDGE, "Stuurt de lijst", owner="Test Roc", settled_on="2022-03-01")
    late = decision(10, PLEDGE, "Belt de gemeente", owner="Test Metaal", due="2022-02-01")
    said = replace(item(1, "3"), said="De regio vraagt tijd.")
    held = meeting(present="Test Roc, Test Metaal", absent="Gemeente Test", next_on="2022-06-23")
    made = minutes(Material(held, [said], [], ACTIONS, TABLES, [], promises=[late, kept], example=True))
    assert made.title == "VOORBEELD: Verslag Technologietafel 14 maart 2022"
    facts = dict(made.facts)
    assert facts["Aanwezig"] == "Test Roc, Test Metaal"
    assert (facts["Afwezig"], facts["Volgend overleg"]) == ("Gemeente Test", "23 juni 2022")
    assert ("Besproken", "De regio vraagt tijd.") in made.sections[0].lines
    assert [(entry.label, entry.owner) for entry in made.promises] == [
        ("te laat", "Test Metaal"),
        ("nagekomen", "Test Roc"),
    ]
    file = docx.Document(io.BytesIO(word_file(made, MADE)))
    words = [paragraph.text for paragraph in file.paragraphs]
    assert "Stand van eerdere toezeggingen" in words
    assert "verzonnen" in file.sections[0].footer.paragraphs[0].text
    state = next(paragraph for paragraph in file.paragraphs if paragraph.text == "Stand van de actie")
    before = file.paragraphs[words.index("Stand van de actie") - 1]
    assert before.paragraph_format.keep_with_next
    assert state.paragraph_format.keep_with_next


def test_nobody_recorded_who_was_there() -> None:
    made = minutes(Material(meeting(), [], [], ACTIONS, TABLES, []))
    assert dict(made.facts)["Aanwezig"] == "niet vastgelegd"


def test_the_minutes_print_the_anchor_of_the_history_they_were_made_from() -> None:
    lines = minutes(material(anchor="ab12 cd34 (wijziging 7)")).origin
    assert lines[-1] == "Anker van de geschiedenis: ab12 cd34 (wijziging 7)."
