"""Where the lean files stand that `build` made: scripts in Brotli and gzip, and fonts with fewer signs.

Each kind has a folder that is named after all it was made from, so that files of another version of Streamlit
or of the app are never taken, and that appears as a whole when it is ready.
"""

from __future__ import annotations

import gzip
import os
from collections.abc import Iterable
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from lib.web.assets.icons import words_of
from lib.web.assets.words import WORDS

ROOT = Path(__file__).resolve().parents[3]
SOURCES = [ROOT / "app.py", ROOT / "pages", ROOT / "lib"]
FONT = ".woff2"
PLACE = "WERKAGENDA_LEAN"
"""The environment variable that names another folder for them, as tests do."""
PLAIN, GZIP, BROTLI = "identity", "gzip", "br"
ENDS = {PLAIN: "", GZIP: ".gz", BROTLI: ".br"}
FORMAT = "1"
"""Changes when `build` makes the same files in another way."""


class Lean:
    """The lean files of this version of everything; none before they are made, or in no folder at all."""

    def __init__(self, folder: Path | None = None, version: str = "") -> None:
        self._folder = folder
        self._version = version

    def has(self, name: str, coding: str) -> bool:
        """Tell whether the file of this name is there in this form."""
        return self._folder is not None and self._folder.exists() and self._file(name, coding).exists()

    def read(self, name: str, coding: str) -> bytes:
        """Return the bytes of a file that is there."""
        return self._file(name, coding).read_bytes()

    def _file(self, name: str, coding: str) -> Path:
        return self._folders[name.endswith(FONT)] / (name + ENDS[coding])

    @cached_property
    def _folders(self) -> dict[bool, Path]:
        """Where they would be: known only when somebody began to make some, for it takes a moment."""
        return folders(self._folder or Path(), self._version)


def lean_folder() -> Path:
    """Return the folder that holds the lean files of all versions."""
    return Path(os.environ.get(PLACE) or ROOT / ".cache" / "lean")


def folders(folder: Path, version: str) -> dict[bool, Path]:
    """Return where the fonts (True) and the other files (False) of this version of Streamlit belong."""
    fonts = _key([FORMAT, *sorted(words_of(SOURCES))])
    scripts = _key([FORMAT, repr(WORDS)])
    return {True: folder / f"{version}-fonts-{fonts}", False: folder / f"{version}-scripts-{scripts}"}


def pack(raw: bytes) -> bytes:
    """Compress with gzip, the same bytes each time."""
    return gzip.compress(raw, 9, mtime=0)


def _key(parts: Iterable[str]) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:12]
