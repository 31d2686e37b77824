"""Counts that may be a class of five, as migration m025 makes them; never edited after release.

The rule of a column changes with its table only; its rows keep their ids, and the history stays as it is.
"""

from __future__ import annotations

from sqlite_utils import Database

_RULE = "CAST(amount AS INTEGER) >= 5)"
_CLASS = """(amount = CAST(amount AS INTEGER) || ' tot en met ' || (CAST(amount AS INTEGER) + 4)
           AND CAST(amount AS INTEGER) >= 5 AND CAST(amount AS INTEGER) % 5 = 0)"""


def widen_counts(db: Database) -> None:
    """Make the table of counts anew, as it was but for its rule, with the same rows."""
    made = db.table("tally").schema
    db.execute(made.replace(_RULE, f"{_RULE} OR {_CLASS}").replace("TABLE tally", "TABLE wider_tally", 1))
    db.execute("INSERT INTO wider_tally SELECT * FROM tally")
    db.execute("DROP TABLE tally")
    db.execute("ALTER TABLE wider_tally RENAME TO tally")
    db.execute("CREATE INDEX tally_of_action ON tally (action_id, period)")
