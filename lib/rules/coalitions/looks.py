"""What each look at the coalitions says first: of its own subject, counted from what it shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lib.dutch import count_text, list_text, sentence_case
from lib.model.agenda import HELIXES, Party
from lib.model.coalitions import Chair
from lib.model.regions import REGIONS
from lib.rules.coalitions import chairs
from lib.rules.coalitions.cases import Case
from lib.rules.coalitions.places import Place

Vacancy = tuple[Case, Chair]
"""A needed chair that is empty, with the coalition that needs it."""


def vacancies(cases: Sequence[Case]) -> list[Vacancy]:
    return [(case, chair) for case in cases for chair in chairs.empty(case.table.chairs)]


def chairs_sentence(vacant: Sequence[Vacancy], whose: str = "") -> str:
    """Tell how many needed chairs are empty, at how many actions, and in which regions most.

    `whose` tells of whom these are when that is not everybody.
    """
    if not vacant:
        return f"Geen enkele nodige stoel{whose} is leeg."
    actions = count_text(len({case.action.id for case, _ in vacant}), "actie", "acties")
    number = sentence_case(count_text(len(vacant), "stoel is", "stoelen zijn"))
    regions = Counter(chair.region for _, chair in vacant if chair.region)
    named = [f"{count} in {REGIONS[region]}" for region, count in regions.most_common(2)]
    return f"{number} leeg bij {actions}{'; ' if named else ''}{list_text(named)}."


def network_sentence(places: Sequence[Place]) -> str:
    """Tell how many parties take part in how many coalitions, and how many of them in several."""
    taking_part = Counter(place.party for place in places)
    actions = count_text(len({place.action_id for place in places}), "coalitie", "coalities")
    several = sum(count > 1 for count in taking_part.values())
    number = sentence_case(count_text(len(taking_part), "partij doet", "partijen doen"))
    return f"{number} mee in {actions}; {several} daarvan in meer dan één."


def parties_sentence(parties: Sequence[Party], places: Sequence[Place]) -> str:
    """Tell how many parties there are of each side, and how many take part in no coalition."""
    sides = Counter(party.helix for party in parties)
    shares = list_text([f"{sides[helix]} {name.lower()}" for helix, name in HELIXES.items()])
    loose = len({party.id for party in parties} - {place.party_id for place in places})
    rest = f"; {count_text(loose, 'doet', 'doen')} nog nergens mee" if loose else ""
    number = sentence_case(count_text(len(parties), "partij staat", "partijen staan"))
    return f"{number} in het register: {shares}{rest}."
