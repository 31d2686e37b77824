"""The licences of all that the app ships: `python -m lib.documents.licences`, or `make licences`.

Owns what each part says of itself: packages in their own metadata, fonts and scripts by the names of the
files that Streamlit brings along.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatch
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements.txt"
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==", re.MULTILINE)
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Part:
    """One part of what is shipped: its name and version, its licence, and what it is."""

    name: str
    version: str
    licence: str
    kind: str


FONTS = (
    ("SourceSans*", "Source Sans 3", "OFL-1.1"),
    ("SourceSerif*", "Source Serif 4", "OFL-1.1"),
    ("SourceCode*", "Source Code Pro", "OFL-1.1"),
    ("MaterialSymbols*", "Material Symbols Rounded", "Apache-2.0"),
    ("KaTeX_*", "KaTeX-lettertypen", "MIT"),
)
"""The fonts that Streamlit carries, by the names of their files."""
OWN = "Eigen werk; de licentie is nog niet gekozen"


def parts() -> list[Part]:
    """Return every part: the app itself, the packages that are installed for it, fonts and scripts."""
    streamlit = distribution("streamlit")
    fonts = [Part(name, "", licence, "lettertype") for _, name, licence in FONTS]
    scripts = [
        Part("Werkagenda: schermen, scripts en opmaak", "", OWN, "app"),
        Part("Scripts van de schermen van Streamlit", streamlit.version, licence_of(streamlit), "script"),
    ]
    return [*scripts, *packages(), *fonts]


def packages() -> list[Part]:
    """Return the packages of `requirements.txt` that this machine uses, by name."""
    names = sorted(set(_PINNED.findall(REQUIREMENTS.read_text("utf-8"))), key=str.casefold)
    found = []
    for name in names:
        try:
            package = distribution(name)
        except PackageNotFoundError:  # it is for another system
            continue
        found.append(Part(package.metadata["Name"], package.version, licence_of(package), "pakket"))
    return found


def licence_of(package: Distribution) -> str:
    """Return the licence that a package gives in its metadata; empty when it gives none."""
    metadata = package.metadata
    given = [metadata[name] for name in ("License-Expression", "License") if name in metadata]
    written = next((line for text in given if (line := text.strip().partition("\n")[0])), "")
    classified = [
        line.rpartition("::")[2].strip()
        for line in metadata.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    fits = written and len(written) <= _LONGEST_NAME and not written.startswith("Copyright")
    return written if fits else ", ".join(classified)


def fonts_shipped() -> dict[str, str]:
    """Return the font files that Streamlit brings along, each with the name of its font; empty if unknown."""
    files = [path.name for path in distribution("streamlit").files or [] if path.suffix == ".woff2"]
    return {file: next((name for pattern, name, _ in FONTS if fnmatch(file, pattern)), "") for file in files}


def main() -> None:
    """Print all parts with their licences."""
    for part in parts():
        print(f"{part.kind:10} {part.name:42} {part.version:14} {part.licence}")


if __name__ == "__main__":
    main()
