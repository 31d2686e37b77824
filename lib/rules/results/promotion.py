"""One language for the promotion of technology: which type meets which world, and where nothing is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.dutch import count_text, day_text, list_text
from lib.model.kinds import Invalid
from lib.model.listing import parts
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.promotion import TYPES, WORLDS, Promotion
from lib.model.results.schemes import AGES
from lib.rules.results.drawing import NONE, YES, Cell, Grid, Line
from lib.rules.results.result import Result, Table

KEY, TITLE = "techniekpromotie", "Eén taal: vijf typen en zeven werelden"
NAMES = (
    "De namen zijn die van Bèta&TechMentality (2019, Youngworks en Motivaction, voor het Platform Talent "
    "voor Technologie) en van de 7 werelden van techniek; de bijlage noemt het Beta-MentalityModel en de "
    "7 Werelden van Technologie. “Voor iedereen” is geen type: zo’n activiteit staat apart."
)
HEADS = ("Activiteit", "Wie", "Regio", "Soort school", "Typen", "Werelden", "Wanneer", "Boodschap", "Bron")


@dataclass(frozen=True, slots=True)
class Promoted:
    """All activities that hold, with the names of parties; `where` says which of them these are."""

    activities: Sequence[Promotion]
    parties: Mapping[int, str]
    where: str = ""

    def meeting(self, kind: str, world: str) -> list[Promotion]:
        return [one for one in self.activities if kind in parts(one.types) and world in parts(one.worlds)]

    @property
    def untyped(self) -> list[Promotion]:
        return [one for one in self.activities if not one.types]

    def gaps(self, kind: str) -> list[str]:
        """Return the worlds in which nothing is done for a type, in quotes: a name may hold a comma."""
        return [f"“{name}”" for world, name in WORLDS.items() if not self.meeting(kind, world)]

    def only(self, region: str | None, age: str | None) -> Promoted:
        """Return the activities of a region or a kind of school; one without a region is everywhere."""
        kept = [
            one
            for one in self.activities
            if (not region or not one.regions or region in parts(one.regions))
            and (not age or age in parts(one.ages))
        ]
        said = [LABOUR_REGIONS[region]] if region else []
        said += [AGES[age].lower()] if age else []
        return Promoted(kept, self.parties, list_text(said))


def promotion_sentence(held: Promoted) -> str:
    """Name the type for whom least is done, and how many activities choose no type."""
    count = len(held.activities)
    empty = {kind: held.gaps(kind) for kind in TYPES}
    worst = max(empty, key=lambda kind: len(empty[kind]))
    where = f" ({held.where})" if held.where else ""
    if not empty[worst]:
        first = f"Voor elk type is er in elke wereld iets te doen{where}"
    elif len(empty[worst]) == len(WORLDS):
        first = f"Voor {worst} is er nog in geen enkele wereld iets{where}"
    else:
        first = f"Voor {worst} is er nog niets in {list_text(empty[worst])}{where}"
    without = len(held.untyped)
    verb = "noemt" if without == 1 else "noemen"
    second = f"{without} van de {count} activiteiten {verb} geen type" if count else "er is geen activiteit"
    return f"{first}; {second}."


def gap_sentence(held: Promoted) -> str:
    """Name every empty cell, type by type."""
    named = [f"{kind} in {list_text(gaps)}" for kind in TYPES if (gaps := held.gaps(kind))]
    return f"Nog niets voor {'; voor '.join(named)}." if named else "Geen vakje is leeg."


def language_sentence(held: Promoted) -> str:
    """Tell how many parties use the names of both models."""
    everyone = {one.party_id for one in held.activities}
    using = {one.party_id for one in held.activities if one.types and one.worlds}
    verb = "gebruikt" if len(using) == 1 else "gebruiken"
    return (
        f"Eén taal: {len(using)} van de {count_text(len(everyone), 'partij', 'partijen')} {verb} deze namen."
    )


def result_of(held: Promoted) -> Result | None:
    """Return who is addressed in which world; None while there is no activity."""
    if not held.activities:
        return None
    return shown(held)


def shown(held: Promoted) -> Result:
    """Return the same of a part of the activities, also of none."""
    drawn = grid(held)
    return Result(
        instrument=KEY,
        title=TITLE,
        sentence=promotion_sentence(held),
        tables=(drawn.table("Activiteiten per type en wereld"), activity_table(held)),
        description=drawn.in_words,
        source=f"{gap_sentence(held)} {language_sentence(held)} {NAMES}",
        drawing=drawn,
    )


def grid(held: Promoted) -> Grid:
    """Return types by worlds: how many activities address both; those without a type in a row apart."""
    lines = []
    for kind in TYPES:
        counts = [len(held.meeting(kind, world)) for world in WORLDS]
        cells = tuple(Cell(str(count), YES) if count else Cell("geen", NONE) for count in counts)
        lines.append(Line(kind, cells, whole=all(counts)))
    apart = [sum(world in parts(one.worlds) for one in held.untyped) for world in WORLDS]
    cells = tuple(Cell(str(count) if count else "–", "apart") for count in apart)
    lines.append(Line("Geen type gekozen", cells))
    return Grid("Type", tuple(WORLDS.values()), tuple(lines), narrow=True)


def activity_table(held: Promoted) -> Table:
    rows = tuple(
        (
            one.name,
            held.parties.get(one.party_id, ""),
            list_text(LABOUR_REGIONS[region] for region in parts(one.regions)) or "hele provincie",
            list_text(AGES[age] for age in parts(one.ages)) or "niet gezegd",
            list_text(parts(one.types)) or "geen type",
            list_text(WORLDS[world] for world in parts(one.worlds)) or "geen wereld",
            _when(one),
            one.message,
            one.source,
        )
        for one in held.activities
    )
    return Table("Activiteiten", HEADS, rows)


def _when(one: Promotion) -> str:
    first = day_text(one.starts_on)
    if not one.ends_on:
        return f"sinds {first}"
    return first if one.ends_on == one.starts_on else f"{first} tot {day_text(one.ends_on)}"


def check_promotion(one: Promotion) -> None:
    """Raise Invalid for an activity that ends before it begins."""
    if one.ends_on and one.ends_on < one.starts_on:
        raise Invalid("ends_on", "De laatste dag ligt voor de eerste dag. Kijk beide dagen na.")
