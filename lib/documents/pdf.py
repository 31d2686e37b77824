"""A Word file as a tagged PDF, made by LibreOffice where the machine has it."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

MIME = "application/pdf"
HOW = (
    "Voor een PDF is LibreOffice nodig, en dat staat niet op deze computer. Open de brief in Word en kies "
    "Opslaan als, PDF, met bij Opties “Documentstructuurlabels voor toegankelijkheid” aan."
)
"""What to do where there is no LibreOffice."""

_SECONDS = 120
_OPTIONS = {
    name: {"type": "boolean", "value": "true"}
    for name in ("UseTaggedPDF", "PDFUACompliance", "ExportBookmarks")
}
EXPORT = f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}"
"""What LibreOffice is asked to make: a PDF that can be heard."""


class NoPdf(RuntimeError):
    """A PDF could not be made; `sentence` says in Dutch what to do instead."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@cache
def office() -> str | None:
    """Return where LibreOffice stands on this machine, None where it is not."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def pdf_file(word_file: bytes) -> bytes:
    """Return a Word file as PDF. Raises NoPdf where there is no LibreOffice, or when it does not manage."""
    program = office()
    if program is None:
        raise NoPdf(HOW)
    with tempfile.TemporaryDirectory(prefix="werkagenda-pdf-") as name:
        folder = Path(name)
        (folder / "brief.docx").write_bytes(word_file)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            EXPORT,
            "--outdir",
            str(folder),
            str(folder / "brief.docx"),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
            return (folder / "brief.pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as problem:
            raise NoPdf("De PDF is niet gelukt. Probeer het opnieuw, of maak hem in Word.") from problem
