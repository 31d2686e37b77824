"""How each slide of a presentation reads, in few and large words; `slides.css` holds their looks.

Owns the markup of slides; every value from outside is escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from lib.documents.minutes import Entry, Minutes
from lib.dutch import day_text, with_soft_hyphens
from lib.model.agenda import HELIXES, PRIORITIES, Action
from lib.model.campuses import Campus
from lib.model.coalitions import LEVELS, Chair
from lib.model.figures import STATUSES, FigureSet
from lib.model.meetings import Item
from lib.model.regions import LABOUR_REGIONS, region_label
from lib.rules import campuses
from lib.rules.coalitions import chairs
from lib.rules.coalitions.activation import weakest_sentence
from lib.rules.coverage import Cell
from lib.rules.figure_words import difference_text, unit_text, value_text
from lib.rules.meetings import slide_words as words
from lib.ui.coalitions.view import bar
from lib.ui.elements.html import helix_name, ladder, priority_shape
from lib.ui.figures.effects import CONTRIBUTION

NO_STATUS = "De bron vermeldt geen status"


def _slide(kind: str, *parts: str) -> str:
    return f'<article class="wa-slide {kind}">{"".join(parts)}</article>'


def _title(text: str) -> str:
    return f"<h1>{escape(text)}</h1>"


def _line(text: str, looks: str = "") -> str:
    return f'<p class="{looks}">{escape(text)}</p>'


def _rows(rows: Iterable[str]) -> str:
    items = "".join(f"<li>{row}</li>" for row in rows)
    return f"<ul>{items}</ul>" if items else ""


def _question(text: str) -> str:
    return f'<p class="question"><b>Vraag aan de tafel</b>{escape(text)}</p>' if text else ""


def head(title: str, line: str, more: str = "") -> str:
    """A title with one line under it, for a slide whose picture is drawn by a component."""
    return _slide("brief", _title(title), _line(line), more)


def opening(title: str, over: str, lines: Iterable[str]) -> str:
    """The slide that waits on the wall while people come in."""
    return _slide("opening", _line(over, "over"), _title(title), *(_line(line) for line in lines if line))


def topic(item: Item) -> str:
    return _slide("topic", _line("Vrij onderwerp", "over"), _title(item.topic), _question(item.question))


def action(
    action: Action,
    *,
    place: int,
    goal: str,
    stage: str,
    levels: Mapping[str, int],
    changed: tuple[str, str],
    question: str,
) -> str:
    """An action: number and name, stage, the three helices, what changed, and the question to the table."""
    number = f'<span class="wa-vh">Actie </span><span class="number">{action.number}</span> '
    sides = (
        f"{helix_name(helix)}{bar(helix, level, level)}<span>{level} – {LEVELS[level]}</span>"
        for helix, level in levels.items()
    )
    priority = "Doorlopend, zonder prioriteit"
    if action.priority:
        priority = f"Prioriteit {priority_shape(action.priority)} {PRIORITIES[action.priority]}"
    return _slide(
        f"action goal-{place % 6} {'ended' if action.ended else ''}",
        f'<p class="over"><span>{escape(goal)}</span><span>{priority}</span></p>',
        f"<h1>{number if action.number else ''}<span>{escape(with_soft_hyphens(action.name))}</span></h1>",
        '<section><h2 class="wa-vh">Fase</h2>',
        "" if action.ended else ladder(action.stage, placed=action.placed),
        f'{_line(stage)}</section><section class="sides"><h2 class="wa-vh">Activering</h2>',
        f"{_rows(sides)}{_line(weakest_sentence(levels))}</section>",
        f'<p class="changed"><b>{escape(changed[0])}</b> {escape(changed[1])}</p>{_question(question)}',
    )


def figure(cell: Cell, source: FigureSet | None, why: str) -> str:
    """One figure: large, with period, region, status and source in words."""
    newest, indicator = cell.newest, cell.indicator
    assert newest is not None
    unit = "" if newest.label else unit_text(indicator)
    change = f"Geen verschil met een jaar eerder: {cell.change.why_not}."
    if cell.change.difference is not None:
        change = f"{difference_text(indicator, cell.change)} in een jaar."
    status = f"Status: {STATUSES.get(newest.status, newest.status)}" if newest.status else NO_STATUS
    whose = f"{source.publisher}, {source.title}" if source else indicator.source
    seen = f", opgehaald op {day_text(source.retrieved_on)}" if source and source.retrieved_on else ""
    return _slide(
        "figure",
        _line(f"{region_label(newest.region)}, {newest.period.text}", "over"),
        _title(indicator.name),
        f'<p class="value"><b>{escape(value_text(indicator, newest))}</b> {escape(unit)}</p>',
        _line(change),
        _line(f"{status}; het cijfer is {cell.state}."),
        _line(f"{why} {CONTRIBUTION}") if why else "",
        _line(f"Bron: {whose}{seen}", "source"),
    )


def empty_chairs(seats: Mapping[str, Sequence[Chair]]) -> str:
    """The empty chairs of every action, by its label."""
    gaps = {label: names for label, own in seats.items() if (names := chairs.gaps(own))}
    told = words.empty_chairs_words(gaps, any(chairs.needed(own) for own in seats.values()))
    rows = (
        f"<b>{escape(label)}</b>{''.join(f'<span>{escape(name)}</span>' for name in names)}"
        for label, names in gaps.items()
    )
    return _slide("chairs", _title("Lege stoelen"), _line(told), _rows(rows))


def beside_map(places: Sequence[Campus]) -> str:
    """How many campuses each region has, and what the rings on the map stand for."""
    counts = campuses.per_region(places).items()
    rows = _rows(f"<span>{escape(LABOUR_REGIONS[code])}</span> <b>{count}</b>" for code, count in counts)
    helixes = " ".join(helix_name(helix) for helix in HELIXES)
    legend = f'<b>Mede-eigenaren</b> {helixes} <span class="wa-dashed">onbekend</span>'
    more = f'<div class="wa-regions">{rows}</div><p class="wa-legend">{legend}</p>'
    return head("Campussen", campuses.opening(places, len(places)), more)


def closing(minutes: Minutes) -> str:
    """Decisions, pledges by party and open questions, as they will stand in the minutes."""
    pledges = "".join(
        f"<h3>{escape(party)}</h3>{_entries(entries, owner=False)}"
        for party, entries in groupby(minutes.pledges, lambda entry: entry.owner)
    )
    columns = {
        "Besluiten": _entries(minutes.decisions),
        "Toezeggingen per partij": pledges,
        "Open vragen": _entries(minutes.questions),
    }
    sections = (
        f"<section><h2>{name}</h2>{body or _line('Geen.')}</section>" for name, body in columns.items()
    )
    return _slide("closing", _line(minutes.summary), f'<div class="columns">{"".join(sections)}</div>')


def _entries(entries: Iterable[Entry], *, owner: bool = True) -> str:
    """Lines of what was decided, each with what it is about, and who does it by when."""
    return _rows(
        f"<small>{escape(entry.about)}</small>{escape(entry.text)}"
        + more([entry.owner if owner else "", entry.due and f"vóór {entry.due}"])
        for entry in entries
    )


def more(facts: Iterable[str]) -> str:
    """Facts behind what was decided."""
    told = ", ".join(fact for fact in facts if fact)
    return f" <em>{escape(told)}</em>" if told else ""
