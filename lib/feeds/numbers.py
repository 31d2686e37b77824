"""Numbers as CBS, UWV and people write them: Dutch or English, with signs for what is not there.

Owns the way from a cell of a file or feed to a value or the reason why there is none.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal

from lib.model.kinds import Invalid, missing, quoted

SIGNS = {
    ".": "onbekend",
    "x": "geheim",
    "geheim": "geheim",
    "-": "niet gepubliceerd",
    "–": "niet gepubliceerd",
    "nb": "onbekend",
    "n.b.": "onbekend",
    "onbekend": "onbekend",
    "geen cijfer": "onbekend",
}
"""What stands in the place of a number, with the reason of absence it means; "." and "x" as CBS does."""

_DUTCH = re.compile(r"[+-]?(\d{1,3}(?:\.\d{3})+|\d{1,3}(?: \d{3})+|\d+)(,\d+)?")
_ENGLISH = re.compile(r"[+-]?(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+)(\.\d+)?")
_GROUPERS = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f'’", " ") | {"−": "-"})
"""Signs that stand between groups of three, as a plain space; a line end does not."""


def parse_number(cell: object, *, english: bool = False) -> float | None:
    """Return the number in a cell; None for an empty one. Raises Invalid for anything else.

    A text is read as Dutch ("1.504,5"), or as English ("1,504.5") when the whole file is.
    """
    if missing(cell) or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, bool):
        raise _refused(cell)
    if isinstance(cell, (int, float, Decimal)):
        if not math.isfinite(cell):
            raise _refused(cell)
        return float(cell)
    written = _trimmed(str(cell))
    form, group, point = (_ENGLISH, ",", ".") if english else (_DUTCH, ".", ",")
    if not written.isascii() or not form.fullmatch(written):
        raise _refused(cell)
    return float(written.replace(" ", "").replace(group, "").replace(point, "."))


def parse_cell(cell: object, *, english: bool = False) -> tuple[float | None, str]:
    """Return a cell as a value, or None with the reason of absence; an empty cell is not known."""
    written = str(cell).strip().lower() if isinstance(cell, str) else ""
    if written in SIGNS:
        return None, SIGNS[written]
    value = parse_number(cell, english=english)
    return value, "" if value is not None else "onbekend"


def looks_english(cells: list[str]) -> bool:
    """Tell whether numbers are English: some have a decimal point, and none can only be Dutch."""
    written = [_trimmed(cell) for cell in cells]
    only_english = [
        number for number in written if _ENGLISH.fullmatch(number) and not _DUTCH.fullmatch(number)
    ]
    only_dutch = [number for number in written if _DUTCH.fullmatch(number) and not _ENGLISH.fullmatch(number)]
    return bool(only_english) and not only_dutch


def _trimmed(cell: str) -> str:
    return cell.strip().rstrip("*% ").translate(_GROUPERS)


def _refused(cell: object) -> Invalid:
    return Invalid("value", f"{quoted(cell)} is geen getal. Schrijf bijvoorbeeld 1504 of 69,4.")
