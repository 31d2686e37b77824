"""Tracked changes between two letters: accept all and it is the new one, reject all and it is the old one."""

from __future__ import annotations

import io
import random
import re
from datetime import date
from os import environ
from typing import Any
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from lxml import etree

from lib.documents import letter_word
from lib.documents.word_revisions import with_revisions
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
    paragraph,
)

DAY = date(2023, 6, 12)
PAIRS = int(environ.get("REVISION_PAIRS", "12"))
"""How many random pairs are tried; more of them on request."""
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


def file(found: list[Block]) -> bytes:
    letter = Document("Brief", (), (Part("brief", "Brief", tuple(found)),), {"1": line("Een voetnoot.")}, "b")
    return letter_word.word_file(letter, DAY)


def body(made: bytes) -> bytes:
    with ZipFile(io.BytesIO(made)) as parts:
        return parts.read("word/document.xml")


def lines(made: bytes) -> list[str]:
    """The paragraphs of a file without tracked changes."""
    tree = etree.fromstring(body(made))
    return ["".join(one.text or "" for one in p.iter(qn("w:t"))) for p in tree.iter(qn("w:p"))]


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
    parts = {qn("w:t"), qn("w:delText")}
    return ["".join(e.text or "" for e in p.iter() if e.tag in parts) for p in tree.iter(qn("w:p"))]


def settled_by_text(made: bytes, kept: str, dropped: str) -> list[str]:
    """The same by a second reader, that knows no tree: it only looks at the text of the file."""
    source = body(made).decode()
    rows = rf"<w:tr>(?:(?!</w:tr>).)*?<w:trPr>(?:(?!</w:trPr>).)*?<{dropped} [^>]*/>.*?</w:tr>"
    source = re.sub(rows, "", source, flags=re.DOTALL)
    found = []
    for one in re.findall(r"<w:p>.*?</w:p>|<w:p/>", source, flags=re.DOTALL):
        properties = re.search(r"<w:pPr>.*?</w:pPr>", one, flags=re.DOTALL)
        if properties and f"<{dropped} " in properties[0]:
            continue
        rest = re.sub(rf"<{dropped} [^>]*>(?:(?!</{dropped}>).)*</{dropped}>", "", one, flags=re.DOTALL)
        said = re.findall(r"<w:(?:t|delText)(?: [^>]*)?>([^<]*)<", rest)
        found.append("".join(said))
    return found


@pytest.fixture(scope="module")
def pairs() -> list[tuple[bytes, bytes, bytes]]:
    """Pairs of letters, old and new, with the one that holds the revisions."""
    chance = random.Random(20230612)
    found = []
    for _ in range(PAIRS):
        before = blocks(chance)
        old, new = file(before), file(changed(chance, before))
        found.append((old, new, with_revisions(new, old, "Anna", DAY)))
    return found


@pytest.mark.parametrize("reader", [settled, settled_by_text])
def test_accepted_it_is_the_new_letter_and_rejected_the_old_one(
    pairs: list[tuple[bytes, bytes, bytes]], reader: Any
) -> None:
    for old, new, made in pairs:
        assert reader(made, "w:ins", "w:del") == lines(new)
        assert reader(made, "w:del", "w:ins") == lines(old)


def test_two_equal_letters_have_nothing_to_revise() -> None:
    made = file(blocks(random.Random(1)))
    assert body(with_revisions(made, made, "Anna", DAY)) == body(made)


def test_a_changed_word_is_one_word_out_and_one_in_by_whoever_changed_it() -> None:
    old = file([Heading(1, "Brief"), paragraph("De fase van actie drie is purpose case sinds mei.")])
    new = file([Heading(1, "Brief"), paragraph("De fase van actie drie is draagvlaktoets sinds mei.")])
    tree = etree.fromstring(body(with_revisions(new, old, "Anna, Bram", DAY)))
    gone = ["".join(one.itertext()) for one in tree.iter(qn("w:del"))]
    come = ["".join(one.itertext()) for one in tree.iter(qn("w:ins"))]
    assert "".join(gone) == "purpose case"
    assert come == ["draagvlaktoets"]
    assert {one.get(qn("w:author")) for one in tree.iter(qn("w:ins"), qn("w:del"))} == {"Anna, Bram"}
