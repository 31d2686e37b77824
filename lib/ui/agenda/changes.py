"""Wijzigingen in three bands: what was decided, what went forward or backward, and the rest, folded.

Owns how a change reads in the list, the filters above it, and its text for a letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup

from lib.documents.tables.page import PageTable
from lib.dutch import count_text, day_text
from lib.model.agenda import HELIXES, Goal, Party
from lib.model.change import Change
from lib.model.record import RECORDS
from lib.model.regions import REGIONS
from lib.rules.bands import BACKWARD, FORWARD, band_of, day_of
from lib.rules.changes import BANDS, REST, AtSteps, Scope, Told, changes_sentence, in_bands, within
from lib.ui.agenda.action import action_link
from lib.ui.elements import drawn
from lib.ui.elements.filters import choice_filter, filter_bar, filter_result, name_unknown
from lib.ui.elements.html import day, fill, link, show, wear
from lib.ui.here.address import ACTION, shared_params

GOAL, TABLE, HELIX, REGION, PARTY = "doel", "wat", "helix", "regio", "partij"
PARAMS = (GOAL, TABLE, HELIX, REGION, PARTY)
_FILE = "Wijzigingen"
_CSS = Path(__file__).with_name("changes.css")
_ROW = Markup('<li class="{}">{}<div class="line"><b>{}</b> {}{}</div></li>')
_LINE = Markup("<li>{}<span>{}{} <small>{}</small></span></li>")
_MORE = Markup("<details><summary>Nog {}</summary><ul>{}</ul></details>")
_FURTHER = Markup('<li class="further">{}{}</li>')
MOST_LINES = 20
"""How many changes of one action a band lists besides the first."""
_BAND = Markup('<section class="wa-band {}"><h2>{} <b>{}</b></h2>{}</section>')
_FOLDED = Markup('<details class="wa-band {}"{}><summary><h2>{} <b>{}</b></h2></summary>{}</details>')
_SIGNS: Mapping[str, Markup] = {
    FORWARD: Markup('<i class="sign forward" aria-hidden="true"></i><span class="wa-vh">vooruit: </span>'),
    BACKWARD: Markup(
        '<i class="sign backward" aria-hidden="true"></i><span class="wa-vh">achteruit: </span>'
    ),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """All that the page draws from: the changes in sentences, and what they can be filtered by."""

    groups: Sequence[Told]
    goals: Sequence[Goal]
    parties: Sequence[Party]
    at_steps: AtSteps
    count: int
    tables: Sequence[str]
    opening: str

    def within(self, scope: Scope) -> list[Told]:
        """Leave out the changes that are not asked for."""
        return within(self.groups, scope, {party.id: party for party in self.parties}, self.at_steps)


def facts_of(
    groups: Sequence[Told], goals: Sequence[Goal], parties: Sequence[Party], at_steps: AtSteps
) -> Facts:
    """Put facts together, with what goes past every change and is asked for in each run."""
    tables = {change.table for group in groups for _, change in group.lines}
    count = sum(len(group.lines) for group in groups)
    return Facts(groups, goals, parties, at_steps, count, sorted(tables), changes_sentence(groups))


class Shown(NamedTuple):
    """What the filters leave: the changes, and the bands as they are drawn."""

    groups: Sequence[Told]
    lines: int
    bands: Markup


def ask_scope(facts: Facts) -> Scope:
    """Draw the filters and return what they ask for."""
    named = {PARTY: {str(party.id): party.name for party in facts.parties}}
    named[GOAL] = {str(goal.id): goal.name for goal in facts.goals}
    named[TABLE] = {table: RECORDS[table].name for table in facts.tables}
    offered: dict[str, Mapping[str, str]] = {**named, HELIX: HELIXES, REGION: REGIONS}
    everything = {
        GOAL: "alle doelen", TABLE: "alle soorten", HELIX: "alle kanten", REGION: "alle regio’s",
        PARTY: "alle partijen",
    }  # fmt: skip
    labels = {GOAL: "Doel", TABLE: "Soort", HELIX: "Kant", REGION: "Regio", PARTY: "Partij"}
    with filter_bar():
        asked = {
            param: choice_filter(
                labels[param], param, offered[param], everything[param], key=f"changes {param}"
            )
            for param in PARAMS
        }
    name_unknown(offered)
    return Scope(_number(asked[GOAL]), asked[TABLE], asked[HELIX], asked[REGION], _number(asked[PARTY]))


def shown_by(facts: Facts, scope: Scope) -> Shown:
    """Return what is asked for, and its bands; their links lead to the moment of the address."""
    groups = facts.groups if scope == Scope() else facts.within(scope)
    return Shown(groups, sum(len(group.lines) for group in groups), _bands(groups))


def draw(facts: Facts, scope: Scope, shown: Shown) -> None:
    """Draw the bands, and how much the filters leave of all."""
    if scope != Scope():
        filter_result(f"{shown.lines} van {facts.count} wijzigingen", PARAMS, filtered=True)
    wear(_CSS)
    show(shown.bands)


def note_rows(groups: Sequence[Told], since: str) -> None:
    """Offer all changes that are asked for, one by one, also those that the page folds or counts only."""

    def make() -> PageTable:
        rows = [
            [BANDS[band], day_of(change), *_about(told), sentence, change.who]
            for band, own in in_bands(groups).items()
            for told in own
            for sentence, change in told.lines
        ]
        heads = ["band", "datum", "nr.", "actie of onderwerp", "wijziging", "door"]
        return PageTable(_FILE, [heads, *rows], (("Sinds", since),))

    if groups:
        drawn.note_rows(_FILE, make)


def _about(told: Told) -> tuple[str, str]:
    action = told.action
    return (str(action.number or "Manifest"), action.name) if action else ("", told.heading)


def _number(chosen: str | None) -> int | None:
    return int(chosen) if chosen else None


def _bands(groups: Sequence[Told]) -> Markup:
    """Build the bands that hold something; the rest is open only when there is nothing that matters more."""
    bands = in_bands(groups)
    alone = not any(rows for band, rows in bands.items() if band != REST)
    shown = Markup("")
    for band, rows in bands.items():
        if rows:
            count = sum(len(row.lines) for row in rows)
            listed = Markup('<ul class="wa-told">{}</ul>').format(Markup("").join(map(_row, rows)))
            opened = Markup(" open") if alone else Markup()
            folded = _FOLDED.format(band, opened, BANDS[band], count, listed)
            shown += folded if band == REST else _BAND.format(band, BANDS[band], count, listed)
    return Markup('<div class="wa-bands">{}</div>').format(shown)


def _row(told: Told) -> Markup:
    """Build the line of one action: its day, its most telling change, and the others behind one press."""
    (sentence, change), *others = told.lines
    name = action_link(told.action) if told.action else told.heading
    ended = Markup(" – beëindigd") if told.ended else Markup()
    more = _others(told, others) if others else Markup()
    first = Markup("{}{} <small>{}</small>").format(_sign(change), sentence, change.who)
    looks = "ended" if told.ended else ""
    return fill(_ROW, looks, day(day_of(change)), Markup("{}{}").format(name, ended), first, more)


def _others(told: Told, others: Sequence[tuple[str, Change]]) -> Markup:
    """Fold what an action has besides its most telling change; what is far back its history tells."""
    lines = Markup("").join(map(_line, others[:MOST_LINES]))
    further = len(others) - MOST_LINES
    if further > 0:
        lines += _FURTHER.format(*_way_to(told, further))
    return _MORE.format(count_text(len(others), "wijziging", "wijzigingen"), lines)


def _way_to(told: Told, further: int) -> tuple[str, Markup]:
    """Say how many changes are not listed, and where they are."""
    words = f"En nog {further} eerdere: "
    if told.action is None:
        return words, Markup("kies hierboven een filter of een latere dag.")
    params = shared_params() | {ACTION: told.action.id, "tab": "geschiedenis"}
    return words, link("actie", "de geschiedenis van de actie", params)


def _line(line: tuple[str, Change]) -> Markup:
    sentence, change = line
    return fill(_LINE, day(day_of(change)), _sign(change), sentence, change.who)


def _sign(change: Change) -> Markup:
    return _SIGNS.get(band_of(change), Markup())


def untouched_words(first_day: str) -> str:
    """Tell that nobody changed anything since the agenda was filled."""
    return f"De agenda is gevuld op {day_text(first_day)}; sindsdien is nog niets gewijzigd."
