"""The criteria of WCAG 2.2, levels A and AA, with what we looked at ourselves, as the file has them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

from lib.store.file.connection import DATA

STATUSES = ("voldoet", "voldoet deels", "nog niet onderzocht", "niet van toepassing")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: its status, how and when that was seen, by which tests, and what deviates and why."""

    number: str
    name: str
    level: str
    status: str
    how: str = ""
    tests: tuple[str, ...] = ()
    looked_on: date | None = None
    deviation: str = ""
    why: str = ""


@cache
def criteria() -> tuple[Criterion, ...]:
    """Return all criteria in the order of the norm."""
    with (DATA / "toegankelijkheid.toml").open("rb") as file:
        entries = tomllib.load(file)["criterion"]
    return tuple(Criterion(**{**entry, "tests": tuple(entry.get("tests", ()))}) for entry in entries)
