"""What pictures of counts are drawn from: bars in groups on one scale, and the same as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from lib.model.results.amount import Amount
from lib.rules.results.result import Table

FILLED, STRIPED, OUTLINED, OPEN = "filled", "striped", "outlined", "open"
"""How bars are told apart without colour; `OPEN` is what is not known yet."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its label; without an amount nothing was reported. A slide leaves `minor` ones out."""

    label: str
    amount: Amount | None
    look: str = FILLED
    minor: bool = False

    @property
    def text(self) -> str:
        return "geen opgave" if self.amount is None else self.amount.text

    @property
    def short(self) -> str:
        """Return the same for beside a bar, where there is little room."""
        return self.text if self.amount is None else self.amount.short


@dataclass(frozen=True, slots=True)
class Group:
    """Bars under one title, and a line below them."""

    title: str
    bars: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Groups of bars on one scale."""

    groups: tuple[Group, ...]

    @property
    def most(self) -> int:
        """Return the length of the longest bar."""
        amounts = [bar.amount for group in self.groups for bar in group.bars if bar.amount]
        return max([amount.low if amount.high is None else amount.high for amount in amounts], default=0) or 1


def table_of(title: str, first: str, groups: Sequence[Group]) -> Table:
    """Put groups with the same labels in a table, a row for each group."""
    heads = (first, *(bar.label for bar in groups[0].bars))
    return Table(title, heads, tuple((group.title, *(bar.text for bar in group.bars)) for group in groups))


# ------------------------------------------------------------------------------ grids

YES, SOME, NONE, GONE = "there", "partly", "lacking", "ended"
"""How a cell of a grid stands: there, in part, missing, or over; its words say so too."""

_LINE_LETTERS = 120
"""How many letters stand beside each other on a slide, roughly."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid: its words, and how it stands."""

    text: str
    state: str = YES


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a grid with what it is called; `whole` when all of it is as it should be."""

    title: str
    cells: tuple[Cell, ...]
    note: str = ""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows by columns, each cell in words; `narrow` where a cell is a number."""

    first: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    narrow: bool = False

    @property
    def rows(self) -> int:
        return len(self.lines)

    def within(self, height: int) -> Grid:
        """Return what fits in a height, in lines of text: the first rows, and no fewer than one."""
        width = _LINE_LETTERS // (len(self.heads) + 1)
        left, shown = height, list[Line]()
        for line in self.lines:
            texts = [f"{line.title} {line.note}", *(cell.text for cell in line.cells)]
            left -= max(ceil(len(text) / width) for text in texts)
            if left < 0 and shown:
                break
            shown.append(line)
        return replace(self, lines=tuple(shown))

    def table(self, title: str) -> Table:
        """Return the same as a table in words."""
        rows = tuple(
            (f"{line.title} ({line.note})" if line.note else line.title, *(cell.text for cell in line.cells))
            for line in self.lines
        )
        return Table(title, (self.first, *self.heads), rows)

    @property
    def in_words(self) -> str:
        """Say what each row shows."""
        return f"{'; '.join(f'{line.title}: {self._said(line)}' for line in self.lines)}."

    def _said(self, line: Line) -> str:
        return ", ".join(f"{head} {cell.text}" for head, cell in zip(self.heads, line.cells, strict=True))
