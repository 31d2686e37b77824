"""A labour-market region on a day: its places in the coalitions, figures, counts, money, and what is missing.

Owns what belongs to a region and which gaps are named; the page on the screen and the page that leaves as a
file tell the same. Reads no clock and no store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lib.dutch import amount_text, count_text, list_text, sentence_case
from lib.model.agenda import Action, Party
from lib.model.campuses import Campus
from lib.model.coalitions import Chair, Table
from lib.model.results.money import MoneyLayer
from lib.rules.coalitions import activation, chairs, gate
from lib.rules.coverage import MISSING, STALE, Cell
from lib.rules.meetings.attention import gate_waits
from lib.rules.money import layers as money
from lib.rules.results.result import Line, Local

SEAT, ANSWER, DESK, REPORT, FIGURE, ABSENT, END, CENTRE, POINT = (
    "plek", "antwoord", "loket", "opgave", "cijfer", "ontbrekend cijfer", "einde", "centrumgemeente",
    "servicepunt",
)  # fmt: skip
"""What can be missing of a region."""
NO_CENTRE = "nog niet vastgelegd"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the region beside that of the province and the country."""

    own: Cell
    province: Cell
    country: Cell


@dataclass(frozen=True, slots=True)
class RegionFacts:
    """What is known of a region; `layers` are those of its own and those of no region in particular."""

    code: str
    name: str
    day: date
    service_point: str = ""
    service_point_source: str = ""
    centre: str = ""
    centre_source: str = ""
    parties: Sequence[Party] = ()
    campuses: Sequence[Campus] = ()
    figures: Sequence[Figure] = ()
    local: Sequence[Local] = ()
    layers: Sequence[MoneyLayer] = ()

    @property
    def counts(self) -> list[Local]:
        return [one for one in self.local if not one.desks and not one.sentence]

    @property
    def told(self) -> list[Local]:
        """Return what is told of the region in a sentence, by instrument."""
        return [one for one in self.local if one.sentence]

    @property
    def desks(self) -> list[Line]:
        """Return where people, companies and schools of the region can go, of all instruments."""
        return [line for one in self.local if one.desks for line in one.lines]


