"""The slide of an action: where it stands, what is asked and answered, who is missing, and what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup

from lib.dutch import day_text, sentence_case, with_soft_hyphens
from lib.model.agenda import HELIXES, Action, StageMove
from lib.model.coalitions import LEVELS, Table
from lib.model.meetings import Decision, Item
from lib.rules.coalitions import chairs, gate
from lib.rules.coalitions.activation import OUTDATED, weakest_sentence
from lib.rules.coalitions.answers import Answer, answers
from lib.rules.meetings import promises, slide_words as words
from lib.rules.meetings.attention import gate_waits
from lib.rules.own_measures import OWN
from lib.ui.elements.html import address_of, helix_name, ladder, priority_badge
from lib.ui.slides import first
from lib.ui.slides.subject import LINE, NOTHING, QUESTION, Slide, build, rows

_NAME = Markup('<span class="wa-vh">Actie </span><span class="number">{}</span> <span>{}</span>')
_STAGE = Markup('<section class="stage"><h2 class="wa-vh">Fase</h2>{}<p>{}</p>{}</section>')
_FACTS = Markup('<div class="wa-slide facts {}">{}</div>')
_FACT = Markup('<section class="{}"><h2>{}</h2>{}</section>')
_SIDE = Markup("{}{}<b>{}</b><span>{}</span>")
_RULE = Markup('Activering is een <a href="{}" target="_blank">{}</a>.')
_ANSWER = Markup('<b><i aria-hidden="true">{}</i> {}</b><strong>{}</strong><span>{}</span><small>{}</small>')
_PROMISE = Markup('<b>{}</b> {} <em class="{}">{}</em>')
MOST_CHANGES, MOST_PROMISES = 3, 2
_ROOM = 260
"""Letters of changes that the slide has room for."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is known of one action.

    `aged` are the sides that stand lower because their evidence grew old; `outcome` says when it is finished,
    `confirmed` how much of what is said of its parties they confirmed.
    """

    action: Action
    table: Table
    levels: Mapping[str, int]
    aged: Mapping[str, int]
    reached: Mapping[str, str]
    moves: Sequence[StageMove]
    changes: Sequence[str]
    pledges: Sequence[Decision]
    day: date
    proposed: str = ""
    since: str = ""
    goal: str = ""
    place: int = 0
    params: Mapping[str, str] = field(default_factory=dict)
    outcome: Markup = NOTHING
    confirmed: str = ""


def action_slide(about: Material, item: Item | None, *, aside: bool = False) -> Slide:
    """Make the slide; without an item nothing is asked."""
    action = about.action
    name, ended = with_soft_hyphens(action.name), "ended" if action.ended else ""
    rungs = "" if action.ended else ladder(action.stage, placed=action.placed)
    proposed = LINE.format(sentence_case(about.proposed)) if about.proposed else ""
    asked = _asked(about, item)
    dense = "answers" in asked
    body = build(
        f"action goal-{about.place} {ended}",
        _NAME.format(action.number, name) if action.number else Markup("<span>{}</span>").format(name),
        _STAGE.format(rungs, words.stage_sentence(action, about.moves), proposed),
        about.outcome,
        asked,
        over=Markup("<span>{}</span>{}").format(about.goal, priority_badge(action.priority)),
    )
    rest = first.words(action) if first.is_untouched(action, about.levels) else _facts(about, dense=dense)
    return Slide(
        action.label,
        body,
        item,
        action.id,
        _FACTS.format("dense" if dense else "", rest),
        number=action.number,
        aside=aside,
    )


def _asked(about: Material, item: Item | None) -> Markup:
    """Build the question; where the gate is asked, with each party's answer and what follows from them."""
    if item is None or not item.question:
        return Markup()
    answered = Markup()
    if gate_waits(about.action, about.table) and not about.action.ended:
        verdict = LINE.format(gate.gate(about.table).summary + ".")
        answered = _answer_row(answers(about.table)) + verdict
    return QUESTION.format(item.question, answered)


def _answer_row(given: Sequence[Answer]) -> Markup:
    cards = Markup().join(
        Markup('<li class="{} {}">{}</li>').format(
            answer.helix,
            "" if answer.given else "none",
            _ANSWER.format(answer.sign, answer.word, answer.party, HELIXES[answer.helix], answer.note),
        )
        for answer in given
    )
    return Markup('<ul class="answers">{}</ul>').format(cards) if cards else cards


def _facts(about: Material, *, dense: bool) -> Markup:
    """Build what stands below the question, each part only when it has something to say."""
    promised = _promised(about, 1 if dense else MOST_PROMISES)
    return _sides(about, dense=dense) + _missing(about) + promised + _changed(about)


def _sides(about: Material, *, dense: bool) -> Markup:
    sides = rows(_side(about, helix, level, dense=dense) for helix, level in about.levels.items())
    rule = address_of("actie", {**about.params, "actie": about.action.id, "tab": "coalitie"})
    told = " ".join(filter(None, [weakest_sentence(about.levels), _confirmed(about)]))
    weakest = Markup("<p>{} {}</p>").format(told, _RULE.format(rule, OWN))
    return _FACT.format("sides", "Hoe ver is elke kant?", sides + weakest)


def _confirmed(about: Material) -> str:
    return f"{sentence_case(about.confirmed)} door de partij zelf." if about.confirmed else ""


def _side(about: Material, helix: str, level: int, *, dense: bool) -> Markup:
    """Build a side: a bar, hatched where evidence grew old, and words; few where answers take the room."""
    was = about.aged.get(helix, 0)
    steps = Markup().join(
        Markup('<i class="{}"></i>').format("on" if step <= level else "aged" if step <= was else "")
        for step in range(1, len(LEVELS))
    )
    bar = Markup('<span class="wa-bar {}" aria-hidden="true">{}</span>').format(helix, steps)
    aged = Markup('<em class="late">{}</em>').format(OUTDATED) if was else Markup()
    if dense:
        return _SIDE.format(helix_name(helix), bar, level, aged or LEVELS[level])
    told = ", ".join(filter(None, [LEVELS[level], about.reached[helix]]))
    return _SIDE.format(helix_name(helix), bar, level, Markup("{} {}").format(told, aged))


def _missing(about: Material) -> Markup:
    """List the empty needed chairs, as long as the action goes on."""
    empty = [] if about.action.ended else chairs.gaps(about.table.chairs)
    listed = rows(map(Markup("{}").format, empty))
    return _FACT.format("missing", "Wie ontbreekt", listed) if listed else listed


def _promised(about: Material, most: int) -> Markup:
    open_ones = [pledge for pledge in about.pledges if not pledge.settled_on][:most]
    listed = rows(_promise(pledge, about.day) for pledge in open_ones)
    return _FACT.format("promised", "Eerder beloofd", listed) if listed else Markup()


def _promise(pledge: Decision, day: date) -> Markup:
    state = promises.state_of(pledge, day)
    due = f", uiterlijk {day_text(pledge.due)}" if pledge.due else ""
    late = "late" if state == promises.LATE else ""
    sign = "✕ " if late else ""
    return _PROMISE.format(pledge.owner or "", words.shorten(pledge.text), late, f"{sign}{state}{due}")


def _changed(about: Material) -> Markup:
    """Tell the newest changes, as many as there is room for."""
    shown = words.newest_changes(about.changes, MOST_CHANGES, _ROOM)
    told = rows(map(Markup("{}").format, shown or ["Niets gewijzigd."]))
    return _FACT.format("changed", f"Nieuw sinds {about.since}", told)
