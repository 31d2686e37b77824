"""The forms of a letter: the same words, the adopted text verbatim, and a structure that reads well aloud."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document as read_word
from docx.oxml.ns import qn
from lxml import etree, html

from lib.documents import letter_html, letter_word, pdf
from lib.model.regions import LABOUR_REGIONS
from lib.rules.letter import annexes, changes, one_page
from lib.rules.letter.content import Document, Heading, Paragraph, Table, line, paragraph, text_of, words
from lib.rules.letter.leaflet import leaflet
from lib.rules.letter.letter import document
from lib.rules.letter.material import Material
from lib.rules.letter.measures import measure
from lib.rules.letter.region_page import region_page
from lib.store.file.connection import EXAMPLE, REAL, reading
from lib.store.letters.drafts import draft
from lib.store.letters.material import material, state
from lib.store.regions.facts import region_facts
from lib.store.seed import seeding
from tests.unit import desk
from tests.unit.documents.pdf_reader import Heard
from tests.unit.test_annex import NUMBERED, RUNNING, squeezed

DAY = date(2026, 11, 25)
needs_office = pytest.mark.skipif(pdf.office() is None, reason="LibreOffice is not on this machine: no PDF")


@pytest.fixture(scope="module")
def untouched(template: Path) -> Material:
    """What the first letter is made of when nobody recorded anything."""
    with reading(template) as db:
        return material(template, db, draft(db), DAY, example=False)


@pytest.fixture(scope="module")
def letter(untouched: Material) -> Document:
    return document(untouched)


@pytest.fixture(scope="module")
def file(letter: Document) -> bytes:
    """The letter in Word."""
    return letter_word.word_file(letter, DAY)


# --------------------------------------------------------------------------- what it says


def test_the_untouched_agenda_is_told_as_it_was_adopted(letter: Document, untouched: Material) -> None:
    text = words(letter)
    assert "Er zijn geen wijzigingen sinds de vastgestelde werkagenda 2021-2023." in text
    assert "Over de voortgang van de dertien acties is nog niets vastgelegd." in text
    assert "Nog geen resultaat vastgelegd." in text
    assert changes.entries(untouched) == []


def test_the_eleven_explanations_are_those_of_the_annex(letter: Document) -> None:
    adopted = [
        "".join(run.text + run.note for run in block.line)
        for block in letter.parts[1].blocks
        if isinstance(block, Paragraph) and block.look == "adopted"
    ]
    shown = {squeezed(text) for text in adopted}
    assert all(text in RUNNING for text in shown)
    assert sum(squeezed(action["explanation"]) in shown for action in NUMBERED) == len(NUMBERED) == 11


def test_thirteen_activities_stand_under_six_goals_in_the_order_of_2021(letter: Document) -> None:
    rows = [block for block in letter.parts[1].blocks if isinstance(block, Table)]
    goals = [head for table in rows[:2] for head in table.heads]
    activities = [text_of(one) for table in rows[:2] for cell in table.rows[0] for one in cell]
    assert (len(goals), len(activities)) == (6, 13)
    letters = [found[1] for text in activities if (found := re.search(r"\(\d+\) ([ABC])$", text))]
    assert {letter: letters.count(letter) for letter in "ABC"} == {"A": 5, "B": 2, "C": 4}
    assert len(activities) - len(letters) == 2, "those of the manifest have no priority"
    assert all(squeezed(text) in RUNNING for text in (*goals, *activities))


def test_footnotes_come_in_the_order_of_their_numbers(letter: Document) -> None:
    lines = [block.line for part in letter.parts for block in part.blocks if isinstance(block, Paragraph)]
    assert [run.note for found in lines for run in found if run.note] == list(letter.notes)


def test_one_edition_gives_one_text_and_one_file(letter: Document, file: bytes, untouched: Material) -> None:
    again = document(untouched)
    assert words(letter).encode() == words(again).encode()
    assert file == letter_word.word_file(again, DAY)
    assert letter_html.page(letter) == letter_html.page(again)


def test_the_mark_of_the_text_changes_with_the_text(letter: Document, untouched: Material) -> None:
    other = document(replace(untouched, texts={"kern": "Nog een zin."}))
    assert annexes.fingerprint(letter.parts[:4]) in words(letter)
    assert annexes.fingerprint(other.parts[:4]) not in words(letter)


def test_a_note_of_ours_only_stands_in_letters_of_its_time(untouched: Material) -> None:
    early = words(document(replace(untouched, day=date(2023, 6, 12))))
    assert "Werkcentra" in words(document(untouched))
    assert "Werkcentra" not in early


def test_what_staff_wrote_stands_in_its_section(untouched: Material) -> None:
    own = {"kern": "Eigen kern.", "bereikt 3": "Veertig mensen.", "bijlage-4": "Eigen bron."}
    text = words(document(replace(untouched, texts=own)))
    for sentence in own.values():
        assert text.count(sentence) == 1


def test_a_letter_is_a_concept_until_it_is_sent(untouched: Material) -> None:
    sent = replace(untouched, letter=replace(untouched.letter, sent_on="2026-11-24", edition_id=1))
    assert words(document(untouched)).startswith("CONCEPT")
    assert document(untouched).file_name.startswith("2026-11-25 CONCEPT Brief GS aan PS")
    assert "CONCEPT" not in words(document(sent))
    assert document(sent).file_name == "2026-11-24 Brief GS aan PS voortgang Werkambassadeur"
    assert "VOORBEELD" in document(replace(sent, example=True)).file_name


# --------------------------------------------------------------------------- the same words


INLINE = {"a", "del", "em", "ins", "span", "strong"}


def shown_in_page(page: bytes) -> list[str]:
    """The words of the page in reading order, without what is there for the reader of pages only."""
    body = html.document_fromstring(page.decode()).body
    for extra in body.xpath("//*[@aria-hidden='true' or @class='skip'] | //sup | //a[@role='doc-backlink']"):
        extra.drop_tree()
    for element in body.iter():
        if element.tag not in INLINE:
            element.tail = f" {element.tail or ''}"
    return "".join(body.itertext()).split()


def shown_in_word(file: bytes) -> list[str]:
    """The words of the file in reading order, its footnotes last."""
    with ZipFile(io.BytesIO(file)) as parts:
        trees = [etree.fromstring(parts.read(f"word/{name}.xml")) for name in ("document", "footnotes")]
    paragraphs = [paragraph for tree in trees for paragraph in tree.iter(qn("w:p"))]
    return " ".join("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in paragraphs).split()


def test_page_and_word_say_the_same_in_the_same_order(letter: Document, file: bytes) -> None:
    expected = words(letter).split()
    assert shown_in_page(letter_html.page(letter)) == expected
    assert shown_in_word(file) == expected


@needs_office
def test_the_pdf_says_the_same_in_the_same_order(letter: Document, file: bytes, untouched: Material) -> None:
    own = replace(untouched, texts={"kern": "Eigen kern.", "bereikt 3": "Veertig mensen."})
    action = next(action for action in untouched.now.actions if action.id == "3")
    for made in (letter, document(own), leaflet(untouched, action)):
        printed = pdf.pdf_file(letter_word.word_file(made, DAY))
        assert Heard(printed).words() == "".join(words(made).split())


def test_without_libreoffice_the_app_says_how_to_make_a_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "office", lambda: None)
    with pytest.raises(pdf.NoPdf) as refused:
        pdf.pdf_file(b"")
    assert "Opslaan als, PDF" in refused.value.sentence


# --------------------------------------------------------------------------- how it is built


def test_the_page_is_one_file_without_scripts(letter: Document) -> None:
    tree = html.document_fromstring(letter_html.page(letter).decode())
    assert tree.get("lang") == "nl"
    assert tree.findtext(".//title") == letter.title
    assert not tree.xpath("//script | //link | //img | //*[@src] | //iframe")
    assert len(tree.xpath("//main")) == 1
    targets = {element.get("id") for element in tree.xpath("//*[@id]")}
    inner = [link.get("href")[1:] for link in tree.xpath("//a[starts-with(@href, '#')]")]
    assert set(inner) <= targets
    assert len(targets) == len(tree.xpath("//*[@id]"))


def test_markup_in_a_text_stays_text(untouched: Material) -> None:
    made = letter_html.page(document(replace(untouched, texts={"kern": "<script>alert(1)</script> & meer"})))
    assert b"<script>" not in made
    assert "<script>alert(1)</script> & meer" in " ".join(shown_in_page(made))


def levels(found: list[int]) -> bool:
    """Whether headings go down one level at a time."""
    return all(after - before <= 1 for before, after in zip([0, *found], found, strict=False))


def test_headings_have_no_gaps(letter: Document, file: bytes) -> None:
    for part in letter.parts:
        found = [block.level for block in part.blocks if isinstance(block, Heading)]
        assert found[0] == 1
        assert levels(found)
    paragraphs = read_word(io.BytesIO(file)).paragraphs
    styled = [one.style.name for one in paragraphs if one.style and one.style.name.startswith("Heading")]
    assert levels([int(name[-1]) for name in styled])


def test_the_word_file_reads_well_aloud(letter: Document, file: bytes) -> None:
    made: Any = read_word(io.BytesIO(file))
    assert made.core_properties.title == letter.title
    assert made.core_properties.language == "nl-NL"
    assert [one for one in made.paragraphs if not one.text.strip()] == []
    for table in made.tables:
        first = table.rows[0]._tr
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        assert not table._tbl.findall(f".//{qn('w:gridSpan')}") + table._tbl.findall(f".//{qn('w:vMerge')}")
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    assert {lang.get(qn("w:val")) for lang in made.element.iter(qn("w:lang"))} == {"en-GB"}


def test_footnotes_in_word_are_real(file: bytes) -> None:
    with ZipFile(io.BytesIO(file)) as parts:
        notes = etree.fromstring(parts.read("word/footnotes.xml"))
        text = etree.fromstring(parts.read("word/document.xml"))
        relations = parts.read("word/_rels/footnotes.xml.rels").decode()
    numbers = [one.get(qn("w:id")) for one in text.iter(qn("w:footnoteReference"))]
    known = [note.get(qn("w:id")) for note in notes]
    assert numbers == ["1", "2", "3", "4"]
    assert known == ["-1", "0", *numbers]
    assert "https://ptvt.nl/kennisbank/betatechmentality/" in relations


def test_every_page_in_word_is_marked(untouched: Material) -> None:
    example = document(replace(untouched, example=True))
    marked = read_word(io.BytesIO(letter_word.word_file(example, DAY)))
    assert marked.sections[0].header.paragraphs[0].text == "CONCEPT · VOORBEELD"


# --------------------------------------------------------------------------- how it reads


def test_a_sentence_is_measured_and_shown() -> None:
    long = " ".join(["Woord", *["woord"] * 20]) + "."
    found = measure(
        [paragraph(f"Kort. {long}"), Paragraph(line("Vastgesteld."), "adopted"), Heading(1, "Kop")]
    )
    assert (found.words, found.sentences, found.long) == (22, 2, (long,))
    assert found.sentence == "22 woorden · meestal 11 woorden per zin · één lange zin · nul woorden boven B1"
    hard = measure([paragraph("Conform het besluit is dit reeds gedaan, conform de brief.")])
    assert hard.sentence.endswith("twee woorden boven B1: conform (liever: volgens), reeds (liever: al)")


def test_our_own_sentences_are_short(letter: Document) -> None:
    for part in letter.parts:
        assert measure(part.blocks).median <= 20


# --------------------------------------------------------------------------- one page per action


@pytest.mark.parametrize("action_id", ["3", "9", "m1"])
def test_one_page_of_an_action_says_the_same_in_every_form(untouched: Material, action_id: str) -> None:
    action = next(action for action in untouched.now.actions if action.id == action_id)
    made = leaflet(untouched, action)
    expected = words(made).split()
    assert shown_in_page(letter_html.page(made)) == expected
    assert shown_in_word(letter_word.word_file(made, DAY)) == expected
    assert action.adopted is not None
    assert squeezed(action.adopted.explanation) in squeezed("".join(_with_notes(made)))


@pytest.mark.parametrize("example", [False, True])
def test_one_page_of_a_region_says_the_same_in_every_form(
    untouched: Material, path: Path, example: bool
) -> None:
    roc = desk.party(path, "Roc Noord")
    desk.chair(path, roc, region="AM15")
    desk.chair(path, region="AM15", role="lab")
    desk.step(path, roc)
    with reading(path) as db:
        region, now = region_facts(db, "AM15", DAY), state(db)
    made = region_page(now, region, amounts=False, example=example)
    expected = words(made)
    assert shown_in_page(letter_html.page(made)) == expected.split()
    assert shown_in_word(letter_word.word_file(made, DAY)) == expected.split()
    for said in (
        "Roc Noord",
        "lab (Noord-Holland Noord)",
        "Afspraak over instroom.",
        region.campuses[0].name,
    ):
        assert said in expected
    assert ("VOORBEELD" in expected) == example


def test_a_full_region_stays_on_one_page_and_counts_the_rest(untouched: Material, path: Path) -> None:
    for number in range(20):
        roc = desk.party(path, f"Regionaal opleidingscentrum nummer {number}")
        action_id = str(number % 11 + 1)
        desk.chair(
            path, roc, action_id=action_id, region="AM15", role=f"school die leerplekken biedt {number}"
        )
        desk.chair(path, action_id=action_id, region="AM15", role=f"bedrijf met leerplekken {number}")
        desk.step(path, roc)
    with reading(path) as db:
        region, now = region_facts(db, "AM15", DAY), state(db)
    made = region_page(now, region, amounts=True, example=True)
    assert sum(map(one_page.lines, made.parts[0].blocks)) <= one_page.LINES
    assert "en nog 1" in words(made)
    assert re.search(r"En nog \w+ coalities: zie de bladzijde Regio van de app\.", words(made))
    assert "En nog" not in words(
        region_page(untouched.now, replace(region, parties=(), campuses=()), amounts=True, example=False)
    )


@needs_office
def test_each_region_is_one_page_in_word_and_says_the_same_as_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WERKAGENDA_DB", str(tmp_path / "werkagenda.db"))
    told: dict[str, str] = {}
    for dataset, day in ((REAL, DAY), (EXAMPLE, date(2023, 3, 28))):
        with reading(seeding.prepare(dataset)) as db:
            now = state(db)
            for code in LABOUR_REGIONS:
                facts = region_facts(db, code, day)
                made = region_page(now, facts, amounts=True, example=dataset == EXAMPLE)
                told[f"{dataset} {code}"] = "".join(words(made).split())
                (tmp_path / f"{dataset} {code}.docx").write_bytes(letter_word.word_file(made, day))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(pdf.office()),
        profile,
        "--headless",
        "--convert-to",
        pdf.EXPORT,
        "--outdir",
        str(tmp_path),
    ]
    files = [str(tmp_path / f"{name}.docx") for name in told]
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=240)
    printed = {file.stem: Heard(file.read_bytes()) for file in tmp_path.glob("*.pdf")}
    assert {name: len(file.reader.pages) for name, file in printed.items()} == dict.fromkeys(told, 1)
    assert {name: file.words() for name, file in printed.items()} == told


def _with_notes(made: Document) -> list[str]:
    lines = [block.line for block in made.parts[0].blocks if isinstance(block, Paragraph)]
    return [run.text + run.note for found in lines for run in found]