@dataclass(frozen=True, slots=True)
class Coalition:
    """One coalition as the region is in it: who from there, what is empty, and how far each side is.

    `silent` are the parties from there that a decision about support waits for.
    """

    action: Action
    parties: tuple[str, ...]
    driver: str
    empty: tuple[Chair, ...]
    levels: Mapping[str, int]
    silent: tuple[str, ...]

    @property
    def who(self) -> str:
        """Name the parties, the one that drives the action as such."""
        return list_text(f"{name} (aanjager)" if name == self.driver else name for name in self.parties)


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing: of which kind, in words, and the action or the record that it is about."""

    kind: str
    words: str
    action_id: str = ""
    about: str = ""


# ------------------------------------------------------------------ the coalitions


def coalitions(
    region: RegionFacts, actions: Sequence[Action], tables: Mapping[str, Table]
) -> list[Coalition]:
    """Return the coalitions with a place of the region or a party from it, the highest priority first."""
    found = (_coalition(region, action, tables[action.id]) for action in actions if not action.ended)
    own = [one for one in found if one.parties or one.empty]
    return sorted(own, key=lambda one: (one.action.priority or "D", one.action.position))


def _coalition(region: RegionFacts, action: Action, table: Table) -> Coalition:
    from_here = {party.id: party.name for party in region.parties}
    seated = [chair.party_id for chair in chairs.present(table.chairs)]
    far = [row.party_id for row in activation.standings(table.activations, region.day) if row.effective]
    there = dict.fromkeys([action.driver_id, *seated, *far])
    answered = {support.party_id for support in table.supports if support.answer != gate.NOT_ASKED}
    asked: Collection[int] = gate.needed_parties(table.chairs) if gate_waits(action, table) else ()
    return Coalition(
        action,
        tuple(from_here[party_id] for party_id in there if party_id in from_here),
        from_here.get(action.driver_id or 0, ""),
        tuple(chair for chair in chairs.empty(table.chairs) if chair.region == region.code),
        activation.helix_levels(table.activations, region.day),
        tuple(
            from_here[party_id] for party_id in asked if party_id in from_here and party_id not in answered
        ),
    )


# ------------------------------------------------------------------ the money


def ending(region: RegionFacts, own: Sequence[Coalition]) -> list[MoneyLayer]:
    """Return the money that counts for the region, what ends first in front.

    That is money of the region itself, and money of no region in particular for actions it takes part in.
    """
    shared = {one.action.id for one in own}
    counting = money.counting(region.layers, region.day)
    return money.in_order_of_end(
        layer
        for layer in counting
        if layer.region == region.code or (layer.region is None and layer.action_id in shared)
    )


# ------------------------------------------------------------------ what is missing


def lacking(region: RegionFacts, own: Sequence[Coalition]) -> list[Lack]:
    """Return what is missing of a region, each once."""
    return [*_of_coalitions(own), *_of_instruments(region), *_of_figures(region), *_of_itself(region, own)]


def _of_coalitions(own: Sequence[Coalition]) -> Iterator[Lack]:
    for one in own:
        number = str(one.action.number or "het manifest")
        for chair in one.empty:
            yield Lack(SEAT, f"Plek leeg bij {number}: {chair.role}", one.action.id, str(chair.id))
    for one in own:
        number = str(one.action.number or "het manifest")
        for name in one.silent:
            yield Lack(ANSWER, f"Antwoord van {name} bij {number}", one.action.id)


def _of_instruments(region: RegionFacts) -> Iterator[Lack]:
    if not any(one.desks for one in region.local):
        yield Lack(DESK, "Loket voor mens, bedrijf of opleider", "5")
    for one in region.local:
        for words in one.lacking:
            yield Lack(DESK if one.desks else REPORT, words, one.action_id)


def _of_figures(region: RegionFacts) -> Iterator[Lack]:
    states = [figure.own.state for figure in region.figures]
    if old := states.count(STALE):
        yield Lack(FIGURE, f"Nieuwe stand van {count_text(old, 'cijfer', 'cijfers')}")
    if absent := states.count(MISSING):
        published = "dat wordt" if absent == 1 else "die worden"
        words = sentence_case(count_text(absent, "cijfer", "cijfers"))
        yield Lack(ABSENT, f"{words} {published} gepubliceerd")


def _of_itself(region: RegionFacts, own: Sequence[Coalition]) -> Iterator[Lack]:
    open_ended = [layer for layer in ending(region, own) if layer.ends_on is None]
    if open_ended:
        yield Lack(END, f"Einddatum van geldlaag “{open_ended[0].name}”", open_ended[0].action_id)
    if not region.service_point:
        yield Lack(POINT, "Wie het Servicepunt Techniek is")
    if not region.centre:
        yield Lack(CENTRE, "Centrumgemeente, met de functie")


def region_sentence(region: RegionFacts, own: Sequence[Coalition]) -> str:
    """Tell in how many coalitions the region is, what is empty there, and how old its figures are."""
    old = sum(figure.own.state == STALE for figure in region.figures)
    figures = (
        f"{count_text(old, 'cijfer is', 'cijfers zijn')} verouderd" if old else "geen cijfer is verouderd"
    )
    if not own:
        return f"Deze regio zit nog in geen coalitie; {figures}."
    empty = sum(len(one.empty) for one in own)
    places = f"{count_text(empty, 'plek is', 'plekken zijn')} leeg" if empty else "geen plek is leeg"
    number = amount_text(len(own))
    return (
        f"Deze regio zit in {number} {'coalitie' if len(own) == 1 else 'coalities'}; {places} en {figures}."
    )
