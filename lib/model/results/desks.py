"""The nouns of action 5: desks that people, companies and trainers can go to, and the brand with who uses it.

Owns that a desk is known by its name, its region and whom it serves; never by a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.dutch import day_text, list_text
from lib.model import listing
from lib.model.field import choice, day, declare, line, link, of_party, other, party, party_name, several
from lib.model.kinds import NAME_LIMIT, Invalid, reference
from lib.model.record import end_sentence, record
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.outcome import PART

ACTION = "5"
"""The action of the annex that all of this belongs to; its part A is the desk, its part B the brand."""
AUDIENCES: Mapping[str, str] = {"mens": "mens", "bedrijf": "bedrijf", "opleider": "opleider"}
"""For whom the annex wants one desk."""
TASKS: Mapping[str, str] = {
    "oriëntatie": "oriëntatie",
    "bemiddeling": "bemiddeling",
    "scholing": "scholing",
    "subsidieadvies": "subsidieadvies",
}
WARM, COLD = "warm", "koud"
REFERRALS: Mapping[str, str] = {WARM: "warm: met een gesprek", COLD: "koud: met een link"}


_audiences = listing.several("De doelgroep", AUDIENCES)


def _served(value: Any, today: date) -> str:
    served = _audiences(value, today)
    if not served:
        raise Invalid("De doelgroep", "Voor wie is dit loket? Kies mens, bedrijf of opleider, of meer.")
    return served


@record(
    "desk",
    "Loket",
    title=lambda row, _: f"Loket “{row['name']}”",
    added=lambda row, _: (
        f"Loket toegevoegd: {row['name']} in {LABOUR_REGIONS[row['region']]}, "
        f"voor {list_text(listing.parts(row['serves']))}."
    ),
    withdrawn="loket ingetrokken",
    about=f"'{ACTION}'",
    part=PART,
    same=("name", "region"),
)
class Desk:
    """A desk in a region; one that merged into another stays visible as such."""

    id: int
    name: str = line("De naam", "naam", NAME_LIMIT, prompt="Naam van het loket")
    region: str = choice("De regio", "regio", LABOUR_REGIONS)
    serves: str = declare(
        "several", _served, label="De doelgroep", words="doelgroep", options=AUDIENCES, prompt="Voor wie",
        reads=lambda value, _: list_text(listing.parts(value)),
    )  # fmt: skip
    tasks: str = several("Wat het loket doet", "wat het loket doet", TASKS, prompt="Wat het loket doet")
    site: str | None = link("webadres", prompt="Webadres (geen adres van een persoon)")
    keeper_id: int | None = party(
        "De beheerder", "beheerder", optional=True, empty="niet bekend", prompt="Beheerder"
    )
    opened_on: str | None = day(
        "De dag van openen", "open sinds", optional=True, empty="niet bekend", prompt="Open sinds"
    )
    merged_into_id: int | None = other(
        "Het andere loket", "opgegaan in", optional=True, empty="niet opgegaan in een ander",
        prompt="Opgegaan in", group="merged", new=False,
    )  # fmt: skip
    merged_on: str | None = day(
        "De dag van samengaan", "opgegaan op", optional=True, empty="niet bekend", prompt="Opgegaan op",
        group="merged", new=False,
    )  # fmt: skip
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    def receives(self, today: date) -> bool:
        """Tell whether people can go there on a day."""
        day_of = today.isoformat()
        return (self.opened_on or "") <= day_of and not (self.merged_on and self.merged_on <= day_of)


@record(
    "referral",
    "Doorverwijzing",
    title=lambda row, _: f"Doorverwijzing van loket nr. {row['source_id']} naar loket nr. {row['target_id']}",
    added=lambda row, _: (
        f"Doorverwijzing van loket nr. {row['source_id']} naar loket nr. {row['target_id']} afgesproken op "
        f"{day_text(row['agreed_on'])}: {row['kind']}."
    ),
    withdrawn="doorverwijzing ingetrokken",
    about=f"'{ACTION}'",
    part=PART,
    looked_after=False,
    same=("source_id", "target_id"),
)
class Referral:
    """How one desk sends people on to another."""

    id: int
    source_id: int = other("Van loket", "van loket", own=False)
    target_id: int = other("Naar loket", "naar loket", own=False)
    kind: str = choice("Hoe wordt doorverwezen", "hoe wordt doorverwezen", REFERRALS, group="agreed")
    agreed_on: str = day(
        "De dag van de afspraak", "afgesproken op", past=True, group="agreed", prompt="Afgesproken op"
    )
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


# ---------------------------------------------------------------------------- the brand


@record(
    "brand",
    "Merk",
    title=lambda row, _: f"Merk “{row['name']}”",
    added=lambda row, _: f"Merk vastgelegd: “{row['name']}”.",
    withdrawn="merk ingetrokken",
    about=f"'{ACTION}'",
    part=PART,
    same=("name",),
)
class Brand:
    """The name under which parties can be found; without a day it was not decided yet."""

    id: int
    name: str = line("De naam", "naam", NAME_LIMIT, prompt="Naam van het merk, of de werknaam")
    decided_on: str | None = day(
        "De dag van vaststellen", "vastgesteld op", optional=True, past=True,
        empty="nog niet vastgesteld", prompt="Vastgesteld op", group="decided",
    )  # fmt: skip
    decider_id: int | None = party(
        "Wie het vaststelde", "vastgesteld door", optional=True, empty="niet bekend",
        prompt="Vastgesteld door", group="decided",
    )  # fmt: skip
    shown_at: str = line(
        "Waar het te zien is",
        "waar te zien",
        optional=True,
        prompt="Waar is het te zien?",
        empty="niet bekend",
    )
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


@record(
    "brand_use",
    "Wie het merk voert",
    title=lambda row, parties: f"{party_name(row['party_id'], parties)} voert het merk",
    added=lambda row, parties: (
        f"{party_name(row['party_id'], parties)} voert het merk sinds {day_text(row['since'])}."
    ),
    withdrawn="niet meer als voerder",
    about=f"'{ACTION}'",
    part=PART,
    looked_after=False,
    same=("party_id",),
)
class BrandUse:
    """A party that uses the brand, since when and where one sees it."""

    id: int
    party_id: int = of_party()
    since: str = day("De eerste dag", "voert het sinds", past=True, prompt="Voert het sinds")
    shown_at: str = line(
        "Waar", "waar te zien", NAME_LIMIT, optional=True, prompt="Waar te zien", empty="niet bekend"
    )
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


COALITIONS: Mapping[str, str] = {
    **{str(number): f"de coalitie van actie {number}" for number in range(1, 12)},
    "m1": "formaliseren van het manifest",
    "m2": "de technologietafels",
}


@record(
    "encounter",
    "Ontmoeting",
    title=lambda row, parties: (
        f"Ontmoeting van {party_name(row['first_id'], parties)} en {party_name(row['second_id'], parties)}"
    ),
    added=lambda row, _: (
        f"Ontmoeting via het platform op {day_text(row['met_on'])}: {end_sentence(row['what'])}"
    ),
    withdrawn="ontmoeting ingetrokken",
    about=f"'{ACTION}'",
    part=PART,
    same=("met_on", "first_id", "second_id"),
)
class Encounter:
    """Parties that found each other by way of the platform, and what became of it: a step or a coalition."""

    id: int
    met_on: str = day("De dag", "dag", past=True, prompt="Op welke dag")
    first_id: int = party("De ene partij", "ene partij", prompt="Eerste partij")
    second_id: int = party("De andere partij", "andere partij", prompt="Tweede partij")
    third_id: int | None = party(
        "De derde partij", "derde partij", optional=True, empty="geen", prompt="Derde partij, als die er was"
    )
    what: str = line("Waar het over ging", "waar het over ging", prompt="Waar ging het over?")
    step_id: int | None = declare(
        "step", reference("De gebeurtenis", optional=True), label="De gebeurtenis",
        words="werd een gebeurtenis", optional=True, empty="nog geen gebeurtenis",
        prompt="Werd dit een gebeurtenis? (bewijs)",
        reads=lambda value, _: f"gebeurtenis nr. {value}",
    )  # fmt: skip
    coalition: str | None = choice(
        "De coalitie", "werd een coalitie", COALITIONS, optional=True,
        prompt="Doen zij nu mee in een coalitie?", empty="nog niet",
    )  # fmt: skip
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def parties(self) -> tuple[int, ...]:
        return tuple(number for number in (self.first_id, self.second_id, self.third_id) if number)
