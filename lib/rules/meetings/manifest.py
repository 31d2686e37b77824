"""Who stands behind the manifest at a day: counts per helix, the line of growth, and who is shown.

Counted from the ledger only; the published numbers stand beside it and are never added to it. Reads no clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lib.dutch import amount_text, count_text, day_text, list_text, number_text, searchable, sentence_case
from lib.model.agenda import HELIXES
from lib.model.manifest import ManifestEntry
from lib.model.regions import REGIONS

NO_REGION = "onbekend"
"""What stands in a filter for a party of which no region is recorded."""

_FROM = {
    "bedrijfsleven": "uit het bedrijfsleven",
    "onderwijs": "uit het onderwijs",
    "overheid": "van de overheid",
}


@dataclass(frozen=True, slots=True)
class Facets:
    """Which part of the ledger the visitor asks for; an empty facet means everything."""

    helixes: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    text: str = ""

    @property
    def active(self) -> bool:
        return bool(self.helixes or self.regions or self.text.strip())

    @property
    def words(self) -> str:
        """Return the choice in words, for who reads the file without the screen."""
        parts = [HELIXES[helix] for helix in self.helixes]
        parts += [REGIONS.get(region, f"regio {NO_REGION}") for region in self.regions]
        parts += [f"“{self.text.strip()}”"] if self.text.strip() else []
        return ", ".join(parts) or "alle partijen"

    def admits(self, entry: ManifestEntry) -> bool:
        """Tell whether an entry is shown; within a facet one match is enough."""
        return (
            (not self.helixes or entry.helix in self.helixes)
            and (not self.regions or (entry.region or NO_REGION) in self.regions)
            and all(word in _words_of(entry) for word in searchable(self.text).split())
        )


def _words_of(entry: ManifestEntry) -> str:
    region = REGIONS.get(entry.region or "", "")
    return searchable(
        " ".join((entry.party, entry.kind, region, entry.document, entry.withdrawn_reason or ""))
    )


def list_signed(entries: Iterable[ManifestEntry], day: date) -> list[ManifestEntry]:
    """List the parties that had formalised the manifest by a day, also those that left it again."""
    return [entry for entry in entries if entry.formalised_on <= day.isoformat()]


def standing(entries: Iterable[ManifestEntry], day: date) -> list[ManifestEntry]:
    """Return the entries that count at a day: formalised by then, and not withdrawn by then."""
    return [entry for entry in list_signed(entries, day) if not left(entry, day)]


def left(entry: ManifestEntry, day: date) -> bool:
    """Tell whether a party had left the manifest by a day; on the day it leaves it no longer counts."""
    return entry.withdrawn_on is not None and entry.withdrawn_on <= day.isoformat()


def per_helix(entries: Iterable[ManifestEntry], day: date) -> dict[str, int]:
    """Tell how many parties of each helix stand behind the manifest at a day."""
    counts = dict.fromkeys(HELIXES, 0)
    for entry in standing(entries, day):
        counts[entry.helix] += 1
    return counts


def growth(entries: Iterable[ManifestEntry], until: date) -> list[tuple[str, int]]:
    """Return the number of parties after each day on which it changed, up to a day; oldest first."""
    moves: dict[str, int] = {}
    for entry in entries:
        moves[entry.formalised_on] = moves.get(entry.formalised_on, 0) + 1
        if entry.withdrawn_on is not None:
            moves[entry.withdrawn_on] = moves.get(entry.withdrawn_on, 0) - 1
    line, total = [], 0
    for day in sorted(day for day, move in moves.items() if move and day <= until.isoformat()):
        total += moves[day]
        line.append((day, total))
    return line


# ------------------------------------------------------------------------ in a sentence


def opening(entries: Iterable[ManifestEntry], day: date) -> str:
    """Tell how many parties stand behind the manifest at a day, and from which side they come."""
    counts = per_helix(entries, day)
    total = sum(counts.values())
    if not total:
        return f"In het register van het manifest staat op {day_text(day)} nog geen partij."
    sides = [
        f"{number_text(count) if total > 12 else amount_text(count)} {_FROM[helix]}"
        for helix, count in counts.items()
        if count
    ]
    verb = "staat" if total == 1 else "staan"
    parties = sentence_case(count_text(total, "partij", "partijen"))
    return f"{parties} {verb} op {day_text(day)} achter het manifest: {list_text(sides)}."


def growth_text(line: Iterable[tuple[str, int]]) -> str:
    """Return the line of growth in words, for who does not see it."""
    points = list(line)
    if not points:
        return "In het register staat nog geen partij, dus er is nog geen lijn."
    (first, start), (last, now) = points[0], points[-1]
    if len(points) == 1:
        return f"Het register telt {count_text(now, 'partij', 'partijen')} sinds {day_text(first)}."
    most_day, most = max(points, key=lambda point: point[1])
    peak = f", met als hoogste {number_text(most)} op {day_text(most_day)}" if most > now else ""
    return (
        f"Het register ging van {count_text(start, 'partij', 'partijen')} op {day_text(first)} "
        f"naar {number_text(now)} op {day_text(last)}{peak}."
    )


def card_line(entries: Iterable[ManifestEntry], day: date) -> str:
    """Tell what fits on the card of activity m1 instead of helix bars: how many parties the ledger has."""
    total = len(standing(entries, day))
    return f"{count_text(total, 'partij', 'partijen')} in het register" if total else "register nog leeg"
