"""Fonts with only the signs that the screens need: a tenth of the bytes of the first visit.

Loaded only by the program that makes them (`build`): the running app sends the files that it left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

RESERVED, OURS = "Source", "Werkagenda"
"""The licence of the text fonts (OFL 1.1) reserves their name: a changed font has to bear another one."""
NAMES_OF_A_FONT = (1, 3, 4, 6, 16, 21, 25)
"""The entries of a font that name it; its copyright (0) and licence (13, 14) stay as they are."""
SIGNS = [
    *range(0x20, 0x7F),  # Latin: plain, and with the accents of Europe's languages
    *range(0xA0, 0x180),
    *range(0x218, 0x21C),
    *range(0x300, 0x30D),  # accents that are typed apart
    *range(0x2000, 0x2065),  # spaces, dashes, quotes, dots
    *(ord(sign) for sign in "₂²³€™−×÷≈≠≤≥±∞√∑ΔΣΩπ½¼¾⅓⅔←↑→↓↔↕↗↘↙↖■□▪▫▲△▶▷▼▽◀◁◆◇○●◦★☆✓✔✗✘"),
]

FEATURES = ["tnum", "lnum"]
"""Beside what every text needs: figures of one width, as our tables have them."""


class MissingIcon(Exception):
    """A name was asked for that the font of icons does not have."""


def cut_text(file: Path) -> bytes:
    """Return a text font with the signs of languages in Latin script, under a name of its own."""
    font = TTFont(file)
    _subset(font, SIGNS)
    for entry in font["name"].names:
        if entry.nameID in NAMES_OF_A_FONT:
            entry.string = entry.toUnicode().replace(RESERVED, OURS)
    return _packed(font)


def cut_icons(file: Path, asked: Collection[str], words: Collection[str]) -> bytes:
    """Return the font of icons with those `asked` for, and with each of the `words` that is one.

    Raises `MissingIcon` when a name that is asked for is not in it.
    """
    font = TTFont(file)
    names = {*asked, *words} & names_of(font)
    if missing := set(asked) - names:
        raise MissingIcon(", ".join(sorted(missing)))
    # Left in, the other names would bring all their pictures along: the letters are the same.
    _keep_names(font, names.__contains__)
    _subset(font, sorted({ord(letter) for name in names for letter in name}))
    return _packed(font)


def names_of(font: Any) -> set[str]:
    """Return the names of all icons in a font."""
    return _keep_names(font, lambda _: True)


def _keep_names(font: Any, wanted: Callable[[str], bool]) -> set[str]:
    """Leave only those names that are wanted of all that the font draws as one picture; return them."""
    letters = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    kept: set[str] = set()
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            pairs = getattr(table, "ExtSubTable", table).ligatures
            for first, ligatures in pairs.items():
                spelled = {
                    "".join(letters.get(glyph, "?") for glyph in (first, *one.Component)): one
                    for one in ligatures
                }
                pairs[first] = [one for name, one in spelled.items() if wanted(name)]
                kept.update(filter(wanted, spelled))
    return kept


def _subset(font: Any, codes: Collection[int]) -> None:
    options = Options(name_IDs=["*"], notdef_outline=True)
    options.layout_features += FEATURES
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def _packed(font: Any) -> bytes:
    font.flavor = "woff2"
    target = BytesIO()
    font.save(target)
    return target.getvalue()
