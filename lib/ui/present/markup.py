"""The markup of slides: few and large words. `lib/ui/present/slides.css` holds their looks.

Owns how each kind of slide is laid out; `Markup.format` escapes every value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from lib.dutch import day_text, sentence_case, with_soft_hyphens
from lib.model.agenda import HELIXES, PRIORITIES, Action
from lib.model.coalitions import LEVELS
from lib.model.figures import STATUSES, FigureSet
from lib.model.meetings import DECISION, DECISION_KINDS, Decision, Item
from lib.model.regions import region_label
from lib.rules.coalitions.activation import weakest_sentence
from lib.rules.coverage import Cell
from lib.rules.figure_words import difference_text, unit_text, value_text
from lib.rules.meetings import slide_words as words
from lib.ui.coalitions.view import bar
from lib.ui.elements.html import helix_name, ladder, priority_shape


def head(title: str, line: str, more: str = "") -> Markup:
    """A title with one line under it, for a slide whose picture is drawn by a component."""
    return Markup('<header class="wa-slide brief"><h1>{}</h1><p>{}</p>{}</header>').format(title, line, more)


def opening(title: str, over: str, lines: Sequence[str]) -> Markup:
    """The slide that waits on the wall while people come in."""
    told = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    return Markup('<article class="wa-slide opening"><p class="over">{}</p><h1>{}</h1>{}</article>').format(
        over, title, told
    )


def action(
    one: Action,
    *,
    goal: tuple[int, str],
    stage: str,
    levels: Mapping[str, int],
    changed: tuple[str, str],
    question: str,
) -> Markup:
    """An action: number and name, stage, the three helices, what changed, and the question to the table."""
    number = Markup('<span class="wa-vh">Actie </span><span class="number">{}</span> ').format(one.number)
    return _ACTION.format(
        looks=f"goal-{goal[0] % 6} {'ended' if one.ended else ''}",
        over=Markup("<span>{}</span>{}").format(goal[1], _priority(one.priority)),
        number=number if one.number else "",
        name=with_soft_hyphens(one.name),
        rungs="" if one.ended else ladder(one.stage, placed=one.placed),
        stage=stage,
        sides=_sides(levels),
        weakest=weakest_sentence(levels),
        when=changed[0],
        what=changed[1],
        asked=_asked(question),
    )


_ACTION = Markup(
    '<article class="wa-slide action {looks}"><p class="over">{over}</p><h1>{number}<span>{name}</span></h1>'
    '<section><h2 class="wa-vh">Fase</h2>{rungs}<p>{stage}</p></section>'
    '<section class="sides"><h2 class="wa-vh">Activering</h2><ul>{sides}</ul><p>{weakest}</p></section>'
    '<p class="changed"><b>{when}</b> {what}</p>{asked}</article>'
)


def _sides(levels: Mapping[str, int]) -> Markup:
    """How far each side of the triple helix is."""
    return Markup("").join(
        Markup("<li>{}{}<span>{} – {}</span></li>").format(
            helix_name(helix), bar(helix, level, level), level, LEVELS[level]
        )
        for helix, level in levels.items()
    )


def _asked(question: str) -> Markup:
    """The question to the table, when there is one."""
    asked = Markup('<p class="question"><b>Vraag aan de tafel</b>{}</p>')
    return asked.format(question) if question else Markup()


def _priority(priority: str | None) -> Markup:
    """The priority as the room says it, with its letter in its shape."""
    if priority is None:
        return Markup("<span>Doorlopend, zonder prioriteit</span>")
    return Markup("<span>Prioriteit {} {}</span>").format(priority_shape(priority), PRIORITIES[priority])


def topic(item: Item) -> Markup:
    """A free topic: what it is and what is asked."""
    return Markup(
        '<article class="wa-slide topic"><p class="over">Vrij onderwerp</p><h1>{}</h1>{}</article>'
    ).format(item.topic, _asked(item.question))


def figure(cell: Cell, source: FigureSet | None, why: str) -> Markup:
    """One figure: large, with period, region, status and source in words."""
    one, indicator = cell.newest, cell.indicator
    assert one is not None
    unit = "" if one.label else unit_text(indicator)
    named = STATUSES.get(one.status, one.status)
    given = f"Status: {named}" if one.status else "De bron vermeldt geen status"
    moved = cell.change.difference
    change = (
        f"{difference_text(indicator, cell.change)} in een jaar"
        if moved is not None
        else f"Geen verschil met een jaar eerder: {cell.change.why_not}"
    )
    whose = f"{source.publisher}, {source.title}" if source else indicator.source
    seen = f", opgehaald op {day_text(source.retrieved_on)}" if source and source.retrieved_on else ""
    meant = (
        Markup('<p class="why">{} <small>Bijdrage, geen bewijs van oorzaak.</small></p>').format(why)
        if why
        else ""
    )
    return Markup(
        '<article class="wa-slide figure"><p class="over">{}, '
        "{}</p><h1>{}</h1>"
        '<p class="value"><b>{}</b> {}</p>'
        "<p>{}.</p><p>{}; het cijfer is {}.</p>{}"
        '<p class="source">Bron: {}{}</p></article>'
    ).format(
        region_label(one.region),
        one.period.text,
        indicator.name,
        value_text(indicator, one),
        unit,
        change,
        given,
        cell.state,
        meant,
        whose,
        seen,
    )


def chairs(told: str, gaps: Mapping[str, Sequence[str]]) -> Markup:
    """The empty chairs of every action."""
    rows = Markup("").join(
        Markup("<li><b>{}</b>{}</li>").format(
            label, Markup("").join(Markup("<span>{}</span>").format(name) for name in names)
        )
        for label, names in gaps.items()
    )
    return Markup('<article class="wa-slide chairs"><h1>Lege stoelen</h1><p>{}</p>{}</article>').format(
        told, Markup("<ul>{}</ul>").format(rows) if rows else ""
    )


def closing(decisions: Sequence[Decision], labels: Mapping[str, str]) -> Markup:
    """Decisions, pledges by party and open questions of a meeting."""
    decided = [one for one in decisions if one.kind == DECISION]
    pledges = Markup("").join(
        Markup("<h3>{}</h3>{}").format(party, _list(own, labels, owner=False))
        for party, own in words.by_party(decisions).items()
    )
    columns = (
        ("Besluiten", _list(decided, labels)),
        ("Toezeggingen per partij", pledges),
        ("Open vragen", _list(words.open_questions(decisions), labels)),
    )
    drawn = Markup("").join(
        Markup("<section><h2>{}</h2>{}</section>").format(title, body or Markup("<p>Geen.</p>"))
        for title, body in columns
    )
    return Markup('<div class="wa-slide closing"><p>{}</p><div class="columns">{}</div></div>').format(
        words.closing_words(decisions), drawn
    )


def _list(decisions: Sequence[Decision], labels: Mapping[str, str], *, owner: bool = True) -> Markup:
    """Lines of what was decided, each with the action it is about, and who does it by when."""
    rows = Markup()
    for one in decisions:
        about = Markup("<small>{}</small>").format(labels[one.action_id]) if one.action_id else ""
        day = f"vóór {day_text(one.due)}" if one.due else ""
        until = words.due_words(one) if owner else day
        rows += Markup("<li>{}{}{}</li>").format(
            about, one.text, Markup(" <em>{}</em>").format(until) if until else ""
        )
    return Markup("<ul>{}</ul>").format(rows) if rows else Markup()


def decided(one: Decision, *, fresh: bool) -> Markup:
    """What the meeting just decided, as it stands on the slide for the room to correct."""
    due = words.due_words(one)
    return Markup('<p class="wa-decided {} {}"><b>{}</b> {}{}</p>').format(
        one.kind,
        "fresh" if fresh else "",
        DECISION_KINDS[one.kind],
        sentence_case(one.text),
        Markup(" <em>{}</em>").format(due) if due else "",
    )


def invitation(picture: str, address: str, warning: str) -> Markup:
    """The QR code with the address to follow; without the code when phones cannot open it, and why."""
    code = Markup('<img alt="QR-code om mee te volgen op een telefoon" src="{}">').format(picture)
    typed = address.split("://", 1)[-1]
    return Markup(
        '<aside class="wa-invitation">{}<div><p>{}</p><p><small>{}</small></p></div></aside>'
    ).format("" if warning else code, warning or "Volg mee op uw telefoon.", typed)


def beside_map(regions: Mapping[str, int]) -> Markup:
    """How many campuses each region has, and what the rings on the map stand for."""
    rows = Markup("").join(
        Markup("<li><span>{}</span> <b>{}</b></li>").format(name, count) for name, count in regions.items()
    )
    helixes = Markup(" ").join(helix_name(helix) for helix in HELIXES)
    return Markup(
        '<ul class="wa-regions">{}</ul><p class="wa-legend"><b>Mede-eigenaren</b> {} '
        '<span class="wa-dashed">onbekend</span></p>'
    ).format(rows, helixes)


def strip(here_words: str, *, invented: bool) -> Markup:
    """What nobody in the room may miss: that the data are invented, or that this is the past."""
    example = Markup(
        '<p class="wa-strip example" role="note"><b>VOORBEELD</b> Alles hier is verzonnen: de voortgang, de '
        "partijen en de data.</p>"
    )
    past = Markup('<p class="wa-strip past" role="note"><b>{}</b> Alleen lezen.</p>').format(
        here_words.upper()
    )
    return (example if invented else Markup()) + (past if here_words else Markup())
