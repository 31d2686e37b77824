"""The files under a step: kept in the agenda itself, by their hash.

Owns what may come in: judged by its content, never by what its name says, and never opened.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import PurePosixPath
from typing import NamedTuple

from sqlite_utils import Database

from lib.dutch import list_text
from lib.model.evidence.attached import FILE_KINDS, MOST_BYTES, NAME_LENGTH, StepFile
from lib.model.kinds import Invalid, clean_text, quoted
from lib.store import records
from lib.store.file.rows import get, rows_of

FIELD = "files"
MOST_FILES = 20
"""How many files one step takes."""
_BEGINS = {
    "pdf": re.compile(rb"%PDF-\d"),
    "jpg": re.compile(rb"\xff\xd8\xff"),
    "png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "heic": re.compile(rb"....ftyp(?:hei[cxms]|hev[cx]|mif1|msf1)", re.DOTALL),
}
_OFFICE = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_MOST_PARTS = 5_000
_NOT_IN_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


class Given(NamedTuple):
    """A file as somebody brings it."""

    name: str
    content: bytes


def attach(db: Database, step_id: int, files: Iterable[Given]) -> None:
    """Keep files under a step, each once; raise Invalid for the first that may not be kept."""
    get(db, "step", step_id)
    for file in files:
        _attach_one(db, step_id, file)
    if len(of_steps(db, [step_id]).get(step_id, ())) > MOST_FILES:
        raise Invalid(FIELD, f"Een gebeurtenis heeft hoogstens {MOST_FILES} bestanden. Trek er eerst een in.")


def _attach_one(db: Database, step_id: int, file: Given) -> None:
    kind = kind_of(file)
    digest = hashlib.sha256(file.content).hexdigest()
    same = "SELECT * FROM step_file WHERE step_id = ? AND sha256 = ?"
    there = next(iter(list(db.query(same, (step_id, digest)))), None)
    if there and there["withdrawn_on"]:
        records.take_back_in(db, "step_file", there["id"], there["version"])
    if there:
        return
    if not db.execute("SELECT 1 FROM main.file_content WHERE sha256 = ?", (digest,)).fetchone():
        db.table("file_content").insert({"sha256": digest, "content": file.content})
    size = len(file.content)
    values = {"step_id": step_id, "name": name_of(file.name), "kind": kind, "size": size, "sha256": digest}
    records.add(db, "step_file", values)


def of_steps(db: Database, step_ids: Collection[int]) -> dict[int, list[StepFile]]:
    """Return the files of steps that were not withdrawn, in the order in which they came."""
    marks = ", ".join("?" for _ in step_ids) or "NULL"
    asked = f"SELECT * FROM step_file WHERE withdrawn_on IS NULL AND step_id IN ({marks}) ORDER BY id"
    found: dict[int, list[StepFile]] = {}
    for file in rows_of(db, StepFile, asked, step_ids):
        found.setdefault(file.step_id, []).append(file)
    return found


def file(db: Database, file_id: int) -> StepFile | None:
    return next(iter(rows_of(db, StepFile, "SELECT * FROM step_file WHERE id = ?", [file_id])), None)


def content(db: Database, kept: StepFile) -> bytes:
    """Return what is in a file; raise Invalid when it is not what was kept."""
    found = db.execute("SELECT content FROM main.file_content WHERE sha256 = ?", (kept.sha256,)).fetchone()
    whole = bytes(found[0]) if found else b""
    if hashlib.sha256(whole).hexdigest() != kept.sha256:
        raise Invalid(FIELD, "Dit bestand is niet meer wat is bewaard. Zet een kopie van de agenda terug.")
    return whole


# ------------------------------------------------------------------------ what may come in


def kind_of(file: Given) -> str:
    """Return what kind of file this is by its content; raise Invalid for any that is not kept."""
    shown = quoted(file.name)
    if not file.content:
        raise Invalid(FIELD, f"{shown} is leeg. Kies een ander bestand.")
    if len(file.content) > MOST_BYTES:
        raise Invalid(FIELD, f"{shown} is groter dan 10 MB. Maak het kleiner, of leg een link vast.")
    kind = next((kind for kind, begin in _BEGINS.items() if begin.match(file.content)), None)
    kind = kind or _office_kind(file.content, shown)
    if kind is None:
        names = list_text(kind.name for kind in FILE_KINDS.values())
        raise Invalid(FIELD, f"{shown} is van binnen geen bestand dat bewaard wordt. Kies uit: {names}.")
    ending = PurePosixPath(clean_text(file.name)).suffix.lower().lstrip(".")
    if ending not in FILE_KINDS[kind].endings:
        right = FILE_KINDS[kind].endings[0]
        raise Invalid(
            FIELD, f"{shown} is van binnen {FILE_KINDS[kind].name}. Laat de naam eindigen op .{right}."
        )
    return kind


def _office_kind(content: bytes, shown: str) -> str | None:
    """Return which program of an office made a file; its parts are listed, never unpacked."""
    parts: list[str] = []
    with suppress(zipfile.BadZipFile, RuntimeError, ValueError, OSError):
        if content.startswith(b"PK\x03\x04"):
            parts = zipfile.ZipFile(io.BytesIO(content)).namelist()
    if "[Content_Types].xml" not in parts or len(parts) > _MOST_PARTS:
        return None
    if any(part.lower().endswith(("vbaproject.bin", ".exe", ".dll")) for part in parts):
        raise Invalid(FIELD, f"In {shown} zit een macro of programma. Sla het op zonder, of als PDF.")
    kinds = {kind for folder, kind in _OFFICE.items() if any(part.startswith(folder) for part in parts)}
    return kinds.pop() if len(kinds) == 1 else None


def name_of(given: str) -> str:
    """Return the name of a file as it is kept: no folders, and no sign that a system reads as more."""
    bare = clean_text(given).replace("\\", "/").rpartition("/")[2]
    stem, dot, ending = " ".join(_NOT_IN_NAME.sub("_", bare).split()).rpartition(".")
    return f"{stem.strip('. ')[: NAME_LENGTH - len(ending) - 1].rstrip() or 'bestand'}{dot}{ending}"
