"""What an instrument of an action shows: a sentence, tables that say all that its picture does, what lacks.

The instruments of an action make it; the action, the slides, Stand, Deze week and the letter show it, without
knowing of which kind it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lib.model.agenda import Action


@dataclass(frozen=True, slots=True)
class Table:
    """A table in words; the first cell of a row names it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """A report that did not come: since when, whom to ask, by function or as a party, and how to ask."""

    sentence: str
    asked: str
    since: str
    opening: str
    party_id: int | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What one instrument shows of an action on a day; `drawing` is what its picture is drawn from.

    `description` says in words what the picture shows, `source` where it comes from and what it does not say.
    """

    instrument: str
    title: str
    sentence: str
    tables: tuple[Table, ...]
    description: str = ""
    source: str = ""
    missing: tuple[Missing, ...] = ()
    drawing: object = None


@dataclass(frozen=True, slots=True)
class Line:
    """A name with what is known of it in words, and what goes with that; `known` is whether anything is."""

    name: str
    value: str
    note: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class Local:
    """What one instrument shows of one region; `lacking` tells what it misses there, a sentence each.

    With `desks` its lines are places where people, companies or schools can go. What is not counted by region
    is told in a `sentence`.
    """

    action_id: str
    title: str
    lines: tuple[Line, ...] = ()
    lacking: tuple[str, ...] = ()
    note: str = ""
    desks: bool = False
    sentence: str = ""


def sentences(results: Iterable[Result]) -> str:
    """Return what the instruments of an action say, one behind the other."""
    return " ".join(result.sentence for result in results)


@dataclass(frozen=True, slots=True)
class Owed:
    """A report that an action still waits for."""

    action: Action
    missing: Missing
