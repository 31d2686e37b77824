"""Tracked changes between two letters: accept all and it is the new one, reject all and it is the old one."""

from __future__ import annotations

import html
import io
import random
import re
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from lxml import etree

from lib.documents import letter_word, pdf
from lib.documents.word_revisions import Author, with_revisions
from lib.rules.letter.content import (
    Block,
    Document,
    Heading,
    Listing,
    Pairs,
    Part,
    Run,
    Table,
    cell,
    line,
    link,
    paragraph,
)

DAY = date(2023, 6, 12)
APP = Author("Werkagenda", "2023-06-12T12:00:00Z")
ANNA, BRAM = Author("Anna", "2023-05-01T09:30:00Z"), Author("Bram", "2023-05-02T10:00:00Z")
FIRST_LETTERS, REVISIONS = 4, 5
"""How many letters are written anew, and how often each is revised after that.

Twenty pairs have each kind of block gone, come, changed and moved along several times over.
"""
WORDS = "actie fase doel coalitie campus techniek partij vouchers najaar besluit".split()


def text(chance: random.Random, most: int = 9) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))


def blocks(chance: random.Random) -> list[Block]:
    found: list[Block] = [Heading(1, "Brief", "brief")]
    for _ in range(chance.randint(2, 7)):
        rows = tuple((cell(word), cell(text(chance))) for word in WORDS[: chance.randint(1, 5)])
        kinds: list[Block] = [
            Heading(2, text(chance, 3)),
            paragraph(text(chance)),
            paragraph(text(chance), "adopted"),
            Listing(tuple(line(text(chance)) for _ in range(chance.randint(1, 3)))),
            Pairs(((text(chance, 1), (Run(text(chance), "strong"), Run(text(chance)))),)),
            Table("Tabel", ("Woord", "Tekst"), rows, (4.0, 12.0)),
            paragraph(f"{text(chance)}[^{chance.choice('234')}] {text(chance)}"),
        ]
        found.append(chance.choice(kinds))
    return [*found, paragraph("Einde[^1] van de brief.")]


def changed(chance: random.Random, old: list[Block]) -> list[Block]:
    """The same with some blocks gone, some new, and some words other."""
    new: list[Block] = [old[0]]
    for block in old[1:-1]:
        if chance.random() < 0.25:
            continue
        if chance.random() < 0.25:
            new += blocks(chance)[1:2]
        new.append(paragraph(f"{text(chance, 2)} {text(chance)}") if chance.random() < 0.2 else block)
    return [*new, paragraph("Einde[^1] van de nieuwe brief.")]


NOTES = {
    "1": line("Een voetnoot."),
    "2": line("Nog een voetnoot."),
    "3": link("Een bron", "https://voorbeeld.nl/a"),
}


def file(found: list[Block], last: str = "Een vierde.") -> bytes:
    """A letter of these blocks, in which the text of the last footnote may differ."""
    notes = {**NOTES, "4": line(last)}
    letter = Document("Brief", (), (Part("brief", "Brief", tuple(found)),), notes, "b")
    return letter_word.word_file(letter, DAY)


def body(made: bytes, part: str = "document") -> bytes:
    with ZipFile(io.BytesIO(made)) as parts:
        return parts.read(f"word/{part}.xml")


def notes_of(made: bytes, dropped: str = "w:none") -> dict[str, str]:
    """The words of each footnote by its number, without what is dropped."""
    tree = etree.fromstring(body(made, "footnotes"))
    for change in list(tree.iter(qn(dropped))):
        change.getparent().remove(change)
    return {
        note.get(qn("w:id")): "".join(one.text or "" for one in note.iter(qn("w:t"), qn("w:delText")))
        for note in tree
    }


def said(paragraph: Any, notes: dict[str, str]) -> str:
    """The words of a paragraph, with those of a footnote where it is referred to."""
    parts = paragraph.iter(qn("w:t"), qn("w:delText"), qn("w:footnoteReference"))
    return "".join(one.text or notes.get(one.get(qn("w:id")), "") for one in parts)


def lines(made: bytes) -> list[str]:
    """The paragraphs of a file without tracked changes."""
    tree, notes = etree.fromstring(body(made)), notes_of(made)
    return [said(paragraph, notes) for paragraph in tree.iter(qn("w:p"))]


