"""How long a campus can pay for itself, and who decides there: neither follows from the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lib.dutch import count_text, list_text
from lib.model.results.campus_money import STRUCTURAL, Exploitation, Say

IMPACT = (
    "Hoeveel bedrijven, studenten en docenten een campus bereikt, is per campus onbekend: Katapult maakt "
    "alleen de som van het land openbaar (2021: 12.000 bedrijven, 124.000 studenten en 8.000 docenten). "
    "Bron: wijzijnkatapult.nl, 25 november 2021."
)
COVERED, TEMPORARY, GAP, UNKNOWN = "structureel", "tijdelijk", "gat", "onbekend"
STATES: Mapping[str, str] = {
    COVERED: "gedekt",
    TEMPORARY: "gedekt met tijdelijke subsidie",
    GAP: "gat",
    UNKNOWN: "niet bekend",
}


def state(row: Exploitation | None) -> str:
    """Tell how a year of a campus is covered, as far as that follows from what is known.

    What is unknown may only add income: so a year is covered as soon as the known income is enough.
    """
    if row is None or row.costs is None:
        return UNKNOWN
    structural = [getattr(row, name) for name in STRUCTURAL]
    known = sum(value or 0 for value in structural)
    if known >= row.costs:
        return COVERED
    if None in structural:
        return UNKNOWN
    if row.subsidy_temporary is None:
        return UNKNOWN
    return TEMPORARY if known + row.subsidy_temporary >= row.costs else GAP


def state_words(row: Exploitation) -> str:
    """Tell how a year is covered, and what is unknown where that is not known."""
    words = STATES[state(row)]
    return f"{words}: {list_text(unknowns(row))}" if state(row) == UNKNOWN else words


def unknowns(row: Exploitation) -> list[str]:
    """Name what is not known of a year."""
    names = {"costs": "kosten", **STRUCTURAL, "subsidy_temporary": "tijdelijke subsidie"}
    return [words for name, words in names.items() if getattr(row, name) is None]


def covered_until(rows: Iterable[Exploitation], year: int) -> int | None:
    """Return the last year, from this one on without a break, that is covered without temporary subsidy."""
    by_year = {row.year: row for row in rows if row.withdrawn_on is None}
    last = None
    while state(by_year.get(year)) == COVERED:
        last, year = year, year + 1
    return last


def all_sides_decide(say: Say | None) -> bool:
    """Tell whether each side of the triple helix has a seat."""
    return say is not None and all(seats for seats in say.seats.values())


def say_words(say: Say) -> str:
    """Tell the seats of each side."""
    parts = [f"{helix} {'onbekend' if seats is None else seats}" for helix, seats in say.seats.items()]
    return list_text(parts)


def campuses_sentence(
    campuses: Sequence[int], rows: Mapping[int, Sequence[Exploitation]], says: Mapping[int, Say], year: int
) -> str:
    """Tell how many campuses are covered, of how many nothing is known, and who decides."""
    covered = [campus for campus in campuses if covered_until(rows.get(campus, ()), year)]
    unknown = [campus for campus in campuses if not rows.get(campus)]
    deciding = [campus for campus in campuses if all_sides_decide(says.get(campus))]
    first = count_text(len(covered), "campus is", "campussen zijn")
    known = count_text(len(unknown), "campus", "campussen")
    say = count_text(len(deciding), "campus", "campussen")
    return (
        f"{first[:1].upper()}{first[1:]} dit jaar gedekt zonder tijdelijke subsidie; van {known} is de "
        f"exploitatie niet bekend. Bij {say} beslissen alle drie de kanten mee."
    )
