"""What is counted for each action with a telling: who or what, in which steps, and of which kinds."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field

from lib.model.results.branches import SECTORS


@dataclass(frozen=True, slots=True)
class Scheme:
    """What is counted for an action: `steps` in the order in which they are taken, of the same people.

    `exits` are where who started ended up; together they are no more than who started. `apart` is counted
    beside the steps and never added to them. `parts` are the kinds that are told apart, `part` what such a
    kind is called; `more` are other ways of telling the same people apart, of which one can be in several
    kinds where they are `several`. With `by_hub` each party counts its own.
    """

    noun: str
    steps: Mapping[str, str]
    part: str
    parts: Mapping[str, str]
    exits: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    several: Container[str] = ()
    by_hub: bool = False

    @property
    def divisions(self) -> Mapping[str, Mapping[str, str]]:
        """Return every way of telling apart by its name, that of `parts` first."""
        return {self.part: self.parts, **self.more}

    @property
    def every_part(self) -> Mapping[str, str]:
        return {key: name for parts in self.divisions.values() for key, name in parts.items()}

    def division(self, part: str | None) -> str:
        """Return the name of the division that a kind is of; empty for all kinds together."""
        return next((name for name, parts in self.divisions.items() if part in parts), "")

    @property
    def every_step(self) -> Mapping[str, str]:
        return {**self.steps, **self.exits, **self.apart}

    @property
    def first(self) -> str:
        return next(iter(self.steps))


SERVICE_POINT, VOUCHERS, SME_ROUTE, PROMOTION = "1", "3", "6", "9"
VOUCHER_KINDS: Mapping[str, str] = {
    "oriëntatie": "Oriëntatie",
    "opleiding": "Opleiding",
    "ondersteuning": "Ondersteuning",
}
SIZES: Mapping[str, str] = {"1": "1 persoon", "2-9": "2 tot 9", "10-49": "10 tot 49", "50-249": "50 tot 249"}
"""How many people work at a company of the mkb; a larger one is none."""
AGES: Mapping[str, str] = {
    "po": "Basisschool",
    "vmbo": "Vmbo",
    "havo/vwo": "Havo en vwo",
    "mbo": "Mbo",
    "volwassen": "Volwassenen",
}
"""The kinds of school, and older people, that the promotion of technology is for."""
SMALL = ("1", "2-9")
"""The companies with fewer than ten people."""

BRANCHES: Mapping[str, str] = {
    "metaal": "Metaal",
    "installatie": "Installatie",
    "bouw": "Bouw en infra",
    "proces": "Procesindustrie",
    "ict": "ICT",
    "anders": "Andere branche",
}
THEMES: Mapping[str, str] = {
    "digitaal": "Thema digitaal",
    "innovatief": "Thema innovatief",
    "klimaat": "Thema klimaat",
}
"""What a company asks about: it can be several, and its sector does not say which."""
GRANTS: Mapping[str, str] = {"slim": "SLIM", "mit": "MIT", "geen regeling": "Geen regeling"}

SCHEMES: Mapping[str, Scheme] = {
    SERVICE_POINT: Scheme(
        noun="vakmensen",
        steps={
            "aangemeld": "Aangemeld",
            "gesproken": "Gesproken (intake)",
            "gematcht": "Gematcht",
            "geplaatst": "Geplaatst",
            "na 6 maanden": "Vervolgcontract na 6 maanden",
        },
        exits={
            "binnen": "Binnen de techniek",
            "buiten": "Buiten de techniek (verloren)",
            "in bemiddeling": "Nog in bemiddeling",
        },
        apart={"via 2": "Geplaatst via werk naar werk (actie 2)"},
        part="branche waar iemand vandaan komt",
        parts=BRANCHES,
        more={
            "branche waar iemand heen gaat": {
                f"naar {key}": f"Naar {name if name == 'ICT' else name.lower()}"
                for key, name in BRANCHES.items()
            }
        },
    ),
    VOUCHERS: Scheme(
        noun="vouchers",
        steps={
            "toegekend": "Toegekend",
            "gebruikt": "Gebruikt",
            "afgerond": "Afgerond, met bewijs",
            "ingestroomd": "Ingestroomd in techniek",
            "aan het werk": "Na 6 maanden aan het werk",
        },
        exits={"vervallen": "Vervallen", "ingetrokken": "Ingetrokken"},
        part="soort voucher",
        parts=VOUCHER_KINDS,
    ),
    SME_ROUTE: Scheme(
        noun="bedrijven",
        steps={
            "bereikt": "Bereikt",
            "intake": "Intake of scan",
            "plan": "Plan",
            "gestart": "Toepassing gestart",
            "in gebruik": "In gebruik",
            "deelt": "Deelt met ander bedrijf",
        },
        part="grootteklasse",
        parts=SIZES,
        more={
            "sector": {f"sector {key}": f"Sector {name}" for key, name in SECTORS.items()},
            "thema": THEMES,
            "regeling": GRANTS,
        },
        several=("thema",),
        by_hub=True,
    ),
    PROMOTION: Scheme(
        noun="bereikte mensen",
        steps={"bereikt": "Bereikt"},
        part="doelgroep",
        parts=AGES,
    ),
}
EVERY_STEP: Mapping[str, str] = {
    key: name for scheme in SCHEMES.values() for key, name in scheme.every_step.items()
}
EVERY_PART: Mapping[str, str] = {
    key: name for scheme in SCHEMES.values() for key, name in scheme.every_part.items()
}
