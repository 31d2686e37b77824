"""Reading what each action has to bring about before it is finished."""

from __future__ import annotations

from sqlite_utils import Database

from lib.model.results.outcome import Outcome
from lib.store.file.rows import rows_of


def outcomes(db: Database) -> dict[str, Outcome]:
    """Return the concrete result that was agreed for each action, as far as there is one."""
    rows = rows_of(db, Outcome, "SELECT * FROM outcome WHERE withdrawn_on IS NULL ORDER BY id")
    return {outcome.action_id: outcome for outcome in rows}
