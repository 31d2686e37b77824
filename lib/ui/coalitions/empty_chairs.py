"""The empty needed chairs of all coalitions by name, with the parties to ask first.

Owns how they read; who fits a chair is decided in `lib.rules.coalitions.chairs`.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from lib.model.agenda import Party
from lib.model.coalitions import Chair
from lib.model.regions import REGIONS
from lib.rules.coalitions import chairs
from lib.rules.coalitions.cases import Case
from lib.ui.agenda.action import action_link
from lib.ui.coalitions import network
from lib.ui.coalitions.party import party_links
from lib.ui.elements.html import empty, helix_name, show, table

MOST_PROPOSED = 2
"""How many parties are named for an empty chair; its own form has them all."""


def empty_chairs(all_cases: Sequence[Case], parties: Sequence[Party]) -> None:
    """Draw every empty needed chair by name, per action, with the registered parties that fit it first."""
    vacancies = [(case, chair) for case in all_cases for chair in chairs.empty(case.table.chairs)]
    if not any(chairs.needed(case.table.chairs) for case in all_cases):
        empty("Van geen enkele actie zijn de nodige stoelen al benoemd. Kies een actie en dan Coalitie.")
        return
    if not vacancies:
        empty("Er is geen nodige stoel leeg.")
        return
    rows = [
        (
            action_link(case.action),
            helix_name(chair.helix),
            chair.role,
            REGIONS[chair.region] if chair.region else "–",
            _who_fits(case, chair, parties),
        )
        for case, chair in vacancies
    ]
    show(Markup('<p class="wa-source">{}</p>').format(chairs.EMPTY_PLACES))
    show(table(("Actie", "Kant", "Plek in de coalitie", "Regio", "Wie past hier?"), rows, "Lege stoelen"))


def _who_fits(case: Case, chair: Chair, parties: Sequence[Party]) -> str:
    """Return the first parties to ask, and why these: of the right helix, kind and region where there are."""
    proposed = chairs.propose(chair, parties, case.table.chairs)[:MOST_PROPOSED]
    if not proposed:
        return "nog geen partij van deze kant in de lijst"
    named = party_links({network.VIEW: "partijen"})
    return Markup(" of ").join(
        Markup("{} ({})").format(named(party), why) if why else named(party)
        for party, why in ((party, chairs.why_it_fits(chair, party)) for party in proposed)
    )
