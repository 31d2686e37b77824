"""The network of parties and actions, drawn, and the same as a list.

Owns what is drawn and in which order; `network.js` draws it. The party or action in focus is in
the address, so a click is a link.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.documents.pictures.network import Link, Network, Party, network_svg
from lib.model.agenda import HELIXES, Action
from lib.model.coalitions import LEVELS
from lib.rules.coalitions import chairs
from lib.rules.coalitions.cases import Case
from lib.rules.coalitions.places import Place
from lib.ui.elements import drawn
from lib.ui.elements.component import component
from lib.ui.elements.html import address_of, empty, helix_name, link, listing, show, table
from lib.ui.elements.switch import switch
from lib.ui.elements.through import Through
from lib.ui.frame.invitation import at_first, point_to
from lib.ui.here.address import shared_params

FOCUS = "focus"
VIEW, NETWORK = "blik", "netwerk"
"""The address parameter for the way of looking, and its value here."""

FORM, FORMS = "tekening", {"lijnen": "Lijnen", "stippen": "Stippen"}
"""The address parameter for how it is drawn, and the ways: a line per place, or a dot."""
WEAKEST, WEAKEST_WORD = 3, "drie"
"""How many of the weakest coalitions stand out as long as nothing is in focus."""
MOST_DRAWN = 60
"""More parties than this make a drawing nobody can read; the list has them all."""

_network = component(Path(__file__).with_name("network.js"), '<div class="network"></div>')


def focus_of(asked: str, all_places: Sequence[Place], actions: Sequence[Action]) -> str:
    """Return the party or action to focus on; empty when the address names none that is here."""
    return asked if asked in targets(all_places, actions) else ""


def targets(all_places: Sequence[Place], actions: Sequence[Action]) -> set[str]:
    """Return every party and action that can be in focus, as the address names them."""
    return {f"p{place.party_id}" for place in all_places} | {f"a{action.id}" for action in actions}


def draw(all_places: Sequence[Place], actions: Sequence[Action], cases: Sequence[Case], focus: str) -> None:
    """Draw parties by helix left, actions right; thicker lines stand for more activation.

    The weakest coalitions stand out, and each empty chair is a stub without a party.
    """
    if not all_places:
        point_to(
            "Nog geen partij op een stoel: er is nog geen netwerk te tekenen.",
            at_first("Vul de eerste stoel", actions, "coalitie"),
        )
        return
    shown = _most_connected(all_places)
    form = _head(focus)
    drawn.note_drawing(
        "Netwerk van partijen en acties", partial(network_svg, _picture(shown, actions, focus))
    )
    _network(
        key="network",
        data={
            "parties": _parties(shown, actions, focus),
            "actions": _actions(actions, cases, focus),
            "links": [
                {"party": f"p{place.party_id}", "action": f"a{place.action_id}", "level": place.level}
                for place in shown
            ],
            "helices": HELIXES,
            "focus": focus,
            "form": form,
        },
    )


def _picture(shown: Sequence[Place], actions: Sequence[Action], focus: str) -> Network:
    """Return the same for on paper."""
    parties = [Party(*party) for party in _ordered(shown, actions)]
    links = [Link(place.party_id, place.action_id, place.level) for place in shown]
    return Network(parties, {action.id: action.label for action in actions}, links, focus)


def _ordered(shown: Sequence[Place], actions: Sequence[Action]) -> list[tuple[int, str, str]]:
    """Order the parties by helix, and then by where their actions stand."""
    rank = {action.id: number for number, action in enumerate(actions)}
    return sorted(
        {(place.party_id, place.party, place.helix) for place in shown},
        key=lambda party: (
            list(HELIXES).index(party[2]),
            _mean([rank[place.action_id] for place in shown if place.party_id == party[0]]),
            party[1],
        ),
    )


def _parties(shown: Sequence[Place], actions: Sequence[Action], focus: str) -> list[dict[str, Any]]:
    return [
        {"id": f"p{number}", "name": name, "helix": helix, "link": _focus_link(f"p{number}", focus)}
        for number, name, helix in _ordered(shown, actions)
    ]


def _actions(actions: Sequence[Action], cases: Sequence[Case], focus: str) -> list[dict[str, Any]]:
    """List the actions, each with its empty chairs and whether it is one of the weakest."""
    vacant = {case.action.id: chairs.empty(case.table.chairs) for case in cases}
    weakest = {case.action.id for case in cases[:WEAKEST]}
    return [
        {
            "id": f"a{action.id}",
            "name": action.label,
            "ended": action.ended,
            "weak": action.id in weakest,
            "vacant": [
                {"helix": chair.helix, "name": chairs.chair_name(chair)}
                for chair in vacant.get(action.id, ())
            ],
            "link": _focus_link(f"a{action.id}", focus),
        }
        for action in actions
    ]


def _head(focus: str) -> str:
    """Draw what the colours and lines stand for, the way back to all, and ask for lines or dots."""
    with st.container(key="network-head", horizontal=True, vertical_alignment="center"):
        _legend(focus)
        return switch("Tekening", FORM, FORMS, key="network form")


def _legend(focus: str) -> None:
    names = Markup("").join(helix_name(helix) for helix in HELIXES)
    everything = link("coalities", "Toon alles", {**shared_params(), VIEW: NETWORK}) if focus else ""
    legend = (
        f"Hoe dikker de lijn of stip, hoe verder de partij; gestippeld is een lege stoel. De {WEAKEST_WORD} "
        "zwakste coalities springen eruit. Kies een partij of actie om alleen die te zien."
    )
    show(Markup('<p class="wa-legend">{}<span>{}</span>{}</p>').format(names, legend, everything))


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers)


def _most_connected(all_places: Sequence[Place]) -> list[Place]:
    counts: dict[int, int] = {}
    for place in all_places:
        counts[place.party_id] = counts.get(place.party_id, 0) + 1
    drawn = set(sorted(counts, key=lambda party: -counts[party])[:MOST_DRAWN])
    if len(counts) > MOST_DRAWN:
        st.caption(f"Getekend: de {MOST_DRAWN} partijen met de meeste verbanden. De lijst heeft ze alle.")
    return [place for place in all_places if place.party_id in drawn]


def _focus_link(target: str, focus: str) -> str:
    """Pressing what is in focus already lets it go again."""
    params = {**shared_params(), VIEW: NETWORK}
    return address_of("coalities", params if target == focus else {**params, FOCUS: target})


def focus_links() -> Callable[[str, str], str]:
    """Makes of the id and name of a party or action a link to only that; reads the address once for many."""
    params = {**shared_params(), VIEW: NETWORK}
    return lambda target, name: link("coalities", name, {**params, FOCUS: target})


def as_list(all_places: Sequence[Place], actions: Sequence[Action], focus: str) -> None:
    """Draw the same as the drawing, in words: per party the actions and how far it is in each."""
    labels = {action.id: action.label for action in actions}
    linked, through = focus_links(), Through()
    rows = []
    of_party: dict[int, list[Place]] = {}
    for place in all_places:
        of_party.setdefault(place.party_id, []).append(place)
    for party_id, party, helix in sorted(
        {(place.party_id, place.party, place.helix) for place in all_places}, key=lambda party: party[1]
    ):
        own = of_party[party_id]
        if focus and focus != f"p{party_id}" and focus not in {f"a{place.action_id}" for place in own}:
            continue
        where = listing(
            Markup("{} ({})").format(
                linked(f"a{place.action_id}", labels[place.action_id]), LEVELS[place.level]
            )
            for place in own
        )
        rows.append((linked(f"p{party_id}", party), through.side(helix), where))
    if all_places and not rows:
        empty("Nog geen partij in de coalitie van deze actie.")
        return
    show(table(("Partij", "Kant", "Waar en hoe ver"), rows, "Partijen en hun acties"))
