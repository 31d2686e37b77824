"""Work to work in numbers: who has people over, who asks for them, the bands between, what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.dutch import count_text, sentence_case
from lib.model.results.work import OCCUPATIONS, SECTORS, SURPLUS, Match, ModelStep, Notice, people_text
from lib.rules.work.ladder import ladder_sentence, signed_on
from lib.rules.work.matching import holds, matched, moved

BY_SECTOR, BY_OCCUPATION = "sector", "beroep"
NAMES: Mapping[str, Mapping[str, str]] = {BY_SECTOR: SECTORS, BY_OCCUPATION: OCCUPATIONS}
_KEYS: Mapping[str, Callable[[Notice], str]] = {
    BY_SECTOR: lambda notice: notice.sector,
    BY_OCCUPATION: lambda notice: notice.occupation,
}


@dataclass(frozen=True, slots=True)
class Node:
    """One end of the flow: how many people, and how many of them have a match."""

    key: str
    name: str
    people: int
    matched: int

    @property
    def left(self) -> int:
        return self.people - self.matched


@dataclass(frozen=True, slots=True)
class Band:
    """What runs between two ends, and the matches it is made of; signed or still being discussed."""

    source: str
    target: str
    people: int
    signed: bool
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole picture."""

    surplus: tuple[Node, ...]
    demand: tuple[Node, ...]
    bands: tuple[Band, ...]

    @property
    def over(self) -> int:
        return sum(node.people for node in self.surplus)

    @property
    def asked(self) -> int:
        return sum(node.people for node in self.demand)


def counted(notices: Iterable[Notice], matches: Sequence[Match], today: date) -> list[Notice]:
    """Return the meldingen in the picture: those open, and those closed that have a match."""
    in_match = matched(matches)
    return [
        notice
        for notice in notices
        if holds(notice, today) or (notice.withdrawn_on is None and notice.id in in_match)
    ]


def flow(notices: Sequence[Notice], matches: Sequence[Match], by: str, today: date) -> Flow:
    """Return the flow by sector or by occupation; a match of which an end is not given is left out."""
    shown = {notice.id: notice for notice in counted(notices, matches, today)}
    live = [
        match
        for match in matches
        if match.withdrawn_on is None and match.surplus_id in shown and match.demand_id in shown
    ]
    taken, key = matched(live), _KEYS[by]
    ends: dict[str, dict[str, list[int]]] = {"": {}, SURPLUS: {}}
    for notice in shown.values():
        side = ends[SURPLUS if notice.kind == SURPLUS else ""]
        row = side.setdefault(key(notice), [0, 0])
        # A melding that is filled stands for its matches alone.
        row[0] += notice.people if holds(notice, today) else taken.get(notice.id, 0)
        row[1] += taken.get(notice.id, 0)
    grouped: dict[tuple[str, str, bool], list[Match]] = defaultdict(list)
    for match in live:
        ends_of = (key(shown[match.surplus_id]), key(shown[match.demand_id]))
        grouped[*ends_of, signed_on(match) is not None].append(match)
    bands = [
        Band(source, target, sum(match.people for match in own), signed, tuple(own))
        for (source, target, signed), own in grouped.items()
    ]
    return Flow(
        _nodes(ends[SURPLUS], by),
        _nodes(ends[""], by),
        tuple(sorted(bands, key=lambda band: (not band.signed, -band.people, band.source, band.target))),
    )


def _nodes(side: Mapping[str, Sequence[int]], by: str) -> tuple[Node, ...]:
    nodes = [Node(key, NAMES[by][key], people, taken) for key, (people, taken) in side.items()]
    return tuple(sorted(nodes, key=lambda node: (-node.people, node.name)))


def flow_sentence(made: Flow, matches: Sequence[Match], steps: Sequence[ModelStep], by: str) -> str:
    """Tell how many are over and asked for, how many are signed for and moved, and where the model is."""
    if not made.surplus and not made.demand:
        return f"Er is nog geen overschot en geen vraag gemeld. {ladder_sentence(steps)}"
    signed = sum(band.people for band in made.bands if band.signed)
    direct = moved(matches).direct
    first = f"{_side(made.surplus, made.over, by, 'over')}, {_asked(made, by)}"
    agreed = (
        f"voor {people_text(signed)} zijn afspraken getekend"
        if signed
        else "er zijn nog geen afspraken getekend"
    )
    went = (
        f", {people_text(direct)} {'stapte' if direct == 1 else 'stapten'} over zonder uitkering"
        if direct
        else ""
    )
    return f"{sentence_case(first)}; {agreed}{went}. {ladder_sentence(steps)}"


def _side(nodes: Sequence[Node], people: int, by: str, word: str) -> str:
    if not nodes:
        return "er is geen overschot gemeld"
    if len(nodes) == 1 and by == BY_SECTOR:
        return f"{nodes[0].name} meldt {people_text(people)} mensen {word}"
    what = count_text(len(nodes), *_WORDS[by])
    return f"{what} {'meldt' if len(nodes) == 1 else 'melden'} {people_text(people)} mensen {word}"


_WORDS: Mapping[str, tuple[str, str]] = {
    BY_SECTOR: ("sector", "sectoren"),
    BY_OCCUPATION: ("beroepsgroep", "beroepsgroepen"),
}


def _asked(made: Flow, by: str) -> str:
    if not made.demand:
        return "niemand vraagt mensen"
    if len(made.demand) == 1 and by == BY_SECTOR:
        return f"{made.demand[0].name} vraagt er {people_text(made.asked)}"
    what = count_text(len(made.demand), *_WORDS[by])
    return f"{what} {'vraagt' if len(made.demand) == 1 else 'vragen'} er {people_text(made.asked)}"
