"""Support in euro and the variants of the instrument for campuses: how they look, and their forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from markupsafe import Markup

from lib.model.agenda import Action
from lib.model.results.means import AMOUNTS, VARIANTS, Incentive, SupportEuros
from lib.rules.money import means as rules
from lib.rules.results.result import Result
from lib.store import agenda, records
from lib.store.file.connection import Database, reading
from lib.store.results import means
from lib.ui.editing import form
from lib.ui.editing.choice import choose_record
from lib.ui.elements.fold import folded
from lib.ui.elements.html import fill, show, table
from lib.ui.here.state import Here

_GRID = Markup(
    '<div class="wa-method"><table><thead><tr><th>Regio</th>{}</tr></thead><tbody>{}</tbody></table></div>'
)
_ROW = Markup("<tr><th>{}<small>{}, {}</small></th>{}</tr>")
_CELL = Markup('<td class="{}" data-head="{}"><i></i><span>{}</span></td>')
_VARIANT = Markup(
    '<li class="{}"><b>{}</b><div class="track" aria-hidden="true">{}</div><p>{}</p><small>{}</small></li>'
)
_SHARE = Markup('<i style="width:{}%"></i>')


def known(result: Result) -> Markup:
    """Draw of which amounts something is known, by region and period; never how much."""
    assert isinstance(result.drawing, tuple)
    rows: Sequence[SupportEuros] = result.drawing
    heads = Markup("").join(fill(Markup("<th>{}</th>"), words) for words in AMOUNTS.values())
    return _GRID.format(heads, Markup("").join(_known(row) for row in rows))


def _known(row: SupportEuros) -> Markup:
    region, period, payer = rules.where(row)
    cells = Markup("").join(
        fill(_CELL, "so" if state == rules.KNOWN else "unknown", words, state)
        for words, state in zip(AMOUNTS.values(), rules.known_row(row), strict=True)
    )
    return fill(_ROW, region, period, payer, cells)


def variants(result: Result) -> Markup:
    """Draw every variant: how much of the costs it pays, or that nobody worked it out."""
    assert isinstance(result.drawing, tuple)
    made: Mapping[str, Incentive] = {row.variant: row for row in result.drawing}
    items = Markup("").join(_variant(name, made.get(key)) for key, name in VARIANTS.items())
    return Markup('<ul class="wa-variants">{}</ul>').format(items)


def _variant(name: str, row: Incentive | None) -> Markup:
    if row is None:
        return fill(_VARIANT, "open", name, "", "nog niet uitgewerkt", "")
    share = _SHARE.format(row.most_percent) if row.most_percent else Markup('<i class="unknown"></i>')
    more = f"{rules.standing(row)}{f'. Voorwaarden: {row.conditions}' if row.conditions else ''}"
    return fill(_VARIANT, "", name, share, rules.limits(row), more)


def amounts(here: Here, action: Action, *, visible: bool) -> None:
    """Show what supports people and what is to pay for campuses; the amounts to who may see them."""
    with reading(here.path, here.at) as db:
        rows, variants_made = means.support(db, action.id), means.incentives(db, action.id)
    shown = []
    if rows:
        shown.append(rules.amount_table(rows) if visible else rules.known_table(rows))
    if variants_made:
        shown.append(rules.variant_table(variants_made, visible=visible))
    for own in shown:
        st.subheader(own.title, anchor=False)
        show(table(own.heads, own.rows, own.title))


# ------------------------------------------------------------------------------ the desk


def support_desk(here: Here, action: Action) -> None:
    if not here.person.sees_money(action.id):
        return
    with reading(here.path) as db:
        parties = {party.id: party.name for party in agenda.parties(db)}
        rows = means.support(db, action.id)
    names = {row.id: ", ".join(rules.where(row)) for row in rows}
    _desk("support_euros", action, rows, names, {"payer_id": parties}, "Ondersteuning")


def incentive_desk(here: Here, action: Action) -> None:
    if not here.person.sees_money(action.id):
        return
    with reading(here.path) as db:
        rows = means.incentives(db, action.id)
    names = {row.id: VARIANTS[row.variant] for row in rows}
    _desk("incentive", action, rows, names, {}, "Variant")


def _desk(
    table_name: str,
    action: Action,
    rows: Sequence[Any],
    names: Mapping[int, str],
    choices: form.Choices,
    noun: str,
) -> None:
    """Draw the form of a new record, and that of one that is there."""

    def act(db: Database, values: Mapping[str, Any]) -> None:
        records.add(db, table_name, values)

    def add() -> None:
        about = {"action_id": action.id}
        form.add(table_name, about, act, choices=choices, said=f"{noun} vastgelegd.", primary=False)

    def correct() -> None:
        chosen = choose_record(noun, names, f"{table_name} to change")
        row = next(row for row in rows if row.id == chosen)
        form.change(table_name, row, choices=choices)
        form.withdraw(table_name, row)

    folded(f"{noun} toevoegen", add, key=f"fold add {table_name}", icon=":material/add:")
    if rows:
        folded(f"{noun} wijzigen of intrekken", correct, key=f"fold change {table_name}")
