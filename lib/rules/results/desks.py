"""One desk for everybody: who can go where in each region, and whether desks send people on with a talk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.dutch import amount_text, count_text, day_text, list_text
from lib.model.kinds import Invalid
from lib.model.listing import parts
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.desks import AUDIENCES, REFERRALS, WARM, Desk, Referral
from lib.rules.results.drawing import NONE, SOME, YES, Cell, Grid, Line
from lib.rules.results.result import Result, Table

KEY, TITLE = "loket", "5A Eén gevoeld loket"
RULE = (
    "Eigen uitwerking: een regio heeft één gevoeld loket als mens, bedrijf en opleider er elk terechtkunnen "
    "en alle loketten daar met een gesprek naar elkaar doorverwijzen."
)
NAMED_5A = (
    "Let op de nummers: in de bijlage is 5A het loket en 5B het merk; in de latere tekst van de provincie "
    "over het manifest is “actie 5a” juist het merk (“één Noord-Hollands merk”)."
)
NO_TASK = "De provincie stimuleert; gemeenten en UWV beslissen over hun loketten."
HEADS = ("Loket", "Regio", "Voor wie", "Wat het doet", "Beheerder", "Open sinds", "Opgegaan in", "Webadres")


@dataclass(frozen=True, slots=True)
class Desks:
    """All desks and referrals that hold, as seen from a day."""

    desks: Sequence[Desk]
    referrals: Sequence[Referral]
    today: date
    parties: Mapping[int, str]

    def open_in(self, region: str) -> list[Desk]:
        return [desk for desk in self.desks if desk.region == region and desk.receives(self.today)]

    def serving(self, region: str, audience: str) -> list[Desk]:
        return [desk for desk in self.open_in(region) if audience in parts(desk.serves)]

    def warm_pairs(self) -> set[tuple[int, int]]:
        return {(one.source_id, one.target_id) for one in self.referrals if one.kind == WARM}

    def is_for_all(self, region: str) -> bool:
        """Tell whether everybody has a desk in a region."""
        return all(self.serving(region, audience) for audience in AUDIENCES)

    def warm_desks(self, region: str) -> list[Desk]:
        """Return the desks of a region that send people with a talk to every other desk there."""
        pairs, there = self.warm_pairs(), self.open_in(region)
        return [
            desk
            for desk in there
            if all((desk.id, other.id) in pairs for other in there if other.id != desk.id)
        ]

    def is_one(self, region: str) -> bool:
        """Tell whether the desks of a region feel like one."""
        return self.is_for_all(region) and len(self.warm_desks(region)) == len(self.open_in(region))


def desk_sentence(held: Desks) -> str:
    """Tell in how many regions everybody has a desk, and where desks do not send people on with a talk."""
    served = [region for region in LABOUR_REGIONS if held.is_for_all(region)]
    one = [region for region in LABOUR_REGIONS if held.is_one(region)]
    first = (
        f"In {len(served)} van de {len(LABOUR_REGIONS)} regio’s kan elke doelgroep bij een loket terecht; "
        f"{_one_desk(len(one))}"
    )
    loose = sorted(
        (region for region in LABOUR_REGIONS if len(held.open_in(region)) > 1 and region not in one),
        key=lambda region: len(held.warm_desks(region)) - len(held.open_in(region)),
    )
    if not loose:
        return f"{first}."
    warm, there = len(held.warm_desks(loose[0])), len(held.open_in(loose[0]))
    verb = "verwijzen" if warm > 1 else "verwijst"
    told = f"{warm or 'geen'} van de {amount_text(there)} loketten"
    return f"{first}. In {LABOUR_REGIONS[loose[0]]} {verb} {told} warm door naar alle andere."


def _one_desk(count: int) -> str:
    if not count:
        return "in geen regio is dat één gevoeld loket"
    return f"in {count_text(count, 'regio', 'regio’s')} is dat één gevoeld loket"


def result_of(held: Desks) -> Result | None:
    """Return which desk serves whom, per region; None while there is no desk."""
    if not held.desks:
        return None
    drawn = grid(held)
    return Result(
        instrument=KEY,
        title=TITLE,
        sentence=desk_sentence(held),
        tables=(drawn.table("Loketten per regio en doelgroep"), desk_table(held), referral_table(held)),
        description=drawn.in_words,
        source=f"{RULE} {NO_TASK} {NAMED_5A}",
        drawing=drawn,
    )


def grid(held: Desks) -> Grid:
    """Return regions by whom they serve; each cell names its desks, and how they send people on."""
    lines = []
    for region, name in LABOUR_REGIONS.items():
        cells = tuple(_cell(held.serving(region, audience)) for audience in AUDIENCES)
        note = list_text(_gone(held, region))
        lines.append(Line(name, (*cells, _referring(held, region)), note, whole=held.is_one(region)))
    return Grid("Regio", ("voor mens", "voor bedrijf", "voor opleider", "doorverwijzen"), tuple(lines))


def _gone(held: Desks, region: str) -> Iterator[str]:
    """Tell which desks of a region went up in another one, and when."""
    names = {desk.id: desk.name for desk in held.desks}
    for desk in held.desks:
        if desk.region == region and desk.merged_on and desk.merged_on <= held.today.isoformat():
            yield f"{desk.name} ging op in {_merged(desk, names)}"


def _cell(desks: Sequence[Desk]) -> Cell:
    return Cell(list_text(desk.name for desk in desks)) if desks else Cell("geen loket", NONE)


def _referring(held: Desks, region: str) -> Cell:
    there, warm = held.open_in(region), len(held.warm_desks(region))
    if not there:
        return Cell("geen loket", NONE)
    if len(there) == 1:
        return Cell("één loket", YES if held.is_for_all(region) else SOME)
    if warm == len(there):
        return Cell(f"alle {amount_text(warm)} warm")
    return Cell(f"{warm} van {len(there)} warm", SOME if warm else NONE)


def desk_table(held: Desks) -> Table:
    names = {desk.id: desk.name for desk in held.desks}
    rows = tuple(
        (
            desk.name,
            LABOUR_REGIONS[desk.region],
            list_text(parts(desk.serves)),
            list_text(parts(desk.tasks)) or "niet bekend",
            held.parties.get(desk.keeper_id or 0, "niet bekend"),
            day_text(desk.opened_on) if desk.opened_on else "niet bekend",
            _merged(desk, names),
            desk.site or "",
        )
        for desk in held.desks
    )
    return Table("Loketten", HEADS, rows)


def _merged(desk: Desk, names: Mapping[int, str]) -> str:
    if not desk.merged_into_id or not desk.merged_on:
        return "nee"
    return f"{names.get(desk.merged_into_id, 'een ingetrokken loket')}, op {day_text(desk.merged_on)}"


def referral_table(held: Desks) -> Table:
    names = {desk.id: desk.name for desk in held.desks}
    rows = tuple(
        (names[one.source_id], names[one.target_id], REFERRALS[one.kind], day_text(one.agreed_on))
        for one in held.referrals
        if {one.source_id, one.target_id} <= names.keys()
    )
    return Table("Doorverwijzingen", ("Van", "Naar", "Hoe", "Afgesproken op"), rows)


# ----------------------------------------------------------------------- what must hold


def check_merger(desk: Desk, target: Desk | None) -> None:
    """Raise Invalid for a desk that merges into itself, into one that closed, or without its day."""
    if (desk.merged_into_id is None) != (desk.merged_on is None):
        field = "merged_on" if desk.merged_into_id else "merged_into_id"
        raise Invalid(field, "Noem bij samengaan allebei: in welk loket, en sinds welke dag.")
    if target is None:
        return
    if target.id == desk.id:
        raise Invalid("merged_into_id", "Een loket kan niet in zichzelf opgaan. Kies een ander loket.")
    if target.withdrawn_on or target.merged_into_id:
        raise Invalid(
            "merged_into_id", f"Het loket “{target.name}” is zelf al dicht. Kies een loket dat open is."
        )


def check_referral(source: Desk, target: Desk) -> None:
    """Raise Invalid for a referral to oneself, or from or to a desk that closed."""
    if source.id == target.id:
        raise Invalid("target_id", "Een loket verwijst naar een ander loket. Kies een ander loket.")
    for name, desk in (("source_id", source), ("target_id", target)):
        if desk.withdrawn_on or desk.merged_into_id:
            raise Invalid(name, f"Het loket “{desk.name}” is dicht. Kies een loket dat open is.")
