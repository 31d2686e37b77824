"""How far the campuses follow one method: which take all steps, and whether it is province-wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.dutch import amount_text, day_text, list_text, sentence_case
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.vouchers import SO, MethodStep
from lib.rules.results.result import Result, Table

UNKNOWN = "onbekend"
PROVINCE_WIDE = "“Provinciebreed” mag pas als elke regio een campus heeft die alle stappen zo doet."


@dataclass(frozen=True, slots=True)
class Campus:
    """A campus with the regions it lies in."""

    id: int
    name: str
    regions: Sequence[str]


@dataclass(frozen=True, slots=True)
class Followed:
    """The steps of the method in its newest version, and how each campus takes them."""

    steps: tuple[str, ...]
    version: str
    campuses: tuple[Campus, ...]
    seen: Mapping[tuple[int, str], MethodStep]

    def state(self, campus: Campus, step: str) -> str:
        seen = self.seen.get((campus.id, step))
        return seen.state if seen else UNKNOWN

    def is_whole(self, campus: Campus) -> bool:
        """Tell whether a campus takes all steps as agreed."""
        return all(self.state(campus, step) == SO for step in self.steps)

    @property
    def whole(self) -> list[Campus]:
        return [campus for campus in self.campuses if self.is_whole(campus)]

    @property
    def regions_without(self) -> list[str]:
        """Return the regions without a campus that takes all steps, by name."""
        there = {region for campus in self.whole for region in campus.regions}
        return [name for code, name in LABOUR_REGIONS.items() if code not in there]


def method_sentence(followed: Followed) -> str:
    """Tell how many campuses take all steps, and in which regions none does."""
    steps, campuses = amount_text(len(followed.steps)), followed.campuses
    verb = "werkt" if len(followed.whole) == 1 else "werken"
    first = f"{len(followed.whole)} van de {len(campuses)} campussen {verb} met alle {steps} stappen"
    lacking = followed.regions_without
    if not lacking:
        return f"{first}, in elke regio ten minste een: de methodiek is provinciebreed."
    return f"{first}; in {list_text(lacking)} nog geen."


def result_of(followed: Followed) -> Result | None:
    """Return what the method shows; None while nothing was seen at any campus."""
    if not followed.seen or not followed.campuses:
        return None
    ordered = sorted(followed.campuses, key=lambda campus: (not followed.is_whole(campus), campus.name))
    rows = tuple(
        (campus.name, _where(campus), *(_said(followed, campus, step) for step in followed.steps))
        for campus in ordered
    )
    heads = ("Campus", "Regio", *(sentence_case(step) for step in followed.steps))
    return Result(
        instrument="methodiek",
        title="Methodiek per campus",
        sentence=method_sentence(followed),
        tables=(Table("Methodiek per campus", heads, rows),),
        description=f"Een rooster van campussen en stappen. {method_sentence(followed)}",
        source=f"Methodiek: {followed.version}. {PROVINCE_WIDE}",
        drawing=(ordered, followed),
    )


def _where(campus: Campus) -> str:
    return list_text(LABOUR_REGIONS[region] for region in campus.regions if region in LABOUR_REGIONS)


def _said(followed: Followed, campus: Campus, step: str) -> str:
    """Tell how a campus takes a step, when that was seen and who says so."""
    seen = followed.seen.get((campus.id, step))
    if seen is None:
        return UNKNOWN
    source = f", {seen.source}" if seen.source else ""
    return f"{seen.state} ({day_text(seen.seen_on)}{source})"
