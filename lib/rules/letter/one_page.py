"""What fits on one sheet of A4: how much room blocks take in small letters, and the fullest that still fits.

An estimate by the number of letters, so that page and Word file can say the same; it rather takes too much.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from lib.rules.letter.content import (
    Block,
    Cell,
    Contents,
    Heading,
    Line,
    Listing,
    Pairs,
    Paragraph,
    Table,
    cell,
    text_of,
)

LINES = 87.0
"""How many lines of small letters fit on a sheet, with a line for what it is marked with."""
_LETTERS = 7.2
"""How many small letters stand on a centimetre of `Table.widths`, which paper shows a tenth wider."""
_WIDE, _EDGE = 16.0, 0.35
"""How wide the text is and what a cell keeps free, in the centimetres of `Table.widths`."""
_ABOVE_HEADING, _BELOW_TABLE, _IN_ROW = 0.7, 0.3, 0.2


def fullest(choices: Iterable[tuple[Block, ...]]) -> tuple[Block, ...]:
    """Return the first that fits on a sheet, else the last."""
    made: tuple[Block, ...] = ()
    for made in choices:
        if sum(map(lines, made)) <= LINES:
            break
    return made


def lines(block: Block) -> float:
    """Return how many lines of small letters a block takes."""
    match block:
        case Heading():
            return 1.3 + _ABOVE_HEADING
        case Paragraph():
            return _folded(block.line, _WIDE)
        case Listing():
            return sum(_folded(line, _WIDE - 1) for line in block.lines)
        case Pairs():
            return sum(_folded(value, _WIDE - len(name) / _LETTERS) for name, value in block.rows)
        case Contents():
            return float(len(block.headings))
        case Table():
            rows = [tuple(map(cell, block.heads)), *block.rows]
            return sum(_row(row, block.widths) for row in rows) + _BELOW_TABLE + block.captioned


def _row(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Return how high the fullest of the cells is."""
    cells = zip(row, widths, strict=True)
    return _IN_ROW + max(sum(_folded(line, wide - _EDGE) for line in own) for own, wide in cells)


def _folded(line: Line, wide: float) -> int:
    return max(1, math.ceil(len(text_of(line)) / (wide * _LETTERS)))
