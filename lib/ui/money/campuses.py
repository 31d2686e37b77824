"""What campuses run on: how long each is covered, what parties bring in, and who decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from lib.documents.pictures.money import covers
from lib.dutch import euros_text
from lib.model.campuses import Campus
from lib.model.results.campus_money import CONTRIBUTIONS, FORMS, RHYTHMS, Contribution, Exploitation, Say
from lib.rules.money import campuses as rules
from lib.rules.money.layers import HIDDEN, NO_AMOUNT
from lib.store import campuses
from lib.store.file.connection import reading
from lib.store.results import money
from lib.ui.elements import drawn
from lib.ui.elements.html import empty, sentence, show, table
from lib.ui.here.cache import kept
from lib.ui.here.lens import lens
from lib.ui.here.state import Here

_ROW = Markup('<li><b>{}</b><div class="years">{}</div></li>')
_YEAR = Markup('<span class="{}"><b>{}</b>{}</span>')


def section(here: Here, *, visible: bool) -> None:
    """Draw the three, each under its own heading."""
    with reading(here.path, here.at) as db:
        found, rows, says, brought = kept(
            "money",
            here,
            db,
            lambda: (
                campuses.campuses(db),
                money.exploitations(db),
                money.says(db),
                money.contributions(db),
            ),
        )
    everything = lens(here).campuses(found)
    st.header("Waar campussen van leven", anchor=False)
    if not everything:
        empty("Nog geen campus vastgelegd.")
        return
    sentence(rules.campuses_sentence([campus.id for campus in everything], rows, says, here.day.year))
    show(Markup('<p class="wa-source">{}</p>').format(rules.IMPACT))
    st.subheader("Exploitatie", anchor=False)
    _covered(everything, rows)
    st.subheader("Inbreng", anchor=False)
    _contributions(everything, brought, visible=visible)
    st.subheader("Zeggenschap", anchor=False)
    _says(everything, says)


def _covered(everything: Sequence[Campus], rows: Mapping[int, Sequence[Exploitation]]) -> None:
    items, told = [], []
    for campus in everything:
        own = [(row.year, rules.state(row), rules.state_words(row)) for row in rows.get(campus.id, ())]
        years = Markup("").join(_YEAR.format(state, year, words) for year, state, words in own)
        years = years or Markup('<span class="onbekend">exploitatie niet bekend</span>')
        items.append(_ROW.format(campus.name, years))
        told.append((campus.name, own))
    show(Markup('<ul class="wa-covers">{}</ul>').format(Markup("").join(items)))
    drawn.note_drawing("Exploitatie (beeld)", covers(told).svg)


def _contributions(
    everything: Sequence[Campus], brought: Mapping[int, Sequence[Contribution]], *, visible: bool
) -> None:
    rows = [
        (
            campus.name,
            row.party,
            row.helix,
            CONTRIBUTIONS[row.kind],
            _amount(row, visible=visible),
            row.certainty,
        )
        for campus in everything
        for row in brought.get(campus.id, ())
    ]
    if not rows:
        empty("Nog geen inbreng vastgelegd.")
        return
    show(table(("Campus", "Partij", "Kant", "Wat", "Bedrag of waarde", "Zekerheid"), rows, "Inbreng"))


def _amount(row: Contribution, *, visible: bool) -> str:
    if row.amount is None:
        return NO_AMOUNT
    return f"{euros_text(row.amount)} {RHYTHMS[row.rhythm]}" if visible else HIDDEN


def _says(everything: Sequence[Campus], says: Mapping[int, Say]) -> None:
    rows = [
        (
            campus.name,
            FORMS[say.form],
            rules.say_words(say),
            "ja" if rules.all_sides_decide(say) else "nee",
            say.source,
        )
        for campus in everything
        if (say := says.get(campus.id))
    ]
    if not rows:
        empty("Van geen campus is bekend wie er beslist.")
        return
    heads = ("Campus", "Rechtsvorm", "Zetels", "Alle drie de kanten", "Bron")
    show(table(heads, rows, "Zeggenschap"))
