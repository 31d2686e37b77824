"""Work to work in numbers: who has people over, who asks for them, the bands between, what is left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.dutch import count_text, sentence_case
from lib.model.results.amount import Amount
from lib.model.results.work import OCCUPATIONS, SECTORS, SURPLUS, Match, ModelStep, Notice
from lib.rules.work.ladder import ladder_sentence, signed_on
from lib.rules.work.matching import holds, matched, moved
from lib.rules.work.shown import NOBODY, add_up, in_match, in_matches, public, without_match

BY_SECTOR, BY_OCCUPATION = "sector", "beroep"
NAMES: Mapping[str, Mapping[str, str]] = {BY_SECTOR: SECTORS, BY_OCCUPATION: OCCUPATIONS}
_KEYS: Mapping[str, Callable[[Notice], str]] = {
    BY_SECTOR: lambda notice: notice.sector,
    BY_OCCUPATION: lambda notice: notice.occupation,
}


@dataclass(frozen=True, slots=True)
class Node:
    """One end of the flow: how many people, how many of these have a match, and how many have none."""

    key: str
    name: str
    people: Amount
    matched: Amount
    left: Amount

    def left_words(self, word: str) -> str:
        """Tell how many have no match, in a word of that side."""
        return f"{self.left.short} {word}" if self.left.high else "vervuld"


@dataclass(frozen=True, slots=True)
class Band:
    """What runs between two ends, and the matches it is made of; signed or still being discussed."""

    source: str
    target: str
    people: Amount
    signed: bool
    matches: tuple[Match, ...]

    @property
    def words(self) -> str:
        return f"{self.people.short} mensen, {'getekend' if self.signed else 'in gesprek'}"


@dataclass(frozen=True, slots=True)
class Flow:
    """The whole picture."""

    surplus: tuple[Node, ...]
    demand: tuple[Node, ...]
    bands: tuple[Band, ...]

    @property
    def over(self) -> Amount:
        return add_up(node.people for node in self.surplus)

    @property
    def asked(self) -> Amount:
        return add_up(node.people for node in self.demand)


def counted(notices: Iterable[Notice], matches: Sequence[Match], today: date) -> list[Notice]:
    """Return the meldingen in the picture: those open, and those closed that have a match."""
    in_match = matched(matches)
    return [
        notice
        for notice in notices
        if holds(notice, today) or (notice.withdrawn_on is None and notice.id in in_match)
    ]


_TO = " naar "


def cases(matches: Iterable[Match], notices: Mapping[int, Notice]) -> dict[str, str]:
    """Return the cases that there are by their key: from one sector to another, each with a match."""
    pairs = {
        (notices[match.surplus_id].sector, notices[match.demand_id].sector)
        for match in matches
        if match.withdrawn_on is None and match.surplus_id in notices and match.demand_id in notices
    }
    return {
        f"{source}{_TO}{target}": f"{sentence_case(SECTORS[source])}{_TO}{SECTORS[target]}"
        for source, target in sorted(pairs)
    }


def is_of(case: str | None, notice: Notice) -> bool:
    """Tell whether a melding belongs to a case; to none in particular all of them do."""
    source, _, target = (case or "").partition(_TO)
    return not case or notice.sector == (source if notice.kind == SURPLUS else target)


def flow(notices: Sequence[Notice], matches: Sequence[Match], by: str, today: date) -> Flow:
    """Return the flow by sector or by occupation; a match of which an end is not given is left out."""
    shown = {notice.id: notice for notice in counted(notices, matches, today)}
    live = [
        match
        for match in matches
        if match.withdrawn_on is None and match.surplus_id in shown and match.demand_id in shown
    ]
    # Who has a match with a melding that is not shown has one all the same.
    holding = [match for match in matches if match.withdrawn_on is None]
    taken, key = in_matches(holding), _KEYS[by]
    ends: dict[bool, dict[str, list[Amount]]] = {True: {}, False: {}}
    for notice in shown.values():
        row = ends[notice.kind == SURPLUS].setdefault(key(notice), [NOBODY, NOBODY, NOBODY])
        with_match, still = taken.get(notice.id, NOBODY), holds(notice, today)
        # A melding that is filled stands for its matches alone.
        row[0] += public(notice.people) if still else with_match
        row[1] += with_match
        row[2] += without_match(notice, taken) if still else NOBODY
    grouped: dict[tuple[str, str, bool], list[Match]] = defaultdict(list)
    for match in live:
        ends_of = (key(shown[match.surplus_id]), key(shown[match.demand_id]))
        grouped[*ends_of, signed_on(match) is not None].append(match)
    bands = [
        Band(source, target, add_up(in_match(match) for match in own), signed, tuple(own))
        for (source, target, signed), own in grouped.items()
    ]
    return Flow(
        _nodes(ends[True], by),
        _nodes(ends[False], by),
        tuple(sorted(bands, key=lambda band: (not band.signed, -band.people.low, band.source, band.target))),
    )


def _nodes(side: Mapping[str, Sequence[Amount]], by: str) -> tuple[Node, ...]:
    nodes = [Node(key, NAMES[by][key], *amounts) for key, amounts in side.items()]
    return tuple(sorted(nodes, key=lambda node: (-node.people.low, node.name)))


def flow_sentence(made: Flow, matches: Sequence[Match], steps: Sequence[ModelStep], by: str) -> str:
    """Tell how many are over and asked for, how many are signed for and moved, and where the model is."""
    if not made.surplus and not made.demand:
        return f"Er is nog geen overschot en geen vraag gemeld. {ladder_sentence(steps)}"
    signed = add_up(band.people for band in made.bands if band.signed)
    direct = moved(matches).direct
    first = f"{_side(made.surplus, made.over, by, 'over')}, {_asked(made, by)}"
    agreed = (
        f"voor {signed.text} zijn afspraken getekend" if signed.low else "er zijn nog geen afspraken getekend"
    )
    went = f", {direct.text} stapten over zonder uitkering" if direct.high else ""
    return f"{sentence_case(first)}; {agreed}{went}. {ladder_sentence(steps)}"


def _side(nodes: Sequence[Node], people: Amount, by: str, word: str) -> str:
    if not nodes:
        return "er is geen overschot gemeld"
    if len(nodes) == 1 and by == BY_SECTOR:
        return f"{nodes[0].name} meldt {people.text} mensen {word}"
    what = count_text(len(nodes), *_WORDS[by])
    return f"{what} {'meldt' if len(nodes) == 1 else 'melden'} {people.text} mensen {word}"


_WORDS: Mapping[str, tuple[str, str]] = {
    BY_SECTOR: ("sector", "sectoren"),
    BY_OCCUPATION: ("beroepsgroep", "beroepsgroepen"),
}


def _asked(made: Flow, by: str) -> str:
    if not made.demand:
        return "niemand vraagt mensen"
    if len(made.demand) == 1 and by == BY_SECTOR:
        return f"{made.demand[0].name} vraagt er {made.asked.text}"
    what = count_text(len(made.demand), *_WORDS[by])
    return f"{what} {'vraagt' if len(made.demand) == 1 else 'vragen'} er {made.asked.text}"
