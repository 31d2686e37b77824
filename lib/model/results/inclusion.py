"""The nouns of action 8: effects of more inclusivity, who pays and who gains, and the case that was adopted.

Owns that a group of people is named by a law or a rule, never by a trait, and that euros are private.
"""

from __future__ import annotations

from collections.abc import Mapping

from lib.dutch import day_text
from lib.model.field import choice, day, euros, line, number, text
from lib.model.kinds import NAME_LIMIT
from lib.model.record import end_sentence, record
from lib.model.results.outcome import PART

ACTION = "8"
"""The action of the annex that all of this belongs to."""
DOMAINS: Mapping[str, str] = {"opleiden": "opleiden", "ontwikkelen": "ontwikkelen", "werken": "werken"}
SIDES: Mapping[str, str] = {"economisch": "economisch", "maatschappelijk": "maatschappelijk"}
"""The domains and the two kinds of impact that the annex names."""
WHO: Mapping[str, str] = {
    "mens": "mensen zelf",
    "bedrijf": "bedrijven",
    "school": "scholen",
    "gemeente": "gemeenten",
    "rijk": "het Rijk",
}
GROUPS: Mapping[str, str] = {
    "doelgroepregister": "mensen in het doelgroepregister",
    "banenafspraak": "mensen onder de banenafspraak",
    "participatiewet": "mensen met bijstand (Participatiewet)",
    "entree": "studenten van de entreeopleiding",
}
EURO, PEOPLE, PLACES, SHARE, WORDS = "euro", "mensen", "plekken", "procent", "woorden"
UNITS: Mapping[str, str] = {
    EURO: "euro per jaar",
    PEOPLE: "mensen per jaar",
    PLACES: "plekken per jaar",
    SHARE: "procent",
    WORDS: "alleen in woorden",
}
COUNTED = (PEOPLE, PLACES, SHARE)
ASSUMED = "aanname"
CERTAINTIES: Mapping[str, str] = {
    ASSUMED: "aanname",
    "praktijk": "uit de praktijk",
    "onderzoek": "uit onderzoek",
}
_MANY = (0, 1_000_000)


@record(
    "inclusion_effect",
    "Effect van inclusiviteit",
    title=lambda row, _: f"Effect van inclusiviteit: {row['sentence'].rstrip('.')}",
    added=lambda row, _: (
        f"Effect van inclusiviteit ({row['domain']}, {row['side']}): {end_sentence(row['sentence'])}"
    ),
    withdrawn="effect ingetrokken",
    about=f"'{ACTION}'",
    part=PART,
    same=("domain", "side", "sentence"),
)
class InclusionEffect:
    """One effect with its range, where it starts from, how certain it is, who pays and who gains."""

    id: int
    domain: str = choice("Het domein", "domein", DOMAINS)
    side: str = choice("De kolom", "kolom", SIDES, prompt="Economisch of maatschappelijk")
    sentence: str = text("Het effect", "effect", NAME_LIMIT, prompt="Het effect in één zin")
    people: str | None = choice(
        "De groep", "groep", GROUPS, optional=True, empty="geen bepaalde groep",
        prompt="Groep, zoals een wet of regeling die noemt",
    )  # fmt: skip
    pays: str = choice("Wie betaalt", "wie betaalt", WHO)
    gains: str = choice("Wie wint", "wie wint", WHO)
    unit: str = choice("De eenheid", "eenheid", UNITS, group="range")
    low: float | None = number(
        "De laagste schatting", "laagste schatting", _MANY, whole=False, only={"unit": COUNTED},
        group="range", empty="niet bekend",
    )  # fmt: skip
    high: float | None = number(
        "De hoogste schatting", "hoogste schatting", _MANY, whole=False, only={"unit": COUNTED},
        group="range", empty="niet bekend",
    )  # fmt: skip
    low_euros: int | None = euros(
        "De laagste schatting in euro", "laagste schatting in euro", only={"unit": (EURO,)}, group="range"
    )
    high_euros: int | None = euros(
        "De hoogste schatting in euro", "hoogste schatting in euro", only={"unit": (EURO,)}, group="range"
    )
    baseline: float | None = number(
        "De nulmeting", "nulmeting", _MANY, whole=False, only={"unit": COUNTED}, group="baseline",
        empty="geen nulmeting",
    )  # fmt: skip
    baseline_euros: int | None = euros(
        "De nulmeting in euro", "nulmeting in euro", only={"unit": (EURO,)}, group="baseline",
        empty="geen nulmeting",
    )  # fmt: skip
    measured_on: str | None = day(
        "De dag van de nulmeting", "dag van de nulmeting", optional=True, past=True, group="baseline",
        empty="geen nulmeting", prompt="Nulmeting van",
    )  # fmt: skip
    certainty: str = choice("Hoe zeker", "zekerheid", CERTAINTIES, prompt="Hoe zeker is dit")
    source: str = line(
        "De bron",
        "bron",
        NAME_LIMIT,
        optional=True,
        empty="geen",
        prompt="Bron (verplicht, tenzij het een aanname is)",
    )
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def in_euro(self) -> bool:
        return self.unit == EURO

    @property
    def has_range(self) -> bool:
        return (self.low_euros if self.in_euro else self.low) is not None

    @property
    def has_baseline(self) -> bool:
        return self.baseline is not None or self.baseline_euros is not None


@record(
    "inclusion_case",
    "Vaststelling van de case",
    title=lambda _row, _: "Vaststelling van de case inclusiviteit",
    added=lambda row, _: (
        f"Case inclusiviteit vastgesteld op {day_text(row['adopted_on'])} ({row['source'].rstrip('.')})."
    ),
    withdrawn="vaststelling ingetrokken",
    about=f"'{ACTION}'",
    part=PART,
    same=("adopted_on",),
)
class InclusionCase:
    """The day on which the case was adopted, and where."""

    id: int
    adopted_on: str = day("De dag", "vastgesteld op", past=True, prompt="Vastgesteld op")
    source: str = line("Waar", "waar vastgesteld", NAME_LIMIT, prompt="Waar: overleg of stuk")
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
