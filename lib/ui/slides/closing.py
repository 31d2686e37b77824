"""The slides round the agenda: old promises, empty chairs, and what a meeting leaves behind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from markupsafe import Markup

from lib.documents.minutes import Minutes
from lib.dutch import count_text, day_text
from lib.model.agenda import Action
from lib.model.coalitions import Table
from lib.model.meetings import Decision
from lib.rules.coalitions import chairs
from lib.rules.meetings import promises, slide_words as words
from lib.ui.slides.subject import LINE, Slide, build, rows

PROMISES, CHAIRS = "Wat we elkaar beloofden", "Lege stoelen"
MOST = 7
"""How many promises fit on a slide: what is late and open stands first."""
_SIGNS = {promises.KEPT: "✓", promises.LATE: "✕", promises.OPEN: "○"}
_CHAIR = Markup("<span><i>{}</i> {}</span>")
_PROMISE = Markup('<em class="{}"><i aria-hidden="true">{}</i> {}</em><b>{}</b><span>{}</span>')


def promises_slide(pledges: Sequence[Decision], today: date) -> Slide:
    """Make the slide of the old promises: each with its party, and whether it was kept."""
    listed = rows((promise(pledge, today) for pledge in pledges[:MOST]), "promises")
    left = len(pledges) - MOST
    more = f"En nog {count_text(left, 'toezegging', 'toezeggingen')}, in het verslag." if left > 0 else ""
    body = build("pledges", PROMISES, promises.promises_sentence(pledges, today), listed, more)
    return Slide(PROMISES, body, pledges=tuple(pledges[:MOST]))


def promise(pledge: Decision, today: date) -> Markup:
    """Build one old promise: what became of it, whose it is, and the words."""
    state = promises.state_of(pledge, today)
    when = f", {day_text(pledge.settled_on)}" if pledge.settled_on else ""
    when = f", uiterlijk {day_text(pledge.due)}" if pledge.due and not when else when
    looks = {promises.KEPT: "kept", promises.LATE: "late", promises.OPEN: "open"}[state]
    words_of = words.shorten(pledge.text)
    return _PROMISE.format(looks, _SIGNS[state], f"{state}{when}", pledge.owner or "", words_of)


def chairs_slide(actions: Sequence[Action], tables: Mapping[str, Table]) -> Slide:
    """Make the slide of the empty chairs, by action; each has the number by which a key chooses it."""
    seats = {action.label: tables[action.id].chairs for action in actions if not action.ended}
    empty = [(label, chair) for label, own in seats.items() for chair in chairs.empty(own)]
    gaps: dict[str, list[str]] = {}
    numbered: dict[str, Markup] = {}
    for number, (label, chair) in enumerate(empty, 1):
        name = chairs.chair_name(chair)
        gaps.setdefault(label, []).append(name)
        numbered[label] = numbered.get(label, Markup()) + _CHAIR.format(number, name)
    sentence = words.empty_chairs_words(gaps)
    listed = rows(Markup("<b>{}</b>{}").format(label, own) for label, own in numbered.items())
    body = build("chairs", CHAIRS, f"{chairs.EMPTY_PLACES} {sentence}", listed)
    named = ((f"{label}: {chairs.chair_name(chair)}", chair) for label, chair in empty)
    return Slide(CHAIRS, body, seats=tuple(named))


def closing_slide(meeting: str, minutes: Minutes, answered: Collection[str]) -> Slide:
    """Make the last slide of a meeting: what it leaves behind, without the questions `answered` by now."""
    row, section = (
        Markup("<small>{}</small><b>{}</b> {} {} <em>{}</em>"),
        Markup("<section><h2>{}</h2>{}</section>"),
    )
    columns = {
        "Afspraken": minutes.agreements,
        "Toezeggingen per partij": minutes.pledges,
        "Open vragen": [entry for entry in minutes.questions if entry.text not in answered],
        "Adviezen": minutes.advice,
    }
    sections = Markup()
    for title, entries in columns.items():
        listed = rows(
            row.format(entry.about, entry.owner, entry.text, entry.proposed, entry.due) for entry in entries
        )
        sections += section.format(title, listed or LINE.format("Geen."))
    closing = Markup('<div class="wa-slide closing"><p>{}</p><div class="columns">{}</div></div>')
    body = build("brief", "Afspraken en adviezen", meeting) + closing.format(minutes.summary, sections)
    return Slide("Afsluiting", body, is_last=True)
