"""What the steering group and the ambassador look at, read once per state of the agenda.

Owns that reading; what follows from it is decided in `lib.rules`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lib.model.coalitions import Table
from lib.model.results.outcome import Outcome
from lib.rules.calls import Call, Facts as CallFacts, calls, split_quiet
from lib.rules.coalitions.expiry import Expiry, expiring
from lib.rules.lens import Lens
from lib.rules.progress import Outlook, Period, outlook
from lib.rules.results.result import Owed, Result
from lib.rules.waiting import Waiting, waiting
from lib.store import agenda, coalitions, decisions, history
from lib.store.file.connection import Database, reading
from lib.store.results.instruments import results
from lib.store.results.outcomes import outcomes
from lib.ui.agenda.since import moment_of, read_then
from lib.ui.elements.goals import goal_classes
from lib.ui.here.cache import kept, kept_with
from lib.ui.here.lens import lens
from lib.ui.here.state import Here
from lib.ui.meetings.book import Book, read_book

HORIZON = 60
"""How many days ahead evidence that expires is shown."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that both pages draw from; `newest` is the place in the history that was read.

    `quiet` are the parties that were spoken to in the last week.
    """

    newest: int
    outlook: Outlook
    expiring: Sequence[Expiry]
    waiting: Sequence[Waiting]
    calls: Sequence[Call]
    quiet: Sequence[Call]
    tables: Mapping[str, Table]
    looks: Mapping[str, str]
    book: Book
    results: Mapping[str, tuple[Result, ...]]
    outcomes: Mapping[str, Outcome]


def read_facts(here: Here) -> Facts:
    """Read what is recorded at the moment shown, and how it differs from the moment since."""
    with reading(here.path) as db:
        newest = history.newest(db)
    with reading(here.path, here.at) as db:
        facts = kept(f"stand {moment_of(here)}", here, db, lambda: _read(here, db, newest))
    looked = lens(here)
    return kept_with("narrowed", lambda: narrowed(facts, looked), facts, looked) if looked.active else facts


def narrowed(facts: Facts, looked: Lens) -> Facts:
    """Return what is left of it through a lens: its actions, and what its parties owe."""
    courses = tuple(course for course in facts.outlook.courses if looked.holds(course.action.id))
    return replace(
        facts,
        outlook=Outlook(courses, tuple(looked.actions(facts.outlook.done))),
        expiring=[expiry for expiry in facts.expiring if looked.holds(expiry.action.id)],
        waiting=[question for question in facts.waiting if looked.holds(question.action.id)],
        calls=[call for call in facts.calls if looked.has(call.party.id)],
        quiet=[call for call in facts.quiet if looked.has(call.party.id)],
        results={key: own for key, own in facts.results.items() if looked.holds(key)},
        outcomes={key: own for key, own in facts.outcomes.items() if looked.holds(key)},
    )


def _read(here: Here, db: Database, newest: int) -> Facts:
    book, tables = read_book(db), coalitions.tables(db)
    actions, goals = list(book.actions.values()), agenda.goals(db)
    shown = results(db, [action.id for action in actions if not action.ended], here.day)
    owed = _owed(here, db, book, tables, shown)
    still_to_call, quiet = split_quiet(calls(owed), owed)
    return Facts(
        newest=newest,
        outlook=_outlook(here, db, book, tables),
        expiring=expiring(actions, tables, here.day, HORIZON),
        waiting=waiting(
            actions, tables, decisions.proposals(db), {goal.id: goal.name for goal in goals}, here.day
        ),
        calls=still_to_call,
        quiet=quiet,
        tables=tables,
        looks=goal_classes(goals, actions),
        book=book,
        results=shown,
        outcomes=outcomes(db),
    )


def _outlook(here: Here, db: Database, book: Book, tables: Mapping[str, Table]) -> Outlook:
    moment = moment_of(here)
    begin, then = read_then(here, "tables", _tables_then)
    changes = history.changes_between(db, *history.between(db, moment, here.at))
    period = Period(begin, here.day, then, tables)
    return outlook(book.actions.values(), changes, period, coalitions.all_steps(db), agenda.party_names(db))


def _tables_then(db: Database, day: date) -> tuple[date, dict[str, Table]]:
    return day, coalitions.tables(db)


def _owed(
    here: Here,
    db: Database,
    book: Book,
    tables: Mapping[str, Table],
    shown: Mapping[str, tuple[Result, ...]],
) -> CallFacts:
    until = history.id_at(db, here.at) if here.at else history.newest(db)
    written = history.days_written(db, "chair", until)
    return CallFacts(
        actions=book.actions,
        tables=tables,
        decisions=book.decisions,
        parties={party.id: party for party in book.parties},
        emptied={int(row_id): day for row_id, day in written.items()},
        spoken=agenda.last_spoken(db),
        today=here.day,
        owed=[
            Owed(book.actions[action_id], missing)
            for action_id, own in shown.items()
            for result in own
            for missing in result.missing
        ],
    )
