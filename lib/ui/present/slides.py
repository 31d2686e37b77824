"""How each slide of a presentation reads, in few and large words; `slides.css` holds their looks.

Owns the markup of slides; `Markup` escapes every value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from lib.documents.minutes import Entry, Minutes
from lib.dutch import day_text, sentence_case, with_soft_hyphens
from lib.model.agenda import PRIORITIES, Action, Goal
from lib.model.campuses import Campus
from lib.model.coalitions import LEVELS, Chair
from lib.model.figures import STATUSES, FigureSet
from lib.model.meetings import Item
from lib.model.regions import LABOUR_REGIONS, region_label
from lib.rules import campuses
from lib.rules.coalitions import chairs
from lib.rules.coalitions.activation import weakest_sentence
from lib.rules.coverage import Cell
from lib.rules.figure_words import CONTRIBUTION, difference_text, unit_text, value_text
from lib.rules.meetings import slide_words as words
from lib.rules.own_measures import OWN
from lib.ui.campuses.chart import owners_legend
from lib.ui.coalitions.view import bar
from lib.ui.elements.html import address_of, helix_name, ladder, priority_shape
from lib.ui.here.address import ACTION, shared_params

NO_STATUS = "De bron vermeldt geen status"
_ACTION = Markup(
    '<p class="over"><span>{goal}</span><span>{priority}</span></p><h1>{number}<span>{name}</span></h1>'
    '<section><h2 class="wa-vh">Fase</h2>{ladder}<p>{stage}</p>{proposal}</section>'
    '<section class="sides"><h2 class="wa-vh">Activering</h2>{sides}<p>{weakest} {rule}</p></section>'
    '<p class="changed"><b>{since}</b> {changed}</p>'
)
_SIDE = Markup("{}{}<span>{} – {}</span><small>{}</small>")
_RULE = Markup('Activering is een <a href="{}" target="_blank">{}</a>.')


def _slide(kind: str, *parts: Markup) -> Markup:
    return Markup('<article class="wa-slide {}">{}</article>').format(kind, Markup().join(parts))


def _title(text: str) -> Markup:
    return Markup("<h1>{}</h1>").format(text)


def _line(text: str, looks: str = "") -> Markup:
    return Markup('<p class="{}">{}</p>').format(looks, text)


def _rows(rows: Iterable[Markup]) -> Markup:
    items = Markup().join(Markup("<li>{}</li>").format(row) for row in rows)
    return Markup("<ul>{}</ul>").format(items) if items else items


def _question(text: str) -> Markup:
    asked = Markup('<p class="question"><b>Vraag aan het overleg</b>{}</p>').format(text)
    return asked if text else Markup()


def head(title: str, line: str, *more: Markup) -> Markup:
    """A title with one line under it, for a slide whose picture is drawn by a component."""
    return _slide("brief", _title(title), _line(line), *more)


def opening(title: str, over: str, lines: Iterable[str]) -> Markup:
    """The slide that waits on the wall while people come in."""
    return _slide("opening", _line(over, "over"), _title(title), *(_line(line) for line in lines if line))


def topic(item: Item) -> Markup:
    return _slide("topic", _line("Vrij onderwerp", "over"), _title(item.topic), _question(item.question))


def action(
    action: Action,
    goals: Sequence[Goal],
    levels: Mapping[str, int],
    reached: Mapping[str, str],
    question: str,
    *proposed: str,
    **told: str,
) -> Markup:
    """An action: number and name, the three helices and the question to the table.

    `told` says in words at which `stage` it is, and what `changed` `since` when; `proposed` is what waits
    for Gedeputeerde Staten, and `reached` how many parties of each helix stand as far as it does.
    """
    place = [goal.id for goal in goals].index(action.goal_id)
    number = Markup('<span class="wa-vh">Actie </span><span class="number">{}</span> ').format(action.number)
    priority = Markup("Doorlopend, zonder prioriteit")
    if action.priority:
        shape = priority_shape(action.priority)
        priority = Markup("Prioriteit {} {}").format(shape, PRIORITIES[action.priority])
    body = _ACTION.format(
        goal=goals[place].name,
        priority=priority,
        number=number if action.number else "",
        name=with_soft_hyphens(action.name),
        ladder="" if action.ended else ladder(action.stage, placed=action.placed),
        sides=_rows(
            _SIDE.format(helix_name(helix), bar(helix, level, level), level, LEVELS[level], reached[helix])
            for helix, level in levels.items()
        ),
        weakest=weakest_sentence(levels),
        rule=_RULE.format(
            address_of("actie", {**shared_params(), ACTION: action.id, "tab": "coalitie"}), OWN
        ),
        proposal=Markup().join(_line(sentence_case(words), "proposed") for words in proposed if words),
        **told,
    )
    looks = f"action goal-{place % 6} {'ended' if action.ended else ''}"
    return _slide(looks, body, _question(question))


def figure(cell: Cell, source: FigureSet | None, why: str) -> Markup:
    """One figure: large, with period, region, status and source in words."""
    newest, indicator = cell.newest, cell.indicator
    assert newest is not None
    value = Markup('<p class="value"><b>{}</b> {}</p>')
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
        value.format(value_text(indicator, newest), "" if newest.label else unit_text(indicator)),
        _line(change),
        _line(f"{status}; het cijfer is {cell.state}."),
        _line(f"{why} {CONTRIBUTION}") if why else Markup(),
        _line(f"Bron: {whose}{seen}", "source"),
    )


def empty_chairs(seats: Mapping[str, Sequence[Chair]]) -> Markup:
    """The empty chairs of every action, by its label."""
    gaps = {label: names for label, own in seats.items() if (names := chairs.gaps(own))}
    told = words.empty_chairs_words(gaps, any(chairs.needed(own) for own in seats.values()))
    span, row = Markup("<span>{}</span>"), Markup("<b>{}</b>{}")
    rows = _rows(row.format(label, Markup().join(map(span.format, names))) for label, names in gaps.items())
    return _slide("chairs", _title("Lege stoelen"), _line(f"{chairs.EMPTY_PLACES} {told}"), rows)


def beside_map(places: Sequence[Campus]) -> Markup:
    """How many campuses each region has, and what the rings on the map stand for."""
    row, counts = Markup("<span>{}</span> <b>{}</b>"), campuses.per_region(places)
    listed = _rows(row.format(LABOUR_REGIONS[code], count) for code, count in counts.items())
    regions = Markup('<div class="wa-regions">{}</div>').format(listed)
    return head("Campussen", campuses.opening(places, len(places)), regions, owners_legend())


def closing(meeting: str, minutes: Minutes) -> Markup:
    """Agreements, pledges by party, questions and advice, as they will stand in the minutes."""
    by_party = groupby(minutes.pledges, lambda entry: entry.owner)
    pledges = (Markup("<h3>{}</h3>{}").format(party, _entries(own, owner=False)) for party, own in by_party)
    columns = {
        "Afspraken": _entries(minutes.agreements),
        "Toezeggingen per partij": Markup().join(pledges),
        "Open vragen": _entries(minutes.questions),
        "Adviezen": _entries(minutes.advice),
    }
    section = Markup("<section><h2>{}</h2>{}</section>")
    sections = (section.format(name, entries or _line("Geen.")) for name, entries in columns.items())
    drawn = Markup('<div class="columns">{}</div>').format(Markup().join(sections))
    title = "Afspraken en adviezen"
    return head(title, meeting) + _slide("closing", _line(minutes.summary), drawn)


def _entries(entries: Iterable[Entry], *, owner: bool = True) -> Markup:
    """Lines of what was decided, each with what it is about, and who does it by when."""
    row = Markup("<small>{}</small>{} <em>{}</em>")
    return _rows(
        row.format(
            entry.about,
            f"{entry.text} {entry.proposed}".rstrip(),
            words.due_words(entry.owner if owner else "", entry.due),
        )
        for entry in entries
    )
