"""The brand and talent infrastructure: was its name decided, who uses it, and what came of encounters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.dutch import amount_text, count_text, day_text, list_text, sentence_case
from lib.model.agenda import HELIXES
from lib.model.kinds import Invalid
from lib.model.results.desks import COALITIONS, Brand, BrandUse, Encounter
from lib.rules.results.desks import NAMED_5A
from lib.rules.results.drawing import NONE, SOME, YES, Cell, Grid, Line
from lib.rules.results.result import Result, Table

KEY, TITLE = "merk", "5B Merk- en talentinfrastructuur"
RULE = (
    "Een ontmoeting telt als er een gebeurtenis of een plaats in een coalitie uit volgde, met de dag erbij."
)
_SHOWN = 3
"""How many names a cell holds."""


@dataclass(frozen=True, slots=True)
class Branded:
    """The brand if there is one, who uses it, and the encounters; `helix` is the side of each party."""

    brand: Brand | None
    uses: Sequence[BrandUse]
    encounters: Sequence[Encounter]
    parties: Mapping[int, str]
    helix: Mapping[int, str]

    def using(self, side: str) -> list[str]:
        names = (self.parties[use.party_id] for use in self.uses if self.helix.get(use.party_id) == side)
        return sorted(names)

    def met(self, side: str) -> list[Encounter]:
        """Return the encounters in which a side took part."""
        return [
            encounter
            for encounter in self.encounters
            if side in {self.helix.get(party_id) for party_id in encounter.parties}
        ]


def came_of_it(encounter: Encounter) -> str:
    """Tell what became of an encounter; empty while nothing did."""
    told = ["een gebeurtenis"] if encounter.step_id else []
    if encounter.coalition:
        told.append(COALITIONS[encounter.coalition])
    return list_text(told)


def led(encounters: Sequence[Encounter]) -> list[Encounter]:
    return [encounter for encounter in encounters if came_of_it(encounter)]


def brand_sentence(held: Branded) -> str:
    """Tell whether the name was decided, how many use it, and how many encounters led somewhere."""
    using = count_text(len(held.uses), "partij voert", "partijen voeren")
    count, came = len(held.encounters), len(led(held.encounters))
    met = f"van {count_text(count, 'ontmoeting', 'ontmoetingen')}"
    if not count:
        rest = "er is nog geen ontmoeting via het platform vastgelegd"
    elif not came:
        rest = f"{met} leidde er nog geen tot een gebeurtenis of coalitie"
    else:
        verb = "leidde" if came == 1 else "leidden"
        rest = f"{met} {verb} er {amount_text(came)} tot een gebeurtenis of coalitie"
    return f"{_name(held.brand)}; {using} het en {rest}."


def _name(brand: Brand | None) -> str:
    if brand is None:
        return "Er is nog geen naam voor het merk"
    if brand.decided_on is None:
        return f"“{brand.name}” is een werknaam, nog niet vastgesteld"
    return f"Het merk “{brand.name}” is vastgesteld op {day_text(brand.decided_on)}"


def result_of(held: Branded) -> Result | None:
    """Return how far the brand is; None while nothing of it is recorded."""
    if held.brand is None and not held.uses and not held.encounters:
        return None
    drawn = grid(held)
    return Result(
        instrument=KEY,
        title=TITLE,
        sentence=brand_sentence(held),
        tables=(drawn.table("Het merk per kant"), use_table(held), encounter_table(held)),
        description=f"{_name(held.brand)}. {drawn.in_words}",
        source=f"{RULE} {NAMED_5A}",
        drawing=drawn,
    )


def grid(held: Branded) -> Grid:
    """Return the three sides by what the brand brought them."""
    lines = []
    for side in HELIXES:
        met = held.met(side)
        using = held.using(side)
        came = len(led(met))
        cells = (
            Cell(_named(using), YES if using else NONE),
            Cell(count_text(len(met), "ontmoeting", "ontmoetingen"), YES) if met else Cell("geen", NONE),
            Cell(amount_text(came), YES if came == len(met) else SOME) if came else Cell("nog geen", NONE),
        )
        lines.append(Line(sentence_case(side), cells, whole=bool(using and came)))
    heads = ("voert het merk", "vond een ander", "leidde tot gebeurtenis of coalitie")
    return Grid("Kant", heads, tuple(lines))


def _named(names: Sequence[str]) -> str:
    if not names:
        return "nog niemand"
    more = len(names) - _SHOWN
    return list_text([*names[:_SHOWN], f"{amount_text(more)} andere"] if more > 0 else names)


def use_table(held: Branded) -> Table:
    rows = tuple(
        (held.parties[use.party_id], day_text(use.since), use.shown_at or "niet bekend") for use in held.uses
    )
    return Table("Wie voert het merk", ("Partij", "Sinds", "Waar te zien"), rows)


def encounter_table(held: Branded) -> Table:
    rows = tuple(
        (
            day_text(encounter.met_on),
            list_text(held.parties[party_id] for party_id in encounter.parties),
            encounter.what,
            came_of_it(encounter) or "nog niets",
        )
        for encounter in held.encounters
    )
    return Table("Ontmoetingen", ("Dag", "Wie", "Waarover", "Werd"), rows)


def check_encounter(encounter: Encounter) -> None:
    """Raise Invalid for a party that meets itself."""
    if len({*encounter.parties}) < len(encounter.parties):
        raise Invalid("second_id", "Een partij kan zichzelf niet ontmoeten. Kies verschillende partijen.")
