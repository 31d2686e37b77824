"""All that one letter is made of: the agenda at its own moment and at that of the letter before."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from lib.model.agenda import ENDED, StageMove
from lib.model.change import Change
from lib.model.coalitions import AMBASSADOR_KINDS
from lib.model.letter import Letter
from lib.model.rulings import ADOPTED
from lib.rules.agenda import changed_since_adopted
from lib.rules.coalitions.confirmed import short
from lib.rules.letter.material import SIDES, Adopted, Aside, Material, Ruling, State
from lib.rules.meetings.manifest import standing
from lib.rules.rulings import open_of
from lib.store import agenda, decisions, editions, history, manifest, meetings
from lib.store.file.chain import head
from lib.store.file.connection import DATA, reading
from lib.store.file.glossary import words
from lib.store.file.rows import rows_of
from lib.store.letters.drafts import requests, sent_before, texts
from lib.store.results import money
from lib.store.results.instruments import results
from lib.store.results.outcomes import outcomes
from lib.store.results.words import every_claim
from lib.store.tables import all_steps, tables

_ADDITIONS = DATA / "letter.toml"


def material(
    path: Path,
    db: Database,
    letter: Letter,
    day: date,
    *,
    example: bool,
    amounts: bool = False,
    against: Letter | None = None,
) -> Material:
    """Return all that a letter is made of, as `db` shows it; a second reader shows the letter sent before.

    `against` is another earlier letter to compare with; `amounts` says that amounts of money may be seen.
    """
    previous = against or sent_before(db, letter)
    since, moment = _moment_before(db, previous), _moment(db, letter)
    start = history.id_at(db, since)
    until = history.id_at(db, moment) if moment else history.newest(db)
    changes, turned_back = history.compared(db, start, until)
    with reading(path, since) as then:
        before = state(then, since)
    return Material(
        letter=letter,
        day=day,
        adopted=adopted(db),
        now=state(db, moment),
        then=before,
        previous=previous,
        texts={section: own.text for section, own in texts(db, letter.id).items()},
        changes=changes,
        turned_back=turned_back,
        called=_called(db, day),
        decisions=decisions.decisions(db),
        meetings=meetings.meetings(db),
        items=meetings.agendas(db),
        requests=requests(db),
        results=results(db, [row["id"] for row in db.query("SELECT id FROM action")], day),
        outcomes=outcomes(db),
        layers=money.layers_by_action(db),
        confirmed={action_id: short(held) for action_id, held in every_claim(db).items()},
        amounts=amounts,
        edition=_edition_name(db, letter),
        anchor=head(db, moment).text,
        example=example,
    )


def material_sent(
    path: Path, letter: Letter, *, example: bool, amounts: bool, against: Letter | None = None
) -> Material:
    """Return all that a letter that was sent is made of, at its own moment."""
    with reading(path) as db:
        moment = _moment(db, letter)
    day = date.fromisoformat(letter.sent_on or "")
    with reading(path, moment) as db:
        return material(path, db, letter, day, example=example, amounts=amounts, against=against)


def changes_since(db: Database, previous: Letter, at: str | None) -> list[Change]:
    """Return every change since a letter was sent, in order of time, up to a past moment or to now."""
    since = history.id_at(db, _moment_before(db, previous))
    later = "SELECT * FROM main.history WHERE id > ? AND id <= ? ORDER BY id"
    return history.told_of(db, db.query(later, (since, history.id_at(db, at) if at else history.newest(db))))


def _moment(db: Database, letter: Letter) -> str | None:
    edition = editions.edition(db, letter.edition_id) if letter.edition_id else None
    return edition.at if edition else None


def _moment_before(db: Database, previous: Letter | None) -> str:
    """The moment that a letter compares with: that of the one before, or the agenda as it was adopted."""
    sent = _moment(db, previous) if previous else None
    return sent or history.moment_of(db, history.recorded_first(db)) or ""


def _edition_name(db: Database, letter: Letter) -> str:
    edition = editions.edition(db, letter.edition_id) if letter.edition_id else None
    return f"{edition.id}: {edition.name}" if edition else ""


def state(db: Database, at: str | None = None) -> State:
    """Return the agenda at the moment that `db` shows, as far as a letter tells of it."""
    steps: dict[str, list[Any]] = {}
    for step in all_steps(db):
        if step.withdrawn_on is None:
            steps.setdefault(step.action_id, []).append(step)
    moves: dict[str, list[StageMove]] = {}
    for move in rows_of(db, StageMove, "SELECT * FROM stage_move ORDER BY id"):
        moves.setdefault(move.action_id, []).append(move)
    now = State(
        actions=tuple(agenda.actions(db)),
        tables=tables(db),
        steps={action_id: tuple(own) for action_id, own in steps.items()},
        moves={action_id: tuple(own) for action_id, own in moves.items()},
    )
    waiting = open_of(decisions.proposals(db), now.actions)
    return replace(now, advice=_came_from(db, now, at), rulings=_rulings(db), waiting=waiting)


def _rulings(db: Database) -> dict[tuple[str, str], Ruling]:
    """Return what Gedeputeerde Staten decided last about each value, as far as they took it over."""
    labels = {meeting.id: meeting.label for meeting in meetings.meetings(db, withdrawn=True)}
    return {
        (one.action_id, one.changes): Ruling(
            one.value, one.decided_on or "", one.kenmerk, labels.get(one.meeting_id or 0, "")
        )
        for one in decisions.rulings(db)
        if one.outcome == ADOPTED
    }


def _came_from(db: Database, now: State, at: str | None) -> dict[tuple[str, str], str]:
    """Return the meeting that each end and each value that is not the adopted one came from."""
    advised = _advice(db)
    meeting_of: dict[tuple[str, str], str] = {}
    for action in now.actions:
        ends = [move for move in now.moves.get(action.id, ()) if move.to_stage == ENDED]
        if action.ended and ends:
            meeting_of[action.id, "stage"] = ends[-1].meeting
        for name in changed_since_adopted(action):
            ground = history.ground_of(db, "action", action.id, name, at)
            meeting_of[action.id, name] = advised.get(ground, "")
    return meeting_of


def _advice(db: Database) -> dict[str, str]:
    """By the ground that stands in the history which meeting it came from."""
    labels = {meeting.id: meeting.label for meeting in meetings.meetings(db, withdrawn=True)}
    return {
        f"{decision.text.rstrip('.')} ({labels[decision.meeting_id]})": labels[decision.meeting_id]
        for decision in decisions.decisions(db)
    }


def adopted(db: Database) -> Adopted:
    """Return what PS received, with our additions to it."""
    asides, terms = _additions()
    return Adopted(
        goals=agenda.goals(db),
        texts={text.id: text for text in agenda.annex_texts(db)},
        asides=asides,
        terms=terms,
    )


@cache
def _additions() -> tuple[tuple[Aside, ...], tuple[tuple[str, str], ...]]:
    with _ADDITIONS.open("rb") as file:
        additions = tomllib.load(file)
    terms = tuple((word.name, word.meaning) for word in words() if word.letter)
    return tuple(Aside(**aside) for aside in additions["aside"]), terms


def _called(db: Database, day: date) -> dict[int, str]:
    """How a letter calls each party: by name when it is of the province or stands behind the manifest."""
    named = {entry.party_id for entry in standing(manifest.ledger(db), day)}
    return {
        party.id: party.name if party.id in named or party.kind in AMBASSADOR_KINDS else SIDES[party.helix]
        for party in agenda.parties(db, withdrawn=True)
    }
