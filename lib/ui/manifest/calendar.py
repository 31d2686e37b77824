"""The calendar of the manifest's obligations: this year first, then every year, and what is still to tell.

Owns how a state reads (always a word with its shape) and the form for a rhythm; what counts as owed is
decided in `lib.rules.meetings.obligations`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st
from markupsafe import Markup

from lib.documents.pictures import years as paper
from lib.dutch import count_text, day_text
from lib.model.manifest import Obligation
from lib.model.meetings import Meeting
from lib.rules.meetings import obligations as rules
from lib.rules.meetings.obligations import STATES, Year
from lib.ui.editing import form
from lib.ui.elements import drawn
from lib.ui.elements.drawn import Drawing
from lib.ui.elements.fold import folded
from lib.ui.elements.html import empty, fill, link, show, table
from lib.ui.here.address import shared_params
from lib.ui.here.cache import kept_here, kept_with
from lib.ui.here.state import Here
from lib.ui.manifest.view import Facts

_SHAPES = {
    rules.DONE: "done",
    rules.OWED: "owed",
    rules.MISSED: "missed",
    rules.UNKNOWN: "unknown",
    rules.UNRECORDED: "unrecorded",
    rules.NOTHING: "nothing",
}
TABLES = "technologietafels"
LATEST = 6
"""How many untold meetings stand open on the page; more are folded."""


def state_mark(state: str) -> Markup:
    """Build a state as a word with its shape before it."""
    return mark(state, _SHAPES[state])


def mark(word: str, shape: str) -> Markup:
    """Build a word with a shape of its own before it."""
    return fill(_MARK, shape, word)


_MARK = Markup('<span class="wa-mark {}">{}</span>')


def meeting_link(meeting: Meeting) -> Markup:
    """Link to a meeting's own page."""
    return link(TABLES, meeting.label, {**shared_params(), "overleg": str(meeting.id)})


def this_year(here: Here, facts: Facts) -> None:
    """Show what this year asks: per obligation its state, what is recorded of it, and the rhythm."""
    now = [year for year in facts.years if year.year == here.day.year]
    if not now:
        empty("Op dit moment werd de kalender van het manifest nog niet bijgehouden. Kies een latere datum.")
        return
    owed = kept_with("owed", lambda: Markup("").join(_owed(year) for year in now), facts)
    show(Markup('<ul class="wa-owed">{}</ul>').format(owed))
    if here.editing:
        folded(
            "Aantal keer per jaar vastleggen",
            lambda: _rhythm_forms(facts.obligations),
            key="fold rhythm",
            icon=":material/event_repeat:",
        )


def _owed(year: Year) -> Markup:
    return Markup(
        '<li class="{}"><div><b>{}</b>{}'
        "<small>{}</small></div>"
        '<p><b>{}</b><span class="wa-vh">{}</span></p></li>'
    ).format(
        _SHAPES[year.state],
        year.obligation.name,
        state_mark(year.state),
        _rhythm(year.obligation),
        year.count,
        year.sentence,
    )


def _rhythm(obligation: Obligation) -> str:
    """Tell how often it must be, in words."""
    if obligation.meeting_kind is None:
        return "na elk overleg"
    return f"{obligation.per_year} keer per jaar" if obligation.per_year else "de bijlage noemt geen aantal"


def _rhythm_forms(asked: Sequence[Obligation]) -> None:
    st.caption(
        "De bijlage noemt alleen voor de brede regiegroep een aantal. Wat u hier vastlegt, telt voor elk "
        "jaar in de kalender. Leeg betekent: aantal onbekend."
    )
    for obligation in asked:
        if obligation.meeting_kind is not None:
            form.change(
                "obligation",
                obligation,
                key=f"rhythm {obligation.id}",
                asked={"per_year": {"label": f"{obligation.name}: keer per jaar", "example": "onbekend"}},
                said="Het aantal is vastgelegd; de kalender is opnieuw geteld.",
                primary=False,
            )


