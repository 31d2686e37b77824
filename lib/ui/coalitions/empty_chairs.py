"""The empty needed chairs of all coalitions by name, with the parties to ask first.

Owns how they read; who fits a chair is decided in `lib.rules.coalitions.chairs`.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from lib.model.agenda import Party
from lib.model.coalitions import Chair
from lib.rules.coalitions import chairs, routes
from lib.rules.coalitions.cases import Case
from lib.rules.coalitions.looks import Vacancy
from lib.rules.coalitions.routes import Links
from lib.ui.agenda.action import action_link
from lib.ui.coalitions import network
from lib.ui.coalitions.party import party_links
from lib.ui.elements.html import link, show, table
from lib.ui.elements.through import Through
from lib.ui.frame.invitation import at_first, point_to
from lib.ui.here import state
from lib.ui.here.address import ACTION, shared_params

_HOW = (
    "De weg gaat van wie al een plek heeft, over partijen die samen bij een gebeurtenis waren, naar wie er "
    "past: zo kort mogelijk. Open een weg voor de dag en het bewijs. Zonder gedeeld bewijs is er geen route."
)
MOST_PROPOSED = 2
"""How many parties are named for an empty chair; its own form has them all."""


def empty_chairs(
    all_cases: Sequence[Case], vacant: Sequence[Vacancy], parties: Sequence[Party], linked: Links
) -> None:
    """Draw each empty needed chair by name, per action, with the registered parties that fit it first."""
    if not any(chairs.needed(case.table.chairs) for case in all_cases):
        point_to(
            "Van geen enkele actie zijn de nodige stoelen al benoemd. De bijlage noemt er zelf een aantal.",
            at_first("Kies wat klopt", (case.action for case in all_cases), "coalitie"),
        )
        return
    if not vacant:
        return
    through = Through()
    rows = [
        (
            action_link(case.action),
            through.side(chair.helix),
            chair.role,
            through.region(chair.region, "–"),
            Markup("{}{}").format(_who_fits(case, chair, parties), _to_its_form(case)),
            _way(routes.route_to(chair, case.table, case.action.driver, parties, linked)),
        )
        for case, chair in vacant
    ]
    show(Markup('<p class="wa-source">{}</p>').format(chairs.EMPTY_PLACES))
    heads = ("Actie", "Kant", "Plek in de coalitie", "Regio", "Wie past hier?", "Wie kan mij daar brengen?")
    show(table(heads, rows, "Lege stoelen"))
    show(Markup('<p class="wa-source">{}</p>').format(_HOW))


def _to_its_form(case: Case) -> Markup:
    """Lead, in Bewerken, to where a party gets the chair."""
    if not state.here().editing:
        return Markup()
    params = shared_params() | {ACTION: case.action.id, "tab": "coalitie"}
    return Markup("<p>{}</p>").format(link("actie", "Zet op de stoel", params, icon="edit"))


def _way(route: routes.Route | None) -> Markup | str:
    """Build the chain to a chair; it opens to the events that show each link."""
    if not route:
        return routes.NO_ROUTE
    shown = Markup("").join(Markup("<p>{}.</p>").format(hop.words) for hop in route)
    return Markup("<details><summary>{}</summary>{}</details>").format(routes.route_words(route), shown)


def _who_fits(case: Case, chair: Chair, parties: Sequence[Party]) -> str:
    """Return the first parties to ask, and why these: of the right helix, kind and region where there are."""
    proposed = chairs.propose(chair, parties, case.table.chairs)[:MOST_PROPOSED]
    if not proposed:
        return "nog geen partij van deze kant in de lijst"
    named = party_links({network.VIEW: "partijen"})
    return Markup(" of ").join(
        Markup("{} ({})").format(named(party), chairs.why_it_fits(chair, party)) for party in proposed
    )
