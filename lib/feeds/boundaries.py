"""Renew the boundaries of the campus map: `make boundaries`, or the button in Bewerken.

Owns the order: fetch and check everything first, then write it all at once. On any failure the old
boundaries stay as they are.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from lib.access import NotAllowed, Person
from lib.feeds import pdok
from lib.feeds.pdok import NotFetched, Patience, Say
from lib.store import campuses
from lib.store.file.connection import REAL, reading, writing
from lib.store.file.problems import StoreProblem
from lib.store.file.rows import today
from lib.store.seed.seeding import prepare

OPERATOR = Person("make boundaries")


def address() -> str:
    """Tell where the boundaries come from: PDOK, or what `WERKAGENDA_PDOK` names instead."""
    return os.environ.get("WERKAGENDA_PDOK") or pdok.BASE


def renew(path: Path, person: Person, year: int, say: Say, patience: Patience | None = None) -> str:
    """Fetch, check and store the boundaries of a year; returns in a sentence what came of it.

    Raises NotFetched, NotAllowed or StoreProblem; then nothing was changed.
    """
    if not person.may_edit:
        raise NotAllowed(person.refusal)
    with reading(path) as db:
        before = {municipality.id: municipality.name for municipality in campuses.municipalities(db)}
    fetched = pdok.fetch(year, list(before), say, address(), patience)
    say("Opslaan", 0.95)
    with writing(path, person, f"Grenzen van PDOK, indeling {year}") as db:
        changed = campuses.renew_boundaries(db, fetched.regions, fetched.towns, year, pdok.SOURCE)
    return _outcome(before, {town.id: town.name for town, _ in fetched.towns}, year, changed)


def _outcome(before: dict[str, str], now: dict[str, str], year: int, changed: int) -> str:
    if not changed:
        return f"De grenzen van {year} stonden er al; er is niets gewijzigd."
    new = [now[code] for code in sorted(set(now) - set(before))]
    gone = [before[code] for code in sorted(set(before) - set(now))]
    added = f" Nieuw: {', '.join(new)}." if new else ""
    left = f" Bestaat niet meer: {', '.join(gone)}." if gone else ""
    return f"De grenzen van {year} staan op de kaart.{added}{left}"


def main() -> int:
    """Renew the boundaries of the real agenda; says how far it is, and what went wrong if it did."""
    try:
        path = prepare(REAL)
        print(renew(path, OPERATOR, today().year, lambda text, part: print(f"{part:4.0%} {text}")))
    except (NotFetched, NotAllowed, StoreProblem) as problem:
        print(problem.sentence, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
