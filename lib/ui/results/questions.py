"""The forms of questions to figures and of notes on dates, in Bewerken."""

from __future__ import annotations

from lib.model.agenda import Action
from lib.store import figures
from lib.store.file.connection import Database
from lib.ui.here.state import Here
from lib.ui.results.keeping import keep


def _indicators(db: Database) -> dict[str, str]:
    return {indicator.id: indicator.name for indicator in figures.indicators(db)}


def desk(here: Here, _action: Action) -> None:
    keep(here, "party_question", {"indicator": _indicators})
    keep(here, "dated_note", {"indicator": _indicators}, pasted=False)
