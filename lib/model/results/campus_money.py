"""The nouns of what a campus runs on: what it costs and earns, who contributes to it, who has a say in it.

These are three things; none of them follows from another. What is not known is None, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.model.agenda import HELIXES
from lib.model.field import Parties, choice, declare, euros, line, number, of_party
from lib.model.kinds import FIRST_DAY, LAST_DAY, number as whole_number, reference, still_empty
from lib.model.record import Row, record
from lib.model.results.money import CERTAINTIES

CONTRIBUTIONS: Mapping[str, str] = {"geld": "geld", "natura": "in natura", "personeel": "personeel"}
RHYTHMS: Mapping[str, str] = {"jaar": "per jaar", "eenmalig": "eenmalig"}
FORMS: Mapping[str, str] = {
    "stichting": "stichting",
    "coöperatie": "coöperatie",
    "bv": "besloten vennootschap",
    "vof": "vennootschap onder firma",
    "convenant": "convenant",
    "school": "onderdeel van een school",
}
SEATS: Mapping[str, str] = {
    "bedrijfsleven": "seats_business",
    "onderwijs": "seats_education",
    "overheid": "seats_government",
}
"""The field with the seats of each helix in the board of a campus."""
STRUCTURAL: Mapping[str, str] = {
    "membership": "lidmaatschap",
    "participation": "deelname",
    "rent": "huur",
    "education": "onderwijs",
    "subsidy_structural": "structurele subsidie",
}
"""The income of a campus that comes back every year; only a temporary subsidy does not."""


def _known_year(label: str, low: int, high: int) -> Any:
    written = whole_number(label, low, high)

    def rule(value: Any, today: date) -> float:
        year = written(value, today)
        if year is None:
            raise still_empty(label)
        return year

    return rule


_CAMPUS = reference("De campus")
_YEARS = (FIRST_DAY.year, LAST_DAY.year)
_YEAR = _known_year("Het jaar", *_YEARS)


@record(
    "exploitation",
    "Exploitatie van een campus",
    title=lambda row, _: f"Exploitatie {row['year']}",
    added=lambda row, _: f"Exploitatie {row['year']} van een campus vastgelegd.",
    withdrawn="exploitatie ingetrokken",
    about="'11'",
    part="exploitatie",
    same=("campus_id", "year"),
)
class Exploitation:
    """What one campus costs and earns in one year; what is not known is None."""

    id: int
    campus_id: int = declare("record", _CAMPUS, label="Campus", own=False)
    year: int = declare("number", _YEAR, label="Het jaar", words="jaar", bounds=_YEARS, own=False)
    costs: int | None = euros("De kosten", "kosten", prompt="Kosten in euro")
    membership: int | None = euros("Het lidmaatschap", "lidmaatschap", prompt="Lidmaatschap in euro")
    participation: int | None = euros("De deelname", "deelname", prompt="Deelname in euro")
    rent: int | None = euros("De huur", "huur", prompt="Huur in euro")
    education: int | None = euros("Het onderwijs", "onderwijs", prompt="Onderwijs in euro")
    subsidy_structural: int | None = euros(
        "De structurele subsidie", "structurele subsidie", prompt="Structurele subsidie in euro"
    )
    subsidy_temporary: int | None = euros(
        "De tijdelijke subsidie", "tijdelijke subsidie", prompt="Tijdelijke subsidie in euro"
    )
    source: str = line("De bron", "bron", prompt="Bron")
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int


def _contribution(row: Row, parties: Parties) -> str:
    return f"Inbreng van {parties.get(row['party_id'], 'een partij')}"


@record(
    "contribution",
    "Inbreng in een campus",
    title=_contribution,
    added=lambda row, parties: (
        f"{_contribution(row, parties)} vastgelegd: {CONTRIBUTIONS[row['kind']]}, {row['certainty']}."
    ),
    withdrawn="inbreng ingetrokken",
    about="'11'",
    part="inbreng",
    same=("campus_id", "party_id", "kind"),
)
class Contribution:
    """What one party brings into a campus; it gives neither a say nor a share."""

    id: int
    campus_id: int = declare("record", _CAMPUS, label="Campus", own=False)
    party_id: int = of_party()
    kind: str = choice("De soort inbreng", "soort inbreng", CONTRIBUTIONS, prompt="Soort inbreng")
    amount: int | None = euros("Het bedrag", "bedrag", 1, prompt="Bedrag of waarde in euro")
    rhythm: str = choice("Hoe vaak", "hoe vaak", RHYTHMS, prompt="Hoe vaak")
    certainty: str = choice("De zekerheid", "zekerheid", CERTAINTIES, prompt="Hoe zeker is het")
    evidence: str = line("Het bewijs", "bewijs", optional=True, empty="geen", prompt="Bewijs")
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    party: str = ""
    helix: str = ""


@record(
    "say",
    "Zeggenschap in een campus",
    title=lambda _row, _: "Zeggenschap in een campus",
    added=lambda row, _: f"Zeggenschap in een campus vastgelegd: {FORMS[row['form']]}.",
    withdrawn="zeggenschap ingetrokken",
    about="'11'",
    part="zeggenschap",
    same=("campus_id", "form"),
)
class Say:
    """Who decides in a campus: its legal form and the seats of each side."""

    id: int
    campus_id: int = declare("record", _CAMPUS, label="Campus", own=False)
    form: str = choice("De rechtsvorm", "rechtsvorm", FORMS, prompt="Rechtsvorm")
    seats_business: int | None = number(
        "Het aantal zetels van het bedrijfsleven",
        "zetels bedrijfsleven",
        (0, 50),
        empty="niet bekend",
        group="seats",
    )
    seats_education: int | None = number(
        "Het aantal zetels van het onderwijs", "zetels onderwijs", (0, 50), empty="niet bekend", group="seats"
    )
    seats_government: int | None = number(
        "Het aantal zetels van de overheid", "zetels overheid", (0, 50), empty="niet bekend", group="seats"
    )
    source: str = line("De bron", "bron", prompt="Bron")
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int

    @property
    def seats(self) -> dict[str, int | None]:
        """Return the seats of each helix, None where they are not known."""
        return {helix: getattr(self, SEATS[helix]) for helix in HELIXES}
