"""The network of parties and actions on paper: parties on the left, actions on the right, lines between."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from lib.documents.pictures.sheet import GREY, sheet, words
from lib.maps.ring import LIGHT
from lib.model.agenda import HELIXES
from lib.model.coalitions import LEVELS

SIGNS: Mapping[str, str] = {"bedrijfsleven": "■", "onderwijs": "●", "overheid": "▲"}
"""The shape of each side, for who does not see its colour."""
_ROW, _WIDE, _PARTY, _ACTION, _LEGEND = 25, 1180, 420, 750, 34
_MOST_LETTERS = 52
_DIM = 0.22


@dataclass(frozen=True, slots=True)
class Party:
    """A party with its side."""

    id: int
    name: str
    helix: str


@dataclass(frozen=True, slots=True)
class Link:
    """How far a party is in an action."""

    party: int
    action: str
    level: int


@dataclass(frozen=True, slots=True)
class Network:
    """Parties and actions from top to bottom, and what joins them; `focus` is the one that stands out."""

    parties: Sequence[Party]
    actions: Mapping[str, str]
    links: Sequence[Link]
    focus: str = ""

    def near(self, link: Link) -> bool:
        """Whether a link is of what is in focus; all are where nothing is."""
        return not self.focus or self.focus in (f"p{link.party}", f"a{link.action}")


def network_svg(network: Network, title: str, lines: Sequence[str]) -> bytes:
    """Return the network as SVG."""
    height = max(len(network.parties) * _ROW, len(network.actions) * 1.6 * _ROW, 4.0 * _ROW)
    body = Markup("").join([*_legend(), *_drawn(network, height)])
    count = f"{len(network.parties)} partijen en {len(network.actions)} acties"
    alt = f"Lijnen tussen {count}; hoe dikker, hoe verder de partij in de actie is."
    return sheet(title, lines, body, _WIDE, height + _LEGEND, alt)


def _legend() -> Iterator[Markup]:
    for place, (helix, name) in enumerate(HELIXES.items()):
        yield words(f"{SIGNS[helix]} {name}", place * 150, 12, colour=LIGHT[helix], weight=600)
    thickest = f"Hoe dikker de lijn, hoe verder de partij: van {LEVELS[0]} tot {LEVELS[-1]}."
    yield words(thickest, 3 * 150, 12, colour=GREY)


def _drawn(network: Network, height: float) -> Iterator[Markup]:
    down = {
        party.id: _LEGEND + (row + 0.5) * height / len(network.parties)
        for row, party in enumerate(network.parties)
    }
    across = {
        action: _LEGEND + (row + 0.5) * height / len(network.actions)
        for row, action in enumerate(network.actions)
    }
    helix = {party.id: party.helix for party in network.parties}
    for link in network.links:
        yield _curve(link, down[link.party], across[link.action], LIGHT[helix[link.party]], network)
    near = [link for link in network.links if network.near(link)]
    lit, lit_actions = {link.party for link in near}, {link.action for link in near}
    for party in network.parties:
        text = words(f"{_short(party.name)} {SIGNS[party.helix]}", _PARTY - 8, down[party.id] + 4, 14,
                     colour=LIGHT[party.helix], weight=600, end="end")  # fmt: skip
        yield _shown(text, visible=party.id in lit or not network.focus)
    for action, name in network.actions.items():
        text = words(_short(name), _ACTION + 8, across[action] + 4, 14, weight=600)
        yield _shown(text, visible=action in lit_actions or not network.focus)


def _curve(link: Link, start: float, end: float, colour: str, network: Network) -> Markup:
    middle = (_PARTY + _ACTION) / 2
    return Markup(
        '<path d="M{0:g} {1:g}C{2:g} {1:g} {2:g} {3:g} {4:g} {3:g}" fill="none" stroke="{5}" '
        'stroke-width="{6:g}" opacity="{7:g}"/>'
    ).format(
        _PARTY,
        start,
        middle,
        end,
        _ACTION,
        colour,
        0.8 + link.level * 0.8,
        0.75 if network.near(link) else _DIM / 2,
    )


def _shown(text: Markup, *, visible: bool) -> Markup:
    return Markup('<g opacity="{:g}">{}</g>').format(1 if visible else _DIM, text)


def _short(name: str) -> str:
    """Cut off a name that has no room; the table beside the drawing has it whole."""
    return name if len(name) <= _MOST_LETTERS else f"{name[: _MOST_LETTERS - 1].rstrip()}…"
