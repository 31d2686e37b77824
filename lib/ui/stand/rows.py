"""What stands on Stand and Deze week as rows to take away: also what the page folds or counts only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lib.documents.tables.page import PageTable
from lib.model.agenda import ENDED, HELIXES, Action
from lib.rules.calls import Call, Reason
from lib.rules.letter.material import in_order
from lib.rules.progress import DIRECTIONS
from lib.rules.results.result import sentences
from lib.ui.elements import drawn
from lib.ui.here.state import Here
from lib.ui.stand.facts import Facts
from lib.ui.stand.parts import number_of

_ACTION = ("nr.", "actie")
NOTHING = "Nog geen enkele gebeurtenis."


def note_stand(here: Here, facts: Facts, late: Sequence[tuple[Call, Sequence[Reason]]]) -> None:
    """Offer each list of Stand; `late` is what parties promised and did not do."""
    courses = [
        [
            DIRECTIONS[direction],
            *_named(course.action),
            course.sentence if course.day else NOTHING,
            course.day,
            course.evidence,
        ]
        for direction in DIRECTIONS
        for course in facts.outlook.of(direction)
    ]
    courses += [
        [
            "Niet meegeteld",
            *_named(action),
            "Beëindigd." if action.stage == ENDED else "Overgedragen.",
            "",
            "",
        ]
        for action in facts.outlook.done
    ]
    _note("Stand", ("richting", *_ACTION, "waardoor", "sinds", "bewijs"), courses, here)
    promised = [
        [call.party.name, HELIXES[call.party.helix], reason.words, reason.since]
        for call, reasons in late
        for reason in reasons
    ]
    _note("Beloofd en niet gekomen", ("partij", "kant", "wat", "sinds"), promised)
    expiring = [
        [*_named(one.action), one.party, HELIXES[one.helix], one.what, one.on.isoformat(), one.level]
        for one in facts.expiring
    ]
    _note("Bewijs dat verloopt", (*_ACTION, "partij", "kant", "bewijs", "verloopt op", "trede"), expiring)
    waiting = [[*_named(one.action), one.question, one.why] for one in facts.waiting]
    _note("Wacht op ons", (*_ACTION, "vraag", "waarom"), waiting)
    _note("Resultaat", (*_ACTION, "stand", "af als", "resultaat in cijfers"), _results(facts))


def _results(facts: Facts) -> Sequence[Sequence[object]]:
    """Return a row for each running action of which a result was agreed or is recorded."""
    running = in_order([action for action in facts.book.actions.values() if not action.ended])
    return [
        [
            *_named(action),
            outcome.state if (outcome := facts.outcomes.get(action.id)) else "",
            outcome.agreement if outcome else "",
            sentences(facts.results.get(action.id, ())),
        ]
        for action in running
        if action.id in facts.outcomes or action.id in facts.results
    ]


def note_calls(here: Here, calls: Sequence[Call]) -> None:
    """Offer whom to call, in the order of the page, a row for each reason."""
    rows = [
        [rank, call.party.name, HELIXES[call.party.helix], call.days(here.day), reason.since, reason.words]
        for rank, call in enumerate(calls, start=1)
        for reason in call.reasons
    ]
    _note("Wie te bellen", ("plaats", "partij", "kant", "dagen", "sinds", "reden"), rows)


def _named(action: Action) -> tuple[str, str]:
    return number_of(action), action.name


def _note(
    name: str, heads: Iterable[str], rows: Iterable[Sequence[object]], here: Here | None = None
) -> None:
    about = (("Vergeleken met", here.since_label),) if here else ()
    if rows:
        drawn.note_rows(name, lambda: PageTable(name, [[*heads], *map(list, rows)], about))
