"""The settings of the agenda: as they are at the moment shown, as forms in Bewerken, and their history."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from lib.dutch import moment_text, sentence_case
from lib.model.change import Change
from lib.model.record import RECORDS, change_sentence
from lib.rules.own_measures import activation_rule, support_rule
from lib.store import agenda, history
from lib.store.file.connection import Database, reading
from lib.store.file.settings import settings
from lib.ui.agenda.history import history_list
from lib.ui.editing import form
from lib.ui.elements.html import own_measure, sentence, show
from lib.ui.here.state import Here
from lib.ui.upkeep.view import card, facts


class Group(NamedTuple):
    """Settings that stand together: what they are for, and of which record they are."""

    key: str
    title: str
    about: str
    table: str
    fields: tuple[str, ...]


GROUPS = (
    Group(
        "term", "De agenda",
        "De naam en de looptijd van de agenda, en tot wanneer de werkambassadeur er is.",
        "term", ("name", "starts_on", "ends_on", "ambassador_until", "source"),
    ),
    Group(
        "measures", "Eigen maten",
        "De bijlage geeft voor deze maten geen getal. Uw organisatie kiest ze zelf.",
        "setting", ("ageing_days", "sides_needed"),
    ),
    Group(
        "rhythms", "Ritme",
        "Wanneer een actie aan de beurt is in de bijwerkronde, en wanneer een actie met prioriteit A zo lang "
        "stil is dat zij op de agenda van een overleg hoort.",
        "setting", ("round_days", "silent_days"),
    ),
    Group(
        "address", "Adres",
        "Het adres waarop anderen de app openen: het staat in de QR-codes. Na een herstart antwoordt de app "
        "ook onder deze naam.",
        "setting", ("own_address",),
    ),
    Group(
        "report", "Problemen melden",
        "Bij wie iemand meldt dat iets niet toegankelijk is of niet werkt.",
        "setting", ("report_to",),
    ),
)  # fmt: skip


def draw(here: Here) -> None:
    """Draw the groups side by side, and under them what was changed."""
    with reading(here.path, here.at) as db:
        measures, changes = settings(db), _changes(db, here.at)
        rows: dict[str, Any] = {"term": agenda.term(db), "setting": measures}
    sentence(_lead(changes))
    left, right = st.columns(2, gap="medium")
    for column, groups in ((left, GROUPS[:1]), (right, GROUPS[1:])):
        with column:
            for group in groups:
                card(group.title, group.about, body(here, group, rows[group.table]), key=group.key)
    with left:
        show(own_measure("Activering", activation_rule(measures.ageing_days)))
        show(own_measure("Draagvlak", support_rule(measures.sides)))
    with st.container(key="settings-history"):
        st.header("Wat is er veranderd aan de instellingen?", anchor=False)
        history_list(here, changes, {})


def body(here: Here, group: Group, row: Any) -> Callable[[], None]:
    """Return what stands in the card of a group: its form, or what is set."""
    if here.editing:
        return partial(
            form.change, group.table, row, key=f"settings {group.key}", fields=group.fields, primary=False
        )
    record = RECORDS[group.table]
    values = {name: record.text(name, getattr(row, name), {}) for name in group.fields}
    return partial(facts, {sentence_case(record.words(name)): value for name, value in values.items()})


def _changes(db: Database, at: str | None) -> list[Change]:
    """Return what was changed in the settings and the term up to the moment shown, newest first."""
    until = history.newest(db) if at is None else history.id_at(db, at)
    found = [change for table in ("term", "setting") for change in history.changes_of(db, table, "1", until)]
    return sorted((one for one in found if one.field), key=lambda one: one.history_id, reverse=True)


def _lead(changes: Sequence[Change]) -> str:
    """Tell what was changed last."""
    if not changes:
        return "Alle instellingen staan nog zoals bij het begin."
    told = change_sentence(changes[0], {})
    return f"Laatst veranderd op {moment_text(changes[0].at)} door {changes[0].who}: {told}"
