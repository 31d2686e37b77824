"""The migrations of the file, oldest first. One is never edited after release; a change is a new one."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from sqlite_utils import Database, Migrations

from lib.store.schema.m001_agenda import ADOPTED_TABLES, AGENDA_TABLES, M001
from lib.store.schema.m002_coalitions import COALITION_TABLES, M002
from lib.store.schema.m003_campuses import CAMPUS_TABLES, M003
from lib.store.schema.m004_figures import FIGURE_TABLES, FIGURES
from lib.store.schema.m005_meetings import FIXED_MEETING_TABLES, M005, MEETING_TABLES
from lib.store.schema.m007_decisions import M007, RULING_TABLES, record_rulings
from lib.store.schema.m008_figures import M008
from lib.store.schema.m009_letters import LETTER_TABLES, M009
from lib.store.schema.m010_upkeep import M010, UPKEEP_TABLES
from lib.store.schema.m011_report import M011
from lib.store.schema.m012_outcomes import M012, OUTCOME_TABLES
from lib.store.schema.m013_chain import M013
from lib.store.schema.m014_counts import COUNT_TABLES, M014
from lib.store.schema.m015_attendance import M015
from lib.store.schema.results.m016_money import M016, MONEY_TABLES, WORK_TABLES
from lib.store.schema.results.m017_desks import DESK_TABLES, M017
from lib.store.schema.results.m018_regions import M018
from lib.store.schema.results.m019_inclusion import INCLUSION_TABLES, M019
from lib.store.schema.results.m020_means import M020, MEANS_TABLES
from lib.store.schema.results.m021_words import M021, WORD_TABLES
from lib.store.schema.results.m022_questions import M022, QUESTION_TABLES
from lib.store.schema.results.m023_evidence import EVIDENCE_TABLES, M023
from lib.store.schema.results.m024_room import M024, ROOM_TABLES
from lib.store.schema.results.m025_classes import widen_counts
from lib.store.schema.triggers import install_triggers

migrations = Migrations("werkagenda")

TRACKED_TABLES = (
    *AGENDA_TABLES,
    *COALITION_TABLES,
    *CAMPUS_TABLES,
    *FIGURE_TABLES,
    *MEETING_TABLES,
    *RULING_TABLES,
    *LETTER_TABLES,
    *UPKEEP_TABLES,
    *OUTCOME_TABLES,
    *COUNT_TABLES,
    *MONEY_TABLES,
    *WORK_TABLES,
    *DESK_TABLES,
    *INCLUSION_TABLES,
    *MEANS_TABLES,
    *WORD_TABLES,
    *QUESTION_TABLES,
    *EVIDENCE_TABLES,
    *ROOM_TABLES,
)
"""Every table with content: each change of it lands in the history."""


@migrations()
def m001_agenda(db: Database) -> None:
    """Make the annex, the living state of its actions, dated evidence and the history of it all."""
    for statement in M001:
        db.execute(statement)
    install_triggers(db, AGENDA_TABLES, immutable=(*ADOPTED_TABLES, "stage_move"), editions=False)


@migrations()
def m002_coalition(db: Database) -> None:
    """Make chairs, activation, purpose case, support, milestones, flags; the meeting of a stage decision."""
    for statement in M002:
        db.execute(statement)
    install_triggers(db, (*COALITION_TABLES, "stage_move"), immutable=("purpose_text",), editions=False)
    db.execute(
        "INSERT INTO writer (who, verified, reason, at) "
        "VALUES ('Werkagenda (nieuwe versie)', 0, '', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"
    )
    db.execute("INSERT INTO coalition (id) SELECT id FROM action")
    db.execute("DELETE FROM writer")


@migrations()
def m003_campus(db: Database) -> None:
    """Make campuses, the labour-market regions with their outlines, and their municipalities."""
    for statement in M003:
        db.execute(statement)
    install_triggers(db, CAMPUS_TABLES, editions=False)


@migrations()
def m004_figures(db: Database) -> None:
    """Make indicators, deliveries of figures with their observations, columns, effects of actions."""
    for statement in FIGURES:
        db.execute(statement)
    install_triggers(db, FIGURE_TABLES, editions=False)


@migrations()
def m005_meetings(db: Database) -> None:
    """Make meetings with items and decisions, editions, the manifest's ledger and calendar, confirmations."""
    for statement in M005:
        db.execute(statement)
    older = (*AGENDA_TABLES, *COALITION_TABLES, *CAMPUS_TABLES, *FIGURE_TABLES)
    install_triggers(db, (*older, *MEETING_TABLES), immutable=FIXED_MEETING_TABLES)