# ------------------------------------------------------------------------ meetings


def meetings(here: Here, facts: Facts) -> None:
    """List which meetings are still to be told about, which wait to be closed, and which come next."""
    for markup in kept_here("meetings", lambda: _meetings(facts, here.day), facts):
        show(markup)


def _meetings(facts: Facts, today: date) -> list[Markup]:
    built = []
    if untold := rules.untold(facts.meetings):
        built.append(_listed("Nog te communiceren", untold))
    if behind := rules.waiting(facts.meetings, today):
        why = Markup('<p class="wa-source">Een overleg telt mee zodra het gesloten is.</p>')
        built.append(_listed("Geweest, nog niet gesloten", behind) + why)
    if ahead := rules.planned(facts.meetings, today):
        return [*built, _listed("Gepland", ahead)]
    plan = link(TABLES, "Plan een overleg", shared_params())
    nothing = Markup(
        '<h3 class="wa-h">Gepland</h3><p class="wa-empty">Na {} staat nog geen overleg gepland. {}</p>'
    )
    return [*built, nothing.format(day_text(today), plan)]


def _listed(title: str, ones: Sequence[Meeting]) -> Markup:
    """Build meetings as links under a heading; the first few open, the rest folded."""
    items = [Markup("<li>{}{}</li>").format(meeting_link(meeting), _place(meeting)) for meeting in ones]
    rest = ""
    if older := items[LATEST:]:
        more = f"Nog {count_text(len(older), 'overleg', 'overleggen')}"
        rest = Markup(
            '<details class="wa-fold"><summary>{}</summary><ul class="wa-todo">{}</ul></details>'
        ).format(more, Markup("").join(older))
    return Markup('<h3 class="wa-h">{}</h3><ul class="wa-todo">{}</ul>{}').format(
        title, Markup("").join(items[:LATEST]), rest
    )


def _place(meeting: Meeting) -> Markup:
    return Markup(" <small>{}</small>").format(meeting.place) if meeting.place else Markup()


# ------------------------------------------------------------------------ every year


def strip(facts: Facts) -> None:
    """Show every obligation in every year: what fell short stays in sight, with the states in words."""
    if facts.obligations:
        built, drawing = kept_here("years", lambda: _strip(facts), facts)
        drawn.note_drawing("Verplichtingen per jaar (beeld)", drawing)
        show(built)


def _strip(facts: Facts) -> tuple[Markup, Drawing]:
    years = sorted({owed.year for owed in facts.years})
    by_place = {(owed.obligation.id, owed.year): owed for owed in facts.years}
    rows = [
        [
            Markup("<b>{}</b>").format(obligation.name),
            *(_cell(by_place[obligation.id, year]) for year in years),
        ]
        for obligation in facts.obligations
    ]
    heads = ["Verplichting", *(str(year) for year in years)]
    used = {owed.state for owed in facts.years}
    words = Markup("").join(
        Markup("<li>{} {}</li>").format(state_mark(state), text)
        for state, text in STATES.items()
        if state in used
    )
    why = ""
    if rules.MISSED in used:
        why = Markup(
            '<p class="wa-source">Is een overleg gehouden en alleen niet vastgelegd? Leg het vast bij '
            "{}; de kalender telt het dan mee. "
            "Het aantal van nu telt voor elk jaar.</p>"
        ).format(link(TABLES, "Technologietafels", shared_params()))
    grid = table(heads, rows, "Verplichtingen per jaar", wide="calendar")
    built = Markup('{}<ul class="wa-states">{}</ul>{}').format(grid, words, why)
    return built, paper.obligations(facts.obligations, facts.years).svg


def _cell(year: Year) -> Markup:
    count = fill(_COUNT, year.count) if year.count else ""
    return fill(_YEAR, year.sentence, state_mark(year.state), count, year.sentence)


_COUNT = Markup("<b>{}</b>")
_YEAR = Markup('<span title="{}">{}{}<span class="wa-vh">{}</span></span>')