def settled(made: bytes, kept: str, dropped: str) -> list[str]:
    """The paragraphs when one kind of change is kept and the other is not: the first reader, by element."""
    tree = etree.fromstring(body(made))
    for row in list(tree.iter(qn("w:tr"))):
        if row.find(f"{qn('w:trPr')}/{qn(dropped)}") is not None:
            row.getparent().remove(row)
    for table in list(tree.iter(qn("w:tbl"))):
        if table.find(qn("w:tr")) is None:
            table.getparent().remove(table)
    for one in list(tree.iter(qn("w:p"))):
        if one.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(dropped)}") is not None:
            one.getparent().remove(one)
    for change in list(tree.iter(qn(dropped))):
        change.getparent().remove(change)
    notes = notes_of(made, dropped)
    return [said(paragraph, notes) for paragraph in tree.iter(qn("w:p"))]


def settled_by_text(made: bytes, kept: str, dropped: str) -> list[str]:
    """The same by a second reader, that knows no tree: it only looks at the text of the file."""
    source = body(made).decode()
    rows = rf"<w:tr>(?:(?!</w:tr>).)*?<w:trPr>(?:(?!</w:trPr>).)*?<{dropped} [^>]*/>.*?</w:tr>"
    source = re.sub(rows, "", source, flags=re.DOTALL)
    gone = rf"<{dropped} [^>]*>(?:(?!</{dropped}>).)*</{dropped}>"
    source_of_notes = re.sub(gone, "", body(made, "footnotes").decode(), flags=re.DOTALL)
    notes = {
        number: "".join(re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)<", note))
        for number, note in re.findall(
            r'<w:footnote [^>]*w:id="(-?\d+)"[^>]*>(.*?)</w:footnote>', source_of_notes, flags=re.DOTALL
        )
    }
    found = []
    for one in re.findall(r"<w:p>.*?</w:p>|<w:p/>", source, flags=re.DOTALL):
        properties = re.search(r"<w:pPr>.*?</w:pPr>", one, flags=re.DOTALL)
        if properties and f"<{dropped} " in properties[0]:
            continue
        rest = re.sub(gone, "", one, flags=re.DOTALL)
        words = re.findall(r'<w:(?:t|delText)(?: [^>]*)?>([^<]*)<|<w:footnoteReference w:id="(\d+)"', rest)
        found.append("".join(text or notes.get(number, "") for text, number in words))
    return found


@pytest.fixture(scope="module")
def pairs() -> list[tuple[bytes, bytes, bytes]]:
    """Pairs of letters, old and new, with the one that holds the revisions."""
    chance = random.Random(20230612)
    found = []
    for _ in range(FIRST_LETTERS):
        told = blocks(chance)
        old = file(told)
        for _ in range(REVISIONS):
            told = changed(chance, told)
            new = file(told, chance.choice(["Een vierde.", "Een andere vierde."]))
            of_new, of_old = authors(chance, new), authors(chance, old)
            found.append((old, new, with_revisions(new, old, APP, of_new, of_old)))
            old = new
    return found


@pytest.mark.parametrize("reader", [settled, settled_by_text])
def test_accepted_it_is_the_new_letter_and_rejected_the_old_one(
    pairs: list[tuple[bytes, bytes, bytes]], reader: Any
) -> None:
    for old, new, made in pairs:
        assert reader(made, "w:ins", "w:del") == lines(new)
        assert reader(made, "w:del", "w:ins") == lines(old)


MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">
Sub SettleAll(folder As String, last As Integer)
  Settle(folder &amp; "/accepted", "AcceptAllTrackedChanges", last)
  Settle(folder &amp; "/rejected", "RejectAllTrackedChanges", last)
  Settle(folder &amp; "/new", "AcceptAllTrackedChanges", last)
  Settle(folder &amp; "/old", "RejectAllTrackedChanges", last)