@migrations()
def m007_decisions(db: Database) -> None:
    """Rulings of Gedeputeerde Staten, also under what meetings decided until then; proposals; the term."""
    for statement in M007:
        db.execute(statement)
    install_triggers(db, ("decision", "stage_move", *RULING_TABLES), immutable=("stage_move",))
    db.execute(
        "INSERT INTO writer (who, verified, reason, at) "
        "VALUES ('Werkagenda (nieuwe versie)', 0, '', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))"
    )
    record_rulings(db)
    db.execute("DELETE FROM writer")


@migrations()
def m008_figures(db: Database) -> None:
    """Add a number beside a class, and published counts with what they count."""
    for statement in M008:
        db.execute(statement)
    install_triggers(db, ("public_count",), immutable=("public_count",))


@migrations()
def m009_letters(db: Database) -> None:
    """Make letters to Provinciale Staten with their own words and sent files, and what PS asked."""
    for statement in M009:
        db.execute(statement)
    install_triggers(db, LETTER_TABLES)


@migrations()
def m010_upkeep(db: Database) -> None:
    """Make the settings; give the agenda a name, and a party the one that it was merged into."""
    for statement in M010:
        db.execute(statement)
    install_triggers(db, (*UPKEEP_TABLES, "term", "party"))


@migrations()
def m011_report(db: Database) -> None:
    """Let the settings say whom to report a problem to."""
    for statement in M011:
        db.execute(statement)
    install_triggers(db, UPKEEP_TABLES)


@migrations()
def m012_outcomes(db: Database) -> None:
    """Make the concrete results of actions."""
    for statement in M012:
        db.execute(statement)
    install_triggers(db, OUTCOME_TABLES)


@migrations()
def m013_chain(db: Database) -> None:
    """Give each entry of the history a link to all before it."""
    for statement in M013:
        db.execute(statement)


@migrations()
def m014_counts(db: Database) -> None:
    """Make counts with the reports they came in with, targets, vouchers and the method of zij-instroom."""
    for statement in M014:
        db.execute(statement)
    install_triggers(db, COUNT_TABLES)


@migrations()
def m015_attendance(db: Database) -> None:
    """Let a meeting say who was there and when the next one is, and an item what was said."""
    for statement in M015:
        db.execute(statement)
    install_triggers(db, ("meeting", "agenda_item"))


@migrations()
def m016_money(db: Database) -> None:
    """Make layers of money, funds, what campuses run on; meldingen, matches and the ladder of a model."""
    for statement in M016:
        db.execute(statement)
    install_triggers(db, (*MONEY_TABLES, *WORK_TABLES))


@migrations()
def m017_desks(db: Database) -> None:
    """Make desks with referrals, the brand with who uses it and encounters, and research groups."""
    for statement in M017:
        db.execute(statement)
    install_triggers(db, DESK_TABLES)


@migrations()
def m018_regions(db: Database) -> None:
    """Let a region say which municipality leads it, by function."""
    for statement in M018:
        db.execute(statement)
    install_triggers(db, ("region",))


@migrations()
def m019_inclusion(db: Database) -> None:
    """Make effects of inclusivity with the adoption of their case, and activities of promotion."""
    for statement in M019:
        db.execute(statement)
    install_triggers(db, INCLUSION_TABLES)


@migrations()
def m020_means(db: Database) -> None:
    """Make support in euro, variants of the instrument for campuses, and figures under decisions."""
    for statement in M020:
        db.execute(statement)
    install_triggers(db, MEANS_TABLES)


@migrations()
def m021_words(db: Database) -> None:
    """Make what parties confirmed themselves."""
    for statement in M021:
        db.execute(statement)
    install_triggers(db, WORD_TABLES)


@migrations()
def m022_questions(db: Database) -> None:
    """Make questions of parties to the figures, and notes on dates."""
    for statement in M022:
        db.execute(statement)
    install_triggers(db, QUESTION_TABLES)


@migrations()
def m023_evidence(db: Database) -> None:
    """Make files at steps, and let a party be taken off a step."""
    for statement in M023:
        db.execute(statement)
    install_triggers(db, (*EVIDENCE_TABLES, "step_party"))


@migrations()
def m024_room(db: Database) -> None:
    """Make the questions that the room answers by phone."""
    for statement in M024:
        db.execute(statement)
    install_triggers(db, ROOM_TABLES)


@migrations()
def m025_classes(db: Database) -> None:
    """Let a count be a class of five, where its number would tell a small difference."""
    widen_counts(db)
    install_triggers(db, ("tally",))


def _names() -> frozenset[str]:
    with closing(sqlite3.connect(":memory:")) as empty:
        return frozenset(migration.name for migration in migrations.pending(Database(empty)))


MIGRATIONS = _names()
VERSION = len(MIGRATIONS)
"""What a file of this version says of itself (`PRAGMA user_version`), to be seen within any write."""
