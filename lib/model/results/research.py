"""The nouns of action 7: research groups of schools, and what joins one of the mbo with one of the hbo.

Owns that a group is known by its theme and its school; who leads it is not kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from lib.dutch import day_text
from lib.model.field import choice, day, declare, line, number, other, party, party_name
from lib.model.kinds import NAME_LIMIT
from lib.model.record import record
from lib.model.results.amount import UNKNOWN, amount_of, stored_count
from lib.model.results.outcome import PART

ACTION = "7"
"""The action of the annex that all of this belongs to."""
LECTORAAT, PRACTORAAT = "lectoraat", "practoraat"
GROUPS: Mapping[str, str] = {PRACTORAAT: "practoraat (mbo)", LECTORAAT: "lectoraat (hbo)"}


@record(
    "research_group",
    "Onderzoeksgroep",
    title=lambda row, _: f"{row['kind'].capitalize()} “{row['name']}”",
    added=lambda row, parties: (
        f"{row['kind'].capitalize()} “{row['name']}” van {party_name(row['school_id'], parties)} toegevoegd."
    ),
    withdrawn="onderzoeksgroep ingetrokken",
    about=f"'{ACTION}'",
    part=PART,
    same=("kind", "name", "school_id"),
)
class ResearchGroup:
    """A lectoraat or a practoraat at a campus; one that ended stays visible as such."""

    id: int
    kind: str = choice("De soort", "soort", GROUPS, own=False)
    name: str = line(
        "Het thema",
        "thema",
        NAME_LIMIT,
        prompt="Thema",
        help="Het thema van de groep, nooit de naam van iemand.",
    )
    school_id: int = party("De school", "school", prompt="School")
    campus_id: int = other("De campus", "campus", prompt="Campus")
    other_campus_id: int | None = other(
        "De tweede campus", "tweede campus", optional=True, empty="geen", prompt="Ook op campus"
    )
    fte: float | None = number(
        "Het aantal fte", "fte", (0, 200), whole=False, empty="niet bekend", prompt="Fte"
    )
    starts_on: str | None = day(
        "De begindatum", "begint op", optional=True, empty="niet bekend", prompt="Begint op"
    )
    ends_on: str | None = day(
        "De einddatum", "eindigt op", optional=True, empty="geen einde bekend", prompt="Eindigt op"
    )
    funding: str = line(
        "De geldbron", "geldbron", NAME_LIMIT, optional=True, empty="niet bekend", prompt="Geldbron"
    )
    companies: str = declare(
        "amount", stored_count, label="Het aantal bedrijven", words="bedrijven met een vraag",
        prompt="Bedrijven die dit jaar een vraag brachten", reads=lambda value, _: amount_of(value).text,
        help=f"Een heel getal, “minder dan 5” of “{UNKNOWN}”. Wat minder dan 5 verschilt van wat er stond, "
        "wordt een klasse.",
    )  # fmt: skip
    checked_on: str = day("De dag van nakijken", "nagekeken op", past=True, prompt="Nagekeken op")
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
    school: str = ""

    @property
    def campuses(self) -> tuple[int, ...]:
        return tuple(number for number in (self.campus_id, self.other_campus_id) if number)

    def is_over(self, today: date) -> bool:
        return self.ends_on is not None and self.ends_on < today.isoformat()


@record(
    "research_link",
    "Verbinding",
    title=lambda row, _: (
        f"Verbinding van lectoraat nr. {row['lectoraat_id']} en practoraat nr. {row['practoraat_id']}"
    ),
    added=lambda row, _: (
        f"Lectoraat nr. {row['lectoraat_id']} en practoraat nr. {row['practoraat_id']} verbonden op "
        f"{day_text(row['agreed_on'])}, met de agenda “{row['agenda']}”."
    ),
    withdrawn="verbinding ingetrokken",
    about=f"'{ACTION}'",
    part=PART,
    same=("lectoraat_id", "practoraat_id"),
)
class ResearchLink:
    """A shared agenda of one lectoraat and one practoraat: only this makes them combined."""

    id: int
    lectoraat_id: int = other("Het lectoraat", "lectoraat", own=False)
    practoraat_id: int = other("Het practoraat", "practoraat", own=False)
    agenda: str = line(
        "De gezamenlijke agenda", "gezamenlijke agenda", NAME_LIMIT,
        prompt="Gezamenlijke agenda: welk document", group="agenda",
    )  # fmt: skip
    agreed_on: str = day(
        "De dag van de agenda", "dag van de agenda", past=True, prompt="Vastgesteld op", group="agenda"
    )
    projects: int | None = number(
        "Het aantal projecten", "gezamenlijke projecten", (0, 1_000), empty="niet bekend",
        prompt="Gezamenlijke projecten",
    )  # fmt: skip
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
