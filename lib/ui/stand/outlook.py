"""Stand: forward, still and backward side by side; under it what was promised, expires, and waits for us.

Owns how these read and lie on one screen and one sheet; every line leads to what shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from lib.dutch import count_text, day_text, sentence_case
from lib.model.agenda import ENDED, HELIXES, Action
from lib.rules import progress
from lib.rules.bands import BACKWARD, FORWARD
from lib.rules.calls import PROMISED, Call, Reason
from lib.rules.coalitions.expiry import Expiry
from lib.rules.progress import DIRECTIONS, STILL, Course
from lib.rules.waiting import NOTHING, Waiting
from lib.ui.elements.html import fill, link, show
from lib.ui.elements.through import Through
from lib.ui.frame.invitation import FIRST_MEETING, FIRST_STATE, point_to
from lib.ui.here import state
from lib.ui.here.address import shared_params
from lib.ui.here.cache import kept_here
from lib.ui.here.state import Here
from lib.ui.meetings.overview import MEETING, PAGE as MEETINGS
from lib.ui.stand import results, rows
from lib.ui.stand.facts import HORIZON, Facts
from lib.ui.stand.parts import action_link, days_text, number_of, proof_link, section, short_day, side

MOST = 4
"""How many promises and expiries stand on the page; the rest is one press away."""
_WIDE = 4
"""From more than so many actions on, those that stand still take two columns."""
_TABS = {
    progress.LEVEL: "coalitie", progress.MILESTONE: "coalitie", progress.SEAT: "coalitie",
    progress.ANSWER: "purpose-case",
}  # fmt: skip
_NOTHING = {
    FORWARD: "Geen actie ging vooruit.",
    STILL: "Geen actie staat stil.",
    BACKWARD: "Geen actie ging achteruit.",
}
_PAGE = Markup(
    '<div class="wa-stand"><div class="courses {}">{}{}</div><div class="lower">{}</div>{}'
    '<p class="on-paper">{}</p></div>'
)
_ROW = Markup("{}{}<p>{}</p>{}")
_STILL = Markup('<div>{} <span class="proof">{}</span></div><b>{}<span class="unit"> {}</span></b>')
_PROOF = Markup('<p class="proof">Bewijs: {}</p>')
_PAIR = Markup("<p>{}: {}</p><div><span>{}</span><span>{}</span></div>")


def draw(here: Here, facts: Facts) -> None:
    """Draw the page; what nobody recorded anything about is named in one line, not row by row."""
    if not any(course.day for course in facts.outlook.courses):
        point_to(
            "Vooruit, stil en achteruit tellen vanaf wat u vastlegt. Begin met één van deze twee.",
            FIRST_STATE,
            FIRST_MEETING,
        )
    late = _late_calls(facts)
    rows.note_stand(here, facts, [(call, _promise(call)) for call in late])
    show(kept_here("stand", lambda: _page(here, facts, late), facts))


def _page(here: Here, facts: Facts, late: Sequence[Call]) -> Markup:
    wide = "wide" if len(_told(facts, STILL)) > _WIDE else ""
    narrow = " ".join(f"no-{direction}" for direction in DIRECTIONS if not _told(facts, direction))
    columns = Markup("").join(_column(here, facts, direction) for direction in DIRECTIONS)
    lower = _promised(here, late) + _expiring(here, facts) + _ours(facts)
    lower += results.section_of(facts)
    shown = f"Werkagenda, {state.moment_label(here).lower()} op {day_text(here.day)}."
    return _PAGE.format(f"{wide} {narrow}", columns, _apart(facts), lower, _RULE.format(progress.RULE), shown)


def _told(facts: Facts, direction: str) -> list[Course]:
    """Return the actions that went one way and of which something is recorded."""
    return [course for course in facts.outlook.of(direction) if course.day]


def _column(here: Here, facts: Facts, direction: str) -> Markup:
    rows = _told(facts, direction)
    title = Markup('<i class="sign" aria-hidden="true"></i>{}').format(DIRECTIONS[direction])
    items = ((facts.looks[course.action.id], _course(here, course)) for course in rows)
    note = "dagen zonder gebeurtenis" if direction == STILL and rows else ""
    count = len(facts.outlook.of(direction))
    nothing = "Over geen enkele actie is iets vastgelegd." if count and not rows else _NOTHING[direction]
    return section(direction, title, count, items, nothing, note=note)


def _course(here: Here, course: Course) -> Markup:
    name = action_link(course.action)
    if course.direction == STILL:
        count, unit = days_text((here.day - date.fromisoformat(course.day)).days).split(" ")
        return fill(_STILL, name, course.sentence, count, unit)
    more = f" En nog {course.more}." if course.more else ""
    tab = _TABS.get(course.kind, "stand")
    proof = fill(_PROOF, proof_link(course.action, course.evidence, tab)) if course.evidence else Markup()
    return fill(_ROW, name, short_day(course.day, here.day), course.sentence + more, proof)


def _apart(facts: Facts) -> Markup:
    """Name the actions that are done, and those of which nothing was ever recorded."""
    silent = [course.action for course in facts.outlook.courses if not course.day]
    text = Markup(" ").join([_done(facts.outlook.done), _silent(silent)])
    through = Through()
    sides = Markup(" ").join(_SIDE_NAME.format(helix, through.link(helix, helix)) for helix in HELIXES)
    room = "full" if silent else ""
    return Markup('<div class="apart {}"><p>{}</p><p class="legend">{}</p></div>').format(room, text, sides)


def _done(actions: tuple[Action, ...]) -> Markup:
    if not actions:
        return Markup()
    parts = Markup("; ").join(
        Markup("{} is {}").format(
            action_link(action), "beëindigd" if action.stage == ENDED else "overgedragen"
        )
        for action in actions
    )
    return Markup("<b>Niet meegeteld: {}.</b> {}.").format(len(actions), parts)


def _silent(actions: list[Action]) -> Markup:
    if not actions:
        return Markup()
    names = Markup(" ").join(action_link(action) for action in actions)
    return Markup("<b>Nog geen enkele gebeurtenis: {}.</b> {}").format(len(actions), names)


def _late_calls(facts: Facts) -> list[Call]:
    """Return the parties that did not do what they promised, the longest waiting first."""
    late = [call for call in (*facts.calls, *facts.quiet) if _promise(call)]
    return sorted(late, key=lambda call: _promise(call)[0].since)


def _promised(here: Here, late: Sequence[Call]) -> Markup:
    more = link("deze-week", f"alle {len(late)}", shared_params()) if len(late) > MOST else ""
    through = Through()
    return section(
        "promised",
        "Beloofd en niet gekomen",
        len(late),
        (("", _late(here, call, through)) for call in late[:MOST]),
        "Geen belofte is over tijd.",
        more=more,
    )


def _promise(call: Call) -> list[Reason]:
    """Return what a party promised and did not do, oldest first."""
    return [reason for reason in call.reasons if reason.kind in PROMISED]


def _late(here: Here, call: Call, through: Through) -> Markup:
    first, *others = _promise(call)
    days = Markup('<b class="late">{}</b>').format(
        days_text((here.day - date.fromisoformat(first.since)).days)
    )
    words = first.words.split(": ", 1)[-1]
    words = f"{sentence_case(words)}{f'; en nog {len(others)}' if others else ''}"
    return fill(
        _PAIR,
        side(through.party(call.party.id, call.party.name), call.party.helix),
        _source(first, words),
        days,
        short_day(first.since, here.day),
    )


def _source(reason: Reason, words: str) -> Markup:
    """Link to where something was promised: the meeting, else the action."""
    if reason.meeting_id is not None:
        return link(MEETINGS, words, shared_params() | {MEETING: str(reason.meeting_id)})
    assert reason.action is not None
    return proof_link(reason.action, words, "coalitie")


def _expiring(here: Here, facts: Facts) -> Markup:
    through = Through()
    return section(
        "expiring",
        "Bewijs dat verloopt",
        len(facts.expiring),
        ((facts.looks[expiry.action.id], _expiry(here, expiry, through)) for expiry in facts.expiring[:MOST]),
        f"Geen bewijs verloopt binnen {HORIZON} dagen.",
        note=f"binnen {HORIZON} dagen",
    )


def _expiry(here: Here, expiry: Expiry, through: Through) -> Markup:
    others = f" en {count_text(expiry.others, 'andere', 'anderen')}" if expiry.others else ""
    party = side(through.party(expiry.party_id, expiry.party), expiry.helix)
    who = Markup('<b class="number">{}</b> {}{}').format(number_of(expiry.action), party, others)
    level = Markup("trede <b>{}</b> wordt <b>{}</b>").format(expiry.level, expiry.level - 1)
    proof = proof_link(expiry.action, expiry.what, "coalitie")
    return fill(_PAIR, who, proof, short_day(expiry.on, here.day), level)


def _ours(facts: Facts) -> Markup:
    return section(
        "ours",
        "Wacht op ons",
        len(facts.waiting),
        ((facts.looks[question.action.id], _question(question)) for question in facts.waiting),
        NOTHING,
        note="GS besluit, wij adviseren",
        tag="ol",
    )


def _question(question: Waiting) -> Markup:
    name = question.action.name
    words = f"{name}: {question.question[:1].lower()}{question.question[1:]}"
    return fill(Markup("{}<p>{}</p>"), action_link(question.action, words, question.tab), question.why)


_RULE = Markup('<details class="wa-fold rule"><summary>Zo tellen wij</summary><p>{}</p></details>')
_SIDE_NAME = Markup('<span class="side {}">{}</span>')
