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
from lib.ui.elements.drawn import Drawing
from lib.ui.elements.html import empty, sentence, show, table
from lib.ui.here.cache import kept, kept_here
from lib.ui.here.lens import lens
from lib.ui.here.state import Here

_ROW = Markup('<li><b>{}</b><div class="years">{}</div></li>')
_YEAR = Markup('<span class="{}"><b>{}</b>{}</span>')


def section(here: Here, *, visible: bool) -> None:
    """Draw the three, each under its own heading."""
    with reading(here.path, here.at) as db:
        read = kept(
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
    looked = lens(here)
    everything = looked.campuses(read[0])
    st.header("Waar campussen van leven", anchor=False)
    if not everything:
        empty("Nog geen campus vastgelegd.")
        return
    told, (covered, drawing), brought, says = kept_here(
        ("money", visible),
        lambda: _built(everything, *read[1:], here.day.year, visible=visible),
        read,
        looked,
    )
    sentence(told)
    show(Markup('<p class="wa-source">{}</p>').format(rules.IMPACT))
    st.subheader("Exploitatie", anchor=False)
    show(covered)
    drawn.note_drawing("Exploitatie (beeld)", drawing)
    st.subheader("Inbreng", anchor=False)
    show(brought) if brought else empty("Nog geen inbreng vastgelegd.")
    st.subheader("Zeggenschap", anchor=False)
    show(says) if says else empty("Van geen campus is bekend wie er beslist.")


def _built(
    everything: Sequence[Campus],
    rows: Mapping[int, Sequence[Exploitation]],
    says: Mapping[int, Say],
    brought: Mapping[int, Sequence[Contribution]],
    year: int,
    *,
    visible: bool,
) -> tuple[str, tuple[Markup, Drawing], Markup | None, Markup | None]:
    return (
        rules.campuses_sentence([campus.id for campus in everything], rows, says, year),
        _covered(everything, rows),
        _contributions(everything, brought, visible=visible),
        _says(everything, says),
    )


def _covered(
    everything: Sequence[Campus], rows: Mapping[int, Sequence[Exploitation]]
) -> tuple[Markup, Drawing]:
    """Build per campus how each year is covered, and the same as a drawing."""
    items, told = [], []
    for campus in everything:
        own = [(row.year, rules.state(row), rules.state_words(row)) for row in rows.get(campus.id, ())]
        years = Markup("").join(_YEAR.format(state, year, words) for year, state, words in own)
        years = years or Markup('<span class="onbekend">exploitatie niet bekend</span>')
        items.append(_ROW.format(campus.name, years))
        told.append((campus.name, own))
    return Markup('<ul class="wa-covers">{}</ul>').format(Markup("").join(items)), covers(told).svg


def _contributions(
    everything: Sequence[Campus], brought: Mapping[int, Sequence[Contribution]], *, visible: bool
) -> Markup | None:
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
    heads = ("Campus", "Partij", "Kant", "Wat", "Bedrag of waarde", "Zekerheid")
    return table(heads, rows, "Inbreng") if rows else None


def _amount(row: Contribution, *, visible: bool) -> str:
    if row.amount is None:
        return NO_AMOUNT
    return f"{euros_text(row.amount)} {RHYTHMS[row.rhythm]}" if visible else HIDDEN


def _says(everything: Sequence[Campus], says: Mapping[int, Say]) -> Markup | None:
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
    heads = ("Campus", "Rechtsvorm", "Zetels", "Alle drie de kanten", "Bron")
    return table(heads, rows, "Zeggenschap") if rows else None
