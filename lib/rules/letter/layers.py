"""The money in a letter: of each action, certainty by certainty, and when it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from lib.dutch import amount_text, day_text, sentence_case
from lib.model.agenda import Action
from lib.model.results.money import MoneyLayer
from lib.rules.letter.authors import COALITION, MONEY, of_action
from lib.rules.letter.content import Block, Cell, Heading, Listing, Table, cell, line, paragraph
from lib.rules.letter.material import Material, in_order
from lib.rules.money.layers import RULE, end_words, in_order_of_end, per_certainty

NO_MONEY = "Er zijn nog geen bedragen per geldbron vastgelegd. Daarom staat hier nog geen overzicht."
PER_ACTION = "Welke actie welk geld heeft, en tot wanneer, staat aan het einde van bijlage 1."
_SOON = dt.timedelta(days=365)


def money(material: Material) -> Iterator[Block]:
    """Yield what there is of each certainty, the programme in the budget, and what ends within a year."""
    yield from _certainties(material)
    if material.letter.programme:
        programme = f"Programma in de begroting: {material.letter.programme}."
        yield paragraph(programme, of=(("letter", "programme"),))
    ends = [
        line(f"actie {material.now.name(action)}: {day_text(day)}", of=of_action(action.id, COALITION))
        for action, day in _money_ending(material)
    ]
    if ends:
        yield paragraph("Het geld van deze acties is geregeld tot een dag in de komende twaalf maanden:")
        yield Listing(tuple(ends))


def _money_ending(material: Material) -> list[tuple[Action, str]]:
    ending = []
    for action in in_order(material.now.actions):
        table = material.now.tables.get(action.id)
        until = table.coalition.money_until if table else None
        if until and material.day.isoformat() <= until <= (material.day + _SOON).isoformat():
            ending.append((action, until))
    return ending


def _certainties(material: Material) -> Iterator[Block]:
    """Yield the money of all actions, certainty by certainty; never a total over these."""
    if not any(material.layers.values()):
        yield paragraph(NO_MONEY)
        return
    yield paragraph(RULE)
    every = [layer for own in material.layers.values() for layer in own]
    of = tuple(source for action_id in material.layers for source in of_action(action_id, MONEY))
    yield Listing(tuple(line(text, of=of) for text in _amounts(material, every)))
    yield paragraph(PER_ACTION)


def money_per_action(material: Material) -> Iterator[Block]:
    """Yield per action which money counts, certainty by certainty, and what is not known; never a total."""
    rows = tuple(
        _money_row(material, action, own)
        for action in in_order(material.now.actions)
        if (own := material.layers.get(action.id))
    )
    if rows:
        heads = ("Nr.", "Actie", "Zekerheid en bedrag", "Einde")
        yield Heading(2, "Geld per actie")
        yield Table("Geld per actie", heads, rows, (1.2, 3.6, 5.8, 5.4))


def _amounts(material: Material, layers: Sequence[MoneyLayer]) -> list[str]:
    return [
        f"{sentence_case(row.certainty)}: {row.words(visible=material.amounts)}"
        + (f"; van {amount_text(row.unknown)} is geen bedrag bekend" if row.unknown and row.amount else "")
        for row in per_certainty(layers, material.day)
    ]


def _money_row(material: Material, action: Action, own: Sequence[MoneyLayer]) -> tuple[Cell, ...]:
    certain = _amounts(material, own)
    ends = [
        f"{layer.name}: {end_words(layer, material.day)}" for layer in in_order_of_end(own) if layer.ends_on
    ]
    name = material.now.bare_name(action)
    nothing, of = ["telt niet meer mee"], of_action(action.id, MONEY)
    return (
        cell(str(action.number or "–")),
        cell(name),
        cell(*(certain or nothing), of=of),
        cell(*(ends or ["niet bekend"]), of=of),
    )
