"""The cards of the agenda as HTML: one card, and the matrix or the board that they stand in.

Owns the markup, from what `lib.ui.agenda.cards` says of each action; `cards.css` holds the looks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from lib.model.agenda import PRIORITIES
from lib.ui.elements.html import fill

Said = Mapping[str, Any]
"""What is said of one card, or of one column."""
_NONE = Markup()
_SHAPES = {
    letter: Markup('<svg class="shape" viewBox="0 0 22 22" aria-hidden="true">{}</svg>').format(drawing)
    for letter, drawing in {
        "A": Markup('<rect x="2" y="2" width="18" height="18" rx="1.5"/><text x="11" y="15">A</text>'),
        "B": Markup('<circle cx="11" cy="11" r="9.4"/><text x="11" y="15">B</text>'),
        "C": Markup('<path d="M11 1.6 20.6 20H1.4Z"/><text x="11" y="17.4">C</text>'),
    }.items()
}
_ON, _OFF = Markup('<i class="on"></i>'), Markup('<i class=""></i>')
_STEPS = [Markup("").join(_ON if step < level else _OFF for step in range(5)) for level in range(6)]
_VH = Markup('<span class="vh">{}</span>')


def card(said: Said) -> Markup:
    """Build what stands inside the link of one card; its hidden words make one sentence for who hears it."""
    since, letter = said["since"] or {}, said["priority"]
    was = said["was"] or since.get("old", {}).get("priority")
    name = fill(
        _NAME,
        _SHAPES.get(letter, _NONE),
        fill(_WAS, was) if was else _NONE,
        _FRESH if since.get("kind") == "nieuw" else _NONE,
        fill(_NUMBER, said["number"]) if said["number"] else _NONE,
        _old(said, "name"),
        said["name"],
        _hidden(f", prioriteit {letter}, {PRIORITIES[letter]}" if letter else ""),
        _hidden(f", was {said['was']}" if said["was"] else ""),
    )
    facts = fill(_ENDED, _old(said, "stage"), said["ended"]) if said["ended"] else _facts(said)
    proposed = fill(_PROPOSED, _proposal(said["proposed"])) if said["proposed"] else _NONE
    also = fill(_ALSO, since["also"]) if since.get("also") else _NONE
    told = f"; {since['told']}" if since.get("told") else ""
    return name + facts + proposed + also + _hidden(told)


_NAME = Markup('<span class="name">{}{}{}{}{} <span class="title">{}</span>{}{}</span>')
_NUMBER = Markup('<span class="vh">Actie </span><span class="number">{}</span>')
_WAS = Markup('<del class="was" aria-hidden="true">{}</del>')
_FRESH = Markup('<span class="fresh" aria-hidden="true">nieuw</span>')
_ENDED = Markup('{}<span class="why"><span class="vh">, </span>{}</span>')
_PROPOSED = Markup('<span class="proposed"><span class="vh">, </span>{}</span>')
_MEETING = re.compile(r"( \([^()]*\))(?=;|$)")
_TABLE = Markup('<span class="table">{}</span>')
_ALSO = Markup('<span class="also" aria-hidden="true">{}</span>')


def _proposal(words: str) -> Markup:
    """Set apart which meeting proposed it: a small card leaves that to the page of its action."""
    parts = _MEETING.split(words)
    return Markup("").join(fill(_TABLE, part) if _MEETING.fullmatch(part) else part for part in parts)


def _hidden(words: str) -> Markup:
    return fill(_VH, words) if words else _NONE


def _old(said: Said, field: str) -> Markup:
    """Strike an old value above the new one; the hidden words at the end of a card tell the same."""
    value = said["since"] and said["since"]["old"].get(field)
    return _NONE if value is None else fill(_OLD, value)


_OLD = Markup('<del class="old" aria-hidden="true">{}</del>')


def _facts(said: Said) -> Markup:
    """Tell the stage, how far each side is or what stands instead, and what is missing."""
    words = " wijziging" if said["plus"] == 1 else " wijzigingen"
    plus = fill(_PLUS, said["plus"], words) if said["plus"] else _NONE
    if said["state_line"]:
        middle = fill(_LINE, said["state_line"])
    else:
        middle = fill(_HELICES, Markup("").join(map(_helix, said["helices"])))
    lacking = {**said["lacking"], "driver": "" if said["driver"] else "nog geen aanjager"}
    missing = Markup("").join(fill(_LACKS, what, words) for what, words in lacking.items() if words)
    driven = _old(said, "driver")
    if driven and said["driver"]:
        driven += fill(_DRIVER, said["driver"])
    before = fill(_FACTS, driven) if driven else _NONE
    return fill(_STAGE, _old(said, "stage"), said["stage"], plus) + middle + missing + before


_STAGE = Markup('<span class="facts">{}<span class="vh">, fase </span><span class="stage">{}</span>{}</span>')
_PLUS = Markup('<span class="plus">+{}<span class="vh">{}</span></span>')
_LINE = Markup('<span class="line"><span class="vh">, </span>{}</span>')
_HELICES = Markup('<span class="helices">{}</span>')
_LACKS = Markup('<span class="vh">, </span><span class="lacks {}">{}</span>')
_DRIVER = Markup('<span class="vh">, </span><span class="driver">aanjager: {}</span>')
_FACTS = Markup('<span class="facts">{}</span>')


def _helix(side: Said) -> Markup:
    """Draw one side of the triple helix: its name, how far it is as a digit and as a bar of five steps.

    A thin bar tells how it was.
    """
    level, then, reached = side["level"], side["then"], side["reached"]
    moved = _NONE
    if then is not None:
        moved = fill(_MOVED, "+" if then < level else "−", abs(level - then), _STEPS[then])
    few = fill(_FEW, " ".join(reached.split(" ")[:3])) if reached else _NONE
    spoken = f", {side['name']} {side['words']}" + (f", {reached}" if reached else "")
    kind = f"{side['name']} moved" if moved else side["name"]
    bar = _STEPS[level]
    return fill(_HELIX, kind, reached, side["long"], side["short"], level, bar, moved, few, spoken)


_HELIX = Markup(
    '<span class="helix {}" title="{}"><span aria-hidden="true" class="long">{}</span>'
    '<span aria-hidden="true" class="short">{}</span><b class="digit" aria-hidden="true">{}</b>'
    '<span class="bar" aria-hidden="true">{}</span>{}{}<span class="vh">{}</span></span>'
)
_MOVED = Markup(
    '<b class="by" aria-hidden="true">{}{}</b><span class="bar then" aria-hidden="true">{}</span>'
)
_FEW = Markup('<small aria-hidden="true">{}</small>')


@dataclass(frozen=True, slots=True)
class Links:
    """Where the cards lead to, which are shown in full, and whether they can be dragged."""

    start: str
    shown: frozenset[str]
    movable: bool


def _places(cards: Iterable[Said], links: Links) -> Markup:
    return Markup("").join(_place(said, links) for said in cards)


def _place(said: Said, links: Links) -> Markup:
    off = said["id"] not in links.shown
    marks = " ".join(name for name, on in (("off", off), ("ended", bool(said["ended"]))) if on)
    leads = _NOWHERE if off else fill(_LEADS, links.start, said["id"])
    moves = _MOVES if links.movable else _STAYS
    kind = (said["since"] or {}).get("kind", "")
    return fill(_PLACE, said["id"], marks, kind, said["id"], leads, moves, card(said))


_PLACE = Markup('<li data-place="{}" class="{}" data-since="{}"><a data-id="{}"{}{}>{}</a></li>')
_LEADS = Markup(' href="{}{}"')
_NOWHERE = Markup(' role="link" aria-disabled="true"')
_MOVES = Markup(' draggable="true" aria-keyshortcuts="Shift+ArrowLeft Shift+ArrowRight"')
_STAYS = Markup(' draggable="false"')


def matrix(columns: Sequence[Said], cards: Sequence[Said], links: Links) -> Markup:
    """Build the columns of the goals, with rows for the priorities and a place for each card."""
    free = sum(bool(column["free"]) for column in columns)
    bands = Markup("").join(
        fill(_BAND, letter, row, letter, letter, words)
        for row, (letter, words) in enumerate(PRIORITIES.items(), 2)
    )
    drawn = Markup("").join(_goal(place, column, cards, links) for place, column in enumerate(columns))
    return fill(_MATRIX, len(columns), free, bands, drawn)


_MATRIX = Markup('<div class="matrix" lang="nl" style="--columns:{};--free:{}">{}{}</div>')
_BAND = Markup(
    '<div class="band {}" style="grid-row:{}" aria-hidden="true"></div>'
    '<div class="rowhead {}" aria-hidden="true"><b>{}</b>{}</div>'
)


def _goal(place: int, column: Said, cards: Iterable[Said], links: Links) -> Markup:
    own = [said for said in cards if said["column"] == column["id"]]
    lists = _NONE
    for row in ("",) if column["free"] else tuple(PRIORITIES):
        here = [said for said in own if (said["priority"] or "") == row]
        label = f"Prioriteit {row}, {PRIORITIES[row]}" if row else "Doorlopend, zonder prioriteit"
        lists += fill(_ROW, row, label, _places(here, links)) if here else _NONE
    title = column["title"]
    note = _FREE if column["free"] else _NONE
    kind = "column free" if column["free"] else "column"
    spoken = title.replace("\u00ad", "")
    return fill(_GOAL, kind, place, place + 2, spoken, column["id"], title, note, lists)


_ROW = Markup('<ul class="{}" aria-label="{}">{}</ul>')
_FREE = Markup("<small>doorlopend, zonder prioriteit</small>")
_GOAL = Markup(
    '<section class="{}" data-colour="{}" style="--place:{}" aria-label="Doel: {}"><h2 class="head">'
    '<button type="button" data-goal="{}">{}<span class="vh">, toon de bron</span></button>{}</h2>{}'
    "</section>"
)


def board(columns: Sequence[Said], cards: Sequence[Said], links: Links) -> Markup:
    """Build the columns of the stages, each with its cards counted."""
    drawn = Markup("").join(_stage(column, cards, links) for column in columns)
    return fill(_BOARD, len(columns), drawn)


_BOARD = Markup('<div class="board" lang="nl" style="--columns:{}">{}</div>')


def _stage(column: Said, cards: Iterable[Said], links: Links) -> Markup:
    own = [said for said in cards if said["column"] == column["id"]]
    inside = fill(_STAGED, _places(own, links)) if own else _EMPTY
    return fill(_COLUMN, column["id"], column["title"], column["title"], len(own), inside)


_STAGED, _EMPTY = Markup("<ul>{}</ul>"), Markup('<p class="none">geen acties</p>')
_COLUMN = Markup(
    '<section class="column" data-stage="{}" aria-label="Fase: {}">'
    '<h2 class="head">{}<span class="count">{}</span></h2>{}</section>'
)
