"""Files under a step: kept as they came, known by their content, and refused by name when they may not be."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from lib.model.evidence.attached import FILE_KINDS, MOST_BYTES, NAME_LENGTH
from lib.model.kinds import Invalid
from lib.store import agenda, coalitions, history, records
from lib.store.evidence import files
from lib.store.evidence.files import Given, kind_of, name_of
from lib.store.file import backup
from lib.store.file.connection import Database, reading, writing
from lib.store.upkeep import undoing
from tests.unit.cases import for_each
from tests.unit.desk import ANNA

PDF, PNG = b"%PDF-1.7\n%\xe2\xe3", b"\x89PNG\r\n\x1a\n\x00"
STEP = {"action_id": "3", "happened_on": "2022-01-01", "what": "Gesprek", "kind": "gesprek"}


def office(*parts: str) -> bytes:
    """A file of an office program with these parts, nothing in them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        for part in ("[Content_Types].xml", *parts):
            book.writestr(part, "x")
    return packed.getvalue()


def of_later(content: bytes) -> bytes:
    """The same file, said to be packed in a way that is not known yet."""
    at = content.index(b"PK\x01\x02") + 6
    return content[:at] + b"\xff" + content[at + 1 :]


def a_step(db: Database) -> int:
    return agenda.add_step(db, {**STEP, "started_by": "coalitie"})


GOOD = [
    ("verslag.pdf", PDF, "pdf"),
    ("flap.PNG", PNG, "png"),
    ("flap.jpeg", b"\xff\xd8\xff\xe0", "jpg"),
    ("telefoon.heic", b"\x00\x00\x00\x18ftypheic", "heic"),
    ("flap.webp", b"RIFF1234WEBP", "webp"),
    ("brief.docx", office("word/document.xml"), "docx"),
    ("tabel.xlsx", office("xl/workbook.xml"), "xlsx"),
    ("praat.pptx", office("ppt/presentation.xml"), "pptx"),
]
BAD = [
    ("leeg.pdf", b"", "is leeg"),
    ("groot.pdf", PDF + bytes(MOST_BYTES), "groter dan 10 MB"),
    ("pagina.pdf", b"<html><script>alert(1)</script>", "geen bestand dat bewaard wordt"),
    ("plaatje.svg", b"<svg onload='alert(1)'/>", "geen bestand dat bewaard wordt"),
    ("programma.pdf", b"MZ\x90\x00%PDF-1.7", "geen bestand dat bewaard wordt"),
    ("bijna.pdf", b" %PDF-1.7", "geen bestand dat bewaard wordt"),
    ("verslag.pdf.exe", PDF, "eindigen op .pdf"),
    ("verslag", PDF, "eindigen op .pdf"),
    ("foto.png", b"\xff\xd8\xff\xe0", "eindigen op .jpg"),
    ("macro.docx", office("word/document.xml", "word/vbaProject.bin"), "zit een macro"),
    ("beide.docx", office("word/document.xml", "xl/workbook.xml"), "geen bestand dat bewaard wordt"),
    ("los.zip", office(), "geen bestand dat bewaard wordt"),
    ("half.docx", office("word/document.xml")[:40], "geen bestand dat bewaard wordt"),
    ("later.docx", of_later(office("word/document.xml")), "geen bestand dat bewaard wordt"),
    ("veel.docx", office(*(f"word/{number}" for number in range(5_000))), "geen bestand dat bewaard wordt"),
]


@for_each(GOOD)
def test_a_file_is_known_by_its_content(name: str, content: bytes, kind: str) -> None:
    assert kind_of(Given(name, content)) == kind


def test_every_kind_is_tried() -> None:
    assert {kind for *_, kind in GOOD} == FILE_KINDS.keys()


@for_each(BAD, "path")
def test_a_file_that_may_not_be_kept_is_refused_by_name(
    path: Path, name: str, content: bytes, why: str
) -> None:
    with pytest.raises(Invalid, match=why) as refused, writing(path, ANNA) as db:
        files.attach(db, a_step(db), [Given("goed.pdf", PDF), Given(name, content)])
    assert name in refused.value.sentence
    with reading(path) as db:
        assert not agenda.steps(db, "3"), "nothing of a refused write stays"
        assert db.execute("SELECT count(*) FROM file_content").fetchone() == (0,)


