"""What was measured, against its budget, as a table that a person reads."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: what it is, how much, at most (or with `at_least`: at least) how much it may be."""

    what: str
    measured: float
    budget: float | None = None
    unit: str = ""
    at_least: bool = False
    note: str = ""

    @property
    def met(self) -> str:
        """Whether the figure is within its budget."""
        if self.budget is None:
            return ""
        within = self.measured >= self.budget if self.at_least else self.measured <= self.budget
        return "yes" if within else "NO"

    @property
    def limit(self) -> str:
        """The budget in words."""
        if self.budget is None:
            return ""
        return f"{'>=' if self.at_least else '<='} {self.budget:g}{self.unit}"


def ratio(ours: Sequence[float], base: Sequence[float]) -> float:
    """The median of the one against the median of the other."""
    return median(ours) / median(base)


def print_rows(title: str, rows: Sequence[Row]) -> None:
    """A part of the table, as soon as it is measured."""
    print(f"\n{title}")
    width = max(len(row.what) for row in rows)
    for row in rows:
        figure = f"{row.measured:.2f}{row.unit}"
        print(
            f"  {row.what:<{width}}  {figure:>9}  {row.limit:>10}  {row.met:<3}  {row.note}".rstrip(),
            flush=True,
        )


def machine() -> str:
    """What it was measured on, and how busy that was."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"Python {platform.python_version()}, {os.cpu_count()} processors{load}"