End Sub
Sub Settle(folder As String, command As String, last As Integer)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim asPage(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  asPage(0).Name = "FilterName"
  asPage(0).Value = "HTML (StarWriter)"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  For number = 0 To last
    place = ConvertToURL(folder &amp; "/" &amp; number &amp; ".docx")
    doc = StarDesktop.loadComponentFromURL(place, "_blank", 0, hidden())
    dispatcher.executeDispatch(doc.CurrentController.Frame, ".uno:" &amp; command, "", 0, Array())
    doc.storeToURL(ConvertToURL(folder &amp; "/" &amp; number &amp; ".html"), asPage())
    doc.close(True)
  Next
End Sub
</script:module>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
<library:element library:name="Module1"/></library:library>"""
PILES = ("accepted", "rejected", "new", "old")


def by_office(piles: Sequence[Sequence[bytes]], folder: Path) -> list[list[str]]:
    """The words of Word files, with their footnotes, after LibreOffice accepted or rejected their changes.

    It starts once for all piles: that takes as long as to read some dozens of files.
    """
    program = [str(pdf.office()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run([*program, "--terminate_after_init"], check=True, capture_output=True)
    basic = folder / "profile" / "user" / "basic" / "Standard"
    (basic / "Module1.xba").write_text(MACRO)
    (basic / "script.xlb").write_text(LIBRARY)
    for name, files in zip(PILES, piles, strict=True):
        (folder / name).mkdir()
        for number, made in enumerate(files):
            (folder / name / f"{number}.docx").write_bytes(made)
    call = f'macro:///Standard.Module1.SettleAll("{folder}",{len(piles[0]) - 1})'
    subprocess.run([*program, call], check=True, capture_output=True)
    return [
        [words_in(folder / name / f"{number}.html") for number in range(len(files))]
        for name, files in zip(PILES, piles, strict=True)
    ]


def words_in(page: Path) -> str:
    """The words of a page, without the footer: its number of pages is counted before the changes."""
    markup = page.read_text(encoding="utf-8").partition("<body")[2]
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())
    return words.rpartition(" Brief · pagina")[0]


@pytest.mark.skipif(pdf.office() is None, reason="LibreOffice is not on this machine")
def test_libreoffice_accepts_and_rejects_to_the_same_letters(
    pairs: list[tuple[bytes, bytes, bytes]], tmp_path: Path
) -> None:
    old, new, made = (list(files) for files in zip(*pairs, strict=True))
    accepted, rejected, as_new, as_old = by_office((made, made, new, old), tmp_path)
    assert accepted == as_new
    assert rejected == as_old


def test_two_equal_letters_have_nothing_to_revise() -> None:
    made = file(blocks(random.Random(1)))
    assert body(with_revisions(made, made, APP)) == body(made)


def authors(chance: random.Random, made: bytes) -> list[Author | None]:
    """Somebody or nobody for each paragraph of a file."""
    return [chance.choice([ANNA, BRAM, None]) for _ in lines(made)]


def marks(made: bytes) -> set[tuple[str, str, str, str]]:
    """Each change of words: whether they came or went, the words, by whom and when."""
    tree = etree.fromstring(body(made))
    return {
        (one.tag.partition("}")[2], words, one.get(qn("w:author")), one.get(qn("w:date")))
        for one in tree.iter(qn("w:ins"), qn("w:del"))
        if (words := "".join(one.itertext()).strip())
    }


def test_a_changed_word_is_one_word_out_and_one_in_by_whoever_changed_it() -> None:
    old = file([Heading(1, "Brief"), paragraph("De fase van actie drie is idee sinds mei.")])
    new = file([Heading(1, "Brief"), paragraph("De fase van actie drie is draagvlaktoets sinds mei.")])
    assert marks(with_revisions(new, old, APP, [None, ANNA])) == {
        ("del", "idee", ANNA.name, ANNA.at),
        ("ins", "draagvlaktoets", ANNA.name, ANNA.at),
    }


def test_each_change_is_by_who_made_it_and_what_nobody_changed_by_the_app() -> None:
    """Rows and sentences of two people beside each other, what somebody withdrew, and what was worked out."""
    heads, widths = ("Nr.", "Fase"), (2.0, 14.0)

    def letter(*told: str, rows: dict[str, str]) -> bytes:
        table = Table("Stand", heads, tuple((cell(nr), cell(fase)) for nr, fase in rows.items()), widths)
        return file([Heading(1, "Brief"), *map(paragraph, told), table])

    old = letter("Er zijn elf acties.", "Vervallen zin.", "Gelijk.", rows={"1": "idee", "2": "idee"})
    new = letter("Er zijn twaalf acties.", "Gelijk.", rows={"1": "coalitie", "2": "toets", "3": "nieuw"})
    of_old = [None, None, BRAM, None, *[None] * 7]
    of_new = [None, None, None, None, None, None, None, ANNA, None, BRAM, ANNA, ANNA]
    made = with_revisions(new, old, APP, of_new, of_old)
    assert {(kind, words, by) for kind, words, by, _ in marks(made)} == {
        ("del", "Vervallen zin.", "Bram"),
        ("del", "elf", "Werkagenda"),
        ("ins", "twaalf", "Werkagenda"),
        ("del", "idee", "Anna"),
        ("ins", "coalitie", "Anna"),
        ("del", "idee", "Bram"),
        ("ins", "toets", "Bram"),
        ("ins", "3", "Anna"),
        ("ins", "nieuw", "Anna"),
    }


def test_authors_of_other_paragraphs_than_the_file_has_are_not_believed() -> None:
    old, new = file([paragraph("Een.")]), file([paragraph("Twee.")])
    assert {by for *_, by, _ in marks(with_revisions(new, old, APP, [ANNA, ANNA, ANNA]))} == {APP.name}