@given(st.text(max_size=300))
def test_any_name_is_one_that_every_system_can_save(given_name: str) -> None:
    kept = name_of(f"{given_name}.pdf")
    assert kept.endswith(".pdf")
    assert 4 < len(kept) <= NAME_LENGTH
    assert not set(kept) & set('\\/:*?"<>|\n\r\x00\u202e')
    assert not kept.startswith((".", " "))


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\map\\verslag.pdf", "verslag.pdf"),
        ("ver\u202eslag.pdf", "verslag.pdf"),
        ('a"; filename="b.exe.pdf', "a_; filename=_b.exe.pdf"),
        (".pdf", "bestand.pdf"),
    ],
)
def test_a_name_keeps_no_folder_and_no_trick(given_name: str, kept: str) -> None:
    assert name_of(given_name).endswith(kept)


def test_a_file_is_kept_whole_once_and_in_history_copy_and_moments(path: Path, tmp_path: Path) -> None:
    with writing(path, ANNA) as db:
        step, other = a_step(db), a_step(db)
    with reading(path) as db:
        before = db.execute("SELECT max(at) FROM history").fetchone()[0]
    with writing(path, ANNA) as db:
        for number in (step, other, step):
            files.attach(db, number, [Given("verslag.pdf", PDF)])
    copied = tmp_path / "kopie.db"
    backup.copy(path, copied)
    for place in (path, copied):
        with reading(place) as db:
            (kept,) = files.of_steps(db, [step])[step]
            assert files.content(db, kept) == PDF
            assert db.execute("SELECT count(*) FROM file_content").fetchone() == (1,)
            told = [
                json.loads(row) for (row,) in db.execute("SELECT row FROM history WHERE tbl = 'step_file'")
            ]
            assert [row["sha256"] for row in told] == [kept.sha256] * 2
    with reading(path, before) as db:
        assert files.of_steps(db, [step]) == {}
    with reading(path) as db:
        about = [change.about for change in history.changes_of(db, "step_file", "1", history.newest(db))]
    assert about == ["3"]


def test_content_never_changes_whichever_program_writes(path: Path) -> None:
    with writing(path, ANNA) as db:
        files.attach(db, a_step(db), [Given("verslag.pdf", PDF)])
    with closing(sqlite3.connect(path)) as bare:
        for statement in (
            "UPDATE file_content SET content = x'00'",
            "DELETE FROM file_content",
            "INSERT OR REPLACE INTO file_content SELECT sha256, x'00' FROM file_content",
            "DELETE FROM step_file",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                bare.execute(statement)


def test_a_file_that_was_undone_or_withdrawn_comes_back_by_adding_it_again(path: Path) -> None:
    with writing(path, ANNA) as db:
        step = a_step(db)
        before = history.newest(db)
        files.attach(db, step, [Given("verslag.pdf", PDF)])
        span = before, history.newest(db)
    with writing(path, ANNA, "Ongedaan gemaakt") as db:
        undoing.undo(db, [span])
        assert files.of_steps(db, [step]) == {}
    for _ in range(2):
        with writing(path, ANNA) as db:
            files.attach(db, step, [Given("verslag.pdf", PDF)])
            (kept,) = files.of_steps(db, [step])[step]
        with writing(path, ANNA, "verkeerde versie") as db:
            records.withdraw(db, "step_file", kept.id, kept.version)


def test_a_party_is_taken_off_a_step_unless_its_standing_leans_on_it(path: Path) -> None:
    with writing(path, ANNA) as db:
        one, two = (agenda.add_party(db, {"name": name, "helix": "onderwijs"}) for name in ("Een", "Twee"))
        step = agenda.add_step(db, {**STEP, "started_by": "coalitie"}, [one, two])
        coalitions.set_activation(db, "3", one, 4, step_id=step)
        agenda.leave(db, step, [two])
        assert agenda.steps(db, "3")[0].parties == ("Een",)
    with pytest.raises(Invalid, match="leunt de trede van Een"), writing(path, ANNA) as db:
        agenda.leave(db, step, [one])
    with writing(path, ANNA) as db:
        agenda.take_part(db, step, [two])
        assert agenda.steps(db, "3")[0].parties == ("Een", "Twee")
