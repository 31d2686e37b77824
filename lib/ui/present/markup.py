"""The markup of slides: few and large words. `lib/ui/present/slides.css` holds their looks.

Owns how each kind of slide is laid out; every value from outside is escaped here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

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


def head(title: str, line: str, more: str = "") -> str:
    """A title with one line under it, for a slide whose picture is drawn by a component."""
    return f'<header class="wa-slide brief"><h1>{escape(title)}</h1><p>{escape(line)}</p>{more}</header>'


def opening(title: str, over: str, lines: Sequence[str]) -> str:
    """The slide that waits on the wall while people come in."""
    told = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<article class="wa-slide opening"><p class="over">{escape(over)}</p><h1>{escape(title)}</h1>'
        f"{told}</article>"
    )


def action(
    one: Action,
    *,
    goal: tuple[int, str],
    stage: str,
    levels: Mapping[str, int],
    changed: tuple[str, str],
    question: str,
) -> str:
    """An action: number and name, stage, the three helices, what changed, and the question to the table."""
    number = (
        f'<span class="wa-vh">Actie </span><span class="number">{one.number}</span> ' if one.number else ""
    )
    sides = "".join(
        f"<li>{helix_name(helix)}{bar(helix, level, level)}<span>{level} – {LEVELS[level]}</span></li>"
        for helix, level in levels.items()
    )
    asked = f'<p class="question"><b>Vraag aan de tafel</b>{escape(question)}</p>' if question else ""
    rungs = "" if one.ended else ladder(one.stage, placed=one.placed)
    return (
        f'<article class="wa-slide action goal-{goal[0] % 6} {"ended" if one.ended else ""}">'
        f'<p class="over"><span>{escape(goal[1])}</span>{_priority(one.priority)}</p>'
        f"<h1>{number}<span>{escape(with_soft_hyphens(one.name))}</span></h1>"
        f'<section><h2 class="wa-vh">Fase</h2>{rungs}'
        f"<p>{escape(stage)}</p></section>"
        f'<section class="sides"><h2 class="wa-vh">Activering</h2><ul>{sides}</ul>'
        f"<p>{escape(weakest_sentence(levels))}</p></section>"
        f'<p class="changed"><b>{escape(changed[0])}</b> {escape(changed[1])}</p>{asked}</article>'
    )


def _priority(priority: str | None) -> str:
    """The priority as the room says it, with its letter in its shape."""
    if priority is None:
        return "<span>Doorlopend, zonder prioriteit</span>"
    return f"<span>Prioriteit {priority_shape(priority)} {PRIORITIES[priority]}</span>"


def topic(item: Item) -> str:
    """A free topic: what it is and what is asked."""
    asked = (
        f'<p class="question"><b>Vraag aan de tafel</b>{escape(item.question)}</p>' if item.question else ""
    )
    return (
        '<article class="wa-slide topic"><p class="over">Vrij onderwerp</p>'
        f"<h1>{escape(item.topic)}</h1>{asked}</article>"
    )


def figure(cell: Cell, source: FigureSet | None, why: str) -> str:
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
        f'<p class="why">{escape(why)} <small>Bijdrage, geen bewijs van oorzaak.</small></p>' if why else ""
    )
    return (
        f'<article class="wa-slide figure"><p class="over">{escape(region_label(one.region))}, '
        f"{escape(one.period.text)}</p><h1>{escape(indicator.name)}</h1>"
        f'<p class="value"><b>{escape(value_text(indicator, one))}</b> {escape(unit)}</p>'
        f"<p>{escape(change)}.</p><p>{escape(given)}; het cijfer is {cell.state}.</p>{meant}"
        f'<p class="source">Bron: {escape(whose)}{escape(seen)}</p></article>'
    )


def chairs(told: str, gaps: Mapping[str, Sequence[str]]) -> str:
    """The empty chairs of every action."""
    rows = "".join(
        f"<li><b>{escape(label)}</b>{''.join(f'<span>{escape(name)}</span>' for name in names)}</li>"
        for label, names in gaps.items()
    )
    return (
        f'<article class="wa-slide chairs"><h1>Lege stoelen</h1><p>{escape(told)}</p>'
        f"{f'<ul>{rows}</ul>' if rows else ''}</article>"
    )


def closing(decisions: Sequence[Decision], labels: Mapping[str, str]) -> str:
    """Decisions, pledges by party and open questions of a meeting."""
    decided = [one for one in decisions if one.kind == DECISION]
    pledges = "".join(
        f"<h3>{escape(party)}</h3>{_list(own, labels, owner=False)}"
        for party, own in words.by_party(decisions).items()
    )
    columns = (
        ("Besluiten", _list(decided, labels)),
        ("Toezeggingen per partij", pledges),
        ("Open vragen", _list(words.open_questions(decisions), labels)),
    )
    drawn = "".join(f"<section><h2>{title}</h2>{body or '<p>Geen.</p>'}</section>" for title, body in columns)
    return (
        f'<div class="wa-slide closing"><p>{escape(words.closing_words(decisions))}</p>'
        f'<div class="columns">{drawn}</div></div>'
    )


def _list(decisions: Sequence[Decision], labels: Mapping[str, str], *, owner: bool = True) -> str:
    """Lines of what was decided, each with the action it is about, and who does it by when."""
    rows = ""
    for one in decisions:
        about = f"<small>{escape(labels[one.action_id])}</small>" if one.action_id else ""
        day = f"vóór {day_text(one.due)}" if one.due else ""
        until = words.due_words(one) if owner else day
        rows += f"<li>{about}{escape(one.text)}{f' <em>{escape(until)}</em>' if until else ''}</li>"
    return f"<ul>{rows}</ul>" if rows else ""


def decided(one: Decision, *, fresh: bool) -> str:
    """What the meeting just decided, as it stands on the slide for the room to correct."""
    due = words.due_words(one)
    return (
        f'<p class="wa-decided {one.kind} {"fresh" if fresh else ""}"><b>{DECISION_KINDS[one.kind]}</b> '
        f"{escape(sentence_case(one.text))}{f' <em>{escape(due)}</em>' if due else ''}</p>"
    )


def invitation(picture: str, address: str, warning: str) -> str:
    """The QR code with the address to follow; without the code when phones cannot open it, and why."""
    code = f'<img alt="QR-code om mee te volgen op een telefoon" src="{escape(picture)}">'
    typed = escape(address.split("://", 1)[-1])
    return (
        f'<aside class="wa-invitation">{"" if warning else code}<div>'
        f"<p>{escape(warning or 'Volg mee op uw telefoon.')}</p><p><small>{typed}</small></p></div></aside>"
    )


def beside_map(regions: Mapping[str, int]) -> str:
    """How many campuses each region has, and what the rings on the map stand for."""
    rows = "".join(f"<li><span>{escape(name)}</span> <b>{count}</b></li>" for name, count in regions.items())
    helixes = " ".join(helix_name(helix) for helix in HELIXES)
    return (
        f'<ul class="wa-regions">{rows}</ul><p class="wa-legend"><b>Mede-eigenaren</b> {helixes} '
        '<span class="wa-dashed">onbekend</span></p>'
    )


def strip(here_words: str, *, invented: bool) -> str:
    """What nobody in the room may miss: that the data are invented, or that this is the past."""
    example = (
        '<p class="wa-strip example" role="note"><b>VOORBEELD</b> Alles hier is verzonnen: de voortgang, de '
        "partijen en de data.</p>"
    )
    past = f'<p class="wa-strip past" role="note"><b>{escape(here_words.upper())}</b> Alleen lezen.</p>'
    return f"{example if invented else ''}{past if here_words else ''}"
