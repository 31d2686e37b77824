"""What can be found by a word: the annex, actions and what belongs to them, meetings, parties, the region."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlite_utils import Database

from lib.dutch import day_text
from lib.model.meetings import DECISION_KINDS, meeting_label
from lib.model.record import RECORDS
from lib.model.results.outcome import PART
from lib.model.results.work import KINDS as KINDS_OF_NOTICE, OCCUPATIONS, SECTORS

RESULT = "Resultaat"
KINDS = (
    *("Actie", "Deel", "Doel", "Partij", "Overleg", "Gebeurtenis", "Afspraak", "Toezegging", "Vraag"),
    *("Advies", "Besluit GS", "Mijlpaal", "Geldlaag", "Fonds", "Melding", RESULT),
    *("Campus", "Cijfer", "Toezegging aan PS", "Bijlage"),
)
"""What can be found, in the order in which it is listed when nothing else decides."""


class Entry(NamedTuple):
    """Something that can be found: its name, what is said of it, the page that shows it, and more words."""

    kind: str
    title: str
    about: str
    address: str
    words: str = ""


def entries(db: Database) -> Iterator[Entry]:
    """Yield all that can be found in the agenda that a connection shows, by kind."""
    yield from _of_the_annex(db)
    yield from _of_actions(db)
    yield from _of_meetings(db)
    yield from _of_money_and_work(db)
    yield from _of_results(db)
    yield from _of_the_region(db)


def _names(db: Database, table: str) -> dict[Any, str]:
    return {row["id"]: row["name"] for row in db.query(f"SELECT id, name FROM {table}")}


def _of_the_annex(db: Database) -> Iterator[Entry]:
    names = "SELECT a.id, a.number, a.name, a.note, d.matrix_name, d.full_name, d.explanation FROM action a"
    for row in db.query(f"{names} LEFT JOIN adopted d ON d.action_id = a.id"):
        more = f"{row['matrix_name']} {row['full_name']} {row['explanation']}"
        title = " ".join(str(part) for part in (row["number"], row["name"]) if part)
        yield Entry("Actie", title, row["note"], f"actie?actie={row['id']}", more)
    for row in db.query("SELECT * FROM part"):
        yield Entry("Deel", f"{row['letter']} {row['name']}", row["text"], f"actie?actie={row['action_id']}")
    for row in db.query("SELECT * FROM goal"):
        yield Entry("Doel", row["name"], "", f"?doel={row['id']}", row["source"])
    for row in db.query("SELECT * FROM annex_text"):
        yield Entry("Bijlage", row["title"] or "Bijlage 1", row["text"], "brief?deel=bijlage-1")


def _of_actions(db: Database) -> Iterator[Entry]:
    names = _names(db, "action")
    for row in db.query("SELECT * FROM step WHERE withdrawn_on IS NULL ORDER BY happened_on DESC"):
        about = f"{day_text(row['happened_on'])}, {names[row['action_id']]}"
        yield Entry("Gebeurtenis", row["what"], about, f"actie?actie={row['action_id']}")
    for row in db.query("SELECT * FROM milestone WHERE withdrawn_on IS NULL"):
        yield Entry(
            "Mijlpaal", row["what"], names[row["action_id"]], f"actie?actie={row['action_id']}&tab=coalitie"
        )
    for row in db.query("SELECT * FROM ruling WHERE withdrawn_on IS NULL"):
        about = f"{names[row['action_id']]} {row['kenmerk']}".strip()
        yield Entry("Besluit GS", row["text"], about, f"actie?actie={row['action_id']}")


def _of_meetings(db: Database) -> Iterator[Entry]:
    parties = _names(db, "party")
    labels = {}
    for row in db.query("SELECT * FROM meeting WHERE withdrawn_on IS NULL ORDER BY held_on DESC"):
        labels[row["id"]] = meeting_label(row["kind"], row["held_on"], row["title"])
        yield Entry(
            "Overleg", labels[row["id"]], row["place"] or "", f"technologietafels?overleg={row['id']}"
        )
    for row in db.query("SELECT * FROM decision WHERE withdrawn_on IS NULL ORDER BY id DESC"):
        if row["meeting_id"] in labels:
            about = ", ".join(filter(None, (labels[row["meeting_id"]], parties.get(row["owner_id"]))))
            address = f"technologietafels?overleg={row['meeting_id']}&deel=besluiten"
            yield Entry(DECISION_KINDS[row["kind"]], row["text"], about, address)
    for row in db.query("SELECT * FROM ps_request WHERE withdrawn_on IS NULL"):
        yield Entry("Toezegging aan PS", row["text"], row["code"], "brief", row["answer"])


def _of_money_and_work(db: Database) -> Iterator[Entry]:
    """Yield layers of money and funds, without an amount, and meldingen of work to work."""
    names = _names(db, "action")
    for table, kind in (("money_layer", "Geldlaag"), ("fund", "Fonds")):
        for row in db.query(f"SELECT * FROM {table} WHERE withdrawn_on IS NULL ORDER BY id"):
            about = f"{row.get('certainty', 'fonds')}, {names[row['action_id']]}"
            yield Entry(kind, row["name"], about, f"actie?actie={row['action_id']}&tab=geld")
    parties = _names(db, "party")
    for row in db.query("SELECT * FROM notice WHERE withdrawn_on IS NULL ORDER BY id DESC"):
        about = f"{KINDS_OF_NOTICE[row['kind']]}, {OCCUPATIONS[row['occupation']]}"
        yield Entry("Melding", parties[row["party_id"]], about, "werk-naar-werk", SECTORS[row["sector"]])


def _of_results(db: Database) -> Iterator[Entry]:
    """Yield what is recorded of the results of actions, of every kind that people record one by one."""
    actions = _names(db, "action")
    parties = _names(db, "party")
    for record in RECORDS.values():
        if record.part != PART or not record.touches:
            continue
        worded = [name for name, field in record.fields.items() if field.widget in ("line", "text")]
        asked = f"SELECT *, {record.about} AS about_action FROM {record.table} WHERE withdrawn_on IS NULL"
        for row in db.query(asked):
            action = row["about_action"]
            more = " ".join(str(row[name]) for name in worded if row[name])
            address = f"actie?actie={action}&tab=effect"
            yield Entry(RESULT, record.title(row, parties), actions[action], address, more)


def _of_the_region(db: Database) -> Iterator[Entry]:
    for row in db.query("SELECT * FROM party WHERE withdrawn_on IS NULL ORDER BY name"):
        about = ", ".join(filter(None, (row["kind"], row["helix"])))
        yield Entry("Partij", row["name"], about, f"coalities?blik=partijen&wie={row['id']}")
    for row in db.query("SELECT * FROM campus WHERE withdrawn_on IS NULL"):
        more = f"{row['aliases']} {row['sectors']} {row['partners']} {row['note']}"
        yield Entry("Campus", row["name"], row["place"] or "", f"campussen?campus={row['id']}", more)
    for row in db.query("SELECT * FROM indicator"):
        more = f"{row['short']} {row['words']}"
        yield Entry("Cijfer", row["name"], row["definition"], f"arbeidsmarkt?indicator={row['id']}", more)
