"""Who did what: the changes of the whole agenda by person, kind and period, and as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import streamlit as st
from markupsafe import Markup

from lib.documents.tables.log_rows import log_rows
from lib.documents.tables.page import PageTable
from lib.dutch import count_text, end_of_day, moment_text
from lib.model.change import Change
from lib.model.field import Parties
from lib.model.record import RECORDS, change_sentence
from lib.store import agenda, history
from lib.store.file.connection import reading
from lib.store.upkeep import log
from lib.store.upkeep.log import Author, Choice
from lib.ui.agenda.action import action_link
from lib.ui.elements import drawn
from lib.ui.elements.filters import choice_filter, filter_bar, filter_result, name_unknown
from lib.ui.elements.html import empty, sentence, show, table
from lib.ui.here.state import Here

WHO, KIND, PERIOD = "wie", "soort", "periode"
SHOWN, IN_FILE = 200, 50_000
FILE = "Wie deed wat"
PERIODS = {"7": "laatste 7 dagen", "30": "laatste 30 dagen", "365": "laatste jaar"}

_UNVERIFIED = Markup("{} <small>niet geverifieerd</small>")


def draw(here: Here) -> None:
    """Draw the filters, how much they leave, and the changes."""
    with reading(here.path) as db:
        until = history.newest(db) if here.at is None else history.id_at(db, here.at)
        authors, kinds = log.authors(db, until), log.tables(db, until)
    sentence(_lead(authors))
    choice = _ask(here, authors, kinds)
    with reading(here.path) as db:
        found, changes = log.count(db, choice, until), log.changes(db, choice, until, SHOWN)
        parties = agenda.party_names(db)
        actions = {action.id: action for action in agenda.actions(db)}
    filter_result(_left(found), (WHO, KIND, PERIOD), filtered=choice != Choice())
    if not found:
        empty("Er is nog niets gewijzigd sinds de eerste vulling, of het filter laat niets over.")
        return
    drawn.note_rows(FILE, lambda: _file(here, choice, until))
    links = {action_id: action_link(action) for action_id, action in actions.items()}
    show(_table(changes, parties, links))
    if found > SHOWN:
        st.caption(f"Hier staan de nieuwste {SHOWN}. Het bestand “{FILE}” onderaan heeft ze alle.")


def _lead(authors: Sequence[Author]) -> str:
    if not authors:
        return "Sinds de eerste vulling heeft nog niemand iets gewijzigd."
    changes = sum(author.changes for author in authors)
    people = count_text(len(authors), "naam", "namen")
    return (
        f"{changes} keer is iets vastgelegd of gewijzigd, onder {people}; het meest door {authors[0].name}."
    )


def _left(found: int) -> str:
    return f"{found} {'wijziging' if found == 1 else 'wijzigingen'}"


def _ask(here: Here, authors: Sequence[Author], kinds: Sequence[str]) -> Choice:
    names = {author.name: f"{author.name} ({author.changes})" for author in authors}
    words = {kind: RECORDS[kind].name if kind in RECORDS else kind for kind in kinds}
    words = dict(sorted(words.items(), key=lambda pair: pair[1]))
    with filter_bar("log-filters"):
        who = choice_filter("Wie", WHO, names, "iedereen", key="log who", width=280)
        kind = choice_filter("Soort", KIND, words, "alle soorten", key="log kind", width=240)
        days = choice_filter("Periode", PERIOD, PERIODS, "alle dagen", key="log period", width=200)
    name_unknown({WHO: names, KIND: words, PERIOD: PERIODS})
    since = end_of_day(here.today - timedelta(days=int(days))) if days else ""
    return Choice(who or "", kind or "", since)


def _table(changes: Sequence[Change], parties: Parties, links: Mapping[str, Markup]) -> Markup:
    rows = [
        (
            moment_text(change.at),
            change.who if change.verified else _UNVERIFIED.format(change.who),
            RECORDS[change.table].name if change.table in RECORDS else change.table,
            _told(change, parties),
            links.get(change.about or "", ""),
        )
        for change in changes
    ]
    heads = ("Wanneer", "Wie", "Soort", "Wat", "Actie")
    return table(heads, rows, "Wijzigingen, de nieuwste eerst", wide="log")


def _told(change: Change, parties: Parties) -> str:
    """Put a change in words; one that tells nothing of its own by the name of its field."""
    return change_sentence(change, parties) or (f"{change.field} gewijzigd" if change.field else "toegevoegd")


def _file(here: Here, choice: Choice, until: int) -> PageTable:
    with reading(here.path) as db:
        names = {action.id: action.label for action in agenda.actions(db)}
        return log_rows(FILE, log.changes(db, choice, until, IN_FILE), agenda.party_names(db), names)
