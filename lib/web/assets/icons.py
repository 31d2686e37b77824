"""The names of icons that the screens may show: those in our own sources, and those in Streamlit's.

An icon is a word that its font draws as a picture. Whoever cuts that font must know each word beforehand:
a browser shows a word that the font no longer knows as letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

KINDS = ("*.py", "*.js", "*.css")
_ASKED = re.compile(r":?material/([a-z0-9_]+)")
# An icon of ours is also an argument, a value in a style sheet, or the text of an element.
_WORD = re.compile(r"""(?<=["'`>])([a-z0-9_]{2,})(?=["'`<])""")
MISTAKEN = frozenset({"star_filled"})
"""Names that Streamlit asks for and that its own font does not have."""


def words_of(sources: list[Path]) -> frozenset[str]:
    """Return every word in our sources that may be an icon; most are not."""
    found: set[str] = set()
    for text in _texts(sources):
        found.update(_ASKED.findall(text), _WORD.findall(text))
    return frozenset(found)


def names_asked(sources: list[Path]) -> frozenset[str]:
    """Return the names that sources ask for in the way of Streamlit, with `material` before the name."""
    found = {name for text in _texts(sources) for name in _ASKED.findall(text)}
    return frozenset(found - MISTAKEN)


def _texts(sources: list[Path]) -> Iterator[str]:
    """Yield what stands in these files, and in those of these folders."""
    for source in sources:
        files = [source] if source.is_file() else [file for kind in KINDS for file in source.rglob(kind)]
        for file in sorted(files):
            yield file.read_text("utf-8", errors="replace")
