"""The nouns of action 9: one language for the promotion of technology, five types by seven worlds.

Owns the names of both, exactly as their makers write them; what looks like an older model is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from lib.dutch import list_text, searchable
from lib.model import listing
from lib.model.field import day, line, party, several
from lib.model.kinds import NAME_LIMIT, Invalid, missing
from lib.model.record import record
from lib.model.regions import LABOUR_REGIONS
from lib.model.results.outcome import PART
from lib.model.results.schemes import AGES, PROMOTION

ACTION = PROMOTION
"""The action of the annex that all of this belongs to."""
TYPES: Mapping[str, str] = {
    name: name
    for name in ("Vernieuwers", "Creatieve Makers", "Ontdekkers", "Doeners", "Maatschappelijke Toepassers")
}
"""Bèta&TechMentality (2019): the types of young people, by their confidence and their interest."""
WORLDS: Mapping[str, str] = {
    "gezondheid": "Mens & Gezondheid",
    "voeding": "Voeding & Natuur",
    "energie": "Energie, Water & Veiligheid",
    "wonen": "Wonen, Werken & Verkeer",
    "ontwerp": "Ontwerp, Productie & Wereldhandel",
    "digitaal": "Digitaal, Media & Entertainment",
    "hitech": "Hi-tech & Science",
}
"""De 7 werelden van techniek."""
_OLDER = ("concrete betatechnic", "carrierebeta", "mensgerichte generalist", "non-beta")
_EVERYBODY = ("voor iedereen", "iedereen", "alle", "alle types", "allemaal")
_types, _worlds = listing.several("Het type", TYPES), listing.several("De wereld", WORLDS)


def _named_types(value: Any, today: date) -> str:
    written = searchable("" if missing(value) else str(value))
    if any(older in written for older in _OLDER):
        raise Invalid(
            "Het type", "Dit type komt uit het model van 2011. Kies een van de vijf typen van 2019: "
            f"{list_text(TYPES, 'of')}.",
        )  # fmt: skip
    if any(searchable(part) in _EVERYBODY for part in _listed(value)):
        raise Invalid("Het type", "“Voor iedereen” is geen type. Kies wie u wilt bereiken, of laat dit leeg.")
    return _types(value, today)


def _listed(value: Any) -> list[str]:
    written = ",".join(map(str, value)) if isinstance(value, list) else str(value or "")
    return [part.strip() for part in written.split(",")]


def _named_worlds(value: Any, today: date) -> str:
    """Take a world by its name too, which may hold a comma."""
    if isinstance(value, str):
        for key, name in WORLDS.items():
            value = re.sub(re.escape(name), f"{key},", value, flags=re.IGNORECASE)
    return _worlds(value, today)


@record(
    "promotion",
    "Activiteit techniekpromotie",
    title=lambda row, _: f"Activiteit “{row['name']}”",
    added=lambda row, _: f"Activiteit voor techniekpromotie toegevoegd: {row['name']}.",
    withdrawn="activiteit ingetrokken",
    about=f"'{ACTION}'",
    part=PART,
    same=("name", "starts_on"),
)
class Promotion:
    """One activity: whom and which worlds it chooses to address; without a type it stands apart."""

    id: int
    name: str = line("De naam", "naam", NAME_LIMIT, prompt="Naam van de activiteit")
    party_id: int = party("De partij", "partij", prompt="Wie organiseert het")
    regions: str = several(
        "De regio", "regio’s", LABOUR_REGIONS, prompt="Regio’s (leeg: hele provincie)", empty="hele provincie"
    )
    ages: str = several("De doelgroep", "doelgroep", AGES, prompt="Soort school", empty="niet gezegd")
    types: str = several(
        "Het type", "typen", TYPES, rule=_named_types, prompt="Typen (Bèta&TechMentality 2019)",
        empty="geen type", help="“Voor iedereen” is geen type: laat het dan leeg.",
    )  # fmt: skip
    worlds: str = several(
        "De wereld", "werelden", WORLDS, rule=_named_worlds, prompt="Werelden van techniek",
        empty="geen wereld",
    )  # fmt: skip
    starts_on: str = day("De eerste dag", "eerste dag", prompt="Eerste dag")
    ends_on: str | None = day(
        "De laatste dag", "laatste dag", optional=True, empty="loopt door", prompt="Laatste dag"
    )
    message: str = line("De boodschap", "boodschap", NAME_LIMIT, optional=True, prompt="Boodschap in één zin")
    source: str = line("De bron", "bron", NAME_LIMIT, optional=True, empty="niet gezegd", prompt="Bron")
    withdrawn_on: str | None
    withdrawn_reason: str | None
    version: int
