"""Questions of action 10 and notes on dates as they are kept, and the instrument of the questions."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from lib.model.questions.asked import ACTION, DatedNote, PartyQuestion
from lib.rules.questions import result as questions
from lib.rules.results.result import Result, Table
from lib.store import agenda, figures
from lib.store.file.rows import in_force
from lib.store.results.instrument import Instrument


def asked(db: Database, day: date) -> questions.Asked:
    """Return the questions with the newest figure of every place that they are about."""
    held = in_force(db, PartyQuestion)
    cells = {
        (question.indicator, region)
        for question in held
        if question.indicator
        for region in questions.regions_of(question.level)
    }
    newest = figures.newest(db, sorted(cells), figures.current_sets(db))
    return questions.Asked(
        held,
        {indicator.id: indicator for indicator in figures.indicators(db)},
        {key: figure for key, (figure, _) in newest.items()},
        agenda.party_names(db),
        day,
    )


def dated_notes(db: Database, indicator: str) -> list[DatedNote]:
    """Return the notes of staff that stand at the charts of an indicator."""
    return [note for note in in_force(db, DatedNote) if note.indicator in (None, indicator)]


def _read(db: Database, _action_id: str, day: date) -> Result | None:
    return questions.result_of(asked(db, day))


def _file(db: Database, _action_id: str, day: date) -> Table:
    return questions.question_table(asked(db, day))


QUESTIONS = Instrument(
    questions.KEY,
    questions.TITLE,
    (ACTION,),
    "Nog geen vraag vastgelegd. Wat willen partijen weten, en wat zouden zij dan anders besluiten?",
    _read,
    _file,
)
