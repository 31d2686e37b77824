"""What hangs on a step: the files that show it, and the parties that were there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lib.model.field import choice, declare, line, number, of_party, party_name
from lib.model.kinds import reference
from lib.model.record import ground, record

MOST_BYTES = 10_000_000
NAME_LENGTH = 120
_ACTION = "(SELECT action_id FROM step WHERE id = NEW.step_id)"
_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that may be kept: how people call it, how its name may end, its type for a browser."""

    name: str
    endings: tuple[str, ...]
    mime: str


FILE_KINDS: Mapping[str, FileKind] = {
    "pdf": FileKind("PDF", ("pdf",), "application/pdf"),
    "jpg": FileKind("foto (JPG)", ("jpg", "jpeg"), "image/jpeg"),
    "png": FileKind("foto (PNG)", ("png",), "image/png"),
    "heic": FileKind("foto (HEIC)", ("heic", "heif"), "image/heic"),
    "webp": FileKind("foto (WEBP)", ("webp",), "image/webp"),
    "docx": FileKind("Word", ("docx",), f"{_OFFICE}.wordprocessingml.document"),
    "xlsx": FileKind("Excel", ("xlsx",), f"{_OFFICE}.spreadsheetml.sheet"),
    "pptx": FileKind("PowerPoint", ("pptx",), f"{_OFFICE}.presentationml.presentation"),
}
"""Every kind of file that a step takes, by how it is stored."""
_STEP = reference("Gebeurtenis")


@record(
    "step_file",
    "Bestand bij een gebeurtenis",
    title=lambda row, _: f"Bestand “{row['name']}”",
    added=lambda row, _: f"Bestand “{row['name']}” bij een gebeurtenis gevoegd.",
    withdrawn="bestand ingetrokken",
    about=_ACTION,
    part="gebeurtenissen",
    same=("step_id", "sha256"),
)
class StepFile:
    """A file under a step: its name, kind and size, and the hash that its content is kept by."""

    id: int
    step_id: int = declare("step", _STEP, label="Gebeurtenis", own=False)
    name: str = line("De naam van het bestand", "naam van het bestand", NAME_LENGTH, own=False)
    kind: str = choice(
        "Soort bestand", "soort bestand", {key: kind.name for key, kind in FILE_KINDS.items()}, own=False
    )
    size: int = number("De grootte", "grootte in bytes", (1, MOST_BYTES), own=False)
    sha256: str = line("De SHA-256", "SHA-256", 64, own=False)
    author: str
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


@record(
    "step_party",
    "Aanwezig bij een gebeurtenis",
    title=lambda row, parties: f"{party_name(row['party_id'], parties)} bij een gebeurtenis",
    added=None,
    withdrawn="van een gebeurtenis afgehaald",
    gone=lambda row, parties: (
        f"{party_name(row['party_id'], parties)} is van een gebeurtenis afgehaald – {ground(row)}."
    ),
    about=_ACTION,
    same=("step_id", "party_id"),
)
class StepParty:
    """A party that was at a step."""

    id: int
    step_id: int = declare("step", _STEP, label="Gebeurtenis", own=False)
    party_id: int = of_party()
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
